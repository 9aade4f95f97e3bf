"""The word lexicon, lemmas with and without it, and the tags it allows."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.language.build_lexicon import write_lexicon
from orchestration.language.lemmas import lemma_of
from orchestration.language.lexicon import Lexicon
from orchestration.language.treebank import Paragraph, Word
from orchestration.settings import Settings

EMPTY = Lexicon({})


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(Settings.from_environment().model_dir / "lexicon.tsv.gz")


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("withdrew", "VBD", "withdraw"),
        ("Seized", "VBD", "seize"),
        ("shelling", "VBG", "shell"),
        ("fled", "VBD", "flee"),
        ("found", "VBN", "find"),
        ("lying", "VBG", "lie"),
        ("forces", "NNS", "force"),
        ("troops", "NNS", "troop"),
        ("casualties", "NNS", "casualty"),
        ("worst", "JJS", "bad"),
        ("Ukrainian", "JJ", "Ukrainian"),
        ("Islands", "NNPS", "Island"),
        ("Lagos", "NNP", "Lagos"),
        ("I", "PRP", "I"),
        ("1,200", "CD", "1200"),
        ("re-elected", "VBN", "re-elect"),
        ("“", "``", '"'),
    ],
)
def test_lemmas(lexicon: Lexicon, form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, tag, lexicon) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("blorfed", "VBD", "blorf"),
        ("snivving", "VBG", "sniv"),
        ("quazes", "VBZ", "quaze"),
        ("drobbies", "NNS", "drobby"),
        ("trooshes", "NNS", "troosh"),
        ("frencified", "VBN", "frencify"),
        ("plornated", "VBD", "plornate"),
        ("gress", "NNS", "gress"),
    ],
)
def test_unknown_words_follow_the_rules_of_inflection(form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, tag, EMPTY) == lemma


def test_the_perfect_auxiliary_is_have() -> None:
    assert lemma_of("'s", "VBZ", EMPTY, is_perfect=True) == "have"


@given(
    st.text(min_size=1, max_size=20).filter(str.strip),
    st.sampled_from(["VBD", "VBG", "NNS", "NNP", "NNPS", "JJ", "CD", "RBR", "."]),
)
def test_every_word_has_a_lemma(form: str, tag: str) -> None:
    assert lemma_of(form, tag, EMPTY)


def test_a_form_bears_only_the_tags_it_can(lexicon: Lexicon) -> None:
    withdrew = lexicon.allowed_tags("withdrew")
    assert withdrew is not None
    assert "VBD" in withdrew
    assert not withdrew & {"NN", "NNS", "VBZ", "NNP"}
    capturing = lexicon.allowed_tags("capturing")
    assert capturing is not None
    assert "NN" not in capturing
    capital = lexicon.allowed_tags("Capturing")
    assert capital is not None
    assert "NNP" in capital
    assert lexicon.allowed_tags("blorfed") is None


def test_written_lexicon_reads_back_and_is_the_same_twice(tmp_path: Path) -> None:
    word = Word("Zorbled", "zorble", "VERB", "VBD", "Tense=Past", -1, "root", True)
    misprint = Word("fled", "flead", "VERB", "VBD", "Tense=Past", -1, "root", True)
    paragraphs = [Paragraph([[word], [misprint]])]
    for name in ("one", "two"):
        write_lexicon(paragraphs, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    lexicon = Lexicon.load(tmp_path / "one")
    assert lexicon.lemma("zorbled", "VBD") == "zorble"
    assert lexicon.allowed_tags("zorbled") is None
    assert lexicon.lemma("fled", "VBD") == "flee"
    entry = lexicon.entry("marches")
    assert entry is not None
    assert entry.word_class == "NNS,VBZ"
