"""Lint of the trigger dictionary as data, and the errors of its loader."""

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.coding.trigger_lexicon import Restriction, TriggerLexicon, TriggerSense, WordSet
from orchestration.coding.trigger_matching import EVIDENCE_WEIGHT, RESTRICTION_WEIGHT, WORD_WEIGHT
from orchestration.coding.triggers import NO_MODE, UNLESS_CUED
from orchestration.normalize.vocabulary import load_vocabulary
from orchestration.reference.triggers import (
    SENSE_COLUMNS,
    load_context_cues,
    load_triggers,
    load_word_classes,
    parse_restriction,
    parse_word_part,
    read_rows,
)
from orchestration.settings import PROJECT_DIR, Settings

REFERENCE_DIR = Settings.from_environment().reference_dir
SLOTS = {"subj", "obj", "iobj", "poss", "amod", "compound", "acl", "lv_subj", "governor"}


@pytest.fixture(scope="module")
def lexicon() -> TriggerLexicon:
    return load_triggers(REFERENCE_DIR)


@pytest.fixture(scope="module")
def senses(lexicon: TriggerLexicon) -> list[TriggerSense]:
    return [sense for rows in lexicon.senses.values() for sense in rows]


def test_dictionary_is_broad(senses: list[TriggerSense]) -> None:
    events = [sense for sense in senses if not sense.is_blocking]
    assert len(events) >= 1_500
    assert len({sense.event_type for sense in events}) == 17


def test_codes_are_of_the_ontology(lexicon: TriggerLexicon, senses: list[TriggerSense]) -> None:
    allowed = load_vocabulary(Settings.from_environment().dbt_project_dir / "seeds").event_modes
    events = [sense for sense in senses if not sense.is_blocking and sense.event_mode != NO_MODE]
    given_modes = {(s.event_type, s.event_mode.removeprefix(UNLESS_CUED) if s.event_mode else None) for s in events}
    cue_modes = {(cue.event_type, cue.event_mode) for cues in lexicon.mode_cues.values() for cue in cues}
    assert given_modes - allowed == set()
    assert cue_modes - allowed == set()


def test_ids_are_unique_and_tell_the_type(senses: list[TriggerSense]) -> None:
    ids = [sense.sense_id for sense in senses]
    assert len(ids) == len(set(ids))
    assert [s.sense_id for s in senses if not s.sense_id.startswith(s.event_type.lower() + ".")] == []


def test_files_are_sorted_and_hold_their_type_only() -> None:
    for path in sorted(REFERENCE_DIR.glob("triggers_*.csv")):
        rows = list(read_rows(path, SENSE_COLUMNS))
        keys = [(row["head"], row["pos"], row["sense_id"]) for row in rows]
        assert keys == sorted(keys), path.name
        assert len({row["event_type"] for row in rows}) == 1, path.name
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_slots_are_known(senses: list[TriggerSense]) -> None:
    for sense in senses:
        for slot in (*sense.actor, *sense.recipient, *sense.place):
            assert slot in SLOTS or slot.split(":")[0] in ("obl", "nmod"), (sense.sense_id, slot)


def test_every_word_class_is_used() -> None:
    used = "\n".join(path.read_text(encoding="utf-8") for path in sorted(REFERENCE_DIR.glob("*.csv")))
    used += "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((PROJECT_DIR / "orchestration" / "coding").glob("*.py"))
    )
    assert [name for name in load_word_classes(REFERENCE_DIR / "word_classes.csv") if not _is_named(name, used)] == []


def _is_named(name: str, text: str) -> bool:
    return f"@{name}" in text or f'"{name}"' in text


def _within(narrow: WordSet | None, wide: WordSet | None) -> bool:
    """Whether every word that meets `narrow` meets `wide` as well."""
    if wide is None:
        return True
    if narrow is None:
        return False
    flags = (
        (narrow.has_names, wide.has_names),
        (narrow.has_pronouns, wide.has_pronouns),
        (narrow.has_numbers, wide.has_numbers),
    )
    return narrow.lemmas <= wide.lemmas and all(inner <= outer for inner, outer in flags)


def _covers(wide: Restriction, narrow: Restriction) -> bool:
    return wide.is_free or wide == narrow


