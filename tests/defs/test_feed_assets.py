"""The polling job: apart from the whole way, off until switched on, green when feeds fail, red when nothing can be done."""

from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs.automation import FEEDS_JOB_NAME, FEEDS_KEY, JOB_NAME
from orchestration.defs.build import build_definitions
from orchestration.defs.resources import Installation
from orchestration.settings import Settings
from orchestration.storage import read_partitions
from orchestration.tables import RAW_FEED_FETCHES

INSIDE = "feeds: [{name: inside, address: 'http://localhost/feed', outlet: Example}]"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(tmp_path / "data", tmp_path / "landing", feeds_path=tmp_path / "feeds.yml")


def run(settings: Settings) -> dg.ExecuteInProcessResult:
    job = build_definitions(Installation(settings)).resolve_job_def(FEEDS_JOB_NAME)
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(instance=instance, raise_on_error=False)


def test_polling_stands_apart_and_is_off(settings: Settings) -> None:
    definitions = build_definitions(Installation(settings))
    schedule = definitions.resolve_schedule_def("feeds")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    assert schedule.cron_schedule == "*/15 * * * *"
    assert {node.name for node in definitions.resolve_job_def(FEEDS_JOB_NAME).graph.nodes} == {"poll_feeds"}
    assert "poll_feeds" not in {node.name for node in definitions.resolve_job_def(JOB_NAME).graph.nodes}


def test_a_feed_that_fails_is_a_warning(settings: Settings) -> None:
    settings.feeds_path.write_text(INSIDE)
    result = run(settings)
    assert result.success
    (check,) = result.get_asset_check_evaluations()
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert check.description is not None and "inside: private_address" in check.description
    (materialization,) = result.asset_materializations_for_node("poll_feeds")
    assert materialization.asset_key == FEEDS_KEY
    log = read_partitions(settings, RAW_FEED_FETCHES)
    assert log["reason_code"].to_list() == ["private_address"]
    assert log["run_id"].to_list() == [result.run_id]


def test_a_wrong_file_fails_at_once_with_its_place(settings: Settings) -> None:
    settings.feeds_path.write_text("feeds: [{name: a}]")
    result = run(settings)
    assert not result.success
    (failed,) = [event for event in result.all_events if event.is_step_failure]
    assert "feeds[0].address" in str(failed.step_failure_data.user_failure_data)
    assert not [event for event in result.all_events if event.is_step_up_for_retry]
