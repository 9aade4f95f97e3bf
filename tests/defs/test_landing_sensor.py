"""The sensor on the landing folder: one run for whatever has arrived and rests, none for what is still being written."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration.articles import landing
from orchestration.articles.article_index import index_path
from orchestration.articles.ingest import ingest
from orchestration.defs.automation import JOB_NAME
from orchestration.defs.build import build_definitions
from orchestration.defs.resources import Installation
from orchestration.defs.runs import PROCESS_TAG
from orchestration.settings import Settings

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)
Tick = Callable[[str | None], dg.SensorResult]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(tmp_path / "data", tmp_path / "landing", rest_seconds=60.0)


@pytest.fixture(scope="module")
def sensor(tmp_path_factory: pytest.TempPathFactory) -> dg.SensorDefinition:
    folder = tmp_path_factory.mktemp("sensor")
    return build_definitions(Installation(Settings(folder, folder))).resolve_sensor_def("landing_folder")


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


@pytest.fixture
def tick(sensor: dg.SensorDefinition, settings: Settings, instance: dg.DagsterInstance) -> Tick:
    def evaluate(cursor: str | None) -> dg.SensorResult:
        context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"installation": Installation(settings)})
        return sensor.evaluate_tick(context)

    return evaluate


def land(settings: Settings, name: str, content: str = "Police arrested two men.", age: float = 3600) -> Path:
    path = settings.landing_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def asked(result: dg.SensorResult) -> int:
    return len(result.run_requests or [])


def test_a_thousand_files_make_one_run(settings: Settings, tick: Tick) -> None:
    assert asked(tick(None)) == 0, "there is nothing to read"
    for number in range(1000):
        land(settings, f"{number % 7}/{number}.txt")
    first = tick(None)
    assert asked(first) == 1
    assert asked(tick(first.cursor)) == 0
    land(settings, "new.txt")
    second = tick(first.cursor)
    assert asked(second) == 1
    assert asked(tick(second.cursor)) == 0


def test_changed_files_and_new_sidecars_make_a_run(settings: Settings, tick: Tick) -> None:
    land(settings, "a.txt")
    cursor = tick(None).cursor
    land(settings, "a.txt", "Police arrested six men.", age=1800)
    changed = tick(cursor)
    assert asked(changed) == 1
    land(settings, "a.meta.json", '{"source": "Side Post"}')
    assert asked(tick(changed.cursor)) == 1


def test_files_that_are_still_written_start_no_run(settings: Settings, tick: Tick) -> None:
    land(settings, "a.txt")
    cursor = tick(None).cursor
    fresh = land(settings, "b.txt", age=0)
    land(settings, "c.txt.part")
    waiting = tick(cursor)
    assert asked(waiting) == 0
    assert "2 files wait" in str(waiting.skip_message)
    os.utime(fresh, (time.time() - 120, time.time() - 120))
    assert asked(tick(cursor)) == 1


def test_a_marker_starts_the_run_at_once(settings: Settings, tick: Tick) -> None:
    land(settings, "a.txt", age=1)
    assert asked(tick(None)) == 0
    land(settings, "a.txt.done", "", age=0)
    assert asked(tick(None)) == 1


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING])
def test_a_file_that_arrives_during_a_run_starts_another_one_afterwards(
    settings: Settings, tick: Tick, instance: dg.DagsterInstance, status: dg.DagsterRunStatus
) -> None:
    land(settings, "a.txt")
    cursor = tick(None).cursor
    run = _run(instance, status, os.getpid())
    land(settings, "b.txt")
    during = tick(cursor)
    assert asked(during) == 0
    assert during.cursor == cursor, "the file is not counted as seen"
    instance.report_run_failed(run)
    assert asked(tick(cursor)) == 1


def test_a_run_whose_process_is_gone_holds_nothing_up(settings: Settings, tick: Tick, instance: dg.DagsterInstance) -> None:
    land(settings, "a.txt")
    _run(instance, dg.DagsterRunStatus.STARTED, 2**22 + 1)
    assert asked(tick(None)) == 1


@pytest.mark.parametrize("cursor", ["", "1700000000 12", "{broken", "\x00", "x" * 100_000])
def test_a_cursor_of_another_version_costs_one_run(settings: Settings, tick: Tick, cursor: str) -> None:
    land(settings, "a.txt")
    result = tick(cursor)
    assert asked(result) == 1
    assert asked(tick(result.cursor)) == 0


def test_what_cannot_be_opened_stops_nothing(settings: Settings, tick: Tick) -> None:
    os.mkfifo(settings.landing_dir / "pipe.txt")
    (settings.landing_dir / "loop.txt").symlink_to("loop.txt")
    first = tick(None)
    assert asked(first) == 1, "a run sets them aside"
    assert asked(tick(first.cursor)) == 0
    land(settings, "a.txt")
    assert asked(tick(first.cursor)) == 1


def test_what_a_run_has_read_is_not_new(settings: Settings, tick: Tick, monkeypatch: pytest.MonkeyPatch) -> None:
    # Else a file written a moment ago is known from a second look on only.
    monkeypatch.setattr(landing, "CLOCK_TICK_SECONDS", 0.0)
    paths = [land(settings, f"{number}/a.txt", f"Police arrested {number + 2} men.") for number in range(20)]
    os.mkfifo(settings.landing_dir / "pipe.txt")
    first = tick(None)
    assert len((first.cursor or "").split()) == 21
    ingest(settings, NOW, "r1")
    assert asked(tick(first.cursor)) == 0, "the pipe is still there, and was seen"
    land(settings, "new.txt", "Rebels moved south.")
    second = tick(first.cursor)
    assert asked(second) == 1
    assert len((second.cursor or "").split()) == 2, "the pipe and the new file"
    ingest(settings, NOW, "r2")
    land(settings, "0/a.txt", "Police arrested 99 men.", age=1800)
    assert asked(tick(second.cursor)) == 1, "a file that changed is new again"
    paths[1].unlink()
    index_path(settings).write_bytes(b"damaged")
    assert asked(tick(second.cursor)) == 1, "an index that cannot be read costs a run and no error"


def test_a_missing_folder_is_told(settings: Settings, tick: Tick) -> None:
    settings.landing_dir.rmdir()
    result = tick(None)
    assert asked(result) == 0
    assert "does not exist" in str(result.skip_message)


def _run(instance: dg.DagsterInstance, status: dg.DagsterRunStatus, process: int) -> dg.DagsterRun:
    @dg.job(name=JOB_NAME)
    def any_job() -> None:
        pass

    return instance.create_run_for_job(any_job, status=status, tags={PROCESS_TAG: str(process)})
