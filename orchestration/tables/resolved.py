"""The contracts of `resolved.*`: the reports of mentions, and what was decided about events, run by run.

`report_events` and `event_history` are only ever added to: the latest decision on a report counts.
"""

import polars as pl

from orchestration.tables.contract import TIMESTAMP, Column, Table
from orchestration.tables.normalized import MENTION_ID
from orchestration.tables.shared import ARTICLE_ID, INGEST_DATE, RUN_ID

EVENT_ID = Column("event_id", pl.String, "The event; named after the report that founded it.", nullable=False)
REPORT_ID = Column(
    "report_id", pl.String, "What one article tells of one event: the key of its first mention.", nullable=False
)
DECIDED_AT = Column("decided_at", TIMESTAMP, "When it was decided: the clock of the run.", nullable=False)
DECIDED_ON = Column("ingest_date", pl.Date, "UTC day of the decision; the partition.", nullable=False)

RESOLVED_MENTION_REPORTS = Table(
    "resolved", "mention_reports", "one coded mention", ("mention_id",),
    (
        MENTION_ID, ARTICLE_ID, REPORT_ID, INGEST_DATE,
    ),
)  # fmt: skip

RESOLVED_REPORT_EVENTS = Table(
    "resolved", "report_events", "one decision on one report", ("report_id", "decided_at"),
    (
        REPORT_ID,
        Column("event_id", pl.String, "The event from this decision on; null where the report counts no more."),
        Column("facts_key", pl.String, "Hash of the facts on which it was decided; null where the report counts no more."),
        Column("linked_report_id", pl.String, "The report of the event that it matches best; null for a report alone."),
        Column("match_score", pl.Float64, "Log odds that the two tell of one event; above 0."),
        Column("match_reasons", pl.String, "What agrees and differs between the two, each with its weight."),
        DECIDED_AT, DECIDED_ON, RUN_ID,
    ),
)  # fmt: skip

RESOLVED_EVENT_HISTORY = Table(
    "resolved", "event_history", "one change of one event", ("event_id", "change", "decided_at"),
    (
        EVENT_ID,
        Column("change", pl.String, "created, merged, split, emptied or refilled.", nullable=False),
        Column("other_event_id", pl.String, "The event that it merged into or split from."),
        Column("moved_reports", pl.Int32, "Reports that went with it.", nullable=False),
        DECIDED_AT, DECIDED_ON, RUN_ID,
    ),
)  # fmt: skip

RESOLVED_TABLES = (RESOLVED_MENTION_REPORTS, RESOLVED_REPORT_EVENTS, RESOLVED_EVENT_HISTORY)
