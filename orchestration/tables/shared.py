"""Columns and structs that several tables share, so that one column means the same everywhere."""

import polars as pl

from orchestration.tables.contract import TIMESTAMP, Column

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
POINT_COLUMNS = (
    Column("point_latitude", pl.Float64, "Degrees north of the point meant, moved by bearing and distance; null for areas."),
    Column("point_longitude", pl.Float64, "Degrees east of the point meant, moved by bearing and distance; null for areas."),
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
