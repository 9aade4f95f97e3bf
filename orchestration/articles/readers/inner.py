"""What a container holds: files that go through the readers in their turn, and places that cannot be opened."""

from dataclasses import dataclass
from typing import BinaryIO

from orchestration.articles.story import Refusal


@dataclass(frozen=True)
class InnerFile:
    """A file inside an archive or a message, or the reason why it cannot be had.

    `path` is its place inside, `declared` the charset that the container names, `sidecar` the bytes of the
    `NAME.meta.json` beside it.
    """

    path: str
    content: bytes | BinaryIO | Refusal
    declared: str | None = None
    sidecar: bytes | None = None
