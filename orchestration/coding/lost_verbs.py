"""Mends trees in which the parser lost the verb of an event: bare headlines, participles, hyphened nouns. Pure.

Run by `lost_words`. Headlines have no articles and no auxiliaries, so that
"Rebels shell town" is read as three nouns and "Two health workers killed in Goma" as an active verb.
"""

from dataclasses import replace

from orchestration.coding.lost_arguments import MODIFIERS, PLURAL_TAGS, counts, is_actor
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

ALWAYS_PLURAL = frozenset({"police", "people", "men", "gunmen", "women"})
SUBORDINATORS = frozenset({"as", "after", "while", "when", "before", "despite", ",", ";", "–", "-"})
OBJECT_TAGS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"})
BEFORE_GERUND = frozenset(
    "deny admit acknowledge confess begin start stop continue resume keep risk avoid cease halt recall recount report".split()
)
GERUND_MARKS = frozenset({"by", "of", "for", "after", "before", "from", "without", "since", "while", "when"})
ANSWERING = frozenset({"respond", "retaliate", "react", "reply", "begin", "start"})  # never passive
ADJECTIVE_VERBS = frozenset({"free", "open", "clear"})
NEVER_ADJECTIVES = frozenset({"set", "shot", "hit"})
BEFORE_PARTICIPLE = frozenset({"both", "all", "also", "already", "now", "since", "not", "never", "each"})
HYPHENED_NOUNS = frozenset({"sit", "shoot", "walk", "die", "lock", "stand", "go", "love", "bomb", "call", "strike", "lie"})
HYPHENED_ENDS = frozenset({"in", "ins", "out", "outs", "off", "offs", "down", "downs"})


def hyphened_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "a sit-in", "a shoot-out": three tokens whose head is the verb's stem, which then heads the trigger."""
    del lexicon
    tokens = list(sentence.tokens)
    found = False
    for index in range(len(tokens) - 2):
        stem, hyphen, end = tokens[index : index + 3]
        if hyphen.text != "-" or stem.lemma.lower() not in HYPHENED_NOUNS or end.text.lower() not in HYPHENED_ENDS:
            continue
        if stem.char_end != hyphen.char_start or hyphen.char_end != end.char_start or stem.head != end.index:
            continue
        relation = end.deprel if end.deprel not in ("flat", "case", "advmod", "compound:prt") else "obl"
        below = {tokens[c].deprel for c in (*sentence.children[end.index], *sentence.children[index])}
        if end.deprel == "advmod" and 0 <= end.head < index and "case" not in below and "det" in below:
            relation = "obj"  # "broke up a sit-in at the university"
        tokens[index] = replace(stem, upos="NOUN", xpos="NN", head=end.head, deprel=relation)
        tokens[index + 2] = replace(end, head=index, deprel="compound:prt")
        for child in sentence.children[end.index]:
            if child != index:
                tokens[child] = replace(tokens[child], head=index)
        found = True
    return tokens if found else None


