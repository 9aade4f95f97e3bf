"""Mends sentences whose words stand in an order that parsers do not expect. Pure. Run by `lost_words`.

"[Arrested] with him were two bodyguards": what is done opens the sentence. "Arrested in Lyon [two men]": a long object stands
behind the place.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.coding.tree_shape import NOMINAL, changed_in, has_child, outermost
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

BE = frozenset({"is", "are", "was", "were"})
ADDING = frozenset({"also", "still", "now", "already", "meanwhile", "later"})
HELD_AS = frozenset({"hostage", "captive", "prisoner"})
BEHIND_PARTICIPLE = frozenset({"ADP", "ADV", "PUNCT", "AUX"})
PHRASE = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PART", "PRON", "ADP"})
COUNTED = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
OPENING_OBJECT = frozenset({"DET", "NUM"})
STRAYED = frozenset({"dep", "list", "appos", "obj", "nmod", "nmod:unmarked", "obl:unmarked", "parataxis", "conj"})
OBJECTS = frozenset({"obj", "ccomp", "xcomp", "nsubj:pass", "aux:pass", "obl:agent"})
LONGEST_OPENING = 12  # tokens between the participle and "was"
LONGEST_CIRCUMSTANCE = 8


def participle_before_be(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Also [arrested] was the treasurer", "[detained] for a third day is its leader": a passive told from its end."""
    tokens = sentence.tokens
    participle = next((t for t in tokens[:2] if t.text.lower() not in ADDING), tokens[0])
    if participle.xpos not in ("VBN", "VBD") or lexicon.lemma_as(participle.text.lower(), "VERB") is None:
        return None
    follower = tokens[participle.index + 1] if participle.index + 1 < len(tokens) else participle
    be = next((t for t in tokens[participle.index + 1 : participle.index + LONGEST_OPENING] if t.text in BE), None)
    if be is None or (follower.upos not in BEHIND_PARTICIPLE and follower.text not in HELD_AS):
        return None
    if any(t.xpos in FINITE or t.deprel.startswith("nsubj") for t in tokens[participle.index + 1 : be.index] if t != follower):
        return None
    noun = _told_last(tokens, be)
    if noun is None:
        return None
    top = next(t for t in tokens if t.head < 0)
    mended = list(tokens)
    for child in (*sentence.children[noun.index], *sentence.children[be.index], *sentence.children[top.index]):
        outside = child < be.index or tokens[child].deprel == "punct" or tokens[child].deprel.startswith("advcl")
        if outside and child != noun.index:
            mended[child] = replace(tokens[child], head=participle.index)
    mended[top.index] = replace(top, head=participle.index, deprel="parataxis")
    mended[participle.index] = replace(participle, upos="VERB", xpos="VBN", head=-1, deprel="root")
    mended[be.index] = replace(be, head=participle.index, deprel="aux:pass")
    mended[noun.index] = replace(noun, head=participle.index, deprel="nsubj:pass")
    if follower.text in HELD_AS:
        mended[follower.index] = replace(follower, head=participle.index, deprel="xcomp")
    return mended


def _told_last(tokens: Sequence[Token], be: Token) -> Token | None:
    """The noun behind "was", where nothing but its phrase stands there: no "was later freed", "was a fraud"."""
    end = be.index + 1
    if end + 1 < len(tokens) and tokens[end].upos == "ADV" and tokens[end + 1].upos == "NUM":
        end += 1  # "were some 300 vendors"
    while end < len(tokens) and tokens[end].upos in PHRASE and tokens[end].upos != "ADP":
        end += 1
    phrase = tokens[be.index + 1 : end]
    behind = tokens[end] if end < len(tokens) else be
    if not phrase or behind.upos in ("VERB", "AUX") or phrase[0].upos == "PRON":
        return None
    return outermost(tokens, range(be.index + 1, end), COUNTED)


def object_behind_circumstance(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Approved on 10 December [the first reading]": what begins anew behind a place or a time is the object of the verb."""
    tokens = sentence.tokens
    time = lexicon.words("time_noun")
    for opening in tokens[3:]:
        before = tokens[opening.index - 1]
        if opening.upos not in OPENING_OBJECT or before.upos not in ("NOUN", "PROPN", "NUM") or opening.head < opening.index:
            continue
        noun = tokens[opening.head]
        while noun.deprel == "nummod" and noun.head > noun.index:
            noun = tokens[noun.head]
        if noun.upos not in NOMINAL or noun.deprel not in STRAYED or noun.head > noun.index:
            continue
        if time.match(noun) or noun.text in CALENDAR_WORDS:
            continue
        verb = _verb_before(sentence, opening.index)
        if verb is None or verb.text.lower() not in lexicon.forms or has_child(sentence, verb.index, OBJECTS):
            continue
        if has_child(sentence, noun.index, ("case", "cop", "cc")) or (noun.head == verb.index and noun.deprel == "obj"):
            continue
        return changed_in(tokens, replace(noun, head=verb.index, deprel="obj"))
    return None


def _verb_before(sentence: Sentence, end: int) -> Token | None:
    """The verb with nothing but one circumstance between it and the token."""
    tokens = sentence.tokens
    for index in range(end - 1, max(end - LONGEST_CIRCUMSTANCE, 0), -1):
        token = tokens[index]
        if token.upos == "VERB" and tokens[index + 1].upos == "ADP":
            return token if token.xpos in ("VBD", "VBZ", "VBP", "VBN") and token.deprel != "amod" else None
        if token.upos not in PHRASE and token.xpos != "VB":
            return None
    return None
