"""What is published is the working warehouse, row for row, however it came there; and only what changed is written."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.publish.pipeline import PublishError, publish_warehouse
from orchestration.publish.scopes import BuildLog, logged_keys
from orchestration.settings import Settings
from tests.publish.conftest import differences, publish
from tests.publish.workshop import KEYS, Workshop


def parquet_files(settings: Settings) -> dict[str, Path]:
    folder = (settings.published_dir / "parquet").resolve()
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.parquet"))}


@pytest.fixture
def cut_above(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Have months with more than so many rows cut into days."""

    def set_most_rows(count: int) -> None:
        monkeypatch.setattr("orchestration.publish.partitions.MOST_ROWS", count)
        monkeypatch.setattr("orchestration.publish.exports.MOST_ROWS", count)

    return set_most_rows


@pytest.mark.parametrize(
    ("seed", "most_rows"),
    [(1, 600), pytest.param(2, 600, marks=pytest.mark.long), pytest.param(1, 20_000, marks=pytest.mark.long), (2, 0)],
)
def test_deltas_give_the_rows_of_a_whole_copy(
    settings: Settings, workshop: Workshop, tmp_path: Path, cut_above: Callable[[int], None], seed: int, most_rows: int
) -> None:
    """Random rounds of new, changed, removed and returning mentions, some published only after several builds."""
    cut_above(most_rows)
    choice = random.Random(seed)
    known = 400
    for _ in range(8):
        for _ in range(choice.choice((1, 1, 2))):
            new = range(known, known + choice.choice((0, 5, 60, 700)))
            known = new.stop
            changed = choice.sample(range(new.start), choice.choice((0, 1, 20)))
            removed = choice.sample(range(new.start), choice.choice((0, 1, 20)))
            workshop.build([*new, *changed], [number for number in removed if number not in changed])
        published = publish(settings)
        assert differences(settings) == {}
    assert published.copied_because in ("", "half of the rows were replaced since everything was copied")
    whole = Settings(tmp_path / "whole", tmp_path)
    whole.warehouse_path.parent.mkdir(parents=True)
    shutil.copyfile(settings.warehouse_path, whole.warehouse_path)
    assert publish(whole).copied_because
    ours, theirs = parquet_files(settings), parquet_files(whole)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name].read_bytes() != theirs[name].read_bytes()] == []


def test_a_delta_writes_the_files_of_touched_days_and_links_all_others(
    settings: Settings, working: Workshop, cut_above: Callable[[int], None]
) -> None:
    cut_above(100)
    publish(settings)
    before = parquet_files(settings).keys()
    # A file may be linked from the publication that readers have or from the one before it.
    there = {path.stat().st_ino for path in settings.published_dir.rglob("*.parquet")}
    working.build([3])
    working.build([4])
    published = publish(settings)
    assert published.copied_because == ""
    after = {name: path.stat().st_ino for name, path in parquet_files(settings).items()}
    written = {name for name in after if after[name] not in there}
    assert before == after.keys()
    assert {name for name in written if "mentions" in name} == {"marts/fct_event_mentions/2020-01-01.parquet"}
    assert "marts/dim_sources.parquet" not in written
    assert len(written) < len(after) / 3


def test_a_month_of_few_rows_is_one_file_and_becomes_many_when_it_grows(
    settings: Settings, working: Workshop, cut_above: Callable[[int], None]
) -> None:
    def names() -> set[str]:
        return {Path(name).stem for name in parquet_files(settings) if "fct_event_mentions" in name}

    cut_above(100)
    working.add(50 * 75, 10)
    assert publish(settings).copied_because == ""
    january = names() - {"2020-03"}
    assert all(len(name) == 10 for name in january) and "2020-03" in names()
    working.build(range(50 * 75 + 10, 50 * 77 + 10))
    assert publish(settings).copied_because == ""
    assert names() == january | {"2020-03-16", "2020-03-17", "2020-03-18"}
    assert differences(settings) == {}


def test_views_macros_and_comments_are_there_under_any_name(settings: Settings, working: Workshop, tmp_path: Path) -> None:
    publish(settings)
    shutil.copyfile(settings.published_path, tmp_path / "other name.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tmp_path}/other name.duckdb' as mine (read_only)")
        count = connection.execute("select count(*) from mine.reporting.rpt_quantities").fetchall()
        assert count == working.run("select count(*) from reporting.rpt_quantities")
        connection.execute("use mine")
        moment = "timestamp '2020-01-05'"
        seen = connection.execute(f"select count(*) from marts.mentions_as_of({moment})").fetchall()
        assert seen == working.run(f"select count(*) from marts.mentions_as_of({moment})") != [(0,)]
        comments = {
            row[0]
            for row in connection.execute(
                "select comment from duckdb_tables() union all select comment from duckdb_views() union all "
                "select comment from duckdb_columns() union all select comment from duckdb_functions()"
            ).fetchall()
        }
    assert {
        "What happened. One row: an event.",
        "The event's key.",
        "Numbers.",
        "The number.",
        "What we knew then.",
    } <= comments


