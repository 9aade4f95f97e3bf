"""What increments leave behind is what a full build makes of the same files, in whatever order the articles arrived."""

import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from orchestration import build_scope, warehouse
from orchestration.build_scope import begin_build, touched_path
from orchestration.normalize.pipeline import ensure_sources
from orchestration.publish.scopes import read_build_log
from orchestration.resolution.pipeline import resolve_mentions
from orchestration.run_state import read_json
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import read_partitions, write_partition
from orchestration.tables import (
    NORMALIZED_ACTORS,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_PLACE_MENTIONS,
    NORMALIZED_TABLES,
    NORMALIZED_TIME_MENTIONS,
    RAW_ARTICLE_REVISIONS,
    RAW_DUPLICATE_GROUPS,
)
from tests.resolution.test_world import make_world
from tests.world.reports import Report, clock
from tests.world.tables import frame_of, group_rows, normalized_rows

FIRST_DAY, DAYS, BUILDS = date(2031, 1, 1), 30, 3
# The second build dies when the one is done, and once more when the other is: some tables are ahead of others then.
KILLED_AFTER = ("fct_event_mentions", "fct_event_versions")
DYING = """
import os, sys
from pathlib import Path
from orchestration import build_scope, warehouse
from orchestration.settings import Settings

def tell(name, status):
    if name == sys.argv[3]:
        os._exit(9)

warehouse.build(Settings(Path(sys.argv[1]), Path(sys.argv[2])), tell, is_tested=False)
"""
Rows = dict[str, list[tuple[Any, ...]]]


def arriving(seed: int) -> dict[date, list[Report]]:
    """The reports of a small world by the day on which they arrive, in a random order: a correction may come before what it
    corrects, a copy before its original.
    """
    numbers = random.Random(seed)
    _, reports = make_world(10 + seed, 70)
    days: dict[date, list[Report]] = defaultdict(list)
    for report in reports:
        report.ingested = FIRST_DAY + timedelta(days=numbers.randrange(DAYS))
        days[report.ingested].append(report)
    return dict(sorted(days.items()))


def revision_rows(told: Sequence[Report], day: date, arrived: Iterable[Report]) -> pl.DataFrame:
    """raw.article_revisions of one day: each article that arrives, and the earlier one that it corrects or takes back."""
    earlier = {report.article_id: report for report in arrived}
    known = earlier | {report.article_id: report for report in told}
    later = {report.revises: report for report in known.values() if report.revises}
    rows = []
    for report in told:
        follower = later.get(report.article_id)
        standing = "current" if follower is None else "retracted" if follower.is_retraction else "superseded"
        rows.append((report, "notice" if report.is_retraction else standing, 1))
        if report.revises in earlier:
            rows.append((earlier[report.revises], "retracted" if report.is_retraction else "superseded", 2))
    return frame_of(
        RAW_ARTICLE_REVISIONS,
        [
            {
                "article_id": report.article_id,
                "change_number": change,
                "canonical_article_id": report.revises or report.article_id,
                "standing": standing,
                "ingested_at": clock(report.ingested),
                "effective_at": clock(day),
                "decided_at": clock(day),
                "ingest_date": day,
            }
            for report, standing, change in rows
        ],
    )


def write_day(settings: Settings, day: date, told: Sequence[Report], arrived: Sequence[Report]) -> None:
    rows = normalized_rows(told)
    mentions = rows[NORMALIZED_EVENT_MENTIONS.full_name]
    spans = mentions.select("article_id", "sentence_index", "char_start", "char_end", "place_id", "ingest_date").to_dicts()
    actors = pl.concat(
        [
            rows["normalized.mention_actors"].select("actor_id", "code"),
            mentions.select(pl.col("attribution_actor_id").alias("actor_id"), pl.col("attribution_code").alias("code")),
        ]
    )
    rows[NORMALIZED_ACTORS.full_name] = frame_of(
        NORMALIZED_ACTORS,
        [row | {"ingest_date": day, "country_code": row["code"][:3]} for row in actors.drop_nulls("actor_id").to_dicts()],
    )
    rows[NORMALIZED_PLACE_MENTIONS.full_name] = frame_of(NORMALIZED_PLACE_MENTIONS, spans)
    rows[NORMALIZED_TIME_MENTIONS.full_name] = frame_of(
        NORMALIZED_TIME_MENTIONS, [{name: value for name, value in row.items() if name != "place_id"} for row in spans]
    )
    for table in NORMALIZED_TABLES:
        write_partition(settings, table, day, rows[table.full_name])
    write_partition(settings, RAW_DUPLICATE_GROUPS, day, group_rows(told))
    write_partition(settings, RAW_ARTICLE_REVISIONS, day, revision_rows(told, day, arrived))


