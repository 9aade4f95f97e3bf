"""An upgrade: tables that an earlier version wrote, with other columns, are brought up to date by the next run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.earlier_contracts import KEPT_TABLES, carry_over
from orchestration.run_state import RunState
from orchestration.settings import Settings
from orchestration.storage import StorageError, list_partitions, partition_path, read_partitions
from orchestration.tables import (
    ALL_TABLES,
    CODED_STATEMENTS,
    NORMALIZED_ARTICLES,
    RAW_ARTICLE_REVISIONS,
    RAW_ARTICLES,
    RAW_DUPLICATE_GROUPS,
    RAW_QUARANTINE,
    RESOLVED_EVENT_HISTORY,
    RESOLVED_MENTION_REPORTS,
    RESOLVED_REPORT_EVENTS,
    Table,
)
from tests.conftest import FirstRun, RunSitrep

# What the tables looked like: columns that came since are missing, one that went is there, a type was another.
EARLIER: dict[Table, Callable[[pl.DataFrame], pl.DataFrame]] = {
    RAW_ARTICLES: lambda rows: rows.drop("publisher_article_id", "withdrawal_word"),
    RAW_ARTICLE_REVISIONS: lambda rows: rows.with_columns(pl.col("revision_number").cast(pl.Int64)),
    RAW_DUPLICATE_GROUPS: lambda rows: rows.with_columns(likeness=pl.lit(0.9)),
    RAW_QUARANTINE: lambda rows: rows.drop("first_bytes"),
    CODED_STATEMENTS: lambda rows: rows.drop("coder_version"),
    NORMALIZED_ARTICLES: lambda rows: rows.drop("language"),
    RESOLVED_MENTION_REPORTS: lambda rows: rows.drop("article_id"),
    RESOLVED_REPORT_EVENTS: lambda rows: rows.drop("match_reasons"),
    RESOLVED_EVENT_HISTORY: lambda rows: rows.select(reversed(rows.columns)),
}
ANSWERS = (
    "select * exclude (coded_at, coded_run_id) from marts.dim_articles order by article_id",
    "select * exclude (run_id, coded_at, match_reasons) from marts.fct_event_mentions order by mention_id",
    "select * from marts.fct_events order by event_id",
    "select * exclude (run_id) from marts.fct_event_history order by all",
    "select * exclude (run_id, first_bytes) from marts.fct_quarantine order by all",
)


@pytest.fixture
def settings(first_run: FirstRun, tmp_path: Path) -> Settings:
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True)
    shutil.copytree(first_run.settings.landing_dir, tmp_path / "landing")
    return Settings(tmp_path / "data", tmp_path / "landing")


def write_as_before(settings: Settings) -> None:
    for table, earlier in EARLIER.items():
        for day in list_partitions(settings, table):
            earlier(read_partitions(settings, table, [day])).write_parquet(partition_path(settings, table, day))
    RunState(settings).forget("contracts")


def answers(settings: Settings) -> list[list[tuple[object, ...]]]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return [connection.execute(query).fetchall() for query in ANSWERS]


def test_an_upgrade_needs_no_more_than_a_run(settings: Settings, run_sitrep: RunSitrep) -> None:
    before = answers(settings)
    assert all(before), "every table has rows to carry over"
    write_as_before(settings)
    finished = run_sitrep(settings, "run")
    assert finished.code == 0, finished.output
    told = " ".join(finished.output.split())
    assert (
        "raw.articles: 1 files of an earlier contract carried over: `publisher_article_id` is empty in them, "
        "`withdrawal_word` is empty in them." in told
    )
    assert "raw.duplicate_groups: 1 files of an earlier contract carried over: `likeness` is left out." in told
    assert "`revision_number` is Int32 now" in told
    for table in ALL_TABLES:
        read_partitions(settings, table)
    assert answers(settings) == before
    again = run_sitrep(settings, "run")
    assert again.code == 0, again.output
    assert "carried over" not in again.output


def test_what_cannot_be_carried_over_is_named_and_stays(settings: Settings) -> None:
    (day,) = list_partitions(settings, RAW_ARTICLES)
    path = partition_path(settings, RAW_ARTICLES, day)
    read_partitions(settings, RAW_ARTICLES).drop("language").write_parquet(path)
    stored = path.read_bytes()
    RunState(settings).forget("contracts")
    for _ in range(2):
        with pytest.raises(StorageError, match=r"raw\.articles: nulls in \['language'\].*move the folder"):
            carry_over(settings)
    assert path.read_bytes() == stored


def test_tables_of_the_present_contract_are_left_alone(settings: Settings) -> None:
    def stamps() -> dict[Path, int]:
        paths = [partition_path(settings, table, day) for table in KEPT_TABLES for day in list_partitions(settings, table)]
        return {path: path.stat().st_mtime_ns for path in paths}

    before = stamps()
    RunState(settings).forget("contracts")
    assert carry_over(settings) == []
    assert stamps() == before
