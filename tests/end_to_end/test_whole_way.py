"""Articles in, a published warehouse out: by the command that people use."""

import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import read_partitions
from orchestration.tables import (
    ALL_TABLES,
    CODED_EVENT_MENTIONS,
    CODED_PLACE_MENTIONS,
    CODED_SENTENCES,
    CODED_TIME_MENTIONS,
    RAW_ARTICLES,
)
from tests.conftest import FirstRun, RunSitrep, lend_gazetteer


def query(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def stored_bytes(folder: Path) -> dict[str, str]:
    """Digests of everything that readers and later stages read."""
    roots = [folder / name for name in ("raw", "coded", "normalized", "published")]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for root in roots
        for path in sorted(root.rglob("*"))
        # The index is made from the tables, and notes which files it has seen.
        if path.is_file() and not path.name.startswith("index.")
    }


def test_the_run_ends_with_the_answer(first_run: FirstRun) -> None:
    output = first_run.finished.output
    assert "The freshest events" in output
    assert "whose word" in output
    assert "arrested 31 protesters" in " ".join(output.split())
    assert "sitrep dev" in output


def test_every_article_and_the_broken_file_are_accounted_for(first_run: FirstRun) -> None:
    files = query(first_run.settings, "select landing_file from marts.dim_articles order by landing_file")
    assert [row[0] for row in files] == ["page.html", "police.jsonl", "police.jsonl", "police.jsonl", "raid.txt", "rival.json"]
    refused = query(first_run.settings, "select landing_file, reason_code from marts.fct_quarantine")
    assert refused == [("broken.json", "broken_json")]


def test_who_did_what_to_whom(first_run: FirstRun) -> None:
    rows = query(
        first_run.settings,
        "select event_type, actor_codes, place_name, quantities[1].value, status, attribution_code "
        "from reporting.rpt_event_mentions where landing_file = 'raid.txt' and trigger_text in ('attacked', 'killed')",
    )
    assert rows
    assert {row[0] for row in rows} == {"ASSAULT"}
    assert any("KEN MIL" in row[1] for row in rows)
    assert any(row[2] == "Mandera" for row in rows)
    assert any(row[3] == 20.0 for row in rows)
    assert {row[4] for row in rows} == {"claimed"}
    assert {row[5] for row in rows} <= {"KEN MIL", "KEN GOV"}


def test_a_second_run_changes_no_byte_and_is_quick(first_run: FirstRun, run_sitrep: RunSitrep) -> None:
    before = stored_bytes(first_run.settings.data_dir)
    assert len(before) > 20
    finished = run_sitrep(first_run.settings, "run")
    assert finished.code == 0, finished.output
    assert stored_bytes(first_run.settings.data_dir) == before
    lines = {line.split()[0]: line for line in finished.output.splitlines() if " s " in line}
    assert all("unchanged" in lines[stage] for stage in ("ingest", "code", "normalize", "warehouse", "publish"))
    assert "leaked" not in finished.output


def test_the_published_file_names_no_folder_of_this_machine(first_run: FirstRun) -> None:
    content = first_run.settings.published_path.read_bytes()
    assert str(first_run.settings.data_dir).encode() not in content
    assert str(PROJECT_DIR).encode() not in content


