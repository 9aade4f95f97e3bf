"""Who does it and to whom, through the real parser, on texts of our own: context, pronouns, lost subjects, implied doers."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of, read_cases

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


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Israel struck Baalbek on Monday. Six people were killed in the city, the health ministry said.", "LBN GOV"),
        ("Turkey bombed Dohuk. Two farmers were killed, the mayor said.", "IRQ GOV"),
        ("Turkey bombed Dohuk. It had killed two rebels, the defence ministry said.", "TUR MIL"),
    ],
)
def test_local_officials_are_at_home_where_it_happens(text: str, source: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert mentions[-1].attribution_code == source


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Protesters gathered outside the parliament in Tbilisi. Police used water cannon there.", "Tbilisi"),
        ("There were clashes in Kano. The police arrested 12 people there, and there were two deaths.", "Kano"),
        ("Russia has bases in Syria. It sent two ships there in May.", "Syria"),
    ],
)
def test_there_is_the_place_told_last(text: str, place: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert mentions[-1].place is not None and mentions[-1].place.name == place
