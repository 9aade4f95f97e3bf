"""Words that hang on the wrong governor. Pure; the input sentence is left as it is.

Each function gives the mended tokens, or None where there is nothing to mend.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

DEMANDING = frozenset("insist demand request recommend propose ask order urge require".split())
AFLAME = frozenset(("ablaze", "alight", "afire"))
OBJECT = frozenset(("obj", "nsubj:pass"))
DUE = frozenset(("due", "set", "scheduled"))
BODIES = frozenset(
    """tv television radio times herald gazette senate parliament congress assembly court police army navy government president
    minister pm cabinet military knesset duma junta regime opposition king""".split()
)
BEHIND_NAME = frozenset(("flat", "nmod:unmarked", "appos"))
CHANCES = frozenset(
    """chance chances prospect prospects risk risks danger dangers possibility possibilities probability likelihood threat
    threats odds""".split()
)


def demanded_read_as_present(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Insisted that Rwanda [withdraw]": a present without its ending tells what is wished for."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for verb in tokens:
        if verb.xpos != "VBP" or verb.deprel != "ccomp" or tokens[verb.head].lemma.lower() not in DEMANDING:
            continue
        children = [tokens[c] for c in sentence.children[verb.index]]
        subject = next((child for child in children if child.deprel.startswith("nsubj")), None)
        if subject is None or subject.xpos != "NNP" or has_child(sentence, subject.index, ("conj",)):
            continue
        mended = mended or list(tokens)
        for demanded in (verb, *(c for c in children if c.deprel == "conj" and c.xpos == "VBP")):
            mended[demanded.index] = replace(demanded, xpos="VB")
    return mended


def set_ablaze(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Set a terminal at Taman [ablaze]", hung on the noun before it: what it was set."""
    del lexicon
    tokens = sentence.tokens
    for flame in tokens[2:]:
        if flame.text.lower() not in AFLAME or tokens[flame.head].lemma.lower() == "set":
            continue
        verb = next((t for t in reversed(tokens[: flame.index]) if t.upos == "VERB"), None)
        if verb is None or verb.lemma.lower() != "set" or not has_child(sentence, verb.index, OBJECT):
            continue
        mended = list(tokens)
        mended[flame.index] = replace(flame, upos="ADJ", xpos="JJ", head=verb.index, deprel="xcomp")
        return mended
    return None


def due_to(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Before [it] is due to sign a treaty", read as that to sign is due: it is who signs."""
    del lexicon
    tokens = list(sentence.tokens)
    found = False
    for due in sentence.tokens[2:-2]:
        if due.text.lower() not in DUE or tokens[due.index + 1].text.lower() != "to":
            continue
        below = sentence.children[due.index]
        subject = next((c for c in below if tokens[c].deprel == "expl" and tokens[c].text.lower() == "it"), None)
        clause = next((c for c in below if tokens[c].deprel == "csubj" and tokens[c].xpos == "VB"), None)
        if subject is not None and clause is not None:
            tokens[subject] = replace(tokens[subject], deprel="nsubj")
            tokens[clause] = replace(tokens[clause], deprel="xcomp")
            found = True
    return tokens if found else None


def country_before_body(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Syria] TV reported", "[Brazil] Senate rejects": a country before a medium or a body is part of its name."""
    del lexicon
    tokens = sentence.tokens
    for body in tokens[1:]:
        name = tokens[body.head]
        if body.text.lower() not in BODIES or body.deprel not in BEHIND_NAME or name.index != body.index - 1:
            continue
        mended = list(tokens)
        mended[body.index] = replace(body, head=name.head, deprel=name.deprel)
        mended[name.index] = replace(name, head=body.index, deprel="compound")
        for child in sentence.children[name.index]:
            if child != body.index:
                mended[child] = replace(tokens[child], head=body.index)
        return mended
    return None


def gerund_behind_chance(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The prospect of Israel [annexing] the valley alarms Jordan": the chance governs what may be done, and who does it."""
    del lexicon
    tokens = sentence.tokens
    for chance in tokens[:-3]:
        of = tokens[chance.index + 1]
        if chance.text.lower() not in CHANCES or of.text.lower() != "of" or of.head <= of.index:
            continue
        doer = tokens[of.head]
        gerund = next((t for t in tokens[doer.index + 1 : doer.index + 4] if t.xpos == "VBG" and t.upos == "VERB"), None)
        if doer.upos not in NOMINAL or gerund is None or (gerund.head == chance.index and doer.head == gerund.index):
            continue
        if any(t.upos not in ("PROPN", "NOUN", "ADV") for t in tokens[doer.index + 1 : gerund.index]):
            continue
        mended = list(tokens)
        verb = _told_of_chance(sentence, chance, gerund)
        if verb is not None:
            if verb.head == gerund.index:
                mended[verb.index] = replace(verb, head=gerund.head, deprel=gerund.deprel)
            mended[chance.index] = replace(chance, head=verb.index, deprel="nsubj")
            for child in sentence.children[gerund.index]:
                if child > verb.index and tokens[child].deprel == "punct":
                    mended[child] = replace(tokens[child], head=verb.index)
        elif chance.head == gerund.index:
            continue
        mended[gerund.index] = replace(gerund, head=chance.index, deprel="acl")
        mended[doer.index] = replace(doer, head=gerund.index, deprel="nsubj")
        mended[of.index] = replace(of, head=gerund.index, deprel="mark")
        return mended
    return None


def _told_of_chance(sentence: Sentence, chance: Token, gerund: Token) -> Token | None:
    """The verb or adjective that tells of the chance, where the tree makes the chance what does the deed."""
    tokens = sentence.tokens
    if chance.head != gerund.index:
        return None
    if gerund.deprel == "csubj":
        return tokens[gerund.head]
    told = (tokens[c] for c in sentence.children[gerund.index] if c > gerund.index and tokens[c].xpos in ("VBZ", "VBP", "VBD"))
    return next((t for t in told if not has_child(sentence, t.index, "mark")), None)
