"""Whole polls against a local server: what lies in the landing folder afterwards, and what is remembered."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from orchestration.articles.ingest import ingest
from orchestration.feeds import polling
from orchestration.feeds.connection import Connector
from orchestration.feeds.host_turns import Clock
from orchestration.feeds.polling import FeedOutcome, poll
from orchestration.feeds.subscriptions import Subscription, Subscriptions, SubscriptionsError
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import read_partitions
from orchestration.tables import RAW_ARTICLES, RAW_FEED_FETCHES
from tests.feeds.conftest import QUICK
from tests.feeds.server import Handler, Server, answer, endless, raw

STORY = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>Troops of the {0} brigade moved on Kupiansk on \
Friday, the army said in a statement.</p><p>Police arrested two men there, officials said later.</p></article></body></html>"


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>'


def item(name: str, text: str = "The army moved on Friday.", link: str | None = None, updated: str = "") -> str:
    date = "<pubDate>Wed, 30 Oct 2024 04:12:00 GMT</pubDate>"
    return f"<item><title>{name}</title><guid>{name}</guid><link>{link or f'/{name}'}</link>{date}" + (
        f"<description>{text}</description>{updated}</item>"
    )


@dataclass
class Desk:
    """An installation, a server to subscribe to, and a clock that goes forward only when told."""

    settings: Settings
    server: Server
    connector: Connector
    now: datetime = field(default_factory=lambda: datetime(2024, 11, 1, 12, tzinfo=UTC))

    def feed(self, name: str = "world", path: str = "/feed", **options: object) -> Subscription:
        values = {"name": name, "address": self.server.url(path), "outlet": "Example Daily", "limits": QUICK, **options}
        return Subscription.model_validate(values)

    def poll(self, *feeds: Subscription, names: tuple[str, ...] = ()) -> list[FeedOutcome]:
        subscriptions = Subscriptions(feeds=list(feeds) or [self.feed()])
        clock = Clock(now=lambda: self.now, sleep=self.sleep)
        return poll(self.settings, subscriptions, "run-1", names, connector=self.connector, clock=clock)

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def files(self) -> list[Path]:
        folder = self.settings.landing_dir / "feeds"
        return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".meta.json"))

    def texts(self) -> list[str]:
        return sorted(path.read_text() for path in self.files())

    def log(self) -> pl.DataFrame:
        return read_partitions(self.settings, RAW_FEED_FETCHES).sort("fetched_at")

    def reasons(self) -> list[tuple[str, str]]:
        return sorted(self.log().filter(pl.col("reason_code").is_not_null()).select("url", "reason_code").rows())


@pytest.fixture
def desk(tmp_path: Path, server: Server, connector: Connector) -> Desk:
    (tmp_path / "landing").mkdir()
    return Desk(Settings(tmp_path / "data", tmp_path / "landing"), server, connector)


def test_what_a_feed_holds_becomes_articles_of_the_warehouse(desk: Desk) -> None:
    text = "&lt;p&gt;Troops &lt;b&gt;moved&lt;/b&gt; on Kupiansk.&lt;/p&gt;"
    desk.server.routes["/feed"] = answer(rss(item("one", text), item("two")))
    (outcome,) = desk.poll(desk.feed(language="en"))
    assert (outcome.new_entries, len(outcome.files), outcome.pending) == (2, 2, 0)
    ingest(desk.settings, desk.now, "run-2")
    rows = read_partitions(desk.settings, RAW_ARTICLES).sort("title").to_dicts()
    assert [row["title"] for row in rows] == ["one", "two"]
    assert rows[0]["body"] == "one\n\nTroops moved on Kupiansk."
    assert {row["source_name"] for row in rows} == {"Example Daily"}
    assert rows[0]["url"] == desk.server.url("/one")
    assert {row["published_at"] for row in rows} == {datetime(2024, 10, 30, 4, 12, tzinfo=UTC)}
    assert desk.server.paths() == ["/feed"], "nothing but the feed was asked for"


def test_full_text_is_fetched_where_asked(desk: Desk) -> None:
    desk.server.routes |= {
        "/feed": answer(rss(item("first"), item("second"))),
        "/first": answer(STORY.format("first"), content_type="text/html"),
        "/second": answer("", 301, location="/moved"),
        "/moved": answer(STORY.format("second"), content_type="text/html"),
    }
    (outcome,) = desk.poll(desk.feed(full_text=True))
    assert outcome.failed_pages == 0
    assert desk.texts() == [STORY.format("first"), STORY.format("second")]
    sidecars = [json.loads(Path(f"{path}.meta.json").read_text()) for path in desk.files()]
    assert {said["url"] for said in sidecars} == {desk.server.url("/first"), desk.server.url("/moved")}
    assert {said["feed"] for said in sidecars} == {"world"}
    ingest(desk.settings, desk.now, "run-2")
    rows = read_partitions(desk.settings, RAW_ARTICLES).to_dicts()
    assert {row["title"] for row in rows} == {"first", "second"}
    assert all("brigade moved on Kupiansk" in row["body"] for row in rows)


def test_only_what_is_new_or_changed_is_taken(desk: Desk) -> None:
    page = answer(STORY.format("a"), content_type="text/html")
    desk.server.routes |= {
        "/feed": answer(rss(item("a"))),
        "/a": page,
        "/b": answer(STORY.format("b"), content_type="text/html"),
    }
    feed = desk.feed(full_text=True)
    desk.poll(feed)
    desk.later(hours=2)
    desk.poll(feed)
    assert desk.server.paths() == ["/feed", "/a", "/feed"]
    desk.server.routes["/feed"] = answer(rss(item("b"), item("a", "Now it says more.")))
    desk.server.routes["/a"] = answer(STORY.format("a, edited"), content_type="text/html")
    desk.later(hours=2)
    desk.poll(feed)
    assert desk.server.paths()[3:] == ["/feed", "/b", "/a"]
    assert desk.texts() == sorted(STORY.format(name) for name in ("a", "a, edited", "b"))


def test_an_entry_that_always_says_it_changed_is_taken_once_an_hour(desk: Desk) -> None:
    feed = desk.feed(full_text=True, interval_minutes=5)
    desk.server.routes["/a"] = answer(STORY.format("a"), content_type="text/html")
    for number in range(9):
        updated = f"<updated>2024-10-30T05:00:{number:02}Z</updated>"
        desk.server.routes["/feed"] = answer(rss(item("a", updated=updated)))
        desk.poll(feed)
        desk.later(minutes=10)
    assert desk.server.paths().count("/a") == 2
    assert len(desk.files()) == 1


def test_a_feed_is_asked_for_changes_only(desk: Desk) -> None:
    modified = "Fri, 31 Dec 2099 23:59:59 GMT"
    desk.server.routes["/feed"] = [answer(rss(item("a")), etag='W/"1"', last_modified=modified), answer("", 304)]
    desk.poll()
    desk.later(hours=1)
    (outcome,) = desk.poll()
    asked = [request.headers for request in desk.server.requests if request.path == "/feed"]
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == ('W/"1"', modified)
    assert (outcome.is_due, outcome.is_changed, outcome.reason_code) == (True, False, None)
    assert desk.log()["http_status"].drop_nulls().to_list() == [200, 304]


def test_an_etag_that_never_changes_hides_a_feed_for_a_day_at_most(desk: Desk) -> None:
    def lying(request: object, connection: object) -> None:
        is_asked = "if-none-match" in request.headers  # type: ignore[attr-defined]
        (answer("", 304) if is_asked else answer(rss(*items), etag='"same"'))(request, connection)  # type: ignore[arg-type]

    items = [item("a")]
    desk.server.routes["/feed"] = lying
    desk.poll()
    items.append(item("b"))
    desk.later(hours=1)
    desk.poll()
    assert len(desk.files()) == 1
    desk.later(hours=24)
    desk.poll()
    assert len(desk.files()) == 2


def test_an_etag_that_always_changes_makes_nothing_new(desk: Desk) -> None:
    desk.server.routes["/feed"] = [answer(rss(item("a")), etag=f'"{number}"') for number in range(3)]
    for _ in range(3):
        desk.poll()
        desk.later(hours=1)
    assert len(desk.files()) == 1


def test_validators_that_no_header_can_hold_are_not_kept(desk: Desk) -> None:
    desk.server.routes["/feed"] = answer(rss(item("a")), etag="x" * 5000, last_modified="\xe9\x01")
    desk.poll()
    desk.later(hours=1)
    desk.poll()
    assert not {"if-none-match", "if-modified-since"} & set(desk.server.requests[-1].headers)


def test_feeds_are_asked_when_they_are_due(desk: Desk) -> None:
    desk.server.routes["/feed"] = answer(rss())
    for minutes, asked in ((0, 1), (10, 1), (15, 1), (29.5, 2), (50, 2)):
        desk.now = datetime(2024, 11, 1, 12, tzinfo=UTC) + timedelta(minutes=minutes)
        desk.poll()
        assert desk.server.paths().count("/feed") == asked, minutes
    desk.poll(names=("world",))
    assert desk.server.paths().count("/feed") == 3, "named, it is asked whether due or not"
    with pytest.raises(SubscriptionsError, match="no feed is called moon; those in the file: world"):
        desk.poll(names=("moon",))


def test_a_failing_feed_is_asked_less_and_less_until_it_is_well(desk: Desk) -> None:
    desk.server.routes["/feed"] = [*[answer("", 500)] * 4, answer(rss(item("a")))]
    start, asked = desk.now, []
    for minutes in range(0, 600, 15):
        desk.now = start + timedelta(minutes=minutes)
        before = len(desk.server.paths())
        desk.poll()
        if len(desk.server.paths()) > before:
            asked.append(minutes)
    assert asked[:6] == [0, 30, 90, 210, 450, 480]
    assert len(desk.files()) == 1


@pytest.mark.parametrize(
    ("handler", "reason_code"),
    [
        (answer("", 404), "gone"),
        (answer("<html>Down for repairs</html>", content_type="text/html"), "not_a_feed"),
        (answer(rss(item("a")), content_type="image/png"), "wrong_content_type"),
        (answer(rss(item("a")) + " " * 100_000), "too_large"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + rss(item("a")).encode()), "broken_answer"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b" ", pause=0.05), "timed_out"),
        (answer("", 302, location="http://10.0.0.1/feed"), "private_address"),
    ],
)
def test_a_feed_that_fails_is_seen_and_harms_no_other(desk: Desk, handler: Handler, reason_code: str) -> None:
    desk.server.routes |= {"/bad": handler, "/feed": answer(rss(item("a")), etag='"1"')}
    bad, good = desk.poll(desk.feed("bad", "/bad"), desk.feed())
    assert (bad.reason_code, good.reason_code, len(good.files)) == (reason_code, None, 1)
    assert desk.reasons() == [(desk.server.url("/bad"), reason_code)]


def test_an_error_page_in_the_place_of_a_feed_loses_nothing(desk: Desk) -> None:
    desk.server.routes["/feed"] = [
        answer(rss(item("a")), etag='"1"'), answer("<html>Oops</html>", etag='"2"'), answer(rss(item("a"), item("b"))),
    ]  # fmt: skip
    for _ in range(3):
        desk.poll()
        desk.later(hours=2)
    assert desk.server.requests[-1].headers["if-none-match"] == '"1"'
    assert len(desk.files()) == 2


@pytest.mark.parametrize(
    ("handler", "reason_code"),
    [
        (answer("", 404), "gone"),
        (answer("", 403), "client_error"),
        (answer("%PDF-1.7", content_type="application/pdf"), "wrong_content_type"),
        (answer("x" * 100_001, content_type="text/html"), "too_large"),
        (answer("", 302, location="file:///etc/passwd"), "invalid_address"),
        (answer("", 302, location="http://192.168.0.1/"), "private_address"),
        (answer("", 302, location="/page"), "too_many_redirects"),
        (answer("  \n", content_type="text/html"), "no_text"),
    ],
)
def test_a_page_that_cannot_be_had_is_told_and_the_feeds_own_text_taken(
    desk: Desk, handler: Handler, reason_code: str
) -> None:
    desk.server.routes |= {"/feed": answer(rss(item("page", "They met."))), "/page": handler}
    (outcome,) = desk.poll(desk.feed(full_text=True))
    assert (outcome.failed_pages, outcome.pending) == (1, 0)
    assert [json.loads(text)["content"] for text in desk.texts()] == ["<div>They met.</div>"]
    assert desk.reasons() == [(desk.server.url("/page"), reason_code)]


def test_robots_txt_keeps_from_pages(desk: Desk) -> None:
    desk.server.routes |= {"/robots.txt": answer("User-agent: *\nDisallow: /page"), "/feed": answer(rss(item("page")))}
    desk.poll(desk.feed(full_text=True))
    assert desk.server.paths() == ["/feed"]
    assert desk.reasons() == [(desk.server.url("/page"), "robots_disallowed")]


def test_links_that_lead_inside_are_never_followed(desk: Desk) -> None:
    links = [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/",
        "http://10.0.0.1:8080/",
        "http://2130706433/",
        "gopher://e.org/",
    ]
    desk.server.routes["/feed"] = answer(rss(*(item(f"n{number}", link=link) for number, link in enumerate(links))))
    (outcome,) = desk.poll(desk.feed(full_text=True))
    assert desk.server.paths() == ["/feed"]
    assert outcome.failed_pages == len(links)
    assert {code for _, code in desk.reasons()} <= {"invalid_address", "private_address"}


def test_a_page_that_fails_for_now_comes_again(desk: Desk) -> None:
    page = answer(STORY.format("a"), content_type="text/html")
    desk.server.routes |= {"/feed": [answer(rss(item("a")), etag='"1"'), answer("", 304)], "/a": [answer("", 500), page]}
    (outcome,) = desk.poll(desk.feed(full_text=True))
    assert (outcome.pending, desk.files()) == (1, [])
    desk.later(minutes=16)
    (outcome,) = desk.poll(desk.feed(full_text=True))
    assert (outcome.is_due, outcome.pending, desk.texts()) == (False, 0, [STORY.format("a")])


def test_a_page_that_goes_on_failing_is_given_up(desk: Desk) -> None:
    desk.server.routes |= {"/feed": answer(rss(item("a", "They met."))), "/a": answer("", 500)}
    for _ in range(40):
        desk.poll(desk.feed(full_text=True))
        desk.later(hours=1)
    assert desk.server.paths().count("/a") == polling.PAGE_ATTEMPTS
    assert [json.loads(text)["content"] for text in desk.texts()] == ["<div>They met.</div>"]


def test_too_many_requests_lets_the_whole_host_rest(desk: Desk) -> None:
    desk.server.routes |= {
        "/feed": answer(rss(item("a"), item("b"))),
        "/a": [answer("", 429, retry_after="1800"), answer(STORY.format("a"), content_type="text/html")],
        "/b": answer(STORY.format("b"), content_type="text/html"),
    }
    feed = desk.feed(full_text=True)
    (outcome,) = desk.poll(feed)
    assert (desk.server.paths(), outcome.pending) == (["/feed", "/a"], 2)
    desk.later(minutes=20)
    desk.poll(feed)
    assert desk.server.paths() == ["/feed", "/a"]
    desk.later(minutes=20)
    desk.poll(feed)
    assert desk.texts() == [STORY.format("a"), STORY.format("b")]


def test_a_flood_of_entries_is_taken_in_portions(desk: Desk) -> None:
    feed = desk.feed(limits=QUICK.model_copy(update={"new_entries_per_poll": 40}))
    desk.server.routes["/feed"] = answer(rss(*(item(f"n{number}") for number in range(100))), etag='"1"')
    for expected in (40, 80, 100):
        desk.poll(feed)
        assert len(desk.files()) == expected
        desk.later(hours=1)
    assert "if-none-match" not in desk.server.requests[-1].headers


def test_entries_with_the_same_page_stay_apart(desk: Desk) -> None:
    wall = answer("<html>Please accept cookies</html>", content_type="text/html")
    desk.server.routes |= {"/feed": answer(rss(item("a"), item("b"))), "/a": wall, "/b": wall}
    desk.poll(desk.feed(full_text=True))
    assert len(desk.files()) == 2


def test_two_polls_at_once_take_everything_once(desk: Desk) -> None:
    names = [f"n{number}" for number in range(6)]
    desk.server.routes["/feed"] = answer(rss(*(item(name) for name in names)))
    desk.server.routes |= {f"/{name}": answer(STORY.format(name), content_type="text/html") for name in names}
    threads = [threading.Thread(target=desk.poll, args=(desk.feed(full_text=True),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(desk.server.paths()) == sorted(["/feed", *(f"/{name}" for name in names)])
    assert desk.texts() == [STORY.format(name) for name in names]


KILLED = """
import os, signal, sys
from pathlib import Path
from orchestration.feeds import polling, state
from orchestration.feeds.addresses import AddressRules
from orchestration.feeds.connection import Connector
from orchestration.feeds.subscriptions import read_subscriptions
from orchestration.settings import Settings
place, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
owner = polling if place in ("deliver", "store_fetches") else state.State
whole, calls = getattr(owner, place), []
def dying(*arguments, **named):
    calls.append(1)
    if len(calls) == count:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*arguments, **named)
