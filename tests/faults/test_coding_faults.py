"""Articles that cannot be coded: reported one by one, never at their neighbours' cost."""

import os
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from orchestration import coding_workers, stages
from orchestration.articles.ingest import ingest
from orchestration.coding.model import CodedArticle, EventMention
from orchestration.language.parsed import Sentence
from orchestration.quarantine import quarantined
from orchestration.settings import Settings
from orchestration.storage import read_partitions
from orchestration.tables import CODED_EVENT_MENTIONS, CODED_SENTENCES, RAW_ARTICLES

NOW = datetime(2024, 8, 20, tzinfo=UTC)


class PlainCoder:
    version = "plain-1"


class PlainBench(coding_workers.Workbench):
    """Codes the first word of a body as an event; fails on one word, dies on another. Loads nothing."""

    def __init__(self, settings: Settings) -> None:
        self.coder = PlainCoder()  # type: ignore[assignment]

    def code(self, article: coding_workers.Article) -> tuple[list[Sentence], CodedArticle]:
        body = article["body"]
        if "unreadable" in body:
            raise ValueError("the parser gave up")
        if "deadly" in body:
            os._exit(1)
        word = body.split()[0]
        mention = EventMention(
            0, 0, len(word), word, "test.1", "ASSAULT", None, [], "happened", None, None, None, None, None, None, None, 0.5
        )
        sentence = Sentence(0, 0, 0, len(body), body, [])
        return [sentence], CodedArticle(article["article_id"], [mention], [], [], [])


def land(folder: Path, texts: list[str]) -> Settings:
    landing = folder / "landing"
    landing.mkdir()
    for number, text in enumerate(texts):
        (landing / f"{number:03}.txt").write_text(text, encoding="utf-8")
    settings = Settings(folder / "data", landing)
    ingest(settings, NOW, "r1")
    return settings


def coded_files(settings: Settings) -> set[str]:
    rows = read_partitions(settings, CODED_SENTENCES).join(read_partitions(settings, RAW_ARTICLES), on="article_id")
    return set(rows["landing_file"])


def test_an_article_that_fails_is_set_aside_and_its_neighbours_are_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding_workers, "Workbench", PlainBench)
    settings = land(tmp_path, ["Troops moved north.", "This text is unreadable to the parser.", "Rebels moved south."])
    report = stages.code_articles(settings, NOW, "r1")
    assert report.counts == {"articles_coded": 2, "articles_failed": 1}
    assert coded_files(settings) == {"000.txt", "002.txt"}
    aside = quarantined(settings, "coding").to_dicts()
    assert [(row["landing_file"], row["reason_code"]) for row in aside] == [("001.txt", "coder_error")]
    assert aside[0]["detail"] == "ValueError: the parser gave up"


def test_nothing_is_coded_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding_workers, "Workbench", PlainBench)
    settings = land(tmp_path, ["Troops moved north."])
    stages.code_articles(settings, NOW, "r1")
    assert stages.code_articles(settings, NOW, "r2").is_skipped
    (settings.landing_dir / "new.txt").write_text("Rebels moved south.", encoding="utf-8")
    ingest(settings, NOW, "r3")
    assert stages.code_articles(settings, NOW, "r3").counts["articles_coded"] == 1
    runs = read_partitions(settings, CODED_EVENT_MENTIONS)["run_id"]
    assert sorted(runs) == ["r1", "r3"]


def test_an_article_that_is_mended_leaves_quarantine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding_workers, "Workbench", PlainBench)
    settings = land(tmp_path, ["This text is unreadable to the parser."])
    stages.code_articles(settings, NOW, "r1")
    assert quarantined(settings, "coding").height == 1

    class BetterBench(PlainBench):
        def code(self, article: coding_workers.Article) -> tuple[list[Sentence], CodedArticle]:
            return super().code({**article, "body": article["body"].replace("unreadable", "plain now..")})

    monkeypatch.setattr(coding_workers, "Workbench", BetterBench)
    (settings.landing_dir / "new.txt").write_text("Rebels moved south.", encoding="utf-8")
    ingest(settings, NOW, "r2")
    assert stages.code_articles(settings, NOW, "r2").counts == {"articles_coded": 2, "articles_failed": 0}
    assert quarantined(settings, "coding").height == 0


def test_worker_processes_give_the_rows_of_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = land(tmp_path, [f"Column{number} moved north on day {number}." for number in range(40)])
    articles = read_partitions(settings, RAW_ARTICLES).to_dicts()
    bench = PlainBench(settings)

    def rows() -> pl.DataFrame:
        batches = list(coding_workers.code_in_batches(settings, bench, articles, NOW, "r1"))
        return pl.concat([batch.frames["coded.event_mentions"] for _, batch in batches])

    alone = rows()
    monkeypatch.setattr(coding_workers, "CHARACTERS_WORTH_A_WORKER", 1)
    monkeypatch.setattr(coding_workers, "core_count", lambda: 2)
    assert rows().equals(alone)
    assert alone.height == 40


def test_an_article_that_kills_its_process_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Column{number} moved north on day {number}." for number in range(40)]
    texts[5] = "Deadly is this deadly text."
    settings = land(tmp_path, texts)
    articles = read_partitions(settings, RAW_ARTICLES).sort("landing_file").to_dicts()
    monkeypatch.setattr(coding_workers, "CHARACTERS_WORTH_A_WORKER", 1)
    monkeypatch.setattr(coding_workers, "core_count", lambda: 2)
    batches = list(coding_workers.code_in_batches(settings, PlainBench(settings), articles, NOW, "r1"))
    errors = {key: text for _, batch in batches for key, text in batch.errors.items()}
    assert errors == {articles[5]["article_id"]: "the process that coded this article died"}
    assert sum(batch.frames["coded.event_mentions"].height for _, batch in batches) == 39
