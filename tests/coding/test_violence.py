"""Attacks and protests from text to mention: lost verbs, bare passives, and who makes an assault of a riot."""

import pytest

from orchestration.coding.mending import mend_lost_words
from orchestration.coding_workers import Workbench
from orchestration.language.parsed import ParsedArticle
from tests.coding.sentences import read_cases
from tests.gold.sentence_gold import PUBLISHED_ON
from tests.gold.workbench import load_workbench

CASES = read_cases("violence_sentences.csv")


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return load_workbench()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:40])
def test_what_is_coded(case: dict[str, str], bench: Workbench) -> None:
    coded = bench.coder.code(ParsedArticle("case", bench.parser.parse(case["sentence"], 0), PUBLISHED_ON))
    found = [m.event_type + (f"/{m.event_mode}" if m.event_mode else "") for m in coded.event_mentions]
    assert found == ([] if case["expected"] == "NONE" else case["expected"].split(" | "))


def test_sound_sentences_stay_as_they_are(bench: Workbench) -> None:
    lexicon = bench.coder.dictionaries.triggers
    for text in ("The minister met his counterpart in Rome.", "Troops retook the town two days later.", "He said no."):
        for sentence in bench.parser.parse(text, 0):
            assert mend_lost_words(sentence, lexicon) is sentence
