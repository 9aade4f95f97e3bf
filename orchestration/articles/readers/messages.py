"""Saved e-mail: the plain text or the page of a message is an article, its attachments are files of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from orchestration.articles.characters import one_line
from orchestration.articles.encodings import decode
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.readers.html import read_html
from orchestration.articles.readers.inner import InnerFile
from orchestration.articles.story import Member, Publication, Refusal, Story, check_length
from orchestration.articles.story_text import read_story_text

MAX_HEADER_CHARACTERS = 10_000
MAX_PARTS = 1_000
# Pictures of a layout, signatures, invitations.
PASSED_OVER = ("image/", "audio/", "video/", "font/", "text/calendar", "text/css", "application/pgp-", "application/pkcs7-",
               "application/x-pkcs7-", "message/delivery-status", "message/disposition-notification")  # fmt: skip
ENDINGS = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf", "text/csv": ".csv",
           "application/json": ".json", "application/zip": ".zip", "message/rfc822": ".eml"}  # fmt: skip
ANSWER_MARK = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*|\[[^\[\]]{1,40}\]\s*)+", re.I)
FOLD = re.compile(r"\r?\n[ \t]*")


def read_message(data: bytes) -> Iterator[Member | InnerFile]:
    """The article of the message, then its attachments. Raises Refusal when it holds neither."""
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = list(_leaves(message))
    except RecursionError as error:
        raise Refusal("nested_too_deep", "parts in parts, deeper than can be parsed") from error
    if len(parts) > MAX_PARTS:
        raise Refusal("too_large", f"a message of {len(parts)} parts; at most {MAX_PARTS} are read")
    texts = [part for part in parts if _is_body(part)]
    plain = [part for part in texts if part.get_content_type() == "text/plain" and _payload(part).strip()]
    body = next(iter(plain or texts), None)
    attachments = [part for part in parts if not _is_body(part) and not part.get_content_type().startswith(PASSED_OVER)]
    if body is None and not attachments:
        raise Refusal("no_article_text", "the message holds neither text nor an attachment that could be read")
    if body is not None:
        yield _story_member(message, body)
    for number, part in enumerate(attachments, start=1):
        name = one_line(_decoded(part.get_filename())) or f"attachment-{number}{ENDINGS.get(part.get_content_type(), '')}"
        yield InnerFile(name, _payload(part), declared=part.get_content_charset())


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a message that hold no others; a message inside it is one."""
    pending = [message]
    while pending:
        part = pending.pop()
        payload = part.get_payload()
        if part.is_multipart() and part.get_content_maintype() == "multipart" and isinstance(payload, list):
            pending.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            yield part


def _is_body(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and not part.get_filename() and part.get_content_disposition() != "attachment"


def _payload(part: Message) -> bytes:
    inner = part.get_payload(0) if part.is_multipart() else None
    if isinstance(inner, Message):
        return inner.as_bytes()
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _story_member(message: Message, part: Message) -> Member:
    data = _payload(part)
    try:
        if not data.strip():
            raise Refusal("empty", "the message holds nothing but white space")
        text = decode(data, part.get_content_charset())
        story = read_html(text) if part.get_content_type() == "text/html" else _read_plain(text, _subject(message))
        return Member(0, _with_headers(story, message), data)
    except Refusal as refusal:
        return Member(0, refusal, data)


def _read_plain(text: str, subject: str | None) -> Story:
    """The story of a plain text, under the subject."""
    check_length(text)
    story = Story(text=read_story_text(text, headline=subject), title=subject)
    if not any(character.isalnum() for character in story.text.body):
        raise Refusal("empty", "the message holds no letter and no figure")
    return story


def _with_headers(story: Story, message: Message) -> Story:
    """Subject, sender and time of the message; the sender is the author where a mailing list is the publisher."""
    sender = one_line(parseaddr(_header(message, "From") or "")[0])
    mailing_list = one_line(parseaddr(_header(message, "List-Id") or "")[0])
    at = parse_publication_time(one_line(_header(message, "Date")))
    return replace(
        story,
        title=story.title or _subject(message),
        byline=story.byline or (sender if mailing_list else None),
        source_name=story.source_name or mailing_list or sender,
        url=story.url or (_header(message, "Archived-At") or "").strip("<> \t") or None,
        publication=story.publication or (Publication(at, "metadata") if at else None),
    )


def _subject(message: Message) -> str | None:
    return one_line(ANSWER_MARK.sub("", _header(message, "Subject") or ""))


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return None if value is None else _decoded(str(value))


def _decoded(value: str | None) -> str | None:
    """A header with its encoded words read; as it stands where they cannot be."""
    if value is None:
        return None
    value = FOLD.sub(" ", value[:MAX_HEADER_CHARACTERS])
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, ValueError, LookupError):
        return value
