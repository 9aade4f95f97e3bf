"""The fall of a named place, perfect tenses read as adjectives, and sides named by a modifier, through the whole coder."""

import pytest

from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle
from tests.gold.workbench import Workbench, load_workbench


@pytest.fixture(scope="module")
def workbench() -> Workbench:
    return load_workbench()


def mentions(workbench: Workbench, text: str) -> list[EventMention]:
    article = ParsedArticle("a", workbench.parser.parse(text, 0), "2025-03-12")
    return workbench.coder.code(article).event_mentions


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wad Madani fell in December after a three-day battle.", "fell"),
        ("If Goma falls, the road to Bukavu will be open.", "falls"),
        ("The fall of Goma sent tens of thousands of people fleeing.", "fall"),
        ("Aleppo fell to the rebels in a week.", "fell"),
    ],
)
def test_a_place_that_falls_is_seized(workbench: Workbench, text: str, word: str) -> None:
    found = [(m.event_type, m.event_mode, m.trigger_text) for m in mentions(workbench, text)]
    assert ("COERCE", "seize", word) in found


@pytest.mark.parametrize(
    "text",
    [
        "Tesla shares fell on Monday after a profit warning.",
        "Paris fell in love with the young dancer.",
        "London fell 0.3 percent in early trading.",
        "Sydney fell silent for a minute.",
        "The fall of the Roman Empire fills three volumes.",
        "Temperatures in Moscow fell in December.",
    ],
)
def test_other_falls_are_no_events(workbench: Workbench, text: str) -> None:
    assert [m.trigger_text for m in mentions(workbench, text) if m.event_type == "COERCE"] == []


def test_a_besieged_place_is_under_siege(workbench: Workbench) -> None:
    found = mentions(workbench, "Food is running out in besieged El Fasher.")
    assert [(m.event_type, m.event_mode) for m in found] == [("COERCE", "restrict")]


def test_a_perfect_tense_read_as_an_adjective_is_mended(workbench: Workbench) -> None:
    found = mentions(workbench, "Soldiers in Gabon have seized power, annulled the election and shut the borders.")
    seized = next(m for m in found if m.trigger_text == "seized power")
    assert [p.code for p in seized.participants if p.role == "actor"] == ["GAB MIL"]


def test_the_side_that_holds_a_place_is_the_actor(workbench: Workbench) -> None:
    found = mentions(workbench, "Goma and Bukavu in eastern Congo have been in rebel hands since January.")
    assert {(m.event_type, m.event_mode) for m in found} == {("COERCE", "seize")}
    assert {p.code for m in found for p in m.participants if p.role == "actor"} == {"COD REB"}


def test_a_deadline_is_not_the_doer(workbench: Workbench) -> None:
    found = mentions(workbench, "A larger group of prisoners will be freed by the end of April, Kyiv said.")
    assert [(m.event_type, m.event_mode) for m in found] == [("RETREAT", "release")]
    assert [p.text for p in found[0].participants if p.role == "actor"] == []
