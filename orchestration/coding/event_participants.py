"""Who did it and to whom: the participants of a trigger, from its frame and from what the sentence implies. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.actor_meaning import code_parts
from orchestration.coding.actor_names import COUNTRY_KINDS
from orchestration.coding.actor_resolution import STATE_FORCES, ActorResolution
from orchestration.coding.actors import CodedActor
from orchestration.coding.anaphors import GROUPS, STATES, is_anaphor, is_everybody
from orchestration.coding.attribution import SPEECH_EVENTS
from orchestration.coding.graph import Graph
from orchestration.coding.implied_actors import ITS, PART, holders_of, implied_actors, launchers, owners_of
from orchestration.coding.mention_parts import MentionParts
from orchestration.coding.model import Participant, TimeMention
from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.coding.participants import (
    PARTITIVES,
    all_slot_heads,
    are_mutual,
    are_parted,
    endured_by,
    left_harmed,
    main_nominals,
    slot_heads,
)
from orchestration.coding.parties import as_participant, codes_of, countries_of
from orchestration.coding.recipients import are_opponents, has_no_home, implied_recipients, without_venue
from orchestration.coding.scenes import is_placed, is_site, without_scenes
from orchestration.coding.telling_doers import does_what_it_tells
from orchestration.coding.triggers import Trigger
from orchestration.coding.unsaid_recipients import (
    HARMING,
    Belongings,
    Sufferers,
    fired_words,
    is_downing,
    is_person_hit,
    unnamed_people,
)
from orchestration.coding.victims import Battlefields, Launches, as_those_hit

ADDRESSED = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "OPP", "REB"))
AT_OWN_RULERS = frozenset(("REQUEST", "PROTEST", "ACCUSE"))
CIVILIANS = frozenset(("CVL", "BUS", "LAB", "EDU", "JRN", "MED", "REF", "SOC", "REL"))
AT_OPPONENTS = frozenset(("REJECT", "THREATEN"))  # no state refuses its own army
GATHERINGS = frozenset("protest rally vigil march demonstration sit-in gathering procession".split())
TALLYING = frozenset("count record register report tally log put".split())  # "counted 3,800 dead": fighters, too
STATE_KINDS = (*COUNTRY_KINDS, "body")  # "Brussels"
STATE_CASES = (None, "by", "of")
ARMED = ("REB", "PRM", "CRM", "UAF", "MIL", "COP")
SPOKEN_TO = (None, "to", "on", "against", "at")
ADDRESSED_CASES: dict[str, tuple[str | None, ...]] = {
    "SANCTION": ("from", "to"),
    "AID": ("to", "for"),
    "CONSULT": ("between",),
    **dict.fromkeys(("ACCUSE", "THREATEN", "SUPPORT"), SPOKEN_TO),
    **dict.fromkeys(("REQUEST", "REJECT"), (*SPOKEN_TO, "from", "by", "of")),
    "AGREE": ("from",),
}
AIMED_CASES = ("on", "against")  # "to restore sanctions on Tehran"
POLICING = ("COP", "MIL")
SUFFERED = frozenset("arrest detention release imprisonment jailing assassination murder death".split())
REGIONS = frozenset("state province region canton governorate emirate territory oblast".split())
PERSONAL = frozenset(("he", "she", "they", "him", "her", "them"))
REFUGE_CASES = ("into", "to", "across", "towards", "toward")
CROWD_MODES = ("demo", "riot", "obstruct")  # who protests in a country is of its people


class EventParticipants:
    """The participants of the triggers of one article, in text order: whom an attack hits depends on the attacks before."""

    def __init__(self, people: ActorResolution, belongings: Belongings) -> None:
        self.people = people
        self._belongings = belongings
        self._sufferers = Sufferers()
        self._battlefields = Battlefields(people.main_country)
        self._launches = Launches()

    def of(
        self,
        graph: Graph,
        parts: MentionParts,
        trigger: Trigger,
        country: str | None,
        speaker: CodedActor | None,
        time: TimeMention | None = None,
    ) -> list[Participant]:
        """The participants of one trigger. country: where it is; speaker: who says the sentence."""
        sense = trigger.sense
        actors = main_nominals(graph, slot_heads(graph, trigger, sense.actor))
        actors = [head for head in actors if graph.tokens[head].lemma.lower() not in PART]  # "responsibility for killing X"
        struck: list[int] = []
        if trigger.event_type == "ASSAULT":
            struck = [head for head in actors if graph.tokens[head].deprel == "compound" and is_site(graph, head)]
            actors = [head for head in actors if head not in struck]
        actors = [head for head in without_scenes(graph, parts, trigger, actors) if not self._is_manner(graph, head)]
        if trigger.event_type == "ASSAULT":
            actors = launchers(graph, actors)
        if not actors:
            implied = without_scenes(graph, parts, trigger, main_nominals(graph, implied_actors(graph, trigger)))
            meant = {head: self.people.resolve(graph, head, country, speaker) for head in implied}
            never = POLICING if trigger.event_type == "PROTEST" else ()  # "police killed 51 people during protests"
            actors = [h for h in implied if any(actor.code and actor.sector not in never for actor in meant[h])]
        is_moved = trigger.event_type == "MOBILIZE" or (trigger.event_type, trigger.event_mode) == ("RETREAT", "withdraw")
        if not actors and is_moved and "obj" not in (*sense.recipient, *sense.place):
            moved = "nmod:of" if sense.pos == "NOUN" else "obj"
            actors = main_nominals(graph, slot_heads(graph, trigger, (moved,)))  # a force that is moved stands for its mover
        recipients = [h for h in main_nominals(graph, all_slot_heads(graph, trigger, sense.recipient)) if h not in actors]
        if trigger.event_type == "ASSAULT":
            recipients = main_nominals(graph, endured_by(graph, trigger)) or recipients or struck
            recipients = launchers(graph, recipients) if is_downing(graph, trigger) else recipients
        harmed = [*left_harmed(graph, trigger), *(h for effect in trigger.felt_effects for h in graph.objects(effect))]
        suffering = [h for h in main_nominals(graph, harmed) if h not in (trigger.head_token, *recipients, *actors)]
        suffering = [h for h in suffering if not are_parted(graph, h, trigger.head_token)]
        recipients.extend(dict.fromkeys(suffering))
        owners: list[int] = []
        if trigger.event_type in HARMING:
            recipients.extend(h for h in holders_of(graph, trigger, recipients) if h not in recipients)
            hit = [coded for h in recipients for coded in self.people.resolve(graph, h, country, speaker)]
            owners = [] if any(coded.code for coded in hit) else owners_of(graph, trigger, recipients)
            if hit:
                owners = [owner for owner in owners if graph.tokens[owner].text.lower() in ITS]  # "shelled [its] posts"
            recipients.extend(owners)
        found: list[Participant] = []
        near: list[Participant] = []
        fighting: set[str] = set()
        for role, heads in (("actor", actors), ("recipient", recipients)):
            seen: set[tuple[str, str | None]] = set()
            for head in heads:
                if parts.is_time(head):
                    continue  # "rejected Thursday an appeal"
                region = self._region(graph, head) if role == "actor" else None
                if region is not None:
                    found.append(as_participant(role, region))
                    continue
                resolved = self.people.resolve(graph, head, country, speaker)
                is_gathering = graph.tokens[head].lemma.lower() in GATHERINGS
                is_number = parts.counts_people(head) and graph.tokens[trigger.head_token].lemma.lower() not in TALLYING
                are_fighters = any(p.role == "recipient" and code_parts(p.code or "")[1] in ARMED for p in found)
                if role == "recipient" and trigger.event_type in HARMING and (is_gathering or is_number) and not are_fighters:
                    resolved = [c for c in resolved if c.sector] or self.people.uncalled(graph, head, country)
                for coded in resolved:
                    if (coded.text, coded.code) in seen or self._is_no_actor(graph, head, coded):
                        continue
                    if role == "actor" and is_placed(graph, head, coded):
                        continue
                    speaking = (*STATE_CASES, "from") if trigger.event_type in SPEECH_EVENTS else STATE_CASES
                    cases = speaking if role == "actor" else ADDRESSED_CASES.get(trigger.event_type, ())
                    if parts.is_bare_place(head) and not self._names_state(graph, head, cases):
                        continue
                    noun = graph.tokens[head].lemma.lower()
                    if role == "recipient" and coded.is_from_context and has_no_home(trigger, noun, coded, found):
                        continue
                    if role == "recipient" and trigger.event_type in SPEECH_EVENTS and is_everybody(graph, head):
                        continue  # "urged all parties to hold fire"
                    if role == "recipient" and noun in SUFFERED and graph.child(head, "nmod:poss") is not None:
                        continue  # "condemned Lissu's arrest"
                    is_own = trigger.event_type == "REJECT" and any(p.code == coded.code for p in found)
                    if role == "recipient" and is_own:
                        continue  # "withdrew its offer": not what another asks
                    if role == "recipient" and head in owners and self._is_doer(found, coded):
                        continue  # "arrested two bloggers and took their phones": not those of the police
                    is_deed = role == "recipient" and trigger.event_type not in SPEECH_EVENTS
                    if is_deed and noun in GROUPS | STATES and is_anaphor(graph, head) and self._is_doer(found, coded):
                        continue  # "The Taliban denied sheltering the group"
                    coded = self._in_office(coded, trigger, time)
                    if role == "actor" and trigger.event_type == "ASSAULT":
                        coded = self._battlefields.attacker(coded, graph.tokens[head].lemma.lower())
                    if role == "actor" and coded.country and coded.sector in STATE_FORCES:
                        fighting.add(coded.country)
                    if head in suffering and coded.is_from_context:
                        coded = as_those_hit(coded, found)
                    if role == "recipient":
                        coded = self._opposed(graph, coded, trigger, fighting, found, country)
                    seen.add((coded.text, coded.code))
                    found.append(as_participant(role, coded))
                    if coded.country == country and (coded.is_from_context or " in " in coded.text):
                        near.append(found[-1])
        found = without_venue(graph, trigger, found, near, country, self.people.context.counts)
        if trigger.event_type == "ASSAULT":
            self._battlefields.observe(fighting, country)
            self._remember_launch(graph, trigger, actors, found, country)
        is_counted = bool(actors) and all(graph.tokens[head].lemma.lower() in PARTITIVES for head in actors)
        is_crowd = trigger.event_mode in CROWD_MODES and (trigger.sense.pos == "NOUN" or is_counted)
        if is_crowd and country is not None and not any(p.role == "actor" for p in found):
            token = graph.tokens[trigger.head_token]
            found.append(Participant("actor", token.text, f"{country} CVL", None, token.char_start, token.char_end))
        is_undone = not any(participant.role == "actor" for participant in found)
        if is_undone and speaker is not None and does_what_it_tells(graph, trigger, speaker, found):
            found.append(as_participant("actor", speaker))
        if trigger.event_type == "ACCUSE" and are_mutual(graph, trigger):
            found.extend([replace(participant, role="recipient") for participant in found if participant.role == "actor"])
        if not codes_of(found, "recipient"):
            unsaid = self._unsaid(graph, trigger, recipients, found, country, speaker)
            found = [p for p in found if p.code or not unsaid or p.role == "actor"] + unsaid
        self._sufferers.observe(graph.sentence.index, trigger, found)
        if not codes_of(found, "recipient"):
            found.extend(self._implied(graph, parts, trigger, found, country, speaker))
        return [_as_counterpart(participant, found) for participant in found]

    def _unsaid(
        self,
        graph: Graph,
        trigger: Trigger,
        heads: Sequence[int],
        found: Sequence[Participant],
        country: str | None,
        speaker: CodedActor | None,
    ) -> list[Participant]:
        """Whom a deed hits where its frame names nobody. heads: what fills the frame; found: who does it."""
        if trigger.event_type not in HARMING and trigger.event_mode != "release":
            return []
        if trigger.event_type == "ASSAULT" and is_downing(graph, trigger) and heads:
            fired = self._launches.of_downed(graph.sentence.index, fired_words(graph, heads))
            own = {*(participant.code for participant in found), speaker.code if speaker is not None else None}
            if fired and not any(participant.code in own for participant in fired):
                return [replace(participant, role="recipient") for participant in fired]
        joined = self._sufferers.of_joined(graph, trigger, self._belongings)
        if joined:
            return joined
        people = unnamed_people(graph, trigger, heads)
        if people:
            same = self._sufferers.of_before(graph.sentence.index, trigger)
            return same or [as_participant("recipient", coded) for coded in self.people.uncalled(graph, people[0], country)]
        strangers = [p for p in found if p.role == "recipient" and is_person_hit(graph, trigger, p)]
        if strangers:
            return [replace(p, code=c.code) for p in strangers for c in self.people.uncalled(graph, heads[0], country)]
        things = dict.fromkeys((*heads, *graph.objects(trigger.head_token)))
        holders = ((head, self._belongings.holder(graph, head)) for head in things)
        return [
            as_participant("recipient", coded)
            for head, sector in holders
            if sector is not None
            for coded in self.people.uncalled(graph, head, country, sector)
        ]

    @staticmethod
    def _is_doer(found: Sequence[Participant], coded: CodedActor) -> bool:
        """Whether it is one of those who do it, or the country of whose government one is."""
        own = (coded.code, f"{coded.code} GOV")
        return coded.code is not None and any(p.role == "actor" and p.code in own for p in found)

    def _remember_launch(
        self, graph: Graph, trigger: Trigger, actors: Sequence[int], found: list[Participant], country: str | None
    ) -> None:
        """Take in who fires, or name him where only the weapon is named: "one of the [drones] hit a house"."""
        position = graph.sentence.index
        doers = [participant for participant in found if participant.role == "actor"]
        if doers:
            told = (*trigger.token_indices, *graph.objects(trigger.head_token))
            self._launches.observe(position, (graph.tokens[index].lemma.lower() for index in told), doers)
        else:
            named = (other for head in actors for other in sorted(graph.subtree(head)))
            found.extend(self._launches.of(position, (graph.tokens[other].lemma.lower() for other in named), country))

    def _region(self, graph: Graph, head: int) -> CodedActor | None:
        """The state or province that acts as its country's does: "California sued", "the state of Kano banned"."""
        if not graph.tokens[head].deprel.startswith("nsubj") or graph.case(head) is not None:
            return None
        if graph.child(head, "nmod:desc") is not None:
            return None  # "the mining group Nevada"
        of = graph.oblique(head, "of") if graph.tokens[head].lemma.lower() in REGIONS else []
        name = of[0] if of else head
        for place in self.people.places[graph.sentence.index]:
            if place.first_token <= name <= place.last_token and place.precision == "admin1" and place.country_code:
                code = f"{place.country_code} GOV"
                return CodedActor(place.text, code, None, place.country_code, "GOV", place.char_start, place.char_end)
        return None

    def _in_office(self, coded: CodedActor, trigger: Trigger, time: TimeMention | None) -> CodedActor:
        """Who has left office since, by the office held at the event: "in November 2019 Evo Morales resigned"."""
        if coded.sector != "ELI" or coded.actor_key is None or coded.actor_key not in self.people.actors.actors:
            return coded
        actor = self.people.actors.actors[coded.actor_key]
        period = None
        if trigger.event_mode == "resign":
            period = max(actor.periods, key=lambda held: held.valid_to or "")
        elif time is not None and time.date_start:
            start = time.date_start
            period = actor.period_on(start if len(start) == 10 else f"{start}-28" if len(start) == 7 else f"{start[:4]}-06-28")
        if period is None:
            return coded
        country, sector = code_parts(period.code)
        return replace(coded, code=period.code, country=country, sector=sector)

    def _opposed(
        self,
        graph: Graph,
        coded: CodedActor,
        trigger: Trigger,
        fighting: set[str],
        found: Sequence[Participant],
        place_country: str | None,
    ) -> CodedActor:
        """The recipient, where the context gave it a country: whom soldiers attack or a state arms is another's than theirs,
        and who flees into a country is not of it."""
        if trigger.event_type == "ASSAULT":
            coded = self._battlefields.victim(coded, frozenset(fighting), place_country)
            if coded.is_from_context and coded.sector == "MIL" and coded.country in fighting:
                return self.people.of_other_country(graph, coded, fighting)
        if trigger.event_type == "AID" and coded.is_from_context and coded.sector == "REB":
            givers = countries_of(found)
            if coded.country in givers:  # "Iran supplied the rebels": not those who fight Iran
                return self.people.of_other_country(graph, coded, givers)
        if coded.is_from_context and coded.country == place_country and self._is_refuge(graph, trigger, place_country):
            return self.people.of_other_country(graph, coded, (place_country,))
        return coded

    def _is_refuge(self, graph: Graph, trigger: Trigger, country: str | None) -> bool:
        """Whether the country is only where those who flee go: "thousands of families crossed into Chad"."""
        if trigger.event_mode != "deport" or trigger.sense.actor:
            return False
        return any(
            place.country_code == country
            and (place.precision == "country" or self.people.main_country not in (None, country))
            and graph.case(place.head_token) in REFUGE_CASES
            and graph.is_under(place.head_token, trigger.head_token)
            for place in self.people.places[graph.sentence.index]
        )

    def _names_state(self, graph: Graph, head: int, cases: Sequence[str | None]) -> bool:
        """Whether the token is the name of a country or capital that stands for its state, or of a town that stands for a
        body, under one of the prepositions: "Tokyo, which signed", "recalled its envoy from Paris"; no bare town."""
        names = self.people.names.names[graph.sentence.index]
        return graph.case(head) in cases and any(
            name.kind in STATE_KINDS and name.first_token <= head <= name.last_token for name in names
        )

    def _implied(
        self,
        graph: Graph,
        parts: MentionParts,
        trigger: Trigger,
        actors: list[Participant],
        country: str | None,
        speaker: CodedActor | None,
    ) -> list[Participant]:
        """The recipients that no slot of the frame holds: another state, or a body or person of the actor's own."""
        told = {actor.text for actor in actors}
        doers = countries_of(actors)
        codes = {actor.code for actor in actors}
        for heads in implied_recipients(graph, trigger):
            found: list[Participant] = []
            for head in main_nominals(graph, heads):
                for coded in self.people.resolve(graph, head, country, speaker):
                    cases = ADDRESSED_CASES["REJECT"] if trigger.event_type == "REJECT" else (None, *AIMED_CASES)
                    is_scene = parts.is_bare_place(head) and not self._names_state(graph, head, cases)
                    if coded.country is None or is_scene or coded.text in told:
                        continue
                    is_guessed = coded.is_from_context and not _is_personal(graph, head)
                    is_other = coded.country not in doers and not is_guessed
                    is_own = coded.sector in ADDRESSED and coded.code not in codes and trigger.event_type in AT_OWN_RULERS
                    if trigger.event_type in AT_OPPONENTS:
                        is_own = are_opponents(actors, coded) or (
                            trigger.event_type == "THREATEN" and coded.sector in CIVILIANS and coded.code not in codes
                        )
                    if is_other or is_own:
                        found.append(as_participant("recipient", coded))
            if found:
                return found
        return []

    def _is_manner(self, graph: Graph, head: int) -> bool:
        """Whether a noun before the event's tells how or when it was done and of nobody: "a [lightning] offensive"."""
        if graph.tokens[head].deprel != "compound" or graph.tokens[head].upos == "PROPN":
            return False
        return not any(coded.code or coded.sector for coded in self.people.resolve(graph, head))

    def _is_no_actor(self, graph: Graph, head: int, coded: CodedActor) -> bool:
        """Whether the phrase is a thing, place or idea: nothing tells a sector, and the country is only the context's."""
        if coded.sector is None and coded.is_from_context and not self.people.discourse.is_pronoun(graph, head):
            return True
        if graph.tokens[head].text in CALENDAR_WORDS and coded.actor_key is None:
            return True
        known = coded.code or coded.actor_key or coded.sector
        return known is None and graph.tokens[head].upos != "PROPN"


def _is_personal(graph: Graph, head: int) -> bool:
    """Whether the token is "he", "them" or the like, of persons told before, and no owner."""
    return graph.tokens[head].text.lower() in PERSONAL and graph.tokens[head].deprel != "nmod:poss"


def _as_counterpart(participant: Participant, found: Sequence[Participant]) -> Participant:
    """ "His Iranian [counterpart]" is of the sector of the one who meets him."""
    code = participant.code
    if code is None or " " in code or "counterpart" not in participant.text.lower():
        return participant
    others = (other.code.split() for other in found if other.code and other is not participant)
    sector = next((parts[1] for parts in others if len(parts) == 2 and parts[0] != code), None)
    return replace(participant, code=f"{code} {sector}") if sector is not None else participant
