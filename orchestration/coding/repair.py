"""Mends trees where the parser's commonest errors would cost an event. Pure; the input sentence is left as it is.

Only what can be told from the words alone: a finite verb has a subject and no compounds; infinitives and that-clauses under
a verb are its complements; a sentence whose root is a noun with a bare participle has a verb.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from orchestration.coding.asides import ADDRESSED
from orchestration.coding.graph import Graph
from orchestration.coding.past_forms import mend_past_forms
from orchestration.coding.sentence_marks import below, one_of, tagged
from orchestration.coding.strayed_clauses import (
    mend_joined_places,
    mend_joined_verbs,
    mend_relatives,
    mend_said_series,
    mend_told_clause,
)
from orchestration.coding.tree_shape import Change, has_no_circle, rebuilt
from orchestration.coding.verb_forms import FINITE
from orchestration.coding.words import CoderWords
from orchestration.language.parsed import Sentence, Token

SUFFERED = frozenset("killed wounded injured displaced arrested detained held jailed missing trapped buried".split())
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
# What the mends below cannot do without.
COPULA, PARTICLE_AS_CASE = one_of("cop"), tagged("RP", "case")
NOUN_AS_CLAUSE = tagged("NOUN PROPN", "ccomp parataxis advcl")
WRONG_BELOW_VERB = one_of("acl acl:relcl") | below("VERB", "compound nmod:poss nmod:desc appos nmod nmod:unmarked")


def repair(
    sentence: Sentence,
    words: CoderWords,
    forms: Mapping[str, Sequence[tuple[str, str]]],
    may_speak: Callable[[str], bool],
) -> Sentence:
    """The sentence with a mended tree; the same object where nothing was to be mended.

    forms: inflected form → (lemma, part of speech) of every trigger. may_speak: whether a noun names a person or body.
    """
    sentence = _mend_main_verb(_mend_progressive(mend_past_forms(sentence), forms))
    sentence = _mend_clause_verb(sentence)
    changes: dict[int, Change] = {}
    _mend_verbs(sentence, changes)
    if changes:
        sentence = _with_changes(sentence, changes)
    sentence = mend_relatives(mend_joined_places(mend_told_clause(sentence)))
    return mend_said_series(mend_joined_verbs(sentence, words, may_speak), words)


def _with_changes(sentence: Sentence, changes: Mapping[int, Change]) -> Sentence:
    tokens: list[Token] = list(sentence.tokens)
    for index, (head, relation) in changes.items():
        tokens[index] = replace(tokens[index], head=head, deprel=relation)
    return rebuilt(sentence, tokens) if has_no_circle(tokens) else sentence


def _mend_progressive(sentence: Sentence, forms: Mapping[str, Sequence[tuple[str, str]]]) -> Sentence:
    """In "police are detaining activists" read as "police are activists", the participle is the verb, the noun its object."""
    if sentence.marks.isdisjoint(COPULA):
        return sentence
    tokens = sentence.tokens
    for token in tokens:
        if token.deprel not in ("amod", "compound") or token.head <= token.index:
            continue
        text = token.text.lower()
        if not text.endswith("ing"):
            continue
        lemma = next((lemma for lemma, pos in forms.get(text, ()) if pos == "VERB"), None)
        noun = tokens[token.head]
        copula = next((c for c in sentence.children[noun.index] if tokens[c].deprel == "cop"), None)
        if lemma is None or copula is None or copula != token.index - 1:
            continue
        if not any(tokens[c].deprel == "nsubj" and c < copula for c in sentence.children[noun.index]):
            continue
        mended = list(tokens)
        mended[token.index] = replace(token, upos="VERB", xpos="VBG", lemma=lemma, head=noun.head, deprel=noun.deprel)
        mended[noun.index] = replace(noun, head=token.index, deprel="obj")
        mended[copula] = replace(tokens[copula], head=token.index, deprel="aux")
        for child in sentence.children[noun.index]:
            if child not in (token.index, copula) and (
                child < copula or tokens[child].deprel in ("punct", "advcl", "parataxis")
            ):
                mended[child] = replace(tokens[child], head=token.index)
        return rebuilt(sentence, mended) if has_no_circle(mended) else sentence
    return sentence


def _mend_main_verb(sentence: Sentence) -> Sentence:
    """A sentence whose root is a noun with a bare participle: "Rebels [wounded 14 officers]" has a verb, and the noun is its
    subject; so is the first noun of "Troops, the ministry said, captured the town" that of the second verb.
    """
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or sentence.is_headline or not tokens or tokens[-1].upos != "PUNCT":
        return sentence
    children = sentence.children[root.index]
    mended = list(tokens)
    if root.upos in ("NOUN", "PROPN") and not any(tokens[c].deprel in ("cop", "nsubj", "det:predet") for c in children):
        verb = next((tokens[c] for c in children if _is_bare_participle(sentence, c, root.index)), None)
        verb = verb or _verb_after_clause(sentence, root.index) or _verb_below_modifier(sentence, root.index)
        if verb is None:
            return sentence
        mended[verb.index] = replace(verb, head=-1, deprel="root", xpos="VBD")
        mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
        for child in children:
            if child > verb.index:
                marks = {tokens[o].lemma.lower() for o in sentence.children[child] if tokens[o].deprel == "mark"}
                relation = "ccomp" if "that" in marks else tokens[child].deprel
                if relation == "acl" and any(tokens[o].deprel.startswith("nsubj") for o in sentence.children[child]):
                    relation = "advcl"  # ", while the army regained ground": a clause of its own
                mended[child] = replace(tokens[child], head=verb.index, deprel=relation)
        return rebuilt(sentence, mended) if has_no_circle(mended) else sentence
    if root.upos == "VERB":
        sentence, is_mended = _mend_marked_root(sentence, root)
        if is_mended:
            return sentence
    subjects = [c for c in children if tokens[c].deprel == "nsubj" and c < root.index]
    clause = next((c for c in children if tokens[c].deprel == "ccomp" and c > root.index), None)
    if len(subjects) != 2 or clause is None or tokens[clause - 1].text != ",":
        return sentence
    if any(tokens[o].deprel.startswith("nsubj") for o in sentence.children[clause]):
        return sentence
    mended[subjects[0]] = replace(tokens[subjects[0]], head=clause)
    return rebuilt(sentence, mended) if has_no_circle(mended) else sentence


def _mend_clause_verb(sentence: Sentence) -> Sentence:
    """The same inside "said that Thai rebels [wounded 14 officers]": a clause headed by a noun with a bare participle."""
    if sentence.marks.isdisjoint(NOUN_AS_CLAUSE):
        return sentence
    tokens = sentence.tokens
    mended = list(tokens)
    for noun in tokens:
        if noun.deprel not in ("ccomp", "parataxis", "advcl") or noun.upos not in ("NOUN", "PROPN"):
            continue
        children = sentence.children[noun.index]
        if any(tokens[c].deprel in ("cop", "nsubj", "case", "det:predet") for c in children):
            continue
        verb = next((tokens[c] for c in children if _is_bare_participle(sentence, c, noun.index)), None)
        if verb is None:
            continue
        mended[verb.index] = replace(verb, head=noun.head, deprel=noun.deprel, xpos="VBD")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        for child in children:
            if tokens[child].deprel in ("mark", "punct", "advmod") or child > verb.index:
                mended[child] = replace(tokens[child], head=verb.index)
    return sentence if mended == list(tokens) or not has_no_circle(mended) else rebuilt(sentence, mended)


def _verb_after_clause(sentence: Sentence, noun: int) -> Token | None:
    """The past verb after the second comma of "Forces, whose ranks have grown, besieged the town", hung on the clause."""
    tokens = sentence.tokens
    for clause in sentence.children[noun]:
        if tokens[clause].deprel != "acl:relcl":
            continue
        for other in sentence.children[clause]:
            token = tokens[other]
            is_finite = token.xpos == "VBD" and token.deprel == "conj" and tokens[other - 1].text == ","
            if is_finite and not any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[other]):
                return token
    return None


def _mend_marked_root(sentence: Sentence, root: Token) -> tuple[Sentence, bool]:
    """A root has no "that" of its own: in "the government [denied on Tuesday] that troops captured ..." the participle on the
    first subject is the main verb, and the root its clause.
    """
    tokens = sentence.tokens
    mark = next(
        (c for c in sentence.children[root.index] if tokens[c].deprel == "mark" and tokens[c].text.lower() == "that"), None
    )
    if mark is None:
        return sentence, False
    for noun in sentence.children[root.index]:
        if noun > mark or not tokens[noun].deprel.startswith("nsubj"):
            continue
        for verb in sentence.children[noun]:
            if tokens[verb].deprel == "acl" and tokens[verb].xpos in ("VBN", "VBD") and noun < verb < mark:
                mended = list(tokens)
                mended[verb] = replace(tokens[verb], xpos="VBD", head=-1, deprel="root")
                mended[noun] = replace(tokens[noun], head=verb, deprel="nsubj")
                mended[root.index] = replace(root, head=verb, deprel="ccomp")
                return (rebuilt(sentence, mended), True) if has_no_circle(mended) else (sentence, False)
    return sentence, False


def _joined_clauses(sentence: Sentence, root: int) -> set[int]:
    """The tokens of full clauses joined to the root: ", and police fired tear gas"."""
    graph = Graph(sentence)
    joined = (
        child
        for child in graph.dependents(root, "conj")
        if any(sentence.tokens[below].deprel.startswith("nsubj") for below in sentence.children[child])
    )
    return {index for child in joined for index in graph.subtree(child)}


def _verb_below_modifier(sentence: Sentence, root: int) -> Token | None:
    """ "Relatives of the missing sailors [pressed] for answers", hung on the sailors, where nothing else is a finite verb."""
    tokens = sentence.tokens
    joined = _joined_clauses(sentence, root)
    if any((token.xpos in FINITE or token.xpos == "MD") and token.index not in joined for token in tokens):
        return None
    for noun in sentence.children[root]:
        if noun > root and tokens[noun].deprel == "nmod":
            for index in sentence.children[noun]:
                if tokens[index].text.lower() not in SUFFERED and _is_bare_participle(sentence, index, noun):
                    return tokens[index]
    return None


def _opens_with_that(tokens: Sequence[Token], verb: Token, clause: Token) -> bool:
    """ "Mandates [that] all men register": no verb has a relative clause."""
    return clause.index > verb.index + 1 and tokens[verb.index + 1].text.lower() == "that"


def _is_bare_participle(sentence: Sentence, index: int, noun: int) -> bool:
    """Whether a past participle right after its noun has what only a main verb has: an object, a that-clause, a place."""
    tokens = sentence.tokens
    token = tokens[index]
    if token.deprel != "acl" or token.xpos not in ("VBN", "VBD") or index < noun:
        return False
    if tokens[index - 1].text == "," and not _announces_behind_apposition(sentence, index, noun):
        return False
    relations = {tokens[o].deprel for o in sentence.children[index]}
    if relations & {"aux", "aux:pass", "obl:agent"}:
        return False
    has_clause = any(
        tokens[o].deprel in ("acl", "ccomp") and o > index and any(tokens[m].deprel == "mark" for m in sentence.children[o])
        for o in sentence.children[noun]
    )
    return bool(relations & {"obj", "ccomp", "obl", "xcomp", "advcl"}) or has_clause


def _announces_behind_apposition(sentence: Sentence, verb: int, noun: int) -> bool:
    """ "Colonel X, commander of the regiment, [announced] on the radio that ..."."""
    tokens = sentence.tokens
    has_apposition = any(tokens[c].deprel == "appos" and c < verb for c in sentence.children[noun])
    clauses = [c for c in sentence.children[verb] if tokens[c].deprel == "ccomp"]
    return has_apposition and any(tokens[m].text.lower() == "that" for c in clauses for m in sentence.children[c])


def _mend_verbs(sentence: Sentence, changes: dict[int, Change]) -> None:
    """Relations that a verb cannot have: a compound is its subject, a nominal modifier an oblique, an acl its complement."""
    if sentence.marks.isdisjoint(WRONG_BELOW_VERB):
        return
    tokens = sentence.tokens
    for token in tokens:
        if token.upos != "VERB":
            continue
        children = [tokens[child] for child in sentence.children[token.index]]
        has_subject = any(child.deprel.startswith(("nsubj", "csubj")) for child in children)
        for child in children:
            before = child.index < token.index
            if before and token.xpos in FINITE and not has_subject and child.deprel in ("compound", "nmod:poss", "nmod:desc"):
                if child.upos in NOMINAL:
                    changes[child.index] = (token.index, "nsubj")
                    has_subject = True
            elif child.deprel == "appos" and child.index == token.index + 1 and child.upos in NOMINAL:
                changes[child.index] = (token.index, "obj")  # "a drone hits Eilat"
            elif child.deprel in ("nmod", "nmod:unmarked") and not before:
                changes[child.index] = (token.index, child.deprel.replace("nmod", "obl"))
            elif child.deprel in ("acl", "acl:relcl") and child.upos == "VERB" and not before:
                marks = {tokens[o].lemma.lower() for o in sentence.children[child.index] if tokens[o].deprel == "mark"}
                if "to" in marks:
                    changes[child.index] = (token.index, "xcomp")
                elif "that" in marks or _opens_with_that(tokens, token, child):
                    changes[child.index] = (token.index, "ccomp")
            elif child.deprel == "obj" and token.lemma.lower() in ADDRESSED:
                for below in sentence.children[child.index]:
                    if tokens[below].deprel in ("acl", "acl:relcl") and tokens[child.index + 1].text.lower() == "that":
                        changes[below] = (token.index, "ccomp")  # "told deputies that ..."
