"""What explains a name belongs to the name: where a town lies is neither how far anybody moved nor where it happened."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser


@pytest.mark.parametrize(
    ("text", "trigger", "place", "figures"),
    [
        (
            "Rebels have seized two bridges and are moving toward Goma, a trading town some 20 kilometers away.",
            "moving",
            "Goma",
            ["some 20 kilometers"],
        ),
        ("Rebels have seized two bridges and are moving toward Goma, a trading town.", "seized", None, ["two bridges"]),
        ("M23 fighters took Bunagana, a town 27 km west of Goma, on Wednesday.", "took", "Bunagana", ["27 km"]),
        (
            "The attack happened in Kidal, about 1,500 km (930 miles) northeast of the capital Bamako.",
            "attack",
            "Kidal",
            ["about 1,500 km", "930 miles"],
        ),
        ("A drone struck a fuel depot in Ryazan, 200 km from Moscow.", "struck", "Ryazan", ["200 km"]),
        ("The ship was hit 60 nautical miles west of Hodeidah.", "hit", "Hodeidah", ["60 nautical miles"]),
        (
            "The offensive, announced by General Burhan, will involve 5,000 soldiers, forcing villagers to flee.",
            "offensive",
            None,
            ["5,000 soldiers"],
        ),
    ],
)
def test_distances_and_subjects_that_are_announced(
    text: str, trigger: str, place: str | None, figures: list[str], parser: Parser, coder: RuleCoder
) -> None:
    article = ParsedArticle("test", parser.parse(text, 0), "2025-03-12")
    [mention] = [found for found in coder.code(article).event_mentions if found.trigger_text == trigger]
    assert (mention.place.text if mention.place is not None else None) == place
    assert [quantity.text for quantity in mention.quantities] == figures
