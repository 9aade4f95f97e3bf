"""One request at a time to a host, with a pause after each, and none before the time that the host asked for."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from orchestration.feeds.addresses import FetchFailed

# Longer pauses are for the next poll: a thread that sleeps keeps other feeds waiting.
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Clock:
    """The clock of a poll."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep


SYSTEM_CLOCK = Clock()


class HostMemory(Protocol):
    """Where it is kept, from poll to poll, when a host may be asked next."""

    def host_ready_at(self, host: str) -> datetime | None: ...

    def set_host_ready_at(self, host: str, ready_at: datetime) -> None: ...


class HostTurns:
    """Gives out the turns of all hosts to the threads of one poll."""

    def __init__(self, memory: HostMemory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause_seconds: float) -> Iterator[None]:
        """Wait for the host's turn, and keep others waiting until the pause after the request is over.

        Raises FetchFailed `rate_limited` when the host is not to be asked for more than a minute.
        """
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            ready_at = self._memory.host_ready_at(host)
            wait = (ready_at - self._clock.now()).total_seconds() if ready_at else 0.0
            if ready_at and wait > PATIENCE_SECONDS:
                raise FetchFailed(
                    "rate_limited", f"{host} is not asked before {ready_at:%Y-%m-%d %H:%M:%S}", retry_at=ready_at
                )
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                self._raise(host, self._clock.now() + timedelta(seconds=pause_seconds))

    def hold_off(self, host: str, until: datetime) -> None:
        """Let nobody ask the host before that time."""
        self._raise(host, until)

    def _raise(self, host: str, ready_at: datetime) -> None:
        stored = self._memory.host_ready_at(host)
        if stored is None or stored < ready_at:
            self._memory.set_host_ready_at(host, ready_at)
