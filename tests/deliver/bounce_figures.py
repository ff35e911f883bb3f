"""How well mail that came back is read: measured on the recorded bounces, and written into docs/bounces.md.

    python -m tests.deliver.bounce_figures

The labels: of sisimai's, whether each recipient's bounce is hard; of flufl.bounce's, which addresses failed; of the
other mail, that it is no bounce.  A mail counts as read when the kind and the recipients are right, for sisimai's
(which names no addresses) the number of recipients.
"""

import base64
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.deliver import bounce
from digest.deliver.bounce import BounceKind, BounceReport

FILE = Path("bounces") / "bounce-messages.jsonl.gz"
_ROOT = Path(__file__).parents[2]
DOC = _ROOT / "docs" / "bounces.md"
_BEGIN, _END = "<!-- figures: python -m tests.deliver.bounce_figures -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Judged:
    """One recorded mail, and what we made of it."""

    id: str
    suite: str
    #: As the record has it: bounce, feedback-report, auto-reply or not-bounce.
    label: str
    family: str
    #: Whether it is of the third that was not looked at until the readers were first measured.
    is_held_out: bool
    #: What we took it for.
    kind: BounceKind
    kind_is_right: bool
    recipients_are_right: bool

    @property
    def is_right(self) -> bool:
        """Whether all of it is."""
        return self.kind_is_right and self.recipients_are_right


def judge(shared_data: Path) -> tuple[Judged, ...]:
    """Every labelled mail of the record."""
    with gzip.open(shared_data / FILE, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return tuple(_judged(row) for row in rows if row["kind"] != "unlabelled")


def share(judged: Iterable[Judged]) -> float:
    """The part of them that is right."""
    verdicts = [each.is_right for each in judged]
    return sum(verdicts) / len(verdicts)


def _judged(row: Mapping[str, Any]) -> Judged:
    report = bounce.read(base64.b64decode(row["raw_base64"]))
    kind_is_right, recipients_are_right = _verdict(row, report)
    base = row["id"].rpartition("/")[2] if row["suite"] == "sisimai" else row["id"].partition("/")[2]
    return Judged(
        id=row["id"],
        suite=row["suite"],
        label=row["kind"],
        family=row["mta"] or "",
        is_held_out=hashlib.sha256(f"digest-bounces {base}".encode()).digest()[0] % 3 == 0,
        kind=report.kind,
        kind_is_right=kind_is_right,
        recipients_are_right=recipients_are_right,
    )


def _verdict(row: Mapping[str, Any], report: BounceReport) -> tuple[bool, bool]:
    """Whether the kind is right, and whether the recipients are."""
    if row["kind"] in {"not-bounce", "auto-reply"}:
        return report.kind is BounceKind.NONE, True
    if row["kind"] == "feedback-report":
        unwanted = row["expected"][0]["feedback_type"] == "abuse"
        return report.kind is (BounceKind.COMPLAINT if unwanted else BounceKind.NONE), True
    got = sorted({each.address.lower() for each in report.recipients})
    if row["expected"]:
        return _as_sisimai(row["expected"], report, got)
    if row["expected_recipients"]:
        return _as_flufl(row["expected_recipients"], report, got)
    return report.kind is not BounceKind.NONE, bool(got)


def _as_sisimai(expected: list[dict[str, Any]], report: BounceReport, got: list[str]) -> tuple[bool, bool]:
    if all(each["reason"] == "delivered" for each in expected):
        return report.kind is BounceKind.NONE, True
    wanted = sorted("hard" if each["hard_bounce"] else "soft" for each in expected)
    return sorted(each.kind.value for each in report.recipients) == wanted, len(got) == len(wanted) and "" not in got


def _as_flufl(expected: dict[str, list[str]], report: BounceReport, got: list[str]) -> tuple[bool, bool]:
    late = {address.lower() for address in expected["temporary"]}
    hard = {each.address.lower() for each in report.recipients if each.kind is BounceKind.HARD}
    wanted = sorted({address.lower() for address in (*expected["permanent"], *expected["temporary"])})
    return report.kind is not BounceKind.NONE and not late & hard, got == wanted


def _tables(judged: tuple[Judged, ...]) -> Iterator[str]:
    yield from ("| suite | mails | read right | of them held out |", "|---|---|---|---|")
    for suite, label in sorted({(each.suite, each.label) for each in judged}):
        yield _line(f"{suite}: {label}", [each for each in judged if (each.suite, each.label) == (suite, label)])
    yield _line("**all bounces**", [each for each in judged if each.label == "bounce"])
    yield from ("", "| family of servers | mails | read right | of them held out |", "|---|---|---|---|")
    bounces = [each for each in judged if each.label == "bounce"]
    families = Counter(each.family for each in bounces)
    for family, mails in sorted(families.items(), key=lambda item: (-item[1], item[0])):
        if mails >= 6:
            yield _line(family or "not said", [each for each in bounces if each.family == family])
    yield _line("all others", [each for each in bounces if families[each.family] < 6])


def _line(name: str, judged: list[Judged]) -> str:
    return f"| {name} | {len(judged)} | {_said(judged)} | {_said([each for each in judged if each.is_held_out])} |"


def _said(judged: list[Judged]) -> str:
    if not judged:
        return "–"
    return f"{sum(each.is_right for each in judged)} of {len(judged)} ({share(judged):.1%})"


def _write() -> None:
    before, _, rest = DOC.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    lines = "\n".join(_tables(judge(_ROOT.parent / "shared" / "data")))
    DOC.write_text(f"{before}{_BEGIN}\n{lines}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    _write()
