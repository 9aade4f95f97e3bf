"""The language of long and short texts."""

import pytest

from orchestration.articles.language import settle_language
from orchestration.tables import LANGUAGE_ORIGINS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Rebels seized the city on Monday after a week of fighting, the army said, and thousands of people left.",
            "en",
        ),
        ("Rebels seize Goma", "en"),
        ("Kenya police kill 22", "en"),
        ("Повстанцы захватили город Гома в понедельник.", "ru"),
        ("Les rebelles ont pris la ville de Goma lundi, et l'armée a fui vers les collines, selon des témoins.", "fr"),
        ("Los rebeldes tomaron la ciudad el lunes y el ejército huyó hacia las colinas, según testigos.", "es"),
        ("استولى المتمردون على المدينة يوم الاثنين", "ar"),
        ("12345 — 6", "und"),
        ("", "und"),
    ],
)
def test_detection(text: str, language: str) -> None:
    assert settle_language(text, None, "metadata").code == language


ENGLISH = "Rebels seized the city on Monday after a week of fighting, the army said, and thousands of people left their homes."
RUSSIAN = "Повстанцы захватили город в понедельник после недели боёв, сообщили военные, и тысячи жителей покинули дома."


@pytest.mark.parametrize(
    ("text", "declared", "code", "origin"),
    [
        ("Goma", "French", "fr", "html"),
        ("Goma", None, "en", "text"),
        ("Goma", "ru-RU", "en", "text_against_declared"),
        ("Rebels seize Goma", "ru", "en", "text_against_declared"),
        ("Повстанцы захватили город Гома.", "en", "ru", "text_against_declared"),
        ("Повстанцы захватили город Гома.", "russian", "ru", "html"),
        (ENGLISH * 3, "en_GB", "en", "html"),
        (ENGLISH * 3, "English", "en", "html"),
        (ENGLISH * 3, "ru", "en", "text_against_declared"),
        (ENGLISH * 3, "klingon", "en", "text"),
        (ENGLISH * 3, "", "en", "text"),
        ("Bosanski jezik: vojska je u ponedjeljak zauzela grad nakon sedmice borbi, a hiljade ljudi su napustile domove.",
         "bs", "bs", "html"),
        ("12345", "en", "und", "none"),
    ],
)  # fmt: skip
def test_what_is_declared_and_what_the_text_says(text: str, declared: str | None, code: str, origin: str) -> None:
    settled = settle_language(text, declared, "html")
    assert (settled.code, settled.origin) == (code, origin)
    assert settled.origin in LANGUAGE_ORIGINS


def test_a_mixed_text_is_of_the_language_of_most_of_it() -> None:
    quote = "\n\n".join([RUSSIAN, *[ENGLISH] * 12])
    assert settle_language(quote, None, "metadata").code == "en"
    lead = "\n\n".join([ENGLISH, *[RUSSIAN] * 12])
    assert settle_language(lead, "en", "metadata").code == "ru"
