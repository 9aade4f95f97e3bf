"""Questions in Markdown, each as a block of SQL with its answer below it as a table.

A page holds blocks of ```sql; the Markdown table that follows a block is its answer on the sample corpus. After a change that
changes answers, `python -m tests.end_to_end.questions --data DIR` writes them anew from the warehouse published in DIR.
"""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from orchestration.query import cell_text, run_query
from orchestration.settings import PROJECT_DIR, Settings

PAGES = ("README.md", "docs/questions.md", "docs/coming_from_elsewhere.md")
BLOCK = re.compile(r"^```sql\n(?P<sql>.*?)^```\n(?:\n(?P<answer>(?:\|[^\n]*\n)+))?", flags=re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Question:
    """A block of SQL and the lines of the table below it, empty where none stands there."""

    page: str
    line: int
    sql: str
    answer: str


def read_questions(page: str) -> list[Question]:
    """The blocks of a page, in its order."""
    text = (PROJECT_DIR / page).read_text(encoding="utf-8")
    return [
        Question(page, text.count("\n", 0, found.start()) + 1, found["sql"], found["answer"] or "")
        for found in BLOCK.finditer(text)
    ]


def answer(settings: Settings, sql: str) -> str:
    """The answer as a Markdown table. Raises QueryError with the engine's message."""
    columns, rows = run_query(settings, sql)
    lines = [columns, ["---"] * len(columns), *[[_cell(value) for value in row] for row in rows]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_answers(settings: Settings, page: str) -> None:
    """Put the present answers into a page."""
    path = PROJECT_DIR / page
    text = path.read_text(encoding="utf-8")
    path.write_text(
        BLOCK.sub(lambda found: f"```sql\n{found['sql']}```\n\n{answer(settings, found['sql'])}", text), encoding="utf-8"
    )


def _cell(value: object) -> str:
    return " ".join(cell_text(value).split()).replace("|", "\\|")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="data folder in which the sample corpus was published")
    options = parser.parse_args()
    for name in PAGES:
        write_answers(Settings(options.data, PROJECT_DIR / "data" / "landing"), name)
