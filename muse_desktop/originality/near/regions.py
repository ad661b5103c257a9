"""From rough places to passages: which stretch of the draft goes with which stretch of which text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.near.evidence import elsewhere
from muse_desktop.originality.near.pair import Pair, Span
from muse_desktop.overlap.align import SharedRun
from muse_desktop.overlap.alike import CELL, Alike
from muse_desktop.overlap.features import Words, words_of
from muse_desktop.text.normalise import Normalised

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")


@dataclass(frozen=True)
class NearOptions:
    """How near passages are looked for.

    `kept`: shares of words that a copy may keep, tried one by one. `promising`: nats beyond chance that a
    rough place must have to be looked at; the best are, until `tries` and one more for every `letters_a_try`
    of the draft were in vain; `enough`: nats a passage must have. `slack`: letters beside a passage where it
    may go on; `reach`: letters around a rough place where it may end; `margin`: letters around it that tell
    what the source is about, counted as `least_blocks` blocks at least. `draft_gap`, `source_gap`: rough
    places no further apart are one. `join`: passages of one text no further apart in the draft are one, where
    their sources are no further than `source_join`."""

    kept: tuple[float, ...] = (0.4, 0.9)
    promising: float = 3.0
    tries: int = 8
    letters_a_try: int = 512
    enough: float = 40.0
    slack: int = 384
    reach: int = 1024
    margin: int = 2048
    draft_gap: int = 384
    source_gap: int = 1024
    least_blocks: int = 8
    join: int = 128
    source_join: int = 512


@dataclass(frozen=True)
class Region:
    """Letters `start` to `end` of a draft go with letters `source_start` to `source_end` of an item. `score`
    is the evidence in nats; `shared` of the passage's `of` words stand in the source's stretch; `kept` is
    their share beyond chance."""

    item: int
    start: int
    end: int
    source_start: int
    source_end: int
    score: float
    shared: int
    of: int
    kept: float


_WORDS = 55.0  # of a block
_ABOUT = 1 << 16  # letters


def regions(
    draft: Normalised,
    corpus: Corpus,
    runs: Mapping[int, Sequence[SharedRun]],
    options: NearOptions,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[int, list[Region]]:
    """The passages of a draft by item, best first; none of those that `runs` have in full."""
    words = words_of(draft)
    shares = corpus.shares(words)
    found: dict[int, list[Region]] = defaultdict(list)
    least = options.promising + math.log(1.0 + corpus.totals().words / _WORDS)
    vain, most = 0, options.tries + len(draft.letters) // options.letters_a_try
    for rough in grouped(corpus.alike(words), options):
        if cancelled() or rough.score < least or vain >= most:
            break
        known = found[rough.item]
        if any(_holds(one, rough) for one in known) or _copied(rough, runs.get(rough.item, ())):
            continue
        region = _region(rough, words, shares, corpus, options)
        if region is not None and region.score >= options.enough:
            known.append(region)
        else:
            vain += 1
    return {item: _apart(some, options) for item, some in found.items() if some}


def grouped(found: Sequence[Alike], options: NearOptions) -> list[Alike]:
    """Rough places that belong together as one each, best first."""
    by_item: dict[int, list[Alike]] = defaultdict(list)
    for one in found:
        by_item[one.item].append(one)
    made = [one for some in by_item.values() for one in _joined(some, options)]
    return sorted(made, key=lambda one: (-one.score, one.item, one.draft_start, one.start))


def _joined(some: list[Alike], options: NearOptions) -> list[Alike]:
    ready: list[Alike] = []
    growing: list[Alike] = []
    for one in sorted(some, key=lambda one: (one.draft_start, one.start)):
        reach = one.draft_start - options.draft_gap
        ready += [other for other in growing if other.draft_end < reach]
        still = [other for other in growing if other.draft_end >= reach]
        apart = options.source_gap
        near = [other for other in still if other.start - apart <= one.end and one.start <= other.end + apart]
        every = [*near, one]
        joined = Alike(
            one.item,
            min(each.start for each in every),
            max(each.end for each in every),
            min(each.draft_start for each in every),
            max(each.draft_end for each in every),
            max(each.score for each in every),
        )
        growing = [*(other for other in still if other not in near), joined]
    return ready + growing


def _region(
    rough: Alike, words: Words, shares: Any, corpus: Corpus, options: NearOptions
) -> Region | None:
    """The passage at a rough place, None where there is none or the item was taken out."""
    size = max(rough.end - rough.start, rough.draft_end - rough.draft_start)
    margin = options.margin + size
    try:
        part = corpus.part(rough.item, rough.start - margin, rough.end + margin)
    except MuseError as error:
        if error.code != "library.gone":
            raise
        return None
    around = part.words
    reach = options.reach + size // 2
    low, high = _between(words, rough.draft_start - reach, rough.draft_end + reach)
    ours = words[low:high]
    one, other = _between(around, rough.start - part.letter - reach, rough.end - part.letter + reach)
    theirs = around[one:other]
    if not len(theirs) or not len(ours):
        return None
    first = Span(rough.draft_start, rough.draft_end, rough.start - part.letter, rough.end - part.letter)
    inside = rough.draft_start - options.slack, rough.draft_end + options.slack
    beside = first.begin - options.slack, first.finish + options.slack

    pair = Pair(ours, shares[low:high], theirs, corpus.shares(theirs), options.slack)
    if not pair.promises(first, options.kept):
        return None
    about = elsewhere(ours.keys, _around(words, *inside), *inside, options.least_blocks)
    theme = elsewhere(ours.keys, around, *beside, options.least_blocks)
    pair.judge_by(np.maximum(shares[low:high], np.maximum(about, theme)))
    found = pair.found(first, options.kept)
    if found is None:
        return None
    span = found.span
    return Region(
        rough.item,
        span.start,
        span.end,
        span.begin + part.letter,
        span.finish + part.letter,
        found.score,
        found.shared,
        found.of,
        found.kept,
    )


def _around(words: Words, start: int, end: int) -> Words:
    """The words of a draft near some letters: what a book is about elsewhere is not asked."""
    low, high = _between(words, start - _ABOUT, end + _ABOUT)
    return words[low:high]


def _between(words: Words, start: int, end: int) -> tuple[int, int]:
    return int(np.searchsorted(words.starts, start)), int(np.searchsorted(words.starts, end))


def _apart(some: Sequence[Region], options: NearOptions) -> list[Region]:
    """Those of one item, joined where they overlap or almost touch in both texts."""
    kept: list[Region] = []
    for one in sorted(some, key=lambda one: -one.score):
        grown = one
        while (near := next((other for other in kept if _touch(grown, other, options)), None)) is not None:
            kept.remove(near)
            grown = _union(near, grown)
        kept.append(grown)
    return kept


def _touch(one: Region, other: Region, options: NearOptions) -> bool:
    return (
        one.start <= other.end + options.join
        and other.start <= one.end + options.join
        and one.source_start <= other.source_end + options.source_join
        and other.source_start <= one.source_end + options.source_join
    )


def _union(one: Region, other: Region) -> Region:
    better = one if one.score >= other.score else other
    inside = other.start < one.end and one.start < other.end
    if inside:  # the same passage from two rough places: the likelier is right
        return better
    return replace(
        better,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        source_start=min(one.source_start, other.source_start),
        source_end=max(one.source_end, other.source_end),
        score=one.score + other.score,
        shared=one.shared + other.shared,
        of=one.of + other.of,
    )


def _holds(region: Region, rough: Alike) -> bool:
    """Whether most of a rough place lies within a passage that was found."""
    inside = min(region.end, rough.draft_end) - max(region.start, rough.draft_start)
    beside = min(region.source_end, rough.end) - max(region.source_start, rough.start)
    return 2 * inside >= rough.draft_end - rough.draft_start and 2 * beside >= rough.end - rough.start


def _copied(rough: Alike, runs: Sequence[SharedRun]) -> bool:
    """Whether one run of letters covers a rough place but for its ends: there is nothing to look for."""
    return any(
        run.source_start < rough.end
        and rough.start < run.source_end
        and run.draft_start <= rough.draft_start + CELL
        and rough.draft_end - CELL <= run.draft_end
        for run in runs
    )
