"""The steps of a soak, and the process that takes them: it may be killed at any moment and goes on where it was."""

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

from orchestration import quarantine, stages
from orchestration.quality.verdicts import GateBlocked
from orchestration.run_state import only_writer
from orchestration.settings import Settings
from tests.soak import stories

# What a bad day brings, and what the operator does about it.
BAD_DAYS: Mapping[str, tuple[str, ...]] = {
    "mended": ("land future", "run blocked", "mend", "run"),
    "accepted": ("land future", "run blocked", "accept", "run"),
    "broken": ("land broken", "run"),
}
LANDED: Mapping[str, Callable[[int], stories.Files]] = {
    "land future": stories.future_files,
    "land broken": stories.broken_files,
    "mend": stories.mended_files,
}
Tell = Callable[[int, str], None]


@dataclass(frozen=True)
class Plan:
    """`bad_days`: day to a key of BAD_DAYS. `is_published_daily`: else the days are ingested, coded and resolved one by one,
    and the warehouse is built and published once, at the end.
    """

    days: int
    bad_days: Mapping[int, str]
    is_published_daily: bool = True

    @property
    def steps(self) -> list[tuple[int, str]]:
        """(day, action), in order."""
        return [
            (day, action)
            for day in range(self.days)
            for action in ("land", *(BAD_DAYS[self.bad_days[day]] if day in self.bad_days else ("run",)))
        ]

    def stages_of(self, position: int) -> list[str]:
        """What the step at this position announces that it begins."""
        _, action = self.steps[position]
        if action != "run":
            return [action]
        return [stage.__name__ for stage in self._run_stages(position)]

    def _run_stages(self, position: int) -> tuple[Callable[..., stages.StageReport], ...]:
        is_last = position == len(self.steps) - 1
        return stages.STAGES if self.is_published_daily or is_last else stages.STAGES[:4]

    def take(self, settings: Settings, tell: Tell) -> None:
        """Take all steps that are left; `tell(position, stage)` before each part of a step."""
        mark = settings.data_dir / "soak_step.json"
        position = json.loads(mark.read_text()) if mark.exists() else 0
        while position < len(self.steps):
            self._take_step(settings, position, tell)
            position += 1
            temporary = mark.with_suffix(".tmp")
            temporary.write_text(json.dumps(position))
            temporary.replace(mark)

    def _take_step(self, settings: Settings, position: int, tell: Tell) -> None:
        day, action = self.steps[position]
        now, run_id = stories.clock(day), f"day-{day:03}"
        if action == "run":
            for stage in self._run_stages(position):
                tell(position, stage.__name__)
                message = stage(settings, now, run_id).blocking_message
                assert not message, message
            return
        tell(position, action)
        if action == "run blocked":
            assert stages.ingest_articles(settings, now, run_id).blocking_message, f"day {day} is not blocked"
            for late_stage in (stages.build_warehouse, stages.publish):
                try:
                    late_stage(settings, now, run_id)
                except GateBlocked:
                    continue
                raise AssertionError(f"{late_stage.__name__} went on behind a gate that blocks")
            return
        if action == "land":
            _land(settings, stories.usual_files(day))
        if action in LANDED:
            _land(settings, LANDED[action](day))
        if action in ("mend", "accept"):
            with only_writer(settings):
                rows = quarantine.quarantined(settings, quarantine.ARTICLES_GATE, [now.date()])
                change = quarantine.retry if action == "mend" else quarantine.accept
                change(settings, rows["quarantine_id"].to_list())


def _land(settings: Settings, files: stories.Files) -> None:
    """Files as a publisher brings them: whole, and left alone once they are there."""
    for name, text in files.items():
        path = settings.landing_dir / name
        if not path.exists() or path.read_text() != text:
            temporary = path.with_name(f".{name}.tmp")
            temporary.write_text(text)
            temporary.replace(path)


def take_in_process(plan: Plan, settings: Settings, told: Connection) -> None:
    """The whole life of the process that is killed: sends (position, stage), at the end None, or the words of an error."""
    try:
        plan.take(settings, lambda position, stage: told.send((position, stage)))
    except BaseException:
        told.send(traceback.format_exc())
        raise
    told.send(None)
