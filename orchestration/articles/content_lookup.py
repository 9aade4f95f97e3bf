"""What the index knows of the bytes of a landing file, for processes that read files."""

import sqlite3
from pathlib import Path

from orchestration.articles.article_index import moment
from orchestration.articles.article_rows import Said
from orchestration.quarantine import INGEST


class ContentLookup:
    """What was said about the articles of a file's bytes; sees what is committed."""

    def __init__(self, path: Path, retried: frozenset[str]) -> None:
        """`retried` are the landing files that are to be read anew whatever is known of them."""
        self._path = path
        self.retried = retried
        self._connection: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[type["ContentLookup"], tuple[Path, frozenset[str]]]:
        """Another process opens the index by itself."""
        return ContentLookup, (self._path, self.retried)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __call__(self, name: str, sha256: str) -> list[Said] | None:
        """None for a file that was refused as a whole; nothing for bytes that are new."""
        if name in self.retried:
            return []
        if self._connection is None:
            self._connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)
        refused = (
            "select 1 from refusals where landing_file = ? and content_sha256 = ? and stage = ? and landing_member is null"
        )
        if self._connection.execute(refused, [name, sha256, INGEST]).fetchone():
            return None
        known = "select source_name, url, published_at, withdrawal_word from articles where content_sha256 = ?"
        rows = self._connection.execute(known, [sha256]).fetchall()
        # Whether the file or the sidecar said so, and says so still, is found by reading both.
        if any(word for *_, word in rows):
            return []
        return [Said(source, url, moment(at) if at is not None else None) for source, url, at, _ in rows]
