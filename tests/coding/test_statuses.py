"""Status and attribution, construction by construction, through parser and coder."""

import csv
from pathlib import Path

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import read_cases

TABLE = Path(__file__).parent / "data" / "status_sentences.csv"
PUBLISHED_ON = "2025-03-12"
MIN_RIGHT = 0.85


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))


def reading(row: dict[str, str], parser: Parser, coder: RuleCoder) -> tuple[str, str]:
    """(status, attribution code) of the mention whose trigger is the row's; two empty strings where there is none."""
    headline_end = len(row["sentence"]) if row["class"].startswith("headline") else 0
    sentences = parser.parse(row["sentence"], headline_end)
    for mention in coder.code(ParsedArticle("test", sentences, PUBLISHED_ON)).event_mentions:
        if row["trigger"] in mention.trigger_text or mention.trigger_text in row["trigger"]:
            return mention.status, mention.attribution_code or ""
    return "", ""


@pytest.fixture(scope="module")
def readings(parser: Parser, coder: RuleCoder) -> list[tuple[dict[str, str], tuple[str, str]]]:
    return [(row, reading(row, parser, coder)) for row in rows()]


def test_statuses_are_right(readings: list[tuple[dict[str, str], tuple[str, str]]]) -> None:
    wrong = [(row["class"], found, row["status"]) for row, found in readings if found[0] != row["status"]]
    assert len(wrong) <= (1 - MIN_RIGHT) * len(readings), wrong


def test_attributions_are_right(readings: list[tuple[dict[str, str], tuple[str, str]]]) -> None:
    wrong = [
        (row["class"], found, row["attribution"])
        for row, found in readings
        if found[0] == row["status"] and row["attribution"] and found[1] != row["attribution"]
    ]
    assert len(wrong) <= (1 - MIN_RIGHT) * len([row for row, _ in readings if row["attribution"]]), wrong


def test_nothing_doubtful_is_stored_as_happened(readings: list[tuple[dict[str, str], tuple[str, str]]]) -> None:
    """What is planned, denied, claimed, negated or merely possible never reads as happened (quality bar 5)."""
    stored = [row for row, found in readings if found[0] == "happened"]
    doubtful = [(row["class"], row["sentence"]) for row in stored if row["status"] != "happened"]
    assert not doubtful, doubtful


@pytest.mark.parametrize("case", read_cases("whose_word.csv"), ids=lambda case: case["sentence"][:50])
def test_whose_word(case: dict[str, str], parser: Parser, coder: RuleCoder) -> None:
    headline_end = 0 if case["sentence"].endswith((".", '"')) else len(case["sentence"])
    article = ParsedArticle("test", parser.parse(case["sentence"], headline_end), PUBLISHED_ON)
    mention = next((m for m in coder.code(article).event_mentions if m.trigger_text == case["trigger"]), None)
    assert mention is not None
    assert mention.status == case["status"]
    if case["attribution"] != "-":
        assert (mention.attribution_code or "") == case["attribution"]
