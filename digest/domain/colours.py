"""Colours as mail writes them, "#rrggbb", and how well one can be read on another."""

#: The sheet that mail is printed on, light and dark.
SHEET = "#ffffff"
SHEET_DARK = "#191b1a"
#: The contrast that text of usual size needs (WCAG 2.2, success criterion 1.4.3).
READABLE = 4.5


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, from 1.0 (the same) to 21.0 (black and white); their order does not matter.

    The contrast ratio of WCAG 2.2.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, from 0.0 for black to 1.0 for white."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    """A channel of sRGB, in [0, 1], as an amount of light (IEC 61966-2-1)."""
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
