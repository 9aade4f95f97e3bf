"""One real run of the whole pipeline for all tests that only look at its result."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


def lend_gazetteer(source_data_dir: Path, target_data_dir: Path) -> None:
    """Give an installation the compiled gazetteer of another one, where there is one: compiling takes 20 seconds."""
    for path in (source_data_dir / "cache").glob("gazetteer-*.parquet"):
        (target_data_dir / "cache").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target_data_dir / "cache" / path.name)


@dataclass(frozen=True)
class FirstRun:
    settings: Settings
    finished: Finished


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory, run_sitrep: RunSitrep) -> FirstRun:
    """The small corpus, run once. Tests that change anything must work on a copy."""
    folder = tmp_path_factory.mktemp("whole_way")
    settings = Settings(folder / "data", write_landing(folder / "landing"))
    lend_gazetteer(PROJECT_DIR / "data", settings.data_dir)
    finished = run_sitrep(settings, "run")
    assert finished.code == 0, finished.output
    return FirstRun(settings, finished)


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory, run_sitrep: RunSitrep) -> FirstRun:
    """The sample corpus of a fresh clone, run once. Tests that change anything must work on a copy."""
    settings = Settings(tmp_path_factory.mktemp("sample") / "data", PROJECT_DIR / "data" / "landing")
    lend_gazetteer(PROJECT_DIR / "data", settings.data_dir)
    finished = run_sitrep(settings, "run")
    assert finished.code == 0, finished.output
    return FirstRun(settings, finished)
