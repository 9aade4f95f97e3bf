"""Reads the actor dictionary under `data/reference/` into an `ActorLexicon`.

Files: `actors*.csv` (actors by kind), `role_nouns.csv` and `institutions.csv` (nouns that tell a sector), `not_actors.csv`
(names that hold an actor's name and mean none), `countries.csv` (names, inhabitants, capitals). Lines that begin with "#"
are notes on the origin. Lists inside a field are parted by "|".
"""

import csv
from collections.abc import Iterator, Set
from pathlib import Path

from orchestration.coding.actor_lexicon import RELATIONS, Actor, ActorLexicon, Period, RoleNoun

ACTOR_COLUMNS = (
    "actor_key",
    "name",
    "aliases",
    "short_names",
    "code",
    "kind",
    "office",
    "valid_from",
    "valid_to",
    "wikidata",
    "note",
)


class ReferenceDataError(ValueError):
    """A dictionary file that cannot be used as it is; the message names file, line and remedy."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a reference CSV with their line numbers, notes left out, fields stripped."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(number, line) for number, line in enumerate(file, start=1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise ReferenceDataError(f"{path.name}: no header line; restore the file from version control")
    reader = csv.DictReader(line for _, line in lines)
    for (number, _), row in zip(lines[1:], reader, strict=False):
        if None in row or None in row.values():
            found = "more" if None in row else "fewer"
            raise ReferenceDataError(
                f"{path.name}:{number}: {found} fields than in the header; quote fields that hold a comma"
            )
        yield number, {column: value.strip() for column, value in row.items()}


def load_actors(reference_dir: Path) -> ActorLexicon:
    """All actors, countries and role nouns of `reference_dir`.

    Raises ReferenceDataError where a file is missing or a row cannot be read.
    """
    actors: dict[str, Actor] = {}
    paths = sorted(reference_dir.glob("actors*.csv"))
    if not paths:
        raise ReferenceDataError(f"no actors*.csv in {reference_dir}; restore the folder from version control")
    for path in paths:
        for number, row in read_rows(path):
            _add_actor(actors, row, f"{path.name}:{number}")
    bodies = {alias for actor in actors.values() if actor.kind == "body" for alias in (actor.name, *actor.aliases)}
    return ActorLexicon(
        [*actors.values(), *_country_actors(reference_dir / "countries.csv", bodies)],
        [*_roles(reference_dir / "role_nouns.csv", "noun"), *_roles(reference_dir / "institutions.csv", "phrase")],
        [row["name"] for _, row in read_rows(reference_dir / "not_actors.csv")],
    )


def _add_actor(actors: dict[str, Actor], row: dict[str, str], where: str) -> None:
    try:
        period = Period(row["code"], row["valid_from"] or None, row["valid_to"] or None, _listed(row["office"]))
        key, name, kind = row["actor_key"], row["name"], row["kind"]
        aliases, shorts, wikidata = _listed(row["aliases"]), _listed(row["short_names"]), row["wikidata"] or None
    except KeyError as error:
        raise ReferenceDataError(f"{where}: column {error} is missing; the columns are {', '.join(ACTOR_COLUMNS)}") from error
    if not (key and name and period.code and kind):
        raise ReferenceDataError(f"{where}: actor_key, name, code and kind may not be empty")
    known = actors.get(key)
    if known is None:
        actors[key] = Actor(key, name, kind, (period,), aliases, shorts, wikidata)
        return
    actors[key] = Actor(
        key,
        known.name,
        known.kind,
        (*known.periods, period),
        tuple(dict.fromkeys((*known.aliases, *aliases))),
        tuple(dict.fromkeys((*known.short_names, *shorts))),
        known.wikidata or wikidata,
    )


def _listed(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split("|") if part.strip())


def _roles(path: Path, column: str) -> Iterator[RoleNoun]:
    for number, row in read_rows(path):
        relation = row.get("relation", "")
        if relation not in RELATIONS:
            raise ReferenceDataError(f"{path.name}:{number}: unknown relation {relation!r}; use one of {sorted(RELATIONS)}")
        countries, is_adjective = tuple(row.get("countries", "").split()), row.get("adjective", "") == "yes"
        yield RoleNoun(row[column], row["sector"], relation, countries, is_adjective)


def _country_actors(path: Path, bodies: Set[str]) -> Iterator[Actor]:
    """Every country as three actors: its names (`UKR`), its inhabitants and adjectives (`UKR`), its capital (`UKR GOV`).

    A capital that stands for one of the `bodies` ("Brussels" for the European Union) does not stand for its government.
    """
    for _, row in read_rows(path):
        code = row["alpha3"]
        names = (row["name"], *_listed(row["alternative_names"]))
        demonyms = (*_listed(row["demonyms_adjective"]), *_listed(row["demonyms_person"]))
        capitals = [
            name
            for name in (*_listed(row["capital"]), *_listed(row["capital_names"]), *_listed(row["other_seats"]))
            if name not in bodies
        ]
        for kind, spellings, actor_code in (
            ("country", names, code),
            ("demonym", demonyms, code),
            ("capital", capitals, f"{code} GOV"),
        ):
            if spellings:
                key, others = f"{kind}-{code.lower()}", tuple(dict.fromkeys(spellings[1:]))
                yield Actor(key, spellings[0], kind, (Period(actor_code),), others)
