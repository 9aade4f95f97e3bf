"""Reads what stands beside a possible place name: preposition, direction, type word, the region or country it lies in. Pure.

What it finds is written into the span; `evidence` counts how much it speaks for a place.
"""

from collections.abc import Mapping, Sequence

from orchestration.coding.noun_phrases import PLURAL_TAGS
from orchestration.coding.place_lookup import PlaceLookup
from orchestration.coding.place_spans import Span, head_of
from orchestration.language.parsed import Sentence, Token

WEAK_PREPOSITIONS = frozenset("by over for via between past amid beyond".split())
SKIPPED_LEFT = frozenset({"DET", "ADJ", "NUM", "ADV", "PRON"})
NAME_CLASSES = frozenset({"PROPN", "X", "NOUN", "ADJ", "VERB"})
TYPE_EVIDENCE, WITHIN_EVIDENCE, PREPOSITION_EVIDENCE, WEAK_EVIDENCE = 3, 3, 2, 1


class Surroundings:
    """Reads the words around spans, with the word lists of one gazetteer."""

    def __init__(self, lookup: PlaceLookup) -> None:
        self.lookup = lookup
        self.words = lookup.words

    def read(self, sentence: Sentence, span: Span, by_first: Mapping[int, Span], kept: Sequence[Span]) -> None:
        """Fills the span from both sides; `by_first` holds the sentence's spans by first token, `kept` those before it."""
        self._look_left(sentence, span)
        self._look_right(sentence, span, by_first)
        self._share_type(sentence, span, by_first)
        self._look_at_owner(sentence, span, kept)
        self._join_list(sentence, span, kept)

    @staticmethod
    def _join_list(sentence: Sentence, span: Span, kept: Sequence[Span]) -> None:
        """In "the villages of X, Y and Z" what is said of X holds for the rest."""
        if not kept or kept[-1].kind == "demonym" or not _is_list_gap(sentence.tokens, kept[-1].last, span.first):
            return
        before = kept[-1]
        if before.type_word is None and not before.is_listed and span.first - before.last == 2 and span.kind == "unknown":
            return  # "In Japan, Tamiflu is": a comma alone makes no list
        span.is_listed = True
        span.evidence += max(WEAK_EVIDENCE, min(kept[-1].evidence, TYPE_EVIDENCE))
        span.preposition = span.preposition or kept[-1].preposition
        if span.type_word is None and kept[-1].type_word != "water":
            span.type_word = kept[-1].type_word

    def _share_type(self, sentence: Sentence, span: Span, by_first: Mapping[int, Span]) -> None:
        """In "Plateau, Benue and Kogi states" the word behind the last name says what each of them is."""
        tokens = sentence.tokens
        last = span.last
        while span.type_word is None:
            first = next((i for i in by_first if i > last and _is_list_gap(tokens, last, i)), None)
            if first is None:
                return
            last = by_first[first].last
            following = tokens[last + 1] if last + 1 < len(tokens) else None
            kind = self.words.type_words.get(following.text.lower()) if following is not None else None
            if following is not None and kind is not None and following.xpos in PLURAL_TAGS:
                span.type_word = kind
                span.is_area = span.is_area or following.text.lower() in self.words.area_words
                span.evidence += TYPE_EVIDENCE

    def _look_left(self, sentence: Sentence, span: Span) -> None:
        """Direction, type word and preposition to the left: "in the eastern Ukrainian town of X"."""
        tokens, words = sentence.tokens, self.words
        index = span.first - 1
        if index >= 0 and tokens[index].text in ("The", "the"):
            index -= 1
        if index >= 0 and (prefix := self._prefix_ending_at(tokens, index)) is not None:
            span.prefix, span.prefix_token = prefix
            span.evidence += WEAK_EVIDENCE
            index = prefix[1] - 1
        if index >= 1 and tokens[index].text == "of" and tokens[index - 1].text in words.type_words:
            span.type_word = words.type_words[tokens[index - 1].text.lower()]
            span.evidence += TYPE_EVIDENCE
            index -= 2
        elif index >= 0 and tokens[index].upos in ("NOUN", "PROPN") and tokens[index].text in words.type_words:
            span.type_word = words.type_words[tokens[index].text]
            span.evidence += TYPE_EVIDENCE
            index -= 1
        elif index >= 1 and tokens[index].text in ("called", "named") and tokens[index - 1].text in words.type_words:
            span.type_word = words.type_words[tokens[index - 1].text]
            span.evidence += TYPE_EVIDENCE
        elif index >= 1 and tokens[index].text == "," and tokens[index - 1].text in words.type_words:
            span.evidence += PREPOSITION_EVIDENCE
        if index >= 1 and tokens[index].text == "of":
            span.is_area = span.is_area or tokens[index - 1].text.lower() in words.area_words
            span.evidence += PREPOSITION_EVIDENCE if tokens[index - 1].text.lower() in words.place_nouns else WEAK_EVIDENCE
        for _ in range(5):
            if index < 0:
                break
            token = tokens[index]
            text = token.text.lower()
            if text == "to" and index and tokens[index - 1].text.lower() == "according":
                break
            if text in words.relations and token.upos in ("ADP", "ADV", "SCONJ", "PART"):
                span.preposition = text
                span.is_area = span.is_area or text in words.area_words
                span.evidence += WEAK_EVIDENCE if text in WEAK_PREPOSITIONS else PREPOSITION_EVIDENCE
                break
            if text == "of" and index and tokens[index - 1].text.lower() == "out":
                span.preposition = "out of"
                span.evidence += PREPOSITION_EVIDENCE
                break
            is_described = token.upos in SKIPPED_LEFT or token.deprel == "amod"  # "in besieged Mariupol"
            if not is_described and text not in words.type_words and token.text not in ("'s", "’s"):
                if index >= 1 and text == "of" and tokens[index - 1].text.lower() in words.bearings:
                    is_part = index >= 2 and tokens[index - 2].text.lower() in ("the", "its")
                    span.preposition = "in" if is_part else "near"
                    span.evidence += PREPOSITION_EVIDENCE
                break
            index -= 1

    def _prefix_ending_at(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """A direction that ends at the token ("eastern", "north-eastern") and the token where it begins."""
        prefixes = self.words.region_prefixes
        text = tokens[index].text.lower()
        if index >= 2 and tokens[index - 1].text == "-":
            joined = f"{tokens[index - 2].text}-{tokens[index].text}".lower()
            if joined in prefixes:
                return prefixes[joined], index - 2
        return (prefixes[text], index) if text in prefixes else None

    def _look_right(self, sentence: Sentence, span: Span, by_first: Mapping[int, Span]) -> None:
        tokens, words = sentence.tokens, self.words
        after = span.last + 1
        if after >= len(tokens):
            return
        token = tokens[after]
        is_adjective = after + 2 < len(tokens) and tokens[after + 1].text == "of" and tokens[after + 2].text[:1].isupper()
        if is_adjective and token.text.lower() in words.type_words:
            span.evidence -= TYPE_EVIDENCE  # "the Druze city of Sweida"
        elif token.text.lower() in words.type_words and token.upos in NAME_CLASSES:
            span.type_word = words.type_words[token.text.lower()]
            span.evidence += TYPE_EVIDENCE
            if token.text.lower() in words.area_words:
                span.is_area = True
        elif token.text == "," and after + 1 < len(tokens):
            regions = self.lookup.region_abbreviation(tokens[after + 1].text)
            container = by_first.get(after + 1)
            if regions:
                span.within, span.within_token = regions[0], after + 1
            elif container is not None:
                if not _are_peers(span, container):
                    self._set_container(span, container)
            else:
                self._look_at_apposition(tokens, span, after + 1, by_first)
            if span.within is not None:
                span.evidence += WITHIN_EVIDENCE
        elif (
            token.text in ("in", "(", "located")
            and (container := by_first.get(after + (2 if token.text == "located" else 1))) is not None
        ):
            self._set_container(span, container)
            if span.within is not None and token.text == "(":
                span.evidence += WITHIN_EVIDENCE
        if token.text.lower() in words.area_words:
            span.is_area = True
        head = tokens[head_of(sentence, span)]
        span.is_national = self._has_national(sentence, head)
        if head.deprel == "obj" and tokens[head.head].lemma in words.affected_verbs:
            span.evidence += PREPOSITION_EVIDENCE
        elif head.deprel in ("compound", "nmod:poss") and tokens[head.head].upos == "NOUN" and head.head > span.last:
            span.evidence += WEAK_EVIDENCE

    def _has_national(self, sentence: Sentence, name: Token) -> bool:
        """Whether it has what only a country has: "Niger's coup leaders", "the president of Georgia"."""
        if name.deprel not in ("nmod:poss", "compound", "nmod", "nmod:desc") or name.head < 0:
            return False
        owned = [name.head, *(o for o in sentence.children[name.head] if sentence.tokens[o].deprel == "compound")]
        return any(sentence.tokens[o].lemma.lower() in self.words.national_nouns for o in owned if o != name.index)

    def _look_at_owner(self, sentence: Sentence, span: Span, kept: Sequence[Span]) -> None:
        """The country of "Russia's Kursk region" and "the Spanish city of Cordoba" is the one that the place lies in."""
        tokens = sentence.tokens
        if not kept or span.within is not None or span.kind != "name" or not 1 < span.first - kept[-1].last <= 5:
            return
        owner = kept[-1]
        between = tokens[owner.last + 1 : span.first]
        if owner.kind == "demonym" and owner.code is not None:
            country = self.lookup.country(owner.code)
            of_type = between[-1].text == "of" and len(between) >= 2 and between[-2].text in self.words.type_words
            if country is not None and of_type and any(place.country_code == owner.code for place in span.candidates):
                span.within = country
        elif between[0].text in ("'s", "’s") and all(token.upos == "ADJ" or token.text == "-" for token in between[1:]):
            self._set_container(span, owner)
            if span.within is not None and owner.preposition is not None and span.preposition is None:
                span.preposition = owner.preposition  # "in Sudan's El Fasher"
                span.evidence += PREPOSITION_EVIDENCE

    def _look_at_apposition(self, tokens: Sequence[Token], span: Span, start: int, by_first: Mapping[int, Span]) -> None:
        """Type and container out of "X, a border town in Russia's Rostov region"."""
        if tokens[start].text not in ("a", "an", "the"):
            return
        for index in range(start + 1, min(start + 5, len(tokens))):
            kind = self.words.type_words.get(tokens[index].text)
            if kind is None or kind in ("site", "water"):
                continue
            span.type_word = kind
            span.evidence += TYPE_EVIDENCE
            if index + 1 < len(tokens) and tokens[index + 1].text in ("in", "of"):
                for position in range(index + 2, min(index + 6, len(tokens))):
                    if position in by_first:
                        self._set_container(span, by_first[position])
            return

    def _set_container(self, span: Span, container: Span) -> None:
        """Takes the region or country after the comma as the one the place lies in, where the gazetteer agrees."""
        for area in container.candidates:
            if area.feature not in ("admin1", "country"):
                continue
            for place in span.candidates:
                if place.place_id == area.place_id or place.country_code != area.country_code or place.feature == "country":
                    continue
                if area.feature == "country" or place.admin1_code == area.admin1_code:
                    span.within = area
                    container.is_area = container.is_area or area.feature == "admin1"
                    return


def _is_list_gap(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether only commas and conjunctions part two names."""
    gap = tokens[last + 1 : first]
    return 0 < len(gap) <= 3 and all(token.text in (",", "and", "or", "&", "the") for token in gap)


def _are_peers(span: Span, container: Span) -> bool:
    """Whether both names can be regions of one country, so that a comma lists them: "Oregon, Washington"."""
    if any(place.feature == "country" for place in container.candidates):
        return False
    codes = {place.country_code for place in container.candidates if place.feature == "admin1"}
    return any(place.feature == "admin1" and place.country_code in codes for place in span.candidates)
