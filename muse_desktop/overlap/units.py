"""Words and 字 as a guard counts them: the letters of `text.normalise`, cut where a word ends.

A unit is a word, or one character of a script written without spaces. Case, accents, punctuation and how
words are spaced vanish; an apostrophe, a hyphen or a mark inside a number divides no word, as in
`text.segment`. A unit weighs as much of a run as its kind does: with runs of 8 words or 16 字, a 字 half a
word. Letters of scripts that need a dictionary to be cut (Thai, Lao, Burmese, Khmer) weigh a quarter each.

`Cutter` reads a text as it grows, `cut` a whole book at once; both find the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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

    @property
    def enough(self) -> int:
        """What the units of a run weigh together, at least."""
        return self.words * self.cjk * 4

    @property
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


class Cutter(NamedTuple):
    """A text so far: the units that are complete, the one that is growing, and what follows it.

    `kind` is that of the growing unit, `last` and `digit` speak of its last letter. A value: `step` gives
    another. Only the last units are kept, `closed` of them in all.
    """

    units: tuple[Unit, ...] = ()
    closed: int = 0
    hash: int = 0
    power: int = 1
    kind: int = WORD
    last: int = WORD
    digit: bool = False
    gap: int = _NOTHING

    @property
    def open(self) -> bool:
        """Whether a unit has begun: it may still grow."""
        return self.power != 1


KEPT = 72
"""Units that a cutter keeps: more than a run and a half may have."""


def step(before: Cutter, character: str, weights: tuple[int, int, int]) -> tuple[Cutter, bool]:
    """`before` with one more character, and whether a new unit began with it."""
    one = letter(character)
    if not one.codes:
        return before._replace(gap=min(before.gap + one.divides, 1 << 20)), False
    begins = not before.open or _parted(before, one)
    units, closed, value, power = before.units, before.closed, before.hash, before.power
    kind = one.kinds[0] if begins else before.kind
    if begins:
        if before.open:
            units = (*units[-KEPT + 1 :], Unit(value, power, weights[before.kind]))
            closed += 1
        value, power = 0, 1
    for code in one.codes:
        value = (value * BASE + code) & MASK
        power = (power * BASE) & MASK
    return Cutter(units, closed, value, power, kind, one.kinds[1], one.digits[1], _NOTHING), begins


def _parted(before: Cutter, one: Letter) -> bool:
    if before.last != WORD or one.kinds[0] != WORD:
        return True
    if before.gap == _IN_NUMBERS:
        return not (before.digit and one.digits[0])
    return before.gap > _JOINS


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
