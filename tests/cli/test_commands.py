"""Every command as a person types it."""

import gzip
import io
import json
import mailbox
from email.utils import parseaddr
from pathlib import Path

import pytest

from digest.classify import record, topics
from digest.cli import clock, pages
from digest.sample import setup
from tests.cli.conftest import Answer, Run

READERS = tuple(reader.address for reader in setup.READERS)


def lines(answer: Answer) -> list[dict[str, object]]:
    """The JSON lines of an answer."""
    return [json.loads(line) for line in answer.out.splitlines()]


def delivered() -> list[mailbox.MaildirMessage]:
    """What lies in the Maildir."""
    return list(mailbox.Maildir("maildir"))


def test_init_writes_a_configuration_that_loads_and_says_the_next_command(run: Run) -> None:
    """The first command of an operator."""
    answer = run("init", "--address", "me@home.example")
    assert answer.status == 0
    assert "next: digest gather, then: digest preview me@home.example" in answer.out
    assert 'address = "me@home.example"' in Path("config.toml").read_text(encoding="utf-8")


def test_init_leaves_an_existing_file_alone(run: Run) -> None:
    """Unless it is told to replace it."""
    Path("config.toml").write_text("mine", encoding="utf-8")
    answer = run("init")
    assert (answer.status, Path("config.toml").read_text(encoding="utf-8")) == (1, "mine")
    assert "--force replaces it" in answer.err
    assert run("init", "--force").status == 0


def test_a_missing_configuration_names_the_command_that_writes_one(run: Run) -> None:
    """Status 2, one sentence, no traceback."""
    answer = run("gather")
    assert answer.status == 2
    assert "digest init" in answer.err
    assert "Traceback" not in answer.err


def test_a_wrong_configuration_changes_nothing(configured: Run) -> None:
    """Every fault on its line, status 2, and not even the data folder is made."""
    text = Path("config.toml").read_text(encoding="utf-8")
    Path("config.toml").write_text(text.replace("[delivery]", "[delivery]\ncolour = 1", 1), encoding="utf-8")
    answer = configured("run", "--once")
    assert answer.status == 2
    assert "delivery.colour" in answer.err
    assert not Path("data").exists()


def test_gather_names_the_broken_feed_and_counts_the_rest(configured: Run) -> None:
    """One bad feed is told, and the status is good."""
    answer = configured("gather")
    assert answer.status == 0
    assert "new articles from 10 of 11 feeds" in answer.out
    assert "failed" in answer.out
    assert "ok      " in answer.err


def test_gathering_again_brings_nothing_new(gathered: Run) -> None:
    """Unchanged feeds say so, and nothing is stored twice."""
    found = json.loads(gathered("gather", "--json").out)
    assert found["gathered"]["new"] == 0
    assert found["gathered"]["unchanged"] == 10
    assert found["sorted"]["classified"] == 0


def test_gather_only_due_asks_nobody_twice(gathered: Run) -> None:
    """What the service does right after a gathering: nothing."""
    assert json.loads(gathered("gather", "--due", "--json").out)["gathered"]["feeds"] == 0


def test_preview_shows_the_mail_and_marks_nothing(gathered: Run) -> None:
    """Text and page of the same edition, twice the same, and the reader still has nothing."""
    text = gathered("preview", "ada@reader.example", "--text")
    assert text.status == 0
    assert "stories" in text.out
    assert gathered("preview", "ada@reader.example", "--text").out == text.out
    assert gathered("preview", "ada@reader.example", "--out", "ada.html").status == 0
    assert "<h1" in Path("ada.html").read_text(encoding="utf-8")
    assert "got nothing yet" in gathered("why", "ada@reader.example").out
    assert not Path("maildir").exists()


def test_a_preview_is_a_page_of_its_own_or_the_mail_itself(gathered: Run) -> None:
    """The page holds its pictures, so that a browser can show it anywhere; the .eml is the message."""
    assert gathered("preview", "layla@reader.example", "--out", "layla.html").status == 0
    page = Path("layla.html").read_bytes().decode()
    assert 'src="data:image/jpeg;base64,' in page
    assert "cid:" not in page
    assert gathered("preview", "layla@reader.example", "--out", "layla.eml").status == 0
    mime = Path("layla.eml").read_bytes()
    assert mime.startswith(b"From: ")
    assert pages.html(mime).partition("<body")[2] == page.partition("<body")[2]


