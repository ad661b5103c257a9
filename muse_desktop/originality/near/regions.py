"""From rough places to passages: which stretch of the draft goes with which stretch of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library.corpus import Corpus, Part
from muse_desktop.originality.near.evidence import Weights, best_stretch, chances, evidence, ranks
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words, words_of
from muse_desktop.text.normalise import Normalised

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")


@dataclass(frozen=True)
class Options:
    """How near passages are looked for. `kept` and `kept_source`: the share of words that a copy keeps, of
    the draft's and of the source's passage; `enough`: nats of evidence beyond what one comparison among all
    could bring by chance; `slack`: letters on both sides of a passage where it may go on."""

    kept: float = 0.5
    kept_source: float = 0.4
    enough: float = 12.0
    slack: int = 384
    margin: int = 2048
    draft_gap: int = 384
    source_gap: int = 1024
    promising: float = 22.0
    rounds: int = 3
    least_kept: float = 0.3


@dataclass(frozen=True)
class Region:
    """Letters `start` to `end` of a draft go with letters `source_start` to `source_end` of an item; the
    evidence in nats, and how many of the draft's different words stand in the source's stretch, of how many."""

    item: int
    start: int
    end: int
    source_start: int
    source_end: int
    score: float
    shared: int
    of: int
    kept: float


_TURNS = 12
_MOST_KEPT = 0.97


def groups(found: Sequence[Alike], options: Options) -> list[Alike]:
    """Rough places that belong together as one each, best first."""
    by_item: dict[int, list[Alike]] = defaultdict(list)
    for one in found:
        by_item[one.item].append(one)
    made: list[Alike] = []
    for some in by_item.values():
        made += _joined(some, options)
    return sorted(made, key=lambda one: -one.score)


def _joined(some: list[Alike], options: Options) -> list[Alike]:
    some = sorted(some, key=lambda one: (one.draft_start, one.start))
    ready: list[Alike] = []
    growing: list[Alike] = []
    for one in some:
        still = []
        for other in growing:
            (still if other.draft_end + options.draft_gap >= one.draft_start else ready).append(other)
        near = [
            other
            for other in still
            if other.start - options.source_gap <= one.end and one.start <= other.end + options.source_gap
        ]
        for other in near:
            still.remove(other)
        every = [*near, one]
        still.append(
            Alike(
                one.item,
                min(each.start for each in every),
                max(each.end for each in every),
                min(each.draft_start for each in every),
                max(each.draft_end for each in every),
                max(each.score for each in every),
            )
        )
        growing = still
    return ready + growing


class Aligner:
    """Finds the exact stretches of one draft's passages."""

    def __init__(self, draft: Normalised, words: Words, corpus: Corpus, options: Options) -> None:
        self._draft, self._words, self._corpus, self._options = draft, words, corpus, options
        self._shares = corpus.shares(words)

    def region(self, rough: Alike) -> Region | None:
        """The passage at a rough place, None where there is none or the item was taken out."""
        options = self._options
        size = max(rough.end - rough.start, rough.draft_end - rough.draft_start)
        margin = options.margin + size
        try:
            part = self._corpus.part(rough.item, rough.start - margin, rough.end + margin)
        except MuseError as error:
            if error.code != "library.gone":
                raise
            return None
        theirs = words_of(part.text)
        if not len(theirs):
            return None
        low = int(np.searchsorted(self._words.starts, rough.draft_start - margin))
        high = int(np.searchsorted(self._words.starts, rough.draft_end + margin))
        ours = Words(self._words.keys[low:high], self._words.starts[low:high], self._words.ends[low:high])
        if not len(ours):
            return None
        return self._settled(rough, part, ours, self._shares[low:high], theirs)

    def _settled(
        self, rough: Alike, part: Part, ours: Words, shares: Weights, theirs: Words
    ) -> Region | None:
        options = self._options
        pair = _Pair(ours, shares, theirs, self._corpus.shares(theirs), options.slack)
        pair.set(rough.draft_start, rough.draft_end, rough.start - part.letter, rough.end - part.letter)
        kept, kept_source = options.kept, options.kept_source
        for _ in range(options.rounds):
            if not pair.settle(kept, kept_source):
                return None
            kept, kept_source = pair.kept(options)
        return pair.region(rough.item, part.letter, kept)


