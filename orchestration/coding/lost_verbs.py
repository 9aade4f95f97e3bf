"""Mends verbs of bare headlines that were read as nouns. Pure. Run by `lost_words`.

Headlines have no articles and no auxiliaries, so that "Rebels shell town" is read as three nouns.
"""

from dataclasses import replace

from orchestration.coding.lost_arguments import MODIFIERS, counts, is_actor
from orchestration.coding.noun_phrases import PLURAL_TAGS
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

COURTS = frozenset({"court", "tribunal", "judge", "jury", "panel"})
RULINGS = {"sentences": "sentence", "jails": "jail", "fines": "fine", "orders": "order", "charges": "charge", "bars": "bar"}
ALWAYS_PLURAL = frozenset({"police", "people", "men", "gunmen", "women"})
SUBORDINATORS = frozenset({"as", "after", "while", "when", "before", "despite", ",", ";", "–", "-"})
OBJECT_TAGS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"})


def noun_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Fierce clashes broke out" with a verb for the subject of another: it is the noun, and what hangs on it tells of it."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens:
        if token.xpos not in ("VBZ", "VBP") or token.deprel not in ("nsubj", "nsubj:pass", "obj", "nmod", "obl"):
            continue
        text = token.text.lower()
        lemma = lexicon.lemma_as(text, "NOUN")
        if lemma is None:  # "two drug suspects", "party bosses", "government drones"
            known = lexicon.words("person").lemmas | lexicon.words("force").lemmas
            lemma = next((stem for stem in (text[:-1], text[:-2]) if stem in known), None)
        if lemma is None and token.xpos == "VBZ" and _is_before_of(sentence, token.index):
            lemma = text[:-1]  # "said that reports of a clash were false"
        if lemma is None:
            continue
        tokens[token.index] = replace(token, upos="NOUN", xpos="NN" if text == lemma else "NNS", lemma=lemma)
        for child in sentence.children[token.index]:
            if child < token.index and tokens[child].upos in ("ADJ", "NOUN", "PROPN") and tokens[child].deprel == "nsubj":
                tokens[child] = replace(tokens[child], deprel="amod" if tokens[child].upos == "ADJ" else "compound")
        found = True
    return tokens if found else None


def states_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Killed 12 people in Benue and Kogi [states]": regions that nobody "states", with the sentence as what is stated."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[2:]:
        if verb.text != "states" or verb.xpos != "VBZ" or tokens[verb.index - 1].upos != "PROPN":
            continue
        name = tokens[verb.index - 1]
        first = tokens[name.head] if name.deprel == "conj" else name
        case = next((c for c in sentence.children[first.index] if tokens[c].deprel == "case"), None)
        children = sentence.children[verb.index]
        told = next((c for c in children if tokens[c].deprel == "ccomp"), None)
        if case is None or told is None or told > verb.index or first.head < 0 or first.upos != "PROPN":
            continue
        mended = list(tokens)
        for child in children:
            mended[child] = replace(tokens[child], head=told)
        mended[told] = replace(tokens[told], head=verb.head, deprel=verb.deprel)
        mended[verb.index] = replace(verb, upos="NOUN", xpos="NNS", lemma="state", head=first.head, deprel=first.deprel)
        mended[first.index] = replace(first, head=verb.index, deprel="compound")
        mended[case] = replace(tokens[case], head=verb.index)
        return mended
    return None


def ruling_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A court in Chisinau [sentences] Evghenia Gutul to seven years": told in the present, the court has a verb."""
    del lexicon
    tokens = sentence.tokens
    court = next((token for token in tokens if token.head < 0), None)
    if court is None or court.lemma.lower() not in COURTS:
        return None
    verb = next((t for t in tokens[court.index + 3 : -1] if t.head == court.index and t.text.lower() in RULINGS), None)
    if verb is None or verb.upos != "NOUN" or tokens[verb.index + 1].upos not in OBJECT_TAGS:
        return None
    place = tokens[verb.index - 1]
    case = next((c for c in sentence.children[verb.index] if tokens[c].deprel == "case" and c < place.index), None)
    if place.upos != "PROPN" or place.head != verb.index or case is None:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, upos="VERB", xpos="VBZ", lemma=RULINGS[verb.text.lower()], head=-1, deprel="root")
    mended[court.index] = replace(court, head=verb.index, deprel="nsubj")
    mended[place.index] = replace(place, head=court.index, deprel="nmod")
    mended[case] = replace(tokens[case], head=place.index)
    for child in (*sentence.children[verb.index], *sentence.children[court.index]):
        token = tokens[child]
        if child > verb.index and token.deprel in ("appos", "nmod", "flat", "compound", "punct", "obl"):
            relation = {"appos": "obj", "flat": "obj", "compound": "obj", "nmod": "obl"}.get(token.deprel, token.deprel)
            mended[child] = replace(token, head=verb.index, deprel=relation)
    return mended


def _is_before_of(sentence: Sentence, index: int) -> bool:
    return index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].text == "of"


def _verb_of(token: Token, lexicon: TriggerLexicon) -> str | None:
    """The trigger verb of which the token may be a finite present form, or None."""
    text = token.text.lower()
    return lexicon.lemma_as(text, "VERB") if not text.endswith("ing") else None


def _agrees(subject: Token, verb: Token, lemma: str) -> bool:
    text = verb.text.lower()
    if text == lemma or not text.endswith("s"):
        return subject.xpos in PLURAL_TAGS or subject.text.lower() in ALWAYS_PLURAL
    return text.endswith("s") and subject.xpos in ("NN", "NNP")


