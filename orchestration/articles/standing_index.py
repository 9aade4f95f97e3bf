"""The part of the index that says how articles stand, and in which partitions of `raw.article_revisions` that is written."""

import json
from collections.abc import Iterable

import polars as pl

from orchestration.articles.article_index import LISTED, ArticleIndex

CHANGE_COLUMNS = ("article_id", "change_number", "revision_key", "standing", "ingested_at")
LATEST = "not exists (select 1 from changes n where n.article_id = c.article_id and n.change_number > c.change_number)"


def take_changes(index: ArticleIndex, day: str, rows: pl.DataFrame) -> None:
    """Take over a partition of `raw.article_revisions`, its CHANGE_COLUMNS, in place of what was known of that day."""
    connection = index.connection
    before = [key for (key,) in connection.execute("select distinct article_id from changes where day = ?", [day])]
    connection.execute("delete from changes where day = ?", [day])
    add_changes(index, day, rows)
    connection.execute(
        "insert or ignore into unsettled select article_id, day from articles a "
        f"where article_id in {LISTED} and not exists (select 1 from changes c where c.article_id = a.article_id)",
        [json.dumps(before)],
    )


def add_changes(index: ArticleIndex, day: str, rows: pl.DataFrame) -> None:
    """Take over rows that were added to a partition; their articles wait no more for a decision."""
    days = rows["ingested_at"].dt.date().cast(pl.String)
    columns = (*(rows[name] for name in CHANGE_COLUMNS[:-1]), days)
    index.connection.executemany(
        "replace into changes (article_id, change_number, revision_key, standing, ingest_day, day) values (?, ?, ?, ?, ?, ?)",
        ((*row, day) for row in zip(*columns, strict=True)),
    )
    index.connection.executemany("delete from unsettled where article_id = ?", ((key,) for key in rows["article_id"]))


def unsettled_articles(index: ArticleIndex) -> dict[str, str]:
    """The articles of which it was never decided how they stand, each with its ingest date."""
    return dict(index.connection.execute("select article_id, day from unsettled"))


def days_of_articles(index: ArticleIndex, article_ids: Iterable[str]) -> dict[str, str]:
    """Those of these articles that are stored, each with its ingest date."""
    query = f"select article_id, day from articles where article_id in {LISTED}"
    return dict(index.connection.execute(query, [json.dumps(list(article_ids))]))


def keys_of_articles(index: ArticleIndex, article_ids: Iterable[str]) -> set[str]:
    """The revision keys of these articles."""
    query = f"select distinct revision_key from changes where article_id in {LISTED}"
    return {key for (key,) in index.connection.execute(query, [json.dumps(list(article_ids))])}


def days_of_keys(index: ArticleIndex, revision_keys: Iterable[str]) -> set[str]:
    """The partitions in which changes of articles with these revision keys lie."""
    query = f"select distinct day from changes where revision_key in {LISTED}"
    return {day for (day,) in index.connection.execute(query, [json.dumps(list(revision_keys))])}


def taken_back(index: ArticleIndex, article_ids: Iterable[str]) -> set[str]:
    """Those of these articles that are retracted, or notices."""
    query = (
        f"select article_id from changes c where article_id in {LISTED} and standing in ('retracted', 'notice') and {LATEST}"
    )
    return {key for (key,) in index.connection.execute(query, [json.dumps(list(article_ids))])}


def notices_by_day(index: ArticleIndex) -> dict[str, list[str]]:
    """The articles that are notices of retraction, by their ingest date."""
    found: dict[str, list[str]] = {}
    query = f"select ingest_day, article_id from changes c where standing = 'notice' and {LATEST} order by article_id"
    for day, article_id in index.connection.execute(query):
        found.setdefault(day, []).append(article_id)
    return found
