"""Mends trees in which an attribute of who acts took the verb's place, or hid it: "allied with", "displaced by". Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.lost_subjects import NOMINAL
from orchestration.coding.tree_shape import AGENT, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

SIDING = frozenset(
    "linked tied allied aligned affiliated associated connected opposed loyal sympathetic hostile close".split()
)
OFFICERS = frozenset({"police", "navy", "coastguard"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
TO_OR_WITH = frozenset({"to", "with"})
DETERMINED = frozenset({"det", "nmod:poss"})
LONGEST_ACRONYM = 4
IN_NAME = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PUNCT", "PART"})


def siding_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Rebels allied with Rwanda [attacked] a village", with the allied for the verb: the attack is that of the rebels."""
    tokens = sentence.tokens
    for siding in tokens[1:-3]:
        is_aside = tokens[siding.index - 1].text == ","
        noun, link = tokens[max(0, siding.index - 1 - is_aside)], tokens[siding.index + 1]
        if siding.text.lower() not in SIDING or link.text.lower() not in TO_OR_WITH:
            continue
        if noun.head != siding.index or not noun.deprel.startswith("nsubj") or noun.upos not in NOMINAL:
            continue
        if has_child(sentence, siding.index, AUXILIARIES):
            continue
        after = next((t.index for t in tokens[link.index + 2 :] if t.upos not in IN_NAME or t.text == ","), len(tokens))
        if is_aside != (after < len(tokens) and tokens[after].text == ",") or after + is_aside >= len(tokens):
            continue
        verb = tokens[after + is_aside]
        if verb.xpos not in ("VBD", "VBN") or verb.text.lower() not in lexicon.forms:
            continue
        if has_child(sentence, verb.index, AUXILIARIES):
            continue
        side = tokens[after - 1]
        while link.index < side.head < verb.index:
            side = tokens[side.head]
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=siding.head, deprel=siding.deprel)
        for child in (*sentence.children[siding.index], *sentence.children[verb.index]):
            if child > verb.index and child != verb.head:
                mended[child] = replace(tokens[child], head=verb.index)
        below = tokens[verb.head] if verb.deprel == "amod" and verb.head > verb.index else None
        if below is not None:  # "allied to the government burned homes"
            mended[below.index] = replace(below, head=verb.index, deprel="obj")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        mended[siding.index] = replace(siding, head=noun.index, deprel="acl")
        mended[side.index] = replace(side, head=siding.index, deprel="obl")
        mended[link.index] = replace(link, upos="ADP", head=side.index, deprel="case")
        return mended
    return None


