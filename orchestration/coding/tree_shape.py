"""Sentences with changed heads: made anew, and whether they still hang together as a tree. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.language.parsed import Sentence, Token


def has_no_circle(tokens: Sequence[Token]) -> bool:
    """Whether the way up from every token ends."""
    for token in tokens:
        current, steps = token.head, 0
        while current >= 0:
            current, steps = tokens[current].head, steps + 1
            if steps > len(tokens):
                return False
    return True


def rebuilt(sentence: Sentence, tokens: list[Token]) -> Sentence:
    """The sentence with other tokens, its lists of dependents made anew."""
    return replace(sentence, tokens=tokens, children=[])
