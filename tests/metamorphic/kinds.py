"""The transformations. Each takes a base clause to pairs: a sentence before, a sentence after, what must follow.

A field that `Change` leaves alone must not change. Articles are published on Wednesday, 12 March 2025.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.metamorphic.frames import QUANTITY, Clause, Country, third_country

MONDAY = "2025-03-10"


@dataclass(frozen=True)
class Change:
    """What must follow. None or an empty map: the field must not change.

    `statuses`: any of them; `attribution`: code, or "" for nobody; `codes`: actor and recipient codes are rewritten by it,
    country by country; `places`: one mention for each; `quantity` is the new value; `date`: EDTF, "" for none.
    """

    statuses: tuple[str, ...] = ()
    attribution: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    actor: frozenset[str] | None = None
    places: tuple[str, ...] = ()
    quantity: float | None = None
    date: str | None = None


@dataclass(frozen=True)
class Pair:
    kind: str
    frame: str
    event_type: str
    before: str
    after: str
    change: Change


Made = tuple[str, str, Change]
NO_CHANGE = Change()
DATE = " on Monday"


def sentence(text: str) -> str:
    """Capital and full stop."""
    return f"{text[0].upper()}{text[1:]}."


def dated(clause: Clause) -> str:
    return sentence(clause.text() + DATE)


def undated(clause: Clause) -> str:
    return sentence(clause.text())


def be(is_plural: bool, tense: str) -> str:
    return {"past": ("was", "were"), "present": ("is", "are"), "perfect": ("has", "have")}[tense][is_plural]


def swap_countries(clause: Clause) -> Iterator[Made]:
    other = third_country(clause)
    moves: list[tuple[Country, Country]] = [(other, clause.b)]
    if clause.has_b:
        moves += [(clause.b, clause.a), (clause.a, other)]
    for a, b in moves:
        codes = ((clause.a.code, a.code), (clause.b.code, b.code))
        moved = clause.with_countries(a, b)
        yield dated(clause), dated(moved), Change(codes=codes, places=(moved.place,) if moved.place else ())


def passive(clause: Clause) -> Iterator[Made]:
    if clause.row["is_passive_possible"] == "yes":
        verb = f"{be(clause.row['object_is_plural'] == 'yes', 'past')} {clause.form('participle')}"
        tail = f" {clause.tail}" if clause.tail else ""
        yield dated(clause), sentence(f"{clause.object} {verb} by {clause.actor}{tail}{DATE}"), NO_CHANGE
        if tail:
            yield dated(clause), sentence(f"{clause.object} {verb}{tail}{DATE} by {clause.actor}"), NO_CHANGE


def attribution_moved(clause: Clause) -> Iterator[Made]:
    change = Change(statuses=("reported",), attribution="IGO UNO")
    text = clause.text() + DATE
    middle = f"{clause.actor}, the United Nations said, {clause.verb} {clause.rest}{DATE}"
    for after in (
        f"according to the United Nations, {text}",
        f"{text}, according to the United Nations",
        f"the United Nations said that {text}",
        f"{text}, the United Nations said",
        middle,
    ):
        yield dated(clause), sentence(after), change


def quoted(clause: Clause) -> Iterator[Made]:
    speaker = f"the {clause.a.demonym} foreign minister"
    change = Change(statuses=("claimed",), attribution=f"{clause.a.code} GOV")
    quote = undated(clause)[:-1]
    yield undated(clause), f'"{quote}," said {speaker}.', change
    yield undated(clause), f'"{quote}," {speaker} said.', change
    yield undated(clause), sentence(f'{speaker} said: "{quote}."')[:-1], change


def claimed(clause: Clause) -> Iterator[Made]:
    change = Change(statuses=("claimed",), attribution=f"{clause.a.code} GOV")
    speaker = f"the {clause.a.demonym} interior minister"
    yield dated(clause), sentence(f"{speaker} said that {clause.text()}{DATE}"), change
    yield dated(clause), sentence(f"{speaker} claimed that {clause.text()}{DATE}"), change


def tense(clause: Clause) -> Iterator[Made]:
    plural, participle = clause.is_plural, clause.form("participle")
    for verb, statuses in (
        (f"{be(plural, 'perfect')} {participle}", ("happened",)),
        (f"had {participle}", ("happened",)),
        (f"{be(plural, 'present')} {clause.form('gerund')}", ("ongoing",)),
        (f"{be(plural, 'perfect')} been {clause.form('gerund')}", ("ongoing",)),
    ):
        yield undated(clause), undated(clause.with_verb(verb)), Change(statuses=statuses)


def future(clause: Clause) -> Iterator[Made]:
    plural, base = clause.is_plural, clause.form("base")
    for verb, statuses in (
        (f"will {base}", ("planned", "predicted")),
        (f"{be(plural, 'present')} planning to {base}", ("planned",)),
        (f"{'intend' if plural else 'intends'} to {base}", ("planned",)),
        (f"{be(plural, 'present')} expected to {base}", ("predicted",)),
        (f"{be(plural, 'present')} likely to {base}", ("predicted",)),
    ):
        yield undated(clause), undated(clause.with_verb(verb)), Change(statuses=statuses)


def modal(clause: Clause) -> Iterator[Made]:
    change = Change(statuses=("hypothetical",))
    for verb in ("would", "may", "might", "could"):
        yield undated(clause), undated(clause.with_verb(f"{verb} {clause.form('base')}")), change


def condition(clause: Clause) -> Iterator[Made]:
    change = Change(statuses=("hypothetical",))
    yield (
        undated(clause),
        sentence(f"{clause.text()} if the rains came late").replace(clause.verb, f"would {clause.form('base')}", 1),
        change,
    )
    yield undated(clause), sentence(f"if {clause.text()}, prices would rise"), change
    yield (
        undated(clause),
        sentence(f"unless the rains come early, {clause.with_verb('could ' + clause.form('base')).text()}"),
        change,
    )


def negation(clause: Clause) -> Iterator[Made]:
    change = Change(statuses=("negated",))
    base, perfect = clause.form("base"), be(clause.is_plural, "perfect")
    for verb in (
        f"did not {base}",
        f"{perfect} not {clause.form('participle')}",
        f"never {clause.verb}",
        f"{perfect} yet to {base}",
        f"failed to {base}",
    ):
        yield undated(clause), undated(clause.with_verb(verb)), change


def reportedly(clause: Clause) -> Iterator[Made]:
    change = Change(statuses=("reported",), attribution="")
    yield dated(clause), dated(clause.with_verb(f"reportedly {clause.verb}")), change
    yield dated(clause), sentence(f"reportedly, {clause.text()}{DATE}"), change


def denial(clause: Clause) -> Iterator[Made]:
    speaker = f"the {clause.a.demonym} government"
    change = Change(statuses=("denied",), attribution=f"{clause.a.code} GOV")
    before = sentence(f"{speaker} said that {clause.text()}{DATE}")
    yield before, sentence(f"{speaker} denied that {clause.text()}{DATE}"), change
    yield before, sentence(f"{speaker} denied on Tuesday that {clause.text()}{DATE}"), change


def quantity_changed(clause: Clause) -> Iterator[Made]:
    if clause.row["unit"]:
        for text, value in (("two dozen", 24), ("at least 37", 37), ("1,250", 1250), ("some three hundred", 300)):
            yield dated(clause), dated(clause.with_quantity(text)), Change(quantity=value)


def place_changed(clause: Clause) -> Iterator[Made]:
    if clause.place:
        for place in clause.places[1:]:
            yield dated(clause), dated(clause.with_place(place)), Change(places=(place,))


def date_moved(clause: Clause) -> Iterator[Made]:
    yield dated(clause), sentence(f"on Monday, {clause.text()}"), NO_CHANGE
    yield dated(clause), sentence(f"{clause.actor} on Monday {clause.verb} {clause.rest}"), NO_CHANGE
    for phrase, edtf in (("on 3 February", "2025-02-03"), ("last month", "2025-02"), ("in December 2024", "2024-12")):
        yield undated(clause), sentence(f"{clause.text()} {phrase}"), Change(date=edtf)
        yield undated(clause), sentence(f"{phrase}, {clause.text()}"), Change(date=edtf)


def coordination(clause: Clause) -> Iterator[Made]:
    if clause.place:
        first, second, third = clause.places
        yield dated(clause), dated(clause.with_place(f"{first} and {second}")), Change(places=(first, second))
        three = f"{first}, {second} and {third}"
        yield dated(clause), dated(clause.with_place(three)), Change(places=(first, second, third))


def insertion(clause: Clause) -> Iterator[Made]:
    relative = "who wear new uniforms" if clause.is_plural else "which has a long memory"
    possessive = f"whose {'ranks have' if clause.is_plural else 'budget has'} grown"
    for inserted in (relative, possessive, "despite the heavy rain"):
        yield dated(clause), sentence(f"{clause.actor}, {inserted}, {clause.verb} {clause.rest}{DATE}"), NO_CHANGE
    yield dated(clause), sentence(f"in a separate development, {clause.text()}{DATE}"), NO_CHANGE


def asides_of(clause: Clause) -> tuple[str, ...]:
    """Asides that stand between commas and say nothing of the deed."""
    relative = "whose ranks have grown since June" if clause.is_plural else "which has few friends"
    return "under pressure at home", "led by a former teacher", "acting on a tip", relative


def opening(clause: Clause) -> Iterator[Made]:
    """A circumstance before the subject, an aside behind it: three commas that a parser takes for a list."""
    for first in ("after months of quiet", "days before the vote", "further north"):
        for aside in asides_of(clause):
            yield dated(clause), sentence(f"{first}, {clause.actor}, {aside}, {clause.verb} {clause.rest}{DATE}"), NO_CHANGE


def told_with_aside(clause: Clause) -> Iterator[Made]:
    """Who did it stands behind the verb of saying and before an aside, where it looks like what is said."""
    change = Change(statuses=("reported",), attribution="IGO UNO")
    for said in ("the United Nations said", "the United Nations said on Tuesday that"):
        for aside in asides_of(clause):
            yield dated(clause), sentence(f"{said} {clause.actor}, {aside}, {clause.verb} {clause.rest}{DATE}"), change


def title(clause: Clause) -> Iterator[Made]:
    if clause.row["titled"]:
        actor = clause.row["titled"].format(a=clause.a, b=clause.b)
        change = Change(actor=clause.code("titled_code") if clause.row["titled_code"] else None)
        yield dated(clause), sentence(f"{actor} {clause.verb} {clause.rest}{DATE}"), change


def synonym(clause: Clause) -> Iterator[Made]:
    for verb in filter(None, clause.row["synonyms"].split("|")):
        yield dated(clause), dated(clause.with_verb(verb)), NO_CHANGE


KINDS: dict[str, Callable[[Clause], Iterator[Made]]] = {
    made.__name__: made
    for made in (
        swap_countries,
        passive,
        attribution_moved,
        quoted,
        claimed,
        tense,
        future,
        modal,
        condition,
        negation,
        reportedly,
        denial,
        quantity_changed,
        place_changed,
        date_moved,
        coordination,
        insertion,
        opening,
        told_with_aside,
        title,
        synonym,
    )
}


def pairs_of(clause: Clause) -> Iterator[Pair]:
    for kind, make in KINDS.items():
        for before, after, change in make(clause):
            yield Pair(kind, clause.frame, clause.row["event_type"], before, after, change)


__all__ = ["KINDS", "MONDAY", "QUANTITY", "Change", "Pair", "dated", "pairs_of"]
