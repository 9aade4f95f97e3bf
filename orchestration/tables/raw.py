"""The contracts of `raw.*`: articles as read, which revision of each counts, and what was set aside."""

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
        Column("publisher_article_id", pl.String, "The id that the publisher gives the article, as a sidecar or JSON says."),
        Column("withdrawal_word", pl.String, "The word by which the file says that it is taken back: retracted, killed, ..."),
        INGEST_DATE,
        Column("ingested_at", TIMESTAMP, "When it was first read.", nullable=False),
        RUN_ID,
    ),
)  # fmt: skip

RAW_ARTICLE_REVISIONS = Table(
    "raw", "article_revisions", "one change of the standing of one article", ("article_id", "change_number"),
    (
        ARTICLE_ID,
        Column("change_number", pl.Int32, "Place among the changes of this article, from 1; the last one counts.",
               nullable=False),
        Column("canonical_article_id", pl.String, "The first revision that was read; shared by all revisions of an article.",
               nullable=False),
        Column("revision_key", pl.String, "What its revisions have in common: `address:...`, `id:...`, else `text:...`.",
               nullable=False),
        Column("revision_number", pl.Int32, "Place among the revisions in the order of reading, from 1.", nullable=False),
        Column("standing", pl.String, "current, superseded, retracted or notice: see STANDINGS.", nullable=False),
        Column("reason", pl.String, "Why it changed: see STANDING_REASONS.", nullable=False),
        Column("detail", pl.String, "The words that say so: of a notice, a field or an operator."),
        Column("caused_by_article_id", pl.String, "Revision or notice that brought the change; null if itself."),
        Column("landing_file", pl.String, "The file that brought the change; null for an operator's."),
        Column("modified_at", TIMESTAMP, "When the publisher changed the article last; null if unknown."),
        Column("published_at", TIMESTAMP, "When it was published; null if unknown."),
        Column("ingested_at", TIMESTAMP, "When the article was first read.", nullable=False),
        Column("effective_at", TIMESTAMP, "Since when the standing holds, as the publisher dates it, else `decided_at`.",
               nullable=False),
        Column("ingest_date", pl.Date, "UTC day of `decided_at`; the partition.", nullable=False),
        Column("decided_at", TIMESTAMP, "When the change was noticed.", nullable=False),
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

RAW_TABLES = (RAW_ARTICLES, RAW_ARTICLE_REVISIONS, RAW_DUPLICATE_GROUPS, RAW_QUARANTINE)
