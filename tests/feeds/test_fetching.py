"""Redirects, robots.txt, statuses and turns of hosts."""

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from orchestration.feeds.addresses import AddressRules, FetchFailed
from orchestration.feeds.connection import Answer, Connector
from orchestration.feeds.fetching import Fetcher
from orchestration.feeds.host_turns import Clock
from orchestration.feeds.robots import StoredRobots
from orchestration.feeds.subscriptions import Limits
from tests.feeds.conftest import QUICK, to_loopback
from tests.feeds.server import Handler, Server, answer, endless


class Memory:
    """What a poll remembers, without a file."""

    def __init__(self) -> None:
        self.hosts: dict[str, datetime] = {}
        self.files: dict[str, StoredRobots] = {}

    def host_ready_at(self, host: str) -> datetime | None:
        return self.hosts.get(host)

    def set_host_ready_at(self, host: str, ready_at: datetime) -> None:
        self.hosts[host] = ready_at

    def robots(self, origin: str) -> StoredRobots | None:
        return self.files.get(origin)

    def set_robots(self, origin: str, stored: StoredRobots) -> None:
        self.files[origin] = stored


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def fetcher(connector: Connector, memory: Memory) -> Fetcher:
    return Fetcher(connector, memory)


def fetch(fetcher: Fetcher, url: str, limits: Limits = QUICK, **headers: str) -> Answer:
    return fetcher.fetch(url, limits, limits.page_bytes, {name.replace("_", "-"): value for name, value in headers.items()})


def failure(fetcher: Fetcher, url: str, limits: Limits = QUICK) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch(fetcher, url, limits)
    return caught.value


def redirect(location: str, status: int = 302) -> Handler:
    return answer(b"moved", status, location=location)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: Server, fetcher: Fetcher, status: int) -> None:
    server.routes |= {"/old": redirect("/new?x=1", status), "/new?x=1": answer(b"here")}
    found = fetch(fetcher, server.url("/old"))
    assert (found.body, found.url) == (b"here", server.url("/new?x=1"))


def test_redirects_to_another_host_are_followed(server: Server, fetcher: Fetcher) -> None:
    server.routes |= {"/old": redirect(server.url("/new", "other.example")), "/new": answer(b"here")}
    assert fetch(fetcher, server.url("/old", "news.example")).url == server.url("/new", "other.example")
    assert server.requests[-1].headers["host"].startswith("other.example")


@pytest.mark.parametrize(
    ("location", "reason_code"),
    [
        ("/old", "too_many_redirects"),
        ("file:///etc/passwd", "invalid_address"),
        ("ftp://example.org/", "invalid_address"),
        ("data:text/html,hello", "invalid_address"),
        ("http://10.0.0.1/", "private_address"),
        ("http://169.254.169.254/latest/meta-data/", "private_address"),
        ("http://inside.example/", "private_address"),
        ("http://[::ffff:127.0.0.1]/", "private_address"),
        ("http://0x7f000001/", "invalid_address"),
        ("http://user@example.org/", "invalid_address"),
        ("http://[", "invalid_address"),
        ("", "redirect_refused"),
    ],
)
def test_redirects_that_lead_astray_are_refused(server: Server, memory: Memory, location: str, reason_code: str) -> None:
    def resolver(host: str, port: int) -> list[str]:
        return ["192.168.0.1"] if host == "inside.example" else ["127.0.0.1"]

    fetcher = Fetcher(Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0", resolver), memory)
    server.routes["/old"] = redirect(location)
    assert failure(fetcher, server.url("/old")).reason_code == reason_code
    assert len(server.paths()) == (QUICK.redirects + 1 if reason_code == "too_many_redirects" else 1)


def test_endless_redirects_to_ever_new_pages_end(server: Server, fetcher: Fetcher) -> None:
    for number in range(20):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}")
    assert failure(fetcher, server.url("/0")).reason_code == "too_many_redirects"
    assert len(server.paths()) == QUICK.redirects + 1


