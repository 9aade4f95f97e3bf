"""Places and numbers of one trigger; its time is told by `mention_times`. Pure.

Places: the slot that the trigger's sense names first ("seized the town of X"), then what hangs on the trigger, then what
opens the clause, then what the governing predicate has. One group, and so one mention, per place where a verb has
several as its objects (GUIDE, rule 8).
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.attachment import Attachment
from orchestration.coding.graph import Graph
from orchestration.coding.lost_appositions import is_measure
from orchestration.coding.model import EventMention, PlaceMention, Quantity, TimeMention
from orchestration.coding.participants import all_slot_heads, slot_heads
from orchestration.coding.quantities import indefinite_quantity, quantity_role
from orchestration.coding.quantity_lexicon import QuantityLexicon
from orchestration.coding.triggers import Trigger

PLACE_KINDS = ("literal", "common")
MAX_PLACES = 8
BEGINNINGS = ("begin", "start")
MUTUAL_EVENTS = ("CONSULT", "AGREE", "COOPERATE")
MOST_PARTIES = 30
PARTY_CASES = ("between", "with", "among")
LYING = ("lie", "sit", "stand", "locate", "situate")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl")
COMPLEMENTS = (*CLAUSES, "obj", "nsubj", "nmod")
VERBAL_EVENTS = ("LEGISLATE", "ACCUSE", "REJECT", "REQUEST", "SUPPORT", "AGREE", "SANCTION", "THREATEN", "AID", "CONCEDE")
AREA_NOUNS = frozenset(
    "territory soil border east west north south part region province coast land area district state city town village"
    " capital airspace waters frontier side swathe".split()
)
SCENE_CASES = ("at", "during")
ON_THE_GROUND = frozenset(("ASSAULT", "COERCE", "PROTEST"))
CONTAINERS = ("country", "region", "admin1")


class MentionParts:
    """The phrases of one sentence, ready to be asked what belongs to which trigger."""

    def __init__(
        self,
        graph: Graph,
        attachment: Attachment,
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        quantities: Sequence[Quantity],
        quantity_lexicon: QuantityLexicon,
    ) -> None:
        self.graph = graph
        self.attachment = attachment
        self.places = [place for place in places if place.kind in PLACE_KINDS]
        self.times = list(times)
        self.quantities = list(quantities)
        self.quantity_lexicon = quantity_lexicon
        self._trigger_heads = frozenset(index for trigger in attachment.triggers for index in trigger.token_indices)
        self.place_owner = {id(place): self._owner(place.head_token, COMPLEMENTS) for place in self.places}
        self.time_owner = {id(time): self._owner(time.head_token, CLAUSES) for time in self.times}
        self.quantity_owner = {
            id(quantity): None if self._is_aside(quantity.head_token) else attachment.owner(quantity.head_token)
            for quantity in self.quantities
        }

    def _owner(self, head: int, barriers: Sequence[str]) -> int | None:
        """The owner of a phrase; what stands inside the complement of a speech event is not where or when it is spoken,
        and what a relative clause tells of a noun ("a town held since May") not when the noun was taken.
        """
        owner = self.attachment.owner(head)
        if owner is None:
            return None
        trigger = self.attachment.triggers[owner[0]]
        for index in (head, *self.graph.ancestors(head)):
            token = self.graph.tokens[index]
            if index == owner[1]:
                break
            if trigger.event_type in VERBAL_EVENTS and token.deprel in barriers:
                is_of_helped = trigger.event_type == "AID" and token.deprel == "nmod"  # "food to refugees in Kassala"
                if not is_of_helped:
                    return None
            if barriers is COMPLEMENTS and token.deprel == "acl:relcl" and self._is_full_clause(index):
                return None
            if (
                barriers is COMPLEMENTS
                and token.deprel == "conj"
                and token.upos == "VERB"
                and index not in self._trigger_heads
            ):
                return None  # "arrested him and flew him to The Hague"
            if barriers is CLAUSES and token.deprel in ("acl", "acl:relcl") and self._tells_of_the_past(index):
                return None
        return owner[0]

    def _is_full_clause(self, index: int) -> bool:
        """Whether a relative clause tells something of its own ("NATO, which keeps 4,000 troops in X, sent ..."): it stands
        between commas and does not just say where a thing is ("a town, which lies 18 km away")."""
        token = self.graph.tokens[index]
        first = min([index, *self.graph.sentence.children[index]])
        if first == 0 or self.graph.tokens[first - 1 if self.graph.tokens[first].text != "," else first].text != ",":
            return False
        return token.upos == "VERB" and token.lemma.lower() not in LYING and index not in self._trigger_heads

    def _is_aside(self, head: int) -> bool:
        """Whether a relative clause without a trigger holds the phrase, which then measures nothing outside it."""
        for index in (head, *self.graph.ancestors(head)):
            if index in self._trigger_heads:
                return False
            if self.graph.tokens[index].deprel == "acl:relcl" and self._is_full_clause(index):
                return not any(index in self.graph.ancestors(trigger.head_token) for trigger in self.attachment.triggers)
        return False

    def _tells_of_the_past(self, index: int) -> bool:
        """Whether a clause on a noun has a past tense and a subject of its own; what "began" dates the noun itself."""
        token = self.graph.tokens[index]
        if token.lemma.lower() in BEGINNINGS or self.graph.child(index, "nsubj", "nsubj:pass") is None:
            return False
        auxiliary = self.graph.child(index, "aux", "aux:pass")
        return (token if auxiliary is None else self.graph.tokens[auxiliary]).xpos == "VBD"

    def places_under(self, heads: Sequence[int], avoid: Sequence[int]) -> list[PlaceMention]:
        """Place mentions that are one of `heads`, or hang on one as its name ("the town of X"), in text order."""
        found = []
        for place in self.places if heads else ():
            span = range(place.first_token, place.last_token + 1)
            if any(head in span for head in heads):
                found.append(place)
                continue
            path = (place.head_token, *self.graph.ancestors(place.head_token))
            for head in heads:
                if head in path and not set(path[: path.index(head)]) & set(avoid) and self._names(path[: path.index(head)]):
                    if place.precision != "country" or self.graph.tokens[head].lemma.lower() in AREA_NOUNS:
                        found.append(place)
                    break
        return found

    def is_trigger_noun(self, index: int) -> bool:
        return any(trigger.head_token == index and trigger.sense.pos == "NOUN" for trigger in self.attachment.triggers)

    def is_bare_place(self, head: int) -> bool:
        """Whether the token is the name of a town, region or sea, which is no actor by itself."""
        return any(
            place.kind == "literal"
            and place.precision not in (None, "country")
            and place.first_token <= head <= place.last_token
            for place in self.places
        )

    def counts_people(self, head: int) -> bool:
        """Whether the token is a bare number of people: "killed 32", "22 arrested"."""
        is_number = self.graph.tokens[head].upos == "NUM"
        return is_number and any(q.head_token == head and q.unit == "person" for q in self.quantities)

    def is_time(self, head: int) -> bool:
        """Whether the token is the name of a day or month."""
        return any(time.head_token == head and time.last_token - time.first_token < 2 for time in self.times)

    def _names(self, steps: Sequence[int]) -> bool:
        """Whether the way from a place up to a noun keeps to names, appositions and genitives."""
        allowed = ("nmod", "appos", "flat", "compound", "conj", "nmod:desc", "nmod:poss")
        return len(steps) <= 3 and all(self.graph.tokens[step].deprel in allowed for step in steps)


def place_groups(parts: MentionParts, index: int, trigger: Trigger) -> list[PlaceMention | None]:
    """The places of the trigger, one for each mention to be made; [None] where none is said."""
    inside = [p for p in parts.places if set(trigger.token_indices) & set(range(p.first_token, p.last_token + 1))]
    named = inside or parts.places_under([i for i in trigger.token_indices if i != trigger.first_token], ())
    if named and trigger.sense.place == ():
        return [named[0]]
    argument = _outermost(parts.graph, _argument_places(parts, trigger))
    if argument:
        main = min(
            argument,
            key=lambda p: (
                p.first_token < trigger.first_token,
                p.precision == "country",
                abs(p.head_token - trigger.head_token),
            ),
        )
        group = [p for p in argument if _coordinated(parts.graph, main, p)]
        if parts.graph.case(main.head_token) == "between":
            return [main]
        return list(_apart(group)[:MAX_PLACES])
    addressed = set(all_slot_heads(parts.graph, trigger, trigger.sense.recipient))
    own = [
        place
        for place in parts.places
        if parts.place_owner[id(place)] == index
        and _is_locative(parts, place)
        and not (place.head_token in addressed and place.precision == "country")
        and not _is_actors_own(parts.graph, place, trigger)
    ]
    own = [place for place in own if not any(_tells_where(parts.graph, place, other) for other in own)]
    if own:
        best = _best(parts, trigger, own)
        group = [p for p in own if _coordinated(parts.graph, best, p)]
        if parts.graph.case(best.head_token) == "between":
            return [best]
        return list(_apart(group)[:MAX_PLACES])
    where = _where_clause_place(parts, trigger) or _scene_place(parts, trigger)
    if where is not None:
        return [where]
    for other in parts.attachment.inherits_from(index):
        shared = [place for place in parts.places if parts.place_owner[id(place)] == other and _is_locative(parts, place)]
        if shared and _may_share(parts, trigger, other):
            return [_best(parts, trigger, shared)]
    opening = _opening_place(parts, trigger)
    return [opening]


def _argument_places(parts: MentionParts, trigger: Trigger) -> list[PlaceMention]:
    for slot in trigger.sense.place:
        heads = slot_heads(parts.graph, trigger, (slot,))
        if heads:
            found = [
                place
                for place in parts.places_under(heads, trigger.token_indices)
                if parts.attachment.shares_statement(place.head_token, trigger) or place.head_token in heads
            ]
            if found:
                return found
    return []


def _apart(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places without repeats, and without those that only say where another of them lies ("X in Lebanon")."""
    exact = [place for place in places if place.precision not in CONTAINERS]
    chosen = exact or list(places)
    seen: set[str] = set()
    kept = []
    for place in chosen:
        key = place.place_id or place.text
        if key not in seen:
            seen.add(key)
            kept.append(place)
    if not exact:
        smallest = sorted(kept, key=lambda p: (p.precision == "country", p.precision == "region"))
        return smallest[:1] if len({p.country_code for p in kept}) <= 1 else kept
    return kept


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
            return is_verbal or is_home or graph.case(place.head_token) == "to"
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
    return any(is_measure(graph.tokens[step].text) for step in path[: path.index(other.head_token)])


