"""pictures: the picture of an entry, with its caption and credit."""

import time

import pytest

from digest.domain.news import Image
from digest.gather import parse, pictures
from tests.gather.documents import URL

AT = "https://i.example"


def item(inside: str) -> Image | None:
    """The picture of an RSS item with these children."""
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    xml = f"<rss {spaces} xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><title>t</title>{inside}</item></channel></rss>"
    (entry,) = parse.parse(xml.encode(), url=URL).entries
    return entry.image


@pytest.mark.parametrize(
    ("inside", "image"),
    [
        pytest.param(
            f"""<media:content url="{AT}/1.jpg" type="image/jpeg" width="140"/>
            <media:content url="{AT}/2.jpg" width="460">
            <media:description>The bridge</media:description>
            <media:credit scheme="urn:ebu">Ana Foto</media:credit></media:content>""",
            Image(url=f"{AT}/2.jpg", caption="The bridge", credit="Ana Foto"),
            id="the widest, with what stands inside it",
        ),
        pytest.param(
            f"""<media:group><media:content url="{AT}/v.mp4" type="video/mp4"/>
            <media:thumbnail url="{AT}/t.jpg" width="480"/>
            <media:description>The film</media:description></media:group><media:credit>Ana Foto</media:credit>""",
            Image(url=f"{AT}/t.jpg", caption="The film", credit="Ana Foto"),
            id="a video's thumbnail, with what the group says",
        ),
        pytest.param(
            f'<media:content url="{AT}/v.mp4" medium="video"><media:thumbnail url="{AT}/t.jpg"/></media:content>',
            Image(url=f"{AT}/t.jpg"),
            id="a thumbnail inside a video",
        ),
        pytest.param(
            f'<media:content url="{AT}/x" medium="image"/>', Image(url=f"{AT}/x"), id="a picture by its medium"
        ),
        pytest.param(
            f'<media:content url="{AT}/x.webp?a=1"/>', Image(url=f"{AT}/x.webp?a=1"), id="a picture by its name"
        ),
        pytest.param(f'<media:content url="{AT}/x.mp3"/>', None, id="a sound by its name"),
        pytest.param('<media:content url="http://[::1/x"/>', None, id="no address"),
        pytest.param('<media:content medium="image"/>', None, id="no address at all"),
        pytest.param(f'<media:content url="{AT}/1.gif" medium="image" width="1"/>', None, id="a counter"),
        pytest.param('<media:thumbnail url="/t.jpg"/>', Image(url="https://news.example/t.jpg"), id="relative"),
        pytest.param(
            f'<media:content url="{AT}/1.jpg" medium="image"><media:copyright>© Ana</media:copyright></media:content>',
            Image(url=f"{AT}/1.jpg", credit="© Ana"),
            id="a copyright where there is no credit",
        ),
        pytest.param(f'<enclosure url="{AT}/e" type="image/png"/>', Image(url=f"{AT}/e"), id="an enclosure"),
        pytest.param(f'<enclosure url="{AT}/e.mp3" type="audio/mpeg"/>', None, id="an enclosure that is a sound"),
        pytest.param(f'<itunes:image href="{AT}/p.jpg"/>', Image(url=f"{AT}/p.jpg"), id="a podcast's"),
        pytest.param(f"<image><url>{AT}/p.jpg</url></image>", Image(url=f"{AT}/p.jpg"), id="an image element"),
        pytest.param(
            f"<image>{AT}/p.jpg</image>", Image(url=f"{AT}/p.jpg"), id="an image element with nothing but an address"
        ),
        pytest.param(
            f'<media:thumbnail url="{AT}/t.jpg"/><description>&lt;img src="{AT}/d.jpg"&gt;</description>',
            Image(url=f"{AT}/t.jpg"),
            id="what is stated comes before what is shown",
        ),
        pytest.param(
            f'<description>&lt;img src="{AT}/d.jpg"&gt;</description>', Image(url=f"{AT}/d.jpg"), id="in the text"
        ),
        pytest.param("", None, id="none"),
    ],
)
def test_where_feeds_state_pictures(inside: str, image: Image | None) -> None:
    """Media RSS first, then enclosures, iTunes and what publishers invented, then the text."""
    assert item(inside) == image


@pytest.mark.parametrize(
    ("markup", "image"),
    [
        pytest.param(
            f'<p><img alt="A &amp;quot;b&amp;quot;" src="{AT}/1.jpg"></p>',
            Image(url=f"{AT}/1.jpg", caption="A &amp;quot;b&amp;quot;"),
            id="with its alt as caption",
        ),
        pytest.param(
            f"<figure><IMG SRC='{AT}/1.jpg' ALT='x'><figcaption class=c>The <b>bridge</b></figcaption></figure>",
            Image(url=f"{AT}/1.jpg", caption="The <b>bridge</b>"),
            id="with the figure's caption",
        ),
        pytest.param(
            f"<figure><img src={AT}/1.jpg></figure><figure><figcaption>Other</figcaption></figure>",
            Image(url=f"{AT}/1.jpg"),
            id="not another figure's caption",
        ),
        pytest.param(
            f'<img src="data:image/gif;base64,R0" data-src="{AT}/1.jpg">', Image(url=f"{AT}/1.jpg"), id="loaded later"
        ),
        pytest.param(
            f'<img src="{AT}/1.gif" width="1" height="1"><img src="{AT}/2.jpg">',
            Image(url=f"{AT}/2.jpg"),
            id="after a counter",
        ),
        pytest.param(
            f'<img src="https://feeds.feedburner.com/~r/x"><img src="{AT}/2.jpg">',
            Image(url=f"{AT}/2.jpg"),
            id="after FeedBurner's",
        ),
        pytest.param(
            f'<img src="javascript:alert(1)"><img alt="x"><img src="{AT}/2.jpg">',
            Image(url=f"{AT}/2.jpg"),
            id="after what is none",
        ),
        pytest.param('<img src="/1.jpg">', Image(url="https://news.example/1.jpg"), id="relative"),
        pytest.param("<p>No picture</p>", None, id="none"),
        pytest.param("<img ", None, id="a tag cut short"),
        pytest.param('<img src="javascript:alert(1)">', None, id="none that is one"),
    ],
)
def test_the_first_picture_that_is_meant_to_be_seen(markup: str, image: Image | None) -> None:
    """The text's own picture, without counters and icons."""
    assert pictures.shown(markup, URL) == image


@pytest.mark.parametrize("piece", ["<img a=", "<img src=x ", "<img src=j:>", "<figure><img ", '<img a="'])
def test_a_hostile_text_costs_time_in_proportion_to_its_length(piece: str) -> None:
    """No pattern runs away: two megabytes of half tags are read in a moment."""
    began = time.process_time()
    assert pictures.shown(piece * (2_000_000 // len(piece)), "") is None
    assert time.process_time() - began < 5
