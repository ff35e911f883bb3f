"""Readers see where a link leads when they might think it leads elsewhere (mail.md FET-34)."""

import pytest

from digest.render import hosts


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        pytest.param("https://news.example/1", "Ferries return", "", id="no host is named"),
        pytest.param("https://evil.example/1", "paypal.com says sorry", "evil.example", id="another host is named"),
        pytest.param("https://www.paypal.com/1", "PayPal.com says sorry", "", id="the same site is named"),
        pytest.param("https://paypal.com.evil.example/", "At paypal.com", "paypal.com.evil.example", id="a longer one"),
        pytest.param("https://bücher.example/1", "Read www.bücher.example", "", id="the same in other letters"),
        pytest.param("https://xn--pypal-4ve.com/", "Money", "xn--pypal-4ve.com", id="Latin with a Cyrillic letter"),
        pytest.param("https://раураl.com/", "Money", "xn--l-7sba6dbr.com", id="Cyrillic with a Latin letter"),
        pytest.param("https://аррӏе.com/", "Phones", "xn--80ak6aa92e.com", id="Cyrillic under a Latin end"),
        pytest.param("https://пример.рф/", "Новости", "", id="one script"),
        pytest.param("https://新聞news.jp/", "News", "", id="scripts that are written together"),
        pytest.param("https://xn--a.example/", "A", "xn--a.example", id="no punycode at all"),
        pytest.param("https://[::1", "see a.example", "", id="no address at all"),
    ],
)
def test_a_host_is_shown_where_it_might_be_another(url: str, words: str, expected: str) -> None:
    """Beside the link, in punycode where its letters could be taken for others."""
    assert hosts.beside(url, words) == expected
