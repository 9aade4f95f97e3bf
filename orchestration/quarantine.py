"""What was set aside, which of it is to be tried again, and which of it a person has taken as lost.

Rows and files lie in `raw.quarantine` with their reason. A row leaves it only when its file was read anew, its article
coded or its mention normalized without it; a person asks for that (`retry`). A batch with too many articles or mentions in
quarantine is blocked until they are mended or a person accepts the loss; accepted rows stay and no longer count.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.articles.quarantine import show_bytes
from orchestration.articles.story import INNER_PATH_MARK
from orchestration.normalize.keys import with_key
from orchestration.run_state import RunState, file_stamp, read_json, write_json
from orchestration.settings import Settings
from orchestration.storage import list_partitions, read_partitions, write_partition
from orchestration.tables import RAW_QUARANTINE

INGEST, ARTICLES_GATE, CODING, MENTIONS_GATE = "ingest", "articles_gate", "coding", "mentions_gate"
SHORTEST_ID_PREFIX = 4


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
                "first_bytes": show_bytes(body),
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


def find(settings: Settings, words: Iterable[str] = (), reason_codes: Iterable[str] = ()) -> pl.DataFrame:
    """Rows as `quarantined` gives them that a person means by these words: each is an id or its first letters, or the path
    of a landing file. With reason codes, only rows of these; without words, all rows.

    Raises KeyError for a word that names no row.
    """
    rows = quarantined(settings)
    reasons = list(reason_codes)
    if reasons:
        rows = rows.filter(pl.col("reason_code").is_in(reasons))
    chosen = list(words)
    if not chosen:
        return rows
    masks = {word: _is_meant(rows, word) for word in chosen}
    unknown = sorted(word for word, mask in masks.items() if not mask.any())
    if unknown:
        raise KeyError(f"not in quarantine: {', '.join(unknown)}; see `sitrep quarantine list --all`")
    return rows.filter(pl.any_horizontal(*masks.values()))


def retry(settings: Settings, quarantine_ids: Iterable[str]) -> frozenset[str]:
    """Have the files, articles and mentions of these rows tried again by the next run of their stage; the stages concerned.

    Nothing is taken out here: a row goes when the stage has done without it, so that nothing vanishes should it never be
    done. Raises KeyError for an id that is not there.
    """
    wanted = _known_ids(settings, quarantine_ids)
    rows = read_partitions(settings, RAW_QUARANTINE).filter(pl.col("quarantine_id").is_in(list(wanted)))
    files = rows.filter(pl.col("stage").is_in([INGEST, ARTICLES_GATE]))["landing_file"].to_list()
    if files:
        write_json(_retry_path(settings), sorted(files_to_retry(settings) | {outer_file(file) for file in files}))
    state = RunState(settings)
    for stage, work in ((CODING, "code"), (MENTIONS_GATE, "normalize")):
        for day in rows.filter(pl.col("stage") == stage)["ingest_date"].unique():
            state.forget(f"{work}/{day}")
    return frozenset(rows["stage"])


def files_to_retry(settings: Settings) -> frozenset[str]:
    """Landing files that are to be read anew although their bytes were read before."""
    return frozenset(read_json(_retry_path(settings)) or ())


def drop_rows_of(settings: Settings, landing_files: Iterable[str], but_of: date) -> None:
    """Files were read anew: their rows of other days than this one go; what is still wrong lies in this one's."""
    read = list(landing_files)
    for day in list_partitions(settings, RAW_QUARANTINE) if read else ():
        before = read_partitions(settings, RAW_QUARANTINE, [day])
        kept = before.filter(~is_of_files(read))
        if day != but_of and kept.height < before.height:
            write_partition(settings, RAW_QUARANTINE, day, kept)


def keep_retries(settings: Settings, landing_files: Iterable[str]) -> None:
    """What was to be read anew has been, but for these files."""
    if files_to_retry(settings):
        write_json(_retry_path(settings), sorted(landing_files))


def is_of_files(landing_files: Iterable[str]) -> pl.Expr:
    """Whether a row of `raw.quarantine` was made by reading one of these landing files, or an archive of that name."""
    outer = pl.col("landing_file").map_elements(outer_file, return_dtype=pl.String)
    return pl.col("stage").is_in([INGEST, ARTICLES_GATE]) & outer.is_in(list(landing_files))


def outer_file(landing_file: str) -> str:
    """The file in the landing folder: `archive.zip` of `archive.zip!/inner/name.html`."""
    return landing_file.partition(INNER_PATH_MARK)[0]


def quarantined(settings: Settings, stage: str | None = None, days: Iterable[date] | None = None) -> pl.DataFrame:
    """Rows of `raw.quarantine` with `is_accepted` beside them, the newest first."""
    accepted = set(read_json(_accepted_path(settings)) or [])
    rows = read_partitions(settings, RAW_QUARANTINE, days)
    if stage is not None:
        rows = rows.filter(pl.col("stage") == stage)
    marked = rows.with_columns(pl.col("quarantine_id").is_in(list(accepted)).alias("is_accepted"))
    return marked.sort("quarantined_at", "quarantine_id", descending=[True, False])


def notes_on_run(settings: Settings, run_id: str, day: date) -> list[str]:
    """What this run of a day could not read, in one sentence, by reason; nothing where it read everything."""
    rows = quarantined(settings, INGEST, [day])
    rows = rows.filter(pl.col("run_id") == run_id)
    return [f"Could not be read: {count_by_reason(rows)}. See `sitrep quarantine list`."] if rows.height else []


def count_by_reason(rows: pl.DataFrame) -> str:
    """`3 broken_json, 1 empty`: the most frequent reason first."""
    counts = rows["reason_code"].value_counts().sort(["count", "reason_code"], descending=[True, False])
    return ", ".join(f"{count} {code}" for code, count in counts.iter_rows())


def unaccepted(settings: Settings, stage: str, day: date) -> pl.DataFrame:
    """Rows of one stage and ingest date that count against their batch."""
    return quarantined(settings, stage, [day]).filter(~pl.col("is_accepted"))


def accept(settings: Settings, quarantine_ids: Iterable[str]) -> int:
    """Take these rows as lost; returns how many were not accepted before. Raises KeyError for an id that is not there."""
    accepted = set(read_json(_accepted_path(settings)) or [])
    wanted = _known_ids(settings, quarantine_ids)
    write_json(_accepted_path(settings), sorted(accepted | wanted))
    return len(wanted - accepted)


def acceptance_stamp(settings: Settings) -> str:
    """Changes whenever a person accepts something."""
    return file_stamp(_accepted_path(settings))


def _known_ids(settings: Settings, quarantine_ids: Iterable[str]) -> set[str]:
    wanted = set(quarantine_ids)
    unknown = wanted - set(read_partitions(settings, RAW_QUARANTINE)["quarantine_id"])
    if unknown:
        raise KeyError(f"not in quarantine: {', '.join(sorted(unknown))}; see `sitrep quarantine list --all`")
    return wanted


def _is_meant(rows: pl.DataFrame, word: str) -> pl.Series:
    is_file = (rows["landing_file"] == word) | rows["landing_file"].str.starts_with(word + INNER_PATH_MARK)
    return is_file | rows["quarantine_id"].str.starts_with(word) if len(word) >= SHORTEST_ID_PREFIX else is_file


def _retry_path(settings: Settings) -> Path:
    return settings.table_dir("raw", "quarantine") / "retry.json"


def _accepted_path(settings: Settings) -> Path:
    return settings.table_dir("raw", "quarantine") / "accepted.json"
