"""Mends verbs whose auxiliary is left out, or was read as a verb of its own. Pure. Run by `lost_words`.

"Its leaders were jailed and its offices [raided]": one "were" serves both. "Had [carpet-bombed] it": nothing is owned there.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.lost_arguments import is_actor
from orchestration.coding.tree_shape import NOMINAL, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

HAVING = frozenset({"had", "has", "have"})
OBJECTS = frozenset({"obj", "ccomp", "xcomp", "iobj", "aux", "cop"})
CLAUSES = frozenset({"conj", "advcl", "parataxis", "ccomp"})
JOINED_CLAUSES = frozenset({"root", "ccomp", "conj", "parataxis", "advcl"})
DECLARING = frozenset({"declare", "pronounce", "proclaim", "order"})
MARKS = frozenset({"mark"})
OWNERS = frozenset({"its", "their", "his", "her"})


def passive_without_auxiliary(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Four villages were seized and houses [torched]", "the party has split, its leaders [jailed]": nobody did what has no
    object where the "were" stands once, where a noun with "its" tells of the sentence before, or where it is "declared"."""
    tokens = list(sentence.tokens)
    always, in_headline = lexicon.words("always_transitive"), lexicon.words("headline_passive")
    found = False
    for verb in sentence.tokens[2:]:
        if (
            verb.xpos not in ("VBD", "VBN")
            or verb.deprel not in CLAUSES
            or not (always.match(verb) or in_headline.match(verb))
        ):
            continue
        subject = next((tokens[c] for c in sentence.children[verb.index] if tokens[c].deprel == "nsubj"), None)
        if subject is None or subject.index > verb.index or subject.upos not in (*NOMINAL, "NUM"):
            continue
        if has_child(sentence, verb.index, OBJECTS) or tokens[verb.index].text in ("shot", "hit"):
            continue
        above = tokens[verb.head]
        is_shared = verb.deprel == "conj" and _is_passive(sentence, tokens, verb.head) and not is_actor(subject, lexicon)
        is_declared = (
            verb.deprel == "ccomp" and above.lemma.lower() in DECLARING and not has_child(sentence, verb.index, MARKS)
        )
        if is_shared or is_declared or _is_aside(sentence, verb, subject):
            tokens[verb.index] = replace(verb, xpos="VBN")
            tokens[subject.index] = replace(subject, deprel="nsubj:pass")
            found = True
    return tokens if found else None


