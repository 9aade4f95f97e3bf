"""Base sentences: frames of data/frames.csv filled with countries of data/countries.csv."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

DATA_DIR = Path(__file__).parent / "data"
QUANTITY = 14


def read_table(name: str) -> list[dict[str, str]]:
    with (DATA_DIR / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    demonym: str
    places: tuple[str, str, str]


@dataclass(frozen=True)
class Clause:
    """A frame filled with two countries, a place and a number; its parts are put together by the kinds."""

    row: dict[str, str]
    a: Country
    b: Country
    place: str | None
    quantity: str
    actor: str
    verb: str
    object: str
    tail: str

    @property
    def frame(self) -> str:
        return self.row["frame"]

    @property
    def has_b(self) -> bool:
        return any("{b." in self.row[column] for column in ("actor", "object", "tail"))

    @property
    def is_plural(self) -> bool:
        return self.row["actor_is_plural"] == "yes"

    @property
    def rest(self) -> str:
        """What follows the verb."""
        return " ".join(part for part in (self.object, self.tail) if part)

    def form(self, name: str) -> str:
        """A form of the verb: base, past, participle, gerund."""
        return self.row[name]

    def text(self) -> str:
        """The bare clause, without capital and full stop."""
        return f"{self.actor} {self.verb} {self.rest}"

    def code(self, column: str) -> frozenset[str]:
        """The codes that the frame states in a column."""
        value = self.row[column].replace("{a}", self.a.code).replace("{b}", self.b.code)
        return frozenset({value} if value else ())

    def with_verb(self, verb: str) -> "Clause":
        return replace(self, verb=verb)

    def with_place(self, place: str) -> "Clause":
        return fill(self.row, self.a, self.b, place, self.quantity)

    def with_quantity(self, quantity: str) -> "Clause":
        return fill(self.row, self.a, self.b, self.place, quantity)

    def with_countries(self, a: Country, b: Country) -> "Clause":
        """Other countries, and a town of the new one of the two."""
        return fill(self.row, a, b, home_place(self.row, a, b), self.quantity)

    @property
    def places(self) -> tuple[str, str, str]:
        """The towns of the country that the frame takes its place from."""
        return (self.a if self.row["place_of"] == "a" else self.b).places


def fill(row: dict[str, str], a: Country, b: Country, place: str | None, quantity: str) -> Clause:
    parts = {
        name: _with_article(row[name].format(a=a, b=b, place=place, quantity=quantity)) for name in ("actor", "object", "tail")
    }
    return Clause(row=row, a=a, b=b, place=place, quantity=quantity, verb=row["past"], **parts)


def home_place(row: dict[str, str], a: Country, b: Country) -> str | None:
    """The first town of the country that the frame takes its place from."""
    home = {"a": a, "b": b}.get(row["place_of"])
    return home.places[0] if home else None


def _with_article(text: str) -> str:
    """ "a" before a vowel is "an"; some countries take "the"."""
    for letter in "AEIO":
        text = f" {text}".replace(f" a {letter}", f" an {letter}")[1:]
    for name in ("Philippines", "Democratic Republic of the Congo"):
        text = text.replace(name, f"the {name}")
    return text


def base_clauses() -> list[Clause]:
    """Every frame, filled with the countries in turn: the same sentences on every run."""
    countries = [
        Country(row["code"], row["name"], row["demonym"], (row["place"], row["other_place"], row["third_place"]))
        for row in read_table("countries.csv")
    ]
    clauses = []
    for position, row in enumerate(read_table("frames.csv")):
        a = countries[2 * position % len(countries)]
        b = countries[(2 * position + 1) % len(countries)]
        clauses.append(fill(row, a, b, home_place(row, a, b), str(QUANTITY)))
    return clauses


def third_country(clause: Clause) -> Country:
    """A country that the clause does not speak of."""
    others = [other for other in base_clauses() if other.a.code not in (clause.a.code, clause.b.code)]
    return others[len(clause.frame) % len(others)].a
