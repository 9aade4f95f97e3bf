"""What a number says of its event: soldiers, killed, recruits, aid, and so on (the roles of `tables.QUANTITY_ROLES`)."""

from orchestration.coding.model import Quantity
from orchestration.coding.quantity_lexicon import EMPTY_LEXICON, CountedNoun, QuantityLexicon

_ROLE_OF_CLASS = {
    "soldier": "soldiers", "recruit": "recruits", "captive": "captured", "killed": "killed", "wounded": "wounded",
    "displaced": "displaced", "civilian": "civilians", "weapon": "equipment", "aid": "aid",
}  # fmt: skip
_FIXED_ROLES = frozenset(("distance", "duration", "age", "area", "share"))
_HOLDING_MODES = frozenset(("arrest", "abduct", "release", "swap", "surrender"))
_THINGS = frozenset(("vehicle", "aircraft", "drone", "missile", "vessel"))
_PEOPLE_FATES = frozenset(("killed", "wounded", "captured", "displaced"))


def role_of_noun(noun: CountedNoun) -> str:
    """The role that the counted noun alone suggests."""
    return _ROLE_OF_CLASS.get(noun.noun_class, "other")


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
    if event_type in ("AID",) or (event_type == "RETREAT" and event_mode == "access"):
        return _aid_role(quantity)
    if quantity.unit == "person":
        return _people_role(quantity, predicate_lemma, event_type, event_mode, is_object, lexicon)
    if quantity.unit in _THINGS or quantity.role == "equipment":
        return "equipment" if is_object or event_type == "MOBILIZE" else "other"
    return quantity.role


def _aid_role(quantity: Quantity) -> str:
    if quantity.unit == "person":
        return quantity.role
    return "other" if quantity.unit == "settlement" else "aid"


def _people_role(
    quantity: Quantity,
    predicate_lemma: str,
    event_type: str,
    event_mode: str | None,
    is_object: bool,
    lexicon: QuantityLexicon,
) -> str:
    fate = lexicon.predicates.get(predicate_lemma.lower().replace("-", " "))
    if event_type == "MOBILIZE":
        if fate == "recruits" or quantity.role == "recruits":
            return "recruits"
        return "soldiers"
    if quantity.role in ("killed", "wounded", "displaced") and fate not in _PEOPLE_FATES:
        return quantity.role
    if event_mode in _HOLDING_MODES or (event_type == "COERCE" and fate == "captured"):
        return "captured"
    if event_type == "COERCE" and (event_mode == "deport" or fate == "displaced"):
        return "displaced"
    if event_type == "ASSAULT":
        if fate in ("killed", "wounded") and is_object:
            return fate
        if fate == "captured" or fate == "displaced":
            return fate
        if predicate_lemma.lower() in ("leave", "claim") and is_object:
            return "killed"
    elif event_type == "SANCTION":
        return "captured" if fate == "captured" else "other"
    elif fate == "displaced":
        return fate
    elif fate == "captured" and event_type in ("RETREAT", "COERCE"):
        return "captured"
    return quantity.role