class _Pair:
    """A stretch of the draft and one of a source that grow or shrink until each is the other's best."""

    def __init__(self, ours: Words, shares: Weights, theirs: Words, their_shares: Weights, slack: int) -> None:
        self._ours, self._theirs, self._slack = ours, theirs, slack
        self._shares, self._their_shares = shares, their_shares
        self._ranks, self._their_ranks = ranks(ours.keys), ranks(theirs.keys)
        self.start = self.stop = self.begin = self.end = 0

    def set(self, start: int, stop: int, begin: int, end: int) -> None:
        """Start from these letters."""
        self.start, self.stop, self.begin, self.end = start, stop, begin, end

    def settle(self, kept: float, kept_source: float) -> bool:
        """Find both stretches; whether there are any."""
        seen: set[tuple[int, int, int, int]] = set()
        for _ in range(_TURNS):
            there = _there(self._ours.keys, self._theirs.keys[self._near(self._theirs, self.begin, self.end)])
            wide = self.end - self.begin + 2 * self._slack
            gains = evidence(there, self._shares, wide, kept, self._ranks)
            first, last, score = best_stretch(gains, *_meeting(self._ours, self.start, self.stop))
            if score <= 0:
                return False
            self.start, self.stop = int(self._ours.starts[first]), int(self._ours.ends[last - 1])
            there = _there(self._theirs.keys, self._ours.keys[self._near(self._ours, self.start, self.stop)])
            wide = self.stop - self.start + 2 * self._slack
            gains = evidence(there, self._their_shares, wide, kept_source, self._their_ranks)
            first, last, score = best_stretch(gains, *_meeting(self._theirs, self.begin, self.end))
            if score <= 0:
                return False
            self.begin, self.end = int(self._theirs.starts[first]), int(self._theirs.ends[last - 1])
            now = (self.start, self.stop, self.begin, self.end)
            if now in seen:
                break
            seen.add(now)
        return True

    def kept(self, options: Options) -> tuple[float, float]:
        """What share of its words this passage seems to keep, and its source's."""
        ours, theirs = _inside(self._ours, self.start, self.stop), _inside(self._theirs, self.begin, self.end)
        mine, other = self._ours.keys[ours], self._theirs.keys[theirs]
        return (
            _kept(_there(mine, other), self._shares[ours], self.end - self.begin, options.least_kept),
            _kept(
                _there(other, mine), self._their_shares[theirs], self.stop - self.start, options.least_kept
            ),
        )

    def region(self, item: int, letter: int, kept: float) -> Region:
        """The passage as it is now; the source's part begins at this letter."""
        ours, theirs = _inside(self._ours, self.start, self.stop), _inside(self._theirs, self.begin, self.end)
        inner = self._ours.keys[ours]
        there = _there(inner, self._theirs.keys[theirs])
        gains = evidence(there, self._shares[ours], self.end - self.begin, kept, ranks(inner))
        source = self.begin + letter, self.end + letter
        return Region(
            item, self.start, self.stop, *source, float(gains.sum()), int(there.sum()), len(inner), kept
        )

    def _near(self, words: Words, start: int, end: int) -> slice:
        return _inside(words, start - self._slack, end + self._slack)


def _kept(there: Weights, shares: Weights, letters: int, least: float) -> float:
    chance = chances(shares, letters)
    kept = float((there - chance).sum() / max(1e-9, (1.0 - chance).sum()))
    return min(_MOST_KEPT, max(least, kept))


def _there(keys: Weights, others: Weights) -> Weights:
    return np.isin(keys, others).astype(np.float64)


def _inside(words: Words, start: int, end: int) -> slice:
    return slice(int(np.searchsorted(words.starts, start)), int(np.searchsorted(words.ends, end, "right")))


def _meeting(words: Words, start: int, end: int) -> tuple[int, int]:
    first = int(np.searchsorted(words.ends, start, "right"))
    last = int(np.searchsorted(words.starts, end))
    return min(first, len(words) - 1), max(last, first + 1)


def regions(
    draft: Normalised, corpus: Corpus, options: Options, cancelled: Callable[[], bool] = lambda: False
) -> list[Region]:
    """The passages of a draft, those of one item apart."""
    words = words_of(draft)
    aligner = Aligner(draft, words, corpus, options)
    found: dict[int, list[Region]] = defaultdict(list)
    for rough in groups(corpus.alike(words), options):
        if cancelled():
            break
        if rough.score < options.promising:
            continue
        if any(_holds(one, rough) for one in found[rough.item]):
            continue
        region = aligner.region(rough)
        if region is not None:
            found[rough.item].append(region)
    return [one for some in found.values() for one in some]


def _holds(region: Region, rough: Alike) -> bool:
    """Whether a rough place lies within a passage that was found."""
    return (
        region.start <= rough.draft_start
        and rough.draft_end <= region.end
        and region.source_start <= rough.start
        and rough.end <= region.source_end
    )
