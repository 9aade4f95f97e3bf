"""Countries, regions and towns of the generated world: real country codes, invented towns on a grid."""

import random
from dataclasses import dataclass

# Pairs that fight: who attacks, and where it is fought.
WARS = (
    ("RUS", "UKR"),
    ("UKR", "RUS"),
    ("SDN", "SDN"),
    ("ISR", "LBN"),
    ("LBN", "ISR"),
    ("MMR", "MMR"),
    ("COL", "COL"),
    ("SYR", "SYR"),
    ("AZE", "ARM"),
    ("NGA", "NGA"),
    ("PAK", "IND"),
    ("COD", "COD"),
    ("HTI", "HTI"),
    ("SOM", "SOM"),
)
COUNTRIES = (
    "RUS",
    "UKR",
    "SDN",
    "ISR",
    "LBN",
    "MMR",
    "COL",
    "SYR",
    "AZE",
    "ARM",
    "NGA",
    "PAK",
    "IND",
    "COD",
    "HTI",
    "SOM",
    "USA",
    "GBR",
    "FRA",
    "CHN",
    "IRN",
    "KEN",
    "BRA",
    "SRB",
    "GEO",
    "BGD",
    "PER",
    "TUR",
)
REGIONS_OF_A_COUNTRY, TOWNS_OF_A_REGION = 4, 6


@dataclass(frozen=True)
class Place:
    place_id: str
    name: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    feature: str
    precision: str


@dataclass(frozen=True)
class Geography:
    """`towns` by country, each with its region at `region_of` and the spot nearest to it at `villages`."""

    towns: dict[str, list[Place]]
    villages: dict[str, Place]
    regions: dict[tuple[str, str], Place]
    countries: dict[str, Place]

    def region_of(self, town: Place) -> Place:
        return self.regions[town.country, town.admin1 or ""]


def make_geography(random_numbers: random.Random) -> Geography:
    towns: dict[str, list[Place]] = {}
    villages, regions, countries = {}, {}, {}
    number = 9_000_000
    for index, country in enumerate(COUNTRIES):
        latitude, longitude = -30.0 + 12.0 * (index % 7), -60.0 + 20.0 * (index // 7)
        countries[country] = Place(f"country:{country}", country, country, None, latitude, longitude, "country", "country")
        for region in range(REGIONS_OF_A_COUNTRY):
            admin1 = f"{country} region {region}"
            north, east = latitude + 2.0 * (region // 2), longitude + 2.0 * (region % 2)
            regions[country, admin1] = Place(
                f"admin1:{country}:{region}", admin1, country, admin1, north, east, "admin1", "admin1"
            )
            for town in range(TOWNS_OF_A_REGION):
                number += 2
                spot = (north + random_numbers.uniform(-0.8, 0.8), east + random_numbers.uniform(-0.8, 0.8))
                place = Place(f"geonames:{number}", f"{country} town {region}-{town}", country, admin1, *spot, "city", "exact")
                towns.setdefault(country, []).append(place)
                villages[place.place_id] = Place(
                    f"geonames:{number + 1}",
                    f"{place.name} village",
                    country,
                    admin1,
                    spot[0] + 0.05,
                    spot[1] + 0.05,
                    "city",
                    "exact",
                )
    return Geography(towns, villages, regions, countries)
