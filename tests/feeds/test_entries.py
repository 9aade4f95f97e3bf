"""Feeds to entries."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.feeds.addresses import FetchFailed
from orchestration.feeds.connection import Answer
from orchestration.feeds.entries import Entry, read_feed

NOW = datetime(2024, 11, 1, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>{items}</channel></rss>"""
ITEM = """<item><title>Army &amp;amp; police move</title><link>/story?id=1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Wed, 30 Oct 2024 04:12:00 +0200</pubDate><author>A. Writer</author><description>Short.</description>
<content:encoded><![CDATA[<p>Troops <b>moved</b> on Kupiansk.</p>]]></content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>urn:1</id><title>Talks held</title>
<link href="https://news.example/1"/><published>2024-10-30T01:00:00Z</published><updated>2024-10-30T05:00:00+01:00</updated>
<summary>They met.</summary></entry></feed>"""


def answer(body: str | bytes, content_type: str = "application/rss+xml") -> Answer:
    data = body.encode() if isinstance(body, str) else body
    return Answer("https://news.example/feeds/world.xml", 200, {"content-type": content_type}, data)


def entries(items: str, charset: str = "utf-8", content_type: str = "application/rss+xml") -> list[Entry]:
    return read_feed(answer(RSS.format(items=items, charset=charset).encode(charset), content_type), NOW)


def test_rss() -> None:
    (entry,) = entries(ITEM)
    assert entry.link == "https://news.example/story?id=1"
    assert entry.title == "Army & police move"
    assert (entry.text, entry.is_html) == ("<p>Troops <b>moved</b> on Kupiansk.</p>", True)
    assert (entry.author, entry.published_at) == ("A. Writer", "2024-10-30T02:12:00+00:00")
    assert Entry.from_json(entry.as_json()) == entry


def test_atom() -> None:
    (entry,) = read_feed(answer(ATOM, "application/atom+xml"), NOW)
    assert (entry.link, entry.title, entry.text) == ("https://news.example/1", "Talks held", "They met.")
    assert (entry.published_at, entry.modified_at) == ("2024-10-30T01:00:00+00:00", "2024-10-30T04:00:00+00:00")


@pytest.mark.parametrize("charset", ["windows-1251", "utf-16", "koi8-r", "utf-8"])
@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml", "text/html", "text/plain; charset=nonsense"])
def test_charsets_and_lying_content_types(charset: str, content_type: str) -> None:
    (entry,) = entries("<item><title>Військо відступило</title></item>".replace("і", "и"), charset, content_type)
    assert entry.title == "Вийсько видступило"


def test_an_edited_entry_keeps_its_key_and_changes_its_version() -> None:
    (before,) = entries(ITEM)
    for edited in (ITEM.replace("moved", "advanced"), ITEM.replace("police move", "police moved")):
        (after,) = entries(edited)
        assert after.key == before.key
        assert after.version != before.version
    (same,) = entries(ITEM)
    assert same == before


def test_entries_that_share_an_id_or_have_none_are_told_apart() -> None:
    item = "<item><title>{0}</title>{1}</item>"
    found = entries(
        item.format("a", "<guid>x</guid><link>http://e.org/1</link>")
        + item.format("b", "<guid>x</guid><link>http://e.org/2</link>")
        + item.format("c", "")
        + item.format("d", "")
        + item.format("again", "<guid>x</guid><link>http://e.org/1</link>")
    )
    assert [entry.title for entry in found] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 2099 00:00:00 GMT", "nonsense", "0000-00-00", "Fri, 31 Dec 9999 23:59:59 GMT", ""]
)
def test_times_that_cannot_be_are_none(date: str) -> None:
    (entry,) = entries(f"<item><title>a</title><pubDate>{date}</pubDate></item>")
    assert entry.published_at is None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"   ", b"<html><body><h1>Service unavailable</h1></body></html>", b'{"error": "no"}', b"\x89PNG\r\n\x1a\n\0\0\0",
        b"file:///etc/passwd", b"/etc/passwd", b"http://127.0.0.1/", b"<?xml version='1.0'?><sitemap/>",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(FetchFailed) as caught:
        read_feed(answer(body, "text/html"), NOW)
    assert caught.value.reason_code == "not_a_feed"


def test_an_empty_feed_is_a_feed() -> None:
    assert entries("") == []


def test_a_feed_cut_short_gives_what_is_whole() -> None:
    text = RSS.format(items=ITEM + ITEM.replace("n-1", "n-2"), charset="utf-8")
    assert len(read_feed(answer(text[: text.index("n-2") + 20]), NOW)) >= 1


def test_entities_are_neither_blown_up_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = document + '<rss version="2.0"><channel><item><title>&l11; &x;</title></item></channel></rss>'
    for entry in read_feed(answer(body), NOW):
        assert len(entry.title or "") < 1000
        assert "root:" not in (entry.title or "")


FRAGMENTS = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<![CDATA[",
    "]]>",
    "&",
    "<!--",
    "-->",
    "<link/>",
    "<guid>",
    "&#0;",
    "\0",
    "é",
]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=10), max_size=25).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_feed_gives_entries_or_is_refused(items: str) -> None:
    body = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode("utf-8", "surrogatepass")
    try:
        found = read_feed(answer(body), NOW)
    except FetchFailed as failure:
        assert failure.reason_code == "not_a_feed"
        return
    assert len({entry.key for entry in found}) == len(found)
    for entry in found:
        entry.as_json().encode("utf-8", "replace")
