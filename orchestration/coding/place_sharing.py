"""Whether a name says where, and the places that a trigger has of another deed of its sentence. Pure."""

from orchestration.coding.graph import Graph
from orchestration.coding.mention_parts import NOBODYS, ON_THE_GROUND, MentionParts
from orchestration.coding.model import PlaceMention
from orchestration.coding.participants import are_parted
from orchestration.coding.place_antecedents import CONTAINERS
from orchestration.coding.trigger_occasions import MEETING
from orchestration.coding.triggers import Trigger

SAID_AT = (("AGREE", MEETING), ("REQUEST", "PROTEST"))
SCENES = ("in", "near", "at", "around", "outside")
SCENE_CASES = ("at", "during")
SITE_CASES = ("in", "at", "outside", "inside", "near")
TOWN_KINDS = frozenset("suburb town village city hamlet district neighbourhood neighborhood area settlement port".split())
MEANWHILE = frozenset(("as", "when", "while", "after"))
HAVING = frozenset(("have",))
HOME_CASES = ("in", "at", "across", "outside")
OFFICES = frozenset(
    """government junta authority general ministry regulator lawmaker deputy parliament assembly legislature senate congress
    senator mp official prosecutor court judge tribunal president leader commander minister embassy king colonel ruler council
    magistrate cabinet administration diplomat ambassador mediator detective opposition agreement accord deal treaty
    pact""".split()
)  # they sit, or were made, in a town, and are of the whole country
TAKING_PART = ("nsubj", "nsubj:pass", "obl:agent", "obl", "obj")


def is_locative(parts: MentionParts, place: PlaceMention) -> bool:
    """Whether the name says where: under a preposition, as an object, or at the start; not "Kyiv's army" or a subject."""
    token = parts.graph.tokens[place.head_token]
    while token.deprel == "conj" and token.head >= 0:  # "Israel and the United States bombed"
        token = parts.graph.tokens[token.head]
    relation = token.deprel
    if relation == "compound" and _is_container(parts, place):
        return False  # "the Port-au-Prince suburb of Kenscoff"
    is_scene = place.precision != "country" or parts.graph.tokens[token.head].lemma.lower() in NOBODYS
    if relation == "compound" and is_scene and parts.is_event_noun(token.head):
        return True  # "the Geneva talks"
    if relation == "compound" and place.precision not in CONTAINERS and parts.graph.case(token.head) in SITE_CASES:
        return True  # "died in a Nairobi police cell"
    if (
        place.precision == "country"
        and parts.graph.case(token.index) == "for"
        and parts.graph.tokens[token.head].xpos == "VBG"
    ):
        return False  # "accused of spying for China"
    if relation in ("nsubj", "nsubj:pass", "nmod:poss", "compound", "amod") and place.relation == "in":
        is_placed = parts.graph.case(place.head_token) is not None or _is_part_of_name(parts, token.index)
        return relation == "nsubj:pass" or is_placed
    return True


def _is_part_of_name(parts: MentionParts, index: int) -> bool:
    """Whether the name is one of several under a preposition that end in one word: "in [Sool] and Sanaag regions", "in [North]
    and South Kivu"."""
    token = parts.graph.tokens[index]
    if token.deprel != "compound" or parts.graph.case(token.head) is None or parts.graph.child(index, "conj") is None:
        return False
    return any(token.head == place.head_token or place.first_token <= token.head <= place.last_token for place in parts.places)


def _is_container(parts: MentionParts, place: PlaceMention) -> bool:
    """Whether the name before a town's kind only tells where the town lies that is named behind it."""
    kind = parts.graph.tokens[parts.graph.tokens[place.head_token].head]
    if kind.lemma.lower() not in TOWN_KINDS:
        return False
    named = parts.graph.oblique(kind.index, "of")
    return any(other.head_token in named or other.first_token in named for other in parts.places)


def may_share(parts: MentionParts, trigger: Trigger, other: int) -> bool:
    """Whether the governing trigger's place is this one's too: participles, nouns and verbs in one clause, same violence."""
    token = parts.graph.tokens[trigger.head_token]
    governor = parts.attachment.triggers[other]
    if (trigger.event_type, governor.event_type) in SAID_AT:
        return True  # "met in Sochi and agreed", "marched in Lima to demand"
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


