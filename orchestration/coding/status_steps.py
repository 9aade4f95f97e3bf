"""What the links of the tree do to a status on the way from a word to its governor: "planned to", "the fear of". Pure."""

from collections.abc import Mapping

from orchestration.coding.graph import Graph
from orchestration.coding.lasting import has_since, is_left_in_place
from orchestration.coding.status_circumstances import is_judged, is_occasion
from orchestration.coding.status_clauses import (
    DEEDS,
    ORDERING,
    granted,
    is_asked_how,
    is_called_offence,
    is_faced,
    is_given_up,
    is_kept_in_vain,
    is_known_deed,
    is_obligation,
    is_outcome,
    is_pending,
    is_present,
    is_ranked,
    is_scheduled,
    is_stopped_before,
    is_told_as_over,
    is_voiced_there,
    pos_of,
    wanted_state,
)
from orchestration.coding.status_words import CONDITIONS, NAMED, has_tensed_passive, is_definite

SINCE = frozenset(("since",))
CIRCUMSTANCE_MARKS = frozenset(
    ("after", "as", "while", "because", "although", "though", "when", "where", "whereas", "until", "till", "once",
     "before", "despite", "alongside", "amid", "following", "besides", "given")
)  # fmt: skip
CONTRARY = frozenset(("still", "instead", "now", "later"))
CLAUSE_NOUNS = ("nsubj", "nsubj:pass", "ccomp", "root", "parataxis")
SOUGHT_CASES = frozenset(("for", "toward", "towards"))
WHOEVER = frozenset(("anyone", "anybody", "whoever", "any", "everyone", "anything", "someone"))
RULES = frozenset(
    """law bill treaty act decree deal agreement accord plan ruling legislation order rule constitution pact resolution motion
    amendment ordinance edict directive mandate regulation charter verdict waiver""".split()
)
LETTING = frozenset("allow permit let oblige compel enable authorise authorize".split())
DARING = frozenset(("dare", "challenge"))
SENDING = frozenset(("send", "deploy", "dispatch", "hire", "recruit", "come", "arrive"))  # "troops sent to fight the rebels"
HOLDING = frozenset("control dominate hold rule own know possess".split())  # "has come to control the coast"
PLACED = frozenset(("in", "on", "at", "near", "against", "between", "by"))
OF_SOME = ("det", "amod", "nmod:poss", "nummod", "acl", "acl:relcl")
CHANGING, FREQUENT, SELDOM = "CHANGING", "FREQUENT", "SELDOM"  # rows of governing_words.csv: of all such things
SHARES = frozenset("percent % cent percentage third quarter half fifth tenth".split())
HYPOTHETICAL_CASES = frozenset(("in case of", "in the event of", "short of", "barring"))
THE = frozenset(("the",))
ANY = frozenset(("any",))
BUT = frozenset(("but",))
FOR = frozenset(("for", "over"))
NOT = frozenset(("not", "n't", "never"))
OBJECT_NEUTRAL = frozenset("want fight push see mean support battle work move look race".split())
BIDDING = frozenset(("request", "invitation", "behest", "insistence", "urging"))
DECISION = frozenset(("decision", "move"))
GIVEN = frozenset(("aid", "assistance", "help", "support", "funding", "relief"))
UNTOLD = ("negated", "planned")  # what the verb says of its complement, not of its subject
STAGED = "STAGED"  # rows of governing_words.csv: what is only played inside of it
DECIDED = "DECIDED"  # verbs of acts that are done by deciding them
WISHING = frozenset(("want", "support"))


