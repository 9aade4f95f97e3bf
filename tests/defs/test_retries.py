"""A step meets an error: of the moment, it is tried again with longer and longer waits; of another kind, it fails at once."""

import errno
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs import retries
from orchestration.defs.runs import failed_steps, failure_message
from orchestration.settings import Settings


def attempt(errors: list[BaseException]) -> dg.ExecuteInProcessResult:
    """Run one step that raises these errors, one an attempt, and then goes through."""

    @dg.op
    def work() -> None:
        with retries.retrying(first_delay_seconds=0.01):
            if errors:
                raise errors.pop(0)

    @dg.job
    def job() -> None:
        work()

    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(instance=instance, raise_on_error=False)


def waits(result: dg.ExecuteInProcessResult) -> list[float]:
    return [event.step_retry_data.seconds_to_wait for event in result.all_events if event.is_step_up_for_retry]


def test_a_full_disk_is_tried_again_later_and_later() -> None:
    result = attempt([OSError(errno.ENOSPC, "No space left on device")] * 2)
    assert result.success
    assert waits(result) == [0.01, 0.02]


def test_a_disk_that_stays_full_fails_and_says_so(tmp_path: Path) -> None:
    result = attempt([OSError(errno.ENOSPC, "No space left on device")] * 9)
    assert not result.success
    assert len(waits(result)) == retries.MAX_RETRIES
    assert "No space left" in failure_message(Settings(tmp_path, tmp_path), result.all_events)
    assert failed_steps(result.all_events) == ["work"]


@pytest.mark.parametrize("error", [ValueError("wrong"), PermissionError(errno.EACCES, "no"), dg.Failure("wrong")])
def test_what_stays_wrong_fails_at_once(error: Exception) -> None:
    result = attempt([error])
    assert not result.success
    assert waits(result) == []


def test_a_step_that_a_person_stops_is_not_started_again() -> None:
    errors: list[BaseException] = [KeyboardInterrupt()]
    try:
        result = attempt(errors)
    except KeyboardInterrupt:
        return
    assert not result.success
    assert waits(result) == []
