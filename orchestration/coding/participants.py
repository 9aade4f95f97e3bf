"""Which noun phrases fill the actor, recipient and place slots of a trigger. Pure.

Slots are those of `trigger_lexicon.TriggerSense`; they answer with the head tokens of noun phrases, coordination
unfolded. Nothing is said here of who they are: see `actors.py`.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import PLURAL_TAGS
from orchestration.coding.triggers import Trigger

SIDE_SLOTS = ("compound", "amod")


def slot_heads(graph: Graph, trigger: Trigger, slots: Sequence[str]) -> list[int]:
    """Head tokens of the first slot that is filled; empty where none is."""
    for slot in slots:
        if slot == "none":
            return []
        heads = _slot(graph, trigger, slot)
        if heads:
            own = {trigger.head_token} if slot in SIDE_SLOTS and _names_its_side(trigger) else _common_words(graph, trigger)
            found = [head for head in heads if head not in own]
            if found:
                return found
    is_told_of = trigger.sense.pos == "NOUN" and "poss" not in slots and bool(_slot(graph, trigger, "nmod:of"))
    return _slot(graph, trigger, "poss") if is_told_of else []  # "[Kenya]'s arrest of a reporter"


def all_slot_heads(graph: Graph, trigger: Trigger, slots: Sequence[str]) -> list[int]:
    """Head tokens of every filled slot, each once, in text order."""
    filled = {slot: _slot(graph, trigger, slot) for slot in slots if slot != "none"}
    found = {head for heads in filled.values() for head in heads}
    if not found:
        return []
    named = "nmod:of" if trigger.sense.pos == "NOUN" else "obj"  # "the expulsion of two diplomats", "supplied the rebels with"
    told_of = filled.get(named, [])
    return sorted(found - (_common_words(graph, trigger) - set(told_of)))


def _names_its_side(trigger: Trigger) -> bool:
    """Whether a modifier names both the event and its actor ("in rebel hands"): the sense has it as first actor slot."""
    return bool(trigger.sense.actor) and trigger.sense.actor[0] in SIDE_SLOTS


def _common_words(graph: Graph, trigger: Trigger) -> set[int]:
    """The trigger's words that are no names: in "support for Russia" Russia is also who is supported."""
    own = {index for index in trigger.token_indices if graph.tokens[index].upos != "PROPN"}
    if trigger.event_type == "ASSAULT":
        own = {index for index in own if graph.case(index) not in ("on", "against")}  # "strikes on Houthi targets"
    return own | {trigger.head_token}


def _slot(graph: Graph, trigger: Trigger, slot: str) -> list[int]:
    head = trigger.head_token
    kind, _, preposition = slot.partition(":")
    if kind == "subj":
        return _subjects(graph, trigger)
    if kind == "obj":
        return graph.objects(head)
    if kind == "iobj":
        direct = graph.child(head, "iobj")
        return graph.conjuncts(direct) if direct is not None else []
    if kind == "lv_subj":
        return _light_verb_subjects(graph, trigger)
    if kind == "governor":
        return _governing_subjects(graph, head)
    if kind == "poss":
        owner = graph.child(head, "nmod:poss")
        if owner is None and trigger.sense.pos == "VERB":
            return _owners_of_object(graph, head)
        return graph.conjuncts(owner) if owner is not None else []
    if kind in ("amod", "compound"):
        nearest = [o for o in graph.children[head] if graph.tokens[o].deprel in (kind, "nmod:desc") and o < head]
        before = [joined for other in nearest for joined in graph.conjuncts(other) if joined < head]
        return before if kind == "compound" else [other for other in before if graph.tokens[other].text[:1].isupper()]
    if kind in ("obl", "nmod"):
        return _prepositional(graph, trigger, preposition)
    return []


def _owners_of_object(graph: Graph, verb: int) -> list[int]:
    """Whose a verb's object is: "turned down [the president's] offer", "rejected [American] demands"."""
    direct = graph.child(verb, "nsubj:pass" if graph.is_passive(verb) else "obj")
    if direct is None:
        return []
    owner = graph.child(direct, "nmod:poss")
    if owner is not None:
        return graph.conjuncts(owner)
    return [other for other in graph.dependents(direct, "amod", "compound") if graph.tokens[other].text[:1].isupper()]


def _subjects(graph: Graph, trigger: Trigger) -> list[int]:
    head = trigger.head_token
    if graph.tokens[head].upos in ("NOUN", "PROPN") and graph.child(head, "nsubj", "cop") is None:
        return _light_verb_subjects(graph, trigger)
    return graph.subjects(head)


