"""Two codings of the same articles, compared by trigger."""

from pathlib import Path

import duckdb
import pytest

from orchestration.coder_comparison import ComparisonError, compare

Mention = tuple[str, int, str, str, str | None]
OLD: list[Mention] = [
    ("a", 5, "seized", "ASSAULT", "happened"),
    ("a", 30, "met", "CONSULT", "happened"),
    ("a", 60, "strike", "ASSAULT", None),
    ("only-old", 5, "seized", "ASSAULT", "happened"),
]
NEW: list[Mention] = [
    ("a", 5, "seized", "ASSAULT", "happened"),
    ("a", 30, "met", "CONSULT", "claimed"),
    ("a", 90, "fled", "RETREAT", "happened"),
]


def publish(path: Path, mentions: list[Mention], actors: dict[int, list[str]]) -> Path:
    """A published file of these mentions (article, first character, trigger, type, status) with actors by character."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.dim_articles (article_id varchar)")
        connection.execute(
            "create table marts.fct_event_mentions (mention_id varchar, article_id varchar, char_start int, char_end int, "
            "trigger_text varchar, sentence varchar, event_type varchar, event_mode varchar, status varchar, "
            "place_id varchar, event_date_edtf varchar, attribution_actor_id varchar)"
        )
        connection.execute("create table marts.bridge_mention_actors (mention_id varchar, role varchar, actor_id varchar)")
        for article in sorted({mention[0] for mention in mentions}):
            connection.execute("insert into marts.dim_articles values (?)", [article])
        for number, (article, start, trigger, event_type, status) in enumerate(mentions):
            values = [str(number), article, start, start + 5, trigger, f"They {trigger}.", event_type, status]
            connection.execute(
                "insert into marts.fct_event_mentions values (?, ?, ?, ?, ?, ?, ?, null, ?, null, null, null)", values
            )
            for actor in actors.get(start, []):
                connection.execute("insert into marts.bridge_mention_actors values (?, 'actor', ?)", [str(number), actor])
    return path


def test_what_changed_went_and_came(tmp_path: Path) -> None:
    old = publish(tmp_path / "old.duckdb", OLD, {5: ["x", "y"]})
    new = publish(tmp_path / "new.duckdb", NEW, {5: ["y", "x"]})
    found = compare(old, new)
    assert (found.articles, found.same, found.changed, found.gone, found.added) == (1, 1, 1, 1, 1)
    assert {field for field, count in found.changed_fields.items() if count} == {"status"}
    assert found.by_event_type == [("ASSAULT", 2, 1), ("CONSULT", 1, 1), ("RETREAT", 0, 1)]
    assert found.examples[1] == ("changed", "met", "status happened", "status claimed", "They met.")
    assert [example[0] for example in found.examples] == ["added", "changed", "gone"]


def test_an_actor_more_is_a_change(tmp_path: Path) -> None:
    old = publish(tmp_path / "old.duckdb", NEW, {5: ["x"]})
    new = publish(tmp_path / "new.duckdb", NEW, {5: ["x", "y"]})
    found = compare(old, new)
    assert (found.same, found.changed, found.changed_fields["actors"]) == (2, 1, 1)


def test_the_same_file_twice_has_no_change(tmp_path: Path) -> None:
    path = publish(tmp_path / "one's.duckdb", OLD, {})
    found = compare(path, path)
    assert (found.same, found.changed, found.gone, found.added) == (4, 0, 0, 0)
    assert found.examples == []


def test_what_cannot_be_compared_is_told(tmp_path: Path) -> None:
    one = publish(tmp_path / "one.duckdb", OLD[3:], {})
    other = publish(tmp_path / "other.duckdb", NEW, {})
    with pytest.raises(ComparisonError, match="share no article"):
        compare(one, other)
    with pytest.raises(ComparisonError, match="Nothing is published"):
        compare(one, tmp_path / "none.duckdb")
    (tmp_path / "broken.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(ComparisonError, match="cannot be compared"):
        compare(one, tmp_path / "broken.duckdb")
