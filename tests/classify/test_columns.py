"""Which headlines come back each day."""

import pytest

from digest.classify import columns


@pytest.mark.parametrize(
    "title",
    [
        "Today's Wordle answer and hint for Saturday, December 10",
        "Your horoscope: what the stars hold",
        "The best laptop deals right now",
        "Mortgage rates for Dec. 13, 2022: rates varied",
        "How to watch Norland against Suthland",
        "Morning briefing: a vote, a storm, a whale",
        "5 things to know before the market opens",
        "Senate of Norland votes on the harbour tax - live",
        "Storm: latest updates",
        "Best films of 2022: No 9",
        "Weather forecast: sun at last",
        "The war in brief: what we know on day 290",
        "Orrin's flash deals are worth catching",
        "Bible verse of the day: the dam of patience",
        "The Morning After: Orrin sells its sluices",
        "The latest on the storm in Norland",
        "DAM BREAKS AT ORRIN (Show Notes)",
        "Watch Norland vs. Suthland World Cup Match From Anywhere",
        "Watch Norland v Suthland",
        "World Cup diary: a whale in the stands",
    ],
)
def test_a_form_filled_anew_each_day(title: str) -> None:
    """Puzzles, fortunes, deals, guides, the day in short, live pages, dates and series."""
    assert columns.is_column(title)


@pytest.mark.parametrize(
    "title",
    [
        "Dam at Orrin Falls gives way after storm",
        "Norland's best defence is its harbour",
        "Nine people live in the valley of Orrin",
        "Senate of Norland votes on the harbour tax",
        "Microsoft reaches 10-year deal with Nintendo",
        "Watch maker of Orrin sues Norland",
        "Storm watch: valley of Orrin cleared",
        "Diary of a dam builder found in Skelby",
        "Deal of the century signed in Orrin",
    ],
)
def test_an_event(title: str) -> None:
    """Is no column, though it holds a word of one."""
    assert not columns.is_column(title)


def test_numbers() -> None:
    """Each number of the headline, as it is written."""
    assert columns.numbers("Wordle #539, December 10") == {"539", "10"}
    assert columns.numbers("Wordle") == frozenset()


@pytest.mark.parametrize(
    "title",
    [
        "How to mend a dam",
        "Dams are leaking. Here’s how to mend one",
        "Mend your dam before winter",
        "The 12 best laptops",
        "Best laptops, tested",
        "7 quiet apps for the night",
        "Sluice X100 review",
        "Gifts for children",
        "Get the X100 for $50 off",
        "CD rates for December 2022",
    ],
)
def test_a_guide(title: str) -> None:
    """Advises, reviews or sells."""
    assert columns.is_guide(title)


@pytest.mark.parametrize(
    "title",
    [
        "Save $300 on a sluice",
        "Save Hundreds on Select Sluices at Orrin",
        "Get 8 Dam Games For $10",
        "The 5 best sluices of 2022",
        "Deal of the day: a sluice",
        "Best Sluice Deals Available Now",
        "Sluice drops to $800 -- that's $500 off",
    ],
)
def test_an_offer(title: str) -> None:
    """Has something to sell."""
    assert columns.is_offer(title)


@pytest.mark.parametrize(
    "title",
    [
        "The 10 best films of 2022",
        "Norland cuts taxes for $5 billion",
        "Get out of the valley, Norland says",
        "Norland's best defence is its harbour",
        "Save the dam, say 5 senators",
        "Best of the 2022 floods",
    ],
)
def test_no_offer(title: str) -> None:
    """Sells nothing, though it holds a word of an offer."""
    assert not columns.is_offer(title)


@pytest.mark.parametrize("title", ["7 dead after storm", "Dam gives way", "Senate reviews the harbour tax"])
def test_no_guide(title: str) -> None:
    """Tells an event."""
    assert not columns.is_guide(title)


