"""`sitrep dev` left alone for ten minutes with everything on: what a feed brings is in the published file within a tick."""

import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import Settings
from tests.browser.served import served
from tests.conftest import lend_gazetteer
from tests.feeds.server import Request, Server, answer

TICK_MINUTES = 5
STORIES = {
    "post": (
        "Border post attacked",
        "Gunmen attacked a border post near Garissa and killed two officers, Kenyan police said.",
    ),
    "march": (
        "Thousands march in Lima",
        "Thousands of students marched through Lima on Tuesday, demanding that Congress resign.",
    ),
}

pytestmark = pytest.mark.long


@dataclass
class Feed:
    """A feed to which a story is added whenever the one before has been fetched; `told_at` says when each first was."""

    told_at: dict[str, float] = field(default_factory=dict)
    polls: int = 0

    def __call__(self, request: Request, connection: socket.socket) -> None:
        self.polls += 1
        shown = list(STORIES)[: len(self.told_at) + 1]
        for name in shown:
            self.told_at.setdefault(name, time.monotonic())
        items = "".join(
            f"<item><title>{title}</title><link>https://news.example/{name}</link><guid>{name}</guid>"
            f"<description>{text}</description></item>"
            for name, (title, text) in STORIES.items()
            if name in shown
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title>{items}</channel></rss>'
        answer(feed, content_type="application/rss+xml")(request, connection)


def published_titles(settings: Settings) -> set[str]:
    if not settings.published_path.exists():
        return set()
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return {title for (title,) in connection.execute("select title from marts.dim_articles").fetchall()}


def test_what_a_feed_brings_is_published_within_a_tick(tmp_path: Path) -> None:
    feed = Feed()
    with Server({"/feed": feed}) as server:
        settings = Settings(
            tmp_path / "data", tmp_path / "landing", tmp_path / "feeds.yml", is_automatic=True, tick_minutes=TICK_MINUTES
        )
        settings.landing_dir.mkdir()
        lend_gazetteer(settings.data_dir)
        address = server.url("/feed")
        settings.feeds_path.write_text(
            f"feeds: [{{name: example, address: '{address}', outlet: Example, interval_minutes: {TICK_MINUTES}}}]"
        )
        seen_at: dict[str, float] = {}
        with served(settings):
            deadline = time.monotonic() + 3 * TICK_MINUTES * 60
            while len(seen_at) < len(STORIES) and time.monotonic() < deadline:
                titles = published_titles(settings)
                for name in feed.told_at.keys() - seen_at.keys():
                    if STORIES[name][0] in titles:
                        seen_at[name] = time.monotonic()
                time.sleep(1)
        log = (tmp_path / "dev.log").read_text()[-4000:]
        assert seen_at.keys() == STORIES.keys(), f"after {feed.polls} polls only {sorted(seen_at)} were published:\n{log}"
        took = {name: round(seen_at[name] - feed.told_at[name]) for name in STORIES}
        print(f"seconds from the feed to the readers: {took}, {feed.polls} polls")
        assert max(took.values()) <= TICK_MINUTES * 60, took
