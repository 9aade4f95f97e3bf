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


def test_the_grain_table_names_every_mart_with_its_key() -> None:
    text = (PROJECT / "models" / "marts" / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \|[^|]+\| `(\w+)` \|$", text, flags=re.MULTILINE))
    marts = [path for path in MODELS if path.parent.name == "marts"]
    assert set(listed) == {path.stem for path in marts}
    for path in marts:
        key = next(column for column in described(path)["columns"] if column["name"] == listed[path.stem])
        assert "unique" in key["data_tests"]
        assert {"type": "not_null"} in key["constraints"]


def test_the_statuses_of_coder_and_warehouse_are_the_same() -> None:
    with (PROJECT / "seeds" / "statuses.csv").open(encoding="utf-8") as file:
        assert {row["status"] for row in csv.DictReader(file)} == set(STATUSES)
