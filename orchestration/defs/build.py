"""Put the definitions together. Every call makes fresh ones, so that tests need not patch anything."""

import dagster as dg

from orchestration.defs.automation import make_automation
from orchestration.defs.feed_assets import make_feed_assets
from orchestration.defs.parquet_assets import make_parquet_assets
from orchestration.defs.resources import Installation
from orchestration.defs.warehouse_assets import make_warehouse_assets
from orchestration.defs.watch_checks import make_watch_checks
from orchestration.settings import Settings
from orchestration.warehouse import load_manifest


def build_definitions(installation: Installation | None = None) -> dg.Definitions:
    """Assets, checks, jobs, schedules and sensors of one installation; by default the one that the environment names.

    Raises WarehouseError when the dbt project cannot be parsed.
    """
    installation = installation or Installation(Settings.from_environment())
    settings = installation.settings
    return dg.Definitions.merge(
        dg.Definitions(
            assets=[make_feed_assets(), *make_parquet_assets(), *make_warehouse_assets(load_manifest(settings))],
            asset_checks=[make_watch_checks()],
            resources={"installation": installation},
            executor=dg.in_process_executor,
        ),
        make_automation(settings),
    )
