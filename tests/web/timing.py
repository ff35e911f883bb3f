"""How long forms take for known and unknown addresses, 1,000 of each in turn: python -m tests.web.timing (SUB-43)."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from digest.web import limits
from tests.web import house

#: Milliseconds by which the medians may differ.
APART = 20.0


def main(times: int = 1000) -> int:
    """Print the medians; 1 when they are further apart than nothing that can be told."""
    worst = 0.0
    # Everybody calls from one place here.
    bounds = {name: (10**9, span) for name, (_, span) in limits.FORMS.items()}
    limits.FORMS = bounds
    with tempfile.TemporaryDirectory() as built, tempfile.TemporaryDirectory() as folder:
        house.built(Path(built))
        with house.opened(Path(built), Path(folder)) as home:
            for path in ("/", "/lost"):
                known, unknown = _measured(home, path, times)
                medians = statistics.median(known), statistics.median(unknown)
                worst = max(worst, abs(medians[0] - medians[1]))
                print(  # noqa: T201 - a command
                    f"{path:6} known {medians[0]:.2f} ms, unknown {medians[1]:.2f} ms, "
                    f"90th percentiles {statistics.quantiles(known, n=10)[-1]:.2f} and "
                    f"{statistics.quantiles(unknown, n=10)[-1]:.2f} ms, {times} each"
                )
    return int(worst > APART)


def _measured(home: house.House, path: str, times: int) -> tuple[list[float], list[float]]:
    took: tuple[list[float], list[float]] = ([], [])
    fields = home.join()
    for number in range(times):
        for place, address in enumerate((house.ADDRESS, f"nobody{number}@reader.example")):
            began = time.perf_counter()
            assert home.post(path, {**fields, "address": address}).status == 303
            took[place].append((time.perf_counter() - began) * 1000)
    return took


if __name__ == "__main__":
    sys.exit(main())
