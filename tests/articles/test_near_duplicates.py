"""Copies of one report are grouped, different reports of one event are not."""

import random
from datetime import UTC, datetime

import polars as pl
import pytest

from orchestration.articles.near_duplicates import group_duplicates
from orchestration.tables import RAW_ARTICLES

VOCABULARY = [f"word{number}" for number in range(3000)]


def text(seed: int, words: int = 250) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))


def articles(*bodies: str, days: list[int | None] | None = None) -> pl.DataFrame:
    times = [None if day is None else datetime(2025, 2, day, tzinfo=UTC) for day in days or [1] * len(bodies)]
    rows = {"article_id": [f"a{index}" for index in range(len(bodies))], "body": bodies, "published_at": times}
    return pl.DataFrame(rows, schema_overrides={"published_at": RAW_ARTICLES.polars_schema["published_at"]})


def groups(frame: pl.DataFrame) -> list[str]:
    return group_duplicates(frame)["duplicate_group_id"].to_list()


def words(body: str) -> list[str]:
    return body.split()


COPIES = {
    "new lead": lambda body: text(99, 40) + " " + " ".join(words(body)[40:]),
    "cut tail": lambda body: " ".join(words(body)[:90]),
    "other credit": lambda body: body + " (Reporting for another agency by somebody else entirely)",
    "corrected number": lambda body: body.replace(words(body)[30], "4500").replace(words(body)[200], "17"),
    "other case and quotes": lambda body: "“" + body.upper().replace(" ", "  ") + "”",
    "paragraph left out": lambda body: " ".join(words(body)[:80] + words(body)[130:]),
    "every fortieth word changed": lambda body: " ".join(w if i % 40 else f"other{i}" for i, w in enumerate(words(body))),
}


@pytest.mark.parametrize("change", COPIES)
def test_copies_are_grouped(change: str) -> None:
    body = text(1)
    assert groups(articles(body, text(2), COPIES[change](body))) == ["a0", "a1", "a0"]


@pytest.mark.parametrize("shared", [0, 10, 40, 80])
def test_reports_that_share_a_passage_are_not_copies(shared: int) -> None:
    passage = text(7, shared) if shared else ""
    assert groups(articles(f"{text(1)} {passage}", f"{text(2)} {passage}")) == ["a0", "a1"]


def test_the_copy_published_first_is_the_primary() -> None:
    body = text(1)
    frame = articles(body, body, body, days=[None, 3, 2])
    grouped = group_duplicates(frame)
    assert grouped.to_dict(as_series=False) == {
        "article_id": ["a0", "a1", "a2"],
        "duplicate_group_id": ["a2", "a2", "a2"],
        "is_primary": [False, False, True],
    }


def test_the_order_of_rows_does_not_matter() -> None:
    bodies = [text(number % 5) + f" tail {number}" for number in range(20)]
    frame = articles(*bodies, days=[number % 7 + 1 for number in range(20)])
    expected = group_duplicates(frame)
    assert expected["duplicate_group_id"].n_unique() == 5
    assert group_duplicates(frame.reverse()).equals(expected)
    assert group_duplicates(frame.sample(fraction=1, shuffle=True, seed=4)).equals(expected)


def test_short_texts_are_copies_only_word_for_word() -> None:
    long = "Rebels took the port today and then " + text(3)
    assert groups(articles("Rebels took the port today", "rebels TOOK the port today!", "Rebels took the port", long)) == [
        "a0",
        "a0",
        "a2",
        "a3",
    ]


def test_nothing_and_texts_without_words() -> None:
    assert group_duplicates(articles()).height == 0
    assert groups(articles("...", text(1))) == ["a0", "a1"]


def test_many_copies_are_one_group() -> None:
    body = text(1)
    frame = articles(*[f"{body} outlet {number}" for number in range(150)])
    assert set(groups(frame)) == {"a0"}
