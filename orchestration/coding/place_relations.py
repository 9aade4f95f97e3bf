"""How the sentence stands to a place name: as a place or a government, in, near, toward or from it, how far. Pure."""

from collections.abc import Sequence

from orchestration.coding.place_lookup import PlaceWords
from orchestration.coding.place_spans import Span, head_of
from orchestration.language.parsed import Sentence, Token

BEARING_DEGREES = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
DISTANCE_WINDOW = 9
AIMING = frozenset(("on", "in", "at", "near", "against"))
POLITICAL_PREPOSITIONS = frozenset({"with", "between", "against", "on", "by", "for", "to", "from"})


def phrase_head(sentence: Sentence, span: Span, words: PlaceWords) -> int:
    """As `head_of`, going on to a type word that the name belongs to ("the village of X", "X airport")."""
    tokens = sentence.tokens
    head = head_of(sentence, span)
    for _ in range(2):
        token = tokens[head]
        governor = token.head
        if governor < 0 or tokens[governor].text.lower() not in words.type_words:
            break
        if token.deprel not in ("compound", "nmod", "appos", "flat", "nmod:poss", "amod", "nmod:desc"):
            break
        head = governor
    return head


def relation_of(sentence: Sentence, span: Span, words: PlaceWords) -> tuple[str, str | None, float | None]:
    """(relation, bearing, distance in km): "18 km southeast of X" is ("near", "southeast", 18.0)."""
    tokens = sentence.tokens
    index = span.first - 1
    while index >= 0 and (tokens[index].text.lower() in ("the", "of") or tokens[index].upos in ("ADJ", "DET", "PROPN")):
        if tokens[index].text == "of" and index >= 1 and (bearing := _bearing_at(tokens, index - 1, words)) is not None:
            return "near", bearing, _distance_before(tokens, index - 1, words)
        if tokens[index].text.lower() in words.relations:
            break
        index -= 1
        if span.first - index > 6:
            break
    relation = words.relations.get(span.preposition or "", "in")
    distance = None
    if span.preposition in ("from", "outside", "near", "off"):
        place = next((i for i in range(span.first - 1, -1, -1) if tokens[i].text.lower() == span.preposition), None)
        if place is not None and (distance := _distance_before(tokens, place, words)) is not None:
            relation = "near"
    if span.type_word == "area" and relation == "in" and span.last + 1 < len(tokens):
        following = tokens[span.last + 1].text.lower()
        if following in ("sector", "axis", "front", "direction", "salient", "pocket"):
            relation = "near"
    return relation, None, distance


def _bearing_at(tokens: Sequence[Token], index: int, words: PlaceWords) -> str | None:
    text = tokens[index].text.lower()
    if index >= 2 and tokens[index - 1].text == "-":
        joined = f"{tokens[index - 2].text}-{tokens[index].text}".lower()
        if joined in words.bearings:
            return words.bearings[joined]
    if text not in words.bearings:
        return None
    before = tokens[index - 1].text.lower() if index else ""
    return None if before in ("the", "its", "their") else words.bearings[text]  # "the east of X" lies in X


def _distance_before(tokens: Sequence[Token], index: int, words: PlaceWords) -> float | None:
    """The distance that ends before the token: "about 18 km (11 miles) southeast of"; the first of two figures counts."""
    found: float | None = None
    for position in range(index - 1, max(-1, index - 1 - DISTANCE_WINDOW), -1):
        text = tokens[position].text.lower()
        if text in words.distance_units and position:
            value = _number(tokens[position - 1].text, words)
            if value is not None:
                found = round(value * float(words.distance_units[text]), 3)
        elif tokens[position].upos == "VERB" or text in (";", ":"):
            break
    return found


def _number(text: str, words: PlaceWords) -> float | None:
    if text.lower() in words.number_words:
        return float(words.number_words[text.lower()])
    digits = text.replace(",", "")
    if digits.replace(".", "", 1).isdigit() and len(digits) <= 8 and digits.isascii():
        return float(digits)
    return None


def kind_of(sentence: Sentence, span: Span, is_government_name: bool, words: PlaceWords) -> str:
    """literal, metonym or adjective. Only names of countries and capitals can stand for a government."""
    if span.kind == "demonym":
        return "adjective"
    if not is_government_name or span.type_word is not None or span.prefix is not None:
        return "literal"
    tokens = sentence.tokens
    head = head_of(sentence, span)
    token = tokens[head]
    relation = token.deprel
    governor = tokens[token.head] if token.head >= 0 else None
    is_country = span.place is not None and span.place.feature == "country"
    if relation == "conj" and governor is not None:
        head = governor.index
        relation, governor = governor.deprel, tokens[governor.head] if governor.head >= 0 else None
    if governor is None:
        return "literal"
    lemma = governor.lemma.lower()
    if relation in SUBJECTS:
        if governor.upos != "VERB":
            return "literal"
        return "metonym" if lemma in words.communication_verbs else "literal"
    if relation == "nsubj:pass":
        return "metonym" if lemma in words.addressed_verbs else "literal"
    if relation == "obl:agent":
        return "metonym"
    if relation == "iobj":
        return "metonym"  # "offered Pyongyang talks"
    if relation == "obj":
        return "metonym" if lemma in words.addressed_verbs and lemma not in words.affected_verbs else "literal"
    if relation == "nmod:poss" or (relation in ("compound", "nmod") and governor.index > head):
        is_scene = relation == "compound" and lemma in words.fought_nouns and not is_country
        is_scene = is_scene and not _names_aim(tokens, governor.index)  # "the Nairobi attack", not "Moscow strikes on Odesa"
        if lemma in words.government_nouns and not is_scene:
            return "metonym"
        return "metonym" if relation == "nmod:poss" and is_country and lemma not in words.spatial_nouns else "literal"
    if (relation in ("nmod", "obl") and span.preposition is None) or span.preposition in POLITICAL_PREPOSITIONS:
        case = next((tokens[child].text.lower() for child in sentence.children[head] if tokens[child].deprel == "case"), "")
        if case in POLITICAL_PREPOSITIONS and lemma in words.political_nouns:
            return "metonym"
        if case == "against" and governor.upos == "VERB" and lemma in words.communication_verbs:
            return "metonym"
        if case in ("by", "with"):
            return "metonym"  # "pleaded with Beijing"
    return "literal"


def _names_aim(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a name stands behind "on" or "in" after the noun: where it happened is told there."""
    pairs = zip(tokens[noun + 1 :], tokens[noun + 2 :], strict=False)
    return any(before.text in AIMING and token.upos == "PROPN" for before, token in pairs)
