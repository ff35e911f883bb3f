"""The newsroom's pictures: sixteen flat scenes, drawn when they are first asked for."""

import itertools
import math
from collections.abc import Callable
from functools import cache

from digest.sample.canvas import HEIGHT, WIDTH, Canvas

_WHITE = (250, 248, 240)
_INK = (24, 32, 52)


@cache
def png(scene: str) -> bytes:
    """The PNG of one of `SCENES`."""
    return SCENES[scene]().png()


def _harbour() -> Canvas:
    canvas = Canvas((246, 196, 140), (250, 228, 200))
    canvas.disc(430, 150, 46, (252, 240, 214))
    canvas.ridge(205, ((16, 70, 20), (7, 23, 0)), (142, 150, 178))
    canvas.box(0, 232, WIDTH, HEIGHT, (74, 112, 146))
    for x, height in ((90, 130), (190, 150), (300, 118)):
        canvas.box(x, 232 - height, x + 7, 234, _INK)
        canvas.line((x - 34, 240 - height), (x + 86, 240 - height), 6, _INK)
        canvas.line((x + 70, 240 - height), (x + 70, 276 - height), 2, _INK)
    canvas.box(360, 214, 520, 240, (188, 68, 54))
    canvas.box(376, 192, 410, 214, _WHITE)
    return canvas


def _assembly() -> Canvas:
    canvas = Canvas((60, 74, 120), (240, 184, 150))
    canvas.disc(300, 128, 62, (220, 214, 200))
    canvas.box(236, 128, 364, 178, (232, 224, 208))
    canvas.box(90, 172, 510, 190, _WHITE)
    canvas.box(110, 190, 490, 286, (206, 196, 184))
    for x in range(126, 480, 44):
        canvas.box(x, 190, x + 16, 286, _WHITE)
    for step in range(3):
        canvas.box(90 - 16 * step, 286 + 16 * step, 510 + 16 * step, 304 + 16 * step, (228 - 18 * step,) * 3)
    canvas.line((300, 68), (300, 34), 3, _INK)
    canvas.box(301, 34, 330, 50, (188, 68, 54))
    return canvas


def _island() -> Canvas:
    canvas = Canvas((124, 190, 214), (222, 240, 236))
    canvas.disc(120, 84, 30, (255, 244, 200))
    canvas.peak(330, 96, 0.9, (88, 130, 104))
    canvas.peak(420, 140, 0.75, (110, 150, 112))
    canvas.peak(240, 160, 0.7, (66, 108, 92))
    canvas.box(0, 252, WIDTH, HEIGHT, (40, 122, 150))
    canvas.ridge(286, ((4, 26, 0),), (32, 104, 136))
    canvas.ridge(312, ((4, 34, 60),), (24, 86, 120))
    for x in range(200, 420, 28):
        canvas.box(x, 238, x + 16, 252, _WHITE)
    return canvas


def _stadium() -> Canvas:
    canvas = Canvas((18, 26, 54), (52, 70, 110))
    for x in (80, 520):
        canvas.disc(x, 70, 90, (255, 250, 220), strength=0.12)
        canvas.disc(x, 70, 46, (255, 250, 220), strength=0.25)
        canvas.box(x - 3, 70, x + 3, 230, (120, 130, 150))
        canvas.box(x - 26, 58, x + 26, 82, _WHITE)
    canvas.ridge(196, ((14, 190, 0),), (70, 82, 118))
    canvas.ridge(224, ((10, 190, 0),), (92, 104, 138))
    canvas.box(0, 240, WIDTH, HEIGHT, (62, 142, 82))
    for x in range(0, WIDTH, 120):
        canvas.box(x, 240, x + 60, HEIGHT, (70, 154, 90))
    canvas.ring(300, 300, (90, 32), 4, _WHITE)
    canvas.line((300, 240), (300, HEIGHT), 4, _WHITE)
    return canvas


def _dunes() -> Canvas:
    canvas = Canvas((232, 150, 96), (250, 216, 160))
    canvas.disc(452, 96, 40, (255, 236, 200))
    canvas.ridge(196, ((26, 110, 40), (8, 47, 0)), (222, 160, 104))
    canvas.ridge(236, ((24, 90, 150), (6, 31, 10)), (200, 132, 82))
    canvas.ridge(290, ((22, 120, 260),), (168, 100, 64))
    for place in range(5):
        x = 180 + place * 42
        canvas.disc(x, 232 - place * 2, 9, (92, 54, 44))
        canvas.line((x - 5, 236 - place * 2), (x - 6, 254 - place * 2), 3, (92, 54, 44))
        canvas.line((x + 5, 236 - place * 2), (x + 6, 254 - place * 2), 3, (92, 54, 44))
    return canvas


