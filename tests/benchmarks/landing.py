"""Writes invented stories into a landing folder, in the formats that newsrooms and feeds use."""

import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.wire_stories import WireStory

FILES_PER_FOLDER = 1_000
OBJECTS_PER_FILE = 20
# Of twenty stories: nine come in JSON lines, six as text with a sidecar, three as JSON, two as pages.
FORMATS = ("jsonl",) * 9 + ("txt",) * 6 + ("json",) * 3 + ("html",) * 2
Place = tuple[str, int]


def write_landing(stories: Sequence[WireStory], folder: Path, formats: Sequence[str] = FORMATS) -> dict[Place, WireStory]:
    """Which story lies in which member of which landing file."""
    by_format: dict[str, list[WireStory]] = {}
    for number, story in enumerate(stories):
        by_format.setdefault(formats[number % len(formats)], []).append(story)
    places: dict[Place, WireStory] = {}
    for name, chosen in sorted(by_format.items()):
        size = OBJECTS_PER_FILE if name == "jsonl" else 1
        for number, start in enumerate(range(0, len(chosen), size)):
            path = folder / name / f"{number // FILES_PER_FOLDER:03d}" / f"{number:06d}.{name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            members = chosen[start : start + size]
            path.write_text(_content(name, members), encoding="utf-8")
            if name == "txt":
                beside = {"source": members[0].outlet, "published_at": members[0].published_at.isoformat()}
                path.with_name(f"{path.name}.meta.json").write_text(json.dumps(beside), encoding="utf-8")
            landed = path.relative_to(folder).as_posix()
            places |= {(landed, member): story for member, story in enumerate(members)}
    return places


def _content(name: str, stories: Sequence[WireStory]) -> str:
    match name:
        case "jsonl":
            return "".join(json.dumps(_object(story)) + "\n" for story in stories)
        case "json":
            return json.dumps(_object(stories[0]))
        case "html":
            return "\n".join(_page(stories[0]))
        case _:
            return "\n\n".join((stories[0].headline, *stories[0].paragraphs)) + "\n"


def _object(story: WireStory) -> dict[str, Any]:
    published_at = story.published_at.isoformat()
    return {
        "title": story.headline, "content": "\n\n".join(story.paragraphs), "source": {"name": story.outlet},
        "publishedAt": published_at,
    }  # fmt: skip


def _page(story: WireStory) -> Iterator[str]:
    title = html.escape(story.headline)
    yield f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
    yield f'<meta property="og:site_name" content="{html.escape(story.outlet)}">'
    yield f'<meta property="article:published_time" content="{story.published_at.isoformat()}"></head>'
    yield "<body><nav><a href=/>Home</a> <a href=/world>World</a></nav><article>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{html.escape(paragraph)}</p>" for paragraph in story.paragraphs)
    yield "</article><footer>All rights reserved</footer></body></html>"
