"""Finds the places of an article: names, demonyms and common nouns, each with the reading that the article supports. Pure.

`find_places` judges names sentence by sentence (`place_names`), resolves them for the article as a whole
(`place_resolution`), then reads how the sentence stands to each (`place_relations`) and what "the town" is (`place_common`).
"""

from collections.abc import Callable, Sequence

from orchestration.coding.actor_names import ActorName
from orchestration.coding.model import PlaceMention
from orchestration.coding.place_common import CommonNouns, CommonPlace
from orchestration.coding.place_lookup import Place, PlaceLookup, name_key, point_at
from orchestration.coding.place_names import NameJudge
from orchestration.coding.place_relations import BEARING_DEGREES, kind_of, phrase_head, relation_of
from orchestration.coding.place_resolution import Resolver
from orchestration.coding.place_spans import Span
from orchestration.language.parsed import ParsedArticle, Sentence

FIGHTERS = frozenset("militiaman militia fighter rebel insurgent militant gunman guerrilla".split())


def find_places(
    article: ParsedArticle,
    gazetteer: PlaceLookup,
    actor_spans: Sequence[Sequence[ActorName]] | None = None,
    is_role: Callable[[str], bool] | None = None,
) -> list[list[PlaceMention]]:
    """The place mentions of each sentence, in text order.

    actor_spans: the actors' names of each sentence; a place name inside a longer one ("Bank of Georgia") is no place.
    is_role: whether a lower-case noun tells who somebody is ("druze").
    A name in a place's position that the gazetteer lacks is kept with `is_resolved` False and no name.
    """
    named = [
        [(actor.first_token, actor.last_token) for actor in names if actor.actor_key is not None]
        for names in actor_spans or ()
    ]
    judge = NameJudge(gazetteer)
    spans = judge.judge_article(article.sentences, named)
    for sentence, found, names in zip(article.sentences, spans, actor_spans or (), strict=False):
        found[:] = [span for span in found if not _is_group(sentence, span, names, gazetteer, is_role)]
    context = [*_context(article, gazetteer), *_homes(actor_spans)]
    resolver = Resolver(gazetteer, [span for found in spans for span in found], context)
    resolver.resolve()
    common = CommonNouns(gazetteer, resolver.main_country(), _dateline(article, gazetteer))
    return [
        _sentence_mentions(sentence, found, gazetteer, common)
        for sentence, found in zip(article.sentences, spans, strict=True)
    ]


def _is_group(
    sentence: Sentence,
    span: Span,
    names: Sequence[ActorName],
    gazetteer: PlaceLookup,
    is_role: Callable[[str], bool] | None,
) -> bool:
    """Whether an armed group or a people of that name is meant: "arming the Fano", "Kuki villages", and no town elsewhere."""
    own = [name for name in names if (name.first_token, name.last_token) == (span.first, span.last)]
    is_people = any(name.kind == "demonym" for name in own)
    if span.kind == "unknown" and span.first == span.last:
        is_people = is_people or (is_role is not None and is_role(sentence.tokens[span.first].text.lower()))
        if is_people:
            return True  # "Druze villages"
    following = sentence.tokens[span.last + 1] if span.last + 1 < len(sentence.tokens) else None
    beside = following.text if following is not None and following.upos == "NOUN" else None
    if span.kind == "name" and is_people and beside is not None and beside not in gazetteer.words.type_words:
        return True
    is_fighters = following is not None and following.lemma.lower() in FIGHTERS  # "held by Fano militiamen"
    is_definite = span.first > 0 and sentence.tokens[span.first - 1].text.lower() == "the"
    return (is_definite or is_fighters) and any(name.kind == "group" for name in own)


def _homes(actor_spans: Sequence[Sequence[ActorName]] | None) -> list[str]:
    """The home countries of the armed groups that the article names, each once: "M23 fighters shelled Beni"."""
    groups = {name.code.split()[0] for names in actor_spans or () for name in names if name.kind == "group"}
    return sorted(code for code in groups if code not in ("IGO", "NGO", "IMG"))


def dateline_country(article: ParsedArticle, gazetteer: PlaceLookup) -> str | None:
    """The country of the place that the dateline names: a capital or country of that name before a town."""
    place = _dateline(article, gazetteer)
    return place.country_code if place is not None else None


def _dateline(article: ParsedArticle, gazetteer: PlaceLookup) -> Place | None:
    if not article.dateline_place:
        return None
    places = gazetteer.candidates(name_key(article.dateline_place.split(",")[0]))
    best = next((place for place in places if place.feature == "country" or place.is_capital), None)
    return best or (places[0] if places else None)


