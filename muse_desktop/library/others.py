"""The library without the writer's own texts: what her words are compared with.

Whoever says the same thing twice has copied nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muse_desktop.library.corpus import ItemInfo, LibraryTotals, Part
from muse_desktop.library.library import Library
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.text.normalise import Normalised

OWN = "mine"


class Others:
    """A `Corpus` of those texts of a library that are not marked as the writer's own; variants are none."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def left_out(self) -> int:
        """How many texts of her own are not looked at."""
        return sum(1 for one in self._library.items() if one.rights == OWN and one.parent is None)

    def items(self) -> list[ItemInfo]:
        """The texts, in the order they were added."""
        return [one for one in self._library.items() if one.rights != OWN and one.parent is None]

    def info(self, item_id: int) -> ItemInfo | None:
        """One text, or None when it is not in the library."""
        return self._library.info(item_id)

    def text(self, item_id: int) -> str:
        """As the library's."""
        return self._library.text(item_id)

    def normalised(self, item_id: int) -> Normalised:
        """As the library's."""
        return self._library.normalised(item_id)

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        """As the library's."""
        return self._library.letters_around(item_id, start, end)

    def totals(self) -> LibraryTotals:
        """How many texts and words there are."""
        known = self.items()
        return LibraryTotals(len(known), sum(one.words for one in known))

    def candidates(self, draft: Prints) -> Mapping[int, Prints]:
        """The fingerprints that each text shares with the draft, by item id; places are the item's."""
        return self._library.candidates(draft, own=False)

    def alike(self, draft: Words) -> list[Alike]:
        """Stretches that share rare words with the draft, the most alike first."""
        return self._library.alike(draft, own=False)

    def akin(self, draft: Words, spans: Sequence[tuple[int, int]], best: int) -> list[list[Alike]]:
        """For each sentence of a draft the best stretches that hold rare words of it."""
        return self._library.akin(draft, spans, best, own=False)

    def shares(self, draft: Words) -> Any:
        """As the library's."""
        return self._library.shares(draft)

    def part(self, item_id: int, start: int, end: int) -> Part:
        """As the library's."""
        return self._library.part(item_id, start, end)
