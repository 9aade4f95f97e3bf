"""Mends trees in which the parser lost a clause: its verb became a modifier of a noun, its subject a circumstance. Pure.

Run by `lost_words`. The words tell: a participle behind the comma that closes an aside, before a noun that it cannot
describe, is the verb of the sentence; a noun behind "after" with a past verb right behind it is that verb's subject.
"""

from dataclasses import replace

from orchestration.coding.lost_asides import before_apposition
from orchestration.coding.tree_shape import AGENT, NOMINAL, has_child
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

ASIDES = frozenset({"appos", "acl:relcl", "acl", "conj"})
MARKS_OF_TIME = frozenset({"after", "before", "since", "until", "while", "as"})
CLAUSES = frozenset({"conj", "advcl", "ccomp", "parataxis", "acl", "acl:relcl", "root"})
MAIN_CLAUSES = frozenset({"root", "parataxis", "ccomp", "advcl"})
ENDS = frozenset({".", "!", "”", '"'})
SUFFERED = frozenset("hurt captured freed shot damaged sentenced convicted charged executed hanged evacuated expelled".split())
PASSIVE_SIGNS = frozenset({"aux", "aux:pass", "cop", "obl:agent"})
LINKS = frozenset({"and", "or", "then"})
CIRCUMSTANCES = frozenset({"in", "on", "at", "near", "to"})
SPEAKER = frozenset({"nsubj"})


def verb_after_aside(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The envoy, who visited last week, [accused soldiers] of rape", read as soldiers who are accused.

    Only where the sentence has no verb of its own: its root is a noun with an aside behind it, and the participle
    follows the comma that ends the aside.
    """
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or sentence.is_headline:
        return None
    children = sentence.children[root.index]
    if any(tokens[child].deprel in ("cop", "nsubj", "expl", "case") for child in children):
        return None
    for verb in tokens[root.index + 2 : -1]:
        if tokens[verb.index - 1].text != "," or not _is_past(verb, lexicon):
            continue
        mended = list(tokens)
        is_behind_aside = verb.head == root.index and any(t.text == "," for t in tokens[root.index : verb.index - 2])
        is_on_apposition = tokens[verb.head].deprel == "appos" and tokens[verb.head].head == root.index
        if verb.deprel == "acl" and (is_on_apposition or is_behind_aside):
            if has_child(sentence, verb.index, AGENT):
                continue
            # "The chief, Volker Turk, [called] for ..."
            mended[verb.index] = replace(verb, xpos="VBD", head=-1, deprel="root")
            mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
            inner = next((t.index for t in tokens[root.index : verb.index] if t.deprel == "acl:relcl"), None)
            for child in children:
                if child > verb.index:
                    mended[child] = replace(tokens[child], head=verb.index)
                elif inner is not None and child > inner and tokens[child].deprel == "nmod":
                    mended[child] = replace(tokens[child], head=inner, deprel="obl")
            return mended
        noun = tokens[verb.head]
        if verb.deprel != "amod" or verb.head <= verb.index or noun.upos not in NOMINAL:
            continue
        has_article = any(tokens[child].deprel == "det" for child in sentence.children[noun.index])
        is_apposed = noun.deprel == "appos" and noun.head == root.index and not has_article
        if not is_apposed and not _closes_aside(sentence, root, verb):
            continue
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", head=-1, deprel="root")
        mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        for child in children:
            if child > noun.index:
                mended[child] = replace(tokens[child], head=verb.index)
        for child in sentence.children[noun.index]:
            if tokens[child].deprel in ("conj", "punct", "parataxis", "advcl") and tokens[child].upos not in NOMINAL:
                mended[child] = replace(tokens[child], head=verb.index)
        for token in tokens[noun.index + 1 :]:  # "used tear gas in Białystok", hung on the verb of the aside
            is_circumstance = token.head == noun.index and _case(sentence, token.index) in CIRCUMSTANCES
            if token.deprel in ("obl", "nmod") and (token.head < verb.index or is_circumstance):
                mended[token.index] = replace(token, head=verb.index, deprel="obl")
        return mended
    return None


def _case(sentence: Sentence, index: int) -> str | None:
    marks = (
        sentence.tokens[child].text.lower() for child in sentence.children[index] if sentence.tokens[child].deprel == "case"
    )
    return next(marks, None)


def clause_after_aside(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Shops closed after a spokesman, posting a map, [ordered residents] to leave": the clause that an aside cuts in two."""
    tokens = sentence.tokens
    for verb in tokens[4:-1]:
        noun = tokens[verb.head]
        if verb.deprel != "amod" or tokens[verb.index - 1].text != "," or not _is_past(verb, lexicon) or noun.head < 0:
            continue
        if any(tokens[child].deprel in ("det", "case") for child in sentence.children[noun.index]):
            continue
        opening = next((i for i in range(verb.index - 2, 1, -1) if tokens[i].text == ","), None)
        subject = tokens[opening - 1] if opening is not None else None
        if subject is None or subject.upos not in NOMINAL or subject.head < 0 or noun.index < verb.index:
            continue
        mark = _mark_of_time(sentence, subject.index)
        if mark is None or tokens[opening + 1].xpos != "VBG":  # type: ignore[operator]
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=subject.head, deprel="advcl")
        mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
        mended[mark] = replace(tokens[mark], upos="SCONJ", head=verb.index, deprel="mark")
        aside = next((tokens[i] for i in range(subject.index + 2, verb.index) if tokens[i].xpos == "VBG"), None)
        if aside is not None:
            mended[aside.index] = replace(aside, head=subject.index, deprel="acl")
            for child in sentence.children[aside.index]:
                if child > verb.index and child != noun.index:
                    mended[child] = replace(tokens[child], head=verb.index)
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        return mended
    return None


