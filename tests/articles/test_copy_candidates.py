"""What is worth comparing is found in sorted arrays; the same is found by asking for each article and each key."""

from collections import Counter

import numpy as np
import pytest

from orchestration.articles import copy_candidates
from orchestration.articles.copy_candidates import ARTICLES_PER_KEY, BANDS_IN_COMMON, Candidates, Keys
from orchestration.articles.near_duplicates import BANDS, band_keys

COUNT = 120
PERIODS = 3


def one_by_one(
    bands: np.ndarray, periods: list[int], numbers: list[int], stored: dict[int, list[int]]
) -> tuple[list[dict[int, int]], set[tuple[int, int]]]:
    """For each article those that agree in enough bands, and by which keys the articles are found."""
    held = {key: list(known) for key, known in stored.items()}
    agreeing, added = [], set()
    for row, period, number in zip(bands, periods, numbers, strict=True):
        keys = band_keys(row, [period - 1, period, period + 1])
        counts = Counter(other for key in keys for other in held.get(key, ()))
        agreeing.append({other: count for other, count in counts.items() if count >= BANDS_IN_COMMON})
        for key in band_keys(row, [period]):
            known = held.setdefault(key, [])
            if len(known) < ARTICLES_PER_KEY:
                known.append(number)
                added.add((key, number))
    return agreeing, added


@pytest.mark.parametrize("values", [4, 40, 4_000])
@pytest.mark.parametrize("at_once", [7, 2_000])
def test_candidates_are_those_found_one_by_one(values: int, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_candidates, "ARTICLES_ASKED_AT_ONCE", at_once)
    random = np.random.default_rng(values)
    # Of few values an article has a band twice, and more articles have a key in common than it holds.
    bands = random.integers(0, values, (COUNT, BANDS))
    periods = random.integers(5, 5 + PERIODS, COUNT)
    numbers = (1_000 + random.permutation(COUNT)).tolist()
    stored: dict[int, list[int]] = {}
    for number in range(40):
        for key in band_keys(random.integers(0, values, BANDS), [int(random.integers(4, 6 + PERIODS))]):
            if len(stored.setdefault(key, [])) < ARTICLES_PER_KEY:
                stored[key].append(number)
    keys = Keys.of(bands, periods)
    asked = set(keys.asked_in(keys.periods()))
    rows = [(key, number) for key, known in stored.items() if key in asked for number in known]
    found = Candidates(keys, np.array(numbers), np.array(rows, dtype=np.int64).reshape(-1, 2))
    agreeing, added = one_by_one(bands, periods.tolist(), numbers, stored)
    assert [dict(pairs) for pairs in found.of_each()] == agreeing
    assert set(found.added()) == added
    assert any(agreeing) or values == 4_000


def test_nothing_stored_and_one_article() -> None:
    keys = Keys.of(np.arange(BANDS)[None, :], np.array([7]))
    assert keys.periods() == {6, 7, 8}
    assert len(keys.asked_in({7})) == BANDS
    assert keys.asked_in({9}) == keys.asked_in(set()) == []
    found = Candidates(keys, np.array([3]), np.empty((0, 2), dtype=np.int64))
    assert list(found.of_each()) == [[]]
    assert {number for _, number in found.added()} == {3}
