"""The contract of every Parquet table: columns, types, meaning. The only place that says it.

A table lies in `<data>/<schema>/<table>/<ingest_date>.parquet`; its Dagster asset key, its dbt source and its folder
carry the same name. Every frame is cast to its contract when it is written (`Table.conform`), so that readers
downstream, dbt first, can rely on types and column order. Offsets are code points into `raw.articles.body`, end
exclusive. `*_at` are UTC.
"""

from orchestration.tables.coded import (
    CODED_EVENT_MENTIONS,
    CODED_PLACE_MENTIONS,
    CODED_SENTENCES,
    CODED_STATEMENTS,
    CODED_TABLES,
    CODED_TIME_MENTIONS,
)
from orchestration.tables.contract import TIMESTAMP, Column, Table
from orchestration.tables.normalized import (
    INGESTED_AT,
    MADE_BY_COLUMNS,
    MENTION_ID,
    NORMALIZED_ACTORS,
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACE_MENTIONS,
    NORMALIZED_PLACES,
    NORMALIZED_STATEMENTS,
    NORMALIZED_TABLES,
    NORMALIZED_TIME_MENTIONS,
)
from orchestration.tables.raw import RAW_ARTICLE_REVISIONS, RAW_ARTICLES, RAW_DUPLICATE_GROUPS, RAW_QUARANTINE, RAW_TABLES
from orchestration.tables.resolved import (
    EVENT_CHANGES,
    RESOLVED_EVENT_HISTORY,
    RESOLVED_MENTION_REPORTS,
    RESOLVED_REPORT_EVENTS,
    RESOLVED_TABLES,
)
from orchestration.tables.shared import (
    ARTICLE_ID,
    CHAR_END,
    CHAR_START,
    CODED_AT,
    CODER_VERSION,
    INGEST_DATE,
    PARTICIPANT,
    PLACE_COLUMNS,
    QUANTITY,
    RUN_ID,
    SENTENCE_INDEX,
    SPEAKER_COLUMNS,
)
from orchestration.tables.vocabulary import (
    BOUNDS,
    DATE_PRECISIONS,
    PLACE_KINDS,
    PLACE_PRECISIONS,
    PUBLISHED_AT_ORIGINS,
    QUANTITY_ROLES,
    QUARANTINE_REASONS,
    STANDING_REASONS,
    STANDINGS,
    STATUSES,
    UNITS,
)

ALL_TABLES = (*RAW_TABLES, *CODED_TABLES, *NORMALIZED_TABLES, *RESOLVED_TABLES)

__all__ = [
    "ALL_TABLES",
    "ARTICLE_ID",
    "BOUNDS",
    "CHAR_END",
    "CHAR_START",
    "CODED_AT",
    "CODED_EVENT_MENTIONS",
    "CODED_PLACE_MENTIONS",
    "CODED_SENTENCES",
    "CODED_STATEMENTS",
    "CODED_TABLES",
    "CODED_TIME_MENTIONS",
    "CODER_VERSION",
    "DATE_PRECISIONS",
    "EVENT_CHANGES",
    "INGESTED_AT",
    "INGEST_DATE",
    "MADE_BY_COLUMNS",
    "MENTION_ID",
    "NORMALIZED_ACTORS",
    "NORMALIZED_ARTICLES",
    "NORMALIZED_EVENT_MENTIONS",
    "NORMALIZED_MENTION_ACTORS",
    "NORMALIZED_MENTION_QUANTITIES",
    "NORMALIZED_PLACES",
    "NORMALIZED_PLACE_MENTIONS",
    "NORMALIZED_STATEMENTS",
    "NORMALIZED_TABLES",
    "NORMALIZED_TIME_MENTIONS",
    "PARTICIPANT",
    "PLACE_COLUMNS",
    "PLACE_KINDS",
    "PLACE_PRECISIONS",
    "PUBLISHED_AT_ORIGINS",
    "QUANTITY",
    "QUANTITY_ROLES",
    "QUARANTINE_REASONS",
    "RAW_ARTICLES",
    "RAW_ARTICLE_REVISIONS",
    "RAW_DUPLICATE_GROUPS",
    "RAW_QUARANTINE",
    "RAW_TABLES",
    "RESOLVED_EVENT_HISTORY",
    "RESOLVED_MENTION_REPORTS",
    "RESOLVED_REPORT_EVENTS",
    "RESOLVED_TABLES",
    "RUN_ID",
    "SENTENCE_INDEX",
    "SPEAKER_COLUMNS",
    "STANDINGS",
    "STANDING_REASONS",
    "STATUSES",
    "TIMESTAMP",
    "UNITS",
    "Column",
    "Table",
]
