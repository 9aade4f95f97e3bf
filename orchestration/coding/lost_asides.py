"""Mends trees in which an aside between commas cost a clause its subject. Pure. Run by `lost_words`."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import outermost, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

LONGEST_ASIDE = 14  # words between the commas behind a counted noun
LONGEST_SPEAKER = 9  # words from the verb of saying to the comma behind who says it
JOINED_AS = frozenset({"conj", "xcomp", "ccomp", "advcl", "appos", "acl", "acl:relcl"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
ENDING_NAME = frozenset({"PUNCT", "VERB", "AUX", "SCONJ"})
ADDING = frozenset(
    """say says said saying report reports reported reporting announced confirms confirmed added adds warned warns claims
    claimed estimates estimated believes believe alleges alleged""".split()
)
TELLING = frozenset("say says said claim claims claimed insist insists insisted argue argues allege alleges alleged".split())


def subject_before_aside(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Russian forces], say residents, have entered the town": the aside took the subject or the clause around it."""
    tokens = sentence.tokens
    for cue in tokens[2:-3]:
        if cue.text not in TELLING or tokens[cue.index - 1].text != ",":
            continue
        before = [child for child in sentence.children[cue.index] if child < cue.index]
        subject = next((child for child in before if tokens[child].deprel.startswith("nsubj")), None)
        comma = next((t.index for t in tokens[cue.index + 1 : cue.index + LONGEST_SPEAKER] if t.upos in ENDING_NAME), None)
        if subject is None or comma is None or tokens[comma].text != "," or comma == cue.index + 1:
            continue
        verb = next((t for t in tokens[comma + 1 :] if t.upos not in ("AUX", "ADV")), None)
        opening = tokens[comma + 1]
        if verb is None or (opening.xpos not in (*FINITE, "VBN") and opening.upos != "AUX"):
            continue
        speaker = next(t for t in reversed(tokens[cue.index : comma]) if t.upos in NAMING or t is cue)
        heads = {t.index for t in tokens[cue.index + 1 : comma]}
        while speaker.head in heads:
            speaker = tokens[speaker.head]
        auxiliaries = [t for t in tokens[comma + 1 : verb.index] if t.upos == "AUX"]
        is_passive = bool(auxiliaries) and auxiliaries[-1].lemma == "be" and verb.xpos == "VBN"
        mended = list(tokens)
        above = (cue.head, cue.deprel) if cue.head not in (verb.index, *heads) else (verb.head, verb.deprel)
        tag = "VBD" if verb.xpos == "VBN" and not auxiliaries else verb.xpos
        mended[verb.index] = replace(verb, xpos=tag, head=above[0], deprel=above[1])
        mended[cue.index] = replace(cue, head=verb.index, deprel="parataxis")
        mended[subject] = replace(tokens[subject], head=verb.index, deprel="nsubj:pass" if is_passive else "nsubj")
        mended[speaker.index] = replace(speaker, head=cue.index, deprel="nsubj")
        for token in auxiliaries:
            if token.head != verb.index:
                mended[token.index] = replace(token, head=verb.index)
        return mended
    return None


def subject_joined_to_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Declared an emergency and [soldiers] airlifted food", read as an emergency of soldiers: they act."""
    tokens = sentence.tokens
    for verb in tokens[4:]:
        noun = tokens[verb.index - 1]
        if verb.upos != "VERB" or verb.xpos not in (*FINITE, "VBN") or verb.deprel not in JOINED_AS:
            continue
        link = next((tokens[c] for c in sentence.children[noun.index] if tokens[c].text == "and" and c < noun.index), None)
        if noun.deprel != "conj" or noun.upos not in NAMING or link is None or verb.head >= link.index or verb.head < 0:
            continue
        above = tokens[verb.head]
        if above.index == noun.head and above.upos in NAMING and above.head >= 0 and verb.xpos == "VBD":
            above = tokens[above.head]  # "arrested the mayor and protesters [torched] his house"
        below = {tokens[c].deprel for c in sentence.children[verb.index]}
        if above.upos != "VERB" or below & {"nsubj", "nsubj:pass", "cc", "aux", "aux:pass", "mark"}:
            continue
        if verb.xpos == "VBN" and not below & {"obj", "obl", "ccomp", "xcomp"}:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD" if verb.xpos == "VBN" else verb.xpos, head=above.index, deprel="conj")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        mended[link.index] = replace(link, head=verb.index)
        return mended
    return None


def said_before_aside(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Officials said [nine people], three of them children, were killed", read as officials who said nine people."""
    tokens = sentence.tokens
    for cue in tokens[1:-6]:
        if cue.text not in ADDING or cue.upos != "VERB":
            continue
        comma = next((t for t in tokens[cue.index + 2 : cue.index + LONGEST_ASIDE] if t.upos in ENDING_NAME), cue)
        start = comma.index + 1
        closing = next((t.index for t in tokens[start : start + LONGEST_ASIDE] if t.text == ","), None)
        if comma.text != "," or closing is None or closing + 2 >= len(tokens):
            continue
        named = range(cue.index + 1, comma.index)
        noun = outermost(tokens, named, NAMING)
        opening = tokens[closing + 1]
        verb = next((t for t in tokens[closing + 1 :] if t.upos not in ("AUX", "ADV", "PART")), None)
        if noun is None or noun.head < 0 or verb is None or verb.upos != "VERB" or verb.index == noun.head:
            continue
        if opening.upos != "AUX" and opening.xpos not in (*FINITE, "VBN"):
            continue
        below = [tokens[c] for c in sentence.children[verb.index]]
        if any(t.deprel.startswith(("nsubj", "mark")) and t.index > closing for t in below):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=verb.index, deprel=subject_relation(sentence, verb.index))
        mended[verb.index] = replace(verb, xpos=_tag(verb, opening), head=cue.index, deprel="ccomp")
        for child in sentence.children[cue.index]:
            if child > verb.index and tokens[child].deprel == "conj" and tokens[child].xpos in ("VBD", "VBN", "VBZ"):
                is_own = any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[child])
                if not is_own and tokens[child].text not in ADDING:
                    mended[child] = replace(tokens[child], head=verb.index)
        aside = range(start, closing)
        for token in tokens[start:closing]:
            if token.head not in aside or token.head == noun.index:
                mended[token.index] = replace(token, head=noun.index, deprel=_as_aside(tokens, token, aside))
        return mended
    return None


def _tag(verb: Token, opening: Token) -> str:
    return "VBD" if verb is opening and verb.xpos == "VBN" else verb.xpos


def _as_aside(tokens: Sequence[Token], token: Token, aside: range) -> str:
    """The relation of an aside's head to the noun that it tells of."""
    if token.upos == "PUNCT":
        return "punct"
    if token.upos in (*NAMING, "NUM", "DET", "SYM"):
        return "nmod"
    if token.upos == "ADJ" and token.xpos != "VBN":
        return "amod"
    has_relative = any(tokens[i].xpos in ("WDT", "WP", "WP$") for i in aside)
    return "acl:relcl" if has_relative else "acl"
