"""One article from trees to mentions: the stages in their order. Pure.

Names, times and places are found for the whole article first, because context decides about them; then sentence by
sentence the statements, the triggers and what belongs to each; at the end the parties of the article are known, and
with them what is a party's claim and what an outsider's report.
"""

from dataclasses import replace

from orchestration.coding.actor_context import CountryContext
from orchestration.coding.actor_links import is_border
from orchestration.coding.actor_resolution import ActorResolution
from orchestration.coding.actors import ArticleActors, CodedActor
from orchestration.coding.anchors import are_anchored
from orchestration.coding.attachment import Attachment
from orchestration.coding.attribution import DECREED, SPEECH_EVENTS, announcing, innermost, of_weight, still_made
from orchestration.coding.back_references import is_subject_of_other, is_time_of_other, is_told_already, points_back
from orchestration.coding.confidence import doubts_of
from orchestration.coding.demands import only_demanded, stands_alone, told_by_other
from orchestration.coding.denied_deeds import is_own_deed
from orchestration.coding.dictionaries import Dictionaries
from orchestration.coding.event_participants import EventParticipants
from orchestration.coding.fallen_places import find_fallen_places
from orchestration.coding.force_presence import find_presences
from orchestration.coding.graph import Graph
from orchestration.coding.headline_verbs import standfirst
from orchestration.coding.mending import mend_lost_words
from orchestration.coding.mention_parts import (
    MentionParts,
    mention_quantities,
    shared_quantities,
)
from orchestration.coding.mention_places import place_groups
from orchestration.coding.mention_times import entry_days, mention_time, read_by_time
from orchestration.coding.model import CodedArticle, EventMention, Participant, PlaceMention, Quantity, Statement, TimeMention
from orchestration.coding.other_country import only_other_country
from orchestration.coding.parties import as_participant, codes_of
from orchestration.coding.place_rows import quantities_at, times_at
from orchestration.coding.places import dateline_country, find_places
from orchestration.coding.publisher import find_publisher
from orchestration.coding.quantities import find_quantities
from orchestration.coding.quotations import carry_quotations
from orchestration.coding.rejoined_words import rejoin
from orchestration.coding.repair import repair
from orchestration.coding.settlement import Draft, settle
from orchestration.coding.statements import Saying, find_sayings
from orchestration.coding.status import Reading, read_status
from orchestration.coding.tenses import is_simple_present
from orchestration.coding.times import find_times
from orchestration.coding.told_before import Told, recipients_told_before
from orchestration.coding.tolls import TOLL, find_tolls, suffered_by_same
from orchestration.coding.trigger_modes import find_contexts, mode_once_placed
from orchestration.coding.trigger_topics import article_triggers
from orchestration.coding.triggers import Trigger
from orchestration.coding.unsaid_recipients import aimed_at, belongings_of
from orchestration.coding.voices import speaker_of
from orchestration.language.parsed import ParsedArticle

SPEECHES = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")
ACTED = ("ASSAULT", "PROTEST")
CONDITIONS = frozenset(("if", "unless"))
CHARGED = frozenset(("accuse", "charge", "suspect", "indict"))
REACHED = ("RETREAT", "AGREE")  # what others must grant is not under way while it is sought
DONE_IN_FULL = frozenset("kill murder assassinate kidnap abduct execute massacre poison lynch hijack".split())


