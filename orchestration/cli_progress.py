"""What a person at the terminal sees of a run: how far each stage is, and at the end what each did."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from orchestration.stages import StageReport


def progress_bar(console: "Console") -> Any:
    """A context manager that gives a progress callback, one bar a stage."""
    from contextlib import contextmanager

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    @contextmanager
    def bars() -> Any:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            tasks = {"start": progress.add_task("start", total=None)}

            def tell(stage: str, done: int, total: int) -> None:
                progress.remove_task(tasks.pop("start")) if "start" in tasks else None
                if stage not in tasks:
                    tasks[stage] = progress.add_task(stage, total=total)
                progress.update(tasks[stage], completed=done, total=total)

            yield tell

    return bars()


def print_reports(console: "Console", reports: list["StageReport"], seconds: float) -> None:
    from rich.table import Table

    from orchestration.terminal import safe

    table = Table(show_header=False, show_edge=False, box=None)
    for report in reports:
        counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in report.counts.items() if count)
        if report.stage == "publish":
            counts = f"{len(report.counts)} tables, {sum(report.counts.values()):,} rows"
        table.add_row(report.stage, f"{report.seconds:6.1f} s", "unchanged" if report.is_skipped else "done", counts)
    table.add_row("start", f"{seconds - sum(report.seconds for report in reports):6.1f} s", "", "imports and bookkeeping")
    table.add_row("total", f"{seconds:6.1f} s")
    console.print(table)
    for report in reports:
        for note in report.notes:
            console.print(safe(note), style="yellow", markup=False)
        for verdict in report.verdicts:
            for rule in verdict.warnings:
                console.print(
                    f"Warning of the gate {verdict.suite} on {verdict.batch}: {rule.meaning} Found: {rule.observed}.",
                    style="yellow",
                    markup=False,
                )