def are_mutual(graph: Graph, trigger: Trigger) -> bool:
    """Whether they do it to one another: "accused each other", "each side blamed the other"."""
    return any(_one_another(graph, other) for other in graph.objects(trigger.head_token))


def _one_another(graph: Graph, index: int) -> list[int]:
    """Those who do to one another what the verb says: "[both sides] accused each other of breaking the truce"."""
    token = graph.tokens[index]
    if token.deprel != "obj":
        return []
    text = token.text.lower()
    before = graph.tokens[index - 1].text.lower() if index > 0 else ""
    following = graph.tokens[index + 1].text.lower() if index + 1 < len(graph.tokens) else ""
    is_mutual = (before, text) in RECIPROCAL or (text, following) in RECIPROCAL
    if (before, text) == ("the", "other"):
        is_mutual = any(other.text.lower() == "each" for other in graph.tokens[:index])
    return graph.subjects(token.head) if is_mutual else []


def _titled(graph: Graph, title: int) -> list[int]:
    """The persons to whom a title in the plural belongs: "presidents [Yoweri Museveni] and [Paul Kagame]"."""
    if graph.tokens[title].xpos not in PLURAL_TAGS or title + 1 >= len(graph.tokens):
        return []
    name = title + 1
    while graph.tokens[name].deprel.startswith("flat") and graph.tokens[name].head > title:
        name = graph.tokens[name].head
    members = graph.conjuncts(name)
    return members if len(members) > 1 and all(graph.tokens[member].upos == "PROPN" for member in members) else []


def _light_verb_subjects(graph: Graph, trigger: Trigger) -> list[int]:
    """The doers of the verb that carries an event noun: "launched an attack", "an attack was launched by"; what "triggered
    riots" is no rioter."""
    verb = trigger.light_verb
    if verb is None or endured_by(graph, trigger):
        return []
    is_roused = trigger.event_type == "PROTEST" and graph.tokens[verb].lemma.lower() in ROUSING
    return [] if is_roused else graph.subjects(verb)


def endured_by(graph: Graph, trigger: Trigger) -> list[int]:
    """Whom the attack hits where the verb over it tells of the other side: "repelled four assaults", "suffered an attack"."""
    token = graph.tokens[trigger.head_token]
    if token.upos != "NOUN" or token.deprel not in ("obj", "nsubj:pass") or token.head < 0:
        return []
    return graph.subjects(token.head) if graph.tokens[token.head].lemma.lower() in ENDURING else []


def left_harmed(graph: Graph, trigger: Trigger) -> list[int]:
    """Whom an attack "left dead" ("opened fire and left nine people dead"), who "died in" it, or "when" it came."""
    if trigger.event_type != "ASSAULT":
        return []
    head = trigger.head_token
    token = graph.tokens[head]
    verbs = graph.dependents(head, "conj", "advcl")
    is_occasion = token.deprel == "advcl" or (token.deprel == "obl" and graph.case(head) == "in")
    if is_occasion and graph.tokens[token.head].lemma.lower() in DYING:
        return graph.subjects(token.head)
    fallen = [subject for verb in verbs if graph.tokens[verb].lemma.lower() in DYING for subject in graph.subjects(verb)]
    if fallen:
        return fallen
    if token.deprel.startswith("nsubj") and token.head >= 0:
        verbs = [token.head, *verbs]
    found: list[int] = []
    for verb in verbs:
        if graph.tokens[verb].lemma.lower() != "leave":
            continue
        for noun in graph.objects(verb):
            states = (*graph.dependents(noun, "amod", "acl"), *graph.dependents(verb, "xcomp"))
            if any(graph.tokens[state].text.lower() in HARMED for state in states):
                found.append(noun)
    return found


def are_parted(graph: Graph, index: int, other: int) -> bool:
    """Whether a semicolon parts the two: what one clause tells is nothing to the other."""
    return any(token.text == ";" for token in graph.tokens[min(index, other) : max(index, other)])


def _governing_subjects(graph: Graph, noun: int) -> list[int]:
    """Who acts in the clause that an event noun is the circumstance of: "On a visit to Tirana, the chancellor praised"."""
    token = graph.tokens[noun]
    is_circumstance = token.deprel in ("obl", "advcl") and graph.case(noun) in CIRCUMSTANCE_CASES
    return graph.subjects(token.head) if is_circumstance and token.head >= 0 else []


