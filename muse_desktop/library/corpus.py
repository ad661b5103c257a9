"""What a check compares with: a set of texts and their fingerprints, whether kept or opened for one use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import msgspec

from muse_desktop.errors import MuseError, Value
from muse_desktop.lazy import LazyModule
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words, words_of
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.text.normalise import Normalised

np = LazyModule("numpy")


class ItemInfo(msgspec.Struct, frozen=True, gc=False):
    """One text of the library. There may be a hundred thousand: quickly made, and no work for the collector.

    `path` is where it was added from; `rights` is mine, public_domain, licensed or "" (unknown), `language`
    an ISO 639-1 code or "". `rating` is 0 (none) to 5. `format` is the ending of the file without its dot.
    Items with the same `work` are versions of one work; `parent` is the item this one is a variant of,
    `shelf` the id of the item of the inspiration shelf it was taken from.
    """

    id: int
    title: str
    path: str
    words: int
    language: str
    rights: str
    added_at: str
    author: str = ""
    year: int | None = None
    source: str = ""
    licence: str = ""
    tags: tuple[str, ...] = ()
    rating: int = 0
    format: str = ""
    work: int | None = None
    parent: int | None = None
    shelf: str = ""


@dataclass(frozen=True)
class ItemDetails:
    """What else is known of one text, read when it is looked at.

    `evidence` says by field what a guess rests on, `steps` which cleaning steps are on, in their order, and
    `report` what they did. `sha256` is that of the imported bytes, `encoding` how they were read.
    """

    info: ItemInfo
    evidence: Mapping[str, Any]
    notes: str
    steps: tuple[str, ...]
    report: Mapping[str, Any]
    opened_at: str | None
    sha256: str
    encoding: str


@dataclass(frozen=True)
class LibraryChange:
    """Which items came, went, or are not what they were. `texts`: those of `changed` whose text changed too,
    so that their passages are others."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    texts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Passage:
    """About 100 words (中文: 150 characters) of whole sentences or lines of one item.

    `id` is `item * 2**20 + number`, so it is the same after library.db was made again (as long as
    `passages.VERSION` and the item's text are). `start` and `end` are code points of the item's text,
    `words` counts each 字 as one, `heading` is that of the chapter or poem it stands in.
    """

    id: int
    item: int
    number: int
    start: int
    end: int
    words: int
    heading: str


@dataclass(frozen=True)
class Section:
    """A chapter or poem of a text: `kind` is chapter, poem or text (what stands before the first heading).

    `start` to `end` are code points, the heading included; sections follow each other without a gap.
    """

    kind: str
    start: int
    end: int
    heading: str


@dataclass(frozen=True, eq=False)
class Part:
    """A stretch of an item's text: `text.source` is the item's from code point `start` on, `text.letters`
    its letters from letter `letter` on."""

    start: int
    letter: int
    text: Normalised

    @cached_property
    def words(self) -> Words:
        """The words of its letters."""
        return words_of(self.text)


def cut(whole: Normalised, start: int, end: int) -> Part:
    """Letters `start` to `end` of `whole` as a part."""
    size = len(whole.letters)
    start, end = max(0, min(start, size)), max(0, min(end, size))
    first = int(whole.offsets[start]) if start else 0
    last = whole.source_span(start, end)[1] if end < size else len(whole.source)
    offsets = np.append(whole.offsets[start:end], last) - first
    return Part(first, start, Normalised(whole.letters[start:end], offsets, whole.source[first:last]))


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
    """How far an import is: `done` of `total` files, `path` the one being read.

    `read` bytes were read so far, in `seconds`; `added` and `skipped` count files. `waiting`: another import
    has to end first.
    """

    done: int
    total: int
    path: Path
    read: int = 0
    seconds: float = 0.0
    added: int = 0
    skipped: int = 0
    waiting: bool = False

    @property
    def rate(self) -> float:
        """Bytes a second; 0 while it cannot be told."""
        return self.read / self.seconds if self.seconds > 0.5 else 0.0


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file. `item`: the text it became, None when it was left out, with `code` and
    `values` of the message that says why. `steps`: how many places each cleaning step changed; `flags`:
    leftovers that were left in place, with their number; `removed`: characters that cleaning took out.
    `note`: text.guessed or text.replaced when its encoding was not certain."""

    path: Path
    item: int | None = None
    code: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    steps: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    removed: int = 0
    note: str = ""

    @property
    def state(self) -> str:
        """kept (as it was), changed (by cleaning) or dropped."""
        if self.item is None:
            return "dropped"
        return "changed" if self.steps else "kept"


@dataclass(frozen=True)
class AddReport:
    """What an import did. `cancelled`: the writer stopped it; what is listed as added is kept.

    `interrupted`: it ended before its time (a drive was taken away) and can go on later, as `job`.
    `outcomes`: every file that was looked at, in order.
    """

    added: tuple[ItemInfo, ...]
    skipped: tuple[Skipped, ...]
    cancelled: bool = False
    interrupted: MuseError | None = None
    outcomes: tuple[FileOutcome, ...] = ()
    job: int = 0
    seconds: float = 0.0
    read: int = 0


@dataclass(frozen=True)
class ImportInfo:
    """An import on record: `state` is running (it was not ended: go on with it), done or cancelled."""

    id: int
    paths: tuple[str, ...]
    state: str
    started_at: str
    added: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Watched:
    """A folder whose new texts come into the library by themselves. `there`: it can be looked into now."""

    id: int
    path: str
    paused: bool
    looked_at: str | None
    there: bool


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

    def alike(self, draft: Words) -> Sequence[Alike]:
        """Stretches that share rare words with a draft (`overlap.features.words_of` of its letters), whatever
        their order, the most alike first. Rough places: where to look."""

    def akin(self, draft: Words, spans: Sequence[tuple[int, int]], best: int) -> Sequence[Sequence[Alike]]:
        """For each sentence of a draft (letters `spans`, in order) the `best` stretches that hold the most of
        its rare words, however little that is."""

    def shares(self, draft: Words) -> Any:
        """For each word, the share of all stretches of 256 letters that hold it: float64, about, never 0."""

    def part(self, item_id: int, start: int, end: int) -> Part:
        """Letters `start` to `end` of an item, with the text they come from; perhaps some more around them.

        Raises MuseError `library.gone`.
        """
