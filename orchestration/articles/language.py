"""The language of a text, and whether that is what its file declares."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from orchestration.articles.characters import word_set

UNDETERMINED = "und"
WORKING_LANGUAGE = "en"
# Languages of news; without the small ones, whose letter statistics swallow English headlines full of foreign names.
NEWS_LANGUAGES = word_set(
    "af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga gu ha he hi hr hu hy id is it ja ka kk km kn ko ku ky lo "
    "lt lv mk ml mn mr ms my ne nl no om pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te tg th ti tr ug uk ur uz vi yo "
    "zh zu"
)
NAMES = {
    "arabic": "ar", "bengali": "bn", "chinese": "zh", "czech": "cs", "dutch": "nl", "english": "en", "farsi": "fa",
    "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "indonesian": "id", "italian": "it",
    "japanese": "ja", "korean": "ko", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "spanish": "es", "swahili": "sw", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
    "vietnamese": "vi",
    "ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "por": "pt", "rus": "ru", "spa": "es", "tur": "tr",
    "ukr": "uk", "zho": "zh", "nb": "no", "nn": "no", "iw": "he", "in": "id",
}  # fmt: skip
# Languages that letter statistics cannot hold apart: between these the declaration decides.
SIBLINGS = tuple(word_set(group) for group in ("bs hr sr", "id ms", "no da", "cs sk", "fa ps ur ar", "ru be bg mk"))
OTHER_SCRIPTS = word_set(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne pa ps ru sr ta te tg th ti ug uk ur zh"
)
PART = re.compile(r"[-_,; ]")
# Frequent words of English, hardly any of which is one in another language.
ENGLISH_WORDS = word_set(
    "about after also although and are because been before being between both but by could during each from had has have "
    "he his how into its it more most not of our out said she should since some such than that the their them then there "
    "these they this those through to under until was were what when where which while who whose will with would you your"
)
LATIN_WORD = re.compile(r"[A-Za-z]+")
# The same for a sample in ASCII: its small letters, and a space for every other sign.
ASCII_LETTERS = "".join(sign.lower() if sign.isalpha() else " " for sign in map(chr, range(128)))
# On samples in fifty languages no other than English has a share above 0.04; 97 of 100 samples of the English treebanks pass.
ENGLISH_SHARE = 0.2
ENGLISH_KINDS = 6
SAMPLE_CHARACTERS = 600
MAX_PARAGRAPHS = 12
MIN_LETTERS = 3
SHORT_CHARACTERS = 120
LIKELY_SHARE = 12


@dataclass(frozen=True)
class Language:
    """An ISO 639-1 code (`und` where there are no letters to tell from) and its origin, one of LANGUAGE_ORIGINS."""

    code: str
    origin: str


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(NEWS_LANGUAGES & set(identifier.labels)))
    return identifier


def settle_language(text: str, declared: str | None, declared_origin: str) -> Language:
    """The declared language where the text bears it out, else the language of the text.

    `declared` is a code or an English name (`en`, `en-GB`, `English`), `declared_origin` says where it stands (`metadata`,
    `html`). Letter statistics decide, by the length of the paragraphs where a text is mixed. On a few words they are weak:
    a text under 120 characters takes the declared language, else English, if that is at least a twelfth as likely as the
    first choice.
    """
    letters = (True for character in text[:SAMPLE_CHARACTERS] if character.isalpha())
    if len(list(islice(letters, MIN_LETTERS))) < MIN_LETTERS:
        return Language(UNDETERMINED, "none")
    hint = declared_code(declared)
    found = _of_few_words(text, hint) if len(text) < SHORT_CHARACTERS else _of_most(text)
    if hint is None:
        return Language(found, "text")
    if found == hint or any(found in group and hint in group for group in SIBLINGS):
        return Language(hint, declared_origin)
    return Language(found, "text_against_declared")


def declared_code(declared: str | None) -> str | None:
    """The code that a declaration means; None when it is empty or names no language of news."""
    word = PART.split((declared or "").strip().lower(), maxsplit=1)[0]
    code = NAMES.get(word, word)
    return code if code in NEWS_LANGUAGES else None


def _of_few_words(text: str, hint: str | None) -> str:
    ranked = _rank(text)
    best, best_share = ranked[0]
    shares = dict(ranked)
    is_latin = any("a" <= character <= "z" for character in text.lower())
    for wanted in (hint, WORKING_LANGUAGE):
        if wanted and shares.get(wanted, 0.0) * LIKELY_SHARE >= best_share and is_latin == (wanted not in OTHER_SCRIPTS):
            return wanted
    return best


def _of_most(text: str) -> str:
    """The language of the beginning and the end where they agree, else that of most characters of the paragraphs."""
    first, last = _of_sample(text[:SAMPLE_CHARACTERS]), _of_sample(text[-SAMPLE_CHARACTERS:])
    if first == last:
        return first
    paragraphs = [paragraph for paragraph in text.split("\n\n") if len(paragraph) >= SHORT_CHARACTERS // 2]
    step = -(-len(paragraphs) // MAX_PARAGRAPHS) or 1
    characters: dict[str, int] = {}
    for paragraph in paragraphs[::step]:
        code = _of_sample(paragraph[:SAMPLE_CHARACTERS])
        characters[code] = characters.get(code, 0) + len(paragraph)
    return max(characters, key=lambda code: (characters[code], code)) if characters else first


def _of_sample(text: str) -> str:
    """Letter statistics cost a millisecond; most samples are English beyond doubt."""
    return WORKING_LANGUAGE if _is_plainly_english(text) else _rank(text)[0][0]


def _is_plainly_english(text: str) -> bool:
    """Whether many and different words of the text are words of English only, in Latin letters throughout."""
    words = text.translate(ASCII_LETTERS).split() if text.isascii() else LATIN_WORD.findall(text.lower())
    known = [word for word in words if word in ENGLISH_WORDS]
    is_latin = 2 * sum(map(len, words)) >= len(text)
    return is_latin and len(known) >= ENGLISH_SHARE * len(words) and len(set(known)) >= ENGLISH_KINDS


def _rank(text: str) -> list[tuple[str, float]]:
    return [(str(code), float(share)) for code, share in _identifier().rank(text)]
