"""Stable keys, actor ids, standard units."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.coding.actor_lexicon import Actor, Period
from orchestration.normalize.actors import actor_id, actor_rows
from orchestration.normalize.articles import source_id
from orchestration.normalize.keys import stable_key
from orchestration.normalize.units import with_standard_units
from orchestration.normalize.vocabulary import load_vocabulary
from orchestration.settings import PROJECT_DIR

VOCABULARY = load_vocabulary(PROJECT_DIR / "dbt_project" / "seeds")
PERSON = Actor("person-x", "Ana Example", "person", (Period("PER GOV", "2020-01-01", None, "president"),), wikidata="Q1")
DEMONYM = Actor("demonym-per", "Peruvian", "demonym", (Period("PER"),))
KNOWN = {actor.actor_key: actor for actor in (PERSON, DEMONYM)}


def test_keys_do_not_change_between_releases() -> None:
    assert stable_key("mention", "a", 1, None) == "1aab7571e1e501d1161cd59f0fb5ad89"


@given(st.lists(st.one_of(st.none(), st.text(max_size=5), st.integers()), max_size=4))
def test_null_and_empty_parts_are_told_apart(parts: list[object]) -> None:
    assert stable_key(*parts, None) != stable_key(*parts, "")
    assert stable_key(*parts) != stable_key(*parts, None)


def test_actor_ids() -> None:
    assert actor_id("person-x", "PER GOV", "the president", KNOWN) == "actor:person-x"
    assert actor_id("demonym-per", "PER MIL", "Peruvian troops", KNOWN) == "code:PER MIL"
    assert actor_id(None, "PER MIL", "troops", KNOWN) == "code:PER MIL"
    assert actor_id(None, None, "  Masked\n gunmen ", KNOWN) == actor_id(None, None, "masked gunmen", KNOWN)
    assert str(actor_id(None, None, "gunmen", KNOWN)).startswith("text:")
    assert actor_id(None, None, " ", KNOWN) is None


def test_actor_rows_take_the_dictionary_first_and_the_most_frequent_code_else() -> None:
    named = pl.DataFrame(
        {
            "actor_id": ["actor:person-x", "code:PER MIL", "text:1", "text:1", "text:1", None],
            "code": ["PER ELI", "PER MIL", None, "IGO UNO", None, None],
            "text": ["she", "troops", "gunmen", "gunmen", "Gunmen", None],
        }
    ).with_columns(pl.lit("2030-01-01").str.to_date().alias("ingest_date"))
    rows = {row["actor_id"]: row for row in actor_rows(named, KNOWN, VOCABULARY).iter_rows(named=True)}
    assert set(rows) == {"actor:person-x", "code:PER MIL", "text:1"}
    assert rows["actor:person-x"]["name"] == "Ana Example"
    assert (rows["actor:person-x"]["country_code"], rows["actor:person-x"]["sector_code"]) == ("PER", "GOV")
    assert rows["actor:person-x"]["wikidata_id"] == "Q1"
    assert rows["code:PER MIL"]["name"] is None
    assert rows["text:1"]["code"] == "IGO UNO"
    assert rows["text:1"]["country_code"] is None


@pytest.mark.parametrize(
    ("code", "is_code"),
    [("PER", True), ("PER MIL", True), ("IGO UNO", True), ("XKX GOV", True), ("PER REB ABC", True), ("PER ABC", False),
     ("ABC MIL", False), ("per", False), ("PER  MIL", False), ("", False), ("PER MIL ABC DEF", False)],
)  # fmt: skip
def test_actor_codes(code: str, is_code: bool) -> None:
    assert VOCABULARY.is_actor_code(code) is is_code


def test_source_ids() -> None:
    assert source_id("The Sample — Post", "post.example") == "name:the-sample-post"
    assert source_id(None, "post.example") == "domain:post.example"
    assert source_id(" - ", None) is None


@given(st.floats(min_value=0, max_value=1e6), st.sampled_from(["mile", "week", "km", "month", "person"]))
def test_standard_units_convert_and_keep_nulls(value: float, unit: str) -> None:
    frame = pl.DataFrame(
        {"value": [value], "low": [value], "high": [None], "unit": [unit]}, schema_overrides={"high": pl.Float64}
    )
    row = with_standard_units(frame).row(0, named=True)
    factor = {"mile": 1.609344, "week": 7.0}.get(unit, 1.0)
    assert row["si_unit"] == {"mile": "km", "week": "day"}.get(unit, unit)
    assert row["si_value"] == row["si_low"] == pytest.approx(value * factor)
    assert row["si_high"] is None
    assert (row["value"], row["unit"]) == (value, unit)
