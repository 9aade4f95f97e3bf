"""Mends trees in which who says it stands inside the clause, and took that clause's subject. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

LONGEST_SPEAKER = 9  # words from the verb of saying to the comma behind who says it
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
ENDING_NAME = frozenset({"PUNCT", "VERB", "AUX", "SCONJ"})
TELLING = frozenset("say says said claim claims claimed insist insists insisted argue argues allege alleges alleged".split())


def subject_before_aside(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Russian forces], say residents, have entered the town": the aside took the subject or the clause around it."""
    tokens = sentence.tokens
    for cue in tokens[2:-3]:
        if cue.text not in TELLING or tokens[cue.index - 1].text != ",":
            continue
        before = [child for child in sentence.children[cue.index] if child < cue.index]
        subject = next((child for child in before if tokens[child].deprel.startswith("nsubj")), None)
        comma = next((t.index for t in tokens[cue.index + 1 : cue.index + LONGEST_SPEAKER] if t.upos in ENDING_NAME), None)
        if subject is None or comma is None or tokens[comma].text != "," or comma == cue.index + 1:
            continue
        verb = next((t for t in tokens[comma + 1 :] if t.upos not in ("AUX", "ADV")), None)
        opening = tokens[comma + 1]
        if verb is None or (opening.xpos not in (*FINITE, "VBN") and opening.upos != "AUX"):
            continue
        speaker = next(t for t in reversed(tokens[cue.index : comma]) if t.upos in NAMING or t is cue)
        heads = {t.index for t in tokens[cue.index + 1 : comma]}
        while speaker.head in heads:
            speaker = tokens[speaker.head]
        auxiliaries = [t for t in tokens[comma + 1 : verb.index] if t.upos == "AUX"]
        is_passive = bool(auxiliaries) and auxiliaries[-1].lemma == "be" and verb.xpos == "VBN"
        mended = list(tokens)
        above = (cue.head, cue.deprel) if cue.head not in (verb.index, *heads) else (verb.head, verb.deprel)
        tag = "VBD" if verb.xpos == "VBN" and not auxiliaries else verb.xpos
        mended[verb.index] = replace(verb, xpos=tag, head=above[0], deprel=above[1])
        mended[cue.index] = replace(cue, head=verb.index, deprel="parataxis")
        mended[subject] = replace(tokens[subject], head=verb.index, deprel="nsubj:pass" if is_passive else "nsubj")
        mended[speaker.index] = replace(speaker, head=cue.index, deprel="nsubj")
        for token in auxiliaries:
            if token.head != verb.index:
                mended[token.index] = replace(token, head=verb.index)
        return mended
    return None