def test_a_preview_is_the_mail_to_the_byte(gathered: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """At one moment, what is previewed as .eml lies in the Maildir afterwards, under the two lines of its delivery."""
    noon = clock.now()
    monkeypatch.setattr(clock, "now", lambda: noon)
    for address in ("layla@reader.example", "gwen@reader.example"):
        assert gathered("preview", address, "--out", f"{address}.eml").status == 0
        assert gathered("send", address).status == 0
        written = [path.read_bytes() for path in Path("maildir/new").iterdir()]
        _, _, sent = next(one for one in written if address.encode() in one).split(b"\n", 2)
        assert sent == Path(f"{address}.eml").read_bytes().replace(b"\r\n", b"\n")


def test_a_preview_shows_what_is_then_sent(gathered: Run) -> None:
    """The same stories in the same order as in the mail that follows."""
    gathered("preview", "ada@reader.example", "--text")
    assert gathered("send", "ada@reader.example").status == 0
    titles = [str(item["title"]) for item in _items(gathered)]
    preview = gathered("why", "ada@reader.example").out
    assert [title for title in titles if title in preview] == titles


def _items(run: Run) -> list[dict[str, object]]:
    day = json.loads(run("why", "ada@reader.example", "--json").out)["day"]
    sections = [item for section in day["edition"]["sections"] for item in section["items"]]
    return [day["edition"]["lead"], *sections]


def test_send_gives_each_reader_one_mail_a_day(gathered: Run) -> None:
    """Sent by name now; asked again, nobody gets a second one."""
    first = gathered("send", *READERS)
    assert first.status == 0
    assert "sent      8 accepted, 0 not" in first.out
    again = gathered("send", *READERS)
    assert "it was made already" in again.out
    assert "sent      0 accepted, 0 not" in again.out
    assert sorted(parseaddr(message["To"])[1] for message in delivered()) == list(READERS)


def test_send_without_addresses_waits_for_the_hour(gathered: Run) -> None:
    """Nobody is due right after joining."""
    assert "planned   0 editions for 0 readers" in gathered("send").out
    assert not Path("maildir").exists()


def test_run_once_is_a_whole_round(configured: Run) -> None:
    """Gather, sort, plan and send, with one account."""
    account = json.loads(configured("run", "--once", "--json").out)
    assert account["gathered"]["new"] >= 60
    assert account["sorted"]["classified"] == account["gathered"]["new"]
    assert account["sent"]["stopped"] == ""


def test_why_tells_the_edition_and_the_reasons(gathered: Run) -> None:
    """Subject, outcome, counts and each story with its why."""
    gathered("send", "ada@reader.example")
    answer = gathered("why", "ada@reader.example")
    assert "was accepted" in answer.out
    assert "shown" in answer.out
    day = json.loads(gathered("why", "ada@reader.example", "--json").out)["day"]
    counts = day["counts"]
    assert counts["gathered"] == sum(value for name, value in counts.items() if name not in {"gathered", "outside"})


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        pytest.param(("why", "ada@reader.example", "2031-01-01"), 0, "still to come", id="a day to come"),
        pytest.param(("why", "ada@reader.example", "2001-01-01"), 0, "they subscribed at", id="a day before joining"),
        pytest.param(("why", "ada@reader.example", "yesterday"), 1, "is no date", id="no date"),
        pytest.param(("why", "eve@reader.example"), 1, "nobody subscribes as", id="nobody"),
        pytest.param(("preview", "eve@reader.example"), 1, "nobody subscribes as", id="a preview for nobody"),
        pytest.param(("send", "eve@reader.example"), 1, "nobody subscribes as", id="a mail for nobody"),
    ],
)
def test_odd_questions_get_a_sentence(configured: Run, words: tuple[str, ...], status: int, said: str) -> None:
    """Answers are words, never tracebacks."""
    answer = configured(*words)
    assert answer.status == status
    assert said in answer.out + answer.err


def test_why_nothing_on_a_quiet_day(configured: Run) -> None:
    """With nothing gathered a reader gets nothing, and every command says so in the same words."""
    sent = configured("send", "ada@reader.example").out
    assert "no news had been gathered" in sent
    assert "would get nothing" in configured("preview", "ada@reader.example").err
    answer = configured("why", "ada@reader.example").out
    first, second = answer.splitlines()
    assert second == "  as of now no news had been gathered"
    assert first.removeprefix("ada@reader.example got nothing yet: the next digest is due ").split()[0] in sent


