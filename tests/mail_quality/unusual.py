"""Issues that the newsroom's readers do not have: everything at once, too much, too long, nothing at all."""

from collections.abc import Mapping
from dataclasses import replace

from digest.domain import mail, news, people
from digest.render import edition
from tests.mail_quality.issue import BARE, BY_MAIL, Issue, drawn
from tests.render import newsroom, readers
from tests.render.newsroom import article, choice, pick, story


def issues() -> tuple[Issue, ...]:
    """All of them."""
    return (
        _pictures(), _german(), _japanese(), _arabic(), _sixty(), _brand(), _one_line(), _wider(), _bare(), _wide()
    )  # fmt: skip


def interested(*topics: str) -> people.Subscriber:
    """A reader who wants these topics alike."""
    reader = newsroom.subscriber()
    return replace(reader, profile=replace(reader.profile, topics=dict.fromkeys(topics, 1.0)))


def _composed(
    chosen: people.Choice,
    reader: people.Subscriber,
    *,
    pictures: Mapping[str, mail.Picture] | None = None,
    images: edition.Images = "lead",
) -> mail.Edition:
    return newsroom.compose(chosen, reader, pictures=pictures or {}, images=images)


_QUAY = news.Image(url="https://post.example/quay.jpg", caption="The old container quay at dawn", credit="L. Marsh")
_BRIDGE = news.Image(url="https://post.example/bridge.jpg", caption="", credit="")
_CHOIR = news.Image(url="https://meridian.example/choir.jpg", caption="The choir on its way", credit="Meridian")
_LEAD = article(
    "Nvidia picks Port Hollis for its first European chip factory, and 4,000 jobs come with it",
    key="chips",
    author="Ana Ruiz",
    words=980,
    image=_QUAY,
    summary="The plant on the old container quay is to open in 2026 and make chips for cars and hospitals. "
    "The city promises a tram line and a school; the harbour union asks who will pay for the water.",
)
_BUDGET = article(
    'Council: "the budget holds" — for now',
    "Ledger",
    key="budget",
    words=420,
    image=_BRIDGE,
    summary="Spending grows by 2.1 %. The bridge is paid for.",
)


def _shown(picture: news.Image, id_: str) -> mail.Picture:
    return mail.Picture(
        id=id_, width=600, height=338, alt=picture.caption, caption=picture.caption, credit=picture.credit
    )


_READY = {
    _QUAY.url: _shown(_QUAY, "ab" * 16),
    _BRIDGE.url: _shown(_BRIDGE, "cd" * 16),
    _CHOIR.url: _shown(_CHOIR, "ce" * 16),
}


def _bytes() -> dict[str, bytes]:
    return {picture.id: drawn(picture.width, picture.height) for picture in _READY.values()}


def _full_choice() -> people.Choice:
    """A day with everything: lead, sections, in brief, from outside, all counts."""
    picks = [
        pick(
            story(_LEAD, "Ledger", "Coast Radio"), "technology", 3.0, "you follow Nvidia", "technology: chip, factory"
        ),
        pick(story(_BUDGET), "politics", 1.4, "politics: council, budget"),
        *(
            pick(
                story(
                    article(
                        f"Harbour notes {number}: what the tide brought in and who came to look at it",
                        ("Coast Radio", "Meridian", "The Long View")[number % 3],
                        key=f"notes-{number}",
                        summary="Boats came in before the storm. The market opened two hours late, and sold out.",
                        words=200 + 90 * number,
                    ),
                    *(["Ledger"] if number % 2 else []),
                ),
                ("business", "science", "world")[number % 3],
                1.0 - number / 20,
                f"{('business', 'science', 'world')[number % 3]}: harbour, tide",
                "told by 2 of your sources",
            )
            for number in range(13)
        ),
    ]
    away = pick(
        story(article("A choir of lighthouse keepers tours inland", "Meridian", key="choir", image=_CHOIR)),
        "world",
        0.2,
    )
    away = replace(away, outside=True, reasons=(people.Reason(kind=people.Cause.OUTSIDE, subject="entertainment"),))
    return choice(*picks, away, unmatched=1271, repeats=26, muted=3, capped=2, left_over=3)


def _pictures() -> Issue:
    """Pictures with every story that has one, also in the box with what is from outside."""
    reader = newsroom.subscriber(zone="Europe/Madrid", technology=1.0, politics=0.8, business=0.6, science=0.5)
    made = _composed(_full_choice(), reader, pictures=_READY, images="all")
    return Issue(name="pictures", edition=made, pictures=_bytes())


def _german() -> Issue:
    reader = newsroom.subscriber(zone="Europe/Berlin", language="de", technology=1.0, politics=0.8, business=0.6)
    return Issue(name="german", edition=_composed(_full_choice(), reader, pictures=_READY), pictures=_bytes())


def _japanese() -> Issue:
    """A reader of Japanese, all stories in it, one with a long title without a space."""
    reader = newsroom.subscriber(zone="Asia/Tokyo", language="ja", world=1.0, business=0.5)
    titles = (
        "港町の図書館、夜間も開館へ　学生と漁師が同じ机に並ぶ",
        "中央銀行、金利を据え置き　春の利下げを示唆",
        "月の南極の氷、クレーターより古いと判明した三十億年前の水の話",
    )
    told = [
        article(
            title,
            "みなと新報",
            key=str(key),
            language="ja",
            author="田中 芽衣",
            summary="市は来月から閉館を午前二時に延ばす。早朝に漁へ出る人が、授業の前の学生と席を分け合う。",
            url=f"https://minato.example/{key}",
            image=_QUAY if key == 0 else None,
        )
        for key, title in enumerate(titles)
    ]
    topics = ("world", "business", "world")
    picks = (
        pick(story(one), topic, 2 - place / 3, f"{topic}: 港")
        for place, (one, topic) in enumerate(zip(told, topics, strict=True))
    )
    made = _composed(choice(*picks, unmatched=30), reader, pictures=_READY)
    return Issue(name="japanese", edition=made, pictures=_bytes())


