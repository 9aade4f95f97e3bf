"""The closed lists of values that columns may hold."""

STATUSES = (
    "happened", "ongoing", "claimed", "reported", "estimated", "planned", "predicted", "hypothetical", "denied", "negated",
)  # fmt: skip
UNITS = (
    "person", "km", "mile", "day", "week", "month", "year", "percent", "usd", "eur", "uah", "vehicle", "aircraft", "drone",
    "missile", "vessel", "settlement", "km2", "count",
)  # fmt: skip
BOUNDS = ("exact", "about", "over", "under", "up_to", "additional", "dozens", "hundreds", "thousands")
QUANTITY_ROLES = (
    "soldiers", "killed", "wounded", "captured", "civilians", "recruits", "displaced", "distance", "duration", "age", "cost",
    "aid", "equipment", "area", "share", "other",
)  # fmt: skip
# Where a field of an article was found. `metadata`: sidecar, JSON field, feed entry or mail header; `html`: what a page says
# about itself in tags, JSON-LD, microdata, headings and time elements; `url`: the address; `text`: a line printed above or
# below the story; `dateline`: the dateline, and for times any printed date.
PUBLISHED_AT_ORIGINS = ("metadata", "html", "url", "dateline", "none")
MODIFIED_AT_ORIGINS = ("metadata", "html", "dateline", "none")
TITLE_ORIGINS = ("metadata", "html", "text", "none")
BYLINE_ORIGINS = ("metadata", "html", "text", "none")
SOURCE_NAME_ORIGINS = ("metadata", "html", "text", "none")
URL_ORIGINS = ("metadata", "html", "text", "none")
CODED_LANGUAGES = ("en",)
LANGUAGE_ORIGINS = ("metadata", "html", "text", "text_against_declared", "none")
PLACE_KINDS = ("literal", "metonym", "adjective", "common")
PLACE_PRECISIONS = ("exact", "near", "admin1", "region", "country")
DATE_PRECISIONS = ("day", "week", "month", "season", "year", "open", "unknown")
QUARANTINE_REASONS = {
    "unsupported_format": "The file's ending is none of .txt, .html, .json, .jsonl.",
    "not_text": "The bytes are binary or hold NUL bytes: no text can be read from them.",
    "wrong_encoding": "The bytes are not valid in the declared or detected encoding.",
    "empty": "The file holds no text.",
    "too_large": "The file or the article exceeds the size limit.",
    "broken_json": "The JSON cannot be parsed.",
    "no_article_text": "The page or object holds no article text.",
    "consent_page": "The page asks for consent to cookies and holds no story.",
    "login_page": "The page asks to log in or to subscribe and holds no story.",
    "error_page": "The page says that there is no such page, or that the server failed or refused.",
    "unreadable": "The file cannot be opened or read from disk.",
    "reader_error": "The reader failed on the file without saying what is wrong with it: a fault of ours.",
    "failed_gate": "The row broke a rule of a quality gate.",
    "coder_error": "The article could not be parsed or coded.",
}
