"""What of the public tables a publication must bring up to date: the keys that the builds since the last one touched.

How a table is cut up stands in its model's yml, `config: {meta: {scope_key: mention_id, partition_by: ingest_date}}`.
Which keys were touched is told by two tables of the working warehouse that its builds keep:

intermediate.build_log    build_number, is_full_refresh: a row for every build, numbered without gaps, the latest ones kept
intermediate.touched_log  build_number, scope_key, key, ingest_date: a row for every article_id, mention_id or event_id whose
                          rows a build may have made, changed or removed; `ingest_date` where all rows of the key lie under
                          that one date, else null. A full refresh touches everything and need not list it.

Where these are missing, or do not reach back far enough, tables are copied whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

PUBLIC_SCHEMAS = ("marts", "reporting")
SCOPE_KEYS = ("article_id", "mention_id", "event_id")
BUILD_LOG = "intermediate.build_log"
TOUCHED_LOG = "intermediate.touched_log"


@dataclass(frozen=True)
class TableScope:
    """`scope_key`: the column by whose touched values rows are replaced; None: the table is compared and copied whole.
    `partition_by`: the date or timestamp column by which its Parquet export is cut into files; None: one file.
    """

    scope_key: str | None = None
    partition_by: str | None = None


def table_scopes(manifest: Mapping[str, Any]) -> dict[str, TableScope]:
    """How the public models are cut up (`marts.fct_events`), from dbt's manifest.

    Raises ValueError when a model names a key that no build tells the touched values of.
    """
    scopes = {}
    for node in manifest["nodes"].values():
        meta = node["config"].get("meta") or {}
        if node["resource_type"] != "model" or node["schema"] not in PUBLIC_SCHEMAS or not meta:
            continue
        scope = TableScope(meta.get("scope_key"), meta.get("partition_by"))
        if scope.scope_key not in (None, *SCOPE_KEYS):
            raise ValueError(f"{node['name']}: scope_key is {scope.scope_key}; give one of {', '.join(SCOPE_KEYS)}")
        scopes[f"{node['schema']}.{node.get('alias') or node['name']}"] = scope
    return scopes


@dataclass(frozen=True)
class BuildLog:
    """The builds that the working warehouse remembers; `full_refreshes` by build number, in the order of the numbers."""

    full_refreshes: Mapping[int, bool]

    @property
    def latest(self) -> int | None:
        return max(self.full_refreshes, default=None)

    def tells_since(self, build_number: int | None) -> bool:
        """Whether the touched keys of every build after that one are known."""
        if build_number is None or self.latest is None or build_number > self.latest:
            return False
        later = range(build_number + 1, self.latest + 1)
        return all(self.full_refreshes.get(number) is False for number in later)


def read_build_log(warehouse_path: Path) -> BuildLog:
    """The builds that made a working warehouse; empty where it keeps no log of them."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        try:
            connection.execute(f"select * from {TOUCHED_LOG} limit 0")
            rows = connection.execute(f"select build_number, is_full_refresh from {BUILD_LOG}").fetchall()
        except duckdb.CatalogException:
            return BuildLog({})
    return BuildLog(dict(rows))
