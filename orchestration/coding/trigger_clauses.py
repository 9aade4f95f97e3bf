"""Clauses of what is said, by what they say of their subject: that somebody has to act, or that somebody else did. Pure.

A row of the dictionary asks for one with `has:duty` ("said Beirut had to disarm the militia") or `has:others` ("said Moscow
was behind the fire"), followed by the words that its subject may be; `has:imperative` lists what one is told to do.
"""

from orchestration.language.parsed import Sentence

DUTY, OTHERS, IMPERATIVE = "duty", "others", "imperative"
KINDS = (DUTY, OTHERS, IMPERATIVE)
SAID = frozenset({"ccomp", "parataxis"})
OBLIGING = frozenset({"must", "should", "ought"})
HOPED = frozenset(
    """reach arrive have be take last become get see help make bring allow start begin end come grow rise fall improve receive
    suffice cost enable finish ease follow lead mean increase decrease double boost work pass exceed remain stay""".split()
)
ONCE_DONE = frozenset({"once", "when", "after", "if"})
HAVING = frozenset({"has", "have", "had", "needs", "need"})
OPEN = frozenset({"aux", "aux:pass", "mark", "nsubj", "nsubj:pass", "expl", "cop", "csubj"})


def said_of_subject(sentence: Sentence, head: int, kind: str) -> list[tuple[int, int]]:
    """(verb of the clause, word that the row's list must hold: its subject, or for an imperative the verb itself)."""
    found = []
    for clause in sentence.children[head]:
        token = sentence.tokens[clause]
        if token.deprel not in SAID:
            continue
        below = [sentence.tokens[child] for child in sentence.children[clause]]
        if kind == IMPERATIVE:
            if token.xpos in ("VB", "VBP") and not any(child.deprel in OPEN for child in below):
                found.append((clause, clause))
            continue
        subject = next((child for child in below if child.deprel == "nsubj" and child.upos in ("NOUN", "PROPN")), None)
        if subject is not None and (kind == OTHERS or _has_duty(sentence, clause)):
            found.append((clause, subject.index))
    return found


def _has_duty(sentence: Sentence, clause: int) -> bool:
    """ "must free them", "had to disarm"; not "should have known", "must be a mistake", "would have to go", "has yet to",
    nor what only should come: "should reach 85 percent once they arrive"."""
    below = [sentence.tokens[child] for child in sentence.children[clause]]
    helpers = {child.text.lower() for child in below if child.deprel == "aux"}
    if any(child.deprel in ("cop", "aux:pass") for child in below):
        return False
    if sentence.tokens[clause].text.lower() in HAVING:
        has_infinitive = any(child.deprel == "xcomp" and child.xpos == "VB" for child in below)
        return has_infinitive and not helpers and not any(child.text.lower() == "yet" for child in below)
    if helpers & OBLIGING == {"should"} and (sentence.lemmas[clause] in HOPED or _is_awaited(sentence, clause)):
        return False
    return not helpers.isdisjoint(OBLIGING) and "have" not in helpers


def _is_awaited(sentence: Sentence, clause: int) -> bool:
    """Whether it is to come about when something else has."""
    below = [child for child in sentence.children[clause] if sentence.tokens[child].deprel == "advcl"]
    words = {sentence.tokens[mark].text.lower() for child in below for mark in sentence.children[child]}
    return not words.isdisjoint(ONCE_DONE)
