"""Readers chosen by content, by the ending only where the content says nothing."""

import pytest

from orchestration.articles.detection import detect_format
from orchestration.articles.story import Refusal
from tests.articles.file_builders import ATOM, PAGE, RSS_ITEM, STORY, gz, json_article, message, one_of_each, pdf, rss, zip_of


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "Rebels took the town.", "text"),
        ("a.TXT", '{"title": "Rebels took the town"}', "json"),
        ("a.txt", "<!DOCTYPE html>\n<html><body>", "html"),
        ("a.txt", "<3 he wrote", "text"),
        ("a.htm", "Rebels took the town.", "text"),
        ("a.html", "  <!-- saved --><html>", "html"),
        ("a.json", "<html><body>", "html"),
        ("a.jsonl", '{"title": "x"}', "json_lines"),
        ("deep/er/a.ndjson", "", "json_lines"),
    ],
)
def test_content_decides_over_the_ending(name: str, text: str, expected: str) -> None:
    assert detect_format(name, text.encode()) == expected


@pytest.mark.parametrize("name", ["a.docx", "a", "a.txt.exe", "txt"])
def test_text_of_other_endings_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="unsupported_format"):
        detect_format(name, b"Rebels took it.")


CONTENT = {
    "gzip": gz(b"x"),
    "zip": zip_of({"a.txt": b"x"}),
    "tar": one_of_each()["a.tar"],
    "parquet": one_of_each()["a.parquet"],
    "pdf": pdf([[STORY]]),
    "warc": one_of_each()["a.warc"],
    "message": message(),
    "feed": rss(RSS_ITEM).encode(),
    "html": PAGE.encode(),
    "json": json_article().encode(),
    "json_lines": f"{json_article()}\n{json_article(1)}\n".encode(),
    "csv": b"Headline;Published At;Body\nPort falls;2025-02-03;It fell.\n",
}


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html", "a.json", "a.bin", "noending", "a.zip", "a.pdf"])
@pytest.mark.parametrize("kind", CONTENT)
def test_clear_content_is_told_under_any_name(kind: str, name: str) -> None:
    if kind == "csv" and name in ("a.html", "a.json", "a.zip", "a.pdf"):
        pytest.skip("a header line is no proof against an ending")
    assert detect_format(name, CONTENT[kind]) == kind


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("report.docx", zip_of({"[Content_Types].xml": b"", "word/document.xml": b""}), "unsupported_format"),
        ("report.zip", zip_of({"[Content_Types].xml": b"", "word/document.xml": b""}), "unsupported_format"),
        ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported_format"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "unsupported_format"),
        ("photo.txt", b"\xff\xd8\xff\xe0", "not_text"),
        ("a.zip", b"Rebels took it.", "broken_archive"),
        ("a.gz", bytes(range(256)), "broken_archive"),
        ("a.parquet", b"Rebels took it.", "broken_table"),
        ("a.pdf", b"Rebels took it.", "broken_pdf"),
        ("a.rss", b"Rebels took it.", "broken_xml"),
        ("a.xml", b"<nitf><body/></nitf>", "unsupported_format"),
        ("a.txt", b"<?xml version='1.0'?><nitf><body/></nitf>", "unsupported_format"),
        ("a.html", b"<!DOCTYPE html [<!ENTITY a 'b'>]><html>&a;</html>", "unsafe_xml"),
        ("a.rss", b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hosts'>]><rss>&a;</rss>", "unsafe_xml"),
    ],
)
def test_refused_at_first_sight(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        detect_format(name, data)


def test_a_page_that_was_unpacked_on_its_way_keeps_its_inner_ending() -> None:
    assert detect_format("a.txt.gz", STORY.encode()) == "text"
    assert detect_format("a.xml", ATOM.encode()) == "feed"
