"""Tables of articles, one a row: CSV with any of the usual separators, Parquet."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from orchestration.articles.columns import UNMAPPED, ColumnMap
from orchestration.articles.detection import find_delimiter
from orchestration.articles.fields import STORY_KEYS, key_of_heading
from orchestration.articles.readers.json_objects import read_article
from orchestration.articles.readers.lines import read_lines
from orchestration.articles.story import MAX_TEXT_CHARACTERS, Member, Members, Refusal

MAX_COLUMNS = 2_000
BATCH_ROWS = 64
# A row group is unpacked column by column, so its size is the memory that it takes.
MAX_ROW_GROUP_BYTES = 512 * 1024 * 1024
MAX_FOOTER_STRING = 1_000_000
MAX_FOOTER_ITEMS = 200_000


def read_csv(handle: BinaryIO, columns: ColumnMap = UNMAPPED) -> Members:
    """The rows below the headings, read one after the other.

    Raises Refusal `unknown_columns` when no heading is known, `broken_table` where the quotes of a cell never close. A row
    of more or fewer cells than there are headings is refused by itself.
    """
    lines = _line_texts(handle)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise Refusal("empty", "the file holds no row")
    csv.field_size_limit(MAX_TEXT_CHARACTERS)
    delimiter = find_delimiter(first)
    rows = csv.reader(_chain(first, lines), delimiter=delimiter)
    headings = [heading.strip().lstrip("\ufeff") for heading in _next_row(rows) or []]
    keys = _keys(headings, columns)
    index = 0
    while (cells := _next_row(rows)) is not None:
        if not any(cell.strip() for cell in cells):
            continue
        yield _row_member(index, dict(zip(keys, cells, strict=False)), columns, _fault_of(cells, headings))
        index += 1
    if not index:
        raise Refusal("empty", "the table has headings and no row")


def read_parquet(handle: BinaryIO, columns: ColumnMap = UNMAPPED) -> Members:
    """The rows of a Parquet file, a few at a time.

    Raises Refusal: `broken_table`, `unknown_columns`, `encrypted`, `decompression_limit` when a row group is too large.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(
            handle, thrift_string_size_limit=MAX_FOOTER_STRING, thrift_container_size_limit=MAX_FOOTER_ITEMS
        )
        keys = _keys(file.schema_arrow.names, columns)
        for number in range(file.num_row_groups):
            size = file.metadata.row_group(number).total_byte_size
            if size > MAX_ROW_GROUP_BYTES:
                raise Refusal("decompression_limit", f"a row group of {size} bytes; at most {MAX_ROW_GROUP_BYTES} are read")
        index = 0
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            if batch.nbytes > MAX_ROW_GROUP_BYTES:
                raise Refusal("decompression_limit", f"{BATCH_ROWS} rows of {batch.nbytes} bytes")
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield _row_member(index, dict(zip(keys, map(_plain, row), strict=True)), columns, None)
                index += 1
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = "encrypted" if "encrypted" in str(error).lower() else "broken_table"
        raise Refusal(reason, f"the Parquet file cannot be read: {str(error)[:200]}") from error
    if not index:
        raise Refusal("empty", "the table has no row")


def _line_texts(handle: BinaryIO) -> Iterator[str]:
    for line in read_lines(handle):
        if isinstance(line.text, Refusal):
            raise line.text
        yield line.text


def _chain(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from lines


def _next_row(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        raise Refusal("broken_table", f"the table cannot be read on: {error}; a quotation mark may be missing") from error


def _keys(headings: list[str], columns: ColumnMap) -> list[str]:
    """What each column is called for `read_article`: its heading where `columns.yml` names it, else what that stands for."""
    if len(headings) > MAX_COLUMNS:
        raise Refusal("broken_table", f"{len(headings)} columns; at most {MAX_COLUMNS} are read")
    named = {column.partition(".")[0] for names in columns.fields.values() for column in names} | {
        column for names in columns.fields.values() for column in names
    }
    keys = [heading if heading in named else key_of_heading(heading) for heading in headings]
    if STORY_KEYS.isdisjoint(keys) and named.isdisjoint(headings):
        shown = ", ".join(headings)[:200]
        raise Refusal("unknown_columns", f"none of the columns {shown} is known as title or text; name them in columns.yml")
    return keys


def _fault_of(cells: list[str], headings: list[str]) -> Refusal | None:
    if len(cells) == len(headings):
        return None
    return Refusal("broken_table", f"{len(cells)} cells under {len(headings)} headings; quote cells that hold the separator")


def _row_member(index: int, row: dict[str, Any], columns: ColumnMap, fault: Refusal | None) -> Member:
    data = json.dumps(row, ensure_ascii=True, sort_keys=True, default=str).encode()
    try:
        if fault:
            raise fault
        return Member(index, read_article(columns.apply(row)), data)
    except Refusal as refusal:
        return Member(index, refusal, data)


def _plain(value: object) -> object:
    """A cell as JSON would hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
