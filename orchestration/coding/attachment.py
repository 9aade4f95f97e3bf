"""Which predicate a place, a time or a number belongs to. Pure.

Everything is asked of one sentence. The owner of a phrase is the trigger first met on the way up the tree; where the
way ends at a verb that is no trigger ("Moscow continues to consolidate ...", "launched"), the nearest trigger below that
verb takes it. What stands inside one statement never belongs to a trigger outside it, nor the other way round, so that
the day on which something was said is not the day on which it happened.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.statements import Saying
from orchestration.coding.triggers import Trigger

CLAUSE_BREAKS = ("acl:relcl", "parataxis", "ccomp", "advcl:relcl")


class Attachment:
    """Ownership of phrases among the triggers of one sentence."""

    def __init__(self, graph: Graph, triggers: Sequence[Trigger], sayings: Sequence[Saying]) -> None:
        self.graph = graph
        self.triggers = triggers
        self.sayings = [s for s in sayings if not any(s.cue in t.token_indices for t in triggers) and not self._describes(s)]
        self._owner: dict[int, int] = {}
        for position, trigger in enumerate(triggers):
            for index in (*trigger.token_indices, *trigger.effects):
                self._owner.setdefault(index, position)
        for position, trigger in enumerate(triggers):
            if trigger.light_verb is not None:
                self._owner.setdefault(trigger.light_verb, position)
        self._cues = {saying.cue for saying in self.sayings}

    def _describes(self, saying: Saying) -> bool:
        """Whether a guess only tells what a person is: "detained two men believed to be spies", "20 are feared dead after",
        "killed 14 suspected rebels in Swat"."""
        relation = self.graph.tokens[saying.cue].deprel
        is_participle = relation == "amod" or (saying.kind == "estimate" and relation == "acl")
        is_state = saying.kind in ("estimate", "predict") and saying.content == {saying.content_head}
        return (is_participle or is_state) and not any(t.head_token in saying.content for t in self.triggers)

    def holders(self, index: int) -> frozenset[int]:
        """Which statements hold the token, by their position in `sayings`."""
        return frozenset(i for i, saying in enumerate(self.sayings) if index in saying.content)

    def shares_statement(self, index: int, trigger: Trigger) -> bool:
        """Whether token and trigger stand inside the same statements; asides of a cue belong to nobody else."""
        if not self.sayings:
            return True
        outer = self.holders(trigger.head_token)
        inner = self.holders(index)
        if inner == outer:
            return not (outer == frozenset() and self._is_in_aside(index))
        return any(  # "the attack, believed to have killed 40 people, was claimed by rebels"
            effect in self.graph.ancestors(index) and inner == self.holders(effect) for effect in trigger.effects
        )

    def _is_in_aside(self, index: int) -> bool:
        """Whether the token hangs on a cue before it hangs on any trigger: it tells of the saying."""
        if index in self._cues:
            return True
        for ancestor in self.graph.ancestors(index):
            if ancestor in self._owner:
                return False
            if ancestor in self._cues:
                return True
        return False

    def owner(self, index: int) -> tuple[int, int] | None:
        """(position of the trigger that owns the token, the trigger's token by which it does), or None.

        The second tells whether an effect verb ("killing") owns the phrase.
        """
        current = index
        for _ in range(len(self.graph.tokens)):
            if current in self._owner:
                position = self._owner[current]
                return (
                    (position, current) if self.shares_statement(index, self.triggers[position]) or current == index else None
                )
            if current in self._cues:
                if not any(saying.cue == current and index in saying.content for saying in self.sayings):
                    return None
                below = self._nearest_below(current, index)  # "denied bombing a market in X", hung on "denied"
                return (below, self.triggers[below].head_token) if below is not None else None
            token = self.graph.tokens[current]
            subject = self._subject_of(current, index) if self.sayings and token.upos in ("VERB", "AUX") else None
            if subject is not None:
                return subject, self.triggers[subject].head_token
            if token.head < 0:
                break
            if token.upos in ("VERB", "AUX") and current != index:
                below = self._nearest_below(current, index)
                if below is not None:
                    return below, self.triggers[below].head_token
            current = token.head
        below = self._nearest_below(current, index)
        return (below, self.triggers[below].head_token) if below is not None else None

    def _subject_of(self, verb: int, index: int) -> int | None:
        """The trigger that is the subject of a verb, of which the phrase tells: "The drive, announced by X, will span three
        months", where only the noun stands inside the statement.
        """
        for child in self.graph.sentence.children[verb]:
            position = self._owner.get(child)
            if position is None or not self.graph.tokens[child].deprel.startswith("nsubj"):
                continue
            around = self.holders(child) - self.holders(index)
            on_noun = all(child in self.graph.ancestors(self.sayings[held].cue) for held in around)
            if around and on_noun and self.holders(index) <= self.holders(child):
                return position
        return None

    def _nearest_below(self, verb: int, index: int) -> int | None:
        """The trigger under `verb` nearest to the phrase, in the same statements and in no clause of its own."""
        best: tuple[int, int] | None = None
        for position, trigger in enumerate(self.triggers):
            path = (trigger.head_token, *self.graph.ancestors(trigger.head_token))
            if verb not in path or not self.shares_statement(index, trigger):
                continue
            between = path[: path.index(verb)]
            if any(self.graph.tokens[step].deprel in CLAUSE_BREAKS for step in between):
                continue
            cost = len(between) * 8 + abs(trigger.head_token - index)
            if best is None or cost < best[0]:
                best = (cost, position)
        return best[1] if best is not None else None

    def inherits_from(self, position: int) -> list[int]:
        """Triggers of the same clause chain whose time or place trigger `position` may share, nearest first.

        "Last week police detained two, and a court sentenced a third": the second verb shares the time that opens the
        sentence; a participle shares the place and time of its main verb.
        """
        found: list[int] = []
        trigger = self.triggers[position]
        current = trigger.head_token
        for _ in range(len(self.graph.tokens)):
            token = self.graph.tokens[current]
            if token.head < 0 or token.deprel in CLAUSE_BREAKS:
                break
            current = token.head
            owner = self._owner.get(current)
            is_new = owner is not None and owner != position and owner not in found
            if owner is not None and is_new and self.holders(current) == self.holders(trigger.head_token):
                found.append(owner)
        return found
