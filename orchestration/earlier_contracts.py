"""Stored tables whose contract changed since they were written, brought up to date before a run reads them.

What is coded, normalized or a report is made anew by the stages themselves. What is kept for good is carried over: what was
read, and what was decided about it, cannot be read and decided once more as it was then.
"""

from collections.abc import Sequence

import polars as pl

from orchestration.run_state import RunState, code_paths, fingerprint
from orchestration.settings import Settings
from orchestration.storage import (
    StorageError,
    list_partitions,
    partition_path,
    read_as_stored,
    stored_schema,
    write_partition,
)
from orchestration.tables import RAW_TABLES, RESOLVED_EVENT_HISTORY, RESOLVED_REPORT_EVENTS, Table

KEPT_TABLES = (*RAW_TABLES, RESOLVED_REPORT_EVENTS, RESOLVED_EVENT_HISTORY)


def carry_over(settings: Settings) -> list[str]:
    """Bring the kept tables up to date; a sentence for each that was changed. Inside `only_writer`.

    Looks at the files only when the contracts changed since it last went well. Every file is replaced as a whole, so a run
    that is killed is mended by the next one. Raises StorageError for a file that cannot be carried over; it stays as it is.
    """
    state, contracts = RunState(settings), fingerprint(*code_paths("tables"))
    if state.is_done("contracts", contracts, ""):
        return []
    notes = [note for table in KEPT_TABLES for note in _carry_over_table(settings, table)]
    state.record("contracts", contracts, "")
    return notes


def _carry_over_table(settings: Settings, table: Table) -> Sequence[str]:
    changes: dict[str, None] = {}
    count = 0
    for day in list_partitions(settings, table):
        path = partition_path(settings, table, day)
        stored = stored_schema(path)
        if stored == table.polars_schema:
            continue
        try:
            rows = table.carry_over(read_as_stored(path))
        except ValueError as error:
            raise StorageError(
                f"{path}: was written under an earlier contract and cannot be carried over ({error}); move the folder "
                f"{path.parent} to where you keep it and run `sitrep run` again: it is made anew from what is still there"
            ) from error
        write_partition(settings, table, day, rows)
        changes |= dict.fromkeys(_changes(stored, table))
        count += 1
    return [f"{table.full_name}: {count} files of an earlier contract carried over: {', '.join(changes)}."] if count else []


def _changes(stored: pl.Schema, table: Table) -> list[str]:
    wanted = table.polars_schema
    came = [f"`{name}` is empty in them" for name in wanted if name not in stored]
    went = [f"`{name}` is left out" for name in stored if name not in wanted]
    turned = [f"`{name}` is {wanted[name]} now" for name in wanted if name in stored and stored[name] != wanted[name]]
    return [*came, *went, *turned] or ["the columns stand in another order"]
