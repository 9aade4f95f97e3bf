"""Runs that Dagster takes for unfinished: those at work, and those whose process is gone."""

import os

import dagster as dg

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


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
