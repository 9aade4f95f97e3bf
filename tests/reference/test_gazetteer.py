"""The gazetteer: what it holds, how fast it loads, how a country dump adds to it."""

import time
import zipfile
from pathlib import Path

import pytest

from orchestration.coding.place_lookup import name_key
from orchestration.reference.gazetteer import Gazetteer, gazetteer_version, load_gazetteer, load_place_words
from orchestration.reference.gazetteer_add import DUMP_COLUMNS, add_dump, added_rows
from orchestration.reference.words import read_rows
from orchestration.settings import Settings


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(Settings.from_environment())


def _dump_line(geonames_id: int, name: str, others: str = "", **cells: str) -> str:
    row = [""] * DUMP_COLUMNS
    row[0], row[1], row[2], row[3] = str(geonames_id), name, name, others
    row[4], row[5] = cells.get("latitude", "48.5"), cells.get("longitude", "37.5")
    row[6], row[7], row[8] = cells.get("feature_class", "P"), cells.get("feature_code", "PPL"), "UA"
    row[10], row[14] = cells.get("admin1", "05"), cells.get("population", "0")
    return "\t".join(row)


@pytest.fixture
def installation(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", landing_dir=tmp_path / "landing")


def test_warm_load_takes_little_time(gazetteer: Gazetteer) -> None:
    settings = Settings.from_environment()
    started = time.process_time()
    again = load_gazetteer(settings)
    assert time.process_time() - started < 3.0  # under a second on an idle machine; tests run several at a time
    assert again.version == gazetteer.version == gazetteer_version(settings)


def test_every_country_has_point_and_most_have_a_capital(gazetteer: Gazetteer) -> None:
    rows = list(read_rows(Settings.from_environment().reference_dir / "countries.csv"))
    assert len(rows) >= 240
    assert {"PSE", "XKX", "TWN", "HKG"} <= {row["alpha3"] for row in rows}
    without_capital = []
    for row in rows:
        place = gazetteer.country(row["alpha3"])
        assert place is not None and (place.latitude, place.longitude) == (float(row["latitude"]), float(row["longitude"]))
        assert gazetteer.candidates(name_key(row["name"]))
        if row["capital"] and gazetteer.capital(row["alpha3"]) is None:
            without_capital.append(row["alpha3"])
    assert len(without_capital) <= 15, without_capital


@pytest.mark.parametrize(
    ("demonym", "code"),
    [("Ukrainian", "UKR"), ("Israelis", "ISR"), ("North Korean", "PRK"), ("Dutch", "NLD"), ("Nigerien", "NER"),
     ("Nigerian", "NGA"), ("South Sudanese", "SSD"), ("Burmese", "MMR"), ("Congolese", "COD"), ("Emirati", "ARE"),
     ("Briton", "GBR")],
)  # fmt: skip
def test_demonyms(gazetteer: Gazetteer, demonym: str, code: str) -> None:
    assert gazetteer.demonym(demonym) == code


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("Kyiv", "geonames:703448"), ("Kiev", "geonames:703448"), ("Selydove", "geonames:694677"), ("Jenin", "geonames:283506"),
     ("Gaza Strip", "admin1:PSE:Gaza Strip"), ("Donbas", "region:donbas"), ("Crimea", "admin1:UKR:Crimea"),
     ("Sahel", "region:sahel"), ("Black Sea", "water:black_sea"), ("Golan Heights", "region:golan")],
)  # fmt: skip
def test_well_known_names(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert place_id in {place.place_id for place in gazetteer.candidates(name_key(name))}


def test_regions_hold_their_places(gazetteer: Gazetteer) -> None:
    pokrovsk = next(place for place in gazetteer.candidates("pokrovsk") if place.country_code == "UKR")
    assert pokrovsk.admin1_name == "Donetsk"
    region = gazetteer.admin1("UKR", pokrovsk.admin1_code or "")
    assert region is not None and region.precision == "admin1"
    assert abs(region.latitude - pokrovsk.latitude) < 1.5 and abs(region.longitude - pokrovsk.longitude) < 2


def test_abbreviations_are_read_by_case(gazetteer: Gazetteer) -> None:
    assert [place.country_code for place in gazetteer.abbreviation("US")] == ["USA"]
    assert not gazetteer.abbreviation("us") and not gazetteer.candidates("us")
    assert [place.name for place in gazetteer.region_abbreviation("Calif.")] == ["California"]
    assert not gazetteer.candidates("miss")


def test_place_ids_and_reference_rows_are_whole() -> None:
    reference_dir = Settings.from_environment().reference_dir
    for name in ("regions.csv", "waters.csv", "place_overrides.csv"):
        ids = [row["place_id"] for row in read_rows(reference_dir / name)]
        assert len(ids) == len(set(ids)) > 50
    assert len(load_place_words(reference_dir).type_words) > 50


def test_unknown_kind_of_word_is_refused(tmp_path: Path) -> None:
    (tmp_path / "place_words.csv").write_text("kind,word,value\nnonsense,town,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unknown kind 'nonsense'"):
        load_place_words(tmp_path)


def test_dump_adds_villages_and_changes_the_version(installation: Settings, tmp_path: Path) -> None:
    before = gazetteer_version(installation)
    dump = tmp_path / "UA.txt"
    lines = [
        _dump_line(1, "Bezhradivka", "Безградівка,Bezgradovka", population="120"),
        _dump_line(2, "Staryi Khutir", latitude="48.6"),
        _dump_line(3, "Lake of Names", feature_class="H", feature_code="LK"),
        _dump_line(4, "Old Quarter", feature_code="PPLX"),
    ]
    dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert add_dump(installation, dump) == 2
    assert gazetteer_version(installation) != before
    assert [row["name"] for row in added_rows(installation)] == ["Bezhradivka", "Staryi Khutir"]
    assert add_dump(installation, dump) == 2
    assert len(list(added_rows(installation))) == 2


@pytest.mark.slow
def test_added_village_resolves(installation: Settings, tmp_path: Path) -> None:
    archive = tmp_path / "UA.zip"
    with zipfile.ZipFile(archive, "w") as handle:
        handle.writestr("readme.txt", "columns")
        handle.writestr("UA.txt", _dump_line(99000001, "Bezhradivka", "Bezgradovka", population="120") + "\n")
    assert add_dump(installation, archive) == 1
    gazetteer = load_gazetteer(installation)
    found = gazetteer.candidates("bezhradivka")
    assert [(place.geonames_id, place.country_code, place.admin1_name) for place in found] == [(99000001, "UKR", "Donetsk")]
    assert gazetteer.candidates("bezgradovka") == found
    assert len(list((installation.data_dir / "cache").glob("gazetteer-*.parquet"))) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("just a line of text\n", "1 cells instead of 19"),
        (_dump_line(1, "X", latitude="north") + "\n", "no number"),
        (_dump_line(1, "X", latitude="95") + "\n", "no point on the globe"),
        (_dump_line(1, "X", feature_class="H") + "\n", "no populated place"),
        ("", "no populated place"),
    ],
)
def test_broken_dumps_are_refused(installation: Settings, tmp_path: Path, content: str, message: str) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        add_dump(installation, dump)
    assert not list(added_rows(installation))


def test_missing_dump_is_told(installation: Settings, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        add_dump(installation, tmp_path / "none.txt")
