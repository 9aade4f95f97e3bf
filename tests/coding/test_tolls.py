"""Tolls in a sentence of their own count only behind an attack, through the whole coder."""

import pytest

from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle
from tests.gold.workbench import Workbench, load_workbench


@pytest.fixture(scope="module")
def workbench() -> Workbench:
    return load_workbench()


def tolls(workbench: Workbench, text: str) -> list[EventMention]:
    article = ParsedArticle("a", workbench.parser.parse(text, 0), "2025-03-12")
    return [m for m in workbench.coder.code(article).event_mentions if m.trigger_sense == "assault.toll.n"]


@pytest.mark.parametrize(
    ("text", "trigger", "status", "killed"),
    [
        ("Gunmen attacked a market in Benue, killing 14. The death toll rose to 19.", "death toll", "happened", 19),
        ("A bomber struck a mosque in Mastung. Hospital sources put the toll at 22.", "toll", "reported", 22),
        ("Gunmen raided a village in Plateau. Residents gave a death toll of 40.", "death toll", "reported", 40),
        ("Police shot at a crowd in Lima. The official toll stands at 9.", "toll", "happened", 9),
        ("Israeli jets hit troops in Tyre. Lebanon's army put the number of dead at 31.", "dead", "claimed", 31),
    ],
)
def test_toll_after_attack(workbench: Workbench, text: str, trigger: str, status: str, killed: int) -> None:
    found = tolls(workbench, text)
    assert [(m.trigger_text, m.status) for m in found] == [(trigger, status)]
    assert [(q.value, q.role) for q in found[0].quantities] == [(killed, "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake hit Herat on Monday. The death toll rose to 900.",
        "Gunmen attacked a market in Benue. The war took its toll on trade, which fell by 40 per cent.",
        "Gunmen attacked a market in Benue. Drivers pay a toll of 500 naira on the road there.",
    ],
)
def test_no_toll(workbench: Workbench, text: str) -> None:
    assert tolls(workbench, text) == []
