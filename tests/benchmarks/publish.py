"""What a publication costs as the warehouse grows: part of `make bench`.

    python -m tests.benchmarks.publish [--sizes 50000 500000 5000000] [--touched 5000] [--rounds 3] [--folder DIR]

Invented mentions, 5,000 a day. Every round is a build that brings one day of new mentions and says some of the last ten days
and a few of all others anew, and its publication, in this process. Wall time; nothing is asserted.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.publish.pipeline import publish_warehouse
from orchestration.settings import Settings
from tests.publish.workshop import KEYS, Workshop

PER_DAY = 5_000
# Of the touched mentions, those that are not new: of the last ten days, and of any day.
LATE_SHARE, OLD_SHARE = 0.1, 0.002
SIZES = (50_000, 500_000, 5_000_000)


@dataclass(frozen=True)
class Growth:
    """Publications at one size: seconds of a whole copy and of every round, seconds of each step of the last, and files."""

    size: int
    whole_seconds: float
    seconds: list[float]
    steps: dict[str, float]
    files_written: int
    files_linked: int
    megabytes: float


def measure(size: int, touched: int, rounds: int, folder: Path) -> Growth:
    settings = Settings(folder / "data", folder / "landing")
    workshop = Workshop(settings.warehouse_path, PER_DAY)
    for first in range(0, size, 500_000):
        workshop.add(first, min(500_000, size - first), is_full_refresh=True)
    started = time.perf_counter()
    publish_warehouse(settings, KEYS)
    whole = time.perf_counter() - started
    choice = random.Random(size)
    seconds: list[float] = []
    # The first two rounds make the second publication and the first from an older one: they are not counted.
    for number in range(rounds + 2):
        late, old = int(touched * LATE_SHARE), int(touched * OLD_SHARE)
        newest = size + number * touched
        new = range(newest, newest + touched - late - old)
        changed = [*choice.sample(range(newest - 10 * PER_DAY, newest), late), *choice.sample(range(newest), old)]
        workshop.build([*new, *set(changed)])
        steps: list[tuple[str, float]] = []
        started = time.perf_counter()
        published = publish_warehouse(settings, KEYS, lambda step, steps=steps: steps.append((step, time.perf_counter())))
        finished = time.perf_counter()
        if number >= 2:
            seconds.append(finished - started)
        assert not published.copied_because, published.copied_because
    ends = [*(moment for _, moment in steps[1:]), finished]
    by_step = {step: end - start for (step, start), end in zip(steps, ends, strict=True)}
    megabytes = settings.published_path.stat().st_size / 1e6
    return Growth(size, whole, seconds, by_step, published.files_written, published.files_linked, megabytes)


def main(words: Sequence[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--touched", type=int, default=PER_DAY)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folder", type=Path, help="where to write; a temporary folder by default")
    chosen = arguments.parse_args(words)
    console = Console(highlight=False, width=150)
    table = Table(
        "mentions", "whole copy, s", "rounds, s", "median", "steps of the last", "Parquet written", "linked", "MB",
        title=f"Publication of {chosen.touched:,} touched mentions",
    )  # fmt: skip
    medians = []
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            grown = measure(size, chosen.touched, chosen.rounds, Path(folder))
        medians.append(statistics.median(grown.seconds))
        steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in grown.steps.items() if seconds >= 0.05)
        table.add_row(
            f"{size:,}", f"{grown.whole_seconds:.1f}", ", ".join(f"{one:.1f}" for one in grown.seconds),
            f"{medians[-1]:.1f}", steps, str(grown.files_written), str(grown.files_linked), f"{grown.megabytes:.0f}",
        )  # fmt: skip
        console.print(f"{size:,}: {medians[-1]:.2f} s")
    console.print(table)
    console.print("Ratio to the smallest: " + ", ".join(f"{one / medians[0]:.2f}" for one in medians))


if __name__ == "__main__":
    main()
