"""The contract of every Parquet table: columns, types, meaning. The only place that says it.

A table lies in `<data>/<schema>/<table>/<ingest_date>.parquet`; its Dagster asset key, its dbt source and its folder
carry the same name. Every frame is cast to its contract when it is written (`Table.conform`), so that readers
downstream, dbt first, can rely on types and column order. Offsets are code points into `raw.articles.body`, end
exclusive. `*_at` are UTC.
"""

from dataclasses import dataclass

import polars as pl

TIMESTAMP = pl.Datetime("us", "UTC")

STATUSES = (
    "happened", "ongoing", "claimed", "reported", "estimated", "planned", "predicted", "hypothetical", "denied", "negated",
)  # fmt: skip
UNITS = (
    "person", "km", "mile", "day", "week", "month", "year", "percent", "usd", "eur", "uah", "vehicle", "aircraft", "drone",
    "missile", "vessel", "settlement", "km2", "count",
)  # fmt: skip
BOUNDS = ("exact", "about", "over", "under", "up_to", "additional", "dozens", "hundreds", "thousands")
QUANTITY_ROLES = (
    "soldiers", "killed", "wounded", "captured", "civilians", "recruits", "displaced", "distance", "duration", "age", "cost",
    "aid", "equipment", "area", "share", "other",
)  # fmt: skip
PUBLISHED_AT_ORIGINS = ("metadata", "html", "url", "dateline", "none")
PLACE_KINDS = ("literal", "metonym", "adjective", "common")
PLACE_PRECISIONS = ("exact", "near", "admin1", "region", "country")
DATE_PRECISIONS = ("day", "week", "month", "season", "year", "open", "unknown")
QUARANTINE_REASONS = {
    "unsupported_format": "The file's ending is none of .txt, .html, .json, .jsonl.",
    "not_text": "The bytes are binary or hold NUL bytes: no text can be read from them.",
    "wrong_encoding": "The bytes are not valid in the declared or detected encoding.",
    "empty": "The file holds no text.",
    "too_large": "The file or the article exceeds the size limit.",
    "broken_json": "The JSON cannot be parsed.",
    "no_article_text": "The page or object holds no article text.",
    "unreadable": "The file cannot be opened or read from disk.",
    "reader_error": "The reader failed on the file without saying what is wrong with it: a fault of ours.",
    "failed_gate": "The row broke a rule of a quality gate.",
    "coder_error": "The article could not be parsed or coded.",
}


@dataclass(frozen=True)
class Column:
    """One column: its polars type, what it means, and whether it may be null."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    meaning: str
    nullable: bool = True


@dataclass(frozen=True)
class Table:
    """One Parquet table. `key` is the grain: no two rows share it."""

    schema: str
    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def polars_schema(self) -> pl.Schema:
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=self.polars_schema)

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with exactly this table's columns and types, sorted by key.

        Raises ValueError when a column is missing, cannot be cast, is null where it may not be, or the key repeats.
        """
        missing = [column.name for column in self.columns if column.name not in frame.columns]
        if missing:
            raise ValueError(f"{self.full_name}: missing columns {missing}; add them where the frame is built")
        try:
            shaped = frame.select(pl.col(column.name).cast(column.dtype) for column in self.columns)
        except pl.exceptions.PolarsError as error:
            raise ValueError(f"{self.full_name}: a column does not fit its type: {error}") from error
        nulls = [c.name for c in self.columns if not c.nullable and shaped[c.name].null_count()]
        if nulls:
            raise ValueError(f"{self.full_name}: nulls in {nulls}, which the contract forbids")
        if shaped.select(self.key).is_duplicated().any():
            raise ValueError(f"{self.full_name}: rows repeat the key {self.key}")
        return shaped.sort(self.key)


ARTICLE_ID = Column("article_id", pl.String, "Key of the article: a hash of its content and source.", nullable=False)
SENTENCE_INDEX = Column("sentence_index", pl.Int32, "Position of the sentence in the article, from 0.", nullable=False)
CHAR_START = Column("char_start", pl.Int32, "First code point of the span in the body.", nullable=False)
CHAR_END = Column("char_end", pl.Int32, "End of the span in the body, exclusive.", nullable=False)
INGEST_DATE = Column("ingest_date", pl.Date, "UTC day on which the article was first read; the partition.", nullable=False)
CODER_VERSION = Column(
    "coder_version", pl.String, "Version of coder, parser and dictionaries that made the row.", nullable=False
)
CODED_AT = Column("coded_at", TIMESTAMP, "When the row was coded.", nullable=False)
RUN_ID = Column("run_id", pl.String, "The run that made the row.", nullable=False)

