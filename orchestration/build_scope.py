"""What the next build of the warehouse has to look at: everything, or what changed since the last one that went well.

A build notes the stamps of the partitions that it reads. What differs the next time is read again: the partitions of logs as
they are, and of articles only those that are touched. An article is touched by a change of its partition, of its standing, its
duplicate group or the event of one of its reports, and by an article that is or was in its group; an event, by a report that
is or was in it.
A build that failed or was killed is not noted as done: the next one touches what it touched, and what came since.

What one build does has to fit into memory. Of articles it reads as many new or changed days as hold MENTIONS_AT_ONCE, the
oldest first, and leaves the others for the next build, an increment: the first build of a large store is many. Decisions are
read at once, of whatever day: they are narrow, and those on articles that are not there yet say nothing.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb

from orchestration.normalize.pipeline import ZERO_ROWS_FILE
from orchestration.run_state import code_paths, fingerprint, read_json, write_json
from orchestration.settings import Settings
from orchestration.storage import count_rows, list_partitions, partition_path, partition_stamps
from orchestration.tables import (
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_TABLES,
    RAW_ARTICLE_REVISIONS,
    RAW_DUPLICATE_GROUPS,
    RESOLVED_EVENT_HISTORY,
    RESOLVED_MENTION_REPORTS,
    RESOLVED_REPORT_EVENTS,
    WAREHOUSE_SOURCES,
    Table,
)

ARTICLE_TABLES = (*NORMALIZED_TABLES, RESOLVED_MENTION_REPORTS)
LOG_TABLES = tuple(table for table in WAREHOUSE_SOURCES if table not in ARTICLE_TABLES)
MENTIONS_AT_ONCE = 250_000
Stamps = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class BuildScope:
    """`number` counts the builds that went well, this one included; `replaced` are the ingest dates of each table
    (`normalized.articles`) that are read again, `partitions` those of them that are stored. `event_days` are the ingest dates
    of all articles that tell of touched events, and `log_days`, by table, those of the decisions on touched articles and their
    reports; None where they are not known. A full build reads all of each table that `partitions` does not name. It `is_anew`
    if it is full or goes on with a full one, and `is_last` if it leaves nothing for another one.
    """

    number: int
    is_full: bool
    is_anew: bool
    is_last: bool
    stamps: Stamps
    replaced: Mapping[str, list[str]]
    partitions: Mapping[str, list[str]]
    event_days: list[str] | None
    log_days: Mapping[str, list[str]] | None

    def to_json(self) -> str:
        """What dbt is told of it (`macros/build_scope.sql`)."""
        return json.dumps({name: value for name, value in vars(self).items() if name != "stamps"})


def touched_path(settings: Settings, scope_key: str) -> Path:
    """The keys that the build touches: `articles` or `events`."""
    return settings.warehouse_path.parent / "touched" / f"{scope_key}.parquet"


def begin_build(settings: Settings) -> BuildScope:
    """The scope of the next build, whose touched articles and events are written for dbt to read."""
    record = read_json(_record_path(settings)) or {}
    number = record.get("number", 0) + 1
    stored = {table.full_name: _stamps(settings, table) for table in WAREHOUSE_SOURCES}
    if record.get("project") == _project(settings) and record.get("stamps") is not None:
        now, is_last = _at_once(settings, record["stamps"], stored)
        try:
            scope = _increment(settings, record, now, is_last)
            write_json(_record_path(settings), {**record, "is_begun": True})
            return scope
        except duckdb.Error:
            # The file is missing, damaged, or not what a build leaves behind.
            settings.warehouse_path.unlink(missing_ok=True)
    write_json(_record_path(settings), {"number": number - 1})
    with duckdb.connect() as connection:
        _write_touched(connection, settings, "articles", "select ''::varchar as article_id where false")
        _write_touched(connection, settings, "events", "select ''::varchar as event_id where false")
    now, is_last = _at_once(settings, {}, stored)
    partitions = {} if is_last else {table.full_name: list(now[table.full_name]) for table in ARTICLE_TABLES}
    return BuildScope(number, True, True, is_last, now, {}, partitions, None, None)


def end_build(settings: Settings, scope: BuildScope) -> None:
    """Note that the build went well."""
    record = {
        "number": scope.number,
        "project": _project(settings),
        "stamps": scope.stamps,
        "is_begun": False,
        "is_anew": scope.is_anew and not scope.is_last,
    }
    write_json(_record_path(settings), record)


def _at_once(settings: Settings, before: Stamps, stored: Stamps) -> tuple[Stamps, bool]:
    """The stored partitions, with those of articles as they were before on days that are left for another build; and whether
    none is left.
    """
    names = [table.full_name for table in ARTICLE_TABLES]
    days = sorted({day for name in names for day in _changed_days(before.get(name, {}), stored[name])})
    counts = (count_rows(settings, NORMALIZED_EVENT_MENTIONS, [date.fromisoformat(day)]) for day in days)
    beyond = (day for day, mentions in zip(days, accumulate(counts), strict=True) if mentions > MENTIONS_AT_ONCE)
    left = next((day for day in beyond if day != days[0]), None)
    if left is None:
        return stored, True
    articles = {
        name: {
            **{day: stamp for day, stamp in stored[name].items() if day < left},
            **{day: stamp for day, stamp in before.get(name, {}).items() if day >= left},
        }
        for name in names
    }
    return {**stored, **articles}, False


def _record_path(settings: Settings) -> Path:
    return settings.warehouse_path.parent / "build.json"


def _project(settings: Settings) -> str:
    """Of the models and of the shapes of what they read: when they change, all is built anew."""
    return fingerprint(settings.dbt_project_dir, *code_paths("tables", "build_scope.py"))


def _stamps(settings: Settings, table: Table) -> dict[str, str]:
    return {day.isoformat(): stamp for day, stamp in partition_stamps(settings, table).items()}


def _increment(settings: Settings, record: Mapping[str, Any], now: Stamps, is_last: bool) -> BuildScope:
    is_resumed = record.get("is_begun", False)
    changed = {name: _changed_days(record["stamps"].get(name, {}), now[name]) for name in now}
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"attach '{_quoted(settings.warehouse_path)}' as built (read_only)")
        days = _find_touched(connection, settings, changed, is_resumed)
        # A build that was killed may have changed the tables that tell of an event's earlier reports.
        event_days = None if is_resumed else _event_days(connection, days)
        log_days = None if is_resumed else _log_days(connection, changed)
    for table in ARTICLE_TABLES:
        changed[table.full_name] = sorted({*changed[table.full_name], *days})
    partitions = {name: [day for day in days_ if day in now[name]] for name, days_ in changed.items()}
    is_anew = record.get("is_anew", False)
    return BuildScope(record["number"] + 1, False, is_anew, is_last, now, changed, partitions, event_days, log_days)


def _changed_days(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(day for day in {*before, *now} if before.get(day) != now.get(day))


def _find_touched(
    connection: duckdb.DuckDBPyConnection, settings: Settings, changed: Mapping[str, list[str]], is_resumed: bool
) -> list[str]:
    """Write the touched articles and events, and return the ingest dates of the articles."""
    changed_days = sorted({day for table in ARTICLE_TABLES for day in changed[table.full_name]})

    def log(table: Table) -> str:
        return _files(settings, table, changed[table.full_name])

    def replaced(table: Table) -> str:
        return _dates(changed[table.full_name])

    connection.execute(
        f"""
        create temp table articles as
        select article_id, ingest_date from {_files(settings, NORMALIZED_ARTICLES, changed_days)}
        union
        select article_id, ingest_date from built.marts.dim_articles where ingest_date in {_dates(changed_days)}
        """
    )
    _create_difference(
        connection, "revised", "article_id, change_number, standing, detail, {at}",
        log(RAW_ARTICLE_REVISIONS), "built.intermediate.int_article_revisions", replaced(RAW_ARTICLE_REVISIONS),
    )  # fmt: skip
    _create_difference(
        connection, "regrouped", "article_id, duplicate_group_id, is_primary, {at}",
        log(RAW_DUPLICATE_GROUPS), "built.intermediate.int_duplicate_groups", replaced(RAW_DUPLICATE_GROUPS),
    )  # fmt: skip
    _create_difference(
        connection, "decided", "report_id, event_id, linked_report_id, match_score, match_reasons, {at}",
        log(RESOLVED_REPORT_EVENTS), "built.intermediate.int_report_events", replaced(RESOLVED_REPORT_EVENTS),
    )  # fmt: skip
    _create_difference(
        connection, "renamed", "event_id, change, other_event_id, {at}",
        log(RESOLVED_EVENT_HISTORY), "built.marts.fct_event_history", replaced(RESOLVED_EVENT_HISTORY),
    )  # fmt: skip
    # Reports of touched articles, which lie on few days, are known; only others are looked for among all.
    connection.execute(
        f"""
        create temp table changed_articles as
        select article_id from articles
        union select article_id from revised
        union select article_id from regrouped;

        create temp table stored_articles as
        select article_id, ingest_date from built.marts.dim_articles
        where article_id in (select article_id from changed_articles);

        create temp table known_reports as
        select report_id from {_files(settings, RESOLVED_MENTION_REPORTS, changed_days)}
        union select report_id from built.marts.fct_event_mentions
        where ingest_date in (select distinct ingest_date from stored_articles)
        and article_id in (select article_id from stored_articles);

        create temp table origins as
        select article_id from changed_articles
        union select article_id from built.marts.fct_event_mentions
        where report_id in (select report_id from decided except select report_id from known_reports)
        {_union_of_file(settings, "articles", "article_id", is_resumed)};

        create temp table groups as
        select article_id as duplicate_group_id from origins
        union select duplicate_group_id from regrouped
        union select duplicate_group_id from built.intermediate.int_duplicate_groups
        where article_id in (select article_id from origins);

        create temp table grouped as
        select article_id from origins
        union select article_id from built.intermediate.int_duplicate_groups
        where duplicate_group_id in (select duplicate_group_id from groups);

        create temp table touched_articles as
        select article_id, ingest_date from articles
        union select article_id, ingest_date from built.marts.dim_articles
        where article_id in (select article_id from grouped)
        union select article_id, ingest_date from built.marts.dim_articles
        where duplicate_group_id in (select duplicate_group_id from groups);
        """
    )
    found = connection.execute("select distinct ingest_date from touched_articles order by 1").fetchall()
    days = sorted({*changed_days, *(day.isoformat() for (day,) in found)})
    connection.execute(
        f"""
        create temp table decided_reports as
        select report_id, event_id, recorded_from, recorded_to from built.marts.fct_report_events
        where ingest_date in {_dates(days)} and article_id in (select article_id from touched_articles);

        create temp table other_reports as
        select report_id, ingest_date from {_files(settings, RESOLVED_MENTION_REPORTS, days)}
        where article_id in (select article_id from touched_articles)
        and report_id not in (select report_id from decided_reports)
        """
    )
    # Nothing is decided on a report before its article is read.
    first_read = connection.execute("select min(ingest_date) from other_reports").fetchone()
    connection.execute(
        """
        create temp table decided_before as
        select event_id, cast(recorded_from as date) as ingest_date from decided_reports
        union select event_id, cast(recorded_to as date) from decided_reports where recorded_to is not null
        union select event_id, ingest_date from built.intermediate.int_report_events
        where ingest_date >= $1 and report_id in (select report_id from other_reports)
        """,
        first_read,
    )
    connection.execute(
        f"""
        create temp table touched_events as
        select event_id from decided_before where event_id is not null
        union select event_id from decided where event_id is not null
        union select event_id from renamed
        {_union_of_file(settings, "events", "event_id", is_resumed)};
        """
    )
    _write_touched(connection, settings, "articles", "select distinct article_id from touched_articles order by 1")
    _write_touched(connection, settings, "events", "select event_id from touched_events order by 1")
    return days


def _event_days(connection: duckdb.DuckDBPyConnection, article_days: Iterable[str]) -> list[str]:
    """Ingest dates of the articles that were read before and tell of touched events, and of the touched ones."""
    found = connection.execute(
        """
        select distinct ingest_date from built.marts.fct_report_events
        where event_id in (select event_id from touched_events)
        """
    ).fetchall()
    return sorted({*article_days, *(day.isoformat() for (day,) in found)})


def _log_days(connection: duckdb.DuckDBPyConnection, changed: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Ingest dates of the decisions on touched articles and on their reports, and of those that are read again, by table."""
    on_articles = "from built.intermediate.{} where article_id in (select article_id from touched_articles)"
    decisions = {
        RAW_ARTICLE_REVISIONS.full_name: on_articles.format("int_article_revisions"),
        RAW_DUPLICATE_GROUPS.full_name: on_articles.format("int_duplicate_groups"),
        RESOLVED_REPORT_EVENTS.full_name: "from decided_before",
    }
    days = {}
    for name, found in decisions.items():
        rows = connection.execute(f"select distinct ingest_date {found}").fetchall()
        days[name] = sorted({*changed[name], *(day.isoformat() for (day,) in rows)})
    return days


