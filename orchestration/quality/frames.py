"""The frames that the gates look at: one row per article or mention, with the figures that the rules speak of."""

import polars as pl

from orchestration.articles.landing_folders import folder_of
from orchestration.quality.suites import READER_FAULT_SHARE, STRAY_ROWS, UNREAD_FOLDERS, UNREAD_SHARE
from orchestration.quarantine import outer_file

WORD_PATTERN = r"\p{L}+"
LETTER_PATTERN = r"[\p{L}\p{M}\s]"
UNDECODED = "\ufffd"
ROWS_FOR_VARIETY = 50
FILES_FOR_COLLAPSE = 10
READER_FAULTS = ("reader_error",)


def article_frame(articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of `raw.articles` with what the rules of articles measure; the body itself is left out.

    `published_at` stays null where unknown; the figures taken from it are null too, and null breaks no bound.
    """
    body = pl.col("body")
    length = pl.max_horizontal(body.str.len_chars(), pl.lit(1))
    return articles.select(
        "article_id", "landing_file", "title", "url", "language", "source_name", "published_at", "headline_char_end",
        body_length=body.str.len_chars().cast(pl.Int64),
        word_count=body.str.count_matches(WORD_PATTERN).cast(pl.Int64),
        letter_share=body.str.count_matches(LETTER_PATTERN) / length,
        undecoded_share=body.str.count_matches(UNDECODED, literal=True) / length,
        days_published_after_ingest=(pl.col("published_at") - pl.col("ingested_at")).dt.total_minutes() / 1440,
        published_year=pl.col("published_at").dt.year().cast(pl.Int64),
    )  # fmt: skip


def unread_figures(articles: pl.DataFrame, refused: pl.DataFrame) -> dict[str, float]:
    """Figures of a batch that no article shows: what could not be read beside it, in percent of all that came in, the share
    at which a reader of ours failed, and the number of folders of which nothing could be read.

    `articles` are rows of `raw.articles`, `refused` those of `raw.quarantine` that ingest set aside, accepted ones left out.
    A few are no figure: up to STRAY_ROWS count as none.
    """
    total = articles.height + refused.height
    faults = refused.filter(pl.col("reason_code").is_in(READER_FAULTS)).height

    def share(count: int) -> float:
        return 100.0 * count / total if count > STRAY_ROWS else 0.0

    read_folders = {folder_of(outer_file(file)) for file in articles["landing_file"]}
    unread: dict[str, set[str]] = {}
    for file in refused["landing_file"]:
        unread.setdefault(folder_of(outer_file(file)), set()).add(file)
    collapsed = [folder for folder, files in unread.items() if len(files) >= FILES_FOR_COLLAPSE and folder not in read_folders]
    return {UNREAD_SHARE: share(refused.height), READER_FAULT_SHARE: share(faults), UNREAD_FOLDERS: len(collapsed)}


def mention_frame(mentions: pl.DataFrame, actors: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of `normalized.event_mentions` with what the rules of mentions measure.

    `actors` are the rows of `normalized.mention_actors`, `articles` those whose bodies the offsets point into.
    """
    doers = actors.filter(pl.col("role") == "actor").select("mention_id", has_actor=pl.lit(1)).unique()
    top_count = max(mentions["status"].value_counts()["count"].to_list(), default=0)
    top_percent = 100.0 * top_count / mentions.height if mentions.height >= ROWS_FOR_VARIETY else 0.0
    span = pl.col("body").str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
    return (
        mentions.join(articles.select("article_id", "body"), on="article_id", how="left")
        .join(doers, on="mention_id", how="left")
        .select(
            "mention_id", "article_id", "sentence", "trigger_text", "event_type", "status", "place_id", "confidence",
            body_at_span=span.fill_null(""),
            start_day_number=pl.col("event_date_start").to_physical().cast(pl.Int64),
            end_day_number=pl.col("event_date_end").to_physical().cast(pl.Int64),
            event_year=pl.coalesce("event_date_start", "event_date_end").dt.year().cast(pl.Int64),
            has_actor=pl.col("has_actor").fill_null(0),
            top_status_percent=pl.lit(top_percent),
        )
    )  # fmt: skip
