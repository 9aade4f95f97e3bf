"""The judge of the pairs finds what is wrong, with mentions made by hand."""

from dataclasses import replace

import pytest

from tests.gold.scoring import Record
from tests.metamorphic.check import expected, pair_fault
from tests.metamorphic.kinds import Change, Pair

RAID = Record(
    sentence="",
    trigger="raided",
    event_type="ASSAULT",
    mode=None,
    status="happened",
    actor=frozenset({"KEN MIL"}),
    recipient=frozenset({"SOM REB"}),
    place_names=("Keren",),
    date="2025-03-10",
    quantities=frozenset({(14.0, "person"), (3.0, "vehicle")}),
)


def fault(change: Change, *after: Record) -> str:
    return pair_fault(Pair("kind", "frame", "ASSAULT", "before", "after", change), [RAID], list(after))


def test_nothing_wrong_when_nothing_changes() -> None:
    assert fault(Change(), RAID) == ""


@pytest.mark.parametrize(
    "field",
    [
        {"status": "claimed"},
        {"mode": "drone"},
        {"actor": frozenset({"KEN"})},
        {"recipient": frozenset()},
        {"attribution": frozenset({"IGO UNO"})},
        {"place_names": ("Baidoa",)},
        {"date": None},
        {"quantities": frozenset()},
    ],
)
def test_every_field_that_changes_unasked_is_a_fault(field: dict[str, object]) -> None:
    assert next(iter(field)) in fault(Change(), replace(RAID, **field))  # type: ignore[arg-type]


def test_missing_and_additional_mentions_are_faults() -> None:
    assert "found nothing" in fault(Change())
    assert "found ASSAULT COERCE" in fault(Change(), RAID, replace(RAID, event_type="COERCE"))


def test_what_must_follow_and_does_not_is_a_fault() -> None:
    assert "status" in fault(Change(statuses=("denied",)), RAID)
    assert "actor" in fault(Change(codes=(("KEN", "UGA"),)), RAID)
    assert "quantities" in fault(Change(quantity=24), RAID)
    assert "place" in fault(Change(places=("Baidoa",)), RAID)


def test_any_of_the_statuses_will_do() -> None:
    change = Change(statuses=("planned", "predicted"))
    assert fault(change, replace(RAID, status="predicted")) == ""
    assert "status" in fault(change, RAID)


def test_one_mention_per_place() -> None:
    two = (RAID, replace(RAID, place_names=("Baidoa",)))
    assert fault(Change(places=("Baidoa", "Keren")), *two) == ""
    assert "wanted" in fault(Change(places=("Baidoa", "Keren")), RAID)
    assert "place" in fault(Change(places=("Baidoa", "Keren")), RAID, RAID)
    assert "status" in fault(Change(places=("Baidoa", "Keren")), RAID, replace(two[1], status="claimed"))


def test_accents_do_not_part_places() -> None:
    assert fault(Change(places=("Kerén",)), RAID) == ""


def test_codes_follow_country_by_country() -> None:
    swapped = expected(RAID, Change(codes=(("KEN", "SOM"), ("SOM", "KEN"))))
    assert (swapped.actor, swapped.recipient) == (frozenset({"SOM MIL"}), frozenset({"KEN REB"}))


def test_only_the_changed_number_follows() -> None:
    assert expected(RAID, Change(quantity=24)).quantities == {(24.0, "person"), (3.0, "vehicle")}


def test_a_base_without_its_event_is_a_fault() -> None:
    pair = Pair("kind", "frame", "ASSAULT", "before", "after", Change())
    assert "codes no ASSAULT" in pair_fault(pair, [], [RAID])
