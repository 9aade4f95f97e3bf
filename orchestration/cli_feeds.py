"""`sitrep feeds ...`: thin, as the other commands."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orchestration.cli_options import DATA_OPTION, settings_of
from orchestration.settings import Settings

if TYPE_CHECKING:
    from orchestration.feeds.subscriptions import Subscriptions

FEEDS_OPTION = click.option(
    "--feeds", "feeds_path", type=click.Path(dir_okay=False, path_type=Path), help="File of subscriptions."
)
# Unlike that of the commands that read articles, the folder need not be there yet.
LANDING_OPTION = click.option(
    "--landing", "landing_dir", type=click.Path(file_okay=False, path_type=Path), help="Where articles are put."
)


@click.group()
def feeds() -> None:
    """RSS and Atom feeds that are read into the landing folder."""


@feeds.command("list")
@DATA_OPTION
@FEEDS_OPTION
def list_feeds(data_dir: Path | None, feeds_path: Path | None) -> None:
    """List the feeds of feeds.yml: when each was asked, how that went, and when it is asked again."""
    from orchestration.feeds.delivery import delivered
    from orchestration.feeds.state import open_state
    from orchestration.terminal import make_console, result_table

    settings = _settings(data_dir, feeds_path)
    subscriptions = _subscriptions(settings)
    columns = ["name", "outlet", "address", "full_text", "asked_at", "next_at", "taken", "pending", "failures", "why"]
    rows = []
    with open_state(settings.feeds_dir, delivered(settings.landing_dir), datetime.now(UTC)) as state:
        for feed in subscriptions.feeds:
            known, (taken, pending) = state.feed(feed.name, feed.address), state.counts(feed.name)
            why = f"{known.reason_code}: {known.detail}" if known.reason_code else ""
            times = (known.asked_at, known.next_at)
            rows.append((feed.name, feed.outlet, feed.address, feed.full_text, *times, taken, pending, known.failures, why))
    make_console().print(result_table(columns, rows))
    click.echo(f"{len(rows)} feeds in {settings.feeds_path}.")


@feeds.command("poll")
@click.argument("name", required=False)
@DATA_OPTION
@LANDING_OPTION
@FEEDS_OPTION
def poll_feeds(name: str | None, data_dir: Path | None, landing_dir: Path | None, feeds_path: Path | None) -> None:
    """Ask the feeds that are due, or the feed NAME whether due or not, and put what is new into the landing folder."""
    import sqlite3

    from orchestration.feeds.polling import poll
    from orchestration.feeds.subscriptions import SubscriptionsError
    from orchestration.storage import StorageError
    from orchestration.terminal import make_console, result_table

    settings = _settings(data_dir, feeds_path, landing_dir)
    try:
        outcomes = poll(settings, _subscriptions(settings), f"feeds-{uuid.uuid4()}", [name] if name else [])
    except (SubscriptionsError, StorageError, OSError, sqlite3.Error) as error:
        raise click.ClickException(str(error)) from error
    columns = ["feed", "result", "new", "files", "pages failed", "pending"]
    rows = [
        (
            outcome.name,
            outcome.summary,
            outcome.new_entries,
            len(outcome.files),
            outcome.failed_pages,
            outcome.pending,
        )
        for outcome in outcomes
    ]
    make_console().print(result_table(columns, rows))
    count = sum(len(outcome.files) for outcome in outcomes)
    click.echo(f"{count} new files in {settings.landing_dir}." + (" `sitrep run` reads them." if count else ""))
    if outcomes and all(outcome.reason_code for outcome in outcomes):
        raise click.ClickException("no feed could be read")


@feeds.command("check")
@click.argument("address")
@FEEDS_OPTION
def check_feed(address: str, feeds_path: Path | None) -> None:
    """Fetch the feed at ADDRESS under the rules of feeds.yml and show what it holds. Nothing is stored."""
    import tempfile

    from orchestration.feeds.addresses import FetchFailed
    from orchestration.feeds.connection import Connector
    from orchestration.feeds.feed_process import read_feed_within
    from orchestration.feeds.fetching import FEED_TYPES, Fetcher
    from orchestration.feeds.state import open_state
    from orchestration.terminal import make_console, result_table

    subscriptions = _subscriptions(_settings(None, feeds_path))
    now, limits = datetime.now(UTC), subscriptions.limits
    with tempfile.TemporaryDirectory() as folder, open_state(Path(folder), (), now) as state:
        fetcher = Fetcher(Connector(subscriptions.rules, subscriptions.user_agent), state)
        try:
            answer = fetcher.fetch(address, limits, limits.feed_bytes, {"Accept": FEED_TYPES})
            entries = read_feed_within(answer, now, limits.seconds_per_answer)
        except FetchFailed as failure:
            raise click.ClickException(str(failure)) from failure
    rows = [(entry.published_at, entry.title, entry.link, len(entry.text or "")) for entry in entries]
    make_console().print(result_table(["published_at", "title", "link", "characters of text"], rows))
    moved = f" (asked for {address})" if answer.url != address else ""
    click.echo(f"{len(entries)} entries at {answer.url}{moved}, {len(answer.body):,} bytes.")


def _settings(data_dir: Path | None, feeds_path: Path | None, landing_dir: Path | None = None) -> Settings:
    settings = settings_of(data_dir, landing_dir)
    return replace(settings, feeds_path=feeds_path.resolve()) if feeds_path else settings


def _subscriptions(settings: Settings) -> "Subscriptions":
    from orchestration.feeds.subscriptions import SubscriptionsError, read_subscriptions

    try:
        return read_subscriptions(settings.feeds_path)
    except SubscriptionsError as error:
        raise click.ClickException(str(error)) from error
