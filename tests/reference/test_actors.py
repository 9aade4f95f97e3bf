"""The lint of the actor dictionary and of the role nouns: codes, duplicates, clashes, rows that nothing can reach."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from orchestration.coding.actor_lexicon import RELATIONS, pieces
from orchestration.reference.actors import ACTOR_COLUMNS, ReferenceDataError, load_actors, read_rows
from orchestration.settings import PROJECT_DIR

REFERENCE_DIR = PROJECT_DIR / "data" / "reference"
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
KINDS = frozenset({"person", "body", "group", "party", "company", "institution", "demonym"})
COUNTRIES = frozenset(row["alpha3"] for _, row in read_rows(REFERENCE_DIR / "countries.csv"))
ROWS = [(path.name, number, row) for path in sorted(REFERENCE_DIR.glob("actors*.csv")) for number, row in read_rows(path)]


def spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def test_columns_are_the_documented_ones() -> None:
    assert all(tuple(row) == ACTOR_COLUMNS for _, _, row in ROWS)


def test_codes_are_valid() -> None:
    wrong = []
    for file, number, row in ROWS:
        first, _, second = row["code"].partition(" ")
        is_country = first in COUNTRIES and (not second or second in SECTORS)
        is_international = row["code"] in ("NGO", "IMG") or (first == "IGO" and bool(re.fullmatch("[A-Z]{3}", second)))
        if not (is_country or is_international) or row["kind"] not in KINDS:
            wrong.append((file, number, row["code"], row["kind"]))
    assert not wrong


def test_dates_are_days_in_order() -> None:
    for file, number, row in ROWS:
        days = [date.fromisoformat(row[column]) if row[column] else None for column in ("valid_from", "valid_to")]
        assert days[0] is None or days[1] is None or days[0] <= days[1], (file, number)


def test_no_row_stands_twice() -> None:
    seen: dict[tuple[str, ...], tuple[str, int]] = {}
    for file, number, row in ROWS:
        key = (row["actor_key"], row["code"], row["office"], row["valid_from"], row["valid_to"])
        assert key not in seen, (file, number, seen.get(key))
        seen[key] = (file, number)


def test_an_actor_has_one_name_and_kind() -> None:
    facts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, _, row in ROWS:
        facts[row["actor_key"]].add((row["name"], row["kind"]))
    assert not {key: found for key, found in facts.items() if len(found) > 1}


def test_no_name_means_two_actors() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, _, row in ROWS:
        for spelling in spellings(row):
            owners[pieces(spelling)].add(row["actor_key"])
    assert not {name: keys for name, keys in owners.items() if len(keys) > 1}


def test_every_name_can_be_reached() -> None:
    """A name whose pieces are empty, or which is a country's or a blocked one, would never be found.

    A capital may stand for a body that sits there.
    """
    others = {pieces(row["name"]) for _, row in read_rows(REFERENCE_DIR / "not_actors.csv")}
    capitals = set()
    for _, row in read_rows(REFERENCE_DIR / "countries.csv"):
        for column in ("name", "alternative_names", "demonyms_adjective", "demonyms_person"):
            others |= {pieces(name) for name in row[column].split("|")}
        capitals |= {pieces(name) for column in ("capital", "capital_names", "other_seats") for name in row[column].split("|")}
    unreachable = [
        (file, number, spelling)
        for file, number, row in ROWS
        for spelling in spellings(row)
        if not pieces(spelling) or pieces(spelling) in (others if row["kind"] == "body" else others | capitals)
    ]
    assert not unreachable


def test_no_name_reads_like_an_article() -> None:
    """The first pieces of "a U.S. envoy" are those of "A.U."."""
    names = [(file, number, pieces(spelling)) for file, number, row in ROWS for spelling in spellings(row)]
    assert not [entry for entry in names if entry[2][0] == "A" and all(len(piece) == 1 for piece in entry[2])]


def test_short_names_are_not_aliases() -> None:
    assert not [
        (file, number) for file, number, row in ROWS if set(filter(None, row["short_names"].split("|"))) & set(spellings(row))
    ]


def test_wikidata_ids_are_one_to_one() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for _, _, row in ROWS:
        if row["wikidata"]:
            assert re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), row
            owners[row["wikidata"]].add(row["actor_key"])
    assert not {item: keys for item, keys in owners.items() if len(keys) > 1}


@pytest.mark.parametrize(("file", "column"), [("role_nouns.csv", "noun"), ("institutions.csv", "phrase")])
def test_role_nouns(file: str, column: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for number, row in read_rows(REFERENCE_DIR / file):
        key = pieces(row[column])
        assert key and key not in seen, (file, number)
        seen.add(key)
        assert row["sector"] in SECTORS | {""}, (file, number)
        assert row.get("relation", "") in RELATIONS, (file, number)
        assert set(row["countries"].split()) <= COUNTRIES, (file, number)
        assert row[column] == row[column].lower(), (file, number)


def test_breadth() -> None:
    assert len(ROWS) >= 3000
    assert sum(1 for _ in read_rows(REFERENCE_DIR / "role_nouns.csv")) >= 700
    assert sum(1 for _, _, row in ROWS if row["code"].endswith((" REB", " PRM"))) >= 200


def test_a_row_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    (tmp_path / "actors_x.csv").write_text(",".join(ACTOR_COLUMNS) + "\n" + ",".join("x" * 14) + "\n")
    with pytest.raises(ReferenceDataError, match=r"actors_x.csv:2: more fields"):
        load_actors(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="restore"):
        load_actors(tmp_path)
