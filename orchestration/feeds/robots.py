"""What a host's robots.txt allows us (RFC 9309): fetched once a day, kept from poll to poll."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from protego import Protego

from orchestration.feeds.addresses import Address, FetchFailed
from orchestration.feeds.connection import Answer
from orchestration.feeds.host_turns import Clock
from orchestration.feeds.subscriptions import Limits

MAX_ROBOTS_BYTES = 1_000_000
KEPT = timedelta(hours=24)
# RFC 9309, 2.3.1.3: a robots.txt that is not there allows everything; 2.3.1.4: one that cannot be reached, nothing.
NOT_THERE = frozenset({"gone", "client_error", "redirect_refused", "too_many_redirects", "unexpected_status"})
# These say why the page cannot be had either, better than "robots.txt cannot be reached" would.
SAME_FOR_THE_PAGE = frozenset({"private_address", "unknown_host", "connection_failed", "rate_limited"})


@dataclass(frozen=True)
class StoredRobots:
    """A robots.txt as it was last found; an empty text where there was none."""

    text: str
    fetched_at: datetime


class RobotsMemory(Protocol):
    """Where robots.txt files are kept from poll to poll."""

    def robots(self, origin: str) -> StoredRobots | None: ...

    def set_robots(self, origin: str, stored: StoredRobots) -> None: ...


class Robots:
    """The rules of all hosts, for one user agent. `fetch` gets a robots.txt or raises FetchFailed."""

    def __init__(self, memory: RobotsMemory, fetch: Callable[[str, Limits], Answer], user_agent: str, clock: Clock) -> None:
        self._memory = memory
        self._fetch = fetch
        # RFC 9309, 2.2.1: robots.txt names the product, without version and comment.
        self._product = user_agent.split()[0].partition("/")[0]
        self._clock = clock
        self._parsed: dict[str, Protego] = {}
        self._lock = threading.Lock()
        self._origin_locks: dict[str, threading.Lock] = {}

    def require_allowed(self, address: Address, limits: Limits) -> float:
        """The seconds that the host wants between requests, 0 where it does not say.

        Raises FetchFailed `robots_disallowed`, or `robots_unreachable` when the file cannot be had and none is kept.
        """
        rules = self._rules(address.origin, limits)
        if not rules.can_fetch(address.url, self._product):
            raise FetchFailed("robots_disallowed", f"{address.origin}/robots.txt forbids {address.target[:200]}")
        return max(0.0, float(rules.crawl_delay(self._product) or 0))

    def _rules(self, origin: str, limits: Limits) -> Protego:
        with self._lock:
            lock = self._origin_locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._parsed:
                self._parsed[origin] = Protego.parse(self._text(origin, limits))
            return self._parsed[origin]

    def _text(self, origin: str, limits: Limits) -> str:
        stored, now = self._memory.robots(origin), self._clock.now()
        if stored and now - stored.fetched_at < KEPT:
            return stored.text
        try:
            text = self._fetch(f"{origin}/robots.txt", limits).body.decode("utf-8", "replace")
        except FetchFailed as failure:
            if failure.reason_code in NOT_THERE:
                text = ""
            elif stored:
                return stored.text
            elif failure.reason_code in SAME_FOR_THE_PAGE:
                raise
            else:
                raise FetchFailed(
                    "robots_unreachable",
                    f"{origin}/robots.txt: {failure.detail}",
                    status=failure.status,
                    retry_at=failure.retry_at,
                ) from failure
        self._memory.set_robots(origin, StoredRobots(text, now))
        return text
