"""Pronouns and short names inside one article: "it", "its forces", "they", "both sides", "the ministry". Pure.

`Discourse` keeps the noun phrases that carry an actor's name, sentence by sentence, and answers which of them a pronoun
stands for. The choice is by agreement (person or not, one or many), then nearness and subjecthood, after the usual
findings on English news; a wrong guess costs more than none, so that nothing is taken from farther than three sentences.
"""

from collections.abc import Callable, Sequence

from orchestration.coding.actor_names import ActorName
from orchestration.coding.actors import CodedActor
from orchestration.coding.anaphors import is_anaphor, several
from orchestration.coding.complaints import is_complained_of
from orchestration.coding.entities import Entity, NounPhrases
from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import MULTITUDES, SITES

SINGULAR_THING = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "those", "both"))
SINGULAR_PERSON = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
FIRST_PERSON = frozenset(("i", "we", "our", "us", "my", "me", "ours"))
PRONOUNS = SINGULAR_THING | PLURAL | SINGULAR_PERSON
PARTS = frozenset(("some", "most", "many", "several", "others", "few", "all", "none"))  # of those named in the same sentence
BESIDE_CLAUSE = ("conj", "acl:relcl", "advcl")
MEETING = frozenset("meet telephone phone host greet speak talk confer call".split())
TOLD = ("obj", "iobj", "obl")
TOLD_TO_ACT = 3.5  # above the subject of the clause around
COMPLAINED_OF = 4.5
MEDIATING = frozenset("broker mediate host facilitate".split())
SUBJECT_FOR_OBJECT, OBJECT_FOR_OBJECT = 1.0, 1.3
LOOKBACK_SENTENCES = 3
MAX_CANDIDATES = 4
UNNAMED_COST = 0.8
SINGULAR_COST = -3.0  # "they" for one body
JOINED_COST = -1.5  # "it" for one of two that act together
STATE_SECTORS = frozenset((None, "GOV", "MIL", "COP", "LEG"))
KEEPERS = ("COP", "JUD")  # who hold others, and are not held themselves
HELD = frozenset("arrest detain hold release free charge question jail imprison acquit sentence convict deport".split())
CUSTODY = frozenset("custody jail prison detention bar cell".split())
PROTESTING = frozenset("loot block march rally protest chant demonstrate riot hurl pelt throw barricade gather".split())
AIMED, AIMING = ("at", "on", "upon", "against"), frozenset("fire launch shoot open throw hurl drop lob".split())
HARMING = frozenset(
    """arrest attack beat bomb bulldoze burn demolish destroy detain evict kill loot raid ransack shell shoot storm strike
    search surround torch torture vandalise wreck""".split()
)


