"""What was set aside, and which of it a person has taken as lost.

Rows and files lie in `raw.quarantine` with their reason. A batch with too many of them is blocked until the files are
mended or a person accepts the loss; accepted rows stay in quarantine and no longer count against their batch.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.normalize.keys import with_key
from orchestration.run_state import read_json, write_json
from orchestration.settings import Settings
from orchestration.storage import list_partitions, read_partitions, write_partition
from orchestration.tables import RAW_QUARANTINE

FIRST_BYTES = 200
ARTICLES_GATE, CODING, MENTIONS_GATE = "articles_gate", "coding", "mentions_gate"


def set_aside_articles(
    settings: Settings,
    articles: Iterable[Mapping[str, Any]],
    details: Mapping[str, str],
    stage: str,
    reason_code: str,
    now: datetime,
    run_id: str,
) -> None:
    """Put rows of `raw.articles` into quarantine, each with its detail (by article_id). Those already there are kept."""
    by_day: dict[date, list[dict[str, Any]]] = {}
    for article in articles:
        body = article["body"].encode("utf-8", "surrogatepass")
        by_day.setdefault(article["ingest_date"], []).append(
            {
                "reason_code": reason_code,
                "detail": details[article["article_id"]],
                "landing_file": article["landing_file"],
                "landing_member": article["landing_member"],
                "article_id": article["article_id"],
                "content_sha256": hashlib.sha256(body).hexdigest(),
                "byte_count": len(body),
                "first_bytes": body[:FIRST_BYTES].decode("utf-8", "replace"),
                "stage": stage,
                "ingest_date": article["ingest_date"],
                "quarantined_at": now,
                "run_id": run_id,
            }
        )
    for day, rows in by_day.items():
        frame = pl.DataFrame(rows, schema={name: RAW_QUARANTINE.polars_schema[name] for name in rows[0]})
        keyed = with_key(frame, "quarantine_id", ["article_id", "content_sha256", "reason_code", "detail"])
        before = read_partitions(settings, RAW_QUARANTINE, [day])
        added = RAW_QUARANTINE.conform(keyed).join(before, on="quarantine_id", how="anti")
        if added.height:
            write_partition(settings, RAW_QUARANTINE, day, pl.concat([before, added]))


def release_articles(settings: Settings, day: date, article_ids: Iterable[str], stage: str) -> None:
    """Take rows of a stage out of quarantine again: a later attempt on these articles went well."""
    before = read_partitions(settings, RAW_QUARANTINE, [day])
    kept = before.filter(~((pl.col("stage") == stage) & pl.col("article_id").is_in(list(article_ids))))
    if kept.height < before.height:
        write_partition(settings, RAW_QUARANTINE, day, kept)


def release(settings: Settings, quarantine_ids: Iterable[str]) -> int:
    """Take rows out of quarantine, so that the next run reads their files anew; returns how many.

    Raises KeyError for an id that is not there.
    """
    wanted = _known_ids(settings, quarantine_ids)
    for day in list_partitions(settings, RAW_QUARANTINE):
        before = read_partitions(settings, RAW_QUARANTINE, [day])
        kept = before.filter(~pl.col("quarantine_id").is_in(list(wanted)))
        if kept.height < before.height:
            write_partition(settings, RAW_QUARANTINE, day, kept)
    return len(wanted)


def quarantined(settings: Settings, stage: str | None = None, days: Iterable[date] | None = None) -> pl.DataFrame:
    """Rows of `raw.quarantine` with `is_accepted` beside them, the newest first."""
    accepted = set(read_json(_accepted_path(settings)) or [])
    rows = read_partitions(settings, RAW_QUARANTINE, days)
    if stage is not None:
        rows = rows.filter(pl.col("stage") == stage)
    marked = rows.with_columns(pl.col("quarantine_id").is_in(list(accepted)).alias("is_accepted"))
    return marked.sort("quarantined_at", "quarantine_id", descending=[True, False])


def count_unaccepted(settings: Settings, stage: str, day: date) -> int:
    """Rows of one stage and ingest date that count against their batch."""
    return int((~quarantined(settings, stage, [day])["is_accepted"]).sum())


def accept(settings: Settings, quarantine_ids: Iterable[str]) -> int:
    """Take these rows as lost; returns how many were not accepted before. Raises KeyError for an id that is not there."""
    accepted = set(read_json(_accepted_path(settings)) or [])
    wanted = _known_ids(settings, quarantine_ids)
    write_json(_accepted_path(settings), sorted(accepted | wanted))
    return len(wanted - accepted)


def _known_ids(settings: Settings, quarantine_ids: Iterable[str]) -> set[str]:
    wanted = set(quarantine_ids)
    unknown = wanted - set(read_partitions(settings, RAW_QUARANTINE)["quarantine_id"])
    if unknown:
        raise KeyError(f"not in quarantine: {', '.join(sorted(unknown))}; see `sitrep quarantine list --all`")
    return wanted


def _accepted_path(settings: Settings) -> Path:
    return settings.table_dir("raw", "quarantine") / "accepted.json"
