"""Names lost in a row of names: "Britain, [France] and Germany had agreed", "the president X and foreign minister [Y]". Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

BEFORE_TITLE = ("ADJ", "NOUN", "PROPN")
APART = frozenset({"vocative", "dislocated", "discourse", "nsubj:outer", "obl:unmarked"})
OPENING = frozenset({"In", "At", "Outside", "Near", "Across", "Around"})
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


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