class Discourse:
    """What one article has talked of so far."""

    def __init__(self, code: Callable[[Graph, int], CodedActor | None], individuals: frozenset[str]) -> None:
        """`code` turns a noun phrase (graph, head token) into a coded actor. individuals: nouns of single persons."""
        self._code = code
        self._phrases = NounPhrases(individuals)

    def observe(self, graph: Graph, names: Sequence[ActorName]) -> None:
        """Take in one sentence, in order."""
        self._phrases.observe(graph, names)

    def is_pronoun(self, graph: Graph, index: int) -> bool:
        token = graph.tokens[index]
        is_word = token.text.lower() in PRONOUNS and token.upos in ("PRON", "DET")
        is_new = token.text.lower() == "those" and graph.child(index, "acl") is not None  # "those killed there"
        return (is_word and not is_new) or self._is_part(graph, index) or self._are_more(graph, index)

    @staticmethod
    def _are_more(graph: Graph, index: int) -> bool:
        """ "Deported 30,000 Afghans, and police in Karachi detained [90] more": as many of those told of before."""
        token = graph.tokens[index]
        is_number = token.upos == "NUM" or token.lemma.lower() in MULTITUDES
        following = graph.tokens[index + 1].text.lower() if index + 1 < len(graph.tokens) else ""
        return is_number and following == "more" and token.deprel in ("obj", "nsubj:pass")

    @staticmethod
    def _is_part(graph: Graph, index: int) -> bool:
        """ "Troops arrived, and [some] took up positions": a subject that tells no more than that they are many; "and abducted
        30 [others]", whom the deed before tells."""
        token = graph.tokens[index]
        is_word = token.text.lower() in PARTS and token.upos in ("PRON", "DET", "ADJ", "NOUN")
        counted = token.head if token.deprel == "nmod" else index  # "arrested dozens of others"
        is_object = graph.tokens[counted].deprel == "obj" and graph.tokens[graph.tokens[counted].head].deprel == "conj"
        is_taken_up = (is_object and token.text.lower() == "others") or token.deprel in ("nsubj", "nsubj:pass")
        return is_word and is_taken_up and graph.child(index, "nmod") is None

    def resolve(self, graph: Graph, index: int) -> list[tuple[Graph, int]]:
        """The noun phrases (graph, head token) that the pronoun at `index` stands for; empty where nothing agrees."""
        word = graph.tokens[index].text.lower()
        wants_person = word in SINGULAR_PERSON
        is_part = word in PARTS or self._are_more(graph, index)
        wants_plural = word in PLURAL or is_part
        position = graph.sentence.index
        ranked: list[tuple[float, int, Entity]] = []
        for back in range(1 if is_part else LOOKBACK_SENTENCES + 1):
            at = position - back
            if not 0 <= at < len(self._phrases.graphs):
                continue
            for entity in self._phrases.at(at):
                if back == 0 and not self._may_be_antecedent(graph, index, entity):
                    continue
                is_speaker = back == 0 and _speaks(graph, index, entity)
                score = self._agreement(entity, wants_person, wants_plural, is_speaker)
                if score is None or (is_part and not entity.is_plural):
                    continue
                is_thing = word == "it" and entity.is_object and graph.tokens[index].deprel == "obj"
                score += self._parallel(graph, index, entity) - 2.5 * back
                score -= 0.0 if entity.is_named or is_thing else UNNAMED_COST
                if back == 0:
                    score += 0.5 - (index - entity.head) / 60.0
                    if self._same_clause_subject(graph, index, entity):
                        score += 1.0
                    elif _is_told(graph, index, entity.head):
                        score += TOLD_TO_ACT
                    elif is_complained_of(graph, index, entity.head):
                        score += COMPLAINED_OF
                else:
                    score += entity.head / 1000.0
                ranked.append((-score, len(ranked), entity))
        for place, (_, _, entity) in enumerate(sorted(ranked)[:MAX_CANDIDATES]):
            heads = entity.graph.conjuncts(entity.head) if wants_plural and entity.has_conjuncts else [entity.head]
            if entity.sentence == position and len(heads) > 1:  # "soldiers and [their] relatives"
                heads = [head for head in heads if not graph.is_under(index, head) or head == entity.head]
            coded = self._code(entity.graph, heads[0])
            if coded is not None and coded.code is not None and coded.code in self._doers(graph, index):
                continue
            if coded is not None and coded.sector in KEEPERS and (_is_held(graph, index) or _protests(graph, index)):
                continue
            is_pair = wants_plural and several(entity.graph, entity.head) is not None
            if wants_plural and place > 0 and not entity.is_many:
                continue  # one body is "they" only where no plural stands nearer
            if (
                is_pair
                or is_anaphor(entity.graph, entity.head)
                or (coded is not None and (entity.is_named or coded.sector is not None))
            ):
                return [(entity.graph, head) for head in heads]
            if word == "it" and graph.tokens[index].deprel == "obj" and entity.is_object:
                return []  # "Iran rejected the deal. Russia welcomed it."
        return []

    def _doers(self, graph: Graph, index: int) -> set[str]:
        """The codes of the subject of whose verb the pronoun is an object: nobody accuses "it" and means himself."""
        verb = _suffered_verb(graph, index)
        if verb is None or graph.tokens[index].text.lower().endswith(("self", "selves")):
            return set()
        coded = [self._code(graph, head) for head in graph.surface_subjects(verb)]
        return {actor.code for actor in coded if actor is not None and actor.code is not None}

    @staticmethod
    def _parallel(graph: Graph, index: int, entity: Entity) -> float:
        """Subjects are taken up most; what is done to "them" was mostly done to the same ones before."""
        if graph.tokens[index].deprel in ("obj", "iobj") and graph.sentence.index != entity.sentence:
            return SUBJECT_FOR_OBJECT if entity.is_subject else OBJECT_FOR_OBJECT if entity.is_object else 0.0
        return 2.0 if entity.is_subject else 0.0

    @staticmethod
    def _may_be_antecedent(graph: Graph, index: int, entity: Entity) -> bool:
        """Not what follows, not a phrase that holds the pronoun, not the subject of a verb whose object the pronoun is."""
        if entity.head >= index or (graph.is_under(index, entity.head) and not entity.is_subject):
            return False
        verb = _suffered_verb(graph, index)
        if verb is not None:
            subjects = graph.surface_subjects(verb)
            is_near = graph.clause_head(entity.head) == graph.clause_head(verb)
            return entity.head not in subjects and not (is_near and any(graph.is_under(entity.head, s) for s in subjects))
        return True

    @staticmethod
    def _same_clause_subject(graph: Graph, index: int, entity: Entity) -> bool:
        clause = graph.clause_head(index)
        governor = graph.tokens[entity.head].head
        return entity.is_subject and (governor == clause or (clause >= 0 and graph.tokens[clause].head == governor))

    @staticmethod
    def _agreement(entity: Entity, wants_person: bool, wants_plural: bool, is_speaker: bool) -> float | None:
        if wants_person:
            return 1.0 if entity.is_person and not entity.is_plural else None
        if wants_plural:
            if entity.is_many or (is_speaker and entity.is_group):  # "the Taliban said they had"
                return 1.5
            return None if entity.is_person or not entity.is_named or entity.is_adjective else SINGULAR_COST
        if entity.is_person or (entity.is_plural and not entity.is_group):  # the Rapid Support Forces are "it" and "they"
            return None
        if entity.acts_with_others:
            return JOINED_COST  # "Brazil and Peru asked the council, which it refused"
        return 0.2 if entity.is_adjective else 1.0

    def latest_with(self, accepts: Callable[[str, CodedActor], bool], position: int, lookback: int) -> CodedActor | None:
        """The nearest earlier actor (this sentence and `lookback` before) whose head noun and coding `accepts` takes."""
        for back in range(lookback + 1):
            at = position - back
            if 0 <= at < len(self._phrases.graphs):
                for entity in reversed(self._phrases.named[at]):
                    coded = self._code(entity.graph, entity.head)
                    if coded is not None and accepts(entity.graph.tokens[entity.head].lemma.lower(), coded):
                        return coded
        return None

    def antecedent(
        self, accepts: Callable[[Graph, int, CodedActor], bool], position: int, before: int, lookback: int
    ) -> tuple[Graph, int] | None:
        """The nearest earlier noun phrase that `accepts` takes, subjects of a sentence before its other phrases."""
        for back in range(lookback + 1):
            at = position - back
            if not 0 <= at < len(self._phrases.graphs):
                continue
            earlier = [e for e in self._phrases.at(at) if back or e.head < before]
            for entity in sorted(reversed(earlier), key=lambda e: not e.is_subject):
                coded = self._code(entity.graph, entity.head)
                if coded is not None and accepts(entity.graph, entity.head, coded):
                    return entity.graph, entity.head
        return None

    def together(self, position: int, before: int, number: int) -> list[tuple[Graph, int]]:
        """The latest noun phrases, `number` of them, joined by "and": "talks between the government and the rebels"."""
        for at in range(position, max(position - LOOKBACK_SENTENCES, 0) - 1, -1):
            if at >= len(self._phrases.graphs):
                continue
            for entity in reversed(
                [e for e in self._phrases.at(at) if e.has_conjuncts and (at != position or e.head < before)]
            ):
                heads = entity.graph.conjuncts(entity.head)
                if _mediates(entity):
                    continue  # "Qatar and Egypt brokered the truce, but both sides"
                if any(entity.graph.tokens[head].lemma.lower() in SITES for head in heads):
                    continue  # "struck a mosque and a school. Both sides"
                coded = [self._code(entity.graph, head) for head in heads]
                if len(heads) == number and all(c is not None and (c.sector or _is_side(c)) for c in coded):
                    return [(entity.graph, head) for head in heads]
        return []

    def sides(self, position: int, before: int, number: int = 2) -> list[CodedActor]:
        """The latest actors of different countries or sectors: "both sides", "the three countries".

        Sentences before this one are asked first: who speaks to both sides stands in this one, ahead of token `before`.
        """
        found: list[CodedActor] = []
        doers = self._doers(self._phrases.graphs[position], before) if position < len(self._phrases.graphs) else set()
        for at in (*range(position - 1, position - LOOKBACK_SENTENCES - 1, -1), position):
            if not 0 <= at < len(self._phrases.graphs):
                continue
            for entity in reversed([e for e in self._phrases.named[at] if at != position or e.head < before]):
                coded = self._code(entity.graph, entity.head)
                if coded is None or not _is_side(coded) or coded.code in doers or _mediates(entity):
                    continue
                if not any(_is_same_side(coded, other) for other in found):
                    found.append(coded)
                if len(found) == number:
                    return found
        return []

    def met_before(self, position: int, before: int) -> list[CodedActor]:
        """The two of "A telephoned B, and the two sides agreed": subject and object of the clause joined before, or of the
        meeting that the sentence before tells."""
        if not 0 <= position < len(self._phrases.graphs):
            return []
        graph = self._phrases.graphs[position]
        clause = graph.clause_head(before)
        verb = graph.tokens[clause].head if clause >= 0 else -1
        while verb >= 0 and graph.tokens[verb].upos not in ("VERB", "AUX"):
            verb = graph.tokens[verb].head  # "in Oslo on Monday, where the two men"
        if verb >= 0 and graph.tokens[clause].deprel in BESIDE_CLAUSE:
            return self._two_of(graph, verb)
        if position == 0 or verb >= 0:
            return []
        graph = self._phrases.graphs[position - 1]
        met = (token.index for token in graph.tokens if token.upos == "VERB" and token.lemma.lower() in MEETING)
        return next((sides for verb in met if (sides := self._two_of(graph, verb))), [])

    def _two_of(self, graph: Graph, verb: int) -> list[CodedActor]:
        """Subject and object of the verb, where both are sides and not the same."""
        others = [graph.child(verb, "obj"), *graph.oblique(verb, "with", "to", "by")]
        heads = [*graph.surface_subjects(verb)[:1], *(head for head in others if head is not None)][:2]
        coded = [self._code(graph, head) for head in heads]
        sides = [actor for actor in coded if actor is not None and actor.code is not None]
        return sides if len(sides) == 2 and sides[0].code != sides[1].code else []