def step_effect(graph: Graph, current: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What the link from `current` to its governor does: an effect, `through`, `shared`, `fact`, or None to stop."""
    tokens = graph.tokens
    token = tokens[current]
    head = tokens[token.head]
    relation = token.deprel
    marks = {tokens[o].lemma.lower() for o in graph.children[current] if tokens[o].deprel in ("mark", "case")}
    if relation.endswith(":relcl") and head.lemma.lower() in ("how", "what", "why", "whatever"):
        return "through"  # "described how soldiers raided the town"
    if relation == "acl:relcl" and _is_cleft(graph, token.head):
        return "through"  # "it was the army that attacked"
    if relation == "acl:relcl" and (head.lemma.lower() in WHOEVER or graph.has_lemma_child(token.head, ANY, "det")):
        return "through"  # "police would arrest anyone who joined the march", "would fire on any ship that crossed the line"
    if relation.startswith("acl") and _is_staged(graph, current, governing):
        return "dropped"  # "a drill in which marines seized a ferry"
    if relation == "acl:relcl" and head.lemma.lower() in ("those", "that") and token.xpos == "VBP":
        return "dropped"  # "go after those who finance the gangs": whoever they are
    if relation == "acl:relcl" and head.lemma.lower() in RULES and _is_told_of_rule(graph, current):
        return "dropped"  # "a law that bans children from ...": what the law says, told by the law itself
    if relation in ("acl:relcl", "parataxis", "advcl:relcl", "discourse", "list"):
        return "fact" if relation != "parataxis" else None
    if relation == "conj":
        is_past_of_two = head.deprel == "acl" and head.xpos == "VBN" and token.xpos == "VBD"
        if is_past_of_two and wanted_state(graph, token.head, governing) is not None:
            return "shared"  # "wants the election annulled and the commission dissolved"
        own_frame = graph.child(current, "nsubj", "nsubj:pass", "aux") is not None or has_tensed_passive(graph, current)
        if token.upos in ("VERB", "AUX") and own_frame:
            return None
        if token.upos in ("VERB", "AUX") and token.xpos in ("VBD", "VBZ", "VBP") and head.xpos != token.xpos:
            return None
        if any(tokens[o].lemma.lower() in CONTRARY and tokens[o].deprel == "advmod" for o in graph.children[current]):
            return None  # "never pulled out and still occupy"
        if graph.has_lemma_child(current, BUT, "cc") and graph.has_lemma_child(token.head, NOT, "advmod"):
            return None  # "was not arrested but summoned"
        return "shared" if token.upos in ("VERB", "AUX") else "through"
    if relation == "advcl":
        if marks & CONDITIONS:
            return None
        if "since" in marks or (token.xpos == "VBN" and not marks and has_since(graph, current)):
            return "fact"  # ", besieged since May by the army, ..."
        if is_pending(graph, current, marks):
            return "planned" if is_scheduled(graph, current) else "pending"
        if is_stopped_before(graph, current, marks):
            return "negated"
        if marks & CIRCUMSTANCE_MARKS and head.deprel.startswith("acl") and _is_staged(graph, token.head, governing):
            return "dropped"  # "a film in which an agent flees after killing a minister"
        if marks & CIRCUMSTANCE_MARKS or (token.xpos == "VBD" and not marks and graph.child(current, "nsubj") is not None):
            return None
        if token.xpos == "VB" or ("to" in marks and token.xpos != "VBD"):
            if any(is_ranked(graph, noun) for noun in (token.head, *graph.dependents(token.head, "xcomp", "obj"))):
                return "through"  # "became the fourth state to recognise it"
            if is_voiced_there(graph, current, governing):
                return "through"  # "marched to demand a vote", "phoned the king to urge restraint": so they did
            if is_outcome(graph, current):
                return "through"
            if any(graph.tokens[o].upos == "ADJ" for o in graph.dependents(token.head, "xcomp")) and head.lemma == "make":
                return "hypothetical"  # "makes it easier for police to arrest protesters"
            effect = governing_effect(graph, token.head, governing)
            return effect or ("planned" if "to" in marks else "through")
        if "without" in marks:
            return "negated"
        if "with" in marks and graph.child(current, "nsubj") is not None:
            return None  # "with rebels shelling Goma": a clause of its own
        is_participle = token.xpos == "VBN" and graph.child(current, "obl:agent") is not None and not marks
        if is_participle and not any(t.text == "," for t in tokens[token.head : token.index]):
            return "fact"  # "to return to land now controlled by rebels"
        if token.xpos == "VBN" and not marks and _is_set_off(graph, current):
            return None  # "Arrested in May, he will be tried", "the minister, accused of fraud, denies it"
        is_bare = token.xpos == "VBG" and not marks and token.index > token.head
        if is_bare and not any(t.text == "," for t in tokens[token.head : token.index]):
            return governing_effect(graph, token.head, governing) or "through"  # "debated sending troops"
        if marks & {"from"} and is_kept_in_vain(graph, current, governing):
            return "fact"
        if marks & {"from"}:
            phrase = _phrase_effect(graph, token.head, governing) or _with_preposition(graph, token.head, marks, governing)
            return phrase or governing.get((head.lemma.lower(), pos_of(head.upos))) or "through"
        phrase = _phrase_effect(graph, token.head, governing) or _with_preposition(graph, token.head, marks, governing)
        if "against" in marks and phrase is None:
            phrase = governing.get((head.lemma.lower(), pos_of(head.upos)))
        return phrase or "through"
    if token.xpos == "VBG" and is_called_offence(graph, token.head, relation):
        return "dropped"  # "killing captives is a war crime"
    if relation in ("ccomp", "csubj", "csubj:pass", "advcl") and is_asked_how(graph, current):
        return None  # "it is not known how many were killed"
    if relation == "acl" and graph.has_lemma_child(current, SINCE, "mark"):
        return None  # "for the first time since it seized power"
    if relation in ("xcomp", "ccomp", "csubj", "acl", "csubj:pass"):
        if relation == "acl" and token.xpos in ("VBN", "VBG") and head.upos in ("NOUN", "PROPN", "PRON", "NUM"):
            if token.xpos == "VBN" and graph.child(current, "obj") is not None and head.deprel in CLAUSE_NOUNS:
                return "through"  # "police used tear gas, the UN said": the past form of the main clause
            is_gerund = token.xpos == "VBG" or any(
                graph.tokens[o].xpos == "VBG" for o in graph.dependents(current, "aux:pass")
            )
            if is_gerund and marks:
                of_verb = _with_preposition(graph, head.head, marks, governing) if head.deprel == "obj" else None
                of_noun = next(
                    (e for mark in sorted(marks) if (e := governing.get((f"{head.lemma.lower()} {mark}", "NOUN")))), None
                )
                return of_verb or of_noun or governing.get((head.lemma.lower(), "NOUN")) or "through"  # "on the verge of"
            if token.xpos == "VBG" and head.deprel == "nsubj" and governing_effect(graph, head.head, governing) in UNTOLD:
                return None  # "leaders meeting in Kinshasa failed to agree", "decided to lift the ban": they met
            if graph.case(token.head) == "without":
                return "through"  # "fell without a shot being fired"
            if token.xpos == "VBN" and (wanted := wanted_state(graph, current, governing)) is not None:
                return wanted
            is_clause = graph.child(current, "aux") is not None  # "announcing that a committee had dissolved parliament"
            return "fact" if token.xpos == "VBN" and not is_clause else "through"
        passive_have = head.lemma.lower() == "have" and any(
            tokens[o].lemma.lower() == "yet" for o in (*graph.children[token.head], *graph.children[current])
        )
        if passive_have:
            return "negated"
        is_sent = head.lemma.lower() in SENDING and token.lemma.lower() not in HOLDING
        if "to" in marks and (is_sent or is_obligation(graph, token.head)):
            return "planned"
        if "to" in marks and head.lemma.lower() == "have" and relation == "xcomp":
            return "through"
        effect = governing_effect(graph, token.head, governing)
        if effect == "happened" and head.lemma.lower() in LETTING and _is_by_rule(graph, token.head):
            return "hypothetical"
        if effect == "happened" and head.lemma.lower() in DARING and graph.child(token.head, "obj") is not None:
            return "hypothetical"  # "dared Beijing to attack"
        if head.text == "Let" and head.xpos == "VB" and graph.child(token.head, "nsubj") is None:
            return "hypothetical"  # "Let them arrest us!"
        if effect is None and head.upos == "ADJ":
            effect = governing.get((head.lemma.lower(), "VERB"))
        if relation == "acl" and is_given_up(graph, token.head, governing):
            return "given_up"
        if effect is None and relation == "acl" and "to" in marks and head.head >= 0 and head.deprel.startswith("obl"):
            effect = governing_effect(graph, head.head, governing)  # "agreed in principle to send"
        is_decision = relation == "acl" and "to" in marks and head.lemma.lower() in DECISION
        if is_decision and (token.lemma.lower(), DECIDED) in governing and is_definite(graph, token.head):
            return "through"  # "Canada's decision to blacklist the bank"
        if effect is None and relation == "acl" and "to" in marks and token.xpos == "VB":
            if is_ranked(graph, token.head):
                return "fact" if is_present(graph, token.head) else "through"  # "is the first minister to resign": he did
            return _purpose_of(graph, token.head, governing)
        if effect is None and relation == "xcomp" and "to" in marks and head.upos == "VERB" and token.xpos == "VB":
            is_done = is_voiced_there(graph, current, governing) or any(
                is_ranked(graph, noun) for noun in graph.dependents(token.head, "xcomp", "obj")
            )
            return "through" if is_done else "planned"  # "gathered at the river to storm the town"
        return effect or "through"
    if relation.split(":")[0] in ("obl", "nmod", "obj", "nsubj", "iobj", "compound", "amod", "appos", "dep"):
        case = graph.case(current)
        if relation == "nsubj" and _is_general(graph, current, token.head, governing):
            return "dropped"
        if is_occasion(graph, current, relation) or is_judged(graph, current, relation):
            return "fact"
        if relation == "nmod" and head.lemma.lower() == "toll":
            return "fact"  # "the toll from the bombing stands at 32"
        if case == "over" and relation.startswith("obl") and token.lemma.lower() in DEEDS:
            return "fact"  # "to close the consulate over sabotage"
        if case in HYPOTHETICAL_CASES:
            return "hypothetical"
        if case == "about" and relation == "nmod" and (head.lemma.lower(), NAMED) in governing:
            return "dropped"  # "a novel about a siege"
        phrase = governing.get((f"{head.lemma.lower()} {case}", pos_of(head.upos))) if case is not None else None
        if phrase is not None:
            return phrase  # "provides for", "warned of"
        if head.upos in ("VERB", "AUX"):
            if is_faced(graph, current, governing):
                return "hypothetical"
            if (leave := granted(graph, current, governing)) is not None:
                return leave
            if relation == "obj" and is_left_in_place(graph, current):
                return "fact"  # "decided to leave the sanctions in place"
            if case == "before" or (case == "at" and token.lemma.lower() in BIDDING):
                return None  # "will meet at Peru's request": it was made
            if case == "until" and token.xpos == "VBZ":
                return "pending"  # "until the court rules", read as a circumstance
            if case == "on" and relation == "obl" and current < token.head:
                return "through"  # "On a visit to Tirana, he asked for ...": a circumstance
            has_object = graph.child(token.head, "obj", "obl:unmarked") is not None
            is_headline_passive = relation == "nsubj" and not has_object  # "truce agreed"
            if (
                relation in ("obj", "nsubj:pass")
                or is_headline_passive
                or case in ("for", "to", "on", "against", "from", "with", "into", "toward", "towards")
                or (case == "in" and token.lemma.lower() in GIVEN)  # "pledged ten million in aid"
            ):
                effect = governing_effect(graph, token.head, governing)
                is_charged = head.xpos == "VBG" or (head.deprel == "ccomp" and tokens[head.head].lemma.lower() == "allege")
                is_ordered = head.lemma.lower() in ORDERING and relation == "obj"
                if relation == "obj" and (is_known_deed(graph, current) or (is_ordered and is_told_as_over(graph, current))):
                    return "through"
                if (
                    is_ordered
                    and is_charged
                    and (graph.has_lemma_child(current, THE, "det") or graph.has_lemma_child(token.head, FOR, "mark", "case"))
                ):
                    return "through"  # "was accused of ordering the attack", "jailed for ordering a crackdown"
                if effect == "planned" and head.lemma.lower() in ORDERING and relation.startswith("obl"):
                    return "through"  # "ordered a crackdown on the uprising": the uprising was
                if effect == "fact" and token.lemma.lower() in WHOEVER:
                    return "through"  # "anyone who blocked a road would be prosecuted"
                if effect == "attempted" and case in SOUGHT_CASES:
                    return "hypothetical"  # "are working towards a ceasefire"
                if effect in ("planned", "hypothetical", "predicted", "dropped", "negated", "attempted", "ongoing", "fact"):
                    if head.lemma.lower() in WISHING and relation == "obj" and not is_definite(graph, current):
                        return "hypothetical"  # "wanted a ceasefire"
                    if head.lemma.lower() in OBJECT_NEUTRAL and relation != "nsubj:pass":
                        return "through"
                    return effect
            return "through"
        if head.upos == "ADJ" and relation.startswith("obl") and case in ("for", "to"):
            return governing.get((head.lemma.lower(), "ADJ")) or "through"  # "is close to a deal", "is ready for"
        if relation == "obj" and head.lemma.lower() == "worth":
            return "hypothetical"  # "is the island worth a war?"
        if relation == "nsubj" and head.upos == "ADJ":
            return _outlook(graph, token.head, governing)
        if relation == "nsubj" and graph.child(token.head, "cop") is not None and (head.lemma.lower(), NAMED) in governing:
            return "dropped"  # "Airstrike is the name of a racehorse", "The Battle of Algiers is a film"
        effect = governing.get((head.lemma.lower(), "NOUN"))
        if effect is not None and relation.startswith(("nmod", "compound")) and case in ("of", "for", "to", "against", None):
            return effect
        return "through"
    return "through"


def _is_set_off(graph: Graph, participle: int) -> bool:
    """Whether the participle stands before the clause that it belongs to, or behind a comma: it has a time of its own."""
    token = graph.tokens[participle]
    if token.index < token.head:
        return True
    return any(t.text == "," for t in graph.tokens[token.head : token.index])


def _is_told_of_rule(graph: Graph, verb: int) -> bool:
    """Whether the rule itself is what does it ("a bill that scraps the levy"), in the present tense.

    What a bill would do if it passed ("that would ban rallies") is a mention of its own.
    """
    subject = graph.child(verb, "nsubj")
    is_rule = subject is not None and graph.tokens[subject].text.lower() in ("that", "which")
    return is_rule and graph.tokens[verb].xpos in ("VBZ", "VBP")


def _is_cleft(graph: Graph, noun: int) -> bool:
    """Whether the noun is the one that "it was" brings out."""
    if graph.child(noun, "cop") is None:
        return False
    subject = graph.child(noun, "nsubj", "expl")
    return subject is not None and graph.tokens[subject].text.lower() == "it"


def _is_staged(graph: Graph, verb: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether a relative clause tells what is done inside a drill, a film or a dream."""
    inside = [o for o in graph.children[verb] if graph.tokens[o].text.lower() in ("which", "where")]
    is_inside = any(graph.tokens[o].text.lower() == "where" or graph.case(o) in ("in", "during") for o in inside)
    return is_inside and (graph.tokens[graph.tokens[verb].head].lemma.lower(), STAGED) in governing


def _is_by_rule(graph: Graph, verb: int) -> bool:
    """Whether a law or a deal is what lets or obliges somebody to do it: nobody has done it yet."""
    subject = graph.child(verb, "nsubj")
    return subject is not None and graph.tokens[subject].lemma.lower() in RULES


def _purpose_of(graph: Graph, noun: int, governing: Mapping[tuple[str, str], str]) -> str:
    """What an infinitive under a noun tells: "the means to attack", "troops to guard the port".

    The object of a verb ("forced [the army] to withdraw") has often taken the verb's infinitive.
    """
    token = graph.tokens[noun]
    if token.deprel in ("obj", "nsubj:pass") and token.head >= 0:
        effect = governing_effect(graph, token.head, governing)
        if effect is not None:
            return effect
    return "planned"


def _is_general(graph: Graph, noun: int, predicate: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether something is told of all such things, none of which need have been: "airstrikes are a blunt tool", "coups are
    rare", "sanctions seldom work", "murders rose by 12 percent"."""
    is_plural = graph.tokens[noun].xpos in ("NNS", "NNPS") or (noun == 0 and graph.tokens[0].text.endswith("s"))
    if not is_plural or any(graph.tokens[o].deprel in OF_SOME for o in graph.children[noun]):
        return False
    verb, copula = graph.tokens[predicate], graph.child(predicate, "cop")
    if copula is None:
        if (verb.lemma.lower(), CHANGING) in governing:
            return _has_share(graph, predicate)
        manners = (graph.tokens[o].lemma.lower() for o in graph.dependents(predicate, "advmod"))
        return verb.xpos == "VBP" and any((manner, SELDOM) in governing for manner in manners)
    if graph.tokens[copula].text.lower() not in ("are", "remain"):
        return False
    if verb.upos == "ADJ":
        return (verb.lemma.lower(), FREQUENT) in governing
    is_called = verb.upos == "NOUN" and graph.case(predicate) is None
    return is_called and not any(graph.case(o) in PLACED for o in graph.children[noun])


def _has_share(graph: Graph, verb: int) -> bool:
    """Whether it changed by a share: "fell by 20 percent", "rose by a third"."""
    return any(graph.tokens[o].lemma.lower() in SHARES for o in graph.children[verb])


def _outlook(graph: Graph, adjective: int, governing: Mapping[tuple[str, str], str]) -> str:
    """What "is likely", "is possible", "was imminent" says of its subject."""
    effect = governing.get((graph.tokens[adjective].lemma.lower(), "ADJ"))
    effect = effect or governing.get((graph.tokens[adjective].lemma.lower(), "MODIFIER"))
    return effect if effect in ("planned", "predicted", "hypothetical", "negated") else "through"


def governing_effect(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What a governing word does, its particle counted in: "rule out" is not "rule"."""
    found = _phrase_effect(graph, index, governing)
    token = graph.tokens[index]
    if found is not None or graph.child(index, "compound:prt") is not None:
        return found
    return governing.get((token.lemma.lower(), pos_of(token.upos)))


def _phrase_effect(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What the verb does together with the particle beside it."""
    token = graph.tokens[index]
    particle = graph.child(index, "compound:prt")
    following = graph.tokens[index + 1] if index + 1 < len(graph.tokens) else None
    if particle is None and following is not None and following.deprel in ("mark", "advmod", "xcomp", "dep"):
        particle = index + 1  # "ruled out sending", "stopped short of attacking"
    if particle is not None:
        phrase = f"{token.lemma.lower()} {graph.tokens[particle].text.lower()}"
        return governing.get((phrase, "VERB"))
    return None


def _with_preposition(graph: Graph, verb: int, marks: set[str], governing: Mapping[tuple[str, str], str]) -> str | None:
    """What the word does to the clause under its preposition: "acquitted him of killing", "capable of killing", "talk of"."""
    lemma, pos = graph.tokens[verb].lemma.lower(), pos_of(graph.tokens[verb].upos)
    return next((effect for mark in sorted(marks) if (effect := governing.get((f"{lemma} {mark}", pos)))), None)
