"""One real run of the whole pipeline for all tests that only look at its result."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from orchestration.reference.gazetteer import load_gazetteer
from orchestration.settings import PROJECT_DIR, Settings
from tests.end_to_end.corpus import write_landing


@dataclass(frozen=True)
class Finished:
    """A finished command."""

    code: int
    output: str


RunSitrep = Callable[..., Finished]


def sitrep_process(settings: Settings, *arguments: str) -> dict[str, Any]:
    """`sitrep ...` as a process of its own on the folders given: what `subprocess.run` and `Popen` need."""
    return {
        "args": [sys.executable, "-c", "from orchestration.cli import main; main()", *arguments],
        "cwd": PROJECT_DIR,
        "env": {
            **os.environ,
            "SITREP_DATA_DIR": str(settings.data_dir),
            "SITREP_LANDING_DIR": str(settings.landing_dir),
            "SITREP_FEEDS_FILE": str(settings.feeds_path),
            "SITREP_REST_SECONDS": str(settings.rest_seconds),
            "SITREP_TICK_MINUTES": str(settings.tick_minutes),
        },
    }


@pytest.fixture(scope="session")
def run_sitrep() -> RunSitrep:
    """Runs `sitrep ...` in a process of its own, on the folders given."""

    def run(settings: Settings, *arguments: str) -> Finished:
        finished = subprocess.run(
            **sitrep_process(settings, *arguments), capture_output=True, text=True, timeout=900, check=False
        )
        return Finished(finished.returncode, finished.stdout + finished.stderr)

    return run


def lend_gazetteer(target_data_dir: Path) -> None:
    """Give an installation the compiled gazetteer of the project; the first test that asks has it compiled, in 20 seconds."""
    cache_dir = PROJECT_DIR / "data" / "cache"
    cache_dir.mkdir(parents=True, exist_ok=True)
    with (cache_dir / "gazetteer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not any(cache_dir.glob("gazetteer-*.parquet")):
            load_gazetteer(Settings(PROJECT_DIR / "data", PROJECT_DIR / "data" / "landing"))
    (target_data_dir / "cache").mkdir(parents=True, exist_ok=True)
    for path in cache_dir.glob("gazetteer-*.parquet"):
        shutil.copyfile(path, target_data_dir / "cache" / path.name)


@dataclass(frozen=True)
class FirstRun:
    settings: Settings
    finished: Finished


def run_once(tmp_path_factory: pytest.TempPathFactory, run_sitrep: RunSitrep, name: str, landing_dir: Path | None) -> FirstRun:
    """`sitrep run` on a landing folder, or on the small corpus, once for all processes that share out the tests."""
    is_shared = "PYTEST_XDIST_WORKER" in os.environ
    folder = (tmp_path_factory.getbasetemp().parent if is_shared else tmp_path_factory.getbasetemp()) / name
    folder.mkdir(exist_ok=True)
    settings = Settings(folder / "data", landing_dir or folder / "landing")
    result_path = folder / "finished.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result_path.exists():
            if landing_dir is None:
                write_landing(settings.landing_dir)
            lend_gazetteer(settings.data_dir)
            result_path.write_text(json.dumps(asdict(run_sitrep(settings, "run"))), encoding="utf-8")
    finished = Finished(**json.loads(result_path.read_text(encoding="utf-8")))
    assert finished.code == 0, finished.output
    return FirstRun(settings, finished)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory, run_sitrep: RunSitrep) -> FirstRun:
    """The small corpus, run once. Tests that change anything must work on a copy."""
    return run_once(tmp_path_factory, run_sitrep, "whole_way", None)


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory, run_sitrep: RunSitrep) -> FirstRun:
    """The sample corpus of a fresh clone, run once. Tests that change anything must work on a copy."""
    return run_once(tmp_path_factory, run_sitrep, "sample", PROJECT_DIR / "data" / "landing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end, one process would wait for the other."""
    slow_files = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow_files)
