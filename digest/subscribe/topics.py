"""Topics as people call them, in the languages of our catalogues."""

from collections.abc import Mapping
from functools import lru_cache

from digest.subscribe import spelling

#: Letters of a word that may be a topic mistyped; the name has more.
_SHORTEST = 5
#: Slug -> what people call it in English, German, Spanish and French, beside the slug and the operator's name.
_CALLED = {
    "world": "world, world news, international, foreign, foreign news, global, welt, ausland, weltgeschehen, "
    "internationales, mundo, internacional, internacionales, monde, étranger",
    "politics": "politics, political, politik, innenpolitik, política, politique",
    "business": "business, finance, finances, economy, economics, markets, money, wirtschaft, finanzen, börse, "
    "economía, negocios, finanzas, mercados, économie, affaires, marchés",
    "technology": "technology, tech, technologies, computers, computing, gadgets, internet, digital, technik, "
    "technologie, digitales, computer, tecnología, informática, numérique, informatique, technologies",
    "science": "science, sciences, research, space, nature, wissenschaft, wissen, forschung, natur, ciencia, ciencias, "
    "naturaleza, recherche",
    "health": "health, medicine, medical, wellness, gesundheit, medizin, salud, medicina, santé, médecine",
    "sport": "sport, sports, deporte, deportes",
    "entertainment": "entertainment, culture, arts, art, showbiz, show business, celebrities, celebrity, celebs, "
    "movies, films, "
    "music, tv, unterhaltung, kultur, kunst, promis, musik, kino, entretenimiento, cultura, espectáculos, ocio, cine, "
    "famosos, célébrités, "
    "música, divertissement, divertissements, spectacles, loisirs, cinéma, musique",
    "lifestyle": "lifestyle, life, life style, living, travel, food, fashion, leben, lebensart, reise, reisen, mode, "
    "essen, estilo de vida, vida, viajes, moda, gastronomía, art de vivre, mode de vie, style de vie, voyage, voyages, "
    "cuisine",
}


def table(topics: Mapping[str, str]) -> Mapping[str, str]:
    """What people may call these topics, folded -> slug; `topics` is slug -> the operator's name of it."""
    return _table(tuple(topics.items()))


def near(word: str, called: Mapping[str, str]) -> str | None:
    """The slug whose name a folded word is, but for a letter left out, put in or swapped; None where it may be several.

    Another letter in place of one makes another word too often: "commuter".
    """
    if len(word) < _SHORTEST:
        return None
    alike = {
        slug for name, slug in called.items() if name[:1] == word[:1] and len(name) > _SHORTEST and _slips(word, name)
    }
    return alike.pop() if len(alike) == 1 else None


def _slips(word: str, name: str) -> bool:
    is_swapped = len(word) == len(name) and sorted(word) == sorted(name)
    return (is_swapped or abs(len(word) - len(name)) == 1) and spelling.slips(word, name, 1) == 1


@lru_cache(maxsize=8)
def _table(topics: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    called: dict[str, str] = {}
    for slug, _ in topics:
        usual = _CALLED.get(slug, "").split(",")
        called |= dict.fromkeys((way for name in usual if name for way in spelling.spellings(name)), slug)
    # The operator's own names come before what others are usually called.
    for slug, name in topics:
        called |= dict.fromkeys((*spelling.spellings(name), spelling.folded(slug), slug.replace("-", " ")), slug)
    called.pop("", None)
    return called
