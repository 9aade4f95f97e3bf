"""Reading a Universal Dependencies tree: who depends on whom, subjects and objects shared out. Pure.

`Graph` wraps one sentence. Relations are UD's; `subjects` and `objects` are the logical ones, so that passives,
control, coordination, relative and participial clauses all answer the same question: who did it, to whom.
"""

from orchestration.coding.control_words import DOCUMENTS, EXPECTING, PLANS, RANKED, SUBJECT_CONTROL
from orchestration.coding.noun_phrases import CALENDAR_WORDS, is_lost_object, is_of_antecedent, named_for_those
from orchestration.coding.relative_gaps import gap_antecedent, has_gap_below, lacks_subject
from orchestration.coding.word_order import lost_subject
from orchestration.language.parsed import Sentence

SUBJECT = ("nsubj", "nsubj:outer", "csubj")
PASSIVE_SUBJECT = ("nsubj:pass", "csubj:pass")
CLAUSAL = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "advcl:relcl")
OBJECT_CONTROL_FRAME = ("obj", "iobj")
NO_AGENTS = frozenset("time end phone telephone vote margin night day week month year law way road sea air land force".split())
FINITE = ("VBD", "VBZ", "VBP", "VBN")
RELATIVE_PRONOUNS = frozenset(("who", "whom", "which", "that", "where", "whose", "when"))
IN = frozenset(("in",))
IN_OR_OF = IN | {"of"}
BARE_MARKS = frozenset(("if", "when", "once", "unless", "until", "though", "although", "while"))


