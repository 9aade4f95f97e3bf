"""dbt models as assets with their tests as checks, read from dbt's manifest, and the published warehouse after them."""

from collections.abc import Collection, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import polars as pl

from orchestration import stages, warehouse
from orchestration.defs.metadata import MOST_BARS, bar_chart, preview
from orchestration.defs.parquet_assets import OWNERS, WRITER_POOL, Events
from orchestration.defs.resources import Installation
from orchestration.publish.scopes import PUBLIC_SCHEMAS

PUBLISHED_KEY = dg.AssetKey(["published", "sitrep"])
BUILT_TYPES = ("model", "seed", "snapshot")
PREVIEW_LIMIT = 200
PREVIEWED: Mapping[str, tuple[str, ...]] = {
    "reporting.rpt_event_mentions": (
        "event_date_edtf", "actor_names", "event_type", "recipient_names", "place_name", "status", "attribution_text",
        "sentence",
    ),
}  # fmt: skip
CHARTED: Mapping[str, tuple[str, str]] = {
    "marts.fct_event_mentions": ("Mentions by status", "status"),
    "marts.fct_events": ("Events by type", "event_type"),
    "reporting.rpt_event_mentions": ("Mentions by country", "country_code"),
    "marts.fct_quantities": ("Numbers by role", "role"),
}


def make_warehouse_assets(manifest: Mapping[str, Any]) -> list[dg.AssetsDefinition]:
    """One step that builds all models and runs all tests, and one that publishes."""
    built = {key: node for key, node in manifest["nodes"].items() if node["resource_type"] in BUILT_TYPES}
    # Dagster wants what a step yields in the order of its dependencies.
    order = TopologicalSorter({key: [name for name in _upstream(node) if name in built] for key, node in built.items()})
    nodes = {key: built[key] for key in order.static_order()}
    keys = {unique_id: _node_key(node) for unique_id, node in nodes.items()}
    # What a build touches it writes down itself, for its own models to read.
    made_elsewhere = {key: source for key, source in manifest["sources"].items() if source["source_name"] != "touched"}
    keys |= {unique_id: _source_key(source) for unique_id, source in made_elsewhere.items()}
    tests = _tests(manifest, nodes)
    public = [keys[unique_id] for unique_id, node in nodes.items() if node["schema"] in PUBLIC_SCHEMAS]
    return [_build_assets(nodes, keys, tests), _published_asset(public)]


def _build_assets(
    nodes: Mapping[str, Any], keys: Mapping[str, dg.AssetKey], tests: Mapping[str, tuple[str, Any]]
) -> dg.AssetsDefinition:
    check_names = {test_id: test["name"][:120] for test_id, (_, test) in tests.items()}

    @dg.multi_asset(
        name="warehouse",
        specs=[_spec(unique_id, node, keys) for unique_id, node in nodes.items()],
        check_specs=[
            dg.AssetCheckSpec(
                check_names[test_id],
                asset=keys[tested],
                blocking=test["config"].get("severity", "error").lower() == "error",
                description=test.get("description") or None,
            )
            for test_id, (tested, test) in tests.items()
        ],
        pool=WRITER_POOL,
    )
    def build(context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]) -> Events:
        settings, failure = installation.settings, None
        try:
            report = installation.run(stages.build_warehouse, context.run.run_id)
        except warehouse.WarehouseError as error:
            # What was built and tested before the failure is told first; the step then fails.
            failure, report = error, None
        results = {result.unique_id: result for result in warehouse.last_results(settings)}
        shown = _read_shown(settings.warehouse_path) if report else {}
        for unique_id in nodes:
            result = results.get(unique_id)
            # What changes with the project only is left as it is in between: `warehouse.INCREMENT`.
            is_left = result is None and report is not None
            if is_left or (result and not result.failed and result.status != "skipped"):
                metadata = {
                    "dbt seconds": round(result.seconds, 3) if result else 0.0,
                    **shown.get(_relation(nodes[unique_id]), {}),
                }
                if report:
                    metadata["unchanged since the run before"] = report.is_skipped
                yield dg.MaterializeResult(asset_key=keys[unique_id], metadata=metadata)
        for test_id, (tested, _) in tests.items():
            result = results.get(test_id)
            if result is None and report is not None:
                # Dagster wants an answer of every check in every run.
                yield dg.AssetCheckResult(
                    asset_key=keys[tested],
                    check_name=check_names[test_id],
                    passed=True,
                    description="Passed when everything was last built anew; what it looks at changes with the project only.",
                )
            elif result and result.status != "skipped":
                is_error = result.failed
                yield dg.AssetCheckResult(
                    asset_key=keys[tested],
                    check_name=check_names[test_id],
                    passed=result.status in ("pass", "success"),
                    severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
                    description=result.message or None,
                    metadata={"failing rows": result.failing_count or 0},
                )
        if failure:
            raise dg.Failure(str(failure))

    return build


