"""The style sheet, the one small script and the sign: files that never change without changing their address."""

import hashlib
from dataclasses import dataclass, field

from digest.config import Settings
from digest.render.templates import Templates

#: Name in the address -> template and type.
FILES = {
    "site.css": ("web/site.css", "text/css"),
    "zone.js": ("web/zone.js", "text/javascript"),
    "icon.svg": ("web/icon.svg", "image/svg+xml"),
}


@dataclass(slots=True)
class Style:
    """The sheet in the operator's colours, written once for each pair of them."""

    _known: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)

    def text(self, name: str, settings: Settings, templates: Templates) -> str:
        """What stands in a file."""
        return self._file(name, settings, templates)[0]

    def address(self, settings: Settings, templates: Templates) -> dict[str, str]:
        """Name of a file without its ending -> its path below /static, with what tells its versions apart."""
        return {name.partition(".")[0]: f"{name}?{self._file(name, settings, templates)[1]}" for name in FILES}

    def _file(self, name: str, settings: Settings, templates: Templates) -> tuple[str, str]:
        key = (name, settings.mail.accent, settings.mail.accent_dark)
        if key not in self._known:
            values = {"accent": settings.mail.accent, "accent_dark": settings.mail.accent_dark}
            text = templates.render(FILES[name][0], values)
            self._known[key] = (text, hashlib.sha256(text.encode()).hexdigest()[:12])
        return self._known[key]
