"""The language of a text."""

from functools import cache

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
MAX_CHARACTERS = 600
MIN_LETTERS = 3
SHORT_CHARACTERS = 120
LIKELY_SHARE = 12


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(NEWS_LANGUAGES & set(identifier.labels)))
    return identifier


def detect_language(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of the text's language; `und` where there are no letters to tell from.

    Letter statistics decide. On a few words they are weak: a text under 120 characters takes the language that its file
    declares (`en`, `en-GB`, `English`), else English, if that is at least a twelfth as likely as the first choice.
    """
    sample = text[:MAX_CHARACTERS]
    if sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return UNDETERMINED
    ranked = [(str(code), float(share)) for code, share in _identifier().rank(sample)]
    best, best_share = ranked[0]
    if len(sample) >= SHORT_CHARACTERS:
        return best
    hint = (declared or "").strip().lower()[:2] or WORKING_LANGUAGE
    share = dict(ranked).get(hint, 0.0)
    return hint if share * LIKELY_SHARE >= best_share else best
