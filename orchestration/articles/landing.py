"""The landing folder: which of its files are to be read now, which wait, which are no files at all; and their bytes.

A file is read when it rests: when it was last written to `rest_seconds` ago or earlier and is no other when its bytes are
read than when the folder was looked through. A marker `NAME.done` beside it says at once that `NAME` is whole. Nothing is
opened but regular files inside the folder: no pipe, no device, and no link that leads out of it.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.articles.folder_check import FolderCheck
from orchestration.articles.identity import content_sha256
from orchestration.articles.landing_folders import FolderMark, Known, Listing, NothingKnown, list_folder, stamp_of
from orchestration.articles.metadata import SIDECAR_SUFFIX, sidecar_names
from orchestration.articles.story import MAX_FILE_BYTES, Refusal

HALF_WRITTEN = frozenset({".part", ".tmp", ".crdownload", ".partial", ".swp", ".filepart"})
DONE_MARKER = ".done"
# What desktops and version control leave in every folder; nobody waits for these.
NO_ARTICLES = frozenset({".git", ".gitattributes", ".gitignore", ".gitkeep", ".ds_store", "thumbs.db", "desktop.ini"})
READ_BYTES = 1024 * 1024
CLOCK_TICK_SECONDS = 2.0
NOTHING_KNOWN = NothingKnown()
NAMES_TOLD = 5
LOOK_LENGTH = 16
WAITING_REASONS = {
    "being_written": "It was written to a moment ago, or grew while it was read; the next run reads it once it rests.",
    "temporary_name": "Its name is that of a half-written file; it is read when it has its final name.",
    "hidden": "Hidden files and folders are not read; rename it if it holds articles.",
    "marker_alone": "The file that this marker belongs to is not there.",
    "sidecar_alone": "The article that this sidecar belongs to is not there.",
}


class StillWritten(Exception):
    """The file is no longer as it was when the folder was looked through: it is not whole yet."""


@dataclass(frozen=True)
class LandingFile:
    """A file to read: `name` is its path under the landing folder with `/` between folders.

    `size` and `modified_ns` are those of the first look. `refusal` says why there is nothing to read: it is not opened.
    `stamp` changes whenever the file or its sidecar is written to or replaced; empty where there is no telling.
    """

    name: str
    path: Path
    sidecar: Path | None = None
    size: int = 0
    modified_ns: int = 0
    refusal: Refusal | None = None
    stamp: str = ""

    @property
    def sidecar_name(self) -> str:
        """Path of the sidecar under the landing folder."""
        return f"{self.name[: self.name.rfind('/') + 1]}{self.sidecar.name}" if self.sidecar else ""


@dataclass(frozen=True)
class WaitingFile:
    """What is left where it lies. `reason` is a key of WAITING_REASONS."""

    name: str
    reason: str


@dataclass(frozen=True)
class Landing:
    """One look through the landing folder, both parts in the order of their names.

    `unchanged_count` files look as they did when they were read, and are not among `files`; `unchanged_folders` hold no
    others and were not known as such.
    """

    files: tuple[LandingFile, ...]
    waiting: tuple[WaitingFile, ...]
    unchanged_count: int = 0
    unchanged_folders: tuple[FolderMark, ...] = ()

    def looks(self) -> frozenset[str]:
        """For each file a short hash of its name and of what it and its sidecar look like: another one when it changes."""
        found = set()
        for file in self.files:
            beside = file.sidecar.stat() if file.sidecar and file.sidecar.exists() else None
            seen = (file.name, file.size, file.modified_ns, beside and (beside.st_size, beside.st_mtime_ns))
            found.add(hashlib.sha256(repr(seen).encode()).hexdigest()[:LOOK_LENGTH])
        return frozenset(found)


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


def scan_landing(landing_dir: Path, rest_seconds: float = 0.0, known: Known = NOTHING_KNOWN) -> Landing:
    """Articles with the sidecars beside them, what cannot be opened, and what waits.

    Files that still have the stamp which `known` has of them are only counted, those of a folder that still has its mark
    all at once.

    README files and what desktops leave behind are passed over. Raises FileNotFoundError when the folder is missing.
    """
    if not landing_dir.is_dir():
        raise FileNotFoundError(f"the landing folder {landing_dir} does not exist; create it or set SITREP_LANDING_DIR")
    marks = known.folder_marks()
    walk = _Walk(landing_dir, rest_seconds, known, marks)
    with FolderCheck(landing_dir, marks.values()) as check:
        found = list(walk.entries(check))
    return Landing(
        files=tuple(sorted((entry for entry in found if isinstance(entry, LandingFile)), key=lambda file: file.name)),
        waiting=tuple(sorted((entry for entry in found if isinstance(entry, WaitingFile)), key=lambda file: file.name)),
        unchanged_count=walk.unchanged_count,
        unchanged_folders=tuple(walk.unchanged_folders),
    )


def read_bytes(path: Path, first_look: tuple[int, int] | None = None) -> FileBytes:
    """The file's bytes, its SHA-256 and its size; the hash of a file over the limit is taken without holding it.

    `first_look` is the size and the time of change that the file must still have. Raises StillWritten where it changed
    since or while it was read, Refusal `not_a_file` for anything but a regular file, OSError when it cannot be read.
    """
    # O_NONBLOCK: opening a pipe must not wait for a writer. O_NOFOLLOW: the file may have become a link since the look.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as handle:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Refusal("not_a_file", f"it is {_kind(before.st_mode)}; only regular files are read")
        if first_look is not None and first_look != (before.st_size, before.st_mtime_ns):
            raise StillWritten(str(path))
        digest = hashlib.sha256()
        kept: list[bytes] = []
        count = 0
        at_once = min(READ_BYTES, before.st_size + 1)
        while chunk := handle.read(at_once):
            digest.update(chunk)
            if count <= MAX_FILE_BYTES:
                kept.append(chunk)
            count += len(chunk)
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or count != after.st_size:
        raise StillWritten(str(path))
    is_whole = count <= MAX_FILE_BYTES
    return FileBytes(b"".join(kept) if is_whole else kept[0], digest.hexdigest(), count, is_whole)


def notes_on_waiting(waiting: Sequence[WaitingFile]) -> list[str]:
    """What is left in the landing folder, one sentence for each reason."""
    notes = []
    for reason, meaning in WAITING_REASONS.items():
        names = [file.name for file in waiting if file.reason == reason]
        if names:
            shown = ", ".join(names[:NAMES_TOLD]) + (", ..." if len(names) > NAMES_TOLD else "")
            notes.append(f"Left in the landing folder, {reason}: {len(names)} ({shown}). {meaning}")
    return notes


class _Walk:
    """One way through the folder."""

    def __init__(self, landing_dir: Path, rest_seconds: float, known: Known, marks: Mapping[str, FolderMark]) -> None:
        self.unchanged_count = 0
        self.unchanged_folders: list[FolderMark] = []
        self._known = known
        self._marks = marks
        self._root = landing_dir
        self._real_root = landing_dir.resolve()
        self._rest_seconds = rest_seconds
        self._now = time.time()

    def entries(self, check: FolderCheck) -> Iterator[LandingFile | WaitingFile]:
        folders = [self._root]
        while folders:
            here = folders.pop()
            name = "" if here == self._root else self._name(here)
            inside = check.folders_in(name)
            if inside is not None:
                folders.extend(here / folder for folder in _looked_into(inside))
                self.unchanged_count += self._marks[name].file_count
                continue
            try:
                listing = list_folder(here)
            except OSError as error:
                detail = f"the folder cannot be looked through: {error.strerror}; check its permissions"
                yield LandingFile(self._name(here), here, refusal=Refusal("unreadable", detail))
                continue
            folders.extend(here / folder for folder in _looked_into(listing.folders))
            mark = self._marks.get(name)
            if mark and mark.mark == listing.mark:
                self.unchanged_count += mark.file_count
                continue
            counted = self.unchanged_count
            found = [*self._folders_of(here, listing), *self._files_of(here, name, listing.files)]
            if listing.mark and not found:
                self.unchanged_folders.append(FolderMark(name, listing.mark, self.unchanged_count - counted))
            yield from found

    def _folders_of(self, here: Path, listing: Listing) -> Iterator[LandingFile | WaitingFile]:
        """The folders that are not looked into."""
        for name in listing.folders:
            if name.startswith(".") and name.lower() not in NO_ARTICLES:
                yield WaitingFile(f"{self._name(here / name)}/", "hidden")
        # A link to a folder is not followed: inside, its files are met where they lie; outside, they are not ours.
        for name in listing.folder_links:
            if not self._is_inside(here / name):
                yield self._refused(here / name, "it is a link that leads out of the landing folder; copy what it shows")

    def _files_of(
        self, here: Path, folder: str, statuses: Mapping[str, os.stat_result | None]
    ) -> Iterator[LandingFile | WaitingFile]:
        names = [name for name in statuses if not _is_no_article(name)]
        present = set(names)
        sidecars = {name for name in names if name.lower().endswith(SIDECAR_SUFFIX)}
        articles = [name for name in names if name not in sidecars]
        used: set[str] = set()
        prefix = f"{folder}/" if folder else ""
        known = self._known.file_stamps([prefix + name for name in articles])
        for name in articles:
            sidecar = next((found for found in sidecar_names(name) if found in sidecars), None) if sidecars else None
            if stamp := known.get(prefix + name):
                beside = [statuses[sidecar]] if sidecar else []
                if stamp == _stamp([statuses[name], *beside]):
                    used.update([sidecar] if sidecar else [])
                    self.unchanged_count += 1
                    continue
            shown = prefix + _shown(name)
            if waiting := _waiting_by_name(name, present):
                yield WaitingFile(shown, waiting)
                continue
            if name.lower().endswith(DONE_MARKER):
                continue
            if sidecar and not _is_regular(statuses[sidecar]):
                if sidecar not in used:
                    yield self._refused(
                        here / sidecar, "the sidecar is a link, a pipe or a device; only regular files are read"
                    )
                used.add(sidecar)
                sidecar = None
            used.update([sidecar] if sidecar else [])
            found = LandingFile(shown, here / name, here / sidecar if sidecar else None)
            if settled := self._settled(found, statuses[name], statuses[sidecar] if sidecar else None):
                yield settled
        for name in sorted(sidecars - used):
            yield WaitingFile(self._name(here / name), "sidecar_alone")

    def _settled(
        self, file: LandingFile, status: os.stat_result | None, beside: os.stat_result | None
    ) -> LandingFile | WaitingFile | None:
        """The file with what its state and that of its sidecar say; None for one that is gone since the folder was listed."""
        target, is_link = file.path, status is not None and stat.S_ISLNK(status.st_mode)
        try:
            if status is None or is_link:
                target = target.resolve(strict=True)
                status = target.stat()
        except (OSError, RuntimeError) as error:
            if is_link:
                return self._refused(file.path, "it is a link that leads nowhere; copy the file itself")
            if isinstance(error, FileNotFoundError):
                return None
            return replace(file, refusal=Refusal("unreadable", f"{error}; check its permissions"))
        if is_link and not target.is_relative_to(self._real_root):
            return self._refused(file.path, "it is a link that leads out of the landing folder; copy the file itself")
        if not stat.S_ISREG(status.st_mode):
            return self._refused(file.path, f"it is {_kind(status.st_mode)}; only regular files are read")
        rests = self._rests(status) and (beside is None or self._rests(beside))
        if not rests and not _is_marked(file.path, status):
            return WaitingFile(file.name, "being_written")
        stamp = self._stamp(status, beside)
        return LandingFile(file.name, target, file.sidecar, status.st_size, status.st_mtime_ns, stamp=stamp)

    def _stamp(self, *statuses: os.stat_result | None) -> str:
        found = [status for status in statuses if status]
        # Two writes within one tick of the file system's clock look alike: what is so young is looked at again.
        if any(abs(self._now - status.st_ctime) < CLOCK_TICK_SECONDS for status in found):
            return ""
        return _stamp(found)

    def _rests(self, status: os.stat_result) -> bool:
        # A time in the future is no time of writing: whoever copied the file set it.
        written = status.st_mtime if status.st_mtime <= self._now else status.st_ctime
        return not 0 <= self._now - written < self._rest_seconds

    def _refused(self, path: Path, detail: str) -> LandingFile:
        return LandingFile(self._name(path), path, refusal=Refusal("not_a_file", detail))

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve(strict=True).is_relative_to(self._real_root)
        except (OSError, RuntimeError):
            return False

    def _name(self, path: Path) -> str:
        """The path under the landing folder."""
        return _shown(path.relative_to(self._root).as_posix())


def _looked_into(folders: Sequence[str]) -> list[str]:
    return sorted(name for name in folders if not name.startswith("."))


def _shown(name: str) -> str:
    """A name whose bytes are no UTF-8 with escapes in their place."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _stamp(statuses: Sequence[os.stat_result | None]) -> str:
    return " ".join(stamp_of(status) for status in statuses if status)


def _is_regular(status: os.stat_result | None) -> bool:
    return status is not None and stat.S_ISREG(status.st_mode)


def _is_marked(path: Path, status: os.stat_result) -> bool:
    """Whether a marker says that the file is whole; one that is older than the file speaks of what was there before."""
    try:
        return path.with_name(f"{path.name}{DONE_MARKER}").stat().st_mtime_ns >= status.st_mtime_ns
    except OSError:
        return False


def _is_no_article(name: str) -> bool:
    lowered = name.lower()
    return lowered in NO_ARTICLES or lowered.partition(".")[0] == "readme"


def _waiting_by_name(name: str, present: set[str]) -> str | None:
    lowered = name.lower()
    if lowered.startswith("."):
        return "hidden"
    if lowered.startswith("~") or lowered.endswith("~") or lowered[lowered.rfind(".") :] in HALF_WRITTEN:
        return "temporary_name"
    if lowered.endswith(DONE_MARKER) and name[: -len(DONE_MARKER)] not in present:
        return "marker_alone"
    return None


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"), (stat.S_ISLNK, "a link"))
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "a device")
