"""Mends trees in which a date lost its place to the name behind it, or broke a verb phrase in two. Pure. Run by `lost_words`.

"In September [Poland] shut the frontier" is read as a September Poland in which something shut; "had on Monday [suspended]
the general" as two verbs.
"""

from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

YEARS = frozenset(str(year) for year in range(1945, 2036))
BEFORE_DATE = frozenset({"in", "since", "until", "by", "from", "during", "before", "after", "on"})
MODIFIERS = frozenset({"compound", "nmod:desc", "amod", "nummod", "nmod", "nmod:poss"})
NAMES = frozenset({"PROPN", "ADJ", "NOUN"})
WITH_MONTH = frozenset({"late", "last", "early", "mid", "this", "next"})
HAD = frozenset({"had", "has", "have"})
OF_VERB = frozenset({"obl", "advmod", "punct", "obl:unmarked"})


def date_before_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """The month or year behind its preposition dates the verb; the name that it was read with acts."""
    tokens = sentence.tokens
    for date in tokens[1:-2]:
        if date.text not in CALENDAR_WORDS and date.text not in YEARS:
            continue
        name = tokens[date.index + 1]
        if date.head != name.index or date.deprel not in MODIFIERS or name.upos not in NAMES:
            continue
        if name.text in CALENDAR_WORDS or lexicon.words("time_noun").match(name):
            continue
        link = _preposition(sentence, date.index)
        verb = _verb_above(sentence, name.index)
        if link is None or tokens[link].head not in (name.index, verb) or verb is None or verb < name.index:
            continue
        subject = next((c for c in sentence.children[verb] if tokens[c].deprel.startswith("nsubj")), None)
        if subject is not None and subject not in (name.index, name.index + 1):
            continue
        mended = list(tokens)
        mended[date.index] = replace(date, head=verb, deprel="obl")
        for word in range(link, date.index):
            mended[word] = replace(tokens[word], head=date.index, deprel="case" if word == link else "amod")
        mended[link] = replace(mended[link], upos="ADP")
        relation, above = ("compound", subject) if subject == name.index + 1 else ("nsubj", verb)
        mended[name.index] = replace(name, head=above, deprel=relation)
        return mended
    return None


def _preposition(sentence: Sentence, date: int) -> int | None:
    """The preposition before the date, past "late", "last" and the like."""
    index = date - 1
    while index > 0 and sentence.tokens[index].text.lower() in WITH_MONTH:
        index -= 1
    return index if sentence.tokens[index].text.lower() in BEFORE_DATE else None


def _verb_above(sentence: Sentence, index: int) -> int | None:
    for _ in range(4):
        index = sentence.tokens[index].head
        if index < 0:
            return None
        if sentence.tokens[index].upos == "VERB":
            return index
    return None


def perfect_around_date(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Had on Monday [suspended] three commanders": the participle is the verb, "had" its auxiliary."""
    tokens = sentence.tokens
    for have in tokens[1:-2]:
        if have.text.lower() not in HAD or have.upos not in ("VERB", "AUX") or have.deprel == "aux":
            continue
        verb = next((c for c in sentence.children[have.index] if _is_participle_below(sentence, have.index, c)), None)
        between = tokens[have.index + 1 : verb] if verb is not None else ()
        if verb is None or not any(token.text in CALENDAR_WORDS for token in between):
            continue
        if any(token.head == have.index and token.deprel not in OF_VERB for token in between):
            continue
        mended = list(tokens)
        mended[verb] = replace(tokens[verb], xpos="VBN", head=have.head, deprel=have.deprel)
        mended[have.index] = replace(have, upos="AUX", head=verb, deprel="aux")
        for child in sentence.children[have.index]:
            if child != verb:
                mended[child] = replace(tokens[child], head=verb)
        return mended
    return None


def _is_participle_below(sentence: Sentence, have: int, child: int) -> bool:
    token = sentence.tokens[child]
    if child < have or token.upos != "VERB" or token.xpos not in ("VBN", "VBD"):
        return False
    relations = {sentence.tokens[below].deprel for below in sentence.children[child]}
    return token.deprel in ("parataxis", "ccomp", "xcomp", "advcl", "conj", "acl") and not relations & {"nsubj", "aux", "cc"}
