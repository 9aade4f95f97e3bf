"""`data/feeds.yml`: which feeds are read, how often, and within which limits."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from orchestration.feeds.addresses import AddressRules, FetchFailed

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]


class SubscriptionsError(ValueError):
    """The file of subscriptions is missing or wrong; the message names the place and what is expected there."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Limits(_Strict):
    """How much one feed may cost. Bytes count after decompression, seconds from the look-up of the host to the last byte."""

    feed_bytes: Annotated[int, Field(ge=1_000, le=50_000_000)] = 5_000_000
    page_bytes: Annotated[int, Field(ge=1_000, le=50_000_000)] = 5_000_000
    seconds_per_answer: Annotated[float, Field(ge=0.1, le=300)] = 30
    seconds_between_requests: Annotated[float, Field(ge=0, le=3600)] = 1
    redirects: Annotated[int, Field(ge=0, le=20)] = 5
    new_entries_per_poll: Annotated[int, Field(ge=1, le=10_000)] = 200


class Subscription(_Strict):
    """One feed. `full_text`: take the linked pages; else what the feed itself holds of each entry."""

    name: Name
    address: str = Field(max_length=2000)
    outlet: str = Field(min_length=1, max_length=200)
    language: str | None = Field(None, pattern=r"^[a-z]{2}$")
    full_text: bool = False
    interval_minutes: Annotated[int, Field(ge=5, le=10_080)] = 30
    limits: Limits = Limits()


class Subscriptions(_Strict):
    """The whole file. `poll_minutes`: when a poll stops and leaves the rest to the next one."""

    user_agent: str = Field("Sitrep (news feed reader)", min_length=3, max_length=300, pattern=r"^[A-Za-z][\x20-\x7e]*$")
    ports: list[Annotated[int, Field(ge=1, le=65535)]] = [80, 443, 8080, 8443]
    poll_minutes: Annotated[float, Field(gt=0, le=60)] = 10
    limits: Limits = Limits()
    feeds: list[Subscription] = []

    @property
    def rules(self) -> AddressRules:
        return AddressRules(ports=frozenset(self.ports))

    @field_validator("feeds")
    @classmethod
    def _no_name_twice(cls, feeds: list[Subscription]) -> list[Subscription]:
        twice = [name for name, count in Counter(feed.name for feed in feeds).items() if count > 1]
        if twice:
            raise ValueError(f"the name {twice[0]} is used twice; names must differ")
        return feeds

    def feed(self, name: str) -> Subscription:
        """The feed of this name. Raises SubscriptionsError when there is none."""
        for feed in self.feeds:
            if feed.name == name:
                return feed
        known = ", ".join(feed.name for feed in self.feeds) or "none"
        raise SubscriptionsError(f"no feed is called {name}; those in the file: {known}")


def read_subscriptions(path: Path) -> Subscriptions:
    """Read and check the file. Limits of a feed that are not stated are those of the file.

    Raises SubscriptionsError when it is missing, is no YAML, has an unknown or wrong setting, or names an address that
    may not be fetched.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SubscriptionsError(
            f"{path} cannot be read ({error.strerror}); create it, or name another file with SITREP_FEEDS_FILE"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SubscriptionsError(f"{path} is no YAML: {' '.join(str(error).split())}") from error
    try:
        subscriptions = Subscriptions.model_validate(_with_shared_limits(found or {}))
    except ValidationError as error:
        raise SubscriptionsError(f"{path}: " + "; ".join(_explain(found, problem) for problem in error.errors())) from error
    for feed in subscriptions.feeds:
        try:
            subscriptions.rules.check(feed.address)
        except FetchFailed as refusal:
            raise SubscriptionsError(f"{path}: address of the feed {feed.name}: {refusal.detail}") from refusal
    return subscriptions


def _with_shared_limits(found: Any) -> Any:
    """The settings with the file's limits under those of each feed; whatever has not the right shape is left as it is."""
    if not isinstance(found, dict) or not isinstance(found.get("feeds"), list):
        return found
    shared = found.get("limits")
    shared = shared if isinstance(shared, dict) else {}

    def merged(feed: Any) -> Any:
        if not isinstance(feed, dict) or not isinstance(feed.get("limits", {}), dict):
            return feed
        return {**feed, "limits": {**shared, **feed.get("limits", {})}}

    return {**found, "feeds": [merged(feed) for feed in found["feeds"]]}


def _explain(found: Any, problem: Any) -> str:
    """One problem in words: where, what is expected, what stands there."""
    place: list[str] = []
    for part in problem["loc"]:
        if isinstance(part, int):
            place[-1] = f"{place[-1]}[{part}]" if place else f"[{part}]"
        else:
            place.append(str(part))
    if problem["type"] == "extra_forbidden":
        return f"{'.'.join(place)}: there is no such setting"
    return f"{'.'.join(place) or 'the file'}: {problem['msg']} (found {str(problem['input'])[:80]!r})"
