"""Throughput, grouping of copies, and how the cost of new articles grows with the stored ones: part of `make bench`.

    python -m tests.benchmarks.ingest [--articles 20000] [--stored 200000] [--new 1000] [--seed 1] [--folder DIR]

Every measured run is the whole ingest stage (files, metadata, language, gate, groups, writing) in a process of its own, as
`sitrep run` makes one. Wall time is what counts; process time is printed beside it, since other work on the machine makes
wall time longer. Nothing is asserted. A second call with the same folder needs not fill the stores again.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.articles.duplicate_groups import current_groups
from orchestration.processes import core_count
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import count_rows, list_partitions, read_partitions
from orchestration.tables import RAW_ARTICLES
from tests.benchmarks.grouping import PairScore, score_pairs
from tests.benchmarks.landing import Place, write_landing
from tests.benchmarks.wire_stories import FIRST_DAY, WireStory, write_stories

INGESTED_AT = datetime(2024, 10, 20, 6, tzinfo=UTC)
NEW_BATCHES = 3
DAYS_STORED = 20
# Asking the system for the memory of a process takes it milliseconds in which the process is held up.
SAMPLE_SECONDS = 0.5
RUN = """
import json, os, sys, time
from datetime import datetime
from pathlib import Path
from orchestration.settings import Settings
from orchestration.stages import ingest_articles
data, landing, at, processes = sys.argv[1:]
settings = Settings(Path(data), Path(landing), reader_processes=int(processes))
started = time.perf_counter()
report = ingest_articles(settings, datetime.fromisoformat(at), "benchmark")
print(json.dumps({"seconds": time.perf_counter() - started, "counts": dict(report.counts)}))
"""


@dataclass(frozen=True)
class StageRun:
    """One run of the stage: wall seconds of the stage, and of all processes together process seconds and the most memory."""

    seconds: float
    process_seconds: float
    peak_megabytes: float
    articles: int


def run_stage(settings: Settings, at: datetime) -> StageRun:
    """The ingest stage in a process of its own."""
    arguments = [str(settings.data_dir), str(settings.landing_dir), at.isoformat(), str(settings.reader_processes)]
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments], cwd=PROJECT_DIR, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    peak = 0.0
    ticks: dict[int, float] = {}
    while process.poll() is None:
        found = _of_session(process.pid)
        peak = max(peak, sum(megabytes for _, megabytes in found.values()))
        ticks |= {pid: seconds for pid, (seconds, _) in found.items()}
        time.sleep(SAMPLE_SECONDS)
    output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit(f"the stage failed: {output}")
    told = json.loads(output.splitlines()[-1])
    return StageRun(told["seconds"], sum(ticks.values()), peak, told["counts"]["articles"])


def _of_session(session: int) -> dict[int, tuple[float, float]]:
    """Process seconds and proportional memory in megabytes of every process of a session, as Linux tells them."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            share = next(line for line in (path / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
            found[int(path.name)] = (seconds, int(share.split()[1]) / 1024)
        except (OSError, StopIteration):
            continue
    return found


def score_groups(settings: Settings, places: dict[Place, WireStory]) -> PairScore:
    """Pairs of stored articles that were put into one group, against what the generator knows."""
    articles = read_partitions(settings, RAW_ARTICLES, columns=("article_id", "landing_file", "landing_member"))
    truth = {article_id: places[(file, member)].report for article_id, file, member in articles.iter_rows()}
    groups = dict(current_groups(settings).select("article_id", "duplicate_group_id").iter_rows())
    return score_pairs(truth, groups)


