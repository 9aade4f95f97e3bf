"""Rules that the models keep: boundaries between layers, the grain table, one truth for each list."""

import csv
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration import warehouse
from orchestration.normalize.pipeline import WAREHOUSE_SOURCES
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.tables import STATUSES
from orchestration.tables.vocabulary import DATE_PRECISIONS, PLACE_PRECISIONS

PROJECT = PROJECT_DIR / "dbt_project"
MODELS = sorted((PROJECT / "models").rglob("*.sql"))
REF = re.compile(r"ref\('(\w+)'\)")
ENGINE_WORDS = re.compile(r"\b(list|struct_pack|unnest|date_diff|datediff|md5|strftime|list_(?!or_empty)\w+|array_\w+)\s*\(")
PUBLIC = ("marts", "reporting")
SEEDS = {path.stem for path in (PROJECT / "seeds").glob("*.csv")}
MAY_READ = {
    "staging": set(),
    "intermediate": {"staging", "intermediate", "marts", "seeds"},
    "marts": {"staging", "intermediate", "marts", "seeds"},
    "reporting": {"marts", "seeds"},
}


def layer_of(name: str) -> str:
    if name in SEEDS:
        return "seeds"
    return next(path.parent.name for path in MODELS if path.stem == name)


def described(path: Path) -> dict[str, Any]:
    models: list[dict[str, Any]] = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"]
    assert [model["name"] for model in models] == [path.stem]
    return models[0]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_reads_only_what_its_layer_may(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    for name in REF.findall(sql):
        assert layer_of(name) in MAY_READ[path.parent.name], f"{path.stem} reads {name}"
    assert ("source(" in sql) == (path.parent.name == "staging")


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_is_described_under_contract_and_portable(path: Path) -> None:
    model = described(path)
    assert model["config"]["contract"]["enforced"] is True
    assert "One row: " in model["description"]
    for column in model["columns"]:
        assert column["data_type"], column["name"]
        assert column["description"].endswith((".", "`)")), (path.stem, column["name"])
    assert not ENGINE_WORDS.search(path.read_text(encoding="utf-8")), "put engine-specific functions into macros/"


def test_staging_has_exactly_the_columns_of_the_parquet_contracts() -> None:
    for table in WAREHOUSE_SOURCES:
        model = described(PROJECT / "models" / "staging" / f"stg_{table.name}.sql")
        wanted = {column.name for column in table.columns}
        assert {column["name"] for column in model["columns"]} == wanted, table.full_name


def test_the_grain_tables_name_every_public_model_with_its_key() -> None:
    text = (PROJECT / "models" / "marts" / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \|[^|]+\| `(\w+)` \|$", text, flags=re.MULTILINE))
    public = [path for path in MODELS if path.parent.name in PUBLIC]
    assert set(listed) == {path.stem for path in public}
    for path in public:
        key = next(column for column in described(path)["columns"] if column["name"] == listed[path.stem])
        assert "unique" in key["data_tests"]
        assert {"type": "not_null"} in key["constraints"]


@pytest.mark.parametrize("path", [path for path in MODELS if path.parent.name in PUBLIC], ids=lambda path: path.stem)
def test_a_public_model_has_versions_and_old_ones_an_end(path: Path) -> None:
    model = described(path)
    versions = {version["v"]: version for version in model["versions"]}
    assert model["latest_version"] in versions
    assert all("deprecation_date" in version for v, version in versions.items() if v < model["latest_version"])


def test_the_latest_version_has_the_plain_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "dbt_project"
    shutil.copytree(PROJECT, project)
    model = project / "models" / "reporting" / "rpt_mobilization.yml"
    shutil.copyfile(model.with_suffix(".sql"), model.with_name("rpt_mobilization_v1.sql"))
    text = model.read_text(encoding="utf-8").replace("latest_version: 1", "latest_version: 2")
    old = "- v: 1\n        deprecation_date: 2027-01-01\n"
    model.write_text(text.replace("- v: 1\n", f"{old}      - v: 2\n"), encoding="utf-8")
    monkeypatch.setattr(Settings, "dbt_project_dir", project)
    nodes = warehouse.load_manifest(Settings(tmp_path / "data", tmp_path / "landing"))["nodes"].values()
    models = [node for node in nodes if node["resource_type"] == "model"]
    named = {node["alias"]: node["version"] for node in models if node["name"] == "rpt_mobilization"}
    assert named == {"rpt_mobilization": 2, "rpt_mobilization_v1": 1}
    assert sorted(node["alias"] for node in models if node["alias"] not in named) == sorted(
        path.stem for path in MODELS if path.stem not in named
    )


def test_every_report_has_a_consumer() -> None:
    exposures = yaml.safe_load((PROJECT / "models" / "_exposures.yml").read_text(encoding="utf-8"))["exposures"]
    exposed = {name for exposure in exposures for entry in exposure["depends_on"] for name in REF.findall(entry)}
    reports = {path.stem for path in MODELS if path.parent.name == "reporting"}
    assert reports <= exposed, "say in _exposures.yml who uses it"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_with_a_branch_has_a_unit_test(path: Path) -> None:
    if re.search(r"\bcase\b", path.read_text(encoding="utf-8")):
        written = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
        assert written["unit_tests"], path.stem


@pytest.mark.parametrize("seed", ["cameo_categories", "acled_categories", "ucdp_categories"])
def test_a_mapping_covers_every_event_type_once(seed: str) -> None:
    def keys(name: str) -> list[tuple[str, str]]:
        with (PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8") as file:
            return [
                (row["event_type"], row["event_mode"])
                for row in csv.DictReader(file)
                if row.get("actor_kind", "any") == row.get("recipient_kind", "any") == "any"
            ]

    assert sorted(keys(seed)) == sorted(keys("event_types"))


def test_precisions_and_sectors_are_all_mapped() -> None:
    def column(seed: str, name: str) -> set[str]:
        with (PROJECT / "seeds" / f"{seed}.csv").open(encoding="utf-8") as file:
            return {row[name] for row in csv.DictReader(file)}

    assert column("place_precisions", "place_precision") == {*PLACE_PRECISIONS, "unknown"}
    assert column("date_precisions", "date_precision") == set(DATE_PRECISIONS)
    assert column("sector_kinds", "sector_code") == column("sectors", "sector_code")


def test_the_statuses_of_coder_and_warehouse_are_the_same() -> None:
    with (PROJECT / "seeds" / "statuses.csv").open(encoding="utf-8") as file:
        assert {row["status"] for row in csv.DictReader(file)} == set(STATUSES)
