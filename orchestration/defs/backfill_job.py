"""The job `backfill`: one ingest date, or several in one run, coded, judged, built and published again.

In the UI its partitions are the days: one run a day. A range in one run, which builds the warehouse once, is what
`sitrep backfill` starts, or the launchpad with another `last_day`.
"""

from datetime import UTC, date, datetime

import dagster as dg

from orchestration import stages
from orchestration.backfill import reopen_days
from orchestration.defs.parquet_assets import WRITER_POOL
from orchestration.defs.resources import Installation
from orchestration.defs.retries import retrying
from orchestration.defs.stage_ops import stage_op
from orchestration.settings import Settings
from orchestration.storage import list_partitions
from orchestration.tables import RAW_ARTICLES

BACKFILL_JOB_NAME = "backfill"
REOPEN_STEP = "reopen_days"


class Days(dg.Config):
    """Ingest dates, `YYYY-MM-DD`, both included."""

    first_day: str
    last_day: str


def days_config(first: date, last: date) -> dict[str, object]:
    """The run configuration for a range of days."""
    return {"ops": {REOPEN_STEP: {"config": {"first_day": first.isoformat(), "last_day": last.isoformat()}}}}


def make_backfill_job(settings: Settings) -> dg.JobDefinition:
    """Its days begin with the first that is stored when the definitions are loaded, and end with today."""

    @dg.op(name=REOPEN_STEP, pool=WRITER_POOL, description="Throws away what was coded from the articles of these days.")
    def reopen(config: Days, installation: dg.ResourceParam[Installation]) -> None:
        try:
            with retrying():
                reopen_days(installation.settings, date.fromisoformat(config.first_day), date.fromisoformat(config.last_day))
        except ValueError as error:
            raise dg.Failure(str(error)) from error

    stored = list_partitions(settings, RAW_ARTICLES)
    first_day = stored[0] if stored else datetime.now(UTC).date()

    @dg.daily_partitioned_config(start_date=first_day.isoformat(), timezone="UTC", end_offset=1)
    def one_day(start: datetime, _end: datetime) -> dict[str, object]:
        return days_config(start.date(), start.date())

    @dg.job(
        name=BACKFILL_JOB_NAME,
        config=one_day,
        executor_def=dg.in_process_executor,
        description="Does one ingest date again, from its articles to the published file; readers see it when it passed.",
    )
    def backfill() -> None:
        done = reopen()
        for stage in stages.STAGES:
            done = stage_op(stage)(done)

    return backfill
