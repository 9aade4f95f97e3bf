"""Numbers with a meaning: value, low, high, bound and unit, with the whole phrase as it stands.

`find_quantities` reads a sentence; what the number says of its predicate ("killed", "recruits") is decided by
`quantity_role` when an event is known.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.lexemes import token_span
from orchestration.coding.lost_headlines import LABELS
from orchestration.coding.model import Quantity, TimeMention
from orchestration.coding.quantity_lexicon import EMPTY_LEXICON, QuantityLexicon
from orchestration.coding.quantity_numbers import CURRENCY_SIGNS, NUMBER_STARTS, Number, read_number
from orchestration.coding.quantity_phrases import SentenceWords, bound_after, bound_before
from orchestration.coding.quantity_readers import READERS, Draft, is_conversion, read_ellipsis, take_quotes
from orchestration.coding.quantity_roles import fate_in_clause, quantity_role, role_of_noun
from orchestration.language.parsed import Sentence

__all__ = ["find_quantities", "indefinite_quantity", "quantity_role"]

_YEAR = re.compile(r"19\d\d|20[0-3]\d")
_BEFORE_YEAR = frozenset({"in", "since", "until", "from", "during", "before", "after", "by"})
_DIGIT = re.compile(r"\d")
_STARTS = NUMBER_STARTS | CURRENCY_SIGNS | {"a", "an", "us"}

CLAUSE_WORDS = ("VERB", "AUX", "DET")  # "since they attacked on 3 May", and not "since 13 February last year"
NUMBERED_UNITS = frozenset("brigade battalion regiment division corps squadron company bureau".split())
WINDOW_ENDS = frozenset(("to", "until", "ending", "ended", "through"))


def find_quantities(
    sentence: Sentence, times: Sequence[TimeMention], lexicon: QuantityLexicon = EMPTY_LEXICON
) -> list[Quantity]:
    """The quantities of a sentence in text order. `times`: its time mentions, so that dates are not counted.

    `role` is what the words alone tell (an area, an age, soldiers); `quantity_role` refines it by the predicate.
    """
    if not _DIGIT.search(sentence.text) and NUMBER_STARTS.isdisjoint(sentence.texts):
        return []
    view = SentenceWords.of(sentence)
    blocked, stops = _time_lexemes(view, times)
    drafts: list[Draft] = []
    end = 0
    for position, word in enumerate(view.words):
        if position < end or not (word in _STARTS or word[0].isdecimal()) or position in blocked:
            continue
        if _YEAR.fullmatch(word) and view.word(position - 1) in _BEFORE_YEAR:
            continue  # "In 2009 soldiers killed the president"
        if position == 1 and sentence.is_headline and view.word(0) in LABELS:
            continue  # "UPDATE 2-Israel bombs"
        number = read_number(view, position)
        draft = _draft(view, number, lexicon, stops, drafts) if number is not None else None
        if draft is not None:
            drafts.append(draft)
            end = draft.end
        elif number is not None and number.kind != "number":
            end = number.end
    return [_quantity(view, draft, lexicon) for draft in drafts]


def _time_lexemes(view: SentenceWords, times: Sequence[TimeMention]) -> tuple[frozenset[int], frozenset[int]]:
    """Lexemes that are part of dates, and those at which a noun phrase ends (dates and sets)."""
    blocked: set[int] = set()
    stops: set[int] = set()
    offset = view.sentence.char_start
    for time in times:
        is_past_window = time.timex_type == "DURATION" and time.date_end is not None and "/" in (time.value_edtf or "")
        is_past_window = is_past_window and any(word in time.text for word in ("past", "last", "previous"))
        is_lag = time.timex_type == "DURATION" and time.text.endswith((" after", " before"))
        told = view.sentence.tokens[time.first_token + 1 : time.last_token + 1]
        is_clause = len(time.text) > 24 and time.text.startswith(("since ", "Since "))
        is_clause = is_clause and any(token.upos in CLAUSE_WORDS for token in told)
        if is_clause:
            continue
        for index, start in enumerate(view.lexemes.starts):
            if time.char_start <= start + offset < time.char_end:
                if time.timex_type in ("DATE", "TIME") or is_past_window or is_lag:
                    blocked.add(index)
                if time.timex_type != "DURATION" or is_past_window:
                    stops.add(index)
    return frozenset(blocked), frozenset(stops)


def _is_name_of_unit(view: SentenceWords, number: Number) -> bool:
    """Whether the number names a military unit: "the 444 Brigade", "93 Battalion"."""
    is_noun = view.word(number.end) in NUMBERED_UNITS and view.lexemes.is_capitalised(number.end)
    return is_noun and number.end == number.start + 1 and view.words[number.start].isdigit()


def _is_window(view: SentenceWords, number: Number, lexicon: QuantityLexicon) -> bool:
    """Whether it only says since when one counts: "22 warplanes in the 24 hours to 6 a.m."."""
    unit = lexicon.units.get(view.word(number.end))
    is_duration = unit is not None and unit.kind == "duration"
    return is_duration and view.word(number.start - 1) == "the" and view.word(number.end + 1) in WINDOW_ENDS


def _draft(
    view: SentenceWords, number: Number, lexicon: QuantityLexicon, stops: frozenset[int], earlier: Sequence[Draft]
) -> Draft | None:
    if _is_name_of_unit(view, number) or _is_window(view, number, lexicon):
        return None
    bound, first = bound_before(view.words, number.start)
    if bound == "exact":
        bound, end = bound_after(view.words, number.end)
        if end != number.end:
            number = replace(number, end=end)
    draft = Draft(first, number.end, number.end - 1, number, number.bound or bound)
    take_quotes(view, draft)
    for reader in READERS:
        if reader(view, draft, lexicon, stops):
            _take_antecedent(view, draft, earlier)
            break
    else:
        if not read_ellipsis(view, draft, lexicon, earlier):
            return None
    if is_conversion(view, draft, earlier):
        draft.bound = "about"
    return draft


def _take_antecedent(view: SentenceWords, draft: Draft, earlier: Sequence[Draft]) -> None:
    """What "63 of them" counts is what was counted before: "launched 137 drones ... downed 63 of them"."""
    if draft.noun is not None or view.word(draft.end - 1) not in ("them", "those", "these"):
        return
    last = next((item for item in reversed(earlier) if item.kind == "noun" and item.noun is not None), None)
    if last is not None:
        draft.unit, draft.noun, draft.role = last.unit, last.noun, last.role


def _quantity(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon) -> Quantity:
    sentence = view.sentence
    start, end = view.lexemes.starts[draft.first], view.lexemes.ends[draft.end - 1]
    first_token, last_token = token_span(sentence, start, end)
    head_token = token_span(sentence, view.lexemes.starts[draft.head], view.lexemes.ends[draft.head])[0]
    value, low, high = _bounds(draft)
    role = draft.role
    if draft.unit == "person" and draft.kind == "noun":
        role = fate_in_clause(sentence, first_token, head_token, lexicon) or role
    return Quantity(
        sentence_index=sentence.index,
        char_start=sentence.char_start + start,
        char_end=sentence.char_start + end,
        text=sentence.text[start:end],
        value=value,
        low=low,
        high=high,
        unit=draft.unit,
        bound=draft.bound,
        role=role,
        first_token=first_token,
        last_token=last_token,
        head_token=head_token,
        noun=draft.noun,
    )


def _bounds(draft: Draft) -> tuple[float | None, float | None, float | None]:
    """Value, low and high as the bound leaves them: about neither, over no high, up_to and under no low."""
    number = draft.number
    value, low, high = (_scaled(part, draft.factor) for part in (number.value, number.low, number.high))
    if value is None:
        return value, low, high
    if draft.bound == "about":
        return value, None, None
    if draft.bound == "over":
        return value, value, None
    if draft.bound in ("up_to", "under"):
        return value, None, value
    return value, low, high


def _scaled(number: float | None, factor: float) -> float | None:
    if number is None or factor == 1:
        return number
    scaled = number * factor
    return round(scaled, 2) if scaled >= 1 else round(scaled, 6)


def indefinite_quantity(sentence: Sentence, head_token: int, lexicon: QuantityLexicon = EMPTY_LEXICON) -> Quantity | None:
    """The quantity of one that "a motorcyclist" is where somebody was killed, hurt or held; None for other phrases.

    head_token: the noun. Asked for by the coder only where the predicate says what became of the person.
    """
    tokens = sentence.tokens
    token = tokens[head_token]
    article = next(
        (i for i in sentence.children[head_token] if i < head_token and tokens[i].text.lower() in ("a", "an")), None
    )
    noun = lexicon.noun(token.text.lower(), False)
    is_singular = "Number=Plur" not in token.feats
    if article is None or noun is None or noun.unit != "person" or not is_singular:
        return None
    start, end = tokens[article].char_start, token.char_end
    text = sentence.text[start - sentence.char_start : end - sentence.char_start]
    role = fate_in_clause(sentence, article, head_token, lexicon) or role_of_noun(noun)
    return Quantity(
        sentence.index, start, end, text, 1.0, 1.0, 1.0, "person", "exact", role, article, head_token, head_token, noun.noun
    )
