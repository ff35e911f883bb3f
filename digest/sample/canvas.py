"""Flat shapes on a small canvas, with soft edges, and PNG bytes from it (RFC 2083)."""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 600, 338

#: Red, green and blue, 0 to 255.
Colour = tuple[int, int, int]
#: How much of each pixel a shape covers, 0 to 1, (HEIGHT, WIDTH).
Mask = NDArray[np.float64]

_Y, _X = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)


class Canvas:
    """A picture in the making; shapes lie over those painted before them."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        """A sky that fades from `top` to `bottom`."""
        share = (_Y / (HEIGHT - 1))[..., None]
        #: Colours, (HEIGHT, WIDTH, 3).
        self.pixels = np.array(top) * (1 - share) + np.array(bottom) * share

    def fill(self, mask: Mask, colour: Colour, *, strength: float = 1.0) -> None:
        """Lay a colour over what the mask covers."""
        cover = (mask * strength)[..., None]
        self.pixels += (np.array(colour) - self.pixels) * cover

    def disc(self, x: float, y: float, radius: float, colour: Colour, *, strength: float = 1.0) -> None:
        """Paint a full circle."""
        rows = slice(max(0, int(y - radius) - 1), int(y + radius) + 3)
        columns = slice(max(0, int(x - radius) - 1), int(x + radius) + 3)
        cover = _soft(radius - np.hypot(_X[rows, columns] - x, _Y[rows, columns] - y))[..., None] * strength
        self.pixels[rows, columns] += (np.array(colour) - self.pixels[rows, columns]) * cover

    def ring(self, x: float, y: float, radii: tuple[float, float], width: float, colour: Colour) -> None:
        """Paint an ellipse's outline."""
        distance = np.abs(np.hypot((_X - x) / radii[0], (_Y - y) / radii[1]) - 1) * min(radii)
        self.fill(_soft(width / 2 - distance), colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Paint a rectangle."""
        inside = np.minimum(np.minimum(_X - left, right - _X), np.minimum(_Y - top, bottom - _Y))
        self.fill(_soft(inside), colour)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float, colour: Colour) -> None:
        """Paint a straight line with round ends."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        along = ((_X - start[0]) * dx + (_Y - start[1]) * dy) / (dx * dx + dy * dy)
        along = np.clip(along, 0, 1)
        distance = np.hypot(_X - start[0] - along * dx, _Y - start[1] - along * dy)
        self.fill(_soft(width / 2 - distance), colour)

    def ridge(self, height: float, waves: tuple[tuple[float, float, float], ...], colour: Colour) -> None:
        """Paint all below a line of hills: waves of (height, length, shift), in pixels, about `height`."""
        line = height + sum(high * np.sin((_X + shift) / length) for high, length, shift in waves)
        self.fill(_soft(_Y - line), colour)

    def peak(self, x: float, y: float, slope: float, colour: Colour, *, down_to: float = HEIGHT) -> None:
        """Paint a mountain with its top at (x, y), down to a level or the lower edge."""
        inside = (_Y - y - slope * np.abs(_X - x)) / np.hypot(1, slope)
        self.fill(_soft(np.minimum(inside, down_to - _Y)), colour)

    def png(self) -> bytes:
        """The picture as a PNG file, 8 bits a colour, the smaller of two ways to store its rows."""
        pixels = np.rint(np.clip(self.pixels, 0, 255)).astype(np.uint8).reshape(HEIGHT, WIDTH * 3)
        above = np.vstack([np.zeros((1, WIDTH * 3), np.uint8), pixels[:-1]])
        packed = min(_packed(0, pixels), _packed(2, pixels - above), key=len)
        header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        chunks = (b"IHDR", header), (b"IDAT", packed), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _packed(filter_type: int, rows: NDArray[np.uint8]) -> bytes:
    """Rows with their filter type before each (RFC 2083 section 6: 0 as it is, 2 less the row above), compressed."""
    return zlib.compress(np.hstack([np.full((HEIGHT, 1), filter_type, np.uint8), rows]).tobytes(), 9)


def _soft(inside: Mask) -> Mask:
    """Full cover half a pixel within an edge, none half a pixel outside it."""
    return np.clip(inside + 0.5, 0, 1)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
