"""What every notice is written with, and the blocks that many of them have (pure)."""

from dataclasses import dataclass

from digest.domain import mail
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Notice, NoticeKind
from digest.render import cut, notices_examples, notices_wishes, tongues
from digest.render.notices_faces import Block, Example, Kind

#: Kinds that ask for a yes.
ASKING = frozenset({NoticeKind.CONFIRM, NoticeKind.CONFIRM_WISH})
#: What can be written -> what it does, in the order of the help.
COMMANDS = {
    "subscribe": tongues.later("To subscribe: topics, an hour and a city are enough"),
    "preferences": tongues.later("To see all your wishes"),
    "topics": tongues.later("To have more of one topic and less of another"),
    "follow": tongues.later("To get stories with a word or a name, whatever their topic"),
    "mute": tongues.later("To get no story with a word or a name"),
    "mute_sources": tongues.later("To get nothing from an outlet"),
    "hours": tongues.later("To have your issue at another hour"),
    "days": tongues.later("To have it on other days"),
    "stories": tongues.later("To have so many stories in an issue, at most"),
    "more": tongues.later("To have more, or less, like the story with this number in your last issue"),
    "send": tongues.later("To have an issue now"),
    "pause": tongues.later("To rest, for a while or without an end"),
    "resume": tongues.later("To go on after a rest"),
    "learned": tongues.later("To take back what was learned of you"),
    "export": tongues.later("To get all that is held of you"),
    "erase": tongues.later("To have all that is held of you erased"),
    "leave": tongues.later("To leave"),
    "help": tongues.later("To see all that can be written"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every notice is written with."""

    notice: Notice
    sender: mail.Sender
    tongue: tongues.Tongue
    #: Slug -> display name.
    topics: notices_wishes.Names

    @property
    def service(self) -> str:
        """Its name, fit to print."""
        return cut.one_line(self.sender.name)

    @property
    def by_mail(self) -> bool:
        """Whether what is written to us is read and done."""
        return bool(self.notice.ways.help)

    @property
    def has_page(self) -> bool:
        """Whether the reader has a page of their wishes."""
        return self.notice.ways.preferences.startswith(("https:", "http:"))

    def block(self, kind: Kind, words: str, /, *, url: str = "", **values: object) -> Block:
        """A block of fixed words."""
        return Block(kind, self.tongue.say(words, service=self.service, address=self.notice.to, **values), url=url)

    def command(self, name: str) -> Block:
        """What can be written for one thing, and what it does."""
        return Block("command", self.tongue.say(COMMANDS[name]), examples=self._examples(name))

    def wish(self, name: str, value: str, *, how: bool = True) -> Block:
        """One wish, and how it is changed."""
        label = self.tongue.say(notices_wishes.LABELS[name])
        examples = (*self._examples(name), *(self._examples("days", 2) if name == "hours" else ())) if how else ()
        return Block("wish", value, label=label, examples=examples)

    def _examples(self, name: str, most: int = 3) -> tuple[Example, ...]:
        return notices_examples.of(name, self.sender.reply_to, self.tongue, most=most)


def subscriber(notice: Notice) -> Subscriber | None:
    """The reader, if they subscribe: who has something to change and to leave."""
    gone = {SubscriberStatus.PENDING, SubscriberStatus.UNSUBSCRIBED}
    reader = notice.reader
    return None if reader is None or reader.status in gone or notice.kind is NoticeKind.CONFIRM else reader
