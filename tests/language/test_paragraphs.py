"""Pieces of a body: offsets, blocks of short lines, wrapped lines, limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.language.paragraphs import LONGEST_PIECE, LONGEST_WORD, MOST_CHARACTERS, TextTooLongError, cut_pieces


def texts(body: str, headline_char_end: int = 0) -> list[str]:
    return [piece.text for piece in cut_pieces(body, headline_char_end)]


@given(st.text(max_size=400))
def test_every_character_knows_its_place(body: str) -> None:
    for piece in cut_pieces(body):
        assert len(piece.offsets) == len(piece.text)
        assert list(piece.offsets) == sorted(piece.offsets)
        assert "  " not in piece.text
        assert piece.text == piece.text.strip() != ""
        for character, offset in zip(piece.text, piece.offsets, strict=True):
            assert character == " " or character == body[offset] or body[offset] in "ʼʹ′＇‛＂" or body[offset].isspace()


@given(st.text(alphabet="ab .\n", max_size=300))
def test_nothing_visible_is_lost(body: str) -> None:
    assert "".join(texts(body)).replace(" ", "") == "".join(body.split())


def test_paragraphs_are_counted_and_cut_at_the_headline() -> None:
    pieces = list(cut_pieces("Army leaves Tarija\nBy R. Quispe\n\n\nIt left.\n \nIt was late.", headline_char_end=18))
    assert [(piece.paragraph, piece.text) for piece in pieces] == [
        (0, "Army leaves Tarija"),
        (1, "By R. Quispe"),
        (2, "It left."),
        (3, "It was late."),
    ]


def test_wrapped_lines_stay_together() -> None:
    body = (
        "The ministry in Suva said on Monday that the patrol boat of the\n"
        "Fijian navy had been hit twice near the reef, and that nobody\n"
        "was hurt."
    )
    assert texts(body) == [body.replace("\n", " ")]


def test_indented_lines_open_paragraphs() -> None:
    body = (
        "   SUVA, May 3 - A patrol boat was hit near the outer\nreef on Monday.\n"
        "   Nobody was hurt, the ministry said in a short note to\nthe press."
    )
    assert [text[:6] for text in texts(body)] == ["SUVA, ", "Nobody"]


def test_short_lines_are_blocks_of_their_own() -> None:
    assert texts("Boat hit near Suva\nThe Sample Post\n3 May") == ["Boat hit near Suva", "The Sample Post", "3 May"]
    assert texts("Boat of the navy hit near the port of Suva as\nstorm nears") == [
        "Boat of the navy hit near the port of Suva as storm nears"
    ]


def test_invisible_characters_are_dropped_but_offsets_stay() -> None:
    body = "Su\u00advа\u200b\u202e fell\x00."
    (piece,) = cut_pieces(body)
    assert piece.text == "Suvа fell."
    assert body[piece.offsets[0]] == "S"
    assert body[piece.offsets[-1]] == "."


def test_long_words_and_paragraphs_are_cut() -> None:
    pieces = list(cut_pieces("x" * 50_000))
    assert all(len(piece.text) <= LONGEST_PIECE * 2 for piece in pieces)
    assert max(len(word) for piece in pieces for word in piece.text.split(" ")) == LONGEST_WORD
    prose = list(cut_pieces("It rained in Lima. " * 2_000))
    assert len(prose) > 1
    assert all(piece.text.endswith("Lima.") for piece in prose)
    assert {piece.paragraph for piece in prose} == {0}


def test_a_body_beyond_the_limit_is_refused() -> None:
    with pytest.raises(TextTooLongError, match="Split it into articles"):
        list(cut_pieces("x" * (MOST_CHARACTERS + 1)))


def test_entries_of_a_live_blog_are_parted_from_their_hour() -> None:
    entries = "13:20 GMT – Bridges closed in Novi Sad|14:05 Police fired tear gas in Nis.|17:30|2.5 million fled.|10:4 At sea"
    body = entries.replace("|", "\n\n")
    pieces = list(cut_pieces(body))
    assert [(piece.text, piece.is_heading) for piece in pieces] == [
        ("13:20 GMT –", False),
        ("Bridges closed in Novi Sad", True),
        ("14:05", False),
        ("Police fired tear gas in Nis.", False),
        ("17:30", False),
        ("2.5 million fled.", False),
        ("10:4 At sea", False),
    ]


def test_the_day_of_a_chronicle_stands_alone_before_its_entry() -> None:
    entries = "9 July – Taiwan calls up reservists.|• 3 May 2025 — Rain fell.|March 5 (Wire) - Oslo agreed.|2 May 10 - a score"
    pieces = list(cut_pieces(entries.replace("|", "\n\n")))
    assert [(piece.paragraph, piece.text, piece.is_heading) for piece in pieces] == [
        (0, "9 July –", False),
        (0, "Taiwan calls up reservists.", False),
        (1, "• 3 May 2025 —", False),
        (1, "Rain fell.", False),
        (2, "March 5 (Wire) - Oslo agreed.", False),
        (3, "2 May 10 - a score", False),
    ]
