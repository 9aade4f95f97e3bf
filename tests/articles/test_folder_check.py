"""What a process of its own finds in the older half of the landing folder is what the walk finds by itself."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from orchestration.articles import folder_check
from orchestration.articles.folder_check import FolderCheck
from orchestration.articles.landing import scan_landing
from orchestration.articles.landing_folders import FolderMark

FOLDERS = ("2024/a", "2024/b", "2025/a", "2025/b/deep", "2025/c")


@dataclass
class Memory:
    """What was read before."""

    stamps: dict[str, str] = field(default_factory=dict)
    marks: dict[str, FolderMark] = field(default_factory=dict)

    def folder_marks(self) -> Mapping[str, FolderMark]:
        return self.marks

    def file_stamps(self, names: Sequence[str]) -> Mapping[str, str]:
        return {name: self.stamps[name] for name in names if name in self.stamps}

    def learn(self, landing_dir: Path) -> None:
        """Read everything, and find the folders in which nothing is left to read."""
        self.stamps |= {file.name: file.stamp for file in scan_landing(landing_dir, known=self).files}
        self.marks |= {mark.name: mark for mark in scan_landing(landing_dir, known=self).unchanged_folders}


@pytest.fixture
def landing_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files a folder, long at rest by the clock of the look."""
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
        for number in range(3):
            (tmp_path / folder / f"{number}.txt").write_text("An article.", encoding="utf-8")
    now = time.time() + 3600
    monkeypatch.setattr("orchestration.articles.landing.time.time", lambda: now)
    return tmp_path


def overwrite(landing_dir: Path) -> None:
    path = landing_dir / "2024/a/1.txt"
    status = path.stat()
    path.write_text("An Article.", encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def add_folder(landing_dir: Path) -> None:
    (landing_dir / "2024/a/new").mkdir()
    (landing_dir / "2024/a/new/4.txt").write_text("One more.", encoding="utf-8")


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "nothing": lambda landing_dir: None,
    "a file written to, its time kept": overwrite,
    "a file added": lambda landing_dir: (landing_dir / "2024/b/4.txt").touch(),
    "a file gone": lambda landing_dir: (landing_dir / "2024/a/1.txt").unlink(),
    "a folder added": add_folder,
    "a link that leads out": lambda landing_dir: (landing_dir / "2024/a/out.txt").symlink_to("/etc/hostname"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_large_folder_is_looked_through_to_the_same_end(
    landing_dir: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    memory = Memory()
    memory.learn(landing_dir)
    assert {mark for mark in memory.marks if mark in FOLDERS} == set(FOLDERS)
    CHANGES[change](landing_dir)
    alone = scan_landing(landing_dir, known=memory)
    monkeypatch.setattr(folder_check, "FILES_WORTH_A_PROCESS", 1)
    asked: list[str] = []
    folders_in = FolderCheck.folders_in

    def note(check: FolderCheck, name: str) -> Sequence[str] | None:
        found = folders_in(check, name)
        asked.extend([name] if found is not None else [])
        return found

    monkeypatch.setattr(FolderCheck, "folders_in", note)
    together = scan_landing(landing_dir, known=memory)
    assert repr(together) == repr(alone)  # a refusal is an error, which equals itself alone
    assert asked, "the process was not asked, or could not tell"


def test_a_process_that_fails_leaves_the_look_to_the_caller(landing_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    memory.learn(landing_dir)
    monkeypatch.setattr(folder_check, "FILES_WORTH_A_PROCESS", 1)
    monkeypatch.setattr("orchestration.articles.folder_check.sys.executable", "/bin/false")
    found = scan_landing(landing_dir, known=memory)
    assert not found.files and found.unchanged_count == 15


def test_few_files_are_worth_no_process(landing_dir: Path) -> None:
    memory = Memory()
    memory.learn(landing_dir)
    with FolderCheck(landing_dir, memory.marks.values()) as check:
        assert all(check.folders_in(name) is None for name in memory.marks)