def _speaks(graph: Graph, index: int, entity: Entity) -> bool:
    """Whether the noun phrase is the subject of the verb whose clause the pronoun opens: "the ministry said [it] had"."""
    clause = graph.tokens[index].head
    if clause < 0 or not graph.tokens[index].deprel.startswith("nsubj") or graph.tokens[clause].deprel != "ccomp":
        return False
    return entity.is_subject and graph.tokens[entity.head].head == graph.tokens[clause].head


def _is_told(graph: Graph, index: int, noun: int) -> bool:
    """Whether the noun is told to do what the pronoun stands in: "urged [Hamas] to free the captives whom [it] holds"."""
    if graph.tokens[noun].deprel not in TOLD:
        return False
    clause = graph.clause_head(index)
    if graph.tokens[index].deprel != "nmod:poss" and graph.tokens[clause].head >= 0:
        clause = graph.clause_head(graph.tokens[clause].head)  # who does it is not whom it is done to
    while graph.tokens[clause].head >= 0:
        if noun in graph.surface_subjects(clause):
            return True
        clause = graph.clause_head(graph.tokens[clause].head)
    return False


def _mediates(entity: Entity) -> bool:
    """Whether the noun phrase is a go-between between the sides, and none of them."""
    token = entity.graph.tokens[entity.head]
    while token.deprel == "conj":
        token = entity.graph.tokens[token.head]
    is_doer = token.deprel in ("nsubj", "obl:agent") or (token.deprel == "obl" and entity.graph.case(token.index) == "by")
    return is_doer and entity.graph.tokens[token.head].lemma.lower() in MEDIATING


