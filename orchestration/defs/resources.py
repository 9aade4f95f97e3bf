"""The installation that the assets work on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from orchestration.defs.retries import retrying
from orchestration.settings import Settings
from orchestration.stages import Progress, StageReport, no_progress


def no_report(report: StageReport) -> None:
    """For callers that do not look."""


@dataclass(frozen=True)
class Installation:
    """Folders of one installation, and whoever wants to be told how far a stage is and what it did."""

    settings: Settings
    progress: Progress = no_progress
    on_report: Callable[[StageReport], None] = no_report

    def run(self, stage: Callable[..., StageReport], run_id: str) -> StageReport:
        """Run one stage function on this installation, now. Inside a step only: errors of the moment are tried again."""
        with retrying():
            report = stage(self.settings, datetime.now(UTC), run_id, self.progress)
        self.on_report(report)
        return report
