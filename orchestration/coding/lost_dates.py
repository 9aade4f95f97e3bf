"""Mends trees in which a date lost its place to the name behind it, or broke a verb phrase in two. Pure. Run by `lost_words`.

"In September [Poland] shut the frontier" is read as a September Poland in which something shut; "had on Monday [suspended]
the general" as two verbs.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

YEARS = frozenset(str(year) for year in range(1945, 2036))
DATES = YEARS | {word.lower() for word in CALENDAR_WORDS}
BEFORE_DATE = frozenset({"in", "since", "until", "by", "from", "during", "before", "after", "on"})
MODIFIERS = frozenset({"compound", "nmod:desc", "amod", "nummod", "nmod", "nmod:poss"})
NAMES = frozenset({"PROPN", "ADJ", "NOUN"})
WITH_MONTH = frozenset({"late", "last", "early", "mid", "this", "next"})
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
EXPECTED = frozenset({"expected", "scheduled", "slated", "due", "set", "supposed", "likely"})
PERIOD_MARKS = frozenset({"after", "before"})
HAD = frozenset({"had", "has", "have"})
BESIDE_HAVE = DATES | {"ADV", "since"}
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
        if verb is None or verb < name.index:
            continue
        period = _period_before(sentence, date.index, lexicon) if link is None else None
        if period is not None and tokens[name.index].head == period:
            link = date.index - 1
        if link is None or tokens[link].head not in (name.index, verb):
            continue
        subject = next((c for c in sentence.children[verb] if tokens[c].deprel.startswith("nsubj")), None)
        if subject is not None and subject not in (name.index, name.index + 1):
            continue
        mended = list(tokens)
        above = (verb, "obl") if period is None else (period, "nmod")
        mended[date.index] = replace(date, head=above[0], deprel=above[1])
        for word in range(link, date.index):
            mended[word] = replace(tokens[word], head=date.index, deprel="case" if word == link else "amod")
        mended[link] = replace(mended[link], upos="ADP")
        if subject == name.index + 1:
            mended[name.index] = replace(name, head=subject, deprel="compound")
        else:
            mended[name.index] = replace(name, head=verb, deprel="nsubj")
        return mended
    return None


def _period_before(sentence: Sentence, date: int, lexicon: TriggerLexicon) -> int | None:
    """The "week" of "in the first week of May [police] detained"."""
    if date < 2 or sentence.tokens[date - 1].text != "of":
        return None
    return date - 2 if lexicon.words("time_noun").match(sentence.tokens[date - 2]) else None


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
        is_parted = any(token.text in CALENDAR_WORDS for token in between) or _are_adverbs(between)
        if verb is None or not is_parted:
            continue
        if any(token.head == have.index and token.deprel not in OF_VERB for token in between):
            continue
        mended = list(tokens)
        for token in between:
            if token.text == "since":  # "has since granted him asylum"
                mended[token.index] = replace(token, upos="ADV", head=verb, deprel="advmod")
        mended[verb] = replace(tokens[verb], xpos="VBN", head=have.head, deprel=have.deprel)
        mended[have.index] = replace(have, upos="AUX", head=verb, deprel="aux")
        for child in sentence.children[have.index]:
            if child != verb:
                mended[child] = replace(tokens[child], head=verb)
        return mended
    return None


def perfect_read_as_modifier(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Had earlier [used] tear gas", read as earlier used gas that somebody had: it is the verb."""
    tokens = sentence.tokens
    for verb in tokens[2:-1]:
        noun = tokens[verb.head] if verb.head > verb.index else verb
        if verb.xpos != "VBN" or verb.deprel != "amod" or lexicon.lemma_as(verb.text.lower(), "VERB") is None:
            continue
        have = tokens[noun.head] if noun.head >= 0 else noun
        between = tokens[have.index + 1 : verb.index]
        if have.text.lower() not in HAD or have.index > verb.index or not _are_adverbs(between):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=have.head, deprel=have.deprel)
        mended[have.index] = replace(have, upos="AUX", head=verb.index, deprel="aux")
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        for child in (*sentence.children[have.index], *sentence.children[noun.index]):
            token = tokens[child]
            if token.head == have.index and child != noun.index:
                mended[child] = replace(token, head=verb.index)
            elif child in range(have.index + 1, verb.index):
                mended[child] = replace(token, upos="ADV", head=verb.index, deprel="advmod")
            elif token.head == noun.index and child > noun.index and token.deprel == "nmod":
                mended[child] = replace(token, head=verb.index, deprel="obl")
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


def place_joined_to_date(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Bombed Baalbek on Sunday and [Tyre] on Monday": a name is joined to a name, not to a day."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[4:]:
        day = tokens[name.head] if name.head >= 0 else name
        if name.deprel != "conj" or name.upos != "PROPN" or name.text in CALENDAR_WORDS or day.text not in CALENDAR_WORDS:
            continue
        if day.deprel not in ("obl", "obl:unmarked", "nmod"):
            continue
        before = [t for t in tokens[: day.index] if t.upos == "PROPN" and t.head == day.head and t.deprel in ("obj", "obl")]
        if before and before[-1].text not in CALENDAR_WORDS:
            mended = list(tokens)
            mended[name.index] = replace(name, head=before[-1].index)
            return mended
    return None


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


def infinitive_behind_since(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Has been pressing them [since spring] to give up the town", read as since they gave it up."""
    tokens = sentence.tokens
    for since in tokens[2:-3]:
        date, to = tokens[since.index + 1], tokens[since.index + 2]
        is_date = date.text.lower() in DATES or date.text.lower() in SEASONS or bool(lexicon.words("time_noun").match(date))
        if since.text.lower() != "since" or not is_date or to.text != "to" or to.upos != "PART":
            continue
        verb = tokens[to.head]
        if since.deprel != "mark" or since.head != verb.index or verb.head < 0 or verb.head >= since.index:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, deprel="xcomp")
        mended[date.index] = replace(date, head=verb.head, deprel="obl")
        mended[since.index] = replace(since, upos="ADP", head=date.index, deprel="case")
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
