"""Who acts with whom, who says what, and which of two nouns a clause tells of, where the parser joined other words. Pure.

Run by `lost_words`.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL, changed_in, has_child, outermost
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import TENSED
from orchestration.language.parsed import Sentence, Token

TELLING = frozenset("say demand claim report insist believe hope fear want think deny confirm warn vow urge".split())
AUXILIARIES = ("aux", "aux:pass")
OF_COUNTRY = frozenset(("amod", "compound"))
STRAYED_SUBJECT = frozenset(("obl:unmarked", "vocative", "obj", "iobj", "appos", "dislocated"))
SPEAKING = frozenset("say tell add claim report confirm announce note acknowledge declare warn insist".split())
HUNG_ON = frozenset(("conj", "appos", "nmod", "obl", "dep", "parataxis", "list", "obj"))
FARTHEST = 6  # words of a speaker before the head: "the deputy regional interior [minister]"
FINDING = frozenset({"find", "recover", "discover", "exhume", "unearth"})
SUSPECTED = frozenset({"suspected", "alleged"})
OFFICE = frozenset("duty post command position job role responsibility".split())


def subjects_in_row(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The army, [Hezbollah and Israel] accused each other": two subjects of one verb, parted by a comma alone, are a row."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens:
        subjects = [c for c in sentence.children[verb.index] if tokens[c].deprel == "nsubj" and c < verb.index]
        if verb.upos != "VERB" or len(subjects) < 2:
            continue
        first, second = subjects[-2:]
        joined = [c for c in sentence.children[second] if tokens[c].deprel == "conj"]
        start = min((second, *sentence.children[second]))
        if not joined or start - 1 <= first or tokens[start - 1].text != "," or tokens[first].upos not in NOMINAL:
            continue
        mended = list(tokens)
        for index in (second, *joined):
            mended[index] = replace(tokens[index], head=first, deprel="conj")
        return mended
    return None


def origins_in_row(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "U.S. and [Israeli] strikes": two countries joined before a noun of both."""
    del lexicon
    tokens = sentence.tokens
    for joining in tokens[1:-2]:
        first, second = tokens[joining.index - 1], tokens[joining.index + 1]
        is_row = joining.deprel == "cc" and joining.head == second.index and first.head == second.head >= 0
        is_named = first.text[:1].isupper() and second.text[:1].isupper()
        if is_row and is_named and first.deprel in OF_COUNTRY and second.deprel in OF_COUNTRY:
            return changed_in(tokens, replace(second, head=first.index, deprel="conj"))
    return None


def neither_of_subjects(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Neither] Cairo nor Riyadh has threatened war": it belongs to those who have not."""
    del lexicon
    tokens = sentence.tokens
    for word in tokens:
        verb = tokens[word.head]
        if word.text.lower() != "neither" or word.deprel != "cc:preconj" or verb.upos != "VERB":
            continue
        subject = next((c for c in sentence.children[verb.index] if tokens[c].deprel.startswith("nsubj")), None)
        if subject is not None and word.index < subject < verb.index:
            return changed_in(tokens, replace(word, head=subject))
    return None


