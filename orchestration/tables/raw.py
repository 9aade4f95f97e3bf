"""The contracts of `raw.*`: articles as read, and what was set aside."""

import polars as pl

from orchestration.tables.contract import TIMESTAMP, Column, Table
from orchestration.tables.shared import ARTICLE_ID, INGEST_DATE, RUN_ID

RAW_ARTICLES = Table(
    "raw", "articles", "one article of one landing file", ("article_id",),
    (
        ARTICLE_ID,
        Column("landing_file", pl.String, "Path under the landing folder; in an archive `a.zip!/inner/path`.", nullable=False),
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
        Column("published_at_origin", pl.String, "metadata, html, url, dateline, capture or none.", nullable=False),
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

RAW_DUPLICATE_GROUPS = Table(
    "raw", "duplicate_groups", "one decision on the duplicate group of one article; the latest counts",
    ("article_id", "decided_at"),
    (
        ARTICLE_ID,
        Column(
            "duplicate_group_id", pl.String, "Shared by copies of one story: the article_id of the one ingested first.",
            nullable=False,
        ),
        Column("is_primary", pl.Boolean, "Whether it is the copy published first.", nullable=False),
        Column("decided_at", TIMESTAMP, "When it was decided.", nullable=False),
        Column("ingest_date", pl.Date, "UTC day of the decision; the partition.", nullable=False),
        RUN_ID,
    ),
)  # fmt: skip
