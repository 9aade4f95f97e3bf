"""Treebank sentences in the telegraphic style of headlines: no articles, no forms of `be` beside another predicate, the
present tense for what happened, figures for number words, a comma for `and`. After the register's grammar as Mårdh described
it in "Headlinese" (1980).

Words, tags and trees stay in step: a word goes only when nothing hangs on it, and what it takes with it is its own arc.
"""

from collections.abc import Callable
from dataclasses import replace

from lemminflect import getInflection

from orchestration.language.treebank import Word

ARTICLES = frozenset(("a", "an", "the"))
FIGURES = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
BE_RELATIONS = frozenset(("cop", "aux", "aux:pass"))
SUBJECTS = ("nsubj", "nsubj:pass")


def telegraphic(sentence: list[Word], draw: Callable[[], float]) -> list[Word]:
    """The sentence as a headline would have it; `draw` gives numbers from 0 to 1, for what is left to taste.

    What nobody would make a headline of stays as it is: questions, contractions, a subject that is none or a pronoun.
    """
    subject = _root_subject(sentence)
    is_contracted = any(word.form[:1] in "'’" and word.upos in ("AUX", "VERB") for word in sentence)
    if subject is None or is_contracted or sentence[-1].form == "?":
        return sentence
    words = _present(sentence, subject) if draw() < 0.7 else list(sentence)
    words = [_figure(word) for word in words]
    if draw() < 0.3:
        words = [word if index and words[index - 1].form == "," else _comma_for_and(word) for index, word in enumerate(words)]
    has_dependents = {word.head for word in words}
    kept = [index for index, word in enumerate(words) if index in has_dependents or not _is_left_out(word)]
    return _only(words, kept)


def _is_left_out(word: Word) -> bool:
    if word.deprel == "det":
        return word.form.lower() in ARTICLES
    return word.lemma == "be" and word.deprel in BE_RELATIONS and word.xpos in ("VBD", "VBZ", "VBP")


def _root_subject(sentence: list[Word]) -> Word | None:
    """The noun or name that is the subject of the whole sentence."""
    root = next(index for index, word in enumerate(sentence) if word.head < 0)
    named = (word for word in sentence if word.head == root and word.deprel in SUBJECTS and word.upos in ("NOUN", "PROPN"))
    return next(named, None)


def _present(sentence: list[Word], subject: Word) -> list[Word]:
    """The root in the present tense, where it is a verb in the past tense."""
    words = list(sentence)
    root = next(index for index, word in enumerate(words) if word.head < 0)
    verb = words[root]
    if verb.xpos != "VBD" or verb.lemma == "be":
        return words
    is_plural = "Number=Plur" in subject.feats or any(
        word.deprel == "conj" and words[word.head] is subject for word in words if word.head >= 0
    )
    tag = "VBP" if is_plural else "VBZ"
    forms = getInflection(verb.lemma, tag=tag)
    if forms:
        number = "Plur" if is_plural else "Sing"
        feats = f"Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin"
        words[root] = replace(verb, form=forms[0], xpos=tag, feats=feats)
    return words


def _figure(word: Word) -> Word:
    figure = FIGURES.get(word.form.lower())
    if figure is None or word.deprel != "nummod":
        return word
    return replace(word, form=str(figure), lemma=str(figure), feats=word.feats.replace("NumForm=Word", "NumForm=Digit"))


def _comma_for_and(word: Word) -> Word:
    if word.form != "and" or word.deprel != "cc":
        return word
    return replace(word, form=",", lemma=",", upos="PUNCT", xpos=",", feats="", deprel="punct")


def _only(words: list[Word], kept: list[int]) -> list[Word]:
    """The kept words with heads counted anew. A comma stands at the word before it."""
    place = {old: new for new, old in enumerate(kept)}
    result = [replace(words[old], head=place.get(words[old].head, -1)) for old in kept]
    result[0] = replace(result[0], form=result[0].form[:1].upper() + result[0].form[1:])
    for index, word in enumerate(result[1:], start=1):
        if word.form == ",":
            result[index - 1] = replace(result[index - 1], space_after=False)
    return result
