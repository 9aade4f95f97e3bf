"""The places of one trigger. Pure.

The slot that the trigger's sense names comes first ("seized the town of X"), then what hangs on the trigger, then what
opens the clause, then what the governing predicate has. One group, and so one mention, per place where a verb has
several as its objects (GUIDE, rule 8).
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.lost_appositions import is_measure
from orchestration.coding.mention_parts import VERBAL_EVENTS, MentionParts
from orchestration.coding.model import PlaceMention
from orchestration.coding.participants import all_slot_heads, slot_heads
from orchestration.coding.place_antecedents import CONTAINERS, named_before, taken_up, where_clause_place
from orchestration.coding.place_flights import has_driven_out
from orchestration.coding.place_rows import goes_on
from orchestration.coding.place_sharing import (
    SCENE_CASES,
    SITE_CASES,
    home_of_doers,
    is_locative,
    may_share,
    place_beside,
    place_meanwhile,
    place_of_next,
)
from orchestration.coding.trigger_occasions import MEETING
from orchestration.coding.triggers import Trigger

COURTS = frozenset({"court", "judge", "tribunal", "jury", "magistrate", "prosecutor"})
JUDGED = frozenset({"ACCUSE", "SANCTION", "COERCE", "LEGISLATE", "RETREAT"})
ADDRESSING = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "CONCEDE", "SANCTION"))
GOVERNING = frozenset(("government", "junta", "regulator"))
MAX_PLACES = 8
PARTS = ("admin1", "region")
COURSES = (*SCENE_CASES, "in")
ROW_CASES = frozenset(("near", "in", "at", "toward", "towards", "around", "outside"))
WAYS = frozenset(("to", "toward", "towards", "into", "for", "across", "over"))
LEAVING = frozenset("flee escape vanish disappear retreat withdraw head drive ride speed run sail slip".split())


def place_groups(parts: MentionParts, index: int, trigger: Trigger) -> list[PlaceMention | None]:
    """The places of the trigger, one for each mention to be made; [None] where none is said."""
    inside = [p for p in parts.places if set(trigger.token_indices) & set(range(p.first_token, p.last_token + 1))]
    named = inside or parts.places_under([i for i in trigger.token_indices if i != trigger.first_token], ())
    if named and trigger.sense.place == ():
        return [named[0]]
    where_told = [place for place in _argument_places(parts, trigger) if not _is_side(parts.graph, place, trigger)]
    argument = _outermost(parts.graph, where_told)
    if argument and all(place.precision in CONTAINERS for place in argument):
        argument = _reached(parts, trigger) or _narrower(parts, index, argument) or argument
    if argument:
        main = min(
            argument,
            key=lambda p: (
                p.first_token < trigger.first_token,
                p.precision == "country",
                len(parts.graph.ancestors(p.head_token)),
                abs(p.head_token - trigger.head_token),
            ),
        )
        beside = [
            p for p in parts.places if p not in argument and p.precision not in CONTAINERS and p.first_token > main.last_token
        ]
        group = _group(parts, trigger, main, [*argument, *beside])  # "captured Goma in North Kivu and Bukavu in South Kivu"
        if parts.graph.case(main.head_token) == "between":
            return [main]
        return list(_apart(parts.graph, group)[:MAX_PLACES])
    addressed = set(all_slot_heads(parts.graph, trigger, trigger.sense.recipient))
    own = [
        place
        for place in parts.places
        if parts.place_owner[id(place)] == index
        and is_locative(parts, place)
        and not _is_of_addressed(parts.graph, place, trigger, addressed)
        and not _is_actors_own(parts.graph, place, trigger)
        and not _is_way_out(parts.graph, place, trigger)
        and not _is_seat(parts.graph, place)
        and not _is_side(parts.graph, place, trigger)
    ]
    own = [place for place in own if not any(_tells_where(parts.graph, place, other) for other in own)]
    where = where_clause_place(parts, trigger)
    if where is not None and all(_is_of_noun(parts.graph, place, trigger) for place in own):
        return [where]  # "in Belgrade, where they marched for the victims of a fire in Novi Sad"
    if own:
        best = _best(parts, trigger, own)
        group = _group(parts, trigger, best, own)
        if parts.graph.case(best.head_token) == "between":
            return [best]
        return list(_apart(parts.graph, group)[:MAX_PLACES])
    where = where or _scene_place(parts, trigger) or _place_of_whole(parts, trigger) or _court_place(parts, trigger)
    if where is not None:
        return [where]
    for other in parts.attachment.inherits_from(index):
        shared = [place for place in parts.places if parts.place_owner[id(place)] == other and is_locative(parts, place)]
        if shared and may_share(parts, trigger, other):
            return [_best(parts, trigger, shared)]
    where = _opening_place(parts, trigger) or place_of_next(parts, trigger) or _place_of_same(parts, index, trigger)
    return [where or place_beside(parts, trigger) or place_meanwhile(parts, trigger) or home_of_doers(parts, trigger)]


def _argument_places(parts: MentionParts, trigger: Trigger) -> list[PlaceMention]:
    """The places of the first slot that has one; a country only where no later slot tells more: "In Iraq he flew to Basra"."""
    country: list[PlaceMention] = []
    for slot in trigger.sense.place:
        heads = slot_heads(parts.graph, trigger, (slot,))
        if heads:
            under = parts.places_under(heads, trigger.token_indices)
            if not under and slot == "obj" and any(parts.graph.tokens[head].text.lower() == "it" for head in heads):
                under = taken_up(parts, min(heads))
            if not under and slot == "obj":
                under = parts.places_under([name for head in heads for name in named_before(parts.graph, head)], ())
            found = [
                place
                for place in under
                if parts.attachment.shares_statement(place.head_token, trigger) or place.head_token in heads
            ]
            if any(place.precision != "country" for place in found):
                return found
            country = country or found
    return country


def _reached(parts: MentionParts, trigger: Trigger) -> list[PlaceMention]:
    """The town that is the object, where the slot holds only what it lies in: "reached the town of Nasir in Upper Nile"."""
    if "obj" not in trigger.sense.place:
        return []
    found = parts.places_under(slot_heads(parts.graph, trigger, ("obj",)), trigger.token_indices)
    return [place for place in found if place.precision not in CONTAINERS]


def _narrower(parts: MentionParts, index: int, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The town right before the region that the slot holds: "strikes near Tyre in southern Lebanon"."""
    first = min(place.first_token for place in places)
    return [
        place
        for place in parts.places
        if place.precision not in CONTAINERS
        and place.last_token + 2 == first
        and parts.place_owner[id(place)] == index
        and parts.graph.case(place.head_token) in SITE_CASES
    ]


