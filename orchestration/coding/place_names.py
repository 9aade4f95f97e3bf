"""Decides which spans are names of places: by the words on both sides, the size of the place, and the rest of the article.

A big or well-known place counts unless the words beside it make it part of another name ("Jordan Smith", "Washington
Post", "President Lincoln"). A small one, or one whose name is an ordinary word or a person's, counts only where a place is
expected: after a preposition of place, beside a word such as "village", before a comma and its state or country. Pure.
"""

from collections.abc import Sequence

from orchestration.coding.place_lookup import PlaceLookup
from orchestration.coding.place_spans import (
    AREA_FEATURES,
    Span,
    SpanFinder,
    goes_on_behind_article,
    head_of,
    is_capitalised,
    is_hyphenated,
)
from orchestration.coding.place_surroundings import NAME_CLASSES, PREPOSITION_EVIDENCE, WITHIN_EVIDENCE, Surroundings
from orchestration.language.casing import TITLE_SHARE, is_title_case
from orchestration.language.parsed import Sentence, Token

IMPOSSIBLE = 99
METROPOLIS_POPULATION = 2_000_000
LARGE_POPULATION = 300_000
SMALL_POPULATION = 30_000
MAX_NAMES_SHARE = 0.85  # a sentence with a full stop is no headline, however many names it has
UNKNOWN_PREPOSITIONS = frozenset("in near outside around off across throughout inside".split())
MOVING_PREPOSITIONS = frozenset("at from to toward towards into through across via on".split())
FOUGHT_PREPOSITIONS = frozenset("of at on for from to toward towards into against".split())
MAX_UNKNOWN_WORDS = 3


