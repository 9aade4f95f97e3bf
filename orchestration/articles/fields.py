"""The names under which interfaces, feeds and tables give the parts of an article; the first that holds something counts."""

TITLE_KEYS = ("title", "headline", "heading", "name")
TEXT_KEYS = ("content", "body", "text", "articleBody", "article_body", "maintext", "full_text", "fulltext", "article",
             "content_text", "content_html", "story", "plain_text")  # fmt: skip
SUMMARY_KEYS = ("description", "summary", "abstract", "excerpt", "lead")
TIME_KEYS = ("publishedAt", "published_at", "datePublished", "date_published", "date_publish", "pubDate", "publish_date",
             "publication_date", "published", "seendate", "date", "datetime", "timestamp", "created_at")  # fmt: skip
MODIFIED_KEYS = ("modifiedAt", "modified_at", "dateModified", "date_modified", "date_modify", "updatedAt", "updated_at",
                 "updated", "modified", "lastModified", "last_modified")  # fmt: skip
SOURCE_KEYS = ("source", "source_name", "outlet", "publisher", "publication", "site_name", "siteName", "domain")
URL_KEYS = ("canonical_url", "url", "link", "web_url", "webUrl", "id")
BYLINE_KEYS = ("author", "authors", "byline", "creator")
LANGUAGE_KEYS = ("language", "lang", "inLanguage")
STORY_KEYS = frozenset({*TITLE_KEYS, *TEXT_KEYS, *SUMMARY_KEYS})
KNOWN_KEYS = STORY_KEYS.union(TIME_KEYS, MODIFIED_KEYS, SOURCE_KEYS, URL_KEYS, BYLINE_KEYS, LANGUAGE_KEYS)
# A table's header is written by people: `Published At` is `published_at`.
KEY_OF_HEADING = {key.replace("_", "").casefold(): key for key in sorted(KNOWN_KEYS, reverse=True)}


def key_of_heading(heading: str) -> str:
    """The known name that a heading of a table stands for; the heading itself where none does."""
    return KEY_OF_HEADING.get("".join(filter(str.isalnum, heading)).casefold(), heading.strip())
