"""The table of time expressions, and what the table cannot say: spans, heads, context, hostile text."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.coding.model import TimeMention
from orchestration.coding.time_holidays import HolidayCalendar, orthodox_easter, western_easter
from orchestration.coding.times import find_times
from orchestration.language.parsed import Sentence, Token
from orchestration.reference.units import load_holidays
from orchestration.settings import PROJECT_DIR
from orchestration.tables import DATE_PRECISIONS
from tests.coding.sentences import plain_sentences, read_cases

CASES = read_cases("time_expressions.csv")
HELD_OUT = [case for case in CASES if case["held_out"] == "true"]
OPEN_CASES = [case for case in CASES if case["held_out"] == "false"]
EDTF_PART = re.compile(r"(?:\d{4}|XXXX)(?:-\d{2}(?:-\d{2})?)?$")
PUBLISHED = "2024-06-10"


@pytest.fixture(scope="module")
def holidays() -> HolidayCalendar:
    return load_holidays(PROJECT_DIR / "data" / "reference")


def found_for(case: dict[str, str], holidays: HolidayCalendar) -> list[TimeMention]:
    """The mentions that overlap the expression of a case, the one of exactly its words first."""
    sentences = plain_sentences(*case["sentences"].split(" // "))
    last = sentences[-1]
    start = last.char_start + last.text.rindex(case["expression"])
    end = start + len(case["expression"])
    mentions = find_times(sentences, case["published_on"] or None, holidays)[-1]
    overlapping = [m for m in mentions if m.char_start < end and m.char_end > start]
    return sorted(overlapping, key=lambda m: (m.text != case["expression"], m.char_start))


def is_right(case: dict[str, str], holidays: HolidayCalendar) -> bool:
    found = found_for(case, holidays)
    if not case["timex_type"]:
        return not found
    names = ("timex_type", "value_timex", "date_start", "date_end", "precision")
    return bool(found) and all((getattr(found[0], name) or "") == case[name] for name in names)


@pytest.mark.parametrize("case", OPEN_CASES, ids=lambda case: f"{case['expression_class']}-{case['expression']}")
def test_value(case: dict[str, str], holidays: HolidayCalendar) -> None:
    assert is_right(case, holidays), found_for(case, holidays)


def test_share_right_of_those_kept_aside(holidays: HolidayCalendar) -> None:
    assert sum(is_right(case, holidays) for case in HELD_OUT) / len(HELD_OUT) >= 0.95


def test_table_is_large_enough() -> None:
    assert len(CASES) >= 200
    assert len(HELD_OUT) >= 60


def times_of(*texts: str, published_on: str | None = PUBLISHED) -> list[TimeMention]:
    return [mention for found in find_times(plain_sentences(*texts), published_on) for mention in found]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Rebels have held the port since May.", "2024-05/.."),
        ("The last soldiers will go by spring.", "../2025-21"),
        ("It will be done over the next three months.", "2024-06/2024-09"),
        ("The school was shelled on 4 June.", "2024-06-04"),
        ("The two sides met last week.", "2024-06-03/2024-06-09"),
        ("He may return in the coming days.", None),
    ],
)
def test_edtf(text: str, edtf: str | None) -> None:
    (mention,) = times_of(text)
    assert mention.value_edtf == edtf


def test_evidence_is_published_text_dateline_or_none() -> None:
    assert [m.evidence for m in times_of("He was shot on Tuesday.")] == ["published"]
    assert [m.evidence for m in times_of("He was shot in May 2019.", published_on=None)] == ["text"]
    assert [m.evidence for m in times_of("He was shot in May.", published_on=None)] == ["none"]
    dateline = times_of("LIMA, 3 March 2022 – The mine collapsed on Tuesday.", published_on=None)
    assert [(m.evidence, m.date_start) for m in dateline][-1] == ("dateline", "2022-03-01")
    by_text = times_of("The court sat on 3 March 2022.", "The judge had been shot in February.", published_on=None)
    assert [(m.evidence, m.date_start) for m in by_text][-1] == ("text", "2022-02")


def test_a_date_after_since_is_no_evidence_for_the_year() -> None:
    found = times_of("They have held him since 7 October 2023.", "He was seen in May.", published_on=None)
    assert found[-1].date_start == "XXXX-05"


def test_since_clause_is_a_mention_of_its_own_headed_by_its_verb() -> None:
    sentence = tree_sentence(
        "Troops held it since they attacked in May .",
        [1, -1, 1, 5, 5, 1, 7, 5, 1],
        ["nsubj", "root", "obj", "mark", "nsubj", "advcl", "case", "obl", "punct"],
    )
    outer, inner = find_times([sentence], PUBLISHED)[0]
    assert (outer.text, outer.date_start, outer.precision) == ("since they attacked in May", "2024-05", "open")
    assert sentence.tokens[outer.head_token].text == "attacked"
    assert (inner.text, inner.precision) == ("in May", "month")
    assert sentence.tokens[inner.head_token].text == "May"


def test_days_after_an_event_are_headed_by_the_event() -> None:
    sentence = tree_sentence(
        "On 28 May , four days after his arrest , he spoke .",
        [2, 2, 11, 2, 5, 11, 8, 8, 5, 11, 11, -1, 11],
        ["case", "nummod", "obl", "punct", "nummod", "obl", "case", "nmod:poss", "nmod", "punct", "nsubj", "root", "punct"],
    )
    found = find_times([sentence], PUBLISHED)[0]
    assert [(m.date_start, sentence.tokens[m.head_token].text) for m in found] == [
        ("2024-05-28", "May"),
        ("2024-05-24", "arrest"),
    ]


def tree_sentence(text: str, heads: list[int], relations: list[str]) -> Sentence:
    """A sentence of words parted by spaces, with a tree."""
    tokens, offset = [], 0
    for index, word in enumerate(text.split(" ")):
        upos = {"punct": "PUNCT", "case": "ADP", "mark": "SCONJ", "root": "VERB", "advcl": "VERB"}.get(
            relations[index], "NOUN"
        )
        token = Token(index, word, word, upos, "", "", heads[index], relations[index], offset, offset + len(word))
        tokens.append(token)
        offset += len(word) + 1
    return Sentence(0, 0, 0, len(text), text, tokens)


def test_relative_times_do_not_lean_on_what_is_still_to_come() -> None:
    found = times_of("The convoy left on Thursday and will return on Friday.", "A day later two drivers were shot.")
    assert [m.date_start for m in found] == ["2024-06-06", "2024-06-14", "2024-06-07"]


def test_unreadable_publication_day_is_an_error() -> None:
    with pytest.raises(ValueError):
        find_times(plain_sentences("He left on Monday."), "yesterday")


@pytest.mark.parametrize(("year", "day"), [(2023, date(2023, 4, 9)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))])
def test_western_easter(year: int, day: date) -> None:
    assert western_easter(year) == day


@pytest.mark.parametrize(("year", "day"), [(2023, date(2023, 4, 16)), (2024, date(2024, 5, 5)), (2025, date(2025, 4, 20))])
def test_orthodox_easter(year: int, day: date) -> None:
    assert orthodox_easter(year) == day


PIECES = st.sampled_from(
    "on in since by until from between and to the last next this May March October 7 31 99 2024 0 Monday Sunday night three "
    "days weeks later ago after before early late end of year half quarter third 1990s 3 p.m. 25:99 0000-00-00 2024-13-40 "
    "every a an century overnight weekend Q3 Easter spring coming past few , . - – ( ) ' ’s \u0663 \U0001f4a3 9999 1-2".split()
)


@given(st.lists(PIECES, max_size=30), st.sampled_from([None, "2024-02-29", "0001-01-01", "9999-12-31"]))
@settings(max_examples=300, deadline=None)
def test_any_words_give_whole_values(words: list[str], published_on: str | None) -> None:
    check_mentions(" ".join(words), published_on)


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    check_mentions(text, PUBLISHED)


def check_mentions(text: str, published_on: str | None) -> None:
    sentences = plain_sentences(text)
    if not sentences[0].tokens:
        return
    calendar = load_holidays(PROJECT_DIR / "data" / "reference") if "Easter" in text else None
    for mention in find_times(sentences, published_on, calendar)[0]:
        assert text[mention.char_start : mention.char_end] == mention.text
        assert mention.text
        assert 0 <= mention.first_token <= mention.last_token < len(sentences[0].tokens)
        assert 0 <= mention.head_token < len(sentences[0].tokens)
        assert mention.precision in DATE_PRECISIONS
        assert mention.timex_type in ("DATE", "TIME", "DURATION", "SET")
        for part in (mention.date_start, mention.date_end):
            assert part is None or EDTF_PART.match(part), mention


def test_long_text_is_read_in_linear_time() -> None:
    text = "on the night of 3 May, days after " * 4000
    assert times_of(text)
