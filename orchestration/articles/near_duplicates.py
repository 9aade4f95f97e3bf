"""Copies of one report: agencies' stories that several outlets print with a new lead, a cut tail or a corrected figure.

Articles are compared by their shingles, runs of five words in small letters. MinHash signatures, cut into bands, propose
pairs in time that grows with the number of articles (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
chapter 3); every proposed pair is then compared shingle by shingle. Groups are what these pairs connect.
"""

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

SHINGLE_WORDS = 5
# Below this a text has too few shingles to compare: only the same words count as a copy.
MIN_WORDS = 20
PERMUTATIONS = 128
# Two rows a band: a pair with a third of its shingles in common is proposed with a probability of 99.9%.
ROWS_PER_BAND = 2
MIN_JACCARD = 0.4
# Share of the shorter text that stands in the longer one, which finds copies cut short.
MIN_CONTAINMENT = 0.6
WORD = re.compile(r"\w+")
SEED = 20241030
GROUPS_SCHEMA = {"article_id": pl.String, "duplicate_group_id": pl.String, "is_primary": pl.Boolean}

Shingles = npt.NDArray[np.uint32]


def group_duplicates(articles: pl.DataFrame) -> pl.DataFrame:
    """One row per article: article_id, duplicate_group_id, is_primary, sorted by article_id.

    Needs the columns article_id, body and published_at of `raw.articles`. The primary is the copy published first (one
    without a time comes last, ties go by article_id), and the group is named by its article_id. An article without
    copies is its own group. The order of the rows given does not matter.
    """
    ordered = articles.select("article_id", "body", "published_at").sort("published_at", "article_id", nulls_last=True)
    shingles = [shingle(body) for body in ordered["body"]]
    groups = _Groups(ordered.height)
    for first, second in _proposed_pairs(shingles):
        if groups.find(first) != groups.find(second) and are_copies(shingles[first], shingles[second]):
            groups.join(first, second)
    ids = ordered["article_id"].to_list()
    rows = [(key, ids[groups.find(index)], groups.find(index) == index) for index, key in enumerate(ids)]
    return pl.DataFrame(rows, schema=GROUPS_SCHEMA, orient="row").sort("article_id")


def shingle(text: str) -> Shingles:
    """Sorted hashes of the text's shingles; a single one, of all words, where the text is short."""
    words = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in WORD.findall(text.casefold())]
    is_short = len(words) < MIN_WORDS
    size = max(len(words), 1) if is_short else SHINGLE_WORDS
    hashes = np.asarray(words or [0], dtype=np.uint64)
    # Another start value keeps a text of five words from equalling five words of a longer one.
    mixed = np.full(len(hashes) - size + 1, int(is_short), dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ hashes[offset : offset + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def are_copies(first: Shingles, second: Shingles) -> bool:
    """Whether two texts share enough of their shingles to be one report."""
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common >= MIN_JACCARD * (len(first) + len(second) - common) or common >= MIN_CONTAINMENT * min(
        len(first), len(second)
    )


def _signature(hashes: Shingles, factors: npt.NDArray[np.uint64], terms: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Smallest hash of the text under each permutation (multiply-shift hashing, wrapping at 64 bits)."""
    permuted = (hashes.astype(np.uint64)[:, None] * factors + terms) >> np.uint64(32)
    signature: npt.NDArray[np.uint32] = permuted.min(axis=0).astype(np.uint32)
    return signature


def _proposed_pairs(shingles: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs that agree in a band; in a bucket of many each is paired with the first and with the one before it."""
    random = np.random.default_rng(SEED)
    factors = random.integers(1, 2**63, PERMUTATIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    terms = random.integers(0, 2**63, PERMUTATIONS, dtype=np.uint64)
    buckets: list[dict[int, tuple[int, int]]] = [{} for _ in range(PERMUTATIONS // ROWS_PER_BAND)]
    proposed: set[tuple[int, int]] = set()
    for index, hashes in enumerate(shingles):
        bands = _signature(hashes, factors, terms).view(np.uint64).tolist()
        for band, bucket in zip(bands, buckets, strict=True):
            first, latest = bucket.get(band, (index, index))
            bucket[band] = (first, index)
            for other in {first, latest} - {index}:
                if (other, index) not in proposed:
                    proposed.add((other, index))
                    yield other, index


class _Groups:
    """Disjoint sets of row numbers, each named by its smallest."""

    def __init__(self, size: int) -> None:
        self.parents = list(range(size))

    def find(self, index: int) -> int:
        while self.parents[index] != index:
            self.parents[index] = self.parents[self.parents[index]]
            index = self.parents[index]
        return index

    def join(self, first: int, second: int) -> None:
        one, other = sorted((self.find(first), self.find(second)))
        self.parents[other] = one