def _chip() -> Canvas:
    canvas = Canvas((20, 30, 48), (34, 52, 84))
    canvas.disc(300, 169, 152, (92, 120, 168))
    canvas.disc(300, 169, 144, (126, 158, 200))
    for column in range(-6, 6):
        for row in range(-6, 6):
            x, y = 300 + column * 22, 169 + row * 22
            if math.hypot(x + 10 - 300, y + 10 - 169) < 126:
                tint = 34 * ((column * 7 + row * 3) % 4)
                canvas.box(x + 1, y + 1, x + 20, y + 20, (70 + tint, 110 + tint // 2, 190 - tint // 3))
    canvas.disc(240, 110, 70, _WHITE, strength=0.10)
    return canvas


def _runway() -> Canvas:
    canvas = Canvas((96, 120, 168), (244, 200, 170))
    canvas.ridge(222, ((5, 60, 0),), (86, 104, 112))
    canvas.box(0, 244, WIDTH, HEIGHT, (70, 76, 88))
    for x in range(20, WIDTH, 90):
        canvas.box(x, 290, x + 46, 298, _WHITE)
    canvas.line((180, 196), (430, 196), 34, _WHITE)
    canvas.line((420, 190), (452, 140), 14, (46, 96, 150))
    canvas.line((300, 200), (236, 240), 12, (206, 210, 218))
    for x in range(206, 400, 20):
        canvas.disc(x, 190, 3.5, (70, 96, 140))
    for x in (230, 352):
        canvas.disc(x, 236, 9, _INK)
    return canvas


def _network() -> Canvas:
    canvas = Canvas((28, 22, 58), (70, 40, 104))
    places = [(300 + 210 * math.cos(turn * 0.9), 169 + 112 * math.sin(turn * 1.7)) for turn in range(11)]
    for place, start in enumerate(places):
        for end in places[place + 1 :: 3]:
            canvas.line(start, end, 2, (120, 104, 190))
    for place, (x, y) in enumerate(places):
        hot = place % 4 == 0
        canvas.disc(x, y, 22, (240, 110, 100) if hot else (120, 200, 220), strength=0.25)
        canvas.disc(x, y, 11, (240, 110, 100) if hot else (150, 220, 236))
    return canvas


def _planet() -> Canvas:
    canvas = Canvas((8, 10, 26), (22, 24, 54))
    for star in range(70):
        canvas.disc(star * star * 61 % WIDTH, star * 139 % HEIGHT, 0.7 + star % 3 * 0.4, _WHITE, strength=0.8)
    canvas.disc(92, 70, 70, (255, 214, 150), strength=0.25)
    canvas.disc(92, 70, 34, (255, 226, 170))
    canvas.disc(370, 190, 116, (70, 130, 170))
    canvas.disc(352, 170, 92, (104, 170, 200), strength=0.6)
    canvas.disc(330, 150, 50, (170, 214, 226), strength=0.5)
    canvas.ring(370, 190, (124, 124), 3, (150, 200, 230))
    return canvas


def _ward() -> Canvas:
    canvas = Canvas((206, 226, 230), (232, 240, 238))
    canvas.box(0, 262, WIDTH, HEIGHT, (176, 200, 200))
    canvas.box(60, 50, 220, 160, _WHITE)
    canvas.box(68, 58, 212, 152, (150, 200, 226))
    canvas.line((140, 58), (140, 152), 6, _WHITE)
    canvas.box(270, 190, 520, 232, _WHITE)
    canvas.box(270, 206, 460, 240, (96, 160, 176))
    canvas.box(462, 172, 516, 206, (244, 240, 230))
    for x in (276, 514):
        canvas.line((x, 160), (x, 286), 7, (110, 130, 140))
    canvas.disc(370, 96, 30, _WHITE)
    canvas.line((370, 96), (370, 78), 4, _INK)
    canvas.line((370, 96), (384, 104), 4, _INK)
    return canvas


def _mountains() -> Canvas:
    canvas = Canvas((140, 186, 226), (236, 240, 238))
    for x, y, slope, colour in (
        (160, 90, 0.8, (140, 156, 186)),
        (440, 60, 0.85, (118, 136, 170)),
        (300, 110, 0.7, (92, 112, 148)),
    ):
        canvas.peak(x, y, slope, colour)
        canvas.peak(x, y, slope, _WHITE, down_to=y + 34)
    canvas.ridge(256, ((14, 80, 0),), (86, 136, 92))
    bends = [(0, 330), (240, 316), (360, 290), (250, 268), (330, 248)]
    for start, end in itertools.pairwise(bends):
        canvas.line(start, end, 10, (224, 218, 204))
    return canvas


def _table() -> Canvas:
    canvas = Canvas((120, 74, 54), (150, 96, 68))
    for y in range(0, HEIGHT, 56):
        canvas.line((0, y), (WIDTH, y + 6), 2, (104, 62, 46))
    canvas.disc(300, 174, 142, (70, 44, 36), strength=0.35)
    canvas.disc(300, 169, 138, (236, 230, 218))
    canvas.disc(300, 169, 108, (246, 242, 232))
    for x, y in ((256, 140), (336, 132), (300, 200), (238, 206), (364, 194)):
        canvas.disc(x, y, 34, (226, 196, 140))
        canvas.disc(x - 8, y - 8, 14, (242, 220, 176))
        canvas.disc(x + 8, y + 8, 9, (122, 60, 104))
    return canvas


def _bridge() -> Canvas:
    canvas = Canvas((166, 196, 214), (246, 224, 206))
    canvas.disc(470, 120, 34, (255, 240, 214))
    canvas.peak(40, 96, 0.62, (112, 134, 150))
    canvas.peak(560, 84, 0.66, (126, 146, 160))
    canvas.box(0, 250, WIDTH, HEIGHT, (58, 104, 128))
    for tower in (190, 410):
        canvas.box(tower - 5, 88, tower + 5, 262, _WHITE)
        for reach in range(26, 130, 26):
            canvas.line((tower, 94), (tower - reach, 212), 1.6, _WHITE)
            canvas.line((tower, 94), (tower + reach, 212), 1.6, _WHITE)
    canvas.box(0, 210, WIDTH, 220, (70, 78, 92))
    for x in (96, 268, 344, 500):
        canvas.box(x, 202, x + 18, 210, (188, 68, 54))
    canvas.ridge(300, ((4, 30, 0),), (46, 88, 112))
    return canvas


def _glacier() -> Canvas:
    canvas = Canvas((120, 162, 204), (226, 238, 244))
    canvas.peak(120, 60, 0.7, (104, 122, 150))
    canvas.peak(500, 44, 0.72, (92, 110, 140))
    canvas.peak(120, 60, 0.7, _WHITE, down_to=120)
    canvas.peak(500, 44, 0.72, _WHITE, down_to=112)
    canvas.ridge(176, ((18, 120, 60), (5, 24, 0)), (214, 232, 240))
    canvas.ridge(216, ((14, 110, 20), (4, 19, 8)), (178, 212, 230))
    canvas.ridge(250, ((8, 90, 10),), (136, 186, 214))
    for x in range(30, WIDTH, 74):
        canvas.line((x, 232 + x % 5 * 4), (x + 26, 262 + x % 7 * 3), 2.4, (88, 148, 186))
    canvas.ridge(286, ((5, 46, 0),), (44, 104, 140))
    return canvas


def _wildfire() -> Canvas:
    canvas = Canvas((92, 62, 66), (244, 150, 84))
    canvas.disc(420, 104, 40, (255, 214, 160), strength=0.9)
    for x, y, radius in ((120, 70, 70), (210, 44, 84), (330, 40, 70), (60, 110, 60), (520, 40, 60)):
        canvas.disc(x, y, radius, (74, 56, 62), strength=0.35)
    canvas.ridge(196, ((22, 90, 0), (6, 31, 0)), (120, 58, 48))
    for x in range(20, WIDTH, 42):
        height = 20 + x * 7 % 34
        canvas.peak(x, 226 - height, 2.6, (250, 178, 70), down_to=244)
        canvas.peak(x, 236 - height // 2, 2.6, (255, 228, 150), down_to=244)
    canvas.ridge(240, ((12, 70, 30),), (66, 38, 40))
    for x in range(8, WIDTH, 34):
        canvas.peak(x, 236 + x % 9 * 3, 3.2, (36, 26, 32), down_to=300)
    canvas.ridge(292, ((8, 110, 0),), (36, 26, 32))
    return canvas


def _lighthouse() -> Canvas:
    canvas = Canvas((30, 36, 74), (132, 110, 140))
    for star in range(40):
        canvas.disc(star * star * 47 % WIDTH, star * 83 % 150, 0.6 + star % 3 * 0.4, _WHITE, strength=0.7)
    for spread in range(5):
        canvas.line((404, 96), (0, 40 + spread * 16), 18, (134, 124, 132))
    canvas.ridge(250, ((8, 60, 0),), (40, 60, 100))
    canvas.peak(410, 206, 0.5, (52, 46, 62))
    for step, colour in enumerate((_WHITE, (188, 68, 54)) * 3):
        canvas.box(388 - step, 112 + step * 18, 420 + step, 130 + step * 18, colour)
    canvas.box(392, 86, 416, 112, (255, 236, 170))
    canvas.box(386, 108, 422, 114, _INK)
    canvas.peak(404, 68, 1.1, _INK, down_to=86)
    canvas.ridge(288, ((6, 40, 30),), (30, 46, 82))
    canvas.ridge(314, ((6, 52, 0),), (22, 36, 68))
    return canvas


SCENES: dict[str, Callable[[], Canvas]] = {
    "assembly": _assembly,
    "bridge": _bridge,
    "chip": _chip,
    "dunes": _dunes,
    "glacier": _glacier,
    "harbour": _harbour,
    "island": _island,
    "lighthouse": _lighthouse,
    "mountains": _mountains,
    "network": _network,
    "planet": _planet,
    "runway": _runway,
    "stadium": _stadium,
    "table": _table,
    "ward": _ward,
    "wildfire": _wildfire,
}
