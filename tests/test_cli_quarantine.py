"""`sitrep quarantine ...`: rows named by id, file or reason; hostile names and bytes do nothing to a terminal."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orchestration.articles.ingest import ingest
from orchestration.cli import main
from orchestration.quarantine import quarantined
from orchestration.settings import Settings
from orchestration.tables import QUARANTINE_REASONS

Call = Callable[..., Result]
EVIL = "evil\x1b[31m\u202e.json"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "data", tmp_path / "landing")
    settings.landing_dir.mkdir()
    (settings.landing_dir / EVIL).write_bytes(b"\x1b]0;title\x07{")
    (settings.landing_dir / "empty.txt").write_bytes(b"")
    (settings.landing_dir / "lines.jsonl").write_bytes(b"{broken\n{again\n[]\n")
    ingest(settings, datetime(2025, 3, 1, tzinfo=UTC), "r1")
    return settings


@pytest.fixture
def call(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Call:
    for name, value in (("DATA_DIR", settings.data_dir), ("LANDING_DIR", settings.landing_dir), ("REST_SECONDS", 0)):
        monkeypatch.setenv(f"SITREP_{name}", str(value))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["quarantine", *arguments])

    return run


def test_the_list_names_files_and_counts_reasons(call: Call) -> None:
    listed = call("list")
    assert listed.exit_code == 0
    assert "5 set aside: " in listed.output
    assert "2 broken_json" in listed.output
    assert "empty.txt" not in call("list", "--reason", "broken_json").output
    assert "The newest 1 of 5" in call("list", "--limit", "1").output
    assert "3 set aside" in call("list", "lines.jsonl").output


def test_show_tells_everything_and_escapes_it(call: Call, settings: Settings) -> None:
    shown = call("show", EVIL)
    assert shown.exit_code == 0
    assert "\x1b" not in shown.output
    assert "\u202e" not in shown.output
    assert "\\x1b]0;title\\x07{" in shown.output
    for part in ("content_sha256", "byte_count", "quarantined_at", "reason_meaning", "path"):
        assert part in shown.output
    assert "not there any more" not in shown.output
    (settings.landing_dir / "empty.txt").unlink()
    assert "not there any more" in " ".join(call("show", "empty.txt").output.split())


def test_rows_that_are_not_there_and_reasons_that_are_none(call: Call) -> None:
    for arguments in (["show", "no\x1b[31msuch"], ["list", "nosuch"], ["accept", "nosuch"], ["retry", "nosuch"]):
        result = call(*arguments)
        assert result.exit_code == 1
        assert "not in quarantine" in result.output
        assert "\x1b" not in result.output
    assert "is no reason code" in call("list", "--reason", "bogus").output
    for command in ("accept", "retry"):
        assert "say --all" in call(command).output


def test_every_reason_is_explained(call: Call) -> None:
    words = " ".join(call("reasons").output.split())
    assert all(code in words for code in QUARANTINE_REASONS)


def test_retry_reads_a_mended_file_now(call: Call, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestration.stages.judge_articles", lambda *_: [])  # its library takes ten seconds to load
    (settings.landing_dir / "empty.txt").write_bytes(b"Rebels took the port of Sampleville on Monday.")
    result = call("retry", "empty.txt", "lines.jsonl")
    assert result.exit_code == 0, result.output
    assert "4 tried again: 1 mended, 3 still set aside" in result.output
    assert sorted(quarantined(settings)["landing_file"]) == [EVIL, *["lines.jsonl"] * 3]


def test_accepted_rows_are_listed_no_more(call: Call) -> None:
    assert "2 accepted" in call("accept", "--reason", "broken_json").output
    assert "3 set aside" in call("list").output
    assert "5 set aside" in call("list", "--all").output
