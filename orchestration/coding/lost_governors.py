"""Words that hang on the wrong governor. Pure; the input sentence is left as it is.

Each function gives the mended tokens, or None where there is nothing to mend.
"""

from dataclasses import replace

from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.tree_shape import NOMINAL, hang_later, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

CURRENCIES = frozenset(("$", "€", "£"))
RULES = frozenset(("law", "bill", "act", "decree"))
DEMANDING = frozenset("insist demand request recommend propose ask order urge require".split())
ABLAZE = frozenset(("burning", "blazing", "flaming"))
AFLAME = frozenset(("ablaze", "alight", "afire"))
OBJECT = frozenset(("obj", "nsubj:pass"))
DUE = frozenset(("due", "set", "scheduled"))
BODIES = frozenset(
    """tv television radio times herald gazette senate parliament congress assembly court police army navy government president
    minister pm cabinet military knesset duma""".split()
)
TALKS = frozenset("talk negotiation discussion consultation vote referendum debate".split())
BACK_OR_ON = frozenset(("later", "earlier", "ago", "before"))
CHANCES = frozenset(
    """chance chances prospect prospects risk risks danger dangers possibility possibilities probability likelihood threat
    threats odds""".split()
)
PHASES = frozenset("begin start stop keep continue resume avoid risk report".split())


def past_behind_root(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Myanmar's military [ousted] Aung San Suu Kyi": a participle with a name right behind it is the main verb."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[:-1]:
        if verb.xpos != "VBN" or verb.deprel != "acl" or verb.head != verb.index - 1 or tokens[verb.head].head >= 0:
            continue
        noun = tokens[verb.head]
        named = next((tokens[c] for c in sentence.children[noun.index] if tokens[c].deprel == "appos"), None)
        if named is None or _first(sentence, named.index) != verb.index + 1:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=-1, deprel="root")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        for child in sentence.children[noun.index]:
            if child > verb.index:
                relation = "obj" if child == named.index else tokens[child].deprel.replace("nmod", "obl")
                mended[child] = replace(tokens[child], head=verb.index, deprel=relation)
        return mended
    return None


