"""Clauses and places that the parser hung on a wrong word: the second verb of "denied having staged a coup and promised
elections", ", along which troops patrol", "the claim that ...". Pure.
"""

from collections.abc import Callable
from dataclasses import replace

from orchestration.coding.asides import ACTS
from orchestration.coding.sentence_marks import below, one_of, tagged
from orchestration.coding.tree_shape import has_no_circle, rebuilt
from orchestration.coding.words import CoderWords
from orchestration.language.parsed import Sentence, Token

ADDRESSING = ACTS | {"ask", "beg", "implore"}
SETTLEMENTS = frozenset("port town city village district province region suburb camp island".split())
TELLING = frozenset("accusation allegation claim charge report rumour rumor suggestion statement announcement".split())
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "conj")
# What the mends below cannot do without.
PAST_ON_NOUN, VERB_JOINED = tagged("VBN VBD", "acl"), tagged("VBD VBN VBZ VBG", "conj")
NOUN_JOINED, PASSIVE, THAT, COMMA = tagged("NOUN", "conj"), one_of("aux:pass"), one_of("that"), one_of(",")
LOOSE_CLAUSE, CLAUSE_BESIDE = one_of("acl:relcl parataxis"), below("VERB", "conj parataxis")
ADVERBIAL, RELATIVES = one_of("advcl"), one_of("where which whom")
FORMS = {"VBD": ("VBD",), "VBN": ("VBD",), "VBZ": ("VBZ", "VBP"), "VBG": ("VBG",)}


def mend_joined_places(sentence: Sentence) -> Sentence:
    """ "An emergency in Lima and the neighbouring [port] of Callao": the port is joined to the name before "and"."""
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "conj" or noun.lemma.lower() not in SETTLEMENTS or noun.head < 0:
            continue
        link = next((c for c in sentence.children[noun.index] if tokens[c].deprel == "cc" and c > 0), None)
        if link is None or tokens[link - 1].upos != "PROPN" or tokens[link - 1].index in (noun.head, noun.index):
            continue
        name = tokens[link - 1]
        while name.deprel in ("flat", "compound") and name.head >= 0 and tokens[name.head].upos == "PROPN":
            name = tokens[name.head]
        if name.index > noun.head and tokens[noun.head].upos == "NOUN" and tokens[noun.head].lemma.lower() not in SETTLEMENTS:
            mended = list(tokens)
            mended[noun.index] = replace(noun, head=name.index)
            return rebuilt(sentence, mended) if has_no_circle(mended) else sentence
    return sentence


def mend_told_clause(sentence: Sentence) -> Sentence:
    """ "Denies the accusation, made by a watchdog, that it [jailed] an imam": the clause is what the accusation says."""
    if sentence.marks.isdisjoint(THAT) or sentence.marks.isdisjoint(LOOSE_CLAUSE):
        return sentence
    tokens = sentence.tokens
    for verb in tokens:
        if verb.deprel not in ("acl:relcl", "parataxis") or verb.head < 0:
            continue
        that = next((c for c in sentence.children[verb.index] if tokens[c].deprel == "mark" and tokens[c].text == "that"), 0)
        if that == 0 or tokens[that - 1].text != ",":
            continue
        noun = next((t for t in reversed(tokens[: that - 1]) if t.upos == "NOUN" and t.lemma.lower() in TELLING), None)
        if noun is not None:
            mended = list(tokens)
            mended[verb.index] = replace(verb, head=noun.index, deprel="acl")
            return rebuilt(sentence, mended) if has_no_circle(mended) else sentence
    return sentence


