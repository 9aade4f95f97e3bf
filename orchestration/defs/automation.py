"""The job for the whole way, its daily schedule, and the sensor on the landing folder. Both are stopped until started."""

from typing import Any

import dagster as dg

from orchestration.articles.landing import scan_landing
from orchestration.defs.resources import Installation
from orchestration.defs.runs import is_at_work

JOB_NAME = "sitrep"
SENSOR_SECONDS = 60
# Dagster keeps the class of what `define_asset_job` returns out of its public names.
Job = Any


def make_job() -> Job:
    """Everything, from the landing folder to the published file."""
    return dg.define_asset_job(
        JOB_NAME,
        selection=dg.AssetSelection.all(),
        description="The whole way: articles in, gated events out. Steps whose inputs did not change are passed over.",
    )


def make_schedule(job: Job) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name="daily",
        job=job,
        cron_schedule="0 5 * * *",
        execution_timezone="UTC",
        description="Every day at 05:00 UTC.",
        default_status=dg.DefaultScheduleStatus.STOPPED,
    )


def make_landing_sensor(job: Job) -> dg.SensorDefinition:
    @dg.sensor(
        name="landing_folder",
        job=job,
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=dg.DefaultSensorStatus.STOPPED,
        description=(
            "Starts one run when files in the landing folder are new or changed and rest, however many they are; never while "
            "a run is at work: what arrives meanwhile starts another one afterwards."
        ),
    )
    def landing_folder(
        context: dg.SensorEvaluationContext, installation: dg.ResourceParam[Installation]
    ) -> dg.RunRequest | dg.SkipReason:
        settings = installation.settings
        if is_at_work(context.instance, JOB_NAME):
            return dg.SkipReason("A run is at work; the folder is looked at again when it has ended.")
        try:
            landing = scan_landing(settings.landing_dir, settings.rest_seconds)
        except FileNotFoundError as error:
            return dg.SkipReason(str(error))
        seen = landing.fingerprint()
        waiting = f" {len(landing.waiting)} files wait." if landing.waiting else ""
        if not landing.files or seen == context.cursor:
            return dg.SkipReason(f"No file is new or changed.{waiting}")
        context.update_cursor(seen)
        return dg.RunRequest(run_key=seen)

    return landing_folder
