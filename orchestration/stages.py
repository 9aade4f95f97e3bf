"""The six stages of the way of the data, each a plain function that assets, command line and notebooks call alike.

Every stage holds the installation's write lock, does only what its inputs ask for, and leaves whole files behind: a run
that is killed is mended by running again. `now` is the clock of the run (UTC), `run_id` what the rows are stamped with,
`progress(stage, done, total)` is told how far a stage is.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from importlib import import_module

from orchestration import quarantine, warehouse
from orchestration.articles.duplicate_groups import group_new_articles
from orchestration.articles.ingest import ingest
from orchestration.articles.landing import notes_on_waiting
from orchestration.articles.standings import notices, settle_standings
from orchestration.earlier_contracts import carry_over
from orchestration.processes import loading
from orchestration.publish.pipeline import PublishError, publish_warehouse, read_row_counts
from orchestration.publish.scopes import logged_keys
from orchestration.quality.gate import GateResult, load_great_expectations
from orchestration.quality.suites import ARTICLES, MENTIONS
from orchestration.quality.verdicts import judge_articles, judge_mentions, require_passed, verdicts
from orchestration.reference.version import coder_version
from orchestration.run_state import RunState, code_paths, fingerprint, only_writer
from orchestration.settings import Settings
from orchestration.storage import (
    count_rows,
    list_partitions,
    partition_stamp,
    partition_stamps,
)
from orchestration.tables import (
    CODED_TABLES,
    INGEST_TABLES,
    NORMALIZED_TABLES,
    RAW_ARTICLES,
    RAW_QUARANTINE,
    WAREHOUSE_SOURCES,
    Table,
)

Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, total: int) -> None:
    """For callers that do not look."""


@dataclass(frozen=True)
class StageReport:
    """What a stage did. `is_skipped`: its inputs had not changed; `counts`: figures to show; `verdicts`: of its gate;
    `notes`: sentences that a person should read.
    """

    stage: str
    is_skipped: bool
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    verdicts: Sequence[GateResult] = ()
    notes: Sequence[str] = ()

    @property
    def blocking_message(self) -> str:
        """Why the gate blocks and what to do; empty where it does not."""
        return "\n".join(verdict.message() for verdict in self.verdicts if not verdict.passed)


def load_ahead(settings: Settings) -> None:
    """Load what stages with work to do load: for a caller that waits for another process meanwhile."""
    load_great_expectations()
    for name in ("coding_days", "normalize.pipeline", "resolution.pipeline"):
        import_module(f"orchestration.{name}")
    from orchestration.coding_workers import load_workbench_ahead

    load_workbench_ahead(settings)
    if settings.reader_processes:
        from orchestration.articles.reader_pool import prepare_readers

        prepare_readers()  # last: the server loads beside the caller


def ingest_articles(settings: Settings, now: datetime, run_id: str, progress: Progress = no_progress) -> StageReport:
    """Read the landing folder into `raw.articles`, judge what came in, put failing rows into quarantine, group copies, and
    decide which revision of every article counts.

    What depends on other articles (groups of copies, revisions) is decided after the gate, on articles that passed it, and
    stored in tables of its own: the partitions of older articles stay as they are. Tables of an earlier contract are brought
    up to date before anything is read.
    """
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        progress("ingest", done, total)
        load_great_expectations()  # there is something new, so the gate will be asked

    with only_writer(settings):
        carried_over = carry_over(settings)
        before = _stamps(settings, *INGEST_TABLES)
        result = ingest(settings, now, run_id, tell)
        results = judge_articles(settings, now, run_id)
        group_new_articles(settings, now, run_id)
        settle_standings(settings, now, run_id)
        after = _stamps(settings, *INGEST_TABLES)
    counts = {
        "articles": count_rows(settings, RAW_ARTICLES),
        "quarantined": count_rows(settings, RAW_QUARANTINE),
    }
    notes = [*carried_over, *quarantine.notes_on_run(settings, run_id, now.date()), *notes_on_waiting(result.waiting)]
    return StageReport("ingest", before == after and not carried_over, time.monotonic() - started, counts, results, notes)


def code_articles(settings: Settings, now: datetime, run_id: str, progress: Progress = no_progress) -> StageReport:
    """Parse and code the articles that have not been coded yet, into `coded.*`.

    What an earlier version of the coder made of an article stays until history is coded anew (`recoding`). An article that
    fails goes to quarantine (`coder_error`) and is tried again when the coder changes. A day of which a file is damaged,
    missing or of an earlier contract is coded as a whole.
    """
    started = time.monotonic()
    with only_writer(settings):
        state = RunState(settings)
        code = coder_version(settings)
        not_coded = notices(settings)
        pending = []
        for day in list_partitions(settings, RAW_ARTICLES):
            inputs = " ".join((code, _partition_stamps(settings, [RAW_ARTICLES], day), *not_coded.get(day, ())))
            if not state.is_done(f"code/{day}", inputs, _partition_stamps(settings, CODED_TABLES, day)):
                pending.append((day, inputs))
        coded = failed = earlier = 0
        notes: list[str] = []
        if pending:
            # Loading parser and dictionaries costs seconds, which a run without new articles does not pay.
            with loading():
                from orchestration.coding_days import code_day
                from orchestration.coding_workers import load_workbench

                bench = load_workbench(settings)
            for day, inputs in pending:
                result = code_day(settings, bench, day, not_coded.get(day, []), now, run_id, partial(progress, "code"))
                coded, failed, notes = coded + result.coded, failed + result.failed, notes + result.notes
                earlier += result.earlier
                state.record(f"code/{day}", inputs, _partition_stamps(settings, CODED_TABLES, day))
    if earlier:
        notes.append(
            f"{earlier} articles keep what an earlier version of the coder made of them; `sitrep recode` codes them anew."
        )
    counts = {"articles_coded": coded, "articles_failed": failed}
    return StageReport("code", not pending, time.monotonic() - started, counts, notes=notes)


def normalize_mentions(settings: Settings, now: datetime, run_id: str, progress: Progress = no_progress) -> StageReport:
    """Conform the coder's rows into `normalized.*`, set aside rows that break a rule, and judge the mentions."""
    from orchestration.normalize.pipeline import ensure_sources, normalize_partitions

    started = time.monotonic()
    with only_writer(settings):
        state = RunState(settings)
        code = fingerprint(*code_paths("normalize", "tables"), settings.reference_dir, settings.dbt_project_dir / "seeds")
        inputs = {
            day: f"{code} {_partition_stamps(settings, [RAW_ARTICLES, *CODED_TABLES], day)}"
            for day in list_partitions(settings, RAW_ARTICLES)
        }
        pending = [
            day
            for day in inputs
            if not state.is_done(f"normalize/{day}", inputs[day], _partition_stamps(settings, NORMALIZED_TABLES, day))
        ]
        progress("normalize", 0, 1)
        if pending:
            result = normalize_partitions(settings, pending)
            for day in result.ingest_dates:
                state.record(f"normalize/{day}", inputs[day], _partition_stamps(settings, NORMALIZED_TABLES, day))
        ensure_sources(settings)
        results = judge_mentions(settings)
        progress("normalize", 1, 1)
    counts = {table.name: count_rows(settings, table) for table in NORMALIZED_TABLES}
    return StageReport("normalize", not pending, time.monotonic() - started, counts, results)


