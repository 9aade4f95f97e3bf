"""The file of subscriptions, and what is said when it is wrong."""

from pathlib import Path

import pytest

from orchestration.feeds.subscriptions import SubscriptionsError, read_subscriptions

FEED = "name: a, address: 'https://e.org/feed', outlet: Example"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feeds.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_limits_of_the_file_stand_under_those_of_a_feed(tmp_path: Path) -> None:
    feeds = f"[{{{FEED}, limits: {{redirects: 3}}}}, {{{FEED.replace('a,', 'b,')}}}]"
    text = f"limits: {{page_bytes: 2000, redirects: 1}}\nfeeds: {feeds}"
    first, second = read_subscriptions(write(tmp_path, text)).feeds
    assert (first.limits.page_bytes, first.limits.redirects, first.limits.feed_bytes) == (2000, 3, 5_000_000)
    assert (second.limits.page_bytes, second.limits.redirects) == (2000, 1)
    assert (first.full_text, first.interval_minutes, first.language) == (False, 30, None)


def test_ports_of_the_file_hold(tmp_path: Path) -> None:
    text = f"ports: [443, 9443]\nfeeds: [{{{FEED.replace('e.org', 'e.org:9443')}}}]"
    assert read_subscriptions(write(tmp_path, text)).rules.ports == {443, 9443}


@pytest.mark.parametrize("text", ["", "feeds: []", "# nothing"])
def test_no_feeds_is_no_mistake(tmp_path: Path, text: str) -> None:
    assert read_subscriptions(write(tmp_path, text)).feeds == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("feeds: [", "is no YAML"),
        ("- a", "the file: "),
        ("feeds: 5", "feeds: "),
        ("feed: []", "feed: there is no such setting"),
        ("feeds: [{name: a}]", r"feeds\[0\].address: Field required"),
        (f"feeds: [{{{FEED}, fulltext: true}}]", r"feeds\[0\].fulltext: there is no such setting"),
        (f"feeds: [{{{FEED}, full_text: 'maybe'}}]", r"feeds\[0\].full_text: .*boolean.*maybe"),
        (f"feeds: [{{{FEED}, interval_minutes: 1}}]", r"feeds\[0\].interval_minutes: .*5"),
        (f"feeds: [{{{FEED}, language: English}}]", r"feeds\[0\].language"),
        (f"feeds: [{{{FEED}, limits: {{page_bytes: -1}}}}]", r"feeds\[0\].limits.page_bytes"),
        (f"feeds: [{{{FEED}}}, {{{FEED}}}]", "the name a is used twice"),
        (f"feeds: [{{{FEED.replace('name: a', 'name: ../a')}}}]", r"feeds\[0\].name"),
        (f"feeds: [{{{FEED.replace('https', 'file')}}}]", "address of the feed a: the scheme"),
        (f"feeds: [{{{FEED.replace('e.org', '127.0.0.1')}}}]", "address of the feed a: .* not on the public internet"),
        (f"feeds: [{{{FEED.replace('e.org', 'e.org:22')}}}]", "address of the feed a: port 22"),
        ('user_agent: "a\\r\\nX: y"', "user_agent"),
        ("ports: [0]", r"ports\[0\]"),
    ],
)
def test_mistakes_are_named_with_their_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SubscriptionsError, match=message):
        read_subscriptions(write(tmp_path, text))


def test_a_missing_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SubscriptionsError, match="SITREP_FEEDS_FILE"):
        read_subscriptions(tmp_path / "none.yml")
