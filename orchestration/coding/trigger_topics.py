"""Which sentences speak of sport, markets, culture or nature in words of war, where no trigger is an event. Pure.

Words that only such texts use (`topic_*` of `word_classes.csv`) are weighed against those of conflict and politics,
in the sentence and in the whole article.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from orchestration.coding.actor_lexicon import ActorLexicon
from orchestration.coding.actor_names import ActorName
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.trigger_names import Antecedents, stand_ins
from orchestration.coding.triggers import Trigger, find_triggers
from orchestration.language.parsed import Sentence

OTHER_TOPICS = {
    "topic_sport": "sport_noun",
    "topic_market": "market_noun",
    "topic_culture": "culture_noun",
    "topic_food": "food_noun",
    "topic_nature": None,
    "topic_health": None,
    "topic_games": None,
}
SPORT, SPORT_EVERYDAY = "topic_sport", "sport_noun"
SCORE = re.compile(r"(?<![\w-])\d{1,2}[-–]\d{1,2}(?![\w-])")
NATURAL_TOPICS = frozenset({"topic_nature", "topic_health"})
NOT_BY_NATURE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
LEAGUES = frozenset({"premier", "champions", "europa", "super", "national", "major"})
TOPIC_TAGS = frozenset({"NOUN", "PROPN", "ADJ"})
CONFLICT, CONFLICT_VERB, CONFLICT_FIGURE = "topic_conflict", "topic_conflict_verb", "topic_conflict_figure"
NO_CLASSES: frozenset[str] = frozenset()
ARTICLE_CUES = 3.0
ARTICLE_RATIO = 2
WEAK_CUE = 0.5
SENTENCE_CUES = 3
CONFLICT_ARTICLE_CUES = 4
CONFLICT_RATIO = 3
STRAY_CUES = 2
SENTENCE_POINTS = 2.0
SCORE_CUES = 2
PAIR_CUES = 2  # no other field has such a pair


def _count_cues(sentence: Sentence, lexicon: TriggerLexicon) -> dict[str, int]:
    """How many tokens of the sentence each class of words has; of verbs only those of conflict count."""
    found: dict[str, int] = {}
    classes = lexicon.topic_words
    for token in sentence.tokens:
        if token.upos in TOPIC_TAGS:
            lemma, text = token.lemma.lower(), token.text.lower()
            if token.upos == "PROPN" and token.text == text:
                lemma = text.removesuffix("s")  # "uppercuts", read as a name
            if (lemma in classes or text in classes) and not _ends_name(sentence, token.index):
                for name in classes.get(lemma, NO_CLASSES) | classes.get(text, NO_CLASSES):
                    found[name] = found.get(name, 0) + 1
        elif token.upos == "VERB" and (
            CONFLICT_VERB in classes.get(token.lemma.lower(), NO_CLASSES) or _tells_of_death(sentence, token.index)
        ):
            found[CONFLICT] = found.get(CONFLICT, 0) + 1
    for name in _pair_cues(sentence, classes):
        found[name] = found.get(name, 0) + PAIR_CUES
    if found.get(SPORT_EVERYDAY) and _has_score(sentence):
        found[SPORT] = found.get(SPORT, 0) + SCORE_CUES
    return found


def _pair_cues(sentence: Sentence, classes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The classes of two neighbouring words that are listed as one: "stoppage time", "strike rate"."""
    for first, second in pairwise(sentence.tokens):
        if first.upos in TOPIC_TAGS and second.upos in TOPIC_TAGS:
            yield from classes.get(f"{first.lemma}-{second.lemma}".lower(), NO_CLASSES)


def _has_score(sentence: Sentence) -> bool:
    """Whether a figure like "4-0" stands there; votes have such too, so that a word of sport must stand beside it."""
    return SCORE.search(sentence.text) is not None


def _tells_of_death(sentence: Sentence, verb: int) -> bool:
    """ "Was killed", "shot dead": of a person, where "killed the game" and "shot wide" are sport."""
    lemma = sentence.tokens[verb].lemma.lower()
    children = [sentence.tokens[child] for child in sentence.children[verb]]
    if lemma == "kill":
        return any(child.deprel == "aux:pass" for child in children)
    return lemma == "shoot" and any(child.text.lower() == "dead" for child in children)


def _ends_name(sentence: Sentence, index: int) -> bool:
    """Whether the word is the last of a proper name of several words: "Awami League", "National Gallery"."""
    if sentence.tokens[index].upos != "PROPN" or index == 0:
        return False
    before = sentence.tokens[index - 1]
    return before.upos == "PROPN" and before.text.lower() not in LEAGUES


