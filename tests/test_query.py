"""Results of queries in the formats that people take away."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.query import FORMULA_STARTS, QueryError, as_csv, as_json, cell_text, run_query
from orchestration.settings import Settings

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_runs_no_cell(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(["title"], [[text]]), newline="")))
    assert rows[1][0] == f"'{text}".replace("\r", "\n")


def test_numbers_stay_numbers() -> None:
    assert as_csv(["low", "share"], [[-5, -0.5], [None, 3]]) == "low,share\n-5,-0.5\n,3\n"


@given(st.lists(st.one_of(st.none(), st.integers(), st.text(alphabet=st.characters(exclude_categories=["Cs"]))), min_size=1))
def test_csv_can_be_read_back(row: list[object]) -> None:
    text = as_csv([f"c{index}" for index in range(len(row))], [row])
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read[1:]) == 1 or len(row) == 1
    for cell, value in zip(read[1] if len(read) > 1 else [""], row, strict=False):
        expected = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
        is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
        assert cell == (f"'{expected}" if is_formula else expected)


def test_json_writes_dates_and_structures() -> None:
    row = [date(2024, 8, 6), datetime(2024, 8, 6, 12, tzinfo=UTC), [{"value": 10.0}], "Гродно"]
    assert json.loads(as_json(["day", "at", "list", "town"], [row])) == [
        {"day": "2024-08-06", "at": "2024-08-06T12:00:00+00:00", "list": [{"value": 10.0}], "town": "Гродно"}
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (10.0, "10"),
        (0.25, "0.25"),
        (["RUS MIL", None, "PRK"], "RUS MIL; ; PRK"),
        ([{"value": 1}], '[{"value": 1}]'),
        (datetime(2024, 8, 6, 12, 5, tzinfo=UTC), "2024-08-06 12:05"),
    ],
)
def test_cells_read_well(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_table_that_is_not_there_is_named_with_those_that_are_near(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, landing_dir=tmp_path)
    settings.published_path.parent.mkdir(parents=True)
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute("create schema marts; create table marts.fct_events (event_id text)")
    with pytest.raises(QueryError, match=r"no table fct_event\. Did you mean marts\.fct_events\? .*show all tables"):
        run_query(settings, "select * from fct_event")
    with pytest.raises(QueryError, match=r'no table zebras\. `sitrep sql "show all tables"`'):
        run_query(settings, "select * from zebras")
