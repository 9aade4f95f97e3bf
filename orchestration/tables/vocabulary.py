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
