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
PUBLISHED_AT_ORIGINS = ("metadata", "html", "url", "dateline", "capture", "none")
PLACE_KINDS = ("literal", "metonym", "adjective", "common")
PLACE_PRECISIONS = ("exact", "near", "admin1", "region", "country")
DATE_PRECISIONS = ("day", "week", "month", "season", "year", "open", "unknown")
QUARANTINE_REASONS = {
    "unsupported_format": "The file is of no format that is read; the README lists those that are.",
    "not_text": "The bytes are binary or hold NUL bytes: no text can be read from them.",
    "wrong_encoding": "The bytes are not valid in the declared or detected encoding.",
    "garbled_text": "The text was once read in a wrong charset and cannot be set right.",
    "empty": "The file holds no text.",
    "too_large": "The file or the article exceeds the size limit.",
    "broken_json": "The JSON cannot be parsed.",
    "broken_xml": "The feed is no XML that can be parsed.",
    "unsafe_xml": "The XML declares entities of its own, which may expand without end or name other files.",
    "broken_table": "The CSV or Parquet file, or a row of it, cannot be parsed.",
    "unknown_columns": "No column is known as title or text; `columns.yml` can say which they are.",
    "broken_archive": "The compressed file or archive is damaged, cut off or of a method that is not read.",
    "unsafe_archive": "The member's name leads out of the archive, or it is a link or a device.",
    "nested_too_deep": "Archives lie in archives, or elements in elements, deeper than is read.",
    "decompression_limit": "Unpacked, the file would be larger than is read, or beyond all proportion to its size.",
    "encrypted": "The file needs a password.",
    "broken_warc": "The web archive or a record of it is damaged or cut off.",
    "broken_pdf": "The PDF is damaged and its text cannot be taken out.",
    "no_text_layer": "The PDF holds pictures of pages and no text.",
    "no_article_text": "The page or object holds no article text.",
    "not_a_file": "A link out of the landing folder, a pipe, a socket or a device: it was not opened.",
    "too_slow": "Reading the file took longer than a file may take.",
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
