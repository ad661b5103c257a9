"""Which passages of a draft stand in the library, and where.

The check compares with the texts it is given and nothing else: not the internet, and not what a model was
trained on.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.passages import Passage, passages, rarities, union
from muse_desktop.overlap.align import MINIMUM_CJK, MINIMUM_LETTERS, SharedRun, Threshold, shared_runs
from muse_desktop.overlap.fingerprint import prints
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import words


Kind = Literal["verbatim", "near", "paraphrase"]


@dataclass(frozen=True)
class Place:
    """A passage of the draft, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A passage of a library item, in code points of its text."""

    item: int
    title: str
    path: str
    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A passage that the draft shares with one library item.

    `text` is the draft's passage exactly as written; `words` counts it as a reader would, `letters` as the
    check does (letters and digits after normalising that are equal in both; a passage may bridge a few that
    differ). `rarity` is the number of library items that contain
    the whole passage: 1 is a passage found nowhere else, a high number is a common phrase. Only kind
    "verbatim" is found so far; near-verbatim copies and paraphrases will come as the other kinds.
    """

    kind: Kind
    draft: Place
    source: Source
    text: str
    words: int
    letters: int
    rarity: int = 1


@dataclass(frozen=True)
class CheckReport:
    """What a check found. `items` and `words` are the size of the library it compared with.

    `covered_words` are the draft's words that lie in any hit, each counted once; `draft_words` all its words.
    """

    hits: tuple[Hit, ...]
    items: int
    words: int
    draft_words: int
    covered_words: int
    seconds: float


def check_text(
    text: str, corpus: Corpus, minimum_letters: int = MINIMUM_LETTERS, minimum_cjk: int = MINIMUM_CJK
) -> CheckReport:
    """All passages that `text` shares with items of `corpus`, sorted by their place in the draft.

    Every shared run of at least `minimum_letters` letters, or `minimum_cjk` CJK characters, or a mixture in
    proportion, lies in a hit (see `overlap.align.shared_runs`; no guarantee below 32 and 13). A passage
    that stands in several items gives a hit for each.
    """
    began = time.perf_counter()
    draft = normalise(text)
    ours = prints(draft)
    threshold = Threshold(minimum_letters, minimum_cjk)
    runs: dict[int, list[SharedRun]] = {}
    for item, theirs in corpus.candidates(ours).items():
        if found := shared_runs(draft, corpus.normalised(item), threshold, ours, theirs):
            runs[item] = found
    spans = words(text)
    hits = hits_of(draft, runs, corpus, WordCounter(spans))
    covered = union([(hit.draft.start, hit.draft.end) for hit in hits])
    counter = WordCounter(spans)
    totals = corpus.totals()
    return CheckReport(
        hits=hits,
        items=totals.items,
        words=totals.words,
        draft_words=len(spans),
        covered_words=sum(counter.inside(start, end) for start, end in covered),
        seconds=time.perf_counter() - began,
    )


class WordCounter:
    """Counts the words that lie wholly in a stretch of a text, given the spans of all its words."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def inside(self, start: int, end: int) -> int:
        """How many words lie wholly in code points `start` to `end`."""
        return max(0, bisect_left(self._ends, end + 1) - bisect_left(self._starts, start))


def hits_of(
    draft: Normalised, runs: Mapping[int, Sequence[SharedRun]], corpus: Corpus, counter: WordCounter
) -> tuple[Hit, ...]:
    """The hits that the shared runs of each item make, sorted by draft place, then item."""
    found = {item: passages(some) for item, some in runs.items()}
    rarity = rarities(found)
    titles = {info.id: info for info in corpus.items() if info.id in found}
    hits = []
    for item, some in found.items():
        # A text that was taken out of the library while the check ran is no source any more.
        if (info := titles.get(item)) is None:
            continue
        source = corpus.normalised(item)
        for one in some:
            place = Source(item, info.title, info.path, *source.source_span(one.source_start, one.source_end))
            hits.append(_hit(draft, one, place, rarity[item, one], counter))
    return tuple(sorted(hits, key=lambda hit: (hit.draft.start, hit.draft.end, hit.source.item)))


def _hit(draft: Normalised, one: Passage, source: Source, rarity: int, counter: WordCounter) -> Hit:
    start, end = draft.source_span(one.draft_start, one.draft_end)
    return Hit(
        kind="verbatim",
        draft=Place(start, end),
        source=source,
        text=draft.source[start:end],
        words=counter.inside(start, end),
        letters=one.letters,
        rarity=rarity,
    )