def verb_behind_neither(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Canada neither [left] nor rested": what a name does is no part of a series with the name."""
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[1:-1]:
        if mark.text.lower() not in ("neither", "either") or mark.deprel != "cc:preconj" or mark.head != mark.index + 1:
            continue
        verb = tokens[mark.head]
        noun = tokens[verb.head]
        if verb.deprel != "conj" or noun.head >= 0 or noun.index > mark.index:
            continue
        if verb.xpos[0] != "V" and not any(tokens[c].xpos == "VBD" for c in sentence.children[verb.index]):
            continue
        mended = list(tokens)
        past = verb.xpos if verb.xpos[0] == "V" else "VBD"
        mended[verb.index] = replace(verb, upos="VERB", xpos=past, head=-1, deprel="root")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        hang_later(mended, sentence, noun.index, verb.index)
        return mended
    return None


def announced_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The offensive, [announced] by General Burhan, will involve": a participle between commas has no subject."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[2:]:
        if verb.xpos != "VBN" or verb.deprel not in ("parataxis", "ccomp") or verb.head < verb.index:
            continue
        children, later = sentence.children[verb.index], sentence.children[verb.head]
        if tokens[verb.index - 1].text != "," or any(tokens[c].deprel.startswith(("aux", "cop")) for c in children):
            continue
        own = next((c for c in children if c < verb.index and tokens[c].deprel.startswith("nsubj")), None)
        of_head = next((c for c in later if tokens[c].deprel.startswith("nsubj")), None)
        is_told_by = any(tokens[c].deprel == "obl:agent" for c in children)
        if own is not None and of_head is None:
            subject = own
        elif own is None and of_head is not None and of_head < verb.index and is_told_by:
            subject = of_head
        else:
            continue
        mended = list(tokens)
        mended[subject] = replace(tokens[subject], head=verb.head, deprel="nsubj")
        mended[verb.index] = replace(verb, head=subject, deprel="acl")
        return mended
    return None


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


def receiver_before_sum(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Granted [Madagascar] $52 million": a name before the sign of a currency gets the sum."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[:-1]:
        total = tokens[name.head] if name.deprel == "compound" and name.upos == "PROPN" else name
        if total.text in CURRENCIES and total.index == name.index + 1 and total.deprel == "obj":
            mended = list(tokens)
            mended[name.index] = replace(name, head=total.head, deprel="iobj")
            for child in sentence.children[total.index]:
                if child < name.index:
                    mended[child] = replace(tokens[child], head=name.index)
            return mended
    return None


def matter_of_law(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Approved a draft law on [asylum]", "froze talks on [joining]": what follows "law on" is the law's matter."""
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[1:-1]:
        law = tokens[mark.index - 1]
        if mark.text.lower() != "on" or law.deprel not in ("obj", "nsubj:pass"):
            continue
        matter = tokens[mark.head]
        if matter.head != law.head or matter.index < law.index:
            continue
        is_phrase = matter.deprel == "obl" and law.lemma.lower() in RULES
        is_clause = matter.deprel == "advcl" and matter.xpos == "VBG" and law.lemma.lower() in RULES | TALKS
        if is_phrase or is_clause:
            mended = list(tokens)
            mended[matter.index] = replace(matter, head=law.index, deprel="acl" if is_clause else "nmod")
            return mended
    return None


def span_before_later(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Signed five [days] later", "sabotaged rail lines [hours] before": a span of time is not what was signed."""
    del lexicon
    tokens = sentence.tokens
    for span in tokens[1:-1]:
        if span.deprel != "obj" or span.lemma.lower() not in SPANS or tokens[span.index + 1].text.lower() not in BACK_OR_ON:
            continue
        mended = list(tokens)
        mended[span.index] = replace(span, deprel="obl:unmarked")
        thing = tokens[span.index - 1]
        if thing.deprel == "compound" and thing.head == span.index and thing.upos in NOMINAL:
            mended[thing.index] = replace(thing, head=span.head, deprel="obj")
            for child in sentence.children[span.index]:
                if child < thing.index:
                    mended[child] = replace(tokens[child], head=thing.index)
        return mended
    return None


def ablaze_read_as_clause(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Erected [burning] barricades": what burns is what was put up."""
    del lexicon
    tokens = sentence.tokens
    for flame in tokens[1:-1]:
        thing, verb = tokens[flame.index + 1], tokens[flame.head]
        if flame.text.lower() not in ABLAZE or flame.deprel != "xcomp" or verb.lemma.lower() in PHASES:
            continue
        if thing.head == flame.index and thing.deprel == "obj":
            mended = list(tokens)
            mended[flame.index] = replace(flame, upos="ADJ", head=thing.index, deprel="amod")
            mended[thing.index] = replace(thing, head=verb.index)
            for child in sentence.children[flame.index]:
                if child != thing.index:
                    mended[child] = replace(tokens[child], head=verb.index)
            return mended
    return None


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


def subject_behind_and(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Delegations from Kosovo and [Serbia] met": a name behind "and" belongs to the name before it."""
    del lexicon
    tokens = sentence.tokens
    for joint in tokens[1:-1]:
        before, behind = tokens[joint.index - 1], tokens[joint.index + 1]
        if joint.text.lower() != "and" or not behind.deprel.startswith("nsubj") or joint.head != behind.head:
            continue
        is_earlier = any(c < joint.index and tokens[c].deprel == behind.deprel for c in sentence.children[behind.head])
        if before.deprel == "nmod" and before.upos == behind.upos == "PROPN" and is_earlier:
            mended = list(tokens)
            mended[behind.index] = replace(behind, head=before.index, deprel="conj")
            mended[joint.index] = replace(joint, head=behind.index)
            return mended
    return None


def past_read_as_modifier(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The envoy [begged] members to act": a past with a subject of its own describes no noun."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        if verb.xpos != "VBD" or verb.deprel != "amod":
            continue
        asked = tokens[verb.head]
        wish = tokens[asked.head]
        if asked.index < verb.index or not asked.deprel.startswith("nsubj") or wish.xpos != "VB":
            continue
        if any(tokens[c].deprel == "nsubj" and c < verb.index for c in sentence.children[verb.index]):
            mended = list(tokens)
            mended[verb.index] = replace(verb, head=wish.head, deprel=wish.deprel)
            mended[asked.index] = replace(asked, head=verb.index, deprel="obj")
            mended[wish.index] = replace(wish, head=verb.index, deprel="xcomp")
            return mended
    return None


def name_before_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "But [Minsk], Moscow's ally, has closed its border": a bare name is who does it, what follows tells who that is."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[:-2]:
        if name.deprel != "obl" or name.xpos != "NNP" or name.head < name.index or tokens[name.index + 1].text != ",":
            continue
        is_bare = all(tokens[c].deprel in ("punct", "flat") for c in sentence.children[name.index])
        told = next((c for c in sentence.children[name.head] if tokens[c].deprel == "nsubj" and c > name.index), None)
        if not is_bare or told is None or tokens[told].upos not in NOMINAL or told + 1 >= len(tokens):
            continue
        if tokens[told + 1].text == "," and _first(sentence, told) == name.index + 2:
            mended = list(tokens)
            mended[name.index] = replace(name, deprel="nsubj")
            mended[told] = replace(tokens[told], head=name.index, deprel="appos")
            return mended
    return None


def country_before_body(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Syria] TV reported", "[Brazil] Senate rejects": a country before a medium or a body is part of its name."""
    del lexicon
    tokens = sentence.tokens
    for body in tokens[1:]:
        name = tokens[body.head]
        if body.text.lower() not in BODIES or body.deprel != "flat" or name.index != body.index - 1:
            continue
        mended = list(tokens)
        mended[body.index] = replace(body, head=name.head, deprel=name.deprel)
        mended[name.index] = replace(name, head=body.index, deprel="compound")
        for child in sentence.children[name.index]:
            if child != body.index:
                mended[child] = replace(tokens[child], head=body.index)
        return mended
    return None


def gerund_behind_with(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "With Moscow's army [grinding] toward Pokrovsk", read as a noun: the noun before it is who does it."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[2:-1]:
        doer = tokens[gerund.index - 1]
        if gerund.xpos != "VBG" or gerund.deprel != "obl" or doer.deprel != "compound" or doer.head != gerund.index:
            continue
        mark = next((tokens[c] for c in sentence.children[gerund.index] if tokens[c].deprel == "case"), None)
        if mark is None or mark.text.lower() != "with":
            continue
        mended = list(tokens)
        mended[gerund.index] = replace(gerund, upos="VERB", deprel="advcl")
        mended[doer.index] = replace(doer, deprel="nsubj")
        mended[mark.index] = replace(mark, deprel="mark")
        for child in sentence.children[gerund.index]:
            if mark.index < child < doer.index:
                mended[child] = replace(tokens[child], head=doer.index)
            elif child > gerund.index and tokens[child].deprel == "nmod":
                mended[child] = replace(tokens[child], deprel="obl")
        return mended
    return None


def gerund_of_companion(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "With rebels [shelling] Goma, Congo has appealed for help": a clause of its own, not somebody's companions."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[2:-1]:
        doer = tokens[gerund.head] if gerund.xpos == "VBG" and gerund.deprel == "acl" else gerund
        if doer.head < gerund.index or doer.deprel not in ("obl", "obj", "nsubj") or doer.index != gerund.index - 1:
            continue
        mark = next((tokens[c] for c in sentence.children[doer.index] if tokens[c].deprel == "case"), None)
        if mark is None or mark.text.lower() != "with" or (mark.index > 0 and tokens[mark.index - 1].upos != "PUNCT"):
            continue
        mended = list(tokens)
        mended[gerund.index] = replace(gerund, head=doer.head, deprel="advcl")
        mended[doer.index] = replace(doer, head=gerund.index, deprel="nsubj")
        mended[mark.index] = replace(mark, head=gerund.index, deprel="mark")
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


def _first(sentence: Sentence, index: int) -> int:
    """The first word of what hangs on the token."""
    return min((_first(sentence, child) for child in sentence.children[index] if child < index), default=index)
