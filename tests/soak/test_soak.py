"""The short form of the soak; `make soak` has the long one."""

import random
import shutil
from pathlib import Path

import pytest

from orchestration.settings import Settings
from tests.conftest import FirstRun
from tests.soak.plan import Plan
from tests.soak.soak import soak

KILLS = 4


@pytest.mark.long
def test_killed_runs_end_in_the_warehouse_of_undisturbed_ones(first_run: FirstRun, tmp_path: Path) -> None:
    """Two days, the second with a batch that a gate blocks until it is mended, on top of a finished installation."""
    installations = [Settings(tmp_path / name / "data", tmp_path / name / "landing") for name in ("peace", "war")]
    for settings in installations:
        without_history = shutil.ignore_patterns("dagster")
        shutil.copytree(first_run.settings.data_dir, settings.data_dir, symlinks=True, ignore=without_history)
        shutil.copytree(first_run.settings.landing_dir, settings.landing_dir)
    outcome = soak(*installations, Plan(2, {1: "mended"}), KILLS, random.Random(7), pause=0.2)
    assert outcome.is_sound, outcome.summary()
    assert outcome.kills.total() == KILLS
    assert len(outcome.looks.sets) == 3, "what was there, and one set a day"
    assert outcome.looks.count > 20
    assert outcome.rows > 1_000
