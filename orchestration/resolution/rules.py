"""The weights and families by which mentions are matched, read from the seeds of the dbt project."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

WHO = ("actor", "mutual", "either", "nobody")
# A weight as low as this rules a match out, whatever else agrees.
FORBIDDEN = -100.0


@dataclass(frozen=True)
class MatchRules:
    """`weights` by (feature, level), log odds; `families` has event_family, who, prior, is_frequent; `types` has event_type,
    event_mode and event_family; `stances` maps a status to its stance and whether it only looks ahead.
    """

    weights: Mapping[tuple[str, str], float]
    families: pl.DataFrame
    types: pl.DataFrame
    statuses: pl.DataFrame

    def weight(self, feature: str, level: pl.Expr) -> pl.Expr:
        """The weight of a column of levels of one feature. An unknown level is an error, not a zero."""
        known = {name: value for (of, name), value in self.weights.items() if of == feature}
        return level.replace_strict(known, return_dtype=pl.Float64)


@lru_cache(maxsize=2)
def load_match_rules(seeds_dir: Path) -> MatchRules:
    """Read `event_match_weights.csv`, `event_families.csv`, `event_types.csv` and `statuses.csv`.

    Raises ValueError when a family lacks a row, or a row says something that is not known.
    """
    weights = pl.read_csv(seeds_dir / "event_match_weights.csv", infer_schema=False)
    families = pl.read_csv(seeds_dir / "event_families.csv", schema_overrides={"prior": pl.Float64, "is_frequent": pl.Boolean})
    types = pl.read_csv(seeds_dir / "event_types.csv", infer_schema=False).select("event_type", "event_mode", "event_family")
    statuses = pl.read_csv(seeds_dir / "statuses.csv", schema_overrides={"is_prospective": pl.Boolean}).select(
        "status", "stance", "is_prospective"
    )
    missing = set(types["event_family"]) - set(families["event_family"])
    if missing:
        raise ValueError(f"event_families.csv has no row for {', '.join(sorted(missing))}; add one with its prior")
    unknown = set(families["who"]) - set(WHO)
    if unknown:
        raise ValueError(f"event_families.csv: who is {', '.join(sorted(unknown))}; it must be one of {', '.join(WHO)}")
    return MatchRules(
        weights={(row["feature"], row["level"]): float(row["weight"]) for row in weights.iter_rows(named=True)},
        families=families.select("event_family", "who", "prior", "is_frequent"),
        types=types,
        statuses=statuses,
    )
