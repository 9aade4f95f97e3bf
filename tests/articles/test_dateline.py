"""Datelines: found in all their forms, and not where a sentence only looks like one."""

from datetime import UTC, datetime

import pytest

from orchestration.articles.dateline import find_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "rest"),
    [
        ("LOME, Togo (Wire) — Voters queued.", "LOME, Togo", "Wire", "Voters queued."),
        ("QUITO, Mar 3 (Sample Agency) - Police fired.", "QUITO", "Sample Agency", "Police fired."),
        ("SAN JOSÉ (AB) — Troops left.", "SAN JOSÉ", "AB", "Troops left."),
        ("ADEN CITY, Hills District — Rebels came.", "ADEN CITY, Hills District", None, "Rebels came."),
        ("OSLO/BERGEN — Unions struck.", "OSLO/BERGEN", None, "Unions struck."),
        ("Lima, 25 June (Agency) – Farmers marched.", "Lima", "Agency", "Farmers marched."),
        ("Dakar (Senegal) (ABC) – Soldiers shot.", "Dakar (Senegal)", "ABC", "Soldiers shot."),
        ("MINSK, October 30. /ABCD/. The army moved.", "MINSK", "ABCD", "The army moved."),
        ("TIRANA. Oct 30 (Inter-Press) – The house voted.", "TIRANA", "Inter-Press", "The house voted."),
        ("COLOMBO: The army left.", "COLOMBO", None, "The army left."),
        ("N'DJAMENA, Chad -- “We left,” he said.", "N'DJAMENA, Chad", None, "“We left,” he said."),
        ("UNITED NATIONS—The council met.", "UNITED NATIONS", None, "The council met."),
        ("WASHINGTON, D.C. — The house met.", "WASHINGTON, D.C.", None, "The house met."),
        ("(Maputo) – Soldiers burned homes.", "Maputo", None, "Soldiers burned homes."),
        ("(Bogotá, 7 March 2025) Floods cut the road.", "Bogotá", None, "Floods cut the road."),
        ("(Geneva/Bangui, 3 May) - The envoy left.", "Geneva/Bangui", None, "The envoy left."),
    ],
)
def test_forms(paragraph: str, place: str, agency: str | None, rest: str) -> None:
    found = find_dateline(paragraph)
    assert found is not None
    assert (found.place, found.agency, paragraph[found.end :]) == (place, agency, rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO - the alliance - said it would send troops.",
        "BREAKING: Rebels took the town.",
        "UPDATE: Brigade confirms withdrawal.",
        "Chad - the largest of them - closed its border.",
        "20 April – The house approves the bill.",
        "The army – which was 30 km away – said nothing.",
        "On Monday, 25 June – the first day – nothing moved.",
        "U.S. troops - 300 of them - arrived.",
        "Mali (which lost two posts) - said nothing.",
        "(Reuters) - Police in Lima fired on a crowd.",
        "(Adds quote) - Rebels took the town.",
        "(The writer) Police fired on a crowd.",
        "",
    ],
)
def test_sentences_without_dateline(paragraph: str) -> None:
    assert find_dateline(paragraph) is None


def test_the_day_is_read_where_the_year_is_given() -> None:
    with_year = find_dateline("ACCRA, Nov. 3, 2024 (Wire) -- The court ruled.")
    without_year = find_dateline("ACCRA, Nov. 3 (Wire) -- The court ruled.")
    assert with_year is not None and with_year.at == datetime(2024, 11, 3, tzinfo=UTC)
    assert without_year is not None and without_year.at is None