def resolve_events(settings: Settings, now: datetime, run_id: str, progress: Progress = no_progress) -> StageReport:
    """Settle which mentions tell of which event, into `resolved.*`: only what is new, changed or gone since the last run."""
    from orchestration.resolution.pipeline import resolve_mentions

    started = time.monotonic()
    with only_writer(settings):
        require_passed(settings)
        progress("resolve", 0, 1)
        result = resolve_mentions(settings, now, run_id, lambda done, total: progress("resolve", done, total))
        progress("resolve", 1, 1)
    counts = {"reports_decided": result.decisions, "event_changes": result.changes}
    return StageReport("resolve", not result.decisions, time.monotonic() - started, counts)


def build_warehouse(settings: Settings, now: datetime, run_id: str, progress: Progress = no_progress) -> StageReport:
    """Build the working warehouse with dbt and run its tests. Raises GateBlocked when a batch has not passed its gate,
    WarehouseError when a model or test fails.
    """
    started = time.monotonic()
    with only_writer(settings):
        require_passed(settings)
        inputs = _warehouse_inputs(settings)
        state = RunState(settings)
        is_current = state.is_done("warehouse", inputs, str(settings.warehouse_path.is_file()))
        if not is_current:
            total = len(warehouse.load_manifest(settings)["nodes"])
            done = 0

            def tell(name: str, status: str) -> None:
                nonlocal done
                done += 1
                progress("warehouse", min(done, total), total)

            progress("warehouse", 0, total)
            warehouse.build(settings, tell)
            state.record("warehouse", inputs, str(settings.warehouse_path.is_file()))
    results = warehouse.last_results(settings)
    counts = {
        "models_built": sum(1 for result in results if result.unique_id.startswith("model.")),
        "tests_passed": sum(1 for result in results if result.status == "pass"),
    }
    return StageReport("warehouse", is_current, time.monotonic() - started, counts)


