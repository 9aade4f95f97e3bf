"""What must follow when a sentence is changed, follows, and nothing else: by kind of change, never less than recorded."""

import pytest

from tests.gold.workbench import load_workbench
from tests.metamorphic.check import BASE, Outcome, check_all, read_floors, shares
from tests.metamorphic.frames import base_clauses
from tests.metamorphic.kinds import KINDS, pairs_of

LEAST_PAIRS, LEAST_FRAMES, LEAST_COUNTRIES = 400, 40, 30


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return check_all(load_workbench())


def test_frames_are_many_and_differ() -> None:
    clauses = base_clauses()
    assert len(clauses) >= LEAST_FRAMES
    assert len({country.code for clause in clauses for country in (clause.a, clause.b)}) >= LEAST_COUNTRIES
    pairs = [pair for clause in clauses for pair in pairs_of(clause)]
    assert len({(pair.before, pair.after) for pair in pairs}) == len(pairs) >= LEAST_PAIRS
    assert {pair.kind for pair in pairs} == set(KINDS)
    assert all(pair.before != pair.after for pair in pairs)


def test_every_kind_has_a_floor() -> None:
    assert set(read_floors()) == {BASE, *KINDS}


@pytest.mark.parametrize("kind", [BASE, *KINDS])
def test_the_share_that_holds_does_not_fall(outcomes: list[Outcome], kind: str) -> None:
    held, count = shares(outcomes)[kind]
    faults = [f"[{o.frame}] {o.text} -- {o.wrong}" for o in outcomes if o.kind == kind and o.wrong]
    assert held / count >= read_floors()[kind], "\n".join(faults)
