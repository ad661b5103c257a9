"""What a thing is a kind of: a ewe is a sheep and an animal, brandy a liquor, India a country. English nouns.

Made from WordNet (G. A. Miller: WordNet: a lexical database for English, Communications of the ACM 38, 1995)
by packaging/kinds.py, which says how the file is read.
"""

from __future__ import annotations

from functools import lru_cache

from muse_desktop.paths import resource
from muse_desktop.text.english_forms import bases

MEANINGS = 3
"""Of a word's meanings so many are followed, the commonest."""
NARROW = 1500
"""Meanings of words below one that still says something of each of them: "weapon" does, "person" does not."""


class _Kinds:
    """The file, read once."""

    def __init__(self) -> None:
        try:
            lines = resource("thesauri", "en", "kinds.txt").read_text("utf-8").splitlines()
        except OSError:
            lines = []
        self.wider = [0]
        self.words: list[tuple[str, ...]] = [()]
        self.meanings: dict[str, list[tuple[int, int]]] = {}  # a word's, each with its rank
        for number, line in enumerate(lines, 1):
            wider, _, said = line.partition("\t")
            self.wider.append(int(wider))
            ranked = [one.rpartition("/") for one in said.split()]
            self.words.append(tuple(word for word, _, _ in ranked))
            for word, _, rank in ranked:
                if rank != "0":
                    self.meanings.setdefault(word, []).append((int(rank), number))
        self.below = [0] * len(self.wider)
        for number in range(1, len(self.wider)):
            for one in self.chain(number):
                self.below[one] += 1

    def chain(self, number: int) -> list[int]:
        """A meaning and all that it is a kind of."""
        found: list[int] = []
        while number:
            found.append(number)
            number = self.wider[number]
        return found


@lru_cache(1)
def _known() -> _Kinds:
    return _Kinds()


@lru_cache(20_000)
def kinds(word: str) -> frozenset[str]:
    """All that an English noun, in small letters, is a kind of, itself included."""
    return _kinds(word, len(_known().wider))


@lru_cache(20_000)
def narrow_kinds(word: str) -> frozenset[str]:
    """As `kinds`, without what so much is a kind of that it says little."""
    return _kinds(word, NARROW)


def _kinds(word: str, most: int) -> frozenset[str]:
    known, found = _known(), {word}
    for form in (word, *bases(word)):
        for rank, number in known.meanings.get(form, ()):
            if rank <= MEANINGS:
                for one in known.chain(number):
                    if known.below[one] <= most:
                        found.update(known.words[one])
    return frozenset(found)
