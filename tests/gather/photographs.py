"""Pictures made by code: a plain landscape in any format, and files that are up to no good."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

#: A sky, a field, a red mark at the upper left, in RGB.
SKY, FIELD, MARK = (120, 170, 220), (70, 120, 60), (220, 30, 30)


def landscape(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A sky over a field, with a red mark that fills the ninth at the upper left."""
    image = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill=FIELD)
    draw.rectangle((0, 0, width // 3, height // 3), fill=MARK)
    return image.convert(mode)


def file(image: Image.Image | None = None, kind: str = "JPEG", **options: Any) -> bytes:
    """The file that a picture makes."""
    output = io.BytesIO()
    (image or landscape()).save(output, kind, **options)
    return output.getvalue()


def shown(content: bytes) -> Image.Image:
    """The picture in a file, unpacked."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG file (RFC 2083 section 3.2)."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, rows: bytes, *, depth: int = 8, colour: int = 0, extra: bytes = b"") -> bytes:
    """A PNG file with this header and these packed rows, whether or not they fit each other."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb(side: int = 20_000) -> bytes:
    """A square of one colour that takes a few kB packed and side * side bytes unpacked."""
    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return png(side, side, rows, depth=1)


def placed() -> Image.Exif:
    """EXIF of a camera that was held sideways and knew where it was."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Camera Works"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (41.0, 23.0, 7.0)
    return exif
