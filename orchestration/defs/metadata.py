"""What an asset shows in the user interface: columns with their meaning, row counts, a few rows, a chart, gate results.

Text that comes from articles is shown as text: Markdown and HTML signs in it are escaped.
"""

import base64
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dagster as dg
import polars as pl

from orchestration.quality.gate import GateResult
from orchestration.tables import Table

PREVIEW_ROWS = 8
CELL_LENGTH = 120
MOST_BARS = 15
BAR_HEIGHT, LABEL_WIDTH, CHART_WIDTH = 22, 190, 640
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$])")


def table_schema(table: Table) -> dg.TableSchema:
    """Columns of a Parquet table as its contract states them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                type=str(column.dtype),
                description=column.meaning,
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in table.columns
        ]
    )


def escape(value: object, length: int = CELL_LENGTH) -> str:
    """The value on one line, cut to a length, with nothing in it that Markdown or HTML would act on."""
    text = " ".join(str("" if value is None else value).split())
    if len(text) > length:
        text = text[: length - 1] + "…"
    return MARKDOWN_SIGNS.sub(lambda match: f"&#{ord(match.group(1))};", text.replace("&", "&amp;"))


def preview(frame: pl.DataFrame, columns: Sequence[str] | None = None) -> dg.MarkdownMetadataValue:
    """The first rows as a Markdown table."""
    shown = frame.select(columns or frame.columns[:8]).head(PREVIEW_ROWS)
    lines = ["| " + " | ".join(escape(name) for name in shown.columns) + " |", "|" + " --- |" * shown.width]
    lines += ["| " + " | ".join(escape(value) for value in row) + " |" for row in shown.iter_rows()]
    return dg.MetadataValue.md("\n".join(lines) if shown.height else "No rows.")


def bar_chart(title: str, counts: Iterable[tuple[str, int]]) -> dg.MarkdownMetadataValue:
    """Horizontal bars, one for each (label, count), as an image that needs nothing from the net."""
    bars = list(counts)
    top = max((count for _, count in bars), default=0)
    width = CHART_WIDTH - LABEL_WIDTH - 60
    rows = []
    for index, (label, count) in enumerate(bars):
        y = 30 + index * BAR_HEIGHT
        length = max(1, round(width * count / top)) if top else 0
        rows.append(
            f'<text x="{LABEL_WIDTH - 8}" y="{y + 15}" text-anchor="end">{html.escape(label[:28])}</text>'
            f'<rect x="{LABEL_WIDTH}" y="{y + 3}" width="{length}" height="{BAR_HEIGHT - 6}" fill="#3b6ea5"/>'
            f'<text x="{LABEL_WIDTH + length + 6}" y="{y + 15}">{count}</text>'
        )
    height = 40 + len(bars) * BAR_HEIGHT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{CHART_WIDTH}" height="{height}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'<text x="8" y="18" font-weight="bold">{html.escape(title)}</text>{"".join(rows)}</svg>'
    )
    image = base64.b64encode(svg.encode()).decode()
    return dg.MetadataValue.md(f"![{escape(title)}](data:image/svg+xml;base64,{image})")


def count_chart(title: str, frame: pl.DataFrame, column: str, limit: int = MOST_BARS) -> dg.MarkdownMetadataValue:
    """How often each value of a column stands in the frame, the most frequent first."""
    counts = frame.group_by(column).len().sort(["len", column], descending=[True, False]).head(limit)
    return bar_chart(title, [(str(label) if label is not None else "(none)", count) for label, count in counts.iter_rows()])


def gate_metadata(results: Sequence[GateResult], set_aside: pl.DataFrame) -> dict[str, Any]:
    """What a gate found: its rules, the rows that broke one, and the rows of `raw.quarantine` that it set aside."""
    rules = [
        {
            "batch": result.batch,
            "rule": rule.name,
            "meaning": rule.meaning,
            "severity": rule.severity if rule.scope == "batch" else "row",
            "passed": rule.passed,
            "failing rows": rule.failing_count,
            "observed": rule.observed or "",
        }
        for result in results
        for rule in result.rules
    ]
    metadata: dict[str, Any] = {
        "rows judged": sum(result.row_count for result in results),
        "rows set aside": sum(result.set_aside_count for result in results),
        "broken rules": sum(1 for rule in rules if not rule["passed"]),
        "rules": _records(rules),
    }
    failing = [{"batch": result.batch, **row} for result in results for row in result.failing_rows]
    if failing:
        metadata["failing rows"] = _records(failing)
    if set_aside.height:
        shown = ("landing_file", "detail", "first_bytes", "is_accepted", "quarantine_id")
        metadata["rows in quarantine"] = _records(set_aside.head(50).select(shown).to_dicts())
    message = "\n".join(result.message() for result in results if not result.passed)
    if message:
        metadata["why it blocks"] = message
    return metadata


def _records(rows: Sequence[Mapping[str, Any]]) -> dg.TableMetadataValue:
    """A table of plain values; every row gets every column."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return dg.MetadataValue.table(
        records=[dg.TableRecord({name: _plain(row.get(name)) for name in names}) for row in rows],
        schema=dg.TableSchema(columns=[dg.TableColumn(name, type="string") for name in names]),
    )


def _plain(value: object) -> str | int | float | bool:
    if isinstance(value, (bool, int, float)):
        return value
    return str("" if value is None else value)
