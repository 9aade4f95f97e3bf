"""Every request that a poll made, one row each, into `raw.feed_fetches`: what failed is seen there, and why.

Rows are first kept in the state, so that a killed poll loses none, and then moved into the partition of their day.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import polars as pl

from orchestration.feeds.state import State
from orchestration.settings import Settings
from orchestration.storage import read_partitions, write_partition
from orchestration.tables import RAW_FEED_FETCHES

MAX_DETAIL_CHARACTERS = 500
MAX_URL_CHARACTERS = 2_000


class FetchLog:
    """The log of one poll."""

    def __init__(self, state: State, run_id: str, now: Callable[[], datetime]) -> None:
        self._state = state
        self._run_id = run_id
        self._now = now

    def add(
        self,
        feed_name: str,
        kind: str,
        url: str,
        began_at: datetime,
        *,
        final_url: str | None = None,
        http_status: int | None = None,
        reason_code: str | None = None,
        detail: str | None = None,
        byte_count: int = 0,
        landing_file: str | None = None,
    ) -> None:
        """Log one request; `kind` is feed, page or entry (of which nothing was asked for)."""
        stamp = began_at.isoformat()
        fetch_id = hashlib.sha256("\0".join((feed_name, kind, url, stamp)).encode("utf-8", "replace")).hexdigest()[:32]
        row = {
            "fetch_id": fetch_id,
            "feed_name": feed_name,
            "kind": kind,
            "url": _clean(url, MAX_URL_CHARACTERS),
            "final_url": _clean(final_url, MAX_URL_CHARACTERS),
            "http_status": http_status,
            "reason_code": reason_code,
            "detail": _clean(detail, MAX_DETAIL_CHARACTERS),
            "byte_count": byte_count,
            "seconds": round((self._now() - began_at).total_seconds(), 3),
            "landing_file": landing_file,
            "fetched_at": stamp,
            "run_id": self._run_id,
        }
        self._state.log_fetch(fetch_id, json.dumps(row))


def store_fetches(settings: Settings, state: State) -> None:
    """Move the logged rows into their table; moving them twice changes nothing."""
    logged = state.logged_fetches()
    by_day: dict[date, list[dict[str, Any]]] = {}
    for _, text in logged:
        row = json.loads(text)
        fetched_at = datetime.fromisoformat(row["fetched_at"])
        by_day.setdefault(fetched_at.date(), []).append({**row, "fetched_at": fetched_at, "fetch_date": fetched_at.date()})
    for day, rows in sorted(by_day.items()):
        added = pl.DataFrame(rows, schema_overrides=dict(RAW_FEED_FETCHES.polars_schema), infer_schema_length=None)
        stored = read_partitions(settings, RAW_FEED_FETCHES, [day])
        both = pl.concat([stored, RAW_FEED_FETCHES.conform(added)])
        write_partition(settings, RAW_FEED_FETCHES, day, both.unique("fetch_id", keep="first"))
    state.drop_logged(fetch_id for fetch_id, _ in logged)


def _clean(text: str | None, length: int) -> str | None:
    if text is None:
        return None
    return " ".join(text.encode("utf-8", "backslashreplace").decode("utf-8").split())[:length]
