"""Outcomes that the parser hung on the clause that only tells who was hit: "shelled rebels who were advancing, [killing]
nine". Pure.
"""

from dataclasses import replace

from orchestration.coding.sentence_marks import one_of, tagged
from orchestration.coding.tree_shape import has_no_circle, rebuilt
from orchestration.language.parsed import Sentence

OUTCOMES = frozenset("kill wound injure maim leave hurt".split())
DEADLY = frozenset(
    """shell bomb bombard fire open shoot strike ambush attack raid hit target strafe mortar detonate explode stab ram kill
    hack massacre torch throw hurl lob launch gun mow drive plough plow crash slaughter execute clash fight""".split()
)
WHO = frozenset(("who", "that", "which"))
OUTCOME_CLAUSE, RELATIVE_CLAUSE = tagged("VBG", "advcl"), one_of("acl:relcl")


def mend_outcomes(sentence: Sentence) -> Sentence:
    """The outcome belongs to the deed above where what the relative clause tells of kills nobody: "opened fire at a crowd that
    had gathered, killing two", and not "arrested a man who stabbed passengers, killing two"."""
    if sentence.marks.isdisjoint(OUTCOME_CLAUSE) or sentence.marks.isdisjoint(RELATIVE_CLAUSE):
        return sentence
    tokens = sentence.tokens
    for outcome in tokens:
        if outcome.xpos != "VBG" or outcome.deprel != "advcl" or outcome.lemma.lower() not in OUTCOMES:
            continue
        told = tokens[outcome.head]
        is_set_off = outcome.index > 1 and tokens[outcome.index - 1].text == ","
        if not is_set_off or told.deprel != "acl:relcl" or told.lemma.lower() in DEADLY or told.index > outcome.index:
            continue
        if not any(
            tokens[c].text.lower() in WHO and tokens[c].deprel.startswith("nsubj") for c in sentence.children[told.index]
        ):
            continue
        deed = hit = tokens[told.head]
        while deed.upos != "VERB" and deed.head >= 0:
            hit, deed = deed, tokens[deed.head]
        if hit.deprel.startswith("nsubj") or hit.index < deed.index:
            continue  # "a soldier who had turned his rifle on his trainers, killing four, was shot"
        if deed.upos == "VERB" and deed.lemma.lower() in DEADLY:
            mended = list(tokens)
            mended[outcome.index] = replace(outcome, head=deed.index)
            return rebuilt(sentence, mended) if has_no_circle(mended) else sentence
    return sentence
