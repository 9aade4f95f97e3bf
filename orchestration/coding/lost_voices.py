"""Voice, mood and owner told by what stands around a verb: "forces [killed] 40 people", "by [shelling] rebels". Pure.

Run by `lost_words`.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import has_child, head_of_name
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NOUNS = ("NOUN", "PROPN")
AUXILIARIES = ("aux", "aux:pass", "cop")
SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj", "ccomp", "xcomp")
BEFORE_GERUND = frozenset(("by", "from", "without"))
RELATIVES = frozenset(("which", "who", "where", "whose"))
MARK = ("mark",)
# The preposition before what belongs to an object.
COMPANIONS = {
    "for": frozenset(
        "blueprint plan plot scheme proposal bid call demand request appeal mandate preparation schedule".split()
    ),
    "with": frozenset("border frontier boundary tie relation relations talks treaty pact".split()),
}
AIMED = ("on", "at", "into")
FIRED = frozenset("fire shot gas cannon missile rocket bullet grenade shell stone mortar drone".split())
IN_ROW = ("appos", "list", "nmod:unmarked")
ACCUSING = frozenset("accuse suspect convict acquit".split())
ENTERING = "enter"
SEEING = frozenset("show see hear film catch find depict capture watch".split())
AHEAD = ("det", "amod", "nummod", "compound", "nmod:poss", "advmod")


def active_with_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Security forces [killed] 40 people": without "were", and with somebody behind it, the verb is active."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for verb in tokens:
        if verb.xpos not in ("VBN", "VBD") or verb.upos != "VERB" or has_child(sentence, verb.index, AUXILIARIES):
            continue
        children = [tokens[child] for child in sentence.children[verb.index]]
        subject = next((child for child in children if child.deprel == "nsubj:pass" and child.index < verb.index), None)
        if subject is not None and any(child.deprel == "obj" and child.index > verb.index for child in children):
            mended = mended or list(tokens)
            mended[verb.index] = replace(verb, xpos="VBD")
            mended[subject.index] = replace(subject, deprel="nsubj")
    return mended


def object_behind_second_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Neither confirmed nor denied the [loss] of the town": what two verbs share hangs on the one that it follows."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "obj" or not 0 <= noun.head < noun.index:
            continue
        begin = min((c for c in sentence.children[noun.index] if tokens[c].deprel in AHEAD), default=noun.index)
        second = tokens[min(begin, noun.index) - 1]
        is_second = second.upos == "VERB" and second.deprel == "conj" and second.head == noun.head
        if is_second and not has_child(sentence, second.index, (*OBJECTS, *SUBJECTS, "aux:pass")):
            mended = list(tokens)
            mended[noun.index] = replace(noun, head=second.index)
            return mended
    return None


def gerund_behind_preposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Retaliated by [shelling] rebels", "kept them from [overrunning] Sake": no kind of rebels."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[1:-1]:
        if gerund.xpos != "VBG" or gerund.upos != "VERB" or gerund.deprel != "compound" or gerund.head < gerund.index:
            continue
        noun, before = tokens[gerund.head], tokens[gerund.index - 1]
        if before.text.lower() not in BEFORE_GERUND or before.head != noun.index or noun.head < 0:
            continue
        above = tokens[noun.head]
        if above.upos in NOUNS and above.deprel == "obj" and above.head >= 0:
            above = tokens[above.head]
        mended = list(tokens)
        mended[gerund.index] = replace(gerund, head=above.index, deprel="advcl" if above.upos == "VERB" else "acl")
        mended[before.index] = replace(before, head=gerund.index, deprel="mark")
        mended[noun.index] = replace(noun, head=gerund.index, deprel="obj")
        return mended
    return None


def relative_on_clause(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Travel to Haiti, where police [shot] two": of the noun before the comma, not of the whole clause."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens:
        if verb.deprel not in ("advcl:relcl", "advcl") or verb.head < 0 or verb.upos != "VERB":
            continue
        relative = next((c for c in sentence.children[verb.index] if tokens[c].text.lower() in RELATIVES), None)
        if relative is None or not 2 <= relative < verb.index or tokens[relative - 1].text != ",":
            continue
        noun = head_of_name(tokens, relative - 2)
        if noun.upos in NOUNS and tokens[relative - 2].upos in NOUNS and noun.index != verb.head:
            mended = list(tokens)
            mended[verb.index] = replace(verb, head=noun.index, deprel="acl:relcl")
            return mended
    return None


def clause_behind_that(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Accused Belarus and demanded that they be [taken] back": what a "that" tells is of the verb before it."""
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[1:]:
        if mark.text != "that" or mark.deprel != "mark" or mark.head < mark.index:
            continue
        clause, before = tokens[mark.head], tokens[mark.index - 1]
        if clause.deprel != "ccomp" or before.upos != "VERB" or before.index == clause.head:
            continue
        if before.deprel == "conj" and before.head == clause.head:
            mended = list(tokens)
            mended[clause.index] = replace(clause, head=before.index)
            return mended
    return None


