"""Running a job from the command line: `sitrep backfill`, `rebuild`, `recode`, what `sitrep run` does; `sitrep compare`."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import click

from orchestration.cli_options import DATA_OPTION, LANDING_OPTION, settings_of
from orchestration.cli_progress import print_reports, progress_bar
from orchestration.processes import loading
from orchestration.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from orchestration.coder_comparison import Comparison
    from orchestration.stages import StageReport

DAY = click.DateTime(["%Y-%m-%d"])


def run_and_report(console: "Console", settings: Settings, *job: Any) -> None:
    """Run a job (`job`: its name and configuration; the whole way where none is given) with a progress bar and print what its
    stages did. Ends the process with exit code 1 where the run failed.
    """
    started = time.monotonic()
    reports: list[StageReport] = []
    with progress_bar(console) as on_progress:
        with loading():
            from orchestration.defs.execute import run_job
            from orchestration.defs.resources import Installation
        from orchestration.terminal import safe_lines
        from orchestration.warehouse import WarehouseError

        try:
            outcome = run_job(Installation(settings, on_progress, reports.append), *job)
        except WarehouseError as error:
            raise click.ClickException(str(error)) from error
    print_reports(console, reports, time.monotonic() - started)
    if not outcome.is_success:
        console.print(f"\n{safe_lines(outcome.message)}\n", style="red", markup=False)
        console.print("What was published before stays as it is. `sitrep dev` shows the run.")
        sys.exit(1)


@click.command()
@click.option("--from", "first", type=DAY, required=True, help="First ingest date (UTC), YYYY-MM-DD.")
@click.option("--to", "last", type=DAY, required=True, help="Last ingest date, included.")
@DATA_OPTION
@LANDING_OPTION
def backfill(first: datetime, last: datetime, data_dir: Path | None, landing_dir: Path | None) -> None:
    """Code, judge and publish the articles of these ingest dates again, in one run."""
    from orchestration.backfill import BackfillError, stored_days

    settings = settings_of(data_dir, landing_dir)
    try:
        days = stored_days(settings, first.date(), last.date())
    except BackfillError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Doing {len(days)} ingest dates again: {days[0]} to {days[-1]}")
    from orchestration.defs.backfill_job import BACKFILL_JOB_NAME, days_config
    from orchestration.terminal import make_console

    run_and_report(make_console(), settings, BACKFILL_JOB_NAME, days_config(first.date(), last.date()))


@click.command()
@DATA_OPTION
@LANDING_OPTION
def rebuild(data_dir: Path | None, landing_dir: Path | None) -> None:
    """Throw the working warehouse away, build it anew from the Parquet tables, and publish it. For a damaged file."""
    from orchestration.run_state import RunState, only_writer

    settings = settings_of(data_dir, landing_dir)
    with only_writer(settings):
        for path in (settings.warehouse_path, settings.warehouse_path.with_name(f"{settings.warehouse_path.name}.wal")):
            path.unlink(missing_ok=True)
        # A damaged file is published anew even where the data are those that were published.
        RunState(settings).forget("publish")
    from orchestration.defs.automation import JOB_NAME
    from orchestration.terminal import make_console

    run_and_report(make_console(), settings, JOB_NAME)


@click.command()
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--examples", default=20, show_default=True, help="How many changes to show.")
def compare(old: Path, new: Path, examples: int) -> None:
    """What changed between the codings of two data folders, OLD and NEW, of the articles that both hold."""
    from orchestration.coder_comparison import ComparisonError
    from orchestration.coder_comparison import compare as compare_codings
    from orchestration.terminal import make_console

    old_path, new_path = (Settings(folder, folder).published_path for folder in (old, new))
    try:
        found = compare_codings(old_path, new_path, examples)
    except ComparisonError as error:
        raise click.ClickException(str(error)) from error
    _print_comparison(make_console(), found)


@click.command()
@click.option("--look", is_flag=True, help="Stop after the comparison; the next call goes on from there.")
@DATA_OPTION
@LANDING_OPTION
def recode(look: bool, data_dir: Path | None, landing_dir: Path | None) -> None:
    """Code history anew beside the old coding, compare the two, and take the new one over if it passes the gates."""
    from orchestration.quality.verdicts import GateBlocked
    from orchestration.recoding import RecodingError, recode_beside, take_over
    from orchestration.terminal import make_console
    from orchestration.warehouse import WarehouseError

    settings, console = settings_of(data_dir, landing_dir), make_console()
    started, reports = time.monotonic(), list["StageReport"]()
    try:
        with progress_bar(console) as on_progress:
            found = recode_beside(settings, datetime.now(UTC), str(uuid4()), on_progress, reports.append)
        print_reports(console, reports, time.monotonic() - started)
        if found:
            _print_comparison(console, found)
        if look:
            console.print("The new coding waits beside the old one; `sitrep recode` takes it over.")
            return
        days = take_over(settings)
    except (RecodingError, GateBlocked, WarehouseError) as error:
        raise click.ClickException(str(error)) from error
    console.print(f"Took over the new coding of {days} ingest dates; publishing it.")
    run_and_report(console, settings)


def _print_comparison(console: "Console", found: "Comparison") -> None:
    from orchestration.terminal import result_table

    console.print(
        f"{found.articles:,} articles in both. Triggers: {found.same:,} the same, {found.changed:,} changed, "
        f"{found.gone:,} gone, {found.added:,} added."
    )
    console.print(result_table(["field", "changed"], [list(pair) for pair in found.changed_fields.items()]))
    console.print(result_table(["event_type", "before", "after"], [list(row) for row in found.by_event_type]))
    if found.examples:
        console.print(
            result_table(["change", "trigger", "before", "after", "sentence"], [list(row) for row in found.examples])
        )
