"""From the body of an article to sentences with Universal Dependencies trees.

The model is a spaCy pipeline trained by `orchestration.language.train`; tokenizer, weights, word lexicon and abbreviations
lie in one folder. The same body gives the same sentences, alone or among others.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.language.boundaries import Abbreviations, sentence_starts
from orchestration.language.casing import sentence_cased
from orchestration.language.finite_verbs import PAST_FEATURES, find_missed_past_tense, find_unmarked_clauses, promote
from orchestration.language.lemmas import lemma_of
from orchestration.language.lexicon import Lexicon
from orchestration.language.paragraphs import Piece, cut_pieces
from orchestration.language.parsed import Sentence, Token
from orchestration.language.punctuation import attach_punctuation
from orchestration.language.trees import repair_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

LEXICON_FILE = "lexicon.tsv.gz"
ABBREVIATIONS_FILE = "abbreviations.csv"
COMPATIBLE_FILE = "compatible_tags.json"
BATCH_SIZE = 64
GROUP_CHARACTERS = 200_000
# Initials that are a word of the grammar too, and the like that is none: "WHO officials" is no question.
STAND_INS = (("WHO", "IMF"), ("IS", "UN"))


class ModelMissingError(FileNotFoundError):
    """The model folder is not there or not whole; the message names the folder and the remedy."""


def load_abbreviations(path: Path) -> Abbreviations:
    """The abbreviations of a CSV file with the columns abbreviation and kind (title, other); `#` lines are notes."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    kinds = {kind: frozenset(row["abbreviation"] for row in rows if row["kind"] == kind) for kind in ("title", "other")}
    return Abbreviations(titles=kinds["title"], others=kinds["other"])


