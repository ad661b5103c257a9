"""The parts of a text that are looked at, and guesses made of what a pattern found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from muse_desktop.library.rights.values import Field, Guess

HEAD = 8_000
"""Code points at the beginning of a text that are read."""
TAIL = 6_000
"""Code points at its end that are read."""
_QUOTED = 240


@dataclass(frozen=True)
class Excerpt:
    """A part of a text; `offset` is where it begins. `this_year` is the reader's."""

    text: str
    offset: int
    this_year: int

    def guess(self, field: Field, value: str | int, rule: str, start: int, end: int) -> Guess:
        """A guess that rests on code points `start` to `end` of this excerpt."""
        while start < end and self.text[start].isspace():
            start += 1
        end = min(end, start + _QUOTED)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Guess(field, value, rule, self.text[start:end], self.offset + start, self.offset + end)

    def line_around(self, found: re.Match[str]) -> tuple[int, int]:
        """The line that a match stands in, cut where it is very long."""
        start = self.text.rfind("\n", 0, found.start()) + 1
        end = self.text.find("\n", found.end())
        end = len(self.text) if end < 0 else end
        if end - start > _QUOTED:
            start = max(start, found.start() - _QUOTED // 3)
        return start, end


def excerpts(text: str, this_year: int) -> tuple[Excerpt, Excerpt]:
    """Beginning and end; of a short text the whole, and nothing."""
    if len(text) <= HEAD + TAIL:
        return Excerpt(text, 0, this_year), Excerpt("", len(text), this_year)
    tail = len(text) - TAIL
    return Excerpt(text[:HEAD], 0, this_year), Excerpt(text[tail:], tail, this_year)
