"""Where the readers of one issue can go from it, and the keys behind these ways."""

import secrets
from datetime import date
from urllib.parse import quote

from digest import tokens
from digest.config import Settings
from digest.domain.mail import NUMBER, Links
from digest.gather import clean
from digest.store import Store
from digest.tokens import Purpose

#: The name of the root secret in the store.
ROOT = "tokens"


def keys(store: Store) -> tokens.Keys:
    """The keys of this service: of its root secret, and of the one before where it was renewed."""
    root = store.secret(ROOT, _root)
    earlier = store.earlier_secret(ROOT)
    return tokens.Keys(root, *([earlier] if earlier else []))


def renew(store: Store) -> None:
    """Nothing; what is signed from now on has a new root, and what was signed with the present one stays good."""
    store.renew_secret(ROOT, _root)


def of_issue(made_with: tokens.Keys, settings: Settings, subscriber_id: str, issue_date: date) -> Links:
    """The links of one reader's issue: pages where there are web pages, else mails to the inbox.

    Each carries a token of its own purpose, so that a forwarded story cannot end a subscription.
    """
    leave, change, feedback = (
        made_with.make(purpose, subscriber_id, issue_date)
        for purpose in (Purpose.LEAVE, Purpose.PREFERENCES, Purpose.FEEDBACK)
    )
    inbox = settings.service.reply_to
    base = clean.canonical_url(settings.service.base_url).rstrip("/")
    if settings.web.enabled and base:
        return Links(
            leave=f"{base}/leave/{leave}",
            change=f"{base}/preferences/{change}",
            more=f"{base}/feedback/{feedback}/{NUMBER}/more",
            less=f"{base}/feedback/{feedback}/{NUMBER}/less",
            # One click needs https (RFC 8058 section 3.1).
            one_click=f"{base}/unsubscribe/{leave}" if base.startswith("https:") else "",
            leave_by_mail=_mail(inbox, f"unsubscribe {leave}"),
        )
    return Links(
        leave=_mail(inbox, f"unsubscribe {leave}"),
        change=_mail(inbox, f"preferences {change}"),
        more=_mail(inbox, f"more {NUMBER} {feedback}"),
        less=_mail(inbox, f"less {NUMBER} {feedback}"),
    )


def return_address(made_with: tokens.Keys, settings: Settings, subscriber_id: str, issue_date: date) -> str:
    """Where one bounce goes: to an extension of the inbox that says whose it is, or just to the sender (OUT-14)."""
    service = settings.service
    if not settings.delivery.verp:
        return service.sender_address
    local, _, domain = service.reply_to.rpartition("@")
    return f"{local}+{made_with.make_extension(subscriber_id, issue_date)}@{domain}"


def _mail(address: str, subject: str) -> str:
    """A mailto address with a subject (RFC 6068)."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject)}"


def _root() -> bytes:
    return secrets.token_bytes(tokens.ROOT)
