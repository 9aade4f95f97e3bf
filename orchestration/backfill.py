"""Doing days again: what was coded from the articles of these ingest dates is thrown away, and the next run makes it anew.

Articles, quarantine and decisions of people stay. Readers keep what is published until the run has passed the gates; a run
that is killed is mended by the next, whatever starts it.
"""

from datetime import date

from orchestration.run_state import only_writer
from orchestration.settings import Settings
from orchestration.storage import list_partitions, partition_path
from orchestration.tables import CODED_SENTENCES, CODED_TABLES, RAW_ARTICLES


class BackfillError(ValueError):
    """The days cannot be done again; the message says why."""


def stored_days(settings: Settings, first: date, last: date) -> list[date]:
    """Ingest dates from `first` to `last`, both included, that have articles. Raises BackfillError where there is none."""
    if last < first:
        raise BackfillError(f"The last day, {last}, comes before the first, {first}.")
    stored = list_partitions(settings, RAW_ARTICLES)
    days = [day for day in stored if first <= day <= last]
    if not days:
        there = f"articles were ingested from {stored[0]} to {stored[-1]}" if stored else "no article was ingested yet"
        raise BackfillError(f"No article was ingested from {first} to {last}; {there}.")
    return days


def reopen_days(settings: Settings, first: date, last: date) -> list[date]:
    """Throw away what was coded on these days and return them. Raises BackfillError where there is none."""
    with only_writer(settings):
        days = stored_days(settings, first, last)
        for day in days:
            # Sentences first: an article that has them counts as coded.
            for table in (CODED_SENTENCES, *CODED_TABLES):
                partition_path(settings, table, day).unlink(missing_ok=True)
    return days
