"""What lies in one folder below the landing folder, and a mark by which a folder in which nothing changed is told at once."""

import hashlib
import os
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class FolderMark:
    """A folder of which every file was read: its path under the landing folder, empty for that itself; its mark then; and
    how many files it held beside sidecars and markers.
    """

    name: str
    mark: str
    file_count: int


class Known(Protocol):
    """What was read before."""

    def folder_marks(self) -> Mapping[str, FolderMark]:
        """The marks of folders by name, without those that are to be looked through file by file."""

    def file_stamps(self, names: Sequence[str]) -> Mapping[str, str]:
        """What those of these files looked like that were read."""


class NothingKnown:
    """For one who looks at the folder for the first time."""

    def folder_marks(self) -> Mapping[str, FolderMark]:
        return {}

    def file_stamps(self, names: Sequence[str]) -> Mapping[str, str]:
        return {}


@dataclass(frozen=True)
class Listing:
    """One look into a folder, in no order: its folders, its links to folders, and the state of all else, that of a link and
    not of what it shows; None for what was gone a moment later.

    `mark` changes whenever something comes, goes or is written to; it is empty where there is no telling, beside links.
    """

    folders: list[str]
    folder_links: list[str]
    files: dict[str, os.stat_result | None]
    mark: str


def list_folder(path: Path) -> Listing:
    """Raises OSError where the folder cannot be looked into."""
    listing = Listing([], [], {}, "")
    files, add_folder = listing.files, listing.folders.append
    is_telling = True
    # By its descriptor, which spares the system the way to the folder for each file; there may be hundreds of thousands.
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with os.scandir(descriptor) as entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    add_folder(name)
                    continue
                if entry.is_symlink():
                    is_telling = False
                    if _leads_to_folder(entry):
                        listing.folder_links.append(name)
                        continue
                try:
                    files[name] = entry.stat(follow_symlinks=False)
                except OSError:
                    files[name] = None
    finally:
        os.close(descriptor)
    return replace(listing, mark=_mark(listing)) if is_telling else listing


def _mark(listing: Listing) -> str:
    """In the order of the listing, which is the same as long as the folder is. The time of change of a file is the system's
    own: whoever writes to it or sets its other time cannot keep it.
    """
    statuses = [status for status in listing.files.values() if status]
    names = (name for name, status in listing.files.items() if status)
    digest = hashlib.blake2b(os.fsencode("\0".join([*names, "/", *listing.folders])), digest_size=16)
    digest.update(array("q", [status.st_ctime_ns for status in statuses]))
    digest.update(array("Q", [status.st_ino for status in statuses]))
    digest.update(array("Q", [status.st_size for status in statuses]))
    return digest.hexdigest()


def folder_of(name: str) -> str:
    """The folder that a landing file of this name lies in, as FolderMark names it."""
    return name.rpartition("/")[0]


def stamp_of(status: os.stat_result) -> str:
    """Changes whenever the file is written to or replaced."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
