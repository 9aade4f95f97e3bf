"""spaCy's English tokenizer bent to the conventions of the English UD treebanks (EWT, GUM).

The treebanks part hyphenated words ("call - up", "18 - year - olds") except after a prefix that is no word of its own
("non-avian", "pre-war"), and keep numbers of three and more parts ("2014-02-20", "713-853-3989") whole.
"""

import re
from collections.abc import Iterable

from spacy.attrs import NORM, ORTH
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Prefixes that EWT and GUM train keep with their word more often than not, three times and more.
WHOLE_PREFIXES = (
    "anti", "co", "counter", "cross", "e", "ex", "mid", "mini", "multi", "non", "over", "post", "pre", "pro", "re",
    "semi", "sub",
)  # fmt: skip
# Abbreviations that spaCy's English lacks; the treebanks keep the full stop with them.
ABBREVIATIONS = (
    "al.", "approx.", "Brig.", "ca.", "Capt.", "Cpl.", "Cmdr.", "Ft.", "Hon.", "Lt.", "Maj.", "No.", "Nos.", "Pvt.",
    "Sgt.", "Supt.", "Wed.", "Thu.", "Fri.",
)  # fmt: skip
# Special cases of spaCy that part whole words ("Wed" into "We d") or that the treebanks part.
UNWANTED_SPECIAL_CASES = ("and/or", "id", "Id", "wed", "Wed")
SPOKEN_CONTRACTIONS = ("wanna", "Wanna")
HYPHENS = "-‐‑"
DASHES = "–—―−"
_WHOLE_NUMBERS = re.compile(r"[+(]?\d{1,8}(?:[-./]\d{1,8}){2,5}\)?|\d{3}-\d{4}")
_RUNS = (r"[!?]{2,60}", r"\*{2,60}", r"={2,60}", r"_{2,60}", r"<<+", r">>+", r"--+")


def configure_tokenizer(nlp: Language) -> None:
    """Change the rules of `nlp.tokenizer` in place. They are stored with the model, so loading needs no code."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError(f"{type(tokenizer).__name__} is not spaCy's rule tokenizer; start from spacy.blank('en').")
    tokenizer.rules = _special_cases(tokenizer.rules)
    tokenizer.infix_finditer = compile_infix_regex(_infixes(_patterns(nlp.Defaults.infixes))).finditer
    tokenizer.prefix_search = compile_prefix_regex(_prefixes(_patterns(nlp.Defaults.prefixes))).search
    tokenizer.suffix_search = compile_suffix_regex(_suffixes(_patterns(nlp.Defaults.suffixes))).search
    tokenizer.token_match = _WHOLE_NUMBERS.fullmatch


def _special_cases(rules: dict[str, list[dict[int | str, str]]]) -> dict[str, list[dict[int | str, str]]]:
    changed = {text: tokens for text, tokens in rules.items() if text not in UNWANTED_SPECIAL_CASES}
    for abbreviation in ABBREVIATIONS:
        changed[abbreviation] = [{ORTH: abbreviation}]
    for word in SPOKEN_CONTRACTIONS:
        changed[word] = [{ORTH: word[:3]}, {ORTH: word[3:], NORM: "to"}]
    for text, tokens in list(changed.items()):
        curly = text.replace("'", "’")
        if curly not in changed:
            changed[curly] = [
                {key: value.replace("'", "’") if key == ORTH else value for key, value in token.items()} for token in tokens
            ]
    return changed


def _patterns(defaults: Iterable[str | re.Pattern[str]] | None) -> list[str]:
    return [pattern if isinstance(pattern, str) else pattern.pattern for pattern in defaults or ()]


def _infixes(defaults: Iterable[str]) -> list[str]:
    not_after_prefix = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in WHOLE_PREFIXES)
    kept = [pattern for pattern in defaults if "(?:-|" not in pattern and r"[+\-" not in pattern]
    return [
        *kept,
        rf"(?<=[{ALPHA}0-9.'’%]){not_after_prefix}[{HYPHENS}](?=[{ALPHA}0-9$€£])",
        rf"[{DASHES}]|--+",
        r"(?<=[0-9])[+*^](?=[0-9-])",
    ]


def _prefixes(defaults: Iterable[str]) -> list[str]:
    return [*_RUNS, *defaults, rf"[{DASHES}]", r"-(?=[A-Za-z])", r"~(?=\d)", r"[•◦▪‣·]"]


def _suffixes(defaults: Iterable[str]) -> list[str]:
    return [*_RUNS, *defaults, rf"[{DASHES}]", rf"(?<=[{ALPHA}0-9])-", r"(?<=[0-9][0-9])[AaPp]\.?[Mm]\.?"]
