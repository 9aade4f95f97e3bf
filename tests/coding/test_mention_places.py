"""Where an event happened that is told inside another one."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The house adjourned after a day of riots in Nairobi in which police fired tear gas.", "fired", "Nairobi"),
        ("Days of protests in Lima, in which students burned a police post, ended.", "burned", "Lima"),
        ("The raid on a village near Kaya in which six farmers were abducted was condemned.", "abducted", "Kaya"),
        ("In Tunis, where lawyers marched for the victims of a fire in Sfax, two were held.", "marched", "Tunis"),
    ],
)
def test_the_whole_tells_where_its_part_happened(
    text: str, trigger: str, place: str, parser: Parser, coder: RuleCoder
) -> None:
    mentions = coder.code(ParsedArticle("case", parser.parse(text), "2025-03-12")).event_mentions
    found = [mention.place.name for mention in mentions if mention.trigger_text == trigger and mention.place]
    assert found == [place]
