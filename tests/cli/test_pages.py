"""A mail as a page: what a browser is shown is what a mail reader shows."""

import base64
from email.message import EmailMessage

from digest.cli import pages

PIXELS = b"\x89PNG\r\n\x1a\n not really"


def mail(*, pictured: bool) -> bytes:
    """A message of two faces, with one picture or without."""
    message = EmailMessage()
    message["Subject"] = "Ä"
    message.set_content("plain, grüße\n")
    source = "cid:abc.123@news.example" if pictured else "https://news.example/"
    message.add_alternative(f'<p>grüße <img src="{source}" alt=""></p>\n', subtype="html")
    if pictured:
        (_, html) = message.iter_parts()
        html.add_related(PIXELS, "image", "png", cid="<abc.123@news.example>")
    return message.as_bytes()


def test_both_faces_are_what_a_mail_reader_decodes() -> None:
    """Without a picture inside, nothing is changed."""
    assert pages.text(mail(pictured=False)) == "plain, grüße\n"
    assert pages.html(mail(pictured=False)) == '<p>grüße <img src="https://news.example/" alt=""></p>\n'


def test_a_picture_inside_the_mail_is_inside_the_page() -> None:
    """Its address is all that differs."""
    page = pages.html(mail(pictured=True))
    address = "data:image/png;base64," + base64.b64encode(PIXELS).decode()
    assert page == f'<p>grüße <img src="{address}" alt=""></p>\n'


def test_a_mail_without_a_face_is_an_empty_page() -> None:
    """Rather than a traceback."""
    assert (pages.text(b"Subject: x\r\n"), pages.html(b"Subject: x\r\n")) == ("", "")
