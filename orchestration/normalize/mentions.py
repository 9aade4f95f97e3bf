"""Good coded mentions to normalized.event_mentions and the actors and numbers that belong to them."""

import polars as pl

from orchestration.normalize.actors import KnownActors, with_actor_id
from orchestration.normalize.keys import with_key
from orchestration.normalize.units import with_standard_units

MADE_BY = ("ingest_date", "coder_version", "coded_at", "run_id")


def with_mention_id(mentions: pl.DataFrame) -> pl.DataFrame:
    """Adds mention_id: a hash of article, span, type, mode and place, so that it outlasts a better date or status.

    Mentions that agree in all of these are numbered in text order.
    """
    parts = ["article_id", "char_start", "char_end", "event_type", "event_mode", "place_text", "place_id"]
    ordered = mentions.sort("article_id", "mention_index")
    numbered = ordered.with_columns(pl.int_range(pl.len()).over(parts).alias("repeat"))
    return with_key(numbered, "mention_id", [*parts, "repeat"]).drop("repeat")


def event_mentions(mentions: pl.DataFrame, known_actors: KnownActors) -> pl.DataFrame:
    """normalized.event_mentions from coded mentions with mention_id, sentence, ingested_at and day bounds."""
    return with_actor_id(
        mentions, "attribution_actor_id", ("attribution_actor_key", "attribution_code", "attribution_text"), known_actors
    )


def mention_actors(mentions: pl.DataFrame, known_actors: KnownActors) -> pl.DataFrame:
    """normalized.mention_actors: one row for each participant, numbered within its role."""
    participants = (
        mentions.select("mention_id", "article_id", "participants", *MADE_BY)
        .explode("participants")
        .drop_nulls("participants")
        .unnest("participants")
    )
    numbered = participants.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).over("mention_id", "role").alias("ordinal"))
    return with_actor_id(numbered, "actor_id", ("actor_key", "code", "text"), known_actors)


def mention_quantities(mentions: pl.DataFrame) -> pl.DataFrame:
    """normalized.mention_quantities: one row for each number, with its value in the standard unit."""
    quantities = (
        mentions.select("mention_id", "article_id", "quantities", *MADE_BY)
        .explode("quantities")
        .drop_nulls("quantities")
        .unnest("quantities")
    )
    numbered = quantities.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).over("mention_id").alias("ordinal"))
    return with_standard_units(with_key(numbered, "quantity_id", ["mention_id", "ordinal"]))
