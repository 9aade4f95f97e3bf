"""The contracts of `normalized.*`: codes, ids, UTC, SI units, EDTF."""

import polars as pl

from orchestration.tables.contract import TIMESTAMP, Column, Table
from orchestration.tables.raw import RAW_ARTICLES
from orchestration.tables.shared import (
    ARTICLE_ID,
    CHAR_END,
    CHAR_START,
    CODED_AT,
    CODER_VERSION,
    INGEST_DATE,
    PLACE_COLUMNS,
    POINT_COLUMNS,
    RUN_ID,
    SENTENCE_INDEX,
    SPEAKER_COLUMNS,
)

MENTION_ID = Column(
    "mention_id", pl.String, "Key of the mention: a hash of article, span, type, mode and place.", nullable=False
)
INGESTED_AT = Column("ingested_at", TIMESTAMP, "When the article was first read.", nullable=False)
MADE_BY_COLUMNS = (INGEST_DATE, CODER_VERSION, CODED_AT, RUN_ID)

NORMALIZED_ARTICLES = Table(
    "normalized", "articles", "one article of one landing file", ("article_id",),
    (
        *RAW_ARTICLES.columns,
        Column("source_id", pl.String, "Publisher: `name:...` from the printed name, else `domain:...`; null if unknown."),
        Column("is_language_coded", pl.Boolean, "Whether the coder reads the language of the article.", nullable=False),
        Column("sentence_count", pl.Int32, "Sentences that the coder read; null while the article is not coded."),
        Column("mention_count", pl.Int32, "Event mentions that passed the rules; null while the article is not coded."),
        Column("coder_version", pl.String, "Version that coded the article; null while it is not coded."),
        Column("coded_at", TIMESTAMP, "When the article was coded."),
        Column("coded_run_id", pl.String, "The run that coded the article."),
    ),
)  # fmt: skip

NORMALIZED_EVENT_MENTIONS = Table(
    "normalized", "event_mentions", "one coded predicate at one place", ("mention_id",),
    (
        MENTION_ID, ARTICLE_ID, SENTENCE_INDEX,
        Column("mention_index", pl.Int32, "Position of the mention in the article, from 0.", nullable=False),
        Column("sentence", pl.String, "The sentence, verbatim.", nullable=False),
        CHAR_START, CHAR_END,
        Column("trigger_text", pl.String, "The words that name the event, verbatim.", nullable=False),
        Column("trigger_sense", pl.String, "The row of the trigger dictionary that matched.", nullable=False),
        Column("event_type", pl.String, "PLOVER event, or LEGISLATE.", nullable=False),
        Column("event_mode", pl.String, "PLOVER mode."),
        Column("contexts", pl.List(pl.String), "PLOVER contexts.", nullable=False),
        Column("status", pl.String, "happened, ongoing, claimed, ...: see STATUSES.", nullable=False),
        Column("attribution_actor_id", pl.String, "Whose word it is; null for the article's own."),
        Column("attribution_code", pl.String, "Code of the one whose word it is."),
        Column("attribution_text", pl.String, "Whose word it is, verbatim."),
        Column("place_id", pl.String, "Where it happened; null if not said or not resolved."),
        Column("place_text", pl.String, "Place of the event, verbatim."),
        Column("place_relation", pl.String, "in, near, toward or from."),
        Column("place_precision", pl.String, "exact, near, admin1, region or country."),
        *POINT_COLUMNS,
        Column("event_date_start", pl.Date, "First possible day; null if open or unknown."),
        Column("event_date_end", pl.Date, "Last possible day; null if open or unknown."),
        Column("event_date_edtf", pl.String, "Time of the event, EDTF, with as many parts as are known."),
        Column("date_precision", pl.String, "day, week, month, season, year, open or unknown.", nullable=False),
        Column("date_text", pl.String, "Time of the event, verbatim."),
        Column("confidence", pl.Float64, "Between 0 and 1.", nullable=False),
        INGESTED_AT, *MADE_BY_COLUMNS,
    ),
)  # fmt: skip

NORMALIZED_MENTION_ACTORS = Table(
    "normalized", "mention_actors", "one actor in one role of one mention", ("mention_id", "role", "ordinal"),
    (
        MENTION_ID, ARTICLE_ID,
        Column("role", pl.String, "actor or recipient.", nullable=False),
        Column("ordinal", pl.Int32, "Position among the mention's actors of that role, from 0.", nullable=False),
        Column("actor_id", pl.String, "The actor.", nullable=False),
        Column("code", pl.String, "Country and sector (`RUS MIL`); null if unknown."),
        Column("text", pl.String, "The actor, verbatim.", nullable=False),
        Column("char_start", pl.Int32, "First code point of the actor in the body; null if it stands in no one place."),
        Column("char_end", pl.Int32, "End of the actor in the body, exclusive."),
        *MADE_BY_COLUMNS,
    ),
)  # fmt: skip

