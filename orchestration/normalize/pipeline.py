"""The stage between coder and warehouse: reads raw.* and coded.*, writes normalized.* and the rejected rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from orchestration.articles.near_duplicates import group_duplicates
from orchestration.normalize.frames import Normalized, Reference, normalize
from orchestration.normalize.rules import STAGE
from orchestration.normalize.vocabulary import load_vocabulary
from orchestration.reference.actors import load_actors
from orchestration.settings import Settings
from orchestration.storage import list_partitions, read_partitions, write_partition
from orchestration.tables import CODED_TABLES, NORMALIZED_TABLES, RAW_ARTICLE_REVISIONS, RAW_ARTICLES, RAW_QUARANTINE, Table

WAREHOUSE_SOURCES = (*NORMALIZED_TABLES, RAW_ARTICLE_REVISIONS, RAW_QUARANTINE)
ZERO_ROWS_FILE = "contract.parquet"


@dataclass(frozen=True)
class NormalizeResult:
    """Rows written by table, rows set aside, and the ingest dates that were done."""

    row_counts: dict[str, int]
    rejected_count: int
    ingest_dates: tuple[date, ...]


def load_reference(settings: Settings) -> Reference:
    """The closed lists and the actor dictionary of the project."""
    return Reference(
        vocabulary=load_vocabulary(settings.dbt_project_dir / "seeds"),
        known_actors=load_actors(settings.reference_dir).actors,
    )


def normalize_partitions(settings: Settings, ingest_dates: Iterable[date] | None = None) -> NormalizeResult:
    """Normalize the given ingest dates, or all, and write normalized.* and the rejected rows of each.

    A new article can turn an old one into a copy or end its being the first one: copies are therefore looked for among
    all articles, and every partition whose copies changed is written as well. Rerunning changes nothing.
    """
    articles = read_partitions(settings, RAW_ARTICLES)
    duplicates = group_duplicates(articles)
    stored = list_partitions(settings, RAW_ARTICLES)
    wanted = stored if ingest_dates is None else sorted({*ingest_dates, *_changed_copies(settings, duplicates)} & set(stored))
    reference = load_reference(settings)
    row_counts = {table.full_name: 0 for table in NORMALIZED_TABLES}
    rejected_count = 0
    for day in wanted:
        normalized = normalize(
            articles.filter(pl.col("ingest_date") == day),
            {table.full_name: read_partitions(settings, table, [day]) for table in CODED_TABLES},
            duplicates,
            reference,
        )
        _write(settings, day, normalized)
        rejected_count += normalized.rejected.height
        for name, frame in normalized.tables.items():
            row_counts[name] += frame.height
    ensure_sources(settings)
    return NormalizeResult(row_counts, rejected_count, tuple(wanted))


def ensure_sources(settings: Settings) -> None:
    """Put a file of no rows into every folder that the warehouse reads: DuckDB cannot read a folder without files."""
    for table in WAREHOUSE_SOURCES:
        path = settings.table_dir(table.schema, table.name) / ZERO_ROWS_FILE
        if not path.is_file() or pl.read_parquet_schema(path) != table.polars_schema:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.tmp")
            table.empty().write_parquet(temporary)
            temporary.replace(path)


def _write(settings: Settings, day: date, normalized: Normalized) -> None:
    for table in NORMALIZED_TABLES:
        write_partition(settings, table, day, normalized.tables[table.full_name])
    others = read_partitions(settings, RAW_QUARANTINE, [day]).filter(pl.col("stage") != STAGE)
    if normalized.rejected.height or day in list_partitions(settings, RAW_QUARANTINE):
        write_partition(settings, RAW_QUARANTINE, day, pl.concat([others, normalized.rejected]))


def _changed_copies(settings: Settings, duplicates: pl.DataFrame) -> set[date]:
    """Ingest dates of stored articles whose duplicate group or place in it is not what it was."""
    table: Table = NORMALIZED_TABLES[0]
    before = read_partitions(settings, table).select("article_id", "duplicate_group_id", "is_primary", "ingest_date")
    now = duplicates.select("article_id", "duplicate_group_id", "is_primary")
    same = before.join(now, on=["article_id", "duplicate_group_id", "is_primary"], how="semi")
    return set(before.join(same, on="article_id", how="anti")["ingest_date"])
