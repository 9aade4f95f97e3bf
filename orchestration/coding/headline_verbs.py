"""Finds the verbs of headlines, of which parsers make heaps of nouns: "Haiti gangs torch police station". Pure.

Run by `lost_words`. A headline falls into clauses at commas and at words such as "as" and "after"; in a clause without
a verb, the first word that may be a trigger verb and agrees with the noun before it is the verb. The noun phrase before it
is its subject, the one behind it its object, and prepositional phrases hang on the verb.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

BREAKS = frozenset({"as", "after", "while", "when", "before", "amid", ",", ";", ":", "–", "—"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})
PHRASE_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "VERB", "SYM", "PART", "X"})
PLURALS = frozenset({"police", "people", "men", "women", "gunmen", "militiamen", "clergy", "youth"})
DOERS = ("force", "person", "crowd")
AIMS = frozenset({"into", "on", "at", "toward", "towards", "through", "across", "over", "near", "outside", "to"})
SHOUTED = frozenset({"OKs"})
CLOSING_MARKS = "\"'”’) "
FULL_STOPS = ".!?…:;,"
LEAST_WORDS = 4


def headline_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """The tokens with the verbs of the headline's clauses mended, or None where nothing is to be mended."""
    if not sentence.is_headline or len(sentence.tokens) < LEAST_WORDS:
        return None
    tokens = [_noun_of_doers(token, lexicon) for token in sentence.tokens]
    found = False
    for start, end in _clauses(tokens):
        verb = _verb(tokens, start, end, lexicon)
        if verb is not None:
            tokens = _rehung(tokens, start, end, verb, lexicon)
            found = True
    return tokens if found else None


def _noun_of_doers(token: Token, lexicon: TriggerLexicon) -> Token:
    """ "Somali [pirates] free crew", "Nigeria [troops] rescue hostages": no verb, whatever its tag."""
    if token.xpos != "VBZ" or not _names_doers(token, lexicon):
        return token
    return replace(token, upos="NOUN", xpos="NNS", lemma=token.text.lower()[:-1])


def _names_doers(token: Token, lexicon: TriggerLexicon) -> bool:
    """Whether the word is the plural of who acts: "pirates", "troops"."""
    singular = token.text.lower()[:-1]
    return any(singular in lexicon.words(name).lemmas for name in DOERS)


def _clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """First token and end of each clause, the words that part them left out."""
    breaks = [token.index for token in tokens if token.text.lower() in BREAKS or token.text in BREAKS]
    if breaks and tokens[breaks[0]].text == "," and all(_names_side(token) for token in tokens[: breaks[0]]):
        breaks = breaks[1:]  # "India, Pakistan trade fire", "Thai, Cambodian troops trade fire"
    edges = [-1, *breaks, len(tokens)]
    return [(left + 1, right) for left, right in pairwise(edges) if right - left > 2]


def _names_side(token: Token) -> bool:
    return token.upos == "PROPN" or (token.upos == "ADJ" and token.text[:1].isupper())


def _verb(tokens: Sequence[Token], start: int, end: int, lexicon: TriggerLexicon) -> int | None:
    """The position of the lost verb; None where the clause has a verb with a subject, or no word that may be one."""
    for token in tokens[start:end]:
        has_subject = any(t.head == token.index and t.deprel.startswith("nsubj") for t in tokens[start:end])
        if token.deprel == "amod" and token.head > token.index:
            continue  # "raid homes over [alleged] plot"
        if token.upos in ("VERB", "AUX") and (token.xpos in FINITE or has_subject):
            return None
    for token in tokens[start + 1 : end]:
        before = tokens[token.index - 1]
        after = tokens[token.index + 1] if token.index + 1 < end else None
        if (
            not (token.text.islower() or token.text in SHOUTED)
            or before.upos not in NOUN_TAGS
            or token.text.endswith(("ing", "ed"))
        ):
            continue
        if token.xpos == "NNS" and _names_doers(token, lexicon):
            continue  # "Cambodian troops trade fire"
        lemma = lexicon.lemma_as(token.text.lower(), "VERB")
        is_pair = any(t.text in (",", "and") for t in tokens[start : token.index])
        agrees = token.text == lemma if is_pair else lemma is not None and _agrees(before, token.text.lower(), lemma)
        is_open = after is None and lexicon.lemma_as(token.text, "NOUN") is not None  # "of new clashes"
        is_crowd = token.text == lemma and before.lemma.lower() in lexicon.words("crowd").lemmas  # "Thousands march in Jos"
        begins = after is None or _begins_phrase(after) or (is_crowd and after.upos == "ADP")
        if lemma is None or not agrees or is_open or not begins:
            continue
        return token.index
    return None


