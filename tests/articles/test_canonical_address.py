"""The key of an article's address: every way to one page gives one key, and pages that are no article give none."""

from urllib.parse import quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.canonical_address import canonical_address

STORY = "example.org/world/2024/10/30/troops-leave-sampleville"


def key(url: str | None) -> str | None:
    found = canonical_address(url)
    return found.key if found else None


@pytest.mark.parametrize(
    "url",
    [
        f"https://{STORY}",
        f"http://www.{STORY}",
        f"https://www2.{STORY}/",
        f"https://{STORY}#comments",
        f"https://{STORY}?utm_source=x&utm_medium=y&fbclid=1",
        f"HTTPS://WWW.EXAMPLE.ORG:443/{STORY.partition('/')[2]}",
        f"http://example.org:80/{STORY.partition('/')[2]}",
        f"https://m.{STORY}",
        f"https://amp.{STORY}",
        f"https://www.m.{STORY}",
        f"https://{STORY}/amp",
        f"https://{STORY}/amp/",
        f"https://{STORY}.amp",
        f"https://{STORY}?amp=1&outputType=amp",
        f"https://example.org/amp/{STORY.partition('/')[2]}",
        f"https://www-example-org.cdn.ampproject.org/c/s/www.{STORY}",
        f"https://www.google.com/amp/s/www.{STORY}?utm_source=g",
        f"https://{STORY}/index.html",
        f"https://{STORY};jsessionid=ABC123",
        "https://example.org//world/./2024/10/29/../30/troops%2Dleave-sampleville",
        "https://user:secret@example.org./world/2024/10/30/troops-leave-sampleville",
    ],
)
def test_every_way_to_a_page_gives_one_key(url: str) -> None:
    assert key(url) == STORY


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "example.org/story",
        "ftp://example.org/story",
        "javascript:alert(1)",
        "http://[::1/story",
        "https://example.org:port/story",
        "https://example.org",
        "https://www.example.org/",
        "https://example.org/index.html",
        "https://example.org/?utm_source=rss",
        "https://example.org/news",
        "https://example.org/world/europe/",
        "https://example.org/en/news/index.php",
        "https://example.org/tag/ukraine-war-2024",
        "https://example.org/author/jane-q-doe",
        "https://example.org/search?utm_source=x",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_what_is_no_page_of_one_article_gives_none(url: str | None) -> None:
    assert canonical_address(url) is None


def test_other_pages_keep_their_own_keys() -> None:
    urls = [
        "https://example.org/a?id=1", "https://example.org/a?id=2", "https://example.org/A", "https://example.org/a",
        "https://example.com/a", "https://example.org:8080/a", "https://example.org/?p=1234", "https://example.org/b%2Fc",
        "https://example.org/стаття", "https://приклад.укр/a", "https://example.org/story.html",
    ]  # fmt: skip
    keys = [key(url) for url in urls]
    assert None not in keys
    assert len(set(keys)) == len(urls)
    assert key("https://example.org/a?b=2&a=1") == key("https://example.org/a?a=1&b=2")
    assert key("https://example.org/стаття") == key("https://example.org/%D1%81%D1%82%D0%B0%D1%82%D1%82%D1%8F")


def test_a_headline_a_number_or_a_page_names_one_story() -> None:
    def is_particular(path: str) -> bool:
        found = canonical_address(f"https://example.org{path}")
        assert found
        return found.is_particular

    assert all(map(is_particular, ("/a/troops-leave-town", "/a/c4820012", "/?p=12345", "/2024/05/06/raid", "/raid.html")))
    assert not any(map(is_particular, ("/raid", "/world/ukraine", "/live-blog")))


@given(st.text(max_size=200))
def test_no_text_brings_it_down(text: str) -> None:
    canonical_address(text)
    canonical_address(f"https://example.org/{text}")
    canonical_address(f"https://{text}/story-of-the-day")


PATHS = st.lists(st.text(alphabet="abcDE-_.~%/é1 ", min_size=1, max_size=12), min_size=1, max_size=4).map("/".join)
QUERIES = st.dictionaries(
    st.text(alphabet="abcd", min_size=1, max_size=4), st.text(alphabet="xyz1é&=", max_size=5), max_size=3
)


@given(PATHS, QUERIES)
def test_the_key_of_a_key_is_itself_and_the_way_there_does_not_matter(path: str, query: dict[str, str]) -> None:
    address = f"example.org/{quote(path)}?{urlencode(query)}"
    found = key(f"https://{address}")
    if found is None:
        return
    assert key(f"https://{found}") == found
    assert found == key(f"http://www.{address}&utm_campaign=1#top") == key(f"https://m.{address}&fbclid=9")
    assert urlsplit(f"https://{found}").hostname == "example.org"
