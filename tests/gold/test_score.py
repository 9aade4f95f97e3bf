"""The coder may not fall behind its recorded score, and the scorer counts as its rules say."""

from dataclasses import replace

import pytest

from tests.gold.score import OWN_PARTS, read_recorded, reliability_table, score_own_parts
from tests.gold.scoring import Record, Score, is_same_date, is_same_place, score_records
from tests.gold.workbench import load_workbench

TOLERANCE = 0.02


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score_own_parts(load_workbench())


@pytest.mark.parametrize("part", OWN_PARTS)
@pytest.mark.parametrize("figure", ["detection_f1", "record_f1", "status", "actor_country"])
def test_score_does_not_fall(scores: dict[str, Score], part: str, figure: str) -> None:
    figures, recorded = scores[part].figures(), read_recorded()[part]
    assert figures[figure] >= recorded[figure] - TOLERANCE, "python -m tests.gold.score --notes lists what is wrong"


@pytest.mark.parametrize("part", OWN_PARTS)
def test_false_happened_does_not_rise(scores: dict[str, Score], part: str) -> None:
    assert scores[part].figures()["false_happened"] <= read_recorded()[part]["false_happened"] + TOLERANCE


SHELLING = Record(
    sentence="Troops shelled the town of Arda.",
    trigger="shelled",
    event_type="ASSAULT",
    mode="heavy-weapons",
    status="happened",
    actor=frozenset({"KEN MIL"}),
    place_names=("Arda",),
    date="2025-03-10",
)


def test_equal_records_score_one() -> None:
    score = score_records([SHELLING], [SHELLING])
    assert score.detection == score.record == (1.0, 1.0, 1.0)
    assert score.notes == []


def test_one_wrong_field_costs_a_seventh_of_the_record() -> None:
    score = score_records([replace(SHELLING, status="claimed")], [SHELLING])
    assert score.detection[2] == 1.0
    assert score.record[2] == pytest.approx(6 / 7)
    assert score.share("status") == 0.0


def test_another_type_or_sentence_does_not_pair() -> None:
    assert score_records([replace(SHELLING, event_type="COERCE")], [SHELLING]).pairs == 0
    assert score_records([replace(SHELLING, sentence="Troops left.")], [SHELLING]).pairs == 0


def test_white_space_and_quotation_marks_are_folded() -> None:
    spaced = replace(SHELLING, sentence="Troops  shelled\nthe town of Arda.")
    assert score_records([spaced], [SHELLING]).pairs == 1


def test_the_nearest_trigger_pairs_first() -> None:
    other = replace(SHELLING, trigger="raid", actor=frozenset({"UGA MIL"}))
    score = score_records([SHELLING, other], [other])
    assert (score.pairs, score.share("actor_code")) == (1, 1.0)


def test_happened_is_false_when_the_gold_says_otherwise_or_nothing() -> None:
    assert score_records([SHELLING], [replace(SHELLING, status="denied")]).false_happened == 1
    assert score_records([SHELLING], [replace(SHELLING, status="ongoing")]).false_happened == 0
    assert score_records([SHELLING], []).false_happened == 1


@pytest.mark.parametrize(
    ("predicted", "gold", "is_same"),
    [
        ("2025-03", "2025-03", True),
        ("2025-03-10/2025-03-16", "2025-03-10/2025-03-14", True),
        ("2025-03-10", "2025-03", False),
        ("XXXX-08", "2024-08", False),
        ("2025-21", "2025-03/2025-05", True),
        ("2024-08/..", "2024-09/..", True),
        (None, "2025", False),
        ("2025-99-99", "2025", False),
    ],
)
def test_dates(predicted: str | None, gold: str, is_same: bool) -> None:
    assert is_same_date(predicted, gold) is is_same


def test_places_by_name_word_and_distance() -> None:
    lviv = replace(SHELLING, place_names=("Lviv",), point=(49.84, 24.03))
    assert is_same_place(replace(lviv, place_names=("Lwow",), point=(49.9, 24.1)), lviv)
    assert not is_same_place(replace(lviv, place_names=("Stryi",), point=(49.26, 23.85)), lviv)
    assert is_same_place(replace(SHELLING, place_names=("Kursk Oblast",)), replace(SHELLING, place_names=("Kursk",)))
    assert not is_same_place(replace(SHELLING, place_names=()), SHELLING)


def test_equal_confidences_stay_in_one_row() -> None:
    rows = reliability_table([(0.9, True)] * 28 + [(0.5, False), (0.5, True)] * 2).splitlines()
    assert rows[1].split() == ["0.50", "to", "0.50", "4", "0.50", "0.50"]
    assert rows[2].split() == ["0.90", "to", "0.90", "28", "0.90", "1.00"]
