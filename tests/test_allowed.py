"""The check that every mail of the suite goes through sees what it is there to see."""

import pytest

from tests import allowed
from tests.render import mails, notes

GOOD = mails.build(mails.titled("A"), links=mails.LINKS).mime


def test_a_good_mail_has_no_faults() -> None:
    """With one click and without."""
    assert allowed.faults(GOOD) == []
    assert allowed.faults(mails.build(mails.titled("A")).mime) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        pytest.param(b"To: ", b"Bcc: e@evil.example\r\nTo: ", "bcc is not ours", id="a header that came in"),
        pytest.param(b"Date: ", b"Date: a\r\nDate: ", "date is there 2 times", id="a header that is there twice"),
        pytest.param(b"Precedence: list\r\n", b"", "precedence is missing", id="a header that went missing"),
        pytest.param(b"List-Id: ", b"List-Id: =?utf-8?q?x?= ", "List-Id is encoded", id="an encoded List-Id"),
        pytest.param(b"List-Unsubscribe-Post", b"CFBL-Address", "promised and not offered", id="https without a POST"),
        pytest.param(b"edition:digest", b"edition", "Feedback-ID is", id="a Feedback-ID with too few parts"),
    ],
)
def test_a_bad_mail_is_seen(before: bytes, after: bytes, fault: str) -> None:
    """Each kind of fault is told."""
    assert any(fault in told for told in allowed.faults(GOOD.replace(before, after, 1)))


NOTICE = notes.build(notes.NOTICES["done"])


@pytest.mark.parametrize("name", notes.NOTICES)
def test_good_notices_have_no_faults(name: str) -> None:
    """With a way to leave and without, to answer and to ask."""
    assert allowed.notice_faults(notes.build(notes.NOTICES[name])) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        pytest.param(
            b"To: ", b"List-Id: <a.example>\r\nTo: ", "list-id is not ours", id="a notice is no mail of a list"
        ),
        pytest.param(b"auto-replied", b"auto-generated", "Auto-Submitted is", id="an answer that does not say so"),
        pytest.param(b"In-Reply-To", b"CFBL-Address", "only one of", id="an answer to nothing"),
    ],
)
def test_a_bad_notice_is_seen(before: bytes, after: bytes, fault: str) -> None:
    """What a digest may have and a notice may not, and the other way round."""
    assert any(fault in told for told in allowed.notice_faults(NOTICE.replace(before, after, 1)))
