"""A failing dbt test stops publication, in Dagster as on the command line."""

import shutil
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs.execute import run_job
from orchestration.defs.resources import Installation
from orchestration.settings import Settings
from tests.conftest import FirstRun

FAILING_TEST = "select mention_id from {{ ref('fct_event_mentions') }}"


def test_a_failing_dbt_test_blocks_publication(first_run: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True)
    settings = Settings(tmp_path / "data", first_run.settings.landing_dir)
    project = tmp_path / "dbt_project"
    shutil.copytree(settings.dbt_project_dir, project, ignore=shutil.ignore_patterns("target", "logs"))
    (project / "tests" / "no_mention_at_all.sql").write_text(FAILING_TEST, encoding="utf-8")
    monkeypatch.setattr(Settings, "dbt_project_dir", project)
    before = settings.published_path.read_bytes()

    outcome = run_job(Installation(settings))

    assert not outcome.is_success
    assert "no_mention_at_all" in outcome.message
    assert "nothing is published" in outcome.message
    assert settings.published_path.read_bytes() == before
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        steps = {stats.step_key: stats.status.value for stats in instance.get_run_step_stats(outcome.run_id) if stats.status}
        assert steps["warehouse"] == "FAILURE"
        assert not [step for step in steps if step.startswith("published")]
        records = instance.get_records_for_run(
            outcome.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION, limit=500
        ).records
        found = [record.event_log_entry.asset_check_evaluation for record in records]
    failed = [check for check in found if check is not None and not check.passed and check.blocking]
    assert [check.check_name for check in failed] == ["no_mention_at_all"]
