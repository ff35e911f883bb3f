"""redirects: where they lead, and what they say of the address that was listed."""

import pytest

from digest.gather import redirects

LISTED = "https://news.example/feed"


@pytest.mark.parametrize(
    ("listed", "steps", "moved_to"),
    [
        pytest.param(LISTED, [], "", id="no redirect"),
        pytest.param(LISTED, [(301, "/new")], "https://news.example/new", id="301"),
        pytest.param(LISTED, [(308, "https://b.example/")], "https://b.example/", id="308 to another host"),
        pytest.param(LISTED, [(302, "/new")], "", id="302 is for now"),
        pytest.param(LISTED, [(307, "/new"), (301, "/newer")], "", id="what follows a step for now is for now"),
        pytest.param(
            LISTED, [(301, "/new"), (302, "/today")], "https://news.example/new", id="as far as it is for good"
        ),
        pytest.param(LISTED, [(301, "/new"), (308, "/newer")], "https://news.example/newer", id="two for good"),
        pytest.param(LISTED, [(301, "http:/x")], None, id="out of TLS"),
        pytest.param("http://news.example/", [(301, LISTED)], LISTED, id="into TLS"),
        pytest.param(LISTED, [(301, "https://192.168.1.1/")], "", id="into the operator's own network"),
        pytest.param(LISTED, [(301, "https://printer/")], "", id="by a name of that network"),
        pytest.param("http://nas.local/a", [(301, "/b")], "http://nas.local/b", id="within a server of that network"),
        pytest.param("http://nas.local/a", [(301, "http://router.local/")], "", id="to another server there"),
    ],
)
def test_where_a_feed_has_moved(listed: str, steps: list[tuple[int, str]], moved_to: str | None) -> None:
    """By an unbroken row of redirects for good from the listed address on; never into what nobody listed."""
    trail = redirects.Trail(listed=listed, url=listed)
    try:
        for status, location in steps:
            trail.go(redirects.Redirect(status, location))
    except redirects.LostError:
        assert moved_to is None
    else:
        assert trail.moved_to == moved_to
