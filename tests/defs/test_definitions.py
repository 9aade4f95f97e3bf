"""The definitions that Dagster loads: names, groups, owners, what is on and what is off."""

import dagster as dg
import polars as pl
import pytest

from orchestration.defs.automation import JOB_NAME
from orchestration.defs.build import build_definitions
from orchestration.defs.metadata import bar_chart, escape, preview
from orchestration.defs.resources import Installation
from orchestration.settings import Settings
from orchestration.tables import ALL_TABLES


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("definitions")
    (folder / "landing").mkdir()
    return Settings(folder / "data", folder / "landing")


@pytest.fixture(scope="module")
def definitions(settings: Settings) -> dg.Definitions:
    return build_definitions(Installation(settings))


def test_every_table_is_an_asset_under_its_own_name(definitions: dg.Definitions) -> None:
    keys = {spec.key for spec in definitions.resolve_all_asset_specs()}
    assert {dg.AssetKey([table.schema, table.name]) for table in ALL_TABLES} <= keys
    assert {dg.AssetKey(["marts", "fct_events"]), dg.AssetKey(["reporting", "rpt_event_mentions"])} <= keys


def test_every_asset_is_described_owned_and_grouped_by_layer(definitions: dg.Definitions) -> None:
    for spec in definitions.resolve_all_asset_specs():
        assert spec.description, f"{spec.key.to_user_string()} has no description"
        assert spec.owners == ["team:sitrep"]
        assert spec.group_name == spec.key.path[0]


def test_tables_show_their_columns_with_meaning(definitions: dg.Definitions) -> None:
    for spec in definitions.resolve_all_asset_specs():
        if spec.group_name in ("raw", "coded", "normalized", "marts", "reporting"):
            columns = spec.metadata["dagster/column_schema"].columns
            assert columns, spec.key.to_user_string()
            assert all(column.description for column in columns), spec.key.to_user_string()


def test_the_gates_block(definitions: dg.Definitions) -> None:
    checks = {
        (key.asset_key.to_user_string(), key.name): node.blocking
        for key, node in (
            (key, definitions.resolve_asset_graph().get(key)) for key in definitions.resolve_asset_graph().asset_check_keys
        )
    }
    assert checks["raw/articles", "articles_gate"]
    assert checks["normalized/event_mentions", "mentions_gate"]
    assert sum(asset.startswith(("staging", "intermediate", "marts", "reporting")) for asset, _ in checks) > 30


def test_the_way_from_the_landing_folder_to_the_published_file(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    upstream = graph.get_ancestor_asset_keys(dg.AssetKey(["published", "sitrep"]))
    for table in ALL_TABLES:
        assert dg.AssetKey([table.schema, table.name]) in upstream, f"{table.full_name} does not lead to what is published"


def test_one_job_holds_everything(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def(JOB_NAME)
    assert {node.name for node in job.graph.nodes} >= {"ingest", "code", "normalize", "warehouse"}


def test_schedule_and_sensor_are_off_until_switched_on(definitions: dg.Definitions) -> None:
    assert definitions.resolve_schedule_def("daily").default_status == dg.DefaultScheduleStatus.STOPPED
    assert definitions.resolve_sensor_def("landing_folder").default_status == dg.DefaultSensorStatus.STOPPED


def test_text_of_articles_does_nothing_in_the_user_interface() -> None:
    hostile = "<script>alert(1)</script> [x](javascript:1) | ![i](http://x)\n# top"
    shown = escape(hostile)
    assert not set("<>[]|#\n") & set(shown.replace("&#", ""))
    lines = preview(pl.DataFrame({"title": [hostile, None]})).md_str
    assert lines is not None
    assert "<script>" not in lines
    assert len(lines.splitlines()) == 4
    chart = bar_chart("Counts", [(hostile, 3), ("other", 1)])
    assert chart.md_str is not None
    assert "<script>" not in chart.md_str


def test_a_code_location_loads_them(definitions: dg.Definitions) -> None:
    """As `sitrep dev` does: names that clash between jobs and steps are found here and nowhere earlier."""
    dg.Definitions.validate_loadable(definitions)
