"""How a story is known and taken back: its publisher's id, the word of a field (`status: withdrawn`), a short notice.

The words of notices are data: `data/reference/retraction_notices.csv`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from orchestration.articles.characters import fold_spaces, word_set
from orchestration.reference.words import read_rows

# Fields that hold true or false, and fields that hold a word: IPTC ninjs and NewsML `pubstatus`, schema.org
# `creativeWorkStatus`, and what feeds and sidecars call it.
TRUTH_FIELDS = ("retracted", "is_retracted", "isRetracted", "withdrawn", "is_withdrawn", "killed", "unpublished")
WORD_FIELDS = ("status", "publishing_status", "pubstatus", "pubStatus", "creativeWorkStatus", "article_status", "state")
ID_FIELDS = ("id", "guid", "uuid", "article_id", "articleId", "uri", "identifier", "_id")
MAX_ID_CHARACTERS = 200
WITHDRAWN_WORDS = word_set(
    "retracted withdrawn killed kill withheld canceled cancelled removed deleted unpublished spiked retraction withdrawal"
)
# A notice is short; a long text that opens with such words is a story about one.
MAX_NOTICE_WORDS = 250
LEAD_PARAGRAPHS = 2
NOT_IN_WORDS = re.compile(r"[^a-z]+")


@dataclass(frozen=True)
class NoticePhrase:
    """Words by which a notice is known. `place`: headline or lead; `position`: start or anywhere."""

    place: str
    position: str
    phrase: str

    @cached_property
    def folded(self) -> str:
        """The phrase without regard to case."""
        return self.phrase.casefold()

    def is_in(self, text: str) -> bool:
        """Whether the text (on one line) has the phrase in its place, between the borders of words."""
        flags = re.NOFLAG if self.phrase.isupper() else re.IGNORECASE
        before = "^" if self.position == "start" else r"(?<!\w)"
        return re.search(rf"{before}{re.escape(self.phrase)}(?!\w)", text, flags) is not None


def withdrawal_word(fields: Mapping[str, Any]) -> str | None:
    """The word by which the fields of an article, a sidecar or a page's JSON-LD say that it is taken back; None if none does.

    Of `https://schema.org/Withdrawn` the last part counts; `false`, `published` or a status of something else say nothing.
    """
    for name in TRUTH_FIELDS:
        value = fields.get(name)
        if value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes", "1")):
            return name.removeprefix("is_").removeprefix("is").lower()
    for name in WORD_FIELDS:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("value")
        if isinstance(value, str) and len(value) <= 100:
            word = NOT_IN_WORDS.sub("", value.strip().rpartition("/")[2].rpartition(":")[2].lower())
            if word in WITHDRAWN_WORDS:
                return word
    return None


def publisher_article_id(fields: Mapping[str, Any]) -> str | None:
    """The id that the publisher gives the article, one that is no web address; None where the fields hold none."""
    values = (fields.get(name) for name in ID_FIELDS)
    texts = (fold_spaces(str(value)) for value in values if isinstance(value, str | int) and not isinstance(value, bool))
    return next((text for text in texts if text and len(text) <= MAX_ID_CHARACTERS and "://" not in text), None)


def load_notice_phrases(reference_dir: Path) -> tuple[NoticePhrase, ...]:
    """The phrases of `retraction_notices.csv`."""
    rows = read_rows(reference_dir / "retraction_notices.csv")
    return tuple(NoticePhrase(row["place"], row["position"], row["phrase"]) for row in rows)


def retraction_phrase(title: str | None, body: str, headline_char_end: int, phrases: Sequence[NoticePhrase]) -> str | None:
    """The phrase that makes this text a notice of retraction; None for any other text."""
    if len(body.split()) > MAX_NOTICE_WORDS:
        return None
    paragraphs = [fold_spaces(part) for part in body[headline_char_end:].split("\n\n") if part.strip()]
    lead = " ".join(paragraphs[:LEAD_PARAGRAPHS])
    headlines = [fold_spaces(title or ""), fold_spaces(body[:headline_char_end])]
    # A notice of one line has no headline of its own.
    texts = {"headline": [*headlines, *paragraphs[:1]], "lead": [*headlines, lead]}
    folded = "\n".join((*headlines, lead)).casefold()
    possible = (known for known in phrases if known.folded in folded)
    return next((known.phrase for known in possible if any(map(known.is_in, texts[known.place]))), None)
