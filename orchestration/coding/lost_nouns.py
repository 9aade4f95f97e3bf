"""Mends nouns and names that the tagger took for verbs or adverbs: "26 cartel [suspects]", "thanked [Rwanda]". Pure.

Run by `lost_words`. The words around tell: a singular behind a number above one is half of a compound, a capital letter
inside a sentence makes a name, and "'s" owns a noun.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

JAILS = frozenset({"jail", "prison", "trial"})
LETTING = frozenset({"let", "make", "help", "watch", "see"})
CHARGING = frozenset("accused accuses accusing accuse suspected suspects suspect guilty convicted convicts denied".split())
NAMED_BY_GERUND = frozenset({"Signing", "Shelling", "Bombing", "Killing", "Storming", "Hijacking"})
ONE = frozenset({"one", "1", "a"})
OF_VERB = frozenset({"nsubj", "nsubj:pass", "obj", "cop", "aux", "aux:pass", "mark", "advmod", "xcomp", "ccomp"})
STATES = frozenset("standby alert notice hold trial leave probation strike duty parole ice guard watch".split())


def counted_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Flew 26 cartel [suspects] to Texas", with a clause in which the cartel suspects: 26 are not one cartel."""
    tokens = sentence.tokens
    for word in tokens[2:]:
        noun = tokens[word.index - 1]
        if word.xpos != "VBZ" or word.deprel not in ("ccomp", "xcomp", "advcl", "conj") or noun.head != word.index:
            continue
        number = next((tokens[c] for c in sentence.children[noun.index] if tokens[c].deprel == "nummod"), None)
        verb = tokens[word.head]
        if noun.xpos != "NN" or number is None or number.text.lower() in ONE or verb.index > number.index:
            continue
        mended = list(tokens)
        lemma = word.text[:-1].lower()
        mended[word.index] = replace(word, upos="NOUN", xpos="NNS", lemma=lemma, deprel="obj")
        mended[noun.index] = replace(noun, deprel="compound")
        for child in sentence.children[noun.index]:
            mended[child] = replace(tokens[child], head=word.index)
        for child in sentence.children[word.index]:
            if child > word.index and tokens[child].deprel != "punct":
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def opening_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Ministers] backed the deal" with the first word for a verb in the present: nothing stands before it that acts."""
    first = sentence.tokens[0]
    if first.xpos != "VBZ" or first.upos != "VERB" or sentence.tokens[-1].text == "?":
        return None
    mended = list(sentence.tokens)
    mended[0] = replace(first, upos="NOUN", xpos="NNS", lemma=first.text[:-1].lower())
    return mended


def name_read_as_adverb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Thanked [Rwanda] for troops", "held [Iran] responsible": a capital inside the sentence, right behind the verb."""
    tokens = sentence.tokens
    for name in tokens[1:]:
        verb = tokens[name.index - 1]
        if name.deprel != "advmod" or name.upos not in ("ADV", "PROPN") or not name.text[:1].isupper():
            continue
        if verb.upos != "VERB" or not verb.text.islower() or sentence.is_headline:
            continue
        if name.head not in (verb.index, *sentence.children[verb.index]):
            continue
        if any(tokens[c].deprel in ("obj", "ccomp") for c in sentence.children[verb.index]):
            continue
        mended = list(tokens)
        mended[name.index] = replace(name, upos="PROPN", xpos="NNP", head=verb.index, deprel="obj")
        return mended
    return None


def to_jail(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Sent the leader to [jail] on remand", with an infinitive that jails nobody."""
    tokens = sentence.tokens
    for word in tokens[2:]:
        to = tokens[word.index - 1]
        if word.text not in JAILS or word.xpos != "VB" or to.text != "to" or word.head < 0:
            continue
        if any(tokens[c].deprel in ("obj", "nsubj", "aux") for c in sentence.children[word.index]):
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, upos="NOUN", xpos="NN", deprel="obl")
        mended[to.index] = replace(to, upos="ADP", xpos="IN", deprel="case")
        return mended
    return None


def owned_read_as_clause(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Stopped Rahul Gandhi's [convoy]" with the convoy for a clause: a noun that is owned, with nothing of a verb below."""
    tokens = sentence.tokens
    for noun in tokens[2:]:
        if noun.deprel != "ccomp" or noun.upos != "NOUN" or tokens[noun.head].upos != "VERB" or noun.head > noun.index:
            continue
        relations = {tokens[c].deprel for c in sentence.children[noun.index]}
        if "nmod:poss" not in relations or relations & OF_VERB:
            continue
        if any(tokens[c].deprel == "obj" for c in sentence.children[noun.head]):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, deprel="obj")
        return mended
    return None


