"""Headlines in title case: what gets small letters, and that no text changes its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.language.casing import is_title_case, sentence_cased, small_text
from orchestration.language.pipeline import Parser

COMMON = frozenset({"seize", "town", "after", "fight", "gunmen", "kill", "nine", "in", "market", "attack"})


def is_common(word: str) -> bool:
    return word.lower() in COMMON


@pytest.mark.parametrize(
    ("headline", "cased"),
    [
        ("Rebels Seize Town After Fight", "Rebels seize town after fight"),
        ("Gunmen Kill Nine in Kano Market Attack", "Gunmen kill nine in Kano market attack"),
        ("Rebels seize town after fight in Kano", "Rebels seize town after fight in Kano"),
        ("REBELS SEIZE TOWN AFTER FIGHT", "REBELS SEIZE TOWN AFTER FIGHT"),
        ("Rebels Seize Town", "Rebels Seize Town"),
    ],
)
def test_small_letters_where_a_word_is_no_name(headline: str, cased: str) -> None:
    assert sentence_cased(headline, is_common) == cased


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(sentence_cased(text, lambda _: True)) == len(text)


def test_few_words_tell_nothing() -> None:
    assert not is_title_case(["Army", "Retakes", "Town"])
    assert is_title_case(["Army", "Retakes", "Border", "Town"])


def test_the_tokens_stay_as_written_and_numbers_are_seen(parser: Parser) -> None:
    headline = "Gunmen Kidnap Three Soldiers Near Kenyan Border"
    (sentence,) = parser.parse(headline, len(headline))
    assert [token.text for token in sentence.tokens] == headline.split()
    assert sentence.tokens[1].upos == "VERB"
    assert small_text(sentence).startswith("Gunmen kidnap three soldiers near Kenyan")
