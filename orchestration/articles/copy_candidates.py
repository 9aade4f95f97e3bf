"""Which of the articles that have no group yet, and of those that have one, are worth comparing: those whose signatures agree
in several bands. All are asked about at once in sorted arrays, which costs a tenth of asking for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from orchestration.articles.near_duplicates import BAND_BITS

# What more articles than this have in common (a template, a disclaimer) tells no copies apart.
ARTICLES_PER_KEY = 32
# Of the pairs that agree in one band alone, hardly one in a hundred are copies.
BANDS_IN_COMMON = 2
# Bounds the memory for pairs: each article meets at most ARTICLES_PER_KEY others by each of its keys.
ARTICLES_ASKED_AT_ONCE = 2_000
NEIGHBOURS = (-1, 0, 1)

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Keys:
    """The keys of articles, each a period and one band of the signature: `keys[i]` is one of the article at `positions[i]`."""

    keys: Integers
    positions: Integers

    @classmethod
    def of(cls, bands: Integers, periods: Integers) -> "Keys":
        """From the bands, one row an article, and the period of each; a band that an article has twice counts once."""
        rows = np.sort(bands, axis=1)
        is_first = np.ones(rows.shape, dtype=bool)
        is_first[:, 1:] = rows[:, 1:] != rows[:, :-1]
        keys = (periods[:, None] << BAND_BITS) | rows
        return cls(keys[is_first], np.nonzero(is_first)[0])

    def periods(self) -> set[int]:
        """The periods in which these articles may have copies: their own and those before and after."""
        return {period + shift for period in np.unique(self.keys >> BAND_BITS).tolist() for shift in NEIGHBOURS}

    def asked_in(self, periods: set[int]) -> list[int]:
        """The keys by which copies of these articles are found in these periods."""
        shifted = [self.keys + (shift << BAND_BITS) for shift in NEIGHBOURS]
        chosen = [keys[np.isin(keys >> BAND_BITS, list(periods))] for keys in shifted]
        wanted: list[int] = np.unique(np.concatenate(chosen)).tolist()
        return wanted


class Candidates:
    """The articles that others are found by: the stored ones, and of the articles at hand those that stand before."""

    def __init__(self, asking: Keys, numbers: Integers, stored: Integers) -> None:
        """`numbers` are those of the articles at hand by their positions, `stored` rows of key and number of those stored."""
        self._asking = asking
        self._count = len(numbers)
        keys = np.concatenate([stored[:, 0], asking.keys])
        positions = np.concatenate([np.full(len(stored), -1), asking.positions])
        found = np.concatenate([stored[:, 1], numbers[asking.positions]])
        order = np.lexsort((positions, keys))
        keys, positions, found = keys[order], positions[order], found[order]
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        rank = np.arange(len(keys)) - np.repeat(starts, np.diff([*starts, len(keys)]))
        is_held = (rank < ARTICLES_PER_KEY) | (positions < 0)
        self._keys, self._positions, self._numbers = keys[is_held], positions[is_held], found[is_held]

    def added(self) -> Iterator[tuple[int, int]]:
        """Key and number of the articles at hand, as far as they are found by it, in the order of the keys."""
        is_added = self._positions >= 0
        return zip(self._keys[is_added].tolist(), self._numbers[is_added].tolist(), strict=True)

    def of_each(self) -> Iterator[list[tuple[int, int]]]:
        """For every article at hand the numbers of those worth comparing, each with the number of bands in common."""
        for start in range(0, self._count, ARTICLES_ASKED_AT_ONCE):
            end = min(start + ARTICLES_ASKED_AT_ONCE, self._count)
            positions, numbers, agreeing = self._agreeing(start, end)
            bounds = np.searchsorted(positions, np.arange(start, end + 1)).tolist()
            pairs = list(zip(numbers.tolist(), agreeing.tolist(), strict=True))
            for first, last in pairwise(bounds):
                yield pairs[first:last]

    def _agreeing(self, start: int, end: int) -> tuple[Integers, Integers, Integers]:
        """Pairs of an article at a position from `start` to `end` and one before it: position, number, bands in common."""
        first, last = np.searchsorted(self._asking.positions, [start, end])
        keys = np.concatenate([self._asking.keys[first:last] + (shift << BAND_BITS) for shift in NEIGHBOURS])
        positions = np.tile(self._asking.positions[first:last], len(NEIGHBOURS))
        left = np.searchsorted(self._keys, keys, "left")
        counts = np.searchsorted(self._keys, keys, "right") - left
        # One entry for each article that is found: those of a key lie together.
        entries = np.repeat(left - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        asking = np.repeat(positions, counts)
        is_before = self._positions[entries] < asking
        numbers, asking = self._numbers[entries[is_before]], asking[is_before]
        pairs, agreeing = np.unique((asking << 32) | numbers, return_counts=True)
        pairs, agreeing = pairs[agreeing >= BANDS_IN_COMMON], agreeing[agreeing >= BANDS_IN_COMMON]
        return pairs >> 32, pairs & 0xFFFFFFFF, agreeing
