"""What is known of reports and events, in one DuckDB file, so that a run looks up what it can touch and reads no more.

The file is derived: the decisions lie in `resolved.*`, the facts in `normalized.*`. It is made anew when it is missing,
damaged, of another version, or not at the last decision. Reports carry a number in the order in which they came, which
keeps lookups of recent ones narrow.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from orchestration.resolution.reports import REPORT_SCHEMA

VERSION = "2"
FACT_COLUMNS = ", ".join(REPORT_SCHEMA.names())
# `event_id` is null for a report that counts no more; `last_event_id` is the event that it was last in.
TABLES = {
    "marks": "name varchar, mark varchar",
    "reports": "report_no integer, report_id varchar, event_id varchar, last_event_id varchar, facts_key varchar",
    "articles": "article_id varchar, duplicate_group_id varchar, counts boolean",
    "events": "event_id varchar, is_empty boolean",
    "blocks": "block ubigint, report_no integer, is_vague boolean",
}


class EventIndex:
    """An open index. All changes of one `with` block are kept together, or none.

    `is_new` says that nothing is in it yet: the decisions must be loaded and all facts added.
    """

    def __init__(self, path: Path, decisions_mark: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = _open(path)
        self.is_new = self.mark_of("version") != VERSION or self.mark_of("decisions") != decisions_mark

    def __enter__(self) -> Self:
        self._connection.execute("begin")
        if self.is_new:
            for name, columns in TABLES.items():
                self._connection.execute(f"create or replace table {name} ({columns})")
            empty = pl.DataFrame(schema=REPORT_SCHEMA)
            self._run("create or replace table facts as select 0::integer as report_no, * from given", empty)
            self.set_mark("version", VERSION)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.execute("commit" if kind is None else "rollback")
        self._connection.close()

    def mark_of(self, name: str) -> str | None:
        """What was last noted under a name: the state of a partition, of the decisions."""
        try:
            found = self._connection.execute("select mark from marks where name = ?", [name]).fetchall()
        except duckdb.CatalogException:
            return None
        return str(found[0][0]) if found else None

    def set_mark(self, name: str, mark: str) -> None:
        self._connection.execute("delete from marks where name = ?", [name])
        self._connection.execute("insert into marks values (?, ?)", [name, mark])

    def load_decisions(self, decisions: pl.DataFrame) -> None:
        """Fill a new index with the latest decision on each report: report_id, event_id, last_event_id, facts_key."""
        self._run(
            "insert into reports select row_number() over (order by report_id), report_id, event_id, last_event_id, "
            "facts_key from given",
            decisions,
        )
        self._connection.execute(
            "insert into events select last_event_id, count(event_id) = 0 from reports where last_event_id is not null "
            "group by last_event_id"
        )

    def note_articles(self, rows: pl.DataFrame) -> list[date]:
        """Take over duplicate groups and standings: article_id, duplicate_group_id or null, counts or null (as it was).

        Returns the ingest dates on which reports of changed articles lie.
        """
        changed = self._run(
            "select article_id, coalesce(given.duplicate_group_id, articles.duplicate_group_id) as duplicate_group_id, "
            "coalesce(given.counts, articles.counts) as counts from given left join articles using (article_id) where "
            "coalesce(given.duplicate_group_id, articles.duplicate_group_id) is distinct from articles.duplicate_group_id or "
            "coalesce(given.counts, articles.counts) is distinct from articles.counts",
            rows,
        )
        self._run("delete from articles where article_id in (select article_id from given)", changed)
        self._run("insert into articles select article_id, duplicate_group_id, counts from given", changed)
        days = self._run("select distinct ingest_date from facts semi join given using (article_id)", changed)
        return days["ingest_date"].to_list()

    def articles(self, article_ids: pl.DataFrame) -> pl.DataFrame:
        """article_id, duplicate_group_id, counts; an article of which nothing was noted is its own group and counts."""
        return self._run(
            "select article_id, coalesce(duplicate_group_id, article_id) as duplicate_group_id, "
            "coalesce(counts, true) as counts from given left join articles using (article_id)",
            article_ids,
        )

    def known(self, report_ids: Iterable[str]) -> pl.DataFrame:
        """report_id, event_id, last_event_id, facts_key of those of the reports that were ever decided on."""
        return self._rows(
            "select report_id, event_id, last_event_id, facts_key from reports semi join given using (report_id)",
            report_ids,
        )

    def counting_of_days(self, ingest_dates: Iterable[date]) -> list[str]:
        """The reports with facts of the ingest dates."""
        given = pl.DataFrame({"ingest_date": sorted(ingest_dates)}, schema={"ingest_date": pl.Date})
        return self._run("select report_id from facts semi join given using (ingest_date)", given)["report_id"].to_list()

    def drop_facts(self, report_ids: Iterable[str]) -> None:
        self._connection.register("given", _ids(report_ids))
        self._connection.execute(
            "create or replace temp table gone as select report_no from reports semi join given using (report_id)"
        )
        for table in ("facts", "blocks"):
            self._connection.execute(f"delete from {table} where report_no in (from gone)")

    def add_facts(self, facts: pl.DataFrame, blocks: pl.DataFrame) -> None:
        """Facts and blocks of reports that have none now; reports that the index does not know are given a number."""
        self._run(
            "insert into reports select (select coalesce(max(report_no), 0) from reports) + row_number() over (order by "
            "report_id), report_id, null, null, null from given anti join reports using (report_id)",
            facts.select("report_id"),
        )
        self._run(
            "insert into facts select reports.report_no, given.* from given join reports using (report_id) order by report_no",
            facts,
        )
        self._run(
            "insert into blocks select block, report_no, is_vague from given join reports using (report_id) "
            "order by report_no",
            blocks,
        )

    def blocks_shared_with(self, blocks: pl.DataFrame) -> pl.DataFrame:
        """report_id, block, is_vague of the reports that lie in any of the blocks."""
        return self._run(
            "select report_id, block, is_vague from (select * from blocks semi join (select distinct block from given) using "
            "(block)) join reports using (report_no)",
            blocks,
        )

    def facts_of(self, report_ids: Iterable[str]) -> pl.DataFrame:
        """The facts (REPORT_SCHEMA) of those of the reports that have some."""
        rows = self._rows(
            f"select {FACT_COLUMNS} from facts where report_no in (select report_no from reports semi join given using "
            "(report_id))",
            report_ids,
        )
        return rows.cast(REPORT_SCHEMA)

    def members_of(self, event_ids: Iterable[str]) -> pl.DataFrame:
        """report_id, event_id, counts: all reports that are in the events, or were when they last counted."""
        given = pl.DataFrame({"event_id": sorted(event_ids)}, schema={"event_id": pl.String})
        return self._run(
            "select report_id, last_event_id as event_id, event_id is not null as counts from reports "
            "where last_event_id in (select event_id from given)",
            given,
        )

    def empty_events(self, event_ids: Iterable[str]) -> frozenset[str]:
        given = pl.DataFrame({"event_id": sorted(event_ids)}, schema={"event_id": pl.String})
        rows = self._run("select event_id from events semi join given using (event_id) where is_empty", given)
        return frozenset(rows["event_id"])

    def is_event(self, event_id: str) -> bool:
        """Whether an event ever had this id."""
        return bool(self._connection.execute("select 1 from events where event_id = ?", [event_id]).fetchall())

    def decide(self, decisions: pl.DataFrame) -> None:
        """Take over decisions: report_id, event_id (null: counts no more), facts_key. Unknown reports are given a number."""
        self._run(
            "merge into reports using given using (report_id) when matched then update set event_id = given.event_id, "
            "last_event_id = coalesce(given.event_id, reports.last_event_id), facts_key = given.facts_key",
            decisions,
        )

    def note_events(self, events: pl.DataFrame) -> None:
        """event_id, is_empty: events that are new or that lost or found reports."""
        self._run(
            "merge into events using given using (event_id) when matched then update set is_empty = given.is_empty when not "
            "matched then insert (event_id, is_empty) values (given.event_id, given.is_empty)",
            events,
        )

    def _rows(self, query: str, report_ids: Iterable[str]) -> pl.DataFrame:
        return self._run(query, _ids(report_ids))

    def _run(self, query: str, given: pl.DataFrame) -> pl.DataFrame:
        """Run a query over the index and a frame, which it calls `given`."""
        self._connection.register("given", given)
        try:
            result = self._connection.sql(query)
            rows: pl.DataFrame = pl.DataFrame() if result is None else result.pl()
            return rows
        finally:
            self._connection.unregister("given")


def _ids(report_ids: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({"report_id": sorted(set(report_ids))}, schema={"report_id": pl.String})


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path))
    except duckdb.Error:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        connection = duckdb.connect(str(path))
    connection.execute("set timezone = 'UTC'")
    return connection
