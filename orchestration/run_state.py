"""What every stage last worked on, so that a stage whose inputs did not change is skipped.

A stage's inputs are files: data of the stage before it, dictionaries, models, SQL and the code of the stage itself. Stamps
tell whether partitions changed, the bytes of all else give one fingerprint. The record lies beside the working warehouse and
may be deleted at any time: everything is then done once more.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from orchestration.settings import PROJECT_DIR, Settings

IGNORED_FOLDERS = {"__pycache__", "target", "logs", "dbt_packages"}
CHUNK_BYTES = 1 << 20


def files_below(*roots: Path) -> list[Path]:
    """All files below the roots (or the roots themselves, where they are files), hidden and generated ones left out."""
    found: list[Path] = []
    for root in roots:
        if root.is_file():
            found.append(root)
        elif root.is_dir():
            found.extend(
                path
                for path in root.rglob("*")
                if path.is_file() and not IGNORED_FOLDERS & set(path.relative_to(root).parts) and not path.name.startswith(".")
            )
    return sorted(set(found))


def fingerprint(*roots: Path) -> str:
    """SHA-256 over the names and bytes of all files below the roots; a root that is missing counts as empty."""
    digest = hashlib.sha256()
    for root in roots:
        base = root if root.is_dir() else root.parent
        digest.update(f"\0root {root.name}\0".encode())
        for path in files_below(root):
            digest.update(f"\0{path.relative_to(base).as_posix()}\0".encode())
            with path.open("rb") as handle:
                while chunk := handle.read(CHUNK_BYTES):
                    digest.update(chunk)
    return digest.hexdigest()


def code_paths(*names: str) -> list[Path]:
    """Packages and modules of this project, for a fingerprint: `code_paths("coding", "stages.py")`."""
    return [PROJECT_DIR / "orchestration" / name for name in names]


def write_json(path: Path, content: Any, indent: int | None = 1) -> None:
    """Replace the file as a whole, so that a killed run leaves the old one. Without `indent` it takes a tenth of the time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps(content, indent=indent, sort_keys=True, default=str) + "\n", encoding="utf-8")
    temporary.replace(path)


def read_json(path: Path) -> Any:
    """The content, or None where the file is missing or unreadable (it is only a record of work done)."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def file_stamp(path: Path) -> str:
    """Changes whenever the file is replaced; empty where there is none."""
    try:
        return status_stamp(path.stat())
    except FileNotFoundError:
        return ""


def status_stamp(status: os.stat_result) -> str:
    """The stamp of a file whose state is at hand."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


class RunState:
    """The record of finished work. `name` is a stage, or a stage and an ingest date (`normalize/2024-08-06`)."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.warehouse_path.parent / "stages.json"
        self._stamp = ""
        self._work: dict[str, dict[str, str]] = {}

    def is_done(self, name: str, inputs: str, outputs: str) -> bool:
        """Whether the work was done on exactly these inputs and left exactly these outputs."""
        return self._recorded().get(name) == {"inputs": inputs, "outputs": outputs}

    def record(self, name: str, inputs: str, outputs: str) -> None:
        write_json(self._path, {**self._recorded(), name: {"inputs": inputs, "outputs": outputs}})

    def forget(self, name: str) -> None:
        """Have the work done once more, whatever its inputs."""
        write_json(self._path, {other: done for other, done in self._recorded().items() if other != name})

    def _recorded(self) -> dict[str, dict[str, str]]:
        """The record as it is now, which others may have replaced; asked for every day, it is parsed when it changed alone."""
        stamp = file_stamp(self._path)
        if stamp != self._stamp:
            self._stamp, self._work = stamp, read_json(self._path) or {}
        return self._work


@contextmanager
def only_writer(settings: Settings) -> Iterator[None]:
    """Hold the installation's write lock, so that two runs started at once take turns. Readers never need it."""
    with exclusive(settings.warehouse_path.parent / "write.lock"):
        yield


@contextmanager
def exclusive(lock_path: Path) -> Iterator[None]:
    """Hold this lock, which goes with the process that holds it; whoever else wants it waits."""
    lock_path.parent.mkdir(parents=True, exist_ok=True)
    with lock_path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)