PARTICIPANT = pl.Struct(
    {
        "role": pl.String,
        "text": pl.String,
        "code": pl.String,
        "actor_key": pl.String,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
    }
)
QUANTITY = pl.Struct(
    {
        "text": pl.String,
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "unit": pl.String,
        "bound": pl.String,
        "role": pl.String,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
    }
)
SPEAKER_COLUMNS = (
    Column("speaker_text", pl.String, "Who says it, verbatim."),
    Column("speaker_code", pl.String, "Code of the speaker (`RUS MIL`)."),
    Column("speaker_actor_key", pl.String, "The dictionary's actor, where the speaker is one."),
    Column("speaker_char_start", pl.Int32, "First code point of the speaker in the body."),
    Column("speaker_char_end", pl.Int32, "End of the speaker in the body, exclusive."),
    Column("cue_text", pl.String, "The word that says that somebody says so.", nullable=False),
    Column(
        "cue_kind", pl.String, "say, deny, claim, estimate, report, predict, plan, accuse, confirm or order.", nullable=False
    ),
    Column("cue_char_start", pl.Int32, "First code point of the cue.", nullable=False),
    Column("cue_char_end", pl.Int32, "End of the cue, exclusive.", nullable=False),
    Column("content_char_start", pl.Int32, "First code point of what is said.", nullable=False),
    Column("content_char_end", pl.Int32, "End of what is said, exclusive.", nullable=False),
    Column("content_text", pl.String, "What is said, verbatim.", nullable=False),
    Column("is_quotation", pl.Boolean, "Whether the words stand in quotation marks.", nullable=False),
)
PLACE_COLUMNS = (
    Column(
        "place_id", pl.String, "Key of the place (`geonames:12345`, `admin1:UKR:Donetsk`, `country:UKR`, `region:donbas`)."
    ),
    Column("geonames_id", pl.Int64, "GeoNames id where the place has one."),
    Column("place_name", pl.String, "Canonical name of the place."),
    Column("country_code", pl.String, "ISO 3166 alpha-3 of the country."),
    Column("admin1_name", pl.String, "First-level region, plain name without oblast, state, province."),
    Column("latitude", pl.Float64, "Degrees north, WGS 84."),
    Column("longitude", pl.Float64, "Degrees east, WGS 84."),
    Column("feature", pl.String, "What the place is: city, admin1, country, region, sea, river."),
)

RAW_ARTICLES = Table(
    "raw", "articles", "one article of one landing file", ("article_id",),
    (
        ARTICLE_ID,
        Column("landing_file", pl.String, "Path of the file under the landing folder, with /.", nullable=False),
        Column("landing_member", pl.Int32, "Position of the article in a file that holds several, from 0.", nullable=False),
        Column("content_sha256", pl.String, "SHA-256 of the file's bytes.", nullable=False),
        Column("source_name", pl.String, "Publisher as the file names it."),
        Column("source_domain", pl.String, "Host of the address, without www."),
        Column("url", pl.String, "Canonical address."),
        Column("title", pl.String, "Headline."),
        Column("byline", pl.String, "Author line as printed."),
        Column("body", pl.String, "Story text: headline and paragraphs, parted by an empty line.", nullable=False),
        Column("headline_char_end", pl.Int32, "End of the headline inside the body; 0 where there is none.", nullable=False),
        Column("dateline_place", pl.String, "Place of the dateline, as printed."),
        Column("language", pl.String, "ISO 639-1 code of the text.", nullable=False),
        Column("published_at", TIMESTAMP, "When it was published."),
        Column("published_at_origin", pl.String, "metadata, html, url, dateline or none.", nullable=False),
        INGEST_DATE,
        Column("ingested_at", TIMESTAMP, "When it was first read.", nullable=False),
        RUN_ID,
    ),
)  # fmt: skip

RAW_QUARANTINE = Table(
    "raw", "quarantine", "one rejected file, article or row", ("quarantine_id",),
    (
        Column("quarantine_id", pl.String, "Key: a hash of the source, the bytes' hash and the reason.", nullable=False),
        Column("reason_code", pl.String, "One of the closed list of reasons.", nullable=False),
        Column("detail", pl.String, "What exactly was wrong."),
        Column("landing_file", pl.String, "Path of the file under the landing folder.", nullable=False),
        Column("landing_member", pl.Int32, "Position in a file that holds several articles; null for the whole file."),
        Column("article_id", pl.String, "The article, where one could be made."),
        Column("content_sha256", pl.String, "SHA-256 of the rejected bytes.", nullable=False),
        Column("byte_count", pl.Int64, "Size of the rejected bytes.", nullable=False),
        Column("first_bytes", pl.String, "The first 200 bytes, unprintable ones escaped."),
        Column("stage", pl.String, "ingest, articles_gate, coding, mentions_gate.", nullable=False),
        INGEST_DATE,
        Column("quarantined_at", TIMESTAMP, "When it was set aside.", nullable=False),
        RUN_ID,
    ),
)  # fmt: skip

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
        Column("duplicate_group_id", pl.String, "Shared by copies of one story (syndication, reprints).", nullable=False),
        Column("is_primary", pl.Boolean, "Whether it is the first article of its duplicate group.", nullable=False),
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

ALL_TABLES = (RAW_ARTICLES, RAW_QUARANTINE, *CODED_TABLES, *NORMALIZED_TABLES)
