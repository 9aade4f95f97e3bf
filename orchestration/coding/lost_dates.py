"""Mends clauses around a date or a period of time: "had on Monday [suspended] the general", read as two verbs. Pure.

Run by `lost_words`.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.coding.tree_shape import changed_in, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

YEARS = frozenset(str(year) for year in range(1945, 2036))
DATES = YEARS | {word.lower() for word in CALENDAR_WORDS}
EXPECTED = frozenset({"expected", "scheduled", "slated", "due", "set", "supposed", "likely"})
PERIOD_MARKS = frozenset({"after", "before"})
HAD = frozenset({"had", "has", "have"})
PERIODS = frozenset({"day", "week", "month", "year", "hour"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
BESIDE_HAVE = DATES | PERIODS | {"ADV", "since"}
OF_VERB = frozenset({"obl", "advmod", "punct", "obl:unmarked"})


def clause_after_period(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Three months after being [abducted], the priest was freed": the clause is no attribute of the months."""
    tokens = sentence.tokens
    for verb in tokens:
        period = tokens[verb.head] if verb.head >= 0 and verb.deprel in ("acl", "advcl") else None
        if period is None or period.head < 0 or not period.deprel.startswith("obl") or verb.index < period.index:
            continue
        mark = tokens[period.index + 1]
        if mark.head != verb.index or mark.text.lower() not in PERIOD_MARKS or not lexicon.words("time_noun").match(period):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=period.head, deprel="advcl")
        return mended
    return None


def period_read_as_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Soldiers captured [hours] after the truce": nobody captures hours."""
    tokens = sentence.tokens
    for period in tokens[1:-1]:
        is_before = tokens[period.index + 1].text.lower() in PERIOD_MARKS
        if period.deprel != "obj" or not is_before or period.xpos != "NNS" or not lexicon.words("time_noun").match(period):
            continue
        if period.head == period.index - 1 and tokens[period.head].upos == "VERB":
            return changed_in(tokens, replace(period, deprel="obl:unmarked"))
    return None


def perfect_around_date(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Had on Monday [suspended] three commanders": the participle is the verb, "had" its auxiliary."""
    tokens = sentence.tokens
    for have in tokens[1:-2]:
        if have.text.lower() not in HAD or have.upos not in ("VERB", "AUX") or have.deprel == "aux":
            continue
        verb = next((c for c in sentence.children[have.index] if _is_participle_below(sentence, have.index, c)), None)
        is_below = verb is None and have.deprel == "ccomp" and have.head > have.index  # "[had] a week earlier asked"
        if is_below and not has_child(sentence, have.head, SUBJECTS):
            verb = have.head
        between = tokens[have.index + 1 : verb] if verb is not None else ()
        is_parted = any(token.text in CALENDAR_WORDS or token.lemma in PERIODS for token in between) or _are_adverbs(between)
        if verb is None or not is_parted:
            continue
        if any(token.head == have.index and token.deprel not in OF_VERB for token in between):
            continue
        mended = list(tokens)
        for token in between:
            if token.text == "since":  # "has since granted him asylum"
                mended[token.index] = replace(token, upos="ADV", head=verb, deprel="advmod")
        mended[verb] = replace(tokens[verb], xpos="VBN")
        if have.head != verb:
            mended[verb] = replace(mended[verb], head=have.head, deprel=have.deprel)
        mended[have.index] = replace(have, upos="AUX", head=verb, deprel="aux")
        for child in sentence.children[have.index]:
            if child != verb:
                mended[child] = replace(tokens[child], head=verb)
        return mended
    return None


def _are_adverbs(between: Sequence[Token]) -> bool:
    """Whether only "since", "earlier" and the like part the auxiliary from its participle."""
    return bool(between) and all(token.text == "since" or token.upos == "ADV" for token in between)


def _is_participle_below(sentence: Sentence, have: int, child: int) -> bool:
    token = sentence.tokens[child]
    if child < have or token.upos != "VERB" or token.xpos not in ("VBN", "VBD"):
        return False
    relations = {sentence.tokens[below].deprel for below in sentence.children[child]}
    return token.deprel in ("parataxis", "ccomp", "xcomp", "advcl", "conj", "acl") and not relations & {"nsubj", "aux", "cc"}


def relative_on_date(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Passed a law in 2021 that [allows] refugees to work": the clause tells of the law, not of the year."""
    del lexicon
    tokens = sentence.tokens
    for pronoun in tokens[4:-2]:
        verb, date = tokens[pronoun.head], tokens[pronoun.index - 1]
        if pronoun.text.lower() not in ("that", "which") or date.text.lower() not in DATES or verb.index < pronoun.index:
            continue
        if verb.head < 0 or verb.deprel not in ("acl:relcl", "advcl:relcl", "dep") or not pronoun.deprel.startswith("nsubj"):
            continue
        above = date.head if verb.head == date.index else verb.head
        told = [c for c in sentence.children[above] if c < date.index and tokens[c].deprel in ("obj", "nsubj:pass")]
        if told:
            mended = list(tokens)
            mended[verb.index] = replace(verb, head=told[-1], deprel="acl:relcl")
            return mended
    return None


def infinitive_behind_expected(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Elders are expected in Juba on Monday [to mediate]": what is expected, and no aim of an expecting."""
    del lexicon
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens:
        above = tokens[verb.head] if verb.head >= 0 else verb
        if verb.deprel != "advcl" or verb.xpos != "VB" or above.text not in EXPECTED or above.index > verb.index:
            continue
        if tokens[verb.index - 1].text == "to" and any(tokens[c].deprel == "aux:pass" for c in sentence.children[above.index]):
            tokens[verb.index] = replace(verb, deprel="xcomp")
            found = True
    return tokens if found else None
