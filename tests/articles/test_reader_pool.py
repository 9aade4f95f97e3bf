"""Files are read in processes: in order, within limits, and one that kills its process costs no other file."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.articles import article_rows
from orchestration.articles.article_rows import ReadFile, Said
from orchestration.articles.landing import LandingFile, scan_landing
from orchestration.articles.reader_pool import Limits, read_files

STORY = "Rebels took the port of Sampleville on Monday. The army withdrew to the hills."


class Trouble:
    """Looks nothing up, but where a file is called for it: sleeps, dies or takes all memory, as a reader might."""

    def __call__(self, name: str, sha256: str) -> list[Said] | None:
        if "sleep" in name:
            time.sleep(60)
        if "die" in name:
            os._exit(9)
        if "swell" in name:
            held = [bytearray(16 * 1024 * 1024) for _ in range(100)]
            assert len(held) == 100
        return None if "refused" in name else []


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[LandingFile, ...]]:
    for number in range(30):
        (tmp_path / f"{number:02d}.txt").write_text(f"{STORY} Number {number}.")
    yield scan_landing(tmp_path).files


def land(folder: Path, name: str) -> None:
    (folder / name).write_text(f"{STORY} {name}.")


def outcomes(read: list[ReadFile]) -> dict[str, str]:
    """`article`, `seen` or the reason code, by file, in the order in which results came."""
    return {
        one.file.name: "seen" if one.is_seen else "article" if one.articles else one.rejections[0].reason_code for one in read
    }


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_files(files: tuple[LandingFile, ...], workers: int) -> None:
    read = list(read_files(files, Trouble(), workers=workers))
    assert [one.file for one in read] == list(files)
    assert [one.articles[0].row["body"] for one in read] == [f"{STORY} Number {number}." for number in range(30)]


def test_a_slow_a_dying_and_a_greedy_file_are_refused_and_their_neighbours_read(
    files: tuple[LandingFile, ...], tmp_path: Path
) -> None:
    wrong = {
        "03-sleep.txt": "too_slow",
        "07-die.txt": "reader_error",
        "08-die.txt": "reader_error",
        "20-swell.txt": "reader_error",
    }
    for name in wrong:
        land(tmp_path, name)
    land(tmp_path, "09-refused.txt")
    many = scan_landing(tmp_path).files
    found = outcomes(list(read_files(many, Trouble(), Limits(seconds=2.0, mebibytes=256), workers=2)))
    assert list(found) == [file.name for file in many]
    expected = {file.name: "article" for file in many} | wrong | {"09-refused.txt": "seen"}
    assert found == expected


def test_nobody_is_blamed_when_no_process_can_start(files: tuple[LandingFile, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    from orchestration.articles import reader_pool

    monkeypatch.setattr(reader_pool, "_work", os._exit)
    with pytest.raises(RuntimeError, match="cannot be started"):
        list(read_files(files, Trouble(), workers=1))


def test_an_abandoned_reading_leaves_no_process(files: tuple[LandingFile, ...]) -> None:
    reading = read_files(files, Trouble(), workers=2)
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert article_rows.read_file(files[0], Trouble()).articles


class Told:
    """Notes in a folder which files were looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, sha256: str) -> list[Said] | None:
        (self.folder / name).touch()
        return []


def test_workers_read_on_while_the_caller_is_busy_and_stop_where_it_is_too_far_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.articles import reader_pool

    landing, looked_at = tmp_path / "landing", tmp_path / "looked at"
    landing.mkdir()
    looked_at.mkdir()
    for number in range(200):
        land(landing, f"{number:03d}.txt")
    monkeypatch.setattr(reader_pool, "FILES_AHEAD", 100)
    reading = read_files(scan_landing(landing).files, Told(looked_at), workers=2)
    next(reading)
    deadline = time.monotonic() + 30
    while len(list(looked_at.iterdir())) < 101 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    assert {path.name for path in looked_at.iterdir()} == {f"{number:03d}.txt" for number in range(101)}
    assert len(list(reading)) == 199


@pytest.mark.parametrize("workers", [0, 1])
def test_what_is_done_while_workers_start_is_done_once_and_its_failure_is_told(
    files: tuple[LandingFile, ...], workers: int
) -> None:
    done: list[str] = []
    assert len(list(read_files(files, Trouble(), workers=workers, meanwhile=lambda: done.append("once")))) == len(files)
    assert done == ["once"]

    def fail() -> None:
        raise KeyError("meanwhile")

    with pytest.raises(KeyError, match="meanwhile"):
        next(read_files(files, Trouble(), workers=workers, meanwhile=fail))
