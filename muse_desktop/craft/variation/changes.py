"""What a variation changes, place by place, so that each change can be left out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Rule = Literal["word", "tense", "agreement", "person", "order"]


@dataclass(frozen=True, order=True)
class Change:
    """Code points [start, end) of the text become `becomes`. `sure`: no rule speaks against it; the others
    are offered, not made."""

    start: int
    end: int
    becomes: str
    rule: Rule = "word"
    sure: bool = True


@dataclass(frozen=True)
class Proposal:
    """What a rule would change in a text, in order and without overlaps, and what it cannot do, as codes."""

    changes: tuple[Change, ...]
    limits: tuple[str, ...] = ()

    def default(self) -> frozenset[int]:
        """The numbers of the changes that are made unless the writer leaves them out: the sure ones."""
        return frozenset(place for place, one in enumerate(self.changes) if one.sure)


def apply(text: str, changes: Iterable[Change]) -> str:
    """`text` with `changes` made. They must not overlap (ValueError)."""
    pieces: list[str] = []
    done = 0
    for one in sorted(changes):
        if one.start < done or one.end > len(text):
            raise ValueError("changes overlap or lie outside the text")
        pieces += [text[done : one.start], one.becomes]
        done = one.end
    return "".join((*pieces, text[done:]))


def chosen(proposal: Proposal, numbers: Collection[int]) -> tuple[Change, ...]:
    """Those changes of a proposal that the writer wants."""
    return tuple(one for place, one in enumerate(proposal.changes) if place in numbers)


def places(changes: Sequence[Change]) -> list[tuple[int, int]]:
    """Where each change stands in the text that is made with all of them, as code points."""
    found: list[tuple[int, int]] = []
    shift = 0
    for one in sorted(changes):
        start = one.start + shift
        found.append((start, start + len(one.becomes)))
        shift += len(one.becomes) - (one.end - one.start)
    return found


def cased(becomes: str, like: str) -> str:
    """`becomes` with the capitals of the word it replaces. "I" keeps its own."""
    if becomes == "I" or becomes.startswith("I'"):
        return becomes
    if len(like) > 1 and like.isupper() and like != "I":
        return becomes.upper()
    if like[:1].isupper() and like != "I" and not like.startswith(("I'", "I’")):
        return becomes[:1].upper() + becomes[1:]
    return becomes