def _published_asset(upstream: list[dg.AssetKey]) -> dg.AssetsDefinition:
    @dg.asset(
        key=PUBLISHED_KEY,
        deps=upstream,
        description="The file that people query, and its tables as Parquet: swapped in whole, after the last gate.",
        group_name="published",
        owners=OWNERS,
        kinds={"duckdb", "parquet"},
        pool=WRITER_POOL,
    )
    def published(
        context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation]
    ) -> dg.MaterializeResult[Any]:
        report = installation.run(stages.publish, context.run.run_id)
        rows = [(name, count) for name, count in sorted(report.counts.items())]
        shown = _read_shown(installation.settings.published_path, PREVIEWED).get("reporting.rpt_event_mentions", {})
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(report.counts.values()),
                "rows by table": preview(pl.DataFrame(rows, schema=["table", "rows"], orient="row")),
                "unchanged since the run before": report.is_skipped,
                **{name: shown[name] for name in ("preview", "chart") if name in shown},
            }
        )

    return published


def _spec(unique_id: str, node: Mapping[str, Any], keys: Mapping[str, dg.AssetKey]) -> dg.AssetSpec:
    return dg.AssetSpec(
        keys[unique_id],
        deps=[keys[upstream] for upstream in _upstream(node) if upstream in keys],
        description=node.get("description") or None,
        group_name=node["schema"],
        owners=OWNERS,
        kinds={"dbt", "duckdb"},
        metadata={
            "dagster/table_name": _relation(node),
            "dagster/column_schema": dg.TableSchema(
                columns=[
                    dg.TableColumn(name, type=column.get("data_type") or "unknown", description=column.get("description"))
                    for name, column in node["columns"].items()
                ]
            ),
        },
    )


def _upstream(node: Mapping[str, Any]) -> list[str]:
    return list(node.get("depends_on", {}).get("nodes", []))


def _tests(manifest: Mapping[str, Any], nodes: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """For every data test its node and the model it is shown at: that which it is attached to, else the last public one."""
    found: dict[str, tuple[str, Any]] = {}
    for unique_id, test in manifest["nodes"].items():
        if test["resource_type"] != "test":
            continue
        public = (name for name in reversed(_upstream(test)) if name in nodes and nodes[name]["schema"] in PUBLIC_SCHEMAS)
        tested = test.get("attached_node") or next(public, None)
        if tested is not None and tested in nodes:
            found[unique_id] = (tested, test)
    return found


def _node_key(node: Mapping[str, Any]) -> dg.AssetKey:
    return dg.AssetKey([node["schema"], node.get("alias") or node["name"]])


def _source_key(source: Mapping[str, Any]) -> dg.AssetKey:
    return dg.AssetKey([source["source_name"], source["name"]])


def _relation(node: Mapping[str, Any]) -> str:
    return f"{node['schema']}.{node.get('alias') or node['name']}"


def _read_shown(path: Path, names: Collection[str] = ()) -> dict[str, dict[str, Any]]:
    """Row counts of the tables of a warehouse file (of these only, where some are named), with previews and charts of those
    that people look at. No table is loaded whole. Views are left out: to count their rows takes as long as to make them.
    """
    shown: dict[str, dict[str, Any]] = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        for schema, name in tables:
            relation = f"{schema}.{name}"
            if names and relation not in names:
                continue
            source = f'"{schema}"."{name}"'
            count = connection.execute(f"select count(*) from {source}").fetchall()[0][0]
            shown[relation] = {"dagster/row_count": count}
            if relation in PREVIEWED:
                rows = connection.sql(f"select * from {source} limit {PREVIEW_LIMIT}").pl()
                shown[relation]["preview"] = preview(rows, PREVIEWED[relation])
            if relation in CHARTED:
                title, column = CHARTED[relation]
                bars = connection.execute(
                    f"select coalesce({column}, '(none)'), count(*) as rows from {source} group by all order by rows desc, 1 "
                    f"limit {MOST_BARS}"
                ).fetchall()
                shown[relation]["chart"] = bar_chart(title, bars)
    return shown
