"""The day of what an event happened at, or as which it happened."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("The two presidents signed the accord when they met in Doha in March 2023.", "signed the accord", "2023-03"),
        ("During his visit to Ankara last month, the minister agreed to buy drones.", "agreed", "2025-02"),
        ("In a report published on Tuesday, monitors accused the army of torture.", "accused", "2025-03-11"),
        ("Australia welcomed the ruling when its minister met her colleague in February 2024.", "welcomed", "2024-02"),
        ("Police arrested nine students in Dakar on Saturday as protesters blocked roads.", "blocked", "2025-03-08"),
        ("The army executed nine prisoners in violation of an accord signed in March.", "executed", None),
        ("The vote is due on August 17, and Morales has threatened to block roads.", "threatened", None),
        ("Chinese envoys are in Lima until Friday, and Peru's opposition is to march on 20 March.", "march", "2025-03-20"),
        ("Israel bombed the port as it prepared for talks planned for May.", "bombed", None),
        ("Police arrested the editor on Monday after soldiers burned his car.", "burned", None),
    ],
)
def test_an_occasion_dates_what_happened_at_it(
    text: str, trigger: str, date: str | None, parser: Parser, coder: RuleCoder
) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [m.time.value_edtf if m.time else None for m in mentions if m.trigger_text == trigger] == [date]
