"""How things look in a terminal. Text from articles is hostile: no control character of it reaches the terminal."""

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from orchestration.coding.model import CodedArticle, EventMention
from orchestration.language.parsed import Sentence
from orchestration.query import cell_text

WIDTH_WITHOUT_TERMINAL = 140
STATUS_STYLES = {
    "happened": "green", "ongoing": "green", "claimed": "yellow", "reported": "yellow", "estimated": "yellow",
    "planned": "cyan", "predicted": "cyan", "hypothetical": "magenta", "denied": "red", "negated": "red",
}  # fmt: skip
KINDS = {"event": "bold white on blue", "place": "green", "time": "magenta", "statement": "yellow"}


def make_console() -> Console:
    """The terminal's width, or one wide enough for tables where there is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH_WITHOUT_TERMINAL)


def safe(text: str) -> str:
    """The text with control and direction characters shown as escapes; line ends and tabs become spaces."""
    return "".join(_safe_character(character) for character in text)


def safe_lines(text: str) -> str:
    """The same for a text of several lines: ends of lines and tabs stay."""
    return "".join(character if character in "\n\t" else _safe_character(character) for character in text)


def echo_data(text: str) -> None:
    """Write CSV or JSON to standard output: as it is into a file or pipe, and with control characters shown as escapes on
    a terminal.
    """
    sys.stdout.write(safe_lines(text) if sys.stdout.isatty() else text)


def _safe_character(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co"):
        return f"\\x{ord(character):02x}"
    return character


LEAST_COLUMN_WIDTH = 8  # narrower ones print words letter below letter


def query_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> Table:
    """The rows of a query, a line for each; a block for each, a line a column, where the columns do not fit the width."""
    if len(columns) * LEAST_COLUMN_WIDTH <= width:
        return result_table(columns, rows)
    table = Table(show_header=False, show_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            table.add_row(_text(column), _text(cell_text(value)))
        table.add_section()
    return table


def result_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    """The rows of a query."""
    table = Table(header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(_text(column), overflow="fold")
    for row in rows:
        table.add_row(*(_text(cell_text(value)) for value in row))
    return table


def event_list(rows: Sequence[Mapping[str, Any]]) -> Group:
    """Rows of `reporting.rpt_event_mentions`: who did what to whom, where, when, how many, whose word, and the sentence."""
    table = Table(header_style="bold", show_edge=False, show_lines=False, pad_edge=False)
    for column in ("when", "who", "did what", "to whom", "where", "how many", "status", "whose word"):
        table.add_column(column, overflow="fold")
    parts: list[Any] = []
    for row in rows:
        table.add_row(
            _when(row["event_date_edtf"], row["published_at"]),
            _people(row["actor_names"], row["actor_codes"]),
            _event(row["event_type"], row["event_mode"], row["trigger_text"]),
            _people(row["recipient_names"], row["recipient_codes"]),
            _text(", ".join(filter(None, (row["place_name"] or row["place_text"], row["country_code"])))),
            _text("; ".join(quantity["text"] for quantity in row["quantities"] or [])),
            _text(row["status"], STATUS_STYLES.get(row["status"], "")),
            _text(row["attribution_text"] or "the article's own"),
        )
        source = f"{row['source_name'] or row['landing_file']}, {cell_text(row['published_at']) or 'undated'}"
        table.add_section()
        parts.append((row["sentence"], source))
    sentences = Table.grid(padding=(0, 1))
    sentences.add_column(justify="right", style="dim")
    sentences.add_column(overflow="fold")
    for number, (sentence, source) in enumerate(parts, start=1):
        sentences.add_row(str(number), Text.assemble(_text(sentence), "  ", _text(source, "dim")))
    return Group(table, Rule("the sentences, in the same order", style="dim"), sentences)


def _when(event_date: str | None, published_at: datetime | None) -> Text:
    """The day of the event, else that on which it was told, which says no more than that."""
    if event_date:
        return _text(event_date)
    return Text(f"told {published_at.date()}" if published_at else "not said", "dim")


def coded_article(body: str, sentences: Sequence[Sentence], coded: CodedArticle) -> Group:
    """One coded article: its text with everything found coloured, then mentions, places, times and statements."""
    text = Text()
    spans = _spans(coded)
    for sentence in sentences:
        if text.plain and (sentence.index == 0 or sentences[sentence.index - 1].paragraph != sentence.paragraph):
            text.append("\n\n")
        elif text.plain:
            text.append(" ")
        text.append_text(_coloured(body, sentence.char_start, sentence.char_end, spans))
    legend = Text.assemble(*(part for kind, style in KINDS.items() for part in ((kind, style), "  ")))
    table = _table("sentence", "event", "who", "to whom", "where", "when", "how many", "status", "whose word")
    for mention in coded.event_mentions:
        table.add_row(*_mention_cells(mention))
    others = (_place_table(coded), _time_table(coded), _statement_table(coded))
    found = [Padding(other, (1, 0)) for other in (table, *others) if other.row_count]
    return Group(Padding(text, (1, 0)), legend, *found)


def _table(*columns: str) -> Table:
    table = Table(header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _place_table(coded: CodedArticle) -> Table:
    """Every place name with its reading; a name that nobody knows has none."""
    table = _table("sentence", "place", "kind", "read as", "point", "relation")
    for place in coded.place_mentions:
        read_as = ", ".join(part for part in (place.name, place.admin1_name, place.country_code) if part)
        latitude, longitude = place.point_latitude, place.point_longitude
        point = f"{latitude:.2f}, {longitude:.2f}" if latitude is not None and longitude is not None else ""
        distance = f"{place.distance_km:g} km" if place.distance_km is not None else None
        relation = " ".join(part for part in (distance, place.bearing, place.relation) if part)
        cells = (str(place.sentence_index), place.text, place.kind, read_as or "not resolved", point, relation)
        table.add_row(*map(_text, cells))
    return table


def _time_table(coded: CodedArticle) -> Table:
    table = _table("sentence", "time", "type", "EDTF", "TIMEX3")
    for time in coded.time_mentions:
        cells = (str(time.sentence_index), time.text, time.timex_type, time.value_edtf or "", time.value_timex or "")
        table.add_row(*map(_text, cells))
    return table


def _statement_table(coded: CodedArticle) -> Table:
    table = _table("sentence", "who says", "cue", "what")
    for statement in coded.statements:
        speaker = _people([statement.speaker_text or "nobody named"], [statement.speaker_code])
        table.add_row(_text(str(statement.sentence_index)), speaker, _text(statement.cue_text), _text(statement.content_text))
    return table


def _text(text: str, style: str = "") -> Text:
    """Never a plain string: rich would take brackets in it for markup."""
    return Text(safe(text), style)


def _event(event_type: str, event_mode: str | None, trigger: str) -> Text:
    return Text.assemble(_text(" ".join(filter(None, (event_type, event_mode)))), "\n", _text(f"“{trigger}”", "dim"))


def _people(names: Sequence[str | None] | None, codes: Sequence[str | None] | None) -> Text:
    names, codes = names or [], codes or []
    padded = [*codes, *[None] * (len(names) - len(codes))]
    return _text("; ".join(f"{name} ({code})" if code else str(name) for name, code in zip(names, padded, strict=False)))


def _mention_cells(mention: EventMention) -> list[Text]:
    def people(role: str) -> Text:
        chosen = [who for who in mention.participants if who.role == role]
        return _people([who.text for who in chosen], [who.code for who in chosen])

    return [
        _text(str(mention.sentence_index)),
        _event(mention.event_type, mention.event_mode, mention.trigger_text),
        people("actor"),
        people("recipient"),
        _text(mention.place_text or ""),
        _text((mention.time.value_edtf or mention.time.text) if mention.time else ""),
        _text("; ".join(quantity.text for quantity in mention.quantities)),
        _text(mention.status, STATUS_STYLES.get(mention.status, "")),
        _text(mention.attribution_text or ""),
    ]


def _spans(coded: CodedArticle) -> list[tuple[int, int, str]]:
    """Spans with their styles; later ones are drawn over earlier ones."""
    statements = [(statement.cue_char_start, statement.cue_char_end, KINDS["statement"]) for statement in coded.statements]
    times = [(time.char_start, time.char_end, KINDS["time"]) for time in coded.time_mentions]
    places = [(place.char_start, place.char_end, KINDS["place"]) for place in coded.place_mentions]
    events = [(mention.char_start, mention.char_end, KINDS["event"]) for mention in coded.event_mentions]
    return [*statements, *times, *places, *events]


def _coloured(body: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> Text:
    """Part of the body. Built character by character, because escaping moves the offsets."""
    styles: list[str] = [""] * (end - start)
    for first, last, style in spans:
        for position in range(max(first, start), min(last, end)):
            styles[position - start] = style
    text = Text()
    for position, style in enumerate(styles):
        text.append(safe(body[start + position]), style)
    return text
