"""How well two reports, or two mentions of one article, match: the weights of what agrees and differs, added up.

The sum is log odds, after Fellegi and Sunter (1969), A theory for record linkage.
"""

import polars as pl

from orchestration.resolution.rules import FORBIDDEN, MatchRules

EARTH_RADIUS_KM = 6371.0
NEAR_KM, NEIGHBOUR_KM = 15.0, 40.0
LONG_WINDOW_DAYS = 31
# From which UCDP counts a conflict as a war, a year: https://www.pcr.uu.se/research/ucdp/definitions/
WAR_DEAD = 1000
# A sentence of fewer content words than this says too little to be compared by them.
FEW_WORDS = 3
FEATURES = ("place", "date", "actor", "recipient", "parties", "figure", "mode", "stance", "story", "published", "words")
COMPARED = (
    "event_family", "event_mode", "stance", "article_id", "duplicate_group_id", "actor", "recipient", "place_id",
    "place_scope", "country", "admin1", "latitude", "longitude", "window_start", "window_end", "window_kind", "published_on",
    "words",
)  # fmt: skip


def score_pairs(pairs: pl.DataFrame, facts: pl.DataFrame, rules: MatchRules, key: str = "report_id") -> pl.DataFrame:
    """`first`, `second`, the level of every feature (null where the family does not ask it), `score`, `is_forbidden`.

    `pairs` has the keys first and second, each pair once; `facts` has the facts of both under `key`.
    """
    told = facts.with_columns(_of_war().alias("of_war"))
    sides = [
        told.select(pl.col(key).alias(side), *(pl.col(name).alias(f"{name}_{side}") for name in (*COMPARED, "of_war")))
        for side in ("first", "second")
    ]
    joined = (
        pairs.join(sides[0], on="first", how="inner")
        .join(sides[1], on="second", how="inner")
        .filter(pl.col("event_family_first") == pl.col("event_family_second"))
        .join(rules.families, left_on="event_family_first", right_on="event_family", how="inner")
        .join(_figure_levels(pairs, facts.select(pl.col(key).alias("key"), "figures")), on=["first", "second"], how="left")
        .with_columns(_distance().alias("km"))
    )
    levels = joined.with_columns(
        _place().alias("place"),
        _date().alias("date"),
        _of_one_party("actor").alias("actor"),
        _of_one_party("recipient").alias("recipient"),
        _of_both_parties().alias("parties"),
        pl.col("figure").fill_null("unknown"),
        _same("event_mode").alias("mode"),
        _stance().alias("stance"),
        _story().alias("story"),
        _published().alias("published"),
        _words().alias("words"),
    )
    weights = [rules.weight(feature, pl.col(feature)).fill_null(0.0) for feature in FEATURES]
    return levels.select(
        "first",
        "second",
        *FEATURES,
        (pl.col("prior") + pl.sum_horizontal(weights)).alias("score"),
        (pl.min_horizontal(weights) <= FORBIDDEN).alias("is_forbidden"),
    ).sort("first", "second")


def reasons(rules: MatchRules) -> pl.Expr:
    """Why a scored pair matches: `place same_point +4.5, date same_day +3.0`, what weighs nothing left out."""
    parts = []
    for feature in FEATURES:
        weight = rules.weight(feature, pl.col(feature))
        sign = pl.when(weight > 0).then(pl.lit("+")).otherwise(pl.lit(""))
        said = pl.concat_str(pl.lit(f"{feature} "), pl.col(feature), pl.lit(" "), sign, weight.round(2).cast(pl.String))
        parts.append(pl.when(weight.fill_null(0.0) != 0).then(said))
    return pl.concat_str(parts, separator=", ", ignore_nulls=True)


def _both(name: str) -> tuple[pl.Expr, pl.Expr]:
    return pl.col(f"{name}_first"), pl.col(f"{name}_second")


def _levels(*cases: tuple[pl.Expr, str], otherwise: str) -> pl.Expr:
    """The level of the first condition that holds; a null condition does not."""
    found = pl.lit(otherwise)
    for condition, level in reversed(cases):
        found = pl.when(condition.fill_null(False)).then(pl.lit(level)).otherwise(found)
    return found


def _distance() -> pl.Expr:
    """Great-circle distance in km."""
    (latitude_one, latitude_two), (longitude_one, longitude_two) = _both("latitude"), _both("longitude")
    half_chord = (
        (latitude_two - latitude_one).radians() / 2
    ).sin() ** 2 + latitude_one.radians().cos() * latitude_two.radians().cos() * (
        (longitude_two - longitude_one).radians() / 2
    ).sin() ** 2
    return 2 * EARTH_RADIUS_KM * half_chord.clip(0.0, 1.0).sqrt().arcsin()


