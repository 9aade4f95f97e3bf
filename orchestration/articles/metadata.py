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
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from orchestration.articles.canonical_address import web_address
from orchestration.articles.characters import one_line
from orchestration.articles.encodings import decode
from orchestration.articles.language import settle_language
from orchestration.articles.month_names import MONTHS
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.retraction import publisher_article_id, withdrawal_word
from orchestration.articles.story import MAX_FIELD_CHARACTERS, Publication, Refusal, Story

T = TypeVar("T")
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
    """The settled metadata of one article, as columns of `raw.articles`; each `*_origin` is of the list of that name."""

    title: str | None
    title_origin: str
    byline: str | None
    byline_origin: str
    source_name: str | None
    source_name_origin: str
    source_domain: str | None
    url: str | None
    url_origin: str
    published_at: datetime | None
    published_at_origin: str
    modified_at: datetime | None
    modified_at_origin: str
    language: str
    language_origin: str
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
    stem, _, ending = name.rpartition(".")
    return f"{name}{SIDECAR_SUFFIX}", f"{stem if stem and ending else name}{SIDECAR_SUFFIX}"


def settle_metadata(story: Story, sidecar: Sidecar) -> ArticleMetadata:
    """One value for each field, from the best origin that has one."""
    text = story.text
    title, title_origin = _best((_field(story.title), story.origin_of("title")), (text.headline, "text"))
    byline, byline_origin = _best((_field(story.byline), story.origin_of("byline")), (text.byline, "text"))
    source_name, source_name_origin = _best(
        (sidecar.source_name, "metadata"), (_field(story.source_name), story.origin_of("source_name")), (text.outlet, "text")
    )
    url, url_origin = _best(
        (sidecar.url, "metadata"),
        (canonical_url(story.url) if story.url else None, story.origin_of("url")),
        (canonical_url(text.url) if text.url else None, "text"),
    )
    modified_at, modified_at_origin = _best(
        (story.modified_at, story.origin_of("modified_at")), (text.modified_at, "dateline")
    )
    publication = _first_publication(story, sidecar, url)
    if publication is None and modified_at:
        publication = Publication(modified_at, modified_at_origin)
    # A change before the publication is a mistake of the page, or the time of a draft.
    if publication and modified_at and modified_at < publication.at:
        modified_at, modified_at_origin = None, "none"
    language = settle_language(text.body, story.language, story.origin_of("language"))
    return ArticleMetadata(
        title=title,
        title_origin=title_origin,
        byline=byline,
        byline_origin=byline_origin,
        source_name=source_name,
        source_name_origin=source_name_origin,
        source_domain=domain_of(url),
        url=url,
        url_origin=url_origin,
        published_at=publication.at if publication else None,
        published_at_origin=publication.origin if publication else "none",
        modified_at=modified_at,
        modified_at_origin=modified_at_origin,
        language=language.code,
        language_origin=language.origin,
        publisher_article_id=sidecar.publisher_article_id or story.publisher_article_id,
        withdrawal_word=sidecar.withdrawal_word or story.withdrawal_word,
    )


def _best(*found: tuple[T | None, str]) -> tuple[T | None, str]:
    """The first value that there is, with its origin."""
    return next(((value, origin) for value, origin in found if value), (None, "none"))


def canonical_url(url: str) -> str | None:
    """The address without fragment and tracking parameters, scheme and host in small letters; None if it is no web address."""
    found = web_address(url)
    if found is None:
        return None
    try:
        pairs = parse_qsl(found.parts.query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not TRACKING.fullmatch(pair[0])])
    except ValueError:
        return None
    host = f"[{found.host}]" if ":" in found.host else found.host
    return urlunsplit((found.scheme, f"{host}:{found.port}" if found.port else host, found.parts.path, query, ""))


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
