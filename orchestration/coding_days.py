"""The coding of one ingest date: what is missing of it, written every few hundred articles so that a killed run keeps it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl

from orchestration import quarantine
from orchestration.coding_workers import Workbench, code_in_batches
from orchestration.settings import Settings
from orchestration.storage import StorageError, partition_path, read_partitions, write_partition
from orchestration.tables import CODED_LANGUAGES, CODED_SENTENCES, CODED_TABLES, RAW_ARTICLES, Table

ARTICLES_PER_CHECKPOINT = 512


@dataclass(frozen=True)
class CodedDay:
    """How many articles were coded, how many could not be, how many keep what an earlier version of the coder made of them,
    and what was coded anew because its file could not be used.
    """

    coded: int
    failed: int
    earlier: int
    notes: list[str] = field(default_factory=list)


def code_day(
    settings: Settings,
    bench: Workbench,
    day: date,
    not_coded: Sequence[str],
    now: datetime,
    run_id: str,
    on_article: Callable[[int, int], None],
) -> CodedDay:
    """Code the articles of the day that are not coded, but for `not_coded` (article_ids).

    What an earlier version of the coder made of an article stays (`recoding` does history anew); rows of articles that are
    gone go. `on_article(done, total)` is told of every batch.
    """
    articles = read_partitions(settings, RAW_ARTICLES, [day])
    stored, problems = _stored(settings, day)
    # Sentences are written last, so an article that has them has all its rows.
    versions = stored[CODED_SENTENCES].select("article_id", "coder_version").unique()
    versions = versions.filter(pl.col("article_id").is_in(articles["article_id"].implode()))
    current = versions["article_id"]
    frames = {table: frame.filter(pl.col("article_id").is_in(current.implode())) for table, frame in stored.items()}
    missing = articles.filter(
        ~pl.col("article_id").is_in([*current, *not_coded]) & pl.col("language").is_in(list(CODED_LANGUAGES))
    ).to_dicts()
    earlier = versions.filter(pl.col("coder_version") != bench.coder.version).height
    is_whole = not problems and all(partition_path(settings, table, day).is_file() for table in stored)
    if is_whole and not missing and all(frames[table].height == stored[table].height for table in stored):
        return CodedDay(0, 0, earlier)
    coded = failed = since_checkpoint = 0
    on_article(0, len(missing))
    for batch, result in code_in_batches(settings, bench, missing, now, run_id):
        frames = {table: pl.concat([frame, result.frames[table.full_name]]) for table, frame in frames.items()}
        good = [article["article_id"] for article in batch if article["article_id"] not in result.errors]
        bad = [article for article in batch if article["article_id"] in result.errors]
        quarantine.release_articles(settings, day, good, quarantine.CODING)
        quarantine.set_aside_articles(settings, bad, result.errors, quarantine.CODING, "coder_error", now, run_id)
        coded, failed, since_checkpoint = coded + len(good), failed + len(bad), since_checkpoint + len(batch)
        on_article(coded + failed, len(missing))
        if since_checkpoint >= ARTICLES_PER_CHECKPOINT:
            _write(settings, day, frames)
            since_checkpoint = 0
    _write(settings, day, frames)
    return CodedDay(coded, failed, earlier, [f"Coded anew, since it could not be used: {problem}" for problem in problems])


def _stored(settings: Settings, day: date) -> tuple[dict[Table, pl.DataFrame], list[str]]:
    """What is coded of one day, and what is wrong with its files. With anything wrong nothing of the day counts as coded:
    an article that has sentences would pass for done without its mentions.
    """
    stored = [table for table in CODED_TABLES if partition_path(settings, table, day).is_file()]
    problems = []
    # A run that is killed leaves out the sentences, and nothing is amiss then.
    if CODED_SENTENCES in stored:
        problems = [f"{table.full_name} of {day} is missing" for table in CODED_TABLES if table not in stored]
    frames = {}
    for table in CODED_TABLES:
        try:
            frames[table] = read_partitions(settings, table, [day])
        except StorageError as error:
            problems.append(str(error))
    return {table: table.empty() for table in CODED_TABLES} if problems else frames, problems


def _write(settings: Settings, day: date, frames: Mapping[Table, pl.DataFrame]) -> None:
    for table in (*(table for table in CODED_TABLES if table is not CODED_SENTENCES), CODED_SENTENCES):
        write_partition(settings, table, day, frames[table])
