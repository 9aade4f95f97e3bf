"""Which triggers of a sentence only tell what a speech event demands, refuses or threatens, and so are no mentions. Pure.

GUIDE, settled 6: "demanded the release of the crew" is one mention, "the release of the crew seized in May" is two.
"""

from orchestration.coding.graph import Graph
from orchestration.coding.trigger_frames import is_verb_read_as_adjective
from orchestration.coding.trigger_occasions import MEETING
from orchestration.coding.triggers import TAKING, Trigger

OCCASIONS = frozenset(("after", "as", "when", "since", "because", "while", "once"))
COMPLEMENT_MARKS = frozenset(("against", "of", "from", "that", "over", "with"))
CONDITIONS = frozenset(("if", "unless"))
IF, ANY = frozenset(("if",)), frozenset(("any",))
INVERTED = frozenset(("should", "were"))
CHARGES = frozenset("accusation allegation charge claim suggestion assertion insinuation".split())
THAT = frozenset(("that",))
TOLD = frozenset("report claim suggestion rumour rumor story notion".split())
NEWS = TOLD | {"evidence", "fact", "news", "revelation", "finding", "sign", "allegation"}
FROM = frozenset(("from",))
UNLESS = frozenset(("unless",))
NEGATIONS = frozenset(("not", "n't"))
MARKED_OUT = frozenset(("acl", "amod"))
CIRCUMSTANCES = frozenset(("on", "during", "after", "before", "amid", "following"))  # "on a visit, he called for ..."
FINITE_OR_READ_SO = frozenset(("VBD", "VBZ", "VBP", "VBN"))
ANSWERED = frozenset(("REQUEST", "ACCUSE", "THREATEN"))


def only_demanded(graph: Graph, found: list[Trigger]) -> set[int]:
    """Positions in `found` of the triggers that stand inside the complement of another."""
    drops: set[int] = set()
    for trigger in found:
        if trigger.sense.complement not in TAKING:
            continue
        for position, other in enumerate(found):
            path = graph.ancestors(other.head_token)
            if other is trigger or trigger.head_token not in path:
                continue
            steps = [other.head_token, *path[: path.index(trigger.head_token)]]
            is_condition = trigger.sense.complement == "threatens" and _is_conditional(graph, steps)
            is_told = is_condition or _is_occasion(graph, other, steps[-1]) or _is_beside(graph, steps)
            if not is_told and not _is_answered(graph, trigger, other):
                drops.add(position)
    return drops


def _is_occasion(graph: Graph, other: Trigger, top: int) -> bool:
    """Whether it is the meeting at which the demand or threat was made: "In a phone call on Saturday, he pressed them to"."""
    token = graph.tokens[top]
    return other.event_type == MEETING and token.deprel == "obl" and graph.case(top) in ("in", "at", "over")


def _is_conditional(graph: Graph, steps: list[int]) -> bool:
    """Whether it is what would bring on what is threatened: "warned that it would act if Iran [attacked]", "should warships
    [sail] through", "any [strike] would be answered"."""
    for step in steps:
        if graph.has_lemma_child(step, ANY, "det") and graph.tokens[step].deprel.startswith("nsubj"):
            return True
        if graph.tokens[step].deprel != "advcl":
            continue
        inverted = next(
            (o for o in graph.dependents(step, "aux", "aux:pass") if graph.tokens[o].text.lower() in INVERTED), None
        )
        subject = graph.child(step, "nsubj", "nsubj:pass")
        if inverted is not None and subject is not None and inverted < subject:
            return True
        if graph.has_lemma_child(step, IF, "mark"):
            return not _is_negated_condition(graph, step)
    return False


def _is_negated_condition(graph: Graph, step: int) -> bool:
    """ "if the group did not [free] the hostages", "unless it freed them": what is demanded, as in any ultimatum."""
    if graph.has_lemma_child(step, UNLESS, "mark"):
        return True
    return graph.has_lemma_child(step, IF, "mark") and graph.has_lemma_child(step, NEGATIONS, "advmod")


def told_by_other(graph: Graph, trigger: Trigger, status: str, found: list[Trigger]) -> bool:
    """Whether another trigger tells what came of it: "could not prevent the rebels from [taking] the town", "dropped its plan
    to [expel] the envoy", "rejected reports that its troops had [fired]"; or it only says who somebody is."""
    head = trigger.head_token
    case = graph.child(head, "case")
    if case and graph.case(head) == "for" and graph.tokens[case - 1].lemma.lower() == "warrant":
        return any(case - 1 in other.token_indices for other in found)  # "issued a warrant for the [arrest] of"
    if graph.tokens[head].lemma.lower() == "suspect" and graph.tokens[head].deprel in MARKED_OUT:
        return True  # "two men [suspected] of the killing were arrested": who they are
    if trigger.event_type == "COERCE" and status == "negated" and trigger.sense.pos == "VERB":
        kept = [o for o in graph.children[head] if graph.has_lemma_child(o, FROM, "mark")]
        return any(other.head_token in kept for other in found)
    if trigger.event_type == "PROTEST" and graph.tokens[head].xpos == "VBG" and graph.tokens[head].deprel in ("acl", "advcl"):
        protests = {other.head_token for other in found if other.event_type == "PROTEST" and other.head_token < head}
        return not protests.isdisjoint(graph.ancestors(head))  # "protested, some of them [carrying] flags"
    told = graph.dependents(head, "obj", "nsubj:pass")
    if trigger.event_type == "REJECT":
        told = [noun for noun in told if graph.tokens[noun].lemma.lower() in TOLD]
    elif trigger.event_type != "CONCEDE":
        return False
    holding = {o for noun in told for o in graph.dependents(noun, "acl")}
    if trigger.event_type == "CONCEDE":
        holding = {o for o in holding if graph.tokens[o].xpos != "VBG"}  # "revoked the decree [dissolving] the council"
    return any(other.head_token in holding for other in found)


