"""What the writer narrows a search by, and what a search answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemInfo, Passage


@dataclass(frozen=True)
class Filters:
    """Which items are searched. An empty set, or None, does not narrow; "" among languages, authors or rights
    stands for those of which it is not known.

    `tags`: items that have all of them. `years`: first and last, items of unknown year are left out.
    `formats`: file endings without their dot. `items`: these alone, such as those of a collection.
    `variants`: variants of other items too.
    """

    languages: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    rating: int = 0
    items: frozenset[int] | None = None
    variants: bool = False

    def admits(self, info: ItemInfo) -> bool:
        """Whether an item is searched."""
        return (
            (self.variants or info.parent is None)
            and (self.items is None or info.id in self.items)
            and (not self.languages or info.language in self.languages)
            and (not self.authors or info.author in self.authors)
            and (not self.rights or info.rights in self.rights)
            and (not self.formats or info.format in self.formats)
            and self.tags.issubset(info.tags)
            and info.rating >= self.rating
            and (self.years is None or (info.year is not None and self._in_years(info.year)))
        )

    def _in_years(self, year: int) -> bool:
        first, last = self.years or (year, year)
        return first <= year <= last

    def chosen(self, items: Iterable[ItemInfo]) -> frozenset[int] | None:
        """The ids of those of `items` that are searched, None when that is all of them."""
        known = list(items)
        found = frozenset(info.id for info in known if self.admits(info))
        return None if len(found) == len(known) else found


@dataclass(frozen=True)
class Hit:
    """A passage that was found, with what stands around it.

    All positions are code points of the item's text: `text` stands at `passage.start`, `before` right before
    it, `after` behind it; `marks` are the places of the words that were asked for. `word_rank` and
    `meaning_rank` count from 1 in the two lists, None where it is not in that list. `similarity`: the cosine
    of its meaning and the question's, where that was asked; only good for comparing within one answer.
    """

    passage: Passage
    text: str
    before: str
    after: str
    marks: tuple[tuple[int, int], ...]
    score: float
    word_rank: int | None = None
    meaning_rank: int | None = None
    similarity: float | None = None

    @property
    def item(self) -> int:
        """The item it stands in."""
        return self.passage.item

    @property
    def own_marks(self) -> tuple[tuple[int, int], ...]:
        """The marks as spans of `text`."""
        start = self.passage.start
        return tuple((first - start, last - start) for first, last in self.marks)


@dataclass(frozen=True)
class Found:
    """What a search found, best first.

    `passages`: how many there are by their words, shown or not; `more`: there are more than that. `covered`:
    the share (0 to 1) of the library whose meaning is known yet, 1 where meaning was not asked. `trouble`:
    why meaning could not be asked, though it was wanted.
    """

    hits: tuple[Hit, ...]
    passages: int = 0
    more: bool = False
    covered: float = 1.0
    trouble: MuseError | None = None


class Outdated(Exception):
    """A search was cancelled."""


Cancelled = Callable[[], bool]


def never() -> bool:
    """A search that is not cancelled."""
    return False
