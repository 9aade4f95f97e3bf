"""Relations that the parser names or hangs otherwise than the rules read them. Pure; the input sentence is left as it is.

Each function gives the mended tokens, or None where there is nothing to mend.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL, changed_in, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

KEEPING = frozenset(("keep", "leave", "hold", "find"))
JUDGING = frozenset(("hold", "find"))
JUDGED = frozenset("responsible liable accountable guilty culpable complicit".split())
CALLS = frozenset("phone telephone videolink".split())
SPEECH = frozenset("estimates reports claims says states announces projects reckons".split())
MOVING_OTHERS = frozenset("expect ask urge order force tell allow permit enable compel instruct persuade encourage".split())
PROMISING = frozenset("promise vow pledge threaten decide refuse undertake swear".split())
ACCUSING = frozenset(("accuse", "suspect"))
TELLING = frozenset(("tell", "inform", "notify", "remind"))
LEADING = frozenset("lead prompt cause push drive spur dare challenge tempt provoke press".split())
BLAMING = frozenset(("blame", "pin"))
PAST = ("VBD", "VBN")
CHARGES = frozenset("charge count accusation allegation suspicion claim threat hope risk danger".split())


def hung_on_auxiliary(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "At no [point] did police shoot": what hangs on an auxiliary hangs on its verb."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for token in tokens:
        if token.head < 0 or not tokens[token.head].deprel.startswith("aux"):
            continue
        mended = mended or list(tokens)
        mended[token.index] = replace(token, head=tokens[token.head].head)
    return mended


def state_of_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Have kept the crossing [shut] since June": the state in which the object is kept is the verb's."""
    del lexicon
    tokens = sentence.tokens
    for state in tokens:
        if state.deprel != "acl" or state.xpos != "VBN" or state.head != state.index - 1:
            continue
        noun = tokens[state.head]
        verb = tokens[noun.head] if noun.head >= 0 else noun
        is_agent_told = any(tokens[c].deprel == "obl:agent" for c in sentence.children[state.index])
        if noun.deprel != "obj" or verb.lemma.lower() not in KEEPING or is_agent_told:
            continue
        mended = list(tokens)
        mended[state.index] = replace(state, head=verb.index, deprel="xcomp")
        return mended
    return None


