"""Mends trees in which the parser took the verb of a clause for what its subject is like. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.lost_clauses import MARKS_OF_TIME
from orchestration.coding.tree_shape import NOMINAL, hang_later, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})
DOWNWARD = frozenset({"nmod", "flat", "compound", "amod", "appos", "nmod:poss", "det", "nummod"})
NAMED_FIRST = frozenset(("nsubj", "nsubj:pass", "obl:unmarked", "vocative", "dislocated", "nsubj:outer"))
LEAST_SUBJECTS = 2
MARKS = MARKS_OF_TIME | {"when"}
INTRANSITIVE = frozenset(
    """exploded clashed erupted detonated marched rallied gathered fled arrived died resigned escaped vanished retreated
    protested demonstrated surrendered defected crashed mutinied rioted negotiated talked walked returned intervened retaliated
    withdrew advanced appealed complained boasted bragged vowed""".split()
)
SAYING = frozenset("say report tell announce confirm claim add believe allege".split())
TOLD_TO = frozenset("tell inform warn remind assure persuade convince show teach advise promise notify".split())
SENT = frozenset("sent deployed dispatched assigned summoned tasked brought flown meant trained hired paid".split())
PRONOUNS = frozenset({"which", "whom"})
LONGEST_SUBJECT = 7
PARTICIPLES = ("acl", "acl:relcl")
CLAUSES = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl:relcl"})
PEOPLE = ("person", "crowd", "force", "armed_side", "official")
PLACING = frozenset({"at", "in", "from", "near", "outside"})


def relative_on_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Goma, which the rebels [captured]", "a nurse whom rebels [abducted]", read as captured rebels: they did it."""
    tokens = sentence.tokens
    for which in tokens[2:]:
        if which.text.lower() not in PRONOUNS or tokens[which.index - 1].upos not in ("PUNCT", *NOMINAL):
            continue
        end = which.index + 1
        while end < len(tokens) and end < which.index + LONGEST_SUBJECT and tokens[end].upos in BEFORE_NOUN:
            end += 1
        if end >= len(tokens) or end == which.index + 1:
            continue
        subject, verb = tokens[end - 1], tokens[end]
        if subject.upos not in NOMINAL or verb.head != subject.index or verb.deprel not in PARTICIPLES:
            continue
        antecedent = _antecedent(sentence, which.index - (2 if tokens[which.index - 1].upos == "PUNCT" else 1))
        if verb.xpos not in ("VBN", "VBD") or antecedent is None or min(subject.head, which.head) < 0:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=antecedent, deprel="acl:relcl")
        mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
        mended[which.index] = replace(which, head=verb.index, deprel="obj")
        hang_later(mended, sentence, which.index, verb.index)
        return mended
    return None


def _antecedent(sentence: Sentence, index: int) -> int | None:
    """The noun that the phrase ending in the token is about: its topmost noun."""
    while sentence.tokens[index].deprel in DOWNWARD and 0 <= sentence.tokens[index].head < index:
        index = sentence.tokens[index].head
    return index if sentence.tokens[index].upos in NOMINAL else None


def verb_behind_adverb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Russian negotiators last [met] in July", read as a noun with a relative clause: the past verb is the sentence's."""
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or root.index + 2 >= len(tokens):
        return None
    adverb, verb = tokens[root.index + 1 : root.index + 3]
    is_verb = verb.xpos == "VBD" and verb.head == root.index and verb.deprel in PARTICIPLES
    if not is_verb or adverb.upos != "ADV" or adverb.head != verb.index:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, head=-1, deprel="root")
    mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
    hang_later(mended, sentence, root.index, verb.index)
    return mended


