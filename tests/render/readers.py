"""Invented readers of the newsroom and what was chosen for them: what the golden mails show."""

import dataclasses
from dataclasses import dataclass

from digest.domain import mail, news, people
from digest.render import edition
from tests.render import newsroom
from tests.render.newsroom import article, choice, compose, pick, story, subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader of the golden mails."""

    name: str
    subscriber: people.Subscriber
    choice: people.Choice


_CHIPS = article(
    "Nvidia picks Port Hollis for its first European chip factory, and 4,000 jobs come with it",
    key="chips",
    author="Ana Ruiz",
    words=980,
    summary="The plant on the old container quay is to open in 2026 and make chips for cars and hospitals. "
    "The city promises a tram line and a school; the harbour union asks who will pay for the water. "
    "A third sentence that no reader should see.",
    image=news.Image(url="https://the-harbour-post.example/quay.jpg", caption="The quay", credit="L. Marsh"),
)
_PHONES = article(
    "A phone you can open with a coin outsells the sealed ones for the first time",
    "Circuit Weekly",
    key="phones",
    author="Tom Okafor",
    hours=9,
    words=460,
    summary="Half of the phones sold in November came from makers that publish repair manuals. "
    "Shops say buyers ask for the battery first and the camera second.",
)
_PASSWORDS = article(
    "Town halls drop passwords after a year without a single lost one",
    "Circuit Weekly",
    key="passwords",
    hours=14,
    summary="Nine councils tried keys kept on the phone instead. The help desks now have other things to do.",
)
_MOON = article(
    "Ice under the Moon's south pole is older than the Moon's own craters",
    "The Long View",
    key="moon",
    author="Dr. Mei Tanaka",
    hours=11,
    words=1500,
    summary="A drill the size of a pencil brought up water that has not moved for three billion years. "
    'It tastes, says the team, "of nothing at all".',
)
_BEES = article(
    "Bees count to five, and teach each other how",
    "The Long View",
    key="bees",
    hours=20,
    words=300,
    summary="Hives in which one bee had learnt to count found food twice as fast.",
)
_RATES = article(
    "Central bank leaves its rate at 3 % and hints at a cut in spring",
    "Ledger",
    key="rates",
    author="Ledger",
    hours=5,
    words=700,
    summary="Bond prices rose within minutes of the 14:00 statement. Mr. Halloran, the governor, said inflation was "
    '"a fire that has been put out but still smells".',
)
_FERRIES = article(
    "Night ferries come back as trains fill up",
    "Ledger",
    key="ferries",
    hours=7,
    summary="Two lines ordered four ships between them. Berths for summer sold out in a day.",
)
_COURT = article(
    "Court strikes down the map that split Port Hollis into five districts",
    key="court",
    author="Ana Ruiz",
    hours=4,
    words=640,
    summary="The judges gave parliament until March to draw another. Both large parties said they had expected it.",
)
_TREATY = article(
    "Forty states sign a treaty on the high seas after nineteen years of talks",
    "Meridian",
    key="treaty",
    author="Sofia Lindqvist",
    hours=8,
    words=1200,
    summary="A third of the open ocean is to become a reserve by 2030. Who is to watch over it was left open.",
)
_ARABIC = article(
    "الميناء القديم يفتح أبوابه للزوار بعد ترميم دام عشر سنوات",
    "صوت الساحل",
    key="port",
    author="ليلى حداد",
    language="ar",
    hours=6,
    words=420,
    summary="عاد السوق المسقوف إلى الحياة مع أول قطار من العاصمة. ويقول الباعة إنهم ينتظرون ربيعا حافلا.",
    url="https://sahil.example/port",
)
_JAPANESE = article(
    "港町の図書館、夜間も開館へ　学生と漁師が同じ机に並ぶ",
    "みなと新報",
    key="library",
    language="ja",
    hours=10,
    summary="市は来月から閉館を午前二時に延ばす。早朝に漁へ出る人が、授業の前の学生と席を分け合う。",
    url="https://minato.example/library",
)

_QUAY = "https://the-harbour-post.example/quay.jpg"
_BEE = "https://the-long-view.example/bee.jpg"
_BEES_SEEN = article("Bees count to five", "The Long View", key="seen", image=news.Image(url=_BEE), summary="They do.")
#: Pictures that are ready, by the address the feed gave, and their bytes by id.
PICTURES = {
    _QUAY: mail.Picture(id="a" * 32, width=600, height=400, alt="", caption="The quay", credit="L. Marsh"),
    _BEE: mail.Picture(id="b" * 32, width=300, height=300, alt="A bee"),
}
JPEGS = {"a" * 32: b"\xff\xd8 the quay \xff\xd9" * 20, "b" * 32: b"\xff\xd8 a bee \xff\xd9"}

READERS = (
    Reader(
        name="ada",
        subscriber=subscriber(zone="Europe/Madrid", technology=1.0, science=0.6, business=0.4),
        choice=choice(
            pick(
                story(_CHIPS, "Ledger", "Circuit Weekly", "Meridian", "Coast Radio", "The Long View"),
                "technology",
                2.4,
                "you follow Nvidia",
                "technology: chip, factory",
                "told by 6 of your sources",
            ),
            pick(story(_PHONES, "Ledger"), "technology", 1.1, "technology: phone, battery, repair"),
            pick(story(_MOON, "Meridian", "Coast Radio"), "science", 0.9, "science: moon, ice, drill"),
            pick(story(_PASSWORDS), "technology", 0.8, "technology: password, phone"),
            pick(story(_RATES, "Meridian"), "business", 0.6, "business: bank, rate, bond"),
            pick(story(_BEES), "science", 0.5, "science: bee"),
            pick(story(_FERRIES), news.UNSURE, 0.4, "you follow night ferries"),
            unmatched=271,
            repeats=26,
            muted=3,
            capped=2,
            left_over=3,
        ),
    ),
    Reader(
        name="bruno",
        subscriber=subscriber("bruno@reader.example", zone="America/New_York", politics=1.0, world=1.0),
        choice=choice(pick(story(_COURT, "Meridian"), "politics", 1.2, "politics: court, judge, district")),
    ),
    Reader(
        name="layla",
        subscriber=subscriber("layla@reader.example", zone="Africa/Cairo", language="ar", world=0.9, lifestyle=0.3),
        choice=choice(
            pick(story(_ARABIC), "world", 1.5, "world: الميناء"),
            pick(story(_TREATY, "The Harbour Post"), "world", 1.1, "world: treaty, ocean"),
            pick(story(_JAPANESE), "lifestyle", 0.6, "lifestyle: 図書館"),
            unmatched=40,
        ),
    ),
    Reader(
        name="greta",
        subscriber=subscriber("greta@reader.example", zone="Europe/Berlin", language="de", business=1.0, science=0.4),
        choice=choice(
            pick(story(_RATES, "Meridian", "Coast Radio"), "business", 1.2, "business: bank, rate", "told by 3"),
            pick(story(_FERRIES), "business", 0.8, "you follow night ferries"),
            pick(story(_MOON), "science", 0.5, "science: moon"),
            unmatched=1204,
            muted=1,
        ),
    ),
    Reader(
        name="sofia",
        subscriber=subscriber("sofia@reader.example", zone="Europe/Madrid", language="es", world=1.0),
        choice=people.Choice(
            picks=(
                pick(story(_TREATY, "Meridian"), "world", 1.1, "world: treaty, ocean"),
                *(
                    pick(story(article(f"Aviso número {n}", "Meridian", key=f"n{n}")), "world", 0.9 - n / 10, "world")
                    for n in range(6)
                ),
                dataclasses.replace(
                    pick(story(_BEES), "science", 0.3),
                    outside=True,
                    reasons=(people.Reason(kind=people.Cause.OUTSIDE, subject="science"),),
                ),
            ),
            counts=people.Counts(gathered=30, shown=8, unmatched=20, weak=1, alike=1, outside=1),
        ),
    ),
    Reader(
        name="kenji",
        subscriber=subscriber("kenji@reader.example", zone="Asia/Tokyo", language="ja", lifestyle=1.0),
        choice=choice(
            pick(story(_JAPANESE), "lifestyle", 1.0, "lifestyle: 図書館"),
            pick(
                story(
                    article(
                        "夜の市場、三十年ぶりに再開",
                        "みなと新報",
                        key="market",
                        language="ja",
                        url="https://minato.example/market",
                        summary="灯りが戻った。" * 9,
                    )
                ),
                "lifestyle",
                0.8,
                "lifestyle: 市場",
            ),
        ),
    ),
    Reader(
        name="pia",
        subscriber=subscriber("pia@reader.example", technology=1.0, science=0.5),
        choice=choice(
            pick(story(_CHIPS), "technology", 1.0, "technology: chip"),
            pick(story(_BEES_SEEN), "science", 0.5, "science: bee"),
        ),
    ),
    Reader(
        name="quinn",
        subscriber=subscriber("quinn@reader.example", language="en-GB", sport=1.0),
        choice=people.Choice(picks=(), counts=people.Counts(gathered=41, unmatched=38, muted=3)),
    ),
)


def edition_of(reader: Reader) -> mail.Edition:
    """What a reader gets: every story with its picture for one, one line on a quiet day for another."""
    if not reader.choice.picks:
        return edition.quiet(
            reader.subscriber,
            reader.choice.counts,
            issue_date=newsroom.TODAY,
            made_at=newsroom.NOW,
            model_version="test-1",
        )
    images: edition.Images = "all" if reader.name == "pia" else "lead"
    pictures = PICTURES if reader.name == "pia" else {}
    return compose(reader.choice, reader.subscriber, pictures=pictures, images=images)
