"""The landing folder: what is read, what is refused, and that a second run changes nothing."""

import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from orchestration.articles import ingest as ingest_module
from orchestration.articles.ingest import IngestResult, ingest
from orchestration.settings import Settings
from orchestration.storage import list_partitions, partition_path, read_partitions
from orchestration.tables import QUARANTINE_REASONS, RAW_ARTICLES, RAW_QUARANTINE

FIRST, SECOND = datetime(2025, 3, 1, 23, 30, tzinfo=UTC), datetime(2025, 3, 2, 0, 30, tzinfo=UTC)
STORY = "Rebels took the port of Sampleville on Monday. The army withdrew to the hills."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(data_dir=tmp_path / "data", landing_dir=tmp_path / "landing")


def land(settings: Settings, name: str, content: str | bytes | object) -> Path:
    path = settings.landing_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def articles(settings: Settings) -> pl.DataFrame:
    return read_partitions(settings, RAW_ARTICLES).sort("landing_file", "landing_member")


def refused(settings: Settings) -> dict[tuple[str, int | None], str]:
    rows = read_partitions(settings, RAW_QUARANTINE).select("landing_file", "landing_member", "reason_code").rows()
    return {(file, member): reason for file, member, reason in rows}


def stored_bytes(settings: Settings) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in settings.data_dir.rglob("*.parquet")}


def test_every_format_and_a_sidecar(settings: Settings) -> None:
    land(settings, "a.txt", STORY)
    land(
        settings, "a.meta.json", {"source": "Side Post", "url": "https://www.a.example/x", "published_at": "2025-02-03T04:05Z"}
    )
    land(settings, "b.html", f"<html><body><h1>Port falls</h1><p>{STORY} More.</p></body></html>")
    land(settings, "c/d.json", {"title": "Port falls", "content": f"{STORY} Still more."})
    land(settings, "c/e.jsonl", "\n".join(json.dumps({"title": f"Port {n} falls"}) for n in range(3)))
    result = ingest(settings, FIRST, "r1")
    assert result == IngestResult(4, 0, 6, 0, 0, result.article_ids)
    rows = articles(settings)
    assert rows["landing_file"].to_list() == ["a.txt", "b.html", "c/d.json", *["c/e.jsonl"] * 3]
    assert rows["landing_member"].to_list() == [0, 0, 0, 0, 1, 2]
    first = rows.row(0, named=True)
    assert first["body"] == STORY
    assert (first["source_name"], first["source_domain"]) == ("Side Post", "a.example")
    assert (first["published_at"], first["published_at_origin"]) == (datetime(2025, 2, 3, 4, 5, tzinfo=UTC), "metadata")
    assert first["content_sha256"] == hashlib.sha256(STORY.encode()).hexdigest()
    assert (first["ingest_date"].isoformat(), first["ingested_at"], first["run_id"]) == ("2025-03-01", FIRST, "r1")
    for row in rows.iter_rows(named=True):
        assert row["headline_char_end"] in (0, len(row["title"] or ""))


def test_a_second_run_changes_no_byte(settings: Settings) -> None:
    land(settings, "a.txt", STORY)
    land(settings, "b.jsonl", '{"title": "Port falls"}\n{broken\n')
    land(settings, "c.json", '{"title": ')
    land(settings, "d.jsonl", "{broken\n")
    ingest(settings, FIRST, "r1")
    before = stored_bytes(settings)
    result = ingest(settings, SECOND, "r2")
    assert stored_bytes(settings) == before
    assert (result.new_articles, result.quarantined, result.article_ids) == (0, 0, ())


def test_the_same_landing_folder_gives_the_same_bytes_elsewhere(settings: Settings, tmp_path: Path) -> None:
    for number in range(20):
        land(settings, f"{number}.txt", f"{STORY} Number {number}.")
    land(settings, "broken.json", "{")
    other = Settings(data_dir=tmp_path / "other", landing_dir=settings.landing_dir)
    ingest(settings, FIRST, "r1")
    ingest(other, FIRST, "r1")
    for table in (RAW_ARTICLES, RAW_QUARANTINE):
        day = FIRST.date()
        assert partition_path(settings, table, day).read_bytes() == partition_path(other, table, day).read_bytes()


def test_the_same_content_under_another_name_is_the_same_article(settings: Settings) -> None:
    land(settings, "a.txt", STORY)
    land(settings, "copy.txt", STORY)
    land(settings, "unix.txt", f"Port falls\n\n{STORY}\n")
    land(settings, "windows.txt", f"Port falls\r\n\r\n{STORY}\r\n")
    result = ingest(settings, FIRST, "r1")
    assert (result.new_articles, result.seen_files, result.known_articles) == (2, 1, 1)
    land(settings, "later.txt", STORY)
    assert ingest(settings, SECOND, "r2").new_articles == 0
    assert articles(settings)["landing_file"].to_list() == ["a.txt", "unix.txt"]


