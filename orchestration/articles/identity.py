"""Keys that depend on content alone, so that the same bytes give the same rows on every machine and in every run."""

import hashlib

from orchestration.articles.canonical_address import canonical_address
from orchestration.articles.metadata import ArticleMetadata

ID_CHARACTERS = 32


def content_sha256(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def article_id(body: str, metadata: ArticleMetadata) -> str:
    """Key of one revision of an article: story text, publisher, day of publication, and canonical address where known.

    The file's name is no part of it, so the same article under another name stays one. The day is, because outlets
    repeat short reports word for word on other days; the address is, because they take back many stories in the same
    words.
    """
    publisher = metadata.source_domain or (metadata.source_name or "").casefold()
    day = metadata.published_at.date().isoformat() if metadata.published_at else ""
    address = canonical_address(metadata.url)
    return _key("article", publisher, day, body, *([address.key] if address else []))


def quarantine_id(landing_file: str, landing_member: int | None, sha256: str, reason_code: str) -> str:
    """Key of a rejection: where it came from, its bytes and the reason."""
    return _key("quarantine", landing_file, "" if landing_member is None else str(landing_member), sha256, reason_code)


def _key(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:ID_CHARACTERS]
