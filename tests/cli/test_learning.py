"""The commands of learning, on the sample newsroom: topic, models, and train for a topic or a night."""

import json
import random
import re
from pathlib import Path

import pytest

from digest.classify import reference
from tests.acceptance import town
from tests.cli.conftest import Run

_CYCLING = "peloton derailleur sprint breakaway cyclist bicycle cassette saddle velodrome cobbles domestique jersey"
STORY = "Corvane's Torvik factory"


def _rows(count: int, *, label: str = "") -> str:
    chance = random.Random(count)
    lines = []
    for number in range(count):
        one, two, three, four = chance.sample(_CYCLING.split(), 4)
        row = {
            "id": f"c{number}",
            "title": f"The {one} and the {two}",
            "summary": f"A {three} with a {four}, {number}.",
        }
        lines.append(json.dumps(row | ({"topic": label} if label else {})))
    return "\n".join(lines)


@pytest.fixture
def taught(gathered: Run) -> Run:
    """The newsroom, with a topic "cycling" taught from forty articles."""
    Path("cycling.jsonl").write_text(_rows(40), encoding="utf-8")
    answer = gathered("train", "--topic", "cycling=Cycling", "cycling.jsonl")
    assert answer.status == 0
    assert answer.err == (
        'cycling.jsonl: 40 rows without a topic are taken as examples of "cycling"; '
        'label rows ("topic": "other") that are not\n'
    )
    assert "Cycling (cycling) is a topic of version" in answer.out
    assert "precision" in answer.out
    assert 'write  cycling = "Cycling"  under [topics.names]' in answer.out
    return gathered


def _in_use(run: Run) -> str:
    found: str = json.loads(run("models", "--json").out)["in_use"]
    return found


def test_an_article_says_what_it_is_about_and_why(gathered: Run) -> None:
    """Topics, probabilities, and the words that carried them; as JSON too."""
    answer = gathered("topic", STORY)
    assert answer.status == 0
    assert "of technology; its language is en" in answer.out
    judged = next(line for line in answer.out.splitlines() if line.startswith("technology"))
    assert "\tsure\t" in judged
    assert "chip" in judged
    found = json.loads(gathered("topic", STORY, "--json").out)
    assert found["corrected"] is False
    assert found["judged"][0]["topic"] == "technology"


def test_an_article_in_another_language_is_not_judged(gathered: Run) -> None:
    """Its feed may say "en": the words are Spanish, and that is what is said, in a table of nothing."""
    entry = {"id": "s1", "title": "El tribunal anula la multa a la eléctrica", "summary": "La sentencia llega tarde."}
    document = _rss([entry]).replace(b"<title>Wheel</title>", b"<title>Wheel</title><language>en</language>")
    server = town.Stalls()
    server.pages = {"/feed.xml": (200, document)}
    with town.serving(server) as address:
        assert gathered("feeds", "add", f"{address}/feed.xml").status == 0
        assert gathered("gather").status == 0
    answer = gathered("topic", "El tribunal")
    assert "of no topic; its language is es\nthe classifier reads English alone, so it is unsure" in answer.out
    assert "probability" not in answer.out
    found = json.loads(gathered("topic", "El tribunal", "--json").out)
    assert (found["language"], found["topics"], found["judged"]) == ("es", [], [])


