"""One poll: every feed that is due is asked for changes, and its new entries become files in the landing folder.

A feed's entries are remembered in one transaction with its validators and taken one by one after that, so that a poll
that is killed loses none: what it has not taken is still remembered, and what it has taken is a file with a name that does
not change. Feeds are polled side by side, a host is asked by one at a time.
"""

import fcntl
import sqlite3
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from orchestration.feeds.addresses import FetchFailed
from orchestration.feeds.connection import Answer, Connector
from orchestration.feeds.delivery import deliver, delivered, entry_file, page_file
from orchestration.feeds.entries import Entry
from orchestration.feeds.feed_process import read_feed_within
from orchestration.feeds.fetch_log import FetchLog, store_fetches
from orchestration.feeds.fetching import FEED_TYPES, PAGE_TYPES, Fetcher
from orchestration.feeds.host_turns import SYSTEM_CLOCK, Clock
from orchestration.feeds.state import FeedState, Pending, State, open_state
from orchestration.feeds.subscriptions import Subscription, Subscriptions
from orchestration.settings import Settings
from orchestration.tables import TRANSIENT_FETCH_REASONS

FEEDS_AT_ONCE = 8
LONGEST_BACK_OFF = timedelta(days=1)
# Servers that answer "not changed" for ever are asked without a condition once a day.
READ_AS_A_WHOLE = timedelta(days=1)
# A schedule does not tick to the second.
SLACK = timedelta(minutes=1)
PAGE_ATTEMPTS = 5
FIRST_PAGE_BACK_OFF = timedelta(minutes=15)
MAX_VALIDATOR_CHARACTERS = 500
# Failures of the net come as FetchFailed, so these are of our own disk: no feed can be polled then.
WRITE_ERRORS = (OSError, sqlite3.Error)
PAGE_CONTENT_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
NO_FEED_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "text/css", "text/javascript")


@dataclass(frozen=True)
class FeedOutcome:
    """What a poll did for one feed. `reason_code` and `detail` say why the feed itself could not be read."""

    name: str
    is_due: bool
    is_changed: bool = False
    new_entries: int = 0
    files: tuple[str, ...] = ()
    failed_pages: int = 0
    pending: int = 0
    reason_code: str | None = None
    detail: str | None = None

    @property
    def summary(self) -> str:
        """The result in a few words."""
        if self.reason_code:
            return f"{self.reason_code}: {self.detail}"
        if not self.is_due:
            return "not due"
        return "read" if self.is_changed else "not changed"


