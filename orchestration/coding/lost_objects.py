"""Objects, and what belongs to them or beside them, hung on a neighbour: "denied the [loss]", "fire on [protesters]". Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import changed_in, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NOUNS = ("NOUN", "PROPN")
SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj", "ccomp", "xcomp")
AIMED = ("on", "at", "into")
SENDING = frozenset("send deliver ship fly move dispatch deploy transfer airlift truck".split())
IN_ROW = ("appos", "list", "nmod:unmarked")
ENTERING = "enter"


def figure_put(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Put the number of soldiers killed at [14]": where the number is put, not where they were killed."""
    del lexicon
    tokens = sentence.tokens
    for number in tokens[3:]:
        if number.upos != "NUM" or number.deprel != "obl" or number.head < 0 or tokens[number.index - 1].text.lower() != "at":
            continue
        participle = tokens[number.head]
        if participle.xpos != "VBN" or participle.deprel != "acl":
            continue
        above = participle.head
        while above >= 0 and tokens[above].upos in NOUNS:
            above = tokens[above].head
        if above >= 0 and tokens[above].lemma.lower() == "put":
            mended = changed_in(tokens, replace(number, head=above))
            counted = tokens[participle.index - 1]
            if counted.upos in NOUNS and counted.head == participle.head:
                mended[participle.index] = replace(participle, head=counted.index)
            return mended
    return None


def row_read_as_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Mali, [Burkina Faso] and Niger agreed": a name between another and one behind "and" is of the row."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[2:]:
        if name.deprel not in IN_ROW or name.upos not in NOUNS or not 0 <= name.head < name.index:
            continue
        first = tokens[name.head]
        if first.upos == "VERB" and has_child(sentence, name.index, ("conj",)):  # "killed a nurse, [a cook] and a soldier"
            objects = [c for c in sentence.children[first.index] if tokens[c].deprel == "obj" and c < name.index]
            if objects:
                return changed_in(tokens, replace(name, head=objects[-1], deprel="conj"))
        if name.upos != "PROPN":
            continue
        if name.deprel == "list" and any(token.deprel == "cc" for token in tokens[first.index : name.index]):
            return changed_in(tokens, replace(name, deprel="conj"))
        joined = (*sentence.children[first.index], *sentence.children[name.index])
        last = next((tokens[c] for c in joined if tokens[c].deprel == "conj" and c > name.index), None)
        if first.upos != "PROPN" or last is None or not has_child(sentence, last.index, ("cc",)):
            continue
        if has_child(sentence, name.index, ("det", "nmod:poss", "case")) or last.upos != "PROPN":
            continue
        and_ = min(c for c in sentence.children[last.index] if tokens[c].deprel == "cc")
        if not any(token.upos == "PUNCT" for token in tokens[name.index : and_]):
            mended = changed_in(tokens, replace(name, deprel="conj"))
            mended[last.index] = replace(last, head=first.index)
            return mended
    return None
