"""Words and 字 as a guard counts them: the letters of `text.normalise`, cut where a word ends.

A unit is a word, or one character of a script written without spaces. Case, accents, punctuation and how
words are spaced vanish; an apostrophe, a hyphen or a mark inside a number divides no word, as in
`text.segment`. A unit weighs as much of a run as its kind does: with runs of 8 words or 16 字, a 字 half a
word. Letters of scripts that need a dictionary to be cut (Thai, Lao, Burmese, Khmer) weigh a quarter each.

`Cutter` reads a text as it grows, `cut` a whole book at once; both find the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from muse_desktop.lazy import LazyModule
from muse_desktop.text.normalise import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Hashes = Numbers = Any

MASK = 0xFFFFFFFFFFFFFFFF
BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
INVERSE = pow(BASE, -1, 1 << 64)
_MIX = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)  # MurmurHash3's finaliser
_DENSE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
_NOTHING, _JOINS, _IN_NUMBERS, _PARTS = 0, 1, 16, 64  # what stands between two letters
_JOINERS = "'’‘ʼ-‐‑\u00ad\u200c\u200d\u2060"
_NUMBER_MARKS = ".,:"
WORD, CJK, DENSE = 0, 1, 2


@dataclass(frozen=True)
class Measure:
    """Runs of `words` words, or of `cjk` characters of a script without spaces, are long enough to count."""

    words: int
    cjk: int

    @cached_property
    def enough(self) -> int:
        """What the units of a run weigh together, at least."""
        return self.words * self.cjk * 4

    @cached_property
    def most_units(self) -> int:
        """Of how many units a run may be, and some more."""
        return self.enough // min(self.weights) + 8

    @cached_property
    def range(self) -> tuple[int, int, int]:
        """What stands before a run's last unit weighs so much at least and at most; what two units weigh."""
        return self.enough - max(self.weights), self.enough - min(self.weights), 2 * max(self.weights)

    @cached_property
    def weights(self) -> tuple[int, int, int]:
        """What a word, a 字, and a letter of a script that needs a dictionary weigh."""
        return 4 * self.cjk, 4 * self.words, self.cjk


class Unit(NamedTuple):
    """One unit: a hash of its letters, the base to the power of their number, and what it weighs."""

    hash: int
    power: int
    weight: int


class Letter(NamedTuple):
    """What one character of a text is: its letters (mixed codes), the kind of the first and of the last and
    whether they are digits; or what it divides."""

    codes: tuple[int, ...]
    kinds: tuple[int, int] = (0, 0)
    digits: tuple[bool, bool] = (False, False)
    divides: int = 0


def mixed(value: int) -> int:
    """`value` with its 64 bits well mixed."""
    value ^= value >> 33
    for factor in _MIX:
        value = (value * factor) & MASK
        value ^= value >> 33
    return value


def mixed_all(values: Hashes) -> Hashes:
    """`mixed` of each."""
    values = values ^ (values >> np.uint64(33))
    for factor in _MIX:
        values *= np.uint64(factor)
        values ^= values >> np.uint64(33)
    return values


@cache
def letter(character: str) -> Letter:
    """What a character is to a guard."""
    found = normalise(character).letters
    if not found:
        return Letter((), divides=_divides(character))
    codes = tuple(mixed(ord(one) + 1) for one in found)
    ends = found[0], found[-1]
    return Letter(codes, (_kind(ends[0]), _kind(ends[1])), (ends[0].isdigit(), ends[1].isdigit()))


def _kind(found: str) -> int:
    if any(low <= ord(found) <= high for low, high in _DENSE):
        return DENSE
    return CJK if bool(normalise(found).cjk[0]) else WORD


def _divides(character: str) -> int:
    import unicodedata

    if character in _JOINERS:
        return _JOINS
    if character in _NUMBER_MARKS:
        return _IN_NUMBERS
    return _NOTHING if unicodedata.category(character)[0] == "M" or character == "\u200d" else _PARTS