def verb_on_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Police in Dakar [detained] opposition lawmaker X": the only verb of a sentence, read as what the object is like."""
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or sentence.is_headline or tokens[-1].text not in ENDS:
        return None
    if any(tokens[child].deprel in ("cop", "nsubj", "expl", "case") for child in sentence.children[root.index]):
        return None
    if any(token.xpos in FINITE or token.xpos == "MD" for token in tokens):
        return None
    for verb in tokens[root.index + 1 : -1]:
        noun = tokens[verb.head]
        if verb.deprel == "flat" and verb.text.islower() and verb.text.endswith("ed") and verb.text in lexicon.forms:
            behind = [o for o in sentence.children[root.index] if o > verb.index and tokens[o].upos in NOMINAL]
            noun = tokens[behind[0]] if behind else noun  # "A crowd in Dhaka torched the house", of a verb not known
        elif verb.deprel != "amod" or not _is_past(verb, lexicon):
            continue
        if noun.head != root.index or noun.index < verb.index:
            continue
        below = sentence.children[noun.index]
        if any(tokens[child].deprel in ("case", "det") and child < verb.index for child in below):
            continue
        mended = list(tokens)
        lemma = lexicon.lemma_as(verb.text, "VERB") or verb.lemma
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", lemma=lemma, head=-1, deprel="root")
        mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        for child in sentence.children[root.index]:
            if child > verb.index and child != noun.index:
                mended[child] = replace(tokens[child], head=verb.index)
        for child in below:
            if (
                child > noun.index
                and tokens[child].deprel in ("nmod", "obl", "advcl", "conj", "punct")
                and child != verb.index
            ):
                is_loose = tokens[child].deprel != "nmod" or any(
                    tokens[o].text.lower() == "on" for o in sentence.children[child]
                )
                mended[child] = replace(tokens[child], head=verb.index) if is_loose else tokens[child]
        return mended
    return None


