"""Run the job inside this process, recorded in the installation's Dagster home, so that the UI shows it; and the UI itself."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dagster as dg

from orchestration.defs.automation import JOB_NAME
from orchestration.defs.build import build_definitions
from orchestration.defs.resources import Installation
from orchestration.defs.runs import PROCESS_TAG, close_dead_runs, failure_message
from orchestration.processes import loading
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.stages import load_ahead
from orchestration.warehouse import is_being_parsed

SILENT = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class JobOutcome:
    """Whether the job went well, its id in the UI, and if not, why and what to do."""

    is_success: bool
    run_id: str
    message: str


def run_job(installation: Installation, job_name: str = JOB_NAME, run_config: Mapping[str, Any] | None = None) -> JobOutcome:
    """Run every step in this process. Does not raise for a step that fails: the outcome says why."""
    settings = installation.settings
    _tell_processes(settings)
    with loading():
        instance = dg.DagsterInstance.from_config(str(prepare_home(settings)))
    with instance:
        close_dead_runs(instance)
        with loading():
            if is_being_parsed(settings):
                load_ahead(settings)
            job = build_definitions(installation).resolve_job_def(job_name)
        result = job.execute_in_process(
            run_config={**SILENT, **(run_config or {})},
            instance=instance,
            raise_on_error=False,
            tags={PROCESS_TAG: str(os.getpid())},
        )
    message = "" if result.success else failure_message(settings, result.all_events)
    return JobOutcome(result.success, result.run_id, message)


def prepare_home(settings: Settings) -> os.PathLike[str]:
    """Dagster's folder of this installation, named by DAGSTER_HOME, with the project's dagster.yaml in it."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    shutil.copyfile(PROJECT_DIR / "dagster.yaml", settings.dagster_home / "dagster.yaml")
    return settings.dagster_home


def serve(settings: Settings, port: int, module: str = "orchestration.definitions") -> int:
    """Serve UI, daemon, schedules and sensors on 127.0.0.1 until interrupted; returns the exit code of `dagster dev`.

    `module` holds the definitions that Dagster loads.
    """
    _tell_processes(settings)
    prepare_home(settings)
    # Dagster warns that its own `dagster dev` will one day be called `dg dev`.
    command = [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "--module-name", module]
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen([*command, *options], cwd=settings.dagster_home) as process:
        # Told to stop, by Ctrl-C or by a service manager, take the children along. A shell starts background jobs
        # with Ctrl-C ignored, and children inherit that, so they are told in the other way.
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, signal.default_int_handler)
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.terminate()
            return process.wait()


def _tell_processes(settings: Settings) -> None:
    """What Dagster and the processes that it starts read of the environment."""
    os.environ.update(
        DAGSTER_DISABLE_TELEMETRY="yes",
        SITREP_DATA_DIR=str(settings.data_dir),
        SITREP_LANDING_DIR=str(settings.landing_dir),
        SITREP_FEEDS_FILE=str(settings.feeds_path),
        SITREP_REST_SECONDS=str(settings.rest_seconds),
        SITREP_TICK_MINUTES=str(settings.tick_minutes),
    )
