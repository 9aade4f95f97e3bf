"""The public tables as Parquet: only files whose rows changed are written, all others are linked from the set before.

parquet/marts/dim_sources.parquet                  a table that is not cut up
parquet/marts/fct_event_mentions/2024-10.parquet   one that is: a file for every month of its day column
parquet/marts/fct_event_mentions/2024-12-03.parquet     or, where a month has many rows, for every day (`partitions.py`)
parquet/marts/fct_event_mentions/undated.parquet   rows without that date
parquet/schema.sql                                 makes tables, views and macros of the set in any DuckDB
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publish.catalog import view_and_macro_statements
from orchestration.publish.partitions import MOST_ROWS, UNDATED, WHOLE, RowSet, cut, cut_anew, span
from orchestration.publish.scopes import day_column
from orchestration.publish.sql import identifier, literal, relation
from orchestration.publish.tables import TableChange
from orchestration.publish.versions import Version
from orchestration.storage import flush_folder, link_or_copy


@dataclass(frozen=True)
class Exported:
    """What was made: the record of every table's files, and how many files were written and how many linked."""

    tables: Mapping[str, Mapping[str, Any]]
    written: int
    linked: int


def export_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    changes: Mapping[str, TableChange],
    parent: Version | None,
    donors: Sequence[Version],
) -> Exported:
    """Write the tables of the published database that `connection` is open on into `folder`.

    `parent` is the publication that the database was made from, where `changes` tells the days that changed since. A file is
    linked from one of the `donors` when count and hash of its rows are those recorded there.
    """
    records: dict[str, Mapping[str, Any]] = {}
    written = linked = 0
    for name, change in changes.items():
        export = _TableExport(connection, name, change, parent)
        records[name] = export.record()
        for label, made in export.partitions.items():
            target = export.path(folder, label)
            target.parent.mkdir(parents=True, exist_ok=True)
            if any(_link(export.path(donor.parquet, label), size, target) for donor, size in export.donated(label, donors)):
                linked += 1
            else:
                export.write(label, target)
                written += 1
            made["bytes"] = target.stat().st_size
    (folder / "schema.sql").write_text(_schema_script(connection, records), encoding="utf-8")
    for path in [path for path in folder.rglob("*") if path.is_dir()]:
        flush_folder(path)
    return Exported(records, written, linked)


class _TableExport:
    """The files of one table: `partitions` says, by their names, what rows each has."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        name: str,
        change: TableChange,
        parent: Version | None,
    ) -> None:
        self._connection = connection
        self._name = name
        self._change = change
        self._column = day_column(change.columns)
        before = self._like(parent) if parent else None
        if change.days is None or before is None or before.get("most_rows") != MOST_ROWS:
            files = cut(self._rows_by_day(None))
        else:
            known = {label: RowSet.parse(made["rows"]) for label, made in before["partitions"].items()}
            files = cut_anew(known, map(self._label, change.days), self._rows_by_day)
        if not any(rows.count for rows in files.values()):
            files = {UNDATED if self._column else WHOLE: RowSet()}
        self.partitions: dict[str, dict[str, Any]] = {label: {"rows": str(rows)} for label, rows in sorted(files.items())}

    def record(self) -> dict[str, Any]:
        return {
            "columns": _as_lists(self._change),
            "partition_by": self._column,
            "most_rows": MOST_ROWS,
            "partitions": self.partitions,
        }

    def donated(self, label: str, donors: Iterable[Version]) -> Iterator[tuple[Version, int]]:
        """Publications that have a file of these very rows, and its size."""
        for donor in donors:
            has = (self._like(donor) or {"partitions": {}})["partitions"].get(label)
            if has and has["rows"] == self.partitions[label]["rows"]:
                yield donor, has["bytes"]

    def _like(self, version: Version) -> Mapping[str, Any] | None:
        """What a publication has of this table, if it had the same columns."""
        record = version.record["tables"].get(self._name)
        return record if record and record["columns"] == _as_lists(self._change) else None

    def path(self, folder: Path, label: str) -> Path:
        schema, _, own = self._name.partition(".")
        return folder / schema / (f"{own}.parquet" if label == WHOLE else f"{own}/{label}.parquet")

    def write(self, label: str, target: Path) -> None:
        """Rows in the order of their first column; the same rows give the same bytes."""
        first = identifier(self._change.columns[0][0])
        self._connection.execute(
            f"copy (select rows_of.* from {relation(self._name)} as rows_of where {self._condition([label])} "
            f"order by {first}, hash(rows_of)) to {literal(str(target))} (format parquet, compression zstd)"
        )
        with target.open("rb") as handle:
            os.fsync(handle.fileno())

    def _rows_by_day(self, labels: Iterable[str] | None) -> dict[str, RowSet]:
        """The rows of every day, or of the days and months of these labels."""
        where = self._condition(labels) if labels is not None else "true"
        rows = self._connection.execute(
            f"select {self._label_expression()} as label, count(*), coalesce(sum(hash(rows_of)), 0) "
            f"from {relation(self._name)} as rows_of where {where} group by label"
        ).fetchall()
        return {label: RowSet(count, digest) for label, count, digest in rows}

    def _label(self, day: date | None) -> str:
        if not self._column:
            return WHOLE
        return day.isoformat() if day else UNDATED

    def _label_expression(self) -> str:
        if not self._column:
            return literal(WHOLE)
        column = identifier(self._column)
        return f"case when {column} is null then {literal(UNDATED)} else strftime({column}, '%Y-%m-%d') end"

    def _condition(self, labels: Iterable[str]) -> str:
        """As bounds of the column itself, so that DuckDB passes over groups of rows by their least and greatest value."""
        if not self._column:
            return "true"
        column = identifier(self._column)
        parts = []
        for label in sorted(labels):
            if label == UNDATED:
                parts.append(f"{column} is null")
                continue
            start, end = span(label)
            parts.append(f"({column} >= date '{start}' and {column} < date '{end}')")
        return f"({' or '.join(parts)})" if parts else "false"


def _as_lists(change: TableChange) -> list[list[str]]:
    return [list(column) for column in change.columns]


def _link(source: Path, size: int, target: Path) -> bool:
    """One more name for a published file. False where the file is not as it was."""
    try:
        if source.stat().st_size != size:
            return False
        link_or_copy(source, target)
    except FileNotFoundError:
        return False
    return True


def _schema_script(connection: duckdb.DuckDBPyConnection, records: Mapping[str, Mapping[str, Any]]) -> str:
    """SQL that offers the files, and the views and macros over them, under the names that they have in the database."""
    lines = ["-- Run it in this folder: duckdb -init schema.sql"]
    lines += [f"create schema if not exists {identifier(schema)};" for schema in sorted({n.split(".")[0] for n in records})]
    for name, record in records.items():
        files = name.replace(".", "/") + ("/*.parquet" if record["partition_by"] else ".parquet")
        lines.append(f"create view {relation(name)} as from read_parquet({literal(files)});")
    return "\n".join([*lines, *(f"{statement};" for statement in view_and_macro_statements(connection))]) + "\n"
