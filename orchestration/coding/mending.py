"""Mends the trees that cost an event or its arguments, by all mends of `lost_words` that a sentence can want. Pure.

Runs before `repair`; the input sentence is left as it is.
"""

from orchestration.coding.lost_words import MENDS, Mend
from orchestration.coding.tree_shape import has_no_circle, rebuilt
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token


def _numbered() -> tuple[dict[str, int], tuple[tuple[Mend, int], ...]]:
    """Mark → bits of the needs that it fills, and each mend with the bits of all its needs: one comparison tells whether a
    sentence can want it."""
    numbers = {needed: 1 << position for position, needed in enumerate(dict.fromkeys(n for _, ns in MENDS for n in ns))}
    filled: dict[str, int] = {}
    for needed, bit in numbers.items():
        for mark in needed:
            filled[mark] = filled.get(mark, 0) | bit
    return filled, tuple((mend, sum(numbers[needed] for needed in {*needs})) for mend, needs in MENDS)


FILLED, NUMBERED = _numbered()
KNOWN_MARKS = frozenset(FILLED)


def _bits_of(sentence: Sentence) -> int:
    bits = 0
    for mark in sentence.marks & KNOWN_MARKS:
        bits |= FILLED[mark]
    return bits


def mend_lost_words(sentence: Sentence, lexicon: TriggerLexicon) -> Sentence:
    """The sentence with the verbs and arguments that its words must be; the same object where nothing was to be mended."""
    bits = _bits_of(sentence)
    for mend, needed in NUMBERED:
        if needed & bits == needed:
            mended = mend(sentence, lexicon)
            if mended is not None and _is_tree(mended):
                sentence = rebuilt(sentence, mended)
                bits = _bits_of(sentence)
    return sentence


def _is_tree(tokens: list[Token]) -> bool:
    return has_no_circle(tokens) and sum(token.head < 0 for token in tokens) == 1
