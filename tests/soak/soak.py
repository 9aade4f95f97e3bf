"""A soak: the same days twice, once in peace and once with a process that is killed at random moments while readers look."""

import json
import multiprocessing
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import read_partitions
from orchestration.tables import ALL_TABLES
from tests.soak.plan import BAD_DAYS, Plan, take_in_process
from tests.soak.reader import look

# Until a stage has been seen to end, this is how long it is taken to last.
FIRST_GUESS_SECONDS = 1.0
LONGEST_STAGE_SECONDS = 1800


class SoakError(AssertionError):
    """The process under test failed by itself; the message is its traceback."""


@dataclass
class Looks:
    """What readers saw: `sets` by how often, and in `bad` those looks that failed or showed anything but whole days."""

    count: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    sets: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Outcome:
    """`kills`: by stage. `differing`: rows that only one of the two warehouses has, by table, of the `rows` that there are."""

    days: int
    bad_days: int
    kills: Counter[str]
    looks: Looks
    rows: int
    differing: dict[str, int]
    seconds: float

    @property
    def is_sound(self) -> bool:
        return not self.differing and not self.looks.bad

    def summary(self) -> str:
        by_stage = ", ".join(f"{count} in {stage}" for stage, count in sorted(self.kills.items()))
        return (
            f"{self.days} days, {self.bad_days} of them bad; {self.kills.total()} kills ({by_stage}); "
            f"{self.looks.count} looks of readers at {len(self.looks.sets)} sets, {self.looks.bad.total()} bad; "
            f"{self.rows} rows compared, differing: {self.differing or 'none'}; {self.seconds:.0f} s"
        )


def make_plan(days: int, bad_days: int, chance: random.Random) -> Plan:
    """Bad days of all kinds, on days of the chance's choice but not the first, which has nothing published behind it."""
    kinds = list(BAD_DAYS)
    chosen = chance.sample(range(1, days), bad_days)
    return Plan(days, {day: kinds[number % len(kinds)] for number, day in enumerate(chosen)})


def soak(peaceful: Settings, disturbed: Settings, plan: Plan, kills: int, chance: random.Random, pause: float) -> Outcome:
    """Run the plan on both installations, which must be equal to begin with; readers pause `pause` seconds between looks."""
    started = time.monotonic()
    begin(replace(plan, is_published_daily=False), peaceful).finish()
    with readers(disturbed, pause) as looks:
        killed = disturb(plan, disturbed, kills, chance)
    judge(looks, peaceful.published_path)
    rows, differing = differences(peaceful, disturbed)
    return Outcome(plan.days, len(plan.bad_days), killed, looks, rows, differing, time.monotonic() - started)


class Process:
    """The process that takes the steps of a plan."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.soak.preload"])
        self._told, child_end = context.Pipe(duplex=False)
        self._process = context.Process(target=take_in_process, args=(plan, settings, child_end))
        self._process.start()
        child_end.close()

    def hear(self, seconds: float = LONGEST_STAGE_SECONDS) -> tuple[int, str] | None:
        """(position, stage) that begins, None at the end. Raises TimeoutError when nothing does, SoakError for an error."""
        if not self._told.poll(seconds):
            raise TimeoutError
        heard: Any = self._told.recv()
        if isinstance(heard, str):
            raise SoakError(heard)
        return heard

    def finish(self) -> None:
        while self.hear() is not None:
            pass
        self._process.join()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def begin(plan: Plan, settings: Settings) -> Process:
    settings.landing_dir.mkdir(parents=True, exist_ok=True)
    return Process(plan, settings)


def disturb(plan: Plan, settings: Settings, kills: int, chance: random.Random) -> Counter[str]:
    """Run the plan and kill it at moments spread over all stages, each a random part of how long that stage lasted before."""
    places = [(position, stage) for position in range(len(plan.steps)) for stage in plan.stages_of(position)]
    targets = sorted(chance.sample(range(len(places)), kills))
    lasted: dict[str, float] = {}
    killed: Counter[str] = Counter()
    process = begin(plan, settings)
    for target in targets:
        heard, at = process.hear(), time.monotonic()
        while heard is not None and places.index(heard) < target:
            stage, begun = heard[1], at
            heard, at = process.hear(), time.monotonic()
            lasted[stage] = at - begun
        if heard is None:
            break
        try:
            later = process.hear(chance.random() * lasted.get(heard[1], FIRST_GUESS_SECONDS))
            heard = later or heard
        except TimeoutError:
            pass
        process.kill()
        killed[heard[1]] += 1
        process = begin(plan, settings)
    process.finish()
    return killed


@contextmanager
def readers(settings: Settings, pause: float) -> Iterator[Looks]:
    """A reader at work for the time of the block; what it saw is there at the end of it."""
    looks, stop = Looks(), settings.data_dir / "stop_reading"
    command = [sys.executable, "-m", "tests.soak.reader", str(settings.published_path), str(stop), str(pause)]
    reader = subprocess.Popen(command, cwd=PROJECT_DIR, stdout=subprocess.PIPE, text=True)
    try:
        yield looks
        stop.touch()
        seen = json.loads(reader.communicate(timeout=120)[0])
    finally:
        reader.kill()
    looks.count = seen["looks"]
    looks.bad.update(seen["errors"])
    looks.sets.update(seen["sets"])


def judge(looks: Looks, published: Path) -> None:
    """A set is whole when its days are the first of the peaceful run, each with the same rows, and its tables agree."""
    days, disagreements = json.loads(look(published))
    assert not any(disagreements), disagreements
    for seen, count in looks.sets.items():
        seen_days, disagreements = json.loads(seen)
        if any(disagreements) or not seen_days or seen_days != days[: len(seen_days)]:
            looks.bad[seen] += count


def differences(one: Settings, other: Settings) -> tuple[int, dict[str, int]]:
    """How many rows were compared, of every published and every Parquet table; and those that only one side has, by table."""
    found: dict[str, int] = {}
    total = 0
    with duckdb.connect() as connection:
        for name, settings in (("one", one), ("other", other)):
            connection.execute(f"attach '{settings.published_path}' as {name} (read_only)")
        relations: Sequence[tuple[str, ...]] = connection.execute(
            "select distinct table_schema, table_name from information_schema.tables where table_catalog in ('one', 'other')"
        ).fetchall()
        for schema, table in relations:
            here, there = f"one.{schema}.{table}", f"other.{schema}.{table}"
            rows, only = connection.execute(
                f"""
                select (select count(*) from {here}),
                    (select count(*) from (from {here} except all from {there}))
                    + (select count(*) from (from {there} except all from {here}))
                """
            ).fetchall()[0]
            total += rows
            found[f"{schema}.{table}"] = only
    for contract in ALL_TABLES:
        here_rows, there_rows = read_partitions(one, contract), read_partitions(other, contract)
        total += here_rows.height
        found[contract.full_name] = 0 if here_rows.equals(there_rows) else max(here_rows.height, there_rows.height)
    return total, {name: count for name, count in sorted(found.items()) if count}
