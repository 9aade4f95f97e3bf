"""Groups of copies: right ones, whatever the order, the number of runs and the state of the index."""

import json
import random
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from orchestration.articles import duplicate_groups
from orchestration.articles.article_index import index_path
from orchestration.articles.duplicate_groups import current_groups, group_new_articles
from orchestration.articles.ingest import ingest
from orchestration.articles.near_duplicates import WINDOW_DAYS
from orchestration.settings import Settings
from orchestration.storage import list_partitions, partition_path, read_partitions, write_partition
from orchestration.tables import RAW_ARTICLES, RAW_DUPLICATE_GROUPS
from tests.benchmarks.grouping import PairScore, score_pairs
from tests.benchmarks.landing import write_landing
from tests.benchmarks.wire_stories import CHANGES, WireStory, write_stories

FIRST = datetime(2024, 10, 20, 6, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(tmp_path / "data", tmp_path / "landing")


def land(settings: Settings, name: str, text: str, day: int | None = 1, outlet: str = "Sample Post") -> None:
    published = None if day is None else f"2024-10-{day:02d}T00:00:00Z"
    content = {"content": text, "source": {"name": f"{outlet} {name}"}, "publishedAt": published}
    (settings.landing_dir / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def text(seed: int, words: int = 200) -> str:
    made = random.Random(seed)
    return " ".join("".join(made.choices("aeioulnrst", k=6)) for _ in range(words)).capitalize() + "."


def take_in(settings: Settings, at: datetime = FIRST) -> None:
    ingest(settings, at, "r1")
    group_new_articles(settings, at, "r1")


def groups(settings: Settings) -> dict[str, tuple[str, bool]]:
    """Landing file of each article to the landing file that its group is named by, and whether it is the primary."""
    files = dict(read_partitions(settings, RAW_ARTICLES).select("article_id", "landing_file").iter_rows())
    return {
        Path(files[article]).stem: (Path(files[group]).stem, is_primary)
        for article, group, is_primary in current_groups(settings).iter_rows()
        if article in files
    }


def score(settings: Settings, stories: Sequence[WireStory]) -> PairScore:
    places = write_landing(stories, settings.landing_dir, ("json",))
    take_in(settings)
    articles = read_partitions(settings, RAW_ARTICLES, columns=("article_id", "landing_file", "landing_member"))
    truth = {article: places[(file, member)].report for article, file, member in articles.iter_rows()}
    return score_pairs(truth, dict(current_groups(settings).select("article_id", "duplicate_group_id").iter_rows()))


def test_copies_of_ten_kinds_are_found_and_lookalikes_are_none(settings: Settings) -> None:
    stories = write_stories(500, seed=7)
    assert {kind for story in stories for kind in CHANGES if kind in story.kind} == set(CHANGES)
    found = score(settings, stories)
    assert found.true > 200
    assert found.precision >= 0.97
    assert found.recall >= 0.95


def test_every_article_has_one_row_and_an_article_without_copies_is_its_own_group(settings: Settings) -> None:
    land(settings, "a", text(1))
    land(settings, "b", text(2))
    take_in(settings)
    assert groups(settings) == {"a": ("a", True), "b": ("b", True)}
    assert read_partitions(settings, RAW_DUPLICATE_GROUPS).height == 2


def test_a_second_run_and_a_second_grouping_change_nothing(settings: Settings) -> None:
    land(settings, "a", text(1))
    land(settings, "b", text(1) + " More.")
    take_in(settings)
    before = partition_path(settings, RAW_DUPLICATE_GROUPS, FIRST.date()).read_bytes()
    take_in(settings, SECOND)
    assert list_partitions(settings, RAW_DUPLICATE_GROUPS) == [FIRST.date()]
    assert partition_path(settings, RAW_DUPLICATE_GROUPS, FIRST.date()).read_bytes() == before


def test_an_earlier_copy_that_arrives_late_is_the_primary_of_the_old_group(settings: Settings) -> None:
    land(settings, "a", text(1), day=18)
    land(settings, "z", text(1) + " No time given.", day=None)
    take_in(settings)
    land(settings, "b", text(1) + " More.", day=17)
    take_in(settings, SECOND)
    assert groups(settings) == {"a": ("a", False), "b": ("a", True), "z": ("a", False)}
    changed = read_partitions(settings, RAW_DUPLICATE_GROUPS, [SECOND.date()])
    assert changed.height == 2, "only what is not as it was before gets a row"


def test_two_groups_that_turn_out_to_be_one_keep_the_older_name(settings: Settings) -> None:
    first, second = text(1), text(2)
    land(settings, "older", first, day=5)
    take_in(settings)
    land(settings, "newer", second, day=4)
    take_in(settings, SECOND)
    land(settings, "both", f"{first} {second}", day=6)
    take_in(settings, SECOND + timedelta(days=1))
    assert groups(settings) == {"older": ("older", False), "newer": ("older", True), "both": ("older", False)}


@pytest.mark.parametrize(("apart", "names"), [(WINDOW_DAYS, 1), (WINDOW_DAYS + 1, 2)])
def test_copies_appear_within_the_window(settings: Settings, apart: int, names: int) -> None:
    land(settings, "a", text(1), day=2)
    land(settings, "b", text(1) + " More.", day=2 + apart)
    take_in(settings)
    assert len({name for name, _ in groups(settings).values()}) == names


def test_the_order_of_files_and_the_number_of_processes_do_not_matter(settings: Settings, tmp_path: Path) -> None:
    stories = write_stories(120, seed=3)
    write_landing(stories, settings.landing_dir, ("json",))
    take_in(settings)
    shuffled = list(stories)
    random.Random(4).shuffle(shuffled)
    other = Settings(tmp_path / "other", tmp_path / "other_landing", reader_processes=2)
    write_landing(shuffled, other.landing_dir, ("json",))
    take_in(other)
    assert current_groups(other).equals(current_groups(settings))


@pytest.mark.parametrize("harm", ["deleted", "damaged", "cut", "other version", "not a database"])
def test_an_index_that_is_lost_or_damaged_changes_no_result(settings: Settings, tmp_path: Path, harm: str) -> None:
    untouched = Settings(tmp_path / "other", settings.landing_dir)
    stories = write_stories(80, seed=5)
    write_landing(stories[:60], settings.landing_dir, ("json",))
    for each in (settings, untouched):
        take_in(each)
    path = index_path(settings)
    assert not path.with_name(f"{path.name}-wal").exists(), "closed, so that all of it is in one file"
    content = path.read_bytes()
    match harm:
        case "deleted":
            path.unlink()
        case "damaged":
            path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "other version":
            with sqlite3.connect(path) as connection:
                connection.execute("update version set version = 'old'")
        case _:
            path.write_bytes(b"hello")
    write_landing(stories[60:], settings.landing_dir / "later", ("json",))
    for each in (settings, untouched):
        take_in(each, SECOND)
    for table in (RAW_ARTICLES, RAW_DUPLICATE_GROUPS):
        assert list_partitions(settings, table) == list_partitions(untouched, table)
        for day in list_partitions(settings, table):
            ours, theirs = partition_path(settings, table, day), partition_path(untouched, table, day)
            assert ours.read_bytes() == theirs.read_bytes()


@pytest.mark.parametrize("moment", ["before the table", "before the index"])
def test_a_grouping_that_is_killed_is_made_good(settings: Settings, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    land(settings, "a", text(1), day=3)
    take_in(settings)
    land(settings, "b", text(1) + " More.", day=2)
    ingest(settings, SECOND, "r2")
    write = duplicate_groups.write_partition

    def killed(*arguments: object) -> None:
        if moment == "before the index":
            write(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(duplicate_groups, "write_partition", killed)
    with pytest.raises(KeyboardInterrupt):
        group_new_articles(settings, SECOND, "r2")
    monkeypatch.undo()
    group_new_articles(settings, SECOND, "r3")
    assert groups(settings) == {"a": ("a", False), "b": ("a", True)}
    rows = read_partitions(settings, RAW_DUPLICATE_GROUPS)
    assert rows.height == 3
    assert rows.filter(pl.col("decided_at") == SECOND)["run_id"].unique().to_list() == (
        ["r2"] if moment == "before the index" else ["r3"]
    )


def test_a_group_whose_primary_is_stored_no_more_gets_another(settings: Settings) -> None:
    land(settings, "a", text(1), day=1)
    land(settings, "b", text(1) + " More.", day=2)
    take_in(settings)
    rows = read_partitions(settings, RAW_ARTICLES, [FIRST.date()])
    write_partition(settings, RAW_ARTICLES, FIRST.date(), rows.filter(pl.col("landing_file") != "a.json"))
    group_new_articles(settings, SECOND, "r2")
    latest = current_groups(settings).join(rows, on="article_id").filter(pl.col("landing_file") == "b.json")
    assert latest["is_primary"].to_list() == [True]
