"""Invented wire stories, copies of them as outlets print them, and stories that only look like copies.

Everything is drawn from one seed. A story is made of sentence patterns whose slots are filled with invented names, places
and figures, so that unrelated stories share no more than phrases. What only looks like a copy: stories of one outlet with
the same closing boilerplate, daily situation reports on one template, and follow-ups that repeat the background paragraphs
of the story before. Nothing in these texts is meant to be true.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

FIRST_DAY = datetime(2024, 9, 1, 5, tzinfo=UTC)
SYLLABLES = "ba ko ru ve mi ta lo ne sha dri gor pel zan kur esh ti mar ost vin hal bre dun ros kim tal".split()
ENDINGS = "sk ovo grad iya ad burg ivka stan ay ara mont ul ene".split()
FIRST_NAMES = "Amara Boris Celia Dmytro Elena Farid Grace Hassan Irina Jonas Kemal Leila Marta Nabil Olena Pavlo".split()
AGENCIES = ("North Wire", "Harbour Press Agency", "Meridian News", "Plains Dispatch", "Estuary Reports")
PATTERNS = """
{side} {took} {place} {when}, {official} said, after {count} days of fighting in the {district} district.
At least {count} people were killed and {count} wounded when {weapon} struck {building} in {place}, rescuers said.
"{quote}," {name}, {post} of {place}, told reporters on {weekday}.
Residents of {place} said they had heard {weapon} from about {hour} in the morning until the evening.
The {ministry} ministry put the number of displaced at {number}, up from {number} a month ago.
{name}, who fled {place} with {count} children, said the road to {place} was closed by {side}.
{side} denied the report and accused {side} of shelling {building} near {place} from the {district} side.
Talks between {side} and {side} are due to resume in {place} on {weekday}, according to {name}, who leads one delegation.
Satellite images reviewed by {agency} show {count} burnt vehicles along the road between {place} and {place}.
The United Nations said {number} people in {place} and the villages around it needed food and clean water.
{name} of the {institute} said the loss of {place} would cut the supply line through the {district} hills.
Parliament passed the bill by {number} votes to {number} and sent it to President {name}, whose office gave no date.
Police detained {count} demonstrators outside {building} in {place} after they refused to leave the square.
"{quote}," said {name}, a {trade} from {place}, as {adverb} as the neighbours who stood around {building}.
Prices for {goods} have risen by {count} percent in {place} since {side} closed the crossing at {place}.
{official} did not say how many of the {number} soldiers sent to {place} were still there.
Two convoys carrying {goods} reached {place} on {weekday}, the first since {month}, {name} said by telephone.
The {institute} counted {count} strikes on {building} and other civilian sites in the {district} district last month.
""".strip().splitlines()
BACKGROUND = """
The war in the {district} district began in {month} when {side} crossed the border near {place} with about {number} men.
{side} has held the {place} dam since {month}, and engineers say its turbines have not been serviced for {count} months.
More than {number} people have been killed since {month}, according to the {institute}, which relies on local reports.
Earlier talks in {place} broke down over the release of {number} prisoners and the future of the port of {place}.
President {name} took office in {month} after an election that {side} called a fraud and that observers found fair.
{place}, a town of {number} people before the war, lies on the railway that links {place} with the coast at {place}.
The ceasefire signed by {name} and {name} in {month} was to last {count} days but collapsed within {count} hours.
""".strip().splitlines()
SITUATION = """
Situation report of the {district} command for {date}.
{clashes} clashes were recorded along the front over the past day, and the enemy carried out {strikes} air strikes.
In the {p0} sector our units repelled {c0} attacks near {p1}, {p2} and {p3}; {c1} more were under way at midnight.
In the {p4} sector the enemy attacked {c2} times toward {p5} and {p6} and was stopped on the line of {p7}.
Artillery fired on {c3} settlements, among them {p8}, {p9} and {p10}, and {c4} civilians were hurt in {p11}.
Air defence shot down {c5} of {c6} drones launched during the night from the direction of {p12}.
The enemy lost {c7} soldiers, {c8} armoured vehicles and {c9} artillery systems, the command estimates.
There were no major changes on the border; the enemy kept its units in the area of {p13} to tie down our troops.
""".strip().splitlines()
BOILERPLATE = (
    "The {outlet} is an independent newsroom founded in {year}. Our journalists report from {count} countries and follow a "
    "code of conduct that you can read on our website. If you have a tip or want to correct an error, write to our readers' "
    "editor; we answer within two working days. Reporting of this kind is paid for by our members, and a contribution of any "
    "size helps us to keep it free for everybody who needs it. Sign up for our evening briefing to get the stories that "
    "matter in your inbox every weekday at six."
)
LISTS = {
    "took": "seized|entered|retook|shelled|abandoned|surrounded|advanced on|withdrew from",
    "when": "overnight|early on Monday|on Tuesday|before dawn on Friday|on Saturday evening|late on Thursday",
    "official": "a military spokesman|the regional governor|a senior officer|the defence ministry|two local officials",
    "weapon": "artillery|rockets|drones|mortars|a guided bomb|missiles",
    "building": "a school|the railway station|a grain store|the district hospital|a bus depot|the market hall|a power station",
    "post": "mayor|deputy governor|chief of police|head doctor|school director|harbour master",
    "weekday": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "month": "January|February|March|April|May|June|July|August",
    "ministry": "interior|defence|health|labour|emergencies",
    "institute": "Institute for Border Studies|Casualty Register|Centre for Security Research|Observatory of Conflict",
    "trade": "teacher|miner|nurse|driver|farmer|welder|baker",
    "adverb": "calmly|angrily|quietly|wearily",
    "goods": "flour|medicine|fuel|blankets|cement|cooking oil",
    "quote": (
        "We will not leave our homes whatever they tell us|Nobody came to help before the second day|This was not a military "
        "target and they knew it|The bridge was the only way out for the wounded|We are ready to talk but not under fire|I "
        "counted the explosions until I lost count|They promised us buses and then the line went dead|There is no "
        "electricity and no water in the upper town|The agreement means nothing while the guns are firing|We buried them in "
        "the garden because the cemetery was mined"
    ),
}  # fmt: skip
CHOICES = {name: text.split("|") for name, text in LISTS.items()}
# British to American, as a copy desk changes it.
SPELLINGS = {
    "defence": "defense", "labour": "labor", "centre": "center", "armoured": "armored", "Harbour": "Harbor",
    "harbour": "harbor", "neighbours": "neighbors", "percent": "per cent", "Centre": "Center", "ceasefire": "cease-fire",
}  # fmt: skip


@dataclass(frozen=True)
class WireStory:
    """One article. Stories of the same `report` are copies of one another; `kind` says how it was made."""

    report: int
    kind: str
    outlet: str
    published_at: datetime
    headline: str
    paragraphs: tuple[str, ...]


class Desk:
    """Writes stories; everything it writes follows from its random numbers."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def place(self) -> str:
        stem = "".join(self._rng.choices(SYLLABLES, k=self._rng.randint(2, 3)))
        return f"{stem}{self._rng.choice(ENDINGS)}".capitalize()

    def name(self) -> str:
        return f"{self._rng.choice(FIRST_NAMES)} {self.place().removesuffix('sk')}"

    def outlet(self) -> str:
        return f"{self.place()} {self._rng.choice(('Post', 'Herald', 'Courier', 'Tribune', 'Observer', 'Daily'))}"

    def fill(self, pattern: str, world: dict[str, list[str]]) -> str:
        """The pattern with its slots filled; places and sides come from the story's own world."""
        while "{" in pattern:
            before, _, rest = pattern.partition("{")
            slot, _, after = rest.partition("}")
            pattern = f"{before}{self._word(slot, world)}{after}"
        return pattern[0].upper() + pattern[1:]

    def _word(self, slot: str, world: dict[str, list[str]]) -> str:
        rng = self._rng
        if slot in world:
            return rng.choice(world[slot])
        if slot in CHOICES:
            return rng.choice(CHOICES[slot])
        if slot == "name":
            return self.name()
        if slot == "agency":
            return rng.choice(AGENCIES)
        if slot == "number":
            return f"{rng.randint(2, 900)},{rng.randint(0, 9)}00"
        return str(rng.randint(1900, 2019) if slot == "year" else rng.randint(2, 12) if slot == "hour" else rng.randint(3, 97))

    def world(self) -> dict[str, list[str]]:
        """Who and where a story is about."""
        sides = [f"{self.place()} {word}" for word in ("forces", "rebels", "troops")]
        return {"place": [self.place() for _ in range(5)], "district": [self.place() for _ in range(2)], "side": sides}

    def paragraphs(self, patterns: list[str], count: int, world: dict[str, list[str]]) -> list[str]:
        """Paragraphs of one to three sentences; no pattern comes up twice before all have."""
        made: list[str] = []
        queue: list[str] = []
        for _ in range(count):
            sentences = []
            for _ in range(self._rng.choice((1, 1, 2, 2, 3))):
                queue = queue or self._rng.sample(patterns, len(patterns))
                sentences.append(self.fill(queue.pop(), world))
            made.append(" ".join(sentences))
        return made

    def report(self, number: int, kind: str = "original") -> tuple[WireStory, dict[str, list[str]]]:
        """A story and the world it is set in."""
        rng, world = self._rng, self.world()
        told = self.paragraphs(PATTERNS, rng.randint(5, 11), world)
        told += self.paragraphs(BACKGROUND, rng.randint(1, 3), world)
        headline = self.fill("{side} {took} {place}, {official} says", world)
        return WireStory(number, kind, self.outlet(), self._time(), headline, tuple(told)), world

    def follow_up(self, story: WireStory, number: int, world: dict[str, list[str]]) -> WireStory:
        """The next day's story of the same agency: all new above, up to half of its text the paragraphs of the day before."""
        rng = self._rng
        kept = story.paragraphs[-rng.randint(2, 4) :]
        length = sum(map(len, kept))
        told: list[str] = []
        while sum(map(len, told)) < length * rng.uniform(1.0, 1.6):
            told += self.paragraphs(PATTERNS, 1, world)
        later = story.published_at + timedelta(hours=rng.randint(18, 40))
        headline = self.fill("{side} {took} {place} {when}", world)
        return replace(
            story, report=number, kind="follow-up", published_at=later, headline=headline, paragraphs=(*told, *kept)
        )

    def with_boilerplate(self, story: WireStory, outlet: str, closing: str) -> WireStory:
        return replace(story, kind="boilerplate", outlet=outlet, paragraphs=(*story.paragraphs, closing))

    def situation_reports(self, numbers: range) -> Iterator[WireStory]:
        """Daily reports of one command: the same template, most of the places, other figures."""
        rng, district, outlet, start = self._rng, self.place(), self.outlet(), self._time()
        places = [self.place() for _ in range(14)]
        for day, number in enumerate(numbers):
            at = start + timedelta(days=day)
            places = [place if rng.random() < 0.75 else self.place() for place in places]
            slots = {f"p{index}": place for index, place in enumerate(places)}
            slots |= {f"c{index}": str(rng.randint(2, 140)) for index in range(10)}
            slots |= {"clashes": str(rng.randint(60, 240)), "strikes": str(rng.randint(5, 80)), "district": district}
            slots["date"] = f"{at:%B} {at.day}"
            told = tuple(line.format(**slots) for line in SITUATION)
            yield WireStory(number, "situation report", outlet, at, f"Front line update, {slots['date']}", told)

    def copy(self, story: WireStory) -> WireStory:
        """The story as another outlet prints it: one change, in a third of the cases two."""
        rng = self._rng
        kinds = rng.sample(list(CHANGES), 2 if rng.random() < 1 / 3 else 1)
        changed = replace(story, outlet=self.outlet(), published_at=story.published_at + timedelta(hours=rng.randint(0, 60)))
        for kind in kinds:
            changed = CHANGES[kind](self, changed)
        return replace(changed, kind=" and ".join(kinds))

    def new_lead(self, story: WireStory) -> WireStory:
        return replace(story, paragraphs=(*self.paragraphs(PATTERNS, 1, self.world()), *story.paragraphs[1:]))

    def cut_tail(self, story: WireStory) -> WireStory:
        kept = max(2, round(len(story.paragraphs) * self._rng.uniform(0.45, 0.85)))
        return replace(story, paragraphs=story.paragraphs[:kept])

    def cut_head(self, story: WireStory) -> WireStory:
        return replace(story, paragraphs=story.paragraphs[self._rng.randint(1, max(1, len(story.paragraphs) // 3)) :])

    def other_credit(self, story: WireStory) -> WireStory:
        first, *others = story.paragraphs
        credit = f"(Reporting by {self.name()} for {self._rng.choice(AGENCIES)}; additional material from {self.outlet()})"
        return replace(story, paragraphs=(f"{self.place().upper()} ({self._rng.choice(AGENCIES)}) - {first}", *others, credit))

    def corrected_number(self, story: WireStory) -> WireStory:
        """One figure is another one, wherever it stands."""
        figures = sorted({word for part in story.paragraphs for word in part.split() if word.isdigit()})
        if not figures:
            return self.other_credit(story)
        wrong, right = self._rng.choice(figures), str(self._rng.randint(3, 400))
        fix = {wrong: right}
        return replace(
            story, paragraphs=tuple(" ".join(fix.get(word, word) for word in part.split()) for part in story.paragraphs)
        )

    def new_headline(self, story: WireStory) -> WireStory:
        return replace(story, headline=self.fill("{official}: {side} {took} {place} {when}", self.world()))

    def inserted(self, story: WireStory) -> WireStory:
        at = self._rng.randint(1, len(story.paragraphs))
        added = self.paragraphs(PATTERNS, self._rng.randint(1, 2), self.world())
        return replace(story, paragraphs=(*story.paragraphs[:at], *added, *story.paragraphs[at:]))

    def local_ending(self, story: WireStory) -> WireStory:
        kept = story.paragraphs[: max(3, len(story.paragraphs) - self._rng.randint(0, 2))]
        return replace(story, paragraphs=(*kept, *self.paragraphs(PATTERNS, self._rng.randint(1, 2), self.world())))

    def restyled(self, story: WireStory) -> WireStory:
        """Other quotation marks, dashes and spellings, and figures written otherwise."""

        def restyle(text: str) -> str:
            for british, american in SPELLINGS.items():
                text = text.replace(british, american)
            opened = text.replace(' "', " \u201c")
            return opened.replace('"', "\u201d").replace(",000", " thousand").replace(" - ", " \u2014 ")

        return replace(story, headline=story.headline.upper(), paragraphs=tuple(map(restyle, story.paragraphs)))

    def rearranged(self, story: WireStory) -> WireStory:
        """Two paragraphs change places, and two neighbours are run together."""
        parts = list(story.paragraphs)
        if len(parts) > 3:
            one, other = self._rng.sample(range(1, len(parts)), 2)
            parts[one], parts[other] = parts[other], parts[one]
            at = self._rng.randrange(len(parts) - 1)
            parts[at : at + 2] = [f"{parts[at]} {parts[at + 1]}"]
        return replace(story, paragraphs=tuple(parts))

    def _time(self) -> datetime:
        return FIRST_DAY + timedelta(minutes=self._rng.randrange(60 * 24 * 30))


CHANGES: dict[str, Callable[[Desk, WireStory], WireStory]] = {
    "new lead": Desk.new_lead,
    "cut tail": Desk.cut_tail,
    "cut head": Desk.cut_head,
    "other credit": Desk.other_credit,
    "corrected number": Desk.corrected_number,
    "new headline": Desk.new_headline,
    "inserted paragraph": Desk.inserted,
    "local ending": Desk.local_ending,
    "other style": Desk.restyled,
    "rearranged": Desk.rearranged,
}
COPY_SHARE = 0.3
LOOKALIKE_SHARE = 0.1
REPORTS_A_COMMAND = 20


def write_stories(count: int, seed: int) -> list[WireStory]:
    """So many stories in the order of their publication: 30 percent of them copies, and 10 percent each situation reports,
    follow-ups and stories with shared boilerplate, which are copies of nothing (but may be copied themselves).
    """
    rng = random.Random(seed)
    desk = Desk(rng)
    lookalikes = round(count * LOOKALIKE_SHARE)
    stories: list[WireStory] = []
    while len(stories) < lookalikes:
        wanted = min(REPORTS_A_COMMAND, lookalikes - len(stories))
        stories += desk.situation_reports(range(len(stories), len(stories) + wanted))
    while len(stories) < 2 * lookalikes:
        outlet = desk.outlet()
        closing = desk.fill(BOILERPLATE.replace("{outlet}", outlet), {})
        for _ in range(min(10, 2 * lookalikes - len(stories))):
            stories.append(desk.with_boilerplate(desk.report(len(stories))[0], outlet, closing))
    originals = count - round(count * COPY_SHARE)
    followed: list[tuple[WireStory, dict[str, list[str]]]] = []
    while len(stories) < originals - lookalikes:
        followed.append(desk.report(len(stories)))
        stories.append(followed[-1][0])
    while len(stories) < originals:
        story, world = rng.choice(followed)
        stories.append(desk.follow_up(story, len(stories), world))
    # Copies are copied again: a third of them from a copy.
    copies: list[WireStory] = []
    while len(stories) + len(copies) < count:
        origin = rng.choice(copies) if copies and rng.random() < 1 / 3 else rng.choice(stories)
        copies.append(desk.copy(origin))
    return sorted([*stories, *copies], key=lambda story: (story.published_at, story.report, story.outlet, story.headline))
