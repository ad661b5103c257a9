"""A corpus of texts in memory, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from muse_desktop.library.corpus import ItemInfo, LibraryTotals, Part, cut
from muse_desktop.library.texts import LetterCache, gone
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.index import Index
from muse_desktop.text.normalise import Normalised
from muse_desktop.text.segment import count_words


class Texts:
    """Texts by number, from 1."""

    def __init__(self, *texts: str) -> None:
        self.texts = dict(enumerate(texts, 1))
        self.index = Index.in_memory()
        self.index.add_many(self.texts.items())
        self.letters = LetterCache(self.text)
        self.words = {number: count_words(text) for number, text in self.texts.items()}

    def items(self) -> list[ItemInfo]:
        return [info for number in self.texts if (info := self.info(number))]

    def info(self, item_id: int) -> ItemInfo | None:
        if item_id not in self.texts:
            return None
        return ItemInfo(item_id, f"text {item_id}", f"{item_id}.txt", self.words[item_id], "", "", "")

    def text(self, item_id: int) -> str:
        if item_id not in self.texts:
            raise gone(item_id)
        return self.texts[item_id]

    def normalised(self, item_id: int) -> Normalised:
        return self.letters.get(item_id)

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        return self.normalised(item_id).letters[start:end]

    def totals(self) -> LibraryTotals:
        return LibraryTotals(len(self.texts), sum(info.words for info in self.items()))

    def candidates(self, draft: Prints) -> dict[int, Prints]:
        return dict(self.index.candidates(draft))

    def alike(self, draft: Words) -> list[Alike]:
        return self.index.alike(draft)

    def akin(self, draft: Words, spans: Sequence[tuple[int, int]], best: int) -> list[list[Alike]]:
        return self.index.akin(draft, spans, best)

    def shares(self, draft: Words) -> Any:
        """For each word, the share of all blocks of 256 letters that hold it."""
        return self.index.shares(draft)

    def part(self, item_id: int, start: int, end: int) -> Part:
        return cut(self.normalised(item_id), start, end)