def mend_relatives(sentence: Sentence) -> Sentence:
    """ "sent them to the fence, along which Poland keeps soldiers", "marched to Novi Sad, where a roof fell": the clause
    tells of the noun before the comma.
    """
    if sentence.marks.isdisjoint(ADVERBIAL) or sentence.marks.isdisjoint(RELATIVES):
        return sentence
    tokens = sentence.tokens
    for verb in tokens:
        if verb.deprel != "advcl" or verb.head < 0:
            continue
        where = next((c for c in sentence.children[verb.index] if tokens[c].text == "where"), 0)
        if where > 1 and tokens[where - 1].text == "," and tokens[where - 2].upos in ("NOUN", "PROPN"):
            noun = tokens[where - 2]
            while noun.deprel == "flat" and noun.head >= 0:
                noun = tokens[noun.head]
            if verb.head < noun.index:
                mended = list(tokens)
                mended[verb.index] = replace(verb, head=noun.index, deprel="acl:relcl")
                if has_no_circle(mended):
                    return rebuilt(sentence, mended)
        pronoun = next((c for c in sentence.children[verb.index] if tokens[c].text.lower() in ("which", "whom")), None)
        if pronoun is None or pronoun < 3 or tokens[pronoun].deprel != "obl" or tokens[pronoun - 1].upos != "ADP":
            continue
        comma, noun = tokens[pronoun - 2], tokens[pronoun - 3]
        if comma.text == "," and noun.upos in ("NOUN", "PROPN"):
            mended = list(tokens)
            mended[verb.index] = replace(verb, head=noun.index, deprel="acl:relcl")
            if has_no_circle(mended):
                return rebuilt(sentence, mended)
    return sentence


def mend_joined_verbs(sentence: Sentence, words: CoderWords, may_speak: Callable[[str], bool]) -> Sentence:
    """A verb joined to one of another form belongs to the verb above that shares its form.

    "Refusing to recognise the result and [urging] a boycott", "denied having staged a coup and [promised] elections"; a
    verb of speech belongs to one who can speak: "alleged that the raid had been directed from abroad and [asked] Kabul".
    """
    if sentence.marks.isdisjoint(VERB_JOINED):
        return sentence
    for joined in sentence.tokens:
        if joined.deprel != "conj" or joined.upos != "VERB" or joined.xpos not in FORMS:
            continue
        tokens = sentence.tokens
        if joined.xpos == "VBN" and (joined.lemma.lower(), "VERB") not in words.cues:
            continue  # "denied having shelled the camp and burned it"
        if any(tokens[c].deprel.startswith(("nsubj", "aux", "mark")) for c in sentence.children[joined.index]):
            continue
        first = tokens[joined.head]
        if first.upos != "VERB" or not _differ(sentence, joined, first, words, may_speak):
            continue
        above = _verb_of_form(sentence, first, FORMS[joined.xpos])
        if above is not None:
            mended = list(tokens)
            mended[joined.index] = replace(joined, head=above)
            if has_no_circle(mended):
                sentence = rebuilt(sentence, mended)
    return sentence


def _differ(sentence: Sentence, joined: Token, first: Token, words: CoderWords, may_speak: Callable[[str], bool]) -> bool:
    tokens = sentence.tokens
    children = [tokens[c] for c in sentence.children[first.index]]
    auxiliaries = [c for c in children if c.deprel.startswith("aux")]
    is_infinitive = first.xpos == "VB" and any(c.text.lower() == "to" for c in children)
    is_gerund = first.xpos == "VBG" and not any(a.xpos in ("VBD", "VBZ", "VBP") for a in auxiliaries)
    is_having = any(a.text.lower() == "having" for a in auxiliaries)
    if joined.xpos in ("VBG", "VBN"):
        return is_infinitive if joined.xpos == "VBG" else is_having
    if is_infinitive or is_gerund or is_having:
        return True
    subject = next((c for c in children if c.deprel.startswith("nsubj")), None)
    is_speech = (joined.lemma.lower(), "VERB") in words.cues
    above = tokens[first.head] if first.deprel == "ccomp" else first
    if (
        joined.lemma.lower() in ADDRESSING
        and above.index < first.index
        and above.xpos == joined.xpos
        and (above.lemma.lower(), "VERB") in words.cues
    ):
        return True  # "said he had met the envoy and urged him to stay"
    return is_speech and subject is not None and subject.upos == "NOUN" and not may_speak(subject.lemma.lower())


def _verb_of_form(sentence: Sentence, first: Token, forms: tuple[str, ...]) -> int | None:
    tokens = sentence.tokens
    current = first
    while current.head >= 0 and current.deprel in CLAUSES:
        current = tokens[current.head]
        if current.upos == "VERB" and current.xpos in forms:
            return current.index
    return None
