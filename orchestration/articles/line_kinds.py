"""Lines of a news text that are not the story: slugs, bylines, outlet lines, credits, notes to editors.

Each test looks at one line (or one paragraph for credits) already folded to single spaces. Forms are those of agency
wires (keyword slugs, `^...<` and `^...=` markup), newspaper pages and saved mails.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from orchestration.articles.characters import word_set
from orchestration.articles.month_names import MONTHS
from orchestration.articles.publication_dates import ZONE_HOURS, find_printed_date, parse_publication_time, zone_of

MAX_LINE_CHARACTERS = 160
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
SLUGS = (
    re.compile(r"[a-z]{1,3}\d{3,5}\s+\S.{0,100}"),
    re.compile(
        rf"[A-Z0-9]+(?:[-/][A-Z0-9]+)+(?:,?\s(?:{ORDINAL}\s)?(?:Lead|Ld|Add|Take|Writethru|Sub)(?:-\w+)?"
        rf"|,?\s\((?:UPDATE|WRAPUP|CORRECTED|REFILE|PICTURE|TV|URGENT)[ \d,A-Z]*\))*\.{{0,2}}"
    ),
)
TIME_SLUG = re.compile(
    r"[a-zA-Z]{2,5}(?:-[a-zA-Z]{2,5})*-(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>\d{2}|\d{4})"
    r"\s(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>" + "|".join(ZONE_HOURS) + r")"
)
NOTE = re.compile(
    r"(?:Eds|Editors|EDITORS['’]? NOTE|Note to editors)\s?:.*|\((?:Adds|Updates|Recasts|Corrects|Releads|Refiles)\b[^()]*\)",
    re.I,
)
END_MARK = re.compile(
    r"[-_=*#~ .]{2,}|-\s?30\s?-|(?:the\s)?ends?[.]?|more to (?:come|follow)[.]?|\(?more\)?|advertisement[s]?", re.I
)
BYLINE = re.compile(r"(?:By|BY|by|Story by|Written by|Words by|Report by|From our correspondent(?:s)?)\b:?\s?(?P<names>.*)")
NAMES_AND_PLACE = re.compile(r"(?=[^a-z]){name}(?:\s{name}){{0,4}}\s(?:in|for|at)\s.*".format(name=r"[A-Z][\w.'’-]{0,30}"))
BYLINE_SMALL_WORDS = word_set(
    "and in of for at the with on de del der di da dos van von al el bin ibn la le du y e staff writer writers "
    "reporter reporters correspondent correspondents editor agencies agency foreign diplomatic defence defense "
    "political africa europe min read"
)
NOT_A_NAME = frozenset(MONTHS) | word_set("monday tuesday wednesday thursday friday saturday sunday")
PUBLICATION_WORDS = word_set(
    "advertiser agency argus broadcasting bulletin chronicle correspondent courier daily digest dispatch echo examiner "
    "express gazette globe guardian herald independent inquirer journal ledger mail media mercury messenger mirror "
    "monitor network news newspaper newswire observer post press radio record register reporter review sentinel "
    "standard star sun telegraph television times tribune tv weekly wire"
)
OUTLET_SPLIT = re.compile(r"\s*[|,•·]\s*|\s+[-–—]\s+")
CREDIT_WORDS = "Reporting|Writing|Editing|Compiled|Written|Edited|Reported|Graphics?|Translated|Translation|Research"
CREDIT = re.compile(
    rf"\(?(?:(?:Additional|Further)\s(?i:{CREDIT_WORDS})|{CREDIT_WORDS})\s(?:for\s[\w ]{{1,40}}\s)?"
    r"(?:and\s(?:writing|editing|reporting)\s)?(?:in\s[\w, ]{1,60}\s)?by\b.*",
    re.DOTALL,
)
CONTRIBUTED = re.compile(r".{0,200}\bcontributed\s(?:to\sthis\s(?:report|story|article)|reporting)\b.{0,80}", re.DOTALL)
RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b).{0,200}|all rights reserved\b.{0,120}", re.I | re.DOTALL)
PROMPT = re.compile(
    r"(?:read (?:more|also|next)|see also|related|our standards|click here|sign up|subscribe|follow us|share this|watch"
    r"|printed from|permalink|short ?link|original (?:article|link))\b\s?:.{0,200}"
    r"|(?:click here|sign up (?:for|to)|subscribe to|follow us on)\b.{0,200}",
    re.I | re.DOTALL,
)
UPDATE = re.compile(
    r"(?:^|[.,;|·•(–—-]\s*|\s)(?:last\s+)?(?:updated|modified|edited|revised)\b\s*(?:on|at)?\s*:?\s*(?P<when>.+)$", re.I
)
FIELDS = {
    "title": "headline", "headline": "headline",
    "source": "outlet", "outlet": "outlet", "publisher": "outlet", "publication": "outlet",
    "url": "url", "link": "url", "canonical": "url",
    "date": "date", "published": "date", "published at": "date", "published on": "date", "publication date": "date",
    "author": "byline", "authors": "byline", "byline": "byline",
    "updated": "modified", "last updated": "modified", "modified": "modified", "language": "ignored", "section": "ignored",
}  # fmt: skip
FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{1,18}?)\s?:\s+(?P<value>\S.*)")


@dataclass(frozen=True)
class OutletLine:
    """A line that names the publisher or says when it published or changed the story; what it does not say is None."""

    name: str | None
    at: datetime | None
    modified_at: datetime | None = None


def is_slug(line: str) -> bool:
    """Keyword and number lines of a wire (`w0231 ssw-ua-callup 10-30 0298`, `BC-UKRAINE-CALL-UP, 2nd Lead`)."""
    return len(line) <= MAX_LINE_CHARACTERS and any(pattern.fullmatch(line) for pattern in SLUGS)


def time_of_slug(line: str) -> datetime | None:
    """The filing time (UTC) of a wire's last line, `ssw-10-30-24 0412GMT`: month, day, year, clock, zone."""
    match = TIME_SLUG.fullmatch(line) if len(line) <= MAX_LINE_CHARACTERS else None
    if not match:
        return None
    month, day = int(match["month"]), int(match["day"])
    if month > 12:
        month, day = day, month
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    try:
        at = datetime(int(year), month, day, int(match["hour"]), int(match["minute"]), tzinfo=zone_of(match["zone"]))
    except ValueError:
        return None
    return at.astimezone(UTC)


