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
        (
            "Chad and Sudan mended ties after their leaders signed a declaration in Doha.",
            "signed",
            [("actor", "TCD GOV"), ("actor", "SDN GOV")],
        ),
        (
            "Chad and Sudan will hold talks on Saturday, a month after the neighbours signed a truce in Doha.",
            "signed",
            [("actor", "TCD"), ("actor", "SDN")],
        ),
        (
            "The heads of state of Chad, Niger and Libya signed a border treaty in Tripoli.",
            "signed",
            [("actor", "TCD GOV"), ("actor", "NER GOV"), ("actor", "LBY GOV")],
        ),
        (
            "The rebels said that 400 Sudanese soldiers and their relatives had surrendered in Babanusa.",
            "surrendered",
            [("actor", "SDN MIL"), ("actor", "SDN CVL")],
        ),
        ("Police in Nakuru fired at protesters after they blocked a road.", "blocked", [("actor", "KEN CVL")]),
    ],
)
def test_who_is_meant(text: str, trigger: str, wanted: list[tuple[str, str]], parser: Parser, coder: RuleCoder) -> None:
    assert [found for found in codes(text, trigger, parser, coder) if found[0] == "actor"] == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Police shot two Chilean miners and arrested 11 others in Calama.", "arrested", "CHL LAB"),
        ("Iran deported 3,000 Afghans in May, and police in Qom detained 90 more on Monday.", "detained", "AFG CVL"),
        ("Nine Peruvians died in a Bolivian air strike on Puno.", "air strike", "PER CVL"),
        ("Eight Indian policemen died when rebels triggered a landmine in Bijapur.", "triggered a landmine", "IND COP"),
        ("Turkish jets bombed caves used by Kurdish PKK militants near Dohuk.", "bombed", "TUR REB"),
        ("Lima rejected the charge and dismissed calls by Bolivian senators for talks.", "calls", "PER GOV"),
    ],
)
def test_whom_it_befalls(text: str, trigger: str, wanted: str, parser: Parser, coder: RuleCoder) -> None:
    assert ("recipient", wanted) in codes(text, trigger, parser, coder)
