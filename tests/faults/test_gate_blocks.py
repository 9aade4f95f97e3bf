"""A gate that fails stops publication, whichever way the pipeline was started, and says what to do."""

import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration import stages
from orchestration.defs.execute import run_job
from orchestration.defs.resources import Installation
from orchestration.quality.verdicts import GateBlocked
from orchestration.quarantine import quarantined
from orchestration.settings import Settings
from tests.conftest import FirstRun, RunSitrep
from tests.end_to_end.corpus import write_batch


@pytest.fixture
def settings(first_run: FirstRun, tmp_path: Path) -> Settings:
    """A copy of a finished installation, with a landing folder that has since gone bad: five articles from the future."""
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True)
    landing = tmp_path / "landing"
    shutil.copytree(first_run.settings.landing_dir, landing)
    write_batch(landing, year=datetime.now(UTC).year + 5)
    return Settings(tmp_path / "data", landing)


def published(settings: Settings) -> dict[str, str]:
    return {
        path.relative_to(settings.published_dir).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(settings.published_dir.rglob("*"))
        if path.is_file()
    }


def run_stages(settings: Settings, days_later: int = 0) -> str:
    """All stages in this process, up to the first that blocks; returns why, or nothing."""
    for stage in stages.STAGES:
        report = stage(settings, datetime.now(UTC) + timedelta(days=days_later), "test")
        if report.blocking_message:
            return report.blocking_message
    return ""


def test_the_command_fails_and_leaves_the_published_files_alone(settings: Settings, run_sitrep: RunSitrep) -> None:
    before = published(settings)
    assert "sitrep.duckdb" in before
    finished = run_sitrep(settings, "run")
    assert finished.code == 1
    words = " ".join(finished.output.split())
    assert "Gate `articles` blocks the batch" in words
    assert "Remedy: look at `sitrep quarantine list`" in words
    assert "Traceback" not in finished.output
    assert published(settings) == before
    listed = run_sitrep(settings, "quarantine", "list")
    assert "published at most two days after" in " ".join(listed.output.split())


@pytest.mark.parametrize("days_later", [0, pytest.param(1, marks=pytest.mark.long)])
def test_a_blocked_batch_stays_blocked_until_its_rows_are_taken_as_lost(
    settings: Settings, run_sitrep: RunSitrep, days_later: int
) -> None:
    """Also where it is the whole batch of its day, which is empty when they are gone."""
    before = published(settings)
    assert "blocks the batch" in run_stages(settings, days_later)
    assert "blocks the batch" in run_stages(settings, days_later), "a second run must not forget the block"
    assert published(settings) == before
    accepted = run_sitrep(settings, "quarantine", "accept", "--all")
    assert accepted.code == 0, accepted.output
    assert run_stages(settings, days_later) == ""
    assert published(settings) != before


@pytest.mark.parametrize(("blocked", "mended"), [(0, 0), pytest.param(1, 2, marks=pytest.mark.long)])
def test_mended_files_pass_when_they_are_tried_again(
    settings: Settings, run_sitrep: RunSitrep, blocked: int, mended: int
) -> None:
    """Also on a later day, which leaves nothing of the batch that they came in with."""
    assert "blocks the batch" in run_stages(settings, blocked)
    write_batch(settings.landing_dir, year=2024)
    ids = quarantined(settings, "articles_gate")["quarantine_id"].to_list()
    assert len(ids) == 5
    assert run_sitrep(settings, "quarantine", "retry", *ids).code == 0
    assert run_stages(settings, mended) == ""
    shown = run_sitrep(settings, "sql", "select count(*) as n from marts.dim_articles", "--format", "csv")
    assert shown.output == "n\n11\n"


def test_the_block_shows_in_dagster_and_nothing_after_it_runs(settings: Settings) -> None:
    before = published(settings)
    outcome = run_job(Installation(settings))
    assert not outcome.is_success
    assert "Gate `articles` blocks the batch" in outcome.message
    assert published(settings) == before
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        steps = {stats.step_key: stats.status.value for stats in instance.get_run_step_stats(outcome.run_id) if stats.status}
        assert steps == {"ingest": "FAILURE"}, "no step after the gate was even started"
        records = instance.get_records_for_run(
            outcome.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION, limit=10
        ).records
    (gate,) = (record.event_log_entry.asset_check_evaluation for record in records)
    assert gate is not None
    assert gate.check_name == "articles_gate"
    assert not gate.passed
    assert gate.blocking
    rows = gate.metadata["rows in quarantine"].records
    assert {row.data["landing_file"] for row in rows} == {f"batch{number}.json" for number in range(5)}


def test_no_stage_after_the_gate_can_be_started_alone(settings: Settings) -> None:
    """Materializing only the last assets in the UI calls these functions: they ask for the verdicts themselves."""
    before = published(settings)
    report = stages.ingest_articles(settings, datetime.now(UTC), "test")
    assert report.blocking_message
    for stage in (stages.build_warehouse, stages.publish):
        with pytest.raises(GateBlocked, match="Remedy"):
            stage(settings, datetime.now(UTC), "test")
    assert published(settings) == before
