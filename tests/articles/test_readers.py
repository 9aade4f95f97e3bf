"""What each reader finds in files of its format: text, title, outlet, address, times; and what it refuses."""

import io
from datetime import UTC, datetime

import pytest

from orchestration.articles.columns import ColumnMap
from orchestration.articles.metadata import Sidecar, settle_metadata
from orchestration.articles.reading import read_members
from orchestration.articles.story import Refusal, Story
from tests.articles.file_builders import PAGE, RSS_ITEM, STORY, TITLE, message, parquet, pdf, rss, warc_record

AT = datetime(2025, 2, 3, 4, 5, tzinfo=UTC)


def read(name: str, data: bytes | str, *columns: ColumnMap) -> list[Story | str]:
    """The stories of a file, and the reason codes of what is refused in it."""
    content = data.encode() if isinstance(data, str) else data
    try:
        outcomes = [member.outcome for member in read_members(name, content, columns)]
    except Refusal as refusal:
        return [refusal.reason_code]
    return [outcome.reason_code if isinstance(outcome, Refusal) else outcome for outcome in outcomes]


def read_one(name: str, data: bytes | str) -> Story:
    (story,) = read(name, data)
    assert isinstance(story, Story), story
    return story


# Markdown


def test_markdown_is_stripped_to_prose() -> None:
    story = read_one(
        "a.md",
        "# Port *falls*\n\nRebels took **the port** of [Sampleville](https://b.example) on `Monday`.\n![a map](map.png)\n\n"
        "## What is known\n\n* The army withdrew.\n* Two ships left.\n\n> He said &amp; left.\n\n```\ncode\n```\n",
    )
    assert (story.title, story.text.headline) == ("Port falls", "Port falls")
    assert story.text.paragraphs[0] == "Rebels took the port of Sampleville on Monday."
    assert {"The army withdrew.", "Two ships left.", "He said & left."} <= set(story.text.paragraphs)
    assert not any(sign in story.text.body for sign in "*#[]`>")


@pytest.mark.parametrize(
    "front",
    [
        f'---\ntitle: "{TITLE}"\nauthor: A. Trial\ndate: 2025-02-03T04:05:00Z\nsource: Sample Post\n'
        "canonical_url: https://a.example/x\n---\n",
        f'+++\ntitle = "{TITLE}"\nauthor = "A. Trial"\ndate = 2025-02-03T04:05:00Z\nsource = "Sample Post"\n'
        'canonical_url = "https://a.example/x"\n+++\n',
    ],
)
def test_front_matter_is_metadata(front: str) -> None:
    story = read_one("a.md", f"{front}\n{STORY}\n")
    assert story.text.body == f"{TITLE}\n\n{STORY}"
    assert (story.title, story.byline, story.source_name, story.url) == (
        TITLE,
        "A. Trial",
        "Sample Post",
        "https://a.example/x",
    )
    assert story.publication is not None and story.publication.at == AT


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert STORY in read_one("a.md", f"---\n{STORY}\n\n---\n\nMore followed.").text.body
    assert read("a.md", "---\n\n***") == ["empty"]


# Feeds


def test_a_feed_gives_its_full_text() -> None:
    story = read_one("a.rss", rss(RSS_ITEM))
    assert story.text.paragraphs == (STORY, "More followed.")
    assert (story.title, story.byline, story.source_name) == (f"{TITLE} & burns", "A. Trial", "Sample Post")
    assert (story.url, story.language) == ("https://a.example/port", "en")
    assert story.publication is not None and (story.publication.at, story.publication.origin) == (AT, "metadata")


def test_entries_without_full_text_give_their_summary_and_entries_without_both_are_refused() -> None:
    items = "<item><title>Port falls</title><description>A &lt;b&gt;summary&lt;/b&gt;.</description></item><item/>"
    first, second = read("a.xml", rss(items))
    assert isinstance(first, Story) and first.text.body == "Port falls\n\nA summary."
    assert second == "no_article_text"


