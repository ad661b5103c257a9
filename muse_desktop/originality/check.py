"""Which passages of a draft stand in the library, and where.

The check compares with the texts it is given and nothing else: not the internet, and not what a model was
trained on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from muse_desktop.lazy import LazyModule
from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.near.joining import Match, joined
from muse_desktop.originality.near.regions import NearOptions, regions
from muse_desktop.originality.nearby import letters_of, run_around
from muse_desktop.originality.passages import Passage, passages, rarities, union
from muse_desktop.originality.values import CheckReport, Hit, Kind, Place, Source, Why
from muse_desktop.overlap.align import (
    MINIMUM_CJK,
    MINIMUM_LETTERS,
    SharedRun,
    Threshold,
    long_enough,
    shared_runs,
)
from muse_desktop.overlap.features import Words, words_of
from muse_desktop.overlap.fingerprint import Prints, prints
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import count_words, words

np = LazyModule("numpy")

_FEW = 8  # an item that shares more fingerprints than this is loaded without a closer look
_NEAR = 0.5  # share of a passage's words that its source has; fewer, and it is said in other words
_MARGIN = 64  # what is read around a passage to see whether its first and last words are whole


@dataclass(frozen=True)
class CheckOptions:
    """What is looked for: shared runs of so many letters or CJK characters (no guarantee below 32 and 13), or
    a mixture in proportion; passages with the same words, None for none; and which hits are `raised`.

    Of near passages those with evidence of `certain` nats. Of verbatim ones all of `long_letters` letters or
    `long_cjk` CJK characters; shorter ones whose words are so rare that they weigh `telling` nats, if they
    have `raised_letters` or `raised_cjk`, or stand in one text only. A library of fewer than `few_words`
    words cannot tell what is rare: there the letters alone decide."""

    minimum_letters: int = MINIMUM_LETTERS
    minimum_cjk: int = MINIMUM_CJK
    near: NearOptions | None = field(default_factory=NearOptions)
    raised_letters: int = 50
    raised_cjk: int = 20
    telling: float = 55.0
    certain: float = 75.0
    long_letters: int = 150
    long_cjk: int = 60
    few_words: int = 25_000


USUAL = CheckOptions()


def check_text(
    text: str,
    corpus: Corpus,
    options: CheckOptions = USUAL,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CheckReport:
    """All passages that `text` shares with items of `corpus`, sorted by their place in the draft.

    Every shared run of the shortest length lies in a hit (see `overlap.align.shared_runs`). A passage that
    stands in several items gives a hit for each. `progress` is told the share done; a check that `cancelled`
    stops has what was found so far.
    """
    began = time.perf_counter()
    tell = progress or _nobody
    draft = normalise(text)
    threshold = Threshold(options.minimum_letters, options.minimum_cjk)
    runs = runs_of(draft, corpus, threshold, lambda share: tell(share / 2), cancelled)
    near = regions(draft, corpus, runs, options.near, cancelled) if options.near else {}
    found: dict[int, list[Passage]] = {}
    for item in {**runs, **near}:
        source = letters_of(item, corpus)
        if source is not None:
            left, matches = joined(runs.get(item, []), near.get(item, []))
            found[item] = [*passages(left, source.source_span), *(_passage(one, source) for one in matches)]
    hits = hits_of(draft, found, corpus, options)
    covered = union([(hit.draft.start, hit.draft.end) for hit in hits if hit.raised])
    totals = corpus.totals()
    tell(1.0)
    return CheckReport(
        hits=hits,
        items=totals.items,
        words=totals.words,
        draft_words=count_words(text),
        covered_words=sum(words_inside(text, start, end) for start, end in covered),
        seconds=time.perf_counter() - began,
    )


def _nobody(_share: float) -> None:
    """Whom progress is told when nobody asks."""


def runs_of(
    draft: Normalised,
    corpus: Corpus,
    threshold: Threshold,
    tell: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> dict[int, list[SharedRun]]:
    """The shared runs that reach `threshold`, by item."""
    ours = prints(draft)
    found: dict[int, list[SharedRun]] = {}
    candidates = corpus.candidates(ours)
    for number, (item, theirs) in enumerate(candidates.items()):
        if cancelled():
            break
        if is_promising(draft, ours, item, theirs, corpus, threshold):
            source = letters_of(item, corpus)
            runs = shared_runs(draft, source, threshold, ours, theirs) if source is not None else []
            if runs:
                found[item] = runs
        tell((number + 1) / len(candidates))
    return found


def is_promising(
    draft: Normalised, ours: Prints, item: int, theirs: Prints, corpus: Corpus, threshold: Threshold
) -> bool:
    """Whether an item can hold a run that is long enough, looking only around what it shares with the draft.

    Most items that share a fingerprint share just a common phrase; this saves loading all of their text.
    """
    if len(theirs) > _FEW:
        return True
    for key, there in zip(theirs.keys.tolist(), theirs.positions.tolist(), strict=True):
        places = ours.positions[ours.keys == key].tolist()
        if len(places) > _FEW:
            return True
        for place in places:
            run = run_around(draft, place, item, there, corpus, threshold)
            if run is not None and long_enough(run, draft, threshold):
                return True
    return False


def hits_of(
    draft: Normalised,
    found: Mapping[int, Sequence[Passage]],
    corpus: Corpus,
    options: CheckOptions = USUAL,
) -> tuple[Hit, ...]:
    """The hits that the passages of each item make, sorted by draft place, then item."""
    rarity = rarities(found)
    weigh = _Weights(draft, corpus) if found else None
    hits = []
    for item, some in found.items():
        if (info := corpus.info(item)) is None:
            continue
        for one in some:
            start, end = draft.source_span(one.draft_start, one.draft_end)
            kind, likeness = _kind(one)
            often = rarity[one.draft_start, one.draft_end]
            hits.append(
                Hit(
                    kind=kind,
                    draft=Place(start, end),
                    source=Source(item, info.title, info.path, *one.source),
                    text=draft.source[start:end],
                    words=words_inside(draft.source, start, end),
                    letters=one.letters,
                    rarity=often,
                    likeness=likeness,
                    raised=_is_raised(one, often, draft, weigh, options),
                    why=Why(one.run, one.shared, one.of),
                )
            )
    return tuple(sorted(hits, key=lambda hit: (hit.draft.start, hit.draft.end, hit.source.item)))


def _passage(match: Match, source: Normalised) -> Passage:
    place = source.source_span(match.source_start, match.source_end)
    made = Passage(match.start, match.end, place, match.letters, match.run)
    if (region := match.region) is None:
        return made
    return replace(
        made, run_start=match.run_start, shared=region.shared, of=region.of, score=region.score
    )


def _kind(one: Passage) -> tuple[Kind, float]:
    if not one.of:
        return "verbatim", 1.0
    likeness = one.shared / one.of
    return ("near" if likeness >= _NEAR else "paraphrase"), likeness


class _Weights:
    """How much the different words of passages of one draft tell, made when first asked for."""

    def __init__(self, draft: Normalised, corpus: Corpus) -> None:
        self._draft, self._corpus = draft, corpus

    @cached_property
    def library_words(self) -> int:
        """How many words the library has."""
        return self._corpus.totals().words

    @cached_property
    def _words(self) -> Words:
        return words_of(self._draft)

    @cached_property
    def _nats(self) -> Any:
        return -np.log(self._corpus.shares(self._words))

    def of(self, start: int, end: int) -> float:
        """What the words of letters `start` to `end` weigh together, each counted once, in nats."""
        first = int(np.searchsorted(self._words.starts, start))
        last = int(np.searchsorted(self._words.ends, end, "right"))
        keys = self._words.keys[first:last].tolist()
        return sum(dict(zip(keys, self._nats[first:last].tolist(), strict=True)).values())


def _is_raised(
    one: Passage, often: int, draft: Normalised, weigh: _Weights | None, options: CheckOptions
) -> bool:
    if not one.of:
        return _tells(one.draft_start, one.draft_end, often, draft, weigh, options)
    if one.score >= options.certain:
        return True
    # A copy is raised however the words beside it were edited.
    return one.run > 0 and _tells(one.run_start, one.run_start + one.run, 0, draft, weigh, options)


def _tells(
    start: int, end: int, often: int, draft: Normalised, weigh: _Weights | None, options: CheckOptions
) -> bool:
    """Whether a copy of letters `start` to `end` is raised, which stands in so many texts; 0: not known."""
    cjk = int(draft.cjk[start:end].sum())
    others = end - start - cjk
    if Threshold(options.long_letters, options.long_cjk).reached(cjk, others):
        return True
    if weigh is None or weigh.library_words < options.few_words:
        return True
    enough = Threshold(options.raised_letters, options.raised_cjk).reached(cjk, others)
    return (enough or often == 1) and weigh.of(start, end) >= options.telling


def words_inside(text: str, start: int, end: int) -> int:
    """How many words of `text` lie wholly in its code points `start` to `end`."""
    begin = max(0, start - _MARGIN)
    spans = words(text[begin : end + _MARGIN])
    return sum(1 for first, last in spans if first >= start - begin and last <= end - begin)