def _is_beside(graph: Graph, steps: list[int]) -> bool:
    """Whether the way up from a trigger to a demand leaves what is demanded: the facts told of it, its subject, its occasion.

    "the release of hostages seized by Hamas", "refused to leave after rebels attacked": seized and attacked they were.
    """
    tokens = graph.tokens
    for step in steps:
        relation = tokens[step].deprel
        if relation == "acl:relcl" and graph.child(step, "mark") is not None and graph.child(step, "nsubj") is not None:
            continue  # "the demand that the group lay down its arms"
        above = graph.tokens[tokens[step].head].lemma.lower()
        if relation in ("acl", "ccomp") and above in CHARGES and graph.has_lemma_child(step, THAT, "mark"):
            return True  # "rejected accusations that its troops are [fighting] there"
        is_content = above not in NEWS and graph.has_lemma_child(step, THAT, "mark")  # "the demand that it [lay] down arms"
        if relation in ("acl:relcl", "parataxis") or (
            relation == "acl" and tokens[step].xpos in ("VBN", "VBD") and not is_content
        ):
            return True
        if relation == "advcl" and graph.has_lemma_child(step, OCCASIONS, "mark", "case", "advmod"):
            return True
        if is_hung_wrong(graph, step):
            return True
        if relation == "advcl" and step < steps[-1] and graph.has_lemma_child(step, CONDITIONS, "mark"):
            return True  # "If Caracas ignores the order, Guyana will ...": told before the threat
    last = tokens[steps[-1]]
    if last.deprel == "advcl":
        if last.index > last.head and _is_negated_condition(graph, last.index):
            return False  # "threatened to close the strait unless Britain freed a tanker"
        if last.index < last.head and graph.child(last.index, "nsubj") is not None:
            return True  # "With rebels shelling the town, she appealed for help"
        return last.xpos != "VB" and not graph.has_lemma_child(last.index, COMPLEMENT_MARKS, "mark", "case")
    if last.deprel == "obl" and graph.case(last.index) in CIRCUMSTANCES:
        return True
    return last.deprel == "nsubj" or (last.deprel == "conj" and not _is_bare(graph, last.index))


def _is_bare(graph: Graph, index: int) -> bool:
    """ "told them to leave or [be] killed": no deed, wherever the parser joined it."""
    return any(graph.tokens[o].text.lower() == "be" for o in graph.dependents(index, "aux", "aux:pass"))


def is_hung_wrong(graph: Graph, index: int) -> bool:
    """ "urged them to let food through and threatened sanctions": a finite verb that the parser joined to an infinitive."""
    token = graph.tokens[index]
    is_joined = token.deprel == "conj" and token.xpos in FINITE_OR_READ_SO
    return is_joined and not _is_bare(graph, index) and graph.tokens[token.head].xpos in ("VB", "VBG")


def _is_answered(graph: Graph, trigger: Trigger, other: Trigger, is_clause: bool = False) -> bool:
    """Whether the other speech is what is refused: "rejected Turkey's call for a truce" tells of both; who "rejected all
    calls for a truce" is not said to have been called on by anybody."""
    if trigger.event_type != "REJECT" or other.event_type not in ANSWERED:
        return False
    if is_clause or other.sense.pos == "VERB":
        return is_clause and other.sense.pos == "VERB"
    return any(
        graph.tokens[child].deprel == "nmod:poss"
        or (graph.tokens[child].deprel == "amod" and graph.tokens[child].text[:1].isupper())
        or (graph.tokens[child].deprel.startswith(("nmod", "acl")) and graph.case(child) in ("by", "from", "of", None))
        for child in graph.children[other.head_token]
    )


def stands_alone(graph: Graph, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether a trigger below a demand or refusal is told all the same: itself refused, or a misplaced verb."""
    head = trigger.head_token
    token = graph.tokens[head]
    if is_hung_wrong(graph, head) or is_verb_read_as_adjective(graph.sentence, token):
        return trigger.sense.pos == "VERB"
    if token.deprel not in ("obj", "nsubj:pass", "obl", "ccomp", "parataxis"):
        return False
    is_clause = token.deprel in ("ccomp", "parataxis")  # "Moscow accused Kyiv of it, a claim Ukraine rejected"
    return any(_is_answered(graph, other, trigger, is_clause) and token.head in other.token_indices for other in found)