class Graph:
    """One sentence as a graph. Indices are token positions."""

    __slots__ = ("_ancestors", "_cases", "_lemmas", "_passives", "children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children = sentence.children
        self._ancestors: dict[int, tuple[int, ...]] = {}
        self._cases: dict[int, str | None] = {}
        self._passives: dict[int, bool] = {}
        self._lemmas: frozenset[str] | None = None

    @property
    def lemmas(self) -> frozenset[str]:
        """All lemmas of the sentence, lower case."""
        if self._lemmas is None:
            self._lemmas = frozenset(self.sentence.lemmas)
        return self._lemmas

    def child(self, index: int, *relations: str) -> int | None:
        """The first dependent of `index` under one of `relations`."""
        for other in self.children[index]:
            if self.tokens[other].deprel in relations:
                return other
        return None

    def dependents(self, index: int, *relations: str) -> list[int]:
        return [other for other in self.children[index] if self.tokens[other].deprel in relations]

    def subtree(self, index: int, without: frozenset[int] = frozenset()) -> set[int]:
        """All tokens under `index`, itself included, leaving out the branches rooted in `without`."""
        found: set[int] = set()
        stack = [index]
        while stack:
            current = stack.pop()
            if current in found or current in without:
                continue
            found.add(current)
            stack.extend(self.children[current])
        return found

    def ancestors(self, index: int) -> tuple[int, ...]:
        """The governors of `index`, nearest first."""
        known = self._ancestors.get(index)
        if known is None:
            found: list[int] = []
            current = self.tokens[index].head
            while current >= 0 and len(found) <= len(self.tokens):
                found.append(current)
                current = self.tokens[current].head
            known = self._ancestors[index] = tuple(found)
        return known

    def is_under(self, index: int, ancestor: int) -> bool:
        return index == ancestor or ancestor in self.ancestors(index)

    def conjuncts(self, index: int) -> list[int]:
        """`index` and the tokens coordinated to it, in text order."""
        found = [index]
        for other in self.children[index]:
            if self.tokens[other].deprel == "conj":
                found.extend(self.conjuncts(other))
        return sorted(found) if len(found) > 1 else found

    def case(self, index: int) -> str | None:
        """The preposition of a nominal, lower case, multiword ones joined: `because of`, `according to`."""
        if index not in self._cases:
            self._cases[index] = self._case(index)
        return self._cases[index]

    def _case(self, index: int) -> str | None:
        marks = [other for other in self.children[index] if self.tokens[other].deprel == "case"]
        marks = [m for m in marks if self.tokens[m].text not in ("'s", "’s", "'", "’")]
        if not marks:
            token = self.tokens[index]
            if token.deprel == "conj" and token.head >= 0:
                return self.case(token.head)
            return None
        first = marks[0]
        words = [self.tokens[first].lemma.lower()]
        words.extend(self.tokens[other].text.lower() for other in self.children[first] if self.tokens[other].deprel == "fixed")
        if len(words) == 1 and len(marks) > 1 and marks[1] == first + 1:
            words.append(self.tokens[marks[1]].lemma.lower())
        return " ".join(words)

    def oblique(self, index: int, *prepositions: str) -> list[int]:
        """Nominals hanging on `index` (obl, nmod, and obj mislabelled) under one of the prepositions."""
        found: list[int] = []
        for other in self.children[index]:
            relation = self.tokens[other].deprel
            if relation.startswith(("obl", "nmod")) and self.case(other) in prepositions:
                found.append(other)
        return found

    def is_passive(self, index: int) -> bool:
        """Whether the verb is passive: a passive subject or auxiliary, or a bare past participle on a noun."""
        found = self._passives.get(index)
        if found is None:
            found = self._passives[index] = self._is_passive(index)
        return found

    def _is_passive(self, index: int) -> bool:
        relations = {self.tokens[other].deprel for other in self.children[index]}
        if "aux:pass" in relations:
            return True
        if "aux" in relations and self._is_perfect(index):
            return False  # "has mediated", whatever the parser calls its subject
        if relations & {"nsubj:pass", "csubj:pass"}:
            return True
        token = self.tokens[index]
        if token.xpos != "VBN":
            return False
        if any(self.tokens[other].deprel in ("aux", "nsubj") for other in self.children[index]):
            return False
        # "were found shot dead", "declared the borders closed"
        is_found_so = token.deprel == "xcomp" and self.child(token.head, "aux:pass", "obj") is not None
        if token.deprel in ("acl", "amod", "advcl") or is_found_so:
            return self.child(index, "obj") is None
        if token.deprel == "conj" and token.head >= 0 and self.child(index, "obj") is None:
            return self.is_passive(token.head) or self.child(token.head, "cop") is not None  # "were missing and feared dead"
        return self.child(index, "obl:agent") is not None

    def _is_perfect(self, verb: int) -> bool:
        """Whether "have" and no "be" stands before the verb."""
        lemmas = {self.tokens[other].lemma.lower() for other in self.children[verb] if self.tokens[other].deprel == "aux"}
        return "have" in lemmas and "be" not in lemmas

    def is_relative_pronoun(self, index: int) -> bool:
        """Whether the token is "who", "which", "that" or the like, and stands for a noun."""
        return self.tokens[index].lemma.lower() in RELATIVE_PRONOUNS and self.tokens[index].upos in (
            "PRON",
            "ADV",
            "SCONJ",
            "DET",
        )

    def antecedent(self, verb: int, nominal: int) -> list[int]:
        """The noun that a relative pronoun stands for, else the nominal with its conjuncts."""
        if not self.is_relative_pronoun(nominal):
            return self.conjuncts(nominal)
        current = verb
        while current >= 0:
            token = self.tokens[current]
            if token.deprel in ("acl:relcl", "advcl:relcl", "acl") and token.head >= 0:
                if self.tokens[token.head].upos in ("VERB", "AUX"):
                    return []
                joined = [other for other in self.conjuncts(token.head) if other < nominal]
                return joined if self.tokens[nominal - 1].text == "," else [token.head]  # "Qatar and Iran, which brokered it"
            if token.deprel not in ("conj", "xcomp", "ccomp"):
                break
            current = token.head
        return [nominal]

    def surface_subjects(self, verb: int, depth: int = 0) -> list[int]:
        """What stands as subject of `verb`, passive or not, shared by coordination, control and participles."""
        direct = self._own_subject(verb)
        if direct is not None:
            return self.antecedent(verb, direct)
        token = self.tokens[verb]
        if depth > 6:
            return []
        adrift = self._subject_of_auxiliary(verb)
        if adrift is not None:
            return self.antecedent(verb, adrift)
        if token.head < 0:
            return lost_subject(self, verb)
        head, relation = token.head, token.deprel
        if lacks_subject(self.sentence, verb) and (gap := gap_antecedent(self.sentence, verb)) is not None:
            return self.conjuncts(gap)  # "who officials say shot him"
        if relation in ("conj", "parataxis") and self._is_clause_on_subject(verb, head):
            return self.conjuncts(head) if relation == "parataxis" else [head]
        if self.tokens[head].lemma.lower() in RANKED and token.xpos == "VB" and relation in ("csubj", "advcl", "ccomp", "acl"):
            return self.surface_subjects(head, depth + 1)  # "were the first to shell the town"
        if relation == "conj":
            return self.surface_subjects(self._joined_to(verb, head), depth + 1)
        if relation == "xcomp" or (token.xpos == "VB" and self._is_complement(relation, head)):
            return self._controller(verb, head, depth)
        if relation == "advcl" and (not self._has_own_mark(verb) or self._is_bare_condition(verb)):
            return self.surface_subjects(head, depth + 1)
        is_gerund = (
            token.xpos == "VBG" or (token.upos == "NOUN" and token.text.endswith("ing")) or self._is_compound_gerund(verb)
        )
        if relation in ("advcl", "obl", "ccomp") and is_gerund:
            return self._controller(verb, head, depth) if relation == "ccomp" else self._adverbial(verb, head, depth)
        if relation == "advcl" and token.xpos == "VB":
            return self._adverbial(verb, head, depth)
        if relation == "acl":
            if token.xpos == "VB" or (token.xpos == "VBG" and self._is_had(verb, head)):
                return self._infinitive_on_noun(head, depth)  # "the right to strike", "wasted no time in striking"
            if token.xpos == "VBG" and verb > 0 and self.tokens[verb - 1].text == "," and self.tokens[head].head >= 0:
                return self.surface_subjects(self.tokens[head].head, depth + 1)  # ", planning to ..." tells of the clause
            if token.xpos == "VBG" and self.tokens[head].deprel == "obj" and self.tokens[head].lemma.lower() in DOCUMENTS:
                return self.surface_subjects(self.tokens[head].head, depth + 1)  # "issued a statement condemning the raid"
            head = named_for_those(self.sentence, head)
            return self.conjuncts(head) if self.tokens[head].upos not in ("VERB", "AUX") else []
        if relation == "acl:relcl":
            return self.conjuncts(head) if self.child(verb, "obj") is not None and self._no_other_gap(verb) else []
        if relation in ("parataxis", "dep") and token.xpos in ("VBG", "VBN"):
            return self.surface_subjects(head, depth + 1)
        return lost_subject(self, verb) if relation in ("ccomp", "parataxis") else []

    def _own_subject(self, verb: int) -> int | None:
        """The subject that hangs on the verb; of two nouns the nearer one: "hours before [Canada] expelled them"."""
        found = self.dependents(verb, *SUBJECT, *PASSIVE_SUBJECT)
        if len(found) < 2 or self.tokens[found[0]].deprel != "nsubj":
            return found[0] if found else None
        nearest = max((other for other in found if other < verb), default=found[0])
        mark = self.child(verb, "mark")
        return nearest if mark is not None and found[0] < mark < nearest else found[0]

    def _is_complement(self, relation: str, head: int) -> bool:
        """Whether an infinitive under another relation completes its governor: "is due to vote", "promised to stop"."""
        if relation in ("ccomp", "csubj"):
            return self.tokens[head].upos == "ADJ"
        return relation == "acl" and self.tokens[head].upos == "VERB"

    def _is_had(self, verb: int, noun: int) -> bool:
        """Whether the gerund tells what the noun's owner does: "no time in striking", "has no intention of striking"."""
        above = self.tokens[noun].head
        is_owned = above >= 0 and self.tokens[noun].deprel == "obj" and self.tokens[above].lemma.lower() == "have"
        return self.has_lemma_child(verb, IN_OR_OF if is_owned else IN, "mark")

    def _is_compound_gerund(self, verb: int) -> bool:
        """Whether it is a gerund of the past or of the passive: "denied having shot", "freed after being held"."""
        return any(
            self.tokens[o].text.lower() in ("having", "being") and self.tokens[o].deprel[:3] == "aux"
            for o in self.children[verb]
        )

    def _subject_of_auxiliary(self, verb: int) -> int | None:
        """A subject that the parser hung on the auxiliary: "prisoners" in "prisoners have since been beaten"."""
        for other in self.children[verb]:
            if self.tokens[other].deprel.startswith("aux"):
                found = self.child(other, *SUBJECT, *PASSIVE_SUBJECT)
                if found is not None:
                    return found
        return None

    def _joined_to(self, verb: int, head: int) -> int:
        """The verb whose subject a joined one shares: past an infinitive or gerund that a finite verb was hung on by mistake.

        "condemned them for putting seafarers in danger and urged restraint": who condemned urged.
        """
        current = head
        if self.tokens[verb].xpos in FINITE and self.child(head, "aux", *SUBJECT) is None:
            while self.tokens[current].xpos not in FINITE and self.tokens[current].head >= 0:
                if self.tokens[head].xpos not in ("VB", "VBG"):
                    return head
                current = self.tokens[current].head
        return current

    def _is_clause_on_subject(self, verb: int, noun: int) -> bool:
        """Whether a finite verb hangs on its own subject, read as the root: "police - again - arrested four"."""
        is_root = self.tokens[noun].head < 0 and self.tokens[noun].upos in ("NOUN", "PROPN") and noun < verb
        is_bare = self.child(noun, "cop", "nsubj", "aux") is None and self.tokens[verb].xpos in ("VBD", "VBZ", "VBP")
        return is_root and is_bare and not any(token.text in (";", ":") for token in self.tokens[noun:verb])

    def _no_other_gap(self, verb: int) -> bool:
        return all(self.tokens[other].deprel not in ("nsubj", "nsubj:pass") for other in self.children[verb])

    def _is_bare_condition(self, verb: int) -> bool:
        """ "If convicted, he faces ten years": whose subject is that of the main clause."""
        is_bare = self.tokens[verb].xpos == "VBN" and self.child(verb, "aux", "aux:pass", "obj") is None
        return is_bare and self.has_lemma_child(verb, BARE_MARKS, "mark", "advmod")

    def _has_own_mark(self, verb: int) -> bool:
        return any(
            self.tokens[other].deprel == "mark" and self.tokens[other].lemma.lower() not in ("to", "by", "in", "while", "when")
            for other in self.children[verb]
        )

    def _adverbial(self, verb: int, head: int, depth: int) -> list[int]:
        """Subject of "after seizing X" (the subject) and of "accused Y of shelling" (the object)."""
        marks = {self.tokens[o].lemma.lower() for o in self.children[verb] if self.tokens[o].deprel in ("mark", "case")}
        if marks & {"of", "for", "from", "with", "into"}:
            return self.objects(head, depth + 1) or self.surface_subjects(head, depth + 1)
        if self.tokens[head].upos == "ADV" and self.tokens[head].head >= 0:
            return self.surface_subjects(self.tokens[head].head, depth + 1)  # "went as far as arresting"
        return self.surface_subjects(head, depth + 1) if self.tokens[head].upos in ("VERB", "AUX", "ADJ") else []

    def _controller(self, verb: int, head: int, depth: int) -> list[int]:
        if self.tokens[head].lemma.lower() not in SUBJECT_CONTROL:
            direct = self.child(head, *OBJECT_CONTROL_FRAME)
            if direct is not None and direct < verb and not has_gap_below(self.sentence, head):
                return self.antecedent(head, direct)
        return self.surface_subjects(head, depth + 1)

    def _infinitive_on_noun(self, noun: int, depth: int) -> list[int]:
        """Subject of "Kyiv's plan to draft", "has the right to strike": the possessor, else the governing verb's subject."""
        owner = self.child(noun, "nmod:poss", "nsubj")  # "Germany plans to send", read as a noun
        if owner is None and self.tokens[noun].lemma.lower() in PLANS:
            owner = next((o for o in self.dependents(noun, "compound") if self.tokens[o].upos == "PROPN"), None)
        if owner is not None:
            return self.conjuncts(owner)
        token = self.tokens[noun]
        if token.deprel == "obj" and token.head >= 0:
            if self.tokens[token.head].lemma.lower() in EXPECTING:
                return self.conjuncts(noun)  # "expect the minister to quit"
            return self.surface_subjects(token.head, depth + 1)
        return []

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """The doers of a verb: its subject if active, its agent if passive; empty if none is said."""
        if not self.is_passive(verb):
            found = self.surface_subjects(verb, depth)
            if found and self.tokens[verb].deprel == "acl:relcl" and self.child(verb, *SUBJECT, *PASSIVE_SUBJECT) is None:
                return []
            return found
        agent = self.child(verb, "obl:agent")
        if agent is None:
            by = self.oblique(verb, "by")
            agent = by[0] if by else self._stray_agent(verb)
        return self.conjuncts(agent) if agent is not None else []

    def _stray_agent(self, verb: int) -> int | None:
        """The agent that the parser hung on another word of the verb: "shot dead by police", "beaten in X by guards"."""
        stack, found = [verb], []
        while stack:
            for other in self.children[stack.pop()]:
                token = self.tokens[other]
                if other < verb or token.deprel in CLAUSAL[2:] or token.upos in ("VERB", "AUX"):
                    continue
                stack.append(other)
                is_nominal = token.upos in ("NOUN", "PROPN") and token.text not in CALENDAR_WORDS
                if is_nominal and self.case(other) == "by" and token.deprel != "conj" and token.lemma.lower() not in NO_AGENTS:
                    found.append(other)
        return min(found, default=None)

    def objects(self, verb: int, depth: int = 0) -> list[int]:
        """What a verb acts on: its object if active, its subject if passive, the noun of a reduced relative."""
        if self.is_passive(verb):
            return self.surface_subjects(verb, depth)
        direct = self.child(verb, "obj")
        if direct is None:
            direct = self.child(verb, "iobj")  # "accused Moscow of sending migrants"
        if direct is None:
            direct = next((o for o in self.dependents(verb, "obl:unmarked") if is_lost_object(self.sentence, o)), None)
        if direct is not None:
            return self.antecedent(verb, direct)
        token = self.tokens[verb]
        if token.deprel in ("acl:relcl", "acl") and token.head >= 0 and self.child(verb, *SUBJECT) is not None:
            subject = self.child(verb, *SUBJECT)
            if subject is not None and not self.is_relative_pronoun(subject) and not self._tells_of_other(verb, subject):
                return self.conjuncts(token.head)
        gap = gap_antecedent(self.sentence, verb)
        if gap is not None and not lacks_subject(self.sentence, verb):
            return self.conjuncts(gap)
        if token.deprel == "conj" and token.head >= 0 and depth < 3:
            shared = self.child(token.head, "obj")
            if shared is not None and shared > verb:
                return self.conjuncts(shared)
        return []

    def _tells_of_other(self, verb: int, subject: int) -> bool:
        """Whether the relative clause leaves no object out: "in which", "where", "whose troops are fighting"."""
        return is_of_antecedent(self.sentence, subject) or any(
            self.is_relative_pronoun(o) and self.tokens[o].deprel.startswith(("obl", "advmod")) for o in self.children[verb]
        )

    def clause_head(self, index: int) -> int:
        """The verb (or root) of the clause in which the token stands."""
        current = index
        while True:
            token = self.tokens[current]
            if token.head < 0 or token.deprel in CLAUSAL or (token.deprel == "conj" and token.upos in ("VERB", "AUX")):
                return current
            current = token.head

    def has_lemma_child(self, index: int, lemmas: frozenset[str], *relations: str) -> bool:
        for other in self.children[index]:
            token = self.tokens[other]
            if (not relations or token.deprel in relations) and token.lemma.lower() in lemmas:
                return True
        return False
