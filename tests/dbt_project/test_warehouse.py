"""The warehouse answers what an analyst asks of the invented articles."""

from orchestration.settings import PROJECT_DIR
from tests.dbt_project.conftest import Builds


def test_the_warehouse_builds_without_rows(builds: Builds) -> None:
    fixed = {
        "marts.dim_event_types": 84,
        "marts.dim_cameo_codes": 296,
        "marts.dim_place_precisions": 6,
        "marts.dim_date_precisions": 7,
    }
    assert {name: count for name, count in builds.empty_counts.items() if count} == fixed
    models = PROJECT_DIR / "dbt_project" / "models"
    assert len(builds.empty_counts) == sum(1 for area in ("marts", "reporting") for _ in (models / area).glob("*.sql"))


def test_loss_and_capture_are_one_event_and_the_recapture_another(builds: Builds) -> None:
    rows = builds.rows(
        """
        select e.event_id, list(m.article_id order by m.article_id), any_value(e.independent_source_count), any_value(e.status)
        from marts.fct_events e join marts.fct_event_mentions m using (event_id)
        where e.place_id = 'geonames:9000001' group by e.event_id order by any_value(e.event_date_start)
        """
    )
    assert [row[1:] for row in rows] == [
        # The copy (mirror-1) is no source of its own. A text that names only a month, and no year, joins the event of that
        # month.
        (["courier-1", "herald-1", "mirror-1", "tribune-1", "undated-1"], 4, "reported"),
        (["late-2"], 1, "happened"),
    ]


def test_late_reports_rename_no_event_and_join_the_right_one(builds: Builds) -> None:
    article_of = dict(builds.rows("select mention_id, article_id from marts.fct_event_mentions"))
    assert {key: builds.events_after[key] for key in builds.events_before} == builds.events_before
    taken = {event for key, event in builds.events_before.items() if article_of[key] in ("undated-1", "mirror-1")}
    assert len(taken) == 1
    shelled = builds.rows(
        """
        select count(distinct event_id), count(distinct article_id) from marts.fct_event_mentions
        where place_id = 'geonames:9000002' and event_type = 'ASSAULT'
        """
    )
    assert shelled == [(1, 4)]


def test_a_plan_told_by_two_outlets_is_one_event(builds: Builds) -> None:
    rows = builds.rows(
        """
        select mobilizing_party_name, persons, persons_role, duration, duration_unit, holder_name, source_name
        from reporting.rpt_mobilization where is_planned order by source_name
        """
    )
    assert rows == [
        ("Armenia", 20000.0, "recruits", 6.0, "month", "Sample Courier", "Sample Courier"),
        ("Armenia", 20000.0, "recruits", None, None, "Armenia (government)", "Sample Herald"),
    ]
    assert builds.rows("select count(distinct event_id) from reporting.rpt_mobilization where is_planned") == [(1,)]


def test_figures_for_a_force_stand_side_by_side(builds: Builds) -> None:
    rows = builds.rows(
        """
        select force_name, value, low, high, bound, holder_name, holder_text, status, place_name, source_name
        from reporting.rpt_force_estimates order by value
        """
    )
    assert rows == [
        ("Georgia", 8000.0, None, None, "about", "United States (military)", "The Pentagon", "estimated", "Tavush",
         "Sample Courier"),
        ("Georgia", 9500.0, 9500.0, None, "over", "Armenia (government)", "a minister in Yerevan", "claimed", "Tavush",
         "Sample Herald"),
    ]  # fmt: skip


def test_who_holds_claims_concedes_and_denies(builds: Builds) -> None:
    rows = builds.rows(
        """
        select party_code, position, holder_name, since_edtf, cast(since_or_first_reported as varchar), source_names
        from reporting.rpt_territorial_control where place_name = 'Lerin' order by since_or_first_reported nulls last, position
        """
    )
    assert rows == [
        ("ARM", "concedes loss", "Armenia (military)", "2030-03", "2030-03-01", ["Sample Tribune"]),
        ("AZE", "claims", "Azerbaijan (military)", "2030-03-03", "2030-03-03", ["Sample Courier"]),
        ("ARM", "denies loss", "Armenia (military)", None, "2030-03-05", ["Sample Herald"]),
        ("ARM", "holds", "Sample Gazette", "2030-08-19", "2030-08-19", ["Sample Gazette"]),
        ("AZE", "said to hold", "undated-1.txt", "XXXX-03", None, []),
    ]


