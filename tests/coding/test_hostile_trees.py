"""Whatever tree a parser hands over, the coder gives rows with right spans and never fails: words and relations at random."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.coding.lost_words import MENDS
from orchestration.language.parsed import ParsedArticle, Sentence, Token
from tests.gold.workbench import load_workbench

WORDS = (
    "troops/troop/NOUN/NNS said/say/VERB/VBD shelled/shell/VERB/VBD Kyiv/Kyiv/PROPN/NNP the/the/DET/DT of/of/ADP/IN"
    " ten/ten/NUM/CD people/people/NOUN/NNS were/be/AUX/VBD killed/kill/VERB/VBN by/by/ADP/IN rebels/rebel/NOUN/NNS"
    " ,/,/PUNCT/, ./././. “/“/PUNCT/`` ”/”/PUNCT/'' that/that/SCONJ/IN not/not/PART/RB would/would/AUX/MD"
    " attack/attack/NOUN/NN Monday/Monday/PROPN/NNP it/it/PRON/PRP denied/deny/VERB/VBD according/accord/VERB/VBG"
    " to/to/ADP/IN ;/;/PUNCT/: if/if/SCONJ/IN seizing/seize/VERB/VBG their/their/PRON/PRP$ ministry/ministry/NOUN/NN"
    " since/since/SCONJ/IN Kenyan/Kenyan/ADJ/JJ demanded/demand/VERB/VBD talks/talk/NOUN/NNS both/both/DET/DT"
).split()
RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss amod compound det case mark aux aux:pass conj cc ccomp xcomp"
    " advcl acl acl:relcl parataxis appos punct advmod nummod flat dep cop csubj"
).split()


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A sentence of 1 to 14 words; each word but the root hangs on one that the root reaches, so that it is a tree."""
    size = draw(st.integers(1, 14))
    root = draw(st.integers(0, size - 1))
    order = [root, *(index for index in draw(st.permutations(range(size))) if index != root)]
    heads = {root: -1}
    for position, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, position - 1))]
    tokens, text = [], ""
    for index in range(size):
        word, lemma, upos, xpos = draw(st.sampled_from(WORDS)).split("/")
        start = len(text) + (1 if text else 0)
        text = f"{text} {word}" if text else word
        relation = "root" if index == root else draw(st.sampled_from(RELATIONS))
        tokens.append(Token(index, word, lemma, upos, xpos, "", heads[index], relation, start, start + len(word)))
    return Sentence(0, 0, 0, len(text), text, tokens, is_headline=draw(st.booleans()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sentences())
def test_any_tree_is_coded(sentence: Sentence) -> None:
    coded = load_workbench().coder.code(ParsedArticle("hostile", [sentence], "2025-03-12"))
    for mention in coded.event_mentions:
        assert sentence.text[mention.char_start : mention.char_end] == mention.trigger_text
    for statement in coded.statements:
        assert sentence.text[statement.content_char_start : statement.content_char_end] == statement.content_text


def test_a_not_at_the_very_end_is_coded() -> None:
    tokens = [
        Token(0, "Troops", "troop", "NOUN", "NNS", "", 1, "nsubj", 0, 6),
        Token(1, "attacked", "attack", "VERB", "VBD", "", -1, "root", 7, 15),
        Token(2, "Kyiv", "Kyiv", "PROPN", "NNP", "", 1, "obj", 16, 20),
        Token(3, "not", "not", "PART", "RB", "", 2, "advmod", 21, 24),
    ]
    sentence = Sentence(0, 0, 0, 24, "Troops attacked Kyiv not", tokens, is_headline=False)
    coded = load_workbench().coder.code(ParsedArticle("hostile", [sentence], "2025-03-12"))
    assert [mention.trigger_text for mention in coded.event_mentions] == ["attacked"]


@pytest.mark.parametrize(
    "words",
    [
        "officials/official/NOUN/NNS/4/nsubj who/who/PRON/WP/2/nsubj met/meet/VERB/VBD/0/acl:relcl them/they/PRON/PRP/2/obj"
        " blamed/blame/VERB/VBD/-1/root firms/firm/NOUN/NNS/4/obj all/all/DET/DT/5/appos",
        "helped/help/VERB/VBD/3/acl:relcl ,/,/PUNCT/,/0/punct attacked/attack/VERB/VBD/0/conj"
        " officials/official/NOUN/NNS/-1/root",
    ],
)
def test_what_a_mend_looks_for_behind_the_last_word_is_not_there(words: str) -> None:
    tokens, offset = [], 0
    for index, word in enumerate(words.split()):
        text, lemma, upos, xpos, head, relation = word.split("/")
        tokens.append(Token(index, text, lemma, upos, xpos, "", int(head), relation, offset, offset + len(text)))
        offset += len(text) + 1
    sentence = Sentence(0, 0, 0, offset - 1, " ".join(token.text for token in tokens), tokens, is_headline=False)
    for mend, _ in MENDS:
        assert mend(sentence, load_workbench().coder.dictionaries.triggers) is None