class ArticleCoding:
    """The coding of one article. `run` is called once."""

    def __init__(self, article: ParsedArticle, dictionaries: Dictionaries) -> None:
        words, forms = dictionaries.words, dictionaries.triggers.forms
        may_speak = dictionaries.actors.is_role
        whole = (rejoin(sentence, dictionaries.triggers) for sentence in article.sentences)
        mended = [mend_lost_words(sentence, dictionaries.triggers) for sentence in whole]
        article = replace(article, sentences=[repair(sentence, words, forms, may_speak) for sentence in mended])
        self.article = article
        self.triggers = dictionaries.triggers
        self.words = words
        self.calibration = dictionaries.calibration
        self.quantities = dictionaries.quantities
        self.graphs = [Graph(sentence) for sentence in article.sentences]
        self.standfirst = standfirst(article.sentences)
        self.names = ArticleActors(article.sentences, dictionaries.actors, article.published_on)
        self.times = find_times(article.sentences, article.published_on, dictionaries.holidays)
        self.entry_days = entry_days(article.sentences, self.times)
        self.places = find_places(article, dictionaries.gazetteer, self.names.names, dictionaries.actors.is_role)
        located = (place.country_code for places in self.places for place in places)
        self.names.note_places(article.sentences, [country for country in located if country is not None])
        home = dateline_country(article, dictionaries.gazetteer)
        context = CountryContext(article.sentences, self.names.names, self.places, home)
        individuals = self.triggers.words("individual").lemmas
        publisher = find_publisher(article, self.graphs, dictionaries)
        self.people = ActorResolution(self.names, dictionaries.actors, self.places, context, individuals, publisher)
        self.participants = EventParticipants(self.people, belongings_of(dictionaries.triggers))
        self.found = article_triggers(article.sentences, self.triggers, self.names.names, dictionaries.actors)
        self.contexts: dict[int, list[str]] = {}
        self.drafts: list[Draft] = []
        self.statements: list[Statement] = []
        self.sayings = [find_sayings(graph, words) for graph in self.graphs]
        self.carried = carry_quotations(self.graphs, self.sayings)

    def run(self) -> CodedArticle:
        for position, graph in enumerate(self.graphs):
            self.people.observe(graph)
            self._code_sentence(position, graph)
        settle(self.drafts)
        mentions = [draft.mention for draft in self.drafts]
        if not are_anchored(mentions, self.graphs, self.people.actors):
            mentions = []
        mentions.sort(key=lambda m: (m.char_start, m.char_end, m.event_type, m.place.char_start if m.place else -1))
        return CodedArticle(
            article_id=self.article.article_id,
            event_mentions=mentions,
            statements=sorted(self.statements, key=lambda s: (s.cue_char_start, s.content_char_start)),
            place_mentions=[place for found in self.places for place in found],
            time_mentions=[time for found in self.times for time in found],
        )

    # -- one sentence ------------------------------------------------------------------------------------------------

    def _code_sentence(self, position: int, graph: Graph) -> None:
        sayings = list(self.sayings[position])
        speakers = {id(saying): speaker_of(self.people, graph, saying, self.words) for saying in sayings}
        sayings = [saying for saying in sayings if not self._is_label(graph, saying, speakers[id(saying)])]
        for saying in sayings:
            self._keep_statement(graph, saying, graph, saying, speakers[id(saying)])
        for carried in self.carried:
            if carried.sentence == position:
                there = self.graphs[carried.source_sentence]
                sayings.append(carried.saying)
                speakers[id(carried.saying)] = speaker_of(self.people, there, carried.source, self.words)
                self._keep_statement(graph, carried.saying, there, carried.source, speakers[id(carried.saying)])
        found = [trigger for trigger in self.found[position] if not self._is_in_actor_name(position, trigger)]
        taken = {index for trigger in found for index in trigger.token_indices}
        told_besides = [
            *find_presences(graph, self.places[position], self.triggers),
            *find_fallen_places(graph, self.places[position]),
            *find_tolls(graph, found, self.drafts),
        ]
        found.extend(trigger for trigger in told_besides if trigger.head_token not in taken)
        if not found:
            self.people.follow_subject(graph)
            return
        quantities = find_quantities(graph.sentence, self.times[position], self.quantities)
        attachment = Attachment(graph, found, sayings)
        cues = frozenset(saying.cue for saying in sayings)
        drops = only_demanded(graph, found)
        parts = MentionParts(graph, attachment, self.places[position], self.times[position], quantities, self.quantities)
        built: list[tuple[Trigger, list[Draft]]] = []
        unmade: set[int] = set()  # accusations that nobody makes
        for index, trigger in enumerate(found):
            held = innermost(sayings, trigger.token_indices, trigger.head_token, trigger.event_type)
            held = of_weight(graph, held)
            if trigger.event_type in SPEECHES and trigger.sense.pos == "NOUN":  # "reiterated the demand": the speech itself
                held = [s for s in held if s.kind != "say" or s.content_head != trigger.head_token]
            if trigger.sense.status == "planned" or trigger.event_type == DECREED:  # "announced sanctions": no word on a deed
                held = [saying for saying in held if saying.cue not in trigger.token_indices]
            held = [s for s in held if s.kind != "deny" or s.cue not in trigger.token_indices]  # "denied entry" is the act
            held = still_made(held, trigger.head_token, trigger.event_type, trigger.sense.pos == "NOUN")
            if is_told_already(graph, trigger, found):
                continue
            if index in drops or any(saying.is_negated and saying.kind in ("confirm", "deny") for saying in held):
                continue
            if trigger.sense.has_own_not and graph.has_lemma_child(trigger.head_token, CONDITIONS, "mark"):
                continue  # "if they would not leave": nobody has refused
            reading = Reading("happened") if trigger.sense.has_own_not else self._read(graph, trigger, cues)
            if trigger.sense is TOLL and reading.status == "ongoing":
                reading = replace(reading, status="happened")  # "the toll stands at 9"
            if reading.status == "dropped" and stands_alone(graph, trigger, found):
                reading = replace(reading, status="happened")
            if reading.status == "dropped" or told_by_other(graph, trigger, reading.status, found):
                continue
            if any(saying.is_negated for saying in held):
                reading = replace(reading, status="negated")
            if trigger.event_type == "ACCUSE" and reading.status == "negated":
                unmade.add(trigger.head_token)
            if any(saying.cue in unmade for saying in held):
                continue  # "stopped short of accusing Pyongyang of sabotage"
            drafts = self._draft(graph, parts, index, trigger, reading, held, speakers, built)
            if trigger.sense is TOLL:
                suffered_by_same(drafts, self.drafts)
            built.append((trigger, drafts))
        shared_quantities(parts, [(trigger, [d.mention for d in drafts]) for trigger, drafts in built])
        for _, drafts in built:
            self.drafts.extend(drafts)
        self.people.follow_subject(graph)

    def _is_in_actor_name(self, position: int, trigger: Trigger) -> bool:
        """Whether an event noun is part of a known name: "Amnesty said ..." tells of no amnesty."""
        return trigger.sense.pos == "NOUN" and any(
            name.actor_key is not None and name.first_token <= trigger.head_token <= name.last_token
            for name in self.names.names[position]
        )

    def _is_label(self, graph: Graph, saying: Saying, speaker: CodedActor | None) -> bool:
        """Whether the country before the colon is what a headline is about: "Sudan: fighters seize Bara".

        A capital speaks, and so does a country of the deeds of another: "Ukraine: Russian drones hit Odesa". In the text
        only somebody known speaks so, no place: "ISLAMABAD: The court freed him".
        """
        is_mark = graph.tokens[saying.cue].upos == "PUNCT"
        code = speaker.code if speaker is not None and is_mark else None
        if is_mark and not graph.sentence.is_headline:
            beside = {saying.cue - 1, len(graph.tokens) - 2} - saying.content
            places = self.places[graph.sentence.index]
            return code is None or any(place.kind != "adjective" and place.last_token in beside for place in places)
        if code is None or " " in code or code.startswith(("IGO", "NGO")):
            return False
        return all(
            name.code.split()[0] == code or graph.case(name.last_token) is not None
            for name in self.names.names[graph.sentence.index]
            if name.first_token in saying.content
        )

    def _read(self, graph: Graph, trigger: Trigger, cues: frozenset[int]) -> Reading:
        stops = cues - frozenset(trigger.token_indices)
        light = trigger.light_verb if trigger.light_verb not in stops else None
        index = graph.sentence.index
        is_like_headline = graph.sentence.is_headline or graph.tokens[-1].upos != "PUNCT"  # a subhead, a point of a list
        narrative = is_like_headline or index in self.standfirst or index in self.entry_days
        reading = read_status(graph, trigger.head_token if light is None else light, self.words.governing, stops, narrative)
        token = graph.tokens[trigger.head_token]
        is_acted = trigger.event_type in ACTED and token.lemma.lower() not in DONE_IN_FULL
        if light is not None:
            noun = read_status(graph, trigger.head_token, self.words.governing, stops, narrative)
            if noun.status in ("negated", "hypothetical", "planned", "ongoing") and not (noun.is_attempt and is_acted):
                reading = replace(reading, status=noun.status)
        if reading.is_attempt and reading.is_past and is_acted:
            reading = replace(reading, status="happened")
        elif reading.is_attempt and reading.status == "ongoing" and trigger.event_type in REACHED:
            reading = replace(reading, status="hypothetical")  # "are trying to secure their release"
        is_said = trigger.event_type in SPEECH_EVENTS and is_simple_present(graph, trigger.head_token)
        is_charged = trigger.event_type == "ACCUSE" and token.lemma.lower() in CHARGED and graph.is_passive(token.index)
        if reading.status == "ongoing" and (is_said or is_charged):
            reading = replace(reading, status="happened")  # "accuses": said is said; "is accused": somebody has said it
        if reading.status == "happened" and token.xpos == "VBN" and token.deprel == "acl" and trigger.event_type == "MOBILIZE":
            reading = replace(reading, status="ongoing")  # "posted in the town": a state
        return reading

    # -- statements --------------------------------------------------------------------------------------------------

    def _keep_statement(
        self, graph: Graph, saying: Saying, cue_graph: Graph, cued: Saying, speaker: CodedActor | None
    ) -> None:
        """A row for what is said; `cued` has the cue, in another sentence where a quotation runs over several."""
        content = sorted(index for index in saying.content if graph.tokens[index].upos != "PUNCT")
        if not content or not cued.is_made or (saying.kind == "accuse" and speaker is None):
            return
        sentence, tokens, cues = graph.sentence, graph.tokens, cue_graph.tokens
        self.statements.append(
            Statement(
                sentence_index=sentence.index,
                speaker_text=speaker.text if speaker else None,
                speaker_code=speaker.code if speaker else None,
                speaker_actor_key=speaker.actor_key if speaker else None,
                speaker_char_start=speaker.char_start if speaker else None,
                speaker_char_end=speaker.char_end if speaker else None,
                cue_text=cue_graph.sentence.span_text(cued.cue, cued.cue_last),
                cue_kind=cued.kind,
                cue_char_start=cues[cued.cue].char_start,
                cue_char_end=cues[cued.cue_last].char_end,
                content_char_start=tokens[content[0]].char_start,
                content_char_end=tokens[content[-1]].char_end,
                content_text=sentence.span_text(content[0], content[-1]),
                is_quotation=saying.is_quotation,
            )
        )

    # -- mentions ----------------------------------------------------------------------------------------------------

    def _draft(
        self,
        graph: Graph,
        parts: MentionParts,
        index: int,
        trigger: Trigger,
        reading: Reading,
        held: list[Saying],
        speakers: dict[int, CodedActor | None],
        built: list[tuple[Trigger, list[Draft]]],
    ) -> list[Draft]:
        groups = place_groups(parts, index, trigger)
        time = mention_time(parts, index, trigger, reading, self.entry_days.get(graph.sentence.index))
        reading, time = read_by_time(reading, trigger, time, self.article.published_on, bool(held))
        quantities = mention_quantities(parts, index, trigger)
        is_pointed_at = trigger.is_back_reference or points_back(graph, trigger)
        is_told = any(not saying.is_negated and _tells_of(saying, trigger.head_token) for saying in held)
        is_told = is_told and not is_time_of_other(graph, trigger)
        has_own_time = time is not None and not is_subject_of_other(graph, trigger)
        if is_pointed_at and not any(groups) and not has_own_time and not quantities and not trigger.effects and not is_told:
            return []
        homes = (place for place in groups if place is not None and not is_border(graph.tokens, place))
        country = next((place.country_code for place in homes if place.country_code), None)
        speaking = [saying for saying in held if not saying.is_open and not _is_own_pledge(graph, saying)]
        speaking.sort(key=lambda saying: saying.kind != "deny")  # "accused China of it, a charge that Beijing denied"
        speaker = next((speakers[id(saying)] for saying in speaking if speakers[id(saying)] is not None), None)
        if held and not held[0].speakers and graph.tokens[held[0].cue].upos in ("ADV", "ADJ"):
            speaker = None  # "reportedly": nobody's word in particular
        participants = self.participants.of(graph, parts, trigger, country, speaker, time)
        self.people.visit(country)
        cue = announcing(graph, held, trigger.head_token, trigger.event_type)
        if cue == "announce" and speaker is not None and not any(p.role == "actor" for p in participants):
            participants.append(as_participant("actor", speaker))  # "the drive, announced by the secretary": his side's doing
        if cue and reading.status in ("happened", "ongoing") and trigger.event_type == DECREED:
            held, speaker = held[1:], None  # "announced the expulsion": done by saying so
        elif cue and reading.status in ("happened", "ongoing"):
            reading = replace(reading, status="planned")  # an event that is announced is still to come
        is_denied = bool(speaking) and speaking[0].kind == "deny" and speaking[0].content_head == trigger.head_token
        if speaker is not None and is_denied and is_own_deed(graph, trigger, speaker, participants):
            participants.append(as_participant("actor", speaker))
        if not codes_of(participants, "recipient"):
            told = [draft.mention for draft in (*self.drafts, *(draft for _, drafts in built for draft in drafts))]
            participants.extend(recipients_told_before(graph, trigger, participants, Told(told, self.statements)))
        participants.extend(aimed_at(graph, trigger, participants, groups))
        participants.extend(only_other_country(self.people, graph, trigger, participants, country, speaker))
        drafts = []
        rows = zip(groups, times_at(groups, parts.times, time), quantities_at(groups, quantities), strict=True)
        for place, day, counted in rows:
            mention = self._mention(graph, trigger, reading, place, day, participants, counted)
            drafts.append(Draft(mention, reading, held, speaker, trigger.sense.status))
        return drafts

    def _mention(
        self,
        graph: Graph,
        trigger: Trigger,
        reading: Reading,
        place: PlaceMention | None,
        time: TimeMention | None,
        participants: list[Participant],
        quantities: list[Quantity],
    ) -> EventMention:
        sentence, tokens = graph.sentence, graph.tokens
        precision = place.precision if place is not None else None
        if place is not None and place.relation in ("near", "toward") and precision == "exact":
            precision = "near"
        first, last = self._trigger_span(graph, trigger)
        doubts = doubts_of(graph, trigger, participants, place, time is not None or bool(quantities))
        return EventMention(
            sentence_index=sentence.index,
            char_start=tokens[first].char_start,
            char_end=tokens[last].char_end,
            trigger_text=sentence.span_text(first, last),
            trigger_sense=trigger.sense.sense_id,
            event_type=trigger.event_type,
            event_mode=mode_once_placed(trigger.event_type, trigger.event_mode, place, participants),
            contexts=sorted({*trigger.sense.contexts, *self._contexts(graph)}),
            status=reading.status,
            attribution_text=None,
            attribution_code=None,
            attribution_actor_key=None,
            place=place,
            place_text=place.text if place is not None else None,
            place_precision=precision,
            time=time,
            confidence=self.calibration.confidence(doubts),
            participants=participants,
            quantities=quantities,
            doubts=doubts,
        )

    def _contexts(self, graph: Graph) -> list[str]:
        """The contexts of a sentence, found once for all its mentions."""
        position = graph.sentence.index
        if position not in self.contexts:
            self.contexts[position] = find_contexts(graph.sentence, self.triggers)
        return self.contexts[position]

    @staticmethod
    def _trigger_span(graph: Graph, trigger: Trigger) -> tuple[int, int]:
        """The trigger's words where they stand together, else its head alone, so that the span holds nothing foreign."""
        width = trigger.last_token - trigger.first_token + 1
        if width <= len(trigger.token_indices) + 1:
            return trigger.first_token, trigger.last_token
        return trigger.head_token, trigger.head_token


def _is_own_pledge(graph: Graph, saying: Saying) -> bool:
    """ "pledged to withdraw": what a party promises of itself is its plan, and the article's word."""
    return saying.kind == "plan" and saying.content_head is not None and graph.tokens[saying.content_head].deprel == "xcomp"


def _tells_of(saying: Saying, event: int) -> bool:
    """Whether the statement is about the event: who claims it or denies a part in it."""
    return saying.kind in ("claim", "deny", "accuse") or saying.content_head == event
