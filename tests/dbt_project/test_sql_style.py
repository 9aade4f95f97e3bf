"""The SQL keeps the house style (.sqlfluff)."""

import subprocess
import sys

from orchestration.settings import PROJECT_DIR


def test_sqlfluff_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqlfluff", "lint", "."],
        cwd=PROJECT_DIR / "dbt_project",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