def test_a_comment_a_view_and_a_table_that_changed_are_published(settings: Settings, working: Workshop) -> None:
    working.run("comment on column marts.fct_events.event_id is 'Another meaning.'")
    working.run("drop view reporting.rpt_quantities")
    working.run("create table reporting.rpt_quantities as select 1 as a")
    working.run("drop table reporting.rpt_builds")
    working.run("create view reporting.rpt_builds as select max(build_number) as build_number from marts.dim_articles")
    working.run("alter table marts.fct_quantities add column role varchar default 'killed'")
    working.run("drop macro table marts.mentions_as_of")
    assert publish(settings).copied_because == ""
    assert differences(settings) == {}
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        assert ("Another meaning.",) in connection.execute("select comment from duckdb_columns()").fetchall()
        assert connection.execute("from duckdb_functions() where not internal").fetchall() == []


def test_nothing_internal_and_no_path_is_published(settings: Settings, working: Workshop) -> None:
    publish(settings)
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        schemas = connection.execute("select distinct schema_name from duckdb_tables() union from "
                                     "(select schema_name from duckdb_views() where not internal)").fetchall()  # fmt: skip
    assert {row[0] for row in schemas} == {"marts", "reporting"}
    for path in settings.published_dir.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert str(settings.data_dir).encode() not in content, path
            assert b"/a/path/of/this/machine" not in content, path
    assert not any(Path(path.readlink()).is_absolute() for path in settings.published_dir.iterdir() if path.is_symlink())


def test_everything_is_copied_where_it_is_not_known_what_was_touched(settings: Settings, working: Workshop) -> None:
    working.build([1], is_full_refresh=True)
    assert "not known" in publish(settings).copied_because
    working.build([2])
    working.build([3])
    working.run("delete from intermediate.int_touched_log where build_number < 8")
    working.build([3])
    assert "not known" in publish(settings).copied_because
    working.run("drop table intermediate.int_touched_log")
    published = publish(settings)
    assert "not known" in published.copied_because
    assert differences(settings) == {}
    assert published.files_written == 0, "the same rows are the same files, however they were found"


def test_a_scope_that_leaves_rows_out_is_found_out_by_their_number(settings: Settings, working: Workshop) -> None:
    working.run("delete from marts.fct_event_mentions where mention_id = md5('mention 7')")
    assert "instead of" in publish(settings).copied_because
    assert differences(settings) == {}


def test_a_macro_on_what_is_not_published_stops_publication(settings: Settings, working: Workshop) -> None:
    before = settings.published_path.resolve()
    working.run("create macro marts.secrets() as table select * from sitrep.intermediate.secret")
    with pytest.raises(PublishError, match=r"marts\.secrets"):
        publish(settings)
    assert settings.published_path.resolve() == before


def test_a_warehouse_without_marts_is_not_published(settings: Settings) -> None:
    settings.warehouse_path.parent.mkdir(parents=True)
    with duckdb.connect(str(settings.warehouse_path)) as connection:
        connection.execute("create table nothing as select 1 as a")
    with pytest.raises(PublishError, match="marts"):
        publish_warehouse(settings, KEYS)
    assert not settings.published_path.exists()


def test_the_file_is_made_anew_when_half_of_its_rows_were_replaced(settings: Settings, workshop: Workshop) -> None:
    reasons = []
    for _ in range(8):
        workshop.build(range(400))
        reasons.append(publish(settings).copied_because)
    assert reasons[1] == ""
    assert any(reason.startswith("half of the rows") for reason in reasons)


def test_the_log_must_reach_back_far_enough() -> None:
    log = BuildLog({4: False, 5: False, 7: True, 9: False})
    assert log.tells_since(7)
    assert log.tells_since(8), "what touched nothing is not listed"
    assert log.tells_since(9)
    assert not log.tells_since(5), "build 7 made everything anew"
    assert not log.tells_since(10), "the warehouse was made anew and counts from the start"
    assert not log.tells_since(None)
    assert not BuildLog({}).tells_since(1)
    assert BuildLog({4: False, 5: False}).tells_since(3)
    assert not BuildLog({4: False, 5: False}).tells_since(2), "what build 3 touched is forgotten"


def test_keys_come_from_the_models() -> None:
    def node(schema: str, name: str, meta: dict[str, str]) -> dict[str, object]:
        return {"resource_type": "model", "schema": schema, "name": name, "config": {"meta": meta}}

    nodes = {
        "1": node("marts", "a", {"touched_key": "event_id"}),
        "2": node("staging", "b", {"touched_key": "event_id"}),
        "3": node("reporting", "c", {}),
        "4": node("marts", "d", {"touched_key": "ingest_date", "partitions_of": "raw.quarantine"}),
    }
    assert logged_keys({"nodes": nodes}) == {"marts.a": "event_id"}