def test_parquet_exports_hold_the_rows_of_the_file(first_run: FirstRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """All tables as files, and with the script beside them all views, as its users run it: in that folder."""
    names = query(
        first_run.settings,
        "select table_schema || '.' || table_name from information_schema.tables where table_schema in ('marts', 'reporting')",
    )
    assert len(names) > 20
    monkeypatch.chdir(first_run.settings.published_dir / "parquet")
    with duckdb.connect() as connection:
        connection.execute(Path("schema.sql").read_text(encoding="utf-8"))
        for (name,) in names:
            rows = connection.execute(f"select count(*) from {name}").fetchall()
            assert rows == query(first_run.settings, f"select count(*) from {name}"), name
    assert pl.scan_parquet("marts/fct_event_mentions/*.parquet").select(pl.len()).collect().item() > 0


@pytest.mark.parametrize("shape", ["table", "csv", "json"])
def test_sql_command(shape: str, first_run: FirstRun, run_sitrep: RunSitrep) -> None:
    finished = run_sitrep(first_run.settings, "sql", "select 'Mandera' as town, 20 as men, [1, 2] as list", "--format", shape)
    assert finished.code == 0, finished.output
    assert "Mandera" in finished.output
    if shape == "csv":
        assert finished.output == "town,men,list\nMandera,20,1; 2\n"
    if shape == "json":
        assert json.loads(finished.output) == [{"town": "Mandera", "men": 20, "list": [1, 2]}]


def test_sql_command_cannot_write(first_run: FirstRun, run_sitrep: RunSitrep) -> None:
    finished = run_sitrep(first_run.settings, "sql", "delete from marts.fct_events")
    assert finished.code != 0
    assert "read-only" in finished.output


def test_sql_command_without_a_warehouse_says_what_to_do(tmp_path: Path, run_sitrep: RunSitrep) -> None:
    finished = run_sitrep(Settings(tmp_path / "data", tmp_path), "sql", "select 1")
    assert finished.code != 0
    assert "run `sitrep run` first" in finished.output


def test_code_command_stores_nothing(first_run: FirstRun, run_sitrep: RunSitrep, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", first_run.settings.landing_dir)
    lend_gazetteer(settings.data_dir)
    article = first_run.settings.landing_dir / "raid.txt"
    finished = run_sitrep(settings, "code", str(article), "--format", "json")
    assert finished.code == 0, finished.output
    mentions = json.loads(finished.output)["event_mentions"]
    assert "ASSAULT" in {mention["event_type"] for mention in mentions}
    assert not (settings.data_dir / "raw").exists()


def test_offsets_point_at_their_words_in_the_small_corpus(first_run: FirstRun) -> None:
    check_offsets(first_run.settings)


def test_offsets_point_at_their_words_in_the_sample_corpus(sample_run: FirstRun) -> None:
    """The promise of every span in the warehouse, over all sample articles."""
    assert check_offsets(sample_run.settings) > 100


def check_offsets(settings: Settings) -> int:
    """Compares every stored span with the body; returns how many event mentions there were."""
    bodies = dict(read_partitions(settings, RAW_ARTICLES).select("article_id", "body").iter_rows())
    spans = {
        CODED_EVENT_MENTIONS: "trigger_text",
        CODED_SENTENCES: "sentence",
        CODED_PLACE_MENTIONS: "place_text",
        CODED_TIME_MENTIONS: "time_text",
    }
    for table, column in spans.items():
        rows = read_partitions(settings, table).select("article_id", "char_start", "char_end", column)
        wrong = [row for row in rows.iter_rows() if bodies[row[0]][row[1] : row[2]] != row[3]]
        assert wrong == [], f"{table.full_name}: spans that are not their text"
        assert rows.height
    return read_partitions(settings, CODED_EVENT_MENTIONS).height


def test_every_table_obeys_its_contract(first_run: FirstRun) -> None:
    for table in ALL_TABLES:
        rows = read_partitions(first_run.settings, table)
        assert table.conform(rows).equals(rows)


def test_a_changed_landing_folder_is_taken_up(first_run: FirstRun, tmp_path: Path, run_sitrep: RunSitrep) -> None:
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True)
    landing = tmp_path / "landing"
    shutil.copytree(first_run.settings.landing_dir, landing)
    (landing / "late.txt").write_text("Police in Accra arrested 77 smugglers on Friday.", encoding="utf-8")
    settings = Settings(tmp_path / "data", landing)
    before = query(settings, "select mention_id from marts.fct_event_mentions order by 1")
    finished = run_sitrep(settings, "run")
    assert finished.code == 0, finished.output
    after = query(settings, "select mention_id from marts.fct_event_mentions order by 1")
    assert set(before) < set(after), "old mentions keep their ids"
    late = query(settings, "select place_name from reporting.rpt_event_mentions where landing_file = 'late.txt'")
    assert late == [("Accra",)]
