"""The polling of feeds as an asset: its log of requests. What arrives lies in the landing folder, from where the other job
takes it.
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl

from orchestration.defs.metadata import count_chart, preview
from orchestration.defs.parquet_assets import asset_key, table_spec
from orchestration.defs.resources import Installation
from orchestration.defs.retries import retrying
from orchestration.storage import read_partitions
from orchestration.tables import RAW_FEED_FETCHES

FEEDS_KEY = asset_key(RAW_FEED_FETCHES)
CHECK_NAME = "every_feed_answers"


def make_feed_assets() -> dg.AssetsDefinition:
    """The step that polls; not part of the job for the whole way, which makes no connection."""

    @dg.multi_asset(
        name="poll_feeds",
        specs=[table_spec(RAW_FEED_FETCHES)],
        check_specs=[
            dg.AssetCheckSpec(
                CHECK_NAME,
                asset=asset_key(RAW_FEED_FETCHES),
                blocking=False,
                description="Warns when a feed that was due could not be read, or a page that it links to.",
            )
        ],
    )
    def poll_feeds(
        context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]
    ) -> Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]:
        from orchestration.feeds.polling import poll
        from orchestration.feeds.subscriptions import SubscriptionsError, read_subscriptions

        settings = installation.settings
        try:
            # What a server does wrong is no error here: it is tried again by the next polls.
            with retrying():
                outcomes = poll(settings, read_subscriptions(settings.feeds_path), context.run.run_id)
        except SubscriptionsError as error:
            raise dg.Failure(str(error)) from error
        log = read_partitions(settings, RAW_FEED_FETCHES)
        latest = log.filter(pl.col("run_id") == context.run.run_id).sort("fetched_at", descending=True)
        failed = log.filter(pl.col("reason_code").is_not_null())
        yield dg.MaterializeResult(
            asset_key=asset_key(RAW_FEED_FETCHES),
            metadata={
                "dagster/row_count": log.height,
                "new files": sum(len(outcome.files) for outcome in outcomes),
                "pending": sum(outcome.pending for outcome in outcomes),
                "preview": preview(latest, ["feed_name", "kind", "url", "http_status", "reason_code", "detail"]),
                "chart": count_chart("Failed by reason", failed, "reason_code"),
            },
        )
        unread = [outcome for outcome in outcomes if outcome.reason_code or outcome.failed_pages]
        yield dg.AssetCheckResult(
            asset_key=asset_key(RAW_FEED_FETCHES),
            check_name=CHECK_NAME,
            passed=not unread,
            severity=dg.AssetCheckSeverity.WARN,
            description="; ".join(f"{one.name}: {one.summary}, {one.failed_pages} pages failed" for one in unread) or None,
        )

    return poll_feeds
