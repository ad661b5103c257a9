"""Cleaning a text: the steps that are on, one after the other, each reversible."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from muse_desktop.library.cleaning.edits import Edit, StepMap, applied
from muse_desktop.library.cleaning.steps import DEFAULT, STEPS


@dataclass(frozen=True)
class Change:
    """What one step did: `edits` are places in the text as that step found it, which is `before`."""

    step: str
    before: str
    edits: Sequence[Edit]

    @cached_property
    def map(self) -> StepMap:
        """The places before and after this step."""
        return StepMap(self.edits)


@dataclass(frozen=True)
class Cleaned:
    """A text after cleaning, what it was, and the steps that changed it, in their order."""

    text: str
    original: str
    changes: tuple[Change, ...]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that `text[start:end]` comes from (code points)."""
        for change in reversed(self.changes):
            start, end = change.map.before(start, end)
        return start, end

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that `original[start:end]` became; empty when it was taken out."""
        for change in self.changes:
            start, end = change.map.after(start, end)
        return start, end


def clean(original: str, steps: Collection[str] = DEFAULT) -> Cleaned:
    """`original` after those of `steps` that exist, in the order of `STEPS`; names of others are ignored.

    A step that would leave nothing is not made: a text of one page number is a text.
    """
    text = original
    changes: list[Change] = []
    for step in STEPS:
        if step.name not in steps:
            continue
        edits = step.find(text)
        if not edits:
            continue
        after = applied(text, edits)
        if not after.strip():
            continue
        changes.append(Change(step.name, text, tuple(edits)))
        text = after
    return Cleaned(text, original, tuple(changes))
