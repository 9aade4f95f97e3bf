"""What runs by itself: every job, schedule and sensor, declared here and nowhere else.

All are stopped until a person starts them in the UI, or all at once by `SITREP_AUTOMATION=on`.
"""

from typing import Any

import dagster as dg

from orchestration.defs.alert_sensors import make_alert_sensors
from orchestration.defs.backfill_job import make_backfill_job
from orchestration.defs.feed_assets import FEEDS_KEY
from orchestration.defs.landing_sensor import make_landing_sensor
from orchestration.defs.recode_job import make_recode_job
from orchestration.defs.watch_checks import CHECKS
from orchestration.settings import Settings

JOB_NAME = "sitrep"
FEEDS_JOB_NAME = "feeds"
WATCH_JOB_NAME = "watch"
DAILY = "0 5 * * *"
# After the daily run has had two hours.
WATCH_HOUR = "0 7 * * *"
# Dagster keeps the class of what `define_asset_job` returns out of its public names.
Job = Any


def make_automation(settings: Settings) -> dg.Definitions:
    """Jobs, schedules and sensors of one installation; running or stopped by default as the settings say."""
    whole_way, feeds, watch = _whole_way_job(), _feeds_job(), _watch_job()
    sensor_status = dg.DefaultSensorStatus.RUNNING if settings.is_automatic else dg.DefaultSensorStatus.STOPPED
    return dg.Definitions(
        jobs=[whole_way, feeds, watch, make_backfill_job(settings), make_recode_job()],
        schedules=[
            _schedule(settings, "daily", whole_way, DAILY, "The whole way, every day at 05:00 UTC."),
            _schedule(
                settings,
                "feeds",
                feeds,
                f"*/{settings.tick_minutes} * * * *",
                f"Every {settings.tick_minutes} minutes. The sensor landing_folder starts the run for what arrives.",
            ),
            _schedule(settings, "watch", watch, WATCH_HOUR, "Every day at 07:00 UTC, after the daily run."),
        ],
        sensors=[make_landing_sensor(whole_way, sensor_status, settings.tick_minutes), *make_alert_sensors(sensor_status)],
    )


def _schedule(settings: Settings, name: str, job: Job, cron: str, description: str) -> dg.ScheduleDefinition:
    status = dg.DefaultScheduleStatus.RUNNING if settings.is_automatic else dg.DefaultScheduleStatus.STOPPED
    return dg.ScheduleDefinition(
        name=name,
        job=job,
        cron_schedule=cron,
        execution_timezone="UTC",
        description=description,
        default_status=status,
    )


def _watch_selection() -> dg.AssetSelection:
    return dg.AssetSelection.checks(*(dg.AssetCheckKey(key, name) for name, (key, _, _) in CHECKS.items()))


def _whole_way_job() -> Job:
    return dg.define_asset_job(
        JOB_NAME,
        selection=dg.AssetSelection.all() - dg.AssetSelection.assets(FEEDS_KEY) - _watch_selection(),
        description="The whole way: articles in, gated events out. Steps whose inputs did not change are passed over.",
    )


def _feeds_job() -> Job:
    """Polling alone: the only job that asks servers for something."""
    return dg.define_asset_job(
        FEEDS_JOB_NAME,
        selection=dg.AssetSelection.assets(FEEDS_KEY),
        description="Ask the feeds of feeds.yml that are due; what is new becomes files in the landing folder.",
    )


def _watch_job() -> Job:
    return dg.define_asset_job(
        WATCH_JOB_NAME,
        selection=_watch_selection(),
        description="Is every day there, about as full as usual, and is what is published fresh? Blocks nothing.",
    )