def sentence_topics(sentences: Sequence[Sentence], lexicon: TriggerLexicon) -> list[str | None]:
    """For each sentence of an article: `figurative` (sport, markets, culture), `natural` (weather, disease) or None.

    An article is of another topic where the cues of one such topic (with half a point for the everyday words of that
    field) make three points, and twice as many as those of conflict and politics (half a point for the words that sport
    and markets borrow); in it, only sentences with three cues of conflict or politics are read. In other articles a
    sentence is of another topic if it has a cue of it and none of conflict or politics; where the whole article is one
    of conflict or politics, a stray cue ("the clinic's cholera ward", "a chess club") silences nothing: two are needed. So
    is a sentence with two points of it whose words of conflict are all such as sport and markets borrow.
    """
    cues = [_count_cues(sentence, lexicon) for sentence in sentences]
    total: Counter[str] = Counter()
    for counted in cues:
        total.update(counted)
    of_conflict = total[CONFLICT] - WEAK_CUE * total[CONFLICT_FIGURE]
    of_article = None
    most = 0.0
    for topic, everyday in OTHER_TOPICS.items():
        points = float(total[topic])
        if points and everyday is not None:
            points += WEAK_CUE * total[everyday]
        most = max(most, points)
        if of_article is None and points >= ARTICLE_CUES and points >= ARTICLE_RATIO * of_conflict:
            of_article = topic
    is_of_conflict = of_conflict >= max(CONFLICT_ARTICLE_CUES, CONFLICT_RATIO * most)
    least = STRAY_CUES if is_of_conflict else 1
    topics: list[str | None] = []
    for sentence, counted in zip(sentences, cues, strict=True):
        count = counted.get(CONFLICT, 0)
        found = of_article if of_article is not None and count < SENTENCE_CUES else None
        if found is None and count == 0 and counted:
            found = next((topic for topic in OTHER_TOPICS if counted.get(topic, 0) >= least), None)
        if found is None and count and count <= counted.get(CONFLICT_FIGURE, 0):
            found = _topic_in_figures(counted)
        if found is None and _tells_of_work(sentence, lexicon):
            found = "topic_culture"
        topics.append(None if found is None else "natural" if found in NATURAL_TOPICS else "figurative")
    return topics


def _topic_in_figures(counted: dict[str, int]) -> str | None:
    """The topic that puts all the conflict of a sentence into figures: "came under fire and lost two wickets"."""
    for topic, everyday in OTHER_TOPICS.items():
        points = float(counted.get(topic, 0))
        if points and points + WEAK_CUE * (counted.get(everyday, 0) if everyday else 0) >= SENTENCE_POINTS:
            return topic
    return None


def _tells_of_work(sentence: Sentence, lexicon: TriggerLexicon) -> bool:
    """ "The novel follows a girl who is kidnapped", "In the film, troops storm the palace": what a work tells."""
    works = lexicon.words("work_of_art")
    for token in sentence.tokens:
        if token.deprel not in ("nsubj", "obl") or token.upos not in ("NOUN", "PROPN") or not works.match(token):
            continue
        if token.deprel == "nsubj" and lexicon.words("telling_verb").match(sentence.tokens[token.head]):
            return sentence.tokens[token.head].deprel in ("root", "conj", "acl:relcl", "parataxis")
        before = [sentence.tokens[child] for child in sentence.children[token.index]]
        opens = token.deprel == "obl" and any(child.index == 0 and child.text == "In" for child in before)
        if opens and sentence.tokens[token.head].deprel == "root":
            return True
    return False


def article_triggers(
    sentences: Sequence[Sentence],
    lexicon: TriggerLexicon,
    names: Sequence[Sequence[ActorName]] = (),
    actors: ActorLexicon | None = None,
) -> list[list[Trigger]]:
    """The triggers of each sentence of an article, without those that only its topic puts into words of conflict.

    Nothing is read in figurative sentences; where nature or disease acts, no violence, force or coercion is.
    names: the known names of each sentence; actors: the dictionary that tells the roles of nouns.
    """
    kept: list[list[Trigger]] = []
    topics = sentence_topics(sentences, lexicon)
    by_sentence = zip(sentences, names or [()] * len(sentences), strict=True)
    known = [stand_ins(sentence, found, lexicon, actors) for sentence, found in by_sentence]
    antecedents = Antecedents(sentences, known, lexicon)
    for position, (sentence, topic) in enumerate(zip(sentences, topics, strict=True)):
        if topic == "figurative":
            kept.append([])
            continue
        found = find_triggers(sentence, lexicon, antecedents.of(position))
        kept.append([t for t in found if topic is None or t.event_type not in NOT_BY_NATURE])
    return kept
