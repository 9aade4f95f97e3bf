"""Plain text: one article per file."""

from orchestration.articles.characters import clean_characters, fold_spaces
from orchestration.articles.story import Refusal, Story, StoryText, check_length
from orchestration.articles.story_text import read_story_text


def read_text(text: str) -> Story:
    """The article of a text file. Raises Refusal `empty` when it holds no letter, `too_large` over the limit.

    A file in which nothing is left beside slugs and bylines is taken as it stands: its lines are the story.
    """
    check_length(text)
    if not any(character.isalnum() for character in text):
        raise Refusal("empty", "the file holds no letter and no figure")
    found = read_story_text(text)
    if not found.paragraphs:
        found = StoryText(headline=None, paragraphs=(fold_spaces(clean_characters(text)),))
    return Story(text=found)
