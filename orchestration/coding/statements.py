"""Who says what: cue, speaker and content of every attributed statement of a sentence. Pure.

Content is a set of tokens, so that a trigger can be asked whose word it is. The innermost statement that holds a
trigger wins; a statement that is negated as a whole ("neither confirmed nor denied the loss") says nothing.
Quotations that run over several sentences: `quotations.carry_quotations`.
"""

from dataclasses import replace

from orchestration.coding.asides import NOMINAL
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying
from orchestration.coding.scare_quotes import in_quotes, quoted_words
from orchestration.coding.statement_nouns import (
    according,
    by_the_count,
    called_false,
    named_at_mark,
    other_saying,
    per_source,
    put_at,
)
from orchestration.coding.statement_verbs import verb_saying
from orchestration.coding.words import FIGURING, CoderWords, CueWord
from orchestration.language.parsed import Token

__all__ = ["Saying", "find_sayings"]

MISTAGGED = ("NOUN", "ADJ", "PROPN", "ADV", "X")


def find_sayings(graph: Graph, words: CoderWords) -> list[Saying]:
    """All statements of one sentence, in order of their cues."""
    found: list[Saying] = []
    cues, telling = words.cues, words.telling
    for token in graph.tokens:
        lemma = token.lemma.lower()
        if lemma not in telling and token.upos != "ADJ":
            continue
        is_attribute = token.deprel == "amod" and token.upos == "VERB" and (token.text.lower(), "ADJ") in cues  # "alleged"
        pos = "ADJ" if is_attribute else "VERB" if token.upos == "AUX" else token.upos
        if token.upos == "PROPN" and token.index == 0:
            pos = "NOUN"  # "Word reached Nairobi that ...": a capital letter that only opens the sentence
        cue = _phrase(graph, token, words) or cues.get((token.text.lower() if is_attribute else lemma, pos))
        if cue is None and token.upos in MISTAGGED:
            cue = _mistagged(graph, token, words)
        saying = None
        if cue is not None:
            saying = (
                verb_saying(graph, token.index, cue, words, found)
                if cue.pos == "VERB"
                else other_saying(graph, token.index, cue, words)
            )
        elif lemma == "accord" or lemma == "according":
            saying = according(graph, token.index, words)
        elif lemma in FIGURING and token.upos == "VERB":
            saying = put_at(graph, token.index)
        elif token.upos == "ADP" and lemma in ("by", "in", "on"):
            saying = by_the_count(graph, token.index, words)
        elif token.upos == "ADP" and lemma == "per":
            saying = per_source(graph, token.index, words)
        if saying is not None:
            found.append(_of_last_clause(graph, saying))
        if (lemma, "FALSE") in cues and token.deprel in ("ccomp", "root", "conj", "parataxis"):
            saying = called_false(graph, token.index)
            if saying is not None:
                found.append(saying)
    if not found:
        saying = named_at_mark(graph, words) or in_quotes(graph)
        if saying is not None:
            found.append(saying)
    found.extend(quoted_words(graph, found))
    return _without_answers(graph, found)


def _of_last_clause(graph: Graph, saying: Saying) -> Saying:
    """Without what stands before the last of joined clauses, where an estimate behind them is of that one: "Rebels took the
    town, and at least [40,000 have fled], the UN estimates"."""
    if saying.kind != "estimate" or saying.is_quotation or not saying.content or max(saying.content) > saying.cue:
        return saying
    for index in range(max(saying.content), min(saying.content), -1):
        token = graph.tokens[index]
        joint = graph.child(index, "cc") if token.deprel == "conj" and token.upos == "VERB" else None
        if joint is None or graph.tokens[joint - 1].text != "," or graph.child(index, "nsubj", "nsubj:pass") is None:
            continue
        return replace(saying, content=frozenset(i for i in saying.content if i > joint), content_head=index)
    return saying


def _without_answers(graph: Graph, found: list[Saying]) -> list[Saying]:
    """Statements that say anything, without who answers them: "aid groups said soldiers had shot him, a charge the army
    [rejected]"."""
    answers = [s for s in found if s.kind == "deny" and s.content and s.cue > max(s.content) and s.content_head is None]
    for answer in answers:
        if graph.tokens[answer.cue].deprel in ("acl", "acl:relcl"):
            told = graph.subtree(graph.tokens[answer.cue].head)
            found = [s if s is answer else replace(s, content=s.content - told) for s in found]
    return [saying for saying in found if saying.content]


def _phrase(graph: Graph, token: Token, words: CoderWords) -> CueWord | None:
    """The entry of a verb together with the word behind it: "made clear that", "has it that"."""
    if token.upos != "VERB" or token.index + 1 >= len(graph.tokens):
        return None
    lemma = token.lemma.lower()
    found = words.cues.get((f"{lemma} {graph.tokens[token.index + 1].text.lower()}", "VERB"))
    if found is not None:
        return found
    states = (graph.tokens[state].text.lower() for state in graph.dependents(token.index, "xcomp", "obj"))
    cues = (words.cues.get((f"{lemma} {state}", "VERB")) for state in states)  # "found her [guilty] of calling"
    return next((cue for cue in cues if cue is not None), None)


def _takes_clause(graph: Graph, noun: int) -> bool:
    """Whether a bare noun is followed by "that" and a clause: "Police suspect that smugglers did it"."""
    following = graph.tokens[noun + 1].text.lower() if noun + 1 < len(graph.tokens) else ""
    return following == "that" and graph.child(noun, "ccomp") is not None and graph.child(noun, "det") is None


def _mistagged(graph: Graph, token: Token, words: CoderWords) -> CueWord | None:
    """The entry of a verb tagged as a noun or an adjective: "a charge that X denies", "neither confirmed nor denied"."""
    lemma = token.lemma.lower()
    if token.xpos[:2] == "VB" or (token.upos == "NOUN" and _takes_clause(graph, token.index)):
        return words.cues.get((lemma, "VERB"))
    if token.index < 2:
        return None
    if token.xpos == "NNS" and graph.tokens[token.index - 1].upos in NOMINAL and (lemma, "NOUN") not in words.cues:
        before = graph.tokens[max(0, token.index - 5) : token.index]
        return words.cues.get((lemma, "VERB")) if any(t.text.lower() in ("that", "which") for t in before) else None
    if token.upos == "ADJ" and graph.tokens[token.index - 1].text.lower() in ("neither", "nor"):
        text = token.text.lower()
        return next((words.cues[stem, "VERB"] for stem in (text[:-1], text[:-2]) if (stem, "VERB") in words.cues), None)
    return None
