"""One id for every actor that a text names, whether the dictionary knows it or not."""

import re
from collections.abc import Mapping

import polars as pl

from orchestration.coding.actor_lexicon import Actor
from orchestration.normalize.keys import stable_key
from orchestration.normalize.vocabulary import Vocabulary
from orchestration.tables import NORMALIZED_ACTORS

# Dictionary entries that are only names of a country: "Ukraine", "Ukrainian" and "Kyiv" mean the actor `code:UKR ...`.
COUNTRY_NAME_KINDS = frozenset({"country", "demonym", "capital"})
SPACES = re.compile(r"\s+")

KnownActors = Mapping[str, Actor]


def actor_id(actor_key: str | None, code: str | None, text: str | None, known_actors: KnownActors) -> str | None:
    """`actor:<key>` of the dictionary, else `code:<code>`, else `text:<key>` of the folded text, else None."""
    known = known_actors.get(actor_key) if actor_key else None
    if actor_key and not (known is not None and known.kind in COUNTRY_NAME_KINDS and code):
        return f"actor:{actor_key}"
    if code:
        return f"code:{code}"
    if text and text.strip():
        return f"text:{stable_key('actor', SPACES.sub(' ', text).strip().casefold())[:16]}"
    return None


def with_actor_id(frame: pl.DataFrame, name: str, columns: tuple[str, str, str], known_actors: KnownActors) -> pl.DataFrame:
    """The frame with the column `name`: the actor id from the columns (actor_key, code, text)."""
    ids = [actor_id(key, code, text, known_actors) for key, code, text in frame.select(columns).iter_rows()]
    return frame.with_columns(pl.Series(name, ids, dtype=pl.String))


def actor_rows(named: pl.DataFrame, known_actors: KnownActors, vocabulary: Vocabulary) -> pl.DataFrame:
    """normalized.actors from rows (ingest_date, actor_id, code, text): each actor once for each ingest date.

    The code is the dictionary's present one; without a dictionary entry it is the one that the texts give most often.
    """
    counted = (
        named.filter(pl.col("actor_id").is_not_null())
        .group_by("ingest_date", "actor_id", "code", "text")
        .len()
        .sort("len", "ingest_date", "actor_id", "code", "text", descending=[True, False, False, False, False], nulls_last=True)
    )
    first = counted.group_by("ingest_date", "actor_id", maintain_order=True).agg(
        pl.col("code").drop_nulls().first(), pl.col("text").drop_nulls().first()
    )
    rows = []
    for day, key, found_code, text in first.iter_rows():
        entry = known_actors.get(key.removeprefix("actor:")) if key.startswith("actor:") else None
        code = entry.code_on(None) if entry is not None else found_code
        parts = code.split(" ") if code else []
        rows.append(
            {
                "ingest_date": day,
                "actor_id": key,
                "code": code,
                "country_code": parts[0] if parts and parts[0] in vocabulary.countries else None,
                "sector_code": parts[1] if len(parts) > 1 and parts[1] in vocabulary.sectors else None,
                "name": entry.name if entry is not None else None if key.startswith("code:") else text,
                "wikidata_id": entry.wikidata if entry is not None else None,
            }
        )
    return pl.DataFrame(rows, schema=NORMALIZED_ACTORS.polars_schema)
