"""Sentence boundaries told from words alone, with made-up reports from many places."""

import pytest

from orchestration.language.boundaries import Abbreviations, sentence_starts
from orchestration.language.pipeline import Parser

ABBREVIATIONS = Abbreviations(titles=frozenset({"gen.", "no."}), others=frozenset({"inc.", "p.m."}))


def starts(text: str, is_headline: bool = False) -> dict[str, bool | None]:
    """Rule by word, for words parted by spaces; an underscore stands for a missing space before the word."""
    words = text.split(" ")
    spaced = [not word.startswith("_") for word in words]
    bare = [word.lstrip("_") for word in words]
    found = sentence_starts(bare, spaced, [False] * len(bare), ABBREVIATIONS, is_headline)
    return dict(zip(bare, found, strict=True))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rain fell _. Troops left _.", "Troops", True),
        ("Gen. Osei left _.", "Osei", False),
        ("J. Osei left _.", "Osei", False),
        ("at 5 p.m. Troops left _.", "Troops", None),
        ("at 5 p.m. sharp _.", "sharp", False),
        ("bought Acme Inc. Then left _.", "Then", None),
        ("in No. 4 barracks", "4", False),
        ('" _We fled _. _" The army came _.', "The", True),
        ("fled _, and others stayed", "and", False),
        ("fled _, Oslo said _.", "Oslo", False),
        ("Who fled _? Nobody _.", "Nobody", None),
        ("fled _. al - Nur claimed it _.", "al", True),
        ("fled _. then came back", "then", None),
        ("he fled then came back", "then", False),
        ("1 _. The army left", "The", False),
    ],
)
def test_rules(text: str, word: str, expected: bool | None) -> None:
    assert starts(text)[word] is expected


def test_capitals_of_a_headline_begin_no_sentence() -> None:
    rules = starts("Army Leaves Town _. Rebels Follow", is_headline=True)
    assert rules["Leaves"] is False
    assert rules["Rebels"] is True


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lt. Col. Abena Osei met Mr. Lindqvist.", "They spoke for an hour."],
        ["“We lost everything,” said Rosa Quispe.", "“The river took it.”", "Help never came."],
        ['"Is it over?" she asked.', "Nobody knew."],
        ["The U.S. and the U.K. signed.", "Canada did not."],
        ["It cost $2.5 million.", "No. 7 Company paid."],
        ["The firm, Acme Inc., shut its mine in Potosí.", "Miners protested."],
        ["Shots were fired at 6 a.m. on Friday.", "Two men died."],
        ["Talks resumed...", "Then they stopped."],
        ["Nobody may go out after 6 p.m.", "“There is no one left,” said a teacher."],
    ],
)
def test_splits_paragraphs(parser: Parser, sentences: list[str]) -> None:
    assert [sentence.text for sentence in parser.parse(" ".join(sentences))] == sentences
