"""Every event type in the wordings of the wire: what the coder finds, on sentences developed on and on those kept aside."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import read_cases

CASES = read_cases("wire_sentences.csv")
ENDS = (".", "!", "?", '"', "”")
LEAST_SHARE_RIGHT = {"developed": 0.91, "kept": 0.76}


def is_right(case: dict[str, str], parser: Parser, coder: RuleCoder) -> bool:
    """Whether each expected event is found, once, and no other."""
    text = case["sentence"]
    headline_end = 0 if text.endswith(ENDS) else len(text)
    mentions = list(coder.code(ParsedArticle("case", parser.parse(text, headline_end), "2025-03-12")).event_mentions)
    for part in case["expected"].split(" | ") if case["expected"] != "NONE" else ():
        kind, _, word = part.rpartition(":")
        event_type, _, mode = kind.partition("/")
        found = next(
            (
                mention
                for mention in mentions
                if mention.event_type == event_type
                and (not mode or mention.event_mode == mode)
                and word in mention.trigger_text.split()
            ),
            None,
        )
        if found is None:
            return False
        mentions.remove(found)
    return not mentions


@pytest.mark.parametrize("split", LEAST_SHARE_RIGHT)
def test_share_of_sentences_that_are_right_does_not_fall(split: str, parser: Parser, coder: RuleCoder) -> None:
    cases = [case for case in CASES if case["split"] == split]
    assert len(cases) > 300
    right = sum(is_right(case, parser, coder) for case in cases)
    assert right / len(cases) >= LEAST_SHARE_RIGHT[split], f"{right} of {len(cases)}"
