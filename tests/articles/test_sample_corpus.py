"""The corpus of a fresh clone: it is read as its description says."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from orchestration.articles.duplicate_groups import current_groups, group_new_articles
from orchestration.articles.ingest import ingest
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import read_partitions
from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE

LANDING_DIR = PROJECT_DIR / "data" / "landing"
SEED_SHA256 = "4d5a486dcc3e2ff8e9bbb2d38d36cfb5b08039d1da86c622481293a321372f7b"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), landing_dir=LANDING_DIR)
    ingest(settings, datetime(2025, 6, 1, tzinfo=UTC), "test")
    return settings


def test_the_real_article_is_as_it_came() -> None:
    assert hashlib.sha256((LANDING_DIR / "seed.txt").read_bytes()).hexdigest() == SEED_SHA256


def test_all_four_formats_are_read_and_one_file_is_not(corpus: Settings) -> None:
    articles = read_partitions(corpus, RAW_ARTICLES)
    assert {Path(name).suffix for name in articles["landing_file"]} == {".txt", ".html", ".json", ".jsonl"}
    assert articles.height >= 20
    assert articles.filter(pl.col("language") != "en")["landing_file"].to_list() == ["wire/catatumbo-es.txt"]
    refused = read_partitions(corpus, RAW_QUARANTINE)
    assert ("broken.json", "broken_json") in refused.select("landing_file", "reason_code").rows()


def test_the_samples_name_their_outlet_and_day_but_the_seed_has_none(corpus: Settings) -> None:
    articles = read_partitions(corpus, RAW_ARTICLES).filter(pl.col("language") == "en")
    nameless = articles.filter(pl.col("source_name").is_null() | pl.col("published_at").is_null())
    assert nameless["landing_file"].to_list() == ["seed.txt"]
    assert set(articles["published_at_origin"]) == {"metadata", "html", "url", "dateline", "none"}


def test_the_syndicated_copy_is_found(corpus: Settings) -> None:
    group_new_articles(corpus, datetime(2025, 6, 1, tzinfo=UTC), "test")
    articles = read_partitions(corpus, RAW_ARTICLES)
    copies = current_groups(corpus).filter(~pl.col("is_primary")).join(articles, on="article_id")
    assert copies["landing_file"].to_list() == ["pages/call-up-syndicated.html"]


def test_bodies_hold_no_furniture(corpus: Settings) -> None:
    for row in read_partitions(corpus, RAW_ARTICLES).iter_rows(named=True):
        for word in ("cookie", "Advertisement", "Reporting by", "BC-", "Eds:", "GMT", "©", "Picture:", "Topics"):
            assert word not in row["body"], row["landing_file"]
        assert row["body"] == "\n\n".join(" ".join(part.split()) for part in row["body"].split("\n\n"))
