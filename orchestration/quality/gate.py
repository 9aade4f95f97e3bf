"""Judge a batch by its suite, with Great Expectations on a pandas frame.

The import of Great Expectations costs ten seconds and happens at the first judgement of a process, never before.
"""

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl

from orchestration.processes import loading
from orchestration.quality.suites import (
    BATCH,
    CRITICAL,
    FAILING_SHARE,
    READER_FAULT_SHARE,
    ROW,
    STRAY_ROWS,
    SUITES,
    UNREAD_FOLDERS,
    UNREAD_SHARE,
    Rule,
    Suite,
)

# The others are loaded by what these are made of.
USED_SOURCES = frozenset({"pandas_datasource", "sql_datasource", "invalid_datasource"})
ROWS_SHOWN = 20
VALUE_LENGTH = 200
EVERYTHING_READ: Mapping[str, float] = {UNREAD_SHARE: 0.0, READER_FAULT_SHARE: 0.0, UNREAD_FOLDERS: 0}


@dataclass(frozen=True)
class RuleResult:
    """What one rule found. `observed` is the figure of a batch rule, `failing_count` the rows that break it."""

    name: str
    meaning: str
    remedy: str
    scope: str
    severity: str
    passed: bool
    failing_count: int = 0
    observed: str | None = None


