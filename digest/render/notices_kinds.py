"""What each kind of notice says: finished words for its templates (pure)."""

from urllib.parse import parse_qs, urlsplit

from digest.domain.wishes import Notice, NoticeKind, Verb
from digest.render import letterhead, notices_blocks, notices_desk, tongues
from digest.render.notices_desk import Desk
from digest.render.notices_faces import Note

_SUBJECTS = {
    NoticeKind.CONFIRM: tongues.later("Please confirm: {service}"),
    NoticeKind.CONFIRM_WISH: tongues.later("Was this you? {service}"),
    NoticeKind.WELCOME: tongues.later("Welcome to {service}"),
    NoticeKind.DONE: tongues.later("{service}: what came of your wishes"),
    NoticeKind.PREFERENCES: tongues.later("{service}: your wishes"),
    NoticeKind.GOODBYE: tongues.later("You have left {service}"),
    NoticeKind.HELP: tongues.later("{service}: what you can write"),
    NoticeKind.EXPORT: tongues.later("{service}: all that is held of you"),
    NoticeKind.PROBE: tongues.later("{service}: a check of this address"),
    NoticeKind.WARNING: tongues.later("{service}: your issues have stopped"),
}
_HEADLINES = {
    NoticeKind.CONFIRM: tongues.later("Do you want {service}?"),
    NoticeKind.CONFIRM_WISH: tongues.later("Was this you?"),
    NoticeKind.WELCOME: tongues.later("Welcome"),
    NoticeKind.DONE: tongues.later("What came of your wishes"),
    NoticeKind.PREFERENCES: tongues.later("Your wishes"),
    NoticeKind.GOODBYE: tongues.later("You have left"),
    NoticeKind.HELP: tongues.later("What you can write"),
    NoticeKind.EXPORT: tongues.later("All that is held of you"),
    NoticeKind.PROBE: tongues.later("Does this address work?"),
    NoticeKind.WARNING: tongues.later("Your issues have stopped"),
}
#: Why an address gets a notice.
_REASONS = {
    NoticeKind.CONFIRM: tongues.later(
        "{address} gets this mail once, because it was given to {service}, which is sent from {sender}."
    ),
    NoticeKind.GOODBYE: tongues.later(
        "This is the last mail to {address} from {service}, which is sent from {sender}."
    ),
}
_ANSWERED = tongues.later("{address} gets this mail because it wrote to {service}, which is sent from {sender}.")
_SUBSCRIBED = tongues.later(
    "You get this mail because {address} is subscribed to {service}, which is sent from {sender}."
)


def note(desk: Desk) -> Note:
    """A whole notice in words."""
    notice, say = desk.notice, desk.tongue.say
    stays = notices_desk.subscriber(notice) is not None
    reason = _REASONS.get(_reason_of(notice)) or (_SUBSCRIBED if stays else _ANSWERED)
    written = Note(
        subject=_token_subject(notice) or say(_SUBJECTS[notice.kind], service=desk.service),
        headline=say(_HEADLINES[notice.kind], service=desk.service),
        blocks=tuple(notices_blocks.BLOCKS[notice.kind](desk)),
        reason=say(reason, address=notice.to, service=desk.service, sender=desk.sender.address),
        change_url=notice.ways.preferences if stays else "",
        leave_url=(notice.ways.leave or letterhead.by_mail(desk.sender).leave) if stays else "",
    )
    return written._replace(home_url=notice.ways.home if _web_links(written) % 2 else "")


def _reason_of(notice: Notice) -> NoticeKind:
    """The kind whose reason it has: what tells somebody once more that they have left was asked for on a page."""
    again = any(done.command.verb is Verb.PREFERENCES for done in notice.done)
    return NoticeKind.CONFIRM if notice.kind is NoticeKind.GOODBYE and again else notice.kind


def _web_links(written: Note) -> int:
    """How many links lead to pages: rspamd takes a point for an odd number of them, which one more makes even."""
    urls = (written.change_url, written.leave_url, *(block.url for block in written.blocks))
    return sum(url.startswith(("https:", "http:")) for url in urls)


def _token_subject(notice: Notice) -> str:
    """The subject whose answer says yes, where no address of its own does: "confirm TOKEN"."""
    if notice.kind not in notices_desk.ASKING:
        return ""
    return parse_qs(urlsplit(notice.ways.confirm_by_mail).query).get("subject", [""])[0]
