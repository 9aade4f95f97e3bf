"""What tests of the coder share: sentences without trees, tables of cases, the mentions of a text."""

import csv
from functools import cache
from pathlib import Path

import spacy

from orchestration.coding.coder import RuleCoder
from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle, Sentence, Token
from orchestration.language.pipeline import Parser

DATA_DIR = Path(__file__).parent / "data"


@cache
def _tokenizer() -> spacy.language.Language:
    return spacy.blank("en")


def plain_sentences(*texts: str) -> list[Sentence]:
    """Sentences of one body in which each text is a paragraph of its own."""
    sentences, offset = [], 0
    for index, text in enumerate(texts):
        tokens = [
            Token(i, word.text, word.lower_, "", "", "", -1, "", offset + word.idx, offset + word.idx + len(word))
            for i, word in enumerate(_tokenizer()(text))
        ]
        sentences.append(Sentence(index, index, offset, offset + len(text), text, tokens))
        offset += len(text) + 2
    return sentences


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases under tests/coding/data."""
    with (DATA_DIR / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))


def mentions_of(text: str, parser: Parser, coder: RuleCoder) -> list[EventMention]:
    """The mentions of a text without headline that was published on 12 March 2025."""
    return coder.code(ParsedArticle("case", parser.parse(text), "2025-03-12")).event_mentions