def verb_behind_attribute(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Soldiers loyal to the general [surrendered]", with the surrender for what tells of the general.

    So with participles: "Villagers displaced by the fighting [returned]".
    """
    tokens = sentence.tokens
    for verb in tokens[3:]:
        if verb.deprel != "acl" or not (verb.xpos == "VBD" or (verb.xpos == "VBN" and verb.text.lower() in lexicon.forms)):
            continue
        side = tokens[verb.head]
        attribute = tokens[side.head] if side.head >= 0 else side
        noun = tokens[attribute.head] if attribute.head >= 0 else attribute
        if attribute.index != noun.index + 1 or not attribute.index < side.index < verb.index:
            continue
        if attribute.text.lower() not in SIDING and not (attribute.xpos == "VBN" and verb.xpos == "VBD"):
            continue
        if tokens[verb.index - 1].text == "," or not _is_without_verb(sentence, noun):
            continue
        if has_child(sentence, verb.index, AUXILIARIES) or has_child(sentence, verb.index, AGENT):
            continue
        is_told = noun.deprel == "obj"
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=noun.head, deprel="ccomp" if is_told else noun.deprel)
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        for child in sentence.children[noun.index]:
            if child > verb.index or tokens[child].deprel in ("mark", "cc"):
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def _is_without_verb(sentence: Sentence, noun: Token) -> bool:
    """Whether the noun stands where a clause has its verb, or is all that is said: "said [officers] loyal to X seized Y"."""
    is_told = noun.deprel == "obj" and sentence.tokens[noun.head].lemma.lower() == "say"
    if noun.upos not in NOMINAL or not (is_told or noun.deprel in ("root", "ccomp", "advcl", "parataxis")):
        return False
    return not has_child(sentence, noun.index, ("cop", "nsubj", "acl:relcl"))


def name_before_hyphen(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Emirati]-backed forces advanced", with the forces for an apposition of the Emirati, and no verb."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[:-5]:
        hyphen, participle = tokens[name.index + 1], tokens[name.index + 2]
        if hyphen.text != "-" or name.char_end != hyphen.char_start or participle.xpos != "VBN" or participle.head < 0:
            continue
        noun = tokens[participle.head]
        if participle.deprel != "amod" or noun.head != name.index or noun.deprel not in ("appos", "dep", "list", "flat"):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=name.head, deprel=name.deprel)
        mended[name.index] = replace(name, head=participle.index, deprel="compound")
        for child in sentence.children[name.index]:
            if child != noun.index:
                mended[child] = replace(tokens[child], head=noun.index)
        verb = next(
            (t for t in tokens[noun.index + 1 :] if t.head == noun.index and t.deprel == "acl" and t.xpos == "VBN"), None
        )
        is_clause = name.deprel in ("root", "ccomp", "parataxis")
        if (
            verb is not None
            and is_clause
            and not has_child(sentence, verb.index, AGENT)
            and tokens[verb.index - 1].index == noun.index
        ):
            mended[verb.index] = replace(verb, xpos="VBD", head=name.head, deprel=name.deprel)
            mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        return mended
    return None


def origin_on_compound(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Israeli] air raids", "[US] drone strikes": the country before a compound is that of the whole noun.

    Before those who fight it is theirs: "a [Nigerian] army raid", "a [Haitian] gang attack".
    """
    tokens = sentence.tokens
    sides = lexicon.words("armed_side")
    mended: list[Token] | None = None
    for origin in tokens[:-2]:
        middle = tokens[origin.index + 1]
        if origin.deprel not in ("amod", "compound") or not origin.text[0].isupper() or origin.head <= origin.index:
            continue
        is_name = middle.text[0].isupper() and not sentence.is_headline
        if middle.deprel != "compound" or middle.xpos != "NN" or is_name or middle.head <= middle.index:
            continue
        if origin.head not in (middle.index, middle.head):
            continue
        if tokens[middle.head].upos in NOMINAL or tokens[middle.head].deprel in ("nsubj", "obj", "obl", "nmod"):
            above = middle.index if sides.match(middle) or middle.lemma.lower() in OFFICERS else middle.head
            mended = mended or list(tokens)
            mended[origin.index] = replace(origin, head=above)
    return mended


def acronym_beside_origin(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[U.S. and Israeli] strikes killed 30", read as the U.S., and strikes: both are whose strikes they are."""
    del lexicon
    tokens = sentence.tokens
    for origin in tokens[:-3]:
        link, second = tokens[origin.index + 1], tokens[origin.index + 2]
        letters = origin.text.replace(".", "")
        is_acronym = origin.upos == "PROPN" and letters.isupper() and len(letters) <= LONGEST_ACRONYM
        if not is_acronym or link.text.lower() != "and" or second.upos != "ADJ" or not second.text[0].isupper():
            continue
        noun = tokens[second.head]
        if second.deprel != "amod" or noun.deprel != "conj" or noun.head != origin.index:
            continue
        if has_child(sentence, noun.index, DETERMINED) or has_child(sentence, origin.index, DETERMINED):
            continue  # "the U.S. and Iranian drones"
        mended = [replace(t, head=noun.index) if t.head == origin.index and t.index != noun.index else t for t in tokens]
        mended[noun.index] = replace(noun, head=origin.head, deprel=origin.deprel)
        mended[origin.index] = replace(origin, head=noun.index, deprel="amod")
        mended[second.index] = replace(second, head=origin.index, deprel="conj")
        mended[link.index] = replace(link, head=second.index, deprel="cc")
        return mended
    return None