@dataclass(frozen=True)
class Store:
    """An installation in which articles are stored, one partition an ingest day."""

    settings: Settings

    @classmethod
    def filled(cls, folder: Path, stored: int, seed: int) -> "Store":
        """With so many articles over DAYS_STORED days, by the same stage; a folder that was filled before is left as it is."""
        store = cls(_settings(folder))
        for day in range(store.days, DAYS_STORED):
            store._land(-(-stored // DAYS_STORED), day, seed)
            run_stage_here(store.settings, INGESTED_AT + timedelta(days=day))
        return store

    @property
    def days(self) -> int:
        return len(list_partitions(self.settings, RAW_ARTICLES))

    def take_in(self, new: int, seed: int) -> StageRun:
        """One more day with so many new articles."""
        day = self.days
        self._land(new, day, seed)
        return run_stage(self.settings, INGESTED_AT + timedelta(days=day))

    def _land(self, count: int, day: int, seed: int) -> None:
        stories = _moved(write_stories(count, seed + day), day)
        write_landing(stories, self.settings.landing_dir / f"day-{day:03d}", ("txt", "json"))


def measure_growth(few: Store, many: Store, new: int, seed: int, console: Console) -> None:
    """Print what so many new articles take in both; in turns, so that other work on the machine falls on both."""
    stored = [count_rows(store.settings, RAW_ARTICLES) for store in (few, many)]
    runs = [(few.take_in(new, seed), many.take_in(new, seed)) for _ in range(NEW_BATCHES)]
    table = Table("stored", "seconds, each batch", "process seconds", title=f"{new} new articles, the more are stored")
    for count, of_store in zip(stored, zip(*runs, strict=True), strict=True):
        walls = ", ".join(f"{run.seconds:.1f}" for run in of_store)
        processes = ", ".join(f"{run.process_seconds:.1f}" for run in of_store)
        table.add_row(f"{count}", walls, processes)
    console.print(table)
    wall, process = (
        [statistics.median(getattr(run, name) for run in of_store) for of_store in zip(*runs, strict=True)]
        for name in ("seconds", "process_seconds")
    )
    console.print(f"Ratio of the medians: {wall[1] / wall[0]:.2f}, of process seconds {process[1] / process[0]:.2f}")


def run_stage_here(settings: Settings, at: datetime) -> None:
    """The stage in this process, which spares the imports of a new one."""
    from orchestration.stages import ingest_articles

    ingest_articles(settings, at, "benchmark")


def _moved(stories: Sequence[WireStory], days: int) -> list[WireStory]:
    """The stories of one ingest day: published within the two days before it."""
    latest = INGESTED_AT + timedelta(days=days)
    span = timedelta(days=2)
    return [replace(s, published_at=latest - span + (s.published_at - FIRST_DAY) % span) for s in stories]


def _settings(folder: Path) -> Settings:
    made = Settings(folder / "data", folder / "landing", reader_processes=core_count())
    made.landing_dir.mkdir(parents=True, exist_ok=True)
    return made


def measure(articles: int, stored: int, new: int, seed: int, folder: Path, console: Console) -> None:
    """Print the three tables; `folder` is written to."""
    if articles:
        measure_throughput(articles, seed, folder / "throughput", console)
    if stored:
        few, many = (Store.filled(folder / name, count, seed) for name, count in (("few", stored // 100), ("many", stored)))
        measure_growth(few, many, new, seed, console)


def measure_throughput(articles: int, seed: int, folder: Path, console: Console) -> None:
    """Print what so many articles take that are all new, and how well their copies are grouped; empties the folder before."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = _settings(folder)
    places = write_landing(write_stories(articles, seed), settings.landing_dir)
    run, again = run_stage(settings, INGESTED_AT), run_stage(settings, INGESTED_AT + timedelta(hours=1))
    table = Table("run", "articles/s", "seconds", "process seconds", "peak MB", title=f"Ingest of {run.articles} articles")
    for name, one in (("first", run), ("second, nothing new", again)):
        rate = f"{run.articles / one.seconds:,.0f}" if one is run else ""
        table.add_row(name, rate, f"{one.seconds:.1f}", f"{one.process_seconds:.1f}", f"{one.peak_megabytes:.0f}")
    console.print(table)
    score = score_groups(settings, places)
    console.print(
        f"Copies: pairwise precision {score.precision:.4f}, recall {score.recall:.4f} "
        f"({score.right} of {score.found} pairs found are right, there are {score.true})"
    )


def main(words: Sequence[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=20_000, help="0 leaves the measurement of throughput out")
    arguments.add_argument("--stored", type=int, default=200_000, help="0 leaves the measurement of growth out")
    arguments.add_argument("--new", type=int, default=1_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--folder", type=Path, help="where to write, kept afterwards; a temporary one by default")
    chosen = arguments.parse_args(words)
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        measure(chosen.articles, chosen.stored, chosen.new, chosen.seed, folder, console)


if __name__ == "__main__":
    main()
