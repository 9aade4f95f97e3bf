"""The landing folder: which of its files are articles, and their bytes."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from orchestration.articles.identity import content_sha256
from orchestration.articles.metadata import is_sidecar, sidecar_names
from orchestration.articles.story import MAX_FILE_BYTES

HALF_WRITTEN = frozenset({".part", ".tmp", ".crdownload", ".partial", ".swp", ".filepart"})
READ_BYTES = 1024 * 1024


@dataclass(frozen=True)
class LandingFile:
    """A file to read: `name` is its path under the landing folder with `/` between folders."""

    name: str
    path: Path
    sidecar: Path | None

    @property
    def sidecar_name(self) -> str:
        """Path of the sidecar under the landing folder."""
        return (PurePosixPath(self.name).parent / self.sidecar.name).as_posix() if self.sidecar else ""


@dataclass(frozen=True)
class FileBytes:
    """The bytes of a file; only the beginning of one over the size limit (`is_whole` False), but the hash of all of it."""

    data: bytes
    sha256: str
    byte_count: int
    is_whole: bool

    @classmethod
    def of(cls, data: bytes) -> "FileBytes":
        """Bytes that are at hand already."""
        return cls(data, content_sha256(data), len(data), True)


def list_landing_files(landing_dir: Path) -> list[LandingFile]:
    """Articles and the sidecars beside them, in the order of their names.

    Passed over: hidden files and folders, half-written files (`.part`, `.tmp`, ...), README files, and whatever is no
    regular file. Raises FileNotFoundError when the folder is missing.
    """
    if not landing_dir.is_dir():
        raise FileNotFoundError(f"the landing folder {landing_dir} does not exist; create it or set SITREP_LANDING_DIR")
    return sorted(_walk(landing_dir), key=lambda file: file.name)


def read_bytes(path: Path) -> FileBytes:
    """The file's bytes, its SHA-256 and its size. Raises OSError when it cannot be read."""
    digest = hashlib.sha256()
    kept: list[bytes] = []
    count = 0
    with path.open("rb") as handle:
        while chunk := handle.read(READ_BYTES):
            digest.update(chunk)
            if count <= MAX_FILE_BYTES:
                kept.append(chunk)
            count += len(chunk)
    is_whole = count <= MAX_FILE_BYTES
    return FileBytes(b"".join(kept) if is_whole else kept[0], digest.hexdigest(), count, is_whole)


def _walk(landing_dir: Path) -> Iterator[LandingFile]:
    for folder, subfolders, names in os.walk(landing_dir, followlinks=False):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        here = Path(folder)
        wanted = [name for name in names if _is_wanted(name) and (here / name).is_file()]
        sidecars = {name for name in wanted if is_sidecar(Path(name))}
        for name in wanted:
            if name in sidecars:
                continue
            beside = next((here / sidecar for sidecar in sidecar_names(name) if sidecar in sidecars), None)
            yield LandingFile((here / name).relative_to(landing_dir).as_posix(), here / name, beside)


def _is_wanted(name: str) -> bool:
    lowered = name.lower()
    is_readme = lowered.partition(".")[0] == "readme"
    return not (lowered.startswith((".", "~")) or lowered.endswith("~") or is_readme or Path(lowered).suffix in HALF_WRITTEN)