def _prepositional(graph: Graph, trigger: Trigger, preposition: str) -> list[int]:
    """Nouns under the preposition that hang on the trigger, its object, or the light verb that carries it."""
    governors = [trigger.head_token]
    if trigger.light_verb is not None:
        governors.append(trigger.light_verb)
    direct = graph.child(trigger.head_token, "obj")
    if direct is not None:
        governors.extend(graph.conjuncts(direct))  # "drones and missiles at Ukraine"
    token = graph.tokens[trigger.head_token]
    if preposition == "between" and token.head >= 0 and token.deprel.startswith("nsubj"):
        governors.append(token.head)  # "clashes erupted between settlers and villagers"
    if preposition == "between":
        governors.extend(graph.dependents(trigger.head_token, "acl"))
    governors.extend(index for index in trigger.token_indices if index != trigger.head_token)
    governors.extend(amount for index in tuple(governors) for amount in graph.oblique(index, "of"))  # "duties of 27% on"
    if trigger.event_type == "REQUEST" and preposition == "of":
        governors = [index for index in governors if graph.tokens[index].lemma.lower() not in UNDERGONE]
    found: list[int] = []
    for governor in governors:
        for other in graph.oblique(governor, preposition):
            found.extend(graph.conjuncts(other))
        if found:
            return list(dict.fromkeys(found))
    return []


def counted_before(graph: Graph, number: int) -> int | None:
    """The noun that a number alone leaves out: "56 people had been injured and [22] arrested"."""
    token = graph.tokens[number]
    if token.upos != "NUM" or token.deprel not in COUNTED_PLACES or graph.oblique(number, "of"):
        return None
    for noun in reversed(graph.tokens[:number]):
        if noun.text == ";":
            return None
        if noun.upos == "NOUN" and noun.deprel in COUNTED_PLACES and graph.child(noun.index, "nummod") is not None:
            return noun.index
        if noun.upos == "NUM" and noun.deprel in COUNTED_PLACES and (of := graph.oblique(noun.index, "of")):
            return of[0]  # "five of its soldiers had been killed and 68 wounded"
    return None


def main_nominals(graph: Graph, heads: Sequence[int]) -> list[int]:
    """The heads, with "dozens of", "a group of", "two of" replaced by what they measure, "each other" and the title of
    several by whom they mean."""
    found: list[int] = []
    for head in (member for named in heads for member in _one_another(graph, named) or _titled(graph, named) or (named,)):
        token = graph.tokens[head]
        if token.deprel == "obl" and graph.is_relative_pronoun(head):
            found.extend(graph.antecedent(token.head, head))  # "Chad, with which it broke off relations"
            continue
        if token.upos == "NUM" or token.lemma.lower() in PARTITIVES:
            inner = graph.oblique(head, "of")
            if inner:
                found.extend(graph.conjuncts(inner[0]))
                continue
        if token.lemma.lower() in COLLECTIVES:
            inner = graph.oblique(head, "of")
            members = graph.conjuncts(inner[0]) if inner else []
            if len(members) > 1:
                found.extend(members)  # "a convoy of Malian soldiers and Russian mercenaries"
                continue
        if token.lemma.lower() in SENT:
            inner = graph.oblique(head, "of", "from")
            members = graph.conjuncts(inner[0]) if inner else []
            if len(members) > 1 and all(graph.tokens[member].upos == "NOUN" for member in members):
                found.extend(members)  # "envoys of the government and the rebels"
                continue
        found.append(head)
    return found


RECIPROCAL = frozenset((("each", "other"), ("one", "another")))
ENDURING = frozenset("repel repulse suffer face withstand resist endure survive rebuff fend beat thwart foil halt".split())
ROUSING = frozenset(("trigger", "unleash"))
HARMED = frozenset("dead wounded injured hospitalised hospitalized maimed homeless".split())
DYING = frozenset(("die", "perish"))
COUNTED_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "conj"})
CIRCUMSTANCE_CASES = frozenset({"on", "during", "in", "after", "before", "at", "for", "following"})
UNDERGONE = frozenset(  # "demanded the release of the crew": they are not asked
    """release return freeing liberation life death killing treatment arrest extradition handover repatriation protection
    evacuation rescue safety delivery supply transfer prosecution trial rights""".split()
)
SENT = frozenset("envoy delegate delegation representative negotiator official leader commander emissary".split())
COLLECTIVES = frozenset("convoy column patrol contingent coalition alliance mix combination force".split())
PARTITIVES = frozenset(
    "dozen hundred thousand score million number couple group handful some many most several rest part"
    " majority member ten few all both wave series lot one any each".split()
)
