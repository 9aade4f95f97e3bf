"""Looking through the landing folder: what is read, what waits, and what is never opened."""

import os
import pickle
import socket
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.articles import landing as landing_module
from orchestration.articles.article_index import ArticleIndex
from orchestration.articles.ingest import ingest
from orchestration.articles.landing import (
    WAITING_REASONS,
    LandingFile,
    StillWritten,
    WaitingFile,
    read_bytes,
    scan_landing,
)
from orchestration.articles.landing_folders import list_folder
from orchestration.articles.story import Refusal
from orchestration.settings import Settings
from orchestration.storage import partition_path, read_partitions
from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
STORY = "Rebels took the port of Sampleville on Monday. The army withdrew to the hills."
REST = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "landing"
    made.mkdir()
    return made


def land(folder: Path, name: str, content: str = STORY, age: float = 3600) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def names(folder: Path) -> list[str]:
    return [file.name for file in scan_landing(folder, REST).files if file.refusal is None]


def refused(folder: Path) -> dict[str, str]:
    return {file.name: file.refusal.reason_code for file in scan_landing(folder, REST).files if file.refusal}


def waiting(folder: Path) -> dict[str, str]:
    return {file.name: file.reason for file in scan_landing(folder, REST).waiting}


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: land(folder, "c.txt"),
        lambda folder: (folder / "a.txt").unlink(),
        lambda folder: (folder / "a.txt").rename(folder / "z.txt"),
        lambda folder: land(folder, "a.txt", "Another text of the same story."),
        lambda folder: (folder / "inner").mkdir(),
        lambda folder: os.utime(folder / "a.txt", (-1000, -1000)),
    ],
)
def test_the_mark_of_a_folder_changes_with_what_lies_in_it(folder: Path, change: Callable[[Path], object]) -> None:
    land(folder, "a.txt")
    land(folder, "b.txt")
    before = list_folder(folder).mark
    assert before and list_folder(folder).mark == before
    change(folder)
    assert list_folder(folder).mark != before


def test_a_file_waits_until_it_rests(folder: Path) -> None:
    land(folder, "old.txt")
    fresh = land(folder, "fresh.txt", age=0)
    assert (names(folder), waiting(folder)) == (["old.txt"], {"fresh.txt": "being_written"})
    os.utime(fresh, (time.time() - REST - 1, time.time() - REST - 1))
    assert (names(folder), waiting(folder)) == (["fresh.txt", "old.txt"], {})


def test_a_marker_says_that_the_file_is_whole(folder: Path) -> None:
    land(folder, "a.txt", age=1)
    land(folder, "a.txt.done", "", age=0)
    assert (names(folder), waiting(folder)) == (["a.txt"], {})


def test_a_marker_older_than_its_file_says_nothing(folder: Path) -> None:
    land(folder, "a.txt", age=1)
    land(folder, "a.txt.done", "", age=10)
    assert (names(folder), waiting(folder)) == ([], {"a.txt": "being_written"})


def test_an_article_waits_for_its_sidecar(folder: Path) -> None:
    land(folder, "a.txt")
    land(folder, "a.meta.json", "{", age=0)
    assert (names(folder), waiting(folder)) == ([], {"a.txt": "being_written"})


def test_a_time_in_the_future_does_not_hide_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    land(folder, "a.txt", age=-86400 * 365 * 50)
    assert waiting(folder) == {"a.txt": "being_written"}, "it was put there a moment ago"
    later = time.time() + REST + 1
    monkeypatch.setattr(landing_module.time, "time", lambda: later)
    assert names(folder) == ["a.txt"]


def test_nothing_waits_where_no_rest_is_asked_for(folder: Path) -> None:
    land(folder, "a.txt", age=0)
    assert [file.name for file in scan_landing(folder).files] == ["a.txt"]


