"""Reading and writing of the Parquet tables: one file per ingest date, replaced as a whole.

A partition is written to a hidden temporary file beside its place, flushed to disk and renamed, so that a reader finds
the old partition or the new one and never half of one, whenever the writer dies.
"""

import os
import re
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

import polars as pl

from orchestration.run_state import file_stamp, status_stamp
from orchestration.settings import Settings
from orchestration.tables import Table

PARTITION_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.parquet")
TEMPORARY_SUFFIX = ".tmp"
STALE_AFTER_SECONDS = 3600
ROWS_PER_ROW_GROUP = 100_000


class StorageError(RuntimeError):
    """A stored table cannot be read; the message names the file and what to do."""


def partition_path(settings: Settings, table: Table, ingest_date: date) -> Path:
    """Where the partition of one ingest date lies."""
    return settings.table_dir(table.schema, table.name) / f"{ingest_date.isoformat()}.parquet"


def list_partitions(settings: Settings, table: Table) -> list[date]:
    """Ingest dates that are stored, oldest first; files of any other name are passed over."""
    return sorted(day for day, _ in _partition_files(settings, table))


def read_partitions(
    settings: Settings, table: Table, ingest_dates: Iterable[date] | None = None, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    """The stored rows, all of them or those of `ingest_dates`, sorted by the table's key; `table.empty()` if there are none.

    With `columns` only these are read, in this order, which spares the memory of long texts; the key must be among them.
    Raises StorageError when a file is damaged or was written under another contract.
    """
    stored = list_partitions(settings, table)
    wanted = stored if ingest_dates is None else sorted(set(ingest_dates) & set(stored))
    names = list(columns) if columns is not None else table.polars_schema.names()
    frames = [_read_partition(partition_path(settings, table, day), table, names) for day in wanted]
    if not frames:
        return table.empty().select(names)
    return pl.concat(frames).sort(table.key)


def partition_stamp(settings: Settings, table: Table, ingest_date: date) -> str:
    """Changes whenever the partition is replaced; empty where there is none."""
    return file_stamp(partition_path(settings, table, ingest_date))


def partition_stamps(settings: Settings, table: Table) -> dict[date, str]:
    """The stamp of every stored partition, by ingest date."""
    return {day: status_stamp(entry.stat()) for day, entry in sorted(_partition_files(settings, table), key=itemgetter(0))}


def count_rows(settings: Settings, table: Table, ingest_dates: Iterable[date] | None = None) -> int:
    """How many rows are stored, of all or of these ingest dates; read from the files' footers alone."""
    stored = list_partitions(settings, table)
    wanted = stored if ingest_dates is None else sorted(set(ingest_dates) & set(stored))
    paths = [partition_path(settings, table, day) for day in wanted]
    if not paths:
        return 0
    return int(pl.scan_parquet(paths, hive_partitioning=False, glob=False).select(pl.len()).collect().item())


def write_partition(settings: Settings, table: Table, ingest_date: date, frame: pl.DataFrame) -> Path:
    """Replace the partition of `ingest_date` by `frame`, cast to the contract and sorted by key; zstd.

    The same rows give the same bytes. Raises ValueError when the frame does not fit the contract.
    """
    rows = table.conform(frame)
    target = partition_path(settings, table, ingest_date)
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_stale_temporaries(target.parent)
    with whole_file(target) as handle:
        rows.write_parquet(handle, compression="zstd", row_group_size=ROWS_PER_ROW_GROUP)
    return target


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `target` at the end of the block, flushed to disk; never, if it fails."""
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def read_as_stored(path: Path, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The file of a partition, whatever its contract was; all columns or these. Raises StorageError when it is damaged."""
    with _named(path):
        return pl.read_parquet(path, columns=list(columns) if columns else None, hive_partitioning=False, glob=False)


def stored_schema(path: Path) -> pl.Schema:
    """The columns that the file of a partition has, read from its footer. Raises StorageError when it is damaged."""
    with _named(path):
        return pl.Schema(pl.read_parquet_schema(path))


def _read_partition(path: Path, table: Table, names: list[str]) -> pl.DataFrame:
    if stored_schema(path) != table.polars_schema:
        raise StorageError(
            f"{path}: its columns are not those of {table.full_name} any more; `sitrep run` brings the table up to date"
        )
    return read_as_stored(path, names).select(names)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        raise StorageError(
            f"{path}: cannot be read as Parquet ({error}); delete this file and run `sitrep run` again: "
            "it is rebuilt from the landing folder"
        ) from error


def _partition_files(settings: Settings, table: Table) -> Iterator[tuple[date, os.DirEntry[str]]]:
    """Every stored partition, in no order."""
    folder = settings.table_dir(table.schema, table.name)
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            match = PARTITION_NAME.fullmatch(entry.name)
            if match:
                with suppress(ValueError):
                    yield date.fromisoformat(match.group(1)), entry


def _remove_stale_temporaries(folder: Path) -> None:
    """Temporary files of writers that died; younger ones may belong to a writer that is still at work."""
    oldest = time.time() - STALE_AFTER_SECONDS
    for path in folder.glob(f".*{TEMPORARY_SUFFIX}"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:
            continue


def link_or_copy(source: Path, target: Path) -> None:
    """One more name for a file; a copy where the disk has no hard links. Raises FileNotFoundError where there is no file."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


def flush_folder(folder: Path) -> None:
    """Make the rename itself outlast a power cut, where the system can flush a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
