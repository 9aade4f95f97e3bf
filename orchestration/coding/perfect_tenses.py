"""Mends "have seized power" read as "have [seized power]": the participle is the verb, "have" its auxiliary. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from orchestration.coding.sentence_marks import tagged
from orchestration.coding.tree_shape import rebuilt
from orchestration.language.parsed import Sentence, Token

ADJECTIVES = frozenset("armed wounded injured trained retired displaced disputed contested occupied detained captured".split())
PARTICIPLE_OF_NOUN = tagged("VBN", "amod")


def mend_perfect(sentence: Sentence, forms: Mapping[str, Sequence[tuple[str, str]]]) -> Sentence:
    """The sentence with the first such verb phrase mended, if there is one.

    Only where "have" stands right before a participle that may be a trigger, and governs its noun.
    """
    if sentence.marks.isdisjoint(PARTICIPLE_OF_NOUN):
        return sentence
    tokens = sentence.tokens
    for verb in tokens[1:]:
        have = tokens[verb.index - 1]
        if verb.xpos != "VBN" or verb.deprel != "amod" or verb.head <= verb.index or have.lemma.lower() != "have":
            continue
        noun, text = tokens[verb.head], verb.text.lower()
        if noun.deprel != "obj" or noun.head != have.index or text in ADJECTIVES:
            continue
        lemma = next((lemma for lemma, pos in forms.get(text, ()) if pos == "VERB"), None)
        if lemma is None:
            continue
        mended = _with_perfect(sentence, verb, have, noun)
        mended[verb.index] = replace(mended[verb.index], lemma=lemma)
        return rebuilt(sentence, mended)
    return sentence


def _with_perfect(sentence: Sentence, verb: Token, have: Token, noun: Token) -> list[Token]:
    """The tokens with the participle in the place of "have", or of the later verb that took "have" for its auxiliary."""
    tokens = list(sentence.tokens)
    above = sentence.tokens[have.head] if have.deprel == "aux" and have.head >= 0 else have
    tokens[verb.index] = replace(verb, upos="VERB", head=above.head, deprel=above.deprel)
    tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
    for child in (*sentence.children[have.index], *sentence.children[above.index]):
        is_before = child < verb.index and child != have.index
        if child not in (verb.index, noun.index) and (is_before or child in sentence.children[have.index]):
            tokens[child] = replace(tokens[child], head=verb.index)
    if above is not have:
        tokens[above.index] = replace(above, head=verb.index, deprel="conj")
    tokens[have.index] = replace(have, upos="AUX", head=verb.index, deprel="aux")
    return tokens
