"""Words that tell nothing of what a story is about, so that nobody's taste is made of them (pure).

Where a newsroom has few stories, how many of them hold a word does not tell "two" from a name.  English is always
among them, for outlets of any language quote it; the others only in their own, where "war" is not a war.
"""

from collections.abc import Mapping

_EN = """
    a about above across actually after again against ago ahead all almost along already also although always am amid
    among an and another any anyone anything are around as ask asked asking asks at away back be became because become
    becomes been before began begin behind being below best better between beyond big both bring brings brought but by
    call called calls came can cannot come comes coming could day days did different do does doing don done down during
    each early either else end enough especially even ever every everyone everything far few find finds first five for
    former forward found four from full further gave get gets getting give given gives go goes going gone good got
    great had half happen happened has have having he help her here hers herself him himself his hour hours how however
    if in including instead into is it its itself just keep kept kind know known knows last late later latest least
    left less let like likely little long look looking looks lot made make makes making man many may maybe me mean
    means men might month months more most much must my need needs never new news next nine no nobody none nor not
    nothing now of off often oh ok old on once one ones only onto or other others our ours out over own part people per
    perhaps person place put quite rather re really recent recently right said same saw say saying says second see seem
    seemed seems seen set seven several shall she should show shows since six so some someone something soon still such
    sure take taken takes taking tell tells ten than that the their them themselves then there these they thing things
    think this those though three through time times to today together told tomorrow tonight too took toward towards
    tried try trying turn two under until up upon us use used uses using very via want wanted wants was way ways we
    week weeks well went were what whatever when where whether which while who whole whom whose why will with within
    without woman women won would year years yes yesterday yet you your yours
"""
_DE = """
    ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bereits
    bin bis bisher bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darf darin darum
    darunter das dass davon davor dazu dein dem den denen denn dennoch der deren des deshalb dessen die dies diese
    diesem diesen dieser dieses doch dort du durch dürfen ein eine einem einen einer eines einige einigen einmal er
    erst erste ersten es etwa etwas euch eure fast für ganz gar geben gegen gehen geht gerade gibt ging gut hab habe
    haben hat hatte hatten hätte her heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins
    ist ja jahr jahre jahren je jede jedem jeden jeder jedes jetzt jüngst kam kann kaum kein keine keinen kommen kommt
    konnte können könnte künftig lassen laut machen macht mal man mehr mehrere mein meine meisten mich mit muss müssen
    nach nachdem neben neu neue neuen neuer nicht nichts nie noch nun nur ob oder ohne schon sehr sei seien sein seine
    seinem seinen seiner seit selbst sich sie sieht sind so sogar soll sollen sollte sollten sondern sowie statt tag
    tage trotz über um und uns unser unsere unter viel viele vielen vom von vor war waren warum was weg wegen weil
    weiter weitere weiteren welche welcher wenig wenige weniger wenn wer werde werden wie wieder will wir wird wo wohl
    wollen worden wurde wurden während würde würden zu zudem zum zur zwar zwei zwischen
"""
_ES = """
    a además ahora al algo alguna algunas alguno algunos ante antes año años aquel aquella así aún aunque bajo bien
    cada casi como cómo con contra cosa cosas cuál cuál cual cuando cuándo cuatro cuenta da dar de debe decir del desde
    después dice dicen dicho día días donde dónde dos durante e el él ella ellas ellos en entre era eran es esa esas
    ese eso esos esta ésta está estaba están estar estas este esto estos fue fueron gran ha había hace hacer hacia han
    hasta hay haya he hizo hoy incluso ir la las le les lo los luego más me mejor menos mi mientras mis mismo misma
    mucho muchos muy nada ni no nos nosotros nuestra nuestro nueva nuevas nuevo nuevos o os otra otras otro otros para
    pero poco podría por porque primer primera puede pueden pues que qué quien quién quiere sabe se sea según ser será
    si sí sido siempre sin sino sobre solo sólo son su sus tal también tan tanto te tiempo tiene tienen toda todas
    todavía todo todos tras tres tu tú un una uno unos usted va vamos van ver vez y ya yo
"""
_FR = """
    a à afin ai ainsi alors an ans après as au aucun aucune aujourd aussi autre autres aux avait avant avec avez avoir
    beaucoup bien c car ce cela celle celles celui ces cet cette ceux chaque chez comme comment contre d dans de depuis
    dernier dernière derrière des dès deux dit doit donc dont du elle elles en encore enfin entre es est et étaient
    était été être eu eux faire fait faut fois font hui il ils j jour jours jusqu l la là le les leur leurs lors lui m
    ma mais mal me même mes moi moins mois mon n ne ni non nos notre nous nouveau nouvelle on ont ou où par parce
    parmi pas pendant peu peut peuvent plus plusieurs pour pourquoi premier première près puis qu quand que quel quelle
    quelles quelque quelques quels qui quoi rien s sa sans se selon sera ses seulement si soit son sont sous sur t ta
    tandis tant te tes toi ton toujours tous tout toute toutes très trois trop tu un une va vers veut voici voir vos
    votre vous y
"""

#: Language -> its words.
_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_EN.split()),
    "de": frozenset(_DE.split()),
    "es": frozenset(_ES.split()),
    "fr": frozenset(_FR.split()),
}
_ALL = frozenset.union(*_WORDS.values())


def words(language: str) -> frozenset[str]:
    """The words that tell nothing in a language, as `words.fold` folds them; of all four where nobody knows it."""
    primary = language.partition("-")[0].lower()
    return _ALL if primary in {"", "und"} else _WORDS["en"] | _WORDS.get(primary, frozenset())
