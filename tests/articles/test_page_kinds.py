"""Pages that are no article are refused with the reason that fits; stories about such things are not."""

import time

import pytest

from orchestration.articles.readers.html import read_html
from orchestration.articles.story import Refusal

LEAD = "Rebels took the port of Sampleville on Monday, the harbour master said, while the army withdrew to the hills."


def page(body: str, title: str = "Sample Chronicle") -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>"


CONSENT = (
    "We and our 812 partners store and/or access information on your device, such as cookies, and process personal data for "
    "personalised ads and content. You may give or withdraw your consent at any time. See our privacy policy."
)
REFUSED = {
    "script only": ("no_article_text", page("<div id=root></div><script src=a.js></script><noscript>Enable it.</noscript>")),
    "cookie wall of a known class": ("consent_page", page(f"<div class=cookie-wall><p>{CONSENT}</p></div>")),
    "cookie wall without a class": (
        "consent_page",
        page(f"<h1>Before you continue</h1><p>{CONSENT}</p><button>Accept</button>"),
    ),
    "consent page of a short text": ("consent_page", page("<p>This site uses cookies. Please give your consent.</p>")),
    "not found": ("error_page", page("<h1>404</h1><p>The page you are looking for has been moved.</p>", "404 - Sample Post")),
    "not found in words": ("error_page", page("<h1>Page not found</h1><p>Try our search. It may help you.</p>")),
    "not found in Russian": ("error_page", page("<h1>Страница не найдена</h1><p>Перейдите на главную страницу.</p>")),
    "server failed": ("error_page", page("<h1>502 Bad Gateway</h1><hr><p>nginx</p>", "502 Bad Gateway")),
    "robot check": ("error_page", page("<h1>sample.example</h1><p>Checking your connection.</p>", "Just a moment...")),
    "login": (
        "login_page",
        page("<h1>Sign in</h1><form><input name=u><input type=password></form><p>Forgot your password?</p>"),
    ),
    "subscribers": ("login_page", page("<h1>Subscribe to continue reading</h1><p>Choose the plan that suits you.</p>")),
    "video only": ("no_article_text", page("<h1>Port in flames</h1><video src=a.mp4></video>")),
    "embedded video": ("no_article_text", page("<h1>Port in flames</h1><iframe src='https://v.example/embed/1'></iframe>")),
    "nothing": ("no_article_text", page("")),
    "depth": ("no_article_text", "<div>" * 100_000),
    "attributes": ("no_article_text", "<p " + " ".join(f"a{number}=b" for number in range(20_000)) + "></p>"),
    "one attribute": ("no_article_text", "<p class='" + "x " * 500_000 + "'></p>"),
    "menus only": ("no_article_text", page("<nav><a href=/>Home</a></nav><ul><li><a href=/a>World</a></li></ul>")),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_no_article(kind: str) -> None:
    reason, text = REFUSED[kind]
    started = time.process_time()
    with pytest.raises(Refusal) as refused:
        read_html(text)
    assert refused.value.reason_code == reason
    assert time.process_time() - started < 10


STORIES = {
    "on cookies": ("Court fines site over cookies", "A court in Sampleville fined a news site on Monday over its cookies."),
    "on a page": ("Page of history not found in archive", LEAD),
    "on a number": ("404 people die in flood", LEAD),
    "on consent": ("Parliament passes consent law", "Parliament passed a law on consent on Monday, the speaker said."),
    "with a login form": (
        "Port falls to rebels",
        f"{LEAD}</p><p>{LEAD}</p><p>{LEAD}</p><form><input type=password></form><p>",
    ),
}


@pytest.mark.parametrize("kind", STORIES)
def test_a_short_story_is_an_article(kind: str) -> None:
    title, text = STORIES[kind]
    assert read_html(page(f"<article><h1>{title}</h1><p>{text}</p></article>", title)).title == title


def test_deep_pages_and_long_rows_of_breaks_take_time_in_proportion() -> None:
    started = time.process_time()
    for text in (
        "<div>" * 100_000 + f"<p>{LEAD}",
        page(f"<p>{LEAD}" + "<br>x" * 50_000),
        page(f"<h1>{LEAD}</h1>" * 2_000),
        page("<b>" * 200 + f"<p>{LEAD}</p>" * 5_000),
    ):
        try:
            read_html(text)
        except Refusal as refusal:
            assert refusal.reason_code in ("no_article_text", "too_large")
    assert time.process_time() - started < 20
