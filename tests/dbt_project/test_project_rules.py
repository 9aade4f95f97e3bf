"""Rules that the models keep: boundaries between layers, the grain table, one truth for each list."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.normalize.pipeline import WAREHOUSE_SOURCES
from orchestration.settings import PROJECT_DIR
from orchestration.tables import STATUSES
from orchestration.tables.vocabulary import DATE_PRECISIONS, PLACE_PRECISIONS

PROJECT = PROJECT_DIR / "dbt_project"
MODELS = sorted((PROJECT / "models").rglob("*.sql"))
REF = re.compile(r"ref\('(\w+)'\)")
ENGINE_WORDS = re.compile(r"\b(list|struct_pack|unnest|date_diff|datediff|md5|strftime|list_(?!or_empty)\w+|array_\w+)\s*\(")
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
    public = [path for path in MODELS if path.parent.name in ("marts", "reporting")]
    assert set(listed) == {path.stem for path in public}
    for path in public:
        key = next(column for column in described(path)["columns"] if column["name"] == listed[path.stem])
        assert "unique" in key["data_tests"]
        assert {"type": "not_null"} in key["constraints"]


def test_every_report_has_a_consumer_and_every_branch_a_unit_test() -> None:
    exposures = yaml.safe_load((PROJECT / "models" / "_exposures.yml").read_text(encoding="utf-8"))["exposures"]
    exposed = {name for exposure in exposures for entry in exposure["depends_on"] for name in REF.findall(entry)}
    for path in MODELS:
        if path.parent.name != "reporting":
            continue
        assert path.stem in exposed, f"{path.stem}: say in _exposures.yml who uses it"
        if re.search(r"\bcase\b", path.read_text(encoding="utf-8")):
            assert "unit_tests:" in path.with_suffix(".yml").read_text(encoding="utf-8"), path.stem


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
