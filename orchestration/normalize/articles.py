"""Articles with their publisher and what the coder did with them."""

import re
import unicodedata

import polars as pl

from orchestration.tables import CODED_LANGUAGES

NO_LETTERS = re.compile(r"[^\w]+")


def source_id(name: str | None, domain: str | None) -> str | None:
    """`name:<folded name>` where the article prints its publisher, else `domain:<host>`, else None."""
    folded = NO_LETTERS.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-") if name else ""
    if folded:
        return f"name:{folded}"
    return f"domain:{domain}" if domain else None


def normalize_articles(articles: pl.DataFrame, sentences: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """normalized.articles: raw.articles with source_id and what the coder did."""
    ids = [source_id(name, domain) for name, domain in articles.select("source_name", "source_domain").iter_rows()]
    coded = sentences.group_by("article_id").agg(
        pl.len().alias("sentence_count"),
        pl.col("coder_version").max(),
        pl.col("coded_at").max(),
        pl.col("run_id").max().alias("coded_run_id"),
    )
    counted = mentions.group_by("article_id").agg(pl.len().alias("mention_count"))
    return (
        articles.with_columns(pl.Series("source_id", ids, dtype=pl.String))
        .join(coded, on="article_id", how="left")
        .join(counted, on="article_id", how="left")
        .with_columns(
            pl.col("language").is_in(list(CODED_LANGUAGES)).alias("is_language_coded"),
            pl.when(pl.col("sentence_count").is_not_null()).then(pl.col("mention_count").fill_null(0)).alias("mention_count"),
        )
    )
