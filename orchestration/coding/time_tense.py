"""Whether the clause around a time expression looks ahead or back."""

from collections.abc import Sequence

from orchestration.coding.lexemes import Lexemes

FUTURE, PAST, UNKNOWN = "future", "past", "unknown"
_FUTURE_CUES = frozenset(
    [
        "will",
        "'ll",
        "’ll",
        "shall",
        "would",
        "due",
        "scheduled",
        "slated",
        "expected",
        "planned",
        "must",
        "may",
        "might",
        "could",
        "can",
        "should",
        "ahead",
        "upcoming",
        "wo",
        "ca",
    ]
)
_PLAN_CUES = frozenset(
    [
        "plan",
        "plans",
        "planning",
        "intend",
        "intends",
        "intended",
        "aim",
        "aims",
        "aimed",
        "hope",
        "hopes",
        "hoped",
        "want",
        "wants",
        "wanted",
        "vow",
        "vows",
        "vowed",
        "pledge",
        "pledges",
        "pledged",
        "promise",
        "promises",
        "promised",
        "agree",
        "agreed",
        "order",
        "ordered",
        "decided",
        "decision",
        "threaten",
        "threatens",
        "threatened",
        "urged",
        "invited",
        "meant",
        "called",
        "asked",
        "deal",
        "going",
        "set",
        "due",
        "about",
        "ready",
    ]
)
_DECREES = frozenset(
    (
        "declared", "announced", "imposed", "ordered", "approved", "agreed", "extended", "suspended", "banned", "gave",
        "given", "warned", "demanded", "has", "have", "delayed", "postponed", "scheduled", "barred", "allowed", "granted",
    )
)  # fmt: skip
# What is done up to a day to come: "remanded him until March 17", "adjourned the case to March 24".
_SETTING_TERMS = frozenset("remanded adjourned deferred postponed extended delayed rescheduled pushed".split())
_TERMS = frozenset(("until", "till", "to"))
_SCHEDULED_PRESENT = frozenset(
    [
        "begins",
        "begin",
        "starts",
        "start",
        "resumes",
        "resume",
        "opens",
        "expires",
        "ends",
        "takes",
        "take",
        "meets",
        "meet",
        "votes",
    ]
)
_ARRANGED = frozenset(
    """leaving arriving departing travelling traveling flying heading returning visiting meeting gathering convening hosting
    holding sending withdrawing resuming reopening sitting going voting""".split()
)
_PAST_CUES = frozenset(
    [
        "was",
        "were",
        "had",
        "did",
        "said",
        "told",
        "met",
        "held",
        "took",
        "began",
        "left",
        "hit",
        "fell",
        "came",
        "went",
        "made",
        "struck",
        "killed",
        "won",
        "lost",
        "sent",
        "gave",
        "fled",
        "shot",
        "broke",
        "became",
        "saw",
        "brought",
        "burst",
        "sank",
        "ran",
        "fought",
        "spoke",
        "wrote",
        "drove",
        "drew",
        "put",
    ]
)
_AUXILIARIES = frozenset(["be", "been", "being", "have", "has", "had", "is", "are", "was", "were", "get", "got"])
_PRESENT_BE = frozenset(["is", "are", "'re", "’re"])
_BOUNDARIES = frozenset(';:“”"|–—')
_CALLING = frozenset("call calls called calling announced set fixed summoned convened scheduled planned invited".split())
_GATHERINGS = frozenset(
    """protest protests strike strikes walkout rally rallies march marches demonstration demonstrations sit-in boycott shutdown
    vote election elections referendum summit meeting session""".split()
)
_REACH, _REACH_BEHIND = 12, 18


