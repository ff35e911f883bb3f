"""Mail that only says something kind: "Thanks, great issue!".  It wants nothing, and gets no answer (pure)."""

from collections.abc import Sequence

from digest.subscribe import courtesy, phrases, sentences, spelling

#: One of these must be there.
_KIND = courtesy.THANKS | spelling.among(
    "great good nice lovely love loved like liked excellent wonderful awesome cool "
    "brilliant super superb fantastic perfect amazing bravo congratulations kudos enjoy enjoyed enjoying appreciate "
    "appreciated interesting helpful useful "
    "toll tolle tolles prima klasse gut gute gutes schon schone schones spitze wunderbar grossartig "
    "hervorragend gefallt gefallen freue interessant interessante hilfreich lob "
    "asi genial excelente bueno buena buen estupendo estupenda fantastico fantastica maravilloso maravillosa gusta "
    "gusto encanta encanto enhorabuena felicidades interesante util "
    "genial geniale bon bonne beau belle excellent excellente formidable parfait parfaite magnifique aime adore "
    "felicitations interessant interessante utile"
)
#: And nothing but these beside it.
_BESIDE = spelling.among(
    "the a an this that these today today's todays yesterday's morning's morning day issue issues edition editions "
    "digest newsletter mail mails email news selection story stories article articles read reading your yours you for "
    "so much very really truly always it it's its is was were are i i'm we my me our all team everyone work job keep "
    "up going well done on of and again such many a lot ever yet best just to with in as one here regards dear hi "
    "hello "
    "die der das den dem ein eine einen dies diese dieser dieses heute heutige heutigen heutiger ausgabe ausgaben post "
    "nachrichten auswahl meldung meldungen artikel sehr so wirklich immer es ist war ich wir mir uns mich alle alles "
    "team arbeit weiter weiter so und fur von vielen viele herzlichen lieben euch ihnen sie ihr ihre eure dir mal auch "
    "liebe grusse gruesse gruss "
    "el la los las un una este esta estos estas hoy edicion ediciones boletin correo noticias noticia articulo "
    "articulos seleccion muy mucho muchas muchos de verdad siempre es fue me nos mi todo todos todas equipo trabajo "
    "buen sigan sigue seguid por y que tan lo le les tu su vuestro vuestra saludos "
    "le la les un une ce cet cette ces aujourd'hui jour numero numeros edition editions lettre courriel message "
    "nouvelles article articles selection tres vraiment toujours c'est est etait je j'ai nous me mon tout tous toutes "
    "equipe travail continuez comme ca et pour de du votre vos vous beaucoup l' d' bien mille cordialement"
)
_MOST = 25
#: Lines under a kind word that are somebody's name, and the words of one.
_NAMES, _NAME = 2, 4


#: A sentence with one of these may want something.
_ASKING = spelling.among(
    "please pls want would could can more less fewer no not don't never without stop but instead unsubscribe cancel "
    "subscribe only every at until pause mute follow change send sign should remove wish need "
    "wurde wurden wuerde wuerden moechte wunsche verzichten abbestellen abmelden "
    "gustaria querria podrian podrias j'aimerais aimerais pourriez pouvez veuillez "
    "bitte mochte will kann konnt konnen mehr weniger kein keine keinen nicht nie ohne aber nur um bis ab statt "
    "favor quiero quisiera puedes podeis mas menos no sin pero solo hasta pausa baja "
    "nein non ja yes oui si "
    "svp voudrais souhaite plus moins pas sans mais jusqu'au"
)


def is_all(lines: Sequence[str]) -> bool:
    """Whether these lines, of which there are some, say nothing but kind words, hello and good-bye, and a name."""
    last = max((place for place, line in enumerate(lines) if is_kind(line)), default=None)
    if last is None:
        return False
    names = lines[last + 1 :]
    before = all(is_kind(line) or phrases.is_greeting(line) for line in lines[:last])
    return before and len(names) <= _NAMES and all(map(is_name, names))


def is_idle(subject: str) -> bool:
    """Whether a subject asks nothing either."""
    return not subject.strip() or is_kind(subject) or phrases.is_greeting(subject)


def is_kind(line: str) -> bool:
    """Whether each sentence of a line says something kind, and nothing else."""
    said = sentences.of(line)
    return all(map(_is_kind, said)) if said else _is_kind(line)


def _is_told(line: str) -> bool:
    """Whether a sentence tells what somebody liked: "I really enjoyed the story about the election"."""
    words = set(spelling.words(line))
    is_plain = not any(sign.isdigit() or sign in "?:@+/" for sign in line)
    return (
        is_plain
        and not (_KIND - {"like"}).isdisjoint(words)
        and _ASKING.isdisjoint(words)
        and phrases.verb(line) is None
    )


def _is_kind(line: str) -> bool:
    if phrases.is_farewell(line):
        return True
    words = [word for word in spelling.words(line.replace("!", " ").replace(".", " ")) if any(map(str.isalnum, word))]
    if not words:
        # A thumb, or a heart.
        return bool(line.strip()) and not any(sign.isalnum() or sign in "?+-=_*#<>/" for sign in line)
    return (
        len(words) <= _MOST and "?" not in line and not _KIND.isdisjoint(words) and set(words) <= _KIND | _BESIDE
    ) or (len(words) <= _MOST and _is_told(line))


def is_name(line: str) -> bool:
    """Whether a line may be the name that stands below a mail."""
    words = line.split()
    return len(words) <= _NAME and "?" not in line and line[:1].isupper() and phrases.verb(line) is None
