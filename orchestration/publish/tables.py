"""Bring the tables of a published database up to those of the working warehouse.

All functions take a connection to the published database with the working warehouse attached as `workshop`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from orchestration.publish.scopes import PUBLIC_SCHEMAS, TOUCHED_LOG, day_column
from orchestration.publish.sql import identifier, literal, relation

Columns = tuple[tuple[str, str], ...]


class TablesDiffer(RuntimeError):
    """A published table does not hold as many rows as the table that it was made from."""


@dataclass(frozen=True)
class TableChange:
    """What became of one table. `days`: the days of its `day_column` under which rows came, changed or went (None among them
    for rows without a day), or None where it can be anything. `replaced_rows`: the rows that were taken out.
    """

    columns: Columns
    days: frozenset[date | None] | None
    replaced_rows: int = 0


def table_columns(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> dict[str, Columns]:
    """Names and types of the columns of every public table of the published database, or of `database`."""
    rows = connection.execute(
        "select tables.schema_name || '.' || tables.table_name, list((column_name, data_type) order by column_index) "
        "from duckdb_tables() as tables inner join duckdb_columns() as columns using (database_name, schema_name, table_name) "
        "where database_name = coalesce(?, current_database()) and list_contains(?, schema_name) group by all order by all",
        [database, list(PUBLIC_SCHEMAS)],
    ).fetchall()
    return {name: tuple((column, kind) for column, kind in columns) for name, columns in rows}


def copy_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, TableChange]:
    """Make every public table anew."""
    for schema in PUBLIC_SCHEMAS:
        connection.execute(f"create schema if not exists {identifier(schema)}")
    return {name: _copy(connection, name, columns) for name, columns in table_columns(connection, "workshop").items()}


def update_tables(connection: duckdb.DuckDBPyConnection, keys: Mapping[str, str], since_build: int) -> dict[str, TableChange]:
    """Replace the rows of articles and events that builds after `since_build` touched, in the tables that `keys` names by
    their column; in others, the days that differ; tables without days that differ, as a whole.
    """
    for schema in PUBLIC_SCHEMAS:
        connection.execute(f"create schema if not exists {identifier(schema)}")
    connection.execute(
        "create or replace temp table touched as select distinct scope_key, touched_id "
        f"from workshop.{TOUCHED_LOG} where build_number > ?",
        [since_build],
    )
    published = table_columns(connection)
    wanted = table_columns(connection, "workshop")
    for name in published.keys() - wanted.keys():
        connection.execute(f"drop table {relation(name)}")
    changes = {}
    for name, columns in wanted.items():
        if published.get(name) != columns:
            changes[name] = _copy(connection, name, columns)
        elif name in keys:
            changes[name] = _replace_touched(connection, name, columns, keys[name])
        elif day_column(columns):
            changes[name] = _replace_days(connection, name, columns)
        elif _digests(connection, relation(name), "null") == _digests(connection, f"workshop.{relation(name)}", "null"):
            changes[name] = TableChange(columns, frozenset())
        else:
            changes[name] = _copy(connection, name, columns)
    return changes


def count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every public table of the published database."""
    return {name: _count(connection, relation(name)) for name in table_columns(connection)}


def require_same_counts(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises TablesDiffer when a public table does not hold as many rows as that of the working warehouse."""
    for name in table_columns(connection, "workshop"):
        published, wanted = _count(connection, relation(name)), _count(connection, f"workshop.{relation(name)}")
        if published != wanted:
            raise TablesDiffer(f"{name} has {published} rows instead of {wanted}")


def _copy(connection: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> TableChange:
    connection.execute(f"create or replace table {relation(name)} as from workshop.{relation(name)}")
    return TableChange(columns, None)


def _replace_touched(connection: duckdb.DuckDBPyConnection, name: str, columns: Columns, key: str) -> TableChange:
    is_touched = f"{identifier(key)} in (select touched_id from touched where scope_key = {literal(key)})"
    day = _day(columns)
    # Keys are looked up first and rows fetched by their position: a look-up that read whole rows would read the whole table.
    connection.execute(
        f"create or replace temp table gone as select rowid as position, {day} as day from {relation(name)} where {is_touched}"
    )
    connection.execute(
        f"create or replace temp table fresh as select * from workshop.{relation(name)} where rowid in "
        f"(select rowid from workshop.{relation(name)} where {is_touched})"
    )
    connection.execute(f"delete from {relation(name)} where rowid in (select position from gone)")
    connection.execute(f"insert into {relation(name)} by name from fresh")
    days = connection.execute(f"select day from gone union select {day} from fresh").fetchall()
    return TableChange(columns, frozenset(row[0] for row in days), _count(connection, "gone"))


def _replace_days(connection: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> TableChange:
    day = _day(columns)
    before = _digests(connection, relation(name), day)
    after = _digests(connection, f"workshop.{relation(name)}", day)
    days = sorted({row[0] for row in before ^ after}, key=str)
    replaced = sum(row[1] for row in before - after)
    for one in days:
        is_of_day = f"{day} is not distinct from cast({literal(str(one) if one else None)} as date)"
        connection.execute(f"delete from {relation(name)} where {is_of_day}")
        connection.execute(f"insert into {relation(name)} by name from workshop.{relation(name)} where {is_of_day}")
    return TableChange(columns, frozenset(days), replaced)


def _day(columns: Columns) -> str:
    column = day_column(columns)
    return f"cast({identifier(column)} as date)" if column else "cast(null as date)"


def _digests(connection: duckdb.DuckDBPyConnection, table: str, day: str) -> set[tuple[date | None, int, int]]:
    """Day, count and hash of the rows of every day."""
    rows = connection.execute(
        f"select {day} as day, count(*), sum(hash(rows_of)) from {table} as rows_of group by day"
    ).fetchall()
    return {(row[0], row[1], row[2]) for row in rows}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])
