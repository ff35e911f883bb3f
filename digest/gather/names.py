"""One short name for each element that feeds use, whatever namespace or prefix a publisher chose for it."""

from functools import lru_cache

#: Namespaces of RSS and Atom themselves: their elements go by their bare name.
_CORE = frozenset(
    {
        "http://www.w3.org/2005/atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://purl.org/rss/1.0/modules/rss091#",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/net/rss1.1#",
        "http://purl.org/pie/",
        "http://purl.org/echo/",
        "http://example.com/necho",
        "http://example.com/newformat#",
        "uri/of/echo/namespace#",
    }
)
_PREFIXES = {
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "https://search.yahoo.com/mrss/": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
_KNOWN = frozenset(_PREFIXES.values())


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """ "title", "dc:creator", "media:content": what lxml's `tag` stands for; another namespace's name is kept apart."""
    namespace, _, local = tag.rpartition("}")
    local = local.lower()
    if namespace:
        namespace = namespace[1:].strip().lower()
        if namespace in _CORE:
            return local
        return f"{_PREFIXES.get(namespace, namespace)}:{local}"
    prefix, _, rest = local.partition(":")
    if prefix in {"atom", "atom10", "a10", "rss"} and rest:
        return rest
    return local