class Cutter:
    """A text so far: the last `units` that are complete and the one that is growing (`hash`, `power`)."""

    __slots__ = ("_digit", "_gap", "_kind", "_last", "_most", "_weights", "hash", "power", "units")

    def __init__(self, measure: Measure) -> None:
        self._weights, self._most = measure.weights, measure.most_units
        self.units: tuple[Unit, ...] = ()
        self.hash, self.power = 0, 1
        self._kind = self._last = WORD
        self._digit = False
        self._gap = _NOTHING

    def copy(self) -> Cutter:
        """Another that has read the same."""
        twin = object.__new__(Cutter)
        twin._weights, twin._most = self._weights, self._most
        twin.units, twin.hash, twin.power = self.units, self.hash, self.power
        twin._kind, twin._last, twin._digit, twin._gap = self._kind, self._last, self._digit, self._gap
        return twin

    @property
    def open(self) -> bool:
        """Whether a unit has begun; it may still grow."""
        return self.power != 1

    @property
    def growing(self) -> Unit:
        """The unit that has begun, as if it ended here."""
        return Unit(self.hash, self.power, self._weights[self._kind])

    def take(self, character: str) -> bool | None:
        """Read one more character: whether a unit began with it; None for one that is no letter."""
        codes, kinds, digits, divides = letter(character)
        if not codes:
            self._gap += divides
            return None
        begins = self.power == 1 or self._parted(kinds[0], digits[0])
        if begins:
            if self.power != 1:
                self.units = (*self.units[1 - self._most :], self.growing)
            self.hash, self.power = 0, 1
            self._kind = kinds[0]
        for code in codes:
            self.hash = (self.hash * BASE + code) & MASK
            self.power = (self.power * BASE) & MASK
        self._last, self._digit, self._gap = kinds[1], digits[1], _NOTHING
        return begins

    def _parted(self, kind: int, digit: bool) -> bool:
        if self._last != WORD or kind != WORD:
            return True
        if self._gap == _IN_NUMBERS:
            return not (self._digit and digit)
        return self._gap > _JOINS


@dataclass(frozen=True, eq=False)
class Cut:
    """The units of a whole text. `powers[i]` is the base to the power of i, `sums[i]` what stands before
    letter i, so that `hash_of` any letters is one step; `begins` has one entry more than there are units."""

    begins: Numbers
    weights: Numbers
    sums: Hashes
    powers: Hashes

    def __len__(self) -> int:
        return len(self.weights)

    def hash_of(self, first: Numbers, last: Numbers) -> Hashes:
        """Hashes of the letters of units `first` to before `last`; there is at least one each."""
        begin, end = self.begins[first], self.begins[last]
        return np.asarray((self.sums[end] - self.sums[begin]) * self.powers[end - 1], np.uint64)


def cut(text: str, measure: Measure) -> Cut:
    """The units of `text`."""
    found = normalise(text)
    codes, cjk = found.codes, found.cjk
    size = len(codes)
    kinds = np.where(cjk, CJK, WORD).astype(np.int64)
    for low, high in _DENSE:
        kinds[(codes >= low) & (codes <= high)] = DENSE
    starts = _starts(text, found.offsets[:-1], codes, kinds)
    begins = np.append(np.flatnonzero(starts), size)
    weights = np.array(measure.weights, np.int64)[kinds[begins[:-1]]]
    powers, inverses = _powers(size, BASE), _powers(size, INVERSE)
    values = mixed_all(codes.astype(np.uint64) + np.uint64(1)) * inverses
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)))
    return Cut(begins, weights, sums, powers)


def _powers(size: int, base: int) -> Hashes:
    steps = np.full(max(size, 1), base, np.uint64)
    steps[0] = 1
    return np.asarray(np.cumprod(steps, dtype=np.uint64))


def _starts(text: str, offsets: Numbers, codes: Any, kinds: Numbers) -> Any:
    """Which letters begin a unit."""
    starts = np.ones(len(codes), np.bool_)
    if len(codes) < 2:
        return starts
    parted = (kinds[1:] != WORD) | (kinds[:-1] != WORD)
    # Letters of one character (ﬁ, ㎏) are one unit whatever they are.
    parted &= offsets[1:] != offsets[:-1]
    gaps = np.flatnonzero(offsets[1:] - offsets[:-1] > 1)
    source = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(_table()[source], dtype=np.int64)))
    between = before[offsets[gaps + 1]] - before[offsets[gaps] + 1]
    numbers = _digits(codes[gaps]) & _digits(codes[gaps + 1])
    parted[gaps] |= np.where(between == _IN_NUMBERS, ~numbers, between > _JOINS)
    starts[1:] = parted
    return starts


def _digits(codes: Any) -> Any:
    ascii_digit = (codes >= 48) & (codes <= 57)
    for place in np.flatnonzero(codes > 127).tolist():
        ascii_digit[place] = chr(int(codes[place])).isdigit()
    return ascii_digit


@cache
def _table() -> Any:
    """What each character divides, letters nothing; one byte each, made once (a tenth of a second)."""
    table = np.full(0x110000, _PARTS, np.uint8)
    for code in _marks():
        table[code] = _NOTHING
    for character in _JOINERS:
        table[ord(character)] = _JOINS
    for character in _NUMBER_MARKS:
        table[ord(character)] = _IN_NUMBERS
    return table


def _marks() -> list[int]:
    import unicodedata

    every = range(0x300, 0x1F000)
    return [code for code in every if unicodedata.category(chr(code))[0] == "M"] + list(
        range(0xE0100, 0xE01F0)
    )
