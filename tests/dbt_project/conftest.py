"""One warehouse for all tests: built empty, then with the invented articles, then with late ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import warehouse
from orchestration.settings import Settings
from tests.dbt_project.invented_articles import ARTICLES, KORU, LERIN
from tests.dbt_project.warehouse_world import CODED_AT, Article, Mention, number, write_world

LATE_ARTICLES = [
    Article(
        "mirror-2",
        "Sample Mirror",
        date(2030, 3, 5),
        "Corrects the toll. Shelling of Koru killed 13 people on March 2.",
        [
            Mention(
                "Shelling",
                "ASSAULT",
                "heavy-weapons",
                place=KORU,
                edtf="2030-03-02",
                precision="day",
                quantities=[number("13 people", 13, "killed")],
            )
        ],
        copy_of="courier-1",
        ingested=date(2030, 3, 21),
        run_id="run-2",
    ),
    Article(
        "late-1",
        "Sample Gazette",
        date(2030, 3, 6),
        "Officials in Yerevan said 14 people died when Azerbaijani guns shelled Koru on March 2.",
        [
            Mention(
                "shelled",
                "ASSAULT",
                "heavy-weapons",
                "claimed",
                [("Azerbaijani guns", "AZE MIL")],
                place=KORU,
                edtf="2030-03-02",
                precision="day",
                by=("Officials in Yerevan", "ARM GOV"),
                quantities=[number("14 people", 14, "killed")],
            )
        ],
        ingested=date(2030, 3, 21),
        run_id="run-2",
    ),
    Article(
        "late-2",
        "Sample Gazette",
        date(2030, 8, 20),
        "Armenian troops retook Lerin on August 19.",
        [
            Mention(
                "retook",
                "COERCE",
                "seize",
                "happened",
                [("Armenian troops", "ARM MIL")],
                place=LERIN,
                edtf="2030-08-19",
                precision="day",
            )
        ],
        ingested=date(2030, 8, 21),
        run_id="run-3",
    ),
]


@dataclass
class Builds:
    """Row counts of the empty warehouse, event ids by mention before and after the late articles, and the last file."""

    empty_counts: dict[str, int]
    events_before: dict[str, str]
    events_after: dict[str, str]
    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()


def _counts(settings: Settings) -> dict[str, int]:
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        names = connection.execute(
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema in ('marts', 'reporting')
            """
        ).fetchall()
        return {name: connection.execute(f"select count(*) from {name}").fetchall()[0][0] for (name,) in names}


def _events(settings: Settings) -> dict[str, str]:
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        return dict(connection.execute("select mention_id, event_id from marts.fct_event_mentions").fetchall())


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    data_dir: Path = tmp_path_factory.mktemp("warehouse")
    settings = write_world(data_dir, [])
    warehouse.build(settings, with_unit_tests=True)
    empty_counts = _counts(settings)
    write_world(data_dir, ARTICLES)
    warehouse.build(settings)
    events_before = _events(settings)
    write_world(data_dir, [*ARTICLES, *LATE_ARTICLES], CODED_AT + timedelta(days=1))
    warehouse.build(settings)
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        yield Builds(empty_counts, events_before, _events(settings), connection)
