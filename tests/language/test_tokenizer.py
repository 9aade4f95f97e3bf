"""The conventions of the English treebanks, with words the treebanks do not hold."""

import pytest
import spacy

from orchestration.language.tokenizer import configure_tokenizer


@pytest.fixture(scope="module")
def tokenize():
    nlp = spacy.blank("en")
    configure_tokenizer(nlp)
    return lambda text: " ".join(token.text for token in nlp.make_doc(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the call-up of 18-year-olds", "the call - up of 18 - year - olds"),
        ("a non-aligned, pre-war, anti-tank unit", "a non-aligned , pre-war , anti-tank unit"),
        ("$425 million", "$ 425 million"),
        ("€3.5bn", "€ 3.5bn"),
        ("Ukraine’s and Peru's", "Ukraine ’s and Peru 's"),
        ("They don’t; we can't", "They do n’t ; we ca n't"),
        ("the U.S. and the U.N.", "the U.S. and the U.N."),
        ("Lt. Gen. Osei", "Lt. Gen. Osei"),
        ("in 2014-2018", "in 2014 - 2018"),
        ("on 2014-02-20", "on 2014-02-20"),
        ("18 km (11 miles)", "18 km ( 11 miles )"),
        ("10km", "10 km"),
        ("Su-34 jets", "Su - 34 jets"),
        ("Kharkiv—then", "Kharkiv — then"),
        ("“Go,” he said.", "“ Go , ” he said ."),
        ("What?!", "What ?!"),
        ("and/or", "and / or"),
        ("5 p.m. Monday", "5 p.m. Monday"),
    ],
)
def test_conventions(tokenize, text: str, expected: str) -> None:
    assert tokenize(text) == expected


@pytest.mark.parametrize("text", ["", "a", "…", "👩‍👩‍👧 x", "\u202eabc", "((()))", "don’t-don't", "1-2-3-4-5-6-7-8-9"])
def test_every_character_stays(tokenize, text: str) -> None:
    assert tokenize(text).replace(" ", "") == text.replace(" ", "")
