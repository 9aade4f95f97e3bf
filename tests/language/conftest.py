import pytest

from orchestration.language.pipeline import Parser
from orchestration.settings import Settings


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser(Settings.from_environment().model_dir)
