"""Trying again what was set aside: nothing vanishes, whatever becomes of it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from orchestration import quarantine
from orchestration.articles import ingest as ingest_module
from orchestration.articles import reading
from orchestration.articles.ingest import ingest
from orchestration.articles.story import Refusal
from orchestration.quality.verdicts import judge_articles
from orchestration.quarantine import files_to_retry, find, quarantined, retry
from orchestration.run_state import RunState
from orchestration.settings import Settings
from orchestration.storage import read_partitions
from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE

FIRST, SECOND = datetime(2025, 3, 1, 23, 30, tzinfo=UTC), datetime(2025, 3, 2, 0, 30, tzinfo=UTC)
GOOD = '{"title": "Port falls", "text": "Rebels took the port of Sampleville."}'
OTHER = '{"title": "Port burns", "text": "The army shelled the port of Sampleville."}'
FUTURE = '{"title": "Port dreams", "text": "Rebels left the port of Sampleville.", "published_at": "2031-01-01"}'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(tmp_path / "data", tmp_path / "landing")


def land(settings: Settings, name: str, content: str) -> None:
    (settings.landing_dir / name).write_text(content, encoding="utf-8")


def rows(settings: Settings) -> list[tuple[str, int | None, str]]:
    return sorted(quarantined(settings).select("landing_file", "landing_member", "reason_code").rows(), key=repr)


def titles(settings: Settings) -> set[str]:
    return set(read_partitions(settings, RAW_ARTICLES)["title"])


def refuse_html(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise Refusal("no_article_text", "the reader was not good enough yet")

    monkeypatch.setattr(reading, "read_html", fail)


def test_a_file_is_read_anew_after_the_reader_was_mended(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    land(settings, "a.html", "<html><h1>Port falls</h1><p>Rebels took the port of Sampleville.</p></html>")
    land(settings, "b.json", "{")
    refuse_html(monkeypatch)
    ingest(settings, FIRST, "r1")
    monkeypatch.undo()
    assert ingest(settings, SECOND, "r2").new_articles == 0, "refused once, it is not read at every run"
    assert retry(settings, quarantined(settings)["quarantine_id"]) == {"ingest"}
    assert rows(settings) == [("a.html", None, "no_article_text"), ("b.json", None, "broken_json")]
    assert ingest(settings, SECOND, "r3").new_articles == 1
    assert (titles(settings), rows(settings)) == ({"Port falls"}, [("b.json", None, "broken_json")])
    assert quarantined(settings)["run_id"].to_list() == ["r3"], "the row tells of the last attempt"
    assert files_to_retry(settings) == frozenset()


def test_a_member_is_read_anew_although_its_neighbours_are_stored(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    land(settings, "a.jsonl", f"{GOOD}\n{FUTURE}\n{{broken\n")
    ingest(settings, FIRST, "r1")
    judge_articles(settings, FIRST, "r1")
    assert rows(settings) == [("a.jsonl", 1, "failed_gate"), ("a.jsonl", 2, "broken_json")]
    retry(settings, quarantined(settings)["quarantine_id"])
    result = ingest(settings, SECOND, "r2")
    assert (result.new_articles, result.known_articles) == (1, 1)
    judge_articles(settings, SECOND, "r2")
    assert rows(settings) == [("a.jsonl", 1, "failed_gate"), ("a.jsonl", 2, "broken_json")]
    assert titles(settings) == {"Port falls"}


def test_a_file_that_is_gone_stays_in_quarantine(settings: Settings) -> None:
    land(settings, "a.json", "{")
    ingest(settings, FIRST, "r1")
    (settings.landing_dir / "a.json").unlink()
    retry(settings, quarantined(settings)["quarantine_id"])
    ingest(settings, SECOND, "r2")
    assert rows(settings) == [("a.json", None, "broken_json")]
    land(settings, "a.json", GOOD)
    assert ingest(settings, SECOND, "r3").new_articles == 1
    assert (rows(settings), files_to_retry(settings)) == ([], frozenset())


def test_a_sidecar_is_read_anew(settings: Settings) -> None:
    land(settings, "a.txt", "Rebels took the port of Sampleville.")
    land(settings, "a.meta.json", "{")
    ingest(settings, FIRST, "r1")
    for run_id in ("r2", "r3"):
        retry(settings, quarantined(settings)["quarantine_id"])
        ingest(settings, SECOND, run_id)
        assert rows(settings) == [("a.meta.json", None, "broken_json")]
    land(settings, "a.meta.json", '{"source": "Side Post"}')
    retry(settings, quarantined(settings)["quarantine_id"])
    ingest(settings, SECOND, "r4")
    assert rows(settings) == []
    assert "Side Post" in set(read_partitions(settings, RAW_ARTICLES)["source_name"])


@pytest.mark.parametrize("killed_at", ["RAW_QUARANTINE", "RAW_ARTICLES", "drop_rows_of", "keep_retries"])
def test_a_killed_retry_is_made_good(settings: Settings, monkeypatch: pytest.MonkeyPatch, killed_at: str) -> None:
    land(settings, "a.jsonl", f"{GOOD}\n{{broken\n")
    land(settings, "b.html", "<html><h1>Port burns</h1><p>The army shelled the port.</p></html>")
    refuse_html(monkeypatch)
    ingest(settings, FIRST, "r1")
    monkeypatch.undo()
    retry(settings, quarantined(settings)["quarantine_id"])
    write = ingest_module.write_partition

    def killed(*arguments: object, **options: object) -> None:
        if killed_at.islower() or arguments[1] is getattr(ingest_module, killed_at):
            raise KeyboardInterrupt
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest_module, killed_at if killed_at.islower() else "write_partition", killed)
    with pytest.raises(KeyboardInterrupt):
        ingest(settings, SECOND, "r2")
    monkeypatch.undo()
    ingest(settings, SECOND, "r3")
    assert titles(settings) == {"Port falls", "Port burns"}
    assert rows(settings) == [("a.jsonl", 1, "broken_json")]


def test_articles_and_mentions_are_tried_again_by_their_stage(settings: Settings) -> None:
    land(settings, "a.json", GOOD)
    ingest(settings, FIRST, "r1")
    articles = read_partitions(settings, RAW_ARTICLES).to_dicts()
    details = {articles[0]["article_id"]: "it failed"}
    for stage, reason in (("coding", "coder_error"), ("mentions_gate", "failed_gate")):
        quarantine.set_aside_articles(settings, articles, details, stage, reason, FIRST, "r1")
    state = RunState(settings)
    for work in ("code/2025-03-01", "normalize/2025-03-01", "code/2025-03-02"):
        state.record(work, "in", "out")
    coding = find(settings, reason_codes=["coder_error"])
    assert retry(settings, coding["quarantine_id"]) == {"coding"}
    assert [state.is_done(f"{work}/2025-03-01", "in", "out") for work in ("code", "normalize")] == [False, True]
    assert state.is_done("code/2025-03-02", "in", "out")
    retry(settings, quarantined(settings)["quarantine_id"])
    assert not state.is_done("normalize/2025-03-01", "in", "out")
    assert quarantined(settings).height == 2, "a row goes when its stage has done without it"


def test_rows_are_named_by_id_file_or_reason(settings: Settings) -> None:
    land(settings, "a.jsonl", f"{GOOD}\n{{broken\n[]\n")
    land(settings, "b.json", "{")
    ingest(settings, FIRST, "r1")
    ids = dict(quarantined(settings).select("landing_file", "quarantine_id").rows())
    assert find(settings).height == 3
    assert find(settings, ["a.jsonl"]).height == 2
    assert find(settings, [ids["b.json"][:8]])["landing_file"].to_list() == ["b.json"]
    assert find(settings, ["b.json", "a.jsonl"]).height == 3
    assert find(settings, [], ["no_article_text"])["landing_member"].to_list() == [2]
    with pytest.raises(KeyError, match=r"c\.json"):
        find(settings, ["b.json", "c.json"])
    with pytest.raises(KeyError, match="not in quarantine"):
        find(settings, [ids["b.json"][:3]])


def test_first_bytes_of_articles_are_escaped_like_those_of_files(settings: Settings) -> None:
    land(settings, "a.json", json.dumps({"title": "Port", "text": "Rebels \u202e took \u00e9 the port of Sampleville."}))
    ingest(settings, FIRST, "r1")
    articles = read_partitions(settings, RAW_ARTICLES).with_columns(body=pl.lit("\x1b[31mred \u202e")).to_dicts()
    details = {articles[0]["article_id"]: "it failed"}
    quarantine.set_aside_articles(settings, articles, details, "coding", "coder_error", FIRST, "r1")
    (shown,) = read_partitions(settings, RAW_QUARANTINE)["first_bytes"]
    assert shown == "\\x1b[31mred \\xe2\\x80\\xae"
