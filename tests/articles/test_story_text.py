"""The story inside plain texts of many layouts."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.detection import detect_format
from orchestration.articles.story_text import clean_paragraphs, read_story_text

LEAD = "Rebels took the port of Sampleville on Monday, the harbour master said, while the army withdrew to the hills."
NEXT = "The government denied it and said that its soldiers still held the customs house and two of the three piers."


def test_one_sentence_is_the_body_and_no_headline() -> None:
    for text in (LEAD, LEAD.rstrip("."), f"\n\n{LEAD}\n"):
        story = read_story_text(text)
        assert story.headline is None
        assert story.headline_char_end == 0
        assert story.body == text.strip()


def test_headline_paragraphs_and_offsets() -> None:
    story = read_story_text(f"Port falls to rebels\n\n{LEAD}\n\n{NEXT}\n")
    assert story.headline == "Port falls to rebels"
    assert story.body == f"Port falls to rebels\n\n{LEAD}\n\n{NEXT}"
    assert story.body[: story.headline_char_end] == "Port falls to rebels"


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    story = read_story_text(f"{LEAD}\n{NEXT}\n")
    assert story.headline is None
    assert story.paragraphs == (LEAD, NEXT)


def wrap(text: str, width: int, indent: str = "") -> str:
    lines, line = [], indent
    for word in text.split():
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line.strip() else f"{line}{word}"
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("   ", "\n"), ("     ", "\n\n")])
def test_hard_wraps_are_undone(width: int, indent: str, between: str) -> None:
    paragraphs = [LEAD, NEXT, f"{LEAD} {NEXT}", "A short one."]
    text = "Port falls to rebels\n\n" + between.join(wrap(paragraph, width, indent) for paragraph in paragraphs) + "\n"
    story = read_story_text(text)
    assert story.headline == "Port falls to rebels"
    assert list(story.paragraphs) == paragraphs


def test_a_wrapped_headline_is_one_headline() -> None:
    headline = "Army and rebels trade blame as the port of Sampleville burns and thousands of people flee to the hills"
    story = read_story_text(f"{wrap(headline, 72)}\n\n{wrap(LEAD, 72)}\n")
    assert story.headline == headline
    assert story.paragraphs == (LEAD,)


def test_a_wrap_at_a_hyphen_keeps_the_hyphen() -> None:
    text = "The troops began a full-\nscale assault on the town, which had been under siege for months, and\nthen left.\n"
    assert read_story_text(text).body.startswith("The troops began a full-scale assault on")


def test_empty_lines_in_the_middle_of_a_sentence() -> None:
    story = read_story_text(
        "Rebels took the port on Monday, the harbour master said, while the\n\narmy withdrew to the hills."
    )
    assert story.body == "Rebels took the port on Monday, the harbour master said, while the army withdrew to the hills."


def test_spaces_of_all_kinds_are_folded() -> None:
    story = read_story_text(
        "Some\u00a0300\u202fkm \t away,\u2009rebels\u200b took\ufeff the port.\r\nThe army\u00ad fled.\r\n"
    )
    assert story.paragraphs == ("Some 300 km away, rebels took the port.", "The army fled.")


def test_bullets_are_paragraphs_without_sign() -> None:
    text = "Week in brief\nTrial Tribune, weekly\n\n• Rebels take the port.\n• The army flees\n  to the hills.\n- It rains.\n"
    story = read_story_text(text)
    assert story.headline == "Week in brief"
    assert story.outlet == "Trial Tribune"
    assert story.paragraphs == ("Rebels take the port.", "The army flees to the hills.", "It rains.")


def test_a_dash_at_a_wrap_is_no_bullet() -> None:
    story = read_story_text(
        "The minister said that the port\n- the only one of the country\n- had fallen to the rebels on Monday.\n"
    )
    assert story.body == "The minister said that the port - the only one of the country - had fallen to the rebels on Monday."


def test_wire_markup() -> None:
    text = (
        "t0042 trw-port 02-03 0110\nBC-PORT-FALLS, 3rd Lead\n^Port falls to rebels, army flees to the\nhills<\n"
        "^Eds: RECASTS with denial;\nadds toll.<\n^By B. TRIAL=\n^Trial Wire=\n\n"
        + wrap(f"SAMPLEVILLE, Feb 3 (Trial Wire) - {LEAD}", 66, "   ")
        + "\n"
        + wrap(NEXT, 66, "   ")
        + "\n   (Reporting by B. Trial; writing by\nC. Trial)\n\ntrw-02-03-25 1915GMT\n"
    )
    story = read_story_text(text)
    assert story.headline == "Port falls to rebels, army flees to the hills"
    assert story.paragraphs == (LEAD, NEXT)
    assert story.byline == "By B. TRIAL"
    assert story.outlet == "Trial Wire"
    assert story.dateline_place == "SAMPLEVILLE"
    assert story.publication is not None
    assert story.publication.at == datetime(2025, 2, 3, 19, 15, tzinfo=UTC)
    assert story.publication.origin == "dateline"


@pytest.mark.parametrize(
    ("line", "outlet", "byline", "day"),
    [
        ("Sample Chronicle | Monday 3 February 2025", "Sample Chronicle", None, 3),
        ("Sample Chronicle, 3 February 2025", "Sample Chronicle", None, 3),
        ("Sample Chronicle", "Sample Chronicle", None, None),
        ("By A. Trial in Sampleville", None, "By A. Trial in Sampleville", None),
        ("Published on 3 February 2025 by Ann Trial", None, None, 3),
        ("February 3, 2025", None, None, 3),
        ("Source: Sample Chronicle", "Sample Chronicle", None, None),
        ("Date: 2025-02-03", None, None, 3),
        ("Author: Ann Trial", None, "Ann Trial", None),
    ],
)
def test_lines_under_the_headline(line: str, outlet: str | None, byline: str | None, day: int | None) -> None:
    story = read_story_text(f"Port falls to rebels\n{line}\n\n{LEAD}\n\n{NEXT}\n")
    assert story.body == f"Port falls to rebels\n\n{LEAD}\n\n{NEXT}"
    assert (story.outlet, story.byline) == (outlet, byline)
    assert (story.publication.at.day if story.publication else None) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday, the rebels had left the port.",
        "On 3 February 2025 the rebels took the port.",
        "Source close to the army: the port has fallen.",
        "The rebels, by the army's count, lost 30 men.",
        "Reporting that the port had fallen was banned by the army.",
        "The Sample Chronicle was shut down by the police.",
        "A radio tower collapsed.",
    ],
)
def test_sentences_that_look_like_furniture_stay(sentence: str) -> None:
    assert sentence in read_story_text(f"Port falls to rebels\n\n{LEAD}\n\n{sentence}\n\n{NEXT}\n").paragraphs
    assert read_story_text(sentence).body == sentence


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by A. Trial in Sampleville; editing by B. Trial)",
        "Reporting by A. Trial; Editing by B. Trial",
        "Compiled by C. Trial. Next issue: 6 March.",
        "Trial Wire writer D. Trial in Sampleport contributed to this report.",
        "© 2025 Sample Chronicle. All rights reserved.",
        "Read more: Port burns",
        "ENDS",
        "___",
        "Advertisement",
    ],
)
def test_lines_under_the_story_are_left_out(line: str) -> None:
    assert read_story_text(f"Port falls to rebels\n\n{LEAD}\n\n{NEXT}\n\n{line}\n").paragraphs == (LEAD, NEXT)


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (" In the hills, where the army of the U.S. … [+1287 chars]", NEXT),
        (" The council met. In the hills, Gen. … [+12 chars]", f"{NEXT} The council met."),
        (" The council met. [+12 chars]", f"{NEXT} The council met."),
        (" In the hills, [...]", NEXT),
    ],
)
def test_the_sentence_that_an_aggregator_cut_is_dropped(tail: str, kept: str) -> None:
    assert read_story_text(f"{LEAD}\n{NEXT}{tail}").paragraphs == (LEAD, kept)


def test_a_known_headline_is_not_told_twice() -> None:
    story = read_story_text(f"Port Falls to Rebels\n\n{LEAD}", headline="Port falls to rebels")
    assert story.body == f"Port falls to rebels\n\n{LEAD}"


def test_a_dateline_may_stand_under_a_standfirst() -> None:
    story = clean_paragraphs(["Thousands flee to the hills.", f"SAMPLEVILLE — {LEAD}"], "Port falls to rebels")
    assert story.paragraphs == ("Thousands flee to the hills.", LEAD)
    assert story.dateline_place == "SAMPLEVILLE"


@given(st.text(max_size=600), st.one_of(st.none(), st.text(max_size=80)))
def test_any_text_gives_clean_paragraphs(text: str, headline: str | None) -> None:
    story = read_story_text(text, headline)
    assert story.body == "\n\n".join([*([story.headline] if story.headline else []), *story.paragraphs])
    for paragraph in story.paragraphs:
        assert paragraph == " ".join(paragraph.split())
        assert paragraph
    story.body.encode("utf-8")


HOSTILE = {
    "initials": "A." * 150_000,
    "comments": "<!-- -->" * 400 + "x",
    "dashes": "KYIV - " * 40_000,
    "capitals": "AB, " * 29 + "x",
    "quotes": ('"' * 50_000 + ". ") * 3 + "A",
    "bullets": "* " * 100_000 + "a",
    "short lines": "word\n" * 50_000,
    "bylines": "By A. Sample\n" * 20_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_take_time_in_proportion_to_their_length(kind: str) -> None:
    started = time.process_time()
    detect_format("a.txt", HOSTILE[kind].encode())
    read_story_text(HOSTILE[kind])
    assert time.process_time() - started < 10


FURNITURE = [
    "KYIV",
    "By",
    "A.",
    "-",
    "•",
    "^",
    "<",
    "=",
    "(",
    ")",
    "\n",
    "\n\n",
    "3 May 2025",
    "Word.",
    "Wire",
    "|",
    "[+3 chars]",
]


@given(st.lists(st.sampled_from(FURNITURE), max_size=60))
def test_texts_made_of_furniture_never_raise(parts: list[str]) -> None:
    read_story_text(" ".join(parts)).body.encode("utf-8")