def place_meanwhile(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """Where the deed of the main clause was, for what was done as or before it was: "in Jos after youths looted shops"."""
    graph = parts.graph
    verb = graph.tokens[trigger.head_token]
    if verb.deprel != "advcl" or trigger.sense.pos != "VERB" or trigger.event_type not in ON_THE_GROUND:
        return None
    if not graph.has_lemma_child(verb.index, MEANWHILE, "mark", "advmod") or graph.has_lemma_child(verb.index, HAVING, "aux"):
        return None
    for place in parts.places:
        owner = parts.place_owner[id(place)]
        main = parts.attachment.triggers[owner] if owner is not None else trigger
        is_deed = verb.head in (main.head_token, main.light_verb) and main.event_type in ON_THE_GROUND
        is_town = place.precision != "country" and place.last_token < trigger.first_token and is_locative(parts, place)
        if is_deed and is_town and parts.attachment.shares_statement(place.head_token, trigger):
            return place
    return None


def place_of_next(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """The place behind the second of two deeds of the same doer: "killed 52 people and abducted 100 others [in Lubero]"."""
    other = parts.second_deed(trigger)
    if other is None:
        return None
    second = parts.attachment.triggers[other].head_token
    for place in parts.places:
        path = [place.head_token, *parts.graph.ancestors(place.head_token)]
        if parts.place_owner[id(place)] != other or second not in path:
            continue
        top = path[path.index(second) - 1]
        if top > second and parts.graph.case(top) in SCENES and parts.graph.case(place.head_token) in SCENES:
            return place
    return None


def home_of_doers(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """Where those are who do it, and no office that only sits there: "[dockers] in Callao accepted", "Monrovia [nurses] stay
    home"."""
    graph = parts.graph
    for subject in graph.surface_subjects(trigger.head_token):
        if graph.tokens[subject].lemma.lower() in OFFICES:
            continue
        for place in parts.places:
            token = graph.tokens[place.head_token]
            is_town = token.deprel == "compound" and place.precision not in CONTAINERS
            is_home = is_town or (token.deprel == "nmod" and graph.case(token.index) in HOME_CASES)
            is_named = place.kind == "literal" and place.is_resolved
            if token.head == subject and is_home and is_named and parts.attachment.shares_statement(token.index, trigger):
                return place
    return None


def place_beside(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """Where another deed was that tells who takes part, or that it is joined to: "taken away by bandits who invaded a church
    [in Kaduna]", "two cameramen covering a rally [in Tirana] were beaten", "was seized [in Algeciras], and four were held"."""
    if trigger.event_type not in ON_THE_GROUND or trigger.sense.pos != "VERB":
        return None
    graph = parts.graph
    for place in parts.places:
        owner = parts.place_owner[id(place)]
        token = graph.tokens[place.head_token]
        case = graph.case(token.head if token.deprel == "compound" else token.index)
        if place.kind != "literal" or owner is None or case not in SCENES:
            continue
        other = parts.attachment.triggers[owner]
        is_beside = _tells_who(graph, other.head_token, trigger) or _joined_to(graph, trigger, other)
        is_deed = other.event_type in ON_THE_GROUND and place.precision != "country"
        is_deed = is_deed and (token.deprel == "compound" or is_locative(parts, place))
        if is_beside and is_deed and parts.attachment.shares_statement(place.head_token, trigger):
            return place
    return None


def _tells_who(graph: Graph, deed: int, trigger: Trigger) -> bool:
    """Whether the deed stands in a clause on a participant of the trigger, and not as what was before."""
    for index in (deed, *graph.ancestors(deed)):
        token = graph.tokens[index]
        if token.head < 0 or (token.deprel == "aux" and token.text.lower() == "had"):
            return False
        above = graph.tokens[token.head]
        if token.deprel in ("acl", "acl:relcl"):
            is_before = any(graph.tokens[o].text.lower() == "had" for o in graph.dependents(index, "aux"))
            return above.head == trigger.head_token and above.deprel in TAKING_PART and not is_before
    return False


def _joined_to(graph: Graph, trigger: Trigger, other: Trigger) -> bool:
    """Whether "and" joins the trigger to the other deed, with nothing of an earlier time."""
    token = graph.tokens[trigger.head_token]
    if token.deprel != "conj" or token.head != other.head_token or graph.child(token.index, "mark") is not None:
        return False
    if are_parted(graph, other.head_token, token.index):
        return False
    return not any(graph.tokens[o].text.lower() in ("had", "will", "would") for o in graph.dependents(token.index, "aux"))
