"""The table of quantity phrases, and what the table cannot say: roles from the clause, spans, hostile text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.coding.model import Quantity
from orchestration.coding.quantities import find_quantities, indefinite_quantity, quantity_role
from orchestration.coding.quantity_lexicon import QuantityLexicon
from orchestration.coding.times import find_times
from orchestration.language.parsed import Sentence, Token
from orchestration.reference.units import load_quantities
from orchestration.settings import PROJECT_DIR
from orchestration.tables import BOUNDS, QUANTITY_ROLES, UNITS
from tests.coding.sentences import plain_sentences, read_cases

CASES = read_cases("quantity_phrases.csv")
HELD_OUT = [case for case in CASES if case["held_out"] == "true"]
OPEN_CASES = [case for case in CASES if case["held_out"] == "false"]
PUBLISHED = "2024-11-06"
LEXICON = load_quantities(PROJECT_DIR / "data" / "reference")


def quantities_of(text: str, lexicon: QuantityLexicon = LEXICON) -> list[Quantity]:
    sentences = plain_sentences(text)
    return find_quantities(sentences[0], find_times(sentences, PUBLISHED)[0], lexicon)


def found_for(case: dict[str, str]) -> list[Quantity]:
    start = case["sentence"].rindex(case["phrase"])
    end = start + len(case["phrase"])
    return [q for q in quantities_of(case["sentence"]) if q.char_start < end and q.char_end > start]


def number(text: str) -> float | None:
    return float(text) if text else None


def is_right(case: dict[str, str]) -> bool:
    found = found_for(case)
    if not case["unit"]:
        return not found
    expected = (number(case["value"]), number(case["low"]), number(case["high"]), case["unit"], case["bound"])
    return len(found) == 1 and (found[0].value, found[0].low, found[0].high, found[0].unit, found[0].bound) == expected


def has_right_role(case: dict[str, str]) -> bool:
    found = found_for(case)
    is_object = case["is_object"] == "1"
    mode = case["event_mode"] or None
    return bool(found) and (
        quantity_role(found[0], case["predicate"], case["event_type"], mode, is_object, LEXICON) == case["role"]
    )


@pytest.mark.parametrize("case", OPEN_CASES, ids=lambda case: f"{case['phrase_class']}-{case['phrase']}")
def test_value(case: dict[str, str]) -> None:
    assert is_right(case), found_for(case)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Norway pledged 500m euros for Ukraine.", 500_000_000, "eur"),
        ("The war has uprooted 2.5m children in Sudan.", 2_500_000, "person"),
        ("The drone flew 500m before it fell.", 500, "count"),
    ],
)
def test_suffix_is_million_before_currencies_and_people(text: str, value: float, unit: str) -> None:
    assert [(found.value, found.unit) for found in quantities_of(text)] == [(value, unit)]


def test_share_right_of_those_kept_aside() -> None:
    assert len(HELD_OUT) * 3 >= len(CASES) >= 150
    assert sum(is_right(case) for case in HELD_OUT) / len(HELD_OUT) >= 0.95


def test_roles() -> None:
    counted = [case for case in CASES if case["role"]]
    assert sum(has_right_role(case) for case in counted) / len(counted) >= 0.9


@pytest.mark.parametrize(
    ("text", "phrase", "role"),
    [
        ("A mortar killed two people and wounded 30 others.", "two people", "killed"),
        ("A mortar landed, wounding 30 students.", "30 students", "wounded"),
        ("Settlers seized 200 acres of land.", "200 acres of land", "area"),
        ("The town is 40 km away.", "40 km", "distance"),
    ],
)
def test_role_from_the_clause(text: str, phrase: str, role: str) -> None:
    found = {q.text: q for q in quantities_of(text)}
    match = next(q for text, q in found.items() if text == phrase or phrase.startswith(text))
    assert match.role == role


def tagged_sentence(words: str, tags: str, heads: list[int], relations: str) -> Sentence:
    tokens, offset = [], 0
    for index, (word, tag, relation) in enumerate(zip(words.split(), tags.split(), relations.split(), strict=True)):
        tokens.append(Token(index, word, word.lower(), tag, "", "", heads[index], relation, offset, offset + len(word)))
        offset += len(word) + 1
    return Sentence(0, 0, 0, len(words), words, tokens)


def test_the_tree_says_to_whom_it_was_done() -> None:
    passive = tagged_sentence(
        "Nine rebels were kill .", "NUM NOUN AUX VERB PUNCT", [1, 3, 3, -1, 3], "nummod nsubj:pass aux root punct"
    )
    active = tagged_sentence(
        "Nine rebels kill a nurse", "NUM NOUN VERB DET NOUN", [1, 2, -1, 4, 2], "nummod nsubj root det obj"
    )
    assert [q.role for q in find_quantities(passive, [], LEXICON)] == ["killed"]
    assert [q.role for q in find_quantities(active, [], LEXICON)] == ["soldiers"]


def test_one_person_counts_where_asked() -> None:
    sentence = tagged_sentence("Drones kill a motorcyclist", "NOUN VERB DET NOUN", [1, -1, 3, 1], "nsubj root det obj")
    found = indefinite_quantity(sentence, 3, LEXICON)
    assert found is not None
    assert (found.text, found.value, found.unit, found.role) == ("a motorcyclist", 1.0, "person", "killed")
    assert indefinite_quantity(sentence, 0, LEXICON) is None


def test_a_noun_phrase_ends_with_its_head_where_there_are_tags() -> None:
    sentence = tagged_sentence(
        "Forty ragged Berber goatherds crossed", "NUM ADJ PROPN NOUN VERB", [3, 3, 3, 4, -1], "nummod amod compound nsubj root"
    )
    assert [q.text for q in find_quantities(sentence, [], LEXICON)] == ["Forty ragged Berber goatherds"]


def test_dates_are_no_quantities() -> None:
    assert quantities_of("On 7 October 2023 and in May 2019 it was quiet.") == []


PIECES = st.sampled_from(
    "at least more than about some up to between and 25 60 1,500 2.1bn $ € 5 m km miles sq km percent of the dozens hundreds "
    "tens thousands several half third a an another additional more people soldiers , 61 , year - old olds aged from to or "
    "two-thirds 99999999999999999999999 0 0.0 1e5 ٣ ² ½ “ ” % 3:2 F-16s No. 7 million dozen couple one in five ( ) .".split()
)


@given(st.lists(PIECES, max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_words_give_whole_values(words: list[str]) -> None:
    check_quantities(" ".join(words))


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    check_quantities(text)


def check_quantities(text: str) -> None:
    sentences = plain_sentences(text)
    if not sentences[0].tokens:
        return
    for quantity in find_quantities(sentences[0], find_times(sentences, PUBLISHED)[0], LEXICON):
        assert text[quantity.char_start : quantity.char_end] == quantity.text
        assert quantity.text
        assert quantity.unit in UNITS
        assert quantity.bound in BOUNDS
        assert quantity.role in QUANTITY_ROLES
        assert 0 <= quantity.first_token <= quantity.last_token < len(sentences[0].tokens)
        assert 0 <= quantity.head_token < len(sentences[0].tokens)
        assert quantity.value is not None or quantity.low is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        assert quantity_role(quantity, "kill", "ASSAULT", None, True, LEXICON) in QUANTITY_ROLES
