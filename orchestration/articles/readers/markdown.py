"""Markdown: front matter (YAML or TOML) as metadata, the rest as the page that it stands for."""

import re
import tomllib
from datetime import date
from typing import Any

from orchestration.articles.characters import clean_characters
from orchestration.articles.readers.json_objects import read_article
from orchestration.articles.story import Refusal, Story, check_length

FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.{0,64000}?)\n\1[ \t]*(?:\n|$)", re.S)
LEADING_HEADING = re.compile(r"\s*<h1>(.{1,2000}?)</h1>", re.S)
TAG = re.compile(r"<[^<>]*>")


def read_markdown(text: str) -> Story:
    """The article of a Markdown file. Raises Refusal `empty` when it holds no letter, `too_large` over the limit.

    The title is that of the front matter, else the heading at the top.
    """
    from html import unescape

    from markdown_it import MarkdownIt

    check_length(text)
    text = clean_characters(text)
    front = FRONT_MATTER.match(text)
    fields = _read_front_matter(front[1], front[2]) if front else {}
    page = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front and fields else text)
    if not any(character.isalnum() for character in TAG.sub("", page)):
        raise Refusal("empty", "the file holds no letter and no figure")
    heading = LEADING_HEADING.match(page)
    if heading and not fields.get("title"):
        fields["title"] = unescape(TAG.sub("", heading[1]))
        page = page[heading.end() :]
    return read_article({**fields, "content": f"<div>{page}</div>"})


def _read_front_matter(fence: str, text: str) -> dict[str, Any]:
    """The fields between the fences; none where they hold no table of fields: `---` is a rule across the page, too."""
    import yaml  # type: ignore[import-untyped]

    try:
        found = yaml.safe_load(text) if fence == "---" else tomllib.loads(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    # YAML turns dates into objects.
    return {str(key): value.isoformat() if isinstance(value, date) else value for key, value in found.items()}
