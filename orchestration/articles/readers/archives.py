"""Zip and tar archives: their files in the order of the archive, unpacked one by one and never under their own names."""

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import PurePosixPath
from stat import S_IFMT, S_ISREG
from typing import BinaryIO, cast

from orchestration.articles.characters import one_line
from orchestration.articles.metadata import MAX_SIDECAR_BYTES, SIDECAR_SUFFIX, sidecar_names
from orchestration.articles.readers.budget import MAX_INNER_FILES, Budget, Exhausted, check_ratio
from orchestration.articles.readers.compression import WRITE_BYTES, scratch_file
from orchestration.articles.readers.inner import InnerFile
from orchestration.articles.story import Refusal

ZIP_ENTRY = b"PK\x01\x02"
ENCRYPTED_FLAG = 0x1
MAX_PATH_CHARACTERS = 1_000
# What desktops put into archives beside the files that were meant.
LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, LZMAError, OSError, EOFError, ValueError, OverflowError)


@dataclass(frozen=True)
class _Entry:
    """A file in an archive: `open` gives its content and raises Refusal where that cannot be had."""

    path: str
    open: Callable[[Budget], BinaryIO]


def read_zip(handle: BinaryIO, budget: Budget) -> Iterator[InnerFile]:
    """The files in a zip archive. Raises Refusal: `broken_archive`, `empty`, `too_large`, `decompression_limit`."""
    _check_entry_count(handle)
    try:
        archive = zipfile.ZipFile(handle)
    except (*DAMAGED, NotImplementedError) as error:
        raise Refusal("broken_archive", f"the zip archive is damaged or cut off: {error}") from error
    with archive:
        yield from _inner_files([_zip_entry(archive, info) for info in archive.infolist() if not info.is_dir()], budget)


def read_tar(handle: BinaryIO, budget: Budget) -> Iterator[InnerFile]:
    """The files in a tar archive that is not packed. Raises Refusal as `read_zip`, after the files before a damaged place."""
    entries: list[_Entry] = []
    fault: Refusal | None = None
    try:
        archive = tarfile.TarFile(fileobj=handle, errorlevel=2)
        while (info := archive.next()) is not None:
            if not info.isdir():
                entries.append(_tar_entry(archive, info))
            if len(entries) > MAX_INNER_FILES:
                raise Exhausted("too_large", f"more than {MAX_INNER_FILES} files inside; split the archive")
    except (*DAMAGED, RecursionError) as error:
        fault = Refusal("broken_archive", f"the tar archive is damaged or cut off: {error}")
    if entries or not fault:
        yield from _inner_files(entries, budget)
    if fault:
        raise fault


def _check_entry_count(handle: BinaryIO) -> None:
    """Count the headers of entries before the library makes an object of each: a small file can hold millions."""
    count = 0
    tail = b""
    while piece := handle.read(WRITE_BYTES):
        count += (tail + piece).count(ZIP_ENTRY)
        tail = piece[-len(ZIP_ENTRY) + 1 :]
    handle.seek(0)
    if count > MAX_INNER_FILES:
        raise Exhausted("too_large", f"more than {MAX_INNER_FILES} files inside; split the archive")


def _inner_files(entries: list[_Entry], budget: Budget) -> Iterator[InnerFile]:
    """The files in order, each with the sidecar beside it; what the landing folder passes over, so does this."""
    wanted = [entry for entry in entries if not _is_litter(entry.path)]
    if not wanted:
        raise Refusal("empty", "the archive holds no file")
    sidecars = {entry.path: entry for entry in wanted if entry.path.lower().endswith(SIDECAR_SUFFIX)}
    for entry in wanted:
        if entry.path in sidecars:
            continue
        budget.take_file()
        beside = next((sidecars[path] for path in _sidecar_paths(entry.path) if path in sidecars), None)
        try:
            content: BinaryIO | Refusal = entry.open(budget)
            sidecar = beside.open(budget).read(MAX_SIDECAR_BYTES + 1) if beside else None
        except Exhausted:
            raise
        except Refusal as refusal:
            content, sidecar = refusal, None
        yield InnerFile(one_line(entry.path) or "(no name)", content, sidecar=sidecar)


def _is_litter(path: str) -> bool:
    parts = [part.lower() for part in PurePosixPath(path).parts if part != ".."]
    is_readme = bool(parts) and parts[-1].partition(".")[0] == "readme"
    return is_readme or any(part.startswith((".", "~")) or part in LITTER for part in parts)


def _sidecar_paths(path: str) -> list[str]:
    inner = PurePosixPath(path)
    return [str(inner.with_name(name)) for name in sidecar_names(inner.name)] if inner.name else []


def _zip_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Entry:
    def open_entry(budget: Budget) -> BinaryIO:
        _check_path(info.filename)
        kind = S_IFMT(info.external_attr >> 16)
        if kind and not S_ISREG(kind):
            raise Refusal("unsafe_archive", "a link or a device; only files are read")
        if info.flag_bits & ENCRYPTED_FLAG:
            raise Refusal("encrypted", "the file needs a password; pack it without one")
        unpacked = scratch_file()
        try:
            with archive.open(info) as packed:
                while piece := packed.read(WRITE_BYTES):
                    budget.take_bytes(len(piece))
                    unpacked.write(piece)
                    check_ratio(info.compress_size, unpacked.tell())
        except (*DAMAGED, NotImplementedError, RuntimeError) as error:
            raise Refusal("broken_archive", f"the file cannot be unpacked: {error}") from error
        unpacked.seek(0)
        return unpacked

    return _Entry(_plain_path(info.filename), open_entry)


def _tar_entry(archive: tarfile.TarFile, info: tarfile.TarInfo) -> _Entry:
    def open_entry(_: Budget) -> BinaryIO:
        _check_path(info.name)
        if not info.isreg() or info.issparse():
            raise Refusal("unsafe_archive", "a link, a device or a file with holes; only files are read")
        try:
            content = archive.extractfile(info)
        except DAMAGED as error:
            raise Refusal("broken_archive", f"the file cannot be unpacked: {error}") from error
        if content is None:
            raise Refusal("unsafe_archive", "no file")
        return cast(BinaryIO, content)

    return _Entry(_plain_path(info.name), open_entry)


def _plain_path(path: str) -> str:
    return str(PurePosixPath(path.replace("\\", "/")))[:MAX_PATH_CHARACTERS]


def _check_path(path: str) -> None:
    """Raises Refusal `unsafe_archive` for a name that, unpacked, would lie outside of the archive's folder."""
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or path.startswith(("/", "\\")) or (len(parts[0]) == 2 and parts[0][1] == ":"):
        raise Refusal("unsafe_archive", f"the name {path[:200]!r} leads out of the archive")
