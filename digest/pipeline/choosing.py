"""Choices out: for each turn, the stories its reader gets and what became of the rest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.classify import filing, lead
from digest.config import Settings
from digest.domain.people import Choice, Counts, Profile, Quiet, Taste, Wish
from digest.match import readers, select
from digest.pipeline import shelves, turns
from digest.render import items
from digest.store import Store

#: What somebody who has just joined is offered: the news since yesterday.
WELCOME = timedelta(hours=24)


class Chooser:
    """What all choices of a run share: the stories on offer, read and measured once."""

    def __init__(self, store: Store, settings: Settings, *, now: datetime) -> None:
        self._store = store
        self._now = now
        self._limits = limits(settings)
        self._shelf = shelves.Shelf(store, freshness=settings.schedule.freshness, now=now)
        #: How far back -> the stories laid out.
        self._tables: dict[timedelta, readers.Table] = {}

    def choose(self, taken: Sequence[turns.Turn]) -> Iterator[tuple[turns.Turn, Choice]]:
        """Each turn with its choice, in any order.

        Whoever has just joined is offered the stories of the last 24 hours, and where none of them is of their topics,
        the best of the others, whatever they chose for quiet days: joining brings a mail whenever there is any news.
        """
        ids = [turn.reader.id for turn in taken]
        since = self._now - shelves.FOLLOWED
        sent, once = self._store.mail.sent_stories(ids), self._store.mail.sent_once(ids, since=since)
        tastes = self._store.feedback.tastes(ids)
        for age, group in self._by_age(taken).items():
            wishes = [
                Wish(
                    profile=_welcoming(turn.reader.profile) if turn.reader.is_first else turn.reader.profile,
                    taste=tastes.get(turn.reader.id, Taste()),
                    sent=sent.get(turn.reader.id, frozenset()),
                    updates=self._shelf.updates(age, once.get(turn.reader.id, {})),
                )
                for turn in group
            ]
            yield from zip(group, select.choose_from(self._table(age), wishes, limits=self._limits), strict=True)

    def _by_age(self, taken: Sequence[turns.Turn]) -> dict[timedelta, list[turns.Turn]]:
        """The turns by how far back their readers are offered stories."""
        groups: defaultdict[timedelta, list[turns.Turn]] = defaultdict(list)
        for turn in taken:
            lately = turn.reader.is_first and bool(self._shelf.stories(WELCOME))
            groups[WELCOME if lately else self._shelf.age(turn.reader.schedule, turn.gap)].append(turn)
        return groups

    def _table(self, age: timedelta) -> readers.Table:
        if age not in self._tables:
            stories = self._shelf.stories(age)
            aside = {story.id for story in stories if filing.stands_back(story, now=self._now)}
            self._tables[age] = select.lay_out(
                stories,
                now=self._now,
                limits=self._limits,
                best=lead.of,
                may=filing.tells,
                cut=items.teaser,
                aside=aside,
            )
        return self._tables[age]


def limits(settings: Settings) -> select.Limits:
    """What every edition keeps to, as the operator set it."""
    usual = select.Limits(per_outlet=settings.match.per_outlet, floor=settings.match.floor)
    least = settings.match.score_floor
    return usual if least is None else replace(usual, score_floor=least)


def _welcoming(profile: Profile) -> Profile:
    return replace(profile, quiet=Quiet.WIDER)


def quiet_reason(counts: Counts) -> str:
    """Why there was nothing to send, in one sentence."""
    if not counts.gathered:
        return "no news had been gathered"
    parts = (
        (counts.unmatched, "of other topics"),
        (counts.repeats, "already sent"),
        (counts.muted, "muted"),
        (counts.weak, "too weak a match"),
    )
    words = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f"nothing new matched: {counts.gathered} stories on offer, {words}"
