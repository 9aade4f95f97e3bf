"""What of a mention tells one event from another: one flat row a mention, built from the normalized tables.

Parties are sides (`RUS` for `RUS MIL`, `COD REB` for a militia) or the whole code of an international body; a region or
country is an area, a town or a spot is a point. The window is the stretch of days in which the event can lie: what the text
says, or, where it says nothing, some days before the publication (after it, for what is only planned).
"""

from collections.abc import Mapping

import polars as pl

from orchestration.resolution.rules import MatchRules

# An undated report tells of what happened at most this many days before its publication; a plan, of the weeks to come.
PAST_DAYS, FUTURE_DAYS = 10, 45
SHORT_WINDOW_DAYS = 40
# "deploy", "deployed", "deployment" are one word.
STEM_LETTERS = 6
UNTELLING_ROLES = ("distance", "duration", "age", "share", "other")
REBEL_SECTORS = ("REB", "PRM", "CRM", "UAF")
CIVIL_SECTORS = ("CVL", "JRN", "EDU", "BUS", "LAB", "REL", "OPP", "SOC", "HLH", "REF")
INTERNATIONAL = ("IGO", "NGO", "IMG", "ISM", "MNC")
FIGURES = pl.List(pl.Struct({"role": pl.String, "low": pl.Float64, "high": pl.Float64}))
FACT_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "mention_id": pl.String,
    "article_id": pl.String,
    "duplicate_group_id": pl.String,
    "ingest_date": pl.Date,
    "ingested_at": pl.Datetime("us", "UTC"),
    "sentence_index": pl.Int32,
    "char_start": pl.Int32,
    "event_family": pl.String,
    "event_mode": pl.String,
    "stance": pl.String,
    "actor": pl.String,
    "recipient": pl.String,
    "place_id": pl.String,
    "place_scope": pl.String,
    "country": pl.String,
    "admin1": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "window_start": pl.Date,
    "window_end": pl.Date,
    "window_kind": pl.String,
    "published_on": pl.Date,
    "words": pl.List(pl.UInt32),
    "figures": FIGURES,
}
FACTS_SCHEMA = pl.Schema(FACT_TYPES)


def mention_facts(normalized: Mapping[str, pl.DataFrame], groups: pl.DataFrame, rules: MatchRules) -> pl.DataFrame:
    """The facts (FACTS_SCHEMA) of the mentions of whole articles, by mention_id.

    `normalized` are normalized.* tables by name (`articles`, `event_mentions`, `mention_actors`, `mention_quantities`,
    `places`); `groups` has article_id and duplicate_group_id.
    """
    mentions = normalized["event_mentions"]
    parties = _parties(normalized["mention_actors"])
    joined = (
        mentions.join(rules.types, on=["event_type", "event_mode"], how="inner", nulls_equal=True)
        .join(rules.statuses, on="status", how="inner")
        .join(rules.families.select("event_family", "who"), on="event_family", how="inner")
        .join(normalized["articles"].select("article_id", "published_at"), on="article_id", how="inner")
        .join(groups.select("article_id", "duplicate_group_id"), on="article_id", how="left")
        .join(_places(normalized["places"]), on="place_id", how="left")
        .join(parties["actor"], on="mention_id", how="left")
        .join(parties["recipient"], on="mention_id", how="left")
        .join(_figures(normalized["mention_quantities"]), on="mention_id", how="left")
        .with_columns(
            party(pl.col("attribution_code")).alias("attribution"),
            pl.col("published_at").dt.date().alias("published_on"),
        )
    )
    return joined.select(*(_column(name, dtype) for name, dtype in FACTS_SCHEMA.items())).sort("mention_id")


def party(code: pl.Expr) -> pl.Expr:
    """The side that an actor code belongs to: the country for the state and all that is its own (`RUS MIL`), the country with
    REB for those who fight it, with CVL for its people; the whole code of an international body (`IGO UNO`).
    """
    parts = code.str.split(" ")
    first, sector = parts.list.first(), parts.list.get(1, null_on_oob=True)
    return (
        pl.when(first.is_in(list(INTERNATIONAL)))
        .then(code)
        .when(sector.is_in(list(REBEL_SECTORS)))
        .then(first + " REB")
        .when(sector.is_in(list(CIVIL_SECTORS)))
        .then(first + " CVL")
        .otherwise(first)
    )


