"""Addresses we write to, and addresses we do not (docs/mail.md OUT-29)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import addresses


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ada@example.org", "ada@example.org"),
        ("Ada.Lovelace+news@Example.ORG", "Ada.Lovelace+news@example.org"),
        ("o'hara@mail.example.co.uk", "o'hara@mail.example.co.uk"),
        ("a_b-c{d}~e=f/g#h$i&j*k^l`m?n@example.org", "a_b-c{d}~e=f/g#h$i&j*k^l`m?n@example.org"),
        ("ada@reader.example", "ada@reader.example"),
        ("ada@mail.test", "ada@mail.test"),
        ("digest@localhost", "digest@localhost"),
        ("digest@LOCALHOST", "digest@localhost"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("ada@例え.example", "ada@xn--r8jz45g.example"),
        ("ada@exa\u3002mple", "ada@exa.mple"),
        (f"{'a' * 64}@example.org", f"{'a' * 64}@example.org"),
    ],
)
def test_a_good_address_is_kept_in_one_spelling(text: str, kept: str) -> None:
    """The domain becomes lower case and A-labels; the part before the @ is its server's own."""
    assert addresses.normalise(text) == kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must be a name"),
        ("ada", "must be a name"),
        ("@example.org", "must be a name"),
        ("ada@", "must be a name"),
        ("ada@exa mple.org", "space or a control"),
        (" ada@example.org", "space or a control"),
        ("ada@example.org\n", "space or a control"),
        ("ada\r\nRCPT TO:<eve@example.org>@example.org", "space or a control"),
        ("ada\0@example.org", "space or a control"),
        ("ada\x7f@example.org", "space or a control"),
        ("ada\u200b@example.org", "space or a control"),
        ("ada@example.org SIZE=1", "space or a control"),
        ("Ada <ada@example.org>", "space or a control"),
        ("<ada@example.org>", "before the @"),
        ('"ada"@example.org', "before the @"),
        ("ada@b@example.org", "before the @"),
        ("ada,eve@example.org", "before the @"),
        ("ada;eve@example.org", "before the @"),
        ("ada(comment)@example.org", "before the @"),
        ("ada\\@example.org", "before the @"),
        ("ada:x@example.org", "before the @"),
        (".ada@example.org", "before the @"),
        ("ada.@example.org", "before the @"),
        ("a..da@example.org", "before the @"),
        ("-ada@example.org", "begins with a hyphen"),
        ("ada%other.example@example.org", "%, ! or |"),
        ("other!ada@example.org", "%, ! or |"),
        ("|program@example.org", "%, ! or |"),
        ("josé@example.org", "outside ASCII"),
        ("ädä@bücher.example", "outside ASCII"),
        (f"{'a' * 65}@example.org", "longer than 64"),
        (f"ada@{'a.' * 126}example", "longer than 254"),
        (f"ada@{'a' * 64}.example", "no domain"),
        ("ada@example", "no domain"),
        ("ada@example..org", "no domain"),
        ("ada@.example.org", "no domain"),
        ("ada@example.org.", "no domain"),
        ("ada@-example.org", "no domain"),
        ("ada@exam_ple.org", "no domain"),
        ("ada@[192.0.2.1]", "no domain"),
        ("ada@[IPv6:2001:db8::1]", "no domain"),
        ("ada@192.0.2.1", "no domain"),
        ("ada@example.org>", "no domain"),
        ("ada@exa%mple.org", "no domain"),
        ("ada@exa!mple.org", "no domain"),
        ("ada@exa|mple.org", "no domain"),
        ("ada@example.org,eve@example.org", "before the @"),
        ("ada@example.org,eve", "no domain"),
        ("ada@xn--a.example", "no domain"),
        ("ada@local", "no domain"),
        ("ada@mail.local", "no domain"),
        ("ada@mail.invalid", "no domain"),
        ("ada@hidden.onion", "no domain"),
        ("ada@localhost.localdomain@", "must be a name"),
        ("ada@example。org,x", "no domain"),
        ("ada@*.example.org", "no domain"),
        ("ada@example/org", "no domain"),
        ("ada@example.org#x", "no domain"),
        ("ada@example.org?x", "no domain"),
    ],
)
def test_a_bad_address_is_refused_with_its_reason(text: str, reason: str) -> None:
    """Nothing gets into the store that a mail server could read as two addresses, or as a command."""
    with pytest.raises(ValueError, match=r"^.+$") as caught:
        addresses.normalise(text)
    assert reason in str(caught.value)


@given(text=st.text(max_size=30) | st.emails())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """Any text is refused with a reason, or becomes one ASCII address that stays as it is."""
    try:
        kept = addresses.normalise(text)
    except ValueError:
        return
    assert kept.isascii()
    assert kept.count("@") == 1
    assert addresses.normalise(kept) == kept
