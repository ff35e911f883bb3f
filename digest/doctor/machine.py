"""The machine: Python, the clock, the time zones, and what the environment says."""

import importlib.metadata
import sys
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from digest.doctor.finding import Finding, good, warning, wrong
from digest.domain.wording import counted

#: The first versions without CVE-2024-6923; later minors never had it when they came out.
_MENDED = {(3, 11): (3, 11, 10), (3, 12): (3, 12, 5)}

#: A clock that differs from the feeds' clocks by more is wrong (mail.md OUT-03: a Date off by hours is refused).
_TOLERANCE = timedelta(minutes=5)

#: Rules of time zones change some times a year.
_OLD_RULES = 2


def python(foreign: frozenset[str], version: tuple[int, int, int] = sys.version_info[:3]) -> Iterator[Finding]:
    """Whether this Python is safe to write mail with; `foreign` is what the self-check of `headers` found."""
    name = "Python " + ".".join(map(str, version))
    mended = _MENDED.get(version[:2])
    if foreign:
        names = ", ".join(sorted(foreign))
        yield wrong(f"{name} lets a headline add headers to our mail ({names}).", "Send nothing and update Python.")
    elif mended and version < mended:
        yield warning(
            f"{name} has a fault that lets text become mail headers (CVE-2024-6923); a mail built as a test was clean.",
            f"Update to Python {'.'.join(map(str, mended))} or later when you can.",
        )
    else:
        yield good(f"{name} writes clean mail headers.")


def year(now: datetime) -> Iterator[Finding]:
    """Whether the clock says a year in which this program can run."""
    if not 2026 <= now.year < 2100:
        yield wrong(f"The clock says it is the year {now.year}.", "Set the machine's clock; every date comes from it.")


def clock(differences: Sequence[timedelta]) -> Iterator[Finding]:
    """Whether our clock agrees with the feeds' servers; `differences` is theirs less ours, one for each that told."""
    if not differences:
        return
    off = timedelta(seconds=median(difference.total_seconds() for difference in differences))
    if abs(off) > _TOLERANCE:
        words = "behind" if off > timedelta() else "ahead"
        minutes = counted(round(abs(off) / timedelta(minutes=1)), "minute")
        yield warning(
            f"The clock is {minutes} {words}, by the servers of {counted(len(differences), 'feed')}.",
            "Keep its time by NTP: digests come at the wrong moment, and wrongly dated mail is refused.",
        )
    else:
        yield good(f"The clock agrees with the servers of {counted(len(differences), 'feed')}.")


def zones(named: Iterable[tuple[str, str]], now: datetime) -> Iterator[Finding]:
    """Whether every reader's time zone is known, and how old the rules are; `named` is (address, zone)."""
    unknown = [(address, zone) for address, zone in named if not is_known(zone)]
    for address, zone in unknown:
        yield wrong(
            f"{address} has the time zone {zone!r}, which nobody knows.", "Give them one such as Europe/Madrid."
        )
    rules = _rules()
    if rules[:4].isdigit() and now.year - int(rules[:4]) >= _OLD_RULES:
        yield warning(
            f"The rules of the time zones are of {rules}; clock changes decided since are not known.",
            "Update the system's package tzdata.",
        )
    elif not unknown:
        yield good(f"Every reader's time zone is known; the rules are of {rules}.")


def is_known(zone: str) -> bool:
    """Whether there is such a time zone."""
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def proxies(environ: Mapping[str, str]) -> Iterator[Finding]:
    """A word to those who expect a proxy to be used."""
    named = sorted(name for name in environ if name.lower() in {"http_proxy", "https_proxy", "all_proxy"})
    if named:
        yield warning(
            f"The environment names a proxy ({', '.join(named)}), and digest asks feeds directly, without one.",
            "Let this machine reach ports 80 and 443 itself.",
        )


def _rules() -> str:
    """The version of the rules in use: "2026a"; the system's come before those of the Python package."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder) / "tzdata.zi"
        if file.is_file():
            with file.open(encoding="utf-8") as lines:
                return lines.readline().removeprefix("# version").strip()
    return importlib.metadata.version("tzdata")