def test_why_and_send_agree_on_what_does_not_match(configured: Run) -> None:
    """Sent by name to somebody whose wishes nothing meets, both commands say that and when the next digest comes."""
    with Path("config.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[subscribers]]\naddress = "zoe@reader.example"\nfollow = ["zeppelin AND regatta"]\n')
    configured("gather")
    sent = configured("send", "zoe@reader.example").out.splitlines()
    told = configured("why", "zoe@reader.example").out.splitlines()
    reason = told[1].removeprefix("  as of now ")
    assert reason.startswith("nothing new matched: ")
    assert sent[1].startswith("  none    zoe@reader.example on ")
    assert sent[1].endswith(f": {reason}")
    due = told[0].removeprefix("zoe@reader.example got nothing yet: the next digest is due ").split(" (")[0]
    assert sent[2].startswith(f"  next    zoe@reader.example: the next digest is due {due} (")


def test_who_takes_a_rest_gets_no_issue_by_name(gathered: Run) -> None:
    """Nothing is made for them, and both commands say why."""
    assert gathered("subscribers", "pause", "ada@reader.example").status == 0
    why = "they are paused until they resume"
    sent = gathered("send", "ada@reader.example", "ben@reader.example").out
    assert (f"  next    ada@reader.example: {why}" in sent, "planned   1 edition for 1 reader" in sent) == (True, True)
    shown = gathered("preview", "ada@reader.example")
    assert (shown.status, f"ada@reader.example gets no mail: {why}" in shown.err) == (1, True)


def test_who_has_not_said_yes_gets_no_issue_by_name(gathered: Run) -> None:
    """They are listed with what they wish so far, which may be nothing."""
    with Path("config.toml").open("a", encoding="utf-8") as file:
        file.write('\n[inbox]\naddress = "digest@newsroom.example"\nkind = "lmtp"\n')
    assert gathered("invite", "pat@reader.example").status == 0
    (row,) = (line for line in gathered("subscribers").out.splitlines() if line.startswith("pat@"))
    assert row.split("\t")[1:] == ["pending", "self", "nothing yet", "none"]
    why = "they are pending: they have not said yes yet"
    assert f"  next    pat@reader.example: {why}" in gathered("send", "pat@reader.example").out
    assert f"gets no mail: {why}" in gathered("preview", "pat@reader.example").err


def test_why_tells_of_a_quiet_day_by_the_readers_choice(gathered: Run) -> None:
    """The one line that was sent stands in the answer, and where the stories went."""
    gathered("send", "gwen@reader.example")
    answer = gathered("why", "gwen@reader.example").out
    assert "was accepted" in answer
    assert "0 shown" in answer
    assert "Nothing new for you today" in answer


def test_subscribers_come_and_go(configured: Run) -> None:
    """Add, list, show, remove; each told in words and as JSON."""
    added = configured(
        "subscribers", "add", "Dee@Reader.Example", "--topics", "science,health", "--timezone", "Asia/Tokyo"
    )
    assert (added.status, added.err) == (0, "")
    assert (
        "first digest at once, within 30 seconds while digest run is at work, else with: digest send; then "
        in added.out
    )
    assert "07:00 Asia/Tokyo" in added.out
    assert "it is due, and the next run makes it" in configured("why", "dee@reader.example").out
    assert "dee@reader.example" in configured("subscribers").out.lower()
    shown = configured("subscribers", "show", "dee@reader.example")
    assert "science 1, health 1" in shown.out
    assert "daily at 07:00 Asia/Tokyo" in shown.out
    assert json.loads(configured("subscribers", "show", "dee@reader.example", "--json").out)["origin"] == "command"
    assert configured("subscribers", "remove", "dee@reader.example").status == 0
    assert "they are unsubscribed" in configured("why", "dee@reader.example").out
    assert len(json.loads(configured("subscribers", "list", "--json").out)) == 9


def test_the_list_names_the_words_of_who_follows_no_topic(configured: Run) -> None:
    """Where others have their profile or topics."""
    assert configured("subscribers", "add", "dee@reader.example", "--follow", "zebrafish, James Webb").status == 0
    (row,) = (line for line in configured("subscribers").out.splitlines() if line.startswith("dee@"))
    assert "follows zebrafish, James Webb" in row


def test_who_joins_and_is_sent_mail_waits_for_tomorrow(gathered: Run) -> None:
    """The first digest at the next sending, one a day, and whoever comes back the same day is told when."""
    words = ("subscribers", "add", "dee@reader.example", "--topics", "science", "--quiet", "line")
    assert gathered(*words).status == 0
    assert "planned   1 edition for 1 reader" in gathered("send").out
    assert "planned   0 editions for 0 readers" in gathered("send").out
    assert gathered("subscribers", "remove", "dee@reader.example").status == 0
    assert "next digest tomorrow 07:00 UTC" in gathered(*words).out


def test_all_that_can_be_said_of_a_subscriber_is_kept(configured: Run) -> None:
    """Each option of the command is a line of what is known of them."""
    added = configured(
        "subscribers", "add", "dee@reader.example", "--name", "Dee", "--profile", "science",
        "--follow", "climate AND court,open source", "--mute", "horoscope", "--sources", "Lantern",
        "--mute-sources", "static.example", "--stories", "5", "--no-outside", "--quiet", "wider",
        "--cadence", "weekly", "--weekday", "saturday", "--language", "de",
    )  # fmt: skip
    assert added.status == 0, added.err
    shown = configured("subscribers", "show", "dee@reader.example").out
    for line in (
        "name        Dee",
        "profile     science",
        "follows     climate AND court, open source",
        "mutes       horoscope, static.example",
        "sources     Lantern",
        "stories     at most 5",
        "outside     these topics only",
        "quiet days  the best of the other topics",
        "when        weekly on Saturday at 07:00 UTC",
    ):
        assert line in shown
    assert json.loads(configured("subscribers", "show", "dee@reader.example", "--json").out)["language"] == "de"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("not an address",), "address", id="a bad address"),
        pytest.param(("dee@reader.example", "--follow", "AND court"), "with AND between them", id="half a phrase"),
        pytest.param(("dee@reader.example", "--profile", "teck"), "tech", id="an unknown profile"),
        pytest.param(("dee@reader.example", "--topics", "sciense"), "science", id="an unknown topic"),
        pytest.param(
            ("dee@reader.example", "--topics", "science", "--timezone", "Mars/Base"), "Mars/Base", id="a bad zone"
        ),
        pytest.param(("dee@reader.example", "--topics", "science", "--at", "25:00"), "25:00", id="a bad time"),
        pytest.param(("dee@reader.example", "--topics", "science", "--cadence", "often"), "often", id="a bad cadence"),
        pytest.param(("dee@reader.example",), "name a profile", id="neither profile nor topics"),
        pytest.param(("ada@reader.example", "--topics", "science"), "subscribes already", id="somebody who is there"),
    ],
)
def test_a_wrong_subscriber_is_refused_in_words(configured: Run, words: tuple[str, ...], said: str) -> None:
    """Nothing is stored, and the sentence says what is allowed."""
    answer = configured("subscribers", "add", *words)
    assert answer.status in {1, 2}
    assert said in answer.err
    assert len(json.loads(configured("subscribers", "--json").out)) == 8