def gerund_closing_phrase(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Subjected to Israeli phosphorus [shelling]", read as phosphorus that shells: the gerund is the noun of the phrase."""
    tokens = sentence.tokens
    for gerund in tokens[2:]:
        noun = tokens[gerund.index - 1]
        if gerund.xpos != "VBG" or gerund.deprel != "acl" or gerund.head != noun.index:
            continue
        if noun.xpos not in ("NN", "NNS"):
            continue
        if lexicon.lemma_as(gerund.text, "NOUN") is None or sentence.children[gerund.index]:
            continue
        if not any(tokens[c].deprel == "case" for c in sentence.children[noun.index]) or lexicon.words("person").match(noun):
            continue
        mended = list(tokens)
        relation = "obl" if noun.deprel == "obj" else noun.deprel
        mended[gerund.index] = replace(
            gerund, upos="NOUN", xpos="NN", lemma=gerund.text.lower(), head=noun.head, deprel=relation
        )
        mended[noun.index] = replace(noun, head=gerund.index, deprel="compound")
        for child in sentence.children[noun.index]:
            if child != gerund.index:
                mended[child] = replace(tokens[child], head=gerund.index)
        return mended
    return None


def verb_behind_let(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Let a blogger [leave] for Germany", with the leave for what is let."""
    tokens = sentence.tokens
    for verb in tokens[3:]:
        noun = tokens[verb.index - 1]
        if verb.xpos != "VB" or verb.deprel != "obj" or noun.deprel != "compound" or noun.head != verb.index:
            continue
        if tokens[verb.head].lemma.lower() not in LETTING:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, deprel="xcomp")
        mended[noun.index] = replace(noun, head=verb.head, deprel="obj")
        for child in sentence.children[verb.index]:
            if child < noun.index:
                mended[child] = replace(tokens[child], head=noun.index)
        return mended
    return None


def passive_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The convoy was [torched] by jihadists", with the convoy being a torched: behind "was" it is the participle."""
    tokens = sentence.tokens
    for word in tokens[2:]:
        if word.upos not in ("PROPN", "NOUN", "ADJ") or not word.text.islower() or not word.text.endswith("ed"):
            continue
        lemma = lexicon.lemma_as(word.text, "VERB")
        children = [tokens[c] for c in sentence.children[word.index]]
        copula = next((c for c in children if c.deprel == "cop" and c.lemma.lower() == "be"), None)
        by = next((c for c in children if c.deprel == "obl" and c.index > word.index and _has_by(sentence, c.index)), None)
        if lemma is None or copula is None or copula.index > word.index or (word.upos == "ADJ" and by is None):
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, upos="VERB", xpos="VBN", lemma=lemma)
        mended[copula.index] = replace(copula, deprel="aux:pass")
        for child in children:
            if child.deprel == "nsubj":
                mended[child.index] = replace(child, deprel="nsubj:pass")
        if by is not None:
            mended[by.index] = replace(by, deprel="obl:agent")
        return mended
    return None


def _has_by(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[c].text == "by" for c in sentence.children[noun])


def plural_before_and(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Somali [troops] and allied clan militia retook", read as a militia of troops: a plural before "and" is joined."""
    tokens = sentence.tokens
    for noun in tokens[:-3]:
        link = tokens[noun.index + 1]
        if noun.xpos != "NNS" or noun.deprel != "compound" or link.text != "and" or noun.head <= link.index:
            continue
        second = tokens[noun.head]
        if second.upos not in NOMINAL or second.head < 0 or second.deprel not in ("nsubj", "nsubj:pass", "obj", "obl"):
            continue
        if any(t.upos in ("VERB", "AUX", "ADP") and t.deprel != "amod" for t in tokens[link.index : second.index]):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=second.head, deprel=second.deprel)
        mended[second.index] = replace(second, head=noun.index, deprel="conj")
        mended[link.index] = replace(link, head=second.index, deprel="cc")
        for child in sentence.children[second.index]:
            if child < noun.index:
                mended[child] = replace(tokens[child], head=noun.index)
        return mended
    return None


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
