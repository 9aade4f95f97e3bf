"""The rules of the two borders: articles in, mentions out.

A row rule names rows that may not go on: they go to quarantine and their neighbours pass. A batch rule judges the batch as
a whole: `critical` blocks everything after it, `warning` only tells. Files that cannot be read say nothing against those
that can: they are told and do not block. What blocks is a sign of a fault of ours. Row rules of mentions are those of
`normalize/rules.py`, which sets the rows aside; the suite here judges what is left and how much was set aside. Bounds are
set here and nowhere else; a bound that is moved gets the date and the reason beside it.

Great Expectations takes ten seconds to import, so its expectations are named here and made in `gate.py`.
"""

from dataclasses import dataclass, field
from typing import Any

from orchestration.tables import CODED_LANGUAGES

ROW, BATCH = "row", "batch"
CRITICAL, WARNING = "critical", "warning"
FAILING_SHARE = "failing_share_percent"
UNREAD_SHARE, READER_FAULT_SHARE, UNREAD_FOLDERS = "unread_share_percent", "reader_fault_share_percent", "unread_folders"
STRAY_ROWS = 2


@dataclass(frozen=True)
class Rule:
    """One expectation. `expectation` is the class name in Great Expectations, `arguments` what it is made with.

    scope: row | batch. severity (batch rules): critical | warning. `remedy` is what a person should do when it fails.
    """

    name: str
    meaning: str
    remedy: str
    expectation: str
    arguments: dict[str, Any] = field(default_factory=dict)
    scope: str = ROW
    severity: str = CRITICAL


@dataclass(frozen=True)
class Suite:
    """The rules of one border. `key` names the columns that tell a row apart, `shown` those shown of a failing row."""

    name: str
    table: str
    stage: str
    key: tuple[str, ...]
    shown: tuple[str, ...]
    rules: tuple[Rule, ...]


SHARE_REMEDY = (
    "look at `sitrep quarantine list`; mend the files and try them again with `sitrep quarantine retry`, or take "
    "the rows as lost with `sitrep quarantine accept`; then run `sitrep run`"
)

ARTICLES = Suite(
    name="articles",
    table="raw.articles",
    stage="articles_gate",
    key=("article_id",),
    shown=("landing_file", "title", "published_at"),
    rules=(
        Rule(
            "body_has_words", "The body holds at least two words.", "check the file: its text is missing",
            "ExpectColumnValuesToBeBetween", {"column": "word_count", "min_value": 2},
        ),
        Rule(
            "body_is_readable", "At least half of the body's characters are letters or spaces.",
            "check the file: it looks like a table, code or a damaged encoding",
            "ExpectColumnValuesToBeBetween", {"column": "letter_share", "min_value": 0.5},
        ),
        Rule(
            "body_is_decoded", "At most one character in a hundred is the sign for an undecodable one.",
            "save the file as UTF-8", "ExpectColumnValuesToBeBetween", {"column": "undecoded_share", "max_value": 0.01},
        ),
        Rule(
            "not_from_the_future", "It was published at most two days after it was read.",
            "correct the published date in the file",
            "ExpectColumnValuesToBeBetween", {"column": "days_published_after_ingest", "max_value": 2},
        ),
        Rule(
            "published_since_1900", "It was published in 1900 or later.", "correct the published date in the file",
            "ExpectColumnValuesToBeBetween", {"column": "published_year", "min_value": 1900},
        ),
        Rule(
            "url_is_web_address", "The address, if given, starts with http:// or https://.", "correct the address in the file",
            "ExpectColumnValuesToMatchRegex", {"column": "url", "regex": r"^https?://\S+$"},
        ),
        Rule(
            "headline_inside_body", "The headline ends inside the body.", "report this as a fault of the reader",
            "ExpectColumnPairValuesAToBeGreaterThanB",
            {"column_A": "body_length", "column_B": "headline_char_end", "or_equal": True},
        ),
        Rule(
            "language_is_code", "The language is a code of two or three letters.", "report this as a fault of the reader",
            "ExpectColumnValuesToMatchRegex", {"column": "language", "regex": r"^[a-z]{2,3}$"},
        ),
        Rule(
            "batch_not_empty", "The batch holds at least one article.", "put articles into the landing folder",
            "ExpectTableRowCountToBeBetween", {"min_value": 1}, BATCH,
        ),
        Rule(
            "article_id_unique", "No two articles share a key.", "report this as a fault of the reader",
            "ExpectColumnValuesToBeUnique", {"column": "article_id"}, BATCH,
        ),
        Rule(
            "few_failing_rows", "At most a fifth of the batch breaks a row rule.", SHARE_REMEDY,
            "ExpectColumnMaxToBeBetween", {"column": FAILING_SHARE, "max_value": 20.0}, BATCH,
        ),
        Rule(
            "few_reader_faults", "At most one file in twenty made a reader of ours fail.",
            "report this as a fault of the reader; once it is mended, `sitrep quarantine retry --reason reader_error`; or "
            "take the files as lost with `sitrep quarantine accept --reason reader_error`; then run `sitrep run`",
            "ExpectColumnMaxToBeBetween", {"column": READER_FAULT_SHARE, "max_value": 5.0}, BATCH,
        ),
        Rule(
            "most_files_readable", "At least four in five of what came in could be read.",
            "look at `sitrep quarantine list`; the articles that could be read go on without the others",
            "ExpectColumnMaxToBeBetween", {"column": UNREAD_SHARE, "max_value": 20.0}, BATCH, WARNING,
        ),
        Rule(
            "no_folder_unreadable", "No folder of ten and more files holds nothing that could be read.",
            "look at `sitrep quarantine list`: the source may have changed its format, or its site answers with scripts only",
            "ExpectColumnMaxToBeBetween", {"column": UNREAD_FOLDERS, "max_value": 0}, BATCH, WARNING,
        ),
        Rule(
            "most_have_published_date", "At least half of the articles carry a published date.",
            "give dates in the files: without one, \"on Tuesday\" cannot be dated",
            "ExpectColumnValuesToNotBeNull", {"column": "published_at", "mostly": 0.5}, BATCH, WARNING,
        ),
        Rule(
            "most_have_source", "At least half of the articles name their publisher.",
            "name the publisher in the files: without it, independent sources cannot be counted",
            "ExpectColumnValuesToNotBeNull", {"column": "source_name", "mostly": 0.5}, BATCH, WARNING,
        ),
        Rule(
            "most_in_english", "At least half of the articles are in English, which the coder reads.",
            "articles in other languages are kept but not coded",
            "ExpectColumnValuesToBeInSet",
            {"column": "language", "value_set": list(CODED_LANGUAGES), "mostly": 0.5}, BATCH, WARNING,
        ),
    ),
)  # fmt: skip

