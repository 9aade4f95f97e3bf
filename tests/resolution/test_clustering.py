"""Clusters and their names: ids stay, merges and splits are told."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from orchestration.resolution.clustering import cluster
from orchestration.resolution.identities import Change, name_clusters

NOW = datetime(2031, 5, 5, tzinfo=UTC)
NO_COUNTRIES: dict[str, str | None] = {}


def test_a_chance_match_with_one_member_joins_nothing() -> None:
    pairs = [("a", "b", 5.0, False), ("a", "c", 1.0, False), ("b", "c", -4.0, False)]
    assert cluster(["a", "b", "c"], pairs, NO_COUNTRIES) == [["a", "b"], ["c"]]


def test_neither_a_forbidden_pair_nor_two_countries_are_joined() -> None:
    assert cluster(["a", "b"], [("a", "b", 9.0, True)], NO_COUNTRIES) == [["a"], ["b"]]
    told = [("a", "b", 2.0, False), ("a", "c", 2.0, True), ("b", "c", 3.0, False)]
    assert cluster(["a", "b", "c"], told, NO_COUNTRIES) == [["a"], ["b", "c"]]
    pairs = [("a", "b", 9.0, False), ("b", "c", 9.0, False), ("a", "c", 9.0, False)]
    assert cluster(["a", "b", "c"], pairs, {"a": "SDN", "c": "TCD"}) == [["a", "b"], ["c"]]


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(-6, 6), st.booleans()), max_size=30),
    st.dictionaries(st.integers(0, 7), st.sampled_from(["SDN", "TCD"]), max_size=8),
    st.randoms(),
)
def test_clusters_are_a_partition_within_countries_whatever_the_order_of_pairs(
    drawn: list[tuple[int, int, int, bool]], lands: dict[int, str], random: object
) -> None:
    keys = [f"m{number}" for number in range(8)]
    pairs = {
        (keys[min(one, two)], keys[max(one, two)]): (float(score), forbidden)
        for one, two, score, forbidden in drawn
        if one != two
    }
    rows = [(first, second, score, forbidden) for (first, second), (score, forbidden) in pairs.items()]
    countries = {keys[number]: country for number, country in lands.items()}
    found = cluster(keys, rows, countries)
    assert sorted(key for members in found for key in members) == keys
    assert all(len({countries[key] for key in members if key in countries}) <= 1 for members in found)
    assert all(not pairs.get((a, b), (0.0, False))[1] for members in found for a in members for b in members)
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert cluster(keys, rows, countries) == found


def named(
    clusters: list[list[str]], before: dict[str, str], known: tuple[str, ...] = ()
) -> tuple[dict[str, str], list[Change]]:
    ages = {key: (NOW, key) for members in clusters for key in members}
    return name_clusters(clusters, before, ages, frozenset(), lambda event: event in known)


def test_a_late_report_joins_two_events_and_a_correction_parts_them() -> None:
    first, changes = named([["a", "b"], ["c"]], {})
    assert [change.kind for change in changes] == ["created", "created"]
    merged, changes = named([["a", "b", "c", "d"]], first)
    assert set(merged.values()) == {first["a"]}
    assert changes == [Change(first["c"], "merged", first["a"], 1)]
    parted, changes = named([["a", "b"], ["c", "d"]], merged, known=(first["a"], first["c"]))
    assert parted["a"] == first["a"]
    assert parted["c"] not in first.values()
    assert changes == [Change(parted["c"], "split", first["a"], 2)]


def test_an_event_without_reports_is_told_and_comes_back_under_its_name() -> None:
    first, _ = named([["a"]], {})
    gone, changes = named([], first)
    assert (gone, changes) == ({}, [Change(first["a"], "emptied", None, 0)])
    back, changes = name_clusters([["a"]], first, {"a": (NOW, "a")}, frozenset(first.values()), lambda event: True)
    assert (back, [change.kind for change in changes]) == (first, ["refilled"])