def regroup(settings: Settings, day: date, numbers: random.Random) -> None:
    """A copy is found out late: an article changes its duplicate group, days after it was read."""
    groups = read_partitions(settings, RAW_DUPLICATE_GROUPS)
    one, other = numbers.sample(groups["article_id"].to_list(), 2)
    today = read_partitions(settings, RAW_DUPLICATE_GROUPS, [day])
    row = {"article_id": one, "duplicate_group_id": other, "is_primary": False, "ingest_date": day}
    moved = frame_of(RAW_DUPLICATE_GROUPS, [row | {"decided_at": clock(day, 7)}])
    write_partition(settings, RAW_DUPLICATE_GROUPS, day, pl.concat([today, moved]))


def read_all(settings: Settings) -> Rows:
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        names = connection.execute(
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema in ('marts', 'reporting') order by 1
            """
        ).fetchall()
        return {name: connection.execute(f"select * from {name} order by all").fetchall() for (name,) in names}


def build(settings: Settings, moment: datetime) -> None:
    resolve_mentions(settings, moment, "run")
    ensure_sources(settings)
    warehouse.build(settings, is_tested=False)


def start_and_kill(settings: Settings, moment: datetime, node: str) -> None:
    """A build whose process dies when a node is done."""
    resolve_mentions(settings, moment, "run")
    ensure_sources(settings)
    arguments = [sys.executable, "-c", DYING, settings.data_dir, settings.landing_dir, node]
    died = subprocess.run(arguments, cwd=PROJECT_DIR, check=False)
    assert died.returncode == 9
    assert read_json(settings.warehouse_path.parent / "build.json")["is_begun"]


def assert_same_rows(found: Rows, expected: Rows) -> None:
    assert {name: len(rows) for name, rows in found.items()} == {name: len(rows) for name, rows in expected.items()}
    for name, rows in expected.items():
        assert found[name] == rows, name


@pytest.mark.parametrize(("seed", "killed_after"), [pytest.param(1, (), marks=pytest.mark.long), (2, KILLED_AFTER)])
def test_a_full_build_gives_the_same_rows_as_increments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, killed_after: Sequence[str]
) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "landing")
    numbers = random.Random(seed)
    days = arriving(seed)
    built_after = sorted({*numbers.sample(sorted(days)[:-1], BUILDS - 1), max(days)})
    arrived: list[Report] = []
    for number, (day, told) in enumerate(days.items()):
        write_day(settings, day, told, arrived)
        arrived += told
        if number % 5 == 4:
            regroup(settings, day, numbers)
        if day == built_after[1]:
            for node in killed_after:
                start_and_kill(settings, clock(day, 8), node)
        if day in built_after:
            build(settings, clock(day, 8))
    record = read_json(settings.warehouse_path.parent / "build.json")
    assert record["number"] == BUILDS
    # The last change: of one day a report is gone, as after a change of the coder.
    first, told = next((day, told) for day, told in days.items() if len(told) > 2)
    write_day(settings, first, told[1:], [])
    assert not begin_build(settings).is_full
    build(settings, clock(max(days), 9))
    by_increments = read_all(settings)
    settings.warehouse_path.unlink()
    build(settings, clock(max(days), 9))
    in_full = read_all(settings)
    assert_same_rows(by_increments, in_full)
    assert len(in_full["marts.fct_event_versions"]) > len(in_full["marts.fct_events"]) > 20
    assert in_full["marts.fct_withdrawn_events"] and in_full["marts.fct_event_history"]
    # The same again, a third of the mentions after the other.
    monkeypatch.setattr(build_scope, "MENTIONS_AT_ONCE", len(in_full["marts.fct_event_mentions"]) // 3)
    settings.warehouse_path.unlink()
    build(settings, clock(max(days), 9))
    assert read_json(settings.warehouse_path.parent / "build.json")["number"] >= BUILDS + 5
    assert_same_rows(read_all(settings), in_full)
    assert all(read_build_log(settings.warehouse_path).everything_anew.values())


def test_what_an_article_once_copied_touches_it(tmp_path: Path) -> None:
    """Past versions of an event count the outlet of the story that was then held for the origin."""
    settings = Settings(tmp_path / "data", tmp_path / "landing")
    _, reports = make_world(1, 4)
    copy, other = reports[0], next(report for report in reports if report.article_id != reports[0].article_id)
    copy.ingested, copy.copy_of, other.ingested = FIRST_DAY, "no-copy", FIRST_DAY + timedelta(days=1)
    write_day(settings, FIRST_DAY, [copy], [])
    decided = read_partitions(settings, RAW_DUPLICATE_GROUPS, [FIRST_DAY])
    first = decided.with_columns(pl.col("decided_at") - timedelta(hours=1), duplicate_group_id=pl.lit(other.article_id))
    write_partition(settings, RAW_DUPLICATE_GROUPS, FIRST_DAY, pl.concat([first, decided]))
    build(settings, clock(FIRST_DAY, 8))
    write_day(settings, other.ingested, [other], [copy])
    assert not begin_build(settings).is_full
    touched = pl.read_parquet(touched_path(settings, "articles"))["article_id"].to_list()
    assert sorted(touched) == sorted([copy.article_id, other.article_id])
