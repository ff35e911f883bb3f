"""Where readers can go from a mail of ours, and the keys behind these ways."""

import secrets
from datetime import date, datetime, timedelta
from urllib.parse import quote

from digest import tokens
from digest.config import Settings
from digest.domain.mail import NUMBER, Links
from digest.domain.people import Subscriber
from digest.domain.wishes import Ways
from digest.gather import clean
from digest.store import Store
from digest.tokens import Purpose

#: The name of the root secret in the store.
ROOT = "tokens"
#: The name of the root of hashes, which is never renewed: what was erased or counted is known by them.
TRACES = "traces"
#: How long a confirmation is taken (mail.md SUB-13).
CONFIRMABLE = timedelta(days=3)


def keys(store: Store) -> tokens.Keys:
    """The keys of this service: of its root secret, and of the one before where it was renewed."""
    root = store.secret(ROOT, _root)
    earlier = store.earlier_secret(ROOT)
    return tokens.Keys(root, *([earlier] if earlier else []))


def renew(store: Store) -> None:
    """Nothing; what is signed from now on has a new root, and what was signed with the present one stays good."""
    store.renew_secret(ROOT, _root)


def traces(store: Store) -> tokens.Keys:
    """The keys of hashes that outlive what they stand for."""
    return tokens.Keys(store.secret(TRACES, _root))


def of_issue(made_with: tokens.Keys, settings: Settings, subscriber_id: str, issue_date: date) -> Links:
    """The links of one reader's issue: pages where there are web pages, else mails to the inbox.

    Each carries a token of its own purpose, so that a forwarded story cannot end a subscription.
    """
    leave, change, feedback = (
        made_with.make(purpose, subscriber_id, issue_date)
        for purpose in (Purpose.LEAVE, Purpose.PREFERENCES, Purpose.FEEDBACK)
    )
    inbox = settings.service.reply_to
    is_safe = home(settings).startswith("https:")
    if base := home(settings):
        return Links(
            leave=f"{base}/leave/{leave}",
            change=f"{base}/preferences/{change}",
            more=f"{base}/feedback/{feedback}/{NUMBER}/more",
            less=f"{base}/feedback/{feedback}/{NUMBER}/less",
            # One click needs https (RFC 8058 section 3.1).
            one_click=f"{base}/unsubscribe/{leave}" if is_safe else "",
            leave_by_mail=_mail(inbox, f"unsubscribe {leave}"),
            read=f"{base}/issue/{made_with.make(Purpose.READ, subscriber_id, issue_date)}",
        )
    return Links(
        leave=_mail(inbox, f"unsubscribe {leave}"),
        change=_mail(inbox, f"preferences {change}"),
        more=_mail(inbox, f"more {NUMBER} {feedback}"),
        less=_mail(inbox, f"less {NUMBER} {feedback}"),
    )


def home(settings: Settings) -> str:
    """The address of the front page, without a slash at its end; "" when there are no web pages."""
    return clean.canonical_url(settings.service.base_url).rstrip("/") if settings.web.enabled else ""


def ways(
    made_with: tokens.Keys, settings: Settings, reader: Subscriber | None, request_id: str | None, now: datetime
) -> Ways:
    """Where a notice leads: pages where there are web pages, else mails to the inbox, all of them finished addresses.

    `confirm_by_mail` is a mailto: without a subject, any mail to its address confirms; with one, the subject does.
    """
    base, inbox, today = home(settings), settings.service.reply_to, now.date()
    confirm = made_with.make(Purpose.CONFIRM, request_id, today + CONFIRMABLE) if request_id else ""
    leave = made_with.make(Purpose.LEAVE, reader.id, today) if reader else ""
    change = made_with.make(Purpose.PREFERENCES, reader.id, today) if reader else ""
    return Ways(
        confirm=f"{base}/confirm/{confirm}" if base and confirm else "",
        confirm_by_mail=_confirm_by_mail(settings, confirm) if confirm else "",
        preferences=_way(base, inbox, "preferences", "preferences", change),
        leave=_way(base, inbox, "leave", "unsubscribe", leave),
        # One click needs https (RFC 8058 section 3.1).
        one_click=f"{base}/unsubscribe/{leave}" if leave and base.startswith("https:") else "",
        leave_by_mail=_mail(inbox, f"unsubscribe {leave}") if leave and base else "",
        held=f"{base}/data/{change}" if base and change else "",
        home=base,
        # Without pages a mail is all there is, though a person must read it.
        help=_mail(inbox, "help") if settings.inbox.is_read or not base else "",
    )


def _way(base: str, inbox: str, page: str, word: str, token: str) -> str:
    """A page, else a mail; "" without a token."""
    if not token:
        return ""
    return f"{base}/{page}/{token}" if base else _mail(inbox, f"{word} {token}")


def _confirm_by_mail(settings: Settings, token: str) -> str:
    """A mail that confirms: to an extension of the inbox where it has any."""
    inbox = settings.service.reply_to
    local, _, domain = inbox.rpartition("@")
    if not settings.inbox.is_read:
        return ""
    if settings.inbox.extensions:
        return f"mailto:{quote(f'{local}+confirm-{token}', safe='+')}@{domain}"
    return _mail(inbox, f"confirm {token}")


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
