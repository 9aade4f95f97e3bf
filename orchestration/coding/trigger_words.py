"""Finding the further words of a trigger: particles, object nouns, prepositional nouns, modifiers. Pure.

The tree comes first; where a parser often errs (particles read as prepositions, objects hung elsewhere) the neighbouring
words decide.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from orchestration.coding.noun_phrases import MULTITUDES
from orchestration.coding.trigger_clauses import KINDS, said_of_subject
from orchestration.coding.trigger_frames import has_case, logical_arguments, prepositional_arguments
from orchestration.coding.trigger_lexicon import MATCH_PRONOUN, MATCH_WORD, TriggerLexicon, WordPart, WordSet
from orchestration.coding.trigger_names import NO_NAMES
from orchestration.language.parsed import Sentence, Token

ADJACENT_OBJECT_TOKENS = 3
FARTHEST_INFINITIVE = 6
ADJACENT_PARTICLE_TOKENS = 4
NAME_RELATIONS = ("conj", "flat", "compound", "nmod:desc")
NOUN_COMPLEMENTS = frozenset({"acl", "ccomp"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
CLAUSE_COMPLEMENTS = COMPLEMENTS | {"advcl"}
SEPARABLE_PARTICLES = frozenset({"up", "down", "off", "out", "back", "away", "forward", "apart", "together", "aside"})
CASE_LIKE_PARTICLES = SEPARABLE_PARTICLES | {"over", "through"}


class Frame:
    """The arguments of one head, worked out once for all its senses."""

    def __init__(
        self,
        sentence: Sentence,
        head: int,
        lexicon: TriggerLexicon,
        names: Mapping[int, frozenset[str]] = NO_NAMES,
    ) -> None:
        self.sentence = sentence
        self.head = head
        self.lexicon = lexicon
        self.names = names
        self._heads: dict[int, list[int]] = {}

    @cached_property
    def _arguments(self) -> tuple[list[int], list[int], bool]:
        return logical_arguments(self.sentence, self.head)

    @cached_property
    def subjects(self) -> list[int]:
        return _with_nearer_antecedents(self.sentence, self.head, self._arguments[0])

    @cached_property
    def carriers(self) -> list[int]:
        """Who does it by the verb whose object the noun is: "[Israel] carried out strikes"."""
        token = self.sentence.tokens[self.head]
        is_carried = token.head >= 0 and token.deprel in ("obj", "nsubj:pass")
        return logical_arguments(self.sentence, token.head)[0] if is_carried else []

    @cached_property
    def objects(self) -> list[int]:
        return _with_farther_antecedents(self.sentence, self.head, self._arguments[1])

    @property
    def is_passive(self) -> bool:
        return self._arguments[2]

    @cached_property
    def prepositional(self) -> list[tuple[str, int]]:
        return prepositional_arguments(self.sentence, self.head, self.objects)

    def match(self, words: WordSet, index: int) -> float:
        """How well the token meets the words, by itself or, as a known name, by what it stands for."""
        token = self.sentence.tokens[index]
        value = words.match(token)
        if index in self.names and not words.lemmas.isdisjoint(self.names[index]):
            return max(value, MATCH_WORD if token.upos == "PROPN" else MATCH_PRONOUN)
        return value

    def heads_of(self, token: int) -> list[int]:
        """The noun itself and the nouns that say more of it: "dozens of X", "X and Y", "Storm X", "the bill days later"."""
        if token not in self._heads:
            self._heads[token] = self._find_heads(token)
        return self._heads[token]

    def _find_heads(self, token: int) -> list[int]:
        sentence = self.sentence
        result = [token]
        if not sentence.children[token]:
            return result
        for measure in result:  # grows: "tens of thousands of volunteers"
            if self.lexicon.words("partitive").match(sentence.tokens[measure]) or sentence.tokens[measure].upos == "NUM":
                result.extend(
                    child
                    for child in sentence.children[measure]
                    if sentence.tokens[child].deprel == "nummod"
                    or (sentence.tokens[child].deprel.startswith("nmod") and has_case(sentence, child, "of"))
                )
        is_object = sentence.tokens[token].deprel in ("obj", "nsubj:pass")
        if is_object and result[-1] != token and sentence.tokens[token].lemma.lower() in MULTITUDES:
            result = result[1:]  # "expelled [dozens] of diplomats": dozens may be anybody, diplomats are not
        has_name = sentence.tokens[token].upos == "PROPN" or self.lexicon.words("time_noun").match(sentence.tokens[token])
        wanted = NAME_RELATIONS if has_name else ("conj",)
        result.extend(child for child in sentence.children[token] if sentence.tokens[child].deprel in wanted)
        return result


def _with_nearer_antecedents(sentence: Sentence, head: int, subjects: list[int]) -> list[int]:
    """With the nouns between: in "the hallmarks of Islamic State, which ambushed ..." the relative clause is hung too high."""
    token = sentence.tokens[head]
    if token.deprel != "acl:relcl" or token.head not in subjects:
        return subjects
    found = list(subjects)
    for other in sentence.tokens[token.head + 1 : head]:
        if other.upos in ("NOUN", "PROPN") and other.deprel in ("nmod", "obl", "appos") and other.head in found:
            found.append(other.index)
    return found


def _with_farther_antecedents(sentence: Sentence, head: int, objects: list[int]) -> list[int]:
    """With the noun above: in "a ban on rallies that he had imposed" the relative clause is hung too low."""
    token = sentence.tokens[head]
    if token.deprel != "acl:relcl" or token.head not in objects:
        return objects
    antecedent = sentence.tokens[token.head]
    return [*objects, antecedent.head] if antecedent.deprel == "nmod" and antecedent.head >= 0 else objects


def find_part(frame: Frame, part: WordPart, anchors: list[int], objects: list[int]) -> list[int] | None:
    """The token(s) that stand for a further word of the trigger, from the tree first, then by adjacency."""
    sentence, head = frame.sentence, frame.head
    tokens, relation, words = sentence.tokens, part.relation, part.words
    if relation in ("next", "prev"):
        return _find_sequence(tokens, head, part)
    if relation == "any":
        for token in tokens:
            if token.index != head and words.match(token):
                return [token.index]
        return None
    if relation == "has":
        told = next((kind for kind in KINDS if kind in words.lemmas), None)
        if told is not None:
            return _find_told(frame, told, words)
        kind = next((kind for kind in ("infinitive", "subjunctive") if kind in words.lemmas), "clause")
        return find_clause(sentence, head, kind)
    if relation == "prt":
        return _find_particle(sentence, head, words)
    if relation in ("obj", "subj"):
        arguments = objects if relation == "obj" else frame.subjects
        for argument in arguments:
            for index in frame.heads_of(argument):
                if frame.match(words, index):
                    return [index]
        return _adjacent_object(tokens, head, words) if relation == "obj" and not frame.is_passive else None
    if relation in ("obl", "nmod"):
        for case, noun in frame.prepositional:
            if case == part.preposition and frame.match(words, noun):
                return [noun]
        for anchor in anchors[1:]:
            for child in sentence.children[anchor]:
                if words.match(tokens[child]) and has_case(sentence, child, part.preposition):
                    return [child]
        return _adjacent_object(tokens, head + 1, words) if _text_at(tokens, head + 1) == part.preposition else None
    for anchor in anchors:
        for child in sentence.children[anchor]:
            if tokens[child].deprel.startswith(relation) and words.match(tokens[child]):
                return [child]
        is_nominal = relation in ("amod", "compound") and tokens[anchor].upos != "VERB"
        if is_nominal and anchor > 0 and words.match(tokens[anchor - 1]):
            return [anchor - 1]
    if relation in ("xcomp", "advmod"):
        for index in (*sentence.children[head], head + 1):
            is_other_clause = index < len(tokens) and tokens[index].upos == "VERB" and tokens[index].deprel not in COMPLEMENTS
            if head < index < len(tokens) and not is_other_clause and words.match(tokens[index]):
                return [index]
        found = _infinitive_behind(tokens, head) if relation == "xcomp" else None
        if found is not None and words.match(tokens[found]):
            return [found]
    if relation == "xcomp":  # "called the ruling lawless": hung on the object
        for argument in objects:
            for child in sentence.children[argument]:
                if child > argument and tokens[child].deprel in ("amod", "acl") and words.match(tokens[child]):
                    return [child]
    return None


def _infinitive_behind(tokens: Sequence[Token], head: int) -> int | None:
    """The verb of "vowed in parliament to avenge", which parsers hang on the noun between."""
    for index in range(head + 2, min(head + 2 + FARTHEST_INFINITIVE, len(tokens))):
        if tokens[index].upos in ("VERB", "AUX", "PUNCT"):
            is_infinitive = tokens[index].xpos == "VB" and tokens[index - 1].text.lower() == "to"
            return index if is_infinitive else None
    return None


def find_clause(sentence: Sentence, head: int, kind: str) -> list[int] | None:
    """A clause that depends on the head as its complement; one with "to" where an infinitive is asked for; one with "that"
    and a bare verb ("that Ukraine exhume the victims") where a subjunctive is."""
    is_infinitive = kind == "infinitive"
    if kind == "subjunctive":
        return _find_subjunctive(sentence, head)
    clauses = NOUN_COMPLEMENTS if sentence.tokens[head].upos == "NOUN" else CLAUSE_COMPLEMENTS
    for child in sentence.children[head]:
        has_to = any(sentence.tokens[below].text.lower() == "to" for below in sentence.children[child])
        if sentence.tokens[child].deprel in clauses and (has_to or not is_infinitive):
            return [child]
        if sentence.tokens[child].deprel == "obj" and clauses is CLAUSE_COMPLEMENTS:  # "ordered the general [to stand down]"
            for below in sentence.children[child]:
                token = sentence.tokens[below]
                if token.deprel == "acl" and token.xpos == "VB" and below > child:
                    return [below]
    return None


def _find_told(frame: Frame, kind: str, words: WordSet) -> list[int] | None:
    for clause, wanted in said_of_subject(frame.sentence, frame.head, kind):
        if any(frame.match(words, index) for index in frame.heads_of(wanted)):
            return [clause]
    return None


def _find_subjunctive(sentence: Sentence, head: int) -> list[int] | None:
    for child in sentence.children[head]:
        below = [sentence.tokens[index] for index in sentence.children[child]]
        is_bare = sentence.tokens[child].xpos == "VB" and not any(token.xpos in ("MD", "TO") for token in below)
        is_passive = any(token.deprel == "aux:pass" and token.text.lower() == "be" for token in below) and not any(
            token.xpos in ("MD", "TO", "VBZ", "VBD") for token in below
        )
        has_subject = any(token.deprel in ("nsubj", "nsubj:pass") for token in below)
        if sentence.tokens[child].deprel in COMPLEMENTS and has_subject and (is_bare or is_passive):
            return [child]
    return None


def _text_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text.lower() if 0 <= index < len(tokens) else ""


def _find_sequence(tokens: Sequence[Token], head: int, part: WordPart) -> list[int] | None:
    size = len(part.sequence)
    start = head + 1 if part.relation == "next" else head - size
    if start < 0 or start + size > len(tokens):
        return None
    indices = list(range(start, start + size))
    is_there = all(tokens[i].text.lower() in words for i, words in zip(indices, part.sequence, strict=True))
    return indices if is_there else None


def _find_particle(sentence: Sentence, head: int, words: WordSet) -> list[int] | None:
    tokens = sentence.tokens
    for child in sentence.children[head]:
        if (
            child > head
            and words.match(tokens[child])
            and tokens[child].deprel in ("compound:prt", "advmod", "case", "mark", "obl")
        ):
            return [child]
    for index in range(head + 1, min(head + 1 + ADJACENT_PARTICLE_TOKENS, len(tokens))):
        token = tokens[index]
        if words.match(token):
            text = token.text.lower()
            adjacent = index == head + 1
            if is_before_preposition(tokens, index):
                return [index]
            if token.deprel != "case" or (adjacent and (text in CASE_LIKE_PARTICLES or tokens[index].head > index + 3)):
                return [index]
            return [index] if index + 1 < len(tokens) and tokens[index + 1].upos == "ADP" else None
        if token.upos not in ("DET", "NOUN", "PRON", "PROPN", "NUM", "ADJ", "ADV"):
            return None
    return None


def is_before_preposition(tokens: Sequence[Token], index: int) -> bool:
    """ "pulled its officers out of the valley": of two prepositions in a row the first is the verb's particle."""
    return tokens[index].text.lower() in SEPARABLE_PARTICLES and _text_at(tokens, index + 1) in ("of", "from", "to")


def _adjacent_object(tokens: Sequence[Token], head: int, words: WordSet) -> list[int] | None:
    for index in range(head + 1, min(head + 1 + ADJACENT_OBJECT_TOKENS, len(tokens))):
        token = tokens[index]
        if token.upos in ("NOUN", "PROPN", "VERB") and words.match(token):
            return [index]
        if token.upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADV"):
            return None
    return None
