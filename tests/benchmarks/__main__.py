"""Where the time of a run goes: `make bench`. A first and a second run on the sample articles, what imports cost, and how
fast the coder is by itself (`coding`); what of a run is neither coding nor SQL (`overhead`); throughput of ingest, grouping
of copies and growth of cost (`ingest`, half an hour); an increment (`warehouse`) and a publication (`publish`) as the
warehouse grows.

Prints tables; asserts nothing, because machines differ. Each figure of imports and runs is one measurement in a process of
its own.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.settings import PROJECT_DIR
from tests.benchmarks import coding, ingest, overhead, publish, warehouse

IMPORTS = ("dagster", "great_expectations", "dbt.cli.main", "spacy", "polars")
STAGE_LINE = re.compile(r"^\s*(\w+)\s+([\d.]+) s\b", re.M)


def import_seconds(module: str) -> float:
    """Wall time of one import in a fresh interpreter, without the interpreter's own start."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def run_seconds(data_dir: Path) -> tuple[float, dict[str, float]]:
    """Wall time of one `sitrep run` on the sample articles, and of its stages as it prints them."""
    started = time.perf_counter()
    command = [sys.executable, "-c", "from orchestration.cli import main; main()", "run", "--data", str(data_dir)]
    finished = subprocess.run(command, cwd=PROJECT_DIR, capture_output=True, text=True)
    if finished.returncode:
        sys.exit(finished.stdout + finished.stderr)
    return time.perf_counter() - started, {name: float(value) for name, value in STAGE_LINE.findall(finished.stdout)}


def main() -> None:
    console = Console(highlight=False)
    imports = Table("import", "seconds", title="Imports")
    for module in IMPORTS:
        imports.add_row(module, f"{import_seconds(module):.1f}")
    console.print(imports)
    with tempfile.TemporaryDirectory() as folder:
        first, first_stages = run_seconds(Path(folder) / "data")
        second, second_stages = run_seconds(Path(folder) / "data")
    stages = Table("stage", "first run, seconds", "second run, seconds", title="`sitrep run` on the sample articles")
    for name, seconds in first_stages.items():
        stages.add_row(name, f"{seconds:.1f}", f"{second_stages.get(name, 0.0):.1f}")
    stages.add_row("whole process", f"{first:.1f}", f"{second:.1f}")
    console.print(stages)
    console.print(f"The second run takes {second / first:.0%} of the first.")
    console.print(coding.table_of(coding.measure(coding.default_folders())))
    overhead.main([])
    ingest.main([])
    warehouse.main([])
    publish.main([])


if __name__ == "__main__":
    main()
