"""What people want none of: topics, and words that are no topics, which are muted ("no football")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import clauses, leaving, sentences, signed, spelling, understanding, vocabulary
from digest.subscribe.understanding import Setting, Understanding

#: Words that say nothing beside a no.
_ANY = spelling.among(
    "either neither too also tampoco tambien non auch aussi "
    "any more anymore longer further ever again whatsoever else mehr sonst mas plus weiteren weitere "
    "sehen lesen horen hoeren"
)
#: What is muted in a story is no story: "crypto news", "noticias de cripto".
_KINDS = spelling.among(
    "news story stories article articles item items update updates topic topics stuff thing things about on the a "
    "alert alerts alertas alerta alertes alerte benachrichtigungen "
    "section sections rubrik rubriken ressort seccion secciones rubrique rubriques "
    "zum "
    "nachrichten meldung meldungen artikel thema themen uber zu die der das den "
    "noticia noticias articulo articulos tema temas sobre de del el la los las "
    "nouvelles actualites sujet sujets sur de du des d' le la les"
)
#: "Fox News" is a name.
_STATIONS = spelling.among("fox abc cbs nbc bbc sky gb itv yahoo")
#: "No problem" mutes nothing, and neither does "no mails" or "no more of this".
_IDLE = spelling.among(
    "anything everything something address adresse adressen direccion name data daten datos donnees "
    "tomorrow today morgen heute manana hoy demain "
    "much many too so enough viel viele tanto tanta tantos tantas demasiado trop tant autant beaucoup "
    "problem problems problemo idea ideas worry worries thanks thank way ways reply replies answer answers response "
    "need needs matter rush hurry change changes luck doubt doubts spam junk advertising ads comment comments one body "
    "time interest offense thing nothing feelings use point question questions chance go good bad yes matter mind "
    "mail mails email emails e-mail e-mails message messages newsletter newsletters digest digests issue issues "
    "subscription account list service contact confirmation money reason reasons limit end it this that these those "
    "them him her me you us what who how why when where such person user wonder kidding joke way thx problemas "
    "ahnung problem sorge sorgen anderung anderungen zeit lust eile interesse antwort werbung grund frage fragen "
    "stress post ausgabe ausgaben ruckmeldung bedarf nachricht person bestellung anmeldung gewahr gewaehr wirklich "
    "mich mir uns euch bock geduld wunder abo abonnement "
    "problema duda dudas prisa cambio cambios tiempo gracias respuesta publicidad interes gana ganas molestar correo "
    "correos mensaje mensajes boletin boletines importa quiero se es soy he nadie eso esto asunto suscripcion persona "
    "probleme souci soucis temps merci changement changements envie reponse pub publicite doute raison courriel "
    "offence complaint complaints sweat pressure biggie deal pun harm clue excuse excuses regrets objection objections "
    "hard delay ado prejudice fuss hassle exception exceptions other otro otra otros otras autre autres weitere "
    "kommentar kommentare beschwerde beschwerden ding witz scherz scheiss worte wort einwand einwande ursache vorwurf "
    "zweifel umschweife verpflichtung angabe angaben panik "
    "palabras novedad novedades particular comentario comentarios queja quejas rencor compromiso demora embargo "
    "ofender animo falta rodeos "
    "commentaire commentaires rancune attendre faute delai hesiter blague facon regret plaisanter plainte panique "
    "engagement detour mentir cesse aucun "
    "courriels message lettre lettres courrier abonnement quoi question personne mal moi ca cela"
)
#: These deny what stands behind them, by the number of their words.
_NO = (
    spelling.among("no without kein keine keinen keinem keiner ohne ni sin sans"),
    frozenset(
        {
            "no more",
            "nothing about",
            "nichts uber",
            "nichts ueber",
            "nichts zu",
            "nada de",
            "nada sobre",
            "no mas",
            "pas de",
        }
        | {"rien sur", "no quiero", "nothing on"}
    ),
)
_OR = spelling.among("or nor oder o u ou ni")
_JOINTS = _OR | spelling.among("and und y e et")
_BUT = spelling.among("but and aber und pero y mais et")
#: What is denied stands before the verb.
_BORED = re.compile(
    r"(?P<what>.{2,40}?) (?:interessier(?:t|en) (?:mich|uns)(?: (?:überhaupt|ueberhaupt|gar|leider))? nicht(?: mehr)?"
    r"|(?:doesn|don)['’]t interest me(?: at all| any ?more)?|(?:does|do) not interest me(?: at all| any ?more)?"
    r"|no me interesan?(?: nada| más)?|ne m['’]intéresse(?:nt)? (?:pas|plus)(?: du tout)?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’&.+-]{1,28}[\w+]")
_MAIL_ABOUT = re.compile(r"(?i)^(?:e?-?mails?|messages|nachrichten|correos|mensajes)\s+(?=about|on|über|sobre|sur|con)")
_COMPOUND = re.compile(r"(?i)-(?:news|meldung|meldungen|nachrichten|artikel|themen|stories)$")
#: What follows these is not what was said of the topics before it.
_INSTEAD = re.compile(r"(?i)\b(?:instead of|rather than|(?:an)?statt|en (?:lugar|vez) de|au lieu d)\b")
_WANTED = re.compile(
    r"(?i)\b(?:but|aber|pero|mais|sondern|sino|only|nur|s[oó]lo|seulement|uniquement|just|instead|stattdessen|rather|with"
    r"|mit|con|avec)\s+(?!please|bitte|por favor|svp)\w"
)
_WISHED = re.compile(
    r"(?i)(?:[,;]|\b(?:and|und|y|et))\s+(?:[^\s,;]+\s+){0,2}?(?:want|like|love|quiero|queremos|gusta|will"
    r"|wollen|m(?:ö|oe|o)chten?|veux|voudrais|aime)\s+\w"
)
#: "Stop politics, and send more science"; not "I want no more sport".
_GOES_ON = re.compile(
    r"(?i)(?:[,;.!]|\b(?:and|und|y|e|et|but|aber|pero|mais|daf(?:ü|ue)r))\s+(?:[^\s,;.!]+\s+){0,2}?"
    r"(?:more|mehr|m[aá]s|plus|send|schick\w*|keep|behalt\w*|give|gebt?)\s+\S"
)
_ELIDED = re.compile(r"(?i)\bpas\s+d['’]\s?(?=\w)")
_POINTS = ",.;!?"
_AT_ALL = re.compile(r"(?i)\s+(?:at all|(?:ü|ue)berhaupt|en absoluto|du tout)(?!\w)")
_EDGES = ' .,;:!?¡¿()"“”„«»*'
#: Words of one thing that is muted, and how many are at once.
_LONGEST, _MOST = 2, 5
#: What is left stands behind these, unless it is all of it: "this", "your mails".
_FROM = spelling.among("from about von vom uber ueber de del du des")
_WHOSE = spelling.among(
    "this these your that those all any every everything diesem dieser diesen eurem eurer euren ihrem ihrer ihren "
    "deinem deiner deinen allem allen este esta estos estas su sus tu tus vuestro vuestra vuestros ce cette ces votre "
    "vos ton ta tes tout tous toutes"
)


def leaning(text: str, setting: Setting, weight: float) -> Understanding | None:
    """ "more science", "less sport", "no sport": the topics have that weight, save what is denied beside it."""
    may_be_wanted = _WANTED.search(text) or len(sentences.split(text)) > 1
    if _INSTEAD.search(text) or (weight < 0 and may_be_wanted):
        # "More science instead of sport", "no sport, but science", "No sport. Science, please."
        return None
    change, left = clauses.read(text, setting.names)
    topics = change.topics.whole
    if left or not topics or change != Change(topics=change.topics):
        return None
    leant = {slug: weight if said > 0 else min(weight, said) for slug, said in topics.items()}
    return understanding.change(Change(topics=Weights(add=leant)))


def denied(said: str, line: str, setting: Setting) -> Understanding | None:
    """What a line that leaves says of topics, its leaving words aside; None where it may want some of them."""
    if _GOES_ON.search(line) or _WANTED.search(line) or len(sentences.split(line)) > 1:
        return None
    return leaning(plain(signed.said(said)), setting, -1.0)


def unwanted(text: str, setting: Setting) -> Understanding | None:
    """ "no sport", "keine Politik mehr", "no football": these topics are never wanted, and other words are muted."""
    if _WISHED.search(text):
        # "No quiero deportes, quiero ciencia"
        return None
    kept, words = parted(f"no {_MAIL_ABOUT.sub('', plain(text))}", setting)
    is_named = kept.startswith("no ")
    found = leaning(kept.removeprefix("no "), setting, -1.0) if is_named else None
    if found is None or not words:
        return understanding.change(Change(mute=Words(add=words))) if words and signed.is_idle(kept) else found
    return understanding.change(replace(found.commands[0].change, mute=Words(add=words)))


def bored(line: str, setting: Setting) -> Understanding | None:
    """ "Sport interessiert mich nicht": what does not interest them is never wanted."""
    found = _BORED.fullmatch(line.strip(_EDGES))
    is_ours = found is not None and not (_WHOSE | leaving.MAIL).isdisjoint(spelling.words(found["what"]))
    return unwanted(found["what"], setting) if found and not is_ours else None


def strange(text: str, setting: Setting) -> tuple[str, ...]:
    """The words of a text that is nothing but a list of things that are nothing else to us; none for another."""
    said = spelling.without_please(text).split()
    words, named, end = _denied(said, 0, setting)
    return tuple(words) if end == len(said) and not named else ()


def plain(text: str) -> str:
    """A text without "any more"."""
    kept: list[str] = []
    for word in _AT_ALL.sub("", text).split():
        # "No football and more science"
        goes_on = bool(kept) and (spelling.bare(kept[-1]) in _JOINTS | _BUT or kept[-1][-1:] in _POINTS)
        if spelling.bare(word) not in _ANY or goes_on:
            kept.append(word)
        elif kept and word[-1:] in _POINTS:
            kept[-1] += word[-1]
    return " ".join(kept)


def left(line: str, setting: Setting) -> Understanding | None:
    """What a line that leaves leaves alone: "unsubscribe me from crypto"; None where that may be all."""
    said = [word for word in line.split() if not leaving.says_so(word)]
    places = [place for place, word in enumerate(said) if spelling.bare(word) in _FROM]
    if not places or leaving.is_whole(spelling.words(" ".join(said[places[0] + 1 :])), setting.own):
        return None
    # "from mails about crypto"
    place = next((one for one in reversed(places) if leaving.is_beside(" ".join(said[:one]))), len(said))
    what = [spelling.bare(word) for word in said[place + 1 :]]
    is_theirs = not _WHOSE.isdisjoint(what[:1])
    # "from your mails", but not "from your crypto news".
    if is_theirs and _KINDS.isdisjoint(what):
        return None
    return unwanted(" ".join(said[place + 1 + is_theirs :]), setting)


def parted(text: str, setting: Setting) -> tuple[str, tuple[str, ...]]:
    """A text less the words that it denies, and these: of "tech, but no crypto", "tech," and "crypto"."""
    said = _ELIDED.sub("pas de ", text).split()
    kept: list[str] = []
    muted: list[str] = []
    place = 0
    while place < len(said):
        many = _denies(said, place)
        words, named, end = _denied(said, place + many, setting) if many else ([], [], 0)
        if not words:
            kept.append(said[place])
            place += 1
            continue
        while kept and spelling.bare(kept[-1]) in _BUT:
            kept.pop()
        kept += [*said[place : place + many], *named] if named else []
        muted += words
        place = end
    return " ".join(kept), tuple(dict.fromkeys(muted))[:_MOST]


def _denies(said: Sequence[str], place: int) -> int:
    """How many words from a place on deny what follows."""
    one, two = spelling.bare(said[place]), " ".join(map(spelling.bare, said[place : place + 2]))
    if said[place][-1:] in _POINTS:
        return 0
    return 2 if two in _NO[1] else int(one in _NO[0])


def _denied(said: Sequence[str], place: int, setting: Setting) -> tuple[list[str], list[str], int]:
    """Behind a no: the words that are no topics, the topics, and where both end."""
    words: list[str] = []
    named: list[str] = []
    end = place
    while place < len(said):
        many = _strange(said, place, setting)
        bare = spelling.bare(said[place])
        if many:
            words.append(_COMPOUND.sub("", " ".join(said[place : place + many]).strip(_EDGES)))
        elif bare in setting.names.topics:
            named.append(said[place])
        elif not (bare in _KINDS | _ANY or _joins(said, place)):
            break
        place += many or 1
        end = place if many or bare not in _JOINTS else end
        if said[place - 1][-1:] in _POINTS:
            break
    return words, named, end


def _joins(said: Sequence[str], place: int) -> bool:
    """Whether a list goes on: behind "or", and behind "and" where one word is left, for another wish has more."""
    word = spelling.bare(said[place])
    return word in _OR or (word in _JOINTS and place + 2 == len(said))


def _strange(said: Sequence[str], place: int, setting: Setting) -> int:
    """How many words from a place on name one thing that is nothing else to us: no topic, day or city."""
    many = 0
    for word in said[place : place + _LONGEST]:
        bare = spelling.bare(word)
        if bare == "news" and many and spelling.bare(said[place]) in _STATIONS:
            return many + 1
        known = bare in leaving.MAIL | _IDLE | _KINDS | _ANY or bare in _JOINTS or bare in vocabulary.phrases()
        if known or not _WORD.fullmatch(word.strip(_EDGES)) or not clauses.read(word, setting.names)[1]:
            break
        many += 1
        if word[-1:] in _POINTS:
            break
    return many
