"""History coded anew: beside the old coding, compared, and in its place only when every gate let it through."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration import recoding
from orchestration.coding.coder import RuleCoder
from orchestration.coding.model import CodedArticle
from orchestration.language.parsed import ParsedArticle
from orchestration.recoding import RecodingError, beside, recode_beside, take_over
from orchestration.settings import Settings
from orchestration.stages import STAGES, StageReport, no_progress
from orchestration.storage import read_partitions
from orchestration.tables import CODED_SENTENCES, RAW_ARTICLES
from tests.conftest import lend_gazetteer

pytestmark = pytest.mark.slow

NOW = datetime(2024, 11, 2, 6, tzinfo=UTC)
TEXTS = {
    "raid.txt": "Gunmen attack post\n\nNAIROBI, Nov 1 - Gunmen attacked a border post near Garissa and killed two officers.\n",
    "march.txt": "Students march\n\nLIMA, Nov 1 - Thousands of students marched through Lima and asked Congress to resign.\n",
}


def land(settings: Settings, name: str, text: str) -> None:
    (settings.landing_dir / name).write_text(text, encoding="utf-8")


def run_all(settings: Settings) -> list[StageReport]:
    return [stage(settings, NOW, "run", no_progress) for stage in STAGES]


def ingest_and_code(settings: Settings) -> list[StageReport]:
    return [stage(settings, NOW, "run", no_progress) for stage in STAGES[:2]]


def published_versions(settings: Settings) -> set[str]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return {row[0] for row in connection.execute("select coder_version from marts.fct_event_mentions").fetchall()}


def sentences(settings: Settings) -> set[str]:
    return set(read_partitions(settings, CODED_SENTENCES)["coder_version"])


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("recoding")
    made = Settings(folder / "data", folder / "landing")
    made.landing_dir.mkdir()
    for name, text in TEXTS.items():
        land(made, name, text)
    lend_gazetteer(made.data_dir)
    run_all(made)
    return made


@pytest.fixture
def settings(coded: Settings, tmp_path: Path) -> Settings:
    shutil.copytree(coded.data_dir.parent, tmp_path / "installation", symlinks=True)
    return Settings(tmp_path / "installation" / "data", tmp_path / "installation" / "landing")


@pytest.fixture
def new_coder(monkeypatch: pytest.MonkeyPatch) -> str:
    """The next version of the coder, which reads as the one before."""
    for place in ("reference.coder", "recoding", "stages"):
        monkeypatch.setattr(f"orchestration.{place}.coder_version", lambda settings: "rules-9.9")
    return "rules-9.9"


def test_history_stays_until_it_is_coded_anew_compared_and_taken_over(settings: Settings, new_coder: str) -> None:
    (old,) = published_versions(settings)
    land(settings, "new.txt", "Rebels seize town\n\nGOMA - Rebels seized the town of Sake.\n")
    _, report = ingest_and_code(settings)
    assert report.counts["articles_coded"] == 1
    assert [note for note in report.notes if "2 articles" in note and "sitrep recode" in note]
    assert sentences(settings) == {old, new_coder}

    found = recode_beside(settings, NOW, "recode")
    assert found is not None
    assert (found.articles, found.changed, found.gone, found.added) == (2, 0, 0, 0)
    assert found.same >= 3
    assert sentences(settings) == {old, new_coder}, "nothing is taken over before it is said"
    assert published_versions(settings) == {old}

    # What comes in meanwhile is kept.
    land(settings, "late.txt", "Police arrest editor\n\nTUNIS - Police arrested a newspaper editor in Tunis on Friday.\n")
    ingest_and_code(settings)
    assert take_over(settings) == 1
    assert not beside(settings).data_dir.exists()
    reports = run_all(settings)
    assert reports[1].counts["articles_coded"] == 1, "the late one, which the new coding has not"
    assert sentences(settings) == published_versions(settings) == {new_coder}
    coded_ids = set(read_partitions(settings, CODED_SENTENCES)["article_id"])
    assert coded_ids == set(read_partitions(settings, RAW_ARTICLES)["article_id"])
    assert len(coded_ids) == 4


def test_a_coding_that_a_gate_blocks_stays_beside(settings: Settings, new_coder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = published_versions(settings)
    code = RuleCoder.code

    def misspell(coder: RuleCoder, article: ParsedArticle) -> CodedArticle:
        coded = code(coder, article)
        return replace(coded, event_mentions=[replace(one, trigger_text="wrong") for one in coded.event_mentions])

    monkeypatch.setattr(RuleCoder, "code", misspell)
    with pytest.raises(RecodingError, match="Gate `mentions` blocks"):
        recode_beside(settings, NOW, "recode")
    with pytest.raises(RecodingError, match="No finished coding"):
        take_over(settings)
    assert sentences(settings) == published_versions(settings) == {old}


def test_a_killed_run_is_taken_up_and_another_coder_begins_anew(
    settings: Settings, new_coder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> StageReport:
        raise KeyboardInterrupt

    code = recoding.STAGES[0]
    monkeypatch.setattr(recoding, "STAGES", (code, die))
    with pytest.raises(KeyboardInterrupt):
        recode_beside(settings, NOW, "recode")
    with pytest.raises(RecodingError, match="No finished coding"):
        take_over(settings)
    monkeypatch.setattr(recoding, "STAGES", (code,))
    reports: list[StageReport] = []
    recode_beside(settings, NOW, "again", no_progress, reports.append)
    (beside(settings).data_dir / recoding.VERSION_NAME).write_text("rules-8", encoding="utf-8")
    recode_beside(settings, NOW, "anew", no_progress, reports.append)
    assert [report.counts["articles_coded"] for report in reports] == [0, 2]
