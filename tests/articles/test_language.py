"""The language of long and short texts."""

import pytest

from orchestration.articles.language import detect_language


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
    assert detect_language(text) == language


def test_a_declared_language_decides_for_a_few_words() -> None:
    assert detect_language("Goma", "French") in ("fr", "en")
    assert detect_language("Повстанцы захватили город Гома.", "en") == "ru"
