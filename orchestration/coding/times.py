"""Time expressions of an article: spans with TIMEX3 type and value, EDTF, start, end, precision and evidence.

What a mention's `head_token` is: the word by which the expression hangs on its clause, so that the governor of
`head_token` is the predicate that it dates. "since they attacked in early August" is a mention of its own (open, headed by
"attacked", so it dates the clause above) beside "in early August" (which dates "attacked"). In "four days after his
arrest" the value and the head are those of the arrest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from orchestration.coding import time_clock
from orchestration.coding.lexemes import Lexemes, phrase_head, split_lexemes, token_span
from orchestration.coding.model import TimeMention
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_dateline import dateline_day, latest_full_day
from orchestration.coding.time_holidays import HolidayCalendar
from orchestration.coding.time_patterns import TIME_PATTERNS, TimePattern
from orchestration.coding.time_phrase import CLOSING_RELATIONS, STARTING, Phrase
from orchestration.coding.time_shifts import shifted_from_event
from orchestration.coding.time_tense import clause_direction
from orchestration.coding.time_values import TimeValue, is_told_year
from orchestration.coding.time_words import CORE_LETTERS, CORE_WORDS, LETTER_CLASSES, class_string
from orchestration.language.parsed import Sentence

FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))
_DIGIT = re.compile(r"\d")
_INFINITIVE_RELATIONS = CLOSING_RELATIONS | STARTING | {"from"}
_SINCE_REACH = 20
_CLAUSE_ENDS = frozenset(';:,.“”"–—')
_OTHER_LETTER = next(letter for letter, name in LETTER_CLASSES.items() if name == "OTHER")
_RUN = re.compile(f"[^{_OTHER_LETTER}]+")
_HOLIDAY_LETTER = next(letter for letter, name in LETTER_CLASSES.items() if name == "HOLIDAY")


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the lexemes, `first` to `end` (exclusive), that give it; pattern None for a bare time of day."""

    first: int
    end: int
    value: TimeValue
    pattern: TimePattern | None


def find_times(
    sentences: Sequence[Sentence], published_on: str | None, holidays: HolidayCalendar | None = None
) -> list[list[TimeMention]]:
    """The time mentions of each sentence of one article, in text order.

    published_on: ISO day against which the expressions are resolved. Without it the day of a dateline is taken, then a
    full date in the text for its year; what neither tells stays partial (`XXXX-08`). Raises ValueError when
    `published_on` is no ISO day.
    """
    context = _context(sentences, published_on)
    context.holidays = holidays
    found = []
    before: Sentence | None = None
    for sentence in sentences:
        if before is None or not _continues(before, sentence):
            context.told_in_sentence = []
        found.append(_sentence_times(sentence, context))
        before = sentence
    return found


