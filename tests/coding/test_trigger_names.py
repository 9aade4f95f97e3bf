"""Names, pronouns and roles meet the restrictions of frames; what is not yet done is not read as done."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser


def coded(text: str, parser: Parser, coder: RuleCoder) -> list[tuple[str, str, str]]:
    """(trigger, event type, status) of each mention."""
    article = ParsedArticle("test", parser.parse(text, 0), "2025-03-12")
    return [(m.trigger_text, m.event_type, m.status) for m in coder.code(article).event_mentions]


@pytest.mark.parametrize(
    ("text", "trigger", "event_type"),
    [
        ("Emmanuel Macron visited Algiers.", "visited", "CONSULT"),
        ("The soldiers reached the river. They withdrew on Monday.", "withdrew", "RETREAT"),
        ("Inmates took eleven guards hostage on Monday. All were freed that night.", "freed", "RETREAT"),
        ("The two presidents flew to Cairo. They met for an hour.", "met", "CONSULT"),
        ("It was the work of Islamic State, which ambushed a convoy in October.", "ambushed", "ASSAULT"),
        ("The regent and his council expelled French troops later that year.", "expelled", "SANCTION"),
        ("She dismissed the ruling as politically motivated.", "dismissed", "REJECT"),
        ("The king dismissed the minister of defence.", "dismissed", "SANCTION"),
        ("The junta in Bamako is rushing in soldiers from Niger.", "rushing", "MOBILIZE"),
        ("Clan leaders in Galkayo traded accusations on Friday.", "traded accusations", "ACCUSE"),
        ("Twenty insurgents turned themselves in near Cotabato.", "turned themselves in", "RETREAT"),
        ("The governor of Kaduna asked residents to stay indoors.", "asked", "REQUEST"),
    ],
)
def test_what_a_word_stands_for_meets_the_frame(
    text: str, trigger: str, event_type: str, parser: Parser, coder: RuleCoder
) -> None:
    assert (trigger, event_type) in [(found, kind) for found, kind, _ in coded(text, parser, coder)]


NOT_YET = (
    "{} has to close the border.",
    "{} is going to close the border.",
    "{} lacks the means to close the border.",
    "{} is seeking to close the border.",
    "{} suggested closing the border.",
    "The law allows {} to close the border.",
    "The treaty obliges {} to close the border.",
    "The opposition warned of the closure of the border.",
    "The bill provides for the closure of the border.",
    "The talks focused on the closure of the border.",
    "The court cleared the way for {} to close the border.",
    "Talks on the closure of the border continue in Doha.",
)


@pytest.mark.parametrize("country", ["Kenya", "Peru", "Jordan"])
@pytest.mark.parametrize("frame", NOT_YET)
def test_what_is_not_yet_done_has_not_happened(frame: str, country: str, parser: Parser, coder: RuleCoder) -> None:
    for trigger, event_type, status in coded(frame.format(country), parser, coder):
        assert event_type != "COERCE" or status not in ("happened", "ongoing"), trigger


@pytest.mark.parametrize(
    "text",
    [
        "The novel follows a girl who is kidnapped by rebels in Uganda.",
        "The museum marks the 80th anniversary of the bombing of Dresden.",
        "In the film, soldiers storm the palace in Lima.",
        "Senators passed a law that bans children from social media.",
        "The general flew to Goma to visit the wounded.",
        "William Ruto caved in and scrapped the levy.",
        "Rebels freed 6,000 prisoners in an amnesty.",
    ],
)
def test_nothing_is_told_twice_nor_told_of_a_work(text: str, parser: Parser, coder: RuleCoder) -> None:
    assert len(coded(text, parser, coder)) == (0 if text.startswith(("The novel", "The museum", "In the")) else 1)
