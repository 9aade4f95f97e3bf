"""What is tried again and what is not."""

import errno
import sqlite3

import duckdb
import polars as pl
import pytest

from orchestration.quality.verdicts import GateBlocked
from orchestration.storage import StorageError
from orchestration.transient import is_transient


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        ConnectionResetError(),
        TimeoutError(),
        pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)"),
        sqlite3.OperationalError("database is locked"),
        duckdb.IOException("IO Error: Could not set lock on file x: Conflicting lock is held in python (PID 1)"),
    ],
)
def test_errors_of_the_moment(error: Exception) -> None:
    assert is_transient(error)
    wrapped = StorageError("cannot be read")
    wrapped.__cause__ = error
    assert is_transient(wrapped)


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(errno.EACCES, "Permission denied"),
        OSError(errno.EROFS, "Read-only file system"),
        FileNotFoundError(errno.ENOENT, "No such file"),
        sqlite3.OperationalError("no such table: x"),
        duckdb.IOException("IO Error: The file is not a valid DuckDB database file!"),
        GateBlocked("a rule is broken"),
        pl.exceptions.ComputeError("parquet: Permission denied (os error 13)"),
        ValueError("could not set lock"),
    ],
)
def test_errors_that_stay(error: Exception) -> None:
    assert not is_transient(error)


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert not is_transient(first)
