"""`sitrep backfill` and `sitrep compare`: doing days again, and what another coder changes."""

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orchestration.cli_options import DATA_OPTION, LANDING_OPTION, settings_of
from orchestration.cli_progress import print_reports, progress_bar

if TYPE_CHECKING:
    from orchestration.stages import StageReport

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "first", type=DAY, required=True, help="First ingest date (UTC), YYYY-MM-DD.")
@click.option("--to", "last", type=DAY, required=True, help="Last ingest date, included.")
@DATA_OPTION
@LANDING_OPTION
def backfill(first: datetime, last: datetime, data_dir: Path | None, landing_dir: Path | None) -> None:
    """Code, judge and publish the articles of these ingest dates again, in one run."""
    from orchestration.backfill import BackfillError, stored_days
    from orchestration.terminal import make_console

    started = time.monotonic()
    settings, console = settings_of(data_dir, landing_dir), make_console()
    try:
        days = stored_days(settings, first.date(), last.date())
    except BackfillError as error:
        raise click.ClickException(str(error)) from error
    console.print(f"Doing {len(days)} ingest dates again: {days[0]} to {days[-1]}")
    reports: list[StageReport] = []
    with progress_bar(console) as on_progress:
        from orchestration.defs.backfill_job import BACKFILL_JOB_NAME, days_config
        from orchestration.defs.execute import run_job
        from orchestration.defs.resources import Installation

        installation = Installation(settings, on_progress, reports.append)
        outcome = run_job(installation, BACKFILL_JOB_NAME, days_config(first.date(), last.date()))
    print_reports(console, reports, time.monotonic() - started)
    if not outcome.is_success:
        console.print(f"\n{outcome.message}\n", style="red", markup=False)
        console.print("What was published before stays as it is. `sitrep dev` shows the run.")
        sys.exit(1)


@click.command()
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--examples", default=20, show_default=True, help="How many changes to show.")
def compare(old: Path, new: Path, examples: int) -> None:
    """What changed between the codings of two data folders, OLD and NEW, of the articles that both hold."""
    from orchestration.coder_comparison import ComparisonError
    from orchestration.coder_comparison import compare as compare_codings
    from orchestration.settings import Settings
    from orchestration.terminal import make_console, result_table

    paths = [Settings(folder, folder).published_path for folder in (old, new)]
    try:
        found = compare_codings(*paths, examples)
    except ComparisonError as error:
        raise click.ClickException(str(error)) from error
    console = make_console()
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
