"""The places that articles name, each once for each ingest date."""

import polars as pl

from orchestration.tables import PLACE_COLUMNS

COLUMNS = tuple(column.name for column in PLACE_COLUMNS)


def place_rows(place_mentions: pl.DataFrame, event_mentions: pl.DataFrame) -> pl.DataFrame:
    """normalized.places from coded place mentions and the places of coded event mentions.

    `precision` is that of the place itself: an event near a town has precision near, the town is exact.
    """
    own_precision = pl.col("place_precision").replace({"near": "exact"}).alias("precision")
    named = pl.concat(
        [
            place_mentions.select("ingest_date", *COLUMNS, "precision"),
            event_mentions.select("ingest_date", *COLUMNS, own_precision),
        ]
    ).filter(pl.col("place_id").is_not_null())
    return named.sort("ingest_date", *COLUMNS, "precision", nulls_last=True).unique(
        ["ingest_date", "place_id"], keep="first", maintain_order=True
    )
