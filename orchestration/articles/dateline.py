"""The dateline: the words before the first sentence that say where, when and for whom a report was filed.

Known forms, with `-`, `–`, `—`, `--` or (after a place in capitals) `:` as the end:
`KYIV, Oct 30 (Agency) - `, `BEIRUT (AP) — `, `GAZA CITY, Gaza Strip — `, `PARIS/BERLIN — `, `Nairobi, 25 June (Agency) – `,
`Kyiv (Ukraine) (Agency) – `, `MOSCOW, October 30. /AGENCY/. `, `(Nairobi) – `, `(Kabul, 5 September 2025) `.
A place that is not in capitals counts only together with a date or an agency, because sentences may begin so too.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from orchestration.articles.characters import word_set
from orchestration.articles.publication_dates import DAY, MONTH, WEEKDAY, YEAR, find_printed_date

LETTER = r"[^\W\d_]"
CAPITAL_WORD = rf"(?:(?=[^a-zß-öø-ÿ\s,:]*{LETTER}{{2}})[^a-zß-öø-ÿ\s,:(–—]{{2,30}}|DE|EL|AL|LA)"
CAPITAL_PLACE = rf"{CAPITAL_WORD}(?:\s{CAPITAL_WORD}){{0,5}}"
NAME_WORD = rf"(?!\d){LETTER}[\w.'’-]{{0,30}}"
NAME_PLACE = rf"(?=[^a-z]){NAME_WORD}(?:\s{NAME_WORD}){{0,3}}"
DATE = (
    rf"(?:{WEEKDAY}\s+)?(?:{DAY}\s+{MONTH}|{MONTH.replace('month', 'month2')}\s+{DAY.replace('day', 'day2')})(?:,?\s+{YEAR})?"
)
AGENCY = r"\((?P<agency>[^()a-z][^()]{1,39})\)"
# What follows must begin a sentence: `NATO - the alliance - said` has no dateline.
SENTENCE_BEGIN = r"(?=[^a-zß-öø-ÿ\s])"
END = rf"(?:\s+(?:--?|–)\s+|\s*—\s*){SENTENCE_BEGIN}"
# A country in brackets only where the agency follows in brackets of its own: `BEIRUT (AP)` names no country.
MORE = rf"(?:,\s{NAME_PLACE}|\s\({NAME_PLACE}\)(?=,?\s\())?"
FOR_WHOM = rf"(?:,?\s*{AGENCY})?"
SLASHED = r"\.\s*/(?P<slashed>[^/]{2,40})/\.?\s+"
# One of these stands in every end of a dateline; most paragraphs begin without one.
MARKS_OF_END = re.compile(r"[-–—:/)]")
CAPITALS = re.compile(
    rf"(?P<place>{CAPITAL_PLACE}{MORE})\.?(?:,?\s+(?P<date>(?i:{DATE})))?"
    rf"(?:{FOR_WHOM}(?:{END}|(?P<colon>:)\s+{SENTENCE_BEGIN})|{SLASHED})"
)
NAMES = re.compile(rf"(?P<place>{NAME_PLACE}{MORE})(?:,\s+(?P<date>(?i:{DATE})))?{FOR_WHOM}{END}")
# Rights groups and aid agencies put the whole dateline into brackets; without a dash behind it a date must stand there.
BRACKETED = re.compile(
    rf"\((?P<place>{NAME_PLACE}(?:[,/]\s?{NAME_PLACE})?)(?:,\s+(?P<date>(?i:{DATE})))?\)"
    rf"(?P<dash>\s*(?:--?|–|—))?\s*{SENTENCE_BEGIN}"
)
# What stands in such brackets and is an agency.
AGENCIES = word_set(
    "Reuters AP AFP Bloomberg UPI Xinhua TASS Interfax ANI PTI IANS EFE DPA ANSA CNN BBC KUNA SANA IRNA Anadolu"
)
# Words in capitals before a colon or dash that label a report and name no place.
LABELS = word_set(
    "ADVISORY ALERT ANALYSIS BREAKING BRIEF CLARIFICATION COLUMN COMMENT CORRECTED CORRECTION DEVELOPING EDITORIAL "
    "EXCLUSIVE EXPLAINER FACTBOX FEATURE FLASH INTERVIEW JUST LIVE NEW NEWS NOTE OPINION PHOTO PHOTOS REFILE TIMELINE "
    "UPDATE UPDATED UPDATES URGENT VIDEO WATCH WRAPUP"
)
MAX_DATELINE_CHARACTERS = 120


@dataclass(frozen=True)
class Dateline:
    """`place` as printed; `at` the day (UTC midnight) where the year stands there too; `end` where the sentence begins."""

    place: str
    at: datetime | None
    agency: str | None
    end: int


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph (already on one line), or None."""
    head = paragraph[:MAX_DATELINE_CHARACTERS]
    if not MARKS_OF_END.search(head):
        return None
    if head.startswith("("):
        return _bracketed(head)
    match = CAPITALS.match(head)
    if match and not _is_place_in_capitals(match):
        return None
    if not match:
        match = NAMES.match(head)
        if not match or not (match["date"] or match["agency"]):
            return None
    date = find_printed_date(match["date"]) if match["date"] else None
    agency = match["agency"] or match.groupdict().get("slashed")
    place = match["place"]
    place = place.rstrip(".") if place.count(".") == 1 else place
    return Dateline(place=place, at=date.at if date else None, agency=agency, end=match.end())


def _bracketed(head: str) -> Dateline | None:
    match = BRACKETED.match(head)
    if not match or not (match["dash"] or match["date"]):
        return None
    words = match["place"].split()
    if words[0] in AGENCIES or not (words[0][0].isupper() and words[-1][0].isupper()):  # "(Adds quote) - "
        return None
    date = find_printed_date(match["date"]) if match["date"] else None
    return Dateline(place=match["place"], at=date.at if date else None, agency=None, end=match.end())


def _is_place_in_capitals(match: re.Match[str]) -> bool:
    place = match["place"]
    first_part = place.split(",")[0]
    if first_part != first_part.upper() or any(word in LABELS for word in re.findall(r"\w+", first_part)):
        return False
    if match["date"] or match["agency"] or match["slashed"]:
        return True
    letters = sum(character.isalpha() for character in first_part)
    return letters >= (4 if match["colon"] else 3) and not any(character.isdigit() for character in first_part)