def to_free(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Pressed Beijing to free an executive", read as a goal of the pressing: an adjective behind a lone "to" is a verb."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens[1:]:
        mark = sentence.tokens[token.index - 1]
        if token.text not in ADJECTIVE_VERBS or token.upos != "ADJ" or mark.text != "to":
            continue
        if mark.head != token.index:
            found = _free_of_noun(sentence, token, mark, tokens) or found
        elif token.deprel in ("obl", "nmod", "advcl", "xcomp") and token.text in lexicon.forms:
            tokens[token.index] = replace(token, upos="VERB", xpos="VB", deprel="xcomp")
            tokens[mark.index] = replace(mark, upos="PART", xpos="TO", deprel="mark")
            found = True
    return tokens if found else None


def _free_of_noun(sentence: Sentence, word: Token, mark: Token, tokens: list[Token]) -> bool:
    """ "Agreed to [free] 90 prisoners": no adjective stands before a number or an article."""
    noun = sentence.tokens[word.head] if word.head >= 0 else word
    if word.deprel != "amod" or noun.index <= word.index + 1 or mark.head != noun.index or noun.head < 0:
        return False
    if sentence.tokens[word.index + 1].upos not in ("NUM", "DET", "PRON"):
        return False
    tokens[word.index] = replace(word, upos="VERB", xpos="VB", head=noun.head, deprel="xcomp")
    tokens[mark.index] = replace(mark, upos="PART", xpos="TO", head=word.index, deprel="mark")
    tokens[noun.index] = replace(noun, head=word.index, deprel="obj")
    return True


def noun_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Fierce clashes broke out" with a verb for the subject of another: it is the noun, and what hangs on it tells of it."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens:
        if token.xpos not in ("VBZ", "VBP") or token.deprel not in ("nsubj", "nsubj:pass", "obj", "nmod", "obl"):
            continue
        text = token.text.lower()
        lemma = lexicon.lemma_as(text, "NOUN")
        if lemma is None:  # "two drug suspects", "party bosses", "government drones"
            known = lexicon.words("person").lemmas | lexicon.words("force").lemmas
            lemma = next((stem for stem in (text[:-1], text[:-2]) if stem in known), None)
        if lemma is None and token.xpos == "VBZ" and _is_before_of(sentence, token.index):
            lemma = text[:-1]  # "said that reports of a clash were false"
        if lemma is None:
            continue
        tokens[token.index] = replace(token, upos="NOUN", xpos="NNS", lemma=lemma)
        for child in sentence.children[token.index]:
            if child < token.index and tokens[child].upos in ("ADJ", "NOUN", "PROPN") and tokens[child].deprel == "nsubj":
                tokens[child] = replace(tokens[child], deprel="amod" if tokens[child].upos == "ADJ" else "compound")
        found = True
    return tokens if found else None


def _is_before_of(sentence: Sentence, index: int) -> bool:
    return index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].text == "of"


