"""The gold sentences of the three files beside it: reading them, coding each as an article of its own, and scoring that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestration.coding.coder import Coder
from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.gold.mention_lines import read_line
from tests.gold.scoring import Record, Score, record_of, score_records

PUBLISHED_ON = "2025-03-12"
HELD_OUT_EVERY = 3
SENTENCE_ENDS = ".!?\"”’'"


@dataclass(frozen=True)
class GoldSentence:
    country: str
    text: str
    is_held_out: bool
    mentions: tuple[Record, ...] = ()
    published_on: str | None = PUBLISHED_ON


def read_gold(path: Path) -> list[GoldSentence]:
    """The sentences of a file, every third held out, in order. Raises ValueError with the line that cannot be read."""
    return [
        GoldSentence(country, text, position % HELD_OUT_EVERY == HELD_OUT_EVERY - 1, mentions)
        for position, (country, text, mentions) in enumerate(_read_lines(path))
    ]


def read_developed(path: Path, published_on: str | None = None) -> list[GoldSentence]:
    """The sentences of a file of which none is held out, told on that day. Raises ValueError as `read_gold` does."""
    return [GoldSentence(country, text, False, mentions, published_on) for country, text, mentions in _read_lines(path)]


def _read_lines(path: Path) -> Iterator[tuple[str, str, tuple[Record, ...]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        try:
            country, annotated = line.split(" | ", 1)
            text, mentions = read_line(annotated)
        except ValueError as error:
            raise ValueError(f"{path.name}: cannot read {line!r}: {error}") from error
        yield country, text, mentions


def code_sentences(gold: Sequence[GoldSentence], parser: Parser, coder: Coder) -> list[list[EventMention]]:
    """The coder's mentions of each gold sentence, each coded as an article of its own."""
    found = []
    for position, sentence in enumerate(gold):
        is_headline = sentence.text[-1] not in SENTENCE_ENDS
        parsed = parser.parse(sentence.text, len(sentence.text) if is_headline else 0)
        found.append(coder.code(ParsedArticle(f"gold-{position}", parsed, sentence.published_on)).event_mentions)
    return found


def score(gold: Sequence[GoldSentence], predicted: Sequence[Sequence[EventMention]]) -> Score:
    """The score over all sentences; `notes` tell what is wrong, a line each."""
    total = Score()
    for sentence, mentions in zip(gold, predicted, strict=True):
        total.add(score_records([record_of(mention, sentence.text) for mention in mentions], sentence.mentions))
    return total