def _place() -> pl.Expr:
    (place_one, place_two), (scope_one, scope_two) = _both("place_id"), _both("place_scope")
    (country_one, country_two), (admin1_one, admin1_two) = _both("country"), _both("admin1")
    same_place, same_admin1 = place_one == place_two, admin1_one == admin1_two
    both_points = (scope_one == "point") & (scope_two == "point")
    same_article = _same_article()
    one_area = (scope_one == "area") | (scope_two == "area")
    one_country = (scope_one == "country") | (scope_two == "country")
    # Troops that are sent abroad, and troops of which no place is told: those are mostly at home.
    abroad = (pl.col("who") == "either") & (
        pl.coalesce(country_one, country_two) != pl.coalesce("actor_first", "actor_second")
    )
    spot_and_war = ((scope_one != "country") & pl.col("of_war_second")) | ((scope_two != "country") & pl.col("of_war_first"))
    return _levels(
        ((place_one.is_null() != place_two.is_null()) & spot_and_war, "war"),
        ((place_one.is_null() != place_two.is_null()) & abroad, "abroad"),
        (place_one.is_null() | place_two.is_null(), "unknown"),
        (country_one != country_two, "other_country"),
        (same_place & (scope_one == "country"), "same_country"),
        (same_place & one_area, "same_area"),
        (same_place, "same_point"),
        (one_country, "country_holds"),
        (same_article & both_points, "apart"),
        (same_article & one_area & same_admin1, "country_holds"),
        (both_points & (pl.col("km") <= NEAR_KM), "near"),
        (both_points & same_admin1 & (pl.col("km") <= NEIGHBOUR_KM), "neighbours"),
        (both_points, "apart"),
        (one_area & same_admin1, "area_holds"),
        (admin1_one.is_null() | admin1_two.is_null(), "country_holds"),
        otherwise="apart",
    )


def _of_war() -> pl.Expr:
    """Whether it tells of the dead of a war, by their number."""
    dead = pl.col("figures").list.eval(
        pl.element().struct.field("role").str.starts_with("killed") & (pl.element().struct.field("low") >= WAR_DEAD)
    )
    return dead.list.any()


def _date() -> pl.Expr:
    (start_one, start_two), (end_one, end_two), (kind_one, kind_two) = (
        _both("window_start"),
        _both("window_end"),
        _both("window_kind"),
    )
    gap = pl.max_horizontal(start_one, start_two) - pl.min_horizontal(end_one, end_two)
    gap_days = gap.dt.total_days()
    day_one, day_two = start_one == end_one, start_two == end_two
    both_given = (kind_one == "given") & (kind_two == "given")
    both_days = both_given & day_one & day_two
    longest = pl.max_horizontal((end_one - start_one).dt.total_days(), (end_two - start_two).dt.total_days())
    return _levels(
        ((kind_one == "none") | (kind_two == "none"), "unknown"),
        (both_days & (gap_days == 0), "same_day"),
        (both_days & (gap_days == 1), "day_apart"),
        (both_days & (gap_days <= 3), "days_apart"),
        (both_given & (gap_days <= 0) & (day_one | day_two), "within"),
        (both_given & (gap_days <= 0), "overlap"),
        (both_given & (gap_days == 1), "day_apart"),
        (both_given, "apart"),
        ((gap_days <= 0) & (longest > LONG_WINDOW_DAYS), "loose_long"),
        (gap_days <= 0, "loose"),
        (gap_days <= 10, "loose_apart"),
        otherwise="apart",
    )


def _of_one_party(role: str) -> pl.Expr:
    one, two = _both(role)
    mode_one, mode_two = _both("event_mode")
    level = _levels((one.is_null() | two.is_null(), "unknown"), (one == two, "same"), otherwise="different")
    if role == "recipient":
        return pl.when(pl.col("who") == "actor").then(level)
    # Two outlets may differ on who holds a town. One article that names two takers speaks of two towns.
    rivals = (pl.col("who") == "nobody") & _same_article() & (mode_one == mode_two) & (level == "different")
    return pl.when(pl.col("who").is_in(["actor", "either"]) | rivals.fill_null(False)).then(level)


