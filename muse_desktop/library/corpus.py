"""What a check compares with: a set of texts and their fingerprints, whether kept or opened for one use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from muse_desktop.errors import Value
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.text.normalise import Normalised


@dataclass(frozen=True)
class ItemInfo:
    """One text of the library. `path` is where it was added from; `rights` is "" while unknown."""

    id: int
    title: str
    path: str
    words: int
    language: str
    rights: str
    added_at: str


@dataclass(frozen=True)
class LibraryTotals:
    """How much a check compares with."""

    items: int
    words: int


@dataclass(frozen=True)
class Skipped:
    """A file that was not added, with the message code that says why and the values of its message."""

    path: Path
    code: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class AddProgress:
    """How far an import is: `done` of `total` files, `path` the one being read."""

    done: int
    total: int
    path: Path


@dataclass(frozen=True)
class AddReport:
    """What an import did. `cancelled`: the writer stopped it; what is listed as added is kept."""

    added: tuple[ItemInfo, ...]
    skipped: tuple[Skipped, ...]
    cancelled: bool = False


class Corpus(Protocol):
    """Texts that a draft can be checked against. Every method may be called from any thread."""

    def items(self) -> Sequence[ItemInfo]:
        """All texts, in the order they were added."""

    def info(self, item_id: int) -> ItemInfo | None:
        """One text, or None when it is not (or no longer) there. Costs nothing worth counting."""

    def text(self, item_id: int) -> str:
        """The text of one item, decoded, line ends as in the file. Raises MuseError `library.gone`."""

    def normalised(self, item_id: int) -> Normalised:
        """The letters of one item with their places in `text(item_id)`. Raises MuseError `library.gone`."""

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        """Letters `start` to `end` of `normalised(item_id)`, without making all of it.

        Shorter where the text ends. Raises MuseError `library.gone`.
        """

    def totals(self) -> LibraryTotals:
        """How many texts and words there are."""

    def candidates(self, draft: Prints) -> Mapping[int, Prints]:
        """The fingerprints that each item shares with the draft, by item id; positions are the item's."""
