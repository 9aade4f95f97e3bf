"""JSON of several shapes, and what is wrong with it."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.readers.json_objects import read_json, read_json_lines
from orchestration.articles.story import Refusal, Story

BODY = "Rebels took the port of Sampleville on Monday. The army withdrew to the hills."


def stories(text: str) -> list[Story]:
    outcomes = [member.outcome for member in read_json(text)]
    assert all(isinstance(outcome, Story) for outcome in outcomes)
    return [outcome for outcome in outcomes if isinstance(outcome, Story)]


@pytest.mark.parametrize(
    "found",
    [
        {"title": "Port falls", "content": BODY, "publishedAt": "2025-02-03T04:05:00Z", "author": "A. Trial",
         "source": {"id": None, "name": "Sample Times"}, "url": "https://a.example/port"},
        {"headline": "Port falls", "articleBody": BODY, "datePublished": "2025-02-03T04:05:00Z",
         "publisher": {"name": "Sample Times"}, "author": [{"name": "A. Trial"}], "url": "https://a.example/port"},
        {"title": "Port falls - Sample Times", "text": BODY, "published": 1738555500, "source": "Sample Times",
         "byline": "A. Trial", "link": "https://a.example/port"},
        {"title": {"rendered": "Port falls"}, "content": {"rendered": f"<p>{BODY}</p>"}, "date": "2025-02-03T04:05:00",
         "outlet": "Sample Times", "authors": ["A. Trial"], "url": "https://a.example/port"},
    ],
)  # fmt: skip
def test_shapes_of_one_article(found: dict[str, Any]) -> None:
    (story,) = stories(json.dumps(found))
    assert story.text.body == f"Port falls\n\n{BODY}"
    assert (story.title, story.byline, story.source_name, story.url) == (
        "Port falls",
        "A. Trial",
        "Sample Times",
        "https://a.example/port",
    )
    assert story.publication is not None
    assert (story.publication.at, story.publication.origin) == (datetime(2025, 2, 3, 4, 5, tzinfo=UTC), "metadata")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda articles: articles,
        lambda articles: {"status": "ok", "totalResults": 2, "articles": articles},
        lambda articles: {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": articles},
        lambda articles: {"hits": {"hits": [{"_id": "1", "_source": article} for article in articles]}},
        lambda articles: {"response": {"status": "ok", "results": articles}},
    ],
)
def test_containers(wrap: Any) -> None:
    articles = [{"title": f"Port {number} falls", "content": BODY} for number in range(2)]
    members = list(read_json(json.dumps(wrap(articles))))
    assert [member.index for member in members] == [0, 1]
    assert [story.title for story in stories(json.dumps(wrap(articles)))] == ["Port 0 falls", "Port 1 falls"]


def test_a_title_alone_is_a_headline() -> None:
    gdelt = {"articles": [{"url": "https://a.example/port", "title": "Port falls", "seendate": "20250203T040500Z",
                           "domain": "a.example", "language": "English"}]}  # fmt: skip
    (story,) = stories(json.dumps(gdelt))
    assert (story.text.body, story.text.headline_char_end) == ("Port falls", 10)
    assert (story.source_name, story.language) == ("a.example", "English")


def test_the_description_is_read_only_without_text() -> None:
    both = {"title": "Port falls", "description": "A summary.", "content": BODY}
    assert "summary" not in stories(json.dumps(both))[0].text.body
    assert stories(json.dumps({**both, "content": None}))[0].text.body == "Port falls\n\nA summary."


def test_lone_surrogates_and_unseen_characters_do_no_harm() -> None:
    (story,) = stories('{"title": "Port \\ud800 falls", "content": "Rebels\\u0000 took\\u202e it. \\udfff"}')
    story.text.body.encode("utf-8")
    assert story.text.headline == "Port \ufffd falls"
    assert story.text.paragraphs == ("Rebels took it. \ufffd",)


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_json_cut_anywhere_is_refused(cut: int) -> None:
    text = json.dumps({"title": "Port falls", "content": BODY, "nested": [1, {"a": None}]})
    with pytest.raises(Refusal, match="broken_json"):
        list(read_json(text[: 1 + cut * (len(text) - 2) // 100]))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "nested_too_deep"),
        ('{"a":' * 100_000, "nested_too_deep"),
        ('{"publishedAt": ' + "9" * 5000 + "}", "broken_json"),
        ("{'title': 'x'}", "broken_json"),
        ("{} {}", "broken_json"),
        ("[" + "{}," * 2_100_000 + "{}]", "too_large"),
    ],
)
def test_what_cannot_be_parsed(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        list(read_json(text))


@pytest.mark.parametrize(
    "text",
    ["[1]", '"x"', "null", "{}", '{"title": "[Removed]", "content": "[Removed]"}', '{"title": "—", "content": "..."}'],
)
def test_objects_without_an_article(text: str) -> None:
    (member,) = read_json(text)
    assert isinstance(member.outcome, Refusal)
    assert member.outcome.reason_code == "no_article_text"


def test_a_broken_line_leaves_its_neighbours() -> None:
    lines = [json.dumps({"title": "Port 0 falls", "content": BODY}), "{broken", "", json.dumps({"title": "Port 2 falls"})]
    members = list(read_json_lines(BytesIO("\n".join(lines).encode())))
    assert [type(member.outcome) for member in members] == [Story, Refusal, Story]
    assert members[1].data == b"{broken"
    assert [type(member.outcome) for member in read_json("\n".join(lines[2:] + lines[:1]))] == [Story, Story]


KEYS = st.sampled_from(
    [
        "title",
        "content",
        "source",
        "name",
        "url",
        "author",
        "publishedAt",
        "articles",
        "hits",
        "_source",
        "rendered",
        "language",
    ]
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=20,
)


@given(JSON)
def test_any_json_gives_stories_or_refusals(found: Any) -> None:
    try:
        members = list(read_json(json.dumps(found)))
    except Refusal as refusal:
        assert refusal.reason_code == "no_article_text"
        return
    for member in members:
        if isinstance(member.outcome, Story):
            assert member.outcome.text.body.strip()
            member.outcome.text.body.encode("utf-8")
