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
PUBLISHED_AT_ORIGINS = ("metadata", "html", "url", "dateline", "none")
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
    "not_a_file": "A link out of the landing folder, a pipe, a socket or a device: it was not opened.",
    "unreadable": "The file cannot be opened or read from disk.",
    "reader_error": "The reader failed on the file without saying what is wrong with it: a fault of ours.",
    "failed_gate": "The row broke a rule of a quality gate.",
    "coder_error": "The article could not be parsed or coded.",
}
STANDINGS = {
    "current": "The article as it stands now: its mentions count.",
    "superseded": "Another revision stands in its place.",
    "retracted": "Taken back, by its publisher or by an operator.",
    "notice": "The notice that takes a story back: stored, never coded.",
}
STANDING_REASONS = {
    "first_revision": "Nothing else was known of this article.",
    "newer_revision": "It is newer than what was read of the article before.",
    "replaced": "A newer revision was read.",
    "read_late": "It was read after a revision, or a retraction, that is newer.",
    "declared": "Its file, or the sidecar beside it, says that it is taken back.",
    "declaration_lifted": "Its file, or the sidecar beside it, no longer says that it is taken back.",
    "notice": "A notice of retraction stands in its place.",
    "came_back": "It was landed again after it had been taken back.",
    "operator": "An operator retracted or restored it.",
}