def content_words(text: pl.Expr) -> pl.Expr:
    """Hashes of the words of some length that are no names and no figures: what the sentence is about."""
    words = text.str.extract_all(r"\b\p{Ll}{5,}\b").list.eval(pl.element().str.head(STEM_LETTERS).hash(seed=0) % 2**32)
    return words.cast(pl.List(pl.UInt32)).list.unique().list.sort()


def _column(name: str, dtype: pl.DataType) -> pl.Expr:
    who, actor, recipient = pl.col("who"), pl.col("actor"), pl.col("recipient")
    start, end, published = pl.col("event_date_start"), pl.col("event_date_end"), pl.col("published_on")
    is_ahead = pl.col("is_prospective")
    day = pl.duration(days=1)
    built: dict[str, pl.Expr] = {
        "duplicate_group_id": pl.coalesce("duplicate_group_id", "article_id"),
        # Who is called up belongs to the party that calls up, which announces it itself.
        "actor": pl.when(who == "either")
        .then(pl.coalesce(actor, recipient, pl.when(is_ahead).then(pl.col("attribution"))))
        .when(who == "mutual")
        .then(pl.min_horizontal(actor, recipient))
        .otherwise(actor),
        "recipient": pl.when(who == "either")
        .then(None)
        .when(who == "mutual")
        .then(pl.when(actor.is_not_null() & recipient.is_not_null()).then(pl.max_horizontal(actor, recipient)))
        .otherwise(recipient),
        "place_scope": pl.when(pl.col("place_id").is_null())
        .then(None)
        .when(pl.col("place_precision").is_in(["exact", "near"]))
        .then(pl.lit("point"))
        .when(pl.col("place_precision").is_in(["admin1", "region"]))
        .then(pl.lit("area"))
        .otherwise(pl.lit("country")),
        "window_start": pl.coalesce(
            start, end - PAST_DAYS * day, pl.when(is_ahead).then(published).otherwise(published - PAST_DAYS * day)
        ),
        "window_end": pl.coalesce(
            end, start + FUTURE_DAYS * day, pl.when(is_ahead).then(published + FUTURE_DAYS * day).otherwise(published + day)
        ),
        "window_kind": pl.when(start.is_not_null() | end.is_not_null())
        .then(pl.lit("given"))
        .when(published.is_not_null())
        .then(pl.lit("loose"))
        .otherwise(pl.lit("none")),
        "words": content_words(pl.col("sentence")),
        "figures": pl.col("figures").fill_null([]),
    }
    return built.get(name, pl.col(name)).cast(dtype).alias(name)


def _parties(actors: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The first party with a code of each role."""
    known = actors.filter(pl.col("code").is_not_null()).sort("mention_id", "role", "ordinal")
    first = known.unique(["mention_id", "role"], keep="first", maintain_order=True)
    return {
        role: first.filter(pl.col("role") == role).select("mention_id", party(pl.col("code")).alias(role))
        for role in ("actor", "recipient")
    }


def _places(places: pl.DataFrame) -> pl.DataFrame:
    return places.select(
        "place_id",
        pl.col("country_code").alias("country"),
        pl.col("admin1_name").alias("admin1"),
        "latitude",
        "longitude",
    ).unique("place_id", keep="first", maintain_order=True)


def _figures(quantities: pl.DataFrame) -> pl.DataFrame:
    """The numbers of a mention by role (with the unit, where it is not persons); of several of one role, the largest."""
    role = pl.concat_str(["role", "si_unit"], separator=" ")
    low = pl.coalesce("si_low", "si_value", "si_high")
    high = pl.coalesce("si_high", "si_value", "si_low")
    return (
        quantities.filter(~pl.col("role").is_in(list(UNTELLING_ROLES)))
        .select(
            "mention_id",
            role.alias("role"),
            pl.coalesce("si_value", low).alias("low"),
            pl.coalesce("si_value", high).alias("high"),
        )
        .filter(pl.col("high").is_not_null())
        .sort("mention_id", "role", "high", descending=[False, False, True])
        .unique(["mention_id", "role"], keep="first", maintain_order=True)
        .group_by("mention_id", maintain_order=True)
        .agg(pl.struct("role", "low", "high").alias("figures"))
    )
