"""decode: bytes to text that is safe to give to an XML parser."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.gather import decode

HEAD = '<?xml version="1.0" encoding="{}"?>'


def xml(words: str, encoding: str, declared: str | None = None) -> bytes:
    """A document in one encoding that declares another, or none."""
    head = "" if declared == "" else HEAD.format(declared or encoding)
    return f"{head}<a>{words}</a>".encode(encoding)


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        pytest.param(xml("Zoë", "utf-8"), "", "Zoë", id="UTF-8"),
        pytest.param(xml("Zoë", "utf-8", ""), "", "Zoë", id="UTF-8 without a word about it"),
        pytest.param(codecs.BOM_UTF8 + xml("Zoë", "utf-8", ""), "", "Zoë", id="UTF-8 with a mark"),
        pytest.param(
            xml("Zoë", "utf-8", "iso-8859-1"),
            "text/xml; charset=us-ascii",
            "Zoë",
            id="UTF-8 that says it is something else",
        ),
        pytest.param(xml("Zoë", "iso-8859-1"), "", "Zoë", id="Latin-1"),
        pytest.param(xml("Zoë", "iso-8859-1", ""), "text/xml; charset=ISO-8859-1", "Zoë", id="Latin-1 by HTTP"),
        pytest.param(
            xml("Zoë – €", "windows-1252", "iso-8859-1"), "", "Zoë – €", id="windows-1252 that says it is Latin-1"
        ),
        pytest.param(xml("Zoë – €", "windows-1252", "utf-8"), "", "Zoë – €", id="windows-1252 that says it is UTF-8"),
        pytest.param(
            xml("Zoë à », dit-il", "windows-1252", ""), "", "Zoë à », dit-il", id="windows-1252 without a word about it"
        ),
        pytest.param(xml("Новости", "windows-1251"), "", "Новости", id="windows-1251"),
        pytest.param(xml("Новости", "koi8-r"), "", "Новости", id="KOI8-R"),
        pytest.param(xml("新闻", "gb18030", "gb2312"), "", "新闻", id="GB 18030 that says it is GB 2312"),
        pytest.param(xml("新聞", "big5"), "", "新聞", id="Big5"),
        pytest.param(xml("ニュース", "shift_jis"), "", "ニュース", id="Shift JIS"),
        pytest.param(xml("ニュース", "euc_jp", "euc-jp"), "", "ニュース", id="EUC-JP"),
        pytest.param(
            xml("ニュース", "iso2022_jp", "iso-2022-jp"), "", "ニュース", id="ISO-2022-JP, which is all 7-bit"
        ),
        pytest.param(xml("뉴스", "euc_kr", "euc-kr"), "", "뉴스", id="EUC-KR"),
        pytest.param(xml("Zoë", "utf-16"), "", "Zoë", id="UTF-16 with a mark"),
        pytest.param(xml("Zoë", "utf-16-be", "utf-16"), "", "Zoë", id="UTF-16 big-endian without"),
        pytest.param(xml("Zoë", "utf-16-le", "utf-16"), "", "Zoë", id="UTF-16 little-endian without"),
        pytest.param(xml("Zoë", "utf-32-be", "utf-32"), "", "Zoë", id="UTF-32"),
        pytest.param(xml("Zoe", "cp037"), "", "Zoe", id="EBCDIC"),
        pytest.param(xml("Zoë", "utf-8", "no-such-encoding"), "", "Zoë", id="an encoding that does not exist"),
        pytest.param(xml("Zoë", "iso-8859-1", "unicode_escape"), "", "Zoë", id="a codec that is no encoding"),
        pytest.param(xml("Zoë", "iso-8859-1", "punycode"), "", "Zoë", id="another"),
        pytest.param("<a>Größe Zoë ".encode() + b"caf\xe9</a>", "", "Größe Zoë café", id="UTF-8 with a stray byte"),
    ],
)
def test_what_the_bytes_are_outweighs_what_they_claim(body: bytes, content_type: str, words: str) -> None:
    """FET-15: declared, marked, by HTTP, wrong, or not at all."""
    assert f"<a>{words}</a>" in decode.text(body, content_type)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        pytest.param("cafÃ©", "café", id="read as Latin-1 once"),
        pytest.param("café", "café", id="never"),
        pytest.param("Ã", "Ã", id="a letter that is meant"),
        pytest.param("cafe", "cafe", id="nothing to do"),
        pytest.param("Ã© €", "Ã© €", id="a sign that stands for itself"),
    ],
)
def test_undoubled(words: str, meant: str) -> None:
    """UTF-8 that was read as Latin-1 and written as UTF-8 again, as feedparser sees it too."""
    assert decode.undoubled(words) == meant


@pytest.mark.parametrize(
    ("document", "safe"),
    [
        pytest.param(
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "<?xml version='1.0'?><rss/>", id="a subset"
        ),
        pytest.param("<!DOCTYPE rss SYSTEM 'x>y'><rss/>", "<rss/>", id="a system identifier"),
        pytest.param("<!DOCTYPE a><!DOCTYPE b [<!ENTITY c 'd'>]><rss/>", "<rss/>", id="two of them"),
        pytest.param("<!DOCTYPE a [<!-- ' ]> --><!ENTITY b '<c>'>]><rss/>", "<rss/>", id="quotes in a comment"),
        pytest.param("<!DOCTYPE a [", "", id="one that never ends"),
        pytest.param(
            "<rss><![CDATA[<!DOCTYPE html>]]></rss>", "<rss><![CDATA[<!DOCTYPE html>]]></rss>", id="one that is text"
        ),
        pytest.param("junk <!ENTITY a 'b'>", "junk &lt;!ENTITY a 'b'>", id="a definition outside of any"),
    ],
)
def test_safe_xml_defines_nothing(document: str, safe: str) -> None:
    """FET-12: no DOCTYPE, no entity."""
    assert decode.safe_xml(document) == safe


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda words: words.encode("utf-16", "surrogatepass")))
def test_any_bytes_are_some_text(body: bytes) -> None:
    """Law: decoding never fails, and mending twice equals mending once."""
    once = decode.repaired(decode.safe_xml(decode.text(body, "text/xml; charset=x")))
    assert decode.repaired(once) == once
    assert "<!ENTITY" not in once