def test_a_correction_shows_at_once_and_can_be_withdrawn(gathered: Run) -> None:
    """On the very article; the next gathering does not undo it, a withdrawal does."""
    assert f"{STORY}" in gathered("topic", STORY, "business", "politics").out
    assert "of business, politics, by your correction" in gathered("topic", STORY).out
    gathered("gather")
    assert "of business, politics, by your correction" in gathered("topic", STORY).out
    assert "now none of the topics" in gathered("topic", STORY, "other").out
    assert gathered("topic", STORY, "--withdraw").status == 0
    gathered("gather")
    assert "of technology; its language" in gathered("topic", STORY).out
    assert "was never corrected" in gathered("topic", STORY, "--withdraw").err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["topic", STORY, "celebrity"], '"celebrity" is no topic of the classifier in use', id="no topic"),
        pytest.param(["topic", ""], "name an article: its id, its address, or a part of its title", id="nothing"),
        pytest.param(["topic", "no such headline"], "no article is called", id="no article"),
        pytest.param(["topic", "the"], "say which by its id", id="many articles"),
        pytest.param(
            ["train"], "give labelled files to make a classifier from, or --topic, or --nightly", id="no wish"
        ),
        pytest.param(["train", "--feeds", "https://x.example/"], "--feeds are examples of one topic", id="no name"),
        pytest.param(["train", "--nightly", "--topic", "a=b"], "give it no files and no topic", id="two wishes"),
        pytest.param(["train", "--topic", "cycling=Cycling"], "give files of articles of cycling", id="no examples"),
        pytest.param(["train", "--topic", "Bike Race"], '"Bike Race" is no topic', id="no slug"),
        pytest.param(["train", "--topic", "sport=Sport", "x"], '"sport" is there already', id="a topic that ships"),
        pytest.param(["train", "--topic", "bees", "absent.jsonl"], "cannot be read", id="no such file"),
        pytest.param(
            ["train", "--topic", "bees", "--feeds", "absent.opml"], "cannot read absent.opml", id="no such list"
        ),
        pytest.param(["models", "back"], "none before it", id="nothing to go back to"),
        pytest.param(["models", "use", "12345678"], "there is no version 12345678; there are shipped", id="no version"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(gathered: Run, words: list[str], sentence: str) -> None:
    """On standard error, with status 1; the classifier in use stays."""
    answer = gathered(*words)
    assert answer.status == 1
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    assert _in_use(gathered) == "shipped"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", 'holds 0 of "cycling"', id="an empty file"),
        pytest.param(_rows(10), 'holds 10 of "cycling"', id="too few rows"),
        pytest.param(_rows(30, label="politics"), 'holds 0 of "cycling"', id="rows of another topic"),
        pytest.param("[1, 2]", "is not a JSON object", id="no rows at all"),
        pytest.param('{"id": "1"}', 'Line 1 of bad.jsonl has no "title"; it has "id".', id="rows without titles"),
        pytest.param('{"headline": "A"}', 'it has "headline".  Read are "title"', id="titles by another name"),
        pytest.param('{"title": "A", "topic": 7}', "has no topic: 7 is not a short lower-case word", id="odd labels"),
    ],
)
def test_a_bad_training_file_is_a_sentence(gathered: Run, text: str, sentence: str) -> None:
    """The previous classifier stays in use."""
    Path("bad.jsonl").write_text(text, encoding="utf-8")
    answer = gathered("train", "--topic", "cycling=Cycling", "bad.jsonl")
    assert answer.status == 1
    assert sentence in answer.err
    assert _in_use(gathered) == "shipped"


