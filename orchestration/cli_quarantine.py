"""`sitrep quarantine ...`: what was set aside, why, and what a person can do about it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orchestration.cli_options import DATA_OPTION, LANDING_OPTION, settings_of
from orchestration.settings import Settings

if TYPE_CHECKING:
    import polars as pl

    from orchestration.stages import StageReport

LIST_LIMIT = 50
LISTED = ("quarantine_id", "ingest_date", "landing_file", "landing_member", "stage", "reason_code", "detail")
SHOWN_ID = 12
WHAT = click.argument("what", nargs=-1)
REASON_OPTION = click.option("--reason", "reasons", multiple=True, help="Only rows with this reason code; may be repeated.")
TAKE_ALL_OPTION = click.option("--all", "take_all", is_flag=True, help="Everything that lies in quarantine now.")


@click.group()
def quarantine() -> None:
    """What was set aside, and why.

    WHAT is an id from the list (its first letters will do) or the path of a landing file.
    """


@quarantine.command("list")
@WHAT
@REASON_OPTION
@click.option("--all", "with_accepted", is_flag=True, help="Also what was accepted as lost.")
@click.option("--limit", default=LIST_LIMIT, show_default=True, help="How many rows to list; 0 lists all.")
@DATA_OPTION
def list_rows(what: tuple[str, ...], reasons: tuple[str, ...], with_accepted: bool, limit: int, data_dir: Path | None) -> None:
    """List files, articles and rows that were set aside, the newest first, and count them by reason."""
    from orchestration.quarantine import count_by_reason
    from orchestration.terminal import make_console, result_table

    rows = _find(settings_of(data_dir), what, reasons)
    if not with_accepted:
        rows = rows.filter(~rows["is_accepted"])
    shown = rows.head(limit) if limit else rows
    cells = [[row["quarantine_id"][:SHOWN_ID], *(row[name] for name in LISTED[1:])] for row in shown.iter_rows(named=True)]
    console = make_console()
    console.print(result_table(LISTED, cells))
    if shown.height < rows.height:
        click.echo(f"The newest {shown.height} of {rows.height}; --limit 0 lists all.")
    click.echo(f"{rows.height} set aside{': ' if rows.height else ''}{count_by_reason(rows)}.")


@quarantine.command("show")
@WHAT
@DATA_OPTION
@LANDING_OPTION
def show(what: tuple[str, ...], data_dir: Path | None, landing_dir: Path | None) -> None:
    """Show everything that is known of rows, with the meaning of the reason and the path of the file."""
    from orchestration.quarantine import outer_file
    from orchestration.tables import QUARANTINE_REASONS
    from orchestration.terminal import make_console, result_table

    if not what:
        raise click.UsageError("Name an id or a file from `sitrep quarantine list`.")
    settings = settings_of(data_dir, landing_dir)
    console = make_console()
    for row in _find(settings, what, ()).iter_rows(named=True):
        path = settings.landing_dir / outer_file(row["landing_file"])
        row["reason_meaning"] = QUARANTINE_REASONS.get(row["reason_code"], "")
        row["path"] = f"{path}{'' if path.exists() or path.is_symlink() else ' (not there any more)'}"
        console.print(result_table(["column", "value"], list(row.items())))


@quarantine.command("reasons")
@DATA_OPTION
def list_reasons(data_dir: Path | None) -> None:
    """List the closed list of reason codes, each with its meaning and how many rows lie in quarantine for it."""
    from orchestration.quarantine import quarantined
    from orchestration.tables import QUARANTINE_REASONS
    from orchestration.terminal import make_console, result_table

    counts = dict(quarantined(settings_of(data_dir))["reason_code"].value_counts().iter_rows())
    cells = [[code, counts.get(code, 0), meaning] for code, meaning in QUARANTINE_REASONS.items()]
    make_console().print(result_table(["reason_code", "rows", "meaning"], cells))


@quarantine.command("accept")
@WHAT
@REASON_OPTION
@TAKE_ALL_OPTION
@DATA_OPTION
def accept_rows(what: tuple[str, ...], reasons: tuple[str, ...], take_all: bool, data_dir: Path | None) -> None:
    """Take rows as lost: they stay in quarantine but no longer count against their batch."""
    from orchestration.quarantine import accept

    settings = settings_of(data_dir)
    count = _change(settings, what, reasons, take_all, accept)
    click.echo(f"{count} accepted as lost; run `sitrep run` again.")


@quarantine.command("retry")
@WHAT
@REASON_OPTION
@TAKE_ALL_OPTION
@DATA_OPTION
@LANDING_OPTION
def retry_rows(
    what: tuple[str, ...], reasons: tuple[str, ...], take_all: bool, data_dir: Path | None, landing_dir: Path | None
) -> None:
    """Try rows again now, after their files or the rules were mended: read the file, code the article, judge the mention."""
    from orchestration.quarantine import find, retry
    from orchestration.terminal import make_console, result_table

    settings = settings_of(data_dir, landing_dir)
    chosen: list[pl.DataFrame] = []

    def change(_: Settings, ids: list[str]) -> frozenset[str]:
        rows = find(settings)
        chosen.append(rows.filter(rows["quarantine_id"].is_in(ids)))
        return retry(settings, ids)

    stages_concerned = _change(settings, what, reasons, take_all, change)
    report = _run_stages(settings, stages_concerned)
    before, after = chosen[0], find(settings)
    place = ["landing_file", "landing_member"]
    left = after.join(before, on=place, how="semi", nulls_equal=True)
    mended = before.join(left, on=place, how="anti", nulls_equal=True).height
    click.echo(f"{before.height} tried again: {mended} mended, {before.height - mended} still set aside.")
    if left.height:
        cells = [[row[name] for name in LISTED[2:]] for row in left.head(LIST_LIMIT).iter_rows(named=True)]
        make_console().print(result_table(LISTED[2:], cells))
    if report:
        raise click.ClickException(report)
    click.echo("`sitrep run` takes what was mended into the warehouse.")


def _find(settings: Settings, what: tuple[str, ...], reasons: tuple[str, ...]) -> "pl.DataFrame":
    from orchestration.quarantine import find
    from orchestration.tables import QUARANTINE_REASONS
    from orchestration.terminal import safe

    if unknown := sorted(set(reasons) - set(QUARANTINE_REASONS)):
        raise click.UsageError(f"{safe(', '.join(unknown))} is no reason code; see `sitrep quarantine reasons`.")
    try:
        return find(settings, what, reasons)
    except KeyError as error:
        raise click.ClickException(safe(str(error.args[0]))) from error


def _change(
    settings: Settings,
    what: tuple[str, ...],
    reasons: tuple[str, ...],
    take_all: bool,
    change: Callable[[Settings, list[str]], Any],
) -> Any:
    from orchestration.run_state import only_writer

    if not (what or reasons or take_all):
        raise click.UsageError("Name ids or files from `sitrep quarantine list`, or a --reason, or say --all.")
    with only_writer(settings):
        return change(settings, _find(settings, what, reasons)["quarantine_id"].to_list())


def _run_stages(settings: Settings, concerned: frozenset[str]) -> str:
    """Run the stages that set these rows aside, in their order, up to a gate that blocks; returns what it says."""
    from orchestration import stages

    steps: tuple[tuple[set[str], Callable[..., StageReport]], ...] = (
        ({"ingest", "articles_gate"}, stages.ingest_articles),
        ({"coding"}, stages.code_articles),
        ({"mentions_gate"}, stages.normalize_mentions),
    )
    for names, stage in steps:
        if names & concerned and (message := stage(settings, datetime.now(UTC), "retry").blocking_message):
            return message
    return ""
