"""Mends nouns and names that the tagger took for verbs or adverbs: "26 cartel [suspects]", "thanked [Rwanda]". Pure.

Run by `lost_words`. The words around tell: a singular behind a number above one is half of a compound, a capital letter
inside a sentence makes a name, and "'s" owns a noun.
"""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

LETTING = frozenset({"let", "make", "help", "watch", "see"})
CHARGING = frozenset("accused accuses accusing accuse suspected suspects suspect guilty convicted convicts denied".split())
NAMED_BY_GERUND = frozenset({"Signing", "Shelling", "Bombing", "Killing", "Storming", "Hijacking"})
ONE = frozenset({"one", "1", "a"})
OF_VERB = frozenset({"nsubj", "nsubj:pass", "obj", "cop", "aux", "aux:pass", "mark", "advmod", "xcomp", "ccomp"})
STATES = frozenset("standby alert notice hold trial leave probation strike duty parole ice guard watch".split())


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
        is_named = gerund.upos == "NOUN" and gerund.text.endswith("ing") and gerund.deprel == "compound" and of.text == "of"
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
