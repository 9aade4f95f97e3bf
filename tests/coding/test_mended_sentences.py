"""What must be read in sentences whose trees the parser gets wrong: events, who does them to whom, and what is none."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import read_cases

CASES = read_cases("mended_sentences.csv")


def codes(mention: EventMention, role: str) -> set[str]:
    return {p.code for p in mention.participants if p.role == role and p.code}


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:50] for case in CASES])
def test_mended_sentence(case: dict[str, str], parser: Parser, coder: RuleCoder) -> None:
    headline_end = 0 if case["sentence"].endswith((".", '"')) else len(case["sentence"])
    found = coder.code(ParsedArticle("a", parser.parse(case["sentence"], headline_end), "2025-03-12")).event_mentions
    if case["absent"]:
        assert case["absent"] not in [mention.trigger_text for mention in found]
    if not case["trigger"]:
        return
    mention = next((m for m in found if m.trigger_text == case["trigger"]), None)
    assert mention is not None
    assert (mention.event_type, mention.status) == (case["event_type"], case["status"])
    for role in ("actor", "recipient"):
        if case[role]:
            assert codes(mention, role) == set(case[role].strip("-").split("|")) - {""}
    if case["date"]:
        assert mention.time is not None
        assert mention.time.date_start is not None
        assert mention.time.date_start.startswith(case["date"])
