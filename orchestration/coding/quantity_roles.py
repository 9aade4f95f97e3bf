"""What a number says of its event: soldiers, killed, recruits, aid, and so on (the roles of `tables.QUANTITY_ROLES`)."""

from orchestration.coding.model import Quantity
from orchestration.coding.quantity_lexicon import EMPTY_LEXICON, CountedNoun, QuantityLexicon
from orchestration.language.parsed import Sentence, Token

_ROLE_OF_CLASS = {
    "soldier": "soldiers", "recruit": "recruits", "captive": "captured", "killed": "killed", "wounded": "wounded",
    "displaced": "displaced", "civilian": "civilians", "weapon": "equipment", "aid": "aid",
}  # fmt: skip
_FIXED_ROLES = frozenset(("distance", "duration", "age", "area", "share"))
_HOLDING_MODES = frozenset(("arrest", "abduct", "release", "swap", "surrender"))
_THINGS = frozenset(("vehicle", "aircraft", "drone", "missile", "vessel"))
_FATES = frozenset(("killed", "wounded", "captured", "displaced"))
_OBJECT_RELATIONS = frozenset(("obj", "nsubj:pass", "obl:agent"))
_STATES = {"dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded", "hurt": "wounded"}


def role_of_noun(noun: CountedNoun) -> str:
    """The role that the counted noun alone suggests."""
    return _ROLE_OF_CLASS.get(noun.noun_class, "other")


def fate_in_clause(sentence: Sentence, first_token: int, head_token: int, lexicon: QuantityLexicon) -> str | None:
    """What the verb over counted people did to them ("killing two people": killed), None where it is not one of those.

    Reads the tree; where it does not tell, the words around: "killing two", "two people dead", "12 wounded".
    """
    tokens = sentence.tokens
    if first_token > 0:
        for stem in _verb_stems(tokens[first_token - 1]):
            fate = lexicon.predicates.get(stem)
            if fate is not None and fate.role in _FATES and fate.affects != "subject":
                return fate.role
    governor = tokens[head_token].head
    relation = tokens[head_token].deprel
    while relation == "conj" and governor >= 0 and tokens[governor].upos in ("NOUN", "PROPN", "NUM", "PRON"):
        relation, governor = tokens[governor].deprel, tokens[governor].head
    if governor >= 0 and tokens[governor].upos in ("VERB", "ADJ"):
        fate = lexicon.predicates.get(tokens[governor].lemma.lower())
        if fate is not None and fate.role in _FATES:
            is_object = relation in _OBJECT_RELATIONS and relation != "obl:agent"
            if fate.affects == "both" or (fate.affects == "object") == is_object:
                return fate.role
        for child in sentence.children[governor]:
            if tokens[child].deprel == "xcomp" and tokens[child].text.lower() in _STATES:
                return _STATES[tokens[child].text.lower()]  # "20 people are feared dead"
    if head_token + 1 < len(tokens):
        state = _STATES.get(tokens[head_token + 1].text.lower())
        if state is not None:
            return state
    return None


def _verb_stems(token: Token) -> tuple[str, ...]:
    """What the verb form just before a number may come from: "killing", "wounded"."""
    word = token.text.lower()
    if token.upos and token.upos not in ("VERB", "ADJ"):
        return ()
    if word.endswith("ing"):
        return token.lemma.lower(), word[:-3], word[:-3] + "e"
    if word.endswith("ed"):
        return token.lemma.lower(), word[:-2], word[:-1]
    return (token.lemma.lower(),) if token.upos == "VERB" else ()


def quantity_role(
    quantity: Quantity,
    predicate_lemma: str,
    event_type: str,
    event_mode: str | None,
    is_object: bool,
    lexicon: QuantityLexicon = EMPTY_LEXICON,
) -> str:
    """The role of a quantity for the event of a predicate.

    is_object: whether the counted are those to whom it is done (object, or subject of a passive).
    """
    if quantity.role in _FIXED_ROLES:
        return quantity.role
    if quantity.unit in ("usd", "eur", "uah") or quantity.role == "cost":
        return "aid" if event_type == "AID" or quantity.role == "aid" else "cost"
    if quantity.unit == "person":
        return _people_role(quantity, predicate_lemma, event_type, event_mode, is_object, lexicon)
    if event_type == "AID" or (event_type == "RETREAT" and event_mode == "access"):
        return "other" if quantity.unit == "settlement" else "aid"
    if quantity.unit in _THINGS or quantity.role == "equipment":
        return "equipment" if is_object or event_type == "MOBILIZE" else "other"
    return quantity.role


def _people_role(
    quantity: Quantity,
    predicate_lemma: str,
    event_type: str,
    event_mode: str | None,
    is_object: bool,
    lexicon: QuantityLexicon,
) -> str:
    entry = lexicon.predicates.get(predicate_lemma.lower().replace("-", " "))
    fate = entry.role if entry is not None and (entry.affects != "object" or is_object) else None
    if event_type == "MOBILIZE":
        return "recruits" if "recruits" in (quantity.role, entry.role if entry else None) else "soldiers"
    if event_type == "AID":
        return quantity.role
    if event_type == "SANCTION":
        return "captured" if "captured" in (fate, quantity.role) else "other"
    if event_mode in _HOLDING_MODES:
        return "captured"
    if event_mode == "deport":
        return "displaced"
    if quantity.role in ("killed", "wounded", "displaced") and fate not in _FATES:
        return quantity.role
    if event_type in ("ASSAULT", "COERCE", "RETREAT") and fate in _FATES:
        return fate
    return quantity.role