setattr(owner, place, dying)
connector = Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0")
settings, subscriptions = Settings(folder / "data", folder / "landing"), read_subscriptions(folder / "feeds.yml")
polling.poll(settings, subscriptions, "run-0", connector=connector)
"""


@pytest.mark.parametrize(
    ("place", "count"),
    [("take_in", 1), ("deliver", 1), ("set_taken", 1), ("set_taken", 2), ("log_fetch", 2), ("store_fetches", 1)],
)
def test_a_poll_killed_anywhere_loses_nothing_and_doubles_nothing(desk: Desk, tmp_path: Path, place: str, count: int) -> None:
    names = ["a", "b", "c"]
    desk.server.routes["/feed"] = [answer(rss(*(item(name) for name in names)), etag='"1"'), answer("", 304)]
    desk.server.routes |= {f"/{name}": answer(STORY.format(name), content_type="text/html") for name in names}
    if place == "take_in":
        desk.server.routes["/feed"] = answer(rss(*(item(name) for name in names)), etag='"1"')
    (tmp_path / "feeds.yml").write_text(
        f"ports: [{desk.server.port}]\nfeeds: [{{name: world, outlet: Example Daily, full_text: true, "
        f"address: 'http://localhost:{desk.server.port}/feed', limits: {{seconds_between_requests: 0}}}}]"
    )
    command = [sys.executable, "-c", KILLED, place, str(count), str(tmp_path)]
    killed = subprocess.run(command, cwd=PROJECT_DIR, env={**os.environ, "PYTHONPATH": str(PROJECT_DIR)}, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    desk.now = datetime.now(UTC) + timedelta(days=1)  # another day's folder: what lies in the first one is not written again
    feed = desk.feed(full_text=True)
    desk.poll(replace_address(feed, f"http://localhost:{desk.server.port}/feed"))
    assert desk.texts() == [STORY.format(name) for name in names]
    assert [path for path in desk.settings.landing_dir.rglob("*.tmp")] == []
    assert desk.log()["fetch_id"].is_unique().all()


def replace_address(feed: Subscription, address: str) -> Subscription:
    return feed.model_copy(update={"address": address})


@pytest.mark.parametrize("damage", ["delete", "garbage", "cut", "other_shape"])
def test_a_damaged_state_is_made_anew_from_what_lies_in_the_landing_folder(desk: Desk, damage: str) -> None:
    desk.server.routes["/feed"] = answer(rss(item("a"), item("b")))
    desk.server.routes |= {f"/{name}": answer(STORY.format(name), content_type="text/html") for name in ("a", "b", "c")}
    feed = desk.feed(full_text=True)
    desk.poll(feed)
    path = desk.settings.feeds_dir / "state.sqlite"
    if damage == "delete":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(os.urandom(8192))
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:6000])
    else:
        path.unlink()
        subprocess.run(
            [sys.executable, "-c", f"import sqlite3; sqlite3.connect({str(path)!r}).execute('create table feeds (x)')"]
        )
    desk.server.routes["/feed"] = answer(rss(item("a"), item("b"), item("c")))
    desk.later(hours=1)
    desk.poll(feed)
    assert desk.server.paths() == ["/feed", "/a", "/b", "/feed", "/c"]
    assert len(list(desk.settings.feeds_dir.glob("damaged-*state.sqlite"))) == (0 if damage == "delete" else 1)


def test_a_poll_out_of_time_leaves_the_rest_to_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.server.routes["/feed"] = answer(rss(item("a"), item("b"), item("c")))
    ticks = iter([0.0, 0.0, 0.0, 1e6, 1e6])
    with monkeypatch.context() as patched:
        patched.setattr(polling.time, "monotonic", lambda: next(ticks))
        (outcome,) = desk.poll()
    assert (len(outcome.files), outcome.pending) == (1, 2)
    (outcome,) = desk.poll()
    assert (len(outcome.files), outcome.pending) == (2, 0)


def test_a_fault_of_ours_keeps_no_other_entry(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.server.routes["/feed"] = answer(rss(item("a"), item("b")))
    whole: Callable[..., object] = polling.entry_file

    def failing(entry: object, feed: object) -> object:
        if getattr(entry, "title", "") == "a":
            raise RuntimeError("no such thing")
        return whole(entry, feed)

    monkeypatch.setattr(polling, "entry_file", failing)
    (outcome,) = desk.poll()
    assert (len(outcome.files), outcome.pending) == (1, 1)
    assert desk.reasons() == [(desk.server.url("/a"), "internal_error")]


def test_a_full_disk_is_told_and_nothing_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.server.routes["/feed"] = answer(rss(item("a")))
    with monkeypatch.context() as patched:
        patched.setattr(polling, "deliver", lambda *arguments: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            desk.poll()
    desk.poll()
    assert len(desk.files()) == 1


def test_pages_keep_the_charset_that_only_the_header_names(desk: Desk) -> None:
    text = STORY.format("Přílišžluťoučký")
    desk.server.routes |= {
        "/feed": answer(rss(item("a"))), "/a": answer(text.encode("iso-8859-2"), content_type="text/html; charset=ISO-8859-2")
    }  # fmt: skip
    desk.poll(desk.feed(full_text=True))
    assert desk.texts() == [text]


def test_a_header_that_lies_about_utf_8_is_not_believed(desk: Desk) -> None:
    text = STORY.format("Přílišžluťoučký")
    desk.server.routes |= {
        "/feed": answer(rss(item("a"))), "/a": answer(text.encode(), content_type="text/html; charset=windows-1251")
    }  # fmt: skip
    desk.poll(desk.feed(full_text=True))
    assert desk.texts() == [text]


def test_a_feed_made_to_take_hours_is_given_up_in_time(desk: Desk) -> None:
    body = '<rss version="2.0"><channel><item>' + "<a>" * 300_000
    limits = QUICK.model_copy(update={"feed_bytes": 5_000_000, "seconds_per_answer": 2})
    desk.server.routes["/feed"] = answer(body)
    (outcome,) = desk.poll(desk.feed(limits=limits))
    assert (outcome.reason_code, outcome.detail) == ("not_a_feed", "takes more than 2 seconds to read")


def test_a_large_feed_is_read_like_a_small_one(desk: Desk) -> None:
    limits = QUICK.model_copy(update={"seconds_per_answer": 30})
    desk.server.routes["/feed"] = answer(rss(*(item(f"n{number}", "x" * 500) for number in range(120))))
    (outcome,) = desk.poll(desk.feed(limits=limits))
    assert (outcome.reason_code, outcome.new_entries) == (None, 120)


def test_rules_of_the_installation_are_those_of_its_file(desk: Desk) -> None:
    """Without a connector of its own a poll reaches no loopback."""
    desk.server.routes["/feed"] = answer(rss(item("a")))
    feed = replace_address(desk.feed(), f"http://localhost:{desk.server.port}/feed")
    subscriptions = Subscriptions(ports=[desk.server.port], feeds=[feed])
    (outcome,) = poll(desk.settings, subscriptions, "run-1")
    assert outcome.reason_code == "private_address"
    assert desk.server.requests == []
