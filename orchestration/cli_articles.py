"""`sitrep articles ...`: how articles stand among their revisions, and what an operator can do about it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from orchestration.cli_options import DATA_OPTION, settings_of
from orchestration.settings import Settings

LIST_LIMIT = 50
SHOWN_ID = 12
ARTICLE = click.argument("article")
REASON_OPTION = click.option("--reason", help="Why, in a few words; kept in the article's history.")


@click.group()
def articles() -> None:
    """How articles stand: revised, retracted, come back.

    ARTICLE is an article_id (its first letters will do) or the address of the article.
    """


@articles.command("list")
@click.option("--all", "with_current", is_flag=True, help="Also the articles that count.")
@click.option("--limit", default=LIST_LIMIT, show_default=True, help="How many rows to list; 0 lists all.")
@DATA_OPTION
def list_articles(with_current: bool, limit: int, data_dir: Path | None) -> None:
    """List the articles that do not count, and why, the newest change first."""
    from orchestration.articles.standings import latest_standings
    from orchestration.terminal import make_console, result_table

    rows = latest_standings(settings_of(data_dir))
    listed = rows if with_current else rows.filter(rows["standing"] != "current")
    columns = ("article_id", "standing", "reason", "detail", "effective_at", "landing_file", "revision_key")
    shown = listed.head(limit) if limit else listed
    cells = [[row["article_id"][:SHOWN_ID], *(row[name] for name in columns[1:])] for row in shown.iter_rows(named=True)]
    make_console().print(result_table(columns, cells))
    if shown.height < listed.height:
        click.echo(f"The newest {shown.height} of {listed.height}; --limit 0 lists all.")
    counts = rows.group_by("standing").len().sort("standing").rows()
    click.echo(", ".join(f"{count} {standing}" for standing, count in counts) or "No articles yet; run `sitrep run`.")


@articles.command("show")
@ARTICLE
@DATA_OPTION
def show(article: str, data_dir: Path | None) -> None:
    """Show the history of an article: every change of every revision of it."""
    from orchestration.articles.standings import history_of
    from orchestration.terminal import make_console, result_table

    try:
        rows = history_of(settings_of(data_dir), article)
    except KeyError as error:
        raise click.ClickException(str(error.args[0])) from error
    columns = ("article_id", "revision_number", "standing", "reason", "detail", "effective_at", "decided_at", "landing_file")
    cells = [[row["article_id"][:SHOWN_ID], *(row[name] for name in columns[1:])] for row in rows.iter_rows(named=True)]
    make_console().print(result_table(columns, cells))


@articles.command("retract")
@ARTICLE
@REASON_OPTION
@DATA_OPTION
def retract_article(article: str, reason: str | None, data_dir: Path | None) -> None:
    """Take an article back: what it tells counts nowhere any more, until it is restored or a new revision comes."""
    from orchestration.articles.standings import retract

    _operate(retract, "retracted", article, reason, settings_of(data_dir))


@articles.command("restore")
@ARTICLE
@REASON_OPTION
@DATA_OPTION
def restore_article(article: str, reason: str | None, data_dir: Path | None) -> None:
    """Make an article, or one revision of it, count again; also a text that was taken for a notice of retraction."""
    from orchestration.articles.standings import restore

    _operate(restore, "restored", article, reason, settings_of(data_dir))


def _operate(
    act: Callable[[Settings, str, str | None, datetime], str], word: str, article: str, reason: str | None, settings: Settings
) -> None:
    from orchestration.run_state import only_writer

    with only_writer(settings):
        try:
            article_id = act(settings, article, reason, datetime.now(UTC))
        except (KeyError, ValueError) as error:
            raise click.ClickException(str(error.args[0])) from error
    click.echo(f"{article_id} {word}; run `sitrep run` to publish it.")
