"""Publications that are killed or find damaged files: readers keep a whole set, the next publication mends it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.publish.versions import Versions
from orchestration.settings import PROJECT_DIR, Settings
from tests.publish.conftest import builds_seen, differences, publish, publish_three_builds
from tests.publish.workshop import Workshop

STEPS = ("take", "tables", "views", "check", "checkpoint", "export", "add", "swap", "clean up")
KILLED = """
import os, signal, sys
from pathlib import Path
from orchestration.publish.pipeline import publish_warehouse
from orchestration.settings import Settings
from tests.publish.workshop import KEYS
data, fatal = sys.argv[1:]
def reach(step):
    if step == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
publish_warehouse(Settings(Path(data), Path(data)), KEYS, reach)
"""
HOLDER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("select count(*) from marts.fct_event_mentions").fetchall()[0][0], flush=True)
sys.stdin.readline()
print(connection.execute("select count(*), sum(length(sentence)) is not null from marts.fct_event_mentions").fetchall()[0][0])
"""


def kill_at(settings: Settings, step: str) -> None:
    finished = subprocess.run([sys.executable, "-c", KILLED, str(settings.data_dir), step], cwd=PROJECT_DIR)
    assert finished.returncode == -signal.SIGKILL, "the step was never reached"


@pytest.mark.parametrize("step", STEPS)
def test_a_publication_killed_at_any_step_is_mended_by_the_next(settings: Settings, working: Workshop, step: str) -> None:
    before = builds_seen(settings.published_path)
    kill_at(settings, step)
    assert builds_seen(settings.published_path) == (before if step != "clean up" else {4})
    assert (settings.published_dir / "parquet" / "schema.sql").is_file()
    working.add(600, 50)
    publish(settings)
    assert builds_seen(settings.published_path) == {5}
    assert differences(settings) == {}
    assert len(list((settings.published_dir / "versions").iterdir())) == 2
    assert not list(settings.published_dir.glob(".*"))


def test_a_first_publication_that_is_killed_leaves_nothing_that_counts(settings: Settings, workshop: Workshop) -> None:
    for step in ("copy", "export", "swap"):
        kill_at(settings, step)
        assert not settings.published_path.exists()
    publish(settings)
    assert differences(settings) == {}


def older_database(settings: Settings) -> Path:
    """The database that the next publication is made from."""
    versions = Versions(settings.published_dir)
    (older,) = (version for version in versions.whole() if not versions.is_current(version))
    return older.database


@pytest.mark.parametrize("time_is_kept", [True, False])
@pytest.mark.parametrize("damage", ["start", "middle", "truncated", "no database"])
def test_a_damaged_older_publication_is_not_built_on(
    settings: Settings, working: Workshop, damage: str, time_is_kept: bool
) -> None:
    path = older_database(settings)
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    content = bytearray(path.read_bytes())
    if damage == "start":
        content[:20_000] = os.urandom(20_000)
    elif damage == "middle":
        content[20_000:] = os.urandom(len(content) - 20_000)
    elif damage == "truncated":
        del content[len(content) // 2 :]
    else:
        content = bytearray(b"no database" * 1000)
    path.write_bytes(content)
    if time_is_kept:
        os.utime(path, ns=times)
    publish(settings)
    assert differences(settings) == {}
    assert builds_seen(settings.published_path) == {4}


def test_lost_files_are_made_again(settings: Settings, working: Workshop) -> None:
    publish(settings)
    published = settings.published_dir
    for place in ("", "publication.json", "parquet/marts/fct_event_mentions/2020-01.parquet", "parquet", "sitrep.duckdb"):
        lose_and_publish(settings, working, older_database(settings).parent / place)
    for lost in (published / "versions", published / "current", published / "parquet", published):
        lose_and_publish(settings, working, lost)


def lose_and_publish(settings: Settings, working: Workshop, lost: Path) -> None:
    shutil.rmtree(lost) if lost.is_dir() and not lost.is_symlink() else lost.unlink()
    for number in (1, 2):
        working.build([number])
        publish(settings)
        assert differences(settings) == {}, lost


def test_what_somebody_removed_is_not_built_on(settings: Settings, working: Workshop) -> None:
    settings.published_path.unlink()
    assert "no publication" in publish(settings).copied_because
    assert differences(settings) == {}


@pytest.mark.parametrize("older", [True, False])
def test_a_reader_that_holds_a_file_for_long_keeps_its_rows(settings: Settings, working: Workshop, older: bool) -> None:
    path = older_database(settings) if older else settings.published_path
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout and holder.stdin
    with duckdb.connect(str(path), read_only=True) as same_process:
        count = int(holder.stdout.readline())
        for number in range(4):
            working.add(600 + 50 * number, 50)
            assert publish(settings).copied_because == "", "a held file costs a copy of its bytes, no more"
            assert differences(settings) == {}
        answer, _ = holder.communicate("\n")
        assert int(answer) == count
        assert same_process.execute("select count(*) from marts.fct_event_mentions").fetchall() == [(count,)]
        assert same_process.execute("select max(length(sentence)) > 0 from marts.fct_event_mentions").fetchall() == [(True,)]


def test_a_disk_without_links_gets_copies(settings: Settings, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "symlink", refuse)
    monkeypatch.setattr(os, "link", refuse)
    publish_three_builds(settings, workshop)
    assert publish(settings).copied_because == ""
    assert differences(settings) == {}
    assert not settings.published_path.is_symlink()
    assert sorted(path.name for path in settings.published_dir.iterdir()) == ["parquet", "sitrep.duckdb", "versions"]


def test_an_installation_of_the_time_before_versions_is_taken_over(settings: Settings, workshop: Workshop) -> None:
    old = settings.published_dir / "versions" / "0123456789abcdef"
    (old / "marts").mkdir(parents=True)
    (settings.published_dir / "parquet").symlink_to("versions/0123456789abcdef", target_is_directory=True)
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute("create table old as select 1 as a")
    publish(settings)
    assert settings.published_path.is_symlink()
    assert differences(settings) == {}
    assert not old.exists()