def _context(article: ParsedArticle, gazetteer: PlaceLookup) -> list[str]:
    """The countries that the dateline and the publisher's name speak for."""
    home = dateline_country(article, gazetteer)
    codes = [home] if home is not None else []
    for word in (article.source_name or "").split():
        code = gazetteer.demonym(word)
        if code is not None:
            codes.append(code)
        else:
            codes.extend(
                place.country_code
                for place in gazetteer.candidates(name_key(word))
                if place.country_code and (place.feature == "country" or place.is_capital)
            )
    return codes


def _sentence_mentions(
    sentence: Sentence, spans: Sequence[Span], gazetteer: PlaceLookup, common: CommonNouns
) -> list[PlaceMention]:
    mentions: list[PlaceMention] = []
    common.enter(sentence.paragraph)
    telling = gazetteer.words.common_words
    texts = sentence.texts
    if not spans and telling.isdisjoint(texts):
        return mentions
    taken = frozenset(index for span in spans for index in range(span.first, span.last + 1))
    by_last = {span.last: span for span in spans}
    covered = -1
    for index, text in enumerate(texts):
        span = by_last.get(index)
        if span is None and text not in telling:
            continue
        if span is not None:
            mention = _name_mention(sentence, span, gazetteer)
            mentions.append(mention)
            is_aside = mention.relation == "near" and any(
                other.relation != "near" for other in mentions if other.kind == "literal"
            )
            if not is_aside:  # "Selydove, 18 km southeast of Pokrovsk": "the town" is Selydove
                common.note(span.place, mention.kind == "literal")
        elif index > covered and (found := common.find(sentence, index, taken)) is not None:
            mentions.append(_common_mention(sentence, found, gazetteer))
            covered = found.last
    mentions.sort(key=lambda mention: (mention.char_start, mention.char_end))
    return mentions


def _name_mention(sentence: Sentence, span: Span, gazetteer: PlaceLookup) -> PlaceMention:
    words = gazetteer.words
    place = span.place
    is_area = place is not None and place.feature in ("country", "admin1", "region")
    first = span.prefix_token if span.prefix_token is not None and is_area and span.kind == "name" else span.first
    can_govern = place is not None and (place.feature == "country" or place.is_capital)
    kind = kind_of(sentence, span, can_govern, words)
    relation, bearing, distance = relation_of(sentence, span, words)
    mention = _mention(sentence, first, span.last, phrase_head(sentence, span, words), kind)
    mention.relation, mention.confidence = relation, span.confidence if place is not None else 0.3
    if place is None:
        return mention
    _fill(mention, place)
    if span.prefix is not None and first != span.first and place.feature == "country":
        _fill_part(mention, place, span.prefix, gazetteer)
    mention.bearing, mention.distance_km = bearing, distance
    if bearing is not None and distance is not None and place.precision == "exact":
        mention.point_latitude, mention.point_longitude = point_at(
            place.latitude, place.longitude, BEARING_DEGREES[bearing], distance
        )
    return mention


def _common_mention(sentence: Sentence, found: CommonPlace, gazetteer: PlaceLookup) -> PlaceMention:
    mention = _mention(sentence, found.first, found.last, found.head, "common")
    _fill(mention, found.place)
    mention.confidence = found.confidence
    if found.name != found.place.name:
        _fill_part(mention, found.place, found.name.split(" ", 1)[0], gazetteer)
    before = sentence.tokens[found.first - 1].text.lower() if found.first else ""
    mention.relation = gazetteer.words.relations.get(before, "in")
    if sentence.tokens[found.head].text.lower() == "outskirts":
        mention.relation = "near"
    return mention


def _mention(sentence: Sentence, first: int, last: int, head: int, kind: str) -> PlaceMention:
    start, end = sentence.tokens[first].char_start, sentence.tokens[last].char_end
    text = sentence.text[start - sentence.char_start : end - sentence.char_start]
    return PlaceMention(sentence.index, start, end, text, kind, first, last, head)


def _fill(mention: PlaceMention, place: Place) -> None:
    mention.is_resolved = True
    mention.place_id, mention.geonames_id, mention.name = place.place_id, place.geonames_id, place.name
    mention.country_code, mention.admin1_name = place.country_code, place.admin1_name
    mention.latitude, mention.longitude = place.latitude, place.longitude
    mention.feature, mention.precision = place.feature, place.precision
    has_point = place.precision == "exact"
    mention.point_latitude, mention.point_longitude = (place.latitude, place.longitude) if has_point else (None, None)


def _fill_part(mention: PlaceMention, country: Place, prefix: str, gazetteer: PlaceLookup) -> None:
    """Makes the mention one of a part of the country, "eastern Ukraine", at the middle of that part where it is known."""
    name = f"{prefix} {country.name}"
    part = next((place for place in gazetteer.candidates(name_key(name)) if place.country_code == country.country_code), None)
    if part is not None:
        _fill(mention, part)
        return
    mention.place_id = f"region:{country.country_code}:{prefix}"
    mention.name, mention.feature, mention.precision = name, "region", "region"
