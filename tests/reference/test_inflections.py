"""Inflected forms that are kept: the same as those looked up, and looked up anew where what is kept is of no use."""

from pathlib import Path

import pytest

from orchestration.reference import inflections
from orchestration.reference.inflections import FILE, Forms, inflected_forms, load_forms

HEADS = {("shell", "VERB"), ("shell", "NOUN"), ("seize", "VERB")}


@pytest.fixture
def no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if lemminflect were not there."""

    def refuse(heads: object) -> Forms:
        raise AssertionError("the forms were looked up once more")

    monkeypatch.setattr(inflections, "inflected_forms", refuse)


def test_forms_lead_to_their_heads() -> None:
    forms = inflected_forms(HEADS)
    assert forms["seized"] == (("seize", "VERB"),)
    assert forms["shells"] == (("shell", "NOUN"), ("shell", "VERB"))
    assert list(forms) == sorted(forms)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    load_forms(HEADS, tmp_path)
    return tmp_path


def test_kept_forms_are_those_looked_up(kept: Path, no_tables: None) -> None:
    found = load_forms(HEADS, kept)
    assert found == inflected_forms(HEADS)
    assert list(found) == sorted(found)


@pytest.mark.parametrize("content", [b"", b"{", b'{"made_from": "', b"[1, 2]", b"null", b"\xff\xfe", b'{"made_from": 1}'])
def test_what_cannot_be_used_is_made_anew(kept: Path, content: bytes) -> None:
    whole = (kept / FILE).read_bytes()
    (kept / FILE).write_bytes(content)
    assert load_forms(HEADS, kept) == inflected_forms(HEADS)
    assert (kept / FILE).read_bytes() == whole


def test_half_a_file_is_made_anew(kept: Path) -> None:
    whole = (kept / FILE).read_bytes()
    (kept / FILE).write_bytes(whole[: len(whole) // 2])
    assert load_forms(HEADS, kept) == inflected_forms(HEADS)


def test_other_heads_have_other_forms(kept: Path) -> None:
    more = HEADS | {("flee", "VERB")}
    assert load_forms(more, kept)["fled"] == (("flee", "VERB"),)
    assert "fled" not in load_forms(HEADS, kept)


def test_another_version_of_the_tables_is_looked_up(kept: Path, no_tables: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflections, "package_version", lambda name: "another")
    with pytest.raises(AssertionError, match="once more"):
        load_forms(HEADS, kept)
