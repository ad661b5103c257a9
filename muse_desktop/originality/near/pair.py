"""A stretch of a draft and one of a source, each the best counterpart of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.originality.near.evidence import Weights, best_stretch, chances, evidence, neighbours, ranks
from muse_desktop.overlap.features import Words

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

_TURNS = 6
_MOST_KEPT = 0.97
_LEAST_KEPT = 0.3
_BEGINNING = 12.0  # nats: what goes together has more at first sight; chance in millions of words seldom has


@dataclass(frozen=True)
class Span:
    """Letters `start` to `end` of the draft's words and `begin` to `finish` of the source's."""

    start: int
    end: int
    begin: int
    finish: int


@dataclass(frozen=True)
class Found:
    """Where both stretches are, the evidence for a copy (`score`) and for these places (`total`), how many of
    the draft's words stand in the source's stretch, of how many, and what share is kept beyond chance."""

    span: Span
    score: float
    total: float
    shared: int
    of: int
    kept: float


class _Side:
    """The words of one text, with where each stands in the other."""

    def __init__(self, words: Words, shares: Weights, others: Words) -> None:
        self.words = words
        self.shares = shares
        self._ranks = ranks(words.keys)
        every, number = np.unique(np.concatenate((words.keys, others.keys)), return_inverse=True)
        self._mine, self._their = number[: len(words)], number[len(words) :]
        self._size = len(every)
        self._others = others

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie within these letters."""
        return int(np.searchsorted(self.words.starts, start)), int(
            np.searchsorted(self.words.ends, end, "right")
        )

    def there(self, start: int, end: int) -> Any:
        """Which words stand within these letters of the other text."""
        first = np.searchsorted(self._others.starts, start)
        last = np.searchsorted(self._others.ends, end, "right")
        known = np.zeros(self._size, np.bool_)
        known[self._their[first : max(first, last)]] = True
        return known[self._mine]

    def best(
        self, start: int, end: int, begin: int, finish: int, slack: int, kept: float, least: float = 0.0
    ) -> tuple[int, int] | None:
        """The best stretch near letters `start` to `end` against the other's `begin` to `finish`, None where
        its evidence is not above `least`."""
        there = self.there(begin - slack, finish + slack).astype(np.float64)
        gains = evidence(there, self.shares, finish - begin + 2 * slack, kept, self._ranks)
        low = min(int(np.searchsorted(self.words.ends, start, "right")), len(self.words) - 1)
        high = max(int(np.searchsorted(self.words.starts, end)), low + 1)
        first, last, score = best_stretch(gains, low, high)
        if score <= least:
            return None
        return int(self.words.starts[first]), int(self.words.ends[last - 1])

    def kept(self, start: int, end: int, begin: int, finish: int) -> float:
        """What share of the words of a stretch is kept in the other's, beyond what chance brings."""
        first, last = self.slice(start, end)
        there = self.there(begin, finish)[first:last]
        chance = chances(self.shares[first:last], finish - begin)
        kept = float((there - chance).sum() / max(1e-9, float((1.0 - chance).sum())))
        return min(_MOST_KEPT, max(_LEAST_KEPT, kept))

    def score(
        self, start: int, end: int, begin: int, finish: int, kept: float, shares: Weights
    ) -> tuple[float, int, int]:
        """The evidence of a stretch, how many of its words stand in the other's, of how many."""
        first, last = self.slice(start, end)
        there = self.there(begin, finish)[first:last]
        again = ranks(self.words.keys[first:last])
        gains = evidence(there.astype(np.float64), shares[first:last], finish - begin, kept, again)
        return float(gains.sum()), int(there.sum()), last - first

    def order(self, start: int, end: int, begin: int, finish: int) -> float:
        """The evidence of neighbours that are neighbours in the other text too, in either order."""
        first, last = self.slice(start, end)
        low = int(np.searchsorted(self._others.starts, begin))
        high = int(np.searchsorted(self._others.ends, finish, "right"))
        places: dict[int, list[int]] = {}
        for place, key in enumerate(self._others.keys[low:high].tolist()):
            places.setdefault(key, []).append(place)
        return neighbours(self.words.keys[first:last].tolist(), places, high - low)


class Pair:
    """Two texts in which the stretches that go together are looked for."""

    def __init__(
        self, ours: Words, shares: Weights, theirs: Words, their_shares: Weights, slack: int
    ) -> None:
        self._judging = shares
        self._ours = _Side(ours, shares, theirs)
        self._theirs = _Side(theirs, their_shares, ours)
        self._slack = slack

    def judge_by(self, shares: Weights) -> None:
        """Judge what was found by other shares of the draft's words than it was looked for with."""
        self._judging = shares

    def promises(self, rough: Span, starts: tuple[float, ...]) -> bool:
        """Whether a closer look is worth it."""
        place = rough.start, rough.end, rough.begin, rough.finish
        return any(self._ours.best(*place, self._slack, kept, _BEGINNING) is not None for kept in starts)

    def found(self, rough: Span, starts: tuple[float, ...]) -> Found | None:
        """What goes together near `rough`, None where nothing does. `starts`: the shares of words kept that
        are tried first; the likeliest outcome is taken."""
        best: Found | None = None
        for kept in starts:
            span = self._settled(rough, kept, kept)
            if span is None:
                continue
            span = self._settled(span, *self._kept(span))
            if span is None:
                continue
            found = self._judged(span)
            if best is None or found.total > best.total:
                best = found
        return best

    def _settled(self, span: Span, kept: float, kept_source: float) -> Span | None:
        seen: set[Span] = set()
        for _ in range(_TURNS):
            if (
                mine := self._ours.best(
                    span.start, span.end, span.begin, span.finish, self._slack, kept
                )
            ) is None:
                return None
            if (
                other := self._theirs.best(span.begin, span.finish, *mine, self._slack, kept_source)
            ) is None:
                return None
            span = Span(*mine, *other)
            if span in seen:
                break
            seen.add(span)
        return span

    def _kept(self, span: Span) -> tuple[float, float]:
        mine, other = (span.start, span.end), (span.begin, span.finish)
        return self._ours.kept(*mine, *other), self._theirs.kept(*other, *mine)

    def _judged(self, span: Span) -> Found:
        kept, kept_source = self._kept(span)
        mine, other = (span.start, span.end), (span.begin, span.finish)
        score, shared, of = self._ours.score(*mine, *other, kept, self._ours.shares)
        more, _, _ = self._theirs.score(*other, *mine, kept_source, self._theirs.shares)
        strict, _, _ = self._ours.score(*mine, *other, kept, self._judging)
        order = self._ours.order(*mine, *other)
        return Found(span, strict + order, score + more, shared, of, kept)
