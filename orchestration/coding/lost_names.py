"""Names lost in a row of names: "Britain, [France] and Germany had agreed", "the president X and foreign minister [Y]". Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

BEFORE_TITLE = ("ADJ", "NOUN", "PROPN")
APART = frozenset({"vocative", "dislocated", "discourse", "nsubj:outer", "obl:unmarked"})
OPENING = frozenset({"In", "At", "Outside", "Near", "Across", "Around"})
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


def first_of_subjects(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Britain, [France] and Germany had agreed": of two subjects with a comma between, the second goes on with the first."""
    del lexicon
    tokens = sentence.tokens
    for second in tokens[2:]:
        first = tokens[second.index - 2]
        if second.deprel != "nsubj" or first.deprel != "nsubj" or tokens[second.index - 1].text != ",":
            continue
        is_series = any(tokens[child].deprel == "conj" and child > second.index for child in sentence.children[second.index])
        if first.head == second.head and first.upos == second.upos == "PROPN" and is_series:
            mended = list(tokens)
            mended[second.index] = replace(second, head=first.index, deprel="conj")
            return mended
    return None


def second_titled_name(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "French President Emmanuel Macron and EU policy chief [Kaja Kallas] met": the second name goes on with the first.

    Read as a part of the first name, or as the subject alone with the first name before its title.
    """
    del lexicon
    tokens = sentence.tokens
    for title in tokens[2:]:
        if title.deprel != "nmod:desc" or not 0 <= title.index < title.head or tokens[title.head].upos != "PROPN":
            continue
        joint = title.index - 1
        while joint > 0 and (tokens[joint].upos in BEFORE_TITLE or tokens[joint].text in POSSESSIVES):
            joint -= 1
        if tokens[joint].text.lower() != "and" or joint < 1 or tokens[joint - 1].upos != "PROPN":
            continue
        mended = _joined_names(sentence, joint, title)
        if mended is not None:
            return mended
    return None


def _joined_names(sentence: Sentence, joint: int, title: Token) -> list[Token] | None:
    tokens = sentence.tokens
    chain = [joint - 1]
    while tokens[chain[-1]].deprel == "flat" and 0 <= tokens[chain[-1]].head < chain[-1]:
        chain.append(tokens[chain[-1]].head)
    first, second = tokens[chain[-1]], tokens[title.head]
    if len(chain) < 2 or (second.deprel == "conj" and second.head == first.index):
        return None
    is_part = second.deprel in ("conj", "flat") and second.head in chain
    is_split = second.deprel.startswith("nsubj") and (first.head in (title.index, second.index, second.head))
    if not is_part and not is_split:
        return None
    mended = list(tokens)
    if is_split:
        mended[first.index] = replace(first, head=second.head, deprel=second.deprel)
    mended[second.index] = replace(second, head=first.index, deprel="conj")
    mended[joint] = replace(tokens[joint], head=second.index)
    for token in tokens[joint + 1 : title.index]:
        if token.deprel == "conj" and token.head in chain:
            mended[token.index] = replace(token, head=title.index, deprel="compound")
    return mended


def first_of_row(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Mali], Chad and Niger agreed", with Mali called upon: the first of a row of names acts with the others."""
    del lexicon
    tokens = sentence.tokens
    for first in tokens[:-5]:
        comma, second = tokens[first.index + 1], tokens[first.index + 2]
        verb = tokens[first.head] if first.head >= 0 else first
        if first.upos != "PROPN" or first.deprel not in APART or comma.text != "," or verb.index < second.index:
            continue
        is_row = second.upos == "PROPN" and second.deprel.startswith("nsubj") and second.head == verb.index
        joined = [c for c in sentence.children[second.index] if tokens[c].deprel == "conj" and c < verb.index]
        has_case = any(tokens[c].deprel == "case" for c in sentence.children[first.index])
        if not is_row or not joined or has_case:
            continue
        mended = list(tokens)
        mended[first.index] = replace(first, deprel=second.deprel)
        mended[second.index] = replace(second, head=first.index, deprel="conj")
        for other in joined:
            mended[other] = replace(tokens[other], head=first.index)
        return mended
    return None


def place_before_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "In Lima [hundreds] of people marched", read as hundreds of Lima's: the name is where, the noun acts."""
    del lexicon
    tokens = sentence.tokens
    if len(tokens) < 5 or tokens[0].text not in OPENING:
        return None
    name = tokens[1]
    while name.index + 1 < len(tokens) and tokens[name.index + 1].upos == "PROPN":
        name = tokens[name.index + 1]
    noun = tokens[name.head] if name.head > name.index else name
    verb = tokens[noun.head] if noun.head > noun.index else noun
    is_read_so = name.upos == "PROPN" and name.deprel in ("compound", "nmod:desc", "nummod") and noun.deprel == "obl"
    is_plain = is_read_so and noun.xpos == "NNS" and verb.upos == "VERB" and noun.index == name.index + 1
    if not is_plain or any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[verb.index]):
        return None
    mended = list(tokens)
    mended[0] = replace(tokens[0], head=name.index, deprel="case")
    mended[name.index] = replace(name, head=verb.index, deprel="obl")
    mended[noun.index] = replace(noun, deprel=subject_relation(sentence, verb.index))
    return mended
