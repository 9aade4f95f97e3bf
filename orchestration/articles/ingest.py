"""Landing files to rows of `raw.articles` and `raw.quarantine`.

A file whose bytes were read before changes nothing, whatever its name. One bad file never stops its neighbours: it lies
in quarantine with its reason, once, however often it is met.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from orchestration.articles.article_rows import ReadFile, Rejection, Said, read_file
from orchestration.articles.landing import WaitingFile, scan_landing
from orchestration.articles.quarantine import quarantine_row
from orchestration.articles.revisions import Sighting
from orchestration.articles.standings import declared_ids
from orchestration.articles.story import Refusal
from orchestration.quarantine import ARTICLES_GATE, INGEST, drop_rows_of, files_to_retry, is_of_files, keep_retries
from orchestration.settings import Settings
from orchestration.storage import read_partitions, write_partition
from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE, Table


@dataclass(frozen=True)
class IngestResult:
    """What one run of ingest did, in numbers; `article_ids` are those of the new articles, in the order they were read.

    `waiting` is what was left in the landing folder for a later run, `sightings` where articles lie that are stored already.
    """

    landing_files: int
    seen_files: int
    new_articles: int
    known_articles: int
    quarantined: int
    article_ids: tuple[str, ...]
    waiting: tuple[WaitingFile, ...] = ()
    sightings: tuple[Sighting, ...] = ()


@dataclass
class _Known:
    """What is stored already. `contents` maps a file's hash to what is said about the articles made from it, `article_ids`
    to their keys.

    `retried` are the files that are to be read anew; what was refused of them does not count as known.
    """

    contents: dict[str, list[Said]]
    article_ids: dict[str, list[str]]
    refused_files: set[tuple[str, str]]
    articles: set[str]
    quarantined: set[str]
    retried: frozenset[str]

    def said_of(self, name: str, sha256: str) -> list[Said]:
        """What was said about articles of these bytes; a file refused as a whole said nothing, and is not read again."""
        if name in self.retried:
            return []
        if (name, sha256) in self.refused_files:
            return [Said(None, None, None)]
        return self.contents.get(sha256, [])


@dataclass
class _Batch:
    """The rows of this run."""

    ingested_at: datetime
    run_id: str
    known: _Known
    articles: list[dict[str, Any]] = field(default_factory=list)
    quarantined: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[WaitingFile] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    seen_files: int = 0
    known_articles: int = 0

    def take(self, read: ReadFile) -> None:
        """Take over what is new of a file."""
        for rejection in read.rejections:
            self._set_aside(rejection)
        self.seen_files += read.is_seen
        landed_at = datetime.fromtimestamp(read.file.modified_ns / 1e9, UTC)
        if read.is_seen and read.sha256:
            seen = self.known.article_ids.get(read.sha256, [])
            self.sightings.extend(Sighting(article_id, read.file.name, landed_at) for article_id in seen)
        if read.is_waiting:
            self.waiting.append(WaitingFile(read.file.name, "being_written"))
        for row in read.articles:
            said = Said(row["source_name"], row["url"], row["published_at"])
            self.known.contents.setdefault(row["content_sha256"], []).append(said)
            if row["article_id"] in self.known.articles:
                self.known_articles += 1
                sighting = Sighting(row["article_id"], row["landing_file"], landed_at, row["withdrawal_word"])
                self.sightings.append(sighting)
                continue
            self.known.articles.add(row["article_id"])
            self.articles.append(
                {
                    **row,
                    "ingest_date": self.ingested_at.date(),
                    "ingested_at": self.ingested_at,
                    "run_id": self.run_id,
                }
            )

    def _set_aside(self, rejection: Rejection) -> None:
        """Set a file or a member of it aside, unless that was done before."""
        row = quarantine_row(
            Refusal(rejection.reason_code, rejection.detail),
            stage=INGEST,
            landing_file=rejection.landing_file,
            landing_member=rejection.landing_member,
            found=rejection.found,
            ingested_at=self.ingested_at,
            run_id=self.run_id,
        )
        if row["quarantine_id"] not in self.known.quarantined:
            self.known.quarantined.add(row["quarantine_id"])
            self.quarantined.append(row)


def ingest(
    settings: Settings, ingested_at: datetime, run_id: str, on_file: Callable[[int, int], None] | None = None
) -> IngestResult:
    """Read what is new in the landing folder into the partition of `ingested_at`'s UTC day.

    `on_file(done, total)` is called after each file. Raises FileNotFoundError when the landing folder is missing and
    ValueError when `ingested_at` has no time zone.
    """
    if ingested_at.tzinfo is None:
        raise ValueError("ingested_at has no time zone; pass an aware datetime, as datetime.now(UTC)")
    landing = scan_landing(settings.landing_dir, settings.rest_seconds)
    files = landing.files
    known = _read_known(settings)
    batch = _Batch(ingested_at.astimezone(UTC), run_id, known, waiting=list(landing.waiting))
    for done, file in enumerate(files, start=1):
        batch.take(read_file(file, known.said_of))
        if on_file:
            on_file(done, len(files))
    left = {file.name for file in batch.waiting}
    read_anew = sorted({file.name for file in files} & known.retried - left)
    # Quarantine first: a run killed between the two finds its files missing in `raw.articles` and reads them again.
    _append(settings, RAW_QUARANTINE, batch.quarantined, batch.ingested_at, ~is_of_files(read_anew))
    _append(settings, RAW_ARTICLES, batch.articles, batch.ingested_at)
    # Last, so that a run killed before finds them marked and reads them anew once more.
    drop_rows_of(settings, read_anew, but_of=batch.ingested_at.date())
    keep_retries(settings, known.retried & left)
    return IngestResult(
        landing_files=len(files),
        seen_files=batch.seen_files,
        new_articles=len(batch.articles),
        known_articles=batch.known_articles,
        quarantined=len(batch.quarantined),
        article_ids=tuple(row["article_id"] for row in batch.articles),
        waiting=tuple(sorted(batch.waiting, key=lambda file: file.name)),
        sightings=tuple(batch.sightings),
    )


def _read_known(settings: Settings) -> _Known:
    """A file of which only single articles were refused is read again each time: whether a killed run had stored its other
    articles cannot be told from the quarantine. Articles that a gate has set aside stay aside.
    """
    articles = read_partitions(
        settings, RAW_ARTICLES, columns=("article_id", "content_sha256", "source_name", "url", "published_at")
    )
    retried = files_to_retry(settings)
    refused = read_partitions(settings, RAW_QUARANTINE).drop("detail", "first_bytes").filter(~is_of_files(retried))
    whole_files = refused.filter((pl.col("stage") == INGEST) & pl.col("landing_member").is_null())
    gated = refused.filter((pl.col("stage") == ARTICLES_GATE) & pl.col("article_id").is_not_null())
    declared = declared_ids(settings)
    contents: dict[str, list[Said]] = {}
    article_ids: dict[str, list[str]] = {}
    for article_id, sha256, source_name, url, published_at in articles.iter_rows():
        contents.setdefault(sha256, []).append(Said(source_name, url, published_at, article_id in declared))
        article_ids.setdefault(sha256, []).append(article_id)
    return _Known(
        contents=contents,
        article_ids=article_ids,
        refused_files=set(whole_files.select("landing_file", "content_sha256").iter_rows()),
        articles=set(articles["article_id"]) | set(gated["article_id"]),
        quarantined=set(refused["quarantine_id"]),
        retried=retried,
    )


def _append(
    settings: Settings, table: Table, rows: list[dict[str, Any]], ingested_at: datetime, kept: pl.Expr | None = None
) -> None:
    """Add rows to those of the day's partition that are kept; without a change the partition is left as it is."""
    day = ingested_at.date()
    stored = read_partitions(settings, table, [day])
    before = stored.height
    if kept is not None:
        stored = stored.filter(kept)
    if not rows and stored.height == before:
        return
    added = table.conform(pl.DataFrame(rows, schema_overrides=dict(table.polars_schema), infer_schema_length=None))
    write_partition(settings, table, day, pl.concat([stored, added]))
