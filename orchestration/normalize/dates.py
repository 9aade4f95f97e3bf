"""EDTF columns to day bounds. Each distinct text is parsed once."""

from datetime import date

import polars as pl

from orchestration.normalize.edtf import EdtfError, parse_edtf

EARLIEST_DAY = date(1000, 1, 1)
LATEST_DAY = date(2200, 12, 31)


def with_date_bounds(frame: pl.DataFrame, edtf: str, start: str, end: str, error: str) -> pl.DataFrame:
    """Adds the days `start` and `end` that bound the EDTF column, and `error`: why the text was refused, else null."""
    texts = frame[edtf].drop_nulls().unique().to_list()
    parsed = pl.DataFrame(
        [_bounds(text) for text in texts],
        schema={edtf: pl.String, start: pl.Date, end: pl.Date, error: pl.String},
        orient="row",
    )
    return frame.drop(start, end, strict=False).join(parsed, on=edtf, how="left", maintain_order="left")


def _bounds(text: str) -> tuple[str, date | None, date | None, str | None]:
    try:
        bounds = parse_edtf(text)
    except EdtfError as problem:
        return text, None, None, f"date is no EDTF: {problem}"
    known = [day for day in (bounds.start, bounds.end) if day is not None]
    if any(not EARLIEST_DAY <= day <= LATEST_DAY for day in known):
        return text, None, None, f"date {text} lies outside {EARLIEST_DAY.year} to {LATEST_DAY.year}"
    return text, bounds.start, bounds.end, None