NORMALIZED_MENTION_QUANTITIES = Table(
    "normalized", "mention_quantities", "one number of one mention", ("quantity_id",),
    (
        Column("quantity_id", pl.String, "Key: a hash of the mention and the number's position.", nullable=False),
        MENTION_ID, ARTICLE_ID,
        Column("ordinal", pl.Int32, "Position among the mention's numbers, from 0.", nullable=False),
        Column("value", pl.Float64, "The number; null for a range or a vague number."),
        Column("low", pl.Float64, "Lower bound; null if open."),
        Column("high", pl.Float64, "Upper bound; null if open."),
        Column("unit", pl.String, "Unit as printed: see UNITS.", nullable=False),
        Column("bound", pl.String, "exact, about, over, ...: see BOUNDS.", nullable=False),
        Column("role", pl.String, "What the number counts: see QUANTITY_ROLES.", nullable=False),
        Column("text", pl.String, "The phrase, verbatim.", nullable=False),
        Column("si_value", pl.Float64, "The number in `si_unit`."),
        Column("si_low", pl.Float64, "Lower bound in `si_unit`."),
        Column("si_high", pl.Float64, "Upper bound in `si_unit`."),
        Column("si_unit", pl.String, "Unit after conversion: miles are km, weeks are days.", nullable=False),
        CHAR_START, CHAR_END, *MADE_BY_COLUMNS,
    ),
)  # fmt: skip

NORMALIZED_STATEMENTS = Table(
    "normalized", "statements", "one attributed statement", ("statement_id",),
    (
        Column("statement_id", pl.String, "Key: a hash of article, cue and content span.", nullable=False),
        ARTICLE_ID, SENTENCE_INDEX,
        Column("speaker_actor_id", pl.String, "The speaker; null if nobody is named."),
        *(column for column in SPEAKER_COLUMNS if column.name != "speaker_actor_key"),
        *MADE_BY_COLUMNS,
    ),
)  # fmt: skip

NORMALIZED_PLACE_MENTIONS = Table(
    "normalized", "place_mentions", "one place name in one article", ("article_id", "char_start", "char_end"),
    (
        ARTICLE_ID, SENTENCE_INDEX, CHAR_START, CHAR_END,
        Column("place_text", pl.String, "The name as it stands.", nullable=False),
        Column("kind", pl.String, "literal, metonym, adjective or common.", nullable=False),
        Column("place_id", pl.String, "The place; null if the name stays unresolved."),
        Column("geonames_id", pl.Int64, "GeoNames id where the place has one."),
        Column("country_code", pl.String, "ISO 3166 alpha-3 of the country."),
        Column("latitude", pl.Float64, "Degrees north, WGS 84; a centroid for anything wider than a town."),
        Column("longitude", pl.Float64, "Degrees east, WGS 84; a centroid for anything wider than a town."),
        *POINT_COLUMNS,
        Column("precision", pl.String, "exact, admin1, region or country."),
        Column("relation", pl.String, "in, near, toward or from.", nullable=False),
        Column("bearing", pl.String, "Compass point from the place, where given."),
        Column("distance_km", pl.Float64, "Distance from the place in km, where given."),
        Column("is_resolved", pl.Boolean, "Whether a place was found for the name.", nullable=False),
        Column("confidence", pl.Float64, "Between 0 and 1.", nullable=False),
        *MADE_BY_COLUMNS,
    ),
)  # fmt: skip

NORMALIZED_TIME_MENTIONS = Table(
    "normalized", "time_mentions", "one time expression in one article", ("article_id", "char_start", "char_end"),
    (
        ARTICLE_ID, SENTENCE_INDEX, CHAR_START, CHAR_END,
        Column("time_text", pl.String, "The expression as it stands.", nullable=False),
        Column("timex_type", pl.String, "DATE, TIME, DURATION or SET.", nullable=False),
        Column("value_timex", pl.String, "TIMEX3 value."),
        Column("value_edtf", pl.String, "EDTF."),
        Column("date_start", pl.Date, "First possible day; null if open or unknown."),
        Column("date_end", pl.Date, "Last possible day; null if open or unknown."),
        Column("precision", pl.String, "day, week, month, season, year, open or unknown.", nullable=False),
        Column("evidence", pl.String, "What the date was taken from: published, text, dateline, none.", nullable=False),
        *MADE_BY_COLUMNS,
    ),
)  # fmt: skip

NORMALIZED_ACTORS = Table(
    "normalized", "actors", "one actor that articles of one ingest date name", ("ingest_date", "actor_id"),
    (
        Column("actor_id", pl.String, "`actor:...` of the dictionary, `code:RUS MIL`, or `text:...`.", nullable=False),
        Column("code", pl.String, "Country and sector (`RUS MIL`); null if unknown."),
        Column("country_code", pl.String, "First part of the code where it is a country, ISO 3166 alpha-3."),
        Column("sector_code", pl.String, "PLOVER sector."),
        Column("name", pl.String, "Name of the dictionary, or the text of an unknown actor; null for a bare code."),
        Column("wikidata_id", pl.String, "Wikidata item where known."),
        INGEST_DATE,
    ),
)  # fmt: skip

NORMALIZED_PLACES = Table(
    "normalized", "places", "one place that articles of one ingest date name", ("ingest_date", "place_id"),
    (
        Column("place_id", pl.String, "Key of the place.", nullable=False),
        *PLACE_COLUMNS[1:],
        Column("precision", pl.String, "How exact the place itself is: exact, admin1, region or country."),
        INGEST_DATE,
    ),
)  # fmt: skip

NORMALIZED_TABLES = (
    NORMALIZED_ARTICLES, NORMALIZED_EVENT_MENTIONS, NORMALIZED_MENTION_ACTORS, NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_STATEMENTS, NORMALIZED_PLACE_MENTIONS, NORMALIZED_TIME_MENTIONS, NORMALIZED_ACTORS, NORMALIZED_PLACES,
)  # fmt: skip
