"""Notices in, finished messages out: questions, answers, farewells, in the look of the digest (mail.md SUB-05, 19)."""

from digest.domain import mail
from digest.domain.people import Subscriber
from digest.domain.wishes import Command, Notice
from digest.render import (
    columns,
    cut,
    edition,
    faces,
    kinds,
    notices_blocks,
    notices_desk,
    notices_done,
    notices_head,
    notices_kinds,
    parts,
    plates,
    tongues,
)
from digest.render.notices_faces import Block, Note
from digest.render.notices_wishes import Names
from digest.render.templates import Templates

#: Columns that what somebody agrees to stands in.
_INDENT = 4
#: RFC 5322 section 2.1.1, without the CRLF.
_LINE = 998


def message(
    notice: Notice,
    *,
    sender: mail.Sender,
    templates: Templates,
    topics: Names,
    message_id: str,
    languages: tongues.Languages | None = None,
    say_where: bool = False,
) -> bytes:
    """The whole message, CRLF line ends: the same bytes for the same notice and `message_id`.

    `topics` are display names by slug, `languages` those that ship unless given; `say_where` as [web] has it.
    Raises RenderError when a template cannot be used, ValueError when an address cannot stand in a header.
    """
    tongue = (languages or tongues.shipped()).of(notice.language)
    desk = notices_desk.Desk(notice=notice, sender=sender, tongue=tongue, topics=topics)
    note = notices_kinds.note(desk)
    page = _page(sender, tongue)
    subject = cut.one_line(templates.render("email/notice-subject.txt", {"note": note, "page": page}))
    head = notices_head.head(notice, sender, subject, message_id=message_id, say_where=say_where)
    html, text = (_body(face, note, page, tongue, templates) for face in kinds.BOTH)
    attached = (
        [parts.attachment(notice.attachment[0], "application/json", notice.attachment[1].encode())]
        if notice.attachment
        else []
    )
    return parts.message(head, text, html, outbox_id=message_id, attached=attached)


def wording(
    command: Command,
    *,
    service: str,
    language: str,
    topics: Names,
    languages: tongues.Languages | None = None,
    reader: Subscriber | None = None,
) -> str:
    """The exact words that somebody says yes to who confirms a wish, for `Consent.wording`.

    The mail that asks prints these, and so does the page with the button.  `reader` is who they will be, as in
    `Done.reader` of the question; without one, somebody new.
    """
    tongue = (languages or tongues.shipped()).of(language)
    asked = list(notices_done.asked(command, tongue, topics, reader=reader))
    agreed = notices_blocks.agreement(command.verb, asked, cut.one_line(service), tongue)
    # As the plain face of the mail has them, in which every space is a plain one.
    return "\n".join(" ".join(line.split()) for line in agreed)


def _page(sender: mail.Sender, tongue: tongues.Tongue) -> faces.Page:
    direction = edition.direction(tongue.language)
    return faces.Page(
        service=cut.one_line(sender.name),
        postal=cut.one_line(sender.postal),
        logo=None,
        accent=sender.brand.accent,
        accent_dark=sender.brand.accent_dark,
        language=tongue.language,
        direction=direction,
        start="right" if direction == "rtl" else "left",
        words_language=tongue.language,
        words_direction=direction,
    )


def _body(face: kinds.Kind, note: Note, page: faces.Page, tongue: tongues.Tongue, templates: Templates) -> parts.Body:
    """One face, by the encoding that makes it shorter (OUT-23)."""
    is_html = face is kinds.BOTH[kinds.HTML]
    values: dict[str, object] = {
        "page": face.page(page),
        "_": lambda words, **filled: face.words(tongue.say(words, **filled)),
    }
    look = {"look": templates.module("email/digest-look.html", values)} if is_html else {}
    shown = note if is_html else _in_columns(note, tongue)
    rendered = templates.render(f"email/notice-body.{face.suffix}", {**values, **look, "note": shown})
    plate = face.plate(rendered)
    slim, wide = (plate.joined(form, {}) for form in (plates.SLIM, plates.WIDE))
    encoded = plates.base64(wide)
    if len(slim) <= len(encoded) and plates.longest(slim) <= _LINE:
        return parts.Body(face.subtype, face.encoding, slim, len(wide))
    return parts.Body(face.subtype, "base64", encoded, len(wide))


def _in_columns(note: Note, tongue: tongues.Tongue) -> Note:
    """The same with every text wrapped for plain mail; addresses and examples stay whole."""
    blocks = tuple(_block_in_columns(block, tongue) for block in note.blocks)
    return note._replace(headline=columns.wrap(note.headline), blocks=blocks, reason=columns.wrap(note.reason))


def _block_in_columns(block: Block, tongue: tongues.Tongue) -> Block:
    """What stands above examples ends in a colon, as the language writes it."""
    before = tongue.say("{label}:", label=block.words) if block.kind == "command" else block.words
    return block._replace(
        words=columns.wrap(before),
        lines=tuple(columns.wrap(line, indent=_INDENT) for line in block.lines),
        label=tongue.say("{label}:", label=block.label),
    )
