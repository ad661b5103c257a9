"""Fingerprints of a text by winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003), one scheme per script.

Two schemes run over the same letters:

- *alphabetic*: every 20 letters without a CJK one are hashed; of each 13 neighbours the smallest is kept;
- *CJK*: every 8 letters with at least one CJK one are hashed; of each 6 neighbours the smallest is kept.

The guarantee, for any two texts: a shared run of at least 32 letters, or of at least 13 letters of which one
is CJK, contains a fingerprint that is kept in both texts at the same place of the run. Why: a run without
CJK letters holds 13 alphabetic neighbours (32 = 20 + 13 - 1); in a run of 13 letters with a CJK one, 6
neighbouring 8-grams (13 = 8 + 6 - 1) can be laid so that one of them holds that letter. What is kept of
neighbours depends on them alone, so both texts keep the same. Ties are all kept, which does not weaken it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.text.normalise import Normalised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Positions = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Hashes = Positions = Any



@dataclass(frozen=True)
class Scheme:
    """k letters a gram, the smallest of w neighbouring grams is kept; finds runs of k + w - 1 letters."""

    k: int
    w: int

    @property
    def guarantee(self) -> int:
        """The shortest shared run, in letters, that is always found."""
        return self.k + self.w - 1


ALPHABETIC = Scheme(k=20, w=13)
CJK = Scheme(k=8, w=6)
_CHUNK = 1 << 17  # letters worked on at once: the arrays stay in the processor's cache
_NOTHING = 0xFFFFFFFFFFFFFFFF
_BASE = 0x9E3779B97F4A7C15  # odd multipliers (golden ratio; MurmurHash3's finaliser)
_MIX = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
_SHIFT = 33


def fingerprints(text: Normalised, start: int = 0) -> tuple[Hashes, Positions]:
    """The kept fingerprints of `text`: hashes (uint64) and where each begins, in letters (int64), in order.

    With `start`, only those at letter `start` or later; they are the same as in the whole.
    """
    found = list(_kept(text, start))
    if not found:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    hashes = np.concatenate([hashes for hashes, _ in found])
    positions = np.concatenate([positions for _, positions in found])
    order = np.argsort(positions, kind="stable")
    return hashes[order], positions[order]


@dataclass(frozen=True, eq=False)
class Prints:
    """Fingerprints as an index holds them: the upper 32 bits of each hash, and its place in letters.

    In the order of their places. Two different passages may share a key; the text decides.
    """

    keys: NDArray[np.uint32]
    positions: Positions

    def __len__(self) -> int:
        return len(self.keys)


def prints(text: Normalised, start: int = 0) -> Prints:
    """The fingerprints of `text` (from letter `start` on) as an index holds them."""
    hashes, positions = fingerprints(text, start)
    return Prints((hashes >> np.uint64(32)).astype(np.uint32), positions)


def _kept(text: Normalised, start: int) -> Iterator[tuple[Hashes, Positions]]:
    has_cjk = bool(text.cjk.any())
    for begin in range(start, len(text.letters), _CHUNK):
        end = min(begin + _CHUNK, len(text.letters))
        for scheme in (ALPHABETIC, CJK) if has_cjk else (ALPHABETIC,):
            yield _kept_between(text, scheme, begin, end, has_cjk)


def _kept_between(
    text: Normalised, scheme: Scheme, begin: int, end: int, has_cjk: bool
) -> tuple[Hashes, Positions]:
    """The fingerprints of one scheme that begin in letters `begin` to `end`."""
    low = max(0, begin - scheme.w + 1)
    high = min(len(text.letters), end + scheme.guarantee - 1)
    grams = _gram_hashes(text.codes[low:high].astype(np.uint64), scheme.k)
    if grams.size < scheme.w:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    if has_cjk:
        before = np.concatenate(([0], np.cumsum(text.cjk[low:high])))
        cjk_letters = before[scheme.k :] - before[: -scheme.k]
        grams[(cjk_letters == 0) == (scheme is CJK)] = _NOTHING
    kept = np.flatnonzero(_smallest_somewhere(grams, scheme.w))
    kept = kept[(kept >= begin - low) & (kept < end - low)]
    return grams[kept], kept + low


def _gram_hashes(codes: Hashes, k: int) -> Hashes:
    """A 64-bit hash of every k neighbouring letters, built by doubling (k = 20 is 16 + 4)."""
    if len(codes) < k:
        return np.empty(0, np.uint64)
    total = len(codes) - k + 1
    power = {1: _mixed(codes + np.uint64(1))}
    size = 1
    while size * 2 <= k:
        half = power[size]
        power[size * 2] = half[:-size] * _power_of_base(size) + half[size:]
        size *= 2
    result = np.zeros(total, np.uint64)
    done = 0
    for size in sorted(power, reverse=True):
        if done + size <= k:
            result = result * _power_of_base(size) + power[size][done : done + total]
            done += size
    return np.minimum(_mixed(result), _NOTHING - 1)


def _power_of_base(exponent: int) -> np.uint64:
    return np.uint64(pow(_BASE, exponent, 1 << 64))


def _mixed(values: Hashes) -> Hashes:
    values = values ^ (values >> np.uint64(_SHIFT))
    for factor in _MIX:
        values *= factor
        values ^= values >> _SHIFT
    return values


def _smallest_somewhere(grams: Hashes, w: int) -> NDArray[np.bool_]:
    """Which grams are the smallest of at least one window of w neighbours (and are grams at all)."""
    smallest = _sliding(np.minimum, grams, w)
    # A gram is kept when the largest of the minima of the windows it lies in is the gram itself.
    padded = np.concatenate((np.zeros(w - 1, np.uint64), smallest, np.zeros(w - 1, np.uint64)))
    kept: NDArray[np.bool_] = (_sliding(np.maximum, padded, w) == grams) & (grams != _NOTHING)
    return kept


def _sliding(pick: np.ufunc, values: Hashes, w: int) -> Hashes:
    """`pick` (minimum or maximum) over every w neighbours, by doubling."""
    size = 1
    while size * 2 <= w:
        values = pick(values[:-size], values[size:])
        size *= 2
    if size < w:
        rest = w - size
        values = pick(values[:-rest], values[rest:])
    return values