MENTIONS = Suite(
    name="mentions",
    table="normalized.event_mentions",
    stage="mentions_gate",
    key=("mention_id",),
    shown=("article_id", "trigger_text", "event_type", "sentence"),
    rules=(
        Rule(
            "trigger_stands_in_body", "The body between the two offsets of a mention is its trigger.",
            "report this as a fault of the coder",
            "ExpectColumnPairValuesToBeEqual", {"column_A": "trigger_text", "column_B": "body_at_span"}, BATCH,
        ),
        Rule(
            "dates_in_order", "No interval ends before it starts.", "report this as a fault of the time rules",
            "ExpectColumnPairValuesAToBeGreaterThanB",
            {
                "column_A": "end_day_number", "column_B": "start_day_number", "or_equal": True,
                "ignore_row_if": "either_value_is_missing",
            },
            BATCH,
        ),
        Rule(
            "mention_id_unique", "No two mentions share a key.", "report this as a fault of the coder",
            "ExpectColumnValuesToBeUnique", {"column": "mention_id"}, BATCH,
        ),
        Rule(
            "few_failing_rows", "At most one row in twenty broke a rule and was set aside.", SHARE_REMEDY,
            "ExpectColumnMaxToBeBetween", {"column": FAILING_SHARE, "max_value": 5.0}, BATCH,
        ),
        Rule(
            "years_plausible", "Nearly all events are dated between 1900 and 2199.", "look at the dates in these sentences",
            "ExpectColumnValuesToBeBetween",
            {"column": "event_year", "min_value": 1900, "max_value": 2199, "mostly": 0.99}, BATCH, WARNING,
        ),
        Rule(
            "some_have_actor", "At least three mentions in ten name an actor.",
            "compare the coder's version with the one before: its parses or dictionaries may be broken",
            "ExpectColumnMeanToBeBetween", {"column": "has_actor", "min_value": 0.3}, BATCH, WARNING,
        ),
        Rule(
            "some_have_place", "At least one mention in five has a place.", "check that the gazetteer is loaded",
            "ExpectColumnValuesToNotBeNull", {"column": "place_id", "mostly": 0.2}, BATCH, WARNING,
        ),
        Rule(
            "statuses_vary", "Not all mentions of a batch of fifty and more have one status.",
            "check the status rules of the coder",
            "ExpectColumnMaxToBeBetween", {"column": "top_status_percent", "max_value": 99.0}, BATCH, WARNING,
        ),
    ),
)  # fmt: skip

SUITES = {suite.name: suite for suite in (ARTICLES, MENTIONS)}
