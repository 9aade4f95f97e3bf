"""The older half of a large landing folder, looked through by a process of its own while the caller looks through the rest.

Asking the system for the state of hundreds of thousands of files takes seconds, whoever asks, and all but the newest of them
lie in folders in which nothing changes any more. Threads would not help: they spend more on waiting for each other.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, takewhile
from pathlib import Path
from types import TracebackType

from orchestration.articles.landing_folders import FolderMark, list_folder

FILES_WORTH_A_PROCESS = 50_000


class FolderCheck:
    """Tells which folders below the landing folder still have their marks; used as a context, with which its process ends.

    Where the marks speak of few files there is no process, and of a folder that it cannot look into nothing is told.
    """

    def __init__(self, landing_dir: Path, marks: Collection[FolderMark]) -> None:
        asked = _older_half(marks) if sum(mark.file_count for mark in marks) >= FILES_WORTH_A_PROCESS else []
        self._asked = frozenset(mark.name for mark in asked)
        self._found: dict[str, list[str]] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        if asked:
            with tempfile.TemporaryFile() as question:
                question.write(json.dumps([str(landing_dir.absolute()), [[mark.name, mark.mark] for mark in asked]]).encode())
                question.seek(0)
                command = [sys.executable, "-m", "orchestration.articles.folder_check"]
                self._process = subprocess.Popen(command, stdin=question, stdout=subprocess.PIPE)

    def folders_in(self, name: str) -> Sequence[str] | None:
        """The folders inside a folder that still has its mark; None where the caller has to look for himself."""
        if self._process is None or name not in self._asked:
            return None
        if self._found is None:
            answer, _ = self._process.communicate()
            self._found = json.loads(answer) if self._process.returncode == 0 else {}
        return self._found.get(name)

    def __enter__(self) -> "FolderCheck":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process:
            self._process.kill()
            self._process.__exit__(kind, error, trace)


def _older_half(marks: Iterable[FolderMark]) -> list[FolderMark]:
    """Those folders with half of the files that the caller comes to last. He looks into folders by falling name, and into
    one that has others inside before them: what leads to his half he has to know at once.
    """
    ordered = sorted(marks, key=_path)
    half = sum(mark.file_count for mark in ordered) / 2
    counts = accumulate(mark.file_count for mark in ordered)
    size = sum(1 for _ in takewhile(lambda count: count <= half, counts))
    left = _path(ordered[size]) if size < len(ordered) else []
    return [mark for mark in ordered[:size] if left[: len(_path(mark))] != _path(mark)]


def _path(mark: FolderMark) -> list[str]:
    return mark.name.split("/") if mark.name else []


def unchanged_folders(landing_dir: Path, marks: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Of those folders that still have their mark, what folders are inside."""
    found = {}
    for name, mark in marks:
        try:
            listing = list_folder(landing_dir / name)
        except OSError:
            continue
        if listing.mark == mark:
            found[name] = listing.folders
    return found


if __name__ == "__main__":
    folder, asked_marks = json.load(sys.stdin)
    print(json.dumps(unchanged_folders(Path(folder), asked_marks)))