def test_disputes_name_every_rival_with_holder_and_time(builds: Builds) -> None:
    rows = builds.rows(
        """
        select place_name, field, value, value_text, holder_name, source_name, cast(published_at as date)::varchar
        from reporting.rpt_disputes where field <> 'status' order by field, value
        """
    )
    assert rows == [
        ("Koru", "killed", 12.0, "12 people", "Sample Courier", "Sample Courier", "2030-03-04"),
        # A copy that corrects the figure is heard; a copy that repeats it (mirror-1) is not.
        ("Koru", "killed", 13.0, "13 people", "Sample Mirror", "Sample Mirror", "2030-03-05"),
        ("Koru", "killed", 14.0, "14 people", "Armenia (government)", "Sample Gazette", "2030-03-06"),
        ("Koru", "killed", 15.0, "15 people", "Sample Herald", "Sample Herald", "2030-03-05"),
        ("Tavush", "soldiers", 8000.0, "about 8,000 Georgian soldiers", "United States (military)", "Sample Courier",
         "2030-03-04"),
        ("Tavush", "soldiers", 9500.0, "at least 9,500 soldiers", "Armenia (government)", "Sample Herald", "2030-03-05"),
    ]  # fmt: skip
    statuses = builds.rows(
        """
        select place_name, list(distinct value_text order by value_text) from reporting.rpt_disputes
        where field = 'status' group by place_name
        """
    )
    assert statuses == [("Lerin", ["claimed", "denied", "reported"])]
    toll = builds.rows(
        """
        select quantities[1].low, quantities[1].value, quantities[1].high, article_count, independent_source_count
        from marts.fct_events where event_family = 'assault'
        """
    )
    # 14 is the word of the country that was shelled; 15 is the latest and larger figure that outlets give themselves.
    assert toll == [(12.0, 15.0, 15.0, 4, 3)]


def test_the_flat_report_has_empty_lists_and_original_units(builds: Builds) -> None:
    rows = builds.rows(
        """
        select actor_codes, actor_names, actor_texts, recipient_codes, quantities, place_lat, attribution_code
        from reporting.rpt_event_mentions where trigger_text = 'drove'
        """
    )
    assert rows == [
        (
            [], ["The column"], ["The column"], [],
            [
                {"value": 10.0, "unit": "mile", "bound": "about", "role": "distance", "text": "about 10 miles"},
                {"value": 2.0, "unit": "week", "bound": "exact", "role": "duration", "text": "two weeks"},
            ],
            None, None,
        )
    ]  # fmt: skip
    points = builds.rows(
        "select distinct place_name, place_lat from reporting.rpt_event_mentions where place_name is not null order by 1"
    )
    assert points == [("Koru", 39.6), ("Lerin", 39.5), ("Tavush", None)]


def test_nothing_hypothetical_happened(builds: Builds) -> None:
    rows = builds.rows(
        "select status, event_mode from marts.fct_events e where place_id = 'geonames:9000002' and event_type = 'COERCE'"
    )
    assert rows == [("hypothetical", "seize")]


def test_a_claim_never_makes_a_fact_however_many_outlets_carry_it(builds: Builds) -> None:
    rows = builds.rows(
        """
        select e.status = 'happened', bool_or(m.status = 'happened'), count(distinct m.independent_source_id) > 1
        from marts.fct_events e join marts.fct_event_mentions m on e.event_id = m.event_id and m.is_current
        where list_contains(['claimed', 'reported', 'happened'], e.status) group by e.event_id, e.status
        """
    )
    assert {told for happened, told, _ in rows if happened} == {True}
    assert (False, False, True) in rows, "several outlets carry a claim, and it stays one"


def test_tolls_stand_by_holder_with_their_range(builds: Builds) -> None:
    rows = builds.rows(
        """
        select holder_name, low, best, high, event_low, event_high from reporting.rpt_casualties
        where place_name = 'Koru' and role = 'killed' order by best
        """
    )
    assert rows == [
        ("Sample Courier", 12.0, 12.0, 12.0, 12.0, 15.0),
        ("Sample Mirror", 13.0, 13.0, 13.0, 12.0, 15.0),
        ("Armenia (government)", 14.0, 14.0, 14.0, 12.0, 15.0),
        ("Sample Herald", 15.0, 15.0, 15.0, 12.0, 15.0),
    ]


def test_events_carry_the_codes_of_others(builds: Builds) -> None:
    rows = builds.rows(
        """
        select cameo_code, gdelt_quad_class, acled_event_type, ged_where_prec, ged_date_prec, deaths_low, deaths_high
        from reporting.rpt_event_codes where event_type_key = 'ASSAULT heavy-weapons'
        """
    )
    assert rows == [("194", 4, "Explosions/Remote violence", 1, 1, 12.0, 15.0)]
    assert builds.rows("select count(*) from reporting.rpt_event_codes") == builds.rows(
        "select count(*) from marts.fct_events"
    )


def test_runs_and_days_add_up(builds: Builds) -> None:
    runs = builds.rows(
        "select run_id, articles_read, articles_without_event, rows_refused from reporting.rpt_run_health order by 1"
    )
    assert runs == [("run-1", 6, 1, 0), ("run-2", 2, 0, 0), ("run-3", 1, 0, 0)]
    assert builds.rows("select sum(event_count), sum(mention_count) from reporting.rpt_events_daily") == [
        (builds.rows("select count(*) from marts.fct_events")[0][0], len(builds.events_after))
    ]
    assert builds.rows("select count(*), min(date_day)::varchar, max(date_day)::varchar from marts.dim_dates") == [
        (174, "2030-03-01", "2030-08-21")
    ]


def test_every_public_column_carries_its_description(builds: Builds) -> None:
    silent = builds.rows(
        """
        select table_name, column_name from duckdb_columns()
        where schema_name in ('marts', 'reporting') and coalesce(trim(comment), '') = ''
        union all
        select table_name, null from (
            select schema_name, table_name, comment from duckdb_tables()
            union all
            select schema_name, view_name, comment from duckdb_views()
        ) where schema_name in ('marts', 'reporting') and coalesce(comment, '') = ''
        """
    )
    assert silent == []
