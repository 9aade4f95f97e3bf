"""What a day costs the warehouse as it grows: part of `make bench`.

    python -m tests.benchmarks.warehouse [--sizes 50000 500000] [--per-day 5000] [--rounds 3] [--folder DIR]

Invented mentions, 5,000 a day. The warehouse is built in full from all days, then one day after the other is added by an
increment as `sitrep run` does it, with all models and tests. Publication is measured apart (`publish`). Prints tables;
asserts nothing.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration import warehouse
from orchestration.normalize.pipeline import ensure_sources
from orchestration.settings import Settings
from tests.benchmarks.invented_days import write_day

PER_DAY = 5_000
SIZES = (50_000, 500_000, 5_000_000)
SHOWN_NODES = 25


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processor, of all threads."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Grown:
    """At one size: the full build, every increment after it, and the least seconds that each node took in one of them."""

    size: int
    full: Cost
    increments: list[Cost]
    node_seconds: Mapping[str, float]

    @property
    def cpu(self) -> float:
        return statistics.median(cost.cpu for cost in self.increments)

    @property
    def wall(self) -> float:
        return statistics.median(cost.wall for cost in self.increments)


def measure(size: int, per_day: int, rounds: int, folder: Path) -> Grown:
    settings = Settings(folder / "data", folder / "landing")
    days = size // per_day
    for number in range(days):
        write_day(settings, number, per_day)
    ensure_sources(settings)
    full = _cost(lambda: warehouse.build(settings, is_tested=False))
    increments, nodes = [], []
    # The first increment parses the project for this kind of build: it is not counted.
    for number in range(days, days + rounds + 1):
        write_day(settings, number, per_day)
        increments.append(_cost(lambda: warehouse.build(settings)))
        nodes.append({result.unique_id: result.seconds for result in warehouse.last_results(settings)})
    least = {name: min(seconds[name] for seconds in nodes[1:]) for name in nodes[-1]}
    return Grown(size, full, increments[1:], least)


def _cost(work: Callable[[], object]) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def main(words: Sequence[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--per-day", type=int, default=PER_DAY)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folder", type=Path, help="where to write; a temporary folder by default")
    chosen = arguments.parse_args(words)
    console = Console(highlight=False, width=150)
    grown = []
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            grown.append(measure(size, chosen.per_day, chosen.rounds, Path(folder)))
        console.print(
            f"{size:,}: full {grown[-1].full.cpu:.1f} s CPU, a day {grown[-1].cpu:.1f} s CPU, {grown[-1].wall:.1f} s"
        )
    smallest = grown[0]
    table = Table("mentions", "full, s CPU", "full, s", "a day, s CPU", "ratio", "a day, s", "ratio",
                  title=f"An increment of {chosen.per_day:,} mentions")  # fmt: skip
    for one in grown:
        table.add_row(
            f"{one.size:,}", f"{one.full.cpu:.1f}", f"{one.full.wall:.1f}", f"{one.cpu:.2f}", f"{one.cpu / smallest.cpu:.2f}",
            f"{one.wall:.2f}", f"{one.wall / smallest.wall:.2f}",
        )  # fmt: skip
    console.print(table)
    nodes = Table("node", *(f"{one.size:,}" for one in grown), title="Nodes that grow most, seconds of the clock")
    growth = {name: grown[-1].node_seconds[name] - seconds for name, seconds in smallest.node_seconds.items()}
    for name in sorted(growth, key=lambda name: -growth[name])[:SHOWN_NODES]:
        nodes.add_row(name, *(f"{one.node_seconds[name]:.2f}" for one in grown))
    console.print(nodes)


if __name__ == "__main__":
    main()
