"""The stage between normalize and the warehouse: what changed in `normalized.*` is settled into `resolved.*`.

Decisions are only added. The file of decisions on reports is written last and is what counts: changes of events without
decisions of the same moment are left over from a killed run and go.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl

from orchestration.normalize.keys import with_key
from orchestration.resolution.blocks import report_blocks
from orchestration.resolution.facts import mention_facts
from orchestration.resolution.index import EventIndex
from orchestration.resolution.reports import REPORT_SCHEMA, mention_reports, report_facts
from orchestration.resolution.rules import MatchRules, load_match_rules
from orchestration.resolution.settling import Settled, settle
from orchestration.settings import Settings
from orchestration.storage import list_partitions, partition_stamp, partition_stamps, read_partitions, write_partition
from orchestration.tables import (
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACES,
    RAW_ARTICLE_REVISIONS,
    RAW_DUPLICATE_GROUPS,
    RESOLVED_EVENT_HISTORY,
    RESOLVED_MENTION_REPORTS,
    RESOLVED_REPORT_EVENTS,
    Table,
)

READ_TABLES = (
    NORMALIZED_ARTICLES, NORMALIZED_EVENT_MENTIONS, NORMALIZED_MENTION_ACTORS, NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACES,
)  # fmt: skip
DECISIONS_MARK = "decisions"
# Days that are settled at once when several are pending: a longer look at fewer neighbourhoods, in bounded memory.
DAYS_TOGETHER = 8


@dataclass(frozen=True)
class ResolveResult:
    """Decisions on reports, and changes of events."""

    decisions: int
    changes: int


def resolve_mentions(
    settings: Settings, now: datetime, run_id: str, progress: Callable[[int, int], None] = lambda done, total: None
) -> ResolveResult:
    """Settle the mentions of every ingest date that changed since the last run. Without changes nothing is written."""
    rules = load_match_rules(settings.dbt_project_dir / "seeds")
    index = EventIndex(settings.table_dir("resolved", "index.duckdb"), _mark(settings, [RESOLVED_REPORT_EVENTS]))
    settled: list[Settled] = []
    with index:
        if index.is_new:
            index.load_decisions(_latest_decisions(settings))
        days = list_partitions(settings, NORMALIZED_EVENT_MENTIONS)
        marks = {day: _mark(settings, READ_TABLES, day) for day in days}
        moved = {*_note_groups(settings, index), *_note_standings(settings, index)}
        changed = [day for day in days if day in moved or index.mark_of(f"facts {day}") != marks[day]]
        for done, days_together in enumerate(_batched(changed)):
            progress(done * DAYS_TOGETHER, len(changed))
            settled.append(_settle_days(settings, index, days_together, rules))
            for day in days_together:
                index.set_mark(f"facts {day}", marks[day])
        decisions, changes = _rows(settled, now, run_id)
        if decisions.height:
            _append(settings, RESOLVED_EVENT_HISTORY, changes, now)
            _append(settings, RESOLVED_REPORT_EVENTS, decisions, now)
        index.set_mark(DECISIONS_MARK, _mark(settings, [RESOLVED_REPORT_EVENTS]))
    return ResolveResult(decisions.height, changes.height)


def _batched(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """Python 3.11 has no itertools.batched."""
    for start in range(0, len(days), DAYS_TOGETHER):
        yield days[start : start + DAYS_TOGETHER]


def _settle_days(settings: Settings, index: EventIndex, days: Sequence[date], rules: MatchRules) -> Settled:
    reports = pl.concat([_reports_of_day(settings, index, day, rules) for day in days])
    known = index.known(reports["report_id"]).filter(pl.col("event_id").is_not_null())
    same = reports.join(known, on=["report_id", "facts_key"], how="semi")
    present = set(index.counting_of_days(days))
    # An index made anew knows the decisions, but has no facts yet.
    bare = same.filter(~pl.col("report_id").is_in(list(present))).select(REPORT_SCHEMA.names())
    if bare.height:
        index.add_facts(bare, report_blocks(bare, rules))
    gone = present - set(reports["report_id"])
    return settle(index, reports.join(same, on="report_id", how="anti"), gone, rules)


def _reports_of_day(settings: Settings, index: EventIndex, day: date, rules: MatchRules) -> pl.DataFrame:
    """The facts of the reports of one ingest date with their keys; which mention belongs to which report is written."""
    tables = {table.name: read_partitions(settings, table, [day]) for table in READ_TABLES}
    articles = index.articles(tables["articles"].select("article_id"))
    mentions = mention_facts(tables, articles.select("article_id", "duplicate_group_id"), rules)
    reports = mention_reports(mentions, rules)
    rows = mentions.select("mention_id", "article_id", "ingest_date").join(reports, on="mention_id")
    write_partition(settings, RESOLVED_MENTION_REPORTS, day, rows)
    # What a superseded or retracted revision tells is kept, and counts for no event.
    counting = mentions.join(articles.filter("counts"), on="article_id", how="semi")
    facts = report_facts(counting, reports)
    return with_facts_key(facts)


def _note_groups(settings: Settings, index: EventIndex) -> list[date]:
    """Take over what was decided on duplicate groups since the last run."""
    latest = _news(settings, index, RAW_DUPLICATE_GROUPS, ["decided_at"])
    return index.note_articles(
        latest.select("article_id", "duplicate_group_id", pl.lit(None, dtype=pl.Boolean).alias("counts"))
    )


def _note_standings(settings: Settings, index: EventIndex) -> list[date]:
    """Take over how articles stand. One that comes back has no facts in the index: its day is named as well."""
    latest = _news(settings, index, RAW_ARTICLE_REVISIONS, ["change_number"])
    counts = (pl.col("standing") == "current").alias("counts")
    days = index.note_articles(latest.select("article_id", pl.lit(None, dtype=pl.String).alias("duplicate_group_id"), counts))
    back = latest.filter((pl.col("standing") == "current") & (pl.col("change_number") > 1))
    return [*days, *back["ingested_at"].dt.date()]


def _news(settings: Settings, index: EventIndex, table: Table, order: list[str]) -> pl.DataFrame:
    """The last row of each article in the partitions of a table that changed since the last run."""
    stamps = partition_stamps(settings, table)
    changed = [day for day, stamp in stamps.items() if index.mark_of(f"{table.full_name} {day}") != stamp]
    for day in changed:
        index.set_mark(f"{table.full_name} {day}", stamps[day])
    return read_partitions(settings, table, changed).sort(order).unique("article_id", keep="last", maintain_order=True)


def with_facts_key(facts: pl.DataFrame) -> pl.DataFrame:
    """The facts with a hash of each row, by which a report that changed is known."""
    return with_key(facts, "facts_key", facts.columns)


def _latest_decisions(settings: Settings) -> pl.DataFrame:
    rows = read_partitions(settings, RESOLVED_REPORT_EVENTS).sort("decided_at", "report_id")
    return (
        rows.group_by("report_id", maintain_order=True)
        .agg(
            pl.col("event_id").last(),
            pl.col("event_id").drop_nulls().last().alias("last_event_id"),
            pl.col("facts_key").drop_nulls().last(),
        )
        .sort("report_id")
    )


def _rows(settled: Iterable[Settled], now: datetime, run_id: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of this run. A report or an event that two days of one run touch is decided by the later."""
    at = now.astimezone(UTC)
    stamps = (
        pl.lit(at).cast(pl.Datetime("us", "UTC")).alias("decided_at"),
        pl.lit(at.date()).alias("ingest_date"),
        pl.lit(run_id).alias("run_id"),
    )
    found = list(settled)
    decisions = pl.concat([part.decisions for part in found]) if found else pl.DataFrame(schema={"report_id": pl.String})
    changes = [
        (change.event_id, change.kind, change.other_event_id, change.moved_reports)
        for part in found
        for change in part.changes
    ]
    schema = {"event_id": pl.String, "change": pl.String, "other_event_id": pl.String, "moved_reports": pl.Int32}
    return (
        decisions.unique("report_id", keep="last", maintain_order=True).with_columns(*stamps),
        pl.DataFrame(changes, schema=schema, orient="row")
        .unique(["event_id", "change"], keep="last", maintain_order=True)
        .with_columns(*stamps),
    )


def _append(settings: Settings, table: Table, rows: pl.DataFrame, now: datetime) -> None:
    day = now.astimezone(UTC).date()
    before = read_partitions(settings, table, [day])
    if table is RESOLVED_EVENT_HISTORY:
        decided = read_partitions(settings, RESOLVED_REPORT_EVENTS, [day])["decided_at"].unique()
        before = before.filter(pl.col("decided_at").is_in(decided.implode()))
    write_partition(settings, table, day, pl.concat([before, table.conform(rows)]))


def _mark(settings: Settings, tables: Iterable[Table], day: date | None = None) -> str:
    """Changes whenever a partition of the tables is replaced, of one ingest date or of all."""
    stamps = {
        table.name: {day: partition_stamp(settings, table, day)} if day else partition_stamps(settings, table)
        for table in tables
    }
    return " ".join(f"{name}/{partition} {stamp}" for name, found in stamps.items() for partition, stamp in found.items())
