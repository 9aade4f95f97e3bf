"""Hostile files beside good articles: one run is green, takes in all that can be read, and says why the rest cannot."""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.articles.landing import scan_landing
from orchestration.quarantine import quarantined
from orchestration.settings import Settings
from orchestration.tables import QUARANTINE_REASONS
from tests.bad_inputs.generator import Written, make_cases, write_landing
from tests.bad_inputs.judging import faults
from tests.bad_inputs.memory import PeakMemory
from tests.conftest import lend_gazetteer, sitrep_process

MEBIBYTES = 1536
FEWEST = 120
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Run:
    settings: Settings
    written: Written
    code: int
    output: str
    mebibytes: float


def run(settings: Settings, written: Written) -> Run:
    log = settings.data_dir / "output.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            **sitrep_process(settings, "run"),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        peak = PeakMemory(process)
        code = process.wait(timeout=900)
    return Run(settings, written, code, log.read_text(encoding="utf-8", errors="replace"), peak.mebibytes())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("bad_inputs")
    settings = Settings(folder / "data", folder / "landing")
    settings.data_dir.mkdir()
    lend_gazetteer(settings.data_dir)
    return run(settings, write_landing(settings.landing_dir))


def ask(settings: Settings, query: str) -> list[tuple[str, str]]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.slow
def test_one_run_is_green_and_everything_is_where_it_ought_to_be(first: Run) -> None:
    assert first.code == 0, first.output
    assert "Traceback" not in first.output
    assert "Could not be read: " in first.output
    stored = ask(first.settings, "select landing_file, body from marts.dim_articles")
    bodies = "\n".join(body for _, body in stored)
    assert [number for number in first.written.good_numbers if number not in bodies] == []
    refused = ask(first.settings, "select landing_file, reason_code from marts.fct_quarantine")
    waiting = [(file.name, file.reason) for file in scan_landing(first.settings.landing_dir).waiting]
    assert faults(first.written.cases, refused, stored, waiting) == []
    expected = {f"bad/{case.name.split('/')[1]}" for case in first.written.cases}
    assert {"/".join(file.split("/")[:2]) for file, _ in refused} <= expected, "no good article lies in quarantine"
    assert first.mebibytes < MEBIBYTES


@pytest.mark.slow
def test_what_is_set_aside_can_be_recognized(first: Run) -> None:
    rows = quarantined(first.settings)
    assert rows.height < MOST_ROWS, "one file must not flood the quarantine"
    assert set(rows["reason_code"]) <= set(QUARANTINE_REASONS) - {"reader_error", "too_slow"}
    whole = {row["landing_file"]: row for row in rows.to_dicts() if row["landing_member"] is None}
    assert all(row["detail"] and row["first_bytes"].isascii() for row in rows.to_dicts())
    for name in ("bad/texts/line_of_200_megabytes.txt", "bad/texts/nul.txt", "bad/archives/bomb.zip"):
        path = first.settings.landing_dir / name
        if name in whole:
            assert whole[name]["byte_count"] == path.stat().st_size
            with path.open("rb") as handle:
                assert whole[name]["content_sha256"] == hashlib.file_digest(handle, "sha256").hexdigest()
    assert "bad/texts/line_of_200_megabytes.txt" in whole


@pytest.mark.slow
def test_a_second_run_changes_nothing(first: Run) -> None:
    def tables() -> dict[str, str]:
        return {
            path.relative_to(first.settings.data_dir).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in ("raw", "coded", "normalized", "published")
            for path in sorted((first.settings.data_dir / folder).rglob("*"))
            if path.is_file() and not path.name.startswith("index.sqlite")
        }

    before = tables()
    again = run(first.settings, first.written)
    assert again.code == 0, again.output
    assert {name for name, digest in tables().items() if before.get(name) != digest} == set()


def test_there_are_enough_cases_and_no_two_alike() -> None:
    cases = make_cases()
    refused = [case for case in cases if case.reasons]
    assert len(refused) >= FEWEST
    assert len({case.name for case in cases}) == len(cases)
    contents = [case.content for case in refused if isinstance(case.content, bytes) and len(case.content) > 10]
    assert len(set(contents)) >= FEWEST, "files of other names and the same bytes are no other cases"


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second = make_cases(), make_cases()
    assert [case.content for case in first if isinstance(case.content, bytes)] == [
        case.content for case in second if isinstance(case.content, bytes)
    ]
