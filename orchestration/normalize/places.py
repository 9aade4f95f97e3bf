"""The places that articles name, each once for each ingest date."""

import polars as pl

from orchestration.tables import PLACE_COLUMNS

COLUMNS = tuple(column.name for column in PLACE_COLUMNS)


def place_rows(place_mentions: pl.DataFrame, event_mentions: pl.DataFrame) -> pl.DataFrame:
    """normalized.places from coded place mentions and the places of coded event mentions.

    `precision` is that of the place itself, which a place mention gives; an event may be near a town or a whole region.
    """
    own_precision = pl.when(pl.col("place_precision") != "near").then(pl.col("place_precision")).alias("precision")
    named = pl.concat(
        [
            place_mentions.select("ingest_date", *COLUMNS, "precision", pl.lit(0).alias("rank")),
            event_mentions.select("ingest_date", *COLUMNS, own_precision, pl.lit(1).alias("rank")),
        ]
    ).filter(pl.col("place_id").is_not_null())
    return named.sort("ingest_date", "rank", *COLUMNS, "precision", nulls_last=True).unique(
        ["ingest_date", "place_id"], keep="first", maintain_order=True
    )
