"""Bytes to text: encodings told apart, binary refused, readers chosen by content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.detection import detect_format
from orchestration.articles.encodings import decode
from orchestration.articles.story import Refusal

RUSSIAN = "Войска вошли в город Гома в понедельник, сообщили власти."
FRENCH = "L’armée ivoirienne a quitté la ville – « hier », dit-elle à Abidjan."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (RUSSIAN.encode("utf-8"), RUSSIAN),
        (RUSSIAN.encode("utf-8-sig"), RUSSIAN),
        (RUSSIAN.encode("utf-16"), RUSSIAN),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), RUSSIAN),
        (RUSSIAN.encode("utf-32"), RUSSIAN),
        ("Rebels took the town.".encode("utf-16-le"), "Rebels took the town."),
        ("Rebels took the town.".encode("utf-16-be"), "Rebels took the town."),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (FRENCH.encode("cp1252"), FRENCH),
        ('<meta charset="iso-8859-2"><p>'.encode("iso-8859-2") + "Żołnierze zajęli Łódź".encode("iso-8859-2"),
         '<meta charset="iso-8859-2"><p>Żołnierze zajęli Łódź'),
        (b"<meta charset='windows-1251'><p>" + RUSSIAN.encode("utf-8"), "<meta charset='windows-1251'><p>" + RUSSIAN),
    ],
)  # fmt: skip
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n....", "not_text"),
        (b"%PDF-1.7 text", "not_text"),
        (b"Rebels\x00took", "not_text"),
        (bytes(range(1, 32)) * 20, "not_text"),
        (RUSSIAN.encode("utf-8") + b"\xff\xfe\xfd", "wrong_encoding"),
        (b"\xff\xfe" + b"\x00\xd8\x00", "wrong_encoding"),
    ],
)
def test_refusals(data: bytes, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        decode(data)
    assert caught.value.reason_code == reason


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "Rebels took the town.", "text"),
        ("a.TXT", '{"title": "Rebels took the town"}', "json"),
        ("a.txt", "<!DOCTYPE html>\n<html><body>", "html"),
        ("a.txt", "<3 he wrote", "text"),
        ("a.htm", "Rebels took the town.", "text"),
        ("a.html", "  <!-- saved --><html>", "html"),
        ("a.json", "<html><body>", "html"),
        ("a.jsonl", '{"title": "x"}', "json_lines"),
        ("deep/er/a.ndjson", "", "json_lines"),
    ],
)
def test_content_decides_over_the_ending(name: str, text: str, expected: str) -> None:
    assert detect_format(name, text.encode()) == expected


@pytest.mark.parametrize("name", ["a.docx", "a", "a.txt.exe", "txt"])
def test_text_of_other_endings_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="unsupported_format"):
        detect_format(name, b"Rebels took it.")


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        decode(data)
    except Refusal as refusal:
        assert refusal.reason_code in ("not_text", "wrong_encoding")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_utf8_always_comes_back(text: str) -> None:
    data = text.encode("utf-8")
    assert decode(data) == text.removeprefix("\ufeff")