class Parser:
    """The trained pipeline. Loading takes under two seconds once spaCy is imported.

    Raises ModelMissingError when `model_dir` holds no trained model.
    """

    def __init__(self, model_dir: Path) -> None:
        import spacy

        from orchestration.language.tagging import JointTagger

        for name in ("meta.json", LEXICON_FILE, ABBREVIATIONS_FILE, COMPATIBLE_FILE):
            if not (model_dir / name).is_file():
                raise ModelMissingError(
                    f"{model_dir / name} is missing. Restore the folder from the repository, or train it anew: "
                    "make train TREEBANKS=DIR START=DIR"
                )
        self._nlp = spacy.load(model_dir)
        self._lexicon = Lexicon.load(model_dir / LEXICON_FILE)
        self._abbreviations = load_abbreviations(model_dir / ABBREVIATIONS_FILE)
        compatible = json.loads((model_dir / COMPATIBLE_FILE).read_text(encoding="utf-8"))
        self._tagger = JointTagger(self._nlp, self._lexicon, compatible)

    @property
    def version(self) -> str:
        """Name and version of the model, such as `english_ud-1.0.0`."""
        return f"{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    def parse(self, body: str, headline_char_end: int = 0) -> list[Sentence]:
        """The sentences of one body in text order; see `parse_many`."""
        return next(self.parse_many([(body, headline_char_end)]))

    def parse_many(self, articles: Iterable[tuple[str, int]]) -> Iterator[list[Sentence]]:
        """For each (body, headline_char_end) its sentences, in order.

        Paragraphs are parted by empty lines; no sentence crosses one. Sentences ending at or before
        `headline_char_end` are marked as headline, and so are headings of a live blog's entries ("13:20 Bridges
        closed"). A body without a word gives an empty list.
        `body[token.char_start:token.char_end] == token.text` holds for every token.
        Raises TextTooLongError for bodies above `paragraphs.MOST_CHARACTERS`.
        """
        group: list[tuple[str, int, list[Piece]]] = []
        size = 0
        for body, headline_char_end in articles:
            group.append((body, headline_char_end, list(cut_pieces(body, headline_char_end))))
            size += len(body)
            if size >= GROUP_CHARACTERS:
                yield from self._parse_group(group)
                group, size = [], 0
        yield from self._parse_group(group)

    def _parse_group(self, group: list[tuple[str, int, list[Piece]]]) -> Iterator[list[Sentence]]:
        docs = self._nlp.pipe(
            (self._prepared(piece, headline_char_end) for _, headline_char_end, pieces in group for piece in pieces),
            batch_size=BATCH_SIZE,
        )
        for body, headline_char_end, pieces in group:
            sentences: list[Sentence] = []
            for piece in pieces:
                doc = next(docs)
                self._tagger.correct(doc)
                for span in doc.sents:
                    sentences.append(self._sentence(span, piece, body, len(sentences), headline_char_end))
            yield sentences

    def _prepared(self, piece: Piece, headline_char_end: int) -> Doc:
        is_headline = piece.is_heading or (bool(piece.text) and piece.offsets[-1] < headline_char_end)
        text = _with_stand_ins(piece.text)
        doc = self._nlp.make_doc(sentence_cased(text, self._lexicon.is_never_name) if is_headline else text)
        self._lexicon.mark_classes(doc)
        starts = sentence_starts(
            [token.text for token in doc],
            [token.i == 0 or bool(doc[token.i - 1].whitespace_) for token in doc],
            [token.idx in piece.line_starts for token in doc],
            self._abbreviations,
            is_headline,
        )
        for token, start in zip(doc, starts, strict=True):
            if start is not None:
                token.is_sent_start = start
        return doc

    def _sentence(self, span: Span, piece: Piece, body: str, index: int, headline_char_end: int) -> Sentence:
        words = list(span)
        heads, deprels = repair_tree(
            [-1 if word.head.i == word.i else word.head.i - span.start for word in words],
            ["root" if word.dep_ == "ROOT" else word.dep_ for word in words],
            [word.pos_ for word in words],
        )
        heads, deprels = self._mend_past_tenses(words, heads, deprels)
        heads = attach_punctuation([word.text for word in words], heads, deprels)
        tokens = []
        for place, word in enumerate(words):
            start = piece.offsets[word.idx]
            end = piece.offsets[word.idx + len(word.text) - 1] + 1
            head = heads[place]
            written = piece.text[word.idx : word.idx + len(word.text)]
            is_perfect = deprels[place] == "aux" and head >= 0 and words[head].tag_ == "VBN"
            tokens.append(
                Token(
                    index=place,
                    text=body[start:end],
                    lemma=lemma_of(written, word.tag_, self._lexicon, is_perfect),
                    upos=word.pos_,
                    xpos=word.tag_,
                    feats=str(word.morph),
                    head=head,
                    deprel=deprels[place],
                    char_start=start,
                    char_end=end,
                )
            )
        start, end = tokens[0].char_start, tokens[-1].char_end
        return Sentence(
            index=index,
            paragraph=piece.paragraph,
            char_start=start,
            char_end=end,
            text=body[start:end],
            tokens=tokens,
            is_headline=piece.is_heading or end <= headline_char_end,
        )

    def _mend_past_tenses(self, words: list[SpacyToken], heads: list[int], deprels: list[str]) -> tuple[list[int], list[str]]:
        tags = [word.tag_ for word in words]
        may_be_past = [self._lexicon.may_be(word.text, "VBD") for word in words]
        missed = find_missed_past_tense(tags, heads, deprels, may_be_past.__getitem__)
        if missed is not None:
            heads, deprels = promote(missed, heads, deprels)
        for verb in {missed, *find_unmarked_clauses(tags, heads, deprels)}:
            if verb is not None and may_be_past[verb]:
                words[verb].tag_, words[verb].pos_ = "VBD", "VERB"
                words[verb].set_morph(PAST_FEATURES)  # type: ignore[attr-defined]
        return heads, deprels


def _with_stand_ins(text: str) -> str:
    """The text as the model is to read it, as long as the text itself; a text all in capitals stays as it is."""
    if not text.isupper():
        for initials, stand_in in STAND_INS:
            if initials in text:
                text = re.sub(rf"\b{initials}\b", stand_in, text)
    return text
