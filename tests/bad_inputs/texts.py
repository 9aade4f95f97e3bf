"""Bad plain text: nothing in it, no text at all, wrong charsets, no prose, too much of it."""

import random
from pathlib import Path

from tests.bad_inputs.case import Case, refused, repaired, story, stream

MEGABYTE = 1024 * 1024
SAID = "officials said. The governor"
PICTURES = {
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "photo.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "animation.html": b"GIF89a\x01\x00\x01\x00",
    "program.txt": b"\x7fELF\x02\x01\x01\x00",
    "database.txt": b"SQLite format 3\x00",
    "letter.txt": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "rich.txt": b"{\\rtf1\\ansi Soldiers attacked the village.}",
    "seven.txt": b"7z\xbc\xaf\x27\x1c",
}
CYRILLIC = "Повстанцы захватили порт в понедельник. Армия отступила к холмам, сообщили власти. "


def cases(rng: random.Random) -> list[Case]:
    text = story(rng)
    return [
        *(refused(name, "not_text", head + rng.randbytes(500)) for name, head in PICTURES.items()),
        refused("empty.txt", "empty", b""),
        refused("empty.md", "empty", b""),
        refused("spaces.txt", "empty", b" \t\r\n" * 500),
        refused("mark_only.txt", "empty", b"\xef\xbb\xbf"),
        refused("signs.txt", "empty", b"... -- !! *** ..."),
        refused("signs.md", "empty", b"# \n\n---\n\n* * *\n"),
        refused("nul.txt", "not_text", text.encode().replace(b" ", b"\x00", 1)),
        refused("nuls.txt", "not_text", bytes(4096)),
        refused("noise.txt", "not_text", rng.randbytes(5000) + b"\x00"),
        refused("controls.txt", "not_text", bytes(range(1, 9)) * 100),
        refused("terminal.txt", "not_text", b"\x1b[2J\x07\x07\x07\x08\x08" * 50),
        refused("half_utf8.txt", "wrong_encoding", CYRILLIC.encode() + b"\xff\xfe\xfd" + CYRILLIC.encode()),
        refused("surrogates.txt", "wrong_encoding", CYRILLIC.encode() + b"\xed\xa0\x80\xed\xb0\x80" + CYRILLIC.encode()),
        refused("odd_utf16.txt", "wrong_encoding", b"\xff\xfe" + text.encode("utf-16-le") + b"x"),
        refused("lone_utf16.txt", "wrong_encoding", b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8\x41\x00"),
        refused("wild_utf32.txt", "wrong_encoding", b"\xff\xfe\x00\x00" + text.encode("utf-32-le") + b"\xff\xff\xff\x7f"),
        refused("one_word.txt", "no_article_text", b"a" * 20_000),
        refused("one_word.md", "no_article_text", b"a" * 20_000),
        refused("ten_megabytes_of_one_word.txt", "too_large", stream(10 * MEGABYTE, b"a")),
        refused("ten_megabytes_of_a_word.txt", "too_large", stream(10 * MEGABYTE, b"word ")),
        refused("ten_megabytes.md", "too_large", stream(10 * MEGABYTE, b"> ")),
        refused("novel.txt", "too_large", b"word " * 100_000),
        refused("line_of_200_megabytes.txt", "too_large", stream(200 * MEGABYTE, b"word ")),
        refused("holes.txt", "not_text", _holes),
        refused("undecoded.txt", "failed_gate", "The \ufffd\ufffd army \ufffd of crossed \ufffd the river \ufffd.".encode()),
        refused("figures.txt", "failed_gate", b"12 34 |||||||| 56 %%%%%%%% 78 rain here ########"),
        refused("single.txt", "failed_gate", b"Ceasefire"),
        repaired("overrides.txt", f"\u202e{story(rng)}\u202c \u2066Hidden\u2069".encode(), SAID, "\u202e"),
        repaired("invisible.txt", story(rng).replace(" ", "\u200b \ufeff\u00ad").encode(), SAID, "\u200b"),
        repaired("old_mac.txt", story(rng).replace(". ", ".\r\r").encode(), "promised an inquiry"),
        repaired("wide.txt", story(rng).encode("utf-16-le"), SAID),
        repaired("wide_marked.txt", story(rng).encode("utf-16"), SAID),
        repaired("wider.txt", story(rng).encode("utf-32"), SAID),
        repaired("cyrillic.txt", (CYRILLIC * 3).encode("cp1251"), "Повстанцы"),
        repaired(
            "twice_encoded.txt", f"{story(rng)} The Café was déjà vu.".encode().decode("cp1252").encode(), "Café was déjà"
        ),
    ]


def _holes(path: Path) -> None:
    """Half a gigabyte of which the disk holds nothing."""
    with path.open("wb") as handle:
        handle.truncate(512 * MEGABYTE)