def test_from_https_to_http_is_refused(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    fetcher = Fetcher(Connector(AddressRules(), "SitrepTest/1.0", lambda host, port: ["93.184.215.14"]), memory)
    moved = Answer("https://news.example/a", 301, {"location": "http://news.example/a"})
    monkeypatch.setattr(Connector, "get", lambda self, address, headers, max_bytes, seconds: moved)
    memory.files["https://news.example"] = StoredRobots("", datetime.now(UTC))
    assert failure(fetcher, "https://news.example/a").reason_code == "redirect_refused"


@pytest.mark.parametrize(
    ("status", "reason_code"),
    [
        (404, "gone"), (410, "gone"), (401, "client_error"), (403, "client_error"), (451, "client_error"),
        (429, "rate_limited"),
        (500, "server_error"), (503, "server_error"), (304, "unexpected_status"), (204, "unexpected_status"),
        (206, "unexpected_status"), (999, "unexpected_status"),
    ],
)  # fmt: skip
def test_statuses_have_their_reason(server: Server, fetcher: Fetcher, status: int, reason_code: str) -> None:
    server.routes["/"] = answer(b"", status)
    failed = failure(fetcher, server.url("/"))
    assert (failed.reason_code, failed.status) == (reason_code, status)


def test_not_changed_is_an_answer_to_who_asks_for_changes(server: Server, fetcher: Fetcher) -> None:
    server.routes["/"] = answer(b"", 304)
    assert fetch(fetcher, server.url("/"), If_None_Match='"a"').status == 304
    assert server.requests[-1].headers["if-none-match"] == '"a"'


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("120", 115, 121),
        (timedelta(hours=2), 7100, 7201),
        ("99999999999999999999", 86_390, 86_401),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_390, 86_401),
    ],
)
def test_retry_after_keeps_everybody_off_the_host(
    server: Server, fetcher: Fetcher, memory: Memory, value: str | timedelta, low: float, high: float
) -> None:
    said = value if isinstance(value, str) else format_datetime(datetime.now(UTC) + value, usegmt=True)
    server.routes |= {"/": answer(b"", 429, retry_after=said), "/other": answer(b"fine")}
    failed = failure(fetcher, server.url("/"))
    assert failed.retry_at is not None
    assert low <= (failed.retry_at - datetime.now(UTC)).total_seconds() <= high
    assert failure(fetcher, server.url("/other")).reason_code == "rate_limited"
    assert server.paths() == ["/"]
    assert memory.hosts["127.0.0.1"] == failed.retry_at


@pytest.mark.parametrize("value", ["", "-5", "soon", "0", "Thu, 01 Jan 1970 00:00:00 GMT", "1e9", "\xb2"])
def test_nonsense_of_retry_after_is_passed_over(server: Server, fetcher: Fetcher, value: str) -> None:
    server.routes["/"] = answer(b"", 503, retry_after=value)
    failed = failure(fetcher, server.url("/"))
    assert (failed.reason_code, failed.retry_at) == ("server_error", None)


def test_robots_txt_is_obeyed_and_asked_once(server: Server, fetcher: Fetcher) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: sitreptest\nDisallow: /private/\nAllow: /private/open"
    server.routes |= {"/robots.txt": answer(rules), "/a": answer(b"a"), "/private/open": answer(b"b")}
    assert fetch(fetcher, server.url("/a")).body == b"a"
    assert fetch(fetcher, server.url("/private/open")).body == b"b"
    assert failure(fetcher, server.url("/private/closed")).reason_code == "robots_disallowed"
    assert [request.path for request in server.requests] == ["/robots.txt", "/a", "/private/open"]


