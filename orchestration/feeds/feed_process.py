"""Reading a feed within a time limit: feedparser takes an hour for some megabytes that were made for it.

A small feed cannot take long and is read at once; any other is read by a process of its own, which starting costs half a
second, and which is killed when its time is up.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime

from orchestration.feeds.addresses import FetchFailed
from orchestration.feeds.connection import Answer
from orchestration.feeds.entries import Entry, read_feed
from orchestration.settings import PROJECT_DIR

SMALL_BYTES = 64 * 1024
MEMORY_BYTES = 1024**3


def read_feed_within(answer: Answer, now: datetime, seconds: float) -> list[Entry]:
    """The entries, as `read_feed` gives them. Raises FetchFailed `not_a_feed`, also when reading takes too long."""
    if len(answer.body) <= SMALL_BYTES:
        return read_feed(answer, now)
    head = {"url": answer.url, "status": answer.status, "headers": dict(answer.headers), "now": now.isoformat()}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(PROJECT_DIR), os.environ.get("PYTHONPATH"))))}
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "orchestration.feeds.feed_process"],
            input=json.dumps(head).encode() + b"\n" + answer.body,
            capture_output=True,
            env=environment,
            timeout=seconds,
        )
        found = json.loads(finished.stdout)
    except subprocess.TimeoutExpired as error:
        raise FetchFailed("not_a_feed", f"takes more than {seconds:g} seconds to read", status=answer.status) from error
    except ValueError as error:
        told = finished.stderr.decode("utf-8", "replace").strip().splitlines()
        raise FetchFailed("not_a_feed", f"the reader ended: {told[-1] if told else finished.returncode}") from error
    if isinstance(found, str):
        raise FetchFailed("not_a_feed", found, status=answer.status)
    return [Entry(**entry) for entry in found]


def main() -> None:
    """Read an answer from the standard input; write its entries, or what is wrong with it, as JSON."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    head = json.loads(sys.stdin.buffer.readline())
    answer = Answer(head["url"], head["status"], head["headers"], sys.stdin.buffer.read())
    try:
        found: object = [asdict(entry) for entry in read_feed(answer, datetime.fromisoformat(head["now"]))]
    except FetchFailed as failure:
        found = failure.detail
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