def _place_of_same(parts: MentionParts, index: int, trigger: Trigger) -> PlaceMention | None:
    """Where those were whom police met there: "marched through Bissau; police fired tear gas at them"."""
    before = parts.deed_of_same(index, trigger)
    if before is None:
        return None
    return next((place for place in place_groups(parts, before, parts.attachment.triggers[before]) if place is not None), None)


def _apart(graph: Graph, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places without repeats, and without those that only say where another of them lies ("X in Lebanon"), which those
    joined by "and" do not ("Sanaa and Al-Jawf")."""
    exact = [place for place in places if place.precision not in CONTAINERS]
    regions = {place.admin1_name for place in exact}
    if exact:
        joined = [p for p in places if p.precision in PARTS and p.admin1_name not in regions and _is_joined(graph, p)]
        exact = [place for place in places if place in exact or place in joined]
    chosen = exact or list(places)
    seen: set[str] = set()
    kept = []
    for place in chosen:
        key = place.place_id or place.text
        if key not in seen:
            seen.add(key)
            kept.append(place)
    if not exact:
        smallest = min(kept, key=lambda p: (p.precision == "country", p.precision == "region"))
        return [p for p in kept if p.precision == smallest.precision] if len({p.country_code for p in kept}) <= 1 else kept
    return kept


def _is_joined(graph: Graph, place: PlaceMention) -> bool:
    """Whether "and" stands right beside the name: "in Sanaa and Al-Jawf", "Beirut, Tyre and the Bekaa", "Zamfara and Kano"."""
    before = [token for token in graph.tokens[max(place.first_token - 2, 0) : place.first_token] if token.deprel != "det"]
    end = max(place.last_token, place.head_token) + 1  # "Sumy region and"
    return any(token.deprel == "cc" for token in (*before[-1:], *graph.tokens[end : end + 1]))


def _is_seat(graph: Graph, place: PlaceMention) -> bool:
    """ "A monitor based in Britain": where somebody sits is not where it happened."""
    token = graph.tokens[place.head_token]
    governor = graph.tokens[token.head] if token.head >= 0 else token
    return governor.lemma.lower() == "base" and governor.xpos == "VBN" and governor.deprel in ("acl", "amod", "acl:relcl")


def _is_side(graph: Graph, place: PlaceMention, trigger: Trigger) -> bool:
    """Whether the capital or country only names a side: "mediated between [Kigali] and Kinshasa", "its border with [Chad]",
    "expelled diplomats from [Iran]"."""
    is_mediated = graph.case(place.head_token) == "between" and trigger.event_mode == "third-party"
    before = graph.tokens[max(place.first_token - 2, 0) : place.first_token]
    is_beside = place.precision == "country" and any(token.text.lower() == "with" for token in before)
    is_hung_on_noun = trigger.event_mode != "withdraw" and graph.tokens[place.head_token].deprel == "nmod"
    is_origin = trigger.event_type == "SANCTION" and is_hung_on_noun and any(t.text.lower() == "from" for t in before)
    return is_mediated or is_beside or is_origin


def _is_actors_own(graph: Graph, place: PlaceMention, trigger: Trigger) -> bool:
    """Whether the place only tells where an actor is at home ("Lawmakers in Kyiv voted", "the ambassador to Bulgaria").

    A court's town is where it sentences, an attacker's where he attacks.
    """
    is_verbal = trigger.event_type in VERBAL_EVENTS and trigger.event_mode != "convict"
    for index in (place.head_token, *graph.ancestors(place.head_token)):
        if index in trigger.token_indices:
            return False
        if graph.tokens[index].deprel.startswith("nsubj"):
            is_home = place.precision == "country" and graph.case(place.head_token) in ("of", "from")
            is_home = is_home or (
                graph.tokens[index].lemma.lower() in GOVERNING and graph.tokens[place.head_token].head == index
            )
            return is_verbal or is_home or graph.case(place.head_token) == "to"
    return False


def _is_of_addressed(graph: Graph, place: PlaceMention, trigger: Trigger, addressed: set[int]) -> bool:
    """Whether the country is who is addressed, or whose: "received the ministers of France and Germany"; or the capital that
    stands for it: "lashed out at Canberra"."""
    if place.head_token in addressed:
        return place.precision == "country" or (trigger.event_type in ADDRESSING and trigger.event_mode != "withdraw")
    if place.precision != "country":
        return False
    is_said = trigger.event_type in VERBAL_EVENTS or trigger.event_type == MEETING
    if not is_said or graph.case(place.head_token) not in ("of", "from", None):
        return False
    return any(index in addressed for index in graph.ancestors(place.head_token) if index not in trigger.token_indices)


def _is_way_out(graph: Graph, place: PlaceMention, trigger: Trigger) -> bool:
    """Whether the place only tells where those who did it went: "burned trucks before fleeing towards the border"."""
    if graph.case(place.head_token) not in WAYS:
        return False
    for index in graph.ancestors(place.head_token):
        if index in trigger.token_indices:
            return False
        token = graph.tokens[index]
        if token.lemma.lower() in LEAVING:
            return token.deprel in ("advcl", "conj", "acl") or has_driven_out(graph, index, trigger.head_token)
    return False


def _outermost(graph: Graph, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places without those inside another one's phrase: of "the east of the country" the east stays."""
    return [
        place
        for place in places
        if not any(
            other is not place and other.first_token <= place.first_token and place.last_token <= other.last_token
            for other in places
        )
    ]


def _tells_where(graph: Graph, place: PlaceMention, other: PlaceMention) -> bool:
    """Whether `place` is only what the other one's distance is told from: "in Kidal, 1,500 km northeast of the capital"."""
    path = (place.head_token, *graph.ancestors(place.head_token))
    if place is other or other.head_token not in path:
        return False
    steps = (step for step in path[: path.index(other.head_token)] if not place.first_token <= step <= place.last_token)
    return any(is_measure(graph.tokens[step].text) for step in steps)


def _group(parts: MentionParts, trigger: Trigger, best: PlaceMention, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places joined to the best one, or to one that is: "near Kupyansk, near Synkivka, and toward Petropavlivka"."""

    def are_one_row(first: PlaceMention, second: PlaceMention) -> bool:
        is_joined = _coordinated(parts.graph, first, second) or parts.are_joined(first, second)
        return is_joined or goes_on(parts, trigger, first, second)

    members = [best]
    for _ in places:
        joined = [place for place in places if any(are_one_row(member, place) for member in members)]
        members.extend(place for place in joined if place not in members)
    return [place for place in places if place in members]


def _listed(graph: Graph, first: PlaceMention, second: PlaceMention) -> bool:
    """Whether both stand in one row under prepositions of place, with nothing but a comma or "and" between."""
    if second.first_token < first.first_token:
        first, second = second, first
    a, b = graph.tokens[first.head_token], graph.tokens[second.head_token]
    if a.head != b.head or {graph.case(a.index), graph.case(b.index)} - ROW_CASES:
        return False
    between = graph.tokens[first.last_token + 1 : second.first_token]
    return any(t.text == "," for t in between) and all(t.upos in ("PUNCT", "CCONJ", "ADP", "PRON") for t in between)


def _follows_region(graph: Graph, town: PlaceMention, other: PlaceMention) -> bool:
    """Whether the second town stands behind the region of the first: "captured Goma in North Kivu and [Bukavu]"."""
    token = graph.tokens[other.head_token]
    region = graph.tokens[token.head] if token.deprel == "conj" else token
    is_behind = town.last_token < region.index < other.first_token and region.deprel in ("obl", "nmod")
    is_inside = is_behind and graph.tokens[town.last_token + 1].text == "in" and graph.case(region.index) == "in"
    return is_inside and graph.child(other.head_token, "case") is None


def _coordinated(graph: Graph, best: PlaceMention, other: PlaceMention) -> bool:
    if other is best or _listed(graph, best, other) or _follows_region(graph, best, other):
        return True
    path = [other.head_token, *graph.ancestors(other.head_token)]
    if best.head_token not in path:
        path = [best.head_token, *graph.ancestors(best.head_token)]
        if other.head_token not in path:
            return False
        steps = path[: path.index(other.head_token)]
    else:
        steps = path[: path.index(best.head_token)]
    # "Kunar and Logar provinces"
    names = {i for place in (best, other) for i in range(place.first_token, place.last_token + 1)}
    return all(graph.tokens[step].deprel in ("conj", "nmod") or step in names for step in steps) and any(
        graph.tokens[step].deprel == "conj" for step in steps
    )


def _best(parts: MentionParts, trigger: Trigger, places: Sequence[PlaceMention]) -> PlaceMention:
    """The most precise of the places, the nearest to the trigger among equals."""
    rank = {"exact": 0, "near": 0, None: 0, "admin1": 3, "region": 3, "country": 5}  # None: too small for the gazetteer

    def order(place: PlaceMention) -> tuple[int, bool, int]:
        is_frame = place.precision == "region" and place.first_token <= 2  # "On Mindanao, two were shot in Bukidnon province"
        far = abs(place.head_token - trigger.head_token)
        return rank.get(place.precision, 1) + is_frame, place.relation == "from", far

    return min(places, key=order)


def _is_of_noun(graph: Graph, place: PlaceMention, trigger: Trigger) -> bool:
    """Whether the place hangs on another noun than the trigger's own words."""
    token = graph.tokens[place.head_token]
    return token.deprel == "nmod" and token.head not in trigger.token_indices


def _scene_place(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """Where the event was at which it happened: "was shot at a rally in Bogota"."""
    for index, other in enumerate(parts.attachment.triggers):
        token = parts.graph.tokens[other.head_token]
        is_scene = token.deprel == "obl" and parts.graph.case(other.head_token) in SCENE_CASES and other.sense.pos == "NOUN"
        if not is_scene or token.head != trigger.head_token:
            continue
        found = [place for place in parts.places if parts.place_owner[id(place)] == index and is_locative(parts, place)]
        if found:
            return _best(parts, other, found)
    return None


def _place_of_whole(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """Where the event was in whose course it happened: "riots in Lima in which police fired on a crowd"."""
    graph = parts.graph
    clause = graph.clause_head(trigger.head_token)
    token = graph.tokens[clause]
    if token.deprel != "acl:relcl" or not any(
        graph.tokens[child].text.lower() == "which" and graph.case(child) in COURSES for child in graph.children[clause]
    ):
        return None
    found = [place for place in parts.places_under([token.head], ()) if not graph.is_under(place.head_token, clause)]
    return _best(parts, trigger, found) if found else None


def _court_place(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """The town where a court sits, which is where it sentences: "A Nairobi court arraigned 83", "a judge in Columbus"."""
    if trigger.event_type not in JUDGED:
        return None
    graph = parts.graph
    for head in graph.subjects(trigger.head_token):
        if graph.tokens[head].lemma.lower() not in COURTS:
            continue
        for place in parts.places:
            token = graph.tokens[place.head_token]
            is_seat = token.head == head and (token.deprel == "compound" or graph.case(place.head_token) in ("in", "at"))
            if is_seat and place.precision not in CONTAINERS:
                return place
    return None


def _opening_place(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """The place that opens the sentence ("In Tel Aviv, families blocked ..."), for triggers of its main clauses."""
    graph = parts.graph
    for place in parts.places:
        if place.first_token > 6 or place.kind != "literal":
            continue
        token = graph.tokens[place.head_token]
        if not token.deprel.startswith(("obl", "nmod", "advmod")) or graph.case(place.head_token) is None:
            continue
        if _is_way_out(graph, place, trigger):
            continue
        governor, clause = token.head, graph.clause_head(trigger.head_token)
        if place.last_token < trigger.first_token and parts.attachment.shares_statement(place.head_token, trigger):
            chain = [clause, *(a for a in graph.ancestors(clause) if graph.tokens[clause].deprel in ("conj", "parataxis"))]
            if graph.tokens[governor].deprel == "parataxis" and place.first_token == 1:
                governor = graph.tokens[governor].head
            if governor in chain or governor == trigger.head_token:
                return place
    return None
