"""`make docs`: one page that opens without the net."""

import re

from orchestration import warehouse
from tests.conftest import FirstRun


def test_the_page_holds_models_and_lineage_and_loads_nothing(sample_run: FirstRun) -> None:
    path = warehouse.write_docs(sample_run.settings)
    page = path.read_text(encoding="utf-8")
    assert "model.sitrep.rpt_event_codes" in page
    assert '"parent_map"' in page
    assert "exposure.sitrep.situation_questions" in page
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?(?:https?:)?//[^\"'> ]+", page) == []
