"""What feeds say stays words, whatever it is: no tag, no link of another kind, no header comes of it."""

from pathlib import Path

import pytest

from digest.render.rendered import Rendered
from tests.mail_quality import hostile
from tests.render import hostile as titles

_LISTS = ("owasp-xss-filter-evasion", "big-list-of-naughty-strings", "dompurify-expect", "html5lib-tokenizer")
#: Of each list in the suite; `python -m tests.mail_quality.hostile` tries all.
_SAMPLE = 100


@pytest.mark.shared
@pytest.mark.parametrize("name", _LISTS)
def test_hostile_strings_leave_nothing(name: str, shared_data: Path) -> None:
    """As title, author, outlet, summary, link, caption: the tags of the mail are those of one with harmless words."""
    found = hostile.strings(shared_data / "hostile" / f"{name}.json.gz")
    step = max(1, len(found) // _SAMPLE)
    editions = list(hostile.of_strings(found[::step]))
    assert len(editions) >= 8
    assert [fault for edition in editions for fault in hostile.faults(edition)] == []


@pytest.mark.parametrize("place", range(len(titles.TITLES)))
def test_hostile_titles_leave_nothing(place: int) -> None:
    """Each of sixty as the lead's title, and so in the subject: exactly our headers, exactly our tags."""
    edition = hostile.of_feed(hostile.feed_of([titles.TITLES[place]]))
    assert edition is None or hostile.faults(edition) == []


def test_faults_sees_what_a_template_lets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail whose words did become markup is told from a harmless one."""
    edition = hostile.of_feed(hostile.feed_of(["harmless"]))
    assert edition is not None
    built = hostile._built

    def careless(one: object) -> object:
        made = built(edition)
        spoilt = made.mime.replace(b"</h1>", b'</h1><b onclick="x"><a href="javascript:x">x</a></b>', 1)
        return Rendered(
            message_id=made.message_id, subject=made.subject, mime=spoilt if one is edition else made.mime, dropped=()
        )

    monkeypatch.setattr(hostile, "_built", careless)
    found = hostile.faults(edition)
    assert any("tags or attributes" in fault for fault in found)
    assert any("javascript:x" in fault for fault in found)
