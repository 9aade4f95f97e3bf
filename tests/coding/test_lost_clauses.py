"""Clauses that parsers lose, through the real parser: each sentence must yield just these events."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser

SENTENCES = [
    ("The interior minister, Amin Haji, accused unnamed foreign countries of backing him.", {"ACCUSE", "SUPPORT"}),
    ("The rights chief, Volker Turk, called for restraint and an investigation.", {"REQUEST"}),
    ("They were lined up and shot.", {"ASSAULT"}),
    ("His critics accuse him of hatred; on Sunday thousands dressed in white marched in silence.", {"ACCUSE", "PROTEST"}),
    ("The former president remains locked up in his residence.", {"COERCE"}),
    ("Tribesmen attacked the village of Tambis, setting houses alight.", {"ASSAULT"}),
    ("Separatists hijacked a train in a mountain pass.", {"ASSAULT"}),
]
HEADLINES = [
    ("Turkey jails opposition mayor over terrorism links", ["COERCE"]),
    ("Somali pirates free tanker crew", ["RETREAT"]),
    ("Haiti gangs torch police station, free inmates", ["ASSAULT"]),
    ("Police arrest opposition leader in Kampala as troops patrol streets", ["COERCE", "MOBILIZE"]),
    ("India, Pakistan trade fire across Kashmir line as crisis deepens", ["ASSAULT"]),
    ("Oil prices jump as traders eye OPEC talks", []),
    ("Chelsea stars shoot down critics", []),
]
NO_EVENT = [
    "General Tiani declared three days of national mourning.",
    "A junta spokesman could not be reached for comment.",
    "Fifteen people were killed in the collapse of a station canopy.",
]


def types(text: str, headline_end: int, parser: Parser, coder: RuleCoder) -> list[str]:
    article = ParsedArticle("a", parser.parse(text, headline_end), "2025-03-12")
    return [mention.event_type for mention in coder.code(article).event_mentions]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_lost_clause_is_found(text: str, wanted: set[str], parser: Parser, coder: RuleCoder) -> None:
    assert set(types(text, 0, parser, coder)) == wanted


@pytest.mark.parametrize(("text", "wanted"), HEADLINES)
def test_verbs_of_headlines(text: str, wanted: list[str], parser: Parser, coder: RuleCoder) -> None:
    assert types(text, len(text), parser, coder) == wanted


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_no_event(text: str, parser: Parser, coder: RuleCoder) -> None:
    assert types(text, 0, parser, coder) == []