def clause_direction(lexemes: Lexemes, first: int, end: int, tags: Sequence[str], allows_infinitive: bool) -> str:
    """Whether the words around lexemes `first` to `end` look ahead or back: the nearest verb to the left, else right.

    tags: the Penn tag of each lexeme, empty strings where none is known. allows_infinitive: the expression is
    one of "by", "until", "from", which look ahead after an infinitive ("to dispatch 12,000 by December") or a decree
    ("declared an emergency from Sunday"), while "voted to extend it on Monday" looks back.
    """
    words = lexemes.words
    if end < len(words) and tags[end] in ("VBD", "") and _cue(words, end, tags) == PAST:
        return PAST  # "where a vote is due, prosecutors on Tuesday charged ..."
    has_infinitive = False
    opening = words[max(first - 3, 0) : first]
    opens_clause = any(opening[i : i + 2] in ([",", "and"], [",", "but"], [",", "while"]) for i in range(len(opening)))
    if opens_clause and _looks(words, end, tags) == PAST:
        return PAST  # "will be sent by March, and on Friday soldiers arrested two"
    is_term = not _TERMS.isdisjoint(words[max(first - 1, 0) : first + 1])
    is_set_for = "for" in words[max(first - 1, 0) : first + 1]  # "called a march for Saturday"
    for index in range(first - 1, max(first - 1 - _REACH_BEHIND, -1), -1):
        word = words[index]
        if word in _BOUNDARIES:
            break
        if (is_set_for and word in _CALLING) or (is_term and word in _SETTING_TERMS):
            return FUTURE
        if word in _CALLING and words[index + 1 : index + 2] == ["for"] and _is_called_for(words, index + 2, first, end):
            return FUTURE
        if word == "to" and words[index + 1 : index + 2] == ["be"] and _is_to_be_done(tags, index):
            return FUTURE
        if (has_infinitive and word in _PLAN_CUES) or (allows_infinitive and word in _DECREES):
            return FUTURE
        direction = _cue(words, index, tags)
        if direction != UNKNOWN:
            return direction
        if _is_arranged(words, index, tags) and "after" not in words[index:first]:
            return FUTURE
        if word == "to":
            is_planned_noun = tags[index + 1] == "NN" and words[index - 1] in _PLAN_CUES  # "plan to march", read as a noun
            has_infinitive = not tags[index + 1] or tags[index + 1] == "VB" or is_planned_noun
            if has_infinitive and (allows_infinitive or words[index - 1 : index] in (["is"], ["are"])):
                return FUTURE
        if word in _SCHEDULED_PRESENT and tags[index] in ("VBZ", "VBP"):
            return FUTURE
    return _looks(words, end, tags)


def _is_to_be_done(tags: Sequence[str], to: int) -> bool:
    """Whether "to be" stands between a noun and a participle: "talks to be held on May 4"."""
    return to > 0 and tags[to - 1].startswith("NN") and "VBN" in tags[to + 2 : to + 3]


def _is_called_for(words: Sequence[str], start: int, first: int, end: int) -> bool:
    """Whether a day of a month is that of the gathering called for: "called for protests on March 20"."""
    return not _GATHERINGS.isdisjoint(words[start:first]) and any(word.isdigit() for word in words[first:end])


def _looks(words: Sequence[str], end: int, tags: Sequence[str]) -> str:
    """Whether what stands from `end` on looks ahead or back: its first verb that tells."""
    for index in range(end, min(end + _REACH, len(words))):
        if words[index] in _BOUNDARIES:
            break
        direction = _cue(words, index, tags)
        if direction != UNKNOWN:
            return direction
    return UNKNOWN


def _is_arranged(words: Sequence[str], index: int, tags: Sequence[str]) -> bool:
    """Whether it is the participle of "is visiting Tirana on Friday"."""
    is_present = not _PRESENT_BE.isdisjoint(words[max(index - 2, 0) : index])
    return is_present and words[index] in _ARRANGED and tags[index] == "VBG"


def _cue(words: Sequence[str], index: int, tags: Sequence[str]) -> str:
    word, tag = words[index], tags[index]
    before = words[index - 1] if index else ""
    if word == "set" and words[index + 1 : index + 2] == ["for"]:
        return FUTURE
    if word in _FUTURE_CUES:
        if word in ("may", "can", "could", "might", "should", "must", "would") and words[index + 1 : index + 2] == ["have"]:
            return PAST
        return FUTURE
    if tag == "VBD" or (word in _PAST_CUES and tag in ("", "VBD")):
        return UNKNOWN if words[index + 1 : index + 2] in (["due"], ["to"], ["set"], ["expected"]) else PAST
    is_participle = tag == "VBN" or (not tag and len(word) > 4 and word.endswith("ed"))
    return PAST if is_participle and before not in _AUXILIARIES else UNKNOWN
