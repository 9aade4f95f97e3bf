"""The phrases of one sentence and the triggers that they belong to, and the numbers of one trigger. Pure.

Places and times of a trigger: `mention_places`, `mention_times`.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.attachment import Attachment
from orchestration.coding.graph import Graph
from orchestration.coding.model import EventMention, PlaceMention, Quantity, TimeMention
from orchestration.coding.noun_phrases import is_bare_multitude
from orchestration.coding.quantities import indefinite_quantity, quantity_role
from orchestration.coding.quantity_bearing import counts_victims, measures
from orchestration.coding.quantity_lexicon import QuantityLexicon
from orchestration.coding.triggers import Trigger

PLACE_KINDS = ("literal", "common")
ANSWERS = frozenset(("response", "retaliation", "reaction", "protest", "revenge", "reprisal"))
BEGINNINGS = ("begin", "start")
ON_THE_GROUND = frozenset(("ASSAULT", "COERCE", "PROTEST"))
MET = frozenset(("them", "him", "her"))
LYING = ("lie", "sit", "stand", "locate", "situate")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl")
COMPLEMENTS = (*CLAUSES, "obj", "nsubj", "nmod")
VERBAL_EVENTS = ("LEGISLATE", "ACCUSE", "REJECT", "REQUEST", "SUPPORT", "AGREE", "SANCTION", "THREATEN", "AID", "CONCEDE")
BLASTS = frozenset("blast explosion bomb bombing attack strike shooting stabbing raid".split())
NOBODYS = frozenset(
    "blast explosion bomb bombing shooting stabbing unrest coup violence riot fighting massacre".split()
)  # no state makes them by its bare name
AREA_NOUNS = frozenset(
    "territory soil border east west north south part region province coast land area district state city town village"
    " capital airspace waters frontier side swathe".split()
)


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
        self.place_owner = {
            id(place): self._charged(place.head_token, self._owner(place.head_token, COMPLEMENTS)) for place in self.places
        }
        self._joined: set[tuple[int, int]] = set()
        self._join_places()
        self.time_owner = {id(time): self._time_of_deed(time, self._owner(time.head_token, CLAUSES)) for time in self.times}
        self.quantity_owner = {
            id(quantity): self._measured_noun(quantity)
            or (None if self._is_elsewhere(quantity.head_token) else attachment.owner(quantity.head_token))
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
            if barriers is COMPLEMENTS and token.lemma.lower() in ANSWERS and self.graph.case(index) == "in":
                return None  # "mobilised its army in response to the arrival of a carrier in the Caribbean"
            if (
                barriers is COMPLEMENTS
                and token.deprel == "conj"
                and token.upos == "VERB"
                and index not in self._trigger_heads
            ):
                return None  # "arrested him and flew him to The Hague"
            if barriers is CLAUSES and token.deprel in ("acl", "acl:relcl") and self._tells_of_the_past(index):
                is_of_event = token.head == owner[1] and trigger.sense.pos == "NOUN" and self._is_its_subject(index)
                if not is_of_event:  # "the protests that swept the city on 29 July"
                    return None
        return owner[0]

    def _charged(self, place: int, owner: int | None) -> int | None:
        """What somebody is accused of, where the place is hung on that: "accused the army of [bombing] homes in X"."""
        if owner is None or self.attachment.triggers[owner].event_type != "ACCUSE" or self.graph.case(place) is None:
            return owner
        verb = self.attachment.triggers[owner].head_token
        for position, trigger in enumerate(self.attachment.triggers):
            token = self.graph.tokens[trigger.head_token]
            is_deed = token.xpos == "VBG" and token.head == verb and self.graph.case(trigger.head_token) in ("of", None)
            if is_deed and verb < trigger.head_token < place and trigger.event_type in ON_THE_GROUND:
                return position
        return owner

    def _time_of_deed(self, time: TimeMention, owner: int | None) -> int | None:
        """What somebody is accused of has the month or year behind it: "blames it for the [killing] of 500 this year"."""
        if owner is None or self.attachment.triggers[owner].event_type != "ACCUSE" or time.precision == "day":
            return owner
        verb = self.attachment.triggers[owner].head_token
        deed = owner
        for position, trigger in enumerate(self.attachment.triggers):
            if verb < trigger.head_token < time.first_token and trigger.event_type in ON_THE_GROUND:
                token = self.graph.tokens[trigger.head_token]
                is_named = token.xpos == "VBG" or self.graph.case(trigger.head_token) in ("of", "for", "over")
                if is_named and self.graph.is_under(trigger.head_token, verb):
                    deed = position
        return deed

    def _measured_noun(self, quantity: Quantity) -> tuple[int, int] | None:
        """The event whose length is told: "retook the town after two weeks of [clashes]"."""
        for position, trigger in enumerate(self.attachment.triggers if quantity.role == "duration" else ()):
            token = self.graph.tokens[trigger.head_token]
            is_of = token.deprel == "nmod" and token.head == quantity.head_token and self.graph.case(token.index) == "of"
            if is_of and trigger.sense.pos == "NOUN":
                return position, token.index
        return None

    def second_deed(self, trigger: Trigger) -> int | None:
        """The deed joined behind this one, of the same doer and with nothing of its own before it, or None."""
        graph = self.graph
        if trigger.event_type not in ON_THE_GROUND or graph.tokens[trigger.head_token].upos != "VERB":
            return None
        for other, second in enumerate(self.attachment.triggers):
            token = graph.tokens[second.head_token]
            is_joined = token.deprel == "conj" and token.head == trigger.head_token and token.upos == "VERB"
            has_own = graph.child(second.head_token, "nsubj", "nsubj:pass", "mark", "advmod") is not None
            if is_joined and not has_own and second.event_type in ON_THE_GROUND:
                return other
        return None

    def _join_places(self) -> None:
        """What follows "and" with the preposition of a place before it is of the same deed, wherever the tree hangs it:
        "bombing civilians in Kabul and [in Paktika]", "seized barracks in Diboli, on the border, and [in Nioro]"."""
        literal = [place for place in self.places if place.kind == "literal"]
        for position, place in enumerate(literal):
            noun = self._noun_with_case(place)
            case, joint = self.graph.case(noun), self.graph.child(noun, "cc")
            owner = self.place_owner[id(place)]
            if case is None or joint is None or self.graph.tokens[joint].text.lower() not in ("and", "or"):
                continue
            for other in reversed(literal[:position]):
                between = self.graph.tokens[other.last_token + 1 : place.first_token]
                if any(token.upos in ("VERB", "AUX") for token in between):
                    break
                told = self.place_owner[id(other)]
                if self.graph.case(self._noun_with_case(other)) == case and told not in (None, owner):
                    self.place_owner[id(place)] = told
                    self._joined |= {(id(place), id(other)), (id(other), id(place))}
                    break

    def are_joined(self, place: PlaceMention, other: PlaceMention) -> bool:
        """Whether "and" joins them in the text, though not in the tree."""
        return (id(place), id(other)) in self._joined

    def _noun_with_case(self, place: PlaceMention) -> int:
        """The noun that carries the preposition: "in Paktika [province]"."""
        token = self.graph.tokens[place.head_token]
        is_modifier = token.deprel == "compound" and token.head > token.index
        return token.head if is_modifier else place.head_token

    def _is_its_subject(self, verb: int) -> bool:
        """Whether the noun that the clause tells of is its subject: "the raid that killed 12"."""
        subject = self.graph.child(verb, "nsubj", "nsubj:pass")
        return subject is not None and self.graph.is_relative_pronoun(subject)

    def _is_full_clause(self, index: int) -> bool:
        """Whether a relative clause tells something of its own ("NATO, which keeps 4,000 troops in X, sent ..."): it stands
        between commas and does not just say where a thing is ("a town, which lies 18 km away")."""
        token = self.graph.tokens[index]
        first = min([index, *self.graph.sentence.children[index]])
        if first == 0 or self.graph.tokens[first - 1 if self.graph.tokens[first].text != "," else first].text != ",":
            return False
        return token.upos == "VERB" and token.lemma.lower() not in LYING and index not in self._trigger_heads

    def _is_elsewhere(self, head: int) -> bool:
        """Whether a clause without a trigger holds the phrase, which then measures nothing outside it.

        A relative one ("a town, which lies ..."), or one that is joined with a subject of its own ("and 46 schools shut"),
        unless it tells what became of people in an attack ("and four succumbed").
        """
        owner = self.attachment.owner(head)
        is_attack = owner is not None and self.attachment.triggers[owner[0]].event_type == "ASSAULT"
        fates = self.quantity_lexicon.predicates if is_attack else {}
        for index in (head, *self.graph.ancestors(head)):
            if index in self._trigger_heads:
                return False
            token = self.graph.tokens[index]
            is_clause = token.deprel == "conj" and token.upos == "VERB" and token.lemma.lower() not in fates
            has_own = self.graph.child(index, "nsubj", "nsubj:pass") is not None
            if is_clause and (has_own or (not is_attack and self._is_object_of(head, index))):
                return not any(index in self.graph.ancestors(trigger.head_token) for trigger in self.attachment.triggers)
            if self.graph.tokens[index].deprel == "acl:relcl" and self._is_full_clause(index):
                return not any(index in self.graph.ancestors(trigger.head_token) for trigger in self.attachment.triggers)
        return False

    def _is_object_of(self, head: int, verb: int) -> bool:
        """Whether the number counts what the verb acts on: "moved its troops and opened [two shelters]"."""
        direct = self.graph.child(verb, "obj")
        return direct is not None and (head == direct or self.graph.is_under(head, direct))

    def _tells_of_the_past(self, index: int) -> bool:
        """Whether a clause on a noun has a past tense and a subject of its own; what "began" dates the noun itself."""
        token = self.graph.tokens[index]
        if token.lemma.lower() in BEGINNINGS or self.graph.child(index, "nsubj", "nsubj:pass") is None:
            return False
        auxiliary = self.graph.child(index, "aux", "aux:pass")
        return (token if auxiliary is None else self.graph.tokens[auxiliary]).xpos == "VBD"

    def deed_of_same(self, index: int, trigger: Trigger) -> int | None:
        """The position of the deed before of those to whom this one is done: "marched; police fired tear gas at [them]"."""
        graph = self.graph
        if trigger.event_type not in ON_THE_GROUND or trigger.sense.pos != "VERB":
            return None
        verb = trigger.head_token
        while graph.tokens[verb].deprel == "conj" and graph.child(verb, "nsubj", "nsubj:pass") is None:
            verb = graph.tokens[verb].head
        if not any(graph.tokens[other].text.lower() in MET for other in graph.dependents(verb, "obj", "obl")):
            return None
        before = self.attachment.triggers[:index]
        return next(
            (i for i in range(index - 1, -1, -1) if before[i].event_type in ON_THE_GROUND and before[i].last_token < verb),
            None,
        )

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

    def is_event_noun(self, index: int) -> bool:
        """Whether the noun is a trigger, or names the violence that a verb tells of: "the Kabul blast killed six"."""
        return self.is_trigger_noun(index) or self.graph.tokens[index].lemma.lower() in BLASTS

    def is_bare_place(self, head: int) -> bool:
        """Whether the token is the name of a town, region or sea, which is no actor by itself."""
        return any(
            place.kind == "literal"
            and place.precision not in (None, "country")
            and place.first_token <= head <= place.last_token
            for place in self.places
        )

    def counts_people(self, head: int) -> bool:
        """Whether the token is a bare number of people: "killed 32", "22 arrested", "tens of thousands"."""
        if is_bare_multitude(self.graph.sentence, head):
            return True
        is_number = self.graph.tokens[head].upos == "NUM"
        return is_number and any(q.head_token == head and q.unit == "person" for q in self.quantities)

    def is_time(self, head: int) -> bool:
        """Whether the token is the name of a day or month."""
        return any(time.head_token == head and time.last_token - time.first_token < 2 for time in self.times)

    def _names(self, steps: Sequence[int]) -> bool:
        """Whether the way from a place up to a noun keeps to names, appositions and genitives."""
        allowed = ("nmod", "appos", "flat", "compound", "conj", "nmod:desc", "nmod:poss")
        return len(steps) <= 3 and all(self.graph.tokens[step].deprel in allowed for step in steps)


def mention_quantities(parts: MentionParts, index: int, trigger: Trigger) -> list[Quantity]:
    """The numbers that measure the trigger, with the role that its predicate (or its effect verb) gives them."""
    found = []
    lexicon = parts.quantity_lexicon
    for quantity in parts.quantities:
        owner = parts.quantity_owner[id(quantity)]
        is_told_which = owner is not None and _is_done_to_counted(parts.graph, quantity, trigger.head_token)
        if owner is None or (owner[0] != index and not is_told_which):
            continue
        if not measures(parts.graph, quantity, trigger, lexicon):
            continue
        if counts_victims(parts.graph, quantity, trigger):
            quantity = replace(quantity, unit="person")
        predicate = trigger.head_token if is_told_which else owner[1]
        token = parts.graph.tokens[predicate]
        is_object = is_told_which or _is_object(parts.graph, quantity.head_token, predicate)
        role = quantity_role(quantity, token.lemma.lower(), trigger.event_type, trigger.event_mode, is_object, lexicon)
        found.append(quantity if role == quantity.role else replace(quantity, role=role))
    if not found:
        found.extend(_single_victims(parts, trigger))
    return found


def _is_done_to_counted(graph: Graph, quantity: Quantity, verb: int) -> bool:
    """Whether the participle tells what was done to all who are counted, of whom more is told: "three men [detained] in June
    were freed"."""
    token, noun = graph.tokens[verb], graph.tokens[quantity.head_token]
    is_told_of = token.head == noun.index and token.deprel in ("acl", "acl:relcl") and token.xpos == "VBN"
    return is_told_of and noun.deprel.startswith("nsubj") and quantity.unit == "person"


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
