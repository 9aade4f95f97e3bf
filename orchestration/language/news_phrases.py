"""Phrases with their trees, put together from words: what `news_sentences.py` writes its sentences of. Pure.

Relations and features are those of UD English EWT and GUM.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from orchestration.language.treebank import Word

SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
VERB_FEATURES = {
    "VB": "VerbForm=Inf", "VBG": "Tense=Pres|VerbForm=Part", "VBN": "Tense=Past|VerbForm=Part",
}  # fmt: skip
PRONOUNS = {
    "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "him": "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "them": "Case=Acc|Number=Plur|Person=3|PronType=Prs",
    "his": "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "its": "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "their": "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, each `head` counted within the phrase; the word at `head` governs all and has head -1."""

    words: tuple[Word, ...]
    head: int

    @property
    def is_plural(self) -> bool:
        return PLURAL in self.words[self.head].feats


Dependent = tuple[str, Phrase]  # a relation and the phrase that hangs by it
Part = Phrase | Dependent


def build(*parts: Part | None) -> Phrase:
    """Phrases side by side; the one without a relation is the head, the others hang on it by theirs."""
    given = [part for part in parts if part is not None]
    offset, top = 0, 0
    for part in given:
        phrase = part if isinstance(part, Phrase) else part[1]
        if isinstance(part, Phrase):
            top = offset + phrase.head
        offset += len(phrase.words)
    words: list[Word] = []
    for part in given:
        relation, phrase = ("root", part) if isinstance(part, Phrase) else part
        start = len(words)
        for index, word in enumerate(phrase.words):
            if index == phrase.head:
                is_top = start + index == top
                words.append(replace(word, head=-1 if is_top else top, deprel="root" if is_top else relation))
            else:
                words.append(replace(word, head=start + word.head))
    return Phrase(tuple(words), top)


def word(form: str, upos: str, xpos: str, feats: str = "", lemma: str | None = None) -> Phrase:
    return Phrase((Word(form, lemma or form.lower(), upos, xpos, feats, -1, "root", True),), 0)


def comma() -> Phrase:
    return word(",", "PUNCT", ",")


@cache
def inflected(lemma: str, tag: str) -> str:
    from lemminflect import getInflection

    found: tuple[str, ...] = getInflection(lemma, tag)
    return found[0] if found else lemma


def determiner(form: str) -> Phrase:
    return word(form, "DET", "DT", f"Definite={'Def' if form == 'the' else 'Ind'}|PronType=Art")


def case_of(form: str) -> Dependent:
    return ("case", word(form, "ADP", "IN"))


def proper_noun(form: str) -> Phrase:
    return word(form, "PROPN", "NNP", SINGULAR, form)


def common_noun(lemma: str, is_plural: bool) -> Phrase:
    form = inflected(lemma, "NNS") if is_plural else lemma
    return word(form, "NOUN", "NNS" if is_plural else "NN", PLURAL if is_plural else SINGULAR, lemma)


def adjective(form: str) -> Phrase:
    return word(form, "ADJ", "NNP" if form[:1].isupper() and form != "Islamist" else "JJ", "Degree=Pos")


def verb_form(lemma: str, tag: str, is_plural: bool = False, is_passive: bool = False) -> Phrase:
    feats = VERB_FEATURES.get(tag)
    if feats is None:
        tense = "Past" if tag == "VBD" else "Pres"
        feats = f"Mood=Ind|{PLURAL if is_plural else SINGULAR}|Person=3|Tense={tense}|VerbForm=Fin"
    if tag == "VBN" and is_passive:
        feats += "|Voice=Pass"
    form = lemma if tag in ("VB", "VBP") else inflected(lemma, tag)
    return word(form, "VERB", tag, feats, lemma)


def auxiliary(form: str, lemma: str, xpos: str, is_plural: bool = False) -> Phrase:
    if xpos == "MD":
        feats = "VerbForm=Fin"
    elif xpos in ("VBN", "VBG"):
        feats = VERB_FEATURES[xpos]
    elif xpos == "VB":
        feats = "VerbForm=Inf"
    else:
        tense = "Past" if xpos == "VBD" else "Pres"
        feats = f"Mood=Ind|{PLURAL if is_plural else SINGULAR}|Person=3|Tense={tense}|VerbForm=Fin"
    return word(form, "AUX", xpos, feats, lemma)


def participle(lemma: str) -> Phrase:
    """A past participle before a noun: "displaced families", "guided bombs"."""
    return verb_form(lemma, "VBN", is_passive=True)


def pronoun(form: str) -> Phrase:
    """One of PRONOUNS."""
    return word(form, "PRON", "PRP$" if "Poss" in PRONOUNS[form] else "PRP", PRONOUNS[form])


def without(phrase: Phrase, dropped: Collection[int]) -> Phrase:
    """The phrase without words on which nothing hangs."""
    kept = [index for index in range(len(phrase.words)) if index not in dropped]
    place = {index: position for position, index in enumerate(kept)}
    words = [phrase.words[index] for index in kept]
    moved = tuple(replace(item, head=place[item.head] if item.head >= 0 else -1) for item in words)
    return Phrase(moved, place[phrase.head])


def without_articles(phrase: Phrase) -> Phrase:
    """The phrase as a headline prints it: no "the", no "a"."""
    return without(phrase, {index for index, item in enumerate(phrase.words) if item.xpos == "DT"})


def without_idle_commas(phrase: Phrase) -> Phrase:
    """The phrase without the commas that another mark or the end makes idle."""
    following = [*(item.form for item in phrase.words[1:]), "."]
    idle = {index for index, item in enumerate(phrase.words) if item.form == "," and following[index] in (",", ".", ";", ")")}
    return without(phrase, idle)


def with_article(phrase: Phrase) -> Phrase:
    """The phrase with "an" for "a" before a vowel."""
    words = list(phrase.words)
    following = words[1].form.lower() if len(words) > 1 else ""
    if words[0].form == "a" and following.startswith(tuple("aeiou")) and not following.startswith(("uni", "use", "eu")):
        words[0] = replace(words[0], form="an")
    return Phrase(tuple(words), phrase.head)
