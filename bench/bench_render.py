"""Issues rendered and built: 10,000 different ones of 12 stories, against the plain way.  Goal: at least 40 times.

The plain way renders both templates for every reader and serialises an `EmailMessage`; it is measured on fewer mails,
for it is slow, and both in turns within one run.  The stories are told in words with the signs
that news has: quotation marks, dashes, letters with accents.  The exponent is that of the press: by 1 its time grows as
the number of mails does, below 1 it gains from what it remembers.
"""

import gc
import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.domain import mail, news, people
from digest.render import edition, press, templates
from digest.render.templates import Templates
from tests.render import plain

_NOW = datetime(2026, 1, 6, 6, tzinfo=UTC)
_DAY = date(2026, 1, 6)
_MAILS = 10_000
_PLAIN = 200
#: Of the mails, the part that the exponent compares the whole with.
_FEW = 4
_ROUNDS = 2
#: Live stories, and stories in an issue.
_SIZES = ((300, 12), (300, 6), (2_000, 24))
_WORDS = (
    "harbour", "council", "bridge", "météo", "“quiet”", "ferry", "market", "–", "Señor", "Peña’s", "inquiry", "rate",
    "winter", "école", "signal", "tram", "river", "hospital", "vote", "energy", "price", "treaty", "glacier", "coach",
)  # fmt: skip
_Wish = tuple[people.Choice, people.Subscriber]
_SENDER = mail.Sender(
    name="Morning Digest",
    address="news@digest.example",
    reply_to="hello@digest.example",
    list_id="daily.digest.example",
    postal="Morning Digest, 12 Quay Street, Port Hollis",
    secret=b"a secret for benches only, 32 by",
)


def main() -> None:
    """Each size on a line: mails a second each way, and how many times faster."""
    shipped = templates.load()
    print(f"{_MAILS:,} different issues; CPU seconds, best of {_ROUNDS} rounds in turns")
    for live, stories in _SIZES:
        chance = random.Random(5)
        offer = [_story(number, chance) for number in range(live)]
        wanted = [_wanted(number, offer, stories, chance) for number in range(_MAILS)]
        print(_line(live, stories, wanted, [_links(number) for number in range(_MAILS)], shipped))


def _line(live: int, stories: int, wanted: Sequence[_Wish], links: Sequence[mail.Links], ours: Templates) -> str:
    issues = [_edition(*one) for one in wanted]
    plainly = fast = whole = few = float("inf")
    for _ in range(_ROUNDS):
        plainly = min(plainly, _seconds(lambda: _plainly(issues[:_PLAIN], links, ours)) / _PLAIN)
        fast = min(fast, _seconds(lambda: _pressed(issues, links, ours)) / len(issues))
        few = min(few, _seconds(lambda: _pressed(issues[: _MAILS // _FEW], links, ours)) / (_MAILS // _FEW))
        whole = min(whole, _seconds(lambda: _pressed((_edition(*one) for one in wanted), links, ours)) / len(issues))
    size = len(press.Press(_SENDER, ours).build(issues[0], links[0], outbox_id="0", sent_at=_NOW).mime)
    return (
        f"{live:5,} live, {stories:2} an issue, {size / 1000:3.0f} kB: plain {1 / plainly:4.0f}/s   "
        f"press {1 / fast:6,.0f}/s {plainly / fast:5.1f} x "
        f"(exponent {1 + math.log(fast / few, _FEW):.2f})   "
        f"with compose {1 / whole:6,.0f}/s {plainly / whole:5.1f} x"
    )


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _plainly(issues: Iterable[mail.Edition], links: Sequence[mail.Links], ours: Templates) -> None:
    for number, issue in enumerate(issues):
        plain.message(issue, _SENDER, links[number], ours, sent_at=_NOW, id_=f"{number}.2026-01-06")


def _pressed(issues: Iterable[mail.Edition], links: Sequence[mail.Links], ours: Templates) -> None:
    machine = press.Press(_SENDER, ours)
    for number, issue in enumerate(issues):
        machine.build(issue, links[number], outbox_id=f"{number}.2026-01-06", sent_at=_NOW)


def _links(number: int) -> mail.Links:
    token = f"{number:08x}qTk3xYvB7pLw9RzN0aCd2EfGh4JmUsW"
    page = f"https://digest.example/r/{token}"
    return mail.Links(
        leave=f"{page}/leave",
        change=f"{page}/change",
        more=f"{page}/more/NUMBER",
        less=f"{page}/less/NUMBER",
        one_click=f"{page}/one-click",
    )


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize()


def _story(number: int, chance: random.Random) -> news.Story:
    outlet = f"Outlet {number % 60}"
    seen = _NOW - timedelta(minutes=chance.randrange(1_400))
    lead = news.Article(
        id=f"{number:016x}",
        feed_url=f"https://outlet-{number % 60}.example/feed.xml",
        guid=str(number),
        url=f"https://outlet-{number % 60}.example/2026/01/06/{number}?id={number}&page=1",
        title=_said(chance, 11),
        author=_said(chance, 2),
        outlet=outlet,
        summary=f"{_said(chance, 18)}. {_said(chance, 20)}.",
        text=_said(chance, 400),
        language="en",
        published_at=seen,
        date_is_ours=False,
        first_seen_at=seen,
    )
    topic = chance.choice(list(news.TOPICS))
    topics = (news.TopicScore(topic=topic, probability=0.9, terms=("harbour", "council", "tram")),)
    return news.Story(id=lead.id, lead=lead, articles=(lead,), topics=topics, first_seen_at=seen, last_seen_at=seen)


def _wanted(number: int, offer: list[news.Story], stories: int, chance: random.Random) -> _Wish:
    chosen = chance.sample(offer, stories)
    followed = chance.choice(_WORDS)
    picks = tuple(
        people.Pick(
            story=story,
            score=9.0 - place / 10,
            topic=story.topics[0].topic,
            reasons=(
                people.Reason(kind=people.Cause.TOPIC, subject=story.topics[0].topic, terms=story.topics[0].terms),
                *([people.Reason(kind=people.Cause.FOLLOW, subject=followed)] if place % 5 == 0 else []),
            ),
            outside=place == stories - 1,
        )
        for place, story in enumerate(chosen)
    )
    rest = chance.randrange(200)
    counts = people.Counts(gathered=stories + rest + 9, shown=stories, unmatched=rest, repeats=9, outside=1)
    reader = people.Subscriber(
        id=f"{number:016x}",
        address=f"reader-{number}@mail-{number % 50}.example",
        profile=people.Profile(topics={"world": 1.0, "science": 0.5}),
        schedule=people.Schedule(timezone=("Europe/Madrid", "America/New_York", "Asia/Tokyo", "UTC")[number % 4]),
        language="en",
        created_at=_NOW,
    )
    return people.Choice(picks=picks, counts=counts), reader


def _edition(choice: people.Choice, reader: people.Subscriber) -> mail.Edition:
    return edition.compose(
        choice, reader, issue_date=_DAY, made_at=_NOW, topic_names=news.TOPICS, model_version="bench"
    )


if __name__ == "__main__":
    main()
