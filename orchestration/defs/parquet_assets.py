"""The assets that stages write as Parquet: articles in, coder output, normalized tables; with the two gates as checks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import polars as pl

from orchestration import stages
from orchestration.defs.metadata import count_chart, escape, gate_metadata, preview, table_schema
from orchestration.defs.resources import Installation
from orchestration.quality.suites import ARTICLES, MENTIONS, Suite
from orchestration.quarantine import quarantined
from orchestration.settings import Settings
from orchestration.storage import read_partitions
from orchestration.tables import (
    CODED_EVENT_MENTIONS,
    CODED_PLACE_MENTIONS,
    CODED_SENTENCES,
    CODED_STATEMENTS,
    CODED_TABLES,
    CODED_TIME_MENTIONS,
    INGEST_TABLES,
    NORMALIZED_ACTORS,
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACE_MENTIONS,
    NORMALIZED_PLACES,
    NORMALIZED_STATEMENTS,
    NORMALIZED_TABLES,
    NORMALIZED_TIME_MENTIONS,
    RAW_ARTICLE_REVISIONS,
    RAW_ARTICLES,
    RAW_DUPLICATE_GROUPS,
    RAW_QUARANTINE,
    RESOLVED_TABLES,
    Table,
)

OWNERS = ["team:sitrep"]
WRITER_POOL = "warehouse_writer"
NOTE_LENGTH = 500
Events = Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]
PREVIEWED: Mapping[str, tuple[str, ...]] = {
    RAW_ARTICLES.full_name: ("published_at", "source_name", "title", "language", "landing_file"),
    RAW_QUARANTINE.full_name: ("landing_file", "reason_code", "detail", "stage"),
    RAW_ARTICLE_REVISIONS.full_name: ("standing", "reason", "detail", "landing_file", "revision_key"),
    CODED_EVENT_MENTIONS.full_name: ("trigger_text", "event_type", "status", "place_text", "date_text", "attribution_text"),
    NORMALIZED_EVENT_MENTIONS.full_name: ("event_type", "status", "place_id", "event_date_edtf", "sentence"),
}
CHARTED: Mapping[str, tuple[str, str]] = {
    RAW_ARTICLES.full_name: ("Articles by publisher", "source_name"),
    RAW_QUARANTINE.full_name: ("Set aside by reason", "reason_code"),
    RAW_ARTICLE_REVISIONS.full_name: ("Changes of standing by reason", "reason"),
    CODED_EVENT_MENTIONS.full_name: ("Mentions by event type", "event_type"),
    NORMALIZED_EVENT_MENTIONS.full_name: ("Mentions by status", "status"),
}
MADE_FROM: Mapping[str, tuple[Table, ...]] = {
    NORMALIZED_ARTICLES.full_name: (RAW_ARTICLES, CODED_SENTENCES),
    NORMALIZED_EVENT_MENTIONS.full_name: (CODED_SENTENCES, CODED_EVENT_MENTIONS),
    NORMALIZED_MENTION_ACTORS.full_name: (CODED_EVENT_MENTIONS,),
    NORMALIZED_MENTION_QUANTITIES.full_name: (CODED_EVENT_MENTIONS,),
    NORMALIZED_STATEMENTS.full_name: (CODED_STATEMENTS,),
    NORMALIZED_PLACE_MENTIONS.full_name: (CODED_PLACE_MENTIONS,),
    NORMALIZED_TIME_MENTIONS.full_name: (CODED_TIME_MENTIONS,),
    NORMALIZED_ACTORS.full_name: (CODED_EVENT_MENTIONS, CODED_STATEMENTS),
    NORMALIZED_PLACES.full_name: (CODED_EVENT_MENTIONS, CODED_PLACE_MENTIONS),
}

RESOLVED_FROM = (
    RAW_ARTICLE_REVISIONS, RAW_DUPLICATE_GROUPS, NORMALIZED_ARTICLES, NORMALIZED_EVENT_MENTIONS, NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES, NORMALIZED_PLACES,
)  # fmt: skip


def asset_key(table: Table) -> dg.AssetKey:
    """Schema and name, as the table is called everywhere."""
    return dg.AssetKey([table.schema, table.name])


def make_parquet_assets() -> list[dg.AssetsDefinition]:
    """The four steps before the warehouse: ingest, code, normalize, resolve."""
    return [_ingest_assets(), _code_assets(), _normalize_assets(), _resolve_assets()]


def table_spec(table: Table, deps: Sequence[Table] = ()) -> dg.AssetSpec:
    """What the UI shows of a table before it is made: its grain, key and columns."""
    return dg.AssetSpec(
        asset_key(table),
        deps=[asset_key(upstream) for upstream in deps],
        description=f"Grain: {table.grain}. Key: {', '.join(table.key)}.",
        group_name=table.schema,
        owners=OWNERS,
        kinds={"polars", "parquet"},
        metadata={"dagster/column_schema": table_schema(table), "dagster/table_name": table.full_name},
    )


def _gate_spec(suite: Suite, table: Table) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        f"{suite.name}_gate",
        asset=asset_key(table),
        blocking=True,
        description="Great Expectations on every changed batch; a broken critical rule stops everything after it.",
    )


def _ingest_assets() -> dg.AssetsDefinition:
    @dg.multi_asset(
        name="ingest",
        specs=[table_spec(table) for table in INGEST_TABLES],
        check_specs=[_gate_spec(ARTICLES, RAW_ARTICLES)],
        pool=WRITER_POOL,
    )
    def ingest(context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]) -> Events:
        report = installation.run(stages.ingest_articles, context.run.run_id)
        yield from _materializations(installation.settings, report, INGEST_TABLES)
        yield _gate_result(installation.settings, report, ARTICLES, RAW_ARTICLES)

    return ingest


def _code_assets() -> dg.AssetsDefinition:
    @dg.multi_asset(name="code", specs=[table_spec(table, [RAW_ARTICLES]) for table in CODED_TABLES], pool=WRITER_POOL)
    def code(
        context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]
    ) -> Iterator[dg.MaterializeResult[Any]]:
        report = installation.run(stages.code_articles, context.run.run_id)
        yield from _materializations(installation.settings, report, CODED_TABLES)

    return code


def _resolve_assets() -> dg.AssetsDefinition:
    @dg.multi_asset(
        name="resolve",
        specs=[table_spec(table, RESOLVED_FROM) for table in RESOLVED_TABLES],
        pool=WRITER_POOL,
    )
    def resolve(
        context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]
    ) -> Iterator[dg.MaterializeResult[Any]]:
        report = installation.run(stages.resolve_events, context.run.run_id)
        yield from _materializations(installation.settings, report, RESOLVED_TABLES)

    return resolve


def _normalize_assets() -> dg.AssetsDefinition:
    @dg.multi_asset(
        name="normalize",
        specs=[table_spec(table, MADE_FROM[table.full_name]) for table in NORMALIZED_TABLES],
        check_specs=[_gate_spec(MENTIONS, NORMALIZED_EVENT_MENTIONS)],
        pool=WRITER_POOL,
    )
    def normalize(context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]) -> Events:
        report = installation.run(stages.normalize_mentions, context.run.run_id)
        yield from _materializations(installation.settings, report, NORMALIZED_TABLES)
        yield _gate_result(installation.settings, report, MENTIONS, NORMALIZED_EVENT_MENTIONS)

    return normalize


def _materializations(
    settings: Settings, report: stages.StageReport, tables: Sequence[Table]
) -> Iterator[dg.MaterializeResult[Any]]:
    for table in tables:
        frame = read_partitions(settings, table)
        metadata: dict[str, Any] = {
            "dagster/row_count": frame.height,
            "stage seconds": round(report.seconds, 2),
            "unchanged since the run before": report.is_skipped,
        }
        if report.notes:
            metadata["to be read"] = dg.MetadataValue.md("\n".join(f"- {escape(note, NOTE_LENGTH)}" for note in report.notes))
        if "ingest_date" in frame.columns and frame.height:
            per_day = frame.group_by("ingest_date").len("rows").sort("ingest_date", descending=True).head(10)
            metadata["rows by ingest date"] = preview(per_day)
        if table.full_name in PREVIEWED:
            metadata["preview"] = preview(frame, PREVIEWED[table.full_name])
        if table.full_name in CHARTED:
            title, column = CHARTED[table.full_name]
            metadata["chart"] = count_chart(title, frame, column)
        yield dg.MaterializeResult(asset_key=asset_key(table), metadata=metadata)


def _gate_result(settings: Settings, report: stages.StageReport, suite: Suite, table: Table) -> dg.AssetCheckResult:
    set_aside: pl.DataFrame = quarantined(settings, suite.stage)
    message = report.blocking_message
    has_warnings = any(verdict.warnings for verdict in report.verdicts)
    return dg.AssetCheckResult(
        asset_key=asset_key(table),
        check_name=f"{suite.name}_gate",
        passed=not message and not has_warnings,
        severity=dg.AssetCheckSeverity.ERROR if message else dg.AssetCheckSeverity.WARN,
        description=message or None,
        metadata=gate_metadata(report.verdicts, set_aside),
    )
