"""The time of one trigger: its own, that of a since-clause, or that of the clause chain that it shares. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from orchestration.coding.graph import Graph
from orchestration.coding.mention_parts import BEGINNINGS, ON_THE_GROUND, MentionParts
from orchestration.coding.model import TimeMention
from orchestration.coding.status import Reading
from orchestration.coding.time_occasions import goes_on_meanwhile, time_of_occasion, time_of_when_clause
from orchestration.coding.triggers import Trigger
from orchestration.language.parsed import Sentence

RECORDS = frozenset(("first", "worst", "deadliest", "biggest", "largest"))
FARTHEST_RECORD = 9
APART = frozenset(("after", "before", "since", "until", "following"))
PURPOSES = frozenset({"for", "ahead"})
MADE = ("AGREE", "LEGISLATE")  # what is made in them has their year: "signed the 2016 accord"
SPOKEN = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
MONTH = timedelta(days=31)
DASHES = frozenset(("–", "—", "-"))
LAST_OF = {4: "-12-31", 7: "-31"}  # what makes the latest day of a year and of a month, by their length


def entry_days(sentences: Sequence[Sentence], times: Sequence[Sequence[TimeMention]]) -> dict[int, TimeMention]:
    """The day of each sentence of a chronicle's entries: it stands alone before a dash, "9 July –", at a paragraph's start."""
    found: dict[int, TimeMention] = {}
    day: TimeMention | None = None
    paragraph = -1
    for sentence, dates in zip(sentences, times, strict=True):
        if sentence.paragraph != paragraph:
            paragraph, day = sentence.paragraph, None
            is_alone = len(dates) == 1 and dates[0].last_token + 1 >= len(sentence.tokens) - 1
            day = dates[0] if is_alone and sentence.text[-1:] in DASHES else None
        elif day is not None:
            found[sentence.index] = day
    return found


def mention_time(
    parts: MentionParts, index: int, trigger: Trigger, reading: Reading, entry_day: TimeMention | None = None
) -> TimeMention | None:
    """The time of the trigger: its own, else that of the clause chain which it shares, else the day of the chronicle's entry.

    Durations tell no date.
    """
    dated = [t for t in parts.times if t.value_edtf is not None or t.timex_type == "DATE"]
    dated = [t for t in dated if not _is_span_of_record(parts.graph, t)]
    for time in dated:
        since = _since_clause(parts.graph, time) if time.value_edtf and time.value_edtf.endswith("/..") else None
        if since is not None:
            if trigger.head_token in since:
                return _closed(time)
            governor = parts.graph.tokens[min(since, key=lambda i: len(parts.graph.ancestors(i)))].head
            if governor == trigger.head_token or governor in trigger.token_indices or governor == trigger.light_verb:
                return time
    own = [t for t in dated if parts.time_owner[id(t)] == index and not _dates_another(parts.graph, t, trigger)]
    if own:
        nearest = min(own, key=lambda t: (t.value_edtf is None, _is_parted(parts.graph, t, trigger), _distance(t, trigger)))
        if _stands_under_since(parts.graph, trigger.head_token) and (nearest.value_edtf or "").endswith("/.."):
            return _closed(nearest)  # "since the coup of 1 February 2021"
        is_begun = _has_begun(parts.graph, nearest, trigger) or _dates_since(parts.graph, nearest, trigger)
        return _opened(nearest) if is_begun else nearest
    for time in dated:
        is_point = trigger.sense.pos == "VERB" and _is_point(time)
        is_open = (time.value_edtf or "").endswith("/..")
        if (is_open or is_point) and _since_event(parts.graph, time) == trigger.head_token:
            return time if is_open else _opened(time)  # "has been held since the coup of 1 February 2021"
    when = time_of_when_clause(parts, trigger, dated)
    if when is not None:
        return _closed(when) if (when.value_edtf or "").endswith("/..") else when
    if reading.is_fact:
        return None
    for other in parts.attachment.inherits_from(index):
        above = parts.attachment.triggers[other]
        if _is_apart(parts.graph, trigger.head_token, above.head_token):
            break
        shared = [
            t for t in dated if parts.time_owner[id(t)] == other and t.last_token < min(trigger.first_token, above.first_token)
        ]
        if not shared and (_goes_with(parts.graph, trigger, above) or goes_on_meanwhile(parts.graph, trigger, above)):
            shared = [t for t in dated if parts.time_owner[id(t)] == other and t.last_token < trigger.first_token]
        if shared:
            return shared[0]
    after = parts.second_deed(trigger)
    if after is not None and _is_one_tense(parts.graph, trigger, parts.attachment.triggers[after]):
        second = parts.attachment.triggers[after].head_token
        for time in dated:  # "shot 13 people and kidnapped dozens more in Zamfara late on Wednesday"
            if parts.time_owner[id(time)] == after and second < time.first_token:
                return time
    before = parts.deed_of_same(index, trigger)
    for time in dated:
        if before is not None and parts.time_owner[id(time)] == before and time.last_token < trigger.first_token:
            return time
    for time in dated:
        if parts.time_owner[id(time)] is None and time.first_token <= 2 and time.last_token < trigger.first_token:
            clause = parts.graph.clause_head(trigger.head_token)
            relation = parts.graph.tokens[clause].deprel
            if relation in ("root", "conj", "parataxis") and parts.attachment.shares_statement(time.head_token, trigger):
                return time
    occasion = time_of_occasion(parts, trigger, dated)
    return occasion or (entry_day if _is_told_there(parts.graph, trigger, reading) else None)


def _is_one_tense(graph: Graph, first: Trigger, second: Trigger) -> bool:
    """Whether two joined deeds are both told as past."""
    return all(graph.tokens[trigger.head_token].xpos in ("VBD", "VBN") for trigger in (first, second))


def _is_told_there(graph: Graph, trigger: Trigger, reading: Reading) -> bool:
    """Whether the entry of a chronicle tells of it as news: in a clause of its own, not as known, to come or done before."""
    token = graph.tokens[trigger.head_token]
    is_known = trigger.sense.pos == "NOUN" and token.deprel in ("obl", "nmod")
    if is_known or reading.status in ("hypothetical", "predicted") or (reading.status == "planned" and token.upos == "VERB"):
        return False
    clause = graph.tokens[graph.clause_head(trigger.head_token)]
    is_earlier = any(graph.tokens[o].lemma.lower() == "have" for o in graph.dependents(clause.index, "aux"))
    return not is_earlier and clause.deprel in ("root", "conj", "parataxis", "ccomp", "advcl")


def _distance(time: TimeMention, trigger: Trigger) -> int:
    return abs(time.head_token - trigger.head_token)


def _is_parted(graph: Graph, time: TimeMention, trigger: Trigger) -> bool:
    """Whether a comma parts the time from the verb behind it: "Niger, where he has been held since May, [expelled] ...".

    A time that opens the sentence is its own all the same.
    """
    between = graph.tokens[time.last_token + 1 : trigger.first_token]
    return time.first_token > 1 and any(token.text == "," for token in between)


def read_by_time(
    reading: Reading, trigger: Trigger, time: TimeMention | None, published_on: str | None, is_said: bool
) -> tuple[Reading, TimeMention | None]:
    """The reading as the time allows it, and the time where the reading allows it. is_said: whether somebody says it."""
    is_noun = trigger.sense.pos == "NOUN"
    if time is not None and _is_to_come(time.date_start, published_on):
        is_announced = is_noun and reading.status == "happened" and not reading.is_fact and is_said
        if reading.status == "ongoing" or is_announced:
            return replace(reading, status="planned"), time  # "is leaving on Friday", "announced a march for 20 May"
        if reading.status == "happened" and reading.is_past and not trigger.sense.status:
            return reading, None  # "the vote is due in May, and he has threatened": what happened has no day to come
    if reading.status == "ongoing" and is_noun and _is_long_over(time, published_on):
        return replace(reading, status="happened"), time  # "is investigated over deaths at protests in 2022"
    return reading, time


def _is_to_come(day: str | None, published_on: str | None) -> bool:
    """Whether it lies behind the day of publication; a season, of which EDTF writes a number above twelve, may have begun."""
    is_season = day is not None and day[5:7] > "12"
    return bool(day and published_on) and not is_season and str(day) > str(published_on)


def _is_long_over(time: TimeMention | None, published_on: str | None) -> bool:
    """Whether the time ended more than a month before the day of publication: nothing of it goes on."""
    if time is None or not time.date_end or not published_on:
        return False
    last = time.date_end + LAST_OF.get(len(time.date_end), "")  # seasons and unknown years stand behind every day
    return last < (date.fromisoformat(published_on) - MONTH).isoformat()


def _since_clause(graph: Graph, time: TimeMention) -> set[int] | None:
    """The tokens of the since-clause that the time stands in ("since they attacked in August"), or None."""
    if time.first_token == time.last_token or "since" not in graph.lemmas:
        return None  # a bare "since" dates the clause that it stands in
    for index in (time.head_token, *graph.ancestors(time.head_token)):
        if graph.tokens[index].upos in ("VERB", "AUX") and graph.has_lemma_child(index, frozenset(("since",)), "mark"):
            return graph.subtree(index)
    return None


def _stands_under_since(graph: Graph, head: int) -> bool:
    return graph.tokens[head].upos in ("NOUN", "PROPN") and graph.case(head) == "since"


def _since_event(graph: Graph, time: TimeMention) -> int | None:
    """The verb over "since the coup of 1 February 2021", for a time inside such a phrase."""
    for index in graph.ancestors(time.head_token):
        if _stands_under_since(graph, index):
            return graph.tokens[index].head
        if graph.tokens[index].upos in ("VERB", "AUX"):
            return None
    return None


def _dates_since(graph: Graph, time: TimeMention, trigger: Trigger) -> bool:
    """Whether it is the date of what the deed goes on since: "has killed nine rebels since a raid on its base on 3 March"."""
    verb = trigger.head_token
    if not _is_point(time) or not graph.has_lemma_child(verb, frozenset(("have",)), "aux"):
        return False
    return any(noun < time.first_token and _stands_under_since(graph, noun) for noun in graph.dependents(verb, "obl"))


def _dates_another(graph: Graph, time: TimeMention, trigger: Trigger) -> bool:
    """Whether it is of the noun that is spoken of, or tells it from its like ("condemned Tuesday's raid", "a 1960 treaty"), or
    of what it is done for: "deployed ahead of Sunday's vote"."""
    token = graph.tokens[time.head_token]
    if token.deprel == "nmod:poss" and token.head != trigger.head_token and token.head > token.index:
        above = graph.tokens[graph.tokens[token.head].head].text.lower()  # "ahead" of "ahead of Sunday's vote"
        if above in PURPOSES or any(graph.tokens[o].text.lower() in PURPOSES for o in graph.dependents(token.head, "case")):
            return True
    if token.deprel == "nmod:poss" and trigger.event_type in SPOKEN and token.head != trigger.head_token:
        return token.head in graph.objects(trigger.head_token)
    is_modifier = time.first_token == time.last_token and token.deprel in ("nummod", "compound", "amod")
    if not is_modifier or token.head < token.index or trigger.sense.pos != "VERB" or trigger.event_type in MADE:
        return False
    return token.head in graph.objects(trigger.head_token)


def _is_apart(graph: Graph, head: int, above: int) -> bool:
    """Whether it stands in a circumstance of another time: "on Wednesday expelled nine envoys after five men were [held]"."""
    for index in (head, *graph.ancestors(head)):
        if index == above:
            return False
        if any(graph.tokens[o].text.lower() in APART for o in graph.dependents(index, "mark", "case")):
            return True
    return False


def _goes_with(graph: Graph, trigger: Trigger, above: Trigger) -> bool:
    """Whether a participle or second verb tells of the same deed: "blocked the road on Monday, hurling stones"."""
    token = graph.tokens[trigger.head_token]
    is_second = token.deprel == "conj" and token.head == above.head_token and token.xpos in ("VBD", "VBN")
    has_own = graph.child(token.index, "nsubj", "nsubj:pass", "aux") is not None  # "and has since cut off the power"
    is_same_deed = token.xpos == "VBG" or (is_second and not has_own)
    if token.xpos == "VBG" and above.event_type == "PROTEST" and trigger.event_type in ("REQUEST", "ACCUSE"):
        return token.deprel == "advcl"  # "staged a sit-in on Sunday, demanding"
    return is_same_deed and {trigger.event_type, above.event_type} <= ON_THE_GROUND


def _is_span_of_record(graph: Graph, time: TimeMention) -> bool:
    """Whether it only says how long nothing was like it: "the deadliest attack since 2019", "the first raid since May"."""
    if not (time.value_edtf or "").endswith("/.."):
        return False
    before = graph.tokens[max(0, time.first_token - FARTHEST_RECORD) : time.first_token]
    for token in reversed(before):
        if token.upos in ("VERB", "AUX"):
            return False
        if token.lemma.lower() in RECORDS or (token.xpos == "JJS" and token.text.lower() not in ("least", "most")):
            return True
    return False


def _is_point(time: TimeMention) -> bool:
    return time.date_start is not None and "/" not in (time.value_edtf or "/")


def _closed(time: TimeMention) -> TimeMention:
    """The date of what the since-clause tells: the start of the open interval."""
    return replace(time, value_edtf=time.date_start, date_end=time.date_start, precision=precision_of(time.date_start))


def _opened(time: TimeMention) -> TimeMention:
    return replace(time, value_edtf=f"{time.date_start}/..", date_end=None, precision="open")


def _has_begun(graph: Graph, time: TimeMention, trigger: Trigger) -> bool:
    """Whether the date tells when something began that goes on: "the incursion, which began in August"."""
    if not _is_point(time):
        return False
    for index in graph.ancestors(time.head_token):
        token = graph.tokens[index]
        if token.lemma.lower() in BEGINNINGS and token.deprel == "acl:relcl" and token.head >= 0:
            return graph.is_under(token.head, trigger.head_token)
    return False


def precision_of(date: str | None) -> str:
    """Precision of one EDTF date by its parts."""
    parts = len((date or "").split("-"))
    return {1: "year", 2: "month", 3: "day"}.get(parts, "unknown") if date else "unknown"