@dataclass(frozen=True)
class GateResult:
    """The verdict on one batch.

    failing_keys: the keys of all rows that break a row rule, with the rules; these are to be set aside. failing_rows:
    what is shown of rows that break a row rule or a critical batch rule, with `broken_rules` (at most ROWS_SHOWN).
    set_aside_count: rows of this batch in quarantine, those of failing_keys included.
    """

    suite: str
    batch: str
    row_count: int
    set_aside_count: int
    rules: list[RuleResult]
    failing_rows: list[dict[str, str]] = field(default_factory=list)
    failing_keys: dict[str, list[str]] = field(default_factory=dict)

    @property
    def broken(self) -> list[RuleResult]:
        """Batch rules that failed with severity critical: these block."""
        return [rule for rule in self.rules if rule.scope == BATCH and rule.severity == CRITICAL and not rule.passed]

    @property
    def warnings(self) -> list[RuleResult]:
        return [rule for rule in self.rules if rule.scope == BATCH and rule.severity != CRITICAL and not rule.passed]

    @property
    def passed(self) -> bool:
        return not self.broken

    def message(self) -> str:
        """Why the batch is blocked and what to do, in one line per broken rule."""
        return "\n".join(
            f"Gate `{self.suite}` blocks the batch {self.batch}: {rule.meaning} Found: {rule.observed}. Remedy: {rule.remedy}."
            for rule in self.broken
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "GateResult":
        return cls(**{**content, "rules": [RuleResult(**rule) for rule in content["rules"]]})


def run_gate(
    suite_name: str,
    frame: pl.DataFrame,
    batch: str = "all",
    set_aside_before: int = 0,
    figures: Mapping[str, float] = EVERYTHING_READ,
    is_stored: bool = False,
) -> GateResult:
    """Judge `frame` (see `frames.py`) by the suite `articles` or `mentions`.

    Row rules first; the share of failing rows, together with `set_aside_before` rows that an earlier judgement of the
    same batch set aside, is then a figure that a batch rule looks at; up to STRAY_ROWS failing rows count as none, since
    they say nothing about the batch. Batch rules see the rows that passed, with `figures` (those of `unread_figures`) beside
    them. A batch that `is_stored` held rows once: it may be empty, since all may have been taken as lost or have come in
    anew on a later day.
    Raises RuntimeError when a rule cannot be evaluated: a rule that cannot be asked counts as a fault, not as passed.
    """
    suite = SUITES[suite_name]
    key = suite.key[0]
    row_results, failing_keys = _judge(suite, ROW, frame)
    set_aside = len(failing_keys) + set_aside_before
    total = frame.height + set_aside_before
    share = 100.0 * set_aside / total if set_aside > STRAY_ROWS else 0.0
    batch_keys: dict[str, list[str]] = {}
    figures = {**figures, FAILING_SHARE: share}
    passing = frame.filter(~pl.col(key).is_in(list(failing_keys))).with_columns(
        pl.lit(figure).alias(name) for name, figure in figures.items()
    )
    if passing.is_empty():
        # Great Expectations cannot take a maximum or a mean of no rows.
        rules = [rule for rule in suite.rules if rule.scope == BATCH]
        batch_results = [_answer_without_rows(rule, figures, total, is_stored) for rule in rules]
    else:
        batch_results, batch_keys = _judge(suite, BATCH, passing)
    broken_by = {**batch_keys, **failing_keys}
    shown = frame.filter(pl.col(key).is_in(list(broken_by))).head(ROWS_SHOWN).select(*suite.key, *suite.shown)
    return GateResult(
        suite=suite_name,
        batch=batch,
        row_count=frame.height,
        set_aside_count=set_aside,
        rules=row_results + batch_results,
        failing_rows=[
            {
                **{name: str(value)[:VALUE_LENGTH] for name, value in row.items()},
                "broken_rules": ", ".join(broken_by[row[key]]),
            }
            for row in shown.to_dicts()
        ],
        failing_keys=failing_keys,
    )


def _judge(suite: Suite, scope: str, frame: pl.DataFrame) -> tuple[list[RuleResult], dict[str, list[str]]]:
    """The results of the rules of one scope, and the keys of rows that break a row rule or a critical batch rule."""
    rules = [rule for rule in suite.rules if rule.scope == scope]
    if not rules or (scope == ROW and frame.is_empty()):
        return [_rule_result(rule, passed=True) for rule in rules], {}
    failing_keys: dict[str, list[str]] = {}
    results = []
    for rule, result in zip(rules, _validate(suite, rules, frame), strict=True):
        keys = [str(row[suite.key[0]]) for row in result.get("unexpected_index_list") or []]
        if scope == ROW or (rule.severity == CRITICAL and not result["success"]):
            for key in keys:
                failing_keys.setdefault(key, []).append(rule.name)
        observed = _observed(rule, result) if scope == BATCH else None
        results.append(_rule_result(rule, result["success"], len(keys), observed))
    return results, failing_keys


def _answer_without_rows(rule: Rule, figures: Mapping[str, float], total: int, is_stored: bool) -> RuleResult:
    """What is left to judge when no row passed: whether there were any, how many fell, and what could not be read."""
    column = str(rule.arguments.get("column"))
    if column in figures:
        return _rule_result(rule, figures[column] <= rule.arguments["max_value"], observed=_figure(column, figures[column]))
    is_row_count = rule.expectation == "ExpectTableRowCountToBeBetween"
    passed = not is_row_count or is_stored or total >= rule.arguments["min_value"]
    return _rule_result(rule, passed, observed=f"{total} rows")


def _observed(rule: Rule, result: dict[str, Any]) -> str:
    if result.get("observed_value") is not None and rule.arguments.get("column") in (FAILING_SHARE, *EVERYTHING_READ):
        return _figure(rule.arguments["column"], result["observed_value"])
    if result.get("observed_value") is not None:
        return str(result["observed_value"])
    return f"{result.get('unexpected_percent') or 0.0:.1f} percent of rows break it"


def _figure(column: str, value: float) -> str:
    return f"{value:.1f} percent" if column.endswith("_percent") else f"{value:.0f}"


def _rule_result(rule: Rule, passed: bool, failing_count: int = 0, observed: str | None = None) -> RuleResult:
    return RuleResult(
        rule.name, rule.meaning, rule.remedy, rule.scope, rule.severity, bool(passed), int(failing_count), observed
    )


def load_great_expectations() -> None:
    """For a caller that waits for other processes meanwhile.

    In the caller's own thread. In another one, the import met the caller's imports of the same packages, which need each other
    in a circle, and one of the two found them half done.
    """
    _great_expectations()


@cache
def _great_expectations() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with loading(), _without_the_rest():
        import great_expectations

    # This module sets its own level and tells of every temporary folder.
    logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
    return great_expectations


@contextmanager
def _without_the_rest() -> Iterator[None]:
    """Stand-ins for what Great Expectations loads and the suites do not use, while it is imported; half of what it costs.

    scipy.stats and altair serve rules on distributions, of which there are none, all data sources but that of pandas
    frames have nothing to read here, and no suite names the other expectations.
    """
    import scipy

    package = Path(str(find_spec("great_expectations").origin)).parent  # type: ignore[union-attr]
    expectations = {rule.expectation.lower() for suite in SUITES.values() for rule in suite.rules}
    parts = [
        *(path for path in package.glob("datasource/fluent/*_datasource.py") if path.stem not in USED_SOURCES),
        *(path for path in package.glob("expectations/core/expect_*.py") if path.stem.replace("_", "") not in expectations),
    ]
    modules = (".".join(path.relative_to(package.parent).with_suffix("").parts) for path in parts)
    names = ["scipy.stats", "altair", *modules]
    stand_ins = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _StandIn(name) for name in stand_ins})
    if "scipy.stats" in stand_ins:
        scipy.stats = sys.modules["scipy.stats"]
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
        if "scipy.stats" in stand_ins:
            del scipy.stats


class _StandIn(ModuleType):
    """A module that has a class of any name, which nothing is an instance of."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def _validate(suite: Suite, rules: list[Rule], frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The results in the order of `rules`; each is Great Expectations' result with `success` beside it."""
    gx = _great_expectations()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    expectations = [
        getattr(gx.expectations, rule.expectation)(**rule.arguments, severity=rule.severity, meta={"position": position})
        for position, rule in enumerate(rules)
    ]
    batch = (
        context.data_sources.add_pandas("frames")
        .add_dataframe_asset(suite.name)
        .add_batch_definition_whole_dataframe("all")
        .get_batch({"dataframe": frame.to_pandas()})
    )
    outcome = batch.validate(
        gx.ExpectationSuite(suite.name, expectations=expectations),
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": list(suite.key)},
    )
    by_position = {}
    for result in outcome.results:
        position = result.expectation_config.meta["position"]
        if result.exception_info and result.exception_info.get("raised_exception", True):
            raise RuntimeError(
                f"rule {rules[position].name} of the gate {suite.name} cannot be asked: {result.exception_info}"
            )
        by_position[position] = {**result.result, "success": result.success}
    return [by_position[position] for position in range(len(rules))]