def modal_with_adjective(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The rebels will [free] 20 soldiers", read as free soldiers: behind "will" and before a noun it is the verb."""
    tokens = sentence.tokens
    for word in tokens[1:-1]:
        modal = tokens[word.index - 1]
        if word.text != "free" or word.deprel != "amod" or modal.xpos != "MD" or word.head <= word.index:
            continue
        noun = tokens[word.head]
        above = modal.head if noun.head == modal.index else noun.head
        top = tokens[above] if above >= 0 else None
        places = {modal.index, noun.index, above}
        subject = next((t for t in tokens[: modal.index] if t.head in places and t.deprel.startswith("nsubj")), None)
        if subject is None or (top is not None and subject.head == top.index and top.index < modal.index):
            continue
        mended = list(tokens)
        if top is None:
            head, relation = -1, "root"
        elif top.index < modal.index:
            head, relation = top.index, noun.deprel if noun.deprel in CLAUSES else "ccomp"
        else:
            head, relation = top.head, top.deprel
            has_mark = any(tokens[c].deprel == "mark" and noun.index < c for c in sentence.children[top.index])
            mended[top.index] = replace(top, head=word.index, deprel="advcl" if has_mark else "conj")
        mended[word.index] = replace(word, upos="VERB", xpos="VB", head=head, deprel=relation)
        mended[modal.index] = replace(modal, upos="AUX", head=word.index, deprel="aux")
        mended[noun.index] = replace(noun, head=word.index, deprel="obj")
        mended[subject.index] = replace(subject, head=word.index, deprel="nsubj")
        for child in sentence.children[modal.index]:
            if child not in (word.index, noun.index, subject.index):
                mended[child] = replace(tokens[child], head=word.index)
        return mended
    return None


def verb_behind_object_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The villages that the rebels burned [were retaken]": the last verb is the sentence's, the relative's subject its own.

    The parser makes the first noun the sentence, and what is told of it a relative clause about whoever acted before.
    """
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in (*NOMINAL, "ADJ") or sentence.is_headline:
        return None
    if any(tokens[child].deprel in ("cop", "nsubj", "case") for child in sentence.children[root.index]):
        return None
    for main in tokens[root.index + 4 :]:
        auxiliaries = [c for c in sentence.children[main.index] if tokens[c].deprel.startswith("aux") and c < main.index]
        if main.upos != "VERB" or not auxiliaries or min(auxiliaries) < root.index + 3:
            continue
        relative = _relative_before(sentence, root.index, main, min(auxiliaries))
        if relative is None:
            continue
        verb, subject = relative
        is_passive = any(tokens[c].deprel == "aux:pass" for c in auxiliaries)
        mended = list(tokens)
        mended[main.index] = replace(main, head=-1, deprel="root")
        mended[root.index] = replace(
            root, upos=root.upos.replace("ADJ", "NOUN"), head=main.index, deprel="nsubj:pass" if is_passive else "nsubj"
        )
        tag = "VBD" if tokens[verb].xpos == "VBN" else tokens[verb].xpos
        mended[verb] = replace(tokens[verb], xpos=tag, head=root.index, deprel="acl:relcl")
        mended[subject] = replace(tokens[subject], head=verb, deprel="nsubj")
        for child in sentence.children[main.index]:
            if child < verb and child != subject:
                mended[child] = replace(tokens[child], head=verb)  # "that", "whom"
        hang_later(mended, sentence, root.index, main.index)
        return mended
    return None


def _relative_before(sentence: Sentence, noun: int, main: Token, auxiliary: int) -> tuple[int, int] | None:
    """Verb and subject of the relative clause between a noun and the auxiliary of the verb that the noun is the subject of."""
    tokens = sentence.tokens
    if main.deprel == "ccomp" and tokens[main.head].deprel == "acl:relcl" and tokens[main.head].head == noun:
        subject = next((c for c in sentence.children[main.head] if tokens[c].deprel == "nsubj" and c < main.head), None)
        has_own = any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[main.index])
        is_before = subject is not None and noun < main.head < auxiliary and tokens[auxiliary - 1].text != "that"
        return (main.head, subject) if subject is not None and is_before and not has_own else None
    if main.deprel != "acl:relcl" or main.head != noun:
        return None
    subject = next((c for c in sentence.children[main.index] if tokens[c].deprel.startswith("nsubj") and c > noun), None)
    if subject is None or tokens[subject].xpos in ("WP", "WDT"):
        return None
    if tokens[subject].upos == "VERB":  # "the coup that many predicted was launched"
        doer = next((c for c in sentence.children[subject] if tokens[c].deprel in ("amod", "nsubj") and c > noun), None)
        return (subject, doer) if doer is not None and subject < auxiliary else None
    verb = next((c for c in sentence.children[subject] if tokens[c].deprel == "acl" and subject < c < auxiliary), None)
    return (verb, subject) if verb is not None and tokens[verb].xpos in ("VBN", "VBD") else None


def noun_behind_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The minister whom [rebels] abducted": a plural read as a verb between a relative pronoun and a past form."""
    tokens = sentence.tokens
    for noun in tokens[2:-1]:
        pronoun, verb = tokens[noun.index - 1], tokens[noun.index + 1]
        is_between = pronoun.text.lower() in ("whom", "that", "which") and verb.xpos in ("VBN", "VBD")
        if noun.upos != "VERB" or noun.text[-1:] != "s" or not is_between:
            continue
        antecedent = _antecedent(sentence, pronoun.index - 1) if noun.index > 1 else None
        if antecedent is None or verb.head not in (noun.index, antecedent):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=antecedent, deprel="acl:relcl")
        mended[noun.index] = replace(noun, upos="NOUN", xpos="NNS", head=verb.index, deprel="nsubj")
        mended[pronoun.index] = replace(pronoun, head=verb.index, deprel="obj")
        for child in sentence.children[noun.index]:
            if child not in (pronoun.index, verb.index):
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def verb_behind_sent(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Troops sent to unseat him [were routed]": who was sent is who was routed, and the sending only tells of them."""
    tokens = sentence.tokens
    for sent in tokens[1:-3]:
        if sent.text not in SENT or tokens[sent.index + 1].text != "to" or tokens[sent.index - 1].upos not in NOMINAL:
            continue
        around = sentence.children[sent.index]
        subject = next((c for c in around if tokens[c].deprel.startswith("nsubj") and c < sent.index), None)
        goal = next((c for c in around if c > sent.index and tokens[c].xpos == "VB"), None)
        if subject is None or goal is None:
            continue
        for main in tokens[goal + 2 :]:
            below = sentence.children[main.index]
            finite = [c for c in below if tokens[c].deprel.startswith("aux") and goal + 1 < c < main.index]
            inner = next((c for c in below if tokens[c].deprel.startswith("nsubj") and goal < c < main.index), None)
            if main.upos != "VERB" or not finite or inner is None or inner > finite[0]:
                continue
            mended = list(tokens)
            is_passive = any(tokens[c].deprel == "aux:pass" for c in finite)
            mended[main.index] = replace(main, head=sent.head, deprel=sent.deprel)
            mended[sent.index] = replace(sent, xpos="VBN", head=subject, deprel="acl")
            mended[subject] = replace(tokens[subject], head=main.index, deprel="nsubj:pass" if is_passive else "nsubj")
            mended[inner] = replace(tokens[inner], head=goal, deprel="obj")
            return mended
    return None


def verb_after_whose(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Manila, whose fishermen were blasted with water, [called] on China": the verb behind the aside is the sentence's."""
    tokens = sentence.tokens
    for whose in tokens[2:-3]:
        told = next((t for t in tokens[whose.index + 1 :] if t.upos == "VERB" and t.head < 0), None)
        if whose.text != "whose" or told is None:
            continue
        subjects = [c for c in sentence.children[told.index] if tokens[c].deprel in NAMED_FIRST and c < told.index]
        comma = next((t.index for t in tokens[told.index + 1 : -1] if t.text == ","), None)
        if len(subjects) < LEAST_SUBJECTS or subjects[0] > whose.index or comma is None:
            continue
        main = next((t for t in tokens[comma + 1 :] if t.upos not in ("AUX", "ADV")), tokens[comma + 1])
        if main.upos != "VERB" or main.xpos not in ("VBD", "VBN", "VBZ", "VBP") or main.head < 0:
            continue
        mended = list(tokens)
        below = [tokens[c] for c in sentence.children[main.index]]
        has_auxiliary = main.index > comma + 1 and any(t.upos == "AUX" for t in below)
        is_past = main.xpos == "VBN" and not has_auxiliary
        mended[main.index] = replace(main, xpos="VBD" if is_past else main.xpos, head=-1, deprel="root")
        mended[told.index] = replace(told, head=subjects[0], deprel="acl:relcl")
        mended[subjects[0]] = replace(tokens[subjects[0]], head=main.index, deprel=subject_relation(sentence, main.index))
        return mended
    return None


def intransitive_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A bomb planted on a bike [exploded]", "protesters [clashed] with police after soldiers came".

    What takes no object cannot describe a noun as its participle does: it is the verb of the noun.
    """
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        if verb.text not in INTRANSITIVE or verb.deprel != "acl" or verb.xpos not in ("VBN", "VBD"):
            continue
        behind = _behind_mark(sentence, verb) or _behind_speech(sentence, verb)
        if behind is not None:
            return behind
        noun = tokens[verb.head]
        while noun.head >= 0 and noun.deprel in ("obl", "nmod", "acl", "conj", "obj") and noun.head < noun.index:
            noun = tokens[noun.head]
        if noun.upos not in NOMINAL or noun.index > verb.index:
            continue
        below = sentence.children[noun.index]
        is_alone = noun.head < 0 and not any(tokens[c].deprel in ("cop", "nsubj") for c in below)
        later = tokens[noun.head] if noun.deprel == "nsubj" and noun.head > verb.index else None
        if not is_alone and later is None:
            continue
        mended = list(tokens)
        above = (-1, "root") if later is None else (later.head, later.deprel)
        mended[verb.index] = replace(verb, xpos="VBD", head=above[0], deprel=above[1])
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        for child in below:
            if child > verb.index and later is None:
                mended[child] = replace(tokens[child], head=verb.index)
        if later is not None and not _given_subject(sentence, verb, later, mended):
            continue
        return mended
    return None


def _behind_speech(sentence: Sentence, verb: Token) -> list[Token] | None:
    """ "Police said a bomb [exploded], killing four", read as the bomb that they said."""
    tokens = sentence.tokens
    noun = tokens[verb.head]
    speech = tokens[noun.head] if noun.deprel == "obj" and 0 <= noun.head < noun.index else None
    if speech is None or speech.lemma.lower() not in SAYING:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, xpos="VBD", head=speech.index, deprel="ccomp")
    mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
    for child in sentence.children[speech.index]:
        if child > verb.index and tokens[child].deprel in ("advcl", "obl"):
            mended[child] = replace(tokens[child], head=verb.index)
    return mended


def _behind_mark(sentence: Sentence, verb: Token) -> list[Token] | None:
    """ "Were freed after elders [negotiated] with their captors", read as a circumstance of elders."""
    tokens = sentence.tokens
    noun = tokens[verb.head]
    while noun.deprel == "nmod" and 0 <= noun.head < noun.index:
        noun = tokens[noun.head]  # "after tens of thousands [rallied]"
    above = tokens[noun.head] if noun.head >= 0 else noun
    mark = next((c for c in sentence.children[noun.index] if tokens[c].text in MARKS and tokens[c].deprel == "case"), None)
    if mark is None or noun.deprel != "obl" or above.upos != "VERB" or verb.head + 1 != verb.index:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, xpos="VBD", head=above.index, deprel="advcl")
    mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
    mended[mark] = replace(tokens[mark], upos="SCONJ", head=verb.index, deprel="mark")
    return mended


def _given_subject(sentence: Sentence, verb: Token, later: Token, mended: list[Token]) -> bool:
    """Give the later verb the noun behind "after" or "as" for its subject; False where there is none."""
    tokens = sentence.tokens
    for child in sentence.children[verb.index]:
        mark = next((c for c in sentence.children[child] if tokens[c].text in MARKS and c < child), None)
        if mark is not None and tokens[child].deprel == "obl" and verb.index < child < later.index:
            mended[later.index] = replace(later, head=verb.index, deprel="advcl")
            mended[child] = replace(tokens[child], head=later.index, deprel="nsubj")
            mended[mark] = replace(tokens[mark], head=later.index, deprel="mark")
            return True
    return False


def following_read_as_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Released 553 prisoners [following] a deal": the release follows the deal, not the prisoners."""
    tokens = sentence.tokens
    for word in tokens[2:-1]:
        if word.text != "following" or word.deprel != "acl":
            continue
        noun = tokens[word.head]
        if noun.head < 0 or noun.deprel not in ("obj", "obl", "nsubj:pass") or tokens[noun.head].upos != "VERB":
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, head=noun.head, deprel="advcl")
        return mended
    return None


def content_read_for_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Lifted a curfew that it had [imposed]": behind the object of a verb that tells nothing, "that" is the object."""
    tokens = sentence.tokens
    for mark in tokens[2:-1]:
        clause = tokens[mark.head]
        if mark.text.lower() != "that" or mark.deprel not in ("mark", "obj") or clause.index <= mark.index:
            continue
        below = sentence.children[clause.index]
        is_whole = any(tokens[c].deprel in ("obj", "aux:pass", "ccomp", "xcomp") for c in below if c != mark.index)
        if is_whole or not _takes_object(clause, lexicon) or not any(tokens[c].deprel == "nsubj" for c in below):
            continue
        above = tokens[clause.head]
        noun = above.index if clause.deprel == "acl" and above.upos == "NOUN" else None
        if clause.deprel == "ccomp" and above.upos == "VERB" and above.lemma.lower() not in TOLD_TO:
            objects = (c for c in sentence.children[above.index] if tokens[c].deprel == "obj")
            noun = next((c for c in objects if above.index < c < mark.index), None)
        if noun is not None:
            mended = list(tokens)
            mended[clause.index] = replace(clause, head=noun, deprel="acl:relcl")
            mended[mark.index] = replace(mark, upos="PRON", xpos="WDT", deprel="obj")
            return mended
    return None


def _takes_object(verb: Token, lexicon: TriggerLexicon) -> bool:
    is_listed = any(lexicon.words(kind).match(verb) for kind in ("always_transitive", "needs_object"))
    return is_listed or verb.lemma.lower() == "impose"


def who_on_place(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Nurses at Uvira hospital, [who] downed tools", hung on the hospital: who acts is no place where somebody is."""
    tokens = list(sentence.tokens)
    people = [lexicon.words(name) for name in PEOPLE]
    found = False
    for verb in sentence.tokens:
        place = tokens[verb.head] if verb.deprel == "acl:relcl" else verb
        if place.deprel != "nmod" or place.upos not in ("PROPN", "NOUN") or any(words.match(place) for words in people):
            continue
        below = [tokens[child] for child in sentence.children[verb.index]]
        case = next((tokens[c].text.lower() for c in sentence.children[place.index] if tokens[c].deprel == "case"), "")
        person = tokens[place.head]
        is_who = any(t.text.lower() == "who" and t.deprel.startswith("nsubj") for t in below)
        if is_who and case in PLACING and person.xpos in ("NNS", "NN") and any(words.match(person) for words in people):
            tokens[verb.index] = replace(verb, head=person.index)
            found = True
    return tokens if found else None
