"""The statement as the coder's stages hand it around. Pure data."""

from dataclasses import dataclass


@dataclass(slots=True)
class Saying:
    """One statement inside a sentence. Positions are token indices.

    speakers: the head tokens of who says it, empty if unsaid. content: the tokens of what is said. content_head: the
    head of the content's clause or noun, None where position alone told the content. is_negated: the statement is not
    made ("did not confirm"). is_quotation: the content opens with a quotation mark. is_open: the cue is negated and what
    is said is a question left open ("did not say whether").
    """

    cue: int
    cue_last: int
    kind: str
    speakers: list[int]
    content: frozenset[int]
    content_head: int | None
    is_negated: bool
    is_quotation: bool = False
    is_open: bool = False

    @property
    def is_made(self) -> bool:
        """Whether somebody says something: what one declines to say is no statement; what one does not confirm is."""
        return not self.is_open and (not self.is_negated or self.kind in ("confirm", "deny"))
