"""Tables of articles, one a row: CSV with any of the usual separators, Parquet."""

import csv
import json
from collections.abc import Iterator
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
MAX_ROW_GROUP_BYTES = 256 * 1024 * 1024
MAX_FOOTER_STRING = 1_000_000
MAX_FOOTER_ITEMS = 200_000


def read_csv(handle: BinaryIO, columns: ColumnMap = UNMAPPED) -> Members:
    """The rows below the headings, read one after the other.

    Raises Refusal `unknown_columns` when no heading is known, `too_large` at a cell over the limit. A row that cannot be
    parsed, or has more or fewer cells than there are headings, is refused by itself.
    """
    csv.field_size_limit(MAX_TEXT_CHARACTERS)
    lines = _Lines(handle)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise Refusal("empty", "the file holds no row")
    delimiter = find_delimiter(first)
    headings = [heading.strip() for heading in next(csv.reader([first.lstrip("\ufeff")], delimiter=delimiter))]
    keys = _keys(headings, columns)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    index = 0
    while True:
        lines.taken.clear()
        fault: Refusal | None = None
        cells: list[str] = []
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            if "field larger" in str(error):
                raise Refusal(
                    "too_large", f"a cell of more than {MAX_TEXT_CHARACTERS} characters; a quote may be missing"
                ) from error
            fault = Refusal("broken_table", f"the row cannot be parsed: {error}")
        if not fault and not any(cell.strip() for cell in cells):
            continue
        if not fault and len(cells) != len(headings):
            fault = Refusal(
                "broken_table", f"{len(cells)} cells under {len(headings)} headings; quote cells with {delimiter!r}"
            )
        yield _row_member(index, dict(zip(keys, cells, strict=False)), "".join(lines.taken).encode(), columns, fault)
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
                cells = dict(zip(keys, map(_plain, row), strict=True))
                yield _row_member(index, cells, json.dumps(cells, default=str, sort_keys=True).encode(), columns, None)
                index += 1
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = "encrypted" if "encrypted" in str(error).lower() else "broken_table"
        raise Refusal(reason, f"the Parquet file cannot be read: {str(error)[:200]}") from error
    if not index:
        raise Refusal("empty", "the table has no row")


class _Lines:
    """The lines of a table; `taken` are those of the row at hand."""

    def __init__(self, handle: BinaryIO) -> None:
        self._lines = read_lines(handle)
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if isinstance(line.text, Refusal):
            raise line.text
        self.taken.append(line.text)
        return line.text


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


def _row_member(index: int, row: dict[str, Any], data: bytes, columns: ColumnMap, fault: Refusal | None) -> Member:
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
