"""Entries to files in the landing folder, each with its sidecar: from there ordinary ingest takes them.

A file's name is a hash of its address and its bytes, so the same text of the same entry is one file however often it is
written. The sidecar is put down first, then the file under a hidden name that is renamed: ingest sees both or nothing.
"""

import codecs
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.articles.metadata import SIDECAR_SUFFIX
from orchestration.feeds.connection import Answer
from orchestration.feeds.entries import CHARSET, Entry
from orchestration.feeds.subscriptions import Subscription
from orchestration.storage import whole_file

FOLDER = "feeds"
NAME_CHARACTERS = 32
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=", re.I)
# Neither iso8859-1, which servers name when nobody told them otherwise, nor Python's codecs that are no charsets.
PAGE_CHARSETS = re.compile(
    r"iso8859-(?!1$)\d+|cp\d+|koi8-\w|mac-\w+|utf-16|utf-32|euc_\w+|shift_jis\w*|gb\w+|big5\w*|johab|tis-620"
)


@dataclass(frozen=True)
class Delivered:
    """What the sidecars say was taken from a feed before."""

    feed_name: str
    entry_key: str
    entry_version: str


def page_file(answer: Answer) -> tuple[bytes, str]:
    """Bytes and ending of a fetched page: as the server sent them, but as UTF-8 where only a header named the charset."""
    ending = ".txt" if answer.content_type == "text/plain" else ".html"
    return _with_header_charset(answer), ending


def entry_file(entry: Entry, feed: Subscription) -> tuple[bytes, str]:
    """Bytes and ending of what the feed itself holds of an entry: one article as JSON."""
    text = f"<div>{entry.text}</div>" if entry.text and entry.is_html else entry.text
    article = {
        "title": entry.title,
        "content": text,
        "url": entry.link,
        "author": entry.author,
        "published_at": entry.published_at,
        "modified_at": entry.modified_at,
        "language": feed.language,
        "source": feed.outlet,
    }
    found = {name: value for name, value in article.items() if value is not None}
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace"), ".json"


def deliver(landing_dir: Path, feed: Subscription, entry: Entry, url: str, content: tuple[bytes, str], at: datetime) -> str:
    """Put the file and its sidecar down, unless they lie there since this day or an earlier one, whose poll was killed.

    Gives the file's path under the landing folder.
    """
    data, ending = content
    digest = hashlib.sha256(url.encode("utf-8", "replace") + b"\0" + data).hexdigest()[:NAME_CHARACTERS]
    name = f"{digest}{ending}"
    folder = landing_dir / FOLDER / feed.name / at.date().isoformat()
    target = max(folder.parent.glob(f"*/{name}"), default=folder / name)
    if not target.exists():
        sidecar: dict[str, Any] = {
            "source": feed.outlet,
            "url": url,
            "published_at": entry.published_at,
            "modified_at": entry.modified_at,
            "language": feed.language,
            "feed": feed.name,
            "fetched_at": at.isoformat(),
            "entry_key": entry.key,
            "entry_version": entry.version,
        }
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(sidecar, ensure_ascii=False, indent=1, sort_keys=True)
        with whole_file(folder / f"{target.name}{SIDECAR_SUFFIX}") as handle:
            handle.write(text.encode("utf-8", "replace"))
        with whole_file(target) as handle:
            handle.write(data)
    return target.relative_to(landing_dir).as_posix()


def delivered(landing_dir: Path) -> Iterator[Delivered]:
    """What lies in the landing folder of feeds, by its sidecars, oldest day first; damaged ones are passed over."""
    for path in sorted((landing_dir / FOLDER).glob(f"*/*/*{SIDECAR_SUFFIX}"), key=lambda path: path.parent.name):
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            found = Delivered(str(said["feed"]), str(said["entry_key"]), str(said["entry_version"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        # A sidecar whose file was not written before the poll was killed stands for nothing.
        if path.with_name(path.name.removesuffix(SIDECAR_SUFFIX)).is_file():
            yield found


def _with_header_charset(answer: Answer) -> bytes:
    declared = CHARSET.search(answer.headers.get("content-type", ""))
    if not declared or META_CHARSET.search(answer.body[:4000]):
        return answer.body
    try:
        name = codecs.lookup(declared.group(1)).name
        answer.body.decode("utf-8")
        return answer.body
    except UnicodeDecodeError:
        pass
    except LookupError:
        return answer.body
    if not PAGE_CHARSETS.fullmatch(name):
        return answer.body
    try:
        return answer.body.decode(name).encode("utf-8")
    except (UnicodeError, LookupError):
        return answer.body
