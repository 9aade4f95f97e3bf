"""The sentences that training adds to the treebanks: whole trees, the same for the same seed, words as tokenized."""

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.language.news_sentences import NewsWriter
from orchestration.language.tokenizer import configure_tokenizer
from orchestration.language.treebank import Word

NAMES = ("Goma", "Ouagadougou", "Trujillo", "Lviv", "Davao")


def _is_projective(sentence: list[Word]) -> bool:
    arcs = [(min(i, w.head), max(i, w.head)) for i, w in enumerate(sentence) if w.head >= 0]
    return not any(a < c < b < d for a, b in arcs for c, d in arcs)


@given(st.integers(min_value=0, max_value=10_000))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_one_projective_tree(seed: int) -> None:
    writer = NewsWriter(NAMES, seed)
    for sentence in writer.paragraph().sentences:
        assert [word.deprel for word in sentence].count("root") == 1
        assert sum(word.head < 0 for word in sentence) == 1
        assert all(word.head < len(sentence) and word.head != index for index, word in enumerate(sentence))
        assert _is_projective(sentence)
        for start in range(len(sentence)):  # every word leads to the root
            current, steps = start, 0
            while sentence[current].head >= 0 and steps <= len(sentence):
                current, steps = sentence[current].head, steps + 1
            assert steps < len(sentence)


def test_the_same_seed_writes_the_same() -> None:
    first, again, other = (NewsWriter(NAMES, seed) for seed in (5, 5, 6))
    written = [first.paragraph() for _ in range(20)]
    assert written == [again.paragraph() for _ in range(20)]
    assert written != [other.paragraph() for _ in range(20)]


def test_the_words_are_those_of_the_tokenizer() -> None:
    nlp = spacy.blank("en")
    configure_tokenizer(nlp)
    writer = NewsWriter(NAMES, 3)
    for _ in range(200):
        paragraph = writer.paragraph()
        assert [token.text for token in nlp.make_doc(paragraph.text)] == [w.form for s in paragraph.sentences for w in s]


def test_what_news_is_made_of_is_there() -> None:
    """Joined predicates, speech at either end, passives with agents, appositions, relative clauses, results."""
    writer = NewsWriter(NAMES, 11)
    sentences = [sentence for _ in range(400) for sentence in writer.paragraph().sentences]
    relations = {word.deprel for sentence in sentences for word in sentence}
    assert {"conj", "ccomp", "parataxis", "obl:agent", "appos", "acl:relcl", "advcl", "nsubj:pass", "nmod:desc"} <= relations
    past = [word for sentence in sentences for word in sentence if word.xpos == "VBD" and word.upos == "VERB"]
    assert len({word.lemma for word in past}) > 80
