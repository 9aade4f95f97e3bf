"""Mends headlines that have their verb: who acts, what is done to whom. Pure. Run by `lost_words`."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.lost_dates import DATES
from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.tree_shape import hang_later
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"})
NAMING = frozenset({"NOUN", "PROPN"})
FARTHEST_COMMA = 6  # words of the first of two sides
NOUN_PLACES = frozenset({"obj", "nsubj", "nsubj:pass", "obl"})
RISES = {
    "rises": "rise",
    "climbs": "climb",
    "jumps": "jump",
    "passes": "pass",
    "tops": "top",
    "reaches": "reach",
    "hits": "hit",
}
MANY = frozenset({"at", "dozens", "scores", "several", "hundreds", "many"})
KILLS = {"kills": "kill", "wounds": "wound", "injures": "injure", "hurts": "hurt", "leaves": "leave"}


def sides_before_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Police], protesters clash in Nairobi": the comma of a headline joins who stands on both sides of it."""
    del lexicon
    tokens = sentence.tokens
    comma = next((t.index for t in tokens[: FARTHEST_COMMA + 1] if t.text == ","), 0)
    if not sentence.is_headline or not comma or not all(t.upos in PHRASE for t in tokens[:comma]):
        return None
    verb = next((t for t in tokens[comma + 1 :] if t.upos not in PHRASE), None)
    if verb is None or verb.xpos not in ("VBP", "VB") or verb.upos != "VERB" or verb.index < comma + 2:
        return None
    first, second = _head(tokens, comma - 1, range(comma)), _head(tokens, verb.index - 1, range(comma + 1, verb.index))
    if first.upos not in NAMING or second.upos not in NAMING or first.text.lower() in DATES:
        return None
    if first.head == verb.index and first.deprel == "nsubj" and second.head == first.index:
        return None
    mended = list(tokens)
    if verb.head >= 0:
        root = next(t for t in tokens if t.head < 0)
        mended[root.index] = replace(root, head=verb.index, deprel="parataxis")
        mended[verb.index] = replace(verb, head=-1, deprel="root")
    mended[first.index] = replace(first, head=verb.index, deprel="nsubj")
    mended[second.index] = replace(second, head=first.index, deprel="conj")
    for side in (first, second):
        hang_later(mended, sentence, side.index, verb.index)
    return mended


def _head(tokens: Sequence[Token], index: int, within: range) -> Token:
    token = tokens[index]
    while token.head in within:
        token = tokens[token.head]
    return token


def toll_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Drone strike [kills] eight in El Fasher": what stands before it kills, and the number tells how many."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        lemma, number = KILLS.get(verb.text.lower()), tokens[verb.index + 1]
        if lemma is None or (number.upos != "NUM" and number.text.lower() not in MANY):
            continue
        mended = list(tokens)
        if verb.upos == "VERB" and number.deprel == "flat" and number.head == verb.index:
            mended[number.index] = replace(number, deprel="obj")
            return mended
        cause = tokens[verb.head]
        if verb.upos != "NOUN" or not 0 <= cause.index < verb.index or cause.upos not in (*NAMING, "VERB"):
            continue
        counted = number if number.head in (verb.index, cause.index) else tokens[number.head]
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBZ", lemma=lemma, head=cause.head, deprel=cause.deprel)
        mended[cause.index] = replace(cause, upos="NOUN", xpos="NN", head=verb.index, deprel="nsubj")
        if counted.head in (verb.index, cause.index):
            mended[counted.index] = replace(counted, head=verb.index, deprel="obj")
        for child in sentence.children[cause.index]:
            if child > verb.index and child != counted.index:
                mended[child] = replace(tokens[child], head=verb.index)
            elif child < cause.index and tokens[child].deprel.startswith("nsubj"):  # "Israeli [drone] strike kills 13"
                mended[child] = replace(tokens[child], head=cause.index, deprel="compound")
                for above in sentence.children[child]:
                    if tokens[above].deprel == "amod":
                        mended[above] = replace(tokens[above], head=cause.index)
        return mended
    return None


