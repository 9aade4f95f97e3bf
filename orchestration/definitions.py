"""The entry point that Dagster loads: `dagster definitions validate -m orchestration.definitions`."""

import dagster as dg

from orchestration.defs.build import build_definitions
from orchestration.processes import collect_rarely


@dg.definitions
def defs() -> dg.Definitions:
    """Built when Dagster asks for them, not when this module is imported."""
    collect_rarely()
    return build_definitions()