def test_feeds_of_other_kinds_and_broken_ones() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item>'
        f"<title>{TITLE}</title><description>{STORY}</description></item></rdf:RDF>"
    )
    assert read_one("a.rdf", rdf).text.paragraphs == (STORY,)
    assert [isinstance(found, Story) for found in read("a.rss", rss(RSS_ITEM * 2)[:-60])] == [True, True]
    assert read("a.rss", "<rss><channel><item") == ["broken_xml"]
    assert read("a.rss", rss("")) == ["no_article_text"]
    story = read_one("a.rss", rss(RSS_ITEM).replace("UTF-8", "windows-1251").encode("cp1251"))
    assert story.text.paragraphs[0] == STORY


# Tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_of_every_separator(delimiter: str) -> None:
    headings = ["Headline", "Published At", "Body", "Source"]
    cells = ['"Port; falls"', "2025-02-03T04:05Z", f'"{STORY}\n\nSaid, twice."', "Sample Post"]
    story = read_one("a.csv", "\ufeff" + "\r\n".join(delimiter.join(row) for row in (headings, cells)))
    assert (story.title, story.source_name) == ("Port; falls", "Sample Post")
    assert story.text.paragraphs == (STORY, "Said, twice.")
    assert story.publication is not None and story.publication.at == AT


