"""What takes a story back, and what only tells of something that was withdrawn."""

import pytest

from orchestration.articles.retraction import (
    load_notice_phrases,
    publisher_article_id,
    retraction_phrase,
    withdrawal_word,
)
from orchestration.settings import PROJECT_DIR

PHRASES = load_notice_phrases(PROJECT_DIR / "data" / "reference")


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"retracted": True}, "retracted"),
        ({"is_retracted": "true"}, "retracted"),
        ({"status": "retracted"}, "retracted"),
        ({"status": "Withdrawn"}, "withdrawn"),
        ({"status": "KILLED"}, "killed"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"pubstatus": "stat:withheld"}, "withheld"),
        ({"creativeWorkStatus": "https://schema.org/Retracted"}, "retracted"),
        ({"creativeWorkStatus": {"@type": "DefinedTerm", "name": "Withdrawn"}}, "withdrawn"),
        ({}, None),
        ({"retracted": False, "status": "ok"}, None),
        ({"retracted": None, "status": 7, "pubstatus": "usable", "creativeWorkStatus": "Published"}, None),
        ({"status": "published", "state": "withdrawn" * 50}, None),
        ({"status": "The army has withdrawn"}, None),
    ],
)
def test_the_word_of_a_field(fields: dict[str, object], word: str | None) -> None:
    assert withdrawal_word(fields) == word


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("WITHDRAWN: Explosion in Sampleville kills 12", "The agency could not confirm the report."),
        ("STORY REMOVED: Sampleville-Explosion", "Editors: the story does not meet our standards."),
        ("Mandatory kill", "Please do not use the story on Sampleville."),
        ("Explosion in Sampleville [RETRACTED]", "We no longer stand by it."),
        ("Sampleville-Explosion, KILL", "Editors, a kill is mandatory."),
        ("", "This story has been withdrawn because its figures could not be verified."),
        ("Explosion in Sampleville", "Editor's note: This article has been removed. We regret the error."),
        ("Explosion in Sampleville", "Sample Wire has withdrawn its story about an explosion in Sampleville."),
        ("", "SAMPLEVILLE (Sample Wire) - Please kill the story Sampleville-Explosion sent at 1400 GMT."),
    ],
)
def test_notices(headline: str, text: str) -> None:
    body = f"{headline}\n\n{text}" if headline else text
    assert retraction_phrase(headline or None, body, len(headline), PHRASES) is not None


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Withdrawn troops reach the border", "Soldiers withdrawn from Sampleville arrived on Monday."),
        ("Army withdraws from Sampleville", "The army has withdrawn its troops. Article 5 was withdrawn from the bill."),
        ("Rebels kill 12 in Sampleville", "The report was withdrawn after protests, the minister said."),
        ("CORRECTED: Explosion kills 13, not 12", "The agency corrects the number of dead in the first paragraph."),
        ("Killings go on", "Police removed barriers. The ambassador has retracted his story."),
        ("Explosion in Sampleville", "This story has been updated with a statement of the army."),
        ("Editor resigns", "The paper stood by it. " * 60 + "This story has been withdrawn."),
    ],
)
def test_news_of_a_withdrawal_is_no_notice(headline: str, text: str) -> None:
    assert retraction_phrase(headline, f"{headline}\n\n{text}", len(headline), PHRASES) is None


def test_the_id_of_the_publisher() -> None:
    assert publisher_article_id({"id": 4711}) == "4711"
    assert (
        publisher_article_id({"id": "https://example.org/a", "guid": " tag:example.org,2025:a "}) == "tag:example.org,2025:a"
    )
    assert publisher_article_id({"id": True, "guid": None, "uuid": "x" * 300, "uri": {"a": 1}}) is None