def publish(settings: Settings, now: datetime, run_id: str, progress: Progress = no_progress) -> StageReport:
    """Swap the finished warehouse in for the readers. Raises GateBlocked or PublishError and leaves the old one then."""
    started = time.monotonic()
    with only_writer(settings):
        require_passed(settings)
        state = RunState(settings)
        inputs = _warehouse_inputs(settings)
        if not state.is_done("warehouse", inputs, "True"):
            raise PublishError(
                "the warehouse was not built from the present data, so it is not published; run `sitrep run`, or "
                "materialize everything in the UI"
            )
        is_current = state.is_done("publish", inputs, _published_mark(settings))
        progress("publish", 0, 1)
        if is_current:
            row_counts = read_row_counts(settings.published_path)
        else:
            keys = logged_keys(warehouse.load_manifest(settings))
            row_counts = dict(publish_warehouse(settings, keys).row_counts)
            state.record("publish", inputs, _published_mark(settings))
        progress("publish", 1, 1)
    return StageReport("publish", is_current, time.monotonic() - started, row_counts)


STAGES: tuple[Callable[..., StageReport], ...] = (
    ingest_articles,
    code_articles,
    normalize_mentions,
    resolve_events,
    build_warehouse,
    publish,
)


def blocking_messages(settings: Settings) -> str:
    """What the gates that block now say; empty where none does."""
    results = [*verdicts(settings, ARTICLES.name), *verdicts(settings, MENTIONS.name)]
    return "\n".join(verdict.message() for verdict in results if not verdict.passed)


def _partition_stamps(settings: Settings, tables: Sequence[Table], day: date) -> str:
    """Change whenever one of these partitions is replaced. Nothing is read: it would take longer with every day."""
    return ", ".join(partition_stamp(settings, table, day) for table in tables)


def _warehouse_inputs(settings: Settings) -> str:
    """Changes whenever a partition that the warehouse reads is replaced, or the project. Nothing is read: it would take
    longer with every day.
    """
    stamps = "\n".join(_stamps(settings, *WAREHOUSE_SOURCES))
    return f"{hashlib.sha256(stamps.encode()).hexdigest()} {fingerprint(settings.dbt_project_dir)}"


def _published_mark(settings: Settings) -> str:
    """Size and time of the published file, by which one that was replaced or removed by hand is found out."""
    if not settings.published_path.is_file() or not (settings.published_dir / "parquet").is_dir():
        return "missing"
    status = settings.published_path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _stamps(settings: Settings, *tables: Table) -> list[str]:
    """Change whenever a partition of these tables is replaced."""
    return [stamp for table in tables for stamp in partition_stamps(settings, table).values()]
