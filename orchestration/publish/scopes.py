"""What of the public tables a publication must bring up to date: what the builds since the last one touched.

The scope of an incremental model stands in its config, `meta: {touched_key: article_id}`. The articles and events that the
last builds touched are told by `intermediate.int_touched_log` of the working warehouse (build_number, scope_key, touched_id;
scope_key `all` where a build made everything anew). Where it is missing or does not reach back far enough, tables are copied
whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

PUBLIC_SCHEMAS = ("marts", "reporting")
LOGGED_KEYS = ("article_id", "event_id")
TOUCHED_LOG = "intermediate.int_touched_log"
EVERYTHING = "all"
# A table is cut up by the first of these days that it has: rows come and change under late days.
DAY_COLUMNS = ("ingest_date", "recorded_from", "first_reported_at")


def logged_keys(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The column by whose touched values rows of a public table are replaced (`marts.fct_events`: `event_id`), from dbt's
    manifest; tables of which no build logs that are left out.
    """
    keys = {}
    for node in manifest["nodes"].values():
        key = (node["config"].get("meta") or {}).get("touched_key")
        if node["resource_type"] == "model" and node["schema"] in PUBLIC_SCHEMAS and key in LOGGED_KEYS:
            keys[f"{node['schema']}.{node.get('alias') or node['name']}"] = key
    return keys


def day_column(columns: Sequence[tuple[str, str]]) -> str | None:
    """The column that tells the day of a row; None for a table that is always looked at as a whole."""
    names = [name for name, _ in columns]
    return next((name for name in DAY_COLUMNS if name in names), None)


@dataclass(frozen=True)
class BuildLog:
    """The builds that touched something, as far back as they are remembered: whether each made everything anew, by number.

    Forgetting begins with the oldest.
    """

    everything_anew: Mapping[int, bool]

    @property
    def latest(self) -> int | None:
        return max(self.everything_anew, default=None)

    def tells_since(self, build_number: int | None) -> bool:
        """Whether it is known what was touched by every build after that one."""
        if build_number is None or self.latest is None:
            return False
        if not min(self.everything_anew) - 1 <= build_number <= self.latest:
            return False
        return not any(anew for number, anew in self.everything_anew.items() if number > build_number)


def read_build_log(warehouse_path: Path) -> BuildLog:
    """The builds of a working warehouse; empty where it keeps no log of them."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        try:
            rows = connection.execute(
                f"select build_number, bool_or(scope_key = '{EVERYTHING}') from {TOUCHED_LOG} group by build_number"
            ).fetchall()
        except duckdb.CatalogException:
            return BuildLog({})
    return BuildLog(dict(rows))