def _arabic() -> Issue:
    """A reader of Arabic, with a story in English among the others."""
    reader = newsroom.subscriber(zone="Africa/Cairo", language="ar", world=1.0, business=0.5)
    titles = ("الميناء القديم يفتح أبوابه للزوار بعد ترميم دام عشر سنوات", "البنك المركزي يثبت سعر الفائدة عند 3٪")
    told = [
        article(
            title,
            "صوت الساحل",
            key=str(key),
            language="ar",
            author="ليلى حداد",
            words=420,
            summary="عاد السوق المسقوف إلى الحياة مع أول قطار من العاصمة. ويقول الباعة إنهم ينتظرون ربيعا حافلا.",
            url=f"https://sahil.example/{key}",
            image=_QUAY if key == 0 else None,
        )
        for key, title in enumerate(titles)
    ]
    picks = (
        pick(story(told[0]), "world", 2.0, "world: الميناء"),
        pick(story(told[1]), "business", 1.0, "business: الفائدة"),
        pick(story(_LEAD, "Ledger"), "world", 0.9, "you follow Nvidia"),
    )
    made = _composed(choice(*picks, unmatched=30), reader, pictures=_READY)
    return Issue(name="arabic", edition=made, pictures=_bytes())


def _sixty() -> Issue:
    """Sixty stories, each as long as a story may be: more than a mail may hold."""
    topics = [topic for topic in news.TOPICS if topic != news.UNSURE][:5]
    picks = (
        pick(
            story(
                article(
                    f"Story {number} of sixty: " + "what the tide brought in and who came to look at it " * 5,
                    "Coast Radio",
                    key=f"long-{number}",
                    summary=("Boats of every size came in before the storm and did not leave " * 5).strip() + ".",
                    url=f"https://coast-radio.example/{'a-long-road/' * 20}{number:02}",
                ),
                *("Ledger", "Meridian", "The Long View"),
            ),
            topics[number % len(topics)],
            6.0 - number / 20,
            f"{topics[number % len(topics)]}: harbour, tide",
        )
        for number in range(60)
    )
    reader = interested(*topics)
    return Issue(name="sixty", edition=_composed(choice(*picks, unmatched=900), reader))


def _brand() -> Issue:
    """The operator's own colours, and a logo wider than a telephone."""
    logo = mail.Picture(id="ef" * 16, width=480, height=48, alt="The Hollis Courier")
    brand = mail.Brand(accent="#8a1c4a", accent_dark="#ff9ec7", logo=logo)
    sender = replace(newsroom.SENDER, name="The Hollis Courier", brand=brand)
    made = _composed(_full_choice(), newsroom.subscriber(technology=1.0, politics=0.8), pictures=_READY)
    return Issue(
        name="brand", edition=made, sender=sender, pictures=_bytes() | {logo.id: drawn(960, 96, "PNG")}, links=BY_MAIL
    )


def _one_line() -> Issue:
    """A quiet day for somebody who wants to be told."""
    reader = newsroom.subscriber(zone="Europe/Paris", language="fr", science=1.0)
    quiet = readers.Reader(name="one-line", subscriber=reader, choice=choice(unmatched=212))
    return Issue(name="one-line", edition=readers.edition_of(quiet))


def _wider() -> Issue:
    """A quiet day for somebody who wants the best of the rest, in Spanish."""
    reader = newsroom.subscriber(zone="Europe/Madrid", language="es", science=1.0)
    told = pick(story(_BUDGET), "politics", 0.3)
    told = replace(told, outside=True, reasons=(people.Reason(kind=people.Cause.WIDER),))
    return Issue(name="wider", edition=_composed(replace(choice(told, unmatched=212), wider=True), reader))


def _bare() -> Issue:
    """Links without tokens, and so nothing to ask for more or less with."""
    return Issue(name="bare", edition=_composed(_full_choice(), newsroom.subscriber(technology=1.0)), links=BARE)


def _wide() -> Issue:
    """Words and addresses longer than a narrow screen."""
    long = article(
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: Versammlung vertagt",
        "Westküstenrundfunkanstaltsnachrichten",
        key="long",
        author="Maximiliane-Friederike von Hohenstaufen-Wittgenstein",
        language="de",
        summary="https://nachrichten.example/ein/sehr/langer/pfad/ohne/jedes/leerzeichen/der/nicht/in/die/spalte/passt "
        "steht in der Einladung.",
        url="https://nachrichten.example/" + "pfad-" * 30,
    )
    return Issue(
        name="long-words",
        edition=_composed(
            choice(
                pick(story(long), "world", 1.0, "world: Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"),
                pick(
                    story(replace(long, id="two", guid="two", url="https://nachrichten.example/zwei")),
                    "world",
                    0.8,
                    "world: Versammlung",
                ),
            ),
            newsroom.subscriber(world=1.0),
        ),
    )
