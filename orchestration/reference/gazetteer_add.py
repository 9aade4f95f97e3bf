"""Adds the places of a GeoNames country dump, so that villages below the 500-people list resolve too."""

import zipfile
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO

import polars as pl

from orchestration.settings import Settings

# The columns of a dump, as its readme at download.geonames.org/export/dump lists them.
DUMP_COLUMNS = 19
POPULATED_CLASS = "P"
LEFT_OUT_CODES = frozenset({"PPLX", "PPLH", "PPLCH"})  # sections of places, and places of the past: not what news names
MAX_LINE_CHARS = 100_000
ADDED_SCHEMA = pl.Schema(
    [
        ("geonames_id", pl.Int64),
        ("name", pl.String),
        ("names", pl.List(pl.String)),
        ("alpha2", pl.String),
        ("admin1_code", pl.String),
        ("latitude", pl.Float64),
        ("longitude", pl.Float64),
        ("population", pl.Int64),
    ]
)


def _dump_dir(settings: Settings) -> Path:
    return settings.data_dir / "gazetteer"


def added_files(settings: Settings) -> list[Path]:
    """The dumps that were added to this installation, by name."""
    folder = _dump_dir(settings)
    return sorted(folder.glob("*.parquet")) if folder.is_dir() else []


def added_rows(settings: Settings) -> Iterator[dict[str, object]]:
    """The places of every added dump, as `gazetteer_build` takes them."""
    for path in added_files(settings):
        yield from pl.read_parquet(path).iter_rows(named=True)


def _parse(lines: Iterator[str], source: str) -> Iterator[dict[str, object]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != DUMP_COLUMNS or len(line) > MAX_LINE_CHARS:
            raise ValueError(
                f"{source}, line {number}: {len(cells)} cells instead of {DUMP_COLUMNS}; give a country file of "
                "download.geonames.org/export/dump, as it is or zipped"
            )
        if cells[6] != POPULATED_CLASS or cells[7] in LEFT_OUT_CODES:
            continue
        try:
            geonames_id, latitude, longitude = int(cells[0]), float(cells[4]), float(cells[5])
            population = int(cells[14] or 0)
        except ValueError as error:
            raise ValueError(f"{source}, line {number}: {error}; the id, point or population is no number") from error
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"{source}, line {number}: {latitude}, {longitude} is no point on the globe")
        yield {
            "geonames_id": geonames_id,
            "name": cells[1],
            "names": [name for name in (cells[2], *cells[3].split(",")) if name],
            "alpha2": cells[8],
            "admin1_code": cells[10],
            "latitude": latitude,
            "longitude": longitude,
            "population": population,
        }


def _lines(path: Path) -> Iterator[str]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as handle:
            yield from handle
        return
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if name.endswith(".txt") and not name.lower().startswith("readme")]
        if len(members) != 1:
            raise ValueError(f"{path.name}: {len(members)} data files in the archive instead of one; give a country file")
        member: IO[bytes]
        with archive.open(members[0]) as member:
            yield from TextIOWrapper(member, encoding="utf-8", newline="\n")


def add_dump(settings: Settings, path: Path) -> int:
    """Adds the populated places of a dump (`UA.txt` or `UA.zip`) and returns their number.

    A dump of the same name is replaced; the gazetteer compiles anew when it is loaded next. Raises ValueError where the
    file is no dump, FileNotFoundError where there is none.
    """
    frame = pl.DataFrame(list(_parse(_lines(path), path.name)), schema=ADDED_SCHEMA).unique("geonames_id").sort("geonames_id")
    if frame.is_empty():
        raise ValueError(f"{path.name}: no populated place in it; give a country file of download.geonames.org/export/dump")
    folder = _dump_dir(settings)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{path.stem}.tmp"
    frame.write_parquet(temporary, compression="zstd")
    temporary.replace(folder / f"{path.stem}.parquet")
    return frame.height