def _coordinated(graph: Graph, best: PlaceMention, other: PlaceMention) -> bool:
    if other is best:
        return True
    path = [other.head_token, *graph.ancestors(other.head_token)]
    if best.head_token not in path:
        path = [best.head_token, *graph.ancestors(best.head_token)]
        if other.head_token not in path:
            return False
        steps = path[: path.index(other.head_token)]
    else:
        steps = path[: path.index(best.head_token)]
    return all(graph.tokens[step].deprel in ("conj", "nmod") for step in steps) and any(
        graph.tokens[step].deprel == "conj" for step in steps
    )


def _is_locative(parts: MentionParts, place: PlaceMention) -> bool:
    """Whether the name says where: under a preposition, as an object, or at the start; not "Kyiv's army" or a subject."""
    token = parts.graph.tokens[place.head_token]
    while token.deprel == "conj" and token.head >= 0:  # "Israel and the United States bombed"
        token = parts.graph.tokens[token.head]
    relation = token.deprel
    if relation == "compound" and place.precision != "country" and parts.is_trigger_noun(token.head):
        return True  # "the Geneva talks"
    if relation in ("nsubj", "nsubj:pass", "nmod:poss", "compound", "amod") and place.relation == "in":
        return relation == "nsubj:pass" or parts.graph.case(place.head_token) is not None
    return True


