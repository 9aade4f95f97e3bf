"""`sitrep articles`: an operator sees how articles stand, takes one back and restores it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from orchestration.cli import main
from tests.articles.test_standings import NOTICE, STORY, URL, Installation


@pytest.fixture
def there(tmp_path: Path) -> Installation:
    made = Installation(tmp_path)
    made.land("a.txt", STORY.format(count=12), url=URL)
    made.land("b.txt", STORY.format(count=13), url=URL)
    made.run()
    return made


def sitrep(there: Installation, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["articles", *arguments, "--data", str(there.settings.data_dir)])
    return done.exit_code, " ".join(done.output.split())


def test_list_shows_what_does_not_count_and_counts_all(there: Installation) -> None:
    code, output = sitrep(there, "list")
    assert code == 0
    assert "superseded" in output
    assert output.endswith("1 current, 1 superseded")
    assert there.article_of("b.txt")[:12] not in output
    assert there.article_of("b.txt")[:12] in sitrep(there, "list", "--all")[1]


def test_retract_and_restore_are_in_the_history(there: Installation) -> None:
    article_id = there.article_of("b.txt")
    assert sitrep(there, "retract", URL, "--reason", "fabricated") == (
        0,
        f"{article_id} retracted; run `sitrep run` to publish it.",
    )
    assert there.stands()["b.txt"] == "retracted"
    assert "fabricated" in sitrep(there, "show", article_id[:10])[1]
    assert sitrep(there, "restore", article_id[:10])[0] == 0
    assert there.stands()["b.txt"] == "current"


def test_a_text_taken_for_a_notice_can_be_restored(there: Installation) -> None:
    there.land("n.txt", NOTICE, url=URL)
    assert there.run()["b.txt"] == "retracted"
    assert sitrep(there, "restore", there.article_of("n.txt"))[0] == 0
    assert there.stands() == {"a.txt": "superseded", "b.txt": "retracted", "n.txt": "current"}


def test_wrong_calls_name_the_remedy(there: Installation) -> None:
    code, output = sitrep(there, "retract", "https://example.org/no-such-story-here")
    assert code == 1
    assert "sitrep articles list" in output
    code, output = sitrep(there, "restore", URL)
    assert code == 1
    assert "counts already" in output
    assert sitrep(there, "show", "")[0] == 1
