"""The HTML of one mail, made to fit: from the end, stories become titles, then a number (mail.md OUT-27)."""

from collections.abc import Callable, Mapping, Sequence

from digest.render import issue, kinds, layout, parts, plates, stories


def body(
    told: Sequence[stories.Story], values: Mapping[str, plates.Value], desk: stories.Desk
) -> tuple[parts.Body, Sequence[stories.Story]]:
    """The part with as much as fits, and the stories it shows; the first is shown whatever its size."""

    def drawn(whole: int, shown: int) -> tuple[parts.Body, Sequence[stories.Story]]:
        titles = [desk.story(story.place, brief=True) for story in told[whole:shown]]
        kept = [*told[:whole], *titles]
        cut = layout.more_cut(len(told) - shown, desk.sheet.tongue)
        words = {**values, "cut": kinds.BOTH[kinds.HTML].value(cut)} if cut else values
        return issue.Issue(sheet=desk.sheet, face=kinds.HTML, stories=kept, values=words).body(), kept

    everything = len(told)
    made = drawn(everything, everything)
    if everything < 2 or issue.fits(made[0]):
        return made
    if whole := _most(everything, lambda number: issue.fits(drawn(number, everything)[0])):
        return drawn(whole, everything)
    return drawn(1, _most(everything, lambda number: issue.fits(drawn(1, number)[0])) or 1)


def _most(end: int, fits: Callable[[int], bool]) -> int:
    """The largest number in [1, end) that fits, by halving; 0 when none does."""
    low, best = 1, 0
    while low < end:
        middle = (low + end) // 2
        if fits(middle):
            best, low = middle, middle + 1
        else:
            end = middle
    return best