def test_removing_somebody_the_file_lists_says_so(configured: Run) -> None:
    """The file has no effect on who was removed."""
    assert "still lists them" in configured("subscribers", "remove", "ada@reader.example").out
    assert "has left; only they can come back" in configured("subscribers").err
    assert "has left; only they can come back" in configured("send").err
    assert configured("feeds").err == ""


def test_unwanted_topics_are_none_of_the_wanted(configured: Run) -> None:
    """The list of subscribers names what they want."""
    row = '[[subscribers]]\naddress = "dee@reader.example"\ntopics = { science = 1.0, health = -1.0 }\n'
    with Path("config.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{row}")
    (row,) = (row for row in configured("subscribers").out.splitlines() if row.startswith("dee@"))
    assert row.split("\t")[3] == "science"


def test_feeds_tell_their_health(gathered: Run) -> None:
    """Fine and failing, in words and as JSON."""
    table = gathered("feeds").out.splitlines()
    assert len(table) == 11
    assert sum("\tfine\t" in row for row in table) == 10
    assert len(gathered("feeds", "list", "--failing").out.splitlines()) == 1
    assert sum(feed["failures"] for feed in json.loads(gathered("feeds", "--json").out)) == 1


def test_feeds_are_added_found_and_removed(configured: Run, stall: str) -> None:
    """By the feed's own address; twice is once; a listed feed is not removed by command."""
    url, other = json.loads(configured("feeds", "--json").out)[0]["url"], f"{stall}/feed.xml"
    assert "in the list already" in configured("feeds", "add", url).err
    assert "take it out there" in configured("feeds", "remove", url).err
    assert configured("feeds", "add", other, "--name", "Again", "--topic", "science").status == 0
    assert "Again" in configured("feeds").out
    assert configured("feeds", "remove", "Again").status == 0
    assert "is no topic" in configured("feeds", "add", other, "--topic", "cooking").err


