"""`sitrep dev` with feeds on this machine: `python -m tests.browser.dev_on_loopback PORT`, and what Dagster loads then.

An installation never asks addresses inside its network, and no setting changes that; the feed server of a test is at one.
"""

import sys

from orchestration.definitions import defs
from orchestration.defs.execute import serve
from orchestration.feeds.addresses import AddressRules
from orchestration.feeds.subscriptions import Subscriptions
from orchestration.settings import Settings

__all__ = ["defs"]

Subscriptions.rules = property(lambda self: AddressRules(frozenset(self.ports), allow_loopback=True))  # type: ignore[assignment]

if __name__ == "__main__":
    sys.exit(serve(Settings.from_environment(), int(sys.argv[1]), module="tests.browser.dev_on_loopback"))
