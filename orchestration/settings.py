"""Where things lie. Read from the environment when asked for, never at import."""

import os
from dataclasses import dataclass
from pathlib import Path

from orchestration.processes import core_count

PROJECT_DIR = Path(__file__).resolve().parent.parent
REST_SECONDS = 5.0
TICK_MINUTES = 15
LONGEST_TICK_MINUTES = 30


@dataclass(frozen=True)
class Settings:
    """Folders of one installation. Everything generated lies under `data_dir`; reference data and models in the project.

    A file of the landing folder is read when it was last written to `rest_seconds` ago: by then it is whole. Files are read
    in `reader_processes` processes, within limits of time and memory; with 0 in this process and without limits, which is
    for tests and notebooks: one hostile file could stop the run. `is_automatic`: schedules and sensors run unless a person
    stops them; `tick_minutes`: how often the schedule of feeds does.
    """

    data_dir: Path
    landing_dir: Path
    feeds_path: Path = PROJECT_DIR / "data" / "feeds.yml"
    rest_seconds: float = 0.0
    reader_processes: int = 0
    is_automatic: bool = False
    tick_minutes: int = TICK_MINUTES

    @classmethod
    def from_environment(cls) -> "Settings":
        """`SITREP_DATA_DIR`, `SITREP_LANDING_DIR` and `SITREP_FEEDS_FILE`, else `data/`, `data/landing/` and
        `data/feeds.yml` of the project; `SITREP_REST_SECONDS`; `SITREP_AUTOMATION` (`on` or `off`);
        `SITREP_TICK_MINUTES` (1 to 30).

        Raises ValueError when the seconds or minutes are no such number or the automation is neither on nor off.
        """
        data_dir = Path(os.environ.get("SITREP_DATA_DIR") or PROJECT_DIR / "data")
        landing_dir = Path(os.environ.get("SITREP_LANDING_DIR") or PROJECT_DIR / "data" / "landing")
        feeds_path = Path(os.environ.get("SITREP_FEEDS_FILE") or cls.feeds_path)
        said = os.environ.get("SITREP_REST_SECONDS") or REST_SECONDS
        try:
            rest_seconds = float(said)
        except ValueError as error:
            raise ValueError(f"SITREP_REST_SECONDS is {said!r}; give a number of seconds, 0 to read files at once") from error
        automation = os.environ.get("SITREP_AUTOMATION") or "off"
        if automation not in ("on", "off"):
            raise ValueError(f"SITREP_AUTOMATION is {automation!r}; say on or off")
        tick = os.environ.get("SITREP_TICK_MINUTES") or str(TICK_MINUTES)
        if not (tick.isdecimal() and 1 <= int(tick) <= LONGEST_TICK_MINUTES):
            raise ValueError(f"SITREP_TICK_MINUTES is {tick!r}; give whole minutes, 1 to {LONGEST_TICK_MINUTES}")
        return cls(
            data_dir=data_dir.resolve(),
            landing_dir=landing_dir.resolve(),
            feeds_path=feeds_path.resolve(),
            rest_seconds=rest_seconds,
            reader_processes=core_count(),
            is_automatic=automation == "on",
            tick_minutes=int(tick),
        )

    @property
    def reference_dir(self) -> Path:
        return PROJECT_DIR / "data" / "reference"

    @property
    def columns_path(self) -> Path:
        """What foreign tables and JSON call the parts of an article; need not be there."""
        return self.data_dir / "columns.yml"

    @property
    def model_dir(self) -> Path:
        return PROJECT_DIR / "data" / "models" / "english_ud"

    @property
    def dbt_project_dir(self) -> Path:
        return PROJECT_DIR / "dbt_project"

    @property
    def warehouse_path(self) -> Path:
        """The working warehouse: dbt is its only writer, nobody else reads it."""
        return self.data_dir / "warehouse" / "sitrep.duckdb"

    @property
    def published_dir(self) -> Path:
        return self.data_dir / "published"

    @property
    def published_path(self) -> Path:
        return self.published_dir / "sitrep.duckdb"

    @property
    def feeds_dir(self) -> Path:
        """What is known of feeds between polls."""
        return self.data_dir / "feeds"

    @property
    def dagster_home(self) -> Path:
        return self.data_dir / "dagster"

    def table_dir(self, schema: str, table: str) -> Path:
        """The folder of one Parquet table; it holds one file per ingest date, `YYYY-MM-DD.parquet`."""
        return self.data_dir / schema / table
