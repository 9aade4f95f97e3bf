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
COMPANIONS = {
    "for": frozenset(
        "blueprint plan plot scheme proposal bid call demand request appeal mandate preparation schedule".split()
    ),
    "with": frozenset("border frontier boundary tie relation relations talks treaty pact".split()),
}
AIMED = ("on", "at", "into")
FIRED = frozenset("fire shot gas cannon missile rocket bullet grenade shell stone mortar drone".split())
SENDING = frozenset("send deliver ship fly move dispatch deploy transfer airlift truck".split())
IN_ROW = ("appos", "list", "nmod:unmarked")
ENTERING = "enter"
AHEAD = ("det", "amod", "nummod", "compound", "nmod:poss", "advmod")


def object_behind_second_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Neither confirmed nor denied the [loss] of the town": what two verbs share hangs on the one that it follows."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "obj" or not 0 <= noun.head < noun.index:
            continue
        begin = min((c for c in sentence.children[noun.index] if tokens[c].deprel in AHEAD), default=noun.index)
        second = tokens[min(begin, noun.index) - 1]
        is_second = second.upos == "VERB" and second.deprel == "conj" and second.head == noun.head
        if is_second and not has_child(sentence, second.index, (*OBJECTS, *SUBJECTS, "aux:pass")):
            return changed_in(tokens, replace(noun, head=second.index))
    return None


def object_of_state(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Shoot dead at least 22 [people]": of the verb, not of the state that it leaves them in."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "obj" or noun.head < 0 or noun.head > noun.index:
            continue
        state = tokens[noun.head]
        if state.upos == "ADJ" and state.deprel == "xcomp" and tokens[state.head].upos == "VERB":
            return changed_in(tokens, replace(noun, head=state.head))
    return None


def span_entered(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The siege has entered its eleventh [month]": the object, no time of it."""
    del lexicon
    tokens = sentence.tokens
    for span in tokens:
        if span.deprel != "obl:unmarked" or span.head < 0 or tokens[span.head].lemma.lower() != ENTERING:
            continue
        if has_child(sentence, span.index, ("nmod:poss",)) and not has_child(sentence, span.head, ("obj",)):
            return changed_in(tokens, replace(span, deprel="obj"))
    return None


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


def aimed_on_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Opened fire on [protesters]", "sent tents to [Mali]": at whom and where to is of the verb."""
    del lexicon
    tokens = sentence.tokens
    for target in tokens[3:]:
        if target.deprel != "nmod" or target.head < 0 or not has_child(sentence, target.index, ("case",)):
            continue
        thing = tokens[target.head]
        if thing.deprel == "nmod" and thing.head >= 0:
            thing = tokens[thing.head]  # "20 tonnes of blankets"
        first = min(sentence.children[target.index])
        if thing.deprel != "obj" or thing.head < 0 or first < thing.index:
            continue
        case = tokens[first].text.lower()
        is_fired = thing.lemma.lower() in FIRED and case in AIMED
        if is_fired or (case == "to" and tokens[thing.head].lemma.lower() in SENDING):
            return changed_in(tokens, replace(target, head=thing.head, deprel="obl"))
    return None


def asked_for(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Asked Canada for [help]": a noun has a preposition before it, and no conjunction."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens[3:]:
        if noun.deprel not in ("obj", "obl") or noun.upos != "NOUN" or noun.head > noun.index:
            continue
        mark = next((c for c in sentence.children[noun.index] if tokens[c].deprel == "mark"), None)
        if mark is not None and tokens[mark].text.lower() == "for":
            mended = changed_in(tokens, replace(noun, deprel="obl"))
            mended[mark] = replace(tokens[mark], upos="ADP", deprel="case")
            return mended
    return None


def companion_of_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Found a blueprint for an [attack]", "closed its border with [Peru]": of the plan and of the border."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens[3:]:
        if noun.deprel != "obl" or noun.head < 0 or not has_child(sentence, noun.index, ("case",)):
            continue
        first = min(sentence.children[noun.index])
        plan = tokens[first - 1]
        companions = COMPANIONS.get(tokens[first].text.lower(), frozenset())
        if plan.deprel == "obj" and plan.head == noun.head and plan.lemma.lower() in companions:
            return changed_in(tokens, replace(noun, head=plan.index, deprel="nmod"))
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


def stationed_there(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Has 11,000 troops [stationed] in Somalia": of the troops."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens:
        if participle.xpos != "VBN" or participle.deprel != "xcomp" or participle.head < 0:
            continue
        if tokens[participle.head].lemma.lower() != "have":
            continue
        held = [c for c in sentence.children[participle.head] if tokens[c].deprel == "obj" and c < participle.index]
        if held:
            return changed_in(tokens, replace(participle, head=held[-1], deprel="acl"))
    return None
