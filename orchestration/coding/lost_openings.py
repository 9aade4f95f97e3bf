"""Mends trees in which an opening or an aside took the subject, or the place of the sentence. Pure. Run by `lost_words`.

"In Kiambu, where a crowd [burned] an office, a girl was killed": the clause tells of the place before its comma, the sentence
goes on behind the next one. "Despite the truce, [rebels], backed by drones, seized a town": the name between an opening and an
aside is who acts.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL, head_of_name, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

WHERE = frozenset({"where"})
WHOSE = frozenset({"whose"})
BESIDE = frozenset({"ccomp", "advcl", "conj", "parataxis"})
GOING_ON = frozenset({"conj", "parataxis", "ccomp"})
SUBJECTS = ("nsubj", "nsubj:pass")
RELATIVES = frozenset({"who", "which", "whose", "whom", "that"})
LONGEST_OPENING, LONGEST_NAME, LONGEST_ASIDE = 16, 8, 14  # in tokens; what is longer is no opening, name or aside


def _named_before(sentence: Sentence, index: int) -> Token | None:
    """The noun whose phrase the comma right before the token ends."""
    tokens = sentence.tokens
    if tokens[index - 1].text != ",":
        return None
    noun = head_of_name(tokens, index - 2)
    return noun if noun.upos in NOMINAL else None


def _going_on(sentence: Sentence, told: Token) -> Token | None:
    """The verb, joined without "and" or a subject of its own, with which the sentence goes on."""
    for child in sentence.children[told.index]:
        verb = sentence.tokens[child]
        below = {sentence.tokens[c].deprel for c in sentence.children[child]}
        is_joined = child > told.index and verb.upos == "VERB" and verb.deprel in GOING_ON
        if is_joined and (verb.xpos in FINITE or below & {"aux", "aux:pass"}) and not below & {*SUBJECTS, "cc", "mark"}:
            return verb
    return None


def _subject_of(sentence: Sentence, told: Token, main: Token) -> Token | None:
    """The noun that hangs on the clause before and stands behind its comma, ahead of the main verb."""
    tokens = sentence.tokens
    comma = next((t.index for t in reversed(tokens[told.index : main.index]) if t.text == ","), main.index)
    nouns = [tokens[c] for c in sentence.children[told.index] if comma < c < main.index and tokens[c].upos in NOMINAL]
    return next((noun for noun in nouns if noun.deprel in ("obj", "nsubj", "conj", "appos")), None)


def whose_beside_sentence(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Chad, whose forces [pulled] out in May, has promised more": the clause tells of Chad, which promises."""
    del lexicon
    tokens = sentence.tokens
    for whose in tokens[2:-3]:
        owned = tokens[whose.head] if whose.head > whose.index else whose
        told = tokens[owned.head] if owned.deprel in SUBJECTS and owned.head > owned.index else whose
        owner = _named_before(sentence, whose.index)
        if whose.text != "whose" or told.upos != "VERB" or owner is None:
            continue
        later = _going_on(sentence, told)
        if later is not None and any(t.text == "," for t in tokens[told.index : later.index]):
            return _with_main(sentence, owner, told, later)
        main = tokens[told.head] if told.deprel in BESIDE else told
        if main is told:
            continue
        mended = list(tokens)
        mended[told.index] = replace(told, head=owner.index, deprel="acl:relcl")
        if owner.head == told.index:
            below = {tokens[c].deprel for c in sentence.children[main.index]}
            if main.index < told.index or below & set(SUBJECTS):
                continue
            mended[owner.index] = replace(owner, head=main.index, deprel=subject_relation(sentence, main.index))
        for child in sentence.children[told.index]:
            verb = tokens[child]
            link = next((c for c in sentence.children[child] if tokens[c].deprel == "cc"), None)
            is_parted = verb.deprel == "conj" and link is not None and tokens[link - 1].text == ","
            if is_parted and main.index < whose.index:  # "confirmed that it had a request from X, whose ..., but denied"
                mended[child] = replace(verb, head=main.index)
        return mended
    return None


def _with_main(sentence: Sentence, owner: Token, told: Token, main: Token) -> list[Token] | None:
    """The tree where the clause tells of its owner, who is the subject of the verb behind its comma."""
    tokens = sentence.tokens
    if owner.head != told.index:
        return None
    mended = list(tokens)
    mended[told.index] = replace(told, head=owner.index, deprel="acl:relcl")
    relation = subject_relation(sentence, main.index)
    mended[owner.index] = replace(owner, head=main.index, deprel=relation)
    tag = "VBD" if main.xpos == "VBN" and relation == "nsubj" else main.xpos
    mended[main.index] = replace(main, xpos=tag, head=told.head, deprel=told.deprel)
    for child in sentence.children[told.index]:
        if child > main.index:
            mended[child] = replace(tokens[child], head=main.index)
    return mended
