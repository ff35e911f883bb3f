"""Which language a page speaks: the reader's where one is known, else the best of what the browser asks for."""

from collections.abc import Sequence
from pathlib import Path

from digest.render import tongues

_SHIPPED = Path(__file__).parent / "words"
#: Languages a browser may name; more is no wish but noise.
_MOST = 20


class Speech:
    """The words of pages, among them all the words of mail."""

    def __init__(self, folder: Path | None = None) -> None:
        """Catalogues of the operator's templates `folder` stand before those that ship."""
        places = [*([folder / "web" / "words"] if folder else []), _SHIPPED]
        self._tongues = tongues.load(folder, beside=places)
        found = {path.stem.replace("_", "-") for place in places for path in place.glob("*.po")}
        #: What pages can be had in.
        self.languages = ("en", *sorted(found))

    def of(self, tag: str) -> tongues.Tongue:
        """How somebody of that language is spoken to."""
        return self._tongues.of(tag)

    def wanted(self, header: str) -> str:
        """The language of ours that an Accept-Language header likes best (RFC 9110 section 12.5.4); "" for none."""
        for tag in _ranked(header):
            for ours in self.languages:
                if ours.casefold() in {tag.casefold(), tag.partition("-")[0].casefold()}:
                    return ours
        return ""


def _ranked(header: str) -> Sequence[str]:
    """The tags of a header, best first; what cannot be read is left out."""
    found: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:_MOST]):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if tag.strip() and quality > 0:
            found.append((-quality, place, tag.strip()))
    return [tag for _, _, tag in sorted(found)]
