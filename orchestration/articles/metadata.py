"""What is known of an article beside its text: outlet, address, time of publication, each from its best origin.

A sidecar `NAME.meta.json` lies next to `NAME.txt` (or is called `NAME.txt.meta.json`) and holds `source`, `url`,
`published_at`, `id`, any of them null, and where the article was taken back `retracted: true` or a `status` such as
`withdrawn`; it outweighs what the file says. For the time the order is: sidecar or JSON field (`metadata`), page (`html`),
address (`url`), printed date (`dateline`), the making of the copy (`capture`).
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from orchestration.articles.characters import one_line
from orchestration.articles.encodings import decode
from orchestration.articles.publication_dates import MONTHS, parse_publication_time
from orchestration.articles.retraction import publisher_article_id, withdrawal_word
from orchestration.articles.story import MAX_FIELD_CHARACTERS, Publication, Refusal, Story

SIDECAR_SUFFIX = ".meta.json"
MAX_SIDECAR_BYTES = 1_000_000
URL_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-]?(?P<month>\d{1,2}|[a-z]{3})[/-]?(?P<day>\d{1,2})(?=[/_.-]|$)", re.I)
# Parameters that say from where a reader came and not which page it is.
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|cmpid|ref|ref_src|smid|igshid)", re.I)


@dataclass(frozen=True)
class Sidecar:
    """What a sidecar file says; all None where there is none."""

    source_name: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    publisher_article_id: str | None = None
    withdrawal_word: str | None = None


@dataclass(frozen=True)
class ArticleMetadata:
    """The settled metadata of one article, as columns of `raw.articles`."""

    title: str | None
    byline: str | None
    source_name: str | None
    source_domain: str | None
    url: str | None
    published_at: datetime | None
    published_at_origin: str
    publisher_article_id: str | None = None
    withdrawal_word: str | None = None


def read_sidecar(data: bytes) -> Sidecar:
    """Raises Refusal (`broken_json`, `too_large`, or an encoding's) when the sidecar cannot be read."""
    if len(data) > MAX_SIDECAR_BYTES:
        raise Refusal("too_large", f"a sidecar of {len(data)} bytes; at most {MAX_SIDECAR_BYTES} are read")
    try:
        found = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Refusal("broken_json", f"the sidecar cannot be parsed: {error}") from error
    if not isinstance(found, dict):
        raise Refusal(
            "broken_json", 'the sidecar is no object; it needs the form {"source": ..., "url": ..., "published_at": ...}'
        )
    source, url = found.get("source"), found.get("url")
    if isinstance(source, dict):
        source = source.get("name")
    return Sidecar(
        source_name=_field(source),
        url=canonical_url(url) if isinstance(url, str) else None,
        published_at=parse_publication_time(found.get("published_at")),
        publisher_article_id=publisher_article_id(found),
        withdrawal_word=withdrawal_word(found),
    )


def is_sidecar(path: Path) -> bool:
    """Whether the file is a sidecar by its name."""
    return path.name.lower().endswith(SIDECAR_SUFFIX)


def sidecar_names(name: str) -> tuple[str, str]:
    """The names under which the sidecar of a landing file may lie beside it, the more particular first."""
    return f"{name}{SIDECAR_SUFFIX}", f"{Path(name).stem}{SIDECAR_SUFFIX}"


def settle_metadata(story: Story, sidecar: Sidecar) -> ArticleMetadata:
    """One value for each field, from the best origin that has one."""
    url = sidecar.url or (canonical_url(story.url) if story.url else None)
    if url is None and story.text.url:
        url = canonical_url(story.text.url)
    publication = _first_publication(story, sidecar, url)
    return ArticleMetadata(
        title=_field(story.title) or story.text.headline,
        byline=_field(story.byline) or story.text.byline,
        source_name=sidecar.source_name or _field(story.source_name) or story.text.outlet,
        source_domain=domain_of(url),
        url=url,
        published_at=publication.at if publication else None,
        published_at_origin=publication.origin if publication else "none",
        publisher_article_id=sidecar.publisher_article_id or story.publisher_article_id,
        withdrawal_word=sidecar.withdrawal_word or story.withdrawal_word,
    )


def canonical_url(url: str) -> str | None:
    """The address without fragment and tracking parameters, scheme and host in small letters; None if it is no web address."""
    text = one_line(url)
    if not text or len(text) > MAX_FIELD_CHARACTERS or " " in text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    try:
        query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0])])
    except ValueError:
        return None
    address = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme.lower(), f"{address}:{port}" if port else address, parts.path, query, ""))


def domain_of(url: str | None) -> str | None:
    """Host of an address without `www.`."""
    if url is None:
        return None
    host = urlsplit(url).hostname
    return host.removeprefix("www.") if host else None


def day_in_url(url: str) -> datetime | None:
    """The day that many outlets put into the path of an address (`/2024/10/30/`, `-20241030.html`), as UTC midnight."""
    for match in URL_DAY.finditer(urlsplit(url).path):
        month = MONTHS.get(match["month"].lower()) or (int(match["month"]) if match["month"].isdigit() else 0)
        try:
            return datetime(int(match["year"]), month, int(match["day"]), tzinfo=UTC)
        except ValueError:
            continue
    return None


def _first_publication(story: Story, sidecar: Sidecar, url: str | None) -> Publication | None:
    if sidecar.published_at:
        return Publication(sidecar.published_at, "metadata")
    if story.publication:
        return story.publication
    day = day_in_url(url) if url else None
    printed = Publication(day, "url") if day else story.text.publication
    return printed or (Publication(story.captured_at, "capture") if story.captured_at else None)


def _field(value: object) -> str | None:
    text = one_line(value) if isinstance(value, str) else None
    return text[:MAX_FIELD_CHARACTERS] if text else None