def stationed_there(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Has 11,000 troops [stationed] in Somalia": of the troops."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens:
        if participle.xpos != "VBN" or participle.deprel != "xcomp" or participle.head < 0:
            continue
        if tokens[participle.head].lemma.lower() != "have":
            continue
        held = [c for c in sentence.children[participle.head] if tokens[c].deprel == "obj" and c < participle.index]
        if held:
            mended = list(tokens)
            mended[participle.index] = replace(participle, head=held[-1], deprel="acl")
            return mended
    return None


def object_of_state(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Shoot dead at least 22 [people]": of the verb, not of the state that it leaves them in."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "obj" or noun.head < 0 or noun.head > noun.index:
            continue
        state = tokens[noun.head]
        if state.upos == "ADJ" and state.deprel == "xcomp" and tokens[state.head].upos == "VERB":
            mended = list(tokens)
            mended[noun.index] = replace(noun, head=state.head)
            return mended
    return None


def participle_before_main_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Footage [posted] on social media showed police": the participle tells of the subject of the verb behind it."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens:
        if participle.xpos != "VBN" or participle.deprel not in ("ccomp", "csubj", "advcl") or participle.head < 0:
            continue
        main = tokens[participle.head]
        if main.index < participle.index or main.upos != "VERB" or has_child(sentence, main.index, (*SUBJECTS, "aux:pass")):
            continue
        if has_child(sentence, participle.index, (*AUXILIARIES, "mark", "obj")):
            continue
        subject = next((c for c in sentence.children[participle.index] if tokens[c].deprel in SUBJECTS), None)
        between = tokens[participle.index : main.index]
        if subject is None or subject > participle.index or any(token.upos == "PUNCT" for token in between):
            continue
        mended = list(tokens)
        mended[subject] = replace(tokens[subject], head=main.index, deprel="nsubj")
        mended[participle.index] = replace(participle, head=subject, deprel="acl")
        return mended
    return None


def seen_doing(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Showed police [beating] protesters": what is seen, no circumstance of the seeing."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens:
        if (
            gerund.xpos != "VBG"
            or gerund.deprel != "advcl"
            or gerund.head < 0
            or tokens[gerund.head].lemma.lower() not in SEEING
        ):
            continue
        subject = next((c for c in sentence.children[gerund.index] if tokens[c].deprel == "nsubj"), None)
        between = tokens[gerund.head : gerund.index]
        if subject is not None and gerund.head < subject and not any(t.upos in ("PUNCT", "SCONJ") for t in between):
            mended = list(tokens)
            mended[gerund.index] = replace(gerund, deprel="ccomp")
            return mended
    return None


def main_verb_behind_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Officials, who said that no unit had fought, now [report] a clash": the verb behind the comma is the main one."""
    del lexicon
    tokens = sentence.tokens
    noun = next((token for token in tokens if token.head < 0), None)
    if noun is None or noun.upos not in NOUNS or has_child(sentence, noun.index, ("nsubj", "nsubj:pass", "cop", "case")):
        return None
    relative = next((c for c in sentence.children[noun.index] if tokens[c].deprel == "acl:relcl"), None)
    if relative is None or tokens[noun.index + 1].text != ",":
        return None
    for verb in tokens[relative + 1 :]:
        if verb.deprel != "conj" or verb.xpos not in ("VBD", "VBZ", "VBP") or verb.upos != "VERB":
            continue
        ahead = [c for c in sentence.children[verb.index] if c < verb.index]
        is_own = all(tokens[c].deprel in ("punct", "advmod", "aux") for c in ahead) and any(
            tokens[c].text == "," for c in ahead
        )
        if not is_own or not _is_under(tokens, verb.index, relative):
            continue
        mended = [replace(token, head=verb.index) if token.head == noun.index and token.index > verb.index else token
                  for token in tokens]  # fmt: skip
        mended[verb.index] = replace(verb, head=-1, deprel="root")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        return mended
    return None


def row_read_as_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Mali, [Burkina Faso] and Niger agreed": a name between another and one behind "and" is of the row."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[2:]:
        if name.deprel not in IN_ROW or name.upos not in NOUNS or not 0 <= name.head < name.index:
            continue
        first = tokens[name.head]
        if first.upos == "VERB" and has_child(sentence, name.index, ("conj",)):  # "killed a nurse, [a cook] and a soldier"
            objects = [c for c in sentence.children[first.index] if tokens[c].deprel == "obj" and c < name.index]
            if objects:
                return _with(tokens, replace(name, head=objects[-1], deprel="conj"))
        if name.upos != "PROPN":
            continue
        if name.deprel == "list" and any(token.deprel == "cc" for token in tokens[first.index : name.index]):
            return _with(tokens, replace(name, deprel="conj"))
        joined = (*sentence.children[first.index], *sentence.children[name.index])
        last = next((tokens[c] for c in joined if tokens[c].deprel == "conj" and c > name.index), None)
        if first.upos != "PROPN" or last is None or not has_child(sentence, last.index, ("cc",)):
            continue
        if has_child(sentence, name.index, ("det", "nmod:poss", "case")) or last.upos != "PROPN":
            continue
        and_ = min(c for c in sentence.children[last.index] if tokens[c].deprel == "cc")
        if not any(token.upos == "PUNCT" for token in tokens[name.index : and_]):
            mended = _with(tokens, replace(name, deprel="conj"))
            mended[last.index] = replace(last, head=first.index)
            return mended
    return None


def _is_under(tokens: Sequence[Token], index: int, ancestor: int) -> bool:
    while index >= 0 and index != ancestor:
        index = tokens[index].head
    return index == ancestor


def _with(tokens: Sequence[Token], changed: Token) -> list[Token]:
    mended = list(tokens)
    mended[changed.index] = changed
    return mended


def gerund_under_mark(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Stopped students from [leaving]": what has a conjunction before it is a clause."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens:
        is_oblique = gerund.xpos == "VBG" and gerund.upos == "VERB" and gerund.deprel == "obl"
        if is_oblique and has_child(sentence, gerund.index, MARK):
            return _with(tokens, replace(gerund, deprel="advcl"))
    return None


def figure_put(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Put the number of soldiers killed at [14]": where the number is put, not where they were killed."""
    del lexicon
    tokens = sentence.tokens
    for number in tokens[3:]:
        if number.upos != "NUM" or number.deprel != "obl" or number.head < 0 or tokens[number.index - 1].text.lower() != "at":
            continue
        participle = tokens[number.head]
        if participle.xpos != "VBN" or participle.deprel != "acl":
            continue
        above = participle.head
        while above >= 0 and tokens[above].upos in NOUNS:
            above = tokens[above].head
        if above >= 0 and tokens[above].lemma.lower() == "put":
            mended = _with(tokens, replace(number, head=above))
            counted = tokens[participle.index - 1]
            if counted.upos in NOUNS and counted.head == participle.head:
                mended[participle.index] = replace(participle, head=counted.index)
            return mended
    return None


def aimed_on_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Opened fire on [protesters]": at whom is of the firing, no kind of fire."""
    del lexicon
    tokens = sentence.tokens
    for target in tokens[3:]:
        if target.deprel != "nmod" or target.head < 0 or not has_child(sentence, target.index, ("case",)):
            continue
        fired = tokens[target.head]
        first = tokens[min(sentence.children[target.index])]
        if (
            fired.deprel == "obj"
            and fired.lemma.lower() in FIRED
            and first.text.lower() in AIMED
            and fired.index < first.index
        ):
            return _with(tokens, replace(target, head=fired.head, deprel="obl"))
    return None


def companion_of_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Found a blueprint for an [attack]", "closed its border with [Peru]": of the plan and of the border."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens[3:]:
        if noun.deprel != "obl" or noun.head < 0 or not has_child(sentence, noun.index, ("case",)):
            continue
        first = min(sentence.children[noun.index])
        plan = tokens[first - 1]
        companions = COMPANIONS.get(tokens[first].text.lower(), frozenset())
        if plan.deprel == "obj" and plan.head == noun.head and plan.lemma.lower() in companions:
            return _with(tokens, replace(noun, head=plan.index, deprel="nmod"))
    return None


def deed_accused_of(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Accused its neighbour of [backing] rebels": of the accusing, no attribute of the neighbour."""
    del lexicon
    tokens = sentence.tokens
    for deed in tokens:
        if deed.xpos != "VBG" or deed.deprel != "acl" or deed.head < 0:
            continue
        whom = tokens[deed.head]
        mark = next((c for c in sentence.children[deed.index] if tokens[c].deprel == "mark"), None)
        if mark is None or tokens[mark].text.lower() != "of" or whom.deprel not in ("obj", "nsubj:pass") or whom.head < 0:
            continue
        if tokens[whom.head].lemma.lower() in ACCUSING:
            return _with(tokens, replace(deed, head=whom.head, deprel="advcl"))
    return None


def span_entered(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The siege has entered its eleventh [month]": the object, no time of it."""
    del lexicon
    tokens = sentence.tokens
    for span in tokens:
        if span.deprel != "obl:unmarked" or span.head < 0 or tokens[span.head].lemma.lower() != ENTERING:
            continue
        if has_child(sentence, span.index, ("nmod:poss",)) and not has_child(sentence, span.head, ("obj",)):
            mended = list(tokens)
            mended[span.index] = replace(span, deprel="obj")
            return mended
    return None


def telling_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The law [mandates] that all men register": a plural between a noun and "that" with a clause is the verb."""
    tokens = sentence.tokens
    for word in tokens[1:-2]:
        if word.xpos != "NNS" or word.head >= 0 or tokens[word.index + 1].text != "that":
            continue
        doer = next((c for c in sentence.children[word.index] if tokens[c].deprel == "compound" and c == word.index - 1), None)
        clause = next((c for c in sentence.children[word.index] if tokens[c].deprel in ("acl:relcl", "acl")), None)
        if doer is None or clause is None or tokens[word.index + 1].head != clause:
            continue
        subject = next((c for c in sentence.children[clause] if tokens[c].deprel in SUBJECTS), None)
        if subject is None or tokens[doer].xpos != "NN":
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, upos="VERB", xpos="VBZ", lemma=word.text.lower().removesuffix("s"))
        mended[doer] = replace(tokens[doer], deprel="nsubj")
        mended[clause] = replace(tokens[clause], deprel="ccomp")
        that = word.index + 1
        mended[that] = replace(tokens[that], upos="SCONJ", xpos="IN", deprel="mark")
        for child in sentence.children[word.index]:
            if child < doer and tokens[child].deprel in ("det", "amod", "nmod:poss", "compound"):
                mended[child] = replace(tokens[child], head=doer)
        return mended
    return None
