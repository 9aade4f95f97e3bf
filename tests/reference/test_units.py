"""The dictionaries of quantities and holidays are whole, and a wrong row is refused with its remedy."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from orchestration.reference.units import load_holidays, load_quantities
from orchestration.settings import PROJECT_DIR
from orchestration.tables import UNITS

REFERENCE_DIR = PROJECT_DIR / "data" / "reference"
FILES = ("units.csv", "quantity_nouns.csv", "quantity_roles.csv", "holidays.csv")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(REFERENCE_DIR / name, tmp_path / name)
    return tmp_path


def append(path: Path, row: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")


def test_every_measure_of_the_contract_has_a_spelling() -> None:
    lexicon = load_quantities(REFERENCE_DIR)
    counted = {noun.unit for noun in lexicon.nouns.values()} | {unit.unit for unit in lexicon.units.values()}
    assert counted == set(UNITS)


def test_an_expert_can_add_a_noun_and_a_unit(copied: Path) -> None:
    append(copied / "quantity_nouns.csv", "gunboat,vessel,weapon,")
    append(copied / "units.csv", "verst,km,1.0668,distance,verst versts")
    lexicon = load_quantities(copied)
    found = lexicon.noun("gunboats")
    assert found is not None and found.unit == "vessel"
    assert lexicon.units["versts"].factor == 1.0668


@pytest.mark.parametrize(
    ("file", "row", "word"),
    [
        ("units.csv", "league,leagues,3,distance,league leagues", "unit must be"),
        ("quantity_nouns.csv", "gunboat,boat,weapon,", "unit must be"),
        ("quantity_nouns.csv", "gunboat,vessel,toy,", "class must be"),
        ("quantity_roles.csv", "tickle,amused,object", "role must be"),
        ("quantity_roles.csv", "kill off,killed,nobody", "affects must be"),
    ],
)
def test_a_wrong_row_is_refused(copied: Path, file: str, row: str, word: str) -> None:
    append(copied / file, row)
    with pytest.raises(ValueError, match=word):
        load_quantities(copied)


def test_a_wrong_holiday_is_refused(copied: Path) -> None:
    append(copied / "holidays.csv", "Tin Day,sometimes 10-10,1,,")
    with pytest.raises(ValueError, match="rule must be"):
        load_holidays(copied)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ramadan", date(2024, 3, 11)),
        ("eid al-adha", date(2023, 6, 29)),
        ("yom kippur", date(2023, 9, 25)),
        ("passover", date(2024, 4, 23)),
        ("thanksgiving", date(2024, 11, 28)),
        ("memorial day", date(2024, 5, 27)),
        ("lunar new year", date(2024, 2, 10)),
    ],
)
def test_movable_feasts_fall_where_they_fell(name: str, day: date) -> None:
    assert load_holidays(REFERENCE_DIR).by_name[name].first_day(day.year) == day