def test_the_same_text_of_two_outlets_or_days_is_two_articles(settings: Settings) -> None:
    for name, source, day in (("a", "Sample Post", 3), ("b", "Other Post", 3), ("c", "Sample Post", 4)):
        land(settings, f"{name}.json", {"content": STORY, "source": source, "published_at": f"2025-02-0{day}"})
    assert ingest(settings, FIRST, "r1").new_articles == 3


def test_new_articles_of_another_day_leave_the_old_partition(settings: Settings) -> None:
    land(settings, "a.txt", STORY)
    ingest(settings, FIRST, "r1")
    before = partition_path(settings, RAW_ARTICLES, FIRST.date()).read_bytes()
    land(settings, "b.txt", f"{STORY} The council met.")
    ingest(settings, SECOND, "r2")
    assert partition_path(settings, RAW_ARTICLES, FIRST.date()).read_bytes() == before
    assert list_partitions(settings, RAW_ARTICLES) == [FIRST.date(), SECOND.date()]
    assert articles(settings).height == 2


BAD = {
    "empty.txt": (b"", "empty"),
    "white.html": (b" \n\t ", "empty"),
    "marks.txt": (b"... -- !", "empty"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(50), "not_text"),
    "nul.txt": (b"Rebels\x00took", "not_text"),
    "mixed.txt": ("Повстанцы".encode() + b"\xff\xfe\xfd", "wrong_encoding"),
    "report.docx": (b"PK\x03\x04", "unsupported_format"),
    "noending": (b"Rebels took it.", "unsupported_format"),
    "cut.json": (b'{"title": "Port', "broken_json"),
    "deep.json": (b"[" * 50_000, "nested_too_deep"),
    "list.json": (b"[]", "no_article_text"),
    "scripts.html": (b"<html><body><div id=a></div><script>x()</script></body></html>", "no_article_text"),
    "bomb.html": (b"<div>" * 100_000, "no_article_text"),
    "oneword.txt": (b"a" * 20_000, "no_article_text"),
    "endless.txt": (b"word " * 100_000, "too_large"),
}


def test_bad_files_lie_in_quarantine_and_stop_nobody(settings: Settings) -> None:
    for name, (content, _) in BAD.items():
        land(settings, name, content)
    for number in range(10):
        land(settings, f"good{number}.txt", f"{STORY} Number {number}.")
    result = ingest(settings, FIRST, "r1")
    assert (result.new_articles, result.quarantined) == (10, len(BAD))
    assert {name: reason for (name, _), reason in refused(settings).items()} == {
        name: reason for name, (_, reason) in BAD.items()
    }
    rows = read_partitions(settings, RAW_QUARANTINE)
    assert set(rows["reason_code"]) <= set(QUARANTINE_REASONS)
    for row in rows.iter_rows(named=True):
        content = BAD[row["landing_file"]][0]
        assert (row["content_sha256"], row["byte_count"]) == (hashlib.sha256(content).hexdigest(), len(content))
        assert row["detail"] and row["first_bytes"].isascii() and row["stage"] == "ingest"


def test_two_bad_files_of_the_same_bytes_are_two_rows(settings: Settings) -> None:
    land(settings, "a.txt", b"")
    land(settings, "b.txt", b"")
    ingest(settings, FIRST, "r1")
    assert set(refused(settings)) == {("a.txt", None), ("b.txt", None)}


