"""Bad pages: no story in them, walls before it, bombs, lies about the charset."""

import random

from tests.bad_inputs.case import Case, refused, repaired, story

SCRIPTS = (
    '<html><head><title>News</title><script src="app.js"></script></head><body><div id="root"></div>'
    "<noscript>Enable JavaScript.</noscript><script>window.__STATE__={};render()</script></body></html>"
)
COOKIE_WALL = (
    '<html><head><title>Before you continue</title></head><body><div id="cookie-consent" class="cookie-banner" role="dialog">'
    "<p>We and our 1,247 partners store cookies on your device.</p><button>Accept all</button><button>Reject</button></div>"
    "</body></html>"
)
REFRESH = '<html><head><meta http-equiv="refresh" content="0; url=loop.html"></head><body></body></html>'
FRAMES = '<html><frameset cols="20%,80%"><frame src="frames.html"><frame src="frames.html"></frameset></html>'
STYLES = "<html><head><style>" + "p{color:red}" * 5000 + "</style></head><body><svg><path d='M0 0'/></svg></body></html>"
LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    "<html><body><p>&c;&c;&c;</p></body></html>"
)
DEPTH = 100_000
SAID = "officials said. The governor"


def cases(rng: random.Random) -> list[Case]:
    page = _page(rng)
    return [
        refused("scripts.html", "no_article_text", SCRIPTS.encode()),
        refused("cookie_wall.html", "consent_page", COOKIE_WALL.encode()),
        refused("loop.html", "no_article_text", REFRESH.encode()),
        refused("frames.html", "no_article_text", FRAMES.encode()),
        refused("styles.html", "no_article_text", STYLES.encode()),
        refused("comments.html", "no_article_text", b"<html><body><!-- " + b"x" * 10_000 + b" --></body></html>"),
        refused("cut_head.html", "no_article_text", b"<html><head><title>Att"),
        refused("cut_tag.html", "no_article_text", b"<html><body><p class="),
        refused("divisions.html", "no_article_text", b"<div>" * DEPTH),
        refused("tables.html", "no_article_text", b"<html><body>" + b"<table><tr><td>" * DEPTH),
        refused("quotes.html", "no_article_text", b"<html><body>" + b"<blockquote><b><i>" * DEPTH),
        refused("lists.html", "no_article_text", b"<html><body>" + b"<ul><li>" * DEPTH),
        refused("closers.html", "no_article_text", b"<html><body>" + b"</div></p></b>" * DEPTH),
        refused("attributes.html", "no_article_text", b"<html><body><p " + b"a b=1 " * DEPTH + b"></p></body></html>"),
        refused("long_attribute.html", "too_large", b'<html><body><p title="' + b"a" * 10_000_000 + b'">x</p>'),
        refused("laughs.xhtml", "unsafe_xml", LAUGHS.encode()),
        refused("nul.html", "not_text", page.encode().replace(b"<p>", b"<p>\x00")),
        refused(
            "half_utf8.html", "wrong_encoding", page.replace("Monday", "Montag äöüß – „so“").encode()[:-40] + b"\xe2\x80\xff"
        ),
        refused("one_word.html", "no_article_text", b"<html><body><p>" + b"a" * 20_000 + b"</p></body></html>"),
        repaired("says_utf16.html", _declared(rng, "utf-16").encode(), SAID),
        repaired("says_utf8.html", _declared(rng, "utf-8").encode("cp1252"), "Café police"),
        repaired("says_nonsense.html", _declared(rng, "x-none-such").encode(), SAID),
        repaired("says_cyrillic.html", _declared(rng, "windows-1251").encode(), "Café police"),
        repaired("soup.html", _page(rng).replace("</p>", "").replace("</h1>", "<b></h2>").encode(), SAID),
        repaired("references.html", _page(rng).replace("Police", "&#x110000;&#0;&bogus; Police").encode(), SAID, "\x00"),
        repaired("year_0.html", _dated(rng, "0000-00-00T00:00:00Z").encode(), SAID),
        repaired("year_9999.html", _dated(rng, "9999-12-31T23:59:59Z").encode(), SAID),
        repaired("overrides.html", _page(rng).replace("Monday", "\u202eMonday\u202c").encode(), "Monday", "\u202e"),
        repaired("script_in_title.html", _page(rng).replace("<h1>", "<h1><script>alert(1)</script>").encode(), SAID, "alert"),
    ]


def _page(rng: random.Random) -> str:
    return f"<html><head><title>Attack</title></head><body><article><h1>Attack</h1><p>{story(rng)}</p></article></body></html>"


def _declared(rng: random.Random, charset: str) -> str:
    return _page(rng).replace("Police", "Café police").replace("<head>", f'<head><meta charset="{charset}">')


def _dated(rng: random.Random, time: str) -> str:
    return _page(rng).replace("<head>", f'<head><meta property="article:published_time" content="{time}">')
