"""Reads the dictionaries of quantities (`units.csv`, `quantity_nouns.csv`, `quantity_roles.csv`) and `holidays.csv`."""

from datetime import date
from pathlib import Path

from orchestration.coding.quantity_lexicon import CountedNoun, Fate, QuantityLexicon, Unit
from orchestration.coding.time_holidays import Holiday, HolidayCalendar
from orchestration.reference.words import read_rows
from orchestration.tables import QUANTITY_ROLES, UNITS

NOUN_CLASSES = frozenset(
    (
        "soldier",
        "recruit",
        "captive",
        "killed",
        "wounded",
        "displaced",
        "civilian",
        "official",
        "vehicle",
        "weapon",
        "place",
        "event",
        "aid",
        "animal",
        "thing",
        "tally",
    )
)
AFFECTED = ("object", "subject", "both")
HOLIDAY_RULES = frozenset(("fixed", "nth", "easter", "orthodox_easter", "dates", "once"))


def load_quantities(reference_dir: Path) -> QuantityLexicon:
    """Units, counted nouns and roles. Raises ValueError for a unit, class or role that the contract does not know."""
    units: dict[str, Unit] = {}
    for row in read_rows(reference_dir / "units.csv"):
        _check(row["unit"] in UNITS, "units.csv", row, f"unit must be one of {', '.join(UNITS)}")
        unit = Unit(row["name"], row["unit"], float(row["factor"]), row["kind"])
        units.update((spelling.replace("_", " "), unit) for spelling in row["spellings"].split())
    nouns: dict[str, CountedNoun] = {}
    for row in read_rows(reference_dir / "quantity_nouns.csv"):
        _check(row["unit"] in UNITS, "quantity_nouns.csv", row, f"unit must be one of {', '.join(UNITS)}")
        _check(row["noun_class"] in NOUN_CLASSES, "quantity_nouns.csv", row, f"class must be one of {sorted(NOUN_CLASSES)}")
        noun = CountedNoun(row["noun"], row["unit"], row["noun_class"])
        nouns[row["noun"]] = noun
        if row["plural"]:
            nouns[row["plural"]] = noun
    predicates: dict[str, Fate] = {}
    for row in read_rows(reference_dir / "quantity_roles.csv"):
        _check(row["role"] in QUANTITY_ROLES, "quantity_roles.csv", row, f"role must be one of {', '.join(QUANTITY_ROLES)}")
        _check(row["affects"] in AFFECTED, "quantity_roles.csv", row, f"affects must be one of {', '.join(AFFECTED)}")
        predicates[row["predicate"]] = Fate(row["role"], row["affects"])
    return QuantityLexicon(units=units, nouns=nouns, predicates=predicates)


def load_holidays(reference_dir: Path) -> HolidayCalendar:
    """The calendar of holidays. Raises ValueError for an unknown kind of rule or a day that is none."""
    holidays = []
    for row in read_rows(reference_dir / "holidays.csv"):
        _check(row["rule"].split()[0] in HOLIDAY_RULES, "holidays.csv", row, f"rule must be one of {sorted(HOLIDAY_RULES)}")
        days = [date.fromisoformat(text) for text in row["dates"].split()]
        holidays.append(
            Holiday(
                names=tuple(row["names"].split("|")),
                rule=row["rule"],
                days=int(row["days"]),
                dates={day.year: day for day in days},
                followed_by=tuple(row["followed_by"].split()),
            )
        )
    return HolidayCalendar(holidays)


def _check(is_good: bool, file: str, row: dict[str, str], remedy: str) -> None:
    if not is_good:
        raise ValueError(f"{file}: {row}: {remedy}")
