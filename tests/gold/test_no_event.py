"""Articles about sport, markets, weather and the like, full of war words: there is nothing to code in them."""

from pathlib import Path

import pytest

from orchestration.language.parsed import ParsedArticle
from tests.gold.sentence_gold import PUBLISHED_ON
from tests.gold.workbench import load_workbench

ARTICLES = sorted((Path(__file__).parent / "no_event").glob("*.txt"))


def test_there_are_fifteen_articles() -> None:
    assert len(ARTICLES) == 15


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_nothing_is_coded(path: Path) -> None:
    bench = load_workbench()
    body = path.read_text(encoding="utf-8").strip()
    sentences = bench.parser.parse(body, body.index("\n\n"))
    coded = bench.coder.code(ParsedArticle(path.stem, sentences, PUBLISHED_ON))
    found = [f"{m.event_type} {m.trigger_text!r} ({sentences[m.sentence_index].text})" for m in coded.event_mentions]
    assert found == []