def test_a_file_over_the_limit_is_refused_without_being_held(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestration.articles.landing.MAX_FILE_BYTES", 1000)
    monkeypatch.setattr("orchestration.articles.reading.MAX_FILE_BYTES", 1000)
    content = b"Rebels took the port. " * 100
    land(settings, "big.txt", content)
    ingest(settings, FIRST, "r1")
    row = read_partitions(settings, RAW_QUARANTINE).row(0, named=True)
    assert (row["reason_code"], row["byte_count"]) == ("too_large", len(content))
    assert row["content_sha256"] == hashlib.sha256(content).hexdigest()


def test_bad_members_are_refused_one_by_one(settings: Settings) -> None:
    land(settings, "a.jsonl", '{"title": "Port falls"}\n{broken\n\n42\n{"title": "Port burns"}\n')
    result = ingest(settings, FIRST, "r1")
    assert (result.new_articles, result.quarantined) == (2, 2)
    assert refused(settings) == {("a.jsonl", 1): "broken_json", ("a.jsonl", 2): "no_article_text"}


def test_a_broken_sidecar_costs_only_the_sidecar(settings: Settings) -> None:
    land(settings, "sub/a.txt", STORY)
    land(settings, "sub/a.meta.json", "{broken")
    result = ingest(settings, FIRST, "r1")
    assert (result.new_articles, result.quarantined) == (1, 1)
    assert refused(settings) == {("sub/a.meta.json", None): "broken_json"}


def test_an_empty_sidecar_is_no_article(settings: Settings) -> None:
    land(settings, "a.txt", STORY)
    land(settings, "a.meta.json", {"source": None, "url": None, "published_at": None})
    result = ingest(settings, FIRST, "r1")
    assert (result.landing_files, result.new_articles, result.quarantined) == (1, 1, 0)


def test_files_that_are_passed_over(settings: Settings) -> None:
    for name in (".hidden.txt", ".git/a.txt", "a.txt.part", "b.tmp", "README.md", "sub/readme.txt", "c.txt~", "~lock.txt"):
        land(settings, name, STORY)
    assert ingest(settings, FIRST, "r1").landing_files == 0
    assert not settings.table_dir("raw", "articles").exists()


def test_a_pipe_in_the_folder_does_not_stop_the_run(settings: Settings) -> None:
    os.mkfifo(settings.landing_dir / "pipe.txt")
    land(settings, "a.txt", STORY)
    assert ingest(settings, FIRST, "r1").new_articles == 1


def test_a_fault_of_a_reader_is_set_aside(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise MemoryError("out of it")

    monkeypatch.setattr("orchestration.articles.reading.read_html", fail)
    land(settings, "a.html", "<html><p>Rebels took the port.</p></html>")
    land(settings, "b.txt", STORY)
    assert ingest(settings, FIRST, "r1").new_articles == 1
    assert refused(settings) == {("a.html", None): "reader_error"}


def test_a_run_killed_between_the_two_tables_is_made_good(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    land(settings, "a.jsonl", '{"title": "Port falls"}\n{broken\n')
    write = ingest_module.write_partition

    def killed(*arguments: object) -> None:
        if arguments[1] is RAW_ARTICLES:
            raise KeyboardInterrupt
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest_module, "write_partition", killed)
    with pytest.raises(KeyboardInterrupt):
        ingest(settings, FIRST, "r1")
    monkeypatch.undo()
    assert articles(settings).height == 0
    ingest(settings, SECOND, "r2")
    assert articles(settings).height == 1
    assert refused(settings) == {("a.jsonl", 1): "broken_json"}


def test_wrong_calls_name_the_remedy(settings: Settings) -> None:
    with pytest.raises(ValueError, match="aware datetime"):
        ingest(settings, datetime(2025, 3, 1), "r1")
    missing = Settings(data_dir=settings.data_dir, landing_dir=settings.landing_dir / "missing")
    with pytest.raises(FileNotFoundError, match="SITREP_LANDING_DIR"):
        ingest(missing, FIRST, "r1")


def test_progress_is_told_before_the_first_and_after_every_file(settings: Settings) -> None:
    for number in range(3):
        land(settings, f"{number}.txt", f"{STORY} {number}")
    told: list[tuple[int, int]] = []
    ingest(settings, FIRST, "r1", lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("reader_processes", [0, 1])
def test_foreign_columns_are_read_as_columns_yml_says(settings: Settings, reader_processes: int) -> None:
    land(settings, "agency/a.csv", f"Schlagzeile;Meldung\nPort falls;{STORY}\n")
    settings.data_dir.mkdir()
    settings.columns_path.write_text(
        "- files: 'agency/*.csv'\n  fields: {title: Schlagzeile, text: Meldung}\n  constants: {source: Example Agency}\n"
    )
    ingest(replace(settings, reader_processes=reader_processes), FIRST, "r1")
    (row,) = articles(settings).iter_rows(named=True)
    assert (row["title"], row["source_name"]) == ("Port falls", "Example Agency")
    assert STORY in row["body"]


def test_a_mistake_in_columns_yml_is_named_before_anything_is_read(settings: Settings) -> None:
    land(settings, "a.txt", STORY)
    settings.data_dir.mkdir()
    settings.columns_path.write_text("- fields: {}\n")
    with pytest.raises(ValueError, match="`files` is missing"):
        ingest(settings, FIRST, "r1")
    assert list_partitions(settings, RAW_ARTICLES) == []
