"""What the drafts need to know of a work's figures: how much is the model's for sure, and how much may be.

Everything here is careful in one direction: what the record cannot place is never counted as the writer's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from muse_desktop.provenance.disclosure.values import Answers
from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.figures import Block, Figures, Interaction, Passage, Retyped, words_of
from muse_desktop.provenance.kinds import WRITER_KINDS

ELSEWHERE: tuple[Tint, ...] = ("pasted", "imported", "unknown")
"""Text whose writer the record does not know: it came ready-made, or nothing was recorded of it."""

COUNTED = "elsewhere_words"
"""Kept with the answer to `elsewhere`: how many words it was about."""

NOT_SAID, NONE, SOME, UNSURE = "", "none", "some", "unsure"


@dataclass(frozen=True)
class Basis:
    """Figures and what the writer said, as the drafts read them.

    `recipes`: names of the recipes by id, for whoever reads a list of requests.
    """

    figures: Figures
    answers: Answers
    recipes: Mapping[str, str] = field(default_factory=dict)

    # How much is the model's

    @property
    def words(self) -> int:
        """All words of the work."""
        return self.figures.words

    @property
    def model_words(self) -> int:
        """Words that rest on generated text, edited or not."""
        return self.figures.model_words

    @cached_property
    def retyped(self) -> tuple[Retyped, ...]:
        """Passages that are the same as a model's answer and not counted as the model's already."""
        return tuple(one for one in self.figures.retyped if not one.blocks)

    @property
    def retyped_words(self) -> int:
        """Words that were typed or came from elsewhere, but are the same as those of a model's answer."""
        return sum(one.words for one in self.retyped)

    @property
    def elsewhere_words(self) -> int:
        """Words whose writer the record does not know; what is the same as a model's answer is known."""
        known = sum(one.words for one in self.retyped if one.kind not in WRITER_KINDS)
        return max(0, sum(words_of(self.figures.shares, tint) for tint in ELSEWHERE) - known)

    @property
    def least_words(self) -> int:
        """Words that are to be told of as a model's."""
        return min(self.words, self.model_words + self.retyped_words)

    @property
    def most_words(self) -> int:
        """The model's words if all that the record cannot place were a model's too.

        Where the writer says that no tool wrote any of it, the writer's word counts and is told as such, but
        not against a file that says a model wrote its words.
        """
        claimed = min(self.figures.said_model_words, self.elsewhere_words)
        more = claimed if self.elsewhere == NONE else self.elsewhere_words
        return min(self.words, self.least_words + more)

    @property
    def has_model_text(self) -> bool:
        """Whether any text is a model's, as far as the record or the writer knows."""
        return self.least_words > 0 or self.said_model_text

    @property
    def said_model_text(self) -> bool:
        """Whether the writer says that a tool outside wrote wording in the work; the record has no figure."""
        return self.elsewhere == SOME or self.other_tools == "text"

    @property
    def is_open(self) -> bool:
        """Whether there is text of which neither the record nor the writer says who wrote it."""
        return self.elsewhere in (NOT_SAID, UNSURE)

    def percent(self, words: int) -> float:
        """`words` of all words, in percent; 0 without words."""
        return 100 * words / self.words if self.words else 0.0

    # How it was edited

    @property
    def edited_percent(self) -> float:
        """Which part of the words that rest on generated text is not as it was generated any more."""
        edited = words_of(self.figures.shares, "edited")
        return 100 * edited / self.model_words if self.model_words else 0.0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The accepted passages of which something is left in these documents."""
        used = {origin for passage in self.passages for origin in passage.blocks}
        return tuple(block for block in self.figures.blocks if block.origin in used)

    @property
    def depth_percent(self) -> float:
        """Which part of what was accepted does not stand any more, over all passages that left something."""
        accepted = sum(block.accepted for block in self.blocks)
        standing = sum(block.standing for block in self.blocks)
        return 100 * (1 - standing / accepted) if accepted else 0.0

    @property
    def only_rewrites(self) -> bool:
        """Whether all that the model wrote are rewritings of text that stood there before."""
        return bool(self.blocks) and all(block.rewritten for block in self.blocks)

    # Where it stands

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages that rest on generated text, in reading order."""
        return tuple(passage for one in self.figures.documents for passage in one.passages)

    @property
    def longest(self) -> int:
        """Words of the longest passage."""
        return max((passage.words for passage in (*self.passages, *self.retyped)), default=0)

    @property
    def places(self) -> tuple[str, ...]:
        """The titles of the documents that have a passage, in reading order."""
        retyped = {passage.document for passage in self.retyped}
        named = [one.title for one in self.figures.documents if one.passages or one.document in retyped]
        return tuple(dict.fromkeys(named))

    def throughout(self, share: float) -> bool:
        """Whether the model's text goes through the whole work: `share` percent of all words, or more than
        half of every one of several documents."""
        parts = [one for one in self.figures.documents if one.shares.total.words]
        every = len(parts) > 1 and all(2 * one.model_words > one.shares.total.words for one in parts)
        return self.percent(self.least_words) >= share or every

    # What was asked of a model

    @property
    def requests(self) -> tuple[Interaction, ...]:
        """Every request to a model in this project."""
        return self.figures.interactions

    @property
    def not_taken(self) -> tuple[Interaction, ...]:
        """Requests of which nothing was taken."""
        return tuple(one for one in self.requests if not one.taken)

    @property
    def candidates(self) -> int:
        """How many texts the model offered."""
        return sum(one.candidates for one in self.requests)

    @property
    def tools(self) -> tuple[str, ...]:
        """The models that were asked, by name."""
        return tuple(dict.fromkeys(one.name for one in self.figures.models if one.name))

    def recipe(self, recipe: str) -> str:
        """What a writer calls a recipe."""
        return self.recipes.get(recipe, recipe)

    @property
    def contradicted(self) -> bool:
        """Whether the writer says that no tool wrote what came from elsewhere, and a file says otherwise."""
        return self.elsewhere == NONE and min(self.figures.said_model_words, self.elsewhere_words) > 0

    @property
    def used_ai(self) -> bool:
        """Whether AI took part in any way, accepted or not, here or, as the writer says, elsewhere."""
        return bool(self.requests) or self.has_model_text or self.other_tools in ("ideas", "checking", "text")

    # What the writer said

    @property
    def elsewhere(self) -> str:
        """Whether an AI tool wrote any of the text that the record cannot place: "", none, some or unsure.

        An answer is about the words there were then (`elsewhere_words`); with more now it is open.
        """
        if not self.elsewhere_words:
            return NONE
        then = self.answers.get(COUNTED, "")
        if then.isdecimal() and int(then) < self.elsewhere_words:
            return NOT_SAID
        return self.answers.get("elsewhere", NOT_SAID)

    @property
    def other_tools(self) -> str:
        """Which AI tools the writer used beside Muse: "", none, ideas, checking or text."""
        return self.answers.get("other_tools", NOT_SAID)

    def said(self, question: str, default: str = "") -> str:
        """What the writer answered, without white space around it."""
        return self.answers.get(question, "").strip() or default


def percent_words(percent: float, near: Sequence[float] = (0, 5, 100)) -> str:
    """A percentage in one decimal, in more where rounding would reach or cross a number in `near`."""
    if percent in (0, 100):
        return f"{percent:.0f}"
    for places in (1, 2, 3):
        shown = round(percent, places)
        if all((percent > line) == (shown > line) and (percent < line) == (shown < line) for line in near):
            return f"{shown:.{places}f}"
    return f"{percent:.6f}"
