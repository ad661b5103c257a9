"""A few texts of the writer's own as a corpus in memory, for one check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muse_desktop.library.corpus import ItemInfo, LibraryTotals, Part, cut
from muse_desktop.library.texts import LetterCache, gone
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.index import Index
from muse_desktop.text.normalise import Normalised
from muse_desktop.text.segment import count_words


class Drafts:
    """A `Corpus` of numbered texts. Those from `limit` on are not compared with (None: all are)."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = dict(texts)
        self._index = Index.in_memory()
        self._index.add_many(self._texts.items())
        self._letters = LetterCache(self.text)
        self._infos = {
            number: ItemInfo(number, "", "", count_words(text), "", "mine", "")
            for number, text in self._texts.items()
        }
        self.limit: int | None = None

    def _is_in(self, number: int) -> bool:
        return number in self._texts and (self.limit is None or number < self.limit)

    def items(self) -> list[ItemInfo]:
        """The texts that are compared with."""
        return [info for number, info in self._infos.items() if self._is_in(number)]

    def info(self, item_id: int) -> ItemInfo | None:
        """One text, or None."""
        return self._infos.get(item_id) if self._is_in(item_id) else None

    def text(self, item_id: int) -> str:
        """One text. Raises MuseError library.gone."""
        if item_id not in self._texts:
            raise gone(item_id)
        return self._texts[item_id]

    def normalised(self, item_id: int) -> Normalised:
        """Its letters."""
        return self._letters.get(item_id)

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        """Some of its letters."""
        return self.normalised(item_id).letters[start:end]

    def totals(self) -> LibraryTotals:
        """How many texts and words there are."""
        known = self.items()
        return LibraryTotals(len(known), sum(one.words for one in known))

    def candidates(self, draft: Prints) -> Mapping[int, Prints]:
        """The fingerprints that each text shares with the draft."""
        found = self._index.candidates(draft)
        return {item: prints for item, prints in found.items() if self._is_in(item)}

    def alike(self, draft: Words) -> list[Alike]:
        """Stretches that share rare words with the draft, the most alike first."""
        return [one for one in self._index.alike(draft) if self._is_in(one.item)]

    def akin(self, draft: Words, spans: Sequence[tuple[int, int]], best: int) -> list[list[Alike]]:
        """For each sentence of a draft the best stretches that hold rare words of it."""
        found = self._index.akin(draft, spans, best)
        return [[one for one in some if self._is_in(one.item)] for some in found]

    def shares(self, draft: Words) -> Any:
        """As the library's."""
        return self._index.shares(draft)

    def part(self, item_id: int, start: int, end: int) -> Part:
        """Some of its letters with the text they come from."""
        return cut(self.normalised(item_id), start, end)
