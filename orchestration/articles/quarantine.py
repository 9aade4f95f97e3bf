"""Rows of `raw.quarantine`: what was refused, why, and enough of its bytes to recognize it."""

from datetime import datetime
from typing import Any

from orchestration.articles.identity import quarantine_id
from orchestration.articles.landing import FileBytes
from orchestration.articles.story import Refusal

FIRST_BYTES = 200
MAX_DETAIL_CHARACTERS = 500


def show_bytes(data: bytes) -> str:
    """The first 200 bytes as ASCII, everything unprintable escaped."""
    return "".join(chr(byte) if 0x20 <= byte < 0x7F and byte != 0x5C else f"\\x{byte:02x}" for byte in data[:FIRST_BYTES])


def quarantine_row(
    refusal: Refusal,
    *,
    stage: str,
    landing_file: str,
    landing_member: int | None,
    found: FileBytes,
    ingested_at: datetime,
    run_id: str,
    article_id: str | None = None,
) -> dict[str, Any]:
    """One row for a refused file, member of a file (`found` holds its own bytes) or article."""
    return {
        "quarantine_id": quarantine_id(landing_file, landing_member, found.sha256, refusal.reason_code),
        "reason_code": refusal.reason_code,
        "detail": refusal.detail.encode("utf-8", "backslashreplace").decode("utf-8")[:MAX_DETAIL_CHARACTERS],
        "landing_file": landing_file,
        "landing_member": landing_member,
        "article_id": article_id,
        "content_sha256": found.sha256,
        "byte_count": found.byte_count,
        "first_bytes": show_bytes(found.data),
        "stage": stage,
        "ingest_date": ingested_at.date(),
        "quarantined_at": ingested_at,
        "run_id": run_id,
    }
