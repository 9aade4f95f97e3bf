"""What the readers make of a file: stories, and refusals with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from orchestration.tables import PUBLISHED_AT_ORIGINS, QUARANTINE_REASONS

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_TEXT_CHARACTERS = 5_000_000
MAX_BODY_CHARACTERS = 400_000
MAX_WORD_CHARACTERS = 5_000
MAX_ARTICLES_PER_FILE = 100_000
MAX_FIELD_CHARACTERS = 2_000
INNER_PATH_MARK = "!/"


class Refusal(Exception):
    """A file or article that cannot become a row of `raw.articles`. `reason_code` is a key of QUARANTINE_REASONS."""

    def __init__(self, reason_code: str, detail: str) -> None:
        if reason_code not in QUARANTINE_REASONS:
            raise ValueError(f"{reason_code} is no quarantine reason; add it to QUARANTINE_REASONS in orchestration/tables/")
        super().__init__(f"{reason_code}: {detail}")
        self.reason_code = reason_code
        self.detail = detail


def check_length(text: str) -> None:
    """Raises Refusal `too_large` for a text that no story is as long as, before any time goes into reading it."""
    if len(text) > MAX_TEXT_CHARACTERS:
        raise Refusal("too_large", f"a text of {len(text)} characters; at most {MAX_TEXT_CHARACTERS} are read")


@dataclass(frozen=True)
class Publication:
    """A time of publication (UTC) and where it was found: one of PUBLISHED_AT_ORIGINS but `none`."""

    at: datetime
    origin: str

    def __post_init__(self) -> None:
        if self.origin not in PUBLISHED_AT_ORIGINS or self.origin == "none":
            raise ValueError(f"{self.origin} is no origin of a publication time; use one of {PUBLISHED_AT_ORIGINS[:-1]}")


@dataclass(frozen=True)
class StoryText:
    """The story as its readers see it, and what the text says about itself.

    `paragraphs` do not include the headline. `publication` comes from dates printed in the text, so its origin is
    `dateline`.
    """

    headline: str | None
    paragraphs: tuple[str, ...]
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    dateline_place: str | None = None
    publication: Publication | None = None

    @property
    def body(self) -> str:
        """Headline and paragraphs, parted by an empty line."""
        return "\n\n".join([self.headline, *self.paragraphs] if self.headline else self.paragraphs)

    @property
    def headline_char_end(self) -> int:
        """End of the headline inside the body, in code points; 0 where there is none."""
        return len(self.headline) if self.headline else 0


@dataclass(frozen=True)
class Story:
    """One article as a reader found it; `language` is what the file declares, not what the text is.

    `captured_at` is when the copy was made (by a crawler, as a PDF): it dates what nothing else dates. `withdrawal_word`
    is the word by which the file says that the article is taken back.
    """

    text: StoryText
    title: str | None = None
    byline: str | None = None
    source_name: str | None = None
    url: str | None = None
    publication: Publication | None = None
    language: str | None = None
    captured_at: datetime | None = None
    publisher_article_id: str | None = None
    withdrawal_word: str | None = None


@dataclass(frozen=True)
class Member:
    """One place in a landing file: the story there, or why there is none. `data` are the member's own bytes.

    `path` is the place inside an archive or a message (`inner/name.html`), empty elsewhere.
    """

    index: int
    outcome: Story | Refusal
    data: bytes
    path: str = ""

    def place_in(self, landing_file: str) -> str:
        """The landing file and the path inside it, as `archive.zip!/inner/name.html`."""
        return f"{landing_file}{INNER_PATH_MARK}{self.path}" if self.path else landing_file


Members = Iterator[Member]
