"""Asides of reporting verbs, ", the ministry said on Tuesday,", hung on the clause that they report. Pure. Run by `repair`."""

from orchestration.coding.asides import find_aside
from orchestration.coding.graph import Graph
from orchestration.coding.tree_shape import Change
from orchestration.coding.verb_forms import FINITE
from orchestration.coding.words import CoderWords
from orchestration.language.parsed import Sentence


def mend_asides(sentence: Sentence, words: CoderWords) -> dict[int, Change]:
    """Re-hang asides of reporting verbs, and the clauses that the parser hung on them instead of on the main clause."""
    changes: dict[int, Change] = {}
    tokens = sentence.tokens
    graph: Graph | None = None
    for token in tokens:
        if token.xpos not in FINITE:
            continue
        cue = words.cues.get((token.lemma.lower(), "VERB"))
        if cue is None or not cue.frames & {"parataxis", "quote"}:
            continue
        graph = graph or Graph(sentence)
        subject = graph.child(token.index, "nsubj")
        if token.deprel == "acl:relcl" and subject is not None and tokens[subject].lemma.lower() in ("who", "which"):
            continue  # "threw stones at police, who responded": tells what they did
        aside = find_aside(graph, token.index)
        if aside is None or aside[0] <= 0 or token.head < 0:
            continue
        start, end = aside
        inside = range(start, min(end, len(tokens)))
        if token.deprel == "acl:relcl" and token.head in inside:
            continue  # "a charge that Kigali denies": of the charge
        outer = [t.index for t in tokens[:start] if not 0 <= t.head < start]
        verbs = [i for i in outer if tokens[i].upos in ("VERB", "AUX", "ADJ") or tokens[i].head < 0]
        if not verbs:
            continue
        main = next((i for i in verbs if tokens[i].head < 0), verbs[0])
        for index in outer:
            if index != main and tokens[index].head in inside:
                changes[index] = (main, tokens[index].deprel if tokens[index].deprel not in ("root", "ccomp") else "parataxis")
        if tokens[main].head in inside:
            changes[main] = (
                (tokens[token.index].head, tokens[token.index].deprel) if token.head not in inside else (-1, "root")
            )
        if tokens[main].head < 0 or main in changes or (token.head >= 0 and token.head < start):
            changes[token.index] = (main, "parataxis")
        for index in inside:
            is_strayed = 0 <= tokens[index].head < start and tokens[index].deprel in ("appos", "conj", "dep", "nmod", "nsubj")
            if index != token.index and is_strayed:
                changes[index] = (token.index, "nsubj")  # who speaks is no apposition to what he speaks of
        for child in sentence.children[token.index]:
            if child >= end and tokens[child].deprel in ("advcl", "conj") and tokens[child].upos in ("VERB", "NOUN"):
                changes[child] = (main, tokens[child].deprel)
    return changes
