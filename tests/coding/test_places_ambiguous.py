"""Names with two meanings, each in two contexts: at least 0.85 of them must be read as meant."""

import pytest

from orchestration.coding.place_lookup import distance_km
from orchestration.coding.places import find_places
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from orchestration.reference.gazetteer import Gazetteer
from tests.coding.sentences import read_cases

TOLERANCE_KM = 161.0


def _is_right(case: dict[str, str], article: ParsedArticle, gazetteer: Gazetteer) -> bool:
    named = [
        mention
        for mentions in find_places(article, gazetteer)
        for mention in mentions
        if mention.kind in ("literal", "metonym") and case["name"] in mention.text
    ]
    if case["reading"] == "none":
        return not named
    if not named or named[0].latitude is None or named[0].longitude is None:
        return False
    apart = distance_km(named[0].latitude, named[0].longitude, float(case["latitude"]), float(case["longitude"]))
    return named[0].country_code == case["country_code"] and apart <= TOLERANCE_KM


def test_there_are_sixty_names_with_two_readings() -> None:
    cases = read_cases("ambiguous_places.csv")
    names = [case["name"] for case in cases]
    assert sum(names.count(name) == 2 for name in set(names)) >= 60


def test_ambiguous_names_are_read_as_meant(parser: Parser, gazetteer: Gazetteer) -> None:
    cases = read_cases("ambiguous_places.csv")
    parses = parser.parse_many((case["text"], 0) for case in cases)
    wrong = [
        f"{case['name']}: {case['text']}"
        for case, sentences in zip(cases, parses, strict=True)
        if not _is_right(case, ParsedArticle("case", sentences), gazetteer)
    ]
    assert len(wrong) <= 0.15 * len(cases), pytest.fail("\n".join(wrong))
