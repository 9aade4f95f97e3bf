"""`columns.yml`: what it may say, and that what is wrong in it is named."""

from pathlib import Path

import pytest

from orchestration.articles.columns import UNMAPPED, find_column_map, look_up, read_column_maps


def test_the_first_entry_that_fits_counts(tmp_path: Path) -> None:
    path = tmp_path / "columns.yml"
    path.write_text(
        "- files: 'agency/*.csv'\n  fields: {title: Schlagzeile, text: [Vorspann, Meldung]}\n"
        "  constants: {source: Example Agency}\n- files: '*'\n"
    )
    first, second = read_column_maps(path)
    assert (first.fields["title"], first.fields["text"]) == (("Schlagzeile",), ("Vorspann", "Meldung"))
    assert find_column_map((first, second), "agency/today/a.csv") is first
    assert find_column_map((first, second), "a.csv") is second
    assert find_column_map((), "a.csv") is UNMAPPED
    assert first.apply({"Schlagzeile": "x", "Meldung": "y", "url": "z"}) == {
        "Schlagzeile": "x", "Meldung": "y", "url": "z", "title": "x", "content": "y", "source": "Example Agency",
    }  # fmt: skip


def test_no_file_is_no_entry(tmp_path: Path) -> None:
    assert read_column_maps(tmp_path / "columns.yml") == ()
    (tmp_path / "columns.yml").write_text("# nothing yet\n")
    assert read_column_maps(tmp_path / "columns.yml") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a: [", "no YAML"),
        ("files: x", "a list of entries"),
        ("- fields: {title: x}", "entry 1: `files` is missing"),
        ("- files: x\n- files: x\n  colour: red", "entry 2: colour is none of"),
        ("- files: x\n  fields: {headline: y}", "title, text"),
        ("- files: x\n  fields: {title: 3}", "the name of a column"),
        ("- files: x\n  articles: [a]", "are text"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "columns.yml"
    path.write_text(text)
    with pytest.raises(ValueError, match=named) as caught:
        read_column_maps(path)
    assert str(path) in str(caught.value)


def test_keys_inside_keys() -> None:
    found = {"a": {"b": {"c": 1}}, "a.b": 2}
    assert (look_up(found, "a.b.c"), look_up(found, "a.b"), look_up(found, "x.y"), look_up(found, "a.b.c.d")) == (
        1,
        2,
        None,
        None,
    )