def test_names_that_are_not_final_wait_and_are_told(folder: Path) -> None:
    for name in ("a.txt.part", "b.tmp", "c.CRDOWNLOAD", "~d.txt", "e.txt~", ".f.txt", ".cache/g.txt", "sub/h.json.swp"):
        land(folder, name)
    assert names(folder) == []
    assert waiting(folder) == {
        "a.txt.part": "temporary_name",
        "b.tmp": "temporary_name",
        "c.CRDOWNLOAD": "temporary_name",
        "~d.txt": "temporary_name",
        "e.txt~": "temporary_name",
        ".f.txt": "hidden",
        ".cache/": "hidden",
        "sub/h.json.swp": "temporary_name",
    }


def test_markers_and_sidecars_without_their_file_are_told(folder: Path) -> None:
    land(folder, "gone.txt.done", "")
    land(folder, "gone.meta.json", "{}")
    assert (names(folder), waiting(folder)) == ([], {"gone.txt.done": "marker_alone", "gone.meta.json": "sidecar_alone"})


def test_what_every_folder_holds_is_passed_over(folder: Path) -> None:
    for name in ("README.md", "readme.txt", ".gitattributes", ".DS_Store", "Thumbs.db", ".git/a.txt"):
        land(folder, name)
    assert (names(folder), waiting(folder), refused(folder)) == ([], {}, {})


def test_links_that_lead_out_are_never_opened(folder: Path, tmp_path: Path) -> None:
    land(tmp_path, "secret.txt", "Nobody may read this.")
    land(tmp_path, "elsewhere/a.txt")
    land(folder, "inside/a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "folder").symlink_to(tmp_path / "elsewhere")
    (folder / "same.txt").symlink_to("inside/a.txt")
    (folder / "around").symlink_to(folder)
    land(folder, "b.txt")
    (folder / "b.meta.json").symlink_to(tmp_path / "secret.txt")
    assert names(folder) == ["b.txt", "inside/a.txt", "same.txt"]
    assert refused(folder) == dict.fromkeys(["b.meta.json", "folder", "loop.txt", "nowhere.txt", "out.txt"], "not_a_file")


def test_a_landing_folder_that_is_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    land(folder, "a.txt")
    (folder / "same.txt").symlink_to("a.txt")
    (tmp_path / "link").symlink_to(folder)
    assert names(tmp_path / "link") == ["a.txt", "same.txt"]


def test_pipes_and_sockets_are_never_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)  # the path of a socket may be no longer than 100 characters
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
    assert (names(folder), refused(folder)) == ([], {"pipe.txt": "not_a_file", "socket.txt": "not_a_file"})


def test_a_file_that_turned_into_a_pipe_since_the_look_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(Refusal, match="a pipe"):
        read_bytes(folder / "pipe.txt")


def test_a_file_that_changed_since_the_look_is_left(folder: Path) -> None:
    path = land(folder, "a.txt")
    (file,) = scan_landing(folder).files
    assert read_bytes(path, (file.size, file.modified_ns)).byte_count == len(STORY)
    path.write_text(STORY + " More.", encoding="utf-8")
    with pytest.raises(StillWritten):
        read_bytes(path, (file.size, file.modified_ns))


def test_a_folder_named_like_an_article_is_a_folder(folder: Path) -> None:
    land(folder, "wire.txt/a.txt")
    (folder / "empty.html").mkdir()
    assert (names(folder), refused(folder)) == (["wire.txt/a.txt"], {})


