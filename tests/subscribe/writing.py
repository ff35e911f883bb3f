"""How the tests of this room write mails."""

from digest.subscribe import letters

HEAD = b"From: Ada <ada@example.org>\r\nSubject: hello\r\nMessage-ID: <1@example.org>\r\n"


def mail(body: bytes, *headers: str) -> letters.Letter:
    """A mail with that body, and these headers beside the usual ones."""
    more = "".join(f"{header}\r\n" for header in headers).encode("utf-8", "surrogateescape")
    return letters.read(HEAD + more + b"\r\n" + body)


def lines(body: str, *headers: str) -> tuple[str, ...]:
    """The own lines of a mail in UTF-8."""
    return mail(body.encode(), *headers).lines


def html(body: str) -> tuple[str, ...]:
    """The own lines of a mail that is only HTML."""
    return lines(body, 'Content-Type: text/html; charset="utf-8"')