def past_joined_to_modal(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Said he would not resign, and [accused] agencies": a past verb is joined to what is past, not to "would resign"."""
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens:
        if verb.deprel != "conj" or verb.xpos not in ("VBD", "VBN") or verb.head < 0 or verb.text.lower() not in lexicon.forms:
            continue
        first = sentence.tokens[verb.head]
        has_modal = any(sentence.tokens[child].xpos == "MD" for child in sentence.children[first.index])
        above = sentence.tokens[first.head] if first.head >= 0 else None
        is_said = first.deprel == "ccomp" and above is not None and above.xpos in FINITE
        has_subject = any(
            sentence.tokens[child].deprel.startswith(("nsubj", "aux")) for child in sentence.children[verb.index]
        )
        if has_modal and is_said and above is not None and not has_subject:
            tokens[verb.index] = replace(verb, head=above.index)
            found = True
    return tokens if found else None


def verb_on_clause_head(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The U.S. military [launched] strikes, the ministry said": a clause whose verb was read as its noun's adjective."""
    tokens = sentence.tokens
    if sentence.is_headline:
        return None
    for verb in tokens[1:-1]:
        noun, before = tokens[verb.head], tokens[verb.index - 1]
        is_clause = noun.deprel in ("root", "ccomp", "parataxis") and noun.upos == "NOUN" and noun.index > verb.index
        if verb.deprel != "amod" or not is_clause or not _is_past(verb, lexicon):
            continue
        is_noun = before.upos in NOMINAL or any(tokens[child].deprel == "det" for child in sentence.children[before.index])
        if before.head != noun.index or not is_noun or before.deprel not in ("amod", "compound", "nmod"):
            continue
        below = sentence.children[noun.index]
        if any(tokens[child].deprel in ("cop", "aux", "nsubj", "case") for child in below):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", head=noun.head, deprel=noun.deprel)
        upos = before.upos if before.upos in NOMINAL else "NOUN"  # "the general"
        mended[before.index] = replace(before, upos=upos, head=verb.index, deprel="nsubj")
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        for child in below:
            if child < before.index:
                mended[child] = replace(tokens[child], head=before.index)
            elif tokens[child].deprel in ("punct", "advcl", "parataxis", "conj"):
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def _is_past(token: Token, lexicon: TriggerLexicon) -> bool:
    return token.xpos in ("VBN", "VBD") and token.text.islower() and token.text in lexicon.forms


def _closes_aside(sentence: Sentence, root: Token, verb: Token) -> bool:
    """Whether an aside of the root, between two commas, ends right before the verb."""
    tokens = sentence.tokens
    for child in sentence.children[root.index]:
        if root.index < child < verb.index and tokens[child].deprel in ASIDES and child != verb.head:
            return any(token.text == "," for token in tokens[root.index : child])
    said = [tokens[child] for child in sentence.children[verb.index] if tokens[child].deprel == "parataxis"]
    return any(token.index < verb.index and has_child(sentence, token.index, SPEAKER) for token in said)


def subject_after_mark(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Families fled after a spokesman [ordered them] to leave", read as fleeing after a spokesman, and ordering."""
    tokens = sentence.tokens
    for verb in tokens[2:]:
        if verb.upos != "VERB" or verb.xpos not in FINITE or verb.deprel not in CLAUSES:
            continue
        if verb.text.lower() not in lexicon.forms:
            continue
        relations = {tokens[child].deprel for child in sentence.children[verb.index] if child >= verb.index - 1}
        if relations & {"nsubj", "nsubj:pass", "cc"}:
            continue
        noun = before_apposition(tokens, verb.index - 1)
        while noun.deprel == "nmod" and 0 <= noun.head < noun.index and _mark_of_time(sentence, noun.index) is None:
            noun = tokens[noun.head]  # "after gunmen on motorbikes stormed"
        if noun.upos not in NOMINAL or noun.deprel not in ("obl", "nmod", "obj") or noun.head < 0:
            continue
        mark = _mark_of_time(sentence, noun.index)
        if mark is None or mark == 0:
            continue
        above = tokens[noun.head]
        mended = list(tokens)
        if above.head == verb.index and lexicon.words("time_noun").match(above):  # "[days] after guards boarded the boat"
            mended[above.index] = replace(above, deprel="obl:unmarked")
            mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
            mended[mark] = replace(tokens[mark], upos="SCONJ", head=verb.index, deprel="mark")
            mended[verb.index] = replace(verb, deprel="advcl" if verb.head >= 0 else verb.deprel)
            return mended
        subject = tokens[above.head] if above.deprel == "acl" and above.xpos in ("VBN", "VBD") else None
        if verb.head < 0 and subject is not None and subject.head == verb.index and above.index == subject.index + 1:
            mended[subject.index] = replace(subject, head=above.index)  # "[Gunmen struck] as soldiers patrolled the market"
            mended[above.index] = replace(above, xpos="VBD", head=-1, deprel="root")
            governor = above.index
        elif 0 <= verb.head < mark and tokens[verb.head].upos == "VERB":
            governor = verb.head
            for child in sentence.children[verb.index]:
                if child < mark and tokens[child].deprel == "nsubj":  # "seizes towns as the leader sacks generals"
                    has_object = any(tokens[other].deprel == "obj" for other in sentence.children[governor])
                    mended[child] = replace(tokens[child], head=governor, deprel="parataxis" if has_object else "obj")
                    governor = child if has_object else governor
        elif verb.head < 0 or _hangs_below(sentence, above.index, verb.index):
            continue
        else:
            governor = above.index
        mended[verb.index] = replace(verb, head=governor, deprel="advcl")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        for child in sentence.children[noun.index]:
            is_span = bool(lexicon.words("time_noun").match(tokens[child]))
            if child < mark and is_span:  # "four [days] after Smith, the minister, quit"
                mended[child] = replace(tokens[child], head=verb.index, deprel="obl:unmarked")
        mended[mark] = replace(tokens[mark], upos="SCONJ", head=verb.index, deprel="mark")
        return mended
    return None


def _mark_of_time(sentence: Sentence, noun: int) -> int | None:
    """The "after" or "while" of a lost clause, read as the preposition of the noun that is its subject."""
    tokens = sentence.tokens
    marks = (child for child in sentence.children[noun] if tokens[child].deprel == "case")
    return next((mark for mark in marks if tokens[mark].text.lower() in MARKS_OF_TIME), None)


def _hangs_below(sentence: Sentence, index: int, above: int) -> bool:
    while index >= 0:
        if index == above:
            return True
        index = sentence.tokens[index].head
    return False


def second_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "They were lined up and [shot]": a noun coordinated with a passive, behind which the clause ends."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens[3:]:
        link = sentence.tokens[token.index - 1]
        if token.upos != "NOUN" or token.deprel != "conj" or link.text.lower() not in LINKS:
            continue
        verb = _passive_above(sentence, token.head)
        lemma = lexicon.lemma_as(token.text.lower(), "VERB")
        if verb is None or lemma is None:
            continue
        follower = sentence.tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if follower is not None and follower.upos not in ("PUNCT", "ADP", "ADV", "SCONJ"):
            continue
        if any(sentence.tokens[child].deprel in ("det", "amod", "nummod") for child in sentence.children[token.index]):
            continue
        tokens[token.index] = replace(token, upos="VERB", xpos="VBN", lemma=lemma, head=verb)
        found = True
    return tokens if found else None


def _passive_above(sentence: Sentence, index: int) -> int | None:
    """The passive verb that the token is, or whose particle it is."""
    token = sentence.tokens[index]
    if token.deprel == "compound:prt":
        index = token.head
    relations = {sentence.tokens[child].deprel for child in sentence.children[index]}
    return index if sentence.tokens[index].upos == "VERB" and "aux:pass" in relations else None


def past_read_as_passive(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Thousands dressed in white [marched] in silence": outside of headlines and notes a passive has its "was"."""
    tokens = list(sentence.tokens)
    if sentence.is_headline or not tokens or tokens[-1].text not in ENDS:
        return None
    always = lexicon.words("always_transitive")
    found = False
    for verb in sentence.tokens:
        if verb.xpos not in ("VBN", "VBD") or verb.upos != "VERB" or verb.deprel not in MAIN_CLAUSES or always.match(verb):
            continue
        children = sentence.children[verb.index]
        relations = {tokens[child].deprel for child in children}
        subject = next((child for child in children if tokens[child].deprel == "nsubj:pass"), None)
        follower = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
        if subject is None or relations & PASSIVE_SIGNS or follower is None or follower.upos != "ADP":
            continue
        if lexicon.words("needs_object").match(verb) or verb.text in SUFFERED:
            continue
        tokens[verb.index] = replace(verb, xpos="VBD")
        tokens[subject] = replace(tokens[subject], deprel="nsubj")
        found = True
    return tokens if found else None


def gerund_with_of(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Ordered the [hiring of] policemen": a verb, of which the "of" phrase is the object.

    Only for words that head no sense as nouns ("the killing of" does).
    """
    tokens = list(sentence.tokens)
    found = False
    for gerund in sentence.tokens[1:-2]:
        text = sentence.texts[gerund.index]
        if not text.endswith("ing") or tokens[gerund.index + 1].text.lower() != "of" or gerund.deprel in ("compound", "amod"):
            continue
        lemma = lexicon.lemma_as(text, "VERB")
        if lemma is None or lemma == text or lexicon.lemma_as(text, "NOUN") is not None:
            continue  # "a ring of reefs"
        children = sentence.children[gerund.index]
        held = tokens[gerund.index + 1].head
        if (
            held not in children
            or tokens[held].upos not in NOMINAL
            or not any(tokens[c].deprel in ("det", "nmod:poss") for c in children if c < gerund.index)
        ):
            continue
        tokens[gerund.index] = replace(gerund, upos="VERB", xpos="VBG", lemma=lemma)
        tokens[held] = replace(tokens[held], deprel="obj")
        tokens[gerund.index + 1] = replace(tokens[gerund.index + 1], deprel="dep")
        for child in children:
            if tokens[child].deprel == "nmod:poss":
                tokens[child] = replace(tokens[child], deprel="nsubj")
            elif tokens[child].deprel == "det":
                tokens[child] = replace(tokens[child], deprel="dep")
        found = True
    return tokens if found else None
