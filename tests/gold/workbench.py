"""Parser and coder of this installation, loaded once a process."""

from functools import cache

from orchestration.coding_workers import Workbench
from orchestration.settings import Settings


@cache
def load_workbench() -> Workbench:
    return Workbench(Settings.from_environment())
