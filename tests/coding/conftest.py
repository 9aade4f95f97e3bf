"""The parser and the gazetteer as installed; both take seconds to load, so one of each serves all tests."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from orchestration.reference.coder import load_coder
from orchestration.reference.gazetteer import Gazetteer, load_gazetteer
from orchestration.settings import Settings


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser(Settings.from_environment().model_dir)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(Settings.from_environment())


@pytest.fixture(scope="session")
def coder() -> RuleCoder:
    return load_coder(Settings.from_environment())
