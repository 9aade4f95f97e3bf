"""Who "we" is in a text that its publisher speaks itself."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.coding.publisher import publisher_of
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser

CALL = "We call on Beijing to withdraw its ships."


@pytest.mark.parametrize(
    ("source_name", "code"),
    [
        ("Ministry of Foreign Affairs, Republic of Korea", "KOR GOV"),
        ("Office of the Prime Minister of Australia", "AUS GOV"),
        ("Defence Headquarters Nigeria", "NGA MIL"),
        ("UN OCHA", "IGO UNO"),
        ("OCHA DR Congo", "IGO UNO"),
        ("Zambezi Observatory for Rights", "NGO"),
        ("The Dakar Observer", None),
        ("The Lanka Morning Leader", None),
        ("Kyiv Independent", None),
        ("Reuters", None),
        ("Police Gazette", None),
        ("", None),
        (None, None),
    ],
)
def test_publisher(source_name: str | None, code: str | None, coder: RuleCoder) -> None:
    papers = coder.dictionaries.triggers.words("press_name").lemmas
    publisher = publisher_of(source_name, coder.dictionaries.actors, papers, "2025-03-12")
    assert (publisher.code if publisher is not None else None) == code


@pytest.mark.parametrize(
    ("source_name", "text", "actors"),
    [
        ("Department of Foreign Affairs of the Philippines", CALL, ["PHL GOV"]),
        ("The Dakar Observer", CALL, []),
        ("Department of Foreign Affairs of the Philippines", f'They shouted. "This is our sea. {CALL} Go home."', []),
        ("Department of Foreign Affairs of the Philippines", f'Fishermen were angry. "{CALL}"', []),
        ("Department of Foreign Affairs of the Philippines", f'"{CALL[:-1]}," Japan\'s foreign minister said.', ["JPN GOV"]),
    ],
)
def test_we(source_name: str, text: str, actors: list[str], parser: Parser, coder: RuleCoder) -> None:
    article = ParsedArticle("a", parser.parse(text, 0), "2025-03-12", source_name=source_name)
    call = next(mention for mention in coder.code(article).event_mentions if mention.trigger_text.startswith("call"))
    assert [
        participant.code for participant in call.participants if participant.role == "actor" and participant.code
    ] == actors
