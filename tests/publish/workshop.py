"""A working warehouse of invented rows that keeps the logs of its builds, for tests and the benchmark of publication.

Its tables have the keys and columns by which publication works, and about as many bytes a row as the real ones. Every build
writes into the tables and then into the logs, as the builds of dbt do.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

KEYS = {
    "marts.dim_articles": "article_id",
    "marts.fct_event_mentions": "article_id",
    "marts.fct_quantities": "article_id",
    "marts.fct_events": "event_id",
    "marts.fct_event_values": "event_id",
}
MENTIONS_PER_ARTICLE = 10
MENTIONS_PER_EVENT = 4

START = """
create schema marts; create schema reporting; create schema intermediate; create schema staging;
create table intermediate.int_touched_log (build_number integer, scope_key varchar, touched_id varchar);
create table intermediate.secret as select '/a/path/of/this/machine' as path;
create table marts.dim_articles (
    article_id varchar, ingest_date date, title varchar, body varchar, standing varchar, build_number bigint
);
create table marts.fct_event_mentions (
    mention_id varchar, event_id varchar, article_id varchar, ingest_date date, sentence varchar, event_type varchar,
    contexts varchar[], status varchar, place_id varchar, char_start integer, char_end integer, confidence double,
    event_date_start date, recorded_at timestamp, run_id varchar
);
create table marts.fct_quantities (
    quantity_id varchar, mention_id varchar, article_id varchar, ingest_date date, value double, unit varchar, text varchar
);
create table marts.fct_events (
    event_id varchar, first_reported_at timestamp, mention_count bigint, quantities struct(role varchar, best double)[]
);
create table marts.fct_event_values (
    event_value_id varchar, event_id varchar, field varchar, value_text varchar, first_reported_at timestamp
);
create table marts.dim_sources (source_id varchar, name varchar);
create table marts.fct_event_history (event_id varchar, change varchar, ingest_date date);
create table reporting.rpt_builds (build_number bigint);
create view reporting.rpt_quantities as
    select mentions.event_type, quantities.value, mentions.sentence
    from marts.fct_quantities as quantities
    inner join marts.fct_event_mentions as mentions using (mention_id);
create view reporting.rpt_over_secret as select length(path) as path_length from intermediate.secret;
create macro marts.mentions_as_of(moment) as table
    select * from sitrep.marts.fct_event_mentions where recorded_at <= moment;
