"""Times that lean on tense, on other times, or on words that only look like times."""

import pytest

from orchestration.coding.model import TimeMention
from orchestration.coding.times import find_times
from orchestration.reference.units import load_holidays
from orchestration.settings import PROJECT_DIR
from tests.coding.sentences import plain_sentences

HOLIDAYS = load_holidays(PROJECT_DIR / "data" / "reference")
PUBLISHED = "2023-02-10"


def times_of(*texts: str, published_on: str | None = PUBLISHED) -> list[TimeMention]:
    return [mention for found in find_times(plain_sentences(*texts), published_on, HOLIDAYS) for mention in found]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Peru declared an emergency in seven regions from Sunday.", ("2023-02-12", None)),
        ("The dam was closed from Sunday to Tuesday.", ("2023-02-05", "2023-02-07")),
        ("The blockade lasted until November.", (None, "2022-11")),
        ("The court extended his detention until March 3.", (None, "2023-03-03")),
        ("Nigerians go to the polls on February 25.", ("2023-02-25", "2023-02-25")),
        ("He ruled from May 1997 until June 2007.", ("1997-05", "2007-06")),
        ("A vote is planned for the first half of 2024, perhaps in May.", ("2024-05", "2024-05")),
        ("It struck at 4:17 a.m. (0117 GMT) Monday.", ("2023-02-06", "2023-02-06")),
        ("Soldiers rebelled in the last week of December.", ("2022-12", "2022-12")),
        ("The law was passed in the early hours of Saturday.", ("2023-02-04", "2023-02-04")),
        ("He will fly the day after tomorrow.", ("2023-02-12", "2023-02-12")),
        ("Clashes broke out between January 13 and 16.", ("2023-01-13", "2023-01-16")),
        ("Police said Monday Israel would act.", ("2023-02-06", "2023-02-06")),
        ("The Sept. 11 attacks changed that.", ("2001-09-11", "2001-09-11")),
        ("On Wednesday the truce was signed, hours after jets bombed Kabul.", ("2023-02-08", "2023-02-08")),
        ("On Wednesday the truce was signed, two days after jets bombed Kabul.", ("2023-02-06", "2023-02-06")),
        ("Troops will be sent by March, and on Friday soldiers arrested two men.", ("2023-02-10", "2023-02-10")),
        ("Troops will be sent by March, and on Saturday soldiers arrested two men.", ("2023-02-04", "2023-02-04")),
    ],
)
def test_bounds(text: str, bounds: tuple[str | None, str | None]) -> None:
    found = times_of(text)
    assert (found[-1].date_start, found[-1].date_end) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May's government fell.",
        "The rebels of the March 23 Movement, the M23, won.",
        "Such raids come on a Monday.",
        "Bloody Sunday is remembered there.",
        "He was chosen from 2019 candidates.",
        "They marched past the palace.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert [m.text for m in times_of(text) if m.timex_type in ("DATE", "TIME")] == []


def test_october_7_is_of_2023_only_as_the_attack() -> None:
    attack = times_of("Since the Oct. 7 attack he has been held.", published_on="2025-01-10")
    day = times_of("He was held on Oct. 7.", published_on="2025-01-10")
    assert {m.date_start for m in attack} == {"2023-10-07"}
    assert {m.date_start for m in day} == {"2024-10-07"}


def test_a_chronicle_line_dates_what_follows_its_dash() -> None:
    sentences = plain_sentences("3 December –", "lawmakers vote it down within hours.")
    sentences[1].paragraph = sentences[0].paragraph
    found = find_times(sentences, "2024-12-30")
    assert (found[1][0].date_start, found[1][0].date_end) == ("2024-12-03", "2024-12-04")


def test_sentences_after_a_split_date_still_lean_on_it() -> None:
    far = times_of("The envoy spoke on Tuesday.", "Two envoys voted in April, and the third signed days later.")
    assert far[-1].date_start == "2022-04"
