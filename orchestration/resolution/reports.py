"""Mentions to reports: what one article tells of one event.

Later sentences of an article say less than its first ("the attack", "14 of them died in hospital"). So the mentions of an
article are put together first, and what the whole report knows is what other articles are compared with.
"""

import polars as pl

from orchestration.resolution.clustering import cluster
from orchestration.resolution.facts import FACTS_SCHEMA
from orchestration.resolution.matching import score_pairs
from orchestration.resolution.rules import MatchRules

REPORT_SCHEMA = pl.Schema(
    {"report_id": pl.String} | {name: dtype for name, dtype in FACTS_SCHEMA.items() if name != "mention_id"}
)
SCOPES = ("point", "area", "country")
PLACE_FIELDS = ("place_id", "place_scope", "country", "admin1", "latitude", "longitude")
TIME_FIELDS = ("window_start", "window_end", "window_kind")


def mention_reports(facts: pl.DataFrame, rules: MatchRules) -> pl.DataFrame:
    """mention_id, report_id: the report of each mention, which is named after its first mention."""
    scored = score_pairs(_pairs_in_articles(facts), facts, rules, key="mention_id")
    # "The attack" belongs to what the article told first.
    told = facts.sort("article_id", "char_start", "mention_id")
    clusters = cluster(
        told["mention_id"].to_list(),
        scored.select("first", "second", "score", "is_forbidden").iter_rows(),
        dict(facts.select("mention_id", "country").iter_rows()),
    )
    rows = [(mention, members[0]) for members in clusters for mention in members]
    return pl.DataFrame(rows, schema={"mention_id": pl.String, "report_id": pl.String}, orient="row").sort("mention_id")


def report_facts(facts: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """The facts (REPORT_SCHEMA) of each report: of each field what its mentions say most exactly, the earlier one on a tie."""
    told = facts.join(reports, on="mention_id", how="inner").sort("report_id", "sentence_index", "char_start", "mention_id")
    firsts = ("article_id", "duplicate_group_id", "ingest_date", "ingested_at", "sentence_index", "char_start", "event_family")
    merged = told.group_by("report_id", maintain_order=True).agg(
        *(pl.col(name).first() for name in (*firsts, "published_on")),
        *(pl.col(name).drop_nulls().first() for name in ("event_mode", "actor", "recipient")),
        pl.col("stance").mode(maintain_order=True).first(),
    )
    scope_rank = pl.col("place_scope").replace_strict({scope: rank for rank, scope in enumerate(SCOPES)}, return_dtype=pl.Int8)
    places = told.sort("report_id", scope_rank, nulls_last=True, maintain_order=True).unique(
        "report_id", keep="first", maintain_order=True
    )
    kind_rank = pl.col("window_kind").replace_strict({"given": 0, "loose": 1, "none": 2}, return_dtype=pl.Int8)
    times = told.sort(
        "report_id", kind_rank, pl.col("window_end") - pl.col("window_start"), nulls_last=True, maintain_order=True
    ).unique("report_id", keep="first", maintain_order=True)
    words = (
        told.select("report_id", "words")
        .explode("words")
        .group_by("report_id")
        .agg(pl.col("words").drop_nulls().unique().sort())
    )
    figures = (
        told.select("report_id", "figures")
        .explode("figures")
        .filter(pl.col("figures").is_not_null())
        .with_columns(pl.col("figures").struct.field("role").alias("role"))
        .unique(["report_id", "role"], keep="first", maintain_order=True)
        .group_by("report_id", maintain_order=True)
        .agg("figures")
    )
    return (
        merged.join(places.select("report_id", *PLACE_FIELDS), on="report_id")
        .join(times.select("report_id", *TIME_FIELDS), on="report_id")
        .join(words, on="report_id", how="left")
        .join(figures, on="report_id", how="left")
        .with_columns(pl.col("figures").fill_null([]))
        .select(REPORT_SCHEMA.names())
        .cast(REPORT_SCHEMA)
        .sort("report_id")
    )


def _pairs_in_articles(facts: pl.DataFrame) -> pl.DataFrame:
    side = facts.select("article_id", "event_family", "mention_id")
    return (
        side.join(side, on=["article_id", "event_family"], suffix="_second")
        .filter(pl.col("mention_id") < pl.col("mention_id_second"))
        .select(pl.col("mention_id").alias("first"), pl.col("mention_id_second").alias("second"))
    )