def is_note(line: str) -> bool:
    """A note to editors, as `Eds: UPDATES throughout` or `(Adds quotes)`."""
    return NOTE.fullmatch(line) is not None


def is_end_mark(line: str) -> bool:
    """A rule, `-30-`, `ENDS`, `Advertisement` on a line of its own."""
    return len(line) <= 60 and END_MARK.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """`By A. Writer in Town`, `A. Writer in Town | 16 January 2025`; not `By Monday, the rebels had left.`"""
    if len(line) > MAX_LINE_CHARACTERS or (line[-1:] in "?!;:" and line):
        return False
    match = BYLINE.fullmatch(line)
    if match:
        return _is_list_of_names(match["names"])
    return bool(find_printed_date(line)) and NAMES_AND_PLACE.fullmatch(line) is not None and "|" in line


def read_outlet_line(line: str) -> OutletLine | None:
    """Name and date of a line that holds nothing else: `Outlet | 29 October 2024`, `Outlet`, `Published: Oct 30, 2024`."""
    if len(line) > 100 or line[-1:] in "?!":
        return None
    line, modified_at = _split_update(line)
    if modified_at and not line:
        return OutletLine(None, None, modified_at)
    date = find_printed_date(line)
    rest = line
    if date:
        rest = f"{line[: date.start]} | {line[date.end :]}"
        before, by, names = rest.partition(" by ")
        rest = before if by and _is_list_of_names(names) else rest
        rest = re.sub(r"\b(?:published|posted|updated|last|modified|filed|on|at|date|GMT|UTC)\b\s?:?", "", rest, flags=re.I)
    name, *others = [part for part in OUTLET_SPLIT.split(rest.strip(" |,.:;()-–—")) if part.strip(" |,.:;()")] or [""]
    if not name:
        return OutletLine(None, date.at, modified_at) if date else None
    words = name.split()
    is_name = len(words) <= 5 and name[:1].isupper() and all(w[:1].isupper() or w in ("of", "the", "and", "&") for w in words)
    if not is_name or len(" ".join(others).split()) > 5 or line.endswith("."):
        return None
    has_publication_word = any(word.lower().strip(".'’") in PUBLICATION_WORDS for word in words)
    # `Islamabad, 14 March 2025` says where a statement was made and names no outlet.
    if date and len(words) == 1 and not has_publication_word and line[len(name) :].startswith(", ") and name != name.upper():
        return OutletLine(None, date.at, modified_at)
    return OutletLine(name, date.at if date else None, modified_at) if date or has_publication_word else None


def is_credit(paragraph: str) -> bool:
    """Credits, rights and prompts that close a story: `(Reporting by A; editing by B)`, `Compiled by C.`, `Read more: ...`."""
    if len(paragraph) > 600:
        return False
    # All but this begin with a word of theirs, which is found missing at once.
    patterns = (CREDIT, RIGHTS, PROMPT, CONTRIBUTED) if "contributed" in paragraph else (CREDIT, RIGHTS, PROMPT)
    return any(pattern.fullmatch(paragraph) for pattern in patterns)


def read_field(line: str) -> tuple[str, str] | None:
    """Kind (headline, outlet, url, date, modified, byline, ignored) and value of a `Key: value` line above a saved article."""
    match = FIELD.fullmatch(line) if len(line) <= 400 else None
    if not match:
        return None
    kind = FIELDS.get(match["key"].lower())
    if kind is None or (kind in ("date", "modified") and parse_publication_time(match["value"]) is None):
        return None
    return kind, match["value"]


def _split_update(line: str) -> tuple[str, datetime | None]:
    """The line without its `Updated: 3 May 2025, 10:30`, and that time; the line as it is where it has none."""
    match = UPDATE.search(line)
    date = find_printed_date(match["when"]) if match else None
    if match is None or date is None or (match["when"][: date.start] + match["when"][date.end :]).strip(" .,:;|()"):
        return line, None
    return line[: match.start()].rstrip(" .,:;|·•(–—-"), date.at


def _is_list_of_names(names: str) -> bool:
    words = re.split(r"[\s,|&/;·•–—-]+", names.strip())
    if not any(words) or words[0].lower().strip(".") in NOT_A_NAME or words[0][:1].isdigit():
        return False
    if names.rstrip().endswith(".") and not re.search(r"\b[A-Z]\.$", names.rstrip()):
        return False
    if not words[0][:1].isupper():
        return False
    return all(not word or not word[0].islower() or word in BYLINE_SMALL_WORDS for word in words)
