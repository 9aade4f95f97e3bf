"""An invented small war in the news: what six outlets print, with rival figures, a copy, a denial and an undated text."""

from datetime import date

from tests.dbt_project.warehouse_world import Article, Mention, number

LERIN = ("geonames:9000001", 9000001, "Lerin", "ARM", "Syunik", 39.5, 46.3, "city", "exact")
KORU = ("geonames:9000002", 9000002, "Koru", "ARM", "Syunik", 39.6, 46.4, "city", "exact")
TAVUSH = ("admin1:ARM:Tavush", None, "Tavush", "ARM", "Tavush", 40.9, 45.1, "admin1", "admin1")

ARTICLES = [
    Article(
        "courier-1",
        "Sample Courier",
        date(2030, 3, 4),
        "Azerbaijan's defence ministry said its troops had taken the town of Lerin on Sunday.\n\n"
        "Armenia plans to call up 20,000 recruits over six months.\n\n"
        "The Pentagon estimates that about 8,000 Georgian soldiers have been deployed to Tavush.\n\n"
        "Shelling of Koru killed 12 people on March 2.",
        [
            Mention(
                "taken",
                "COERCE",
                "seize",
                "claimed",
                [("its troops", "AZE MIL")],
                place=LERIN,
                edtf="2030-03-03",
                precision="day",
                by=("Azerbaijan's defence ministry", "AZE MIL"),
            ),
            Mention(
                "call up",
                "MOBILIZE",
                "troops",
                "planned",
                [("Armenia", "ARM")],
                quantities=[number("20,000 recruits", 20000, "recruits"), number("six months", 6, "duration", "month")],
            ),
            Mention(
                "deployed",
                "MOBILIZE",
                "troops",
                "estimated",
                [("Georgian soldiers", "GEO MIL")],
                place=TAVUSH,
                by=("The Pentagon", "USA MIL"),
                quantities=[number("about 8,000 Georgian soldiers", 8000, "soldiers", bound="about")],
            ),
            Mention(
                "Shelling",
                "ASSAULT",
                "heavy-weapons",
                "happened",
                place=KORU,
                edtf="2030-03-02",
                precision="day",
                quantities=[number("12 people", 12, "killed")],
            ),
        ],
        statements=[("Azerbaijan's defence ministry", "AZE MIL", "said", "its troops had taken the town of Lerin on Sunday")],
        adjectives=[("Georgian", "GEO")],
    ),
    Article(
        "mirror-1",
        "Sample Mirror",
        date(2030, 3, 4),
        "Azerbaijan's defence ministry said its troops had taken the town of Lerin on Sunday.",
        [
            Mention(
                "taken",
                "COERCE",
                "seize",
                "claimed",
                [("its troops", "AZE MIL")],
                place=LERIN,
                edtf="2030-03-03",
                precision="day",
                by=("Azerbaijan's defence ministry", "AZE MIL"),
            )
        ],
        copy_of="courier-1",
    ),
    Article(
        "herald-1",
        "Sample Herald",
        date(2030, 3, 5),
        "Armenia's general staff denied that Lerin had been lost.\n\n"
        "A further 20,000 recruits will be mobilized in Armenia, its government says.\n\n"
        "Georgia has sent at least 9,500 soldiers to Tavush, a minister in Yerevan said.\n\n"
        "Azerbaijani artillery shelled Koru on March 2, killing 15 people.",
        [
            Mention("lost", "RETREAT", "withdraw", "denied", place=LERIN, by=("Armenia's general staff", "ARM MIL")),
            Mention(
                "mobilized",
                "MOBILIZE",
                "troops",
                "planned",
                by=("its government", "ARM GOV"),
                quantities=[number("A further 20,000 recruits", 20000, "recruits", bound="additional")],
            ),
            Mention(
                "sent",
                "MOBILIZE",
                "troops",
                "claimed",
                [("Georgia", "GEO")],
                place=TAVUSH,
                by=("a minister in Yerevan", "ARM GOV"),
                quantities=[number("at least 9,500 soldiers", 9500, "soldiers", bound="over")],
            ),
            Mention(
                "shelled",
                "ASSAULT",
                "heavy-weapons",
                "happened",
                [("Azerbaijani artillery", "AZE MIL")],
                place=KORU,
                edtf="2030-03-02",
                precision="day",
                quantities=[number("15 people", 15, "killed")],
            ),
        ],
    ),
    Article(
        "tribune-1",
        "Sample Tribune",
        date(2030, 3, 9),
        "Armenia's brigade admitted that it had pulled out of Lerin at the start of March.\n\n"
        "Lawmakers in Tbilisi passed a law on foreign bases on March 1.\n\n"
        "If Koru fell, Azerbaijan would hold the road.\n\n"
        "The column drove about 10 miles in two weeks.",
        [
            Mention(
                "pulled out",
                "RETREAT",
                "withdraw",
                "claimed",
                [("it", "ARM MIL")],
                place=LERIN,
                edtf="2030-03",
                precision="month",
                by=("Armenia's brigade", "ARM MIL"),
            ),
            Mention(
                "passed",
                "LEGISLATE",
                None,
                "happened",
                [("Lawmakers in Tbilisi", "GEO LEG")],
                edtf="2030-03-01",
                precision="day",
            ),
            Mention("fell", "COERCE", "seize", "hypothetical", [("Azerbaijan", "AZE")], place=KORU),
            Mention(
                "drove",
                "MOBILIZE",
                "troops",
                "happened",
                [("The column", None)],
                quantities=[
                    number("about 10 miles", 10, "distance", "mile", "about"),
                    number("two weeks", 2, "duration", "week"),
                ],
            ),
        ],
    ),
    Article("weather-1", "Sample Tribune", date(2030, 3, 9), "It rained all day in the valley."),
    Article(
        "undated-1",
        None,
        None,
        "Azerbaijani soldiers were seen inside Lerin.",
        [
            Mention(
                "seen inside",
                "COERCE",
                "seize",
                "reported",
                [("Azerbaijani soldiers", "AZE MIL")],
                place=LERIN,
                edtf="XXXX-03",
                precision="month",
            )
        ],
    ),
]
