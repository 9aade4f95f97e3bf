"""Every rule is asked with a row that breaks it and one that just does not."""

from datetime import date, timedelta

import polars as pl
import pytest

from orchestration.quality.frames import article_frame, mention_frame, unread_figures
from orchestration.quality.gate import GateResult, run_gate
from orchestration.quality.suites import BATCH, ROW, SUITES
from tests.quality.builders import BODY, NOW, actors_of, article, articles, mention, mentions

BROKEN_ARTICLES = {
    "body_has_words": {"body": "Ceasefire"},
    "body_is_readable": {"body": "12 34 |||||||| 56 %%%%%%%% 78 words here ########"},
    "body_is_decoded": {"body": "The \ufffd\ufffd army of \ufffd crossed the river"},
    "not_from_the_future": {"published_at": NOW + timedelta(days=2, hours=1)},
    "published_since_1900": {"published_at": NOW.replace(year=1899)},
    "url_is_web_address": {"url": "javascript:alert(1)"},
    "headline_inside_body": {"headline_char_end": len(BODY) + 1},
    "language_is_code": {"language": "English"},
}
SOUND_ARTICLES = {
    "body_has_words": {"body": "Troops withdrew."},
    "body_is_readable": {"body": "В понеділок дві бригади перейшли річку."},
    "body_is_decoded": {"body": BODY * 10 + "\ufffd"},
    "not_from_the_future": {"published_at": NOW + timedelta(days=1)},
    "published_since_1900": {"published_at": NOW.replace(year=1900)},
    "url_is_web_address": {"url": "https://post.example/2024/08/river?a=1"},
    "headline_inside_body": {"headline_char_end": len(BODY)},
    "language_is_code": {"language": "und"},
}


def broken_rules(result: GateResult, key: str) -> list[str]:
    return result.failing_keys.get(key, [])


def test_every_row_rule_of_articles_has_a_case() -> None:
    names = {rule.name for rule in SUITES["articles"].rules if rule.scope == ROW}
    assert names == set(BROKEN_ARTICLES) == set(SOUND_ARTICLES)


@pytest.mark.parametrize("rule", BROKEN_ARTICLES)
def test_a_broken_article_is_named_with_its_rule(rule: str) -> None:
    frame = article_frame(articles(article(0), article(1, **BROKEN_ARTICLES[rule]), article(2, **SOUND_ARTICLES[rule])))
    result = run_gate("articles", frame)
    assert rule in broken_rules(result, "a1")
    assert broken_rules(result, "a0") == broken_rules(result, "a2") == []
    assert result.passed, "one bad article in three is set aside, it does not block its neighbours"
    assert [row["landing_file"] for row in result.failing_rows] == ["1.txt"]


def test_unknown_date_source_and_address_are_no_fault_of_a_row() -> None:
    result = run_gate("articles", article_frame(articles(article(0, published_at=None, source_name=None, url=None))))
    assert result.failing_keys == {}
    assert {rule.name for rule in result.warnings} == {"most_have_published_date", "most_have_source"}
    assert result.passed


def test_too_many_failing_articles_block_the_batch() -> None:
    rows = [article(number) for number in range(8)] + [article(number, url="ftp://x") for number in range(8, 11)]
    result = run_gate("articles", article_frame(articles(*rows)), batch="2024-08-20")
    assert not result.passed
    assert "2024-08-20" in result.message()
    assert "27.3 percent" in result.message()
    assert "sitrep quarantine" in result.message()


def test_rows_set_aside_before_count_against_the_batch() -> None:
    good = article_frame(articles(*(article(number) for number in range(8))))
    assert run_gate("articles", good).passed
    assert not run_gate("articles", good, set_aside_before=3).passed


def test_no_article_at_all_blocks() -> None:
    result = run_gate("articles", article_frame(articles()))
    assert [rule.name for rule in result.broken] == ["batch_not_empty"]


def test_a_stored_batch_whose_articles_all_went_does_not_block() -> None:
    assert run_gate("articles", article_frame(articles()), is_stored=True).passed
    assert not run_gate("articles", article_frame(articles()), set_aside_before=5, is_stored=True).passed


def test_a_single_bad_article_is_set_aside_and_does_not_block() -> None:
    result = run_gate("articles", article_frame(articles(article(0, body="..."))))
    assert list(result.failing_keys) == ["a0"]
    assert result.passed


def judged(rows: pl.DataFrame, set_aside_before: int = 0) -> GateResult:
    frame = mention_frame(rows, actors_of(rows), articles(article(0)))
    return run_gate("mentions", frame, "2024-08-20", set_aside_before)


