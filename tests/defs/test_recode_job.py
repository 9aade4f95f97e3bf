"""The job `recode`: the new coding is taken over when it passed, and only then."""

from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from orchestration import stages
from orchestration.coder_comparison import Comparison
from orchestration.defs import recode_job
from orchestration.defs.resources import Installation
from orchestration.recoding import RecodingError
from orchestration.settings import Settings
from orchestration.stages import Progress, StageReport

FOUND = Comparison(
    3, 7, 1, 0, 2, {"status": 1}, [("ASSAULT", 8, 10)], [("added", "raid", "", "event_type ASSAULT", "A raid.")]
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Steps that only write down that they were asked."""
    told: list[str] = []

    def beside(settings: Settings, *_: object) -> Comparison:
        told.append("beside")
        return FOUND

    def take_over(settings: Settings) -> int:
        told.append("take over")
        return 1

    def stage(settings: Settings, now: datetime, run_id: str, progress: Progress) -> StageReport:
        told.append("stage")
        return StageReport("stage", False, 0.0)

    monkeypatch.setattr(recode_job, "recode_beside", beside)
    monkeypatch.setattr(recode_job, "take_over", take_over)
    monkeypatch.setattr(stages, "STAGES", (stage,))
    return told


def run(tmp_path: Path) -> dg.ExecuteInProcessResult:
    resources = {"installation": Installation(Settings(tmp_path / "data", tmp_path))}
    with dg.DagsterInstance.ephemeral() as instance:
        return recode_job.make_recode_job().execute_in_process(instance=instance, raise_on_error=False, resources=resources)


def test_it_is_compared_taken_over_and_published(tmp_path: Path, asked: list[str]) -> None:
    result = run(tmp_path)
    assert result.success
    assert asked == ["beside", "take over", "stage"]
    (output, *_) = [event for event in result.all_events if event.is_successful_output]
    metadata: dict[str, Any] = dict(output.step_output_data.metadata)
    assert [metadata[name].value for name in ("articles", "same", "changed", "gone", "added")] == [3, 7, 1, 0, 2]
    assert [record.data["trigger"] for record in metadata["examples"].records] == ["raid"]


def test_what_a_gate_blocks_is_not_taken_over(tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def block(settings: Settings, *_: object) -> Comparison:
        raise RecodingError("Gate `mentions` blocks the batch")

    monkeypatch.setattr(recode_job, "recode_beside", block)
    result = run(tmp_path)
    assert not result.success
    assert asked == []
    assert any("blocks the batch" in str(event.event_specific_data) for event in result.all_events if event.is_failure)
