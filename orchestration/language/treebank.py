"""CoNLL-U treebanks in, paragraphs of plain text with gold words and trees out. For training and measuring only."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORD_COLUMNS = 10


class TreebankError(ValueError):
    """A treebank file that cannot be read; the message names the file, the line and the remedy."""


@dataclass(slots=True)
class Word:
    """One syntactic word. `head` counts within the sentence, -1 for the root; `space_after` tells of the raw text."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


@dataclass(slots=True)
class Paragraph:
    """The sentences of one paragraph of the source text, in order."""

    sentences: list[list[Word]]

    @property
    def text(self) -> str:
        """The raw text. The space after the last word is left away."""
        return "".join(word.form + " " * word.space_after for sentence in self.sentences for word in sentence).rstrip(" ")

    @property
    def word_count(self) -> int:
        return sum(len(sentence) for sentence in self.sentences)


def read_treebank(path: Path) -> list[Paragraph]:
    """All paragraphs of one `.conllu` or `.conllu.gz` file.

    Empty nodes and enhanced dependencies are passed over. Of a multiword token ("don't") the words are kept when they
    spell the token, which holds throughout English; otherwise the words stand apart in the raw text.
    A new paragraph begins at `# newpar` and `# newdoc`.
    """
    paragraphs: list[Paragraph] = []
    for starts_paragraph, sentence in _sentences(path):
        if starts_paragraph or not paragraphs:
            paragraphs.append(Paragraph([]))
        paragraphs[-1].sentences.append(sentence)
    if not paragraphs:
        raise TreebankError(f"{path} holds no sentence; give a CoNLL-U file of Universal Dependencies.")
    return paragraphs


def _sentences(path: Path) -> Iterator[tuple[bool, list[Word]]]:
    opener = gzip.open if path.suffix == ".gz" else open
    starts_paragraph = False
    words: list[Word] = []
    joined_until = 0
    joined_space = True
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                if line.startswith(("# newpar", "# newdoc")) and not line.startswith("# newpar_block"):
                    starts_paragraph = True
                continue
            if not line:
                if words:
                    yield starts_paragraph, words
                starts_paragraph, words, joined_until = False, [], 0
                continue
            columns = line.split("\t")
            if len(columns) != WORD_COLUMNS:
                raise TreebankError(f"{path}, line {number}: {len(columns)} columns instead of 10; is this a CoNLL-U file?")
            identifier, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
            space_after = "SpaceAfter=No" not in misc.split("|")
            if "-" in identifier:
                joined_until, joined_space = int(identifier.split("-")[1]), space_after
            elif "." not in identifier:
                if int(identifier) <= joined_until:
                    space_after = joined_space and int(identifier) == joined_until
                if upos in ("VERB", "AUX") and xpos in ("NNP", "NNPS"):
                    # GUM tags "United" in "United Kingdom" as a verb with the lemma "unite"; EWT and PUD do not.
                    upos, lemma, feats = ("ADJ", form, "Degree=Pos") if deprel == "amod" else ("PROPN", form, "Number=Sing")
                feats = "" if feats == "_" else feats
                words.append(Word(form, lemma, upos, xpos, feats, int(head) - 1, deprel, space_after))
    if words:
        yield starts_paragraph, words
