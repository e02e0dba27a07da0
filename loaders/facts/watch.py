"""Watching: who wants to know why a document was read as it was looks on here. Nobody does in a plain extraction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from loaders.facts.page import Page
from loaders.rules import Rule

if TYPE_CHECKING:
    from loaders.facts.register import Register


Obstacle = Literal["role", "unless", "notice", "visit", "event", "headed"]
"""Why a rule is not tried: it is not for lines of this role, a word of its ``unless`` stands in the sentence, or what
it needs (a notice, a visit or an event spoken of) is not known."""


class Watch(Protocol):
    """Told each rule that a sentence calls, and shown everything that was read."""

    def called(self, rule: Rule, page: Page, sentence: tuple[int, int], obstacle: Obstacle | None) -> None:
        """A trigger word of a rule stands in a sentence (places of the page's code); without an obstacle it is tried.

        Comes right before the rule is tried or left out.
        """

    def done(self, register: "Register", pages: Sequence[Page]) -> None:
        """The document was read: its facts (also those told twice), with drafts united, and its blocks."""