def judged_read_as_attribute(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Found the colonel [responsible] for the raid", "held the army [responsible]": what the object is said to be."""
    del lexicon
    tokens = sentence.tokens
    for state in tokens[2:]:
        if state.lemma.lower() not in JUDGED or state.deprel not in ("amod", "obj"):
            continue
        before = tokens[state.index - 1]
        is_attribute = state.deprel == "amod" and state.head == before.index and before.deprel == "obj"
        heads_object = state.deprel == "obj" and before.head == state.index and before.deprel == "compound"
        verb = tokens[before.head if is_attribute else state.head]
        if not (is_attribute or heads_object) or verb.lemma.lower() not in JUDGING or before.upos not in NOMINAL:
            continue
        if has_child(sentence, verb.index, ("xcomp",)) or "account" in sentence.texts[state.index :]:
            continue  # "hold the men responsible for it to account"
        mended = list(tokens)
        mended[state.index] = replace(state, upos="ADJ", xpos="JJ", head=verb.index, deprel="xcomp")
        if heads_object:
            mended[before.index] = replace(before, head=verb.index, deprel="obj")
            for child in sentence.children[state.index]:
                if child < before.index:
                    mended[child] = replace(tokens[child], head=before.index)
        return mended
    return None


def speech_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "..., the United Nations [estimates].": the last word of a sentence, behind a comma and a name, tells who says it."""
    del lexicon
    tokens = sentence.tokens
    last = next((token for token in reversed(tokens) if token.upos != "PUNCT"), None)
    if last is None or last.xpos != "NNS" or last.text.lower() not in SPEECH or sentence.is_headline:
        return None
    speakers = [c for c in sentence.children[last.index] if tokens[c].deprel == "compound" and tokens[c].upos in NOMINAL]
    comma = next((token.index for token in reversed(tokens[: last.index]) if token.text == ","), None)
    root = next((token for token in tokens if token.head < 0), last)
    if not speakers or comma is None or comma > speakers[0] or root.index >= comma:
        return None
    mended = list(tokens)
    mended[last.index] = replace(last, upos="VERB", xpos="VBZ", head=root.index, deprel="parataxis")
    mended[speakers[-1]] = replace(tokens[speakers[-1]], deprel="nsubj")
    for child in sentence.children[last.index]:
        if child != speakers[-1] and comma < child < last.index:
            mended[child] = replace(tokens[child], head=speakers[-1])
    return mended


def second_infinitive(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Told the rebels to lay down their arms and to [leave]": joined to the first infinitive, not to who told them."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for verb in tokens:
        if verb.deprel != "conj" or verb.upos != "VERB" or verb.xpos not in ("VB", "VBP"):
            continue
        below = [tokens[child] for child in sentence.children[verb.index]]
        if any(t.deprel.startswith(("nsubj", "aux", "cop")) for t in below) or not any(t.deprel == "cc" for t in below):
            continue
        first = tokens[verb.head]
        if first.xpos in PAST:
            others = (tokens[child] for child in sentence.children[first.index])
            infinitives = [t for t in others if t.index < verb.index and t.xpos == "VB" and t.deprel in ("xcomp", "advcl")]
            first = infinitives[-1] if infinitives else first
        if first.xpos == "VB" and (first.index != verb.head or verb.xpos == "VBP"):
            mended = mended or list(tokens)
            mended[verb.index] = replace(verb, xpos="VB", head=first.index)
    return mended


def clause_behind_of(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Put its losses at four and boasted of having [overrun] a post": what "of" opens is of the word right before.

    So it is of a noun ("faces charges of [inciting] a riot") and of the verb whose object stands before ("denied it and
    accused Eritrea of [arming] them").
    """
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[1:]:
        if mark.text.lower() != "of" or mark.deprel not in ("mark", "case") or mark.head < mark.index:
            continue
        clause, verb = tokens[mark.head], tokens[mark.index - 1]
        if verb.deprel in ("obj", "iobj", "flat") and clause.xpos == "VBG":
            told = tokens[verb.head] if verb.deprel == "flat" else verb
            verb = tokens[told.head] if told.deprel in ("obj", "iobj") else verb
        if clause.deprel != "advcl" or clause.head == verb.index:
            continue
        is_verb = verb.upos == "VERB" and verb.deprel == "conj"
        is_noun = verb.lemma.lower() in CHARGES and verb.head == clause.head and clause.xpos == "VBG"
        if is_verb or is_noun:
            mended = list(tokens)
            mended[clause.index] = replace(clause, head=verb.index, deprel="advcl" if is_verb else "acl")
            return mended
    return None


def infinitive_on_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Expects the unions to [strike]", "promised in May to [go]": of the verb, no attribute of the unions or of May."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for verb in tokens[3:]:
        if verb.deprel not in ("acl", "advcl") or verb.xpos != "VB" or tokens[verb.index - 1].text.lower() != "to":
            continue
        noun = tokens[verb.head]
        if verb.deprel == "advcl":
            moved = any(tokens[c].deprel == "obj" and c < verb.index for c in sentence.children[noun.index])
            if moved and noun.lemma.lower() in LEADING:
                mended = mended or list(tokens)
                mended[verb.index] = replace(verb, deprel="xcomp")  # "could lead Japan to deploy its forces"
            continue
        above = tokens[noun.head].lemma.lower() if noun.head >= 0 else ""
        if (noun.deprel == "obj" and above in MOVING_OTHERS) or (noun.deprel == "obl" and above in PROMISING):
            mended = mended or list(tokens)
            mended[verb.index] = replace(verb, head=noun.head, deprel="xcomp")
    return mended


def blamed_on(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Blamed the attack on [the rebels]": on whom the deed is blamed, not against whom it was."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for culprit in tokens[3:]:
        deed = tokens[culprit.head] if culprit.head >= 0 else culprit
        if culprit.deprel != "nmod" or deed.deprel != "obj" or tokens[deed.head].lemma.lower() not in BLAMING:
            continue
        if any(tokens[c].deprel == "case" and tokens[c].text.lower() == "on" for c in sentence.children[culprit.index]):
            mended = mended or list(tokens)
            mended[culprit.index] = replace(culprit, head=deed.head, deprel="obl")
    return mended


def accused_of(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Accused the army of the [strike] and of [shelling] it", "told staff of [raids]": not what army or staff it is."""
    tokens = sentence.tokens
    for verb in tokens[1:-4]:
        if verb.upos != "VERB" or verb.lemma.lower() not in (*ACCUSING, *TELLING):
            continue
        accused = next((c for c in sentence.children[verb.index] if tokens[c].deprel in ("obj", "iobj", "nsubj:pass")), None)
        further = [c for c in sentence.children[verb.index] if c > verb.index and _has_of(sentence, c)]
        if accused is None or any(tokens[c].deprel in ("advcl", "obl", "xcomp", "ccomp") for c in further):
            continue
        deeds = [c for c in sentence.children[accused] if tokens[c].deprel == "nmod" and _has_of(sentence, c)]
        if not deeds or deeds[-1] < verb.index:
            continue
        if verb.lemma.lower() in TELLING and lexicon.lemma_as(tokens[deeds[-1]].text.lower(), "NOUN") is None:
            continue  # "told officials of the ministry"
        mended = list(tokens)
        mended[deeds[-1]] = replace(tokens[deeds[-1]], head=verb.index, deprel="obl")
        for clause in further:
            mended[clause] = replace(tokens[clause], deprel="advcl" if tokens[clause].xpos == "VBG" else "obl")
        return mended
    return None


def _has_of(sentence: Sentence, index: int) -> bool:
    return any(sentence.tokens[c].text.lower() == "of" for c in sentence.children[index])


def partner_of_call(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Discussed the war by phone with [Modi]": he was talked with, whatever was talked by."""
    del lexicon
    tokens = sentence.tokens
    for partner in tokens[3:]:
        phone = tokens[partner.head]
        if partner.deprel != "nmod" or phone.text.lower() not in CALLS or phone.deprel != "obl" or phone.head < 0:
            continue
        before = {tokens[child].text.lower() for child in sentence.children[phone.index] if child < phone.index}
        is_with = any(tokens[child].text == "with" for child in sentence.children[partner.index])
        if is_with and before <= {"by", "over", "on", "via", "the", "in", "a"} and tokens[phone.head].upos == "VERB":
            return changed_in(tokens, replace(partner, head=phone.head, deprel="obl"))
    return None
