"""Which errors may be gone in a minute, so that trying again is worth it.

A disk that is full, a file that another process holds, a process that the system had no room for: yes. A wrong file, a
folder that may not be written to, a gate, a model that fails: no, they fail the same way again.
"""

import errno
import re
import sqlite3

TRANSIENT_ERRNOS = frozenset(
    {
        errno.EAGAIN, errno.EBUSY, errno.EDQUOT, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
        errno.ENOSPC, errno.ESTALE, errno.ETIMEDOUT, errno.ETXTBSY,
    }
)  # fmt: skip
# Polars gives the code in its words alone.
POLARS_CODE = re.compile(r"\(os error (\d+)\)")
# DuckDB tells no code. The first is its word for a file that another process has open.
DUCKDB_WORDS = ("could not set lock", "conflicting lock", "no space left")


def is_transient(error: BaseException) -> bool:
    """Whether the error, or one that it was raised from, may be gone in a minute."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        if _is_transient(link):
            return True
        seen.add(id(link))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return False


def _is_transient(error: BaseException) -> bool:
    if isinstance(error, (ConnectionError, TimeoutError)):
        return True
    if isinstance(error, sqlite3.OperationalError):
        return "locked" in str(error) or "disk is full" in str(error)
    if isinstance(error, OSError):
        return error.errno in TRANSIENT_ERRNOS
    # By name, so that neither library is imported for this.
    library = type(error).__module__.partition(".")[0]
    if library == "polars":
        return any(int(code) in TRANSIENT_ERRNOS for code in POLARS_CODE.findall(str(error)))
    return library in ("duckdb", "_duckdb") and any(words in str(error).lower() for words in DUCKDB_WORDS)
