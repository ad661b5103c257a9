"""How alike texts are: by their words, or by whatever vectors the library has of their meaning."""

from __future__ import annotations

import zlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.text.search_words import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]
    Codes = NDArray[np.uint32]
else:
    np = LazyModule("numpy")
    Rows = Codes = Any

SIZE = 2048
"""Numbers in a vector of words; two unrelated texts differ from 0 by about 1 / sqrt(SIZE) = 0.02."""

CLOSE = 0.06
"""Likeness by words below this is chance."""
_PLACES = 4  # where a long text is looked at, so many characters each time
_CHARACTERS = 3_000
_MIXERS = (0x9E3779B1, 0x85EBCA6B)  # two places a word, each with a sign
_ORDINARY = 0.4
_FEW = 10  # texts too few to say what is ordinary
_KEPT_TEXTS = 20_000  # some 8 KB each at most


class Likeness(Protocol):
    """Vectors of texts. Takes a second or more for a large library: not for the UI thread."""

    def vectors(self, items: Sequence[int], text: str = "") -> tuple[Rows, Rows]:
        """A row of length 1 for each item, and one for `text`; zeros where nothing is known."""

    def chance(self, rows: Rows, /) -> float:
        """The likeness below which two of the texts last asked for may have nothing to do with each other."""

    def of_passages(self, passages: Sequence[int], /) -> Rows | None:
        """A row of length 1 for each passage of the library; None where that is not known of all."""


class WordLikeness:
    """Texts by the words they use, rare ones counting more: works in every language, with no model.

    Each word (中文: pair of characters) has two places in the vector and a sign each, by its hash (a count
    sketch: M. Charikar, K. Chen, M. Farach-Colton, "Finding frequent items in data streams", 2002). Its
    weight is (1 + ln count) · ln((1.5 + texts) / (1 + texts with it)) over the texts asked for together. Of a
    long text four stretches are read.
    """

    def __init__(self, text_of: Callable[[int], str]) -> None:
        self._text_of = text_of
        self._known: OrderedDict[int, tuple[Codes, Rows]] = OrderedDict()

    def forget(self, *items: int) -> None:
        """Read these texts again next time."""
        for one in items:
            self._known.pop(one, None)

    def vectors(self, items: Sequence[int], text: str = "") -> tuple[Rows, Rows]:
        """See `Likeness`."""
        counted = [self._counted(one) for one in items]
        counted.append(_weighed(_sample(text)))
        return (made := _projected(counted))[:-1], made[-1]

    def chance(self, _rows: Rows, /) -> float:
        """See `Likeness`: the same for all texts."""
        return CLOSE

    def of_passages(self, _passages: Sequence[int], /) -> Rows | None:
        """See `Likeness`: by words they have to be read, see `of_texts`."""
        return None

    def of_texts(self, texts: Sequence[str]) -> Rows:
        """A row for each text, by all of its words."""
        return _projected([_weighed(one) for one in texts])

    def _counted(self, item: int) -> tuple[Codes, Rows]:
        if (known := self._known.get(item)) is not None:
            self._known.move_to_end(item)
            return known
        try:
            made = _weighed(_sample(self._text_of(item)))
        except MuseError:  # taken out meanwhile, or its text is lost: nothing is known of it
            return _weighed("")
        self._known[item] = made
        if len(self._known) > _KEPT_TEXTS:
            self._known.popitem(last=False)
        return made


class Ordinary:
    """In what share of some texts each word is, of those texts that use its script at all."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = Counter[str]()
        self._scripts = Counter[bool]()
        for one in texts:
            found = set(_words(_sample(one)))
            self._texts.update(found)
            self._scripts.update({word.isascii() for word in found})

    @property
    def few(self) -> bool:
        """Whether there are too few texts to say what is ordinary."""
        return sum(self._scripts.values()) < _FEW

    def share(self, word: str) -> float:
        """0 for a word that none has, 1 for one that all have."""
        return self._texts[word] / max(1, self._scripts[word.isascii()])


def shared_words(one: str, other: str, ordinary: Ordinary, most: int = 3) -> list[str]:
    """The words (中文: pairs of characters) that both texts use and that say most about them.

    What most texts have explains nothing.
    """
    counts = Counter(_words(_sample(one)))
    shares = {word: ordinary.share(word) for word in counts.keys() & set(_words(_sample(other)))}
    telling = [word for word, share in shares.items() if share < _ORDINARY or ordinary.few]
    return sorted(telling, key=lambda word: (shares[word], -counts[word], -len(word), word))[:most]


def _words(text: str) -> list[str]:
    """The words that can explain something: not letters by themselves, not numbers."""
    return [one for one in terms(text).split() if len(one) > (3 if one.isascii() else 1) and one.isalpha()]


def _sample(text: str) -> str:
    """A few stretches over the length of a text, or all of it."""
    if len(text) <= _PLACES * _CHARACTERS:
        return text
    step = (len(text) - _CHARACTERS) // (_PLACES - 1)
    return "\n".join(text[place * step : place * step + _CHARACTERS] for place in range(_PLACES))


def _weighed(text: str) -> tuple[Codes, Rows]:
    """The hashes of a text's words and 1 + ln of how often each is there."""
    counts = Counter(zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in terms(text).split())
    codes = np.fromiter(counts.keys(), np.uint32, len(counts))
    return codes, (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))).astype(np.float32)


def _projected(counted: Sequence[tuple[Codes, Rows]]) -> Rows:
    rarity = _rarity(counted)
    rows = np.zeros((len(counted), SIZE), np.float32)
    for row, (codes, weights) in zip(rows, counted, strict=True):
        if len(codes):
            row[:] = _sketch(codes, weights * rarity(codes))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    rows /= lengths
    return rows


def _rarity(counted: Sequence[tuple[Codes, Rows]]) -> Callable[[Codes], Rows]:
    """ln((1.5 + texts) / (1 + texts with it)) of words; texts without any word are not counted."""
    filled = [codes for codes, _ in counted if len(codes)]
    everything = np.sort(np.concatenate(filled)) if filled else np.empty(0, np.uint32)
    texts = len(filled)

    def of(codes: Codes) -> Rows:
        number = np.searchsorted(everything, codes, "right") - np.searchsorted(everything, codes, "left")
        # 1.5: a word in all of two texts still says a little, otherwise they would share nothing.
        return np.log((1.5 + texts) / (1 + number)).astype(np.float32)

    return of


def _sketch(codes: Codes, weights: Rows) -> Rows:
    row = np.zeros(SIZE, np.float64)
    for mixer in _MIXERS:
        mixed = codes * np.uint32(mixer)
        mixed ^= mixed >> np.uint32(15)
        mixed *= np.uint32(0x2C1B3C6D)
        sign = np.where(mixed >> np.uint32(31), 1.0, -1.0)
        row += np.bincount(mixed % np.uint32(SIZE), weights * sign, SIZE)
    return row.astype(np.float32)
