"""Landing files to rows of `raw.articles` and `raw.quarantine`.

A file whose bytes were read before changes nothing, whatever its name. One bad file never stops its neighbours: it lies
in quarantine with its reason, once, however often it is met. Files are read in worker processes; their rows are stored
batch by batch, so that a run that is killed keeps what it had and the next one goes on from there.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from orchestration.articles.article_index import ArticleIndex, IndexedArticle, Refused
from orchestration.articles.article_rows import FoundArticle, ReadFile, Rejection, Said, is_seen
from orchestration.articles.columns import ColumnMap, read_column_maps
from orchestration.articles.content_lookup import ContentLookup
from orchestration.articles.index_sync import with_index
from orchestration.articles.known_files import KnownFiles
from orchestration.articles.landing import Landing, LandingFile, WaitingFile, scan_landing
from orchestration.articles.quarantine import quarantine_row
from orchestration.articles.reader_pool import DEFAULT_LIMITS, Limits, read_files
from orchestration.articles.revisions import Sighting
from orchestration.articles.story import Refusal
from orchestration.quarantine import (
    ARTICLES_GATE,
    INGEST,
    drop_rows_of,
    files_to_retry,
    is_of_files,
    keep_retries,
    outer_file,
)
from orchestration.settings import Settings
from orchestration.storage import count_rows, partition_stamp, read_partitions, write_partition
from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE, Table

ARTICLES_PER_CHECKPOINT = 4_000
CHARACTERS_PER_CHECKPOINT = 64_000_000

OnFile = Callable[[int, int], None]


@dataclass(frozen=True)
class IngestResult:
    """What one run of ingest did, in numbers; `article_ids` are those of the new articles, in the order they were read.

    `waiting` is what was left in the landing folder for a later run.
    """

    landing_files: int
    seen_files: int
    new_articles: int
    known_articles: int
    quarantined: int
    article_ids: tuple[str, ...]
    waiting: tuple[WaitingFile, ...] = ()


def ingest(
    settings: Settings,
    ingested_at: datetime,
    run_id: str,
    on_file: OnFile | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> IngestResult:
    """Read what is new in the landing folder into the partition of `ingested_at`'s UTC day.

    `on_file(done, total)` is called before the first and after each file that is read; `limits` are those of `read_files`.
    Raises FileNotFoundError when the landing folder is missing and ValueError when `ingested_at` has no time zone or
    `columns.yml` is wrong.
    """
    if ingested_at.tzinfo is None:
        raise ValueError("ingested_at has no time zone; pass an aware datetime, as datetime.now(UTC)")
    at = ingested_at.astimezone(UTC)
    columns = read_column_maps(settings.columns_path)

    def take_in(index: ArticleIndex) -> IngestResult:
        with closing(ContentLookup(index.path, files_to_retry(settings))) as said_of:
            known = KnownFiles(index, said_of.retried)
            landing = scan_landing(settings.landing_dir, settings.rest_seconds, known)
            return _Run(settings, index, said_of, at, run_id).take_in(landing, on_file, limits, columns)

    return with_index(settings, take_in)


@dataclass
class _Batch:
    """What is new and not stored yet."""

    files: list[ReadFile] = field(default_factory=list)
    articles: dict[str, FoundArticle] = field(default_factory=dict)
    quarantined: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, list[Said]] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    characters: int = 0


class _Run:
    """One run of ingest on an index that is up to date."""

    def __init__(
        self,
        settings: Settings,
        index: ArticleIndex,
        said_of: ContentLookup,
        ingested_at: datetime,
        run_id: str,
    ) -> None:
        self._settings = settings
        self._index = index
        self._at = ingested_at
        self._run_id = run_id
        self._retried = said_of.retried
        self._said_of = said_of
        self._knows_folder = index.has_files()
        self._batch = _Batch()
        self._article_ids: list[str] = []
        self._waiting: list[WaitingFile] = []
        self._read_anew: set[str] = set()
        self._seen_files = self._known_articles = self._quarantined = 0
        self._stored_today = count_rows(settings, RAW_ARTICLES, [ingested_at.date()])

    def take_in(
        self, landing: Landing, on_file: OnFile | None, limits: Limits, columns: tuple[ColumnMap, ...]
    ) -> IngestResult:
        total = len(landing.files) + landing.unchanged_count
        self._seen_files = landing.unchanged_count
        self._waiting.extend(landing.waiting)
        with self._index.transaction():
            self._index.set_folder_marks(landing.unchanged_folders)

        def begin() -> None:
            if landing.files and on_file:
                on_file(self._seen_files, total)

        found = read_files(landing.files, self._said_of, limits, self._settings.reader_processes, columns, begin)
        for done, read in enumerate(found, start=self._seen_files + 1):
            self._take(read)
            if self._is_full():
                self._store()
            if on_file:
                on_file(done, total)
        self._store()
        # Last, so that a run killed before finds them marked and reads them anew once more.
        drop_rows_of(self._settings, self._read_anew, but_of=self._at.date())
        keep_retries(self._settings, self._retried - self._read_anew)
        return IngestResult(
            landing_files=total,
            seen_files=self._seen_files,
            new_articles=len(self._article_ids),
            known_articles=self._known_articles,
            quarantined=self._quarantined,
            article_ids=tuple(self._article_ids),
            waiting=tuple(sorted(self._waiting, key=lambda file: file.name)),
        )

    def _take(self, read: ReadFile) -> None:
        """Take over what is new of a file."""
        if read.is_waiting:
            self._waiting.append(WaitingFile(read.file.name, "being_written"))
            return
        self._batch.files.append(read)
        for rejection in read.sidecar_rejections:
            self._set_aside(rejection)
        if read.is_seen or (read.sha256 and self._is_seen(read, read.sha256)):
            self._seen_files += 1
            for article_id in self._index.articles_of_content(read.sha256 or ""):
                self._batch.sightings.append(Sighting(article_id, read.file.name, self._landed_at(read.file)))
            return
        for rejection in read.rejections:
            self._set_aside(rejection)
        for article in read.articles:
            self._batch.contents.setdefault(article.row["content_sha256"], []).append(article.said)
            if self._is_known(article.row["article_id"]):
                self._known_articles += 1
                row, landed_at = article.row, self._landed_at(read.file)
                self._batch.sightings.append(
                    Sighting(row["article_id"], row["landing_file"], landed_at, row["withdrawal_word"])
                )
                continue
            self._batch.articles[article.row["article_id"]] = article
            self._batch.characters += len(article.row["body"])

    def _landed_at(self, file: LandingFile) -> datetime:
        """When the file was put there: now, where its name is new to an index that knows the folder; else its last change."""
        is_new = self._knows_folder and not self._index.file_stamps([file.name])
        return self._at if is_new else datetime.fromtimestamp(file.modified_ns / 1e9, UTC)

    def _is_seen(self, read: ReadFile, sha256: str) -> bool:
        """Whether the bytes were read meanwhile, under another name, by this run."""
        said = self._said_of(read.file.name, sha256)
        return is_seen(read.sidecar, None if said is None else [*said, *self._batch.contents.get(sha256, ())])

    def _is_known(self, article_id: str) -> bool:
        """Whether the article is stored, or a gate has set it aside and nobody wants its file to be tried again."""
        if article_id in self._batch.articles or self._index.has_article(article_id):
            return True
        set_aside = self._index.refusals_of_article(article_id, ARTICLES_GATE)
        return any(outer_file(file) not in self._retried for file in set_aside)

    def _set_aside(self, rejection: Rejection) -> None:
        """Set a file or a member of it aside, unless that was done before."""
        row = quarantine_row(
            Refusal(rejection.reason_code, rejection.detail),
            stage=INGEST,
            landing_file=rejection.landing_file,
            landing_member=rejection.landing_member,
            found=rejection.found,
            ingested_at=self._at,
            run_id=self._run_id,
        )
        is_retried = outer_file(rejection.landing_file) in self._retried
        if is_retried or not self._index.has_refusal(row["quarantine_id"]):
            self._batch.quarantined.setdefault(row["quarantine_id"], row)

    def _is_full(self) -> bool:
        """The more the day's partition holds, the longer a batch: each one writes the partition as a whole."""
        enough = max(ARTICLES_PER_CHECKPOINT, (self._stored_today + len(self._article_ids)) // 2)
        return len(self._batch.articles) >= enough or self._batch.characters >= CHARACTERS_PER_CHECKPOINT

    def _store(self) -> None:
        """Write the batch: quarantine, articles, index. A run killed between the first two finds its files missing in
        `raw.articles` and reads them again; before the third, the next one brings the index up to date.
        """
        batch, self._batch = self._batch, _Batch()
        read_anew = self._retried & {name for read in batch.files for name in (read.file.name, read.file.sidecar_name)}
        self._read_anew |= read_anew
        run = {"ingest_date": self._at.date(), "ingested_at": self._at, "run_id": self._run_id}
        articles = [{**article.row, **run} for article in batch.articles.values()]
        quarantined = list(batch.quarantined.values())
        stamps = {
            RAW_QUARANTINE: self._append(RAW_QUARANTINE, quarantined, ~is_of_files(read_anew) if read_anew else None),
            RAW_ARTICLES: self._append(RAW_ARTICLES, articles),
        }
        day = self._at.date().isoformat()
        with self._index.transaction():
            self._index.add_refusals(Refused.of(row, day) for row in quarantined)
            self._index.add_articles(IndexedArticle.of(row, day, batch.articles[row["article_id"]].sketch) for row in articles)
            files = ((read.file.name, read.file.sidecar_name, read.file.stamp) for read in batch.files if read.sha256)
            self._index.add_files(files)
            self._index.add_sightings(batch.sightings)
            for table, stamp in stamps.items():
                if stamp:
                    self._index.set_partition_stamp(table.full_name, day, stamp)
        self._article_ids.extend(batch.articles)
        self._quarantined += len(quarantined)

    def _append(self, table: Table, rows: list[dict[str, Any]], kept: pl.Expr | None = None) -> str | None:
        """Add rows to those of the day's partition that are kept; the stamp of the file, None where nothing changed."""
        day = self._at.date()
        if not rows and kept is None:
            return None
        stored = read_partitions(self._settings, table, [day])
        left = stored if kept is None else stored.filter(kept)
        if not rows and left.height == stored.height:
            return None
        schema = table.polars_schema
        added = pl.DataFrame(rows, schema_overrides=dict(schema), infer_schema_length=None) if rows else table.empty()
        write_partition(self._settings, table, day, pl.concat([left, table.conform(added)]))
        return partition_stamp(self._settings, table, day)
