"""Mends sentences that set one thing against another: what was, not what was not; what came late; what came to nothing. Pure.

Run by `lost_words`; the input sentence is left as it is.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NOT = frozenset(("not",))
OF_CLEFT = frozenset(("nsubj", "expl", "cop", "acl:relcl", "advcl:relcl", "punct"))
INVERTING = frozenset("not only never nor neither rarely seldom little".split())
LACKING_VERB = frozenset(("xcomp", "ccomp"))
FURTHER_SPEECH = frozenset(
    """deny accuse urge call warn condemn praise demand appeal vow pledge threaten promise ask criticise criticize
    reject""".split()
)
STANDING_FOR = frozenset(("ones", "none"))


def cleft_contrast(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "It was not the army but [a militia] that burned it", "It was [the rebels], not the army, who did": who did is the
    root."""
    del lexicon
    tokens = sentence.tokens
    first = next((t for t in tokens if t.head < 0), None)
    if first is None or first.upos not in NOMINAL or tokens[0].text.lower() != "it":
        return None
    second = next((tokens[c] for c in sentence.children[first.index] if tokens[c].deprel == "conj"), None)
    relations = {tokens[c].deprel for c in sentence.children[first.index]}
    if second is None or second.upos not in NOMINAL or "cop" not in relations:
        return None
    if _is_denied(sentence, first.index) and not _is_denied(sentence, second.index):
        meant, other = second, first
    elif _is_denied(sentence, second.index) and not _is_denied(sentence, first.index):
        meant, other = first, second
    else:
        return None
    mended = list(tokens)
    mended[other.index] = replace(other, head=meant.index, deprel="dep")
    mended[meant.index] = replace(meant, head=-1, deprel="root")
    for child in sentence.children[other.index]:
        if child != meant.index and tokens[child].deprel in OF_CLEFT:
            mended[child] = replace(tokens[child], head=meant.index)
    return mended


def _is_denied(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[child].text.lower() in NOT for child in sentence.children[noun])


def inverted_did(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Not until Sunday did police [release] them", "Only then did the army [withdraw]": read as a clause under "did"."""
    del lexicon
    tokens = sentence.tokens
    for did in tokens[1:-2]:
        if did.text not in ("did", "does") or did.upos != "VERB":
            continue
        opening = next((t for t in reversed(tokens[: did.index]) if t.upos == "PUNCT"), None)
        first = tokens[opening.index + 1 if opening is not None else 0]
        verb = next(
            (
                tokens[c]
                for c in sentence.children[did.index]
                if c > did.index and tokens[c].deprel in LACKING_VERB and tokens[c].xpos in ("VBP", "VB")
            ),
            None,
        )
        if verb is None or first.text.lower() not in INVERTING:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, upos="VERB", xpos="VB", head=did.head, deprel=did.deprel)
        mended[did.index] = replace(did, upos="AUX", head=verb.index, deprel="aux")
        for child in sentence.children[did.index]:
            if child != verb.index:
                relation = "obl" if tokens[child].deprel == "nsubj" and child < did.index else tokens[child].deprel
                mended[child] = replace(tokens[child], head=verb.index, deprel=relation)
        return mended
    return None


def object_behind_as(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "dismissed as false [the reports] that ...": what is called so, read as something of the adjective."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens[3:]:
        if noun.deprel == "obl" and noun.upos == "NOUN":
            called = next((tokens[c] for c in sentence.children[noun.index] if _is_called(sentence, c)), None)
            if called is not None and tokens[noun.head].upos == "VERB":
                mended = list(tokens)
                mended[noun.index] = replace(noun, deprel="obj")
                mended[called.index] = replace(called, head=noun.head, deprel="obl")
                mended[called.index - 1] = replace(tokens[called.index - 1], head=called.index)
                for clause in sentence.children[noun.head]:
                    if clause > noun.index and tokens[clause].deprel == "ccomp":
                        mended[clause] = replace(tokens[clause], head=noun.index, deprel="acl")  # "a report that ..."
                return mended
        called = tokens[noun.head] if noun.deprel == "obj" and noun.head >= 0 else None
        if called is None or called.upos != "ADJ" or called.deprel not in ("obl", "xcomp") or called.head < 0:
            continue
        if tokens[called.index - 1].text.lower() == "as" and tokens[called.head].upos == "VERB":
            mended = list(tokens)
            mended[noun.index] = replace(noun, head=called.head)
            return mended
    return None


def _is_called(sentence: Sentence, index: int) -> bool:
    """Whether the adjective stands between "as" and the article of the noun: "as [false] a report"."""
    tokens = sentence.tokens
    is_between = tokens[index - 1].text.lower() == "as" and tokens[index + 1].upos == "DET"
    return index > 0 and tokens[index].upos == "ADJ" and is_between


def pronoun_of_kind(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "lifted its sanctions on Syria and imposed [new ones] on Sudan", "threatened sanctions but imposed [none]"."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for token in tokens[3:]:
        if token.text.lower() not in STANDING_FOR or token.deprel != "obj" or tokens[token.head].upos != "VERB":
            continue
        kind = next(
            (
                t
                for t in reversed(tokens[: token.head])
                if t.xpos == "NNS" and t.deprel in ("obj", "nsubj", "nsubj:pass", "obl", "root", "conj")
            ),
            None,
        )
        if kind is None:
            continue
        mended = mended or list(tokens)
        mended[token.index] = replace(token, lemma=kind.lemma, upos="NOUN", xpos="NNS")
    return mended


def speech_behind_speech(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Said its men had returned fire, and it [denied] shooting at civilians": a further speech, no part of what was said."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[4:]:
        if verb.deprel != "conj" or verb.xpos != "VBD" or verb.lemma.lower() not in FURTHER_SPEECH or verb.head > verb.index:
            continue
        told = tokens[verb.head]
        below = [tokens[c] for c in sentence.children[verb.index]]
        subject = next((t for t in below if t.deprel == "nsubj"), None)
        link = next((t for t in below if t.deprel == "cc"), None)
        if told.deprel != "ccomp" or told.head < 0 or subject is None or link is None:
            continue
        said = tokens[told.head]
        if subject.text.lower() not in ("he", "she", "it"):
            continue
        if said.upos == "VERB" and said.index < told.index and tokens[link.index - 1].text == ",":
            mended = list(tokens)
            mended[verb.index] = replace(verb, head=said.index)
            return mended
    return None