def clause_behind_not(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "It was rebels, not the soldiers, who [shelled] it": the clause tells of whom it was."""
    del lexicon
    tokens = sentence.tokens
    for clause in tokens:
        noun = tokens[clause.head]
        if clause.deprel != "acl:relcl" or noun.deprel not in ("appos", "conj") or noun.index > clause.index:
            continue
        if any(tokens[c].text.lower() == "not" and c < noun.index for c in sentence.children[noun.index]):
            return changed_in(tokens, replace(clause, head=noun.head))
    return None


def clause_of_telling(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Chad [demands] French troops leave": the clause behind is what is demanded, not the main one."""
    del lexicon
    tokens = sentence.tokens
    for told in tokens:
        verb = next(
            (
                tokens[c]
                for c in sentence.children[told.index]
                if tokens[c].deprel == "ccomp" and c < told.index and tokens[c].lemma.lower() in TELLING
            ),
            None,
        )
        if verb is None or told.xpos not in (*TENSED, "VB") or verb.xpos not in TENSED:
            continue
        between = tokens[verb.index + 1 : told.index]
        has_own = any(token.deprel.startswith("nsubj") and token.head == told.index for token in between)
        if not has_own or any(token.upos == "PUNCT" for token in between):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=told.head, deprel=told.deprel)
        mended[told.index] = replace(told, head=verb.index, deprel="ccomp")
        for child in sentence.children[told.index]:
            if child < verb.index or tokens[child].upos == "PUNCT":
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def told_behind_opening(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Said despite the truce, Kenya, citing concerns, [deployed] troops": what is said, not a second deed of who says it."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens:
        children = sentence.children[verb.index]
        if verb.lemma.lower() not in TELLING or any(tokens[c].deprel == "ccomp" for c in children):
            continue
        clause = next((c for c in children if tokens[c].deprel == "conj" and tokens[c].xpos in TENSED), None)
        if clause is None or tokens[clause - 1].text != "," or has_child(sentence, clause, ("cc", "nsubj", "nsubj:pass")):
            continue
        subject = next(
            (c for c in children if verb.index < c < clause and tokens[c].deprel in STRAYED_SUBJECT and _is_open(tokens, c)),
            None,
        )
        if subject is None:
            continue
        mended = list(tokens)
        mended[clause] = replace(tokens[clause], deprel="ccomp")
        mended[subject] = replace(tokens[subject], head=clause, deprel="nsubj")
        for child in children:
            if verb.index < child < clause and child != subject and tokens[child].deprel in ("obl", "advcl", "advmod"):
                mended[child] = replace(tokens[child], head=clause)
        return mended
    return None


def relieved_of_office(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Was [relieved] of his duties": done to him, no state that he was in."""
    del lexicon
    tokens = sentence.tokens
    for state in tokens:
        of = next((c for c in sentence.children[state.index] if tokens[c].lemma.lower() in OFFICE and c > state.index), None)
        copula = next((c for c in sentence.children[state.index] if tokens[c].deprel == "cop"), None)
        if state.text.lower() != "relieved" or state.upos != "ADJ" or of is None or copula is None:
            continue
        mended = list(tokens)
        mended[state.index] = replace(state, upos="VERB", xpos="VBN", lemma="relieve")
        mended[copula] = replace(tokens[copula], deprel="aux:pass")
        for child in sentence.children[state.index]:
            if tokens[child].deprel == "nsubj":
                mended[child] = replace(tokens[child], deprel="nsubj:pass")
        return mended
    return None


def reduced_clause_before_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Insurgents [led] by Elias Mertan killed 14 soldiers": a name parted between two verbs belongs to the participle."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens:
        subject = next((c for c in sentence.children[participle.index] if tokens[c].deprel == "nsubj:pass"), None)
        if participle.xpos not in ("VBN", "VBD") or subject is None or has_child(sentence, participle.index, AUXILIARIES):
            continue
        for verb in (tokens[c] for c in sentence.children[participle.index]):
            name, before = tokens[verb.index - 1], tokens[verb.index - 2]
            is_parted = name.deprel.startswith("nsubj") and before.deprel == "obl:agent" and before.head == participle.index
            if not is_parted or verb.xpos not in ("VBD", "VBN") or name.upos != "PROPN" or before.upos != "PROPN":
                continue
            mended = list(tokens)
            mended[verb.index] = replace(verb, xpos="VBD", head=participle.head, deprel=participle.deprel)
            mended[participle.index] = replace(participle, xpos="VBN", head=subject, deprel="acl")
            mended[subject] = replace(tokens[subject], head=verb.index, deprel="nsubj")
            mended[name.index] = replace(name, head=before.index, deprel="flat")
            for child in sentence.children[participle.index]:
                if child > verb.index or tokens[child].deprel in ("punct", "mark"):
                    mended[child] = replace(tokens[child], head=verb.index)
            return mended
    return None


def participle_read_as_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A mine [laid] by insurgents struck their truck": the noun before the participle is the subject."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens[1:]:
        if participle.xpos not in ("VBN", "VBD") or not participle.deprel.startswith("nsubj"):
            continue
        noun = tokens[participle.index - 1]
        if noun.head != participle.index or noun.deprel not in ("nsubj", "nsubj:pass", "compound"):
            continue
        if not has_child(sentence, participle.index, ("obl:agent",)):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=participle.head, deprel=participle.deprel)
        mended[participle.index] = replace(participle, xpos="VBN", head=noun.index, deprel="acl")
        for child in sentence.children[participle.index]:
            if child < noun.index:
                mended[child] = replace(tokens[child], head=noun.index)
        return mended
    return None


def found_dead(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Found the bodies of 13 miners [kidnapped] a week earlier": what was done to those found, and no clause of its own."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens[2:]:
        if participle.deprel != "ccomp" or participle.head < 0 or tokens[participle.head].lemma.lower() not in FINDING:
            continue
        subject = next((c for c in sentence.children[participle.index] if tokens[c].deprel.startswith("nsubj")), None)
        before = tokens[participle.index - 1]
        is_bare = before.upos == "NOUN" and not has_child(sentence, participle.index, (*AUXILIARIES, "obj", "mark", "xcomp"))
        if subject is None or not is_bare or participle.xpos not in ("VBN", "VBD") or tokens[subject].upos != "NOUN":
            continue
        mended = list(tokens)
        mended[subject] = replace(tokens[subject], head=participle.head, deprel="obj")
        mended[participle.index] = replace(participle, xpos="VBN", head=before.index, deprel="acl")
        return mended
    return None


def agent_read_as_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A bomb planted by suspected [separatists] hit their truck": the agent, where the verb has a subject before it."""
    del lexicon
    tokens = sentence.tokens
    for suspected in tokens[2:-2]:
        by = tokens[suspected.index - 1]
        if suspected.text.lower() not in SUSPECTED or by.text != "by" or by.head != suspected.index or by.deprel != "mark":
            continue
        noun = next((t for t in tokens[suspected.index + 1 : suspected.index + 5] if t.deprel.startswith("nsubj")), None)
        if noun is None or suspected.head < 0 or tokens[suspected.head].xpos not in ("VBN", "VBD"):
            continue
        if not any(tokens[c].deprel.startswith("nsubj") and c < by.index for c in sentence.children[noun.head]):
            continue
        mended = list(tokens)
        mended[by.index] = replace(by, upos="ADP", head=noun.index, deprel="case")
        mended[suspected.index] = replace(suspected, upos="ADJ", xpos="JJ", head=noun.index, deprel="amod")
        mended[noun.index] = replace(noun, head=suspected.head, deprel="obl:agent")
        return mended
    return None


def speaker_read_as_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Killed 12 farmers, the [mayor], Jean Kasereka, said": who stands before the verb of saying speaks, and is not hurt."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens:
        children = sentence.children[verb.index]
        clause = next((c for c in children if tokens[c].deprel == "ccomp" and c < verb.index), None)
        if verb.lemma.lower() not in SPEAKING or clause is None or has_child(sentence, verb.index, ("nsubj", "nsubj:pass")):
            continue
        commas = [t.index for t in tokens[clause + 1 : verb.index] if t.text == ","][-3:]
        is_named = len(commas) > 1 and commas[-1] == verb.index - 1  # "the mayor, Jean Kasereka, said"
        start = (commas[-3] if len(commas) > 2 else clause) if is_named else commas[-1] if commas else None
        if start is None:
            continue
        end = commas[-2] if is_named else verb.index
        speaker = outermost(tokens, range(start + 1, end), NOMINAL)
        if speaker is None or speaker.deprel not in HUNG_ON or speaker.head > start or speaker.index - start > FARTHEST:
            continue
        mended = list(tokens)
        mended[speaker.index] = replace(speaker, head=verb.index, deprel="nsubj")
        name = outermost(tokens, range(end + 1, verb.index), NOMINAL) if is_named else None
        if name is not None and name.head <= speaker.index:
            mended[name.index] = replace(name, head=speaker.index, deprel="appos")
        return mended
    return None


def _is_open(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun stands behind a comma or verb and before a comma: the subject of a clause with an aside."""
    return tokens[index].upos in NOMINAL and tokens[index + 1].text == ","
