"""Numbers in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.coding.lexemes import split_lexemes
from orchestration.coding.numbers import MAX_NUMBER, ordinal_value, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,700", 12_700),
        ("1.05 million", 1_050_000),
        ("2.1bn", 2_100_000_000),
        ("twenty-four", 24),
        ("two hundred and fifty", 250),
        ("nine thousand and forty", 9_040),
        ("three dozen", 36),
        ("half a million", 500_000),
        ("a hundred", 100),
        ("seventy five", 75),
        ("12\u00a0500", 12_500),
        ("five and six", 5),
        ("two three", 2),
    ],
)
def test_value(text: str, value: float) -> None:
    parsed = parse_number(split_lexemes(text).words, 0)
    assert parsed is not None
    assert parsed[0] == value


@pytest.mark.parametrize("text", ["a man", "half the men", "and five", "dozens", "men"])
def test_no_number(text: str) -> None:
    assert parse_number(split_lexemes(text).words, 0) is None


@pytest.mark.parametrize(("text", "value"), [("first", 1), ("22nd", 22), ("thirtieth", 30), ("hand", None), ("1", None)])
def test_ordinal(text: str, value: int | None) -> None:
    assert ordinal_value(text) == value


@given(st.integers(1, 999_999_999))
def test_grouped_digits_are_read_back(number: int) -> None:
    parsed = parse_number(split_lexemes(f"{number:,}").words, 0)
    assert parsed == (float(number), 1)


@given(st.lists(st.sampled_from("one twenty hundred thousand million and a half - 5 1,000 dozen bn ten".split()), min_size=1))
def test_any_words_stay_in_bounds(words: list[str]) -> None:
    for index in range(len(words)):
        parsed = parse_number(words, index)
        if parsed is not None:
            assert 0 <= parsed[0] <= MAX_NUMBER
            assert index < parsed[1] <= len(words)
