"""Pictures for mail: fetched once for all readers, re-encoded, and remembered, failures too."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from digest.config import Settings
from digest.domain.mail import Picture
from digest.domain.news import Image
from digest.domain.pictures import Encoded, Known
from digest.errors import ConfigError, ParseError
from digest.gather import darkroom, image_fetch, plain
from digest.pipeline import news
from digest.store import Store

#: Seconds that an edition waits for its pictures; what is not there then is asked for again for the next one.
PATIENCE = 20.0
#: Characters of words under a picture.
CAPTION, CREDIT, ALT = 300, 120, 125
#: How far back failures are told.
TOLD = timedelta(days=7)


def ready(
    store: Store, settings: Settings, images: Iterable[Image], *, now: datetime, patience: float = PATIENCE
) -> dict[str, Picture]:
    """Address -> picture, for every image that can be shown: those kept already, and those that could be fetched.

    An image without a picture costs nothing else: why there is none is in `failures`.
    """
    wanted: dict[str, Image] = {}
    for image in images:
        wanted.setdefault(image.url, image)
    known = store.pictures.known(wanted)
    if new := [url for url in wanted if _is_to_be_asked(known.get(url), now)]:
        attempts = image_fetch.fetch_all(new, limits=news.limits(settings), patience=patience, now=now)
        store.pictures.save(attempts, now=now)
        known |= store.pictures.known(new)
    found = {url: _picture(image, known[url]) for url, image in wanted.items() if url in known and known[url].id}
    store.pictures.used({picture.id for picture in found.values()}, now=now)
    return found


def failures(store: Store, *, now: datetime, limit: int = 20) -> tuple[Known, ...]:
    """The pictures that could not be had of late, newest first, each with a sentence that names its address."""
    return store.pictures.failures(since=now - TOLD, limit=limit)


def logo(path: Path) -> tuple[Picture, bytes]:
    """The operator's logo as it stands at the head of mail, and its bytes, a PNG; ConfigError when there is none in it.

    Its width and height are those to show it with; it has up to twice as many pixels each way, for sharp screens.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError([f"The logo {path} cannot be read: {error.strerror}."]) from error
    made = _logo(content, str(path))
    return Picture(id=made.id, width=made.width, height=made.height), made.content


@lru_cache(maxsize=4)
def _logo(content: bytes, path: str) -> Encoded:
    """The logo re-encoded, once for each file: the service asks for it whenever it makes editions."""
    try:
        return darkroom.logo(content, f"The logo {path}")
    except ParseError as error:
        raise ConfigError([f"{error}  Name a PNG or JPEG file, or none."]) from error


def _is_to_be_asked(known: Known | None, now: datetime) -> bool:
    return known is None or (known.retry_at is not None and known.retry_at <= now)


def _picture(image: Image, known: Known) -> Picture:
    """The picture with the publisher's words, as many as fit beside it."""
    return Picture(
        id=known.id,
        width=known.width,
        height=known.height,
        alt=plain.shortened(image.caption, ALT),
        caption=plain.shortened(image.caption, CAPTION),
        credit=plain.shortened(image.credit, CREDIT),
    )
