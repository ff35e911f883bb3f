"""A publisher's picture to a small JPEG, and an operator's logo to a small PNG (mail.md HTM-07).

`python -m digest.gather.image_codec` does it in a process of its own: the file on its standard input, on its output
one line of JSON and then the picture.  The format is told from the bytes, never from a name or a header; of the file
nothing stays but pixels, turned upright and in the colours of sRGB.  The same file always gives the same bytes.
"""

import io
import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress

from PIL import (
    AvifImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageStat,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from digest.domain import pictures
from digest.domain.pictures import Encoded
from digest.gather import apart

#: Those of `pictures.KINDS`, each named by its plugin so that no other is loaded.
FORMATS = (
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    GifImagePlugin.GifImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
    AvifImagePlugin.AvifImageFile.format,
)
#: Pixels of the largest picture that is unpacked: more than a good camera's.  Formats that need several copies of so
#: many (WebP with transparency from 24 million) end at the worker's memory.
MAX_PIXELS = 32_000_000
#: A picture's sides in mail, at most: a tall one must not push the news off the screen.
SIDE = 600
MAX_BYTES = 40_000
#: What is smaller is an icon, a button or a counter.
SMALLEST = 120, 60
#: What is longer one way than so many times the other is a banner or a rule.
STRIP = 4
#: A picture taller than this, by its width, loses its foot; of people and charts the top is what tells.
TALLEST = 1.5
#: Levels of 255 between the lightest and the darkest pixel: below it there is nothing to see.
PLAIN = 10
QUALITIES = (82, 76, 70, 64, 58, 52)
#: A logo as it is shown; it is encoded with twice as many pixels each way, where it has them, for sharp screens.
LOGO = 240, 80
#: Relative luminance (WCAG 2.2) of ink that can be told from a white and from a nearly black sheet, at 3 to 1.
_READABLE = 0.12, 0.30

_SRGB = ImageCms.createProfile("sRGB")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class UnfitError(ValueError):
    """Why a file makes no picture for mail, as the end of a sentence."""


def photo(content: bytes) -> Encoded:
    """The picture as it goes into mail; UnfitError when the file makes none."""
    image = _opened(content)
    _refuse_what_is_no_picture(image)
    image.draft(None, (2 * SIDE, 2 * SIDE))  # a JPEG need not be unpacked whole
    upright = _cropped(_turned(_loaded(image)))
    flat = _on(upright, (255, 255, 255))
    flat.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    shown = _in_srgb(flat)
    if max(high - low for low, high in ImageStat.Stat(shown).extrema) < PLAIN:
        raise UnfitError("is one plain colour")
    return _encoded(shown)


def logo(content: bytes) -> Encoded:
    """The operator's logo as it stands at the head of mail; UnfitError when the file makes none."""
    image = _turned(_loaded(_opened(content)))
    clear = image.convert("RGBA") if image.has_transparency_data else _in_srgb(_on(image, (255, 255, 255)))
    clear.thumbnail((2 * LOGO[0], 2 * LOGO[1]), Image.Resampling.LANCZOS)
    shown = clear.size
    if clear.width > LOGO[0] or clear.height > LOGO[1]:
        share = min(LOGO[0] / clear.width, LOGO[1] / clear.height)
        shown = max(1, round(clear.width * share)), max(1, round(clear.height * share))
    output = io.BytesIO()
    _bare(_legible(clear)).save(output, "PNG", optimize=True)
    return Encoded(content=output.getvalue(), width=shown[0], height=shown[1])


def _opened(content: bytes) -> Image.Image:
    """The file with its header read, and no more; UnfitError when that is enough to refuse it."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise UnfitError(f"is not a {pictures.named()} picture") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnfitError(f"has more than {MAX_PIXELS // 1_000_000} million pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnfitError("is damaged or cut short") from error


def _loaded(image: Image.Image) -> Image.Image:
    """The picture, or the first of several, unpacked; UnfitError when the file ends too soon or is damaged."""
    try:
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise UnfitError("is damaged or cut short") from error
    return image


def _refuse_what_is_no_picture(image: Image.Image) -> None:
    width, height = image.size[::-1] if _orientation(image) >= 5 else image.size
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise UnfitError(f"has {width} x {height} pixels, which is an icon or a counter")
    if width > STRIP * height or height > STRIP * width:
        raise UnfitError(f"has {width} x {height} pixels, which is a banner")


def _orientation(image: Image.Image) -> int:
    """How the camera was held (EXIF 2.32 section 4.6.4): 1 for upright, and for what cannot be read."""
    with suppress(OSError, SyntaxError, ValueError, TypeError, KeyError):
        said = image.getexif().get(ExifTags.Base.Orientation, 1)
        return said if said in _TURNS else 1
    return 1


def _turned(image: Image.Image) -> Image.Image:
    turn = _TURNS.get(_orientation(image))
    return image if turn is None else image.transpose(turn)


def _cropped(image: Image.Image) -> Image.Image:
    most = round(TALLEST * image.width)
    return image.crop((0, 0, image.width, most)) if image.height > most else image


def _on(image: Image.Image, ground: tuple[int, int, int]) -> Image.Image:
    """The picture without transparency, in colours that can be scaled: grey, RGB or CMYK."""
    if image.mode.startswith("I"):  # 16 bits a pixel: `convert` would make all that is not black white
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        sheet = Image.new("RGB", image.size, ground)
        sheet.paste(clear, mask=clear.getchannel("A"))
        sheet.info = image.info
        return sheet
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours every screen knows; a profile that cannot be used is passed over."""
    profile = image.info.get("icc_profile")
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, known, _SRGB, outputMode="RGB") or image.convert("RGB")
    return image.convert("RGB")


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone: Pillow writes out comments, profiles and resolutions that it finds beside them."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _encoded(image: Image.Image) -> Encoded:
    """The picture as the best JPEG of at most `MAX_BYTES`."""
    return next(made for made in _tries(_bare(image)) if len(made.content) <= MAX_BYTES)