def test_a_name_that_is_no_utf8_is_shown_with_escapes(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/bad-\xff\xfe.txt"))).write_text(STORY, encoding="utf-8")
    assert [file.name for file in scan_landing(folder).files] == ["bad-\\xff\\xfe.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_looked_through_is_refused(folder: Path) -> None:
    land(folder, "closed/a.txt")
    (folder / "closed").chmod(0)
    try:
        assert refused(folder) == {"closed": "unreadable"}
    finally:
        (folder / "closed").chmod(0o700)


def test_a_run_reads_what_rests_and_says_what_waits(folder: Path, tmp_path: Path) -> None:
    land(folder, "old.txt")
    land(folder, "fresh.txt", "Police arrested two men in Lima.", age=0)
    (folder / "out.txt").symlink_to("/etc/hostname")
    settings = Settings(tmp_path / "data", folder, rest_seconds=REST)
    result = ingest(settings, NOW, "r1")
    assert (result.new_articles, result.waiting) == (1, (WaitingFile("fresh.txt", "being_written"),))
    rows = read_partitions(settings, RAW_QUARANTINE).select("landing_file", "reason_code", "byte_count").rows()
    assert rows == [("out.txt", "not_a_file", 0)]
    later = Settings(tmp_path / "data", folder)
    assert ingest(later, NOW, "r2").new_articles == 1
    assert set(read_partitions(later, RAW_ARTICLES)["landing_file"]) == {"old.txt", "fresh.txt"}


def test_a_file_that_grows_while_the_run_is_at_it_waits(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = land(folder, "a.txt")
    scan = landing_module.scan_landing

    def scan_and_append(*arguments: object) -> object:
        found = scan(*arguments)  # type: ignore[arg-type]
        path.write_text(STORY + " More.", encoding="utf-8")
        return found

    monkeypatch.setattr("orchestration.articles.ingest.scan_landing", scan_and_append)
    result = ingest(Settings(tmp_path / "data", folder), NOW, "r1")
    assert (result.new_articles, result.waiting) == (0, (WaitingFile("a.txt", "being_written"),))


def test_a_folder_in_which_nothing_changed_is_told_at_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landing_module, "CLOCK_TICK_SECONDS", 0.0)
    asked: list[str] = []
    stamps = ArticleIndex.file_stamps

    def note(index: ArticleIndex, names: Iterable[str]) -> dict[str, str]:
        listed = list(names)
        asked.extend(listed)
        return stamps(index, listed)

    monkeypatch.setattr(ArticleIndex, "file_stamps", note)
    settings = Settings(tmp_path / "data", folder)
    path = land(folder, "day/a.txt")
    land(folder, "day/b.txt", "Police arrested two men in Lima.")
    land(folder, "day/b.meta.json", "{}")
    land(folder, "day/late/c.txt", "Rain fell on Monday in Lima.")
    assert ingest(settings, NOW, "r1").new_articles == 3
    assert ingest(settings, NOW, "r2").seen_files == 3
    asked.clear()
    assert (ingest(settings, NOW, "r3").seen_files, asked) == (3, [])
    path.write_text(STORY.replace("Monday", "Friday"), encoding="utf-8")
    assert ingest(settings, NOW, "r4").new_articles == 1, "written to in place, at the same size"
    assert "day/late/c.txt" not in asked
    land(folder, "day/b.meta.json", '{"source": "Example Post"}')
    assert ingest(settings, NOW, "r5").new_articles == 1, "only the sidecar was written to"
    land(folder, "day/d.txt", "Snow fell on Friday in Oslo.")
    assert ingest(settings, NOW, "r6").new_articles == 1
    assert [ingest(settings, NOW, run).seen_files for run in ("r7", "r8")] == [4, 4]
    partition_path(settings, RAW_ARTICLES, NOW.date()).unlink()
    assert ingest(settings, NOW, "r9").new_articles == 4, "what is stored no more is read anew"


def test_every_reason_to_wait_has_a_sentence() -> None:
    assert all(sentence.endswith(".") for sentence in WAITING_REASONS.values())
    assert LandingFile("sub/a.txt", Path("/l/sub/a.txt"), Path("/l/sub/a.meta.json")).sidecar_name == "sub/a.meta.json"


def test_a_refusal_can_be_sent_to_another_process() -> None:
    file = LandingFile("a.txt", Path("/l/a.txt"), refusal=Refusal("not_a_file", "a pipe"))
    sent = pickle.loads(pickle.dumps(file))
    assert sent.refusal is not None
    assert (sent.refusal.reason_code, sent.refusal.detail) == ("not_a_file", "a pipe")
