"""Runs as Dagster records them: those at work, those whose process is gone, and why one failed."""

import os
from collections.abc import Iterable

import dagster as dg

from orchestration.settings import Settings
from orchestration.stages import blocking_messages

PROCESS_TAG = "sitrep/process"
UNFINISHED = (
    dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.CANCELING,
)  # fmt: skip


def is_at_work(instance: dg.DagsterInstance, job_name: str) -> bool:
    """Whether a run of the job is under way or queued."""
    close_dead_runs(instance)
    statuses = [*UNFINISHED, dg.DagsterRunStatus.QUEUED]
    return bool(instance.get_runs(filters=dg.RunsFilter(job_name=job_name, statuses=statuses), limit=1))


def close_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs of `sitrep run` whose process is gone as failed and give their pool slots back; returns their ids.

    A killed run would otherwise hold the writer's pool for ever, and every later run would wait for it.
    """
    closed = []
    for run in instance.get_runs(filters=dg.RunsFilter(statuses=list(UNFINISHED))):
        process = run.tags.get(PROCESS_TAG)
        if process is not None and not _is_alive(int(process)):
            instance.report_run_failed(run, "The process of this run ended before the run did.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            closed.append(run.run_id)
    return closed


def failed_steps(events: Iterable[dg.DagsterEvent]) -> list[str]:
    """Names of the steps that failed for good, in the order in which they did."""
    return [event.step_key for event in events if event.is_step_failure and event.step_key]


def failure_message(settings: Settings, events: Iterable[dg.DagsterEvent]) -> str:
    """Why a run failed and what to do: the gate's words where one blocks, else those of the first step that failed."""
    return blocking_messages(settings) or _first_failure(events)


def _first_failure(events: Iterable[dg.DagsterEvent]) -> str:
    for event in events:
        if event.is_step_failure:
            failure = event.step_failure_data
            if failure.user_failure_data and failure.user_failure_data.description:
                return failure.user_failure_data.description
            # Dagster's own error stands outside, ours is its cause; what lies below ours is for the log.
            error = failure.error and (failure.error.cause or failure.error)
            return f"The step {event.step_key} failed: {error.message.strip() if error else 'unknown reason'}"
    return "The run failed; `sitrep dev` shows where."


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
