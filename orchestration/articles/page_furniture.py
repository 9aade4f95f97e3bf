"""What is left aside before the story of a web page is looked for: navigation, adverts, links to other stories, comments.

Furniture is told by tag, role and the words of `class` and `id`. A part that holds the heading or most of the page's
paragraphs is never furniture, whatever it is called.
"""

import re
from functools import lru_cache
from itertools import pairwise

from lxml import etree
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
MAX_NAME_CHARACTERS = 2_000
WORDS = re.compile(r"[^a-z0-9]+")


def class_words(element: HtmlElement) -> frozenset[str]:
    """The words of class, id and the name of a component; pairs that mean links to other stories count as `related`."""
    return _words_of(element.get("class"), element.get("id"), element.get("data-component"))


@lru_cache(maxsize=4096)
def _words_of(*values: str | None) -> frozenset[str]:
    words: set[str] = set()
    for value in values:
        for name in value[:MAX_NAME_CHARACTERS].lower().split() if value else ():
            parts = [part for part in WORDS.split(name) if part]
            words.update(parts)
            if not CUT_PAIRS.isdisjoint(pairwise(parts)):
                words.add("related")
    return frozenset(words)


def find_furniture(tree: HtmlElement, kept_classes: frozenset[str] = frozenset()) -> set[HtmlElement]:
    """The elements that are furniture; one with a class of `kept_classes` is none even where it is hidden."""
    furniture: set[HtmlElement] = set()
    total = _paragraph_length(tree)
    for element in list(tree.iter(etree.Element)):
        tag = element.tag
        if tag in KEPT_TAGS:
            continue
        is_always_cut = tag in CUT_TAGS
        attributes = element.attrib
        if not is_always_cut and attributes:
            words = class_words(element)
            is_always_cut = not ALWAYS_CUT_WORDS.isdisjoint(words) or (element.get("role") or "").lower() in CUT_ROLES
            may_be_cut = is_always_cut or not CUT_WORDS.isdisjoint(words) or is_hidden(element)
        else:
            may_be_cut = is_always_cut
        if not (may_be_cut or tag == "footer") or element is tree:
            continue
        if not kept_classes.isdisjoint((element.get("class") or "").split()):
            continue
        if element.find(".//h1") is not None or element.find(".//article") is not None:
            continue
        if is_always_cut or _paragraph_length(element) <= KEPT_SHARE * total:
            furniture.add(element)
    return furniture


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element itself says that it is not shown."""
    style = (element.get("style") or "").lower().replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
