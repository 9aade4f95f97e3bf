"""Relative clauses hung on another noun than they tell of, and "that" read as what is said. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.relative_gaps import RELATIVE_PRONOUNS
from orchestration.coding.tree_shape import NOMINAL, changed_in, hang_later
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})
DOWNWARD = frozenset({"nmod", "flat", "compound", "amod", "appos", "nmod:poss", "det", "nummod"})
TOLD_TO = frozenset("tell inform warn remind assure persuade convince show teach advise promise notify".split())
NAME_PARTS = frozenset({"flat", "flat:name", "compound"})
PRONOUNS = frozenset({"which", "whom"})
LONGEST_SUBJECT = 7
NOMINATIVES = frozenset({"it", "he", "she", "they"})
PARTS = frozenset({"some", "many", "most", "several", "all", "one", "two"})
STRAYED = frozenset(("ccomp", "advcl", "advcl:relcl", "conj", "parataxis", "xcomp"))
PARTICIPLES = ("acl", "acl:relcl")


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


def relative_behind_preposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "After riots in Lima in which police [fired]": the clause tells of the riots, not of what came after them."""
    del lexicon
    tokens = sentence.tokens
    for which in tokens[3:-1]:
        before, clause = tokens[which.index - 1], tokens[which.head]
        if which.text.lower() not in PRONOUNS or before.upos != "ADP" or clause.deprel not in STRAYED:
            continue
        noun = tokens[before.index - (2 if tokens[before.index - 1].text == "," else 1)]
        antecedent = _antecedent(sentence, noun.index)
        if clause.upos != "VERB" or clause.index < which.index or noun.upos not in NOMINAL or antecedent is None:
            continue
        if not 0 <= clause.head < which.index or clause.head == antecedent:
            continue
        return changed_in(tokens, replace(clause, head=antecedent, deprel="acl:relcl"))
    return None


def bare_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Sanctions on 32 traders and firms it [accused] of helping them": a pronoun between a noun and a past form is the
    subject of a clause on the noun."""
    del lexicon
    tokens = sentence.tokens
    for pronoun in tokens[2:-2]:
        if pronoun.text.lower() not in NOMINATIVES or pronoun.deprel not in ("obj", "iobj", "nmod", "obl"):
            continue
        verb, before = tokens[pronoun.index + 1], tokens[pronoun.index - 1]
        if verb.xpos not in ("VBN", "VBD") or verb.deprel not in STRAYED | {"acl"} or before.upos not in NOMINAL:
            continue
        antecedent = _antecedent(sentence, tokens[before.head].index if before.deprel == "conj" else before.index)
        if antecedent is None or antecedent >= pronoun.index or verb.index == antecedent:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=antecedent, deprel="acl:relcl")
        mended[pronoun.index] = replace(pronoun, head=verb.index, deprel="nsubj")
        return mended
    return None


def relative_behind_part(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "21 companies, some of them in Dubai, that it [accuses]": the clause tells of the companies."""
    del lexicon
    tokens = sentence.tokens
    for clause in tokens[4:]:
        part = tokens[clause.head]
        behind = [token.text.lower() for token in tokens[part.index + 1 : part.index + 3]]
        is_part = part.deprel == "appos" and part.text.lower() in PARTS and behind == ["of", "them"]
        if clause.deprel == "acl:relcl" and is_part:
            return changed_in(tokens, replace(clause, head=part.head))
    return None


def relative_joined(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A plan which unions oppose and which employers [welcomed]": the second clause tells of the same noun as the first."""
    tokens = sentence.tokens
    for pronoun in tokens[4:-1]:
        if pronoun.text.lower() not in RELATIVE_PRONOUNS or tokens[pronoun.index - 1].deprel != "cc":
            continue
        clause = tokens[pronoun.head]
        if clause.deprel != "conj" or clause.upos != "VERB" or pronoun.head < pronoun.index:
            continue
        first = next((token for token in reversed(tokens[: pronoun.index]) if token.deprel == "acl:relcl"), None)
        if first is None or first.head > first.index:
            continue
        if not any(tokens[child].text.lower() in RELATIVE_PRONOUNS for child in sentence.children[first.index]):
            continue
        below = [tokens[c] for c in sentence.children[clause.index] if c != pronoun.index]
        has_subject = any(token.deprel.startswith("nsubj") for token in below)
        relation = pronoun.deprel
        if relation == "mark":
            if has_subject and (any(t.deprel == "obj" for t in below) or not _takes_object(clause, lexicon)):
                continue
            relation = "obj" if has_subject else "nsubj"
        mended = changed_in(tokens, replace(clause, head=first.head, deprel="acl:relcl"))
        mended[pronoun.index] = replace(pronoun, upos="PRON", deprel=relation)
        return mended
    return None


def relative_on_person(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Imposed sanctions on Gustavo Petro, whom it [accuses]": "whom" tells of a person, hung on the sanctions."""
    tokens = sentence.tokens
    for whom in tokens[3:-1]:
        clause = tokens[whom.head]
        if whom.text.lower() != "whom" or clause.deprel != "acl:relcl" or not 0 <= clause.head < whom.index:
            continue
        above = tokens[clause.head]
        before = whom.index - (2 if tokens[whom.index - 1].text == "," else 1)
        nearer = before
        while tokens[nearer].deprel in NAME_PARTS and clause.head < tokens[nearer].head < nearer:
            nearer = tokens[nearer].head
        if nearer <= clause.head or above.upos != "NOUN" or lexicon.words("person").match(above):
            continue
        if tokens[nearer].upos == "PROPN" or lexicon.words("person").match(tokens[nearer]):
            return changed_in(tokens, replace(clause, head=nearer))
    return None


def relative_on_rulers(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The government in Khartoum, which [recalled] its envoy": who sits there acts, not the town."""
    tokens = sentence.tokens
    for which in tokens[3:-1]:
        clause = tokens[which.head]
        if which.text.lower() != "which" or clause.deprel != "acl:relcl" or not which.deprel.startswith("nsubj"):
            continue
        seat = tokens[clause.head]
        case = next((tokens[c] for c in sentence.children[seat.index] if tokens[c].deprel == "case"), None)
        if seat.upos != "PROPN" or seat.index > which.index or case is None or case.text.lower() != "in":
            continue
        rulers = tokens[case.index - 1]
        is_transitive = any(tokens[c].deprel in ("obj", "ccomp", "xcomp") for c in sentence.children[clause.index])
        if is_transitive and lexicon.words("state_actor").match(rulers):
            return changed_in(tokens, replace(clause, head=rulers.index))
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