def test_rows_that_cannot_be_told_apart_are_refused_by_themselves() -> None:
    found = read("a.csv", f'title,text\nOne,{STORY}\nTwo,a,b\nThree,"x"y\n\nFour,{STORY}\nFive,"never closed\n')
    assert [type(one) if isinstance(one, Story) else one for one in found] == [
        Story, "broken_table", "broken_table", Story, "broken_table",
    ]  # fmt: skip
    assert read("a.csv", "title,text\n") == ["empty"]
    assert read("a.csv", "Schlagzeile,Meldung\na,b\n") == ["unknown_columns"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_tables_and_lines_of_every_encoding(encoding: str) -> None:
    text = "L’armée a quitté la ville d’Abidjan."
    assert read_one("a.csv", f"title;text\nVille;{text}\n".encode(encoding)).text.paragraphs == (text,)
    assert read_one("a.jsonl", f'{{"title": "Ville", "text": "{text}"}}\n'.encode(encoding)).text.paragraphs == (text,)


def test_parquet_with_times_lists_and_structs() -> None:
    data = parquet({"Title": [TITLE, None], "text": [STORY, ""], "published_at": [AT, None], "authors": [["A. Trial"], []],
                    "source": [{"name": "Sample Post"}, {"name": None}]})  # fmt: skip
    story, second = read("a.parquet", data)
    assert isinstance(story, Story) and story.publication is not None
    assert (story.title, story.byline, story.source_name, story.publication.at) == (TITLE, "A. Trial", "Sample Post", AT)
    assert second == "no_article_text"
    assert read("a.parquet", parquet({"a": [1], "b": ["x"]})) == ["unknown_columns"]
    assert read("a.parquet", data[: len(data) // 2]) == ["broken_table"]
    assert read("a.parquet", data[:-200] + bytes(192) + data[-8:]) == ["broken_table"]


# Web archives


def test_a_page_of_a_web_archive_has_its_address_and_the_time_of_capture() -> None:
    records = (
        warc_record(b"<html>moved</html>", status="301 Moved")
        + warc_record(b"\x89PNG", media="image/png")
        + warc_record(PAGE.encode(), kind="request")
        + warc_record(PAGE.replace(STORY, "Войска вошли в город.").encode("koi8-r"), media="text/html; charset=koi8-r")
    )
    story = read_one("a.warc", records)
    assert story.text.paragraphs == ("Войска вошли в город.",)
    settled = settle_metadata(story, Sidecar())
    assert (settled.url, settled.published_at_origin) == ("https://a.example/port", "capture")
    assert settled.published_at == datetime(2025, 2, 4, tzinfo=UTC)
    assert read("a.warc", warc_record(b"x", status="404 Not Found")) == ["no_article_text"]


def test_damaged_records_are_told() -> None:
    records = warc_record(PAGE.encode()) + warc_record(b"<html></html>") + warc_record(PAGE.encode())
    found = read("a.warc", records[:-100])
    assert [type(one) if isinstance(one, Story) else one for one in found] == [Story, "no_article_text", "broken_warc"]


# Mail


def test_a_message_has_subject_sender_and_time() -> None:
    story = read_one("a.eml", message(Subject="Fwd: [news] =?utf-8?b?UG9ydCBmYWxscw==?="))
    assert story.text.body == f"{TITLE}\n\n{STORY}"
    assert (story.title, story.source_name, story.byline) == (TITLE, "Press Office", None)
    assert story.publication is not None and story.publication.at == AT
    listed = read_one("a.eml", message(List_Id="Sample Daily <daily.a.example>", Archived_At="<https://a.example/9>"))
    assert (listed.source_name, listed.byline, listed.url) == ("Sample Daily", "Press Office", "https://a.example/9")


def test_pages_in_messages_and_attachments() -> None:
    page = message(None, {"b.html": PAGE.encode(), "c.exe": b"MZ\x00", "../d.eml": message()}, Subject="Attached")
    assert [type(one) if isinstance(one, Story) else one for one in read("a.eml", page)] == [
        Story,
        "unsupported_format",
        Story,
    ]
    html = b"From: a\nMIME-Version: 1.0\nSubject: x\nContent-Type: text/html; charset=cp1251\n\n" + PAGE.encode("cp1251")
    assert read_one("a.eml", html).text.body == f"{TITLE}\n\n{STORY}"
    assert read("a.eml", message(attachments={"b.txt": STORY.encode()})[:-40])[-1] == "broken_message"
    assert read("a.eml", message(" ")) == ["empty"]


# PDF


def test_a_pdf_has_the_text_of_its_pages_without_their_edges() -> None:
    told = ["Rebels took the port.", "The army withdrew.", "Two ships left the bay.", "A ministry denied it."]
    pages = [["Sample Post", line, f"Page {number} of 4"] for number, line in enumerate(told, start=1)]
    story = read_one("a.pdf", pdf(pages, {"Title": TITLE, "Author": "A. Trial", "CreationDate": "D:20250203040500Z"}))
    assert (story.title, story.byline, story.captured_at) == (TITLE, "A. Trial", AT)
    assert "Sample Post" not in story.text.body and "Page" not in story.text.body
    assert all(line in story.text.body for line in told)
    assert read_one("a.pdf", pdf([[STORY]], {"Title": "Microsoft Word - draft.docx"})).title != "Microsoft Word - draft.docx"


def test_pdfs_that_hold_no_text_or_need_a_password() -> None:
    import pypdf

    def encrypted(password: str) -> bytes:
        held = io.BytesIO()
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([[STORY]])))
        writer.encrypt(password, "owner", algorithm="AES-256")
        writer.write(held)
        return held.getvalue()

    assert read("a.pdf", pdf([[""], [" "]])) == ["no_text_layer"]
    assert read("a.pdf", encrypted("secret")) == ["encrypted"]
    assert STORY in read_one("a.pdf", encrypted("")).text.body
    assert read("a.pdf", pdf([[STORY]] * 501)) == ["too_large"]
    assert read("a.pdf", pdf([[STORY]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")) == ["broken_pdf"]
    assert read("a.pdf", b"%PDF-1.7\n") == ["broken_pdf"]


# Foreign columns and keys


def test_columns_of_tables_and_keys_of_objects_can_be_named() -> None:
    columns = ColumnMap(
        files="agency/*",
        fields={"title": ("Schlagzeile",), "text": ("Vorspann", "Meldung"), "published_at": ("meta.Datum", "Datum")},
        constants={"source": "Example Agency"},
        articles="payload.news",
        time_format="%d.%m.%Y %H:%M",
    )
    table = f"Schlagzeile;Vorspann;Meldung;Datum\n{TITLE};The lead.;{STORY};03.02.2025 04:05\n"
    foreign = (
        f'{{"payload": {{"news": [{{"Schlagzeile": "{TITLE}", "Vorspann": "The lead.", "Meldung": "{STORY}", '
        '"meta": {"Datum": "03.02.2025 04:05"}}]}}'
    )
    for name, data in (("agency/a.csv", table), ("agency/a.json", foreign)):
        (story,) = read(name, data, columns)
        assert isinstance(story, Story), story
        assert story.text.body == f"{TITLE}\n\nThe lead.\n\n{STORY}"
        assert story.source_name == "Example Agency"
        assert story.publication is not None and story.publication.at == AT
    assert read("other/a.csv", table, columns) == ["unknown_columns"]
