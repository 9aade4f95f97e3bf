"""From an address to its answer: redirects followed under the same rules, robots.txt asked, hosts not hurried."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urljoin

from orchestration.feeds.addresses import Address, FetchFailed
from orchestration.feeds.connection import BODY_STATUSES, Answer, Connector
from orchestration.feeds.host_turns import SYSTEM_CLOCK, Clock, HostMemory, HostTurns
from orchestration.feeds.robots import MAX_ROBOTS_BYTES, Robots, RobotsMemory
from orchestration.feeds.subscriptions import Limits

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_RETRY = timedelta(days=1)
FEED_TYPES = "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5"


class Memory(HostMemory, RobotsMemory, Protocol):
    """What the fetcher remembers from poll to poll."""


class Fetcher:
    """Fetches for one poll, from any number of threads."""

    def __init__(self, connector: Connector, memory: Memory, clock: Clock = SYSTEM_CLOCK) -> None:
        self._connector = connector
        self._clock = clock
        self._turns = HostTurns(memory, clock)
        self._robots = Robots(memory, self._fetch_robots, connector.user_agent, clock)

    def fetch(self, url: str, limits: Limits, max_bytes: int, headers: Mapping[str, str]) -> Answer:
        """The answer of status 200, or 304 where `headers` ask for changes only; `url` of it is the last one.

        Raises FetchFailed with a reason of the closed list for everything else.
        """
        return self._follow(
            url,
            limits,
            max_bytes,
            headers,
            lambda address: max(limits.seconds_between_requests, self._robots.require_allowed(address, limits)),
        )

    def _fetch_robots(self, url: str, limits: Limits) -> Answer:
        return self._follow(url, limits, MAX_ROBOTS_BYTES, {}, lambda address: 0.0)

    def _follow(
        self,
        url: str,
        limits: Limits,
        max_bytes: int,
        headers: Mapping[str, str],
        pause_seconds: Callable[[Address], float],
    ) -> Answer:
        address = self._connector.rules.check(url)
        for _ in range(limits.redirects + 1):
            pause = pause_seconds(address)
            with self._turns.turn(address.host, pause):
                answer = self._connector.get(address, headers, max_bytes, limits.seconds_per_answer)
            if answer.status not in REDIRECTS:
                return self._settle(address, answer, headers)
            address = self._next(address, answer)
        raise FetchFailed("too_many_redirects", f"more than {limits.redirects}; the last was to {address.url[:300]}")

    def _next(self, address: Address, answer: Answer) -> Address:
        """Where a redirect leads, checked as any other address."""
        location = answer.headers.get("location", "").strip()
        if not location:
            raise FetchFailed("redirect_refused", f"{address.url[:300]} redirects nowhere", status=answer.status)
        try:
            following = self._connector.rules.check(urljoin(address.url, location))
        except (FetchFailed, ValueError) as error:
            code = error.reason_code if isinstance(error, FetchFailed) else "invalid_address"
            raise FetchFailed(code, f"redirected from {address.url[:200]}: {error}", status=answer.status) from error
        if address.scheme == "https" and following.scheme == "http":
            raise FetchFailed("redirect_refused", f"{address.url[:200]} redirects from https to http", status=answer.status)
        return following

    def _settle(self, address: Address, answer: Answer, headers: Mapping[str, str]) -> Answer:
        """The answer where it is one. Raises FetchFailed by its status, and lets the host rest where it asks for that."""
        status = answer.status
        if status in BODY_STATUSES or (status == 304 and ("If-None-Match" in headers or "If-Modified-Since" in headers)):
            return answer
        retry_at = self._retry_at(answer)
        if status == 429 or (status == 503 and retry_at):
            if retry_at:
                self._turns.hold_off(address.host, retry_at)
            raise FetchFailed("rate_limited", f"HTTP {status}", status=status, retry_at=retry_at)
        if status in (404, 410):
            code = "gone"
        elif status in (408, 425):
            code = "timed_out"
        elif 400 <= status < 500:
            code = "client_error"
        else:
            code = "server_error" if 500 <= status < 600 else "unexpected_status"
        raise FetchFailed(code, f"HTTP {status}", status=status, retry_at=retry_at)

    def _retry_at(self, answer: Answer) -> datetime | None:
        """The time of Retry-After (RFC 9110, 10.2.3: seconds or a date), at most a day ahead; None where there is none."""
        value, now = answer.headers.get("retry-after", "").strip(), self._clock.now()
        try:
            if value.isascii() and value.isdigit():
                at = now + timedelta(seconds=min(int(value[:9]), LONGEST_RETRY.total_seconds()))
            else:
                at = parsedate_to_datetime(value)
                at = at if at.tzinfo else at.replace(tzinfo=now.tzinfo)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return min(at, now + LONGEST_RETRY) if at > now else None
