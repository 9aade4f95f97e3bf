"""Disks that fill up or may not be written to, clocks that go back, files that are damaged, two runs at the same moment."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from orchestration import quarantine, stages
from orchestration.publish.pipeline import read_row_counts
from orchestration.quality.verdicts import GateBlocked
from orchestration.run_state import RunState
from orchestration.settings import Settings
from orchestration.storage import StorageError, list_partitions, partition_path, read_partitions, write_partition
from orchestration.tables import (
    CODED_EVENT_MENTIONS,
    CODED_PLACE_MENTIONS,
    CODED_STATEMENTS,
    CODED_TABLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_TABLES,
    RAW_ARTICLES,
    RAW_DUPLICATE_GROUPS,
    Table,
)
from orchestration.transient import is_transient
from tests.conftest import FirstRun
from tests.end_to_end.corpus import write_batch

MEGABYTE = 1 << 20


@pytest.fixture
def finished(first_run: FirstRun, tmp_path: Path) -> Settings:
    """A copy of the finished installation, with a landing folder of its own."""
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True, ignore=shutil.ignore_patterns("dagster"))
    shutil.copytree(first_run.settings.landing_dir, tmp_path / "landing")
    return Settings(tmp_path / "data", tmp_path / "landing")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB of its own, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("this account may not mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(disk: Path, leave_bytes: int) -> Path:
    """A file that leaves this much room."""
    status = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - leave_bytes)))
    return ballast


def add_article(settings: Settings, name: str = "new") -> None:
    article = {
        "text": "Police in Lagos arrested 12 protesters on Monday.",
        "source": "Test Wire",
        "published_at": "2024-07-01",
    }
    (settings.landing_dir / f"{name}.json").write_text(json.dumps(article), encoding="utf-8")


def groups(count: int) -> pl.DataFrame:
    ids = [os.urandom(32).hex() for _ in range(count)]
    return pl.DataFrame({"article_id": ids}).select(
        pl.col("article_id"),
        pl.col("article_id").alias("duplicate_group_id"),
        pl.lit(True).alias("is_primary"),
        pl.lit(datetime(2024, 8, 1, tzinfo=UTC)).alias("decided_at"),
        pl.lit(date(2024, 8, 1)).alias("ingest_date"),
        pl.lit("run").alias("run_id"),
    )


def test_a_disk_that_fills_up_leaves_the_old_partition_and_is_tried_again(small_disk: Path) -> None:
    settings, day = Settings(small_disk / "data", small_disk), date(2024, 8, 1)
    path = write_partition(settings, RAW_DUPLICATE_GROUPS, day, groups(10))
    before = path.read_bytes()
    ballast = fill(small_disk, MEGABYTE)
    with pytest.raises((OSError, pl.exceptions.PolarsError)) as caught:
        write_partition(settings, RAW_DUPLICATE_GROUPS, day, groups(60_000))
    assert is_transient(caught.value)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    ballast.unlink()
    write_partition(settings, RAW_DUPLICATE_GROUPS, day, groups(60_000))
    assert read_partitions(settings, RAW_DUPLICATE_GROUPS).height == 60_000


def test_a_disk_that_fills_up_while_publishing_leaves_what_was_published(finished: Settings, small_disk: Path) -> None:
    shutil.copytree(finished.data_dir, small_disk / "data", symlinks=True)
    settings = Settings(small_disk / "data", finished.landing_dir)
    before = read_row_counts(settings.published_path)
    # The files of a copied folder have other stamps.
    stages.build_warehouse(settings, datetime.now(UTC), "copied")
    RunState(settings).forget("publish")
    ballast = fill(small_disk, MEGABYTE // 8)
    with pytest.raises(Exception) as caught:
        stages.publish(settings, datetime.now(UTC), "full")
    assert is_transient(caught.value), caught.value
    assert read_row_counts(settings.published_path) == before
    ballast.unlink()
    assert dict(stages.publish(settings, datetime.now(UTC), "room").counts) == before


def test_a_disk_that_may_not_be_written_to_fails_at_once_and_is_read(finished: Settings, small_disk: Path) -> None:
    shutil.copytree(finished.data_dir, small_disk / "data", symlinks=True)
    settings = Settings(small_disk / "data", finished.landing_dir)
    add_article(settings)
    if subprocess.run(["mount", "-o", "remount,ro", small_disk], capture_output=True).returncode:
        pytest.skip("this account may not remount a disk")
    with pytest.raises(OSError, match="Read-only") as caught:
        stages.ingest_articles(settings, datetime.now(UTC), "ro")
    assert not is_transient(caught.value)
    assert read_row_counts(settings.published_path)["marts.dim_articles"] == 6


def test_articles_that_come_while_the_clock_is_wrong_are_kept(finished: Settings) -> None:
    (today,) = list_partitions(finished, RAW_ARTICLES)
    before = partition_path(finished, RAW_ARTICLES, today).read_bytes()
    add_article(finished)
    wrong = datetime.now(UTC) - timedelta(days=400)
    assert not stages.ingest_articles(finished, wrong, "back").blocking_message
    earlier, later = list_partitions(finished, RAW_ARTICLES)
    assert (earlier, later) == (wrong.date(), today)
    assert partition_path(finished, RAW_ARTICLES, today).read_bytes() == before
    assert read_partitions(finished, RAW_ARTICLES, [earlier])["landing_file"].to_list() == ["new.json"]
    again = stages.ingest_articles(finished, datetime.now(UTC), "right")
    assert again.is_skipped, "the article is not taken twice when the clock is right again"


def test_two_runs_at_the_same_moment_take_every_article_once(finished: Settings) -> None:
    for number in range(5):
        add_article(finished, f"new{number}")
        path = finished.landing_dir / f"new{number}.json"
        path.write_text(path.read_text().replace("12 protesters", f"{20 + number} protesters"))
    with ThreadPoolExecutor(2) as threads:
        reports = list(
            threads.map(lambda name: stages.ingest_articles(finished, datetime.now(UTC), name), ("first", "second"))
        )
    assert sorted(report.is_skipped for report in reports) == [False, True]
    articles = read_partitions(finished, RAW_ARTICLES)
    assert articles.height == 11
    assert articles["article_id"].n_unique() == 11


def damage(path: Path) -> None:
    """Keep the beginning of the file and lose the rest, as a bad disk does."""
    content = bytearray(path.read_bytes())
    content[len(content) // 3 :] = bytes(len(content) - len(content) // 3)
    path.write_bytes(content)


def without_stamps(settings: Settings, table: Table) -> pl.DataFrame:
    return read_partitions(settings, table).drop(
        "ingested_at", "run_id", "coded_at", "coded_run_id", "ingest_date", strict=False
    )


def test_damaged_articles_are_named_and_made_again(finished: Settings) -> None:
    (day,) = list_partitions(finished, RAW_ARTICLES)
    before = without_stamps(finished, RAW_ARTICLES)
    path = partition_path(finished, RAW_ARTICLES, day)
    damage(path)
    with pytest.raises(StorageError, match="delete this file"):
        read_partitions(finished, RAW_ARTICLES)
    path.unlink()
    stages.ingest_articles(finished, datetime.now(UTC), "again")
    assert without_stamps(finished, RAW_ARTICLES).equals(before)


def test_coded_tables_that_are_damaged_missing_or_of_an_earlier_version_are_made_again_by_the_next_run(
    finished: Settings,
) -> None:
    """Every coded and normalized table has the rows that it had; nothing passes for coded that has lost its mentions."""
    (day,) = list_partitions(finished, RAW_ARTICLES)
    tables = (*CODED_TABLES, *NORMALIZED_TABLES)
    before = {table: without_stamps(finished, table) for table in tables}
    assert before[CODED_EVENT_MENTIONS].height > 5
    damage(partition_path(finished, CODED_EVENT_MENTIONS, day))
    damage(partition_path(finished, NORMALIZED_EVENT_MENTIONS, day))
    partition_path(finished, CODED_STATEMENTS, day).unlink()
    earlier = partition_path(finished, CODED_PLACE_MENTIONS, day)
    pl.read_parquet(earlier).drop("confidence").write_parquet(earlier)
    report = stages.code_articles(finished, datetime.now(UTC), "again")
    assert report.counts == {"articles_coded": 6, "articles_failed": 0}
    told = " ".join(report.notes)
    assert "event_mentions" in told and "coded.statements of" in told and "place_mentions" in told
    stages.normalize_mentions(finished, datetime.now(UTC), "again")
    for table in tables:
        assert without_stamps(finished, table).equals(before[table]), table.full_name


def test_a_gate_that_fails_on_the_third_of_five_days_holds_back_all_until_it_is_settled(tmp_path: Path) -> None:
    """The days after it are taken in and coded meanwhile; none is lost, and none is published before the third is settled."""
    settings = Settings(tmp_path / "data", tmp_path / "landing")
    settings.landing_dir.mkdir()
    start = datetime(2024, 8, 1, 6, tzinfo=UTC)
    for number in range(5):
        now = start + timedelta(days=number)
        add_article(settings, f"day{number}")
        path = settings.landing_dir / f"day{number}.json"
        path.write_text(path.read_text().replace("12 protesters", f"{20 + number} protesters"))
        if number == 2:
            write_batch(settings.landing_dir, year=2030)
        is_blocked = bool(stages.ingest_articles(settings, now, f"run{number}").blocking_message)
        assert is_blocked == (number >= 2)
    with pytest.raises(GateBlocked, match="2024-08-03"):
        stages.publish(settings, now, "run4")
    assert [day.day for day in list_partitions(settings, RAW_ARTICLES)] == [1, 2, 3, 4, 5]
    quarantine.accept(settings, quarantine.quarantined(settings)["quarantine_id"].to_list())
    assert not stages.ingest_articles(settings, now, "run5").blocking_message
    files = read_partitions(settings, RAW_ARTICLES)["landing_file"]
    assert sorted(files) == [f"day{number}.json" for number in range(5)]
