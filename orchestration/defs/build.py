"""Put the definitions together. Every call makes fresh ones, so that tests need not patch anything."""

import dagster as dg

from orchestration.defs.automation import (
    make_feeds_job,
    make_feeds_schedule,
    make_job,
    make_landing_sensor,
    make_schedule,
)
from orchestration.defs.feed_assets import make_feed_assets
from orchestration.defs.parquet_assets import make_parquet_assets
from orchestration.defs.resources import Installation
from orchestration.defs.warehouse_assets import make_warehouse_assets
from orchestration.settings import Settings
from orchestration.warehouse import load_manifest


def build_definitions(installation: Installation | None = None) -> dg.Definitions:
    """Assets, checks, jobs, schedules and sensor of one installation; by default the one that the environment names.

    Raises WarehouseError when the dbt project cannot be parsed.
    """
    installation = installation or Installation(Settings.from_environment())
    job, feeds_job = make_job(), make_feeds_job()
    return dg.Definitions(
        assets=[make_feed_assets(), *make_parquet_assets(), *make_warehouse_assets(load_manifest(installation.settings))],
        jobs=[job, feeds_job],
        schedules=[make_schedule(job), make_feeds_schedule(feeds_job)],
        sensors=[make_landing_sensor(job)],
        resources={"installation": installation},
        executor=dg.in_process_executor,
    )
