"""Mends sentences that set one thing against another: what was, not what was not; what came late; what came to nothing. Pure.

Run by `lost_words`; the input sentence is left as it is.
"""

from orchestration.language.parsed import Sentence

NOT = frozenset(("not",))
INVERTING = frozenset("not only never nor neither rarely seldom little".split())


def _is_denied(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[child].text.lower() in NOT for child in sentence.children[noun])
