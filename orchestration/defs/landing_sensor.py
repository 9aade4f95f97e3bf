"""The sensor on the landing folder. Feeds and people put files into it alike: it sees to both."""

import hashlib
from typing import Any

import dagster as dg

from orchestration.articles.known_files import look_for_new_files
from orchestration.defs.resources import Installation
from orchestration.defs.runs import is_at_work

LONGEST_SECONDS = 60
LOOKS_A_TICK = 4


def make_landing_sensor(job: Any, status: dg.DefaultSensorStatus, tick_minutes: int) -> dg.SensorDefinition:
    """`landing_folder`, which starts `job`; it looks several times between two polls of the feeds."""

    @dg.sensor(
        name="landing_folder",
        job=job,
        minimum_interval_seconds=min(LONGEST_SECONDS, tick_minutes * 60 // LOOKS_A_TICK),
        default_status=status,
        description=(
            "Starts one run when files in the landing folder are new or changed and rest, however many they are; never while "
            "a run is at work: what arrives meanwhile starts another one afterwards."
        ),
    )
    def landing_folder(
        context: dg.SensorEvaluationContext, installation: dg.ResourceParam[Installation]
    ) -> dg.RunRequest | dg.SkipReason:
        settings = installation.settings
        if is_at_work(context.instance, job.name):
            return dg.SkipReason("A run is at work; the folder is looked at again when it has ended.")
        try:
            landing = look_for_new_files(settings)
        except FileNotFoundError as error:
            return dg.SkipReason(str(error))
        looks = landing.looks()
        waiting = f" {len(landing.waiting)} files wait." if landing.waiting else ""
        # Files that the last run could not take in are still there, and no reason for another one.
        if looks <= set((context.cursor or "").split()):
            return dg.SkipReason(f"No file is new or changed.{waiting}")
        cursor = " ".join(sorted(looks))
        context.update_cursor(cursor)
        return dg.RunRequest(run_key=hashlib.sha256(cursor.encode()).hexdigest())

    return landing_folder
