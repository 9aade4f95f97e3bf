"""Build the working warehouse with dbt, in this process, and read back what was built.

dbt is the only writer of `settings.warehouse_path`. Importing dbt costs seconds, so it happens inside the functions.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from orchestration.build_scope import begin_build, end_build
from orchestration.processes import loading
from orchestration.run_state import exclusive, fingerprint, read_json, write_json
from orchestration.settings import Settings

FAILED_STATUSES = {"error", "fail", "runtime error"}
OUT_OF_MEMORY = "Out of Memory Error"
# Seeds, what is made of seeds alone, and views for people are what they were. A test of such a view reads all that it shows.
INCREMENT = (
    "--select", "source:*+",
    "--exclude", "path:models/reporting,config.materialized:view", "path:models/marts,config.materialized:view",
)  # fmt: skip
# Processes that parse, by dbt's folder of the installation.
_parsing: dict[Path, BaseProcess] = {}


class WarehouseError(RuntimeError):
    """dbt could not build the warehouse or one of its tests failed; the message names each node."""


@dataclass(frozen=True)
class NodeResult:
    """What became of one model, seed or test. `failing_count` is the number of rows that a test found, else None."""

    unique_id: str
    status: str
    message: str
    failing_count: int | None
    seconds: float

    @property
    def failed(self) -> bool:
        return self.status in FAILED_STATUSES


def dbt_dir(settings: Settings) -> Path:
    """Where dbt keeps its manifest, compiled SQL and results for this installation."""
    return settings.warehouse_path.parent / "dbt"


def project_fingerprint(settings: Settings) -> str:
    """Of the SQL, YAML and seeds of the dbt project."""
    return fingerprint(settings.dbt_project_dir)


def begin_parse(settings: Settings) -> None:
    """Have a process of its own parse the project, where it changed; `load_manifest` waits for it.

    It is forked from this one, which has loaded dbt then, so that neither loads it twice: call it before there are threads.
    """
    if _read_manifest(settings) is None:
        with loading():
            import dbt.cli.main  # noqa: F401

        process = multiprocessing.get_context("fork").Process(target=_parse_beside, args=(settings,), daemon=True)
        process.start()
        _parsing[dbt_dir(settings)] = process


def is_being_parsed(settings: Settings) -> bool:
    """Whether `load_manifest` would wait, so that something else can be done first."""
    return dbt_dir(settings) in _parsing


def load_manifest(settings: Settings) -> dict[str, Any]:
    """What dbt knows of the project: `nodes` (models, seeds, tests) and `sources`. Parsed anew only when the project changed.

    Raises WarehouseError when the project does not parse.
    """
    if is_being_parsed(settings):
        # Where it fails, the work is done here, and what is wrong is told.
        _parsing.pop(dbt_dir(settings)).join()
    manifest = _read_manifest(settings)
    return _parse(settings) if manifest is None else manifest


def build(
    settings: Settings,
    on_node: Callable[[str, str], None] | None = None,
    is_tested: bool = True,
    with_unit_tests: bool = False,
) -> list[NodeResult]:
    """Bring all models up to date and test what is new in them, each model after the tests of those before it.

    The first build, and one after a change of the project, makes all models and seeds anew and runs all data tests; any
    other one works on what changed since the last build that went well (see `build_scope`), and leaves out what can only
    change with the project: `INCREMENT`. Where more is new than one build takes, builds follow each other until nothing is
    left; the last one after a full one looks once more at what reads all. Unit tests try the SQL on rows of their own, so they
    belong to the tests of the project. `on_node(name, status)` is told of every finished node. Raises WarehouseError when
    anything failed, after everything that does not depend on it has run; the results stay readable by `last_results`.
    """
    settings.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
    write_json(_results_path(settings), [])
    excluded = [*([] if with_unit_tests else ["unit_test"]), *([] if is_tested else ["test"])]
    is_last = False
    while not is_last:
        scope = begin_build(settings)
        options = ["--no-write-json"]
        if scope.is_full:
            options += ["--full-refresh"]
        elif not (scope.is_anew and scope.is_last):
            options += INCREMENT
        for resource_type in excluded:
            options += ["--exclude-resource-type", resource_type]
        try:
            _invoke(settings, "build", options, on_node, scope.to_json())
        finally:
            _close_warehouse()
        end_build(settings, scope)
        is_last = scope.is_last
    return last_results(settings)


def write_docs(settings: Settings) -> Path:
    """Write what dbt knows of the project (descriptions, columns, tests, lineage) as one HTML file that needs no network.

    Column types and sizes are those of the warehouse built last. Returns the path of the file. Raises WarehouseError when
    the project does not compile.
    """
    settings.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _invoke(settings, "docs generate --static")
    finally:
        _close_warehouse()
    return dbt_dir(settings) / "static_index.html"


def last_results(settings: Settings) -> list[NodeResult]:
    """The results of the last build, in the order in which the nodes ran; empty before the first. Where builds followed each
    other, each node's last result, with the seconds of all.
    """
    return [NodeResult(**result) for result in read_json(_results_path(settings)) or []]


def _parse(settings: Settings) -> dict[str, Any]:
    """Parse the project and write down what is known of it; one process at a time, and not after another one did."""
    with exclusive(dbt_dir(settings) / "parse.lock"):
        manifest = _read_manifest(settings)
        if manifest is None:
            # Of what dbt would write, which takes it a second, this is all that is read.
            known = _invoke(settings, "parse", ["--no-write-json"]).writable_manifest().to_dict(omit_none=False)
            manifest = {"parsed": _parse_mark(settings), **{part: known[part] for part in ("nodes", "sources")}}
            write_json(_manifest_path(settings), manifest, indent=None)
    return manifest


def _parse_beside(settings: Settings) -> None:
    """The life of the process that parses. Ctrl-C is for the run, with which it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(WarehouseError):
        _parse(settings)


