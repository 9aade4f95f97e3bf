"""Pages that hold no story: consent walls, logins, error pages. Told only where next to no text is left beside them."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from orchestration.articles.page_furniture import CONSENT_WORDS, class_words
from orchestration.articles.page_titles import SEPARATORS
from orchestration.articles.story import Refusal

MAX_STORY_CHARACTERS = 700
ERROR = re.compile(
    r"(?:error\s*:?\s*)?(?:40[0-9]|410|429|451|50[0-9])(?:\W+(?:error|page|not found|forbidden|gone|bad gateway|"
    r"unauthori[sz]ed|too many requests|internal server error|service unavailable|gateway time-?out))*\W*"
    r"|(?:sorry\W+)?(?:the |this |that |requested )*(?:page|article|file|url)(?: you .{0,40}?)?"
    r"(?: was| is| could| cannot| can)? ?(?:not found|not be found|be found|does not exist|doesn['’]t exist"
    r"|no longer (?:available|exists))\W*"
    r"|not found|oops\W*.{0,40}|access (?:denied|to this page has been denied)|forbidden|bad gateway|gateway time-?out"
    r"|(?:internal )?server error|(?:service|site|temporarily) unavailable|too many requests|just a moment\W*"
    r"|attention required\W*.{0,30}|checking your browser.{0,60}|are you a (?:human|robot)\W*|(?:security|human) verification"
    r"|страница не найдена|ошибка 40\d|сторінку не знайдено|página no encontrada|page (?:introuvable|non trouvée)"
    r"|seite nicht gefunden|página não encontrada|pagina non trovata|sayfa bulunamadı|الصفحة غير موجودة|页面不存在",
    re.I,
)
LOGIN = re.compile(
    r"(?:please )?(?:log|sign)[ -]?in\b.{0,60}|login|create (?:an|your) account.{0,40}|register.{0,40}"
    r"|(?:subscribe|subscription).{0,60}|.{0,30}(?:for subscribers|subscribers only)|членский вход|вход|anmelden|se connecter"
    r"|iniciar sesión",
    re.I,
)
CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|personali[sz]ed (?:ads|advertising|content)|your privacy|privacy (?:policy|choices|settings)|"
    r"legitimate interest|our (?:\d+ )?(?:advertising )?partners|store and/or access|файл\w+ cookie|confidentialité|"
    r"datenschutz|privacidad)\b",
    re.I,
)
MAX_LOGIN_CHARACTERS = 230
MIN_CONSENT_WORDS = 2
CHARACTERS_PER_CONSENT_WORD = 320


def refusal_of(
    tree: HtmlElement, titles: Sequence[str | None], paragraphs: Sequence[str], page_lines: Sequence[str]
) -> Refusal | None:
    """Why the page is no article; None where it may be one. `titles` are its headline and its tab title."""
    length = sum(len(part) for part in paragraphs)
    if length > MAX_STORY_CHARACTERS:
        return None
    named = [part.strip() for title in titles if title for part in (title, *SEPARATORS.split(title))]
    if any(ERROR.fullmatch(part) for part in named):
        return Refusal("error_page", f"the page is titled {named[0][:100]!r}; save the story itself")
    text = " ".join(paragraphs)
    consent = len({match.group().lower() for match in CONSENT.finditer(text)})
    if consent >= MIN_CONSENT_WORDS and consent * CHARACTERS_PER_CONSENT_WORD > length:
        return Refusal("consent_page", "the page asks for consent to cookies; accept or refuse it, then save the page again")
    asks_password = length < MAX_LOGIN_CHARACTERS and tree.xpath("//input[@type='password']")
    if asks_password or any(LOGIN.fullmatch(part) for part in named):
        return Refusal("login_page", "the page asks to log in or to subscribe; save it as somebody who may read it")
    if any(any(character.isalnum() for character in part) for part in paragraphs):
        return None
    seen = " ".join(page_lines)[:20_000]
    has_consent = any(class_words(element) & CONSENT_WORDS for element in tree.xpath("//*[@class or @id]"))
    if has_consent or len({match.group().lower() for match in CONSENT.finditer(seen)}) >= MIN_CONSENT_WORDS:
        return Refusal("consent_page", "the page asks for consent to cookies; accept or refuse it, then save the page again")
    if tree.xpath("//video | //audio | //iframe[contains(@src, 'embed')]"):
        return Refusal("no_article_text", "the page shows a film or plays sound and tells nothing in words")
    if tree.find(".//script") is not None:
        return Refusal("no_article_text", "the page has no paragraph of a story; save it after its scripts have run")
    return Refusal("no_article_text", "the page has no paragraph of a story")
