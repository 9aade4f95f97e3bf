"""Checks over time: is every day there, is it about as full as the days before, is what is published fresh?

They run in a job of their own, every day after the daily run, and block nothing: a gap in the data is no reason to hold back
what comes after it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import dagster as dg

from orchestration.completeness import Finding, judge_days, judge_freshness, judge_volume, rows_by_day
from orchestration.defs.metadata import bar_chart
from orchestration.defs.parquet_assets import asset_key
from orchestration.defs.resources import Installation
from orchestration.defs.retries import retrying
from orchestration.defs.warehouse_assets import PUBLISHED_KEY
from orchestration.query import QueryError, run_query
from orchestration.settings import Settings
from orchestration.tables import NORMALIZED_EVENT_MENTIONS, RAW_ARTICLES

NEWEST = "select max(ingested_at) from marts.dim_articles"
CHECKS: dict[str, tuple[dg.AssetKey, dg.AssetCheckSeverity, str]] = {
    "every_day_is_there": (
        asset_key(RAW_ARTICLES), dg.AssetCheckSeverity.ERROR,
        "Fails when one of the last days brought no article; a run that found nothing is no success.",
    ),
    "usual_number_of_articles": (
        asset_key(RAW_ARTICLES), dg.AssetCheckSeverity.WARN,
        "Warns when yesterday brought far fewer or far more articles than the four weeks before.",
    ),
    "usual_number_of_mentions": (
        asset_key(NORMALIZED_EVENT_MENTIONS), dg.AssetCheckSeverity.WARN,
        "Warns when yesterday's articles gave far fewer or far more mentions than those of the four weeks before.",
    ),
    "published_is_fresh": (
        PUBLISHED_KEY, dg.AssetCheckSeverity.ERROR,
        "Fails when the newest published article is older than a day and a half.",
    ),
}  # fmt: skip


def utc_now() -> datetime:
    """The clock of the checks."""
    return datetime.now(UTC)


def make_watch_checks(clock: Callable[[], datetime] = utc_now) -> dg.AssetChecksDefinition:
    """All checks of CHECKS, in one step."""

    @dg.multi_asset_check(
        name="watch_published",
        specs=[
            dg.AssetCheckSpec(name, asset=key, description=description, blocking=False)
            for name, (key, _, description) in CHECKS.items()
        ],
    )
    def watch(installation: dg.ResourceParam[Installation]) -> Iterator[dg.AssetCheckResult]:
        with retrying():
            findings = _findings(installation.settings, clock())
        for name, finding in findings.items():
            key, severity, _ = CHECKS[name]
            metadata = {}
            if finding.rows_by_day:
                days = [(day.isoformat(), count) for day, count in sorted(finding.rows_by_day.items())]
                metadata["rows by ingest date"] = bar_chart("Rows by ingest date", days)
            yield dg.AssetCheckResult(
                asset_key=key,
                check_name=name,
                passed=finding.passed,
                severity=severity,
                description=finding.message,
                metadata=metadata,
            )

    return watch


def _findings(settings: Settings, now: datetime) -> dict[str, Finding]:
    today = now.date()
    articles, mentions = rows_by_day(settings, RAW_ARTICLES), rows_by_day(settings, NORMALIZED_EVENT_MENTIONS)
    return {
        "every_day_is_there": judge_days(articles, today),
        "usual_number_of_articles": judge_volume(articles, today, "articles"),
        "usual_number_of_mentions": judge_volume(mentions, today, "mentions"),
        "published_is_fresh": _judge_published(settings, now),
    }


def _judge_published(settings: Settings, now: datetime) -> Finding:
    try:
        _, [(newest,)] = run_query(settings, NEWEST)
    except QueryError as error:
        return Finding(False, str(error), {})
    return judge_freshness(newest.replace(tzinfo=UTC) if newest and newest.tzinfo is None else newest, now)
