"""Time zones to choose from: all of the world's, each of them real."""

from digest.web import options, zones


def test_every_zone_that_is_offered_is_known() -> None:
    """Whoever chooses one can be served."""
    offered = [name for places in zones.places().values() for name, _ in places]
    assert len(offered) > 350
    assert len(set(offered)) == len(offered)
    assert set(offered) <= zones.known()
    assert "UTC" in offered


def test_a_zone_that_is_chosen_is_offered() -> None:
    """Also one with an older name; one that nobody knows is not."""
    assert options.zones("Asia/Calcutta")[""] == (("Asia/Calcutta", "Asia/Calcutta"),)
    assert "" not in options.zones("Europe/Madrid")
    assert "" not in options.zones("Mars/Olympus")
    assert "" not in options.zones("")


def test_languages_are_called_by_their_own_names() -> None:
    """And a tag that names none by itself."""
    assert options.languages(("en", "de"), "pt-BR") == [
        ("en", "English"), ("de", "Deutsch"), ("pt-BR", "Português (brasil)")
    ]  # fmt: skip
    assert options.languages((), "tlh") == [("tlh", "tlh")]
