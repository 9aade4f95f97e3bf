"""Bring the index of stored articles up to date from the Parquet tables: only partitions whose files changed are read."""

import logging
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import polars as pl

from orchestration.articles.article_index import (
    ARTICLE_COLUMNS,
    REFUSAL_COLUMNS,
    ArticleIndex,
    IndexedArticle,
    Refused,
    index_path,
)
from orchestration.articles.copy_index import restore_groups, take_decisions
from orchestration.articles.near_duplicates import sketch
from orchestration.articles.standing_index import CHANGE_COLUMNS, take_changes
from orchestration.quarantine import outer_file
from orchestration.settings import Settings
from orchestration.storage import list_partitions, partition_stamps, read_partitions
from orchestration.tables import RAW_ARTICLE_REVISIONS, RAW_ARTICLES, RAW_DUPLICATE_GROUPS, RAW_QUARANTINE, Table

Result = TypeVar("Result")


class IndexIsStale(Exception):
    """The index says more than the tables do: it is to be made anew."""


def with_index(settings: Settings, work: Callable[[ArticleIndex], Result]) -> Result:
    """Do work on an index that is up to date. An index that turns out to be damaged is made anew, once, and the work is
    done from its beginning: what it had stored by then is found stored.
    """
    try:
        return _with_index(settings, work)
    except (sqlite3.DatabaseError, IndexIsStale) as error:
        logging.getLogger(__name__).warning("the index of articles is made anew: %s", error)
        for path in (index_path(settings), *_companions(index_path(settings))):
            path.unlink(missing_ok=True)
        return _with_index(settings, work)


def bring_up_to_date(index: ArticleIndex, settings: Settings) -> None:
    """Take over from `raw.*` what changed since the last time, each partition in a transaction of its own."""
    for table, take in (
        (RAW_DUPLICATE_GROUPS, _take_groups),
        (RAW_QUARANTINE, _take_refusals),
        (RAW_ARTICLE_REVISIONS, _take_changes),
        (RAW_ARTICLES, _take_articles),
    ):
        known = index.partition_stamps(table.full_name)
        stored = {day.isoformat(): stamp for day, stamp in partition_stamps(settings, table).items()}
        for day in sorted(known.keys() | stored.keys()):
            if known.get(day) != stored.get(day):
                with index.transaction():
                    take(index, settings, day)
                    if day in stored:
                        index.set_partition_stamp(table.full_name, day, stored[day])
                    else:
                        index.drop_partition(table.full_name, day)


def _with_index(settings: Settings, work: Callable[[ArticleIndex], Result]) -> Result:
    index = ArticleIndex(index_path(settings))
    try:
        bring_up_to_date(index, settings)
        return work(index)
    finally:
        index.close()


def _companions(path: Path) -> Iterable[Path]:
    """The files that SQLite keeps beside a database."""
    return (path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-shm", "-journal"))


def _partition(settings: Settings, table: Table, day: str, columns: Iterable[str]) -> pl.DataFrame:
    days = [found for found in list_partitions(settings, table) if found.isoformat() == day]
    return read_partitions(settings, table, days, list(columns))


def _take_articles(index: ArticleIndex, settings: Settings, day: str) -> None:
    before = index.article_ids_of(day)
    rows = _partition(settings, RAW_ARTICLES, day, ARTICLE_COLUMNS)
    gone = sorted(before.keys() - set(rows["article_id"]))
    index.drop_articles(gone)
    index.forget_files(outer_file(before[article_id]) for article_id in gone)
    new = rows.filter(~pl.col("article_id").is_in(list(before)))
    if new.is_empty():
        return
    bodies = dict(_partition(settings, RAW_ARTICLES, day, ("article_id", "body")).iter_rows())
    # In the order in which they are grouped, so that the index made anew is the index that grew.
    ordered = new.sort("ingested_at", "published_at", "article_id", nulls_last=True)
    articles = [IndexedArticle.of(row, day, sketch(bodies[row["article_id"]])) for row in ordered.iter_rows(named=True)]
    index.add_articles(articles)
    restore_groups(index, [article.article_id for article in articles])


def _take_refusals(index: ArticleIndex, settings: Settings, day: str) -> None:
    before = index.refusals_of(day)
    rows = _partition(settings, RAW_QUARANTINE, day, REFUSAL_COLUMNS)
    gone = sorted(before.keys() - set(rows["quarantine_id"]))
    index.drop_refusals(gone)
    index.forget_files(outer_file(before[key]) for key in gone)
    index.add_refusals(Refused.of(row, day) for row in rows.iter_rows(named=True) if row["quarantine_id"] not in before)


def _take_groups(index: ArticleIndex, settings: Settings, day: str) -> None:
    rows = _partition(settings, RAW_DUPLICATE_GROUPS, day, RAW_DUPLICATE_GROUPS.polars_schema.names())
    if rows.is_empty():
        raise IndexIsStale(f"raw.duplicate_groups of {day} is gone")
    take_decisions(index, rows)


def _take_changes(index: ArticleIndex, settings: Settings, day: str) -> None:
    take_changes(index, day, _partition(settings, RAW_ARTICLE_REVISIONS, day, CHANGE_COLUMNS))