comment on table marts.fct_events is 'What happened. One row: an event.';
comment on column marts.fct_events.event_id is 'The event''s key.';
comment on view reporting.rpt_quantities is 'Numbers.';
comment on column reporting.rpt_quantities.value is 'The number.';
comment on macro table marts.mentions_as_of is 'What we knew then.';
"""

# Row `number` of the mentions; {salt} changes what a row says, not its keys.
MENTIONS = f"""
select
    md5('mention ' || number) as mention_id,
    md5('event ' || number // {MENTIONS_PER_EVENT}) as event_id,
    md5('article ' || number // {MENTIONS_PER_ARTICLE}) as article_id,
    date '2020-01-01' + (number // {{per_day}})::integer as ingest_date,
    'Sentence ' || md5({{salt}} || number) || ' tells that troops of one side attacked a town of the other, '
        || 'says the spokesman of party ' || number % 977 as sentence,
    ['ASSAULT', 'COERCE', 'CONSULT', 'AID'][1 + number % 4] as event_type,
    ['military', 'human rights'][:1 + number % 2] as contexts,
    case when number % 5 = 0 then 'claimed' else 'happened' end as status,
    'place ' || number % 5003 as place_id,
    (number % 5000)::integer as char_start,
    (number % 5000 + 8)::integer as char_end,
    (hash(number, {{salt}}) % 1000) / 1000 as confidence,
    date '2020-01-01' + (number // {{per_day}})::integer - (number % 3)::integer as event_date_start,
    date '2020-01-01' + (number // {{per_day}})::integer + interval (number % 1440) minute as recorded_at,
    {{salt}} as run_id
from {{numbers}}
"""


class Workshop:
    """One working warehouse. Mention number n lies under ingest date `n // per_day`, in article n // 10 and event n // 4."""

    def __init__(self, path: Path, per_day: int = 500) -> None:
        self.path, self.per_day, self.build_number = path, per_day, 0
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            connection.execute(START)

    def add(self, first: int, count: int, is_full_refresh: bool = False) -> None:
        """A build that brings new mentions."""
        self.build(range(first, first + count), is_full_refresh=is_full_refresh)

    def build(self, changed: Sequence[int], removed: Sequence[int] = (), is_full_refresh: bool = False) -> None:
        """A build that makes mentions or says them anew, removes others, and does what follows for events and articles."""
        self.build_number += 1
        with duckdb.connect(str(self.path)) as connection:
            connection.execute("begin")
            self._write(connection, changed, removed)
            self._log(connection, is_full_refresh)
            connection.execute("commit")
            connection.execute("checkpoint")

    def run(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.path)) as connection:
            return connection.execute(sql).fetchall()

    def _write(self, connection: duckdb.DuckDBPyConnection, changed: Sequence[int], removed: Sequence[int]) -> None:
        _make_numbers(connection, "changed", changed)
        _make_numbers(connection, "removed", removed)
        salt = f"'build {self.build_number}'"
        connection.execute(
            "create or replace temp table fresh as " + MENTIONS.format(per_day=self.per_day, salt=salt, numbers="changed")
        )
        connection.execute(
            "create or replace temp table touched_mentions as select mention_id, event_id, article_id, ingest_date from fresh "
            "union select mention_id, event_id, article_id, ingest_date from marts.fct_event_mentions "
            "where mention_id in (select md5('mention ' || number) from removed union all select mention_id from fresh)"
        )
        for table in ("fct_event_mentions", "fct_quantities"):
            connection.execute(f"delete from marts.{table} where mention_id in (select mention_id from touched_mentions)")
        connection.execute("insert into marts.fct_event_mentions by name select * from fresh")
        connection.execute(
            "insert into marts.fct_quantities by name select md5('quantity' || mention_id) as quantity_id, mention_id, "
            "article_id, ingest_date, 100 * confidence as value, 'person' as unit, 'about ' || value || ' people' as text "
            "from fresh"
        )
        for table, key in (("dim_articles", "article_id"), ("fct_events", "event_id"), ("fct_event_values", "event_id")):
            connection.execute(f"delete from marts.{table} where {key} in (select {key} from touched_mentions)")
        touched = "(select * from marts.fct_event_mentions where {key} in (select {key} from touched_mentions))"
        connection.execute(
            "insert into marts.dim_articles by name select article_id, min(ingest_date) as ingest_date, 'Title' as title, "
            f"repeat(max(sentence), 10) as body, 'current' as standing, {self.build_number} as build_number "
            f"from {touched.format(key='article_id')} group by article_id"
        )
        connection.execute(
            "insert into marts.fct_events by name select event_id, min(recorded_at) as first_reported_at, count(*) as "
            "mention_count, [{'role': 'killed', 'best': max(confidence)}] as quantities "
            f"from {touched.format(key='event_id')} group by event_id"
        )
        connection.execute(
            "insert into marts.fct_event_values by name select md5(mention_id || 'status') as event_value_id, event_id, "
            "'status' as field, status as value_text, min(recorded_at) over (partition by event_id) as first_reported_at "
            f"from {touched.format(key='event_id')}"
        )
        connection.execute(
            "insert into marts.fct_event_history select distinct event_id, 'created', ingest_date from fresh "
            "where event_id not in (select event_id from marts.fct_event_history)"
        )
        connection.execute("delete from reporting.rpt_builds")
        connection.execute(f"insert into reporting.rpt_builds values ({self.build_number})")
        connection.execute("delete from marts.dim_sources")
        connection.execute("insert into marts.dim_sources select 'source ' || range, 'Outlet' from range(20)")

    def _log(self, connection: duckdb.DuckDBPyConnection, is_full_refresh: bool) -> None:
        number = self.build_number
        if is_full_refresh:
            connection.execute(f"insert into intermediate.int_touched_log values ({number}, 'all', null)")
            return
        connection.execute(
            f"insert into intermediate.int_touched_log select distinct {number}, 'article_id', article_id "
            f"from touched_mentions union all select distinct {number}, 'event_id', event_id from touched_mentions"
        )


def _make_numbers(connection: duckdb.DuckDBPyConnection, name: str, numbers: Sequence[int]) -> None:
    connection.execute(f"create or replace temp table {name} (number bigint)")
    if isinstance(numbers, range) and numbers.step == 1:
        connection.execute(f"insert into {name} select range from range({numbers.start}, {numbers.stop})")
    elif numbers:
        connection.execute(f"insert into {name} select unnest(?::bigint[])", [list(numbers)])