def _best(parts: MentionParts, trigger: Trigger, places: Sequence[PlaceMention]) -> PlaceMention:
    """The most precise of the places, the nearest to the trigger among equals."""
    rank = {"exact": 0, "near": 0, None: 0, "admin1": 2, "region": 2, "country": 3}  # None: too small for the gazetteer
    return min(places, key=lambda p: (rank.get(p.precision, 1), p.relation == "from", abs(p.head_token - trigger.head_token)))


def _may_share(parts: MentionParts, trigger: Trigger, other: int) -> bool:
    """Whether the governing trigger's place is this one's too: participles, nouns and verbs in one clause, same violence."""
    token = parts.graph.tokens[trigger.head_token]
    governor = parts.attachment.triggers[other]
    if governor.event_type in ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT"):
        return False
    if token.deprel == "advcl" and parts.graph.child(trigger.head_token, "mark") is not None and token.xpos != "VBG":
        return False
    if token.deprel not in ("advcl", "conj", "obj", "obl", "nmod", "xcomp"):
        return False
    if token.deprel == "obl" and parts.graph.case(trigger.head_token) in SCENE_CASES:
        return True  # "In Lima police arrested nine people at a vigil"
    if {trigger.event_type, governor.event_type} <= ON_THE_GROUND and trigger.sense.pos == "VERB":
        has_own_doer = parts.graph.child(trigger.head_token, "nsubj", "nsubj:pass") is not None
        return not has_own_doer and trigger.event_mode != "deport"  # "overran a camp near Las Navas, killing its leader"
    return trigger.event_type == governor.event_type