def test_good_mentions_pass_without_a_warning() -> None:
    result = judged(mentions(mention(0), mention(1, status="denied", event_date_start=None, place_id=None)))
    assert result.passed
    assert result.warnings == []


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("trigger_stands_in_body", {"char_start": 14}),
        ("trigger_stands_in_body", {"char_end": 500, "trigger_text": "crossed the"}),
        ("trigger_stands_in_body", {"article_id": "gone"}),
        ("dates_in_order", {"event_date_end": date(2024, 8, 18)}),
    ],
)
def test_one_impossible_mention_blocks_and_is_shown(rule: str, changes: dict[str, object]) -> None:
    result = judged(mentions(mention(0), mention(1, **changes)))
    assert [broken.name for broken in result.broken] == [rule]
    assert [(row["mention_id"], row["broken_rules"]) for row in result.failing_rows] == [("m1", rule)]


def test_a_share_of_rows_set_aside_blocks_the_mentions() -> None:
    rows = mentions(*(mention(number) for number in range(57)))
    assert judged(rows, set_aside_before=2).passed
    blocked = judged(rows, set_aside_before=4)
    assert [rule.name for rule in blocked.broken] == ["few_failing_rows"]


def test_a_day_without_mentions_passes() -> None:
    assert judged(mentions()).passed


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("statuses_vary", [mention(number) for number in range(60)]),
        ("some_have_place", [mention(number, place_id=None) for number in range(10)]),
        ("years_plausible", [mention(0, event_date_start=date(1500, 1, 1))]),
    ],
)
def test_odd_batches_warn_and_do_not_block(rule: str, rows: list[dict[str, object]]) -> None:
    result = judged(mentions(*rows))
    assert rule in {warning.name for warning in result.warnings}
    assert result.passed


def test_mentions_without_actors_warn() -> None:
    rows = mentions(mention(0), mention(1))
    result = run_gate("mentions", mention_frame(rows, actors_of(rows.clear()), articles(article(0))))
    assert "some_have_actor" in {warning.name for warning in result.warnings}


def test_results_survive_storage() -> None:
    result = judged(mentions(mention(0), mention(1, char_start=14)))
    assert GateResult.from_json(result.to_json()) == result


def test_every_rule_says_what_to_do() -> None:
    for suite in SUITES.values():
        names = [rule.name for rule in suite.rules]
        assert len(names) == len(set(names))
        assert all(rule.meaning.endswith(".") and rule.remedy for rule in suite.rules)
        assert any(rule.scope == BATCH for rule in suite.rules)


def refused(count: int, reason: str = "broken_json", folder: str = "") -> pl.DataFrame:
    files = [f"{folder}bad{number}.json" for number in range(count)]
    return pl.DataFrame(
        {"landing_file": files, "reason_code": [reason] * count}, schema=dict.fromkeys(FILE_AND_REASON, pl.String)
    )


FILE_AND_REASON = ("landing_file", "reason_code")


def judged_with(*unread: pl.DataFrame, rows: int = 10) -> GateResult:
    read = articles(*(article(number) for number in range(rows)))
    return run_gate("articles", article_frame(read), figures=unread_figures(read, pl.concat(unread)))


def test_files_that_cannot_be_read_are_told_and_do_not_block() -> None:
    result = judged_with(refused(40))
    assert result.passed
    assert [(rule.name, rule.observed) for rule in result.warnings] == [("most_files_readable", "80.0 percent")]
    assert judged_with(refused(2)).warnings == []


def test_a_folder_of_which_nothing_can_be_read_is_told() -> None:
    result = judged_with(refused(10, folder="wire/"), rows=50)
    assert result.passed
    assert [(rule.name, rule.observed) for rule in result.warnings] == [("no_folder_unreadable", "1")]
    assert judged_with(refused(9, folder="wire/"), rows=50).warnings == []


def test_faults_of_our_readers_block() -> None:
    result = judged_with(refused(3, "reader_error"))
    assert [rule.name for rule in result.broken] == ["few_reader_faults"]
    assert "23.1 percent" in result.message()
    assert judged_with(refused(2, "reader_error")).passed, "one or two say nothing about the batch"
    assert judged_with(refused(3, "reader_error"), rows=100).passed


def test_faults_of_our_readers_block_when_nothing_else_came() -> None:
    assert not run_gate(
        "articles", article_frame(articles()), figures=unread_figures(articles(), refused(3, "reader_error"))
    ).passed
