"""One judge of the HTML of a mail, for every test that makes one: all that our lints find (HTM-01 to 11)."""

from digest.render.rendered import Rendered
from tests.mail_quality import caniemail, contrast, placing, seen, structure


def faults(mime: bytes) -> list[str]:
    """Everything wrong with the HTML of a message; empty when nothing is."""
    sent = seen.seen(mime)
    return [
        *placing.faults(sent.html),
        *caniemail.faults(sent.html),
        *structure.faults(sent.html, pictures=sent.pictures),
        *contrast.faults(sent.html),
    ]


def of(rendered: Rendered) -> list[str]:
    """The same of one that was just rendered."""
    return faults(rendered.mime)
