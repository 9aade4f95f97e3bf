"""The contracts of `coded.*`: the coder's output, as found in the text."""

import polars as pl

from orchestration.tables.contract import Column, Table
from orchestration.tables.shared import (
    ARTICLE_ID,
    CHAR_END,
    CHAR_START,
    CODED_AT,
    CODER_VERSION,
    INGEST_DATE,
    PARTICIPANT,
    PLACE_COLUMNS,
    POINT_COLUMNS,
    QUANTITY,
    RUN_ID,
    SENTENCE_INDEX,
    SPEAKER_COLUMNS,
)

CODED_SENTENCES = Table(
    "coded", "sentences", "one sentence of one article", ("article_id", "sentence_index"),
    (
        ARTICLE_ID, SENTENCE_INDEX, CHAR_START, CHAR_END,
        Column("sentence", pl.String, "The sentence, verbatim.", nullable=False),
        Column("is_headline", pl.Boolean, "Whether it is the headline.", nullable=False),
        Column("token_count", pl.Int32, "Number of tokens.", nullable=False),
        INGEST_DATE, CODER_VERSION, CODED_AT, RUN_ID,
    ),
)  # fmt: skip

CODED_EVENT_MENTIONS = Table(
    "coded", "event_mentions", "one coded predicate at one place", ("article_id", "mention_index"),
    (
        ARTICLE_ID, SENTENCE_INDEX,
        Column("mention_index", pl.Int32, "Position of the mention in the article, from 0.", nullable=False),
        CHAR_START, CHAR_END,
        Column("trigger_text", pl.String, "The words that name the event, verbatim.", nullable=False),
        Column("trigger_sense", pl.String, "The row of the trigger dictionary that matched.", nullable=False),
        Column("event_type", pl.String, "PLOVER event, or LEGISLATE.", nullable=False),
        Column("event_mode", pl.String, "PLOVER mode."),
        Column("contexts", pl.List(pl.String), "PLOVER contexts.", nullable=False),
        Column("status", pl.String, "happened, ongoing, claimed, ...: see STATUSES.", nullable=False),
        Column("attribution_text", pl.String, "Whose word it is, verbatim; null for the article's own."),
        Column("attribution_code", pl.String, "Code of the one whose word it is."),
        Column("attribution_actor_key", pl.String, "The dictionary's actor of the attribution."),
        Column("place_text", pl.String, "Place of the event, verbatim."),
        Column("place_relation", pl.String, "in, near, toward or from."),
        Column("place_precision", pl.String, "exact, near, admin1, region or country."),
        *PLACE_COLUMNS,
        *POINT_COLUMNS,
        Column("date_text", pl.String, "Time of the event, verbatim."),
        Column("event_date_edtf", pl.String, "Time of the event, EDTF."),
        Column("date_start", pl.String, "First part of the interval as far as known (`2024-08`)."),
        Column("date_end", pl.String, "Last part of the interval as far as known."),
        Column("date_precision", pl.String, "day, week, month, season, year, open or unknown.", nullable=False),
        Column("confidence", pl.Float64, "Between 0 and 1.", nullable=False),
        Column("participants", pl.List(PARTICIPANT), "Actors and recipients.", nullable=False),
        Column("quantities", pl.List(QUANTITY), "Numbers that the predicate is measured by.", nullable=False),
        INGEST_DATE, CODER_VERSION, CODED_AT, RUN_ID,
    ),
)  # fmt: skip

CODED_STATEMENTS = Table(
    "coded", "statements", "one attributed statement", ("article_id", "cue_char_start", "content_char_start"),
    (ARTICLE_ID, SENTENCE_INDEX, *SPEAKER_COLUMNS, INGEST_DATE, CODER_VERSION, CODED_AT, RUN_ID),
)  # fmt: skip

CODED_PLACE_MENTIONS = Table(
    "coded", "place_mentions", "one place name in one article", ("article_id", "char_start", "char_end"),
    (
        ARTICLE_ID, SENTENCE_INDEX, CHAR_START, CHAR_END,
        Column("place_text", pl.String, "The name as it stands.", nullable=False),
        Column("kind", pl.String, "literal, metonym, adjective or common.", nullable=False),
        *PLACE_COLUMNS,
        *POINT_COLUMNS,
        Column("precision", pl.String, "exact, admin1, region or country."),
        Column("relation", pl.String, "in, near, toward or from.", nullable=False),
        Column("bearing", pl.String, "Compass point from the place, where given."),
        Column("distance_km", pl.Float64, "Distance from the place in km, where given."),
        Column("is_resolved", pl.Boolean, "Whether a place was found for the name.", nullable=False),
        Column("confidence", pl.Float64, "Between 0 and 1.", nullable=False),
        INGEST_DATE, CODER_VERSION, CODED_AT, RUN_ID,
    ),
)  # fmt: skip

CODED_TIME_MENTIONS = Table(
    "coded", "time_mentions", "one time expression in one article", ("article_id", "char_start", "char_end"),
    (
        ARTICLE_ID, SENTENCE_INDEX, CHAR_START, CHAR_END,
        Column("time_text", pl.String, "The expression as it stands.", nullable=False),
        Column("timex_type", pl.String, "DATE, TIME, DURATION or SET.", nullable=False),
        Column("value_timex", pl.String, "TIMEX3 value."),
        Column("value_edtf", pl.String, "EDTF."),
        Column("date_start", pl.String, "First part of the interval as far as known."),
        Column("date_end", pl.String, "Last part of the interval as far as known."),
        Column("precision", pl.String, "day, week, month, season, year, open or unknown.", nullable=False),
        Column("evidence", pl.String, "What the date was taken from: published, text, dateline, none.", nullable=False),
        INGEST_DATE, CODER_VERSION, CODED_AT, RUN_ID,
    ),
)  # fmt: skip

CODED_TABLES = (CODED_SENTENCES, CODED_EVENT_MENTIONS, CODED_STATEMENTS, CODED_PLACE_MENTIONS, CODED_TIME_MENTIONS)
