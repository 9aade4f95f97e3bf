"""What is known of feeds, entries, hosts and robots.txt files between polls: SQLite, a cache of what can be found again.

Killed at any point it holds what was committed. A file that is damaged or gone is made anew: what was taken before is
read off the sidecars in the landing folder, everything else is asked of the servers once more.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration.feeds.delivery import Delivered
from orchestration.feeds.entries import Entry
from orchestration.feeds.robots import StoredRobots

SCHEMA = """
create table if not exists feeds (
    name text primary key, address text not null, etag text, last_modified text, read_at real, asked_at real,
    next_at real not null default 0, failures integer not null default 0, reason_code text, detail text
);
create table if not exists entries (
    feed text not null, key text not null, version text not null, taken_version text, taken_at real, seen_at real not null,
    entry text, attempts integer not null default 0, not_before real not null default 0, position integer not null default 0,
    primary key (feed, key)
);
create table if not exists hosts (host text primary key, ready_at real not null);
create table if not exists robots (origin text primary key, text text not null, fetched_at real not null);
create table if not exists fetches (fetch_id text primary key, row text not null);
"""
FILE_NAME = "state.sqlite"
# A full disk or a locked file is no damage. SQLITE_ERROR: a table has not the columns that it should have.
DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
SECONDS_BETWEEN_VERSIONS = 3600
FORGET_AFTER_SECONDS = 180 * 86_400


@dataclass(frozen=True)
class FeedState:
    """What is known of a feed. `read_at`: when it was last read as a whole, without a condition."""

    etag: str | None = None
    last_modified: str | None = None
    read_at: datetime | None = None
    asked_at: datetime | None = None
    next_at: datetime | None = None
    failures: int = 0
    reason_code: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Pending:
    """An entry that is still to be taken, after so many failed attempts."""

    entry: Entry
    attempts: int


class State:
    """The open state of one poll, for all its threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @contextmanager
    def _changes(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection

    def _row(self, query: str, *values: Any) -> Any:
        with self._lock:
            return self._connection.execute(query, values).fetchone()

    def feed(self, name: str, address: str) -> FeedState:
        """What is known of the feed; nothing when its address is another one than before."""
        columns = "etag, last_modified, read_at, asked_at, next_at, failures, reason_code, detail"
        row = self._row(f"select {columns} from feeds where name = ? and address = ?", name, address)
        if row is None:
            return FeedState()
        etag, last_modified, read_at, asked_at, next_at, *failed = row
        return FeedState(etag, last_modified, _time(read_at), _time(asked_at), _time(next_at), *failed)

    def set_feed(self, name: str, address: str, state: FeedState) -> None:
        with self._changes() as connection:
            _put_feed(connection, name, address, state)

    def take_in(self, name: str, address: str, state: FeedState, entries: Sequence[Entry], limit: int, now: datetime) -> int:
        """Remember the new and changed entries of a feed together with its state, in one go; gives their number.

        At most `limit` are remembered. Where there are more, the feed is to be read as a whole again: the state is kept
        without its validators. An entry that was taken within the last hour is due when the hour is over.
        """
        stamp, new = now.timestamp(), 0
        with self._changes() as connection:
            query = "select key, version, taken_version, taken_at from entries where feed = ?"
            known = {key: (version, taken, at) for key, version, taken, at in connection.execute(query, (name,))}
            fresh = []
            for position, entry in enumerate(entries):
                version, taken_version, taken_at = known.get(entry.key, (None, None, None))
                if entry.version == version:
                    connection.execute("update entries set seen_at = ? where feed = ? and key = ?", (stamp, name, entry.key))
                elif entry.version == taken_version:
                    connection.execute(
                        "update entries set version = ?, entry = null, seen_at = ? where feed = ? and key = ?",
                        (entry.version, stamp, name, entry.key),
                    )
                elif new < limit:
                    new += 1
                    due = (taken_at + SECONDS_BETWEEN_VERSIONS) if taken_at else 0
                    fresh.append((name, entry.key, entry.version, stamp, entry.as_json(), due, position))
                else:
                    state = replace(state, etag=None, last_modified=None)
            connection.executemany(
                "insert into entries (feed, key, version, seen_at, entry, not_before, position) values (?, ?, ?, ?, ?, ?, ?) "
                "on conflict (feed, key) do update set version = excluded.version, seen_at = excluded.seen_at, "
                "entry = excluded.entry, attempts = 0, not_before = excluded.not_before, position = excluded.position",
                fresh,
            )
            _put_feed(connection, name, address, state)
        return new

    def pending(self, name: str, now: datetime) -> list[Pending]:
        """Entries of the feed that are due, in the order in which the feed has them."""
        with self._lock:
            rows = self._connection.execute(
                "select entry, attempts from entries where feed = ? and entry is not null and not_before <= ? "
                "order by position, key",
                (name, now.timestamp()),
            ).fetchall()
        return [Pending(Entry.from_json(text), attempts) for text, attempts in rows]

    def counts(self, name: str) -> tuple[int, int]:
        """How many entries of the feed were taken, and how many are still to be taken."""
        row = self._row("select count(taken_version), count(entry) from entries where feed = ?", name)
        return int(row[0]), int(row[1])

    def set_taken(self, name: str, entry: Entry, now: datetime) -> None:
        with self._changes() as connection:
            connection.execute(
                "update entries set taken_version = ?, taken_at = ?, entry = null where feed = ? and key = ? and version = ?",
                (entry.version, now.timestamp(), name, entry.key, entry.version),
            )

    def postpone(self, name: str, entry: Entry, until: datetime, is_attempt: bool) -> None:
        """Leave the entry for later; `is_attempt` where the page itself failed and not only its host had no time."""
        with self._changes() as connection:
            connection.execute(
                "update entries set attempts = attempts + ?, not_before = ? where feed = ? and key = ?",
                (int(is_attempt), until.timestamp(), name, entry.key),
            )

    def forget_old(self, now: datetime) -> None:
        """Drop entries that no feed has shown for half a year, and hosts and files that are out of date."""
        stamp = now.timestamp()
        with self._changes() as connection:
            connection.execute("delete from entries where entry is null and seen_at < ?", (stamp - FORGET_AFTER_SECONDS,))
            connection.execute("delete from hosts where ready_at < ?", (stamp - 60,))
            connection.execute("delete from robots where fetched_at < ?", (stamp - FORGET_AFTER_SECONDS,))

    def restore(self, files: Iterable[Delivered], now: datetime) -> None:
        """Take entries as taken whose files lie in the landing folder."""
        with self._changes() as connection:
            connection.executemany(
                "insert or replace into entries (feed, key, version, taken_version, taken_at, seen_at) "
                "values (?, ?, ?, ?, 0, ?)",
                [(file.feed_name, file.entry_key, file.entry_version, file.entry_version, now.timestamp()) for file in files],
            )

    def host_ready_at(self, host: str) -> datetime | None:
        row = self._row("select ready_at from hosts where host = ?", host)
        return _time(row[0]) if row else None

    def set_host_ready_at(self, host: str, ready_at: datetime) -> None:
        with self._changes() as connection:
            connection.execute("insert or replace into hosts values (?, ?)", (host, ready_at.timestamp()))

    def robots(self, origin: str) -> StoredRobots | None:
        row = self._row("select text, fetched_at from robots where origin = ?", origin)
        return StoredRobots(row[0], datetime.fromtimestamp(row[1], UTC)) if row else None

    def set_robots(self, origin: str, stored: StoredRobots) -> None:
        with self._changes() as connection:
            values = (origin, stored.text, stored.fetched_at.timestamp())
            connection.execute("insert or replace into robots values (?, ?, ?)", values)

    def log_fetch(self, fetch_id: str, row: str) -> None:
        """Keep a row of the fetch log until it lies in its Parquet table."""
        with self._changes() as connection:
            connection.execute("insert or replace into fetches values (?, ?)", (fetch_id, row))

    def logged_fetches(self) -> list[tuple[str, str]]:
        with self._lock:
            return self._connection.execute("select fetch_id, row from fetches order by fetch_id").fetchall()

    def drop_logged(self, fetch_ids: Iterable[str]) -> None:
        with self._changes() as connection:
            connection.executemany("delete from fetches where fetch_id = ?", [(fetch_id,) for fetch_id in fetch_ids])


@contextmanager
def open_state(folder: Path, taken_before: Iterable[Delivered], now: datetime) -> Iterator[State]:
    """The state in this folder; `taken_before` is read only where the state has to be made anew.

    A damaged file is put aside under a name with `damaged` in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    try:
        connection = _connect(path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in DAMAGE:
            raise
        for part in (path, *folder.glob(f"{FILE_NAME}-*")):
            with suppress(FileNotFoundError):
                part.replace(part.with_name(f"damaged-{now:%Y%m%dT%H%M%S}-{part.name}"))
        connection = _connect(path)
    try:
        state = State(connection)
        if connection.execute("pragma user_version").fetchone()[0] == 0:
            state.restore(taken_before, now)
            connection.execute("pragma user_version = 1")
        yield state
    finally:
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=30)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        if connection.execute("pragma quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the file is damaged")
        connection.executescript(SCHEMA)
        # A table of another shape counts as damage, too.
        connection.execute("select next_at, reason_code from feeds, hosts, robots, fetches limit 1")
        connection.execute("select taken_version, not_before, position from entries limit 1")
    except BaseException:
        connection.close()
        raise
    return connection


def _put_feed(connection: sqlite3.Connection, name: str, address: str, state: FeedState) -> None:
    stamps = [at.timestamp() if at else None for at in (state.read_at, state.asked_at)]
    next_at = state.next_at.timestamp() if state.next_at else 0
    connection.execute(
        "insert or replace into feeds values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (name, address, state.etag, state.last_modified, *stamps, next_at, state.failures, state.reason_code, state.detail),
    )


def _time(stamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
