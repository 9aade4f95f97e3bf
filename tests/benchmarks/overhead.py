"""What of a small run is neither coding nor SQL: start-up, imports, bookkeeping; of this checkout and of others.

    python -m tests.benchmarks.overhead [--against CHECKOUT ...] [--articles FOLDER] [--rounds 3]

A first run of an installation, whose gazetteer is compiled already, and a later one, to which the same articles are new, of
each checkout in turns. Coding is the parse and coding of articles; SQL the time in which the working warehouse is at work on
a statement of dbt's. CPU is that of the process and of those that it waited for, whole cores; nothing is asserted.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.settings import PROJECT_DIR

KINDS = ("first", "later")
OLDER_ARTICLE = "A soldier was killed in Goma on Monday, the army said.\n"
# Runs in a checkout of any age, so it knows of it no more than what is coded where, and how dbt sends SQL.
RUN = """
import json, multiprocessing, os, sys, threading, time
from contextlib import contextmanager
started, spent, at_work, lock = time.perf_counter(), {}, {}, threading.Lock()

@contextmanager
def counted(name):
    with lock:
        if not at_work.get(name):
            spent[name, "start"] = time.perf_counter(), time.process_time()
        at_work[name] = at_work.get(name, 0) + 1
    try:
        yield
    finally:
        with lock:
            at_work[name] -= 1
            if not at_work[name]:
                wall, cpu = spent.pop((name, "start"))
                before = spent.get(name, (0.0, 0.0))
                spent[name] = before[0] + time.perf_counter() - wall, before[1] + time.process_time() - cpu

def count(owner, method, name):
    inner = getattr(owner, method)
    def outer(*arguments, **options):
        with counted(name):
            return inner(*arguments, **options)
    setattr(owner, method, outer)

from orchestration import coding_workers, warehouse
count(coding_workers.Workbench, "code_batch", "coding")
build = warehouse.build
def build_counted(*arguments, **options):
    from dbt.adapters.duckdb.environments import local
    count(local.DuckDBCursorWrapper, "execute", "sql")
    return build(*arguments, **options)
warehouse.build = build_counted
from orchestration.cli import main
main(["run"], standalone_mode=False)
multiprocessing.active_children()  # waits for those that have ended
times = os.times()
print("@@" + json.dumps({"wall": time.perf_counter() - started, "cpu": sum(times[:4]), **spent}))
"""


@dataclass(frozen=True)
class Spent:
    """Wall and CPU seconds of one run."""

    wall: float
    cpu: float
    coding: tuple[float, float]
    sql: tuple[float, float]

    @property
    def rest(self) -> tuple[float, float]:
        return self.wall - self.coding[0] - self.sql[0], self.cpu - self.coding[1] - self.sql[1]


def measure(kind: str, checkout: Path, articles: Path, cache: Path) -> Spent:
    """One run in folders of its own. What is cached is kept in `cache` for the runs to come."""
    with tempfile.TemporaryDirectory() as folder:
        data, landing = Path(folder) / "data", Path(folder) / "landing"
        landing.mkdir()
        if cache.is_dir():
            shutil.copytree(cache, data / "cache")
        environment = {
            **os.environ,
            "PYTHONPATH": str(checkout),
            "SITREP_DATA_DIR": str(data),
            "SITREP_LANDING_DIR": str(landing),
            "SITREP_REST_SECONDS": "0",
        }
        if kind == "later" or not cache.is_dir():
            (landing / "older.txt").write_text(OLDER_ARTICLE, encoding="utf-8")
            _run(checkout, environment)
            shutil.copytree(data / "cache", cache, dirs_exist_ok=True)
        if kind == "first":
            shutil.rmtree(landing)
            for made in (path for path in data.iterdir() if path.name != "cache"):
                shutil.rmtree(made)
        shutil.copytree(articles, landing / "articles")
        return Spent(**json.loads(_run(checkout, environment).rpartition("@@")[2]))


def _run(checkout: Path, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", RUN]
    finished = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)
    if "@@" not in finished.stdout:
        sys.exit(finished.stdout + finished.stderr)
    return finished.stdout


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.overhead")
    parser.add_argument("--against", type=Path, nargs="*", default=[], help="Checkouts of the project, as of another commit.")
    parser.add_argument("--articles", type=Path, default=PROJECT_DIR / "data" / "landing")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS)
    options = parser.parse_args(arguments)
    console = Console(highlight=False)
    checkouts = [*(folder.resolve() for folder in options.against), PROJECT_DIR]
    for kind in options.kinds:
        spent: dict[Path, list[Spent]] = {checkout: [] for checkout in checkouts}
        with tempfile.TemporaryDirectory() as caches:
            for checkout in checkouts * options.rounds:
                cache = Path(caches) / str(checkouts.index(checkout))
                spent[checkout].append(measure(kind, checkout, options.articles.resolve(), cache))
                console.print(f"{kind} run of {checkout}: the rest {spent[checkout][-1].rest[0]:.1f} s")
        console.print(_table(kind, spent))


def _table(kind: str, spent: dict[Path, list[Spent]]) -> Table:
    columns = ("", "run, wall", "coding", "SQL", "the rest", "of all", "run, CPU", "the rest")
    table = Table(*columns, title=f"A {kind} run, medians")
    for checkout, runs in spent.items():
        wall, coding, sql, rest, cpu, rest_cpu = (
            statistics.median(values)
            for values in zip(
                *((run.wall, run.coding[0], run.sql[0], run.rest[0], run.cpu, run.rest[1]) for run in runs), strict=True
            )
        )
        figures = [f"{seconds:.1f}" for seconds in (wall, coding, sql, rest)]
        table.add_row(checkout.name, *figures, f"{rest / wall:.0%}", f"{cpu:.1f}", f"{rest_cpu:.1f}")
    return table


if __name__ == "__main__":
    main()
