"""What speaks for one event and what against it, a case for each reading of each feature."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from orchestration.resolution import matching
from orchestration.resolution.blocks import report_blocks
from orchestration.resolution.matching import FEATURES, candidate_pairs, reasons, score_pairs
from tests.resolution.builders import DAY, fact, killed, on, region, reports, rules, town

NEXT_DAY, LATER = DAY + timedelta(days=1), DAY + timedelta(days=9)


def scored(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The levels and the score of a pair."""
    pair = pl.DataFrame({"first": [first["report_id"]], "second": [second["report_id"]]})
    return score_pairs(pair, reports(first, second), rules()).row(0, named=True)


def are_compared(first: dict[str, Any], second: dict[str, Any]) -> bool:
    blocks = report_blocks(reports(first, second), rules())
    return candidate_pairs(blocks, blocks).height == 1


@pytest.mark.parametrize(
    ("feature", "level", "first", "second"),
    [
        ("place", "same_point", town(1), town(1)),
        ("place", "near", town(1), town(2, north=0.1) | {"place_id": "geonames:1b"}),
        ("place", "area_holds", town(1), region()),
        ("place", "unknown", town(1), {"actor": "RUS"}),
        ("place", "unknown", town(1), killed(999)),
        ("place", "war", town(1), killed(1000)),
        ("place", "war", region(), killed(3800)),
        ("date", "same_day", on(DAY), on(DAY)),
        ("date", "day_apart", on(DAY), on(NEXT_DAY)),
        ("date", "apart", on(DAY), on(LATER)),
        ("date", "within", on(DAY), on(DAY) | {"window_end": NEXT_DAY}),
        ("date", "loose", on(DAY), {}),
        ("actor", "same", {"actor": "RUS"}, {"actor": "RUS"}),
        ("actor", "different", {"actor": "RUS"}, {"actor": "UKR"}),
        ("figure", "equal", killed(47), killed(47)),
        ("figure", "equal_round", killed(20), killed(20)),
        ("figure", "close", killed(12), killed(15)),
        ("figure", "rival", killed(12), killed(30)),
        ("figure", "far", killed(3), killed(60)),
        ("figure", "beyond", killed(10), killed(3800)),
        ("figure", "other_role", killed(12), killed(12, "wounded person")),
        ("mode", "different", {"event_mode": "aerial"}, {"event_mode": "firearms"}),
        ("stance", "ahead", {"stance": "prospective"}, {"stance": "affirms"}),
        ("story", "copy", {"duplicate_group_id": "g"}, {"duplicate_group_id": "g"}),
        ("words", "many", {"words": [1, 2, 3, 4]}, {"words": [2, 3, 4, 5]}),
        ("words", "none", {"words": [1, 2, 3, 4]}, {"words": [5, 6, 7, 8]}),
    ],
)  # fmt: skip
def test_levels(feature: str, level: str, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert scored(fact("a", **first), fact("b", **second))[feature] == level


@pytest.mark.parametrize(
    ("first", "second", "compared"),
    [
        (town(1) | on(DAY), town(1) | on(LATER), True),
        (town(1) | on(DAY), town(1) | on(DAY + timedelta(days=60)), False),
        (town(1) | on(DAY), region() | on(DAY), True),
        (town(1) | on(DAY), town(2, north=0.1) | on(DAY), True),
        (town(1) | on(DAY), town(2, north=0.7) | on(DAY), False),
        ({"actor": "RUS"} | on(DAY), {"actor": "RUS"} | on(NEXT_DAY), True),
        ({"actor": "RUS"} | on(DAY), {"actor": "UKR"} | on(NEXT_DAY), False),
        ({"actor": "RUS"} | on(DAY), {"actor": "RUS"} | town(1) | on(DAY), True),
        ({"actor": "RUS"} | killed(47), {"actor": "RUS"} | town(1) | killed(47) | on(DAY), True),
        (town(1) | {"window_kind": "none", "window_start": None, "window_end": None}, town(1) | on(DAY), True),
    ],
)
def test_what_is_compared_at_all(first: dict[str, Any], second: dict[str, Any], compared: bool) -> None:
    assert are_compared(fact("a", **first), fact("b", **second)) is compared


def test_another_country_forbids() -> None:
    same = {"event_mode": "aerial", "duplicate_group_id": "g", "actor": "RUS"} | on(DAY) | killed(47)
    assert scored(fact("a", **(town(1) | same)), fact("b", **(town(2, country="TCD") | same)))["is_forbidden"]


def test_one_article_that_names_two_towns_tells_of_two_events() -> None:
    near = town(2, north=0.1)
    apart = scored(fact("x.1", **town(1)), fact("x.2", **near))
    assert (apart["place"], apart["score"] < 0) == ("apart", True)
    assert scored(fact("x.1", **town(1)), fact("y.1", **near))["place"] == "near"


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        # A strike told by two outlets with rival tolls.
        (town(1) | on(DAY) | killed(12), town(1) | on(DAY) | killed(15), True),
        # The next day's strike on the same town.
        (town(1) | on(DAY) | killed(12), town(1) | on(DAY + timedelta(days=2)) | killed(3), False),
        # "The shelling killed 47", with the region only.
        (town(1) | on(DAY) | killed(47) | {"actor": "SDN"}, region() | killed(47) | {"actor": "SDN"}, True),
        # Another act of the same sides, of which neither place nor day is told.
        ({"actor": "RUS", "recipient": "UKR"} | killed(4), {"actor": "RUS", "recipient": "UKR"} | killed(30), False),
        # The army, and those who fight it.
        (town(1) | {"actor": "SDN"}, town(1) | {"actor": "SDN REB"}, False),
    ],
)
def test_judgements(first: dict[str, Any], second: dict[str, Any], is_one: bool) -> None:
    one, two = fact("a", **first), fact("b", **second)
    assert (are_compared(one, two) and scored(one, two)["score"] > 0) is is_one


