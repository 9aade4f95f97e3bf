"""Twenty saved pages in as many layouts: every field of each as its expectation file says.

The pages are of our own making: invented outlets and stories, in the markup that outlets use. The six of HELD_OUT were
looked at only after the extractor was done.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from orchestration.articles.encodings import decode
from orchestration.articles.metadata import Sidecar, settle_metadata
from orchestration.articles.readers.html import read_html
from orchestration.articles.story import Story

PAGES_DIR = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES_DIR.glob("*.html"))
HELD_OUT = (
    "arabic_rtl", "broadcaster_components", "drupal_rdfa", "font_tags_2008", "russian_microdata", "spanish_blog",
)  # fmt: skip
FIELDS = (
    "title", "byline", "source_name", "url", "published_at", "published_at_origin", "modified_at", "language",
    "language_origin", "dateline_place", "paragraphs",
)  # fmt: skip


@cache
def story_of(name: str) -> Story:
    return read_html(decode((PAGES_DIR / f"{name}.html").read_bytes()))


@cache
def found_in(name: str) -> dict[str, Any]:
    """What ingest makes of a page, in the form of the expectation files."""
    story = story_of(name)
    metadata = settle_metadata(story, Sidecar())
    times = {
        field: value.isoformat().replace("+00:00", "Z") if (value := getattr(metadata, field)) else None
        for field in ("published_at", "modified_at")
    }
    fields = {field: getattr(metadata, field) for field in FIELDS if hasattr(metadata, field)}
    return {**fields, **times, "dateline_place": story.text.dateline_place, "paragraphs": list(story.text.paragraphs)}


def expected_of(name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((PAGES_DIR / f"{name}.json").read_text(encoding="utf-8"))
    return expected


# The user name in Drupal's "Submitted by" line has no mark that says author.
NOT_RIGHT = {("drupal_rdfa", "byline")}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        pytest.param(name, field, marks=[pytest.mark.xfail(strict=True)] if (name, field) in NOT_RIGHT else [])
        for name in NAMES
        for field in FIELDS
    ],
)
def test_every_field_of_every_page(name: str, field: str) -> None:
    assert found_in(name)[field] == expected_of(name)[field]


def test_the_pages_are_twenty_in_as_many_layouts() -> None:
    assert len(NAMES) == 20
    assert len({expected_of(name)["layout"] for name in NAMES}) == 20
    assert set(HELD_OUT) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_out_is_kept_and_is_no_part_of_the_body(name: str) -> None:
    story = story_of(name).text
    assert story.left_out
    assert not {line for line in story.left_out if len(line) > 60} & set(story.paragraphs)


def test_captions_prompts_and_comments_are_kept_beside_the_story() -> None:
    assert any("Divers search the wreck" in line for line in story_of("photo_gallery").text.left_out)
    assert any("Unlimited access" in line for line in story_of("paywall_hidden").text.left_out)
    assert any("The killers are known" in line for line in story_of("wordpress_sidebar").text.left_out)
    assert "b2217 lev-lebanon-strike 02-08 0188" in story_of("pre_wire").text.left_out
