"""Nothing that an article says may act on the terminal."""

import io
import unicodedata
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from orchestration import terminal
from orchestration.coding.model import CodedArticle, EventMention, Participant, PlaceMention, Statement, TimeMention
from orchestration.language.parsed import Sentence
from orchestration.terminal import coded_article, echo_data, event_list, result_table, safe


def printed(thing: object) -> str:
    console = Console(file=io.StringIO(), width=160, force_terminal=False)
    console.print(thing)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@given(st.text())
def test_no_control_character_gets_through(text: str) -> None:
    assert not {unicodedata.category(character) for character in safe(text)} & {"Cc", "Cf", "Cs"}


def test_escape_sequences_and_turned_text_are_shown_as_what_they_are() -> None:
    assert safe("a\x1b[2Jb") == "a\\x1b[2Jb"
    assert safe("abc\u202edef") == "abc\\x202edef"
    assert safe("one\ntwo") == "one two"


def test_markup_in_results_is_text() -> None:
    text = printed(result_table(["title"], [["[red]not red[/red] \x1b]0;owned\x07"]]))
    assert "[red]not red[/red]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_the_event_list_says_who_did_what_to_whom() -> None:
    row = {
        "event_date_edtf": "2024-08-06", "actor_names": ["Armed forces of [bold]X"], "actor_codes": ["RUS MIL"],
        "event_type": "COERCE", "event_mode": "seize", "trigger_text": "took", "recipient_names": [], "recipient_codes": None,
        "place_name": "Selydove", "place_text": "the town", "country_code": "UKR", "quantities": [{"text": "about 20"}],
        "status": "claimed", "attribution_text": None, "source_name": None, "landing_file": "a.txt",
        "published_at": datetime(2024, 8, 7, tzinfo=UTC), "sentence": "They took \x1b[31mit.",
    }  # fmt: skip
    text = printed(event_list([row]))
    for wanted in ("2024-08-06", "Armed forces of [bold]X (RUS MIL)", "COERCE seize", "Selydove, UKR", "about 20", "claimed"):
        assert wanted in text
    assert "the article's own" in text
    assert "\x1b" not in text
    undated = {**row, "event_date_edtf": None}
    assert "told 2024-08-07" in " ".join(printed(event_list([undated])).split())
    assert "not said" in printed(event_list([{**undated, "published_at": None}]))


def test_one_article_is_shown_with_its_mentions() -> None:
    body = "First \x1b[1mpara.\n\nRebels took X."
    sentences = [Sentence(0, 0, 0, 15, body[:15], []), Sentence(1, 1, 17, 31, body[17:31], [])]
    mention = EventMention(
        1, 24, 28, "took", "take.1", "COERCE", "seize", [], "happened", None, None, None, None, "X", "exact", None, 0.9,
        [Participant("actor", "Rebels", "REB", None, 17, 23)],
    )  # fmt: skip
    text = printed(coded_article(body, sentences, CodedArticle("a", [mention], [], [], [])))
    assert "Rebels (REB)" in text
    assert "“took”" in text
    assert "\x1b" not in text


def test_places_times_and_statements_are_listed_with_their_reading() -> None:
    body = "Kyiv said on Monday that shells fell 18 km southeast of [b]Arda."
    sentence = Sentence(0, 0, 0, len(body), body, [])
    place = PlaceMention(
        0, 56, 63, "[b]Arda", "literal", 0, 0, 0, is_resolved=True, name="Arda", country_code="UKR", relation="near",
        bearing="southeast", distance_km=18.0, point_latitude=48.0, point_longitude=37.5,
    )  # fmt: skip
    unknown = PlaceMention(0, 0, 4, "Kyiv\x1b", "literal", 0, 0, 0)
    time = TimeMention(0, 10, 19, "on Monday", "DATE", "2025-03-10", "2025-03-10", None, None, "day", 0, 0, 0)
    statement = Statement(0, "Kyiv", "UKR GOV", None, 0, 4, "said", "say", 5, 9, 25, 63, "shells fell", False)
    shown = printed(coded_article(body, [sentence], CodedArticle("one", [], [statement], [place, unknown], [time])))
    rows = [" ".join(line.replace("│", " ").split()) for line in shown.splitlines()]
    assert "0 [b]Arda literal Arda, UKR 48.00, 37.50 18 km southeast near" in rows
    assert "0 Kyiv\\x1b literal not resolved in" in rows
    assert "0 on Monday DATE 2025-03-10 2025-03-10" in rows
    assert "0 Kyiv (UKR GOV) said shells fell" in rows


@pytest.mark.parametrize("on_terminal", [True, False])
def test_data_is_harmless_on_a_terminal_and_whole_in_a_pipe(on_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: on_terminal, write=written.append))
    hostile = 'a,b\n"\x1b]0;title\x07",\u202e\x9b31m\n'
    echo_data(hostile)
    expected = 'a,b\n"\\x1b]0;title\\x07",\\x202e\\x9b31m\n' if on_terminal else hostile
    assert "".join(written) == expected


def test_columns_that_do_not_fit_stand_below_one_another() -> None:
    columns = [f"column_{number}" for number in range(20)]
    rows = [[f"a{number}" for number in range(20)], [f"b{number}" for number in range(20)]]
    wide, narrow = (terminal.query_table(columns, rows, width) for width in (160, 80))
    assert (len(wide.columns), wide.row_count) == (20, 2)
    assert (len(narrow.columns), narrow.row_count) == (2, 40)
