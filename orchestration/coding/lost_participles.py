"""Participles that only say more of a noun, read as the verb of a clause: "pilots captured in Tigray [returned] home".

Pure. Run by `lost_words`. A verb that wants an object and has none can be no active past.
"""

from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS, is_lost_object
from orchestration.coding.tree_shape import NOMINAL, changed_in, hang_participle, has_child, head_of_name
from orchestration.coding.trigger_frames import is_main_clause
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

PAST = frozenset({"VBN", "VBD"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass", "compound:prt"})
HELPING = frozenset({"aux", "aux:pass", "cop"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
CLAUSES = frozenset({"conj", "ccomp", "advcl", "parataxis"})
STRAYED = frozenset({"advcl", "xcomp", "conj"})
KEEPING = frozenset("have keep leave find see want get make hear watch declare hold".split())
ONWARD = frozenset("to into onto through toward towards across along past".split())
JOINING = frozenset({"cc", "mark", "nsubj", "nsubj:pass"})
TAKING = frozenset("arrest detain seize capture confiscate".split())
HARMING = frozenset("kill wound injure maim leave hurt".split())
DEADLY = frozenset(
    """shell bomb bombard fire open shoot strike ambush attack raid hit target strafe mortar detonate explode stab ram kill
    hack massacre torch throw hurl lob launch gun mow drive plough plow crash slaughter execute clash fight""".split()
)
BELIEVED = frozenset("believed thought suspected presumed said alleged assumed reported understood".split())
FORCES = ("security_force", "police_noun", "troop_noun", "role_police", "role_soldier")


def past_on_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The envoy [expelled] in May": a past on a noun, without subject and object, is a participle."""
    tokens = sentence.tokens
    for verb in tokens:
        if verb.xpos != "VBD" or verb.deprel != "acl" or has_child(sentence, verb.index, ARGUMENTS):
            continue
        if (
            tokens[verb.head].upos in NOMINAL
            and _wants_its_object(sentence, verb, lexicon)
            and not is_main_clause(sentence, verb)
        ):
            return changed_in(tokens, replace(verb, xpos="VBN"))
    return None


def verb_behind_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Two pilots captured in Tigray [returned] home": of two pasts that nothing joins the second is the verb."""
    tokens = sentence.tokens
    for first in tokens[1:-2]:
        if first.xpos not in PAST or first.upos != "VERB" or has_child(sentence, first.index, HELPING):
            continue
        subject = next((tokens[c] for c in sentence.children[first.index] if tokens[c].deprel in SUBJECTS), None)
        if subject is None or subject.index + 1 != first.index or subject.upos not in NOMINAL:
            continue
        verb = next((tokens[c] for c in sentence.children[first.index] if _is_bare_clause(sentence, first, tokens[c])), None)
        if verb is None or not _wants_its_object(sentence, first, lexicon):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=first.head, deprel=first.deprel)
        hang_participle(mended, sentence, first, subject, verb)
        return mended
    return None


def verb_behind_belief(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Gunmen believed to be herdsmen [killed] five": the belief only says who they are, the verb behind it what they did."""
    tokens = sentence.tokens
    for belief in tokens[1:-4]:
        to_be = tokens[belief.index + 1 : belief.index + 3]
        if belief.text.lower() not in BELIEVED or [word.text for word in to_be] != ["to", "be"]:
            continue
        subject = next((tokens[c] for c in sentence.children[belief.index] if tokens[c].deprel in SUBJECTS), None)
        verb = next((tokens[c] for c in sentence.children[belief.index] if tokens[c].deprel in ("ccomp", "xcomp")), None)
        if subject is None or subject.index >= belief.index or has_child(sentence, belief.index, HELPING):
            continue
        if verb is None or verb.xpos not in PAST or verb.upos != "VERB" or verb.index < belief.index + 4:
            continue
        kin = next((t for t in tokens[belief.index + 3 : verb.index] if t.head == verb.index and t.upos in NOMINAL), None)
        if kin is None or any(t.head == verb.index and t.deprel == "mark" and t.text != "to" for t in tokens):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=belief.head, deprel=belief.deprel)
        hang_participle(mended, sentence, belief, subject, verb)
        mended[kin.index] = replace(kin, head=belief.index, deprel="xcomp")
        for word in to_be:
            mended[word.index] = replace(word, head=kin.index, deprel="mark" if word.text == "to" else "cop")
        if verb.xpos == "VBN" and not has_child(sentence, verb.index, ("aux:pass",)) and subject.deprel == "nsubj":
            mended[verb.index] = replace(mended[verb.index], xpos="VBD")
            mended[subject.index] = replace(mended[subject.index], deprel="nsubj")
        return mended
    return None


def participle_behind_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Spoke of newspapers [banned] in May": behind a noun with a preposition it tells of the noun."""
    tokens = sentence.tokens
    for verb in tokens[3:]:
        noun = tokens[verb.index - 1]
        if verb.xpos not in PAST or verb.upos != "VERB" or verb.deprel not in STRAYED or noun.upos not in NOMINAL:
            continue
        above = tokens[verb.head]
        if has_child(sentence, verb.index, (*ARGUMENTS, *JOINING)) or not 0 <= above.index < noun.index:
            continue
        if above.lemma.lower() in KEEPING or not (above.xpos in FINITE or has_child(sentence, above.index, HELPING)):
            continue
        noun = head_of_name(tokens, noun.index)
        if verb.index + 1 < len(tokens) and tokens[verb.index + 1].text.lower() in ONWARD:
            continue
        is_circumstance = noun.deprel in ("obl", "nmod") and has_child(sentence, noun.index, ("case",))
        if is_circumstance and noun.text not in CALENDAR_WORDS and _wants_its_object(sentence, verb, lexicon):
            return changed_in(tokens, replace(verb, xpos="VBN", head=noun.index, deprel="acl"))
    return None


def object_taken_by_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Killed more than 30 [people] with grenades thrown into a church": the noun right behind a verb that lacks its object
    is that object, and the participle tells of the noun with a preposition that it stands behind."""
    tokens = sentence.tokens
    for participle in tokens[4:]:
        if participle.xpos not in PAST or participle.deprel not in CLAUSES or has_child(sentence, participle.index, HELPING):
            continue
        if participle.xpos == "VBD" and not _wants_its_object(sentence, participle, lexicon):
            continue
        verb, holder = tokens[participle.head], tokens[participle.index - 1]
        thing = next((tokens[c] for c in sentence.children[participle.index] if tokens[c].deprel in SUBJECTS), None)
        if thing is None or not 0 <= verb.index < thing.index < holder.index or verb.xpos not in PAST or verb.upos != "VERB":
            continue
        between = tokens[verb.index + 1 : thing.index]
        is_beside = all(verb.index < token.head <= thing.index and token.upos != "PUNCT" for token in between)
        if not is_beside or holder.upos not in NOMINAL or not has_child(sentence, holder.index, ("case",)):
            continue
        if has_child(sentence, participle.index, ("mark", "cc")) or not _wants_its_object(sentence, verb, lexicon):
            continue
        mended = changed_in(tokens, replace(thing, head=verb.index, deprel="obj"))
        return changed_in(mended, replace(participle, xpos="VBN", head=holder.index, deprel="acl"))
    return None


def _is_bare_clause(sentence: Sentence, first: Token, verb: Token) -> bool:
    """Whether it is a finite clause behind the verb, with no subject of its own, that neither word nor comma joins to it."""
    if verb.index <= first.index or verb.deprel not in CLAUSES or has_child(sentence, verb.index, JOINING):
        return False
    helping = [sentence.tokens[c] for c in sentence.children[verb.index] if sentence.tokens[c].deprel in HELPING]
    if not any(token.xpos in FINITE or token.xpos == "MD" for token in (verb, *helping)):
        return False
    return all(token.text not in (",", ";", ":", "-", "–", "—") for token in sentence.tokens[first.index : verb.index])


def _wants_its_object(sentence: Sentence, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether the verb lacks an object that it must have."""
    below = [sentence.tokens[child] for child in sentence.children[verb.index]]
    if any(t.deprel in ("obj", "iobj") or (t.deprel == "obl:unmarked" and is_lost_object(sentence, t.index)) for t in below):
        return False
    return lexicon.wants_object(verb)


def outcome_behind_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Police broke up a gang that sold guns, [arresting] nine", "fired on youths who marched on the palace, [killing] four":
    what comes of the deed, not of what its object did before; not "a man who fired on a bus, killing two"."""
    tokens = sentence.tokens
    for outcome in tokens:
        if outcome.xpos != "VBG" or outcome.deprel != "advcl" or tokens[outcome.index - 1].text != ",":
            continue
        done = tokens[outcome.head]
        if done.deprel != "acl:relcl" or not 0 <= done.head < done.index < outcome.index:
            continue
        noun = tokens[done.head]
        deed = tokens[noun.head] if noun.deprel in ("obj", "obl", "nmod") else noun
        while deed.deprel in ("obj", "advcl", "xcomp") and deed.xpos != "VBD" and 0 <= deed.head < deed.index:
            deed = tokens[deed.head]  # "to disperse [thousands] of youths who", "teamed up [to dismantle] a ring that"
        if deed.upos != "VERB" or deed.index > noun.index or lexicon.words("telling_verb").match(deed):
            continue
        is_set_off = any(token.text == "," for token in tokens[noun.index : done.index])
        if is_set_off or any(lexicon.words(kind).match(noun) for kind in FORCES):
            continue
        lemma = outcome.lemma.lower()
        is_deadly = deed.lemma.lower() in DEADLY and done.lemma.lower() not in DEADLY
        if lemma in TAKING or (lemma in HARMING and is_deadly):
            return changed_in(tokens, replace(outcome, head=deed.index))
    return None
