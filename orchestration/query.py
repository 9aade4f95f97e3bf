"""Queries on the published warehouse, and their results in the formats that people take away."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from orchestration.settings import Settings

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class QueryError(RuntimeError):
    """The query cannot be answered; the message says why."""


def open_published(settings: Settings) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file; times are UTC. Raises QueryError where nothing is published."""
    if not settings.published_path.is_file():
        raise QueryError(f"Nothing is published in {settings.published_dir} yet; run `sitrep run` first.")
    try:
        connection = duckdb.connect(str(settings.published_path), read_only=True)
    except duckdb.Error as error:
        raise QueryError(
            f"The published file cannot be read: {error}. Delete {settings.published_path} and run `sitrep run`, "
            "which publishes it anew."
        ) from error
    connection.execute("set timezone = 'UTC'")
    return connection


def run_query(settings: Settings, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of one query. Raises QueryError with the engine's message."""
    with open_published(settings) as connection:
        try:
            cursor = connection.execute(sql)
        except duckdb.Error as error:
            raise QueryError(_explained(connection, error)) from error
        return [column[0] for column in cursor.description or []], cursor.fetchall()


def write_parquet(settings: Settings, sql: str, path: Path) -> None:
    """The result of one query as a Parquet file. Raises QueryError with the engine's message."""
    with open_published(settings) as connection:
        try:
            connection.sql(sql).write_parquet(str(path), compression="zstd")
        except (duckdb.Error, AttributeError) as error:
            raise QueryError(f"This cannot be written as Parquet: {_explained(connection, error)}") from error


def _explained(connection: duckdb.DuckDBPyConnection, error: Exception) -> str:
    """The engine's message; of a table that is not there, which ones are named nearly so, and how to list all."""
    missing = re.search(r"Table with name (\S+) does not exist", str(error))
    if missing is None:
        return str(error)
    rows = connection.execute("select table_schema, table_name from information_schema.tables order by all").fetchall()
    by_name = {table: f"{schema}.{table}" for schema, table in rows}
    near = [by_name[name] for name in get_close_matches(missing[1], by_name, n=3)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f'There is no table {missing[1]}.{hint} `sitrep sql "show all tables"` lists what there is.'


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """CSV with a header, lines ended by \\n. Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_csv_cell(column) for column in columns])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A list of objects, one for each row; dates and times as ISO 8601."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=1, default=_json_value) + "\n"


def cell_text(value: Any) -> str:
    """A value as one cell: nothing for null, lists joined, structures as JSON, times without a zone they all share."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list) and all(item is None or isinstance(item, (str, int, float, date)) for item in value):
        return "; ".join(cell_text(item) for item in value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=_json_value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv_cell(value: Any) -> Any:
    if value is None or isinstance(value, (int, float)):
        return value
    text = cell_text(value)
    # A bare carriage return is not quoted by the csv module and would end the line for those who read the file.
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{lines}" if text.startswith(FORMULA_STARTS) else lines


def _json_value(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
