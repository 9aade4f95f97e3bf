"""The parser and the gazetteer as installed; both take seconds to load, so one of each serves all tests."""

from pathlib import Path

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from orchestration.reference.coder import load_coder
from orchestration.reference.gazetteer import Gazetteer, load_gazetteer
from orchestration.settings import Settings

MISREAD = Path(__file__).parent / "data" / "misread_cases.txt"


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser(Settings.from_environment().model_dir)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(Settings.from_environment())


@pytest.fixture(scope="session")
def coder() -> RuleCoder:
    return load_coder(Settings.from_environment())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the cases whose sentence the parser misreads; strict, so that a parser that reads one lets the test fail."""
    misread = set(MISREAD.read_text(encoding="utf-8").splitlines())
    for item in items:
        if f"{item.path.name}::{item.name}" in misread:
            item.add_marker(pytest.mark.xfail(strict=True, reason="misread by the parser"))
