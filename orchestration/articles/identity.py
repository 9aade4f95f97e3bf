"""Keys that depend on content alone, so that the same bytes give the same rows on every machine and in every run."""

import hashlib

from orchestration.articles.metadata import ArticleMetadata

ID_CHARACTERS = 32


def content_sha256(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def article_id(body: str, metadata: ArticleMetadata) -> str:
    """Key of an article: story text, publisher and day of publication.

    The file's name is no part of it, so the same article under another name stays one. The day is, because outlets
    repeat short reports word for word on other days.
    """
    publisher = metadata.source_domain or (metadata.source_name or "").casefold()
    day = metadata.published_at.date().isoformat() if metadata.published_at else ""
    return _key("article", publisher, day, body)


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