def test_the_feed_of_a_site_is_found(configured: Run, stall: str) -> None:
    """A site's address is enough; a site without a feed gets a sentence."""
    answer = configured("feeds", "add", stall)
    assert (answer.status, answer.err) == (0, "")
    assert f"{stall}/feed.xml" in answer.out
    assert configured("feeds", "add", f"{stall}/nothing").status == 1


def test_feeds_travel_as_opml(configured: Run) -> None:
    """What is exported can be imported; a file that is no OPML is named and stops no other."""
    assert configured("feeds", "export", "feeds.opml").status == 0
    assert configured("feeds", "export").out == Path("feeds.opml").read_text(encoding="utf-8")
    Path("new.opml").write_text(
        '<opml version="2.0"><body><outline text="N" xmlUrl="https://n.example/f?a=1&b=2"/></body></opml>',
        encoding="utf-8",
    )
    Path("junk.opml").write_bytes(b"\x00\x01")
    answer = configured("feeds", "import", "feeds.opml", "new.opml", "junk.opml", "missing.opml")
    assert answer.status == 1
    assert "added 1 feed from 4 files; 11 were known" in answer.out
    assert "junk.opml" in answer.err
    assert "cannot read missing.opml" in answer.err


ITEMS = [
    {
        "id": "a",
        "title": "Parliament votes on the new election law",
        "summary": "Ministers and lawmakers debated the bill.",
    },
    {"id": "b", "title": "Chip maker unveils faster processor for phones", "summary": "The software runs on Android."},
    {"id": "c", "title": "Parliament votes on the new election law", "summary": "Lawmakers debated the bill."},
]


def test_classify_and_stories_answer_line_by_line(run: Run) -> None:
    """JSON lines in, JSON lines out, in the same order, without any configuration."""
    Path("items.jsonl").write_text("\n".join(json.dumps(item) for item in ITEMS), encoding="utf-8")
    classified = lines(run("classify", "items.jsonl"))
    assert [row["id"] for row in classified] == ["a", "b", "c"]
    assert [row["topic"] for row in classified[:2]] == ["politics", "technology"]
    assert set(classified[0]) == {"id", "topic", "topics", "terms", "sure"}
    told = {row["id"]: row["story"] for row in lines(run("stories", "items.jsonl"))}
    assert told["a"] == told["c"] != told["b"]


def test_classify_gives_the_words_of_the_topic_it_names(run: Run) -> None:
    """Not those of a stronger one that it is not sure of."""
    laptop = {
        "title": "Review: this laptop is thin, light and very fast",
        "summary": "The keyboard is a delight, though the webcam disappoints.",
    }
    Path("items.jsonl").write_text(json.dumps(laptop), encoding="utf-8")
    row = json.loads(run("classify", "items.jsonl").out)
    assert (row["topic"] == next(iter(row["topics"]))) is ("laptop" in row["terms"])
    assert row["terms"]


def test_bad_lines_are_named_and_the_others_answered(run: Run) -> None:
    """File and line of what cannot be read; status 1; nothing else is lost."""
    rows = [
        '{"id": "a", "title": "Parliament votes"}',
        "not json",
        "[1]",
        '{"id": "d", "title": null}',
        '{"id": "e", "title": "x"}',
    ]
    Path("items.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for command in ("classify", "stories"):
        answer = run(command, "items.jsonl")
        assert answer.status == 1
        assert [row["id"] for row in lines(answer)] == ["a", "e"]
        assert [f"Line {number} of items.jsonl" in answer.err for number in (1, 2, 3, 4, 5)] == [
            False,
            True,
            True,
            True,
            False,
        ]
    assert "cannot read" in run("classify", "missing.jsonl").err
    Path("broken.jsonl.gz").write_bytes(b"\x1f\x8bnot gzip")
    assert "cannot read" in run("classify", "broken.jsonl.gz").err


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_what_is_no_text_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """A packed file on standard input, or under another name; nothing is answered."""
    packed = gzip.compress(b'{"id": "a", "title": "Parliament votes"}\n' * 500)
    Path("items.jsonl").write_bytes(packed)
    for words in (("classify", "-"), ("stories", "-"), ("classify", "items.jsonl")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed), encoding=encoding))
        answer = run(*words)
        assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert ("standard input" if "-" in words else "items.jsonl") in answer.err
        assert "give JSON lines" in answer.err


