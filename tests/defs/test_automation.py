"""What runs by itself: off until it is switched on, on with one setting; failures are told."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration.alerts import alert_log
from orchestration.defs.alert_sensors import make_alert_sensors
from orchestration.defs.automation import JOB_NAME, make_automation
from orchestration.defs.resources import Installation
from orchestration.defs.watch_checks import CHECKS, make_watch_checks
from orchestration.settings import Settings
from orchestration.storage import write_partition
from orchestration.tables import RAW_ARTICLES


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", tmp_path)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


def statuses(settings: Settings) -> dict[str, str]:
    made = make_automation(settings)
    things = [*(made.schedules or []), *(made.sensors or [])]
    return {thing.name: thing.default_status.value for thing in things if hasattr(thing, "default_status")}


def test_everything_is_off_until_one_setting_switches_it_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    off = statuses(settings)
    assert set(off) == {"daily", "feeds", "watch", "landing_folder", "tell_failed_runs", "tell_failed_checks"}
    assert set(off.values()) == {"STOPPED"}
    monkeypatch.setenv("SITREP_AUTOMATION", "on")
    assert set(statuses(Settings.from_environment()).values()) == {"RUNNING"}
    monkeypatch.setenv("SITREP_AUTOMATION", "yes")
    with pytest.raises(ValueError, match="say on or off"):
        Settings.from_environment()


def fail(instance: dg.DagsterInstance, message: str) -> dg.ExecuteInProcessResult:
    @dg.op
    def ingest() -> None:
        raise dg.Failure(message)

    @dg.job(name=JOB_NAME)
    def job() -> None:
        ingest()

    return job.execute_in_process(instance=instance, raise_on_error=False)


def sensor(name: str) -> dg.SensorDefinition:
    return next(one for one in make_alert_sensors(dg.DefaultSensorStatus.STOPPED) if one.name == name)


def alerts(settings: Settings) -> list[dict[str, object]]:
    path = alert_log(settings)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_a_failed_run_is_told(settings: Settings, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_WEBHOOK", raising=False)
    result = fail(instance, "The disk is gone.")
    context = dg.build_run_status_sensor_context(
        "tell_failed_runs", result.get_run_failure_event(), instance, result.dagster_run,
        resources={"installation": Installation(settings)},
    ).for_run_failure()  # fmt: skip
    sensor("tell_failed_runs")(context)
    (alert,) = alerts(settings)
    assert (alert["kind"], alert["job"], alert["run_id"]) == ("run_failed", JOB_NAME, result.run_id)
    assert alert["failed"] == ["ingest"]
    assert alert["message"] == "The disk is gone."


def watch(settings: Settings, instance: dg.DagsterInstance, now: datetime) -> dg.ExecuteInProcessResult:
    checks = make_watch_checks(lambda: now)
    resources = {"installation": Installation(settings)}
    job = dg.define_asset_job("watch", selection=dg.AssetSelection.all_asset_checks())
    assets = [dg.AssetSpec(key) for key in {key for key, _, _ in CHECKS.values()}]
    definitions = dg.Definitions(assets=assets, asset_checks=[checks], resources=resources, jobs=[job])
    return definitions.resolve_job_def("watch").execute_in_process(instance=instance, raise_on_error=False)


def test_a_missing_day_fails_its_check_and_is_told(
    settings: Settings, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITREP_WEBHOOK", raising=False)
    for day in (1, 3):
        write_partition(settings, RAW_ARTICLES, date(2024, 8, day), RAW_ARTICLES.empty())
    result = watch(settings, instance, datetime(2024, 8, 3, tzinfo=UTC) + timedelta(hours=7))
    assert result.success, "a gap in the data holds nothing back"
    checks = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert set(checks) == set(CHECKS)
    assert not checks["every_day_is_there"].passed
    assert not checks["published_is_fresh"].passed
    assert checks["usual_number_of_articles"].passed
    event = next(event for event in result.all_events if event.event_type == dg.DagsterEventType.PIPELINE_SUCCESS)
    context = dg.build_run_status_sensor_context(
        "tell_failed_checks", event, instance, result.dagster_run, resources={"installation": Installation(settings)}
    )
    sensor("tell_failed_checks")(context)
    (alert,) = alerts(settings)
    assert alert["failed"] == ["raw/articles: every_day_is_there", "published/sitrep: published_is_fresh"]
    assert "2024-08-01, 2024-08-02" in str(alert["message"])
