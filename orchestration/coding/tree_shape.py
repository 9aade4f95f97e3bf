"""Whether tokens whose heads were changed still hang together as a tree. Pure."""

from collections.abc import Sequence

from orchestration.language.parsed import Token


def has_no_circle(tokens: Sequence[Token]) -> bool:
    """Whether the way up from every token ends."""
    for token in tokens:
        current, steps = token.head, 0
        while current >= 0:
            current, steps = tokens[current].head, steps + 1
            if steps > len(tokens):
                return False
    return True
