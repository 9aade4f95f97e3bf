"""How well events were found again: B-cubed (Bagga and Baldwin 1998), and events that mix countries."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ClusterScore:
    precision: float
    recall: float
    mixed_events: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(found: Mapping[str, str], true: Mapping[str, int], countries: Mapping[int, str | None]) -> ClusterScore:
    """Over the mentions of `true`; each must be in `found`. `countries` gives the country of each true event,
    None where it lies in none.
    """
    both = Counter((found[mention], true[mention]) for mention in true)
    found_sizes, true_sizes = Counter(found[mention] for mention in true), Counter(true.values())
    precision = sum(count * count / found_sizes[event] for (event, _), count in both.items()) / len(true)
    recall = sum(count * count / true_sizes[number] for (_, number), count in both.items()) / len(true)
    lands: dict[str, set[str]] = defaultdict(set)
    for event, number in both:
        if (country := countries[number]) is not None:
            lands[event].add(country)
    return ClusterScore(precision, recall, sum(len(found_lands) > 1 for found_lands in lands.values()))
