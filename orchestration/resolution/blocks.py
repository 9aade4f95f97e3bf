"""Which reports are compared at all: those that share a block.

A block is a family with a place, a region, a party, a figure or a story, and a stretch of days. A report that is vague in
the block's own terms (it names only the region, or only a year) is compared with all of its block; two that are exact need
not be, for they meet in a narrower block. So the number of pairs grows with what can be one event, not with the square.
"""

from itertools import product

import polars as pl

from orchestration.resolution.rules import MatchRules

WIDE_DAYS, NARROW_DAYS = 16, 4
# A window that is longer than this is compared by years.
LONG_DAYS = 48
NARROW_WINDOW_DAYS = 12
MAX_YEARS = 3
AXES = ("latitude", "longitude")
# About 22 km: spots that lie up to 15 km apart share a square, as each is entered in all squares within 7 km.
CELL_DEGREES = 0.2
SMALLEST_TELLING_FIGURE = 10
BLOCKS_SCHEMA = pl.Schema({"report_id": pl.String, "block": pl.UInt64, "is_vague": pl.Boolean})


def report_blocks(facts: pl.DataFrame, rules: MatchRules) -> pl.DataFrame:
    """report_id, block (a hash), is_vague of each report (REPORT_SCHEMA). A pair is compared where one side is vague."""
    rows = facts.join(rules.families.select("event_family", "is_frequent"), on="event_family", how="left").with_columns(
        (pl.col("window_end") - pl.col("window_start")).dt.total_days().alias("days"),
        pl.col("place_scope").is_in(["point", "area"]).fill_null(False).alias("is_placed"),
    )
    rows = rows.with_columns(
        _steps("window_start", "window_end", WIDE_DAYS, LONG_DAYS).alias("wide"),
        _steps("window_start", "window_end", NARROW_DAYS, NARROW_WINDOW_DAYS).alias("narrow"),
        pl.int_ranges(
            pl.col("window_start").dt.year(),
            pl.min_horizontal(pl.col("window_end").dt.year(), pl.col("window_start").dt.year() + MAX_YEARS - 1) + 1,
        )
        .fill_null([])
        .alias("years"),
        (pl.col("days") > LONG_DAYS).fill_null(False).alias("is_long"),
        (pl.col("window_kind") == "none").alias("is_timeless"),
    )
    placed = rows.filter("is_placed")
    regional = rows.filter(pl.col("country").is_not_null() & pl.col("admin1").is_not_null())
    national = rows.filter(pl.col("country").is_not_null())
    parties = _by_party(rows)
    is_area, has_no_spot = pl.col("place_scope") == "area", ~pl.col("is_placed")
    blocks = [
        _block("place", placed, ["place_id"], "wide", pl.lit(True)),
        _block("place of a year", placed, ["place_id"], "years", pl.col("is_long")),
        _block("place", placed, ["place_id"], None, pl.col("is_timeless")),
        _block("cell", _by_cell(rows), ["cell"], "wide", pl.lit(True)),
        _block("region", regional, ["country", "admin1"], "wide", is_area),
        _block("country", national.filter("is_frequent"), ["country"], "narrow", has_no_spot),
        _block("country", national.filter(~pl.col("is_frequent")), ["country"], "wide", has_no_spot),
        _block("party", parties.filter("is_frequent"), ["party"], "narrow", has_no_spot),
        _block("party", parties.filter(~pl.col("is_frequent")), ["party"], "wide", has_no_spot),
        _block("party of a year", parties.filter(~pl.col("is_frequent")), ["party"], "years", pl.col("is_long")),
        _block("figure", _by_figure(rows), ["party", "figure"], "years", pl.lit(True)),
        _block("story", rows, ["duplicate_group_id"], None, pl.lit(True)),
    ]
    # A report that is vague in one reading of a block and exact in another counts as vague.
    return pl.concat(blocks).group_by("report_id", "block").agg(pl.col("is_vague").any()).sort("report_id", "block")


def _steps(start: str, end: str, days: int, longest: int) -> pl.Expr:
    """The stretches of `days` that a window touches; none for a window longer than `longest`."""
    first = pl.col(start).cast(pl.Int32) // days
    last = pl.col(end).cast(pl.Int32) // days
    return (
        pl.when(pl.col("days") <= longest)
        .then(pl.int_ranges(first, last + 1))
        .otherwise(pl.lit([], dtype=pl.List(pl.Int64)))
        .fill_null([])
    )


def _block(kind: str, rows: pl.DataFrame, parts: list[str], stretch: str | None, is_vague: pl.Expr) -> pl.DataFrame:
    rows = rows.with_columns(is_vague.fill_null(False).alias("is_vague"))
    columns = [pl.lit(kind), pl.col("event_family"), *(pl.col(part).cast(pl.String) for part in parts)]
    if stretch is not None:
        rows = rows.explode(stretch).filter(pl.col(stretch).is_not_null())
        columns.append(pl.col(stretch).cast(pl.String))
    return rows.select("report_id", pl.concat_str(columns, separator="\x1f").hash(seed=0).alias("block"), "is_vague").cast(
        BLOCKS_SCHEMA
    )


def _by_cell(rows: pl.DataFrame) -> pl.DataFrame:
    """The squares of the grid that the surroundings of a spot touch: two near spots share one."""
    spots = rows.filter((pl.col("place_scope") == "point") & pl.col("latitude").is_not_null())
    corners = [
        pl.concat_str(
            *((pl.col(axis) + side * CELL_DEGREES / 3).floordiv(CELL_DEGREES) for axis, side in zip(AXES, sides, strict=True)),
            separator=" ",
        )
        for sides in product((-1, 1), repeat=2)
    ]
    return spots.with_columns(pl.concat_list(corners).list.unique().alias("cell")).explode("cell")


def _by_party(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.with_columns(pl.concat_list("actor", "recipient").alias("party"))
        .explode("party")
        .filter(pl.col("party").is_not_null())
    )


def _by_figure(rows: pl.DataFrame) -> pl.DataFrame:
    """Exact figures that are rare enough to tell an event: odd ones, and any from a thousand on, with who or where."""
    figure = pl.col("figures").struct.field("low")
    told = (
        rows.with_columns(pl.concat_list("actor", "recipient", "country").list.unique().alias("party"))
        .explode("party")
        .explode("figures")
        .filter(pl.col("party").is_not_null() & pl.col("figures").is_not_null())
    )
    is_exact = figure == pl.col("figures").struct.field("high")
    is_rare = (figure >= SMALLEST_TELLING_FIGURE) & ((figure % 10 != 0) | (figure >= 1000))
    return told.filter(is_exact & is_rare).with_columns(
        pl.concat_str(pl.col("figures").struct.field("role"), figure, separator=" ").alias("figure")
    )
