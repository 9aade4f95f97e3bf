"""The noun phrase around a head token: its core, and how other words in it hang on the head. Trees in, token indices out."""

from orchestration.language.parsed import Sentence

_LEFT_OUT = frozenset(
    "acl:relcl appos conj cc cc:preconj punct case mark cop nsubj nsubj:pass csubj parataxis advcl aux aux:pass expl discourse"
    " vocative list obj iobj obl:tmod dep orphan".split()
)
_NAME_PARTS = frozenset({"flat", "flat:name", "compound", "flat:foreign", "goeswith", "nmod:desc"})
_LEADING = frozenset({"lead", "head", "chair", "command", "run"})
_APPOSITION = frozenset({"appos"})
_VERBAL = frozenset({"obl", "advmod", "ccomp", "xcomp"})
_TIES = frozenset({"tied", "linked", "loyal", "affiliated", "belonging", "connected", "answerable", "close", "ties", "links"})
_PARTICLES = frozenset({"al", "bin", "van", "von", "de", "el", "ibn", "da", "dos"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
SPANS = frozenset("minute hour day night week weekend month year decade".split())
SITES = frozenset(
    """mosque church temple synagogue cathedral monastery shrine school university college hospital clinic market prison
    airport station hotel embassy consulate restaurant cafe nightclub bank camp village bus train convoy barracks
    base""".split()
)
CALENDAR_WORDS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday".split()
)
DEADLINE_WORDS = frozenset(
    (
        "end time dawn dusk noon midday midnight nightfall sunset sunrise day week weekend month year morning"
        " evening afternoon night summer autumn spring winter monday tuesday wednesday thursday friday"
        " saturday sunday january february march april may june july august september october november"
        " december christmas easter ramadan today tomorrow yesterday deadline"
    ).split()
)
MEASURED = DEADLINE_WORDS | frozenset("minute hour second while mile km kilometre kilometer metre meter foot".split())
MULTITUDES = frozenset("dozen score hundred thousand million".split())
MONTH_LIKE = frozenset({"march", "may"})
_JOINERS = frozenset({"-", "'", "’", "–", "“", "”", '"'})


def is_bare_multitude(sentence: Sentence, head: int) -> bool:
    """Whether it is "hundreds", "tens of thousands", and nothing says of what."""
    token = sentence.tokens[head]
    if token.xpos not in PLURAL_TAGS or token.lemma.lower() not in MULTITUDES | {"ten"}:
        return False
    return all(is_bare_multitude(sentence, c) for c in sentence.children[head] if sentence.tokens[c].deprel == "nmod")


def core_span(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last token of the phrase of `head`, without clauses, appositions, coordinated phrases and its preposition."""
    tokens, children = sentence.tokens, sentence.children
    kept = {head}
    stack = [head]
    while stack:
        index = stack.pop()
        for child in children[index]:
            if child in kept or (tokens[child].deprel in _LEFT_OUT and not _belongs(sentence, head, index, child)):
                continue
            if index == head and child > head and tokens[child].text in CALENDAR_WORDS:
                continue  # ", the ministry on Tuesday" names no other ministry
            if index == head and tokens[head].upos in ("VERB", "AUX") and tokens[child].deprel in _VERBAL:
                continue
            if tokens[child].deprel == "acl" and not is_tie(sentence, child):
                continue
            kept.add(child)
            stack.append(child)
    first = last = head
    while first - 1 in kept or (first - 1 > 0 and tokens[first - 1].text in _JOINERS and first - 2 in kept):
        first -= 1
    while last + 1 in kept or (last + 2 < len(tokens) and tokens[last + 1].text in _JOINERS and last + 2 in kept):
        last += 1
    while first < head and tokens[first].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        first += 1
    while last > head and (
        tokens[last].upos in ("PUNCT", "ADP", "CCONJ") or (tokens[last].deprel == "case" and tokens[last].head == head)
    ):
        last -= 1
    return first, last


def is_tie(sentence: Sentence, index: int) -> bool:
    """Whether the word tells to whom somebody belongs ("hackers tied to", "militias loyal to")."""
    return sentence.tokens[index].text.casefold() in _TIES


def title_run(sentence: Sentence, head: int, last: int) -> int:
    """The last token of a phrase that opens with a capitalized title, its name included where the tree cuts it off."""
    tokens = sentence.tokens
    if tokens[head].upos == "PROPN":
        while last + 1 < len(tokens) and tokens[last].upos == tokens[last + 1].upos == "PROPN":
            if tokens[last + 1].deprel not in _NAME_PARTS:
                break
            last += 1
    return last


def _belongs(sentence: Sentence, head: int, governor: int, child: int) -> bool:
    """Prepositions and "and" inside the phrase stay where they do not open it; so do hyphens.

    What is joined to the head itself is another phrase: "fighting between the army and rebels".
    """
    token = sentence.tokens[child]
    if token.deprel == "case":
        return sentence.tokens[governor].deprel.startswith(("nmod", "obl")) or token.text in ("'s", "’s", "'", "’")
    if token.deprel in ("conj", "cc"):
        relation = sentence.tokens[governor].deprel
        if relation in ("nmod", "nmod:poss"):
            return governor != head
        return relation in ("amod", "compound", "flat") or (token.deprel == "cc" and relation == "conj")
    return token.text in _JOINERS and token.deprel == "punct" and governor > 0 and abs(child - governor) <= 2


def without_count(sentence: Sentence, first: int, last: int, head: int) -> int:
    """The first token of the phrase once its number ("about 10,000", "at least three") is left off; "one" and "the" stay."""
    tokens = sentence.tokens
    for index in range(head - 1, first - 1, -1):
        token = tokens[index]
        if token.deprel.startswith("nummod") and token.lemma.casefold() != "one" and token.text.casefold() != "one":
            return index + 1
    return first


def attachment(sentence: Sentence, index: int, head: int) -> list[tuple[str, str]] | None:
    """The way from `index` up to `head`, a (relation, preposition or "") at each step; None if it does not lead there."""
    tokens = sentence.tokens
    path: list[tuple[str, str]] = []
    current = index
    while current != head:
        token = tokens[current]
        if token.head < 0 or len(path) > 12:
            return None
        path.append((token.deprel, preposition(sentence, current)))
        current = token.head
    return path


def preposition(sentence: Sentence, index: int) -> str:
    """The preposition of a phrase, lower case; "'s" for a possessor; "" where none."""
    for child in sentence.children[index]:
        token = sentence.tokens[child]
        if token.deprel == "case":
            return "'s" if token.text in ("'s", "’s", "'", "’") else token.text.casefold()
    return ""


def span_head(sentence: Sentence, first: int, last: int) -> int:
    """The token of the span whose governor lies outside it."""
    for index in range(first, last + 1):
        governor = sentence.tokens[index].head
        if governor < first or governor > last:
            return index
    return last


def appositions(sentence: Sentence, head: int) -> list[int]:
    """Heads of the phrases set beside `head`: its appositions, the phrase that it is set beside itself, and what somebody
    leads: "X, who heads [the army's staff],"."""
    found = [child for child in sentence.children[head] if sentence.tokens[child].deprel in _APPOSITION]
    for alias in [child for child in found if sentence.lemmas[child] == "alias"]:  # "X, alias Y, [leader] of the gang"
        named = sentence.children[alias]
        beside = [*named, *(child for name in named for child in sentence.children[name])]
        found.extend(child for child in beside if sentence.tokens[child].deprel in _APPOSITION)
    if sentence.tokens[head].deprel in _APPOSITION:
        found.append(sentence.tokens[head].head)
    for verb in sentence.children[head]:
        if sentence.tokens[verb].deprel == "acl:relcl" and sentence.lemmas[verb] in _LEADING:
            below = sentence.children[verb]
            if any(sentence.tokens[child].text == "who" for child in below):
                found.extend(child for child in below if sentence.tokens[child].deprel == "obj")
    return found


def proper_name_span(sentence: Sentence, head: int) -> tuple[int, int]:
    """The run of capitalized name words around a proper noun."""
    tokens = sentence.tokens
    first = last = head

    def is_part(index: int) -> bool:
        token = tokens[index]
        if token.text in CALENDAR_WORDS:
            return index == head
        return (token.upos == "PROPN" and token.text[:1].isupper()) or token.text in _PARTICLES

    while first > 0 and (is_part(first - 1) or (first > 1 and tokens[first - 1].text == "-" and is_part(first - 2))):
        first -= 1
    while last + 1 < len(tokens) and (
        is_part(last + 1) or (last + 2 < len(tokens) and tokens[last + 1].text == "-" and is_part(last + 2))
    ):
        last += 1
    return first, last


def is_lost_object(sentence: Sentence, noun: int) -> bool:
    """Whether it is an object read as a time or an amount: "led away 76 workers", "outlawed this year's march"."""
    token = sentence.tokens[noun]
    if token.upos not in ("NOUN", "PROPN") or token.head > noun:
        return False
    first = min([noun, *sentence.children[noun]])
    if first > token.head + 1 and "," in (sentence.tokens[first].text, sentence.tokens[first - 1].text):
        return False  # "withdrew, the first such step since 2019"
    is_month = token.text[:1].isupper() or token.lemma.lower() not in MONTH_LIKE
    return token.lemma.lower() not in MEASURED or not is_month


def is_of_antecedent(sentence: Sentence, noun: int) -> bool:
    """Whether the noun belongs to what its relative clause tells of: "Burundi, whose [soldiers] are fighting"."""
    return any(sentence.tokens[child].text.lower() == "whose" for child in sentence.children[noun])


def named_for_those(sentence: Sentence, noun: int) -> int:
    """Who is named where the noun is "those": "[two nurses] were among those killed", "among those held was [X]"."""
    tokens = sentence.tokens
    if tokens[noun].text.lower() != "those":
        return noun
    subject = next((child for child in sentence.children[noun] if tokens[child].deprel.startswith("nsubj")), None)
    if subject is not None:
        return subject
    above = tokens[noun].head
    is_named_after = above > noun and any(tokens[child].deprel == "cop" for child in sentence.children[above])
    return above if is_named_after else noun
