"""What is cut from a web page before its story is looked for: navigation, banners, adverts, links to other stories, comments.

Furniture is told by tag, role and the words of `class` and `id`. A part that holds the heading or most of the page's
paragraphs is never cut, whatever it is called.
"""

import re
from itertools import pairwise

from lxml.html import HtmlElement

from orchestration.articles.characters import word_set

CUT_TAGS = word_set(
    "nav aside figcaption figure form button script style noscript iframe svg template dialog select textarea video "
    "audio canvas object embed map menu amp-sidebar amp-ad amp-embed amp-social-share amp-consent"
)
CUT_ROLES = word_set("navigation dialog banner search contentinfo complementary alertdialog menu")
# Words of class and id that no outlet uses for its story.
CUT_WORDS = word_set(
    "account ad adbox ads adsense advert advertisement advertising adverts author authors banner boxad breadcrumb "
    "breadcrumbs breaking byline caption copyright credit embed embeds eyebrow facebook footer instagram kicker login "
    "masthead menu modal nav navbar navigation outbrain overlay pagination popular popup promo promoted readmore "
    "recommendations recommended related relatedposts search share sharedaddy sharing sidebar skip social sponsor "
    "sponsored taboola taglist tags teaser ticker timestamp toolbar topics trending tweet twitter widget"
)
# Words for what may outweigh a short story and is cut whatever its size.
ALWAYS_CUT_WORDS = word_set(
    "cookie cookies consent gdpr onetrust comment comments disqus newsletter paywall subscribe subscription signup"
)
CUT_PAIRS = frozenset(
    {("read", "more"), ("most", "read"), ("see", "also"), ("sign", "up"), ("more", "from"), ("top", "stories"),
     ("links", "block"), ("tag", "list"), ("links", "grid"), ("screen", "reader"), ("also", "like")}
)  # fmt: skip
CONSENT_WORDS = word_set("cookie cookies consent gdpr onetrust")
KEPT_TAGS = word_set("html head body main article h1")
KEPT_SHARE = 0.5
WORDS = re.compile(r"[^a-z0-9]+")


def class_words(element: HtmlElement) -> set[str]:
    """The words of class, id and the name of a component; pairs that mean links to other stories count as `related`."""
    words: set[str] = set()
    for value in (element.get("class"), element.get("id"), element.get("data-component")):
        for name in (value or "").lower().split():
            parts = [part for part in WORDS.split(name) if part]
            words.update(parts)
            if not CUT_PAIRS.isdisjoint(pairwise(parts)):
                words.add("related")
    return words


def cut_furniture(tree: HtmlElement, kept_classes: frozenset[str] = frozenset()) -> None:
    """Cut the furniture from the tree, in place; an element with one of `kept_classes` stays even where it is hidden."""
    total = _paragraph_length(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in KEPT_TAGS:
            continue
        if not kept_classes.isdisjoint((element.get("class") or "").split()):
            continue
        words = class_words(element)
        is_always_cut = element.tag in CUT_TAGS or (element.get("role") or "").lower() in CUT_ROLES or words & ALWAYS_CUT_WORDS
        if not (is_always_cut or words & CUT_WORDS or element.tag == "footer" or is_hidden(element)):
            continue
        if element.find(".//h1") is not None or element.find(".//article") is not None:
            continue
        if is_always_cut or _paragraph_length(element) <= KEPT_SHARE * total:
            element.drop_tree()


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element itself says that it is not shown."""
    style = (element.get("style") or "").lower().replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