def _tries(image: Image.Image) -> Iterator[Encoded]:
    """Ever smaller files: first of lower quality, then of fewer pixels."""
    while True:
        for quality in QUALITIES:
            output = io.BytesIO()
            image.save(output, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
            yield Encoded(content=output.getvalue(), width=image.width, height=image.height)
        image = image.resize((image.width * 4 // 5, image.height * 4 // 5), Image.Resampling.LANCZOS)


def _legible(image: Image.Image) -> Image.Image:
    """The logo; where its ink would be lost on a light or on a dark sheet, on a ground of its own."""
    if image.mode != "RGBA":
        return image
    light = _luminance(image)
    if _READABLE[0] <= light <= _READABLE[1]:
        return image
    return _on(image, (255, 255, 255) if light < _READABLE[0] else (0, 0, 0))


def _luminance(image: Image.Image) -> float:
    """The mean relative luminance of what can be seen of an RGBA picture (WCAG 2.2), 0 to 1; 0 when nothing can."""
    ink = image.getchannel("A").point(lambda alpha: 255 if alpha > 127 else 0)
    histogram = image.convert("RGB").convert("L").histogram(mask=ink)
    seen = sum(histogram)
    return sum(count * (level / 255) ** 2.2 for level, count in enumerate(histogram)) / seen if seen else 0.0


def answer(content: bytes, kind: str) -> bytes:
    """What the process writes: one line of JSON that says the size, or why there is no picture; then the picture."""
    try:
        made = logo(content) if kind == "logo" else photo(content)
    except UnfitError as error:
        return json.dumps({"unfit": str(error)}).encode() + b"\n"
    return json.dumps({"width": made.width, "height": made.height}).encode() + b"\n" + made.content


def main(cpu_seconds: int, memory_bytes: int, kind: str) -> None:
    """Read standard input, write what becomes of it, within the limits."""
    apart.confine(cpu_seconds, memory_bytes)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), kind))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
