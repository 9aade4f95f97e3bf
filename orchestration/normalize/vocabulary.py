"""The closed lists that rows are checked against: event types with their modes, sectors, countries.

Their one home is the seeds of the dbt project, which are tables of the warehouse as well.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

INTERNATIONAL_CODES = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC", "INT"})


@dataclass(frozen=True)
class Vocabulary:
    """Event types with modes (`(type, mode or None)`), sector codes, country codes (ISO 3166 alpha-3)."""

    event_modes: frozenset[tuple[str, str | None]]
    sectors: frozenset[str]
    countries: frozenset[str]

    @property
    def event_types(self) -> frozenset[str]:
        return frozenset(event_type for event_type, _ in self.event_modes)

    def is_actor_code(self, code: str) -> bool:
        """Whether a code is a country with a sector if any (`UKR`, `RUS MIL`), or an international body (`IGO UNO`).

        A third part names an organization and is free; the second part of an international code as well.
        """
        parts = code.split(" ")
        if len(parts) > 3 or any(not (len(part) == 3 and part.isascii() and part.isupper()) for part in parts):
            return False
        if parts[0] in INTERNATIONAL_CODES:
            return True
        return parts[0] in self.countries and (len(parts) == 1 or parts[1] in self.sectors)


@lru_cache(maxsize=4)
def load_vocabulary(seeds_dir: Path) -> Vocabulary:
    """Read `event_types.csv`, `sectors.csv` and `countries.csv`."""
    types = pl.read_csv(seeds_dir / "event_types.csv", columns=["event_type", "event_mode"], infer_schema=False)
    return Vocabulary(
        event_modes=frozenset((event_type, mode or None) for event_type, mode in types.iter_rows()),
        sectors=_codes(seeds_dir / "sectors.csv", "sector_code"),
        countries=_codes(seeds_dir / "countries.csv", "country_code"),
    )


def _codes(path: Path, column: str) -> frozenset[str]:
    return frozenset(pl.read_csv(path, columns=[column], infer_schema=False)[column])
