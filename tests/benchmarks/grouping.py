"""How well copies are grouped: pairwise precision and recall against what the generator knows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True)
class PairScore:
    """Pairs of articles in one group: how many rightly so, how many were found and how many there are."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def score_pairs(truth: Mapping[str, int], groups: Mapping[str, str]) -> PairScore:
    """`truth` gives the report of each article, `groups` the group it was put into."""
    return PairScore(
        right=_pairs((groups[article], report) for article, report in truth.items()),
        found=_pairs(groups[article] for article in truth),
        true=_pairs(truth.values()),
    )


def _pairs(labels: Iterable[object]) -> int:
    return sum(comb(size, 2) for size in Counter(labels).values())
