"""Demands, charges, refusals and threats: that they are found, to whom they go, and that what they ask for is no event."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of, read_cases

CASES = read_cases("speech_sentences.csv")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['sentence'][:40]}-{case['trigger']}" for case in CASES])
def test_speech_event(case: dict[str, str], parser: Parser, coder: RuleCoder) -> None:
    found = mentions_of(case["sentence"], parser, coder)
    if case["absent"]:
        assert not [m.trigger_text for m in found if case["absent"] in m.trigger_text]
    if not case["trigger"]:
        return
    mention = next((m for m in found if case["trigger"] in m.trigger_text or m.trigger_text in case["trigger"]), None)
    assert mention is not None
    assert mention.event_type == case["event_type"]
    countries = {p.code.split()[0] for p in mention.participants if p.role == "recipient" and p.code}
    if case["recipient"]:
        assert countries == set(case["recipient"].split("|"))
