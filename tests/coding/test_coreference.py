"""Words that tell a part of those named before stand for them, in the same sentence and nowhere else."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser


def codes(text: str, trigger: str, parser: Parser, coder: RuleCoder) -> list[tuple[str, str | None]]:
    """(role, code) of each participant of the mention with this trigger."""
    article = ParsedArticle("test", parser.parse(text, 0), "2025-03-12")
    mentions = [mention for mention in coder.code(article).event_mentions if mention.trigger_text == trigger]
    return [(participant.role, participant.code) for mention in mentions for participant in mention.participants]


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        ("About 40 Rwandan soldiers crossed the border; some were captured near Goma.", "captured", ("recipient", "RWA MIL")),
        ("Chilean miners blocked the road and many were detained.", "detained", ("recipient", "CHL LAB")),
        (
            "Kenyan troops are stationed in eastern Somalia, with some already positioned near Kismayo.",
            "positioned",
            ("actor", "KEN MIL"),
        ),
    ],
)
def test_a_part_stands_for_those_named_in_the_sentence(
    text: str, trigger: str, found: tuple[str, str], parser: Parser, coder: RuleCoder
) -> None:
    assert codes(text, trigger, parser, coder) == [found]


def test_a_part_is_not_sought_in_other_sentences(parser: Parser, coder: RuleCoder) -> None:
    text = "Chilean miners went home on Monday. By evening some were detained in Lima."
    assert ("recipient", "CHL LAB") not in codes(text, "detained", parser, coder)


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Qatar and Iran, which brokered the truce, praised Oman.", "brokered", [("actor", "QAT"), ("actor", "IRN")]),
        (
            "Hamas fired rockets. The group's spokesman said that its forces had seized a post in Gaza.",
            "seized",
            [("actor", "PSE REB")],
        ),
        ("Brazil and Peru asked the court to rule, which it refused to do.", "refused", []),
    ],
)
def test_who_is_meant(text: str, trigger: str, wanted: list[tuple[str, str]], parser: Parser, coder: RuleCoder) -> None:
    assert [found for found in codes(text, trigger, parser, coder) if found[0] == "actor"] == wanted