def _of_both_parties() -> pl.Expr:
    (actor_one, actor_two), (recipient_one, recipient_two) = _both("actor"), _both("recipient")
    same = (actor_one == actor_two) & (recipient_one == recipient_two)
    whole_one, whole_two = recipient_one.is_not_null(), recipient_two.is_not_null()
    shared = (
        (actor_one == actor_two)
        | (actor_one == recipient_two)
        | (recipient_one == actor_two)
        | (recipient_one == recipient_two)
    )
    level = _levels(
        (actor_one.is_null() | actor_two.is_null(), "unknown"),
        (same, "same"),
        (shared.fill_null(False) & ~(whole_one & whole_two), "shared"),
        # "Envoys arrived from one", "the other received envoys": each may name the party that the other leaves out.
        (~whole_one & ~whole_two, "unknown"),
        otherwise="different",
    )
    return pl.when(pl.col("who") == "mutual").then(level)


def _same(name: str) -> pl.Expr:
    one, two = _both(name)
    return _levels((one.is_null() | two.is_null(), "unknown"), (one == two, "same"), otherwise="different")


def _stance() -> pl.Expr:
    one, two = _both("stance")
    is_mixed = (one == "prospective") != (two == "prospective")
    return _levels((is_mixed & _same_article(), "ahead_in_article"), (is_mixed, "ahead"), otherwise="alike")


def _same_article() -> pl.Expr:
    one, two = _both("article_id")
    return one == two


def _story() -> pl.Expr:
    group_one, group_two = _both("duplicate_group_id")
    return _levels((_same_article(), "same_article"), (group_one == group_two, "copy"), otherwise="other")


def _published() -> pl.Expr:
    one, two = _both("published_on")
    days = (one - two).dt.total_days().abs()
    return _levels((days.is_null(), "unknown"), (days <= 2, "near"), (days <= 31, "weeks"), otherwise="later")


def _words() -> pl.Expr:
    one, two = _both("words")
    common = one.list.set_intersection(two).list.len()
    share = common / pl.min_horizontal(one.list.len(), two.list.len())
    return _levels(
        (pl.min_horizontal(one.list.len(), two.list.len()) < FEW_WORDS, "unknown"),
        (share >= 0.5, "many"),
        (share >= 0.25, "some"),
        (common > 0, "few"),
        otherwise="none",
    )


def _figure_levels(pairs: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """first, second, figure: the best agreement of figures of one role, or that they have no role in common."""
    told = (
        facts.explode("figures").filter(pl.col("figures").is_not_null()).unnest("figures").select("key", "role", "low", "high")
    )
    roles = told.group_by("key").agg(pl.col("role"))
    apart = (
        pairs.select("first", "second")
        .join(roles, left_on="first", right_on="key", how="inner")
        .join(roles, left_on="second", right_on="key", how="inner", suffix="_second")
        .filter(pl.col("role").list.set_intersection("role_second").list.len() == 0)
    )
    both = (
        pairs.select("first", "second")
        .join(told, left_on="first", right_on="key", how="inner")
        .join(told, left_on=["second", "role"], right_on=["key", "role"], how="inner", suffix="_second")
    )
    low, high = pl.max_horizontal("low", "low_second"), pl.min_horizontal("high", "high_second")
    is_exact = (pl.col("low") == pl.col("high")) & (pl.col("low_second") == pl.col("high_second"))
    ratio = pl.when(low <= high).then(1.0).otherwise(low / pl.max_horizontal(high, pl.lit(0.5)))
    is_telling = (low % 10 != 0) & (low >= 10) | (low >= 1000)
    level = _levels(
        (is_exact & (ratio == 1.0) & is_telling, "equal"),
        (is_exact & (ratio == 1.0), "equal_round"),
        (ratio <= 1.25, "close"),
        (ratio <= 3.0, "rival"),
        (ratio <= 50.0, "far"),
        otherwise="beyond",
    )
    order = ["equal", "equal_round", "close", "rival", "far", "beyond"]
    agreeing = (
        both.select("first", "second", level.cast(pl.Enum(order)).alias("figure"))
        .group_by("first", "second")
        .agg(pl.col("figure").min().cast(pl.String))
    )
    return pl.concat([agreeing, apart.select("first", "second", pl.lit("other_role").alias("figure"))])


def candidate_pairs(new: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """first, second (first < second): pairs of a report of `new` blocks with one of `others`, where one side is vague."""
    joined = new.join(others, on="block", how="inner", suffix="_other").filter(
        (pl.col("report_id") != pl.col("report_id_other")) & (pl.col("is_vague") | pl.col("is_vague_other"))
    )
    return (
        joined.select(
            pl.min_horizontal("report_id", "report_id_other").alias("first"),
            pl.max_horizontal("report_id", "report_id_other").alias("second"),
        )
        .unique()
        .sort("first", "second")
    )
