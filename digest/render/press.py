"""Editions in, finished messages out: what many readers' mails share is rendered and encoded once.

A mail is joined from plates: stories, sections and a frame that were rendered before with marks where readers differ
(`places`), and encoded as they are sent (`plates`).  It decodes to what rendering its templates anew would give.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from digest.domain import mail
from digest.domain.moments import require_utc
from digest.render import cut, headers, issue, items, layout, letterhead, parts, placing, tongues
from digest.render import edition as composing
from digest.render.rendered import Rendered
from digest.render.sheet import Sheet
from digest.render.templates import Templates

#: Pictures, and subjects, kept at most.
_KEPT = 2_000


class Press:
    """One sender's press.  Keep it for a whole run: it is fast because it remembers."""

    def __init__(
        self, sender: mail.Sender, templates: Templates, *, languages: tongues.Languages | None = None
    ) -> None:
        """`languages` are those that ship unless given; editions are to be composed in the same."""
        self.languages = languages or tongues.shipped()
        self._sender = sender
        self._templates = templates
        self._letterhead = letterhead.Letterhead(sender)
        self._domain = sender.address.rpartition("@")[2]
        self._sheets: dict[tuple[str, str, bool], Sheet] = {}
        self._pictures: dict[str, bytes] = {}
        self._subjects: dict[str, tuple[str, bytes]] = {}

    def build(
        self,
        edition: mail.Edition,
        links: mail.Links,
        *,
        outbox_id: str,
        sent_at: datetime,
        pictures: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Rendered:
        """The message of an edition: Message-ID and boundaries come from `outbox_id`, Date is `sent_at`.

        `pictures` are JPEG bytes by `Picture.id`; a story whose picture is not there comes without.  A story that
        cannot be rendered is left out and told of in `dropped`.

        Raises RenderError when a template cannot be used, ValueError when an address cannot stand in a header.
        """
        require_utc(sent_at, "sent_at")
        brand = self._sender.brand.logo
        logo = brand.id if brand is not None and brand.id in pictures else ""
        sheet = self._sheet(edition, logo=bool(logo))
        shown, stories = self._stories(edition, sheet, links, pictures)
        words = layout.whole(shown, self._sender, links, sheet.tongue)
        whole = issue.Issue(sheet, links, stories.places, stories.numbers, stories.stories, words)
        (text, html), drawn = issue.fitted(whole)
        shown_ids = [story.picture.id for story in drawn.stories if story.picture]
        ids = dict.fromkeys([logo, *shown_ids] if logo else shown_ids)
        subject, line = self._subject(words.subject, sheet)
        message_id = letterhead.message_id(self._sender, outbox_id)
        head = self._letterhead.head(edition.address, line, links, message_id=message_id, sent_at=sent_at)
        attached = [self._picture(id_, pictures) for id_ in ids]
        return Rendered(
            message_id=message_id,
            subject=subject,
            mime=parts.message(head, text, html, attached, outbox_id=outbox_id),
            dropped=shown.dropped,
            cut=drawn.cut_of(whole) if drawn is not whole else "",
            counts=shown.counts,
        )

    def _stories(
        self,
        edition: mail.Edition,
        sheet: Sheet,
        links: mail.Links,
        pictures: Mapping[str, bytes],
        numbers: Sequence[int] | None = None,
    ) -> tuple[mail.Edition, placing.Found]:
        """The edition of what can be rendered, and its stories, by the numbers they have in the one that is stored.

        Raises the fault of the first when none can be rendered: then a template is to blame.
        """
        found = placing.told(edition, sheet, links, pictures, numbers)
        if not found.faults:
            return edition, found
        if not found.stories:
            raise found.faults[0][1]
        broken = {id(item): items.reason(item.title, fault) for item, fault in found.faults}
        rest = composing.without(edition, broken, sheet.tongue)
        return self._stories(rest, sheet, links, pictures, found.numbers)

    def _sheet(self, edition: mail.Edition, *, logo: bool) -> Sheet:
        key = (edition.language, edition.direction, logo)
        if key not in self._sheets:
            tongue = self.languages.of(edition.language)
            page = layout.page(self._sender, edition, tongue, logo=logo)
            self._sheets[key] = Sheet(self._templates, page, tongue, domain=self._domain)
        return self._sheets[key]

    def _subject(self, words: str, sheet: Sheet) -> tuple[str, bytes]:
        """The subject and its line: the encoded words of one headline are the same for all whom it leads."""
        found = self._subjects.get(words)
        if found is None:
            if len(self._subjects) > _KEPT:
                self._subjects.clear()
            values = {"mail": {"subject": words}, "page": sheet.page}
            subject = cut.one_line(self._templates.render("email/digest-subject.txt", values))
            found = self._subjects[words] = (subject, headers.text("Subject", subject))
        return found

    def _picture(self, id_: str, pictures: Mapping[str, bytes]) -> bytes:
        """A picture's part, encoded once for all who get it."""
        if id_ not in self._pictures:
            if len(self._pictures) > _KEPT:
                self._pictures.clear()
            self._pictures[id_] = parts.picture(pictures[id_], layout.content_id(id_, self._domain))
        return self._pictures[id_]