def _weight(sense: TriggerSense) -> float:
    words = sum(EVIDENCE_WEIGHT if part.relation in ("any", "has") else WORD_WEIGHT for part in sense.words)
    restrictions = sum(not r.is_free for r in (sense.subject, sense.object, *(r for _, r in sense.obliques)))
    return words + RESTRICTION_WEIGHT * restrictions + sense.priority


def _shadows(wide: TriggerSense, narrow: TriggerSense) -> bool:
    """Whether `wide` matches wherever `narrow` does, with at least its score: then `narrow` can never be chosen."""
    for part in wide.words:
        if not any(p.relation == part.relation and p.preposition == part.preposition and p.sequence == part.sequence
                   and _within(p.words, part.words) for p in narrow.words):  # fmt: skip
            return False
    if not (_covers(wide.subject, narrow.subject) and _covers(wide.object, narrow.object)):
        return False
    if not set(wide.obliques) <= set(narrow.obliques):
        return False
    return _weight(wide) >= _weight(narrow)


def test_no_sense_is_unreachable(lexicon: TriggerLexicon) -> None:
    shadowed = []
    for rows in lexicon.senses.values():
        for first, second in combinations(rows, 2):
            if first.pos == second.pos and _shadows(first, second):
                shadowed.append((first.sense_id, second.sense_id))
            elif first.pos == second.pos and _shadows(second, first) and _weight(second) > _weight(first):
                shadowed.append((second.sense_id, first.sense_id))
    assert shadowed == []


def test_contexts_are_of_the_ontology() -> None:
    with (REFERENCE_DIR / "contexts.csv").open(encoding="utf-8", newline="") as stream:
        contexts = [row["context"] for row in csv.DictReader(line for line in stream if not line.startswith("#"))]
    assert len(contexts) == len(set(contexts)) == 37
    assert len(load_context_cues(REFERENCE_DIR / "contexts.csv")) == 37


def test_irregular_forms_lead_to_their_verbs(lexicon: TriggerLexicon) -> None:
    for form, lemma in {
        "struck": "strike",
        "shot": "shoot",
        "withdrew": "withdraw",
        "fled": "flee",
        "overran": "overrun",
        "ringed": "ring",
        "unfroze": "unfreeze",
    }.items():
        assert (lemma, "VERB") in lexicon.forms[form]


def _written(folder: Path, **changes: str) -> Path:
    for name in ("word_classes.csv", "mode_cues.csv", "contexts.csv"):
        (folder / name).write_text((REFERENCE_DIR / name).read_text(encoding="utf-8"), encoding="utf-8")
    row = dict.fromkeys(SENSE_COLUMNS, "")
    row.update({"sense_id": "assault.attack.v", "head": "attack", "pos": "VERB", "event_type": "ASSAULT"} | changes)
    with (folder / "triggers_assault.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, SENSE_COLUMNS)
        writer.writeheader()
        writer.writerow(row)
    return folder


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pos": "VRB"}, "pos 'VRB' is none of"),
        ({"words": "up"}, "cannot read word 'up'"),
        ({"words": "obl:under"}, "write relation:word or obl:preposition:word"),
        ({"object": "@no_such_class"}, "unknown word class @no_such_class"),
        ({"oblique": "against"}, "is not written preposition:restriction"),
        ({"complement": "pledges"}, "complement 'pledges' is none of"),
        ({"priority": "high"}, "assault.attack.v"),
    ],
)
def test_a_broken_row_stops_the_load_and_says_which(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=r"triggers_assault\.csv: sense assault\.attack\.v") as raised:
        load_triggers(_written(tmp_path, **changes))
    assert message in str(raised.value)


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    (tmp_path / "word_classes.csv").write_text("class,lemmas\nforce,troop\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns must be class, words, note"):
        load_word_classes(tmp_path / "word_classes.csv")


def test_no_dictionary_is_an_error(tmp_path: Path) -> None:
    (_written(tmp_path) / "triggers_assault.csv").unlink()
    with pytest.raises(FileNotFoundError, match="restore data/reference"):
        load_triggers(tmp_path)


@given(st.text(max_size=40))
def test_any_text_is_a_part_or_a_readable_error(text: str) -> None:
    for parse in (parse_word_part, parse_restriction):
        try:
            parse(text, {})
        except ValueError as error:
            assert str(error)
