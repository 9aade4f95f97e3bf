"""What a number measures or counts: money, ages, measures, shares, nouns, or a noun left out.

A reader fills the draft and returns True where the quantity is of its kind; the first that does decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.quantity_lexicon import CountedNoun, QuantityLexicon
from orchestration.coding.quantity_numbers import Number
from orchestration.coding.quantity_phrases import SentenceWords, extended_by_of, noun_phrase, unit_after
from orchestration.coding.quantity_roles import role_of_noun

_DEAD = frozenset({"dead", "slain", "killed"})
_ADDITIONAL = frozenset(("more", "additional", "extra", "further"))
_QUOTES = frozenset("\"“”'‘’")
_RATE_UNITS = frozenset(("day", "week", "month", "year", "hour"))
_AID_WORDS = frozenset("aid assistance loan loans grant grants package relief donation donations support".split())
_PEOPLE_STATES = frozenset("dead killed wounded injured missing hurt".split())
_FINITE = frozenset(("was", "were", "have", "has", "had", "are", "is"))
_ERAS = frozenset(("bc", "bce", "ad", "ce"))
_MAX_AGE = 120


@dataclass(slots=True)
class Draft:
    """A quantity in lexemes, before it is placed in the body."""

    first: int
    end: int
    head: int
    number: Number
    bound: str
    unit: str = "count"
    factor: float = 1.0
    kind: str = "noun"
    noun: str | None = None
    role: str = "other"


def take_quotes(view: SentenceWords, draft: Draft) -> None:
    """Take in the quotation marks around a number: “dozens” of rockets."""
    if view.word(draft.end) in _QUOTES and view.word(draft.first - 1) in _QUOTES and draft.first > 0:
        draft.first -= 1
        draft.end += 1


def read_money(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    spelled = draft.number.currency
    end = draft.end
    before = lexicon.units.get(view.word(draft.first - 1))
    if spelled is None and before is not None and before.kind == "money" and view.tag(draft.first - 1) != "VERB":
        draft.first -= 1  # "USD 5 million"
        spelled = view.word(draft.first)
    elif spelled is not None and view.is_joined(draft.number.start) and view.word(draft.number.start - 1).isalpha():
        draft.first = draft.number.start - 1
        spelled = f"{view.word(draft.first)}{spelled}"  # "C$30bn"
    if spelled is None:
        is_hyphenated = view.word(end) == "-" and view.is_joined(end) and view.is_joined(end + 1)
        is_of = view.word(end) == "of" and draft.number.kind == "vague"
        found = unit_after(view, end + 1 if is_hyphenated or is_of else end, lexicon)
        if found is None or lexicon.units[found[0]].kind != "money":
            return False
        spelled, end = found
    unit = lexicon.units.get(spelled)
    draft.end, draft.head, draft.kind = end, end - 1, "money"
    draft.unit = unit.unit if unit else "count"
    following = view.words[end : end + 5]
    draft.role = "aid" if not _AID_WORDS.isdisjoint(following) else "cost"
    return True


def read_age(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    number, words = draft.number, view.words
    highest = number.high if number.high is not None else number.value
    if number.kind != "number" or highest is None or highest > _MAX_AGE or not float(highest).is_integer():
        return False
    end = draft.end
    after = [word for word in words[end : end + 6] if word != "-"][:2]
    if after[:1] in (["year"], ["years"]) and after[1:2] in (["old"], ["olds"]):
        end = next(i for i in range(end, len(words)) if words[i] in ("old", "olds")) + 1
    elif view.word(draft.first - 1) in ("aged", "age") or (
        view.word(draft.first - 1) in ("between", "from") and view.word(draft.first - 2) in ("aged", "ages")
    ):
        if view.word(draft.first - 1) == "aged":
            draft.first -= 1 if draft.bound == "exact" and number.value is not None else 0
    elif _is_apposition(view, draft):
        pass
    elif not _follows_people(view, draft, lexicon, stops):
        return False
    draft.end, draft.head, draft.kind, draft.unit, draft.role = end, end - 1, "age", "year", "age"
    return True


def _is_apposition(view: SentenceWords, draft: Draft) -> bool:
    """ "A shepherd, 61, was ..."."""
    before, after = view.word(draft.first - 1), view.word(draft.end)
    is_figure = view.words[draft.first][0].isdecimal() and draft.end == draft.first + 1 and draft.number.value is not None
    is_enclosed = before == "," and after in (",", ".", ")") and view.word(draft.first - 2).isalpha()
    return is_figure and is_enclosed and draft.bound == "exact" and float(draft.number.value or 0) >= 1


def _follows_people(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    """ "men between 25 and 60", "the minimum age was cut from 27 to 25": people or an age before, no noun after."""
    if unit_after(view, draft.end, lexicon) is not None or view.word(draft.end) in ("-", "of", "more"):
        return False
    if noun_phrase(view, draft.end, lexicon, stops) is not None if draft.end < len(view.words) else False:
        return False
    before = view.word(draft.first - 1)
    people = lexicon.listed(before)
    is_bounded = draft.number.value is None or draft.bound in ("under", "over")
    is_people = before in ("them", "those", "anyone", "everyone") or (people is not None and people.unit == "person")
    if is_people and is_bounded and view.tag(draft.first - 1) != "VERB":  # "wounded more than 100"
        return True
    recent = view.words[max(draft.first - 10, 0) : draft.first]
    return not {"age", "ages"}.isdisjoint(recent)


def read_measure(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    """Distances, areas, lengths of time, masses, percentages."""
    end = draft.end
    is_hyphenated = view.word(end) == "-" and view.is_joined(end) and view.is_joined(end + 1)
    start = end + 1 if is_hyphenated or (view.word(end) == "of" and draft.number.kind == "vague") else end
    if view.word(end) in ("more", "additional", "further") and unit_after(view, end + 1, lexicon):
        draft.bound, start = "additional", end + 1
    found = unit_after(view, start, lexicon)
    if found is None:
        return False
    unit = lexicon.units[found[0]]
    if unit.kind == "money" or (unit.kind == "duration" and draft.number.kind == "share"):
        return False
    draft.end, draft.head, draft.kind = found[1], found[1] - 1, unit.kind
    draft.unit, draft.factor, draft.noun = unit.unit, unit.factor, unit.name
    draft.role = {"distance": "distance", "area": "area", "duration": "duration", "share": "share"}.get(unit.kind, "other")
    if unit.kind in ("share", "mass") and (extended := extended_by_of(view, draft.end, lexicon, stops)):
        draft.end = extended[0]
    return True


def read_strength(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    """How many a unit has: "police, 144 strong", "a 5,500-strong force"."""
    end = draft.end + 1 if view.word(draft.end) == "-" and view.is_joined(draft.end) else draft.end
    if view.word(end) != "strong" or draft.number.kind != "number":
        return False
    draft.end, draft.head, draft.unit, draft.role = end + 1, end, "person", "soldiers"
    return True


def read_share(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    if draft.number.kind != "share":
        return False
    if extended := extended_by_of(view, draft.end, lexicon, stops):
        draft.end = extended[0]
    draft.unit, draft.kind, draft.role = "percent", "share", "share"
    return True


def read_counted(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, stops: frozenset[int]) -> bool:
    """A noun that is counted: "24 prisoners", "160,000 more people", "two of our barns", "dozens of villages"."""
    end = draft.end
    is_more = view.word(end) in _ADDITIONAL
    start = end + 1 if is_more else end
    phrase: tuple[int, int | None] | None = None
    is_state = view.word(start) in _PEOPLE_STATES and view.tag(start + 1) not in ("NOUN", "PROPN", "ADJ")
    if start < len(view.words) and start not in stops and not is_state:
        phrase = noun_phrase(view, start, lexicon, stops) or extended_by_of(view, start, lexicon, stops)
    if phrase is None or _is_odd_one(view, draft, phrase[1], lexicon):
        return False
    if is_more or view.word(start) in _ADDITIONAL:
        draft.bound = "additional"
    draft.end, head = phrase
    if head is None:
        draft.unit, draft.role, draft.head = "person", "civilians", draft.end - 1
    else:
        _name_noun(view, draft, head, lexicon)
    if view.word(draft.end) in ("a", "per", "each", "every") and view.word(draft.end + 1) in _RATE_UNITS:
        draft.end += 2
    return True


def _name_noun(view: SentenceWords, draft: Draft, head: int, lexicon: QuantityLexicon) -> None:
    named = lexicon.listed(f"{view.word(head - 1)} {view.words[head]}")  # "fuel tankers" are no ships
    noun = named or lexicon.noun(view.words[head], view.lexemes.is_capitalised(head)) or lexicon.nouns.get(view.lemma(head))
    draft.head, draft.noun = head, noun.noun if noun else view.lemma(head)
    draft.unit, draft.role = (noun.unit, role_of_noun(noun)) if noun else ("count", "other")
    spelled = unit_after(view, head, lexicon)
    if spelled is not None and lexicon.units[spelled[0]].kind == "money":  # "30 million Sudanese pounds"
        draft.kind, draft.unit, draft.role = "money", lexicon.units[spelled[0]].unit, "cost"


def _is_odd_one(view: SentenceWords, draft: Draft, head: int | None, lexicon: QuantityLexicon) -> bool:
    """Whether a "one" counts nothing: "no one", "one of the ministers", "one day"; and years before a noun."""
    number, before = draft.number, view.word(draft.first - 1)
    if view.words[number.start] == "one" and number.end == number.start + 1:
        if before in ("no", "any", "every", "each", "this", "that", "the", "which") or view.word(number.end) in (
            "of",
            "another",
        ):
            return True
        return head is None or lexicon.nouns.get(view.lemma(head), CountedNoun("", "count", "")).unit == "count"
    is_bare_vague = number.kind == "vague" and number.end == number.start + 1 and view.word(draft.end) not in ("of", "more")
    return is_bare_vague and head is not None


def read_ellipsis(view: SentenceWords, draft: Draft, lexicon: QuantityLexicon, earlier: Sequence[Draft]) -> bool:
    """A number without its noun: "killing two people and wounding five", "12,000" after soldiers, "thousands have fled"."""
    number = draft.number
    is_more = view.word(draft.end) in _ADDITIONAL
    if is_more:
        draft.end, draft.bound = draft.end + 1, "additional"
    value = number.value or number.low or 0
    before = view.words[max(draft.first - 3, 0) : draft.first]
    if view.word(draft.end) in _ERAS or (before[-1:] == ["in"] and number.kind == "number"):
        return False
    verb = draft.first - (2 if before[-1:] == ["up"] else 1)
    is_of_people = view.words[draft.end : draft.end + 2] == ["of", "whom"]
    is_of_people = is_of_people or (verb >= 0 and _is_predicate_of_people(view, verb, lexicon))
    if view.words[number.start] == "one" and number.end == number.start + 1 and not is_of_people:
        return False
    if not is_of_people and view.word(draft.end) in _FINITE:
        following = range(draft.end + 1, min(draft.end + 4, len(view.words)))
        is_of_people = any(_is_predicate_of_people(view, index, lexicon) for index in following)
    if (tally := _tally_before(view, draft.first, lexicon)) is not None:
        draft.unit, draft.noun, draft.role = "person", tally.noun, role_of_noun(tally)
        return True
    if view.word(draft.end) in _PEOPLE_STATES or number.kind == "vague" or is_of_people:
        draft.unit, draft.role = "person", "civilians"
    elif value == 1 or (value < 20 and (before[-1:] == ["the"] or not earlier)):
        return False
    last = next((item for item in reversed(earlier) if item.kind == "noun"), None)
    if last is not None and (last.unit == "person" or draft.unit == "count"):
        is_linked = view.word(draft.first - 1) in ("and", "or", ",", "but", ";") or view.word(draft.end) in _FINITE
        if draft.unit == "count" and value < 20 and not is_linked:
            return False
        draft.unit, draft.noun, draft.role = last.unit, last.noun, last.role
        return True
    if draft.unit == "person":
        return True
    if value >= 100 and (people := _people_before(view, draft.first, lexicon)):
        draft.unit, draft.noun, draft.role = "person", people.noun, role_of_noun(people)
        return True
    is_year = float(value).is_integer() and 1_000 <= value <= 2_100 and "," not in view.words[number.start]
    return value >= 100 and not is_year


def _is_predicate_of_people(view: SentenceWords, index: int, lexicon: QuantityLexicon) -> bool:
    token, word = view.tokens[index], view.words[index]
    if token is not None and token.lemma.lower() in lexicon.predicates:
        return True
    stem = word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") else word
    return stem in lexicon.predicates or stem + "e" in lexicon.predicates


FARTHEST_TALLY = 16  # words between the toll and the verb that says how high it is
_RISING = frozenset("rise stand climb reach grow jump pass top exceed increase mount hit surpass near put".split())


def _tally_before(view: SentenceWords, index: int, lexicon: QuantityLexicon) -> CountedNoun | None:
    """What a bare number counts by the word before it: "a death toll of 40", "a population of half a million"."""
    if view.words[max(index - 2, 0) : index] == ["home", "to"]:
        return CountedNoun("person", "person", "civilian")
    for position in range(index - 1, max(index - 6, -1), -1):
        if view.words[position] in (",", ";", "."):
            return None
        if view.words[position] in _DEAD and view.word(index - 1) == "at":
            return CountedNoun("person", "person", "killed")  # "putting the dead at 19"
        noun = lexicon.nouns.get(view.words[position])
        if noun is not None and noun.noun_class == "tally":
            return CountedNoun(noun.noun, noun.unit, "killed" if "toll" in noun.noun else "civilian")
    is_rising = any(view.lemma(p) in _RISING for p in range(max(index - 3, 0), index)) or view.word(index - 1) == "at"
    for position in range(index - 1, max(index - FARTHEST_TALLY, -1), -1) if is_rising else ():
        if view.words[position] in (";", ".", ":"):
            return None
        if view.words[position] == "toll":  # "the death toll from the raid on the village has risen to 50"
            return CountedNoun("toll", "person", "killed")
    return None


def _people_before(view: SentenceWords, index: int, lexicon: QuantityLexicon) -> CountedNoun | None:
    for position in range(index - 1, -1, -1):
        noun = lexicon.listed(view.words[position])
        if noun is not None and noun.unit == "person" and noun.noun != view.words[position]:
            return noun
    return None


def is_conversion(view: SentenceWords, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Whether it gives the figure before it in another unit: "18 km (11 miles)"."""
    if not earlier or draft.kind not in ("distance", "area", "money") or draft.bound != "exact":
        return False
    last = earlier[-1]
    between = view.words[last.end : draft.first]
    is_second = between[:1] == ["("] and len(between) <= 3
    is_third = bool(between) and between[-1] in ("or", "(") and len(between) <= 3
    return last.kind == draft.kind and (is_second or is_third)


READERS = (read_money, read_age, read_measure, read_strength, read_share, read_counted)
