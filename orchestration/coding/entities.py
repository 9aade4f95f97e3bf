"""The noun phrases of an article that may be referred back to, sentence by sentence. Pure.

Those that carry an actor's name are taken in as the article is read; the others when a pronoun first asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.actor_names import ActorName
from orchestration.coding.anaphors import is_anaphor
from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import PLURAL_TAGS

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
OBJECTS = ("obj", "iobj", "nsubj:pass")
BODIES = ("country", "body", "company", "institution", "party")  # "the United States" is one
ALWAYS_PLURAL = frozenset({"police"})
STATE_BODIES = frozenset("government army parliament ministry police president king junta".split())
OWNER = "nmod:poss"  # "the group's spokesman said that its forces"
ARGUMENTS = ("nsubj", "obj", "obl", "conj", "root")


@dataclass(slots=True)
class Entity:
    """One noun phrase that may be referred back to."""

    graph: Graph
    head: int
    sentence: int
    is_person: bool
    is_plural: bool
    is_subject: bool
    is_object: bool
    is_adjective: bool
    has_conjuncts: bool
    is_named: bool
    is_group: bool = False

    @property
    def acts_with_others(self) -> bool:
        """Whether it is one of several subjects of a verb."""
        token = self.graph.tokens[self.head]
        is_second = token.deprel == "conj" and self.graph.tokens[token.head].deprel in SUBJECTS
        return is_second or (self.has_conjuncts and self.is_subject)

    @property
    def is_many(self) -> bool:
        """Whether "they" stands for it: a plural, names joined by "and", "police"."""
        is_collective = self.graph.tokens[self.head].lemma.lower() in ALWAYS_PLURAL
        return self.is_plural or self.has_conjuncts or is_collective


def _has_plural_verb(graph: Graph, head: int) -> bool:
    """Whether the verb tells that its subject is many: "the Huthis have attacked ships", whatever their name ends in."""
    token = graph.tokens[head]
    if token.deprel not in SUBJECTS or token.head < 0:
        return False
    return any(
        graph.tokens[word].xpos == "VBP" or graph.tokens[word].text.lower() == "were"
        for word in (token.head, *graph.dependents(token.head, "aux", "aux:pass", "cop"))
    )


class NounPhrases:
    """The sentences read so far (`graphs`) and the named noun phrases of each (`named`), in text order."""

    def __init__(self, individuals: frozenset[str]) -> None:
        """individuals: nouns of single persons."""
        self._individuals = individuals
        self._entities: dict[int, list[Entity]] = {}
        self.graphs: list[Graph] = []
        self.named: list[list[Entity]] = []

    def observe(self, graph: Graph, names: Sequence[ActorName]) -> None:
        """Take in one sentence, in order."""
        found: dict[int, Entity] = {}
        position = len(self.graphs)
        bodies = frozenset(name.last_token for name in names if name.kind in BODIES)
        for name in names:
            head = self._phrase_head(graph, name, bodies - {name.last_token})
            own = graph.tokens[name.last_token]
            adjective = name.kind == "demonym" and own.upos == "ADJ" and head != name.last_token
            is_own = head == name.last_token or name.kind == "person"  # "Kenyan President William Ruto" is no country
            is_apposed = own.deprel == "appos" and own.head == head  # "its ally, the Arakan Army"
            if head not in found or is_own:
                token = graph.tokens[head]
                found[head] = Entity(
                    graph=graph,
                    head=head,
                    sentence=position,
                    is_person=name.kind == "person"
                    or (self._is_individual(graph, head) and not (is_apposed and name.kind != "demonym")),
                    is_plural=(token.xpos in PLURAL_TAGS and not (head == name.last_token and name.kind in BODIES))
                    or (name.kind == "group" and _has_plural_verb(graph, head)),
                    is_subject=token.deprel in SUBJECTS,
                    is_object=token.deprel in OBJECTS,
                    is_adjective=False,
                    has_conjuncts=len(graph.conjuncts(head)) > 1,
                    is_named=True,
                    is_group=name.kind == "group",
                )
            body = own.head if own.deprel == "nmod" and graph.case(name.last_token) == "of" else -1
            if body >= 0 and graph.tokens[body].lemma.lower() in STATE_BODIES:  # "the Government of Korea"
                found.setdefault(
                    body,
                    Entity(
                        graph, body, position, False, False, graph.tokens[body].deprel in SUBJECTS, False, False, False, True
                    ),
                )
            if head != name.last_token and (adjective or own.deprel.startswith(("nmod:poss", "compound", "nmod", "amod"))):
                found.setdefault(
                    name.last_token,
                    Entity(graph, name.last_token, position, False, False, False, False, adjective, False, True),
                )
        self.graphs.append(graph)
        self.named.append([found[key] for key in sorted(found)])

    def at(self, position: int) -> list[Entity]:
        """The noun phrases of a sentence, named or not, in text order; found when a pronoun first asks for them."""
        if position not in self._entities:
            graph = self.graphs[position]
            found = {entity.head: entity for entity in self.named[position]}
            for token in graph.tokens:
                if token.index in found or (token.deprel != OWNER and token.deprel.split(":")[0] not in ARGUMENTS):
                    continue
                is_called_so = token.text.lower() in STATE_BODIES  # "the National Police"
                if token.upos == "NOUN" or (token.upos == "PROPN" and (is_called_so or self._has_title(graph, token.index))):
                    found[token.index] = self._unnamed(graph, token.index, position)
            self._entities[position] = [found[key] for key in sorted(found)]
        return self._entities[position]

    def _is_individual(self, graph: Graph, head: int) -> bool:
        """Whether the phrase means one person: "the Kenyan president", "Iranian Foreign Minister X"."""
        token = graph.tokens[head]
        return token.lemma.lower() in self._individuals or (token.upos == "PROPN" and self._has_title(graph, head))

    def _has_title(self, graph: Graph, index: int) -> bool:
        """Whether a word such as "chief" stands before a person's name that no list knows."""
        before = (graph.tokens[other] for other in graph.dependents(index, "compound", "nmod:desc", "flat") if other < index)
        return any(token.lemma.lower() in self._individuals for token in before)

    def _unnamed(self, graph: Graph, index: int, position: int) -> Entity:
        token = graph.tokens[index]
        return Entity(
            graph=graph,
            head=index,
            sentence=position,
            is_person=token.upos == "PROPN" or token.lemma.lower() in self._individuals,
            is_plural=token.xpos in PLURAL_TAGS,
            is_subject=token.deprel in SUBJECTS,
            is_object=token.deprel in OBJECTS,
            is_adjective=False,
            has_conjuncts=len(graph.conjuncts(index)) > 1,
            is_named=is_anaphor(graph, index),
        )

    @staticmethod
    def _phrase_head(graph: Graph, name: ActorName, bodies: frozenset[int]) -> int:
        head = name.last_token
        for index in range(name.first_token, name.last_token + 1):
            governor = graph.tokens[index].head
            if not name.first_token <= governor <= name.last_token:
                head = index
                break
        current = head
        for _ in range(4):
            token = graph.tokens[current]
            if token.head < 0 or token.deprel not in ("amod", "compound", "nmod:poss", "nmod:desc", "flat", "appos"):
                break
            if token.deprel == "appos" and token.head in bodies:  # "closer to Ukraine, Sabrina Singh said"
                break
            current = token.head
        return current