def _agrees(subject: Token, text: str, lemma: str) -> bool:
    if subject.upos == "PROPN" and subject.text.endswith("is") and text == lemma:
        return True  # "Houthis", "Israelis"
    is_plural = subject.text.lower() in PLURALS or subject.xpos in ("NNS", "NNPS")
    is_plural = is_plural or (subject.text.endswith("s") and not subject.text.endswith(("ss", "us", "is")))
    return is_plural if text == lemma else text == f"{lemma}s" or (text.endswith("es") and not is_plural)


def _begins_phrase(token: Token) -> bool:
    return token.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or token.text.lower() in AIMS


def _rehung(before: Sequence[Token], start: int, end: int, verb: int, lexicon: TriggerLexicon) -> list[Token]:
    """The clause hung on its verb: a flat tree is enough for who does what to whom."""
    tokens = list(before)
    lemma = lexicon.lemma_as(tokens[verb].text.lower(), "VERB") or tokens[verb].lemma
    root = next(token.index for token in tokens if token.head < 0)
    mark = start - 1 if start and tokens[start - 1].upos != "PUNCT" else None
    outside = [token.index for token in tokens if not start <= token.index < end and token.head in range(start, end)]
    is_main = start <= root < end or start == 0
    subject, last = verb - 1, verb
    while last + 1 < end and tokens[last + 1].upos in PHRASE_TAGS:
        last += 1
    nouns = [index for index in range(verb + 1, last + 1) if tokens[index].upos in ("NOUN", "PROPN", "NUM")]
    target = nouns[-1] if nouns else None
    tag = "VBP" if tokens[verb].text == lemma else "VBZ"
    tokens[verb] = replace(tokens[verb], upos="VERB", xpos=tag, lemma=lemma, head=-1 if is_main else root, deprel="root")
    if not is_main:
        tokens[verb] = replace(tokens[verb], deprel="advcl" if mark is not None else "parataxis")
    for index in range(start, subject):
        if tokens[index].head not in range(start, subject + 1) or tokens[index].head == verb:
            relation = tokens[index].deprel if tokens[index].deprel in ("amod", "nummod", "det", "case") else "compound"
            if tokens[index].upos == "PUNCT":
                relation = "punct"
            elif index + 1 < subject and tokens[index + 1].text in (",", "and"):
                relation = "conj"
            tokens[index] = replace(tokens[index], head=subject, deprel=relation)
    tokens[subject] = replace(tokens[subject], head=verb, deprel="nsubj")
    for index in range(verb + 1, end):
        token = tokens[index]
        if target is not None and index == target:
            tokens[index] = replace(token, head=verb, deprel="obj")
        elif target is not None and index < target:
            relation = token.deprel if token.deprel in ("amod", "nummod", "det", "nmod:poss", "case") else "compound"
            tokens[index] = replace(token, head=target, deprel=relation)
        elif token.head not in range(verb + 1, end) or token.head < 0:
            tokens[index] = replace(token, head=verb, deprel="obl" if token.upos in NOUN_TAGS else "dep")
    if mark is not None:
        tokens[mark] = replace(tokens[mark], upos="SCONJ", head=verb, deprel="mark")
    if is_main and not start <= root < end:
        tokens[root] = replace(tokens[root], head=verb, deprel="parataxis")
    for index in outside:
        if index != mark and tokens[index].head != verb:
            tokens[index] = replace(tokens[index], head=verb)
    return tokens


def standfirst(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Positions of the lines between headline and text, which tell what happened in the present tense as a headline does.

    A line of them ends without a full stop.
    """
    found: set[int] = set()
    for sentence in sentences:
        is_next = (
            sentence.is_headline
            or sentence.index - 1 in found
            or (sentence.index and sentences[sentence.index - 1].is_headline)
        )
        if not is_next or not sentence.tokens:
            break
        if not sentence.is_headline:
            if sentence.text.rstrip(CLOSING_MARKS)[-1:] in FULL_STOPS:
                break
            found.add(sentence.index)
    return frozenset(found)
