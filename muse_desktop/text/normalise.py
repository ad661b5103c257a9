"""Text reduced to what a comparison looks at, with the place of every letter in the source.

The rule, character by character: compatibility decomposition (NFKD), case folding, decomposition again, then
only letters and digits are kept, traditional Han characters as their simplified form. Because every step
works on single characters (marks, whose order would matter, are dropped), the whole text never has to be
normalised as one and each letter knows the one source character that produced it. Hangul therefore stands
as its single jamo, which also makes composed and decomposed Korean equal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.paths import resource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Positions = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Codes = Positions = Any


# Pairs that OpenCC decides by context; comparing wants one answer.
_ALSO_FOLDED = "著着瞭了妳你牠它衹只祇只"
# Letters by category that nobody sees: Hangul fillers.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0")
_UNKNOWN, _DROPPED, _SEVERAL = 0xFFFFFFFF, 0, 0xFFFFFFFE
# Ranges of characters written without spaces: Han, kana, bopomofo (after decomposition).
_CJK_RANGES = (
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3041, 0x312F),
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True, eq=False)
class Normalised:
    """The letters of a text and where they come from.

    `offsets[i]` is the code point in `source` that produced `letters[i]`; one more entry holds the length of
    the source, so the array has `len(letters) + 1` entries (int64, never decreasing).
    """

    letters: str
    offsets: Positions
    source: str

    @cached_property
    def codes(self) -> Codes:
        """The letters as an array of code points (uint32)."""
        return np.frombuffer(self.letters.encode("utf-32-le"), dtype=np.uint32)

    @cached_property
    def cjk(self) -> NDArray[np.bool_]:
        """Which letters belong to a script written without spaces."""
        return _cjk_mask(self.codes)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source that letters `start` to `end` stand for.

        Marks and joiners that belong to the last character are included, so that the slice never cuts an
        accent off. An empty range gives an empty span.
        """
        first = int(self.offsets[start])
        if end <= start:
            return first, first
        last = int(self.offsets[end - 1]) + 1
        while last < len(self.source) and _belongs_to_the_letter_before(self.source[last]):
            last += 1
        return first, last


def normalise(text: str) -> Normalised:
    """The letters and digits of `text` in comparable form, with their places (about 30 ns a character)."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _table()
    single = table.of(codes)
    kept = np.flatnonzero(single)
    letters = single[kept]
    offsets = kept
    several = np.flatnonzero(letters == _SEVERAL)
    if several.size:
        letters, offsets = _spread(codes, letters, kept, several, table)
    ends = np.append(offsets, len(text)).astype(np.int64, copy=False)
    return Normalised(letters.tobytes().decode("utf-32-le"), ends, text)


def _spread(
    codes: Codes, letters: Codes, kept: Positions, several: Positions, table: _Table
) -> tuple[Codes, Positions]:
    """Put the letters of characters such as ﬁ, ß and ½ in their places."""
    parts = [table.several[int(code)] for code in codes[kept[several]]]
    counts = np.ones(len(letters), dtype=np.int64)
    counts[several] = [len(part) for part in parts]
    spread = np.repeat(letters, counts)
    starts = np.cumsum(counts)[several] - counts[several]
    places = [np.arange(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    fill = np.concatenate(places)
    spread[fill] = np.frombuffer("".join(parts).encode("utf-32-le"), dtype=np.uint32)
    return spread, np.repeat(kept, counts)


ANCHOR_LETTERS = 4096


def anchors(text: Normalised) -> Positions:
    """Places from which `letters_between` can start: rows of (letter, code point), `ANCHOR_LETTERS` apart.

    A place never divides the letters of one source character.
    """
    wanted = np.arange(0, max(len(text.letters), 1), ANCHOR_LETTERS)
    # The first letter of the source character that produced the wanted one.
    letters = np.searchsorted(text.offsets[:-1], text.offsets[wanted], "left") if text.letters else wanted
    return np.stack((letters, text.offsets[letters]), axis=1).astype(np.int64)


def letters_between(source: Callable[[int, int | None], str], places: Positions, start: int, end: int) -> str:
    """Letters `start` to `end` of a text, normalising only what is near them.

    `source(first, last)` gives code points `first` to `last` (None: to the end); `places` are the text's
    `anchors`.
    """
    low = int(np.searchsorted(places[:, 0], start, "right")) - 1
    high = int(np.searchsorted(places[:, 0], end, "left"))
    last = int(places[high, 1]) if high < len(places) else None
    first_letter = int(places[low, 0])
    return normalise(source(int(places[low, 1]), last)).letters[start - first_letter : end - first_letter]


class _Table:
    """What each code point becomes, filled in as characters are met (4 MB; safe to share between threads:
    an entry is only ever written with the same value, and `several` before the entry that points to it).
    """

    def __init__(self) -> None:
        self.several: dict[int, str] = {}
        self._single = np.full(0x110000, _UNKNOWN, dtype=np.uint32)

    def of(self, codes: Codes) -> Codes:
        """The letter of each code: 0 for none, `_SEVERAL` for more than one."""
        single = self._single[codes]
        unknown = codes[single == _UNKNOWN]
        if unknown.size:
            for code in set(unknown.tolist()):
                self._learn(code)
            single = self._single[codes]
        return single

    def _learn(self, code: int) -> None:
        letters = _letters_of(chr(code))
        if len(letters) > 1:
            self.several[code] = letters
            self._single[code] = _SEVERAL
        else:
            self._single[code] = ord(letters) if letters else _DROPPED


@cache
def _table() -> _Table:
    return _Table()


def _letters_of(ch: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", ch).casefold())
    return "".join(
        _han_folding().get(part, part)
        for part in folded
        if unicodedata.category(part)[0] in "LN" and part not in _INVISIBLE
    )


@cache
def _han_folding() -> dict[str, str]:
    lines = resource("text", "han_folding.txt").read_text("utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#")) + _ALSO_FOLDED
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def _cjk_mask(codes: Codes) -> NDArray[np.bool_]:
    mask = np.zeros(len(codes), dtype=np.bool_)
    if codes.size and int(codes.max()) >= _CJK_RANGES[0][0]:
        for low, high in _CJK_RANGES:
            mask |= (codes >= low) & (codes <= high)
    return mask


def _belongs_to_the_letter_before(ch: str) -> bool:
    return ch > "\u02ff" and (unicodedata.category(ch)[0] == "M" or ch == "\u200d")
