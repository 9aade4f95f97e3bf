"""Landing files to rows of `raw.articles` and `raw.quarantine`.

A file whose bytes were read before changes nothing, whatever its name. One bad file never stops its neighbours: it lies
in quarantine with its reason, once, however often it is met.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from orchestration.articles.identity import article_id
from orchestration.articles.landing import FileBytes, LandingFile, StillWritten, WaitingFile, read_bytes, scan_landing
from orchestration.articles.language import detect_language
from orchestration.articles.metadata import Sidecar, read_sidecar, settle_metadata
from orchestration.articles.quarantine import quarantine_row
from orchestration.articles.reading import read_members
from orchestration.articles.story import MAX_BODY_CHARACTERS, MAX_WORD_CHARACTERS, Refusal, Story
from orchestration.quarantine import ARTICLES_GATE, INGEST, drop_rows_of, files_to_retry, is_of_files, keep_retries
from orchestration.settings import Settings
from orchestration.storage import read_partitions, write_partition
from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE, Table


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


@dataclass
class _Known:
    """What is stored already. `contents` maps a file's hash to outlet, address and time of the articles made from it.

    `retried` are the files that are to be read anew; what was refused of them does not count as known.
    """

    contents: dict[str, list[tuple[str | None, str | None, datetime | None]]]
    refused_files: set[tuple[str, str]]
    articles: set[str]
    quarantined: set[str]
    retried: frozenset[str]

    def is_seen(self, file: LandingFile, sha256: str, sidecar: Sidecar) -> bool:
        """Whether these bytes were read before, and the sidecar says nothing new about them."""
        if file.name in self.retried:
            return False
        if (file.name, sha256) in self.refused_files:
            return True
        return any(
            sidecar.source_name in (None, source_name)
            and sidecar.url in (None, url)
            and sidecar.published_at in (None, published_at)
            for source_name, url, published_at in self.contents.get(sha256, ())
        )


@dataclass
class _Batch:
    """The rows of this run."""

    ingested_at: datetime
    run_id: str
    known: _Known
    articles: list[dict[str, Any]] = field(default_factory=list)
    quarantined: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[WaitingFile] = field(default_factory=list)
    seen_files: int = 0
    known_articles: int = 0

    def refuse(self, refusal: Refusal, landing_file: str, landing_member: int | None, found: FileBytes) -> None:
        """Set a file or a member of it aside, unless that was done before."""
        row = quarantine_row(
            refusal,
            stage=INGEST,
            landing_file=landing_file,
            landing_member=landing_member,
            found=found,
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
    batch = _Batch(ingested_at.astimezone(UTC), run_id, _read_known(settings), waiting=list(landing.waiting))
    for done, file in enumerate(files, start=1):
        _take_file(file, batch)
        if on_file:
            on_file(done, len(files))
    left = {file.name for file in batch.waiting}
    read_anew = sorted({file.name for file in files} & batch.known.retried - left)
    # Quarantine first: a run killed between the two finds its files missing in `raw.articles` and reads them again.
    _append(settings, RAW_QUARANTINE, batch.quarantined, batch.ingested_at, ~is_of_files(read_anew))
    _append(settings, RAW_ARTICLES, batch.articles, batch.ingested_at)
    # Last, so that a run killed before finds them marked and reads them anew once more.
    drop_rows_of(settings, read_anew, but_of=batch.ingested_at.date())
    keep_retries(settings, batch.known.retried & left)
    return IngestResult(
        landing_files=len(files),
        seen_files=batch.seen_files,
        new_articles=len(batch.articles),
        known_articles=batch.known_articles,
        quarantined=len(batch.quarantined),
        article_ids=tuple(row["article_id"] for row in batch.articles),
        waiting=tuple(sorted(batch.waiting, key=lambda file: file.name)),
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
    contents: dict[str, list[tuple[str | None, str | None, datetime | None]]] = {}
    for sha256, *said in articles.select("content_sha256", "source_name", "url", "published_at").iter_rows():
        contents.setdefault(sha256, []).append((said[0], said[1], said[2]))
    return _Known(
        contents=contents,
        refused_files=set(whole_files.select("landing_file", "content_sha256").iter_rows()),
        articles=set(articles["article_id"]) | set(gated["article_id"]),
        quarantined=set(refused["quarantine_id"]),
        retried=retried,
    )


def _take_file(file: LandingFile, batch: _Batch) -> None:
    try:
        if file.refusal:
            raise file.refusal
        found = read_bytes(file.path, (file.size, file.modified_ns))
        beside = read_bytes(file.sidecar) if file.sidecar else None
    except StillWritten:
        batch.waiting.append(WaitingFile(file.name, "being_written"))
        return
    except Refusal as refusal:
        batch.refuse(refusal, file.name, None, FileBytes.of(b""))
        return
    except OSError as error:
        denied = Refusal("unreadable", f"{error.strerror or error}; check the file's permissions")
        batch.refuse(denied, file.name, None, FileBytes.of(b""))
        return
    sidecar = _take_sidecar(file, beside, batch)
    if batch.known.is_seen(file, found.sha256, sidecar):
        batch.seen_files += 1
        return
    try:
        for member in read_members(file.name, found.data if found.is_whole else file.path):
            if isinstance(member.outcome, Story):
                refused = _take_story(member.outcome, member.index, member.place_in(file.name), found, sidecar, batch)
            else:
                refused = member.outcome
            if refused:
                batch.refuse(refused, member.place_in(file.name), member.index, FileBytes.of(member.data))
    except Refusal as refusal:
        batch.refuse(refusal, file.name, None, found)


def _take_sidecar(file: LandingFile, beside: FileBytes | None, batch: _Batch) -> Sidecar:
    if beside is None or file.sidecar is None:
        return Sidecar()
    try:
        return read_sidecar(beside.data)
    except Refusal as refusal:
        batch.refuse(refusal, file.sidecar_name, None, beside)
        return Sidecar()


def _take_story(
    story: Story, member: int, landing_file: str, found: FileBytes, sidecar: Sidecar, batch: _Batch
) -> Refusal | None:
    body = story.text.body
    if len(body) > MAX_BODY_CHARACTERS:
        return Refusal("too_large", f"a story of {len(body)} characters; at most {MAX_BODY_CHARACTERS} are coded")
    longest = max(map(len, body.split()))
    if longest > MAX_WORD_CHARACTERS:
        return Refusal(
            "no_article_text", f"a word of {longest} characters is no prose; at most {MAX_WORD_CHARACTERS} are accepted"
        )
    metadata = settle_metadata(story, sidecar)
    key = article_id(body, metadata)
    batch.known.contents.setdefault(found.sha256, []).append((metadata.source_name, metadata.url, metadata.published_at))
    if key in batch.known.articles:
        batch.known_articles += 1
        return None
    batch.known.articles.add(key)
    batch.articles.append(
        {
            "article_id": key,
            "landing_file": landing_file,
            "landing_member": member,
            "content_sha256": found.sha256,
            **asdict(metadata),
            "body": body,
            "headline_char_end": story.text.headline_char_end,
            "dateline_place": story.text.dateline_place,
            "language": detect_language(body, story.language),
            "ingest_date": batch.ingested_at.date(),
            "ingested_at": batch.ingested_at,
            "run_id": batch.run_id,
        }
    )
    return None


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
