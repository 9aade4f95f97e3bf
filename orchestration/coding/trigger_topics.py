"""Which sentences speak of sport, markets, culture or nature in words of war, where no trigger is an event. Pure.

Words that only such texts use (`topic_*` of `word_classes.csv`) are weighed against those of conflict and politics,
in the sentence and in the whole article.
"""

from collections.abc import Sequence

from orchestration.coding.trigger_lexicon import TriggerLexicon, WordSet
from orchestration.language.parsed import Sentence

OTHER_TOPICS = ("topic_sport", "topic_market", "topic_culture", "topic_nature", "topic_games")
TOPIC_TAGS = frozenset({"NOUN", "PROPN", "ADJ"})
ARTICLE_CUES = 3
ARTICLE_RATIO = 2


def _count(sentence: Sentence, words: WordSet) -> int:
    return sum(
        token.upos in TOPIC_TAGS and (token.lemma.lower() in words.lemmas or token.text.lower() in words.lemmas)
        for token in sentence.tokens
    )


def is_off_topic(sentence: Sentence, lexicon: TriggerLexicon) -> bool:
    """Whether the sentence alone shows it: cues of another topic, and none of conflict or politics."""
    if not any(_count(sentence, lexicon.words(topic)) for topic in OTHER_TOPICS):
        return False
    return _count(sentence, lexicon.words("topic_conflict")) == 0


def off_topic_sentences(sentences: Sequence[Sentence], lexicon: TriggerLexicon) -> list[bool]:
    """For each sentence of an article whether its triggers are to be left out.

    An article is of another topic where one such topic has at least three cues and twice as many as conflict and
    politics; in it, only sentences with two cues of conflict or politics are read.
    """
    conflict = [_count(sentence, lexicon.words("topic_conflict")) for sentence in sentences]
    other = [max(_count(sentence, lexicon.words(topic)) for topic in OTHER_TOPICS) for sentence in sentences]
    totals = [sum(_count(sentence, lexicon.words(topic)) for sentence in sentences) for topic in OTHER_TOPICS]
    is_other_article = max(totals) >= ARTICLE_CUES and max(totals) >= ARTICLE_RATIO * sum(conflict)
    if is_other_article:
        return [count < ARTICLE_RATIO for count in conflict]
    return [cues > 0 and count == 0 for cues, count in zip(other, conflict, strict=True)]
