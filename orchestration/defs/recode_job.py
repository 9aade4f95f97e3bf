"""The job `recode`: history coded anew beside the old coding, compared with it, and put in its place once past the gates."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from orchestration import stages
from orchestration.coder_comparison import Comparison
from orchestration.defs.parquet_assets import WRITER_POOL
from orchestration.defs.resources import Installation
from orchestration.defs.retries import retrying
from orchestration.defs.stage_ops import stage_op
from orchestration.quality.verdicts import GateBlocked
from orchestration.recoding import RecodingError, recode_beside, take_over
from orchestration.warehouse import WarehouseError

RECODE_JOB_NAME = "recode"


def make_recode_job() -> dg.JobDefinition:
    """Its first step takes as long as coding all articles does; it writes beside, so other runs need not wait for it."""

    @dg.op(name="recode_beside", description="All stored articles by the installed coder, for nobody yet.")
    def code_beside(context: dg.OpExecutionContext, installation: dg.ResourceParam[Installation]) -> None:
        try:
            with retrying():
                found = recode_beside(
                    installation.settings, datetime.now(UTC), context.run_id, installation.progress, installation.on_report
                )
        except (RecodingError, GateBlocked, WarehouseError) as error:
            raise dg.Failure(str(error)) from error
        context.add_output_metadata(_metadata(found))

    @dg.op(
        name="take_over",
        ins={"done": dg.In(dg.Nothing)},
        pool=WRITER_POOL,
        description="Puts the new coding in the place of the old one.",
    )
    def take(context: dg.OpExecutionContext, installation: dg.ResourceParam[Installation]) -> None:
        try:
            context.add_output_metadata({"days": take_over(installation.settings)})
        except RecodingError as error:
            raise dg.Failure(str(error)) from error

    @dg.job(
        name=RECODE_JOB_NAME,
        executor_def=dg.in_process_executor,
        description="Codes history anew beside the old coding; what passed the gates takes its place and is published.",
    )
    def recode() -> None:
        done = take(code_beside())
        for stage in stages.STAGES:
            done = stage_op(stage)(done)

    return recode


def _metadata(found: Comparison | None) -> Mapping[str, Any]:
    if found is None:
        return {"comparison": dg.MetadataValue.text("nothing was published before")}
    examples = [
        dg.TableRecord({"change": change, "trigger": trigger, "before": before, "after": after, "sentence": sentence})
        for change, trigger, before, after, sentence in found.examples
    ]
    counts = {"articles": found.articles, "same": found.same, "changed": found.changed, "gone": found.gone}
    return {
        **{name: dg.MetadataValue.int(count) for name, count in {**counts, "added": found.added}.items()},
        "changed_fields": dg.MetadataValue.json(dict(found.changed_fields)),
        "examples": dg.MetadataValue.table(
            examples,
            schema=dg.TableSchema([dg.TableColumn(name) for name in ("change", "trigger", "before", "after", "sentence")]),
        ),
    }
