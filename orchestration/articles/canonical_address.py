"""The address by which an article is known, however a reader came to it: what two revisions of one article share.

Unlike `metadata.canonical_url`, which a person can open, this is a key: without scheme, `www.`, tracking parameters, the
variants for phones and AMP, index files and trailing slashes.
"""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from orchestration.articles.characters import one_line, word_set
from orchestration.articles.story import MAX_FIELD_CHARACTERS

DEFAULT_PORTS = {"http": 80, "https": 443}
VARIANT_HOSTS = re.compile(r"^(?:www\d{0,2}|m|mobile|amp|mobil|wap)\.(?=[^.]+\.[^.]+)")
# AMP caches carry the publisher's address in their path: `/c/s/example.org/story`, `s` for https.
AMP_CACHES = re.compile(r"^(?:[\w-]+\.cdn\.ampproject\.org|(?:www\.)?google\.[a-z.]{2,6}|(?:www\.)?bing-amp\.com)$")
AMP_CACHE_PATH = re.compile(r"^/(?:c|v|i|amp)/(?:s/)?(?P<address>[^/]+\.[^/]+/.*)$")
AMP_ENDING = re.compile(r"[./]amp(?:\.html?)?$", re.I)
INDEX_FILE = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp)$", re.I)
SESSION = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?]*", re.I)
# Parameters that say from where a reader came, or how the page is shown, and not which page it is.
IGNORED_PARAMETERS = re.compile(
    r"utm_\w*|pk_\w+|mtm_\w+|at_\w+|hsa_\w+|fb_\w+|guce_\w+|_hs\w+|mc_[ce]id|fbclid|gclid|dclid|gclsrc|[gw]braid|msclkid|"
    r"twclid|yclid|igshid|igsh|ocid|ncid|cmp|cmpid|icid|ito|rss|ref|ref_src|ref_url|referrer|referer|source|src|smid|smtyp|"
    r"share|shared|via|ftag|feedtype|feedname|amp|outputtype|print|printable|sessionid|phpsessid|_ga|_gl|mkt_tok|spm|taid|"
    r"guccounter",
    re.I,
)
# Pages that list articles, by the first part of the path and by the parts of which the whole path is made.
LIST_WORDS = word_set(
    "tag tags topic topics category categories section sections author authors contributor contributors profile search "
    "archive archives hub feed feeds rss sitemap newsletters page"
)
SECTION_WORDS = word_set(
    "news world home index latest live video videos opinion opinions business politics sport sports culture science "
    "technology tech health international national local asia africa europe americas america middle-east middleeast "
    "mideast uk us usa en english fr de es ru ar uk-news us-news world-news top-stories breaking breaking-news "
    "todays-paper war conflict security defense defence economy markets africa-news live-updates stories articles article"
)
HYPHENS_OF_A_HEADLINE = 2
DIGITS_OF_A_NUMBER = 4
PAGE_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|jsp|cms|ece)$", re.I)


@dataclass(frozen=True)
class CanonicalAddress:
    """`key` is host, path and what is left of the query. `is_particular`: it names one story by a headline, number or date.

    Under an address that is not, such as `/live`, one story after the other may stand.
    """

    key: str
    is_particular: bool


@dataclass(frozen=True)
class WebAddress:
    """An address of the web in its parts; `scheme` and `host` in small letters, `port` None where none is written."""

    scheme: str
    host: str
    port: int | None
    parts: SplitResult


def web_address(url: str | None) -> WebAddress | None:
    """The parts of an address; None where it is none of http or https, or holds what no address does."""
    text = one_line(url)
    if not text or len(text) > MAX_FIELD_CHARACTERS or " " in text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    return WebAddress(scheme, host, port, parts) if scheme in DEFAULT_PORTS and host else None


def canonical_address(url: str | None) -> CanonicalAddress | None:
    """The address as a key; None where it is no web address, or that of a front page, a section, a list or a search."""
    found = web_address(url)
    if found is None:
        return None
    parts = found.parts
    cached = AMP_CACHE_PATH.match(parts.path) if AMP_CACHES.match(found.host) else None
    if cached:
        return canonical_address(f"https://{cached['address']}{'?' + parts.query if parts.query else ''}")
    path = _canonical_path(parts.path)
    query = _canonical_query(parts.query)
    if _is_list(path) and not query:
        return None
    address = _canonical_host(found.host) + (f":{found.port}" if found.port not in (None, *DEFAULT_PORTS.values()) else "")
    return CanonicalAddress(f"{address}{path}{'?' + query if query else ''}", _is_particular(path, query))


def _canonical_host(host: str) -> str:
    try:
        ascii_host = host.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        ascii_host = host.rstrip(".")
    while (shorter := VARIANT_HOSTS.sub("", ascii_host)) != ascii_host:
        ascii_host = shorter
    return f"[{ascii_host}]" if ":" in ascii_host else ascii_host


def _canonical_path(path: str) -> str:
    """Escapes written alike, dots resolved, doubled and trailing slashes, index files and AMP marks gone; `` for the root."""
    written = quote(unquote_to_bytes(SESSION.sub("", path).encode("utf-8", "surrogatepass")), safe="/:@!$&'()*+,;=~-._")
    resolved = posixpath.normpath(f"/{written.lstrip('/')}")
    while True:
        shorter = AMP_ENDING.sub("", INDEX_FILE.sub("", resolved)).rstrip("/")
        if shorter.lower().startswith("/amp/"):
            shorter = shorter[len("/amp") :]
        if shorter == resolved:
            return resolved
        resolved = shorter


def _canonical_query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True)
    except ValueError:
        return ""
    kept = [(name, value) for name, value in pairs if not IGNORED_PARAMETERS.fullmatch(name) and value]
    return urlencode(sorted(kept), errors="surrogatepass")


def _is_list(path: str) -> bool:
    segments = [segment for segment in path.lower().split("/") if segment]
    return not segments or segments[0] in LIST_WORDS or all(PAGE_ENDING.sub("", part) in SECTION_WORDS for part in segments)


def _is_particular(path: str, query: str) -> bool:
    last = path.rpartition("/")[2]
    return bool(
        len(re.findall(r"[-_]", last)) >= HYPHENS_OF_A_HEADLINE
        or sum(character.isdigit() for character in path + query) >= DIGITS_OF_A_NUMBER
        or PAGE_ENDING.search(last)
    )