def test_a_plan_and_what_came_of_it_match() -> None:
    friday = DAY + timedelta(days=4)
    plan = fact("a", "mobilize", actor="ARM", stance="prospective", **on(friday), **killed(20000, "recruits person"))
    done = fact(
        "b", "mobilize", actor="ARM", **on(friday), **killed(20000, "recruits person"), published_on=friday + timedelta(days=1)
    )
    assert scored(plan, done)["score"] > 0


def test_visits_match_in_either_order_and_not_with_a_third_party() -> None:
    visit = on(DAY) | {"event_mode": "visit"}
    first = fact("a", "consult", actor="CHN", recipient="RUS", **visit)
    assert scored(first, fact("b", "consult", actor="CHN", recipient="RUS", **visit))["score"] > 0
    assert scored(first, fact("b", "consult", actor="CHN", recipient="USA", **visit))["score"] < 0


def test_reasons_name_what_weighs() -> None:
    facts = reports(fact("a", **(town(1) | on(DAY))), fact("b", **(town(1) | on(DAY))))
    rows = score_pairs(pl.DataFrame({"first": ["a"], "second": ["b"]}), facts, rules()).select("score", reasons(rules()))
    assert rows.row(0) == (3.0, "place same_point +4.5, date same_day +3.0, published near +0.5")


def test_every_level_that_the_code_gives_has_a_weight_and_the_other_way_round() -> None:
    code = Path(matching.__file__).read_text(encoding="utf-8")
    weights = rules().weights
    assert {feature for feature, _ in weights} == set(FEATURES)
    assert [level for _, level in weights if f'"{level}"' not in code] == []


def test_the_order_of_rows_does_not_matter() -> None:
    facts = [fact(f"n{number}", **(town(number % 3) | on(DAY + timedelta(days=number % 2)))) for number in range(12)]
    straight, turned = reports(*facts), reports(*reversed(facts))
    for frame in (straight, turned):
        assert report_blocks(frame, rules()).equals(report_blocks(straight, rules()))
    blocks = report_blocks(straight, rules())
    pairs = candidate_pairs(blocks, blocks)
    assert score_pairs(pairs, turned, rules()).equals(score_pairs(pairs.reverse(), straight, rules()))
