"""Who does it and to whom, through the real parser, on texts of our own: context, pronouns, lost subjects, implied doers."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import read_cases

CASES = read_cases("participant_texts.csv")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}-{case['trigger']}-{i}" for i, case in enumerate(CASES)])
def test_the_text_tells_who_does_it_and_to_whom(case: dict[str, str], parser: Parser, coder: RuleCoder) -> None:
    article = ParsedArticle("case", parser.parse(case["text"], 0), "2025-03-12")
    mentions = [mention for mention in coder.code(article).event_mentions if case["trigger"] in mention.trigger_text]
    if not mentions and not case["actors"]:
        return  # no mention, so that nobody is said to do it
    assert mentions
    for role, expected in (("actor", case["actors"]), ("recipient", case["recipients"])):
        if expected != "*":
            found = {part.code for part in mentions[-1].participants if part.role == role and part.code}
            assert found == set(filter(None, expected.split("|"))), role
