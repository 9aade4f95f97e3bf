"""Whether two articles are copies of one report, told from their words: an agency's story that several outlets print with a
new lead, a cut tail or a corrected figure.

An article is compared by its shingles, runs of five words in small letters. Its MinHash signature, cut into bands, says
with which stored articles it is worth comparing (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
chapter 3); every pair that agrees in a band is then compared shingle by shingle. `duplicate_groups.py` makes groups of the
pairs. A change of this module makes the index of stored articles anew.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

# Copies of a report appear within days. Articles further apart are not compared, which bounds what a new one can meet.
WINDOW_DAYS = 14
SHINGLE_WORDS = 5
# Below this a text has too few shingles to compare: only the same words count as a copy.
MIN_WORDS = 20
BANDS = 24
# Two rows a band: a pair with 0.4 of its shingles in common is proposed with a probability of 98.5%, with 0.6 of 99.998%.
ROWS_PER_BAND = 2
BAND_BITS = 40
# Share of the shorter text that stands in the longer one: copies are cut, get another lead or a local ending, while the next
# day's story of the same agency repeats half of the one before. Set on the generated stories of tests/benchmarks.
MIN_CONTAINMENT = 0.65
# Share of the figures of one text that stand in the other: daily reports on one template differ in nearly all of them.
MIN_FIGURES_IN_COMMON = 0.5
FIGURES_WORTH_COMPARING = 5
# Scripts without spaces between words: each character counts as a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
# The same for a text in ASCII, in a tenth of the time: its small letters, and a space for every sign that is in no word.
ASCII_SIGNS = "".join(sign.casefold() if WORD.fullmatch(sign) else " " for sign in map(chr, range(128)))
SEED = 20241030
WORDS_HELD = 100_000
FIGURE = 1 << 32

Hashes = npt.NDArray[np.uint32]
Bands = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sketch:
    """What of an article is compared: sorted hashes of its shingles and of the figures in it; and by what it is proposed."""

    shingles: Hashes
    figures: Hashes
    bands: Bands


def sketch(text: str) -> Sketch:
    """The sketch of a text; a single shingle, of all words, where the text is short."""
    words = text.translate(ASCII_SIGNS).split() if text.isascii() else WORD.findall(text.casefold())
    hashed = np.array(list(map(_hashes().__getitem__, words)) or [0], dtype=np.uint64)
    figures = hashed[hashed >= FIGURE].astype(np.uint32)
    hashed &= np.uint64(FIGURE - 1)
    is_short = len(words) < MIN_WORDS
    size = len(hashed) if is_short else SHINGLE_WORDS
    # Another start value keeps a text of five words from equalling five words of a longer one.
    mixed = np.full(len(hashed) - size + 1, int(is_short), dtype=np.uint64)
    high = np.empty_like(mixed)
    for offset in range(size):
        mixed ^= hashed[offset : offset + len(mixed)]
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= np.right_shift(mixed, np.uint64(29), out=high)
    shingles = _sorted_set((mixed >> np.uint64(32)).astype(np.uint32))
    return Sketch(shingles, _sorted_set(figures), bands(shingles))


class _Hashes(dict[str, int]):
    """Hashes of words of 32 bits, FIGURE beside those that begin with a digit; those of the last words met are held."""

    def __missing__(self, word: str) -> int:
        if len(self) >= WORDS_HELD:
            self.clear()
        value = zlib.crc32(word.encode("utf-8", "surrogatepass")) | (FIGURE if word[0].isdigit() else 0)
        self[word] = value
        return value


@cache
def _hashes() -> _Hashes:
    return _Hashes()


def _sorted_set(values: Hashes) -> Hashes:
    values.sort()
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def copies_among(article: Sketch, others: Sequence[Sketch]) -> list[bool]:
    """Which of the others are copies of an article: the shorter of the two texts has enough of its shingles in the longer
    one, and of its figures, for both to be one report.
    """
    if not others:
        return []
    # All in one search: each call of numpy costs as much as the search through a text.
    starts = list(accumulate((len(other.shingles) for other in others[:-1]), initial=0))
    is_shared = _is_in(np.concatenate([other.shingles for other in others]), article.shingles)
    shared = np.add.reduceat(is_shared, starts, dtype=np.int64).tolist()
    return [
        count / min(len(article.shingles), len(other.shingles)) >= MIN_CONTAINMENT and _have_figures_in_common(article, other)
        for count, other in zip(shared, others, strict=True)
    ]


def _have_figures_in_common(first: Sketch, second: Sketch) -> bool:
    fewest = min(len(first.figures), len(second.figures))
    if fewest < FIGURES_WORTH_COMPARING:
        return True
    return int(np.count_nonzero(_is_in(first.figures, second.figures))) / fewest >= MIN_FIGURES_IN_COMMON


def _is_in(values: Hashes, sorted_set: Hashes) -> npt.NDArray[np.bool_]:
    """Which of the values are in a set, which may not be empty."""
    found: npt.NDArray[np.bool_] = sorted_set.take(sorted_set.searchsorted(values), mode="clip") == values
    return found


def bands(shingles: Hashes) -> Bands:
    """One number of BAND_BITS for each band of the MinHash signature."""
    factors, terms, salts = _permutations()
    # Multiply-shift hashing, wrapping at 64 bits: the smallest value of the text under each permutation.
    permuted = shingles.astype(np.uint64)[:, None] * factors
    permuted += terms
    signature = permuted.min(axis=0) >> np.uint64(32)
    mixed = (signature.astype(np.uint32).view(np.uint64) ^ salts) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    found: Bands = (mixed >> np.uint64(64 - BAND_BITS)).astype(np.int64)
    return found


def band_keys(found: Bands, periods: Iterable[int]) -> list[int]:
    """Keys of the bands of an article in these periods: articles with a key in common are worth comparing."""
    different = set(found.tolist())
    return [(period << BAND_BITS) | band for period in periods for band in different]


def period_of(at: datetime) -> int:
    """The period of WINDOW_DAYS in which a time lies: what is within the window of it lies there, or one before or after."""
    return at.date().toordinal() // WINDOW_DAYS


@cache
def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    random = np.random.default_rng(SEED)
    count = BANDS * ROWS_PER_BAND
    factors = random.integers(1, 2**63, count, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, random.integers(0, 2**63, count, dtype=np.uint64), random.integers(1, 2**63, BANDS, dtype=np.uint64)