def test_robots_txt_holds_for_where_a_redirect_leads(server: Server, fetcher: Fetcher) -> None:
    server.routes |= {"/robots.txt": answer("User-agent: *\nDisallow: /closed"), "/old": redirect("/closed/story")}
    assert failure(fetcher, server.url("/old")).reason_code == "robots_disallowed"
    assert server.paths() == ["/old"]


@pytest.mark.parametrize(
    ("handler", "reason_code"),
    [
        (answer(b"", 404), None),
        (answer(b"", 403), None),
        (redirect("/robots.txt"), None),
        (answer(b"<html>no rules here</html>", content_type="text/html"), None),
        (answer(b"\xff\xfe\x00 binary \x00"), None),
        (answer(b"", 500), "robots_unreachable"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"#", pause=0.05), "robots_unreachable"),
        (answer(b"", 429, retry_after="600"), "rate_limited"),
    ],
)
def test_a_robots_txt_that_is_not_there_allows_and_one_that_fails_forbids(
    server: Server, fetcher: Fetcher, handler: Handler, reason_code: str | None
) -> None:
    server.routes |= {"/robots.txt": handler, "/a": answer(b"a")}
    if reason_code:
        assert failure(fetcher, server.url("/a")).reason_code == reason_code
        assert server.paths() == []
    else:
        assert fetch(fetcher, server.url("/a")).body == b"a"


def test_an_old_robots_txt_holds_while_the_new_one_cannot_be_had(server: Server, connector: Connector, memory: Memory) -> None:
    memory.files[f"http://127.0.0.1:{server.port}"] = StoredRobots(
        "User-agent: *\nDisallow: /b", datetime.now(UTC) - timedelta(days=3)
    )
    server.routes |= {"/robots.txt": answer(b"", 500), "/a": answer(b"a")}
    fetcher = Fetcher(connector, memory)
    assert fetch(fetcher, server.url("/a")).body == b"a"
    assert failure(fetcher, server.url("/b")).reason_code == "robots_disallowed"


def test_a_host_is_asked_by_one_at_a_time_with_pauses(server: Server, connector: Connector, memory: Memory) -> None:
    server.routes["/"] = answer(b"fine")
    fetcher = Fetcher(connector, memory)
    limits = QUICK.model_copy(update={"seconds_between_requests": 0.15})
    threads = [threading.Thread(target=fetch, args=(fetcher, server.url("/"), limits)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(request.at for request in server.requests if request.path == "/")
    assert len(times) == 4
    assert min(after - before for before, after in pairwise(times)) > 0.12


def test_a_crawl_delay_is_kept_and_a_long_one_left_to_the_next_poll(
    server: Server, connector: Connector, memory: Memory
) -> None:
    slept: list[float] = []
    now = datetime.now(UTC)
    clock = Clock(now=lambda: now, sleep=slept.append)
    server.routes |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 7"), "/": answer(b"fine")}
    fetcher = Fetcher(connector, memory, clock)
    fetch(fetcher, server.url("/"))
    fetch(fetcher, server.url("/"))
    assert slept == [7]
    memory.set_host_ready_at("127.0.0.1", now + timedelta(hours=1))
    assert failure(fetcher, server.url("/")).retry_at == now + timedelta(hours=1)


def test_hosts_do_not_wait_for_each_other(server: Server, connector: Connector, memory: Memory) -> None:
    server.routes["/"] = answer(b"fine")
    fetcher = Fetcher(connector, memory)
    limits = QUICK.model_copy(update={"seconds_between_requests": 30})
    began = time.monotonic()
    for host in ("a.example", "b.example", "c.example"):
        fetch(fetcher, server.url("/", host), limits)
    assert time.monotonic() - began < 2


def test_every_name_is_resolved_by_the_fetchers_own_resolver(server: Server, memory: Memory) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return to_loopback(host, port)

    server.routes["/"] = answer(b"fine")
    fetch(
        Fetcher(Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0", resolver), memory), server.url("/", "a.example")
    )
    assert asked == ["a.example", "a.example"], "once for robots.txt and once for the page"
