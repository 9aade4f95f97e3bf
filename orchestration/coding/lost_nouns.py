"""Nouns, names and what describes them, read as something else: "the [signing] of a treaty", "put on [standby]". Pure.

Run by `lost_words`; the input sentence is left as it is.
"""

from dataclasses import replace

from orchestration.coding.lost_objects import NOMINAL
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

CHARGING = frozenset("accused accuses accusing accuse suspected suspects suspect guilty convicted convicts denied".split())
NAMED_BY_GERUND = frozenset({"Signing", "Shelling", "Bombing", "Killing", "Storming", "Hijacking"})
STATES = frozenset("standby alert notice hold trial leave probation strike duty parole ice guard watch".split())
OFFICERS = frozenset({"police", "navy", "coastguard"})
BEFORE_TITLE = ("ADJ", "NOUN", "PROPN")
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


def state_behind_on(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Were put [on standby]", read as "put on", with a standby beside it: it is the state that they were put in."""
    del lexicon
    tokens = sentence.tokens
    for on in tokens[1:-1]:
        state = tokens[on.index + 1]
        if on.text.lower() != "on" or on.deprel != "compound:prt" or state.text.lower() not in STATES:
            continue
        if state.head == on.head and state.deprel in ("obj", "obl", "advmod", "xcomp", "obl:unmarked"):
            mended = list(tokens)
            mended[on.index] = replace(on, upos="ADP", xpos="IN", head=state.index, deprel="case")
            mended[state.index] = replace(state, upos="NOUN", xpos="NN", deprel="obl")
            return mended
    return None


def gerund_behind_charge(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Accused the army of [bombing homes]", read as homes of a kind: a plural behind the gerund is what is bombed."""
    tokens = sentence.tokens
    for gerund in tokens[2:-1]:
        of, noun = tokens[gerund.index - 1], tokens[gerund.head] if gerund.head > gerund.index else gerund
        is_of_kind = (gerund.upos, gerund.deprel) in (("NOUN", "compound"), ("VERB", "amod"))
        is_named = is_of_kind and gerund.text.endswith("ing") and of.text == "of"
        charge = next((t for t in reversed(tokens[: of.index]) if t.upos == "VERB"), gerund)
        if not is_named or noun.xpos not in ("NNS", "NNPS") or charge.text not in CHARGING:
            continue
        lemma = lexicon.lemma_as(gerund.text, "VERB")
        if lemma is None or of.head != noun.index:
            continue
        mended = list(tokens)
        mended[gerund.index] = replace(gerund, upos="VERB", xpos="VBG", lemma=lemma, head=charge.index, deprel="advcl")
        mended[noun.index] = replace(noun, head=gerund.index, deprel="obj")
        mended[of.index] = replace(of, upos="SCONJ", head=gerund.index, deprel="mark")
        return mended
    return None


def signing_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Signing] in Rabat of a treaty", at the head of a chronicle's entry: what is signed stands behind the place."""
    del lexicon
    tokens = sentence.tokens
    if len(tokens) < 4 or tokens[0].text not in NAMED_BY_GERUND or tokens[0].head >= 0 or tokens[1].upos != "ADP":
        return None
    thing = next(
        (t for t in tokens[2:] if t.text.lower() == "of" and t.deprel == "case" and tokens[t.head].upos == "NOUN"), None
    )
    if thing is None:
        return None
    mended = list(tokens)
    mended[0] = replace(tokens[0], upos="NOUN", xpos="NN")
    mended[thing.head] = replace(tokens[thing.head], head=0, deprel="nmod")
    for child in sentence.children[0]:
        if tokens[child].deprel == "obl":
            mended[child] = replace(tokens[child], deprel="nmod")
    return mended


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


def second_titled_name(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "French President Emmanuel Macron and EU policy chief [Kaja Kallas] met": the second name goes on with the first.

    Read as a part of the first name, or as the subject alone with the first name before its title.
    """
    del lexicon
    tokens = sentence.tokens
    for title in tokens[2:]:
        if title.deprel != "nmod:desc" or not 0 <= title.index < title.head or tokens[title.head].upos != "PROPN":
            continue
        joint = title.index - 1
        while joint > 0 and (tokens[joint].upos in BEFORE_TITLE or tokens[joint].text in POSSESSIVES):
            joint -= 1
        if tokens[joint].text.lower() != "and" or joint < 1 or tokens[joint - 1].upos != "PROPN":
            continue
        mended = _joined_names(sentence, joint, title)
        if mended is not None:
            return mended
    return None


def _joined_names(sentence: Sentence, joint: int, title: Token) -> list[Token] | None:
    tokens = sentence.tokens
    chain = [joint - 1]
    while tokens[chain[-1]].deprel == "flat" and 0 <= tokens[chain[-1]].head < chain[-1]:
        chain.append(tokens[chain[-1]].head)
    first, second = tokens[chain[-1]], tokens[title.head]
    if len(chain) < 2 or (second.deprel == "conj" and second.head == first.index):
        return None
    is_part = second.deprel in ("conj", "flat") and second.head in chain
    is_split = second.deprel.startswith("nsubj") and (first.head in (title.index, second.index, second.head))
    if not is_part and not is_split:
        return None
    mended = list(tokens)
    if is_split:
        mended[first.index] = replace(first, head=second.head, deprel=second.deprel)
    mended[second.index] = replace(second, head=first.index, deprel="conj")
    mended[joint] = replace(tokens[joint], head=second.index)
    for token in tokens[joint + 1 : title.index]:
        if token.deprel == "conj" and token.head in chain:
            mended[token.index] = replace(token, head=title.index, deprel="compound")
    return mended
