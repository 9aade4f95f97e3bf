"""Trees of sentences: what hangs on a token; made anew with changed heads, and whether all still hangs together. Pure."""

from collections.abc import Container, Sequence
from dataclasses import replace

from orchestration.language.parsed import Sentence, Token

Change = tuple[int, str]  # the new head and relation of a token
NOMINAL = frozenset({"NOUN", "PROPN"})
PASSIVE = frozenset({"aux:pass"})
PARTS_OF_NAME = frozenset({"flat", "flat:name", "compound"})


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


def has_child(sentence: Sentence, index: int, relations: Container[str]) -> bool:
    """Whether a dependent of the token stands in one of the relations to it."""
    return any(sentence.tokens[child].deprel in relations for child in sentence.children[index])


def subject_relation(sentence: Sentence, verb: int) -> str:
    """How the subject of the verb stands to it, active or passive by its auxiliaries."""
    return "nsubj:pass" if has_child(sentence, verb, PASSIVE) else "nsubj"


def hang_participle(mended: list[Token], sentence: Sentence, first: Token, subject: Token, verb: Token) -> None:
    """Make `first` a participle on the subject, which is that of the later verb; what stands around them is the verb's."""
    tokens = sentence.tokens
    for child in sentence.children[first.index]:
        if child > verb.index or (child < subject.index and tokens[child].upos in ("PUNCT", "SCONJ", "CCONJ")):
            mended[child] = replace(tokens[child], head=verb.index)
    mended[first.index] = replace(first, xpos="VBN", head=subject.index, deprel="acl")
    mended[subject.index] = replace(subject, head=verb.index, deprel=subject_relation(sentence, verb.index))


def head_of_name(tokens: Sequence[Token], last: int) -> Token:
    """The head of the name or noun whose last word is given."""
    noun = tokens[last]
    while noun.deprel in PARTS_OF_NAME and 0 <= noun.head < noun.index:
        noun = tokens[noun.head]
    return noun


def outermost(tokens: Sequence[Token], span: range, tags: Container[str]) -> Token | None:
    """The first word of the span with one of these tags (UPOS) that hangs on a word outside it."""
    return next((tokens[i] for i in span if tokens[i].head not in span and tokens[i].upos in tags), None)


def hang_later(mended: list[Token], sentence: Sentence, above: int, verb: int) -> None:
    """In `mended`, what hangs on `above` and stands behind the verb hangs on the verb."""
    for child in sentence.children[above]:
        if child > verb:
            mended[child] = replace(sentence.tokens[child], head=verb)


def changed_in(tokens: Sequence[Token], changed: Token) -> list[Token]:
    """The tokens with one of them changed."""
    mended = list(tokens)
    mended[changed.index] = changed
    return mended
