"""From landing files to `raw.article_revisions`: what is linked, what is taken back, what comes back."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from orchestration.articles import standings
from orchestration.articles.article_index import index_path
from orchestration.articles.ingest import ingest
from orchestration.articles.standings import latest_standings, notices, restore, retract, settle_standings, shares_text
from orchestration.settings import Settings
from orchestration.storage import partition_path, read_partitions
from orchestration.tables import RAW_ARTICLE_REVISIONS, RAW_ARTICLES

STORY = "Rebels took the port of Sampleville on Monday. The army withdrew to the hills and lost {count} men."
NOTICE = "This story has been withdrawn because its figures could not be verified."
URL = "https://www.example.org/world/2025/03/01/rebels-take-port-of-sampleville"
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


class Installation:
    """A landing folder and the runs over it; one hour lies between two runs, and what is landed lands just before one."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "data", folder / "landing", rest_seconds=0)
        self.settings.landing_dir.mkdir(parents=True)
        self.now = NOON

    def land(self, name: str, text: str, **sidecar: object) -> None:
        path = self.settings.landing_dir / name
        path.write_text(text, encoding="utf-8")
        if sidecar:
            path.with_name(f"{path.stem}.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
        landed = (self.now + timedelta(minutes=30)).timestamp()
        os.utime(path, (landed, landed))

    def run(self) -> dict[str, str]:
        """How the landing files' articles stand after one more run."""
        self.now += timedelta(hours=1)
        ingest(self.settings, self.now, f"run {self.now:%H}")
        settle_standings(self.settings, self.now, f"run {self.now:%H}")
        return self.stands()

    def stands(self) -> dict[str, str]:
        files = dict(read_partitions(self.settings, RAW_ARTICLES).select("article_id", "landing_file").iter_rows())
        rows = latest_standings(self.settings).select("article_id", "standing").iter_rows()
        return {files[article_id]: standing for article_id, standing in rows}

    def article_of(self, name: str) -> str:
        rows = read_partitions(self.settings, RAW_ARTICLES).filter(pl.col("landing_file") == name)
        return str(rows["article_id"].item())


@pytest.fixture
def there(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_revised_retracted_and_back(there: Installation) -> None:
    there.land("a.txt", STORY.format(count=12), url=URL, published_at="2025-03-01T08:00:00Z")
    assert there.run() == {"a.txt": "current"}
    there.land("b.txt", STORY.format(count=13), url=f"{URL}/?utm_source=x", published_at="2025-03-01T08:00:00Z")
    assert there.run() == {"a.txt": "superseded", "b.txt": "current"}
    there.land("notice.txt", NOTICE, url=URL.replace("www.", "m."))
    assert there.run() == {"a.txt": "superseded", "b.txt": "retracted", "notice.txt": "notice"}
    assert notices(there.settings) == {NOON.date(): [there.article_of("notice.txt")]}
    assert there.run()["b.txt"] == "retracted"
    there.land("back.txt", STORY.format(count=13), url=URL, published_at="2025-03-01T08:00:00Z")
    assert there.run() == {"a.txt": "superseded", "b.txt": "current", "notice.txt": "notice"}
    rows = read_partitions(there.settings, RAW_ARTICLE_REVISIONS).sort("decided_at", "revision_number")
    assert set(rows["canonical_article_id"]) == {there.article_of("a.txt")}
    history = rows.filter(pl.col("article_id") == there.article_of("b.txt")).select("reason", "landing_file").rows()
    assert history == [("newer_revision", "b.txt"), ("notice", "notice.txt"), ("came_back", "back.txt")]


def test_an_index_that_is_lost_changes_no_standing(tmp_path: Path) -> None:
    told = []
    for loses_index in (False, True):
        there = Installation(tmp_path / str(loses_index))
        for name, text in (
            ("a.txt", STORY.format(count=12)),
            ("b.txt", STORY.format(count=13)),
            ("notice.txt", NOTICE),
            ("back.txt", STORY.format(count=13)),
        ):
            there.land(name, text, url=URL)
            there.run()
            if loses_index:
                index_path(there.settings).unlink()
        told.append((read_partitions(there.settings, RAW_ARTICLE_REVISIONS).rows(), notices(there.settings)))
    assert told[0] == told[1]
    assert {row[5] for row in told[0][0]} == {"current", "superseded", "retracted", "notice"}


def test_a_run_over_what_is_settled_changes_no_byte(there: Installation) -> None:
    there.land("a.txt", STORY.format(count=12), url=URL)
    there.land("n.txt", NOTICE, url=URL)
    there.run()
    path = partition_path(there.settings, RAW_ARTICLE_REVISIONS, NOON.date())
    before = path.read_bytes()
    there.run()
    assert path.read_bytes() == before


def test_what_a_killed_run_left_unsettled_is_settled_by_the_next(there: Installation) -> None:
    there.land("a.txt", STORY.format(count=12), url=URL)
    there.land("b.txt", STORY.format(count=13), url=URL)
    ingest(there.settings, NOON, "killed")
    assert there.stands() == {}
    assert there.run() == {"a.txt": "superseded", "b.txt": "current"}


def test_the_same_notice_takes_back_every_story_at_whose_address_it_stands(there: Installation) -> None:
    other = URL.replace("rebels", "pirates")
    there.land("a.txt", STORY.format(count=12), url=URL)
    there.land("b.txt", STORY.format(count=12).replace("Rebels", "Pirates"), url=other)
    there.run()
    there.land("c.txt", NOTICE, url=URL)
    there.land("d.txt", NOTICE, url=other)
    assert there.run() == {"a.txt": "retracted", "b.txt": "retracted", "c.txt": "notice", "d.txt": "notice"}


def test_a_sidecar_that_says_retracted_and_then_no_more(there: Installation) -> None:
    there.land("a.txt", STORY.format(count=12), url=URL)
    there.run()
    there.land("a.txt", STORY.format(count=12), url=URL, retracted=True)
    assert there.run() == {"a.txt": "retracted"}
    assert there.run() == {"a.txt": "retracted"}
    there.land("a.txt", STORY.format(count=12), url=URL)
    assert there.run() == {"a.txt": "current"}


def test_a_json_article_that_says_killed_stays_taken_back(there: Installation) -> None:
    killed = {"url": URL, "title": "Port falls", "text": STORY.format(count=12), "status": "killed"}
    there.land("a.json", json.dumps([killed, {"title": "Another", "text": "Nothing to do with it."}]))
    for _ in range(2):
        there.run()
        stands = latest_standings(there.settings).select("detail", "standing").rows()
        assert sorted(stands, key=str) == [("killed", "retracted"), (None, "current")]
    there.land("a.json", json.dumps([{**killed, "status": "usable"}]))
    there.run()
    assert set(latest_standings(there.settings)["standing"]) == {"current"}


def test_the_publishers_id_links_where_there_is_no_address(there: Installation) -> None:
    there.land("a.txt", STORY.format(count=12), source="Sample Wire", id="SW-1")
    there.land("b.txt", "Talks on fisheries opened in another town.", source="Sample Wire", id="SW-2")
    there.run()
    there.land("c.txt", STORY.format(count=13), source="Sample Wire", id="SW-1")
    there.land("d.txt", "A running number that another file gives to quite another story.", source="Sample Wire", id="SW-2")
    assert there.run() == {"a.txt": "superseded", "b.txt": "current", "c.txt": "current", "d.txt": "current"}


def test_stories_that_follow_each_other_at_a_page_of_no_name_are_no_revisions(there: Installation) -> None:
    page = "https://example.org/live/ukraine"
    there.land("a.txt", STORY.format(count=12), url=page)
    there.land("b.txt", "Ministers met in another capital to talk about fish quotas and grain.", url=page)
    there.land("c.txt", STORY.format(count=14), url=page)
    assert there.run() == {"a.txt": "superseded", "b.txt": "current", "c.txt": "current"}
    for number, name in enumerate(("d.txt", "e.txt")):
        there.land(name, f"A front page shows story number {number}.", url="https://example.org/")
    assert {there.run()[name] for name in ("d.txt", "e.txt")} == {"current"}


def test_a_daily_column_at_one_address_is_no_chain_of_revisions(there: Installation) -> None:
    column = "https://example.org/what-happened-in-the-world"
    there.land("a.txt", STORY.format(count=12), url=column, published_at="2025-03-01T06:00:00Z")
    there.land("b.txt", "Ministers met elsewhere to talk of fish.", url=column, published_at="2025-03-08T06:00:00Z")
    assert there.run() == {"a.txt": "current", "b.txt": "current"}


def test_an_operator_takes_back_and_restores_by_id_and_by_address(there: Installation) -> None:
    there.land("a.txt", STORY.format(count=12), url=URL)
    there.land("b.txt", STORY.format(count=13), url=URL)
    there.run()
    assert retract(there.settings, URL, "fabricated", there.now) == there.article_of("b.txt")
    assert there.stands() == {"a.txt": "superseded", "b.txt": "retracted"}
    assert there.run() == {"a.txt": "superseded", "b.txt": "retracted"}
    assert restore(there.settings, there.article_of("a.txt"), None, there.now) == there.article_of("a.txt")
    assert there.stands() == {"a.txt": "current", "b.txt": "retracted"}
    assert restore(there.settings, there.article_of("b.txt"), None, there.now)
    assert there.stands() == {"a.txt": "superseded", "b.txt": "current"}
    with pytest.raises(KeyError, match="articles list"):
        retract(there.settings, "https://example.org/unknown-story-of-old", None, there.now)
    with pytest.raises(ValueError, match="counts already"):
        restore(there.settings, URL, None, there.now)


def test_texts_that_share_runs_of_words() -> None:
    first = STORY.format(count=12)
    assert shares_text(first, STORY.format(count=13))
    assert shares_text("Shelling of Koru killed 12 people.", "Shelling of Koru killed 13 people.")
    assert not shares_text(first, "Ministers met in another capital to talk about fish quotas and grain.")
    assert not shares_text("One word", "")
    assert standings.SHORT_TEXT_WORDS > standings.RUN_WORDS
