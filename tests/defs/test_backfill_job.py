"""The job `backfill`: days as partitions, a range in one run, red when a gate blocks."""

from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration import stages
from orchestration.defs.backfill_job import days_config, make_backfill_job
from orchestration.defs.resources import Installation
from orchestration.quality.gate import GateResult, RuleResult
from orchestration.quality.suites import BATCH, CRITICAL
from orchestration.settings import Settings
from orchestration.stages import Progress, StageReport
from orchestration.storage import list_partitions, write_partition
from orchestration.tables import CODED_SENTENCES, RAW_ARTICLES

DAYS = [date(2024, 8, 1), date(2024, 8, 2), date(2024, 8, 3)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "data", tmp_path)
    for day in DAYS:
        for table in (RAW_ARTICLES, CODED_SENTENCES):
            write_partition(made, table, day, table.empty())
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stages that only write down that they were asked, and what was coded then."""
    told: list[str] = []

    def first(settings: Settings, now: datetime, run_id: str, progress: Progress) -> StageReport:
        told.append(f"first {[day.day for day in list_partitions(settings, CODED_SENTENCES)]}")
        return StageReport("first", False, 0.0, {"articles": 3})

    def second(settings: Settings, now: datetime, run_id: str, progress: Progress) -> StageReport:
        told.append("second")
        return StageReport("second", False, 0.0)

    monkeypatch.setattr(stages, "STAGES", (first, second))
    return told


def run(settings: Settings, **options: object) -> dg.ExecuteInProcessResult:
    job = make_backfill_job(settings)
    resources = {"installation": Installation(settings)}
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(instance=instance, raise_on_error=False, resources=resources, **options)  # type: ignore[arg-type]


def test_the_days_are_partitions_up_to_today(settings: Settings) -> None:
    partitions = make_backfill_job(settings).partitions_def
    assert partitions is not None
    keys = partitions.get_partition_keys()
    assert keys[0] == "2024-08-01"
    assert keys[-1] == datetime.now(UTC).date().isoformat()


def test_a_partition_does_its_day_again(settings: Settings, asked: list[str]) -> None:
    result = run(settings, partition_key="2024-08-02")
    assert result.success
    assert asked == ["first [1, 3]", "second"]


def test_a_range_is_done_in_one_run(settings: Settings, asked: list[str]) -> None:
    result = run(settings, run_config=days_config(DAYS[0], DAYS[1]))
    assert result.success
    assert asked == ["first [3]", "second"]


@pytest.mark.parametrize("last_day", ["2024-07-01", "yesterday"])
def test_wrong_days_fail_before_anything_is_done(settings: Settings, asked: list[str], last_day: str) -> None:
    config = {"ops": {"reopen_days": {"config": {"first_day": "2024-08-01", "last_day": last_day}}}}
    assert not run(settings, run_config=config).success
    assert asked == []
    assert list_partitions(settings, CODED_SENTENCES) == DAYS


def test_a_gate_that_blocks_fails_the_run(settings: Settings, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked(settings: Settings, now: datetime, run_id: str, progress: Progress) -> StageReport:
        rule = RuleResult("rule", "A rule.", "mend it", BATCH, CRITICAL, passed=False)
        verdict = GateResult("articles", "2024-08-02", 1, 0, [rule])
        return StageReport("blocked", False, 0.0, {}, [verdict])

    monkeypatch.setattr(stages, "STAGES", (blocked, stages.STAGES[1]))
    result = run(settings, partition_key="2024-08-02")
    assert not result.success
    assert asked == [], "no stage after the gate is started"