def test_a_bad_line_of_standard_input_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By words, not by a dash."""
    monkeypatch.setattr("sys.stdin", io.StringIO("rubbish\n"))
    assert "Line 1 of standard input is not JSON" in run("classify", "-").err


def test_classify_says_whether_it_is_sure(run: Run) -> None:
    """Of the topic it names."""
    rows = [
        {"id": "a", "title": "Striker scores twice as United win the cup final in the last minute"},
        {"id": "b", "title": "The letter in the garden of the town"},
    ]
    Path("items.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [row["sure"] for row in lines(run("classify", "items.jsonl"))] == [True, False]


def test_evaluating_on_nothing_is_a_sentence(run: Run) -> None:
    """No figures of no rows."""
    Path("empty.jsonl").write_text("", encoding="utf-8")
    for words in (("empty.jsonl",), ("--gold", "empty.jsonl")):
        answer = run("evaluate", *words)
        assert (answer.status, answer.out) == (1, "")
        assert "empty.jsonl holds no labelled article to measure on" in answer.err


def test_lines_are_taken_as_they_come(run: Run) -> None:
    """Packed, with markup, without a title, with a date that is none."""
    row = {
        "id": 7,
        "title": None,
        "summary": "<p>Parliament &amp; ministers <b>vote</b> on the election law.</p>",
        "published": 1,
    }
    with gzip.open("items.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row))
    (answered,) = lines(run("classify", "items.jsonl.gz"))
    assert answered["id"] == "7"
    assert answered["topic"] in {"politics", "world"}


def test_parse_shows_articles_as_we_would_keep_them(configured: Run) -> None:
    """From a file and from an address; rubbish gets a sentence."""
    feeds = json.loads(configured("feeds", "--json").out)
    answers = [configured("parse", feed["url"]) for feed in feeds]
    assert sorted(answer.status for answer in answers) == [0] * 10 + [1]
    rows = [row for answer in answers for row in lines(answer)]
    assert len(rows) >= 60
    assert set(rows[0]) == {
        "id", "url", "title", "author", "published", "date_is_ours", "summary", "text", "image", "categories",
    }  # fmt: skip
    Path("feed.xml").write_text(
        '<rss version="2.0"><channel><item><title>One</title><link>https://n.example/1</link></item></channel></rss>',
        encoding="utf-8",
    )
    (row,) = lines(configured("parse", "feed.xml"))
    assert (row["title"], row["date_is_ours"]) == ("One", True)
    Path("feed.xml").write_bytes(b"\x00rubbish")
    assert configured("parse", "feed.xml").status == 1
    assert "cannot read" in configured("parse", "missing.xml").err


def test_evaluate_prints_the_figures_of_its_making(run: Run) -> None:
    """Without files: what was measured when the classifier was made; with files: measured now."""
    assert "trained on" in run("evaluate").out
    assert json.loads(run("evaluate", "--json").out)["version"]
    rows = [
        {"id": str(number), "title": item["title"], "summary": item["summary"], "unified": topic}
        for number, (item, topic) in enumerate(zip(ITEMS, ("politics", "technology", "politics"), strict=True))
    ]
    Path("labelled.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert "politics" in run("evaluate", "labelled.jsonl").out
    assert json.loads(run("evaluate", "labelled.jsonl", "--json").out)["labelled"]["rows"] == 3


def test_evaluate_measures_a_folder_anew(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file left out in turn; progress beside the answer; the figures can be kept, and are printed then."""
    Path("copy.npz").write_bytes(topics.SHIPPED.read_bytes())
    monkeypatch.setattr(topics, "SHIPPED", Path("copy.npz").absolute())
    monkeypatch.setattr(record, "SHIPPED", Path("figures.json").absolute())
    Path("data/labelled").mkdir(parents=True)
    for name in ("north", "south", "west"):
        rows = [
            {"id": f"{name}{number}", "title": f"{title} {name} {number}x", "source": name, "topic": topic}
            for topic, title in (("sport", "Striker wins the league"), ("science", "Telescope sees a comet"))
            for number in range(40)
        ]
        Path(f"data/labelled/{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answer = run("evaluate", "--data", "data", "--record")
    assert answer.status == 0, answer.err
    assert "learning without north.jsonl and south.jsonl" in answer.err
    assert "untuned" in answer.out
    recorded = run("evaluate").out
    assert "Figures of topics, of this very version:" in recorded
    assert "Trained anew on 240 articles" in recorded
    found = json.loads(run("evaluate", "--json").out)
    assert [one["name"] for one in found["unseen"]["publishers"]] == ["north.jsonl", "south.jsonl", "west.jsonl"]
    assert "stories" not in found
    assert "at least 3 publishers" in run("evaluate", "--data", "nowhere").err


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        pytest.param(["--record"], "--record keeps the figures of --data", id="nothing to record"),
        pytest.param(["--only", "gold"], "--only chooses among what --data measures", id="nothing to choose from"),
        pytest.param(
            ["--data", "data", "--record", "--model", "x.npz"], "of the classifier that ships", id="another classifier"
        ),
        pytest.param(["--data", "data", "--only", "gold"], "data holds nothing to measure gold on", id="no such news"),
    ],
)
def test_evaluate_names_options_that_do_not_go_together(run: Run, words: list[str], fault: str) -> None:
    """With what to name instead."""
    answer = run("evaluate", *words)
    assert answer.status in {1, 2}
    assert fault in answer.err


