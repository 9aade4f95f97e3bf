"""Whether what came in is what should have: every day something, about as much as on the days before, and lately.

Days are ingest dates (UTC). A day that is not over is not judged. Nothing can be put into a day that has passed: what comes
late is stored under the day on which it came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from orchestration.settings import Settings
from orchestration.storage import count_rows, list_partitions
from orchestration.tables import Table

WINDOW_DAYS = 7
TRAILING_DAYS = 28
FEWEST_TRAILING_DAYS = 7
# Half and twice the usual, or five robust standard deviations (1.4826 x the median absolute deviation) where days differ
# much anyway: a calm Sunday is no news, a feed that broke is.
FACTOR = 2.0
DEVIATIONS = 5.0
FRESH_HOURS = 36.0


@dataclass(frozen=True)
class Finding:
    """What a check found: whether all is well, a sentence for a person, and the rows a day that it looked at."""

    passed: bool
    message: str
    rows_by_day: Mapping[date, int]


def rows_by_day(settings: Settings, table: Table) -> dict[date, int]:
    """Rows of every stored ingest date, from the files' footers."""
    return {day: count_rows(settings, table, [day]) for day in list_partitions(settings, table)}


def judge_days(counts: Mapping[date, int], today: date) -> Finding:
    """Whether each of the last WINDOW_DAYS days that are over brought rows, counted from the first day that there is.

    A day with a stored partition of no rows is as empty as one without.
    """
    if not counts:
        return Finding(False, "Nothing was ever ingested. Remedy: put articles into the landing folder; `sitrep run`.", {})
    first = max(min(counts), today - timedelta(days=WINDOW_DAYS))
    days = [first + timedelta(days=number) for number in range((today - first).days)]
    looked_at = {day: counts.get(day, 0) for day in days}
    missing = [day for day, count in looked_at.items() if not count]
    if not missing:
        return Finding(True, f"Each of the last {len(days)} days brought something.", looked_at)
    named = ", ".join(day.isoformat() for day in missing)
    return Finding(
        False,
        f"Nothing was ingested on {named}. Remedy: see whether the runs of that day failed (`sitrep dev`), whether feeds "
        "answer (`sitrep feeds list`) and whether whoever fills the landing folder does; what comes late is taken then.",
        looked_at,
    )


def judge_volume(counts: Mapping[date, int], today: date, what: str) -> Finding:
    """Whether the last day that is over brought about as many rows as the TRAILING_DAYS days before it.

    Judged only after FEWEST_TRAILING_DAYS days with rows. Days without rows are left to `judge_days`.
    """
    last = today - timedelta(days=1)
    trailing = {day: count for day, count in counts.items() if last - timedelta(days=TRAILING_DAYS) <= day < last and count}
    looked_at = {**dict(sorted(trailing.items())), last: counts.get(last, 0)}
    if len(trailing) < FEWEST_TRAILING_DAYS:
        return Finding(True, f"Too few days to judge by: {len(trailing)} of {FEWEST_TRAILING_DAYS}.", looked_at)
    low, high = volume_band(list(trailing.values()))
    found = counts.get(last, 0)
    sentence = f"{last} brought {found:,} {what}; {low:,.0f} to {high:,.0f} are usual."
    return Finding(low <= found <= high, sentence, looked_at)


def volume_band(counts: Sequence[int]) -> tuple[float, float]:
    """The least and the most rows that are usual after these days."""
    middle = median(counts)
    spread = DEVIATIONS * 1.4826 * median(abs(count - middle) for count in counts)
    return max(0.0, min(middle / FACTOR, middle - spread)), max(middle * FACTOR, middle + spread)


def judge_freshness(newest: datetime | None, now: datetime) -> Finding:
    """Whether the newest published article was ingested at most FRESH_HOURS hours ago. Both moments are UTC."""
    if newest is None:
        return Finding(False, "Nothing is published. Remedy: `sitrep run`.", {})
    hours = (now - newest).total_seconds() / 3600
    sentence = f"The newest published article was ingested {hours:,.0f} hours ago; at most {FRESH_HOURS:,.0f} are allowed."
    remedy = " Remedy: `sitrep run` says what stands in the way."
    return Finding(hours <= FRESH_HOURS, sentence if hours <= FRESH_HOURS else sentence + remedy, {})
