"""CPU of `digest --help` against `python -c pass`, interleaved.  Goal: at most 3."""

import resource
import statistics
import subprocess
import sys

ROUNDS = 31


def cpu(words: list[str]) -> float:
    """CPU seconds of one child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the ratio of the medians."""
    bare, ours = [sys.executable, "-c", "pass"], [sys.executable, "-m", "digest", "--help"]
    pairs = [(cpu(bare), cpu(ours)) for _ in range(ROUNDS)]
    floor, taken = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"digest --help: {taken / floor:.2f} x python -c pass (goal: at most 3)")


if __name__ == "__main__":
    main()
