"""Articles about sport, markets, weather and the like, full of war words: there is nothing to code in them."""

from pathlib import Path

import pytest

from orchestration.language.parsed import ParsedArticle
from tests.gold.sentence_gold import PUBLISHED_ON
from tests.gold.workbench import load_workbench

ARTICLES = sorted((Path(__file__).parent / "no_event").glob("*.txt"))
KNOWN_FAILURES = {
    "culture": "launched an assault on a new work, under siege, like gunfire, as if under a truce",
    "gardening": "spring offensive, ambushed, occupies a border, counter-attack: plants as agents",
    "obituary": "won that battle",
    "recipe": "beat them into a paste, deploy the secret weapon",
    "science": "fungus attacks, held their ground, plants conquered the land",
    "travel": "hunger strikes by noon, storm the hill, mosquitoes attack",
}


def test_there_are_ten_articles() -> None:
    assert len(ARTICLES) == 10
    assert set(KNOWN_FAILURES) <= {path.stem for path in ARTICLES}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_nothing_is_coded(path: Path, request: pytest.FixtureRequest) -> None:
    if path.stem in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(strict=False, reason=KNOWN_FAILURES[path.stem]))
    bench = load_workbench()
    body = path.read_text(encoding="utf-8").strip()
    sentences = bench.parser.parse(body, body.index("\n\n"))
    coded = bench.coder.code(ParsedArticle(path.stem, sentences, PUBLISHED_ON))
    found = [f"{m.event_type} {m.trigger_text!r} ({sentences[m.sentence_index].text})" for m in coded.event_mentions]
    assert found == []
