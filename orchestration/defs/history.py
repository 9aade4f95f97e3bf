"""Dagster's history of runs in SQLite, as it is, but with connections that stay open.

Dagster makes an engine and opens, flushes and closes a file for each of some 3,000 statements a run, and asks for the columns
of a table at every event, which takes longer than a small run itself. `dagster.yaml` names the storage here.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

# The index and the run at work, and one that is looked at beside them: more would hold a file open for every run.
OPEN_SHARDS = 3


class QuickEventLogStorage(SqliteEventLogStorage):
    """One open connection a shard (the index, or the events of one run), used by one thread at a time as before."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._known_tables: set[str] = set()
        self._known_columns: set[str] = set()
        super().__init__(base_dir, inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock, self._engine(shard).connect() as connection, connection.begin():
            yield connection

    def has_table(self, table_name: str) -> bool:
        if table_name not in self._known_tables and super().has_table(table_name):
            self._known_tables.add(table_name)
        return table_name in self._known_tables

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        if column_name not in self._known_columns and super()._has_asset_key_col_on_connection(conn, column_name):
            self._known_columns.add(column_name)
        return column_name in self._known_columns

    def dispose(self) -> None:
        while self._engines:
            self._engines.popitem()[1].dispose()
        super().dispose()

    def _engine(self, shard: str) -> Engine:
        if shard not in self._initialized_dbs:
            self._initdb(create_engine(self.conn_string_for_shard(shard), poolclass=NullPool))
            self._initialized_dbs.add(shard)
        if shard not in self._engines:
            self._engines[shard] = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=StaticPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            event.listen(self._engines[shard], "connect", _relax)
        self._engines.move_to_end(shard)
        while len(self._engines) > OPEN_SHARDS:
            self._engines.popitem(last=False)[1].dispose()
        return self._engines[shard]


class QuickSqliteStorage(DagsterSqliteStorage):
    """The storage that `dagster.yaml` names; the files are those of Dagster's own."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = QuickEventLogStorage(self._event_log_storage._base_dir)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Any) -> "QuickSqliteStorage":
        return cls(inst_data=inst_data, **config_value)


def _relax(connection: sqlite3.Connection, _record: object) -> None:
    """Let the system flush when it likes: a killed process loses nothing this way; a power cut can cost the history."""
    connection.execute("pragma synchronous = off")
