"""The stage between coder and warehouse: reads raw.* and coded.*, writes normalized.* and the rejected rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from orchestration.normalize.frames import Normalized, Reference, normalize
from orchestration.normalize.rules import STAGE
from orchestration.normalize.vocabulary import load_vocabulary
from orchestration.reference.actors import load_actors
from orchestration.settings import Settings
from orchestration.storage import list_partitions, read_partitions, write_partition
from orchestration.tables import (
    CODED_TABLES,
    NORMALIZED_TABLES,
    RAW_ARTICLE_REVISIONS,
    RAW_ARTICLES,
    RAW_DUPLICATE_GROUPS,
    RAW_QUARANTINE,
    RESOLVED_TABLES,
)

WAREHOUSE_SOURCES = (*NORMALIZED_TABLES, *RESOLVED_TABLES, RAW_ARTICLE_REVISIONS, RAW_QUARANTINE, RAW_DUPLICATE_GROUPS)
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

    Every ingest date is normalized by itself; what changes later of an article, as its duplicate group does, lies in tables
    of its own. Rerunning changes nothing.
    """
    stored = list_partitions(settings, RAW_ARTICLES)
    wanted = stored if ingest_dates is None else sorted(set(ingest_dates) & set(stored))
    reference = load_reference(settings)
    row_counts = {table.full_name: 0 for table in NORMALIZED_TABLES}
    rejected_count = 0
    for day in wanted:
        normalized = normalize(
            read_partitions(settings, RAW_ARTICLES, [day]),
            {table.full_name: read_partitions(settings, table, [day]) for table in CODED_TABLES},
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
