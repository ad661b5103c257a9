"""A text of the library in parts that can be shown at once, and finding words in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muse_desktop.library.corpus import ItemInfo, Section
from muse_desktop.text.search_words import Phrase, places, units

MOST = 40_000
"""Code points of a part; Qt lays so many out at once, and a whole novel only after a second."""


@dataclass(frozen=True)
class Part:
    """What is shown at once: code points of the text. `continued`: its chapter began in a part before."""

    start: int
    end: int
    heading: str
    continued: bool = False


@dataclass(frozen=True, eq=False)
class Book:
    """A text, ready to be read."""

    item: ItemInfo
    text: str
    parts: tuple[Part, ...]

    def part_at(self, position: int) -> int:
        """Which part a position is in."""
        return next((at for at, one in enumerate(self.parts) if position < one.end), len(self.parts) - 1)


def book(item: ItemInfo, text: str, sections: Sequence[Section]) -> Book:
    """`text` in parts: one for each section, several for a large one."""
    wanted = list(sections) or [Section("text", 0, len(text), "")]
    parts = [part for section in wanted for part in _divided(text, section)]
    return Book(item, text, tuple(parts))


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in a row in `text`, without regard to case and accents; the last may go on."""
    found = tuple(units(words.replace("\n", " ")))
    return places(text, (Phrase(found, True),)) if found else []


def _divided(text: str, section: Section) -> list[Part]:
    made: list[Part] = []
    start = section.start
    while start < section.end or not made:
        end = section.end
        if end - start > MOST * 3 // 2:
            end = _break(text, start + MOST // 2, start + MOST)
        made.append(Part(start, end, section.heading, continued=bool(made)))
        start = end
    return made


def _break(text: str, first: int, last: int) -> int:
    """The end of a paragraph or line between two places, or the last of them."""
    for mark in ("\n\n", "\n", ". ", "。", " "):
        if (found := text.rfind(mark, first, last)) >= 0:
            return found + len(mark)
    return last