def _continues(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence only carries on the one before: split in the middle, or after the bare date of a chronicle."""
    is_split = sentence.text[:1].islower() or before.text[-1:] in ("–", "—", "-", ":")
    return before.paragraph == sentence.paragraph and (is_split or len(before.tokens) <= 3)


def _context(sentences: Sequence[Sentence], published_on: str | None) -> TimeContext:
    if published_on is not None:
        published = date.fromisoformat(published_on[:10])
        if is_told_year(published.year):
            return TimeContext(published, "published")
    day = dateline_day(sentences)
    if day is not None:
        return TimeContext(day, "dateline")
    return TimeContext(None, "none", latest_full_day(sentences))


def _sentence_times(sentence: Sentence, context: TimeContext) -> list[TimeMention]:
    text = sentence.text
    calendar = context.holidays
    has_holiday = calendar is not None and calendar.pattern is not None and calendar.pattern.search(text) is not None
    if not has_holiday and not _DIGIT.search(text) and not _has_core_word(sentence):
        return []
    lexemes = split_lexemes(text)
    holiday_positions: list[int] = []
    if has_holiday and calendar is not None:
        lexemes, holiday_positions = calendar.merged(lexemes)
    letters = class_string(lexemes)
    for position in holiday_positions:
        letters = f"{letters[:position]}{_HOLIDAY_LETTER}{letters[position + 1 :]}"
    if CORE_LETTERS.isdisjoint(letters):
        return []
    tags = _lexeme_tags(sentence, lexemes)
    found = _values(lexemes, letters, tags, context)
    mentions = [_mention(sentence, lexemes, item) for item in found]
    mentions.extend(_since_clauses(sentence, lexemes, found))
    mentions.sort(key=lambda mention: (mention.char_start, -mention.char_end))
    return mentions


def _has_core_word(sentence: Sentence) -> bool:
    texts = sentence.texts
    if not CORE_WORDS.isdisjoint(texts):
        return True
    return any(part in CORE_WORDS for text in texts if "-" in text for part in text.split("-"))  # "mid-January"


def _lexeme_tags(sentence: Sentence, lexemes: Lexemes) -> list[str]:
    by_start = {token.char_start - sentence.char_start: token.xpos for token in sentence.tokens}
    return [by_start.get(start, "") for start in lexemes.starts]


def _matches(letters: str) -> list[tuple[int, int, TimePattern]]:
    """Matches that do not overlap, in text order; earlier patterns take their lexemes first."""
    matches: list[tuple[int, int, TimePattern]] = []
    for run in _RUN.finditer(letters):
        if not CORE_LETTERS.isdisjoint(run.group()):
            start = run.start()
            matches.extend((start + first, start + end, pattern) for first, end, pattern in _matches_of_run(run.group()))
    return matches


@lru_cache(maxsize=8192)
def _matches_of_run(letters: str) -> tuple[tuple[int, int, TimePattern], ...]:
    """The matches in lexemes that all have a class. Few runs are new: "on Tuesday" has the letters of "on Friday"."""
    taken = bytearray(len(letters))
    matches = []
    for pattern in TIME_PATTERNS:
        for match in pattern.pattern.finditer(letters):
            first, end = match.span()
            if first < end and not any(taken[first:end]):
                taken[first:end] = b"\x01" * (end - first)
                matches.append((first, end, pattern))
    return tuple(sorted(matches, key=lambda item: item[0]))


def _values(lexemes: Lexemes, letters: str, tags: Sequence[str], context: TimeContext) -> list[Found]:
    found: list[Found] = []
    waiting: Phrase | None = None
    waiting_value: TimeValue | None = None
    for first, end, pattern in _matches(letters):
        phrase = Phrase(lexemes, letters, first, end)
        if found and context.told_in_sentence and _is_back_in_clause(lexemes, tags, found[-1].end, first):
            context.told_in_sentence.clear()
        context.direction = clause_direction(lexemes, first, end, tags, phrase.relation in _INFINITIVE_RELATIONS)
        value = pattern.rule(phrase, context)
        if value is None and end - first > 1:
            phrase, pattern, value = _second_reading(phrase, pattern, context)
            first, end = phrase.first, phrase.end
        if waiting is not None and pattern.is_clock and phrase.previous(1) == "(":
            continue
        if waiting is not None and waiting_value is not None:
            joined = None
            if value is not None and not pattern.is_clock and _touches(lexemes, waiting.end, first):
                joined = _join(waiting_value, value, waiting)
            if joined is not None:
                first, value, waiting = waiting.first, joined, None
            else:
                found.extend(_settled(waiting, waiting_value, context))
                waiting = None
        if value is None:
            continue
        if pattern.is_clock:
            last = found[-1] if found else None
            joined = time_clock.join_day(value, last.value) if last and _touches(lexemes, last.end, first) else None
            if last is not None and joined is not None:
                found[-1] = Found(last.first, end, joined, last.pattern)
                context.tell(joined)
            else:
                waiting, waiting_value = phrase, value
            continue
        context.tell(value)
        found.append(Found(first, end, value, pattern))
    if waiting is not None and waiting_value is not None:
        found.extend(_settled(waiting, waiting_value, context))
    return found


def _is_back_in_clause(lexemes: Lexemes, tags: Sequence[str], start: int, end: int) -> bool:
    """Whether a relative clause has ended between two times: "X, who was caught in 1999, [called] in February for peace"."""
    return any(lexemes.words[index] == "," and tags[index + 1] in FINITE_TAGS for index in range(start, end - 1))


def _second_reading(
    phrase: Phrase, refused: TimePattern, context: TimeContext
) -> tuple[Phrase, TimePattern, TimeValue | None]:
    """What a later pattern makes of the lexemes of a phrase that its own pattern's rule refused."""
    for pattern in TIME_PATTERNS[TIME_PATTERNS.index(refused) + 1 :]:
        match = pattern.pattern.search(phrase.letters, phrase.first, phrase.end)
        if match is not None and match.end() > match.start():
            part = Phrase(phrase.lexemes, phrase.letters, *match.span())
            value = pattern.rule(part, context)
            if value is not None:
                return part, pattern, value
    return phrase, refused, None


def _join(time: TimeValue, day: TimeValue, phrase: Phrase) -> TimeValue | None:
    """A time of day and the day after it: "by midnight on Friday"."""
    joined = time_clock.join_day(time, day)
    if joined is None or phrase.relation not in CLOSING_RELATIONS | {"since", "from"} or phrase.relation == "before":
        return joined
    return joined.closed() if phrase.relation in CLOSING_RELATIONS else joined.opened()


def _settled(phrase: Phrase, value: TimeValue, context: TimeContext) -> list[Found]:
    if not time_clock.is_standing_alone(phrase):
        return []
    return [Found(phrase.first, phrase.end, time_clock.settle_alone(value, context), None)]


def _touches(lexemes: Lexemes, end: int, first: int) -> bool:
    """Whether nothing but a comma, "of" or a bracket ("(0117 GMT)") stands between two phrases."""
    between = lexemes.words[end:first]
    is_bracket = between[:1] == ["("] and between[-1:] == [")"] and len(between) <= 6
    return not between or between in ([","], ["of"], ["on"]) or is_bracket


def _mention(sentence: Sentence, lexemes: Lexemes, found: Found) -> TimeMention:
    start, end = lexemes.starts[found.first], lexemes.ends[found.end - 1]
    first_token, last_token = token_span(sentence, start, end)
    head = phrase_head(sentence, first_token, last_token)
    if found.pattern is not None and found.pattern.rule is shifted_from_event and found.value.start is not None:
        head = _event_head(sentence, last_token)
    return _make_mention(sentence, start, end, found.value, first_token, last_token, head)


def _event_head(sentence: Sentence, last_token: int) -> int:
    """The event after "four days after": the governor of "after" when the tree has it, else the next content word."""
    tokens = sentence.tokens
    governor = tokens[last_token].head
    if governor > last_token:
        return governor
    for token in tokens[last_token + 1 : last_token + 6]:
        if token.upos in ("NOUN", "VERB", "PROPN"):
            return token.index
    return last_token


def _since_clauses(sentence: Sentence, lexemes: Lexemes, found: Sequence[Found]) -> list[TimeMention]:
    """Open mentions for "since" with a clause or event that holds its date: "since they attacked in early August"."""
    words = lexemes.words
    inside = {index for item in found for index in range(item.first, item.end)}
    mentions = []
    for index, word in enumerate(words):
        if word != "since" or index in inside or words[index + 1 : index + 2] in (["then"], [","], ["."], []):
            continue
        dated = next((item for item in found if index < item.first <= index + _SINCE_REACH), None)
        if dated is None or dated.value.start is None or dated.value.precision in ("open", "unknown"):
            continue
        if dated.value.timex_type not in ("DATE", "TIME") or not _CLAUSE_ENDS.isdisjoint(words[index : dated.first]):
            continue
        start, end = lexemes.starts[index], lexemes.ends[dated.end - 1]
        first_token, last_token = token_span(sentence, start, end)
        governor = sentence.tokens[first_token].head
        head = governor if first_token < governor <= last_token else first_token
        mentions.append(_make_mention(sentence, start, end, dated.value.opened(), first_token, last_token, head))
    return mentions


def _make_mention(
    sentence: Sentence, start: int, end: int, value: TimeValue, first_token: int, last_token: int, head_token: int
) -> TimeMention:
    return TimeMention(
        sentence_index=sentence.index,
        char_start=sentence.char_start + start,
        char_end=sentence.char_start + end,
        text=sentence.text[start:end],
        timex_type=value.timex_type,
        value_timex=value.value_timex,
        value_edtf=value.edtf,
        date_start=value.start,
        date_end=value.end,
        precision=value.precision,
        first_token=first_token,
        last_token=last_token,
        head_token=head_token,
        evidence=value.evidence,
    )
