"""Parse and code articles: in this process when they are few, in one worker process a core when they are many.

Rows come back in the order of the articles either way. An article that cannot be coded, or that brings its process down,
is reported and does not touch its neighbours.
"""

import logging
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from orchestration.coding.coder import Coder
from orchestration.coding.model import CodedArticle
from orchestration.language.parsed import ParsedArticle, Sentence
from orchestration.language.pipeline import Parser
from orchestration.normalize.coded_tables import coded_frames
from orchestration.processes import collect_rarely, core_count, loading
from orchestration.reference.coder import load_coder
from orchestration.settings import Settings
from orchestration.tables import CODED_TABLES

ARTICLES_PER_BATCH = 16
# Starting a worker costs about as much as coding this many characters.
CHARACTERS_WORTH_A_WORKER = 400_000
ERROR_LENGTH = 500

Article = Mapping[str, Any]


@dataclass
class CodedBatch:
    """The coded.* rows of some articles by full table name, and for each article that failed what went wrong."""

    frames: dict[str, pl.DataFrame] = field(default_factory=lambda: {t.full_name: t.empty() for t in CODED_TABLES})
    errors: dict[str, str] = field(default_factory=dict)


class Workbench:
    """Parser and coder, loaded once a process."""

    def __init__(self, settings: Settings) -> None:
        self.parser = Parser(settings.model_dir)
        self.coder: Coder = load_coder(settings)

    def code(self, article: Article) -> tuple[list[Sentence], CodedArticle]:
        """Sentences and coder output of one row of `raw.articles`."""
        sentences = self.parser.parse(article["body"], article["headline_char_end"])
        published_at = article["published_at"]
        parsed = ParsedArticle(
            article_id=article["article_id"],
            sentences=sentences,
            published_on=published_at.date().isoformat() if published_at else None,
            dateline_place=article["dateline_place"],
            source_name=article["source_name"],
        )
        return sentences, self.coder.code(parsed)

    def code_batch(self, articles: Iterable[Article], coded_at: datetime, run_id: str) -> CodedBatch:
        """Rows of all articles that could be coded, and the errors of the others."""
        done, errors = [], {}
        for article in articles:
            try:
                done.append((article, *self.code(article)))
            except Exception as error:
                logging.getLogger(__name__).warning("article %s cannot be coded", article["landing_file"], exc_info=True)
                errors[article["article_id"]] = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
        return CodedBatch(coded_frames(done, self.coder.version, coded_at, run_id), errors)


# Loaded ahead and not handed out yet.
_ahead: dict[Settings, Workbench] = {}


def load_workbench_ahead(settings: Settings) -> None:
    """Load the workbench that the next `load_workbench` hands out: for a caller that waits for another process meanwhile."""
    _ahead[settings] = Workbench(settings)


def load_workbench(settings: Settings) -> Workbench:
    """The workbench, which the caller alone keeps in memory."""
    return _ahead.pop(settings, None) or Workbench(settings)


def code_in_batches(
    settings: Settings, workbench: Workbench, articles: Sequence[Article], coded_at: datetime, run_id: str
) -> Iterator[tuple[Sequence[Article], CodedBatch]]:
    """Code the articles batch by batch, in order; yields each batch of articles with its rows."""
    batches = [articles[start : start + ARTICLES_PER_BATCH] for start in range(0, len(articles), ARTICLES_PER_BATCH)]
    workers = min(core_count(), sum(len(article["body"]) for article in articles) // CHARACTERS_WORTH_A_WORKER, len(batches))
    if workers < 2:
        for batch in batches:
            yield batch, workbench.code_batch(batch, coded_at, run_id)
        return
    code = _PoolCoder(type(workbench), settings, workers, coded_at, run_id)
    try:
        yield from code.code_all(batches)
    finally:
        code.close()


class _PoolCoder:
    """A pool that is started anew when an article kills its process."""

    def __init__(self, make_bench: type[Workbench], settings: Settings, workers: int, coded_at: datetime, run_id: str) -> None:
        self._arguments = (coded_at, run_id)
        self._make: Callable[[int], ProcessPoolExecutor] = lambda count: ProcessPoolExecutor(
            count, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(make_bench, settings)
        )
        self._workers = workers
        self._pool = self._make(workers)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def code_all(self, batches: Sequence[Sequence[Article]]) -> Iterator[tuple[Sequence[Article], CodedBatch]]:
        futures = self._submit(batches)
        for position, batch in enumerate(batches):
            try:
                coded = futures[position].result()
            except BrokenProcessPool:
                coded = self._code_one_by_one(batch)
                self._pool = self._make(self._workers)
                futures[position + 1 :] = self._submit(batches[position + 1 :])
            yield batch, coded

    def _submit(self, batches: Sequence[Sequence[Article]]) -> list[Future[CodedBatch]]:
        return [self._pool.submit(_code_in_worker, batch, *self._arguments) for batch in batches]

    def _code_one_by_one(self, batch: Sequence[Article]) -> CodedBatch:
        """Find the article that kills its process; the others of its batch are coded."""
        parts, errors = [], {}
        pool = self._make(1)
        for article in batch:
            try:
                coded = pool.submit(_code_in_worker, [article], *self._arguments).result()
            except BrokenProcessPool:
                errors[article["article_id"]] = "the process that coded this article died"
                pool = self._make(1)
                continue
            parts.append(coded.frames)
            errors.update(coded.errors)
        pool.shutdown()
        merged = CodedBatch(errors=errors)
        for name, empty in merged.frames.items():
            merged.frames[name] = pl.concat([empty, *(part[name] for part in parts)])
        return merged


_worker_bench: Workbench | None = None


def _start_worker(make_bench: type[Workbench], settings: Settings) -> None:
    global _worker_bench
    collect_rarely()
    with loading():
        _worker_bench = make_bench(settings)


def _code_in_worker(articles: Sequence[Article], coded_at: datetime, run_id: str) -> CodedBatch:
    if _worker_bench is None:
        raise RuntimeError("the worker was started without its initializer")
    return _worker_bench.code_batch(articles, coded_at, run_id)