class NameJudge:
    """Judges the spans of one article, sentence by sentence; what it has accepted counts for what follows."""

    def __init__(self, lookup: PlaceLookup) -> None:
        self.lookup = lookup
        self.words = lookup.words
        self.finder = SpanFinder(lookup)
        self.surroundings = Surroundings(lookup)
        self.person_names: set[str] = set()
        self.accepted: set[str] = set()
        self.barred: set[str] = set()
        self.title_case: dict[int, bool] = {}
        self.rejected: list[tuple[Sentence, list[Span], Span]] = []

    def is_title_case(self, sentence: Sentence) -> bool:
        """As `_is_title_case`, worked out once a sentence."""
        found = self.title_case.get(sentence.index)
        if found is None:
            found = self.title_case[sentence.index] = _is_title_case(sentence)
        return found

    def judge_article(
        self, sentences: Sequence[Sentence], actor_spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Span]]:
        """The spans of each sentence that are places, in text order."""
        found = [self.finder.find(sentence) for sentence in sentences]
        for sentence, spans in zip(sentences, found, strict=True):
            self._note_persons(sentence, spans)
            self.barred.update(span.key for span in spans if self._is_of_thing(sentence, span))
        accepted = [
            self._judge_sentence(sentence, spans, actor_spans[position] if position < len(actor_spans) else ())
            for position, (sentence, spans) in enumerate(zip(sentences, found, strict=True))
        ]
        for sentence, kept, span in self.rejected:
            if span.key in self.accepted and not self._clashes(sentence, span, kept, self.is_title_case(sentence)):
                kept.append(span)
                kept.sort(key=lambda other: other.first)
        for position, (sentence, kept) in enumerate(zip(sentences, accepted, strict=True)):
            self._add_unknown(sentence, kept, actor_spans[position] if position < len(actor_spans) else ())
        return accepted

    def _note_persons(self, sentence: Sentence, spans: Sequence[Span]) -> None:
        """Remembers the names that follow a title or a first name: "President Lincoln" makes "Lincoln" a person."""
        tokens, words = sentence.tokens, self.words
        if self.is_title_case(sentence):
            return
        areas = {span.first for span in spans if any(place.feature in AREA_FEATURES for place in span.candidates)}
        for index, token in enumerate(tokens[:-1]):
            is_first_name = token.text in words.first_names
            if not (is_first_name or token.text in words.person_titles) or not _is_adjacent_name(tokens, index + 1):
                continue
            if is_first_name and index + 1 in areas:
                continue
            last = index + 1
            while _is_adjacent_name(tokens, last + 1):
                last += 1
            names = [tokens[position].text for position in range(index + 1, last + 1)]
            if any(name in words.organisation_words or name.lower() in words.type_words for name in names):
                continue
            self.person_names.update(names)
            if is_first_name:
                self.person_names.add(token.text)

    def _is_of_thing(self, sentence: Sentence, span: Span) -> bool:
        """Whether a thing bears the name: "Marburg virus". The article's other uses of a small place's name mean it, too."""
        after = span.last + 1
        if after >= len(sentence.tokens) or span.kind != "name":
            return False
        population = max((place.population for place in span.candidates), default=0)
        is_small = not _is_area(span) and population < LARGE_POPULATION
        return is_small and sentence.tokens[after].text.lower() in self.words.non_place_nouns

    def _is_borne(self, sentence: Sentence, span: Span) -> bool:
        """Whether the thing named before bears it: "the company Orano", "the tanker Barcelona"."""
        before = sentence.tokens[span.first - 1] if span.first > 0 else None
        return before is not None and span.kind == "name" and before.text in self.words.bearer_nouns

    def _judge_sentence(self, sentence: Sentence, spans: Sequence[Span], actor_spans: Sequence[tuple[int, int]]) -> list[Span]:
        kept: list[Span] = []
        title_case = self.is_title_case(sentence)
        by_first = {span.first: span for span in spans}
        for span in spans:
            self.surroundings.read(sentence, span, by_first, kept)
            if span.kind == "name" and any(
                first <= span.first and span.last <= last and last - first > span.last - span.first + 1
                for first, last in actor_spans
            ):
                continue
            if span.key in self.barred or self._is_borne(sentence, span) or self._clashes(sentence, span, kept, title_case):
                continue
            needed = self._needed(sentence, span, title_case)
            if needed == 1 and self._is_where_it_goes_on(sentence, span):
                needed = 0  # "when Mariupol fell", "retook Kupiansk"
            if span.kind == "demonym" or span.evidence >= needed:
                kept.append(span)
                if span.kind == "name":
                    self.accepted.add(span.key)
                if span.within_token is not None:
                    kept.append(self._abbreviated_region(sentence, span.within_token))
            else:
                self.rejected.append((sentence, kept, span))
        return kept

    def _abbreviated_region(self, sentence: Sentence, index: int) -> Span:
        """The "CA" of "Long Beach, CA", which is a place by itself, too."""
        text = sentence.tokens[index].text
        region = Span(sentence.index, index, index, "name", self.lookup.region_abbreviation(text), key=text)
        region.evidence = WITHIN_EVIDENCE
        return region

    def _clashes(self, sentence: Sentence, span: Span, kept: Sequence[Span], title_case: bool) -> bool:
        """Whether the capitalised words beside the span make it part of another name."""
        tokens = sentence.tokens
        if _is_adjacent_name(tokens, span.last + 1) and self._clashes_right(tokens, span, title_case):
            return True
        before = span.first - 1
        if kept and before == kept[-1].last:
            return False
        if before >= 1 and tokens[before].text in ("of", "for") and tokens[before - 1].text in self.words.organisation_words:
            is_organ = _is_area(span) and tokens[before - 1].text in self.words.government_words
            return span.kind == "name" and not is_organ
        if (
            before >= 0
            and tokens[before].text in ("-", "–")
            and before >= 1
            and tokens[before].char_start == tokens[before - 1].char_end
        ):
            return is_capitalised(tokens[before - 1]) and tokens[before - 1].text in self.words.first_names
        if before < 0 or tokens[before].char_end + 1 < tokens[span.first].char_start or not is_capitalised(tokens[before]):
            return False
        return self._clashes_left(tokens, span, before, title_case)

    def _clashes_right(self, tokens: Sequence[Token], span: Span, title_case: bool) -> bool:
        words = self.words
        after = span.last + 1
        text = tokens[after].text
        last = after
        while _is_adjacent_name(tokens, last + 1):
            last += 1
        run = [tokens[position].text for position in range(after, last + 1)]
        is_first_name = span.kind == "name" and tokens[span.last].text in words.first_names
        organisations = [word for word in run if word in words.organisation_words]
        if organisations:
            is_organ = _is_area(span) and not is_first_name and all(word in words.government_words for word in organisations)
            return not (is_organ or (span.kind == "demonym" and text not in words.organisation_words))
        if text in words.person_titles or text in words.never_places:
            return False
        if text.lower() in words.type_words:
            return False
        if span.kind == "demonym" or title_case:
            return is_first_name
        return is_first_name or not any(place.feature == "country" for place in span.candidates)

    def _clashes_left(self, tokens: Sequence[Token], span: Span, before: int, title_case: bool) -> bool:
        words = self.words
        token = tokens[before]
        text = token.text
        if text in words.first_names or text in words.person_titles:
            return span.kind == "name" and not (title_case and text not in words.first_names)
        if span.prefix_token is not None or text in words.name_prefixes or self.lookup.demonym(text) or text == "The":
            return False
        if span.kind == "demonym" or token.upos not in NAME_CLASSES:
            return False
        if before == 0 and (token.upos != "PROPN" or any(place.feature == "country" for place in span.candidates)):
            return False
        if text in words.never_places or text.lower() in words.type_words:
            return False
        if text in words.organisation_words:
            return True
        return not title_case

    def _needed(self, sentence: Sentence, span: Span, title_case: bool) -> int:
        """How much evidence the span needs to count as a place."""
        tokens, words = sentence.tokens, self.words
        head = tokens[head_of(sentence, span)]
        name = sentence.span_text(span.first, span.last)
        is_country = any(place.feature == "country" for place in span.candidates)
        if is_country and span.key == name:
            return 0
        if name in words.organisation_words or name in words.person_titles:
            return IMPOSSIBLE
        if span.last == 0 and head.upos == "NOUN" and self.lookup.is_word(span.key):
            return IMPOSSIBLE  # "Border crossing reopened"
        if title_case and head.upos in ("ADJ", "NOUN") and tokens[span.first].upos in ("ADJ", "NOUN"):
            return IMPOSSIBLE  # "Army Recaptures Key Town"
        population = max((place.population for place in span.candidates), default=0)
        is_known = _is_known(span)
        is_listed_site = any(place.feature == "site" for place in span.candidates)
        if is_known or population >= LARGE_POPULATION:
            needed = 0
        else:
            needed = 1 if population >= SMALL_POPULATION or is_listed_site else 2
        if name in self.person_names:
            needed = max(needed, 1 if is_country else 3)
        elif span.first == span.last and name in words.first_names and not is_country:
            needed = max(needed, 1 if population >= LARGE_POPULATION else 2)
        elif name in words.rarely_places or self.lookup.is_word(span.key):
            needed = max(needed, 1 if population >= METROPOLIS_POPULATION else 2)
            if head.upos != "PROPN" or title_case:
                needed += 1
        elif not is_known and head.upos not in ("PROPN", "X") and span.first == span.last:
            needed = max(needed, 2)
        if needed and head.deprel.startswith("nsubj") and tokens[head.head].lemma in words.person_verbs:
            needed += 1
        return needed

    def _add_unknown(self, sentence: Sentence, kept: list[Span], actor_spans: Sequence[tuple[int, int]]) -> None:
        """Adds names that the gazetteer lacks where only a place fits: "the village of X", "near X", "the siege of X"."""
        tokens = sentence.tokens
        taken = {index for span in kept for index in range(span.first, span.last + 1)}
        taken.update(index for first, last in actor_spans for index in range(first, last + 1))
        if self.is_title_case(sentence):
            return
        end = 0
        for index, token in enumerate(tokens):
            if token.upos != "PROPN" or index < end or index in taken or not is_capitalised(token):
                continue
            last = index
            while last + 1 not in taken and (step := _next_part(tokens, last)):
                last += step
            first = index - self._adjectives_before(tokens, index, taken)
            span = Span(sentence.index, first, last, "unknown", (), key=sentence.span_text(first, last).casefold())
            self.surroundings.read(sentence, span, {}, [other for other in kept if other.last < index])
            if span.key not in self.barred and self._is_unknown_place(sentence, span):
                kept.append(span)
                kept.sort(key=lambda other: other.first)
                self.accepted.add(span.key)
            end = last + 1

    def _adjectives_before(self, tokens: Sequence[Token], index: int, taken: set[int]) -> int:
        """How many words before the name are its own, read as adjectives: "the town of [Aadan] Yabaal"."""
        first = index
        while first > 1 and first - 1 not in taken and _is_adjacent_name(tokens, first):
            before = tokens[first - 1]
            if before.upos not in ("ADJ", "X") or not is_capitalised(before) or self.lookup.demonym(before.text) is not None:
                break
            first -= 1
        return index - first if tokens[first - 1].text == "of" else 0

    def _is_unknown_place(self, sentence: Sentence, span: Span) -> bool:
        tokens, words = sentence.tokens, self.words
        names = [tokens[position].text for position in range(span.first, span.last + 1)]
        opens_place = len(names) > 1 and names[0] in words.place_openings
        own = names[1:] if opens_place else names
        if span.type_word == "settlement" and tokens[span.first - 1].text.lower() == "of":
            return names[-1][0].isalpha() and not any(name in words.never_places for name in own)
        if any(name in words.organisation_words or name in words.never_places or name in words.person_titles for name in own):
            return False
        if not opens_place and (names[0] in words.first_names or any(name in self.person_names for name in names)):
            return False
        if any(name.isupper() and len(name) <= 6 for name in names) or not names[-1][0].isalpha():
            return False
        if span.last + 1 < len(tokens) and is_capitalised(tokens[span.last + 1]) and span.type_word is None:
            return False
        if span.type_word in ("settlement", "area", "admin1", "island", "site"):
            return True
        if span.is_listed and span.evidence >= PREPOSITION_EVIDENCE:
            return True
        is_feature = len(names) > 1 and (names[-1].lower() in words.type_words or names[0].lower() in words.type_words)
        if is_feature and span.preposition is not None:
            return True
        if len(names) > MAX_UNKNOWN_WORDS:
            return False
        if span.preposition in UNKNOWN_PREPOSITIONS and _has_case(sentence, span):
            return True
        if span.first and tokens[span.first - 1].text in words.region_prefixes:  # "fled downtown Buthidaung"
            return True
        return self._is_where_it_goes_on(sentence, span)

    def _is_where_it_goes_on(self, sentence: Sentence, span: Span) -> bool:
        """Whether a verb or noun of movement or fighting has the name for its place: "withdrew from X", "retook X", "the
        shelling of X", "an assault on X"."""
        tokens, words = sentence.tokens, self.words
        token = tokens[head_of(sentence, span)]
        if token.head < 0:
            return False
        governor = tokens[token.head]
        lemma = governor.lemma.lower()
        before = tokens[span.first - 1].text.lower() if span.first else ""
        if before == "to" and span.first > 1 and tokens[span.first - 2].text.lower() == "according":
            return False
        if token.deprel in ("obj", "nsubj:pass"):
            return lemma in words.taking_verbs
        if token.deprel == "nsubj" and lemma == "fall" and token.upos == "PROPN" and not self.lookup.is_word(span.key):
            return True
        if governor.upos == "VERB":
            return lemma in words.moving_verbs and before in MOVING_PREPOSITIONS
        if lemma in words.fought_nouns:
            return before in FOUGHT_PREPOSITIONS
        return before == "at" and (lemma in words.type_words or lemma in words.spatial_nouns)


