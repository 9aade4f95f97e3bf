"""The project is parsed by a process of its own, whose death or failure costs no more than the time."""

import os
from pathlib import Path
from typing import Any

import pytest

from orchestration import warehouse
from orchestration.settings import Settings
from orchestration.warehouse import WarehouseError, begin_parse, is_being_parsed, load_manifest


class Parsed:
    """What dbt returns, as far as it is read."""

    def writable_manifest(self) -> "Parsed":
        return self

    def to_dict(self, omit_none: bool) -> dict[str, Any]:
        return {"nodes": {"parsed by": os.getpid()}, "sources": {}, "macros": {}}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(warehouse, "_invoke", lambda *arguments: Parsed())
    return Settings(tmp_path / "data", tmp_path / "landing")


def parsed_by(settings: Settings) -> int:
    return int(load_manifest(settings)["nodes"]["parsed by"])


def test_another_process_parses_while_this_one_goes_on(settings: Settings) -> None:
    begin_parse(settings)
    assert is_being_parsed(settings)
    first = parsed_by(settings)
    assert first != os.getpid()
    begin_parse(settings)
    assert not is_being_parsed(settings), "nothing changed"
    assert parsed_by(settings) == first


def test_after_the_death_of_that_process_the_work_is_done_here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(warehouse, "_invoke", lambda *arguments: os._exit(9))
        begin_parse(settings)
    assert parsed_by(settings) == os.getpid()


def test_a_failure_is_told_by_this_process(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise WarehouseError("a model does not parse")

    monkeypatch.setattr(warehouse, "_invoke", fail)
    begin_parse(settings)
    with pytest.raises(WarehouseError, match="does not parse"):
        load_manifest(settings)


def test_what_another_run_parsed_meanwhile_is_taken(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_parse(settings)
    theirs = parsed_by(settings)
    monkeypatch.setattr(warehouse, "_invoke", lambda *arguments: pytest.fail("it is parsed already"))
    assert warehouse._parse(settings)["nodes"]["parsed by"] == theirs
