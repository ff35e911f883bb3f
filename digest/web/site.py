"""The site: what every page works with, and how a page is made from its template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from digest.config import Settings
from digest.domain.people import Subscriber
from digest.pipeline import links
from digest.render import templates, tongues
from digest.store import Store
from digest.tokens import Claim, Keys, Purpose
from digest.web import styles
from digest.web.asked import Asked
from digest.web.speech import Speech

#: What a page may load: our style, and forms go to us alone (SUB-46).
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
#: What pages may have beside it.
SCRIPT, PICTURES = "script-src 'self'", "img-src 'self'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything a page works with; one for all threads."""

    store: Store
    #: The configuration as last read.
    settings: Callable[[], Settings]
    clock: Callable[[], datetime]
    templates: templates.Templates
    speech: Speech
    style: styles.Style = field(default_factory=styles.Style)
    #: Called when there is something to carry out or to send.
    wake: Callable[[], None] = lambda: None
    #: The figures of the service and their media type; None where no service stands behind the pages.
    figures: Callable[[], tuple[bytes, str]] | None = None
    #: Where the site begins, in place of the path of the public address; None for that.
    root: str | None = None

    @property
    def keys(self) -> Keys:
        """The keys behind links; asked for anew, because they may be renewed while the pages are up."""
        return links.keys(self.store)

    @property
    def base(self) -> str:
        """The path that all addresses of the site begin with: "" or "/news"."""
        return base_path(self.settings()) if self.root is None else self.root

    def claim(self, purpose: Purpose, asked: Asked) -> Claim | None:
        """What the token in the address says, if it was made for this purpose."""
        return self.keys.read(purpose, asked.parts.get("token", ""))

    def reader(self, purpose: Purpose, asked: Asked) -> Subscriber | None:
        """Whom the token in the address belongs to; None for a token that is not ours, or of nobody we know."""
        claim = self.claim(purpose, asked)
        return self.store.people.with_id(claim.subscriber_id) if claim else None

    def page(
        self,
        name: str,
        asked: Asked,
        *,
        language: str = "",
        status: int = 200,
        allow: tuple[str, ...] = (),
        **values: object,
    ) -> Response:
        """The page of a template; in the language given, else in the visitor's, else in the service's."""
        settings = self.settings()
        tongue = self.speech.of(language or asked.language or settings.service.language)
        shell: Mapping[str, object] = {
            **tongues.functions(tongue),
            "base": self.base,
            "may_show": PICTURES in allow,
            "style": self.style.address(settings, self.templates),
            "service": settings.service.name,
            "postal": settings.service.postal,
            "by_mail": settings.inbox.is_read,
            "language": tongue.language,
            "direction": tongue.locale.text_direction,
        }
        html = self.templates.render(f"web/{name}.html", {**shell, **values})
        headers = {"Content-Security-Policy": "; ".join((POLICY, *allow)), "Content-Language": tongue.language}
        return HTMLResponse(html, status_code=status, headers=headers)

    def gone(self, asked: Asked) -> Response:
        """The page for a link that is not ours, was cut short or is too old: the same for all of them."""
        return self.page("gone", asked, status=404)

    def to(self, path: str) -> Response:
        """Leads to another page of the site, to be asked for by GET."""
        return RedirectResponse(f"{self.base}{path}", status_code=303)


def findable(page: Response) -> Response:
    """The page, which search engines may keep: it is the same for everybody, and says nothing of anybody."""
    page.headers["X-Robots-Tag"] = "all"
    return page


def base_path(settings: Settings) -> str:
    """The path of the public address, which a reverse proxy passes on whole: "" or "/news"."""
    return urlsplit(settings.service.base_url).path.rstrip("/")


#: A page: what is answered to what was asked.
Page = Callable[[Site, Asked], Response]


def masked(address: str) -> str:
    """The address so that its owner knows it and nobody else learns it: "a••@example.net" (SUB-44)."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}••@{domain}"
