"""The folders that publications lie in, and the links that readers follow.

published/versions/<number>/    sitrep.duckdb, parquet/, publication.json: one publication; the present one and one before
published/current               -> versions/<number>, swapped by one rename: database and Parquet change as one
published/sitrep.duckdb         -> current/sitrep.duckdb
published/parquet               -> current/parquet

`publication.json` is written last and taken away before a database is changed: a folder without it is no publication.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.run_state import read_json, write_json
from orchestration.storage import flush_folder

NUMBER = re.compile(r"\d{8}")
DATABASE_NAME = "sitrep.duckdb"
RECORD_NAME = "publication.json"


@dataclass(frozen=True)
class Version:
    """One publication. `record` says what it holds: build number, and rows, columns and partitions of every table."""

    folder: Path
    record: Mapping[str, Any]

    @property
    def number(self) -> int:
        return int(self.folder.name)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    @property
    def parquet(self) -> Path:
        return self.folder / "parquet"

    def withdraw(self) -> None:
        """From now on this is no whole publication."""
        (self.folder / RECORD_NAME).unlink(missing_ok=True)
        flush_folder(self.folder)


class Versions:
    """The publications of one installation. One process at a time may change them."""

    def __init__(self, published_dir: Path) -> None:
        self._published = published_dir
        self._folder = published_dir / "versions"

    def whole(self) -> list[Version]:
        """Publications whose database is, to the byte count and the time of change, what was published; oldest first."""
        found = []
        for folder in self._numbered():
            record = read_json(folder / RECORD_NAME)
            if not record or record.get("duckdb") != duckdb.__version__:
                continue
            if record.get("file") == file_mark(folder / DATABASE_NAME):
                found.append(Version(folder, record))
        return found

    def is_current(self, version: Version) -> bool:
        """Whether readers are led to it."""
        current = self._published / "current"
        if current.is_symlink():
            return current.readlink().name == version.folder.name
        return version.folder.name == max((folder.name for folder in self._numbered()), default=None)

    def distrust(self) -> None:
        """Have nothing made from what was published before. Its files stay as they are, for those who read them."""
        for version in self.whole():
            version.withdraw()

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder on the same disk, so that renames are atomic; left-overs of killed runs go."""
        self._published.mkdir(parents=True, exist_ok=True)
        for leftover in self._published.glob(".staging-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = self._published / f".staging-{os.getpid()}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def add(self, staged: Path, record: Mapping[str, Any]) -> Version:
        """Make a staged folder, which holds database and Parquet, a whole publication that nobody is led to yet."""
        database = staged / DATABASE_NAME
        with database.open("rb") as handle:
            os.fsync(handle.fileno())
        write_json(staged / RECORD_NAME, {**record, "file": file_mark(database)})
        flush_folder(staged)
        self._folder.mkdir(exist_ok=True)
        number = max((int(folder.name) for folder in self._numbered()), default=0) + 1
        target = self._folder / f"{number:08d}"
        staged.rename(target)
        flush_folder(self._folder)
        return Version(target, read_json(target / RECORD_NAME))

    def lead_to(self, version: Version) -> None:
        """Lead readers to a publication. Where the disk knows no links, they get a copy of it."""
        try:
            _swap_link(self._published / "current", f"versions/{version.folder.name}")
        except _NoLinks:
            _replace_by_copy(version, self._published)
        else:
            for name in (DATABASE_NAME, "parquet"):
                link = self._published / name
                if not link.is_symlink() or str(link.readlink()) != f"current/{name}":
                    _swap_link(link, f"current/{name}")
        flush_folder(self._published)

    def remove_all_but(self, present: Version) -> None:
        """Keep the present publication and the one before, which the next is made from."""
        before = [version for version in self.whole() if version.number != present.number][-1:]
        kept = {present.folder, *(version.folder for version in before)}
        for folder in self._folder.iterdir():
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _numbered(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if NUMBER.fullmatch(path.name))


def file_mark(path: Path) -> dict[str, int] | None:
    """Size and time of a file, by which one that was replaced or damaged by hand is found out; None without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return {"bytes": status.st_size, "changed_ns": status.st_mtime_ns}


class _NoLinks(OSError):
    """The disk knows no symbolic links."""


def _swap_link(link: Path, target: str) -> None:
    temporary = link.with_name(f".{link.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        temporary.symlink_to(target)
    except OSError as error:
        raise _NoLinks(str(error)) from error
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    temporary.replace(link)


def _replace_by_copy(version: Version, published: Path) -> None:
    """The database by one rename; the Parquet folder by two, between which it is missing for a moment."""
    new_database, new_parquet, old_parquet = (published / f".{name}.{os.getpid()}" for name in ("new", "parquet", "old"))
    for leftover in published.glob(".parquet.*"):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copyfile(version.database, new_database)
    with new_database.open("rb") as handle:
        os.fsync(handle.fileno())
    shutil.copytree(version.parquet, new_parquet)
    new_database.replace(published / DATABASE_NAME)
    if (published / "parquet").exists():
        (published / "parquet").rename(old_parquet)
    new_parquet.rename(published / "parquet")
    shutil.rmtree(old_parquet, ignore_errors=True)
