"""A stage as a step of a job that is no run of the assets."""

from collections.abc import Callable
from functools import cache

import dagster as dg

from orchestration import stages
from orchestration.defs.parquet_assets import WRITER_POOL
from orchestration.defs.resources import Installation


@cache
def stage_op(stage: Callable[..., stages.StageReport]) -> dg.OpDefinition:
    """The step runs after the one before it and is red when a gate blocks. All jobs have it in common, as Dagster wants it."""

    @dg.op(name=stage.__name__, ins={"done": dg.In(dg.Nothing)}, pool=WRITER_POOL)
    def run_stage(context: dg.OpExecutionContext, installation: dg.ResourceParam[Installation]) -> None:
        report = installation.run(stage, context.run_id)
        context.add_output_metadata({"seconds": round(report.seconds, 2), **report.counts})
        if report.blocking_message:
            raise dg.Failure(report.blocking_message)

    return run_stage
