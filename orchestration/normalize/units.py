"""Units of measure that have a standard one: miles become km, weeks become days. What is printed is kept beside it."""

import polars as pl

# Factor to the standard unit. The international mile is 1,609.344 m (1959 agreement). Months and years have no fixed
# number of days and stay as they are.
STANDARD_UNITS = {"mile": ("km", 1.609344), "week": ("day", 7.0)}


def with_standard_units(quantities: pl.DataFrame) -> pl.DataFrame:
    """Adds si_value, si_low, si_high and si_unit to rows with value, low, high and unit."""
    factors = {unit: factor for unit, (_, factor) in STANDARD_UNITS.items()}
    targets = {unit: target for unit, (target, _) in STANDARD_UNITS.items()}
    factor = pl.col("unit").replace_strict(factors, default=1.0, return_dtype=pl.Float64)
    return quantities.with_columns(
        *((pl.col(name) * factor).alias(f"si_{name}") for name in ("value", "low", "high")),
        pl.col("unit").replace(targets).alias("si_unit"),
    )