def poll(
    settings: Settings,
    subscriptions: Subscriptions,
    run_id: str,
    names: Sequence[str] = (),
    *,
    connector: Connector | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> list[FeedOutcome]:
    """Poll the feeds that are due, or those of `names` whether due or not; gives an outcome a feed, in the file's order.

    Two polls of one installation take turns. A feed that fails never stops its neighbours. Raises SubscriptionsError for a
    name that is not in the file, OSError and sqlite3.Error where nothing can be written.
    """
    feeds = [subscriptions.feed(name) for name in names] if names else list(subscriptions.feeds)
    connector = connector or Connector(subscriptions.rules, subscriptions.user_agent)
    with _only_poller(settings):
        began_at = clock.now()
        with open_state(settings.feeds_dir, delivered(settings.landing_dir), began_at) as state:
            fetcher = Fetcher(connector, state, clock)
            log = FetchLog(state, run_id, clock.now)
            stop_at = time.monotonic() + subscriptions.poll_minutes * 60
            try:
                with ThreadPoolExecutor(max(1, min(FEEDS_AT_ONCE, len(feeds)))) as threads:
                    works = [_FeedPoll(settings, feed, state, fetcher, log, clock, began_at, stop_at) for feed in feeds]
                    outcomes = list(threads.map(lambda work: work.run(is_asked_for=bool(names)), works))
                state.forget_old(began_at)
            finally:
                store_fetches(settings, state)
    return outcomes


@dataclass
class _FeedPoll:
    """One feed in one poll."""

    settings: Settings
    feed: Subscription
    state: State
    fetcher: Fetcher
    log: FetchLog
    clock: Clock
    began_at: datetime
    stop_at: float

    def run(self, is_asked_for: bool) -> FeedOutcome:
        known = self.state.feed(self.feed.name, self.feed.address)
        is_due = is_asked_for or known.next_at is None or known.next_at <= self.began_at + SLACK
        outcome = FeedOutcome(self.feed.name, is_due)
        if is_due and not self._is_over():
            outcome = self._read(known, outcome)
        files, failed = self._take_pending()
        _, pending = self.state.counts(self.feed.name)
        return replace(outcome, files=tuple(files), failed_pages=failed, pending=pending)

    def _read(self, known: FeedState, outcome: FeedOutcome) -> FeedOutcome:
        """Ask for the feed, and remember its new entries or why it failed."""
        began_at, answer = self.clock.now(), None
        try:
            answer = self.fetcher.fetch(
                self.feed.address, self.feed.limits, self.feed.limits.feed_bytes, _conditions(known, began_at)
            )
            entries = [] if answer.status == 304 else self._entries(answer)
        except WRITE_ERRORS:
            raise
        except Exception as error:
            failure = _as_failure(error)
            self._log(self.feed.address, "feed", began_at, answer, failure)
            self.state.set_feed(self.feed.name, self.feed.address, self._after_failure(known, failure))
            return replace(outcome, reason_code=failure.reason_code, detail=failure.detail)
        state = FeedState(
            etag=known.etag if answer.status == 304 else _validator(answer, "etag"),
            last_modified=known.last_modified if answer.status == 304 else _validator(answer, "last-modified"),
            read_at=known.read_at if answer.status == 304 else began_at,
            asked_at=began_at,
            next_at=self.began_at + timedelta(minutes=self.feed.interval_minutes),
        )
        limit = self.feed.limits.new_entries_per_poll
        new = self.state.take_in(self.feed.name, self.feed.address, state, entries, limit, began_at)
        self._log(self.feed.address, "feed", began_at, answer, detail=f"{len(entries)} entries, {new} of them new or changed")
        return replace(outcome, is_changed=answer.status != 304, new_entries=new)

    def _entries(self, answer: Answer) -> list[Entry]:
        if answer.content_type.startswith(NO_FEED_TYPES):
            raise FetchFailed("wrong_content_type", f"{answer.content_type} is no feed", status=answer.status)
        return read_feed_within(answer, self.clock.now(), self.feed.limits.seconds_per_answer)

    def _after_failure(self, known: FeedState, failure: FetchFailed) -> FeedState:
        """The next time doubles with every failure, up to a day; what cannot get better by itself waits a day at once."""
        interval = timedelta(minutes=self.feed.interval_minutes)
        longest = max(LONGEST_BACK_OFF, interval)
        is_transient = failure.reason_code in TRANSIENT_FETCH_REASONS
        wait = min(interval * 2 ** min(known.failures, 20), longest) if is_transient else longest
        next_at = max(self.began_at + wait, failure.retry_at or self.began_at)
        return replace(
            known,
            asked_at=self.began_at,
            next_at=next_at,
            failures=known.failures + 1,
            reason_code=failure.reason_code,
            detail=failure.detail[:500],
        )

    def _take_pending(self) -> tuple[list[str], int]:
        files, failed = [], 0
        for pending in self.state.pending(self.feed.name, self.clock.now()):
            if self._is_over():
                break
            began_at = self.clock.now()
            try:
                file, is_failed = self._take(pending, began_at)
            except WRITE_ERRORS:
                raise
            # A fault of ours or of a library in one entry must not keep the others; the entry comes again.
            except Exception as error:
                self._log(pending.entry.link or self.feed.address, "entry", began_at, None, _as_failure(error))
                self.state.postpone(self.feed.name, pending.entry, began_at + LONGEST_BACK_OFF, is_attempt=True)
                file, is_failed = None, True
            files += [file] if file else []
            failed += is_failed
        return files, failed

    def _take(self, pending: Pending, began_at: datetime) -> tuple[str | None, bool]:
        """Put one entry into the landing folder; gives the file, and whether its page could not be had."""
        entry, feed, failure = pending.entry, self.feed, None
        if feed.full_text and entry.link:
            answer = None
            try:
                answer = self.fetcher.fetch(entry.link, feed.limits, feed.limits.page_bytes, {"Accept": PAGE_TYPES})
                if answer.content_type not in PAGE_CONTENT_TYPES:
                    raise FetchFailed("wrong_content_type", f"{answer.content_type} is no page", status=answer.status)
                if not answer.body.strip():
                    raise FetchFailed("no_text", "the page is empty", status=answer.status)
            except FetchFailed as error:
                failure = error
                self._log(entry.link, "page", began_at, answer, failure)
                if self._postpone(pending, failure):
                    return None, True
            else:
                page = deliver(self.settings.landing_dir, feed, entry, answer.url, page_file(answer), began_at)
                self._log(entry.link, "page", began_at, answer, file=page)
                self.state.set_taken(feed.name, entry, self.clock.now())
                return page, False
        # The feed's own text is what is left where the page cannot be had for good.
        file: str | None = None
        if entry.title or entry.text:
            file = deliver(
                self.settings.landing_dir, feed, entry, entry.link or feed.address, entry_file(entry, feed), began_at
            )
            self._log(entry.link or feed.address, "entry", began_at, None, file=file)
        else:
            nothing = FetchFailed("no_text", "the entry has neither title nor text")
            self._log(entry.link or feed.address, "entry", began_at, None, nothing)
        self.state.set_taken(feed.name, entry, self.clock.now())
        return file, failure is not None

    def _postpone(self, pending: Pending, failure: FetchFailed) -> bool:
        """Leave an entry for a later poll, if that may help: five attempts, each after twice the time."""
        is_host_busy = failure.reason_code == "rate_limited" and failure.retry_at is not None
        if failure.reason_code not in TRANSIENT_FETCH_REASONS:
            return False
        if not is_host_busy and pending.attempts + 1 >= PAGE_ATTEMPTS:
            return False
        now = self.clock.now()
        wait = FIRST_PAGE_BACK_OFF * 2**pending.attempts
        self.state.postpone(self.feed.name, pending.entry, failure.retry_at or now + wait, is_attempt=not is_host_busy)
        return True

    def _log(
        self,
        url: str,
        kind: str,
        began_at: datetime,
        answer: Answer | None,
        failure: FetchFailed | None = None,
        *,
        detail: str | None = None,
        file: str | None = None,
    ) -> None:
        self.log.add(
            self.feed.name,
            kind,
            url,
            began_at,
            final_url=answer.url if answer else None,
            http_status=answer.status if answer else failure.status if failure else None,
            reason_code=failure.reason_code if failure else None,
            detail=failure.detail if failure else detail,
            byte_count=len(answer.body) if answer else 0,
            landing_file=file,
        )

    def _is_over(self) -> bool:
        return time.monotonic() >= self.stop_at


def _conditions(known: FeedState, now: datetime) -> dict[str, str]:
    headers = {"Accept": FEED_TYPES}
    if known.read_at is None or now - known.read_at >= READ_AS_A_WHOLE:
        return headers
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _validator(answer: Answer, name: str) -> str | None:
    """A validator as it is sent back; one that no header can hold is none."""
    value = answer.headers.get(name, "").strip()
    return value if value and len(value) <= MAX_VALIDATOR_CHARACTERS and value.isascii() and value.isprintable() else None


def _as_failure(error: Exception) -> FetchFailed:
    return error if isinstance(error, FetchFailed) else FetchFailed("internal_error", f"{type(error).__name__}: {error}")


@contextmanager
def _only_poller(settings: Settings) -> Iterator[None]:
    """Polls of one installation take turns. The pipeline's own lock stays free: polling waits for the net."""
    settings.feeds_dir.mkdir(parents=True, exist_ok=True)
    with (settings.feeds_dir / "poll.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
