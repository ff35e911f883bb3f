"""image_codec: any publisher's picture to a small clean JPEG, any logo to a small PNG."""

import io
import json
import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from digest.domain import pictures
from digest.gather import image_codec
from tests.gather import photographs
from tests.gather.photographs import FIELD, MARK, SKY, file, landscape, shown


def near(pixel: object, wanted: tuple[int, int, int], *, by: int = 24) -> bool:
    """Whether a pixel has a colour, as far as JPEG keeps it."""
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= by for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(file(), id="JPEG"),
        pytest.param(file(progressive=True), id="progressive JPEG"),
        pytest.param(file(landscape(mode="CMYK")), id="JPEG in CMYK"),
        pytest.param(file(kind="PNG"), id="PNG"),
        pytest.param(file(landscape(mode="P"), kind="PNG"), id="PNG with a palette"),
        pytest.param(file(landscape(mode="RGBA"), kind="PNG"), id="PNG with a transparency nobody sees"),
        pytest.param(file(landscape(mode="P"), kind="GIF"), id="GIF"),
        pytest.param(
            file(landscape(), kind="GIF", save_all=True, append_images=[Image.new("RGB", (900, 600))] * 3),
            id="animated GIF: its first frame",
        ),
        pytest.param(file(kind="WEBP"), id="WebP"),
        pytest.param(
            file(landscape(), kind="WEBP", save_all=True, append_images=[Image.new("RGB", (900, 600))] * 3),
            id="animated WebP: its first frame",
        ),
        pytest.param(file(kind="AVIF"), id="AVIF"),
        pytest.param(file() + b"<script>alert(1)</script>", id="JPEG with a page behind it"),
        pytest.param(file(comment=b"<?php evil() ?><html>"), id="JPEG with a page in its comment"),
    ],
)
def test_every_format_becomes_the_same_small_jpeg(content: bytes) -> None:
    """HTM-07: 600 pixels wide, JPEG, at most 40 kB, the colours kept, nothing beside the pixels."""
    made = image_codec.photo(content)
    picture = shown(made.content)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (600, 400))
    assert (made.width, made.height, made.subtype) == (600, 400, "jpeg")
    assert len(made.content) <= image_codec.MAX_BYTES
    assert near(picture.getpixel((100, 60)), MARK)
    assert near(picture.getpixel((450, 100)), SKY)
    assert near(picture.getpixel((300, 380)), FIELD)
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert b"script" not in made.content
    assert b"php" not in made.content


@pytest.mark.parametrize(
    ("turned", "orientation"),
    [
        (None, 1),
        (Image.Transpose.FLIP_LEFT_RIGHT, 2),
        (Image.Transpose.ROTATE_180, 3),
        (Image.Transpose.FLIP_TOP_BOTTOM, 4),
        (Image.Transpose.TRANSPOSE, 5),
        (Image.Transpose.ROTATE_90, 6),
        (Image.Transpose.TRANSVERSE, 7),
        (Image.Transpose.ROTATE_270, 8),
        (None, 99),
    ],
)
def test_a_picture_stands_upright_however_the_camera_was_held(turned: Image.Transpose | None, orientation: int) -> None:
    """EXIF's eight orientations are undone, and one that does not exist is none."""
    stored = landscape() if turned is None else landscape().transpose(turned)
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = image_codec.photo(file(stored, exif=exif))
    assert (made.width, made.height) == (600, 400)
    assert near(shown(made.content).getpixel((100, 60)), MARK)


def test_nobody_learns_where_it_was_taken() -> None:
    """EXIF with the camera and its place, XMP, comment, resolution: all of it is gone."""
    sideways = landscape().transpose(Image.Transpose.ROTATE_90)
    content = file(sideways, exif=photographs.placed(), comment=b"a secret comment", dpi=(300, 300))
    assert b"Secret Camera Works" in content
    made = image_codec.photo(content)
    assert not shown(made.content).getexif()
    assert b"ecret" not in made.content
    assert b"Exif" not in made.content