def _is_area(span: Span) -> bool:
    """Whether the name can be a country's or a first-level region's."""
    return any(place.feature in AREA_FEATURES for place in span.candidates)


def _is_known(span: Span) -> bool:
    """Whether the name can be one that needs no evidence: not just a town's."""
    return any(place.feature not in ("city", "site") or place.is_capital for place in span.candidates)


def _is_title_case(sentence: Sentence) -> bool:
    """Whether nearly all longer words are capitalised, as in many headlines; there capitals tell nothing."""
    share = MAX_NAMES_SHARE if sentence.tokens[-1].text == "." else TITLE_SHARE
    return is_title_case([token.text for token in sentence.tokens], share)


def _is_adjacent_name(tokens: Sequence[Token], index: int, upos: str | None = None) -> bool:
    """Whether the token is capitalised and follows its neighbour after one space, as words of one name do."""
    if not 0 < index < len(tokens) or not is_capitalised(tokens[index]):
        return False
    token, before = tokens[index], tokens[index - 1]
    if token.char_start - before.char_end != 1 or before.text in (",", ";", ":", "(", '"', "“"):
        return False
    return token.upos == upos if upos else token.upos in NAME_CLASSES


def _next_part(tokens: Sequence[Token], last: int) -> int:
    """How many tokens on the next word of a name stands, a hyphen counted in ("Pont-Sonde", "Deir al-Zahrani"); 0 where
    none does."""
    if goes_on_behind_article(tokens, last):
        return 3
    if _is_adjacent_name(tokens, last + 1, "PROPN"):
        return 1
    return 2 if is_hyphenated(tokens, last) else 0


def _has_case(sentence: Sentence, span: Span) -> bool:
    """Whether the preposition stands directly before the name."""
    before = span.first - 1
    return before >= 0 and sentence.tokens[before].text.lower() in (span.preposition, "of")