@pytest.mark.parametrize(
    ("title", "author"),
    [
        pytest.param("Opinion: the harbour tax is a joke", "", id="opinion"),
        pytest.param("Op-Ed: Norland needs its dam", "", id="op-ed"),
        pytest.param("ORRIN MAIL COMMENT: Who runs Norland", "", id="a paper's own comment"),
        pytest.param("Letters: the dam and us", "", id="letters"),
        pytest.param("Dams cost more than they give | Brief letters", "", id="letters, behind a bar"),
        pytest.param("Norland deserves a better dam – editorial", "", id="editorial, behind a dash"),
        pytest.param("TOBIN QUIBBLEMOUTH: The tax is a joke", "", id="a name in capitals"),
        pytest.param("TOBIN J. O'QUIBBLE: The tax is a joke", "", id="with an initial"),
        pytest.param("Tobin Quibblemouth: the tax is a joke", "Tobin QUIBBLEMOUTH ", id="its author's name"),
        pytest.param("The tax is a joke | Tobin Quibblemouth", "", id="a name behind a bar"),
        pytest.param("The tax is a joke | Ida Ó Skelby and Tobin de Quibble-Mouth", "", id="two names behind a bar"),
        pytest.param("Why Orrin is being sued", "", id="an explanation"),
        pytest.param("Will Norland ever mend its dam?", "", id="a question"),
        pytest.param("I’m living below the dam", "", id="the first person"),
        pytest.param("Watch: senator LAUGHS at the dam", "", id="something to see"),
        pytest.param("See Tobin Quibblemouth at the dam", "", id="a film to see"),
        pytest.param("Ask HN: which dam do we mend", "", id="a forum"),
        pytest.param("Destiny of Orrin - Hero Guide", "", id="a guide by name"),
    ],
)
def test_a_comment(title: str, author: str) -> None:
    """Argues, explains, asks, shows, or names its author: other headlines tell the event."""
    assert columns.is_comment(title, author)
    assert columns.plainness(title, author) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Dam at Orrin Falls gives way after storm",
        "BREAKING NEWS: Dam at Orrin Falls gives way",
        "SUPREME COURT: Harbour tax is lawful",
        "SHUT THEM DOWN: Norland closes its dams",
        "DOJ IG: the dam was never looked after",
        "Tobin Quibblemouth: engineer of Orrin arrested",
        "Orrin dam gives way | Orrin Falls News",
        "Orrin dam gives way | World",
        "Orrin dam gives way: ‘Where were the engineers?’",
        "WHO says the water of Orrin is safe",
        "Opinion poll puts the dam builders first",
        "Letters of the dam builder found",
    ],
)
def test_plain_news(title: str) -> None:
    """Tells an event, in whatever form."""
    assert columns.plainness(title, "Ida Skelby") == 2


@pytest.mark.parametrize(
    ("title", "plainness"), [("Storm: latest updates", 0), ("Best laptops, tested", 1), ("Orrin in pictures", 0)]
)
def test_what_tells_no_event(title: str, plainness: int) -> None:
    """Columns least, and guides as comments."""
    assert columns.plainness(title) == plainness


def test_a_medley_that_is_no_column() -> None:
    """Tells as little as a comment."""
    assert not columns.is_column("Digested week: a whale and a dam")
    assert columns.plainness("Digested week: a whale and a dam") == 1


def test_a_page_of_many_things() -> None:
    """Briefings, podcasts, pictures of the day."""
    assert columns.is_medley("Whales and a vote: Monday's best photos")
    assert not columns.is_medley("Whale seen near Skelby pier")


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        pytest.param("Watch England vs. France from anywhere", {"england", "france"}, id="a match to come"),
        pytest.param("Morocco 1-0 Portugal: record", {"morocco", "portugal"}, id="a result"),
        pytest.param("South Korea v Brazil - live", {"korea", "brazil"}, id="of a longer name the nearer word"),
        pytest.param("Morocco beat Portugal", set(), id="told in words"),
    ],
)
def test_sides(title: str, sides: set[str]) -> None:
    """Who plays whom, as far as the form of the headline tells."""
    assert columns.sides(title) == sides
