"""Web pages of different makes: the story and nothing else, and the metadata beside it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.articles.readers.html import read_html, read_html_fragment
from orchestration.articles.story import Refusal

TITLE = "Port falls to rebels"
FIRST = "Rebels took the port of Sampleville on Monday, the harbour master said, while the army withdrew to the hills."
SECOND = "The government denied it and said that its soldiers still held the customs house and two of the three piers."
THIRD = "At least 30 people were killed, according to the city hospital; the rebels put the number at more than 100."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
FURNITURE = "Police arrest three over museum theft"

PAGES = {
    "semantic": f"<nav><a href='/'>Home</a></nav><main><article><h1>{TITLE}</h1>{STORY}</article></main>"
    f"<aside><p>{FURNITURE}</p></aside><footer><p>{FURNITURE}</p></footer>",
    "plain divs": f"<div id=top><a href='/'>Home</a></div><div id=content><h1>{TITLE}</h1><div>{STORY}</div></div>"
    f"<div class='related-links'><ul><li><a href=/a>{FURNITURE}</a></li></ul></div>",
    "cookie wall above": f"<div id='cookie-consent'><p>{FURNITURE} and our partners store information on your device.</p>"
    f"<p>{FURNITURE} again.</p></div><article><h1>{TITLE}</h1>{STORY}</article>",
    "adverts between": f"<article><h1>{TITLE}</h1><p>{FIRST}</p><div class='ad-slot'><p>{FURNITURE}</p></div><p>{SECOND}</p>"
    f"<div class=newsletter-signup><p>{FURNITURE}</p></div><p>{THIRD}</p></article>",
    "byline, kicker, caption": f"<article><p class=kicker>{FURNITURE}</p><h1>{TITLE}</h1><p class=byline>By A. Trial</p>"
    f"<figure><img src=a><figcaption>{FURNITURE}</figcaption></figure>{STORY}</article>",
    "comments below": f"<article><h1>{TITLE}</h1>{STORY}</article><section id=comments><p>{FURNITURE}</p></section>",
    "old tables": f"<table><tr><td><a href=/>Home</a></td><td><h1>{TITLE}</h1>{STORY}</td></tr></table>",
    "breaks for paragraphs": f"<article><h1>{TITLE}</h1><p>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</p></article>",
    "article in body class": f"<div class='layout has-sidebar ad-free'><article><h1>{TITLE}</h1>{STORY}</article></div>",
    "heading in header": f"<article><header><h1>{TITLE}</h1><p class=share>Share</p></header>{STORY}"
    f"<footer><p>Topics: {FURNITURE}</p></footer></article>",
}


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("layout", PAGES)
def test_layouts(layout: str) -> None:
    story = read_html(page(PAGES[layout]))
    assert story.title == TITLE
    assert story.text.body == "\n\n".join([TITLE, FIRST, SECOND, THIRD])


def test_a_correction_belongs_to_the_story() -> None:
    note = "Correction: an earlier version of this report named another port."
    story = read_html(page(f"<article><h1>{TITLE}</h1>{STORY}<p class=correction><em>{note}</em></p></article>"))
    assert story.text.paragraphs[-1] == note


@pytest.mark.parametrize(
    ("middle", "kept"),
    [
        ("<p>He left.</p><p>“No.”</p>", ["He left.", "“No.”"]),
        ("<ul><li>The army shelled the port.</li><li>Police arrested 30 men.</li></ul>",
         ["The army shelled the port.", "Police arrested 30 men."]),
        ("<p><a href=/x>The army shelled it</a>, <a href=/y>killing five</a>.</p>", ["The army shelled it, killing five."]),
        ("<blockquote><p>We will not leave, the commander said.</p></blockquote>", ["We will not leave, the commander said."]),
        ("<h2>Army denies losses</h2>", ["Army denies losses"]),
        ("<p hidden>Hidden.</p><div style='display: none'><p>Hidden too.</p></div>", []),
        ("<blockquote class='twitter-tweet'><p>The port is ours</p>— rebel (@rebel)</blockquote>", []),
        ("<table><tr><td>Dead</td><td>30</td></tr></table>", []),
        ("<p>Read more: Army shells port</p><p>Sign up for our newsletter.</p>", []),
    ],
)  # fmt: skip
def test_what_stands_between_the_paragraphs(middle: str, kept: list[str]) -> None:
    story = read_html(page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{middle}<p>{SECOND}</p></article>"))
    assert list(story.text.paragraphs) == [FIRST, *kept, SECOND]


def test_bylines_without_a_class_are_left_out() -> None:
    lines = "<p>By Ann Trial</p><p>3 February 2025</p>"
    story = read_html(page(f"<article><h1>{TITLE}</h1>{lines}{STORY}</article>")).text
    assert story.paragraphs == (FIRST, SECOND, THIRD)
    assert story.byline == "By Ann Trial"
    assert story.publication is not None and story.publication.at == datetime(2025, 2, 3, tzinfo=UTC)
    author = "<meta name=author content='Ann Trial'>"
    named = page(
        f"<article><h1>{TITLE}</h1><p>Ann Trial in Sampleville</p>{STORY}<p>Ann Trial was shot.</p></article>", author
    )
    assert read_html(named).text.paragraphs == (FIRST, SECOND, THIRD, "Ann Trial was shot.")


def test_one_sentence_pages() -> None:
    assert read_html("<html><body><p>Rebels took the port.</p></body></html>").text.body == "Rebels took the port."
    assert read_html("<html><body>Rebels took the port.</body></html>").text.body == "Rebels took the port."


def test_inline_marks_and_entities_leave_no_trace() -> None:
    marked = "<p>Rebels&rsquo; <b>1.05&nbsp;million</b> <a href=/x>supporters</a> cheer.</p>"
    body = f"<article><h1>{TITLE}</h1>{marked}{STORY}</article>"
    assert "Rebels’ 1.05 million supporters cheer." in read_html(page(body)).text.paragraphs


METADATA = {
    "meta": "<meta property='article:published_time' content='2025-02-03T06:05:00+02:00'><meta name=author content='A. Trial'>"
    "<meta property='og:site_name' content='Sample Chronicle'><link rel=canonical href='https://www.sample.example/port'>",
    "json-ld": '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},'
    '{"@type":["NewsArticle"],"headline":"Port falls to rebels","datePublished":"2025-02-03T04:05:00Z",'
    '"author":[{"@type":"Person","name":"A. Trial"}],"publisher":{"name":"Sample Chronicle"},'
    '"mainEntityOfPage":{"@id":"https://www.sample.example/port"}}]}</script>',
}


@pytest.mark.parametrize("form", METADATA)
def test_metadata(form: str) -> None:
    story = read_html(page(PAGES["semantic"], METADATA[form]))
    assert story.publication is not None
    assert (story.publication.at, story.publication.origin) == (datetime(2025, 2, 3, 4, 5, tzinfo=UTC), "html")
    assert (story.byline, story.source_name, story.url) == ("A. Trial", "Sample Chronicle", "https://www.sample.example/port")
    assert story.language == "en"


def test_a_time_element_is_read_and_one_of_a_comment_is_not() -> None:
    body = f"<article><h1>{TITLE}</h1><time datetime='2025-02-03'>3 February</time>{STORY}</article>"
    comment = "<div class=comments><time datetime='2020-01-01'>old</time></div>"
    found = read_html(page(comment + body)).publication
    assert found is not None and found.at == datetime(2025, 2, 3, tzinfo=UTC)
    assert read_html(page(comment + PAGES["semantic"])).publication is None


def test_without_heading_the_title_loses_the_outlet() -> None:
    head = f"<title>{TITLE} | Sample Chronicle</title>"
    assert read_html(page(f"<article>{STORY}</article>", head)).title == TITLE


def test_a_page_that_scripts_fill_is_read_from_its_json_ld() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","articleBody":"%s %s"}</script>'
    story = read_html(page("<div id=root></div>", head % (TITLE, FIRST, SECOND)))
    assert story.text.body == f"{TITLE}\n\n{FIRST} {SECOND}"


@pytest.mark.parametrize(
    "text",
    [
        page("<div id=root></div><script>render()</script><noscript>You need to enable JavaScript.</noscript>"),
        "<!-- nothing -->",
        "<html>",
        "<div>" * 100_000,
    ],
)
def test_pages_without_a_story_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="no_article_text"):
        read_html(text)


def test_fragments_of_feeds() -> None:
    assert read_html_fragment(f"<p>{FIRST}</p>\n<p>{SECOND}</p><script>x()</script>") == [FIRST, SECOND]
    assert read_html_fragment("") == []


OPEN = [
    "<p>",
    "<div class='ad'>",
    "<h1>",
    "<article>",
    "<br>",
    "<!--",
    "<script>",
    "<![CDATA[",
    "<a href='",
    "<time datetime='x'>",
]
CLOSE = ["</p>", "</div>", "</article>", "-->", "</script>", "<![CDATA[", "]]>", "&nbsp;", "&#xD800;", "\x00"]
TAGS = st.sampled_from([*OPEN, *CLOSE])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=20)), max_size=40))
def test_tag_soup_gives_a_story_or_a_refusal(parts: list[str]) -> None:
    try:
        story = read_html("<html>" + "".join(parts))
    except Refusal as refusal:
        assert refusal.reason_code == "no_article_text"
    else:
        story.text.body.encode("utf-8")
