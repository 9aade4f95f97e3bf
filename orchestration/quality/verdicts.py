"""The verdicts on stored partitions: judged when their bytes change, kept beside the warehouse, asked before publishing.

A verdict belongs to the exact bytes of a partition. Whatever is not covered by a passing verdict cannot be published,
whichever way the stages were started.
"""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.quality.frames import article_frame, mention_frame, unread_figures
from orchestration.quality.gate import GateResult, run_gate
from orchestration.quality.suites import ARTICLES, MENTIONS, SUITES, Suite
from orchestration.quarantine import INGEST, acceptance_stamp, set_aside_articles, unaccepted
from orchestration.run_state import code_paths, fingerprint, read_json, write_json
from orchestration.settings import Settings
from orchestration.storage import list_partitions, partition_path, partition_stamp, read_partitions, write_partition
from orchestration.tables import (
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    RAW_ARTICLES,
    RAW_QUARANTINE,
    Table,
)

NO_BATCH = "none"
JUDGED_TABLES: dict[str, tuple[Table, ...]] = {
    ARTICLES.name: (RAW_ARTICLES,),
    MENTIONS.name: (NORMALIZED_EVENT_MENTIONS, NORMALIZED_MENTION_ACTORS),
}


class GateBlocked(RuntimeError):
    """A batch broke a critical rule; the message says which and what to do. Nothing after the gate may use the batch."""


def judge_articles(settings: Settings, now: datetime, run_id: str) -> list[GateResult]:
    """Judge every partition of `raw.articles` that changed since its verdict, and put failing rows into quarantine.

    Returns the verdicts of all partitions, old and new, oldest first. Without any article the one verdict is that of an
    empty batch, which blocks.
    """
    return _judge(settings, ARTICLES, lambda day: _judge_article_partition(settings, day, now, run_id))


def judge_mentions(settings: Settings) -> list[GateResult]:
    """Judge every partition of the normalized mentions that changed since its verdict; verdicts of all, oldest first."""
    return _judge(settings, MENTIONS, lambda day: _judge_mention_partition(settings, day))


def verdicts(settings: Settings, suite_name: str) -> list[GateResult]:
    """The stored verdicts on all partitions there are, oldest first; a partition that is not judged yet has none."""
    found = (read_json(_verdict_path(settings, suite_name, day.isoformat())) for day in _days(settings, SUITES[suite_name]))
    return [GateResult.from_json(content["result"]) for content in found if content]


def require_passed(settings: Settings) -> None:
    """Raise GateBlocked unless every partition is covered by a passing verdict on its present bytes."""
    problems = []
    code = fingerprint(*code_paths("quality"))
    for suite in SUITES.values():
        for day in _days(settings, suite):
            content = read_json(_verdict_path(settings, suite.name, day.isoformat()))
            if not _covers(content, settings, suite, day, code):
                problems.append(
                    f"Gate `{suite.name}` has not judged the batch {day} as it is now. Remedy: run `sitrep run`, or "
                    "materialize everything in the UI."
                )
            elif message := GateResult.from_json(content["result"]).message():
                problems.append(message)
    if not _days(settings, ARTICLES):
        problems.append("There is no article. Remedy: put articles into the landing folder and run `sitrep run`.")
    if problems:
        raise GateBlocked("\n".join(problems))


def _judge(settings: Settings, suite: Suite, judge_partition: Callable[[date], GateResult]) -> list[GateResult]:
    results = []
    code = fingerprint(*code_paths("quality"))
    for day in _days(settings, suite):
        path = _verdict_path(settings, suite.name, day.isoformat())
        content = read_json(path)
        if not _covers(content, settings, suite, day, code):
            result = judge_partition(day)
            # Taken after the judgement: setting rows aside has changed the partition.
            inputs, stamp = _inputs(settings, suite, day), _stamp(settings, suite, day, code)
            content = {"inputs": inputs, "stamp": stamp, "result": result.to_json()}
            write_json(path, content)
        results.append(GateResult.from_json(content["result"]))
    if not results and suite is ARTICLES:
        results.append(run_gate(suite.name, article_frame(RAW_ARTICLES.empty()), NO_BATCH))
    return results


def _judge_article_partition(settings: Settings, day: date, now: datetime, run_id: str) -> GateResult:
    rows = read_partitions(settings, RAW_ARTICLES, [day])
    before = unaccepted(settings, ARTICLES.stage, day).height
    figures = unread_figures(rows, unaccepted(settings, INGEST, day))
    result = run_gate(ARTICLES.name, article_frame(rows), day.isoformat(), before, figures, is_stored=True)
    if result.failing_keys:
        failing = rows.filter(pl.col("article_id").is_in(list(result.failing_keys)))
        meanings = {rule.name: f"{rule.meaning} Remedy: {rule.remedy}." for rule in ARTICLES.rules}
        details = {key: " ".join(meanings[name] for name in names) for key, names in result.failing_keys.items()}
        # Into quarantine first: a run that dies between the two steps leaves the row in both places, never in none.
        set_aside_articles(settings, failing.to_dicts(), details, ARTICLES.stage, "failed_gate", now, run_id)
        write_partition(settings, RAW_ARTICLES, day, rows.join(failing, on="article_id", how="anti"))
    return result


def _judge_mention_partition(settings: Settings, day: date) -> GateResult:
    frame = mention_frame(
        read_partitions(settings, NORMALIZED_EVENT_MENTIONS, [day]),
        read_partitions(settings, NORMALIZED_MENTION_ACTORS, [day]),
        read_partitions(settings, RAW_ARTICLES, [day]),
    )
    return run_gate(MENTIONS.name, frame, day.isoformat(), unaccepted(settings, MENTIONS.stage, day).height)


def _days(settings: Settings, suite: Suite) -> list[date]:
    return list_partitions(settings, JUDGED_TABLES[suite.name][0])


def _inputs(settings: Settings, suite: Suite, day: date) -> str:
    """What a verdict depends on: the bytes of the partition, the rules, and the rows beside it that lie in quarantine."""
    partitions = [partition_path(settings, table, day) for table in JUDGED_TABLES[suite.name]]
    stored = fingerprint(*partitions, *code_paths("quality"))
    stages = (ARTICLES.stage, INGEST) if suite is ARTICLES else (suite.stage,)
    aside = [unaccepted(settings, stage, day)["quarantine_id"].sort().to_list() for stage in stages]
    return f"{stored} {hashlib.sha256(repr(aside).encode()).hexdigest()}"


def _covers(content: dict[str, Any] | None, settings: Settings, suite: Suite, day: date, code: str) -> bool:
    """Whether a stored verdict is on the partition as it is now. Files that were not touched since are not read again."""
    if content is None:
        return False
    return content.get("stamp") == _stamp(settings, suite, day, code) or content["inputs"] == _inputs(settings, suite, day)


def _stamp(settings: Settings, suite: Suite, day: date, code: str) -> str:
    """What `_inputs` is taken from, by size and time of its files instead of by their bytes."""
    tables = (*JUDGED_TABLES[suite.name], RAW_QUARANTINE)
    return " ".join([code, acceptance_stamp(settings), *(partition_stamp(settings, table, day) for table in tables)])


def _verdict_path(settings: Settings, suite_name: str, batch: str) -> Path:
    return settings.warehouse_path.parent / "gates" / suite_name / f"{batch}.json"
