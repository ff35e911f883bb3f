"""Where redirects lead, and whether the feed has moved for good (pure): RFC 9110 section 15.4."""

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin

from digest.gather import guard

FOLLOWED = frozenset({301, 302, 303, 307, 308})
#: Those that say that the old address is to be forgotten.
FOR_GOOD = frozenset({301, 308})


class LostError(ValueError):
    """Why a redirect is not followed, as the end of a sentence; `temporary` when the next may be better."""

    def __init__(self, what: str, *, temporary: bool) -> None:
        super().__init__(what)
        self.temporary = temporary


class Redirect(NamedTuple):
    """What a server says instead of an answer."""

    status: int
    #: As sent; it may be relative.
    location: str


@dataclass(slots=True, kw_only=True)
class Trail:
    """The way from the address that the operator listed to the document."""

    listed: str
    #: Where it has led so far.
    url: str
    _seen: set[str] = field(default_factory=set)
    _moved_to: str = ""
    _is_for_good: bool = True

    def go(self, redirect: Redirect) -> None:
        """Nothing; the trail leads on.  LostError when it leads in a circle, out of TLS, or nowhere."""
        url = self.url
        self._seen.add(url)
        if not redirect.location:
            raise LostError(f"answers {redirect.status}, a redirect without an address", temporary=True)
        try:
            target = urljoin(url, redirect.location).partition("#")[0]
        except ValueError as error:
            what = f"redirects to something that is no address ({error})"
            raise LostError(what, temporary=False) from error
        if target in self._seen:
            raise LostError("redirects in a circle", temporary=True)
        if url.startswith("https:") and target.startswith("http:"):
            raise LostError(f"redirects from https to {target}, which is not encrypted", temporary=False)
        self.url = target
        self._is_for_good = self._is_for_good and redirect.status in FOR_GOOD
        if self._is_for_good:
            self._moved_to = target

    @property
    def moved_to(self) -> str:
        """Where the first redirects lead, as far as they are for good; "" when the listed address holds.

        Also "" when that names another server in the operator's own network: what is listed there may be asked, and
        nobody listed this one.
        """
        return self._moved_to if guard.home(self._moved_to) in {None, guard.home(self.listed)} else ""