def test_train_refuses_what_it_cannot_learn_from(configured: Run) -> None:
    """Too little to learn from gets a sentence, and no classifier appears."""
    Path("few.jsonl").write_text(json.dumps({"id": "1", "title": "One", "topic": "cycling"}), encoding="utf-8")
    answer = configured("train", "few.jsonl")
    assert answer.status == 1
    assert answer.err.startswith("digest: ")
    assert not Path("data/topics.npz").exists()


def test_doctor_says_what_is_right_and_wrong(configured: Run) -> None:
    """Plain sentences; the broken feed is named; JSON for scripts."""
    answer = configured("doctor")
    assert "Maildir" in answer.out
    findings = json.loads(configured("doctor", "--json").out)
    assert {finding["level"] for finding in findings} <= {"good", "warning", "wrong"}
    assert answer.status == (1 if any(finding["level"] == "wrong" for finding in findings) else 0)
    assert configured("doctor", "--offline").status == 0


def test_demo_shows_the_whole_job(run: Run) -> None:
    """Eight editions in a Maildir, previews beside them, the account in words, who they are; and again."""
    for _ in range(2):
        answer = run("demo")
        assert answer.status == 0, answer.out + answer.err
        assert "sent      8 accepted, 0 not" in answer.out
        assert all(reader.about in answer.out for reader in setup.READERS)
        assert len(list(Path("digest-demo/preview").glob("*.html"))) == 8
        assert len(list(mailbox.Maildir("digest-demo/maildir"))) == 8


def test_demo_does_not_touch_a_folder_of_somebody_elses(run: Run) -> None:
    """A file that the demo did not put there stops it."""
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear", encoding="utf-8")
    answer = run("demo", "--into", "mine")
    assert answer.status == 1
    assert "holds letter.txt" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="no command"),
        pytest.param(("frobnicate",), id="an unknown command"),
        pytest.param(("gather", "--frobnicate"), id="an unknown option"),
    ],
)
def test_wrong_arguments_end_with_two(run: Run, words: tuple[str, ...]) -> None:
    """argparse's own words, status 2."""
    answer = run(*words)
    assert answer.status == 2
    assert "usage: digest" in answer.err


def test_a_configuration_that_is_named_must_be_there(run: Run) -> None:
    """A mistyped file does not silently mean the classifier that ships."""
    Path("items.jsonl").write_text(json.dumps(ITEMS[0]), encoding="utf-8")
    answer = run("--config", "missing.toml", "classify", "items.jsonl")
    assert answer.status == 2
    assert "missing.toml" in answer.err
