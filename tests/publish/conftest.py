"""An installation with a working warehouse and nothing published, and looks at what is published."""

import copy
import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.publish.pipeline import Published, publish_warehouse
from orchestration.publish.sql import relation
from orchestration.settings import Settings
from tests.publish.workshop import KEYS, Workshop


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", tmp_path / "landing")


@pytest.fixture
def workshop(settings: Settings) -> Workshop:
    """400 mentions over eight days."""
    made = Workshop(settings.warehouse_path, per_day=50)
    made.add(0, 400)
    return made


@pytest.fixture(scope="session")
def three_builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Workshop]:
    folder = tmp_path_factory.mktemp("three_builds")
    settings = Settings(folder / "data", folder / "landing")
    workshop = Workshop(settings.warehouse_path, per_day=50)
    workshop.add(0, 400)
    publish_three_builds(settings, workshop)
    return settings, workshop


@pytest.fixture
def working(three_builds: tuple[Settings, Workshop], settings: Settings) -> Workshop:
    """550 mentions over eleven days, of four builds, the first three of them published."""
    source, workshop = three_builds
    shutil.copytree(source.data_dir, settings.data_dir, symlinks=True)
    copied = copy.copy(workshop)
    copied.path = settings.warehouse_path
    return copied


def publish(settings: Settings) -> Published:
    return publish_warehouse(settings, KEYS)


def publish_three_builds(settings: Settings, workshop: Workshop) -> None:
    """Until there is an older publication that the next one is made from."""
    for start in (400, 450, 500):
        publish(settings)
        workshop.add(start, 50)


def builds_seen(path: Path) -> set[object]:
    """The builds that a published database says it is of, as its tables tell; one, where it is whole."""
    with duckdb.connect(str(path), read_only=True) as connection:
        told = connection.execute(
            "select build_number from reporting.rpt_builds union "
            "select max(cast(run_id[7:] as bigint)) from marts.fct_event_mentions union "
            "select max(build_number) from marts.dim_articles"
        ).fetchall()
    return {row[0] for row in told}


def differences(settings: Settings) -> dict[str, int]:
    """Rows, in tables of the published file and of the Parquet set, that the working warehouse does not have, or not so often,
    or the other way round; only what differs.
    """
    found = {}
    script = (settings.published_dir / "parquet" / "schema.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(script.replace("read_parquet('", f"read_parquet('{settings.published_dir}/parquet/"))
        connection.execute(f"attach '{settings.published_path}' as published (read_only)")
        connection.execute(f"attach '{settings.warehouse_path}' as sitrep (read_only)")
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'sitrep' and schema_name in "
            "('marts', 'reporting') union all select schema_name || '.' || view_name from duckdb_views() where "
            "database_name = 'sitrep' and schema_name in ('marts', 'reporting')"
        ).fetchall()
        assert len(names) > 5
        for (name,) in names:
            wanted = f"from sitrep.{relation(name)}"
            for place in ("published", "memory"):
                given = f"from {place}.{relation(name)}"
                ((count,),) = connection.execute(
                    f"select count(*) from (({given} except all {wanted}) union all ({wanted} except all {given}))"
                ).fetchall()
                if count:
                    found[f"{place}.{name}"] = count
    return found
