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
# below the story; `dateline`: the dateline, and for times any printed date; `capture`: when the copy was made.
PUBLISHED_AT_ORIGINS = ("metadata", "html", "url", "dateline", "capture", "none")
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
    "broken_message": "The part of an e-mail is cut off.",
    "broken_pdf": "The PDF is damaged and its text cannot be taken out.",
    "no_text_layer": "The PDF holds pictures of pages and no text.",
    "no_article_text": "The page or object holds no article text.",
    "consent_page": "The page asks for consent to cookies and holds no story.",
    "login_page": "The page asks to log in or to subscribe and holds no story.",
    "error_page": "The page says that there is no such page, or that the server failed or refused.",
    "not_a_file": "A link out of the landing folder, a pipe, a socket or a device: it was not opened.",
    "too_slow": "Reading the file took longer than a file may take.",
    "unreadable": "The file cannot be opened or read from disk.",
    "reader_error": "The reader failed on the file without saying what is wrong with it: a fault of ours.",
    "failed_gate": "The row broke a rule of a quality gate.",
    "coder_error": "The article could not be parsed or coded.",
}
FETCH_REASONS = {
    "invalid_address": "The address is not one that is asked for: not http or https, with a user name, on another port.",
    "private_address": "The host is not on the public internet: this machine, its network, or nowhere.",
    "unknown_host": "The host's name cannot be resolved.",
    "connection_failed": "No connection could be made, or no trusted one: refused, reset, a certificate that does not fit.",
    "timed_out": "The whole answer was not there within the time limit.",
    "broken_answer": "The answer is no HTTP, is cut short, or cannot be decompressed.",
    "too_large": "The answer exceeds the size limit.",
    "wrong_content_type": "The server says that the answer is of a kind that is not read.",
    "redirect_refused": "A redirect that leads from https to http, or nowhere.",
    "too_many_redirects": "More redirects than are followed.",
    "robots_disallowed": "The host's robots.txt forbids it.",
    "robots_unreachable": "The host's robots.txt cannot be fetched for now, which counts as forbidding everything.",
    "gone": "Not found, or gone: HTTP 404 or 410.",
    "client_error": "The server will not give it to us: any other HTTP 4xx.",
    "rate_limited": "The server wants to be asked later: HTTP 429, or 503 with a time; or the host's turn comes too late.",
    "server_error": "The server failed: HTTP 5xx.",
    "unexpected_status": "An HTTP status that is no answer to a request like ours.",
    "not_a_feed": "The answer is neither RSS nor Atom.",
    "no_text": "The entry has neither title nor text, nor a page that could be read.",
    "internal_error": "A fault of ours.",
}
# What may well be different the next time.
TRANSIENT_FETCH_REASONS = frozenset(
    {
        "unknown_host", "connection_failed", "timed_out", "broken_answer", "robots_unreachable", "rate_limited",
        "server_error", "not_a_feed", "internal_error",
    }
)  # fmt: skip
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
