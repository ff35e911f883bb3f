"""Issues as pages: from the same stored issue as the mail, and a sample that strangers may see."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.responses import Response

from digest.domain.mail import Day, Edition, Item, Links, Picture
from digest.pipeline import printing
from digest.render import faces, layout
from digest.render.tongues import Tongue
from digest.tokens import Purpose
from digest.web import specimen
from digest.web.asked import Asked
from digest.web.site import PICTURES, Site, findable

_NOWHERE = Links(leave="", change="")
#: Records of days among which the last issue is looked for.
_LAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the reader of an issue can go from it: tokens of purposes, never shown to whom it was passed on."""

    feedback: str
    preferences: str
    leave: str
    #: The same issue without these ways.
    read: str


def issue(site: Site, asked: Asked) -> Response:
    """One reader's issue, to read; it leads nowhere but to the publishers, whoever was given its address."""
    day = _day(site, asked)
    if day is None or day.edition is None:
        return site.gone(asked)
    return _page(site, asked, day.edition, f"{site.base}/issue/{asked.parts['token']}")


def own(site: Site, asked: Asked) -> Response:
    """A reader's last issue with all that its mail has: more, less, change, leave.

    Their link to change everything opens it, which can do all this anyway; the link to read an issue does not.
    """
    claim, reader = site.claim(Purpose.PREFERENCES, asked), site.reader(Purpose.PREFERENCES, asked)
    if claim is None or reader is None:
        return site.gone(asked)
    edition = last(site, reader.id)
    if edition is None:
        return site.page("no-issue", asked, language=reader.language, status=404, token=asked.parts["token"])

    def made(purpose: Purpose, day: date) -> str:
        return site.keys.make(purpose, reader.id, day)

    ways = Ways(
        feedback=made(Purpose.FEEDBACK, edition.issue_date),
        preferences=asked.parts["token"],
        leave=made(Purpose.LEAVE, claim.day),
        read=made(Purpose.READ, edition.issue_date),
    )
    return _page(site, asked, edition, f"{site.base}/issue/{ways.read}", ways=ways)


def last(site: Site, reader_id: str) -> Edition | None:
    """A reader's last issue that is still kept; None for none."""
    days = site.store.mail.days(subscriber_id=reader_id, limit=_LAST)
    return next((day.edition for day in days if day.edition is not None), None)


def picture(site: Site, asked: Asked) -> Response:
    """A picture of an issue, for whom the issue is for."""
    day = _day(site, asked)
    ids = {item.picture.id for item in day.edition.items if item.picture} if day and day.edition else set()
    id_ = asked.parts["picture"]
    return _jpeg(site.store.pictures.bytes_of([id_]).get(id_) if id_ in ids else None)


def sample(site: Site, asked: Asked) -> Response:
    """An issue of an invented newsroom, made as all are."""
    language = asked.language or site.settings().service.language
    page = _page(site, asked, specimen.edition(language), f"{site.base}/sample", is_sample=True)
    return findable(page)


def peek(site: Site, asked: Asked) -> faces.Card:
    """The first story of the sample, for the front page."""
    edition = specimen.edition(asked.language or site.settings().service.language)
    page = layout.page(printing.sender(site.store, site.settings()), edition, _tongue(site, edition), logo=False)
    return _card(edition.items[0], "lead", page, _tongue(site, edition), "")


def _tongue(site: Site, edition: Edition) -> Tongue:
    return site.speech.of(edition.language)


def sample_picture(_: Site, asked: Asked) -> Response:
    """A picture of the sample."""
    return _jpeg(specimen.picture(asked.parts["picture"]))


def _jpeg(content: bytes | None) -> Response:
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


def _day(site: Site, asked: Asked) -> Day | None:
    claim = site.claim(Purpose.READ, asked)
    return site.store.mail.day(claim.subscriber_id, claim.day) if claim else None


def _page(
    site: Site, asked: Asked, edition: Edition, address: str, *, ways: Ways | None = None, is_sample: bool = False
) -> Response:
    tongue = _tongue(site, edition)
    sender = printing.sender(site.store, site.settings())
    page = layout.page(sender, edition, tongue, logo=False)
    return site.page(
        "issue",
        asked,
        language=edition.language,
        allow=(PICTURES,),
        mail=layout.whole(edition, sender, _NOWHERE, tongue),
        page=page,
        sections=_sections(edition, page, tongue, address),
        is_sample=is_sample,
        ways=ways,
    )


def _sections(
    edition: Edition, page: faces.Page, tongue: Tongue, address: str
) -> list[tuple[tuple[str, str], list[tuple[int, faces.Card]]]]:
    """The stories with their numbers under their names, in the order of the mail."""
    places: list[tuple[str, str, Item]] = [("lead", "", edition.lead)] if edition.lead else []
    places += [("topic", section.name, item) for section in edition.sections for item in section.items]
    places += [("brief", tongue.say("In brief"), item) for item in edition.brief]
    places += [("outside", tongue.say("From outside your topics"), edition.outside)] if edition.outside else []
    told = [
        ((kind, name), (number, _card(item, {"topic": "story"}.get(kind, kind), page, tongue, address)))
        for number, (kind, name, item) in enumerate(places, 1)
    ]
    return [(place, [card for _, card in cards]) for place, cards in groupby(told, lambda one: one[0])]


def _card(item: Item, kind: str, page: faces.Page, tongue: Tongue, address: str) -> faces.Card:
    shown = _shown(item.picture, address) if item.picture and kind != "brief" else None
    card = layout.card(item, kind, page, tongue, picture=shown)
    # No line begins with a point.
    byline, why = (
        words.replace(" · ", "\u00a0· ") for words in (layout.byline(item, tongue), layout.why(item.why, tongue))
    )
    return replace(card, byline=byline, why=why)


def _shown(found: Picture, address: str) -> faces.Shown:
    return replace(layout.picture(found, "web"), src=f"{address}/{found.id}.jpg")
