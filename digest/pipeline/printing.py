"""Mail out of choices: editions composed, and made into messages by a press that a whole run shares."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.classify import filing
from digest.config import Settings
from digest.config.settings import Images
from digest.domain.mail import Brand, Edition, OutboxMessage, Picture, Sender
from digest.domain.news import Image
from digest.domain.people import Choice, Quiet, Subscriber
from digest.pipeline import links, pictures, signing, turns
from digest.render import dkim, edition, leading, press, templates, tongues
from digest.store import Store

#: How long an edition may be tried before it is yesterday's news (mail.md OUT-62).
FRESH = timedelta(hours=20)
#: How long before the last issue a story may have been told, and still lead this one.
_LATE = timedelta(hours=12)


class Printer:
    """What turns the choices of a run into mail."""

    def __init__(self, store: Store, settings: Settings, *, model_version: str, now: datetime) -> None:
        self._store = store
        self._settings = settings
        self._model_version = model_version
        self._now = now
        self._keys = links.keys(store)
        self._signers = signing.signers(settings.dkim)
        logo = pictures.logo(settings.mail.logo) if settings.mail.logo else None
        self._sender = sender(store, settings, logo=logo[0] if logo else None)
        folder = settings.service.templates
        self._press = press.Press(self._sender, templates.load(folder), languages=tongues.load(folder))
        #: Addresses of pictures asked for in this run, those that are ready, and the files of those shown, by id.
        self._asked: set[str] = set()
        self._ready: dict[str, Picture] = {}
        self._files: dict[str, bytes] = {logo[0].id: logo[1]} if logo else {}
        #: Sentences, in the order in which they came up.
        self._dropped: dict[str, None] = {}

    @property
    def dropped(self) -> tuple[str, ...]:
        """Why stories are left out of the messages made so far, a sentence for each story."""
        return tuple(self._dropped)

    def editions(
        self, chosen: Sequence[tuple[turns.Turn, Choice]]
    ) -> Iterator[tuple[turns.Turn, Choice, Edition | None]]:
        """Each turn with its edition; None where there is nothing to show and the reader wants no mail that says so."""
        told = [(turn, choice, self._behind(turn.reader, choice)) for turn, choice in chosen]
        self._fetch(image for turn, choice, behind in told for image in self._wanted(turn.reader, choice, behind))
        for turn, choice, behind in told:
            yield turn, choice, self._edition(turn, choice, behind)

    def _images(self, reader: Subscriber) -> Images:
        """Which stories have their picture shown to a reader: as the operator set it, and none to who wants none."""
        return self._settings.mail.images if reader.profile.pictures else "none"

    def _wanted(self, reader: Subscriber, choice: Choice, behind: Collection[str]) -> list[Image]:
        """The images that an edition may show: of every story, or of those that may lead."""
        images = self._images(reader)
        if images == "none":
            return []
        picks = choice.picks if images == "all" else leading.may_lead(choice, behind)
        return [pick.story.lead.image for pick in picks if pick.story.lead.image]

    def _fetch(self, images: Iterable[Image]) -> None:
        """Nothing; the pictures that this run has not asked for yet are ready, or known not to be had."""
        new: dict[str, Image] = {}
        for image in images:
            if image.url not in self._asked:
                new.setdefault(image.url, image)
        self._asked.update(new)
        if new:
            self._ready |= pictures.ready(self._store, self._settings, list(new.values()), now=self._now)

    def _edition(self, turn: turns.Turn, choice: Choice, behind: Collection[str]) -> Edition | None:
        if choice.picks:
            return edition.compose(
                choice,
                turn.reader,
                issue_date=turn.issue_date,
                made_at=self._now,
                topic_names=self._settings.topics.names,
                model_version=self._model_version,
                behind=behind,
                pictures=self._ready,
                images=self._images(turn.reader),
                languages=self._press.languages,
            )
        if turn.reader.profile.quiet is not Quiet.LINE:
            return None
        return edition.quiet(
            turn.reader,
            choice.counts,
            issue_date=turn.issue_date,
            made_at=self._now,
            model_version=self._model_version,
            languages=self._press.languages,
        )

    def _behind(self, reader: Subscriber, choice: Choice) -> set[str]:
        """The ids of stories that should lead no issue: comment and the like, and what was there for the last issue."""
        since = self._now - reader.schedule.span - _LATE
        might = (pick.story for pick in leading.top(choice))
        return {story.id for story in might if story.lead.published_at < since or not filing.is_news(story.lead)}

    def message(self, turn: turns.Turn, issue: Edition) -> tuple[Edition, OutboxMessage]:
        """The finished message of an edition; and the edition, which says what its message was cut by."""
        ways = links.of_issue(self._keys, self._settings, turn.reader.id, turn.issue_date)
        if not issue.items:
            # There is no story to ask more of.
            ways = replace(ways, more="", less="")
        # Who wants no pictures gets the logo in words too.
        shown = self._shown(issue) if turn.reader.profile.pictures else {}
        rendered = self._press.build(issue, ways, outbox_id=turn.id, sent_at=self._now, pictures=shown)
        self._dropped |= dict.fromkeys(rendered.dropped)
        if rendered.cut or rendered.dropped != issue.dropped:
            issue = replace(issue, dropped=rendered.dropped, cut=rendered.cut, counts=rendered.counts)
        return issue, OutboxMessage(
            id=turn.id,
            kind="edition",
            envelope_from=links.return_address(self._keys, self._settings, turn.reader.id, turn.issue_date),
            to=turn.reader.address,
            message_id=rendered.message_id,
            # Signed once, here: what is tried again must be the same to the byte (OUT-05).
            mime=dkim.sign(rendered.mime, self._signers, at=self._now) if self._signers else rendered.mime,
            next_attempt_at=self._now,
            fresh_until=self._now + FRESH,
        )

    def _shown(self, issue: Edition) -> dict[str, bytes]:
        """The files of the pictures that an edition shows, and the logo's; each is read from the store once a run."""
        shown = [item.picture.id for item in issue.items if item.picture]
        if missing := [id_ for id_ in shown if id_ not in self._files]:
            self._files |= self._store.pictures.bytes_of(missing)
        return self._files


def sender(store: Store, settings: Settings, *, logo: Picture | None = None) -> Sender:
    """Who sends, as the operator set it."""
    service = settings.service
    return Sender(
        name=service.name,
        address=service.sender_address,
        reply_to=service.reply_to,
        list_id=f"digest.{service.sender_address.rpartition('@')[2]}",
        postal=service.postal,
        secret=store.secret("message-id", lambda: secrets.token_bytes(32)),
        sender_id=settings.delivery.sender_id,
        complaints=settings.delivery.complaints,
        brand=Brand(accent=settings.mail.accent, accent_dark=settings.mail.accent_dark, logo=logo),
    )
