"""Stable keys: the same parts give the same key on every machine and in every run."""

import hashlib
from collections.abc import Sequence

import polars as pl

KEY_LENGTH = 32
PART_SEPARATOR = "\x1f"
NULL_PART = "\x00"


def stable_key(*parts: object) -> str:
    """The first 128 bits of SHA-256 over the parts, in hexadecimal. None and the empty string are different parts."""
    text = PART_SEPARATOR.join(NULL_PART if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


def with_key(frame: pl.DataFrame, name: str, columns: Sequence[str]) -> pl.DataFrame:
    """The frame with the column `name`: the stable key over `columns` of each row."""
    keys = [stable_key(*row) for row in frame.select(columns).iter_rows()]
    return frame.with_columns(pl.Series(name, keys, dtype=pl.String))
