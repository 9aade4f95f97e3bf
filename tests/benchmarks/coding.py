"""Sentences a second of the coder, the parse given, and what share of the work is the parser's: part of `make bench`.

    python -m tests.benchmarks.coding [FOLDER ...] [--repetitions N]

A folder holds articles as the landing folder would, or `articles/` with such files; the environment variable GOLD names one,
too. Without either the articles of data/landing/ alone are measured. Process time on one core; nothing is asserted.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.articles.ingest import ingest
from orchestration.coding.coder import Coder
from orchestration.coding_workers import Workbench
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from orchestration.settings import Settings
from orchestration.storage import read_partitions
from orchestration.tables import RAW_ARTICLES

REPETITIONS = 7
INGESTED_AT = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Measured:
    """Process seconds of the parse, once, and of each coding of all articles; the first codes with empty caches."""

    sentences: int
    words: int
    parse_seconds: float
    code_seconds: tuple[float, ...]


def parse_folder(folder: Path, parser: Parser) -> tuple[list[ParsedArticle], float]:
    """The parsed articles of a folder and the process seconds of their parse."""
    with tempfile.TemporaryDirectory() as data_dir:
        settings = Settings(data_dir=Path(data_dir), landing_dir=folder)
        ingest(settings, INGESTED_AT, "benchmark")
        rows = read_partitions(settings, RAW_ARTICLES).to_dicts()
    started = time.process_time()
    parsed = list(parser.parse_many((row["body"], row["headline_char_end"]) for row in rows))
    seconds = time.process_time() - started
    articles = [
        ParsedArticle(
            article_id=row["article_id"],
            sentences=sentences,
            published_on=row["published_at"].date().isoformat() if row["published_at"] else None,
            dateline_place=row["dateline_place"],
            source_name=row["source_name"],
        )
        for row, sentences in zip(rows, parsed, strict=True)
    ]
    return articles, seconds


def code_seconds(articles: Sequence[ParsedArticle], coder: Coder) -> float:
    """Process seconds of one coding of all articles."""
    started = time.process_time()
    for article in articles:
        coder.code(article)
    return time.process_time() - started


def measure(folders: Sequence[Path], repetitions: int = REPETITIONS) -> Measured:
    """Parse the articles of all folders once and code them several times."""
    bench = Workbench(Settings.from_environment())
    articles: list[ParsedArticle] = []
    parse_seconds = 0.0
    for folder in folders:
        inner = folder / "articles"
        found, seconds = parse_folder(inner if inner.is_dir() else folder, bench.parser)
        articles.extend(found)
        parse_seconds += seconds
    sentences = [sentence for article in articles for sentence in article.sentences]
    return Measured(
        sentences=len(sentences),
        words=sum(len(sentence.tokens) for sentence in sentences),
        parse_seconds=parse_seconds,
        code_seconds=tuple(code_seconds(articles, bench.coder) for _ in range(repetitions)),
    )


def table_of(measured: Measured) -> Table:
    """The figures, a row for each way of looking at the repetitions and one for the parse."""
    first, *others = measured.code_seconds
    median = statistics.median(others or [first])
    rows = {
        "parse": measured.parse_seconds,
        "coding, first": first,
        "coding, median": median,
        "coding, best": min(others or [first]),
    }
    whole = measured.parse_seconds + median
    title = f"Parse and coding of {measured.sentences} sentences, {measured.words} words, on one core"
    table = Table("step", "sentences/s", "words/s", "ms a sentence", "share", title=title)
    for name, seconds in rows.items():
        share = f"{seconds / whole:.0%}" if name in ("parse", "coding, median") else ""
        figures = (measured.sentences / seconds, measured.words / seconds)
        table.add_row(name, *(f"{figure:,.0f}" for figure in figures), f"{1000 * seconds / measured.sentences:.2f}", share)
    return table


def default_folders() -> list[Path]:
    """The landing folder, and the one that GOLD names."""
    gold = os.environ.get("GOLD")
    return [Settings.from_environment().landing_dir, *([Path(gold)] if gold else [])]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", type=Path, nargs="*", help="further folders with articles")
    arguments.add_argument("--repetitions", type=int, default=REPETITIONS)
    chosen = arguments.parse_args()
    measured = measure([*default_folders(), *chosen.folders], chosen.repetitions)
    Console(highlight=False).print(table_of(measured))


if __name__ == "__main__":
    main()
