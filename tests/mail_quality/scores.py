"""A table of what SpamAssassin and rspamd say of each sample mail, for docs/mail-quality.md: `make scores`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.mail_quality import filters, letters, samples


def _rows(spamassassin: filters.SpamAssassin, rspamd: filters.Rspamd) -> Iterator[str]:
    for name in samples.names():
        people = samples.people(name)
        first = spamassassin.judge(letters.mail(name)), spamassassin.judge(letters.signed(name))
        second = rspamd.judge(letters.mail(name), **people), rspamd.judge(letters.signed(name), **people)
        scores = " | ".join(f"{verdict.score:+.2f}" for verdict in (*first, *second))
        yield f"| {name} | {scores} | {_named(second[1])} |"


def _named(verdict: filters.Verdict) -> str:
    return ", ".join(f"{name} {points:+.2f}" for name, points in sorted(verdict.rules.items()) if points)


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in ("spamd", "rspamd")]
        for place in places:
            place.mkdir()
        with filters.spamassassin(places[0]) as spamassassin, letters.rspamd(places[1]) as rspamd:
            for row in _rows(spamassassin, rspamd):
                print(row)  # noqa: T201 - a command


if __name__ == "__main__":
    _main()