def _where_clause_place(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """The place that "where" stands for: "in Astana, where leaders met"."""
    graph = parts.graph
    clause = graph.clause_head(trigger.head_token)
    token = graph.tokens[clause]
    if token.deprel != "acl:relcl" or not graph.has_lemma_child(clause, frozenset(("where",)), "advmod", "obl", "mark"):
        return None
    found = parts.places_under([token.head], ())
    return found[0] if found else None


def _scene_place(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """Where the event was at which it happened: "was shot at a rally in Bogota"."""
    for index, other in enumerate(parts.attachment.triggers):
        token = parts.graph.tokens[other.head_token]
        is_scene = token.deprel == "obl" and parts.graph.case(other.head_token) in SCENE_CASES and other.sense.pos == "NOUN"
        if not is_scene or token.head != trigger.head_token:
            continue
        found = [place for place in parts.places if parts.place_owner[id(place)] == index and _is_locative(parts, place)]
        if found:
            return _best(parts, other, found)
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
        governor = token.head
        clause = graph.clause_head(trigger.head_token)
        if place.last_token < trigger.first_token and parts.attachment.shares_statement(place.head_token, trigger):
            chain = [clause, *(a for a in graph.ancestors(clause) if graph.tokens[clause].deprel == "conj")]
            if governor in chain or governor == trigger.head_token:
                return place
    return None


def mention_quantities(parts: MentionParts, index: int, trigger: Trigger) -> list[Quantity]:
    """The numbers that measure the trigger, with the role that its predicate (or its effect verb) gives them."""
    found = []
    lexicon = parts.quantity_lexicon
    for quantity in parts.quantities:
        owner = parts.quantity_owner[id(quantity)]
        if owner is None or owner[0] != index:
            continue
        if trigger.event_type in MUTUAL_EVENTS and _counts_parties(parts.graph, quantity):
            continue
        token = parts.graph.tokens[owner[1]]
        is_object = _is_object(parts.graph, quantity.head_token, owner[1])
        role = quantity_role(quantity, token.lemma.lower(), trigger.event_type, trigger.event_mode, is_object, lexicon)
        found.append(quantity if role == quantity.role else replace(quantity, role=role))
    if not found:
        found.extend(_single_victims(parts, trigger))
    return found


def _counts_parties(graph: Graph, quantity: Quantity) -> bool:
    """Whether the number only tells how many there are of those who meet or agree ("with six world powers")."""
    if quantity.unit not in ("person", "count") or quantity.value is None or quantity.value > MOST_PARTIES:
        return False
    return graph.tokens[quantity.head_token].deprel.startswith("nsubj") or graph.case(quantity.head_token) in PARTY_CASES


def _single_victims(parts: MentionParts, trigger: Trigger) -> list[Quantity]:
    """ "A motorcyclist" killed, hurt or held counts as one person, where no number is said."""
    for verb in (trigger.head_token, *trigger.effects):
        for head in parts.graph.objects(verb):
            single = indefinite_quantity(parts.graph.sentence, head, parts.quantity_lexicon)
            if single is None:
                continue
            lemma = parts.graph.tokens[verb].lemma.lower()
            role = quantity_role(single, lemma, trigger.event_type, trigger.event_mode, True, parts.quantity_lexicon)
            if role in ("killed", "wounded", "captured"):
                return [replace(single, role=role)]
    return []


def _is_object(graph: Graph, head: int, predicate: int) -> bool:
    """Whether the number's noun is the logical object of the predicate."""
    return any(head == other or graph.is_under(head, other) for other in graph.objects(predicate))


def shared_quantities(parts: MentionParts, built: Sequence[tuple[Trigger, list[EventMention]]]) -> None:
    """Where one predicate made several mentions, a number that stands beside one place stays with that place's mention."""
    for _, mentions in built:
        if len(mentions) < 2:
            continue
        for quantity in list(mentions[0].quantities):
            if quantity.role != "distance":
                continue
            nearest = min(
                mentions, key=lambda m: abs((m.place.last_token if m.place is not None else 0) - quantity.first_token)
            )
            for mention in mentions:
                if mention is not nearest:
                    mention.quantities = [q for q in mention.quantities if q.char_start != quantity.char_start]