@pytest.mark.parametrize(
    "exif",
    [
        pytest.param(b"Exif\0\0II*\0\xff\xff\xff\xff", id="an offset out of the file"),
        pytest.param(b"Exif\0\0rubbish", id="no TIFF header"),
        pytest.param(b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x04\0\0\0abc\0", id="words for an orientation"),
    ],
)
def test_a_broken_note_of_the_camera_costs_nothing(exif: bytes) -> None:
    """EXIF that cannot be read is as good as none."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "warnings.warn", lambda *_, **__: None
        )  # Pillow warns of corrupt EXIF; the worker's reader is us
        made = image_codec.photo(file(exif=exif))
    assert (made.width, made.height) == (600, 400)


def test_what_is_transparent_lies_on_white() -> None:
    """By alpha, by a palette's transparent entry, and half transparent."""
    clear = landscape(mode="RGBA")
    clear.paste((0, 0, 0, 0), (0, 400, 900, 600))
    clear.paste((0, 0, 0, 128), (300, 0, 900, 100))
    picture = shown(image_codec.photo(file(clear, kind="PNG")).content)
    assert near(picture.getpixel((300, 380)), (255, 255, 255))
    assert near(picture.getpixel((450, 30)), (127, 127, 127))
    palette = landscape().quantize(8)
    field = palette.getpixel((10, 590))
    picture = shown(image_codec.photo(file(palette, kind="GIF", transparency=field)).content)
    assert near(picture.getpixel((300, 380)), (255, 255, 255))


def test_sixteen_bits_of_grey_stay_grey() -> None:
    """A scan or a telescope's picture is neither white nor black."""
    ramp = Image.frombytes("I;16", (600, 400), b"".join(bytes((0, x * 255 // 599)) for x in range(600)) * 400)
    picture = shown(image_codec.photo(file(ramp, kind="PNG")).content)
    assert [near(picture.getpixel((x, 200)), (x * 255 // 599,) * 3, by=6) for x in (10, 300, 590)] == [True] * 3


def test_colours_of_another_space_are_brought_home() -> None:
    """An ICC profile is applied, then dropped; one that cannot be used is passed over."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"swap").replace(b"gXYZ", b"rXYZ").replace(b"swap", b"gXYZ")
    plain = shown(image_codec.photo(file(icc_profile=srgb)).content)
    assert near(plain.getpixel((450, 100)), SKY)
    other = shown(image_codec.photo(file(icc_profile=swapped)).content)
    assert near(other.getpixel((100, 60)), (MARK[1], MARK[0], MARK[2]))
    broken = shown(image_codec.photo(file(icc_profile=b"no profile")).content)
    assert near(broken.getpixel((450, 100)), SKY)
    assert not {"icc_profile"} & (set(plain.info) | set(other.info) | set(broken.info))


@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        pytest.param((1200, 800), (600, 400), id="scaled down"),
        pytest.param((300, 200), (300, 200), id="never enlarged"),
        pytest.param((120, 60), (120, 60), id="the smallest that is shown"),
        pytest.param((2400, 600), (600, 150), id="a panorama as it is"),
        pytest.param((800, 1200), (400, 600), id="a tall one as it is, no taller than a wide one is wide"),
        pytest.param((800, 2000), (400, 600), id="a very tall one without its foot"),
        pytest.param((601, 400), (600, 399), id="a pixel too wide"),
    ],
)
def test_a_picture_fits_the_column(size: tuple[int, int], becomes: tuple[int, int]) -> None:
    """600 pixels each way at most; cropped only where it would push the news off the screen."""
    made = image_codec.photo(file(landscape(*size), kind="PNG"))
    assert (made.width, made.height) == becomes == shown(made.content).size


def test_a_very_tall_picture_keeps_its_head() -> None:
    """What is cut off is the foot: the sky is left, the field is not."""
    tall = Image.new("RGB", (600, 2000), SKY)
    tall.paste(FIELD, (0, 1200, 600, 2000))
    tall.paste(MARK, (0, 0, 600, 100))
    picture = shown(image_codec.photo(file(tall)).content)
    assert near(picture.getpixel((200, 20)), MARK)
    assert near(picture.getpixel((200, 590)), SKY)


def _noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), os.urandom(3 * width * height))


def test_what_cannot_be_packed_well_loses_pixels_before_it_loses_its_looks() -> None:
    """Noise is the worst there is: still at most 40 kB, and never of a quality that shows blocks."""
    made = image_codec.photo(file(_noise(900, 900), kind="PNG"))
    assert len(made.content) <= 40_000
    assert 120 <= made.width < 600
    assert made.width == made.height == shown(made.content).width


def test_the_same_file_gives_the_same_bytes() -> None:
    """So that one picture is one picture, whoever asks and whenever."""
    content = file(_noise(700, 500), kind="WEBP")
    assert image_codec.photo(content) == image_codec.photo(content)


HUGE = photographs.png(0x7FFFFFFF, 0x7FFFFFFF, b"")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><image href="http://127.0.0.1/"/></svg>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(photographs.bomb(), "more than 32 million pixels", id="a bomb of 20,000 x 20,000 pixels"),
        pytest.param(photographs.bomb(6_000), "more than 32 million pixels", id="a lesser bomb"),
        pytest.param(HUGE, "more than 32 million pixels", id="a header that says two thousand million"),
        pytest.param(
            file(kind="GIF")[:6] + b"\xff\xff\xff\xff" + file(kind="GIF")[10:],
            "more than 32 million pixels",
            id="a GIF that says 65,535 x 65,535",
        ),
        pytest.param(b"", "is not a JPEG", id="nothing"),
        pytest.param(b"\xff\xd8\xff", "is not a JPEG|damaged", id="the first bytes of a JPEG"),
        pytest.param(b"<!doctype html><h1>404</h1>", "is not a JPEG", id="a page"),
        pytest.param(
            b"GIF89a/*<svg/onload=alert(1)>*/=1;",
            "is not a JPEG|icon|damaged|banner",
            id="a polyglot of GIF and script",
        ),
        pytest.param(SVG, "is not a JPEG, PNG, GIF, WebP or AVIF picture", id="SVG"),
        pytest.param(b'<?xml version="1.0"?>' + SVG, "is not a JPEG", id="SVG as XML says it"),
        pytest.param(file(kind="BMP"), "is not a JPEG", id="BMP"),
        pytest.param(file(kind="TIFF"), "is not a JPEG", id="TIFF"),
        pytest.param(file(kind="ICO"), "is not a JPEG", id="an icon file"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 600 400\n", "is not a JPEG", id="PostScript"),
        pytest.param(
            file(landscape(1, 1), kind="GIF"), "has 1 x 1 pixels, which is an icon or a counter", id="a counter"
        ),
        pytest.param(file(landscape(119, 90)), "an icon or a counter", id="an icon"),
        pytest.param(file(landscape(200, 59)), "an icon or a counter", id="a button"),
        pytest.param(file(landscape(728, 90)), "has 728 x 90 pixels, which is a banner", id="a banner"),
        pytest.param(file(landscape(160, 700)), "which is a banner", id="a banner that stands"),
        pytest.param(file(Image.new("RGB", (600, 400), SKY)), "is one plain colour", id="a plain colour"),
        pytest.param(file(Image.new("RGBA", (600, 400)), kind="PNG"), "is one plain colour", id="nothing but glass"),
        pytest.param(file()[:-3000], "is damaged or cut short", id="a JPEG cut short"),
        pytest.param(file(kind="PNG")[:1500], "is damaged or cut short", id="a PNG cut short"),
        pytest.param(
            photographs.png(600, 400, b"not deflate"),
            "is damaged|is one plain colour",
            id="a PNG with rubbish for rows",
        ),
        pytest.param(file(kind="WEBP")[:300], "is damaged|is not a JPEG", id="a WebP cut short"),
        pytest.param(file(kind="AVIF")[:300], "is damaged|is not a JPEG", id="an AVIF cut short"),
    ],
)
def test_what_is_no_picture_for_mail_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    """HTM-07: no bombs, no pages, no drawings with links, and never 1 x 1."""
    with pytest.raises(image_codec.UnfitError, match=words):
        image_codec.photo(content)


SMALL = file(landscape(160, 120), quality=40)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(SMALL) - 1), byte=st.integers(0, 255), cut=st.integers(0, 40))
@example(place=0, byte=0, cut=0)
def test_a_damaged_file_is_a_picture_or_a_sentence(place: int, byte: int, cut: int) -> None:
    """Whatever one wrong byte does, nothing but UnfitError comes out, and no picture over its bounds."""
    content = SMALL[:place] + bytes([byte]) + SMALL[place + 1 : len(SMALL) - cut]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("warnings.warn", lambda *_, **__: None)
        try:
            made = image_codec.photo(content)
        except image_codec.UnfitError:
            return
    assert made.width <= 600
    assert made.height <= 600
    assert len(made.content) <= image_codec.MAX_BYTES


# The logo


def _lettering(ink: tuple[int, ...], size: tuple[int, int] = (960, 160)) -> bytes:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste(ink, (0, 0, size[0] // 2, size[1]))
    return file(image, kind="PNG")


@pytest.mark.parametrize(
    ("size", "encoded", "displayed"),
    [
        pytest.param((960, 160), (480, 80), (240, 40), id="twice the pixels for sharp screens"),
        pytest.param((200, 60), (200, 60), (200, 60), id="a small one as it is"),
        pytest.param((400, 400), (160, 160), (80, 80), id="a square one no taller than the head"),
        pytest.param((3000, 2), (480, 1), (240, 1), id="a line is a line"),
    ],
)
def test_a_logo_is_a_small_png(size: tuple[int, int], encoded: tuple[int, int], displayed: tuple[int, int]) -> None:
    """At most 240 x 80 as shown."""
    made = image_codec.logo(_lettering((200, 80, 60, 255), size))
    assert (made.width, made.height, made.subtype) == (*displayed, "png")
    assert shown(made.content).size == encoded


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        pytest.param((200, 80, 60, 255), None, id="a middle tone stands on any sheet"),
        pytest.param((20, 20, 30, 255), (255, 255, 255), id="dark lettering gets a white ground"),
        pytest.param((250, 240, 200, 255), (0, 0, 0), id="light lettering gets a black ground"),
        pytest.param((0, 0, 0, 0), (255, 255, 255), id="nothing at all is white"),
    ],
)
def test_a_transparent_logo_can_be_read_by_day_and_by_night(
    ink: tuple[int, ...], ground: tuple[int, int, int] | None
) -> None:
    """It stays transparent where it can be told from the light and from the dark sheet; else it brings its ground."""
    picture = shown(image_codec.logo(_lettering(ink)).content)
    right = picture.getpixel((picture.width - 5, 5))
    assert right == (0, 0, 0, 0) if ground is None else near(right, ground)


def test_a_logo_may_be_a_jpeg() -> None:
    """It is told from its bytes like any other picture, and says nothing of its maker."""
    made = image_codec.logo(file(landscape(900, 300), exif=photographs.placed()))
    assert (made.width, made.height) == (26, 80)
    assert b"Secret" not in made.content


# The process


def test_the_process_answers_in_one_line_and_a_picture() -> None:
    """The line says the size; or why there is no picture."""
    line, _, picture = image_codec.answer(file(), "photo").partition(b"\n")
    assert json.loads(line) == {"width": 600, "height": 400}
    assert picture == image_codec.photo(file()).content
    assert image_codec.answer(b"GIF", "photo") == b'{"unfit": "is not a JPEG, PNG, GIF, WebP or AVIF picture"}\n'
    line, _, picture = image_codec.answer(_lettering((200, 80, 60, 255)), "logo").partition(b"\n")
    assert json.loads(line) == {"width": 240, "height": 40}
    assert Image.open(io.BytesIO(picture)).format == "PNG"


def test_the_configuration_and_the_codec_know_the_same_kinds() -> None:
    """A logo that is accepted when config.toml is read is one that can be re-encoded, and the other way round."""
    assert {name.upper() for name in pictures.KINDS} == set(image_codec.FORMATS)


@pytest.mark.parametrize("kind", [*pictures.KINDS, "BMP", "TIFF", "ICO", "PPM"])
def test_a_kind_is_told_by_how_its_file_begins(kind: str) -> None:
    """As the codec tells it, without unpacking anything."""
    content = file(kind=kind)
    known = pictures.is_known(content[: pictures.BEGINNING])
    assert known is (kind in pictures.KINDS)
    if known:
        assert image_codec.logo(content).subtype == "png"
    else:
        with pytest.raises(image_codec.UnfitError, match=pictures.named()):
            image_codec.logo(content)