def span_behind_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Detains the [mayor] days before the vote": read as days of the mayor's."""
    del lexicon
    tokens = sentence.tokens
    for span in tokens[2:-1]:
        noun = tokens[span.index - 1]
        is_span = span.xpos in ("NNS", "NNPS") and span.lemma.lower() in SPANS
        if not is_span or tokens[span.index + 1].text.lower() not in ("before", "after"):
            continue
        if noun.head != span.index or noun.deprel != "compound" or noun.upos not in NAMING or span.deprel not in NOUN_PLACES:
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=span.head, deprel=span.deprel)
        mended[span.index] = replace(span, head=span.head, deprel="obl:unmarked")
        owner = tokens[noun.index - 1]
        if owner.upos == "PROPN" and owner.head == span.head and owner.deprel == span.deprel:
            mended[owner.index] = replace(owner, head=noun.index, deprel="compound")  # "kills Hamas [commander] hours after"
        for child in sentence.children[span.index]:
            if child < noun.index:
                mended[child] = replace(tokens[child], head=noun.index)
        return mended
    return None


def free_read_as_adjective(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Rebels [free] hostages", "Taliban [Close] Three Schools": no attribute of what is freed or closed."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        doer, noun = tokens[verb.index - 1], tokens[verb.head]
        lemma = verb.text.lower()
        is_verb = lemma == "free" or (lemma == "close" and tokens[verb.index + 1].upos == "NUM")
        if not sentence.is_headline or not is_verb or verb.deprel != "amod" or doer.upos not in NAMING:
            continue
        if noun.index < verb.index or doer.head not in (verb.index, noun.index, noun.head):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBP", lemma=lemma, head=noun.head, deprel=noun.deprel)
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        mended[doer.index] = replace(doer, head=verb.index, deprel="nsubj")
        for child in sentence.children[noun.index]:
            if child > noun.index and tokens[child].deprel in ("advcl", "obl", "punct", "parataxis"):
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def label_before_colon(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[UN]: 300 killed in Goma": who says it, read as one of those killed."""
    del lexicon
    tokens = sentence.tokens
    colon = next((t.index for t in tokens[1 : FARTHEST_COMMA + 1] if t.text == ":"), None)
    if colon is None:
        return None
    mended: list[Token] | None = None
    for token in tokens[:colon]:
        if token.head <= colon or not token.deprel.startswith("nsubj"):
            continue
        others = [c for c in sentence.children[token.head] if c > colon and tokens[c].deprel.startswith("nsubj")]
        if others:
            mended = mended or list(tokens)
            mended[token.index] = replace(token, deprel="dep")
    return mended


def toll_that_rises(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Death toll from mosque attack [rises] to 50": read as the last noun of a row."""
    del lexicon
    tokens = sentence.tokens
    toll = next((t for t in tokens[:-3] if t.text.lower() == "toll"), None)
    verb = next((t for t in tokens[2:-1] if t.text.lower() in RISES and t.upos == "NOUN"), None)
    if not sentence.is_headline or toll is None or verb is None or verb.index < toll.index:
        return None
    before = tokens[verb.index - 1]
    if verb.head != toll.index and before.index != toll.index:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(
        verb, upos="VERB", xpos="VBZ", lemma=RISES[verb.text.lower()], head=toll.head, deprel=toll.deprel
    )
    mended[toll.index] = replace(toll, head=verb.index, deprel="nsubj")
    for child in sentence.children[toll.index]:
        if child > verb.index:
            mended[child] = replace(tokens[child], head=verb.index, deprel="obl")
    if before.index != toll.index and before.head == verb.index:
        mended[before.index] = replace(before, head=toll.index, deprel="nmod")
        for child in sentence.children[verb.index]:
            if child < before.index:
                mended[child] = replace(tokens[child], head=before.index)
    return mended
