"""A server, a connector that may reach it, and limits that make tests quick."""

from collections.abc import Iterator

import pytest

from orchestration.feeds.addresses import AddressRules
from orchestration.feeds.connection import Connector
from orchestration.feeds.subscriptions import Limits
from tests.feeds.server import Server

QUICK = Limits(feed_bytes=100_000, page_bytes=100_000, seconds_per_answer=0.6, seconds_between_requests=0)


def to_loopback(host: str, port: int) -> list[str]:
    """A resolver for which every name is this machine."""
    return ["127.0.0.1"]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def connector() -> Connector:
    return Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0", to_loopback)
