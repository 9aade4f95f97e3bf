"""Mends trees in which an attribute of who acts took the verb's place, or hid it: "allied with", "displaced by". Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.lost_subjects import NOMINAL
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

OFFICERS = frozenset({"police", "navy", "coastguard"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})


def origin_on_compound(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Israeli] air raids", "[US] drone strikes": the country before a compound is that of the whole noun.

    Before those who fight it is theirs: "a [Nigerian] army raid", "a [Haitian] gang attack".
    """
    tokens = sentence.tokens
    sides = lexicon.words("armed_side")
    mended: list[Token] | None = None
    for origin in tokens[:-2]:
        middle = tokens[origin.index + 1]
        if origin.deprel not in ("amod", "compound") or not origin.text[0].isupper() or origin.head <= origin.index:
            continue
        is_name = middle.text[0].isupper() and not sentence.is_headline
        if middle.deprel != "compound" or middle.xpos != "NN" or is_name or middle.head <= middle.index:
            continue
        if origin.head not in (middle.index, middle.head):
            continue
        if tokens[middle.head].upos in NOMINAL or tokens[middle.head].deprel in ("nsubj", "obj", "obl", "nmod"):
            above = middle.index if sides.match(middle) or middle.lemma.lower() in OFFICERS else middle.head
            mended = mended or list(tokens)
            mended[origin.index] = replace(origin, head=above)
    return mended
