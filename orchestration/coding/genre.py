"""Articles that speak of sport or markets in words of war. Pure.

Single senses are blocked by the trigger dictionary; a headline such as "Rovers lay siege and City surrender" can only be
told by the article that it stands over. In such an article a mention needs a party that the dictionaries know.
"""

from orchestration.coding.model import EventMention
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import ParsedArticle

METAPHOR_CLASSES = ("sport_noun", "market_noun")
MIN_WORDS = 5
MIN_SHARE = 0.02


def is_metaphor_ground(article: ParsedArticle, lexicon: TriggerLexicon) -> bool:
    """Whether at least five words, and one in fifty, are of sport or markets."""
    classes = [lexicon.words(name) for name in METAPHOR_CLASSES]
    total = found = 0
    for sentence in article.sentences:
        for token in sentence.tokens:
            total += 1
            if token.upos in ("NOUN", "VERB") and any(words.match(token) == 1.0 for words in classes):
                found += 1
    return found >= MIN_WORDS and found >= MIN_SHARE * total


def has_known_party(mention: EventMention) -> bool:
    """Whether a participant has a code, or the place is a resolved one."""
    return any(participant.code for participant in mention.participants)