def _is_passive(sentence: Sentence, tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb is a passive by now: those before in the row may have been mended."""
    return tokens[verb].xpos == "VBN" and any(tokens[c].deprel in ("aux:pass", "nsubj:pass") for c in sentence.children[verb])


def _is_aside(sentence: Sentence, verb: Token, subject: Token) -> bool:
    """Whether ", its leaders jailed" stands behind a comma, without "and"."""
    tokens = sentence.tokens
    owner = next((tokens[c] for c in sentence.children[subject.index] if tokens[c].text in OWNERS), None)
    if owner is None or owner.index < 2 or tokens[owner.index - 1].text != ",":
        return False
    return not has_child(sentence, verb.index, ("cc", "mark"))


def perfect_read_as_possession(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The junta had [carpet-bombed] Loikaw", "had [banned] rallies": what it has is done, not owned."""
    tokens = sentence.tokens
    for participle in tokens[2:-1]:
        if participle.xpos not in ("VBN", "VBD") or participle.deprel != "amod" or participle.head < participle.index:
            continue
        thing = tokens[participle.head]
        lemma = lexicon.lemma_as(participle.text.lower(), "VERB")
        start = _start_of_joined(tokens, participle.index)
        having = tokens[start - 1]
        if having.text.lower() not in HAVING or start < 2 or thing.upos not in NOMINAL:
            continue
        subject = next((tokens[c] for c in sentence.children[participle.index] if tokens[c].deprel == "nsubj"), None)
        if having.head == participle.index and subject is not None and lemma is not None and thing.head >= 0:
            verb = replace(participle, upos="VERB", lemma=lemma)
            return _with_own_object(sentence, verb, thing)
        if lemma is not None and having.deprel == "aux" and thing.head == having.index:
            first = replace(participle, upos="VERB", xpos="VBN", lemma=lemma)
            return _with_joined(sentence, first, having, thing)
        is_owned = thing.head == having.index and thing.deprel == "obj" and having.deprel in JOINED_CLAUSES
        is_known = lemma is not None and (having.upos == "AUX" or thing.upos == "PROPN" or "-" in participle.text)
        if is_owned and is_known:
            mended = list(tokens)
            mended[participle.index] = replace(
                participle, upos="VERB", xpos="VBN", lemma=lemma or "", head=having.head, deprel=having.deprel
            )
            mended[having.index] = replace(having, upos="AUX", head=participle.index, deprel="aux")
            for child in sentence.children[having.index]:
                mended[child] = replace(tokens[child], head=participle.index)
            for child in sentence.children[thing.index]:
                if child > thing.index and tokens[child].deprel == "nmod":
                    mended[child] = replace(tokens[child], head=participle.index, deprel="obl")
            return mended
    return None


def _with_joined(sentence: Sentence, verb: Token, having: Token, thing: Token) -> list[Token] | None:
    """The verb ahead of that which is joined to it: "a regime that had [banned] rallies and closed two papers"."""
    tokens = sentence.tokens
    joined = tokens[having.head]
    is_joined = any(thing.index < c < joined.index and tokens[c].deprel == "cc" for c in sentence.children[joined.index])
    if not is_joined or joined.upos != "VERB":
        return None
    mended = list(tokens)
    for child in sentence.children[joined.index]:
        if child <= having.index:
            mended[child] = replace(tokens[child], head=verb.index)
    mended[verb.index] = replace(verb, head=joined.head, deprel=joined.deprel)
    mended[thing.index] = replace(thing, head=verb.index, deprel="obj")
    mended[joined.index] = replace(joined, head=verb.index, deprel="conj")
    return mended


def _with_own_object(sentence: Sentence, verb: Token, thing: Token) -> list[Token] | None:
    """The verb in the place of the noun that it was read as an adjective of. Where that was the subject of a later verb, what
    was joined to it is that: "have [increased] patrols, and the envoy has condemned the attack"."""
    tokens = sentence.tokens
    above = tokens[thing.head]
    mended = list(tokens)
    relation = thing.deprel
    if relation == "obj" and above.upos == "VERB":
        relation = "ccomp"
    elif relation == "nsubj" and above.index > thing.index:
        joined = next((tokens[c] for c in sentence.children[thing.index] if tokens[c].deprel == "conj"), None)
        if joined is None or joined.index < thing.index:
            return None
        relation = "parataxis"
        mended[joined.index] = replace(joined, head=above.index, deprel="nsubj")
    elif relation not in JOINED_CLAUSES:
        return None
    mended[verb.index] = replace(verb, head=thing.head, deprel=relation)
    mended[thing.index] = replace(thing, head=verb.index, deprel="obj")
    return mended


def _start_of_joined(tokens: Sequence[Token], index: int) -> int:
    """The first token of "carpet-bombed", whole or parted."""
    is_parted = index > 2 and tokens[index - 1].text == "-" and tokens[index - 2].head == index
    return index - 2 if is_parted else index


def infinitive_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Police are due to [land] on Tuesday", "paratroopers are to [guard] airports": a bare verb behind "be" and "to"."""
    tokens = sentence.tokens
    for to in tokens[2:-2]:
        verb = tokens[to.index + 1]
        if to.text != "to" or to.xpos != "IN" or verb.upos != "NOUN" or verb.xpos != "NN":
            continue
        if lexicon.lemma_as(verb.text, "VERB") != verb.text:
            continue
        before = tokens[to.index - 1]
        be = before if before.lemma.lower() == "be" else tokens[to.index - 2]
        top = tokens[verb.head] if verb.deprel == "compound" and verb.head > verb.index else verb
        subject = next((tokens[c] for c in sentence.children[top.index] if tokens[c].deprel == "nsubj"), None)
        is_due = before.text == "due" and before.head == top.index and be.lemma.lower() == "be"
        if be.head != top.index or be.deprel != "cop" or not (is_due or be is before):
            continue
        if subject is None or subject.index > be.index or not is_actor(subject, lexicon) or (top is not verb and is_due):
            continue
        is_plural = top.xpos in ("NNS", "NNP", "NNPS")
        if top is not verb and not (is_plural and top.index == verb.index + 1):
            continue
        mended = list(tokens)
        governor = before if is_due else verb
        for child in sentence.children[top.index]:
            if child < to.index or tokens[child].deprel == "punct":
                mended[child] = replace(tokens[child], head=governor.index)
        mended[to.index] = replace(to, upos="PART", xpos="TO", head=verb.index, deprel="mark")
        mended[governor.index] = replace(governor, head=top.head, deprel=top.deprel)
        if is_due:
            mended[before.index] = replace(before, upos="ADJ", head=top.head, deprel=top.deprel)
            mended[verb.index] = replace(verb, upos="VERB", xpos="VB", head=before.index, deprel="xcomp")
        else:
            mended[verb.index] = replace(verb, upos="VERB", xpos="VB", head=top.head, deprel=top.deprel)
            mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj:outer")
            if top is not verb:
                mended[top.index] = replace(top, head=verb.index, deprel="obj")
        return mended
    return None
