"""Variants of treebank paragraphs, so that the parser meets headlines, curly quotes and names it has never seen.

Every function takes and gives whole paragraphs and keeps words, tags and trees in step; none touches its input.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from orchestration.language.treebank import Paragraph, Word

CURLY_FORMS = {"'": "’", '"': "“", "``": "“", "''": "”", "--": "—", "`": "‘"}
FINAL_PUNCTUATION = {".", "!", "?"}
SMALL_TITLE_WORDS = frozenset("a an and as at but by for from in of on or over the to with".split())
MOST_HEADLINE_WORDS = 25


class Augmenter:
    """Changes a share of the paragraphs at random. `names` are single words that stand in for rare proper nouns.

    The shares were set so that about half of all paragraphs stay as they are.
    """

    def __init__(self, names: Sequence[str], rare_names: set[str], seed: int) -> None:
        self._names = names
        self._rare_names = rare_names
        self._random = random.Random(seed)

    def __call__(self, paragraph: Paragraph) -> Paragraph:
        draw = self._random.random
        if draw() < 0.15:
            paragraph = self._one_sentence(paragraph)
        if draw() < 0.25:
            paragraph = self._rename(paragraph)
        if draw() < 0.3:
            paragraph = curl_quotes(paragraph)
        case = draw()
        if case < 0.02:
            paragraph = _change_case(paragraph, str.upper)
        elif case < 0.05:
            paragraph = _change_case(paragraph, str.lower)
        return paragraph

    def _one_sentence(self, paragraph: Paragraph) -> Paragraph:
        """One sentence alone, half the time without its full stop, half the time in title case: a headline."""
        sentence = self._random.choice(paragraph.sentences)
        if self._random.random() < 0.5:
            sentence = drop_final_punctuation(sentence)
        if len(sentence) <= MOST_HEADLINE_WORDS and self._random.random() < 0.5:
            sentence = [replace(word, form=title_form(word, index)) for index, word in enumerate(sentence)]
        return Paragraph([sentence])

    def _rename(self, paragraph: Paragraph) -> Paragraph:
        return Paragraph([[self._renamed(word) for word in sentence] for sentence in paragraph.sentences])

    def _renamed(self, word: Word) -> Word:
        if word.xpos == "NNP" and word.form in self._rare_names and self._random.random() < 0.7:
            return replace(word, form=self._random.choice(self._names))
        return word


def curl_quotes(paragraph: Paragraph) -> Paragraph:
    """Typewriter quotes, apostrophes and dashes as newspapers print them."""
    return Paragraph([[replace(word, form=_curly_form(word)) for word in sentence] for sentence in paragraph.sentences])


def _curly_form(word: Word) -> str:
    if word.xpos == "''":
        return {'"': "”", "'": "’"}.get(word.form, word.form)
    if word.xpos == "``":
        return {'"': "“", "'": "‘"}.get(word.form, word.form)
    return CURLY_FORMS.get(word.form) or word.form.replace("'", "’")


def _change_case(paragraph: Paragraph, change: Callable[[str], str]) -> Paragraph:
    return Paragraph([[replace(word, form=change(word.form)) for word in sentence] for sentence in paragraph.sentences])


def title_form(word: Word, index: int) -> str:
    """The word as a headline in title case prints it."""
    lower = word.form.lower()
    if (index and lower in SMALL_TITLE_WORDS) or not lower[:1].isalpha() or lower in ("n't", "n’t"):
        return word.form
    return word.form[:1].upper() + word.form[1:]


def drop_final_punctuation(sentence: list[Word]) -> list[Word]:
    """The sentence without a full stop at its end; unchanged when a word hangs on the full stop."""
    last = len(sentence) - 1
    if last < 2 or sentence[last].form not in FINAL_PUNCTUATION or any(word.head == last for word in sentence):
        return sentence
    if sentence[last].head < 0:
        return sentence
    return sentence[:last]