def _create_difference(
    connection: duckdb.DuckDBPyConnection, name: str, columns: str, stored: str, built: str, replaced: str
) -> None:
    """Rows of the replaced partitions of a log that are new or gone."""
    utc = "decided_at at time zone 'UTC' as decided_at"
    from_files = f"select {columns.format(at=utc)} from {stored}"
    from_built = f"select {columns.format(at='decided_at')} from {built} where ingest_date in {replaced}"
    connection.execute(
        f"""
        create temp table {name} as
        ({from_files} except {from_built}) union all ({from_built} except {from_files})
        """
    )


def _union_of_file(settings: Settings, scope_key: str, column: str, is_resumed: bool) -> str:
    path = touched_path(settings, scope_key)
    return f"union select {column} from read_parquet('{_quoted(path)}')" if is_resumed and path.is_file() else ""


def _write_touched(connection: duckdb.DuckDBPyConnection, settings: Settings, scope_key: str, query: str) -> None:
    path = touched_path(settings, scope_key)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    connection.execute(f"copy ({query}) to '{_quoted(temporary)}' (format parquet)")
    temporary.replace(path)


def _files(settings: Settings, table: Table, days: Iterable[str]) -> str:
    stored = {day.isoformat() for day in list_partitions(settings, table)}
    paths = [partition_path(settings, table, date.fromisoformat(day)) for day in sorted(set(days) & stored)]
    paths.append(settings.table_dir(table.schema, table.name) / ZERO_ROWS_FILE)
    listed = ", ".join(f"'{_quoted(path)}'" for path in paths)
    return f"read_parquet([{listed}])"


def _dates(days: Iterable[str]) -> str:
    """Dates for `in`, as a relation (`is_among` says why); a null of which nothing is part, where there are none."""
    listed = ", ".join(f"(date '{day}')" for day in days)
    return f"(select day from (values {listed or '(null::date)'}) as days (day))"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
