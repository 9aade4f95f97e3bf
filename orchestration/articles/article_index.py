"""What ingest must know of all that is stored, in one SQLite file, so that the cost of a run grows with what is new.

The Parquet tables are the truth and the index is derived from them: `index_sync.py` brings it up to date at the start of a
run, from the partitions that changed, and makes it anew when it is missing, damaged or of another version. The files table
alone is not in Parquet: it says which landing files need not be opened because nothing about them changed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from orchestration.articles import near_duplicates
from orchestration.articles.landing_folders import FolderMark, folder_of
from orchestration.articles.near_duplicates import Sketch, band_keys, period_of
from orchestration.articles.revisions import Sighting
from orchestration.settings import Settings

SCHEMA = """
create table version (version text not null);
create table partitions (table_name text, day text, stamp text not null, primary key (table_name, day)) without rowid;
create table files (name text primary key, sidecar text not null, stamp text not null) without rowid;
create table folders (name text primary key, mark text not null, file_count integer not null) without rowid;
create index files_by_sidecar on files (sidecar) where sidecar != '';
create table articles (
    number integer primary key, article_id text not null unique, day text not null, landing_file text not null,
    content_sha256 text not null, source_name text, url text, published_at integer, ingested_at integer not null,
    withdrawal_word text, shingles blob not null, figures blob not null, bands blob not null
);
create index articles_by_day on articles (day);
create index articles_by_content on articles (content_sha256);
create table refusals (
    quarantine_id text primary key, day text not null, stage text not null, landing_file text not null,
    landing_member integer, content_sha256 text not null, article_id text
) without rowid;
create index refusals_by_day on refusals (day);
create index refusals_by_file on refusals (landing_file);
create index refusals_by_article on refusals (article_id) where article_id is not null;
create table sightings (
    landing_file text, article_id text, landed_at integer not null, withdrawal_word text,
    primary key (landing_file, article_id)
) without rowid;
create table pending (number integer primary key);
create table copies (
    article_id text primary key, group_id text not null, is_primary integer not null, decided_at integer not null
) without rowid;
create index copies_by_group on copies (group_id);
create table unsettled_groups (group_id text primary key) without rowid;
create table changes (
    article_id text, change_number integer, day text not null, revision_key text not null, standing text not null,
    ingest_day text not null, primary key (article_id, change_number)
) without rowid;
create index changes_by_day on changes (day);
create index changes_by_key on changes (revision_key);
create index changes_by_standing on changes (standing) where standing in ('retracted', 'notice');
create table unsettled (article_id text primary key, day text not null) without rowid;
create table bands (key integer, number integer, primary key (key, number)) without rowid;
"""
ARTICLE_COLUMNS = (
    "article_id", "landing_file", "content_sha256", "source_name", "url", "published_at", "ingested_at", "withdrawal_word",
)  # fmt: skip
REFUSAL_COLUMNS = ("quarantine_id", "stage", "landing_file", "landing_member", "content_sha256", "article_id")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CACHE_KIB = 64 * 1024
# A list of values, given as JSON: one parameter, however many they are.
LISTED = "(select value from json_each(?))"


@dataclass(frozen=True)
class IndexedArticle:
    """An article as the index knows it; `day` is its ingest date."""

    day: str
    article_id: str
    landing_file: str
    content_sha256: str
    source_name: str | None
    url: str | None
    published_at: datetime | None
    ingested_at: datetime
    withdrawal_word: str | None
    sketch: Sketch

    @classmethod
    def of(cls, row: Mapping[str, Any], day: str, sketch: Sketch) -> "IndexedArticle":
        """From a row of `raw.articles` that has at least ARTICLE_COLUMNS."""
        return cls(day, **{name: row[name] for name in ARTICLE_COLUMNS}, sketch=sketch)


@dataclass(frozen=True)
class Refused:
    """A row of `raw.quarantine` as the index knows it; `day` is its ingest date."""

    day: str
    quarantine_id: str
    stage: str
    landing_file: str
    landing_member: int | None
    content_sha256: str
    article_id: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any], day: str) -> "Refused":
        """From a row of `raw.quarantine` that has at least REFUSAL_COLUMNS."""
        return cls(day, **{name: row[name] for name in REFUSAL_COLUMNS})


def index_path(settings: Settings) -> Path:
    """Where the index lies; it may be deleted at any time."""
    return settings.data_dir / "raw" / "index.sqlite"


def version() -> str:
    """Changes with the shape of the index and with the way in which articles are compared."""
    module = Path(near_duplicates.__file__).read_bytes()
    return hashlib.sha256(SCHEMA.encode() + module).hexdigest()


def microseconds(at: datetime) -> int:
    """Since 1970, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(value: int) -> datetime:
    """The time of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=value)


class ArticleIndex:
    """An open index. Methods that write are called inside `transaction`. `sqlite3.DatabaseError` means that it is damaged."""

    def __init__(self, path: Path) -> None:
        """Opens the index, a new one where there is none or it is of another version."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("pragma journal_mode = wal")
        self.connection.execute("pragma synchronous = normal")
        self.connection.execute(f"pragma cache_size = -{CACHE_KIB}")
        tables = {name for (name,) in self.connection.execute("select name from sqlite_master where type = 'table'")}
        if not tables:
            self.connection.executescript(f"begin; {SCHEMA} insert into version values ('{version()}'); commit;")
        elif "version" not in tables or self.connection.execute("select version from version").fetchone() != (version(),):
            raise sqlite3.DatabaseError("the index is of another version")

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside."""
        self.connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def partition_stamps(self, table_name: str) -> dict[str, str]:
        """The partitions that the index was brought up to date from, each with the stamp of its file."""
        return dict(self.connection.execute("select day, stamp from partitions where table_name = ?", [table_name]))

    def set_partition_stamp(self, table_name: str, day: str, stamp: str) -> None:
        self.connection.execute("replace into partitions values (?, ?, ?)", [table_name, day, stamp])

    def drop_partition(self, table_name: str, day: str) -> None:
        self.connection.execute("delete from partitions where table_name = ? and day = ?", [table_name, day])

    def file_stamps(self, names: Iterable[str]) -> dict[str, str]:
        """Those of these landing files that were read to their end, each with what it looked like then; empty for one to
        look at again.
        """
        # A name with bytes that are no UTF-8 is kept in another writing; here it finds nothing.
        listed = json.dumps(list(names), ensure_ascii=False).encode("utf-8", "replace").decode()
        return dict(self.connection.execute(f"select name, stamp from files where name in {LISTED}", [listed]))

    def has_files(self) -> bool:
        """Whether any landing file was read."""
        return bool(self.connection.execute("select 1 from files limit 1").fetchone())

    def folder_marks(self) -> dict[str, FolderMark]:
        """What folders looked like when all their files had been read, by name."""
        found = self.connection.execute("select name, mark, file_count from folders")
        return {name: FolderMark(name, mark, file_count) for name, mark, file_count in found}

    def set_folder_marks(self, marks: Iterable[FolderMark]) -> None:
        rows = ((mark.name, mark.mark, mark.file_count) for mark in marks)
        self.connection.executemany("replace into folders values (?, ?, ?)", rows)

    def files_beside(self, sidecars: Iterable[str]) -> list[str]:
        """The files that these sidecars belong to."""
        query = "select name from files where sidecar = ? and sidecar != ''"
        return [name for sidecar in sidecars for (name,) in self.connection.execute(query, [sidecar])]

    def add_files(self, files: Iterable[tuple[str, str, str]]) -> None:
        """Files that were read: name, name of the sidecar or nothing, stamp."""
        self.connection.executemany("replace into files values (?, ?, ?)", files)

    def forget_files(self, names: Iterable[str]) -> None:
        """Have the files of these names, or with sidecars of these names, opened again."""
        for name in names:
            self.connection.execute("delete from files where name = ?1 or sidecar = ?1 and sidecar != ''", [name])
            self.connection.execute("delete from folders where name = ?", [folder_of(name)])

    def add_articles(self, articles: Iterable[IndexedArticle]) -> None:
        """Articles that are stored now; those that have no group yet wait for one, and those that have no standing."""
        listed = list(articles)
        self.connection.executemany(
            "insert into articles values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    article.article_id, article.day, article.landing_file, article.content_sha256, article.source_name,
                    article.url, microseconds(article.published_at) if article.published_at else None,
                    microseconds(article.ingested_at), article.withdrawal_word,
                    article.sketch.shingles.tobytes(), article.sketch.figures.tobytes(), article.sketch.bands.tobytes(),
                )
                for article in listed
            ),
        )  # fmt: skip

        self.connection.executemany(
            "insert into pending select number from articles where article_id = ?1 "
            "and not exists (select 1 from copies where article_id = ?1)",
            ([article.article_id] for article in listed),
        )
        self.connection.executemany(
            "insert or ignore into unsettled select ?1, ?2 where not exists (select 1 from changes where article_id = ?1)",
            ([article.article_id, article.day] for article in listed),
        )

    def article_ids_of(self, day: str) -> dict[str, str]:
        """The articles of a partition, each with its landing file."""
        return dict(self.connection.execute("select article_id, landing_file from articles where day = ?", [day]))

    def drop_articles(self, article_ids: Iterable[str]) -> None:
        """Articles that are stored no more; what is left of their groups is to be settled anew."""
        for article_id in article_ids:
            query = "select number, bands, coalesce(published_at, ingested_at) from articles where article_id = ?"
            number, bands, at = self.connection.execute(query, [article_id]).fetchone()
            keys = band_keys(np.frombuffer(bands, np.int64), [period_of(moment(at))])
            self.connection.executemany("delete from bands where key = ? and number = ?", ((key, number) for key in keys))
            self.connection.execute("delete from pending where number = ?", [number])
            self.connection.execute("delete from unsettled where article_id = ?", [article_id])
            self.connection.execute("delete from articles where number = ?", [number])
            self.connection.execute(
                "insert or ignore into unsettled_groups select group_id from copies where article_id = ?", [article_id]
            )

    def add_refusals(self, refusals: Iterable[Refused]) -> None:
        self.connection.executemany(
            "replace into refusals values (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row.quarantine_id,
                    row.day,
                    row.stage,
                    row.landing_file,
                    row.landing_member,
                    row.content_sha256,
                    row.article_id,
                )
                for row in refusals
            ),
        )

    def refusals_of(self, day: str) -> dict[str, str]:
        """The rows of a partition of the quarantine, each with its landing file."""
        return dict(self.connection.execute("select quarantine_id, landing_file from refusals where day = ?", [day]))

    def drop_refusals(self, quarantine_ids: Iterable[str]) -> None:
        self.connection.executemany("delete from refusals where quarantine_id = ?", ((key,) for key in quarantine_ids))

    def has_article(self, article_id: str) -> bool:
        return bool(self.connection.execute("select 1 from articles where article_id = ?", [article_id]).fetchone())

    def articles_of_content(self, sha256: str) -> list[str]:
        """The articles made from these bytes."""
        query = "select article_id from articles where content_sha256 = ? order by article_id"
        return [article_id for (article_id,) in self.connection.execute(query, [sha256])]

    def add_sightings(self, sightings: Iterable[Sighting]) -> None:
        """Keep where stored articles were landed once more, until it is decided how they stand."""
        rows = ((one.landing_file, one.article_id, microseconds(one.landed_at), one.withdrawal_word) for one in sightings)
        self.connection.executemany("replace into sightings values (?, ?, ?, ?)", rows)

    def sightings(self) -> list[Sighting]:
        query = "select article_id, landing_file, landed_at, withdrawal_word from sightings order by landing_file, article_id"
        found = self.connection.execute(query)
        return [Sighting(article_id, name, moment(at), word) for article_id, name, at, word in found]

    def forget_sightings(self) -> None:
        self.connection.execute("delete from sightings")

    def refusals_of_article(self, article_id: str, stage: str) -> list[str]:
        """The landing files of rows of a stage that set this article aside."""
        query = "select landing_file from refusals where article_id = ? and stage = ?"
        return [file for (file,) in self.connection.execute(query, [article_id, stage])]

    def has_refusal(self, quarantine_id: str) -> bool:
        return bool(self.connection.execute("select 1 from refusals where quarantine_id = ?", [quarantine_id]).fetchone())