def _read_manifest(settings: Settings) -> dict[str, Any] | None:
    """What was written down of the project as it is now, if anything."""
    manifest = read_json(_manifest_path(settings))
    return manifest if manifest and manifest.get("parsed") == _parse_mark(settings) else None


def _parse_mark(settings: Settings) -> dict[str, str]:
    return {"project": project_fingerprint(settings), "data_dir": str(settings.data_dir)}


def _manifest_path(settings: Settings) -> Path:
    return dbt_dir(settings) / "parsed.json"


def _results_path(settings: Settings) -> Path:
    return dbt_dir(settings) / "results.json"


def _invoke(
    settings: Settings,
    command: str,
    options: Sequence[str] = (),
    on_node: Callable[[str, str], None] | None = None,
    scope: str = "",
) -> Any:
    """Returns what the command found. Raises WarehouseError where it failed."""
    arguments = [
        *command.split(),
        *options,
        "--project-dir", str(settings.dbt_project_dir),
        "--profiles-dir", str(settings.dbt_project_dir),
        "--target-path", str(dbt_dir(settings)),
        "--log-path", str(dbt_dir(settings) / "logs"),
        "--log-level", "none",
        "--log-level-file", "none",
    ]  # fmt: skip
    with _dbt_environment(settings, scope):
        with loading():
            from dbt.cli.main import dbtRunner

        def tell(event: Any) -> None:
            if on_node and event.info.name == "NodeFinished":
                on_node(event.data.node_info.node_name, event.data.node_info.node_status)

        outcome = dbtRunner(callbacks=[tell]).invoke(arguments)
    if outcome.exception:
        raise WarehouseError(f"dbt {command} stopped: {outcome.exception}") from outcome.exception
    if command == "build":
        built: Any = outcome.result
        _add_results(settings, [_node_result(result) for result in built.results])
    if not outcome.success:
        failed = [result for result in last_results(settings) if result.failed]
        lines = "\n".join(f"  {result.unique_id}: {result.message}" for result in failed)
        remedy = f"the compiled SQL lies in {dbt_dir(settings) / 'compiled'}; mend the model, the test or the data."
        if OUT_OF_MEMORY in lines:
            remedy = "let DuckDB have more memory, as by SITREP_DUCKDB_MEMORY=8GB in the environment; it has 2GB otherwise."
        raise WarehouseError(f"dbt {command}: {len(failed)} nodes failed, nothing is published:\n{lines}\nRemedy: {remedy}")
    return outcome.result


def _add_results(settings: Settings, results: Iterable[NodeResult]) -> None:
    known = {result.unique_id: result for result in last_results(settings)}
    for result in results:
        before = known.get(result.unique_id)
        known[result.unique_id] = replace(result, seconds=result.seconds + (before.seconds if before else 0))
    write_json(_results_path(settings), [asdict(result) for result in known.values()])


def _node_result(result: Any) -> NodeResult:
    return NodeResult(
        result.node.unique_id, str(result.status), result.message or "", result.failures, float(result.execution_time)
    )


@contextmanager
def _dbt_environment(settings: Settings, scope: str) -> Iterator[None]:
    """The variables that profiles.yml, the sources and the macros read, for the time of one command.

    The scope of a build is no dbt variable: those are part of what dbt has parsed, and each new value parses all anew.
    """
    wanted = {
        "SITREP_DATA_DIR": str(settings.data_dir),
        "SITREP_WAREHOUSE_PATH": str(settings.warehouse_path),
        "SITREP_BUILD_SCOPE": scope,
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _close_warehouse() -> None:
    """dbt-duckdb keeps the file open for the life of the process, and nobody else could open it."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager.env().close()
        DuckDBConnectionManager.close_all_connections()
