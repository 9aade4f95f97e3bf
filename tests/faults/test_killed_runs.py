"""Runs that are killed, started twice or find something broken: readers keep a whole warehouse, the next run mends it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.defs.execute import prepare_home
from orchestration.defs.runs import PROCESS_TAG, close_dead_runs
from orchestration.publish.pipeline import PublishError, publish_warehouse, read_row_counts
from orchestration.settings import Settings
from tests.conftest import FirstRun, RunSitrep, lend_gazetteer, sitrep_process


@pytest.fixture
def settings(first_run: FirstRun, tmp_path: Path) -> Settings:
    """The landing folder of the finished installation, with nothing done yet but the gazetteer."""
    made = Settings(tmp_path / "data", first_run.settings.landing_dir)
    lend_gazetteer(made.data_dir)
    return made


@pytest.fixture
def finished(first_run: FirstRun, tmp_path: Path) -> Settings:
    """A copy of the finished installation."""
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True)
    return Settings(tmp_path / "data", first_run.settings.landing_dir)


@pytest.fixture
def started(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`sitrep run` at work in a process group of its own."""
    process = subprocess.Popen(
        **sitrep_process(settings, "run"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(path: Path, process: subprocess.Popen[bytes], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert process.poll() is None, f"the run ended before {path.name} appeared"
        assert time.monotonic() < deadline, f"{path.name} never appeared"
        time.sleep(0.05)


def rows(settings: Settings, relation: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        columns = "* exclude (ingested_at, run_id)" if relation.endswith("mentions") else "*"
        return sorted(connection.execute(f"select {columns} from {relation}").fetchall(), key=repr)


def test_a_run_killed_while_coding_is_mended_by_the_next(
    settings: Settings, started: subprocess.Popen[bytes], first_run: FirstRun, run_sitrep: RunSitrep
) -> None:
    wait_for(settings.table_dir("raw", "articles"), started)
    wait_for(settings.warehouse_path.parent / "gates" / "articles", started)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    assert not settings.published_path.exists()
    again = run_sitrep(settings, "run")
    assert again.code == 0, again.output
    for relation in ("marts.fct_event_mentions", "marts.fct_quantities", "marts.dim_places"):
        same_columns = rows(settings, relation)
        assert same_columns
        assert [row[0] for row in same_columns] == [row[0] for row in rows(first_run.settings, relation)]


def test_a_dead_run_is_closed_so_that_it_holds_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path)

    @dg.job(name="any")
    def any_job() -> None:
        pass

    with dg.DagsterInstance.from_config(str(prepare_home(settings))) as instance:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        dead = instance.create_run_for_job(any_job, status=dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: str(gone.pid)})
        alive = instance.create_run_for_job(any_job, status=dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: str(os.getpid())})
        assert close_dead_runs(instance) == [dead.run_id]
        run = instance.get_run_by_id(alive.run_id)
        assert run is not None
        assert run.status == dg.DagsterRunStatus.STARTED


def test_a_reader_in_the_old_file_is_not_disturbed(finished: Settings) -> None:
    with duckdb.connect(str(finished.published_path), read_only=True) as reader:
        before = reader.execute("select count(*) from marts.fct_event_mentions").fetchall()
        publish_warehouse(finished, {})
        assert reader.execute("select count(*) from marts.fct_event_mentions").fetchall() == before
    assert read_row_counts(finished.published_path)["marts.fct_event_mentions"] == before[0][0]


def test_a_warehouse_that_cannot_be_read_is_not_published(finished: Settings) -> None:
    before = finished.published_path.read_bytes()
    finished.warehouse_path.write_bytes(b"not a database" * 1000)
    with pytest.raises(PublishError):
        publish_warehouse(finished, {})
    assert finished.published_path.read_bytes() == before
    assert not list(finished.published_dir.glob(".staging-*"))


def test_left_overs_of_a_killed_publication_go(finished: Settings) -> None:
    leftover = finished.published_dir / ".staging-1"
    leftover.mkdir()
    (leftover / "sitrep.duckdb").write_bytes(b"half")
    publish_warehouse(finished, {})
    assert not leftover.exists()


def test_damaged_files_are_rebuilt_from_the_parquet_tables_by_one_command(finished: Settings, run_sitrep: RunSitrep) -> None:
    """Both of them: the working warehouse, and the file that people read."""
    before = rows(finished, "marts.fct_event_mentions")
    for path in (finished.warehouse_path, finished.published_path):
        content = bytearray(path.read_bytes())
        content[4096:] = bytes(len(content) - 4096)
        path.write_bytes(content)
    with pytest.raises(duckdb.Error):
        rows(finished, "marts.fct_event_mentions")
    done = run_sitrep(finished, "rebuild")
    assert done.code == 0, done.output
    assert rows(finished, "marts.fct_event_mentions") == before
