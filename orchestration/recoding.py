"""Coding history anew with the coder that is installed now.

It is done beside what is there, in `recoding/` of the data folder, on the same articles: coded, normalized, judged, resolved,
built and published for nobody to read but the comparison. Only a coding that passed every gate takes the place of the old
one; until then runs go on with the old coding of old articles.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from orchestration import stages
from orchestration.articles.article_index import index_path
from orchestration.coder_comparison import Comparison, ComparisonError, compare
from orchestration.quality.verdicts import judge_articles
from orchestration.reference.version import coder_version
from orchestration.run_state import only_writer
from orchestration.settings import Settings
from orchestration.stages import Progress, StageReport, no_progress
from orchestration.storage import link_or_copy, list_partitions, partition_path
from orchestration.tables import CODED_SENTENCES, CODED_TABLES, RAW_ARTICLES, RAW_TABLES

VERSION_NAME = "coder_version"
STAGES = stages.STAGES[1:]  # the articles are there


class RecodingError(RuntimeError):
    """The new coding does not take the place of the old one; the message says why and what to do."""


def beside(settings: Settings) -> Settings:
    """The installation in which history is coded anew."""
    return replace(settings, data_dir=settings.data_dir / "recoding")


def recode_beside(
    settings: Settings,
    now: datetime,
    run_id: str,
    progress: Progress = no_progress,
    on_report: Callable[[StageReport], None] = lambda report: None,
) -> Comparison | None:
    """Code all stored articles anew, judge and build what comes of it, and compare it with what is published; None where
    nothing is. A run that was killed is taken up again, unless the coder changed since.

    Raises RecodingError when no article is stored or a gate blocks, WarehouseError when a model or test fails.
    """
    made = beside(settings)
    _prepare(settings, made)
    with only_writer(made):
        judge_articles(made, now, run_id)
    for stage in STAGES:
        report = stage(made, now, run_id, progress)
        on_report(report)
        if report.blocking_message:
            raise RecodingError(
                f"The new coding stays beside the old one, which readers keep:\n{report.blocking_message}\n"
                f"Remedy: mend the coder and run `sitrep recode` again; {made.data_dir} may be removed."
            )
    if not settings.published_path.is_file():
        return None
    try:
        return compare(settings.published_path, made.published_path)
    except ComparisonError:
        return None


def take_over(settings: Settings) -> int:
    """Put the new coding in the place of the old one and clear it away; how many ingest dates it has. The next run, which
    starts from there, publishes it. Raises RecodingError where no finished coding lies beside.
    """
    made = beside(settings)
    days = list_partitions(made, CODED_SENTENCES)
    if not days or not made.published_path.is_file() or _version_of(made) != coder_version(settings):
        raise RecodingError("No finished coding of the installed coder lies beside the old one; run `sitrep recode`")
    with only_writer(settings):
        for day in days:
            # Sentences go first and come last: an article that has them counts as coded, however far a killed run came.
            partition_path(settings, CODED_SENTENCES, day).unlink(missing_ok=True)
            for table in (*(table for table in CODED_TABLES if table is not CODED_SENTENCES), CODED_SENTENCES):
                _link(partition_path(made, table, day), partition_path(settings, table, day))
        shutil.rmtree(made.data_dir)
    return len(days)


def _prepare(settings: Settings, made: Settings) -> None:
    """The articles of the installation as they are now, and what was coded of them by a run before."""
    version = coder_version(settings)
    with only_writer(settings):
        if not list_partitions(settings, RAW_ARTICLES):
            raise RecodingError("No article is stored, so there is nothing to code anew; run `sitrep run`")
        if _version_of(made) != version:
            shutil.rmtree(made.data_dir, ignore_errors=True)
            made.data_dir.mkdir(parents=True)
            (made.data_dir / VERSION_NAME).write_text(version, encoding="utf-8")
        for table in RAW_TABLES:
            shutil.rmtree(made.table_dir(table.schema, table.name), ignore_errors=True)
            for day in list_partitions(settings, table):
                _link(partition_path(settings, table, day), partition_path(made, table, day))
        for path in _derived(settings):
            shutil.copyfile(path, _made_ready(made.data_dir / path.relative_to(settings.data_dir)))


def _version_of(made: Settings) -> str:
    path = made.data_dir / VERSION_NAME
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _derived(settings: Settings) -> Sequence[Path]:
    """What was made of reference data and articles and takes a while to be made: the gazetteer, the index of articles."""
    index = index_path(settings)
    return [*(settings.data_dir / "cache").glob("gazetteer-*.parquet"), *index.parent.glob(f"{index.name}*")]


def _link(source: Path, target: Path) -> None:
    """One more name for a file, which nobody changes: tables are replaced as a whole."""
    temporary = _made_ready(target).with_name(f".{target.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    link_or_copy(source, temporary)
    temporary.replace(target)


def _made_ready(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
