"""Which event a cluster is: ids stay where most of the reports stay, and what merged, split or vanished is told.

An event is named after the report that founded it. A cluster takes the id that most of its reports had; of several
clusters that could take one id, the one with the most of its reports does (ties: the older founding report).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from orchestration.normalize.keys import stable_key

Age = tuple[datetime, str]


@dataclass(frozen=True)
class Change:
    """What became of an event: `created`, `merged` (into `other_event_id`), `split` (from it), `emptied` (no report is
    left that counts) or `refilled`.
    """

    event_id: str
    kind: str
    other_event_id: str | None
    moved_reports: int


def name_clusters(
    clusters: Sequence[Sequence[str]],
    before: Mapping[str, str],
    ages: Mapping[str, Age],
    emptied_before: frozenset[str],
    is_known: Callable[[str], bool],
) -> tuple[dict[str, str], list[Change]]:
    """The event of every report, and the changes of events.

    `before` gives the event of each report that had one, those that are in no cluster any more included; `ages` when each
    report of the clusters was first read; `emptied_before` the events of `before` that had no report left; `is_known`
    whether an id was ever given. Every report that is in one of the events of `before` must be in `before`.
    """
    claims: list[tuple[int, Age, int, str]] = []
    founders = [min(cluster, key=lambda report: (ages[report], report)) for cluster in clusters]
    for position, cluster in enumerate(clusters):
        for event, count in Counter(before[report] for report in cluster if report in before).items():
            claims.append((-count, ages[founders[position]], position, event))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, position, event in sorted(claims):
        if position not in names and event not in taken:
            names[position] = event
            taken.add(event)
    changes: list[Change] = []
    for position, cluster in enumerate(clusters):
        if position in names:
            if names[position] in emptied_before:
                changes.append(Change(names[position], "refilled", None, len(cluster)))
            continue
        names[position] = _new_id(founders[position], taken, is_known)
        taken.add(names[position])
        origin = Counter(before[report] for report in cluster if report in before)
        if origin:
            event, count = min(origin.items(), key=lambda item: (-item[1], item[0]))
            changes.append(Change(names[position], "split", event, count))
        else:
            changes.append(Change(names[position], "created", None, len(cluster)))
    after = {report: names[position] for position, cluster in enumerate(clusters) for report in cluster}
    for event in sorted(set(before.values()) - taken):
        heirs = Counter(after[report] for report, old in before.items() if old == event and report in after)
        if heirs:
            heir, count = min(heirs.items(), key=lambda item: (-item[1], item[0]))
            changes.append(Change(event, "merged", heir, count))
        elif event not in emptied_before:
            changes.append(Change(event, "emptied", None, 0))
    return after, sorted(changes, key=lambda change: (change.event_id, change.kind))


def _new_id(founder: str, taken: set[str], is_known: Callable[[str], bool]) -> str:
    """A report can found a second event while its first one lives on without it."""
    number = 0
    while (event := stable_key("event", founder, number)) in taken or is_known(event):
        number += 1
    return event