def bare_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Gunmen burn homes", "Army shells village", "Protesters torch office": a verb read as a noun between two nouns."""
    tokens = sentence.tokens
    has_verb = False
    for verb in tokens[1:-1]:
        before, after = tokens[verb.index - 1], tokens[verb.index + 1]
        has_verb = (has_verb or before.xpos in FINITE) and before.text != ";"
        if has_verb:
            continue
        if verb.upos not in ("NOUN", "PROPN", "ADJ") or not verb.text.islower():
            continue
        lemma = _verb_of(verb, lexicon)
        if lemma is None or not is_actor(before, lexicon):
            continue
        is_one_of_two = before.index > 1 and tokens[before.index - 1].text.lower() == "and" and verb.text.lower() == lemma
        if not is_one_of_two and not _agrees(before, verb, lemma):  # "Kenya and Uganda share ..."
            continue
        is_noun_too = lexicon.lemma_as(verb.text.lower(), "NOUN") is not None
        is_past_next = after.xpos in ("VBN", "VBD") and after.head == verb.index and after.deprel == "acl"
        if is_past_next and verb.xpos in PLURAL_TAGS and not sentence.is_headline:
            continue  # "Security forces killed 40"
        if verb.text.lower().endswith("ed") and not (before.upos == "NOUN" and before.xpos in PLURAL_TAGS):
            continue
        if verb.deprel in MODIFIERS and verb.head > verb.index:
            others = tokens[verb.index + 1 :]
            if is_noun_too and verb.text.lower() != lemma and before.upos == "PROPN" and any(t.upos == "VERB" for t in others):
                continue  # "Israel strikes kill": nouns as often as not
            return _between_nouns(sentence, verb, before, lemma)
        heads_before = before.head == verb.index and before.deprel in (*MODIFIERS, "nsubj")
        has_object = after.upos in OBJECT_TAGS or after.xpos in ("VBG", "VBN", "TO") or counts(sentence, after.index)
        if heads_before and has_object and not (is_noun_too and before.deprel != "nsubj" and verb.head >= 0):
            return _as_root(sentence, verb, before, lemma)
    return None


def _as_verb(token: Token, lemma: str, head: int, relation: str) -> Token:
    text = token.text.lower()
    tag = "VBP" if text == lemma else "VBZ" if text.endswith("s") else "VBD"
    return replace(token, upos="VERB", xpos=tag, lemma=lemma, head=head, deprel=relation)


def _between_nouns(sentence: Sentence, verb: Token, subject: Token, lemma: str) -> list[Token] | None:
    """The verb was a modifier of the noun that is its object."""
    tokens = list(sentence.tokens)
    noun = tokens[verb.head]
    head, relation = noun.head, noun.deprel
    if relation.startswith("nsubj"):
        later = tokens[head]
        if not any(token.text.lower() in SUBORDINATORS for token in tokens[noun.index : later.index]):
            return None
        tokens[head] = replace(later, head=verb.index, deprel="advcl")
        head, relation = later.head, later.deprel
    elif relation not in ("root", "parataxis", "ccomp", "conj", "appos", "dep"):
        return None
    tokens[verb.index] = _as_verb(verb, lemma, head, relation)
    tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
    tokens[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
    for child in sentence.children[noun.index]:
        if (
            child > noun.index
            and tokens[child].deprel in ("conj", "punct", "parataxis", "advcl")
            and tokens[child].upos != "NOUN"
        ):
            tokens[child] = replace(tokens[child], head=verb.index)
        if child < subject.index:
            is_mark = tokens[child].upos in ("PUNCT", "SCONJ", "CCONJ", "ADV")
            tokens[child] = replace(tokens[child], head=verb.index if is_mark else subject.index)
    for child in sentence.children[verb.index]:
        if child < subject.index:
            tokens[child] = replace(tokens[child], head=subject.index)
    first = tokens[subject.index - 2] if subject.index > 1 and tokens[subject.index - 1].text.lower() == "and" else None
    if first is not None and first.upos in ("NOUN", "PROPN") and first.head == subject.index:  # "Israel and Hamas trade ..."
        for token in tokens[: first.index]:
            if token.head == subject.index:
                tokens[token.index] = replace(token, head=first.index)
        tokens[first.index] = replace(first, head=verb.index, deprel="nsubj")
        tokens[subject.index] = replace(tokens[subject.index], head=first.index, deprel="conj")
    return tokens


def _as_root(sentence: Sentence, verb: Token, subject: Token, lemma: str) -> list[Token]:
    """The verb was a noun with its subject for a modifier; the next noun phrase is its object."""
    tokens = list(sentence.tokens)
    tokens[verb.index] = _as_verb(verb, lemma, verb.head, verb.deprel)
    tokens[subject.index] = replace(subject, deprel="nsubj")
    for child in sentence.children[verb.index]:
        if child < subject.index and tokens[child].deprel in (*MODIFIERS, "nummod", "det"):
            tokens[child] = replace(tokens[child], head=subject.index)
    if any(tokens[child].deprel == "obj" for child in sentence.children[verb.index]):
        return tokens
    last = verb.index + 1
    while last < len(tokens) and tokens[last].upos in OBJECT_TAGS | {"VERB"}:
        last += 1
    if counts(sentence, last):
        last = min(last + 3, len(tokens))
    nouns = [token for token in tokens[verb.index + 1 : last] if token.upos in ("NOUN", "PROPN", "NUM")]
    if nouns:
        noun = nouns[-1]
        while verb.index < noun.head < last and noun.head != verb.index and tokens[noun.head].upos != "VERB":
            noun = tokens[noun.head]
        tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
        for token in tokens[verb.index + 1 : noun.index]:
            if token.head == verb.index and token.upos != "NOUN":
                tokens[token.index] = replace(token, head=noun.index, deprel="amod")
    return tokens