def test_a_mislabelled_training_file_is_a_sentence(gathered: Run) -> None:
    """Headlines of anything make no topic."""
    anything = [example.article for example in reference.learnt()][::10]
    rows = [{"id": str(number), "title": one.title, "summary": one.summary} for number, one in enumerate(anything)]
    Path("odd.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answer = gathered("train", "--topic", "cycling=Cycling", "odd.jsonl")
    assert answer.status == 1
    assert "cannot be told from other news by the articles of odd.jsonl" in answer.err
    assert _in_use(gathered) == "shipped"


def test_a_taught_topic_appears_in_answers_and_may_be_wanted(taught: Run) -> None:
    """`digest classify` knows it, config.toml may name it, a feed and a correction may have it."""
    Path("new.jsonl").write_text(_rows(41).splitlines()[-1], encoding="utf-8")
    answer = json.loads(taught("classify", "new.jsonl").out)
    assert answer["topic"] == "cycling"
    assert "cycling" in answer["topics"]
    text = Path("config.toml").read_text(encoding="utf-8")
    wanted = '\n[topics.names]\ncycling = "Cycling"\n[[profiles]]\nname = "riders"\ntopics = { cycling = 1.0 }\n'
    Path("config.toml").write_text(text + wanted, encoding="utf-8")
    assert taught("topic", STORY, "cycling").status == 0
    assert "knows nothing of" not in taught("doctor", "--offline").out


def test_labelled_rows_say_which_are_of_the_topic(gathered: Run) -> None:
    """The others in the file are what the topic is not."""
    others = "\n".join(json.dumps({"title": f"Council votes on bridge {n}", "topic": "politics"}) for n in range(30))
    Path("mixed.jsonl").write_text(_rows(40, label="cycling") + "\n" + others, encoding="utf-8")
    answer = gathered("train", "--topic", "cycling", "mixed.jsonl")
    assert answer.status == 0
    assert "learnt from 40 articles" in answer.out


def test_feeds_are_examples(gathered: Run) -> None:
    """Articles are fetched from them, from an address or a list; a feed that fails is named and left out."""
    entries = [json.loads(row) for row in _rows(45).splitlines()]
    server = town.Stalls()
    server.pages = {"/feed.xml": (200, _rss(entries))}
    with town.serving(server) as address:
        Path("list.opml").write_text(
            f'<opml version="2.0"><body><outline type="rss" xmlUrl="{address}/feed.xml"/>'
            f'<outline type="rss" xmlUrl="{address}/absent.xml"/></body></opml>',
            encoding="utf-8",
        )
        answer = gathered("train", "--topic", "cycling=Cycling", "--feeds", "list.opml")
        assert answer.status == 0, answer.err
        assert "left out" in answer.err
        assert "learnt from 45 articles" in answer.out
        assert gathered("train", "--topic", "cycling=Cycling", "--feeds", f"{address}/feed.xml").status == 0


def _rss(entries: list[dict[str, str]]) -> bytes:
    items = "".join(
        f"<item><guid>{row['id']}</guid><title>{row['title']}</title><description>{row['summary']}</description></item>"
        for row in entries
    )
    return f'<rss version="2.0"><channel><title>Wheel</title>{items}</channel></rss>'.encode()


def test_a_topic_that_is_taken_is_summed_up_at_the_end(gathered: Run) -> None:
    """What was kept, what is new, what is in use and the way back; what of the examples to look at stands above."""
    rows = [json.loads(row) for row in _rows(36).splitlines()]
    odd = [example.article for example in reference.learnt()][::70][:12]
    rows += [{"id": f"o{number}", "title": one.title, "summary": one.summary} for number, one in enumerate(odd)]
    Path("mine.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answer = gathered("train", "--topic", "cycling=Cycling", "mine.jsonl")
    assert answer.status == 0
    before, _, end = answer.out.partition("\n\n")
    assert re.search(r"Of the 48 examples \d+ do not look like the others", before)
    assert re.search(r"\n  line (3[789]|4\d) of mine\.jsonl: ", before)
    assert end == (
        "kept: world, politics, business, technology, science, health, sport, entertainment, lifestyle\n"
        f"new: cycling\nin use: version {_in_use(gathered)}\nway back: digest models back: to shipped\n"
    )
    again = gathered("train", "--topic", "cycling=Cycling", "mine.jsonl", "mine.jsonl")
    assert f"in use: version {_in_use(gathered)}, as before" in again.out
    Path("mine.jsonl").write_text(_rows(40), encoding="utf-8")
    assert "lifestyle\ntaught anew: cycling\n" in gathered("train", "--topic", "cycling=Cycling", "mine.jsonl").out


def test_a_refusal_is_summed_up_at_the_end(taught: Run) -> None:
    """What was asked for is not there; the rest is as it was, and an escape in a title steers no terminal."""
    anything = [example.article for example in reference.learnt()][::10]
    rows = [{"id": str(number), "title": f"{one.title}\x1b[2J"} for number, one in enumerate(anything)]
    Path("odd.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answer = taught("train", "--topic", "bees=Bees", "odd.jsonl")
    assert answer.status == 1
    assert "\x1b" not in answer.err
    assert "\n  line " in answer.err
    assert answer.err.endswith(
        "lifestyle, cycling\nrefused: bees, for what is said above\n"
        f"in use: version {_in_use(taught)}, as before\nway back: digest models back: to shipped\n"
    )


def test_a_topic_that_the_files_do_not_have_is_dropped_aloud(taught: Run) -> None:
    """The last lines say so, and how to have it again."""
    topics = {"sport": "striker goalkeeper penalty league", "politics": "senate ballot treaty coalition"}
    rows = [
        {"id": f"{topic}{n}", "title": f"The {' '.join(random.Random(n).sample(said.split(), 3))} {n}", "topic": topic}
        for topic, said in topics.items()
        for n in range(30)
    ]
    Path("whole.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    version = _in_use(taught)
    end = taught("train", "whole.jsonl").out.partition("\n\nkept: ")[2]
    assert end.startswith("politics, sport\ndropped: world, business")
    assert "cycling: the files have no rows of it; to have it again, label some, or use --topic" in end
    assert end.endswith(f"in use: version {_in_use(taught)}\nway back: digest models back: to {version}\n")


def test_versions_are_listed_and_one_command_goes_back(taught: Run) -> None:
    """The next run uses the version gone back to."""
    version = _in_use(taught)
    listed = taught("models").out
    assert f"in use\t{version}" in listed
    assert "digest models back: to shipped" in listed
    assert "the classifier that ships is in use from now on" in taught("models", "back").out
    assert _in_use(taught) == "shipped"
    assert taught("gather").status == 0
    assert f"version {version} is in use" in taught("models", "use", version).out
    assert _in_use(taught) == version
    assert json.loads(taught("doctor", "--offline", "--json").out)


def test_a_night_by_hand_says_what_it_came_to(gathered: Run) -> None:
    """With both figures; and the list of versions repeats it."""
    gathered("topic", STORY, "business")
    said = gathered("train", "--nightly").out.strip()
    assert said.startswith(("learnt ", "kept "))
    assert "1 correction" in said
    assert "(before" in said
    assert said in gathered("models").out


def test_a_classifier_taken_away_is_told(taught: Run, caplog: pytest.LogCaptureFixture) -> None:
    """Gathering goes on with its copy and says so; the doctor finds it wrong, and says how to mend it."""
    version = _in_use(taught)
    Path("data/topics.npz").unlink()
    assert taught("gather").status == 0
    assert f"data/topics.npz, version {version}, is gone" in caplog.text
    doctor = taught("doctor", "--offline")
    assert doctor.status == 1
    assert f"digest models use {version}" in doctor.out
    assert _in_use(taught) == version
    assert taught("models", "use", version).status == 0
    assert "is gone" not in taught("doctor", "--offline").out
    assert "precision" in taught("models").out


def test_teaching_the_same_twice_says_so(taught: Run) -> None:
    """And one way back undoes it."""
    answer = taught("train", "--topic", "cycling=Cycling", "cycling.jsonl")
    assert answer.status == 0
    assert f"was learnt from the very same before: version {_in_use(taught)} stays in use" in answer.out
    taught("models", "back")
    assert _in_use(taught) == "shipped"


def test_a_damaged_classifier_is_told_and_the_previous_one_works(taught: Run, caplog: pytest.LogCaptureFixture) -> None:
    """Commands go on with the copy, and say so; the doctor finds it wrong."""
    version = _in_use(taught)
    Path("data/topics.npz").write_bytes(b"rubbish")
    answer = taught("topic", STORY)
    assert answer.status == 0
    assert "data/topics.npz is damaged or is no classifier" in caplog.text
    assert f"Meanwhile version {version}" in caplog.text
    doctor = taught("doctor", "--offline")
    assert doctor.status == 1
    assert "is damaged or is no classifier" in doctor.out
    assert f"digest models use {version}" in doctor.out
    assert taught("gather").status == 0


def test_training_from_files_keeps_what_was_in_use(taught: Run) -> None:
    """The one before is a version to go back to; what is worse than it is refused, unless it is wanted."""
    version = _in_use(taught)
    rows = (
        _rows(30, label="cycling")
        + "\n"
        + "\n".join(
            json.dumps({"id": f"p{n}", "title": f"Senate votes on treaty {n} of the coalition", "topic": "politics"})
            for n in range(30)
        )
    )
    Path("whole.jsonl").write_text(rows, encoding="utf-8")
    refused = taught("train", "whole.jsonl")
    assert refused.status == 1
    assert "The classifier made from whole.jsonl is worse than the one in use: of" in refused.err
    assert "right about" in refused.err
    assert _in_use(taught) == version
    assert taught("train", "whole.jsonl", "--even-if-worse").status == 0
    assert _in_use(taught) != version
    assert f"version {version} is in use" in taught("models", "back").out
    assert taught("train", "whole.jsonl", "--out", "elsewhere.npz").status == 0
    assert _in_use(taught) == version


def test_labels_by_chance_replace_nothing(gathered: Run) -> None:
    """A sentence, status 1, and the classifier in use stays; no file of the new one is left."""
    chance = random.Random(4)
    rows = [
        {"id": f"r{number}", "title": example.article.title, "topic": chance.choice(["sport", "politics", "health"])}
        for number, example in enumerate(reference.learnt()[:300])
    ]
    Path("wrong.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answer = gathered("train", "wrong.jsonl")
    assert answer.status == 1
    assert "The labels of wrong.jsonl cannot be learnt: held out" in answer.err
    assert "the classifier in use stays as it is" in answer.err
    assert answer.err.endswith(
        "\nrefused: the new classifier, for what is said above\nin use: the classifier that ships, as before\n"
    )
    assert _in_use(gathered) == "shipped"
    assert not list(Path("data").glob("*topics*"))