def gerund_root(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Shelling continued on Monday", read as a verb with a reduced relative: it is the noun of which the past verb tells."""
    tokens = sentence.tokens
    root = tokens[0] if tokens else None
    if root is None or root.head >= 0 or root.xpos != "VBG" or root.text.lower() not in lexicon.forms:
        return None
    verb = next(
        (tokens[c] for c in sentence.children[0] if tokens[c].deprel == "acl" and tokens[c].xpos in ("VBN", "VBD")), None
    )
    if verb is None or any(token.xpos in FINITE for token in tokens[: verb.index]):
        return None
    mended = list(tokens)
    mended[0] = replace(root, upos="NOUN", xpos="NN", lemma=root.text.lower(), head=verb.index, deprel="nsubj")
    mended[verb.index] = replace(verb, xpos="VBD", head=-1, deprel="root")
    for child in sentence.children[0]:
        if child > verb.index:
            mended[child] = replace(tokens[child], head=verb.index)
    return mended


def speech_before_that(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The government [denied on Tuesday] that rebels wounded ..." with the government for a subject of the rebels."""
    del lexicon
    tokens = sentence.tokens
    for speaker in tokens:
        if speaker.deprel != "nsubj" or speaker.head <= speaker.index or tokens[speaker.head].upos not in ("NOUN", "PROPN"):
            continue
        told = tokens[speaker.head]
        that = next((c for c in sentence.children[told.index] if c < told.index and tokens[c].text.lower() == "that"), None)
        verb = next((tokens[c] for c in sentence.children[speaker.index] if tokens[c].deprel == "acl"), None)
        if that is None or verb is None or verb.xpos not in ("VBN", "VBD") or not speaker.index < verb.index < that:
            continue
        is_root = told.head < 0
        clause = tokens[told.head] if not is_root else None
        if is_root:
            clause = next((tokens[c] for c in sentence.children[told.index] if tokens[c].deprel == "acl" and c > that), None)
        if clause is None or (not is_root and (clause.head >= 0 or not told.deprel.startswith("nsubj"))):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=-1, deprel="root")
        mended[speaker.index] = replace(speaker, head=verb.index)
        mended[clause.index] = replace(clause, head=verb.index, deprel="ccomp", xpos="VBD" if is_root else clause.xpos)
        mended[told.index] = replace(told, head=clause.index, deprel="nsubj" if is_root else told.deprel)
        mended[that] = replace(tokens[that], head=clause.index, deprel="mark")
        return mended
    return None


def clause_on_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "said that rebels wounded 14 officers" with the rebels for the clause: the participle on them is its verb."""
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "ccomp" or noun.upos not in ("NOUN", "PROPN"):
            continue
        children = sentence.children[noun.index]
        if any(tokens[child].deprel in ("cop", "nsubj", "case", "acl:relcl") for child in children):
            continue
        verb = next((tokens[c] for c in children if tokens[c].deprel == "acl" and tokens[c].xpos in ("VBN", "VBD")), None)
        if verb is None or verb.text.lower() not in lexicon.forms or tokens[verb.index - 1].text == ",":
            continue
        if any(tokens[child].deprel in ("obl:agent", "aux:pass") for child in sentence.children[verb.index]):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=noun.head, deprel="ccomp")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        for child in children:
            if tokens[child].deprel in ("mark", "punct", "advmod", "parataxis") or child > verb.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def _verb_of(token: Token, lexicon: TriggerLexicon) -> str | None:
    """The trigger verb of which the token may be a finite present form, or None."""
    text = token.text.lower()
    return lexicon.lemma_as(text, "VERB") if not text.endswith("ing") else None


def _agrees(subject: Token, verb: Token, lemma: str) -> bool:
    text = verb.text.lower()
    if text == lemma or not text.endswith("s"):
        return subject.xpos in PLURAL_TAGS or subject.text.lower() in ALWAYS_PLURAL
    return text.endswith("s") and subject.xpos in ("NN", "NNP")


def bare_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Gunmen burn homes", "Army shells village", "Protesters torch office": a verb read as a noun between two nouns."""
    tokens = sentence.tokens
    has_verb = False
    for verb in tokens[1:-1]:
        before, after = tokens[verb.index - 1], tokens[verb.index + 1]
        has_verb = (has_verb or before.xpos in FINITE) and before.text != ";"
        if has_verb:
            continue
        if verb.upos not in ("NOUN", "PROPN", "ADJ") or not verb.text.islower():
            continue
        lemma = _verb_of(verb, lexicon)
        if lemma is None or not is_actor(before, lexicon):
            continue
        is_one_of_two = before.index > 1 and tokens[before.index - 1].text.lower() == "and" and verb.text.lower() == lemma
        if not is_one_of_two and not _agrees(before, verb, lemma):  # "Kenya and Uganda share ..."
            continue
        is_noun_too = lexicon.lemma_as(verb.text.lower(), "NOUN") is not None
        is_past_next = after.xpos in ("VBN", "VBD") and after.head == verb.index and after.deprel == "acl"
        if is_past_next and verb.xpos in PLURAL_TAGS and not sentence.is_headline:
            continue  # "Security forces killed 40"
        if verb.text.lower().endswith("ed") and not (before.upos == "NOUN" and before.xpos in PLURAL_TAGS):
            continue
        if verb.deprel in MODIFIERS and verb.head > verb.index:
            others = tokens[verb.index + 1 :]
            if is_noun_too and verb.text.lower() != lemma and before.upos == "PROPN" and any(t.upos == "VERB" for t in others):
                continue  # "Israel strikes kill": nouns as often as not
            return _between_nouns(sentence, verb, before, lemma)
        heads_before = before.head == verb.index and before.deprel in (*MODIFIERS, "nsubj")
        has_object = after.upos in OBJECT_TAGS or after.xpos in ("VBG", "VBN", "TO") or counts(sentence, after.index)
        if heads_before and has_object and not (is_noun_too and before.deprel != "nsubj" and verb.head >= 0):
            return _as_root(sentence, verb, before, lemma)
    return None


def _as_verb(token: Token, lemma: str, head: int, relation: str) -> Token:
    text = token.text.lower()
    tag = "VBP" if text == lemma else "VBZ" if text.endswith("s") else "VBD"
    return replace(token, upos="VERB", xpos=tag, lemma=lemma, head=head, deprel=relation)


def _between_nouns(sentence: Sentence, verb: Token, subject: Token, lemma: str) -> list[Token] | None:
    """The verb was a modifier of the noun that is its object."""
    tokens = list(sentence.tokens)
    noun = tokens[verb.head]
    head, relation = noun.head, noun.deprel
    if relation.startswith("nsubj"):
        later = tokens[head]
        if not any(token.text.lower() in SUBORDINATORS for token in tokens[noun.index : later.index]):
            return None
        tokens[head] = replace(later, head=verb.index, deprel="advcl")
        head, relation = later.head, later.deprel
    elif relation not in ("root", "parataxis", "ccomp", "conj", "appos", "dep"):
        return None
    tokens[verb.index] = _as_verb(verb, lemma, head, relation)
    tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
    tokens[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
    for child in sentence.children[noun.index]:
        if (
            child > noun.index
            and tokens[child].deprel in ("conj", "punct", "parataxis", "advcl")
            and tokens[child].upos != "NOUN"
        ):
            tokens[child] = replace(tokens[child], head=verb.index)
        if child < subject.index:
            is_mark = tokens[child].upos in ("PUNCT", "SCONJ", "CCONJ", "ADV")
            tokens[child] = replace(tokens[child], head=verb.index if is_mark else subject.index)
    for child in sentence.children[verb.index]:
        if child < subject.index:
            tokens[child] = replace(tokens[child], head=subject.index)
    first = tokens[subject.index - 2] if subject.index > 1 and tokens[subject.index - 1].text.lower() == "and" else None
    if first is not None and first.upos in ("NOUN", "PROPN") and first.head == subject.index:  # "Israel and Hamas trade ..."
        for token in tokens[: first.index]:
            if token.head == subject.index:
                tokens[token.index] = replace(token, head=first.index)
        tokens[first.index] = replace(first, head=verb.index, deprel="nsubj")
        tokens[subject.index] = replace(tokens[subject.index], head=first.index, deprel="conj")
    return tokens


def _as_root(sentence: Sentence, verb: Token, subject: Token, lemma: str) -> list[Token]:
    """The verb was a noun with its subject for a modifier; the next noun phrase is its object."""
    tokens = list(sentence.tokens)
    tokens[verb.index] = _as_verb(verb, lemma, verb.head, verb.deprel)
    tokens[subject.index] = replace(subject, deprel="nsubj")
    for child in sentence.children[verb.index]:
        if child < subject.index and tokens[child].deprel in (*MODIFIERS, "nummod", "det"):
            tokens[child] = replace(tokens[child], head=subject.index)
    if any(tokens[child].deprel == "obj" for child in sentence.children[verb.index]):
        return tokens
    last = verb.index + 1
    while last < len(tokens) and tokens[last].upos in OBJECT_TAGS | {"VERB"}:
        last += 1
    if counts(sentence, last):
        last = min(last + 3, len(tokens))
    nouns = [token for token in tokens[verb.index + 1 : last] if token.upos in ("NOUN", "PROPN", "NUM")]
    if nouns:
        noun = nouns[-1]
        while verb.index < noun.head < last and noun.head != verb.index and tokens[noun.head].upos != "VERB":
            noun = tokens[noun.head]
        tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
        for token in tokens[verb.index + 1 : noun.index]:
            if token.head == verb.index and token.upos != "NOUN":
                tokens[token.index] = replace(token, head=noun.index, deprel="amod")
    return tokens


def participle_after_having(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "denied having shot civilians" read as having shot-civilians: the participle is the verb."""
    tokens = sentence.tokens
    for auxiliary in tokens[:-2]:
        if auxiliary.lemma.lower() != "have" or auxiliary.upos not in ("VERB", "AUX") or auxiliary.deprel == "aux":
            continue
        verb = tokens[auxiliary.index + 1]
        if verb.text.lower() in BEFORE_PARTICIPLE and auxiliary.index + 2 < len(tokens):
            verb = tokens[auxiliary.index + 2]
        is_participle = verb.xpos == "VBN" or verb.text.lower() in NEVER_ADJECTIVES
        if not is_participle or verb.deprel not in MODIFIERS or verb.head <= verb.index:
            continue
        lemma = lexicon.lemma_as(verb.text.lower(), "VERB")
        noun = tokens[verb.head]
        if lemma is None or noun.head != auxiliary.index or noun.deprel != "obj":
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBN", lemma=lemma, head=auxiliary.head, deprel=auxiliary.deprel)
        mended[auxiliary.index] = replace(auxiliary, upos="AUX", head=verb.index, deprel="aux")
        mended[noun.index] = replace(noun, head=verb.index)
        for child in sentence.children[auxiliary.index]:
            if child != noun.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def gerund_as_modifier(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "denied attacking civilians", "accused of killing civilians" read as civilians that attack and kill."""
    tokens = sentence.tokens
    for gerund in tokens[1:-1]:
        if gerund.xpos != "VBG" or gerund.deprel != "amod" or gerund.head <= gerund.index:
            continue
        if lexicon.lemma_as(gerund.text.lower(), "VERB") is None:
            continue
        noun, before = tokens[gerund.head], tokens[gerund.index - 1]
        if any(tokens[c].deprel == "det" and c < gerund.index for c in sentence.children[noun.index]):
            continue
        acts_itself = lexicon.words("force").match(noun) == 1.0 and not lexicon.words("always_transitive").match(gerund)
        above = tokens[noun.head] if noun.head >= 0 else noun
        if before.text.lower() == "by" and (above.xpos in ("VBD", "VBZ", "VBP") or above.lemma.lower() in ANSWERING):
            acts_itself = False  # "responded by attacking rebels"
        mended = list(tokens)
        if before.lemma.lower() in BEFORE_GERUND and noun.head == before.index and noun.deprel == "obj":
            mended[gerund.index] = replace(gerund, upos="VERB", head=before.index, deprel="xcomp")
        elif before.text.lower() in GERUND_MARKS and before.head == noun.index and not acts_itself:
            mended[gerund.index] = replace(gerund, upos="VERB", head=noun.head, deprel="advcl")
            mended[before.index] = replace(before, head=gerund.index, deprel="mark")
        elif before.text == "," and noun.deprel in ("conj", "appos") and (verb := _verb_above(sentence, noun)) is not None:
            mended[gerund.index] = replace(gerund, upos="VERB", head=verb, deprel="advcl")  # ", forcing soldiers to flee"
            for child in sentence.children[noun.index]:
                if tokens[child].deprel == "acl" and tokens[child].xpos == "VB":
                    mended[child] = replace(tokens[child], head=gerund.index, deprel="xcomp")
        else:
            continue
        mended[noun.index] = replace(noun, head=gerund.index, deprel="obj")
        return mended
    return None


def _verb_above(sentence: Sentence, noun: Token) -> int | None:
    """The verb left of a noun that the noun hangs on, over other nouns; None where an "and" joins it."""
    if any(sentence.tokens[child].deprel == "cc" for child in sentence.children[noun.index]):
        return None
    above = noun.head
    while above >= 0 and sentence.tokens[above].upos in ("NOUN", "PROPN"):
        above = sentence.tokens[above].head
    return above if above >= 0 and sentence.tokens[above].upos == "VERB" and above < noun.index else None


def set_fire(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ ", set fire to the barracks and made off", "and set vehicles ablaze": a past form that is never an adjective."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        if verb.text.lower() not in NEVER_ADJECTIVES or verb.deprel not in MODIFIERS or verb.head <= verb.index:
            continue
        noun, link = tokens[verb.head], tokens[verb.index - 1]
        if noun.deprel not in ("conj", "appos") or not (link.upos == "CCONJ" or link.text == ","):
            continue
        above = noun.head
        while above >= 0 and tokens[above].upos != "VERB":
            above = tokens[above].head
        if above < 0 or above > verb.index:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", head=above, deprel="conj")
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        mended[link.index] = replace(link, head=verb.index)
        for token in tokens[noun.index + 1 : noun.index + 3]:
            if token.text.lower() in ("ablaze", "alight", "aflame"):
                mended[token.index] = replace(token, head=verb.index, deprel="xcomp")
        return mended
    return None
