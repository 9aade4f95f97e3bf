"""Mends trees in which an aside between commas cost a clause its subject. Pure. Run by `lost_words`."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.graph import Graph
from orchestration.coding.tree_shape import head_of_name, outermost, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

LONGEST_ASIDE = 14  # words between the commas behind a counted noun
LONGEST_APPOSITION = 10
LONGEST_SPEAKER = 9  # words from the verb of saying to the comma behind who says it
JOINED_AS = frozenset({"conj", "xcomp", "ccomp", "advcl", "appos", "acl", "acl:relcl"})
RELATIVES = frozenset({"that", "which", "whom"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
BEFORE_SPEECH = frozenset({"nsubj", "obl:unmarked", "vocative", "dislocated", "nsubj:outer"})
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


def subject_before_speech(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Turkey], a minister told parliament, will withdraw its troops": read as the speaker, or as nothing."""
    tokens = sentence.tokens
    for cue in tokens[3:-3]:
        if cue.lemma not in (*TELLING, "tell") or cue.upos != "VERB":
            continue
        children = [tokens[c] for c in sentence.children[cue.index]]
        said = next((t for t in children if t.deprel == "ccomp" and t.index > cue.index), None)
        first = next((t for t in children if t.deprel in BEFORE_SPEECH and t.upos in NAMING), None)
        if said is None or first is None or first.index > cue.index:
            continue
        below = [tokens[c] for c in sentence.children[said.index]]
        auxiliaries = [t for t in below if t.deprel.startswith("aux")]
        opening = min([said.index, *(t.index for t in auxiliaries)])
        has_subject = any(t.deprel.startswith(("nsubj", "mark")) for t in below)
        if has_subject or tokens[opening - 1].text != "," or (not auxiliaries and said.xpos not in FINITE):
            continue
        comma = next((t.index for t in tokens[first.index : cue.index] if t.text == ","), None)
        if comma is None:
            continue
        beside = [tokens[c] for c in sentence.children[first.index] if tokens[c].deprel == "appos"]
        speaker = next((t for t in (*children, *beside) if comma < t.index < cue.index and t.upos in NAMING), None)
        if speaker is None or speaker.deprel not in ("nsubj", "appos"):
            continue
        is_passive = any(t.deprel == "aux:pass" for t in auxiliaries)
        mended = list(tokens)
        mended[said.index] = replace(said, head=cue.head, deprel=cue.deprel)
        mended[cue.index] = replace(cue, head=said.index, deprel="parataxis")
        mended[first.index] = replace(first, head=said.index, deprel="nsubj:pass" if is_passive else "nsubj")
        mended[speaker.index] = replace(speaker, head=cue.index, deprel="nsubj")
        return mended
    return None


def subject_joined_to_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Nobody claimed the raid, but [JNIM], a branch of al-Qaeda, has struck before", read as a raid and JNIM."""
    tokens = sentence.tokens
    for noun in tokens[3:-3]:
        links = [tokens[c] for c in sentence.children[noun.index] if tokens[c].deprel == "cc" and c < noun.index]
        if noun.deprel != "conj" or noun.upos not in NAMING or not links or tokens[links[0].index - 1].text != ",":
            continue
        last = max(Graph(sentence).subtree(noun.index))
        closing = last + 1 if tokens[last].text != "," else last
        if closing + 1 >= len(tokens) or tokens[closing].text != ",":
            continue
        verb = next((t for t in tokens[closing + 1 :] if t.upos not in ("AUX", "ADV", "PUNCT")), None)
        opening = tokens[closing + 1]
        if verb is None or verb.upos != "VERB" or verb.deprel not in ("ccomp", "conj", "advcl", "parataxis"):
            continue
        below = {tokens[c].deprel for c in sentence.children[verb.index]}
        if (opening.upos != "AUX" and opening.xpos not in FINITE) or below & {"nsubj", "nsubj:pass", "mark"}:
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=verb.index, deprel=subject_relation(sentence, verb.index))
        mended[verb.index] = replace(verb, deprel="conj")
        for link in links:
            mended[link.index] = replace(link, head=verb.index)
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


def before_apposition(tokens: Sequence[Token], end: int) -> Token:
    """The noun that stands at `end`, or before the apposition that a comma closes there: "Smith, the minister, resigned"."""
    if tokens[end].text != ",":
        return tokens[end]
    opening = next((t.index for t in reversed(tokens[max(0, end - LONGEST_APPOSITION) : end]) if t.upos in ENDING_NAME), 0)
    if opening == 0 or tokens[opening].text != ",":
        return tokens[end]
    return head_of_name(tokens, opening - 1)


def relative_behind_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A verdict that her party, the Awami League, [rejected]": the apposition parted the clause from its subject."""
    tokens = sentence.tokens
    for pronoun in tokens[1:-5]:
        if pronoun.text not in RELATIVES or tokens[pronoun.index - 1].upos not in NAMING:
            continue
        comma = _end_of_name(tokens, pronoun.index + 2, pronoun.index + LONGEST_APPOSITION)
        closing = _end_of_name(tokens, comma + 1, comma + LONGEST_APPOSITION)
        if not comma or not closing or tokens[comma].text != "," or tokens[closing].text != "," or closing == comma + 1:
            continue
        named = range(pronoun.index + 1, comma)
        subject = outermost(tokens, named, NAMING)
        verb = next((t for t in tokens[closing + 1 :] if t.upos not in ("AUX", "ADV", "PART")), None)
        if subject is None or verb is None or verb.upos != "VERB" or verb.xpos not in (*FINITE, "VBN"):
            continue
        below = {tokens[c].deprel for c in sentence.children[verb.index] if c > closing}
        noun = tokens[pronoun.index - 1]
        is_lost = verb.deprel in JOINED_AS and not below & {"nsubj", "nsubj:pass", "cc", "mark"} and subject.head != verb.index
        if not is_lost or verb.text.lower() not in lexicon.forms:
            continue
        mended = list(tokens)
        has_object = "obj" in below
        mended[pronoun.index] = replace(
            pronoun, upos="PRON", xpos="WDT", head=verb.index, deprel="obl" if has_object else "obj"
        )
        mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
        mended[verb.index] = replace(verb, xpos=_tag(verb, tokens[closing + 1]), head=noun.index, deprel="acl:relcl")
        return mended
    return None


def _end_of_name(tokens: Sequence[Token], start: int, end: int) -> int:
    """The first mark, verb or conjunction from `start` on, before `end`; 0 where none is."""
    return next((t.index for t in tokens[start:end] if t.upos in ENDING_NAME), 0)
