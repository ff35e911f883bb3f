"""Words around numbers."""


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 feed", "38 feeds"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
