"""How rows are cut into files depends on the rows alone."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from orchestration.publish.partitions import MOST_ROWS, UNDATED, RowSet, cut, cut_anew, month_of

DAYS = [UNDATED, *(f"{month}-{day:02d}" for month in ("2024-12", "2025-01") for day in (1, 2, 31))]
TABLES = st.dictionaries(
    st.sampled_from(DAYS), st.builds(RowSet, st.sampled_from([0, 1, MOST_ROWS - 1, MOST_ROWS]), st.integers(0, 2**80))
)


@given(before=TABLES, after=TABLES)
def test_changes_lead_where_a_fresh_look_does(before: dict[str, RowSet], after: dict[str, RowSet]) -> None:
    changed = [day for day in DAYS if before.get(day, RowSet()) != after.get(day, RowSet())]
    counted: set[str] = set()

    def count(labels: Iterable[str]) -> dict[str, RowSet]:
        counted.update(labels)
        return {day: rows for day, rows in after.items() if {day, month_of(day)} & set(labels)}

    # A table without rows has an empty file, which goes when rows come.
    assert cut_anew(cut(before) or {UNDATED: RowSet()}, changed, count) == cut(after)
    assert all(label in changed or label in map(month_of, changed) for label in counted)


@given(table=TABLES)
def test_no_row_is_lost_and_no_file_of_a_month_is_large(table: dict[str, RowSet]) -> None:
    files = cut(table)
    assert sum(rows.count for rows in files.values()) == sum(rows.count for rows in table.values())
    assert all(rows.count <= MOST_ROWS for label, rows in files.items() if len(label) != 10 and label != UNDATED)
    assert all(RowSet.parse(str(rows)) == rows for rows in files.values())
