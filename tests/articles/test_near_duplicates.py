"""Copies of one report are told from different reports of one event, two texts at a time."""

import random

import pytest

from orchestration.articles.near_duplicates import bands, copies_among, sketch

VOCABULARY = [f"word{number}" for number in range(3000)]


def text(seed: int, words: int = 250) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))


def is_copy(one: str, other: str) -> bool:
    """Whether the texts are copies; the order of the two must not matter."""
    (found,) = copies_among(sketch(one), [sketch(other)])
    assert [found] == copies_among(sketch(other), [sketch(one)])
    return found


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
def test_copies_are_told(change: str) -> None:
    body = text(1)
    assert is_copy(body, COPIES[change](body))
    assert not is_copy(text(2), COPIES[change](body))


@pytest.mark.parametrize("change", COPIES)
def test_copies_are_proposed_by_their_bands(change: str) -> None:
    body = text(1)
    common = set(bands(sketch(body).shingles)) & set(bands(sketch(COPIES[change](body)).shingles))
    assert len(common) >= 2
    assert not set(bands(sketch(body).shingles)) & set(bands(sketch(text(2)).shingles))


@pytest.mark.parametrize("shared", [0, 10, 40, 80])
def test_reports_that_share_a_passage_are_not_copies(shared: int) -> None:
    passage = text(7, shared) if shared else ""
    assert not is_copy(f"{text(1)} {passage}", f"{text(2)} {passage}")


def test_reports_on_one_template_with_other_figures_are_not_copies() -> None:
    template = " ".join("{} " + text(seed, 12) for seed in range(10))
    one, other = (template.format(*random.Random(seed).sample(range(1000), 10)) for seed in (1, 2))
    assert not is_copy(one, other)
    assert is_copy(one, one.replace(one.split()[0], "4500"))


def test_short_texts_are_copies_only_word_for_word() -> None:
    short = "Rebels took the port today"
    assert is_copy(short, "rebels TOOK the port today!")
    assert not is_copy(short, "Rebels took the port")
    assert not is_copy(short, f"{short} and then {text(3)}")


def test_texts_without_words_and_without_spaces() -> None:
    assert not is_copy("...", text(1))
    chinese = "叛军星期一占领了港口城市军队撤退到山上当地居民说他们听到了整夜的炮声市长呼吁双方停火并让平民离开"
    assert is_copy(chinese, chinese[6:] + "联合国表示关注")
    assert not is_copy(chinese, chinese[::-1])
