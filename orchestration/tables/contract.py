"""What a table contract is: columns, types, key, and casting a frame to them."""

from dataclasses import dataclass

import polars as pl

TIMESTAMP = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Column:
    """One column: its polars type, what it means, and whether it may be null."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    meaning: str
    nullable: bool = True


@dataclass(frozen=True)
class Table:
    """One Parquet table. `key` is the grain: no two rows share it."""

    schema: str
    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def polars_schema(self) -> pl.Schema:
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=self.polars_schema)

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with exactly this table's columns and types, sorted by key.

        Raises ValueError when a column is missing, cannot be cast, is null where it may not be, or the key repeats.
        """
        missing = [column.name for column in self.columns if column.name not in frame.columns]
        if missing:
            raise ValueError(f"{self.full_name}: missing columns {missing}; add them where the frame is built")
        try:
            shaped = frame.select(pl.col(column.name).cast(column.dtype) for column in self.columns)
        except pl.exceptions.PolarsError as error:
            raise ValueError(f"{self.full_name}: a column does not fit its type: {error}") from error
        nulls = [c.name for c in self.columns if not c.nullable and shaped[c.name].null_count()]
        if nulls:
            raise ValueError(f"{self.full_name}: nulls in {nulls}, which the contract forbids")
        if shaped.select(self.key).is_duplicated().any():
            raise ValueError(f"{self.full_name}: rows repeat the key {self.key}")
        return shaped.sort(self.key)

    def carry_over(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows of an earlier contract as rows of this one: columns that came since are empty, those that went are left out.

        Raises ValueError as `conform` does, so for a column that came and may not be null.
        """
        came = [column for column in self.columns if column.name not in frame.columns]
        return self.conform(frame.with_columns(pl.lit(None, dtype=column.dtype).alias(column.name) for column in came))
