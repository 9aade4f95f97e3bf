"""Scored pairs to clusters: the two clusters that match best are joined, as long as their members match on the whole.

Average linkage: what fits one member of a cluster by chance does not bring two events together. Two clusters with
a forbidden pair, or in two countries, never join. The result does not depend on the order of pairs.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence

# What two keys weigh that share no block: nothing speaks for them.
UNCOMPARED = -1.5


def cluster(
    keys: Sequence[str], pairs: Iterable[tuple[str, str, float, bool]], countries: Mapping[str, str | None]
) -> list[list[str]]:
    """Clusters of the given keys, in the order of their first members, each in the order given.

    The order decides between pairs of one score: the earlier key is joined first. `pairs` are (first, second, score,
    is_forbidden), each pair once, `countries` the country of each key, None where it names no place.
    """
    order = list(keys)
    number = {key: index for index, key in enumerate(order)}
    members: list[list[int]] = [[index] for index in range(len(order))]
    lands: list[set[str]] = [{land} if (land := countries.get(key)) else set() for key in order]
    links: list[dict[int, tuple[float, int, bool]]] = [{} for _ in order]
    for first, second, score, is_forbidden in pairs:
        one, two = number[first], number[second]
        links[one][two] = links[two][one] = (score, 1, is_forbidden)
    alive = [True] * len(order)
    queue = [
        (-score, one, two)
        for one, found in enumerate(links)
        for two, (score, _, is_forbidden) in found.items()
        if one < two and score > 0 and not is_forbidden
    ]
    heapq.heapify(queue)
    while queue:
        strength, one, two = heapq.heappop(queue)
        if not (alive[one] and alive[two]) or len(lands[one] | lands[two]) > 1:
            continue
        # One of the two may have grown since: the mean is another one then, or a forbidden pair has come in between.
        link = links[one].get(two)
        if link is None or link[2] or -strength != _mean(link, len(members[one]), len(members[two])):
            continue
        alive[two] = False
        members[one] += members[two]
        lands[one] |= lands[two]
        for other, (score, count, is_forbidden) in links[two].items():
            if other == one:
                continue
            before = links[one].get(other, (0.0, 0, False))
            links[one][other] = links[other][one] = (score + before[0], count + before[1], is_forbidden or before[2])
            links[other].pop(two, None)
        links[one].pop(two, None)
        links[two] = {}
        for other, link in links[one].items():
            strength = _mean(link, len(members[one]), len(members[other]))
            if strength > 0 and not link[2]:
                heapq.heappush(queue, (-strength, min(one, other), max(one, other)))
    return [[order[index] for index in sorted(found)] for position, found in enumerate(members) if alive[position]]


def _mean(link: tuple[float, int, bool], size_one: int, size_two: int) -> float:
    """Mean score over all pairs of two clusters, those that were not compared included."""
    score, count, _ = link
    all_pairs = size_one * size_two
    return (score + UNCOMPARED * (all_pairs - count)) / all_pairs
