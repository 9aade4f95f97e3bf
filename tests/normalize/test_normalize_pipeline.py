"""The stage as it runs: partitions in, partitions out."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from orchestration.normalize.pipeline import WAREHOUSE_SOURCES, ensure_sources, normalize_partitions
from orchestration.settings import Settings
from orchestration.storage import read_partitions, write_partition
from orchestration.tables import (
    CODED_TABLES,
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_TABLES,
    RAW_ARTICLES,
    RAW_QUARANTINE,
)
from tests.dbt_project.invented_articles import LERIN
from tests.dbt_project.warehouse_world import Article, Mention, article_rows, code, coded_frames

STORY = (
    "Soldiers from the north entered Lerin at dawn after three days of shelling, and people who had hidden in cellars came "
    "out to find the bridge gone, the market burnt and the road to the coast full of carts, cars and cattle."
)
FIRST_DAY, SECOND_DAY = date(2030, 3, 20), date(2030, 3, 21)


def story(name: str, published: date, ingested: date) -> Article:
    mention = Mention("entered", "COERCE", "seize", actors=[("Soldiers from the north", None)], place=LERIN)
    return Article(name, f"Outlet {name}", published, STORY, [mention], ingested=ingested)


def store(settings: Settings, articles: list[Article]) -> None:
    """Write the articles of one ingest date as ingest and coder leave them."""
    day = articles[0].ingested
    raw = article_rows(articles)
    by_id = {row["article_id"]: row for row in raw.iter_rows(named=True)}
    write_partition(settings, RAW_ARTICLES, day, raw)
    coded = coded_frames(
        [(by_id[article.article_id], *code(article)) for article in articles],
        "coder-1",
        datetime(2030, 3, 22, tzinfo=UTC),
        "run-1",
    )
    for table in CODED_TABLES:
        write_partition(settings, table, day, coded[table.full_name])


def files(settings: Settings) -> dict[str, bytes]:
    return {str(path.relative_to(settings.data_dir)): path.read_bytes() for path in settings.data_dir.rglob("*.parquet")}


def test_rerunning_changes_no_byte(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "landing")
    store(settings, [story("one", date(2030, 3, 4), FIRST_DAY)])
    result = normalize_partitions(settings)
    assert result.row_counts["normalized.event_mentions"] == 1
    assert (result.rejected_count, result.ingest_dates) == (0, (FIRST_DAY,))
    before = files(settings)
    assert normalize_partitions(settings) == result
    assert files(settings) == before


def test_only_the_days_asked_for_are_done(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "landing")
    store(settings, [story("one", date(2030, 3, 4), FIRST_DAY)])
    store(settings, [Article("two", None, None, "It rained.", ingested=SECOND_DAY)])
    assert normalize_partitions(settings, [SECOND_DAY]).ingest_dates == (SECOND_DAY,)
    assert read_partitions(settings, NORMALIZED_ARTICLES)["article_id"].to_list() == ["two"]


def test_rejected_rows_join_the_quarantine_and_leave_it_when_they_are_mended(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "landing")
    store(settings, [story("one", date(2030, 3, 4), FIRST_DAY)])
    table = next(table for table in CODED_TABLES if table.name == "event_mentions")
    good = read_partitions(settings, table)
    write_partition(settings, table, FIRST_DAY, good.with_columns(pl.lit("sure").alias("status")))
    refused_file = {
        "quarantine_id": "q", "reason_code": "empty", "detail": None, "landing_file": "x.txt", "landing_member": None,
        "article_id": None, "content_sha256": "0", "byte_count": 0, "first_bytes": "", "stage": "ingest",
        "ingest_date": FIRST_DAY, "quarantined_at": datetime(2030, 3, 20, tzinfo=UTC), "run_id": "run-1",
    }  # fmt: skip
    write_partition(settings, RAW_QUARANTINE, FIRST_DAY, pl.DataFrame([refused_file], schema=RAW_QUARANTINE.polars_schema))

    assert normalize_partitions(settings).rejected_count == 1
    assert read_partitions(settings, NORMALIZED_EVENT_MENTIONS).is_empty()
    assert sorted(read_partitions(settings, RAW_QUARANTINE)["stage"]) == ["ingest", "mentions_gate"]

    write_partition(settings, table, FIRST_DAY, good)
    assert normalize_partitions(settings).rejected_count == 0
    assert read_partitions(settings, NORMALIZED_EVENT_MENTIONS).height == 1
    assert read_partitions(settings, RAW_QUARANTINE)["stage"].to_list() == ["ingest"]


def test_every_source_of_the_warehouse_has_a_file_even_without_rows(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "landing")
    ensure_sources(settings)
    for table in WAREHOUSE_SOURCES:
        found = list(settings.table_dir(table.schema, table.name).glob("*.parquet"))
        assert [pl.read_parquet_schema(path) for path in found] == [table.polars_schema]
        assert read_partitions(settings, table).is_empty()
    assert set(NORMALIZED_TABLES) < set(WAREHOUSE_SOURCES)
    stale = settings.table_dir("normalized", "actors") / "contract.parquet"
    pl.DataFrame({"old": [1]}).clear().write_parquet(stale)
    ensure_sources(settings)
    assert "old" not in pl.read_parquet_schema(stale)