def _is_side(coded: CodedActor) -> bool:
    return coded.code is not None and not coded.code.startswith(("IGO", "NGO"))


def _is_same_side(coded: CodedActor, other: CodedActor) -> bool:
    """Whether both are one side of a quarrel: a state, its government and its soldiers are."""
    if coded.code == other.code:
        return True
    return coded.country == other.country and coded.sector in STATE_SECTORS and other.sector in STATE_SECTORS


def _suffered_verb(graph: Graph, index: int) -> int | None:
    """The verb whose doer the pronoun cannot be: "accused [it]", "took 200 of [them]", "burned [their] tents"."""
    token = graph.tokens[index]
    if token.head < 0:
        return None
    if token.deprel in ("obj", "iobj", "obl"):
        return token.head
    noun = graph.tokens[token.head]
    if token.deprel == "nmod:poss" and noun.deprel == "obl" and graph.case(token.head) in AIMED:
        return noun.head if graph.tokens[noun.head].lemma.lower() in AIMING else None  # "fired rockets at its troops"
    if noun.deprel != "obj" or noun.head < 0:
        return None
    is_part = token.deprel == "nmod" and graph.case(index) == "of"
    is_harmed = token.deprel == "nmod:poss" and graph.tokens[noun.head].lemma.lower() in HARMING
    return noun.head if is_part or is_harmed else None


def _is_held(graph: Graph, index: int) -> bool:
    """Whether the pronoun stands for people in somebody's hands: "[They] were charged", "[They] remain in custody"."""
    token = graph.tokens[index]
    if token.head < 0 or not token.deprel.startswith("nsubj"):
        return False
    if token.deprel == "nsubj:pass":
        return graph.tokens[token.head].lemma.lower() in HELD
    places = (token.head, *graph.dependents(token.head, "obl", "xcomp"))
    return any(graph.tokens[place].lemma.lower() in CUSTODY for place in places)


def _protests(graph: Graph, index: int) -> bool:
    """Whether the pronoun is the crowd's: "fired rubber bullets when some of [them] looted shops"."""
    token = graph.tokens[index]
    if token.deprel == "nmod" and token.head >= 0:
        token = graph.tokens[token.head]
    return token.deprel == "nsubj" and token.head >= 0 and graph.tokens[token.head].lemma.lower() in PROTESTING
