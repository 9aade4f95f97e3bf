"""Mends headlines that have their verb: who acts, what is done to whom. Pure. Run by `lost_words`."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.lost_dates import DATES
from orchestration.coding.tree_shape import hang_later
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

DASHES = frozenset({"-", "–", "—"})
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"})
NAMING = frozenset({"NOUN", "PROPN"})
# What agencies write before a headline: "UPDATE 2-Israel bombs", "EXCLUSIVE-China detains".
LABELS = frozenset(
    """update wrapup rpt refile exclusive corrected correction analysis factbox explainer timeline insight breaking alert lead
    urgent live feature newsmaker preview poll""".split()
)
FARTHEST_DASH = 3
FARTHEST_COMMA = 6  # words of the first of two sides


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
    end = verb.index - (tokens[verb.index - 1].text.lower() == "to")  # "Kabul, Islamabad to meet"
    first, second = _head(tokens, comma - 1, range(comma)), _head(tokens, end - 1, range(comma + 1, end))
    if first.upos not in NAMING or second.upos not in NAMING or first.text.lower() in DATES:
        return None
    if first.head == verb.index and first.deprel == "nsubj" and (second.head, second.deprel) == (first.index, "conj"):
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


def label_before_dash(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "UPDATE 2-[Israel] bombs an airport": the label is read as who does it, and its number as a count."""
    del lexicon
    tokens = sentence.tokens
    if not sentence.is_headline or tokens[0].text.lower() not in LABELS or not tokens[0].text.isupper():
        return None
    dash = next((t.index for t in tokens[1 : FARTHEST_DASH + 1] if t.text in DASHES), None)
    if dash is None or dash + 2 >= len(tokens):
        return None
    root = next((t for t in tokens if t.head < 0 and t.index > dash), None) or _planned(sentence, dash)
    if root is None:
        return None
    mended = list(tokens)
    mended[root.index] = replace(root, head=-1, deprel="root")
    taken = next((t.deprel for t in tokens[:dash] if t.head == root.index and t.deprel.startswith("nsubj")), "nsubj")
    for token in tokens[:dash]:
        mended[token.index] = replace(token, upos="X", xpos="FW", head=root.index, deprel="dep")
    for token in tokens[dash:]:
        if token.index == root.index or (token.head >= dash and token.head != root.index) or token.head < 0:
            continue
        behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else token
        if 0 <= token.head < dash and behind.upos in NAMING and behind.index < root.index:
            mended[token.index] = replace(token, head=behind.index, deprel="compound")
        elif 0 <= token.head < dash:
            is_subject = token.upos in NAMING and token.index < root.index
            mended[token.index] = replace(token, head=root.index, deprel=taken if is_subject else "dep")
    if tokens[root.head].index > dash and root.deprel == "acl":
        mended[root.head] = replace(tokens[root.head], head=root.index, deprel="nsubj")
    return mended


def _planned(sentence: Sentence, dash: int) -> Token | None:
    """The verb of "[China] to slap duties", of which the label was made the root."""
    tokens = sentence.tokens
    plans = (t for t in tokens[dash + 1 :] if t.deprel == "acl" and t.xpos == "VB" and tokens[t.index - 1].text == "to")
    return next((t for t in plans if 0 <= tokens[t.head].head < dash), None)


def pair_behind_as(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Torkham stays shut as [Kabul], Islamabad prepare for talks": a comma joins the subjects of a headline's clause."""
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[1:-4] if sentence.is_headline else ():
        first, comma, second = tokens[mark.index + 1 : mark.index + 4]
        is_pair = first.upos == second.upos == "PROPN" and comma.text == "," and second.deprel == "nsubj"
        if mark.text != "as" or mark.head != first.index or first.deprel != "obl" or not is_pair:
            continue
        verb = tokens[second.head]
        above = first.head
        for _ in tokens:
            above = tokens[above].head if 0 <= tokens[above].head < mark.index else above
        if verb.upos != "VERB" or verb.index < second.index:
            continue
        mended = list(tokens)
        if verb.head < 0:
            mended[above] = replace(tokens[above], head=-1, deprel="root")
        mended[verb.index] = replace(verb, head=above, deprel="advcl")
        mended[mark.index] = replace(mark, upos="SCONJ", head=verb.index, deprel="mark")
        mended[first.index] = replace(first, head=verb.index, deprel="nsubj")
        mended[second.index] = replace(second, head=first.index, deprel="conj")
        return mended
    return None
