"""The commands, with an installation of their own."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orchestration.cli import main
from orchestration.settings import PROJECT_DIR


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("SITREP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SITREP_LANDING_DIR", str(tmp_path / "landing"))
    monkeypatch.setenv("SITREP_FEEDS_FILE", str(tmp_path / "feeds.yml"))
    (tmp_path / "landing").mkdir()

    def invoke(text: str, *arguments: str) -> Result:
        (tmp_path / "feeds.yml").write_text(text)
        return CliRunner().invoke(main, ["feeds", *arguments])

    return invoke


INSIDE = "feeds: [{name: inside, address: 'http://localhost/feed', outlet: Example}]"


def test_list_shows_what_is_known(run: object) -> None:
    assert "inside" in run(INSIDE, "list").output  # type: ignore[operator]
    polled = run(INSIDE, "poll")  # type: ignore[operator]
    assert polled.exit_code == 1
    assert "no feed could be read" in polled.output
    assert "private_address" in run(INSIDE, "list").output  # type: ignore[operator]


def test_poll_without_feeds_is_no_failure(run: object) -> None:
    finished = run("feeds: []", "poll")  # type: ignore[operator]
    assert (finished.exit_code, "0 new files" in finished.output) == (0, True)
    assert "no feed is called moon" in run(INSIDE, "poll", "moon").output  # type: ignore[operator]


def test_check_refuses_what_the_rules_refuse(run: object) -> None:
    for address, reason_code in (("http://127.0.0.1/", "private_address"), ("file:///etc/passwd", "invalid_address")):
        finished = run("feeds: []", "check", address)  # type: ignore[operator]
        assert (finished.exit_code, reason_code in finished.output) == (1, True)


def test_a_wrong_file_is_explained(run: object) -> None:
    finished = run("feeds: [{name: a, address: 'ftp://e.org', outlet: b}]", "list")  # type: ignore[operator]
    assert finished.exit_code == 1
    assert "address of the feed a: the scheme" in finished.output


def test_the_shipped_file_reads_no_feed() -> None:
    from orchestration.feeds.subscriptions import Subscriptions, read_subscriptions

    assert read_subscriptions(PROJECT_DIR / "data" / "feeds.yml") == Subscriptions()
