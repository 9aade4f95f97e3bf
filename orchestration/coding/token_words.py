"""All texts or lemmas of some tokens in lower case, at once. Pure."""

from collections.abc import Iterable
from operator import attrgetter

from orchestration.language.parsed import Token

_TEXT, _LEMMA = attrgetter("text"), attrgetter("lemma")


def lower_texts(tokens: Iterable[Token]) -> list[str]:
    """The words as written, lower case, in text order."""
    return list(map(str.lower, map(_TEXT, tokens)))


def lower_lemmas(tokens: Iterable[Token]) -> list[str]:
    """The lemmas, lower case, in text order."""
    return list(map(str.lower, map(_LEMMA, tokens)))
