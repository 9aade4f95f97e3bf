"""Copies of one report are put into groups: rows of `raw.duplicate_groups`, one whenever the group of an article changes.

Only articles that have no group yet are compared, and only with the stored ones that share a band with them, so that the
cost grows with what is new. The result depends on what is stored and on which articles are new, not on the order in which
files were read nor on the number of processes that read them.
"""

from datetime import UTC, datetime

import polars as pl

from orchestration.articles.article_index import ArticleIndex
from orchestration.articles.copy_index import Grouper
from orchestration.articles.index_sync import with_index
from orchestration.settings import Settings
from orchestration.storage import partition_stamp, read_partitions, write_partition
from orchestration.tables import RAW_DUPLICATE_GROUPS


def group_new_articles(settings: Settings, decided_at: datetime, run_id: str) -> int:
    """Give every article of `raw.articles` that has no group its group; returns how many rows that made.

    Articles that are stored no more leave their groups, which get a new primary. A second call changes nothing.
    """
    at = decided_at.astimezone(UTC)
    return with_index(settings, lambda index: _group(index, settings, at, run_id))


def current_groups(settings: Settings) -> pl.DataFrame:
    """article_id, duplicate_group_id and is_primary as last decided, sorted by article_id."""
    rows = read_partitions(settings, RAW_DUPLICATE_GROUPS).sort("decided_at")
    latest = rows.unique("article_id", keep="last", maintain_order=True)
    return latest.select("article_id", "duplicate_group_id", "is_primary").sort("article_id")


def _group(index: ArticleIndex, settings: Settings, decided_at: datetime, run_id: str) -> int:
    with index.transaction():
        grouper = Grouper(index, decided_at)
        grouper.group_pending()
        settled = grouper.settle()
        if not settled:
            return 0
        day = decided_at.date()
        made_by = {"decided_at": decided_at, "ingest_date": day, "run_id": run_id}
        rows = [{**vars(row), "duplicate_group_id": row.group_id, **made_by} for row in settled]
        added = RAW_DUPLICATE_GROUPS.conform(pl.DataFrame(rows, infer_schema_length=None))
        # A second decision of the same moment takes the place of the first.
        stored = read_partitions(settings, RAW_DUPLICATE_GROUPS, [day]).join(added, on=RAW_DUPLICATE_GROUPS.key, how="anti")
        write_partition(settings, RAW_DUPLICATE_GROUPS, day, pl.concat([stored, added]))
        # The table before the index: what a run that is killed between the two had decided is read from the table.
        stamp = partition_stamp(settings, RAW_DUPLICATE_GROUPS, day)
        index.set_partition_stamp(RAW_DUPLICATE_GROUPS.full_name, day.isoformat(), stamp)
    return len(settled)
