"""Whom a rejection, demand or rebuke is meant for where only what was told before tells it. Pure.

"Kabul rejected the charge" answers who had made it, "both sides" are those who fight, and who "condemned the duties" blames
the state that imposed them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actor_meaning import code_parts
from orchestration.coding.anaphors import several
from orchestration.coding.graph import Graph
from orchestration.coding.model import EventMention, Participant, Statement
from orchestration.coding.parties import codes_of, countries_of
from orchestration.coding.triggers import Trigger

CHARGES = frozenset("accusation allegation charge claim criticism assertion complaint protest".split())
RULINGS = frozenset("ruling verdict conviction sentence judgment judgement".split())
ACCOUNTS = frozenset("portrayal account version toll figure finding report count view".split())
ASKED = frozenset("appeal request plea demand call ultimatum invitation petition summons order condition".split())
OFFERED = frozenset("offer proposal idea overture suggestion mediation amnesty".split())
POINTING = frozenset(("the", "that", "this", "those", "these"))
PRONOUNS = frozenset(("it", "him", "her"))
TURNING_DOWN = frozenset("turn reject rebuff spurn decline refuse".split())
MEASURES = frozenset(
    """measure duty tariff sanction levy embargo ban curb penalty restriction step move decision listing designation blacklist
    freeze expulsion closure blockade""".split()
)
IMPOSING = ("SANCTION", "COERCE", "LEGISLATE")
PROPOSING = ("AGREE", "CONSULT", "REQUEST", "CONCEDE", "AID", "RETREAT")
FIGHTING = ("ASSAULT", "COERCE", "PROTEST")
SIDES = frozenset(("MIL", "REB", "PRM", "GOV", "COP", "OPP", None))
URGING = ("REQUEST", "CONSULT")
LOOKBACK_SENTENCES = 2
LOOKBACK_FOR_FOES = 8
STATED = ("say", "claim", "report", "accuse")


@dataclass(frozen=True, slots=True)
class Told:
    """What the article has told so far, in text order."""

    mentions: Sequence[EventMention]
    statements: Sequence[Statement]

    def back(self, sentence: int, reach: int, *event_types: str) -> Iterator[EventMention]:
        """The mentions of these types, the latest first, from so many sentences before on."""
        for mention in reversed(self.mentions):
            if mention.event_type in event_types and sentence - mention.sentence_index <= reach:
                yield mention


def recipients_told_before(
    graph: Graph, trigger: Trigger, participants: Sequence[Participant], told: Told
) -> list[Participant]:
    """The recipients of an event of which its own sentence names none; empty where nothing before tells them."""
    sentence = graph.sentence.index
    if trigger.event_type == "REJECT":
        return _answered(graph, trigger, codes_of(participants, "actor"), told)
    if trigger.event_type in URGING and _is_to_both_sides(graph, trigger):
        return _foes(list(told.back(sentence, LOOKBACK_FOR_FOES, *FIGHTING)), codes_of(participants, "actor"))
    denounced = _denounced(graph, trigger) if trigger.event_type == "ACCUSE" else None
    if denounced in RULINGS:
        return _court(told, sentence)
    if denounced is not None:
        return _imposers(told.back(sentence, LOOKBACK_SENTENCES, *IMPOSING), countries_of(participants, "actor"))
    return []


def _answered(graph: Graph, trigger: Trigger, rejecting: set[str], told: Told) -> list[Participant]:
    """Who made the charge, request or offer that is rejected, shortly before."""
    sentence, noun = graph.sentence.index, _rejected(graph, trigger)
    if noun is None:
        return []
    lemma = graph.tokens[noun].lemma.lower()
    if lemma in CHARGES:
        points_back, reach = _points_back(graph, noun), 0 if graph.tokens[noun].deprel == "appos" else LOOKBACK_SENTENCES
        for mention in told.back(sentence, reach, "ACCUSE"):
            accused = countries_of(mention.participants, "recipient")
            is_of_other = not _are_one_side(codes_of(mention.participants, "actor"), rejecting)
            if accused & {code.split()[0] for code in rejecting} or (not accused and is_of_other and points_back):
                return _as_recipients(mention)
    if not _points_back(graph, noun):
        return []
    if lemma in RULINGS:
        return _court(told, sentence)
    kinds = ("REQUEST",) if lemma in ASKED else PROPOSING if lemma in OFFERED | PRONOUNS else ()
    for mention in told.back(sentence, LOOKBACK_SENTENCES, *kinds):
        addressed = codes_of(mention.participants, "recipient")
        is_of_other = not _are_one_side(codes_of(mention.participants, "actor"), rejecting)
        if is_of_other and (not addressed or not rejecting or _are_one_side(addressed, rejecting)):
            return _as_recipients(mention)
    return _speaker(told, sentence, rejecting) if lemma in CHARGES | ACCOUNTS else []


def _rejected(graph: Graph, trigger: Trigger) -> int | None:
    """The noun or pronoun that tells what is rejected: the object, or the noun of the relative clause."""
    token = graph.tokens[trigger.head_token]
    nouns = [*graph.objects(trigger.head_token), *([token.head] if token.deprel == "acl:relcl" else [])]
    known = CHARGES | RULINGS | ACCOUNTS | ASKED | OFFERED
    for noun in nouns:
        lemma, text = graph.tokens[noun].lemma.lower(), graph.tokens[noun].text.lower()
        if lemma in known or (text in PRONOUNS and token.lemma.lower() in TURNING_DOWN):
            return noun
    return None


def _points_back(graph: Graph, noun: int) -> bool:
    """Whether the noun means something told before: "the appeal", or "an appeal that" behind a comma, of nobody named."""
    if graph.tokens[noun].upos == "PRON":
        return True
    if graph.child(noun, "nmod:poss") is not None or graph.oblique(noun, "by", "from", "of"):
        return False
    is_apposed = graph.tokens[noun].deprel == "appos" and graph.child(noun, "acl:relcl") is not None
    return is_apposed or graph.has_lemma_child(noun, POINTING, "det")


def _speaker(told: Told, sentence: int, rejecting: set[str]) -> list[Participant]:
    """Whose statement, made last in this sentence or the one before, is rejected."""
    for said in reversed(told.statements):
        if sentence - said.sentence_index > 1:
            continue
        code = said.speaker_code
        if said.cue_kind in STATED and code is not None and not _are_one_side({code}, rejecting):
            key = said.speaker_actor_key
            start, end = said.speaker_char_start, said.speaker_char_end
            return [Participant("recipient", said.speaker_text or "", code, key, start, end)]
    return []


def _is_to_both_sides(graph: Graph, trigger: Trigger) -> bool:
    """Whether the one whom it is said to is "both sides", or two that are not named."""
    return any(
        several(graph, index) == 2 and graph.is_under(index, trigger.head_token)
        for index in range(trigger.head_token + 1, len(graph.tokens))
    )


def _foes(mentions: Sequence[EventMention], speaking: set[str]) -> list[Participant]:
    """Both sides of the clash told last, best of one in which both fight, neither of them who speaks."""
    clashes = []
    for mention in mentions:
        actors, recipients = codes_of(mention.participants, "actor"), codes_of(mention.participants, "recipient")
        if actors and recipients and actors.isdisjoint(recipients) and speaking.isdisjoint(actors | recipients):
            clashes.append(mention)
    fought = [mention for mention in clashes if all(code_parts(p.code or "")[1] in SIDES for p in mention.participants)]
    return [replace(p, role="recipient") for p in (*fought, *clashes)[0].participants if p.code] if clashes else []


def _denounced(graph: Graph, trigger: Trigger) -> str | None:
    """The measure or ruling told before that is denounced: "condemned the duties", of nobody named."""
    objects = (noun for noun in graph.objects(trigger.head_token) if _points_back(graph, noun))
    lemmas = (graph.tokens[noun].lemma.lower() for noun in objects)
    return next((lemma for lemma in lemmas if lemma in MEASURES | RULINGS), None)


def _imposers(mentions: Iterator[EventMention], denouncing: set[str]) -> list[Participant]:
    """Who imposed last something upon the country of who denounces it."""
    for mention in mentions:
        imposing = countries_of(mention.participants, "actor")
        if imposing and imposing.isdisjoint(denouncing) and countries_of(mention.participants, "recipient") & denouncing:
            return _as_recipients(mention)
    return []


def _are_one_side(codes: set[str], others: set[str]) -> bool:
    """Whether one of each is of the same country, and of the same sector where both have one."""
    parts = [(code_parts(code), code_parts(other)) for code in codes for other in others]
    return any(a[0] == b[0] and (a[1] == b[1] or None in (a[1], b[1])) for a, b in parts)


def _court(told: Told, sentence: int) -> list[Participant]:
    """Who ruled so: the court that punished or restrained somebody, or the state whose court it was."""
    for mention in told.back(sentence, LOOKBACK_SENTENCES, "SANCTION", "COERCE"):
        if mention.event_mode == "convict" or any(code_parts(c)[1] == "JUD" for c in codes_of(mention.participants, "actor")):
            return _as_recipients(mention)
    return []


def _as_recipients(mention: EventMention) -> list[Participant]:
    return [replace(p, role="recipient") for p in mention.participants if p.role == "actor" and p.code]
