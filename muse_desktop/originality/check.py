"""Which passages of a draft stand in the library, and where.

The check compares with the texts it is given and nothing else: not the internet, and not what a model was
trained on.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.passages import Passage, passages, rarities, union
from muse_desktop.originality.values import CheckReport, Hit, Place, Source
from muse_desktop.overlap.align import (
    MINIMUM_CJK,
    MINIMUM_LETTERS,
    SharedRun,
    Threshold,
    extended,
    long_enough,
    shared_runs,
)
from muse_desktop.overlap.fingerprint import Prints, prints
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import count_words, words

_FEW = 8  # an item that shares more fingerprints than this is loaded without a closer look
_MARGIN = 64  # what is read around a passage to see whether its first and last words are whole


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
    found: dict[int, list[Passage]] = {}
    for item, theirs in corpus.candidates(ours).items():
        if not is_promising(draft, ours, item, theirs, corpus, threshold):
            continue
        if (source := letters_of(item, corpus)) is not None and (
            runs := shared_runs(draft, source, threshold, ours, theirs)
        ):
            found[item] = passages(runs, source)
    hits = hits_of(draft, found, corpus)
    covered = union([(hit.draft.start, hit.draft.end) for hit in hits])
    totals = corpus.totals()
    return CheckReport(
        hits=hits,
        items=totals.items,
        words=totals.words,
        draft_words=count_words(text),
        covered_words=sum(words_inside(text, start, end) for start, end in covered),
        seconds=time.perf_counter() - began,
    )


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


def run_around(
    draft: Normalised, place: int, item: int, there: int, corpus: Corpus, threshold: Threshold
) -> SharedRun | None:
    """The shared run through letter `place` of the draft and letter `there` of the item, cut off some way
    beyond the length that is enough. None when the item was taken out.
    """
    begin = max(0, there - threshold.letters)
    try:
        around = corpus.letters_around(item, begin, there + 2 * threshold.letters)
    except MuseError as error:
        if error.code != "library.gone":
            raise
        return None
    run = extended(draft.letters, around, place, there - begin)
    return SharedRun(run.draft_start, run.draft_end, run.source_start + begin, run.source_end + begin)


def letters_of(item: int, corpus: Corpus) -> Normalised | None:
    """The letters of an item, or None when it was taken out of the library while the check ran."""
    try:
        return corpus.normalised(item)
    except MuseError as error:
        if error.code != "library.gone":
            raise
        return None


def hits_of(draft: Normalised, found: Mapping[int, Sequence[Passage]], corpus: Corpus) -> tuple[Hit, ...]:
    """The hits that the passages of each item make, sorted by draft place, then item."""
    rarity = rarities(found)
    hits = []
    for item, some in found.items():
        if (info := corpus.info(item)) is None:
            continue
        for one in some:
            start, end = draft.source_span(one.draft_start, one.draft_end)
            hits.append(
                Hit(
                    kind="verbatim",
                    draft=Place(start, end),
                    source=Source(item, info.title, info.path, *one.source),
                    text=draft.source[start:end],
                    words=words_inside(draft.source, start, end),
                    letters=one.letters,
                    rarity=rarity[one.draft_start, one.draft_end],
                )
            )
    return tuple(sorted(hits, key=lambda hit: (hit.draft.start, hit.draft.end, hit.source.item)))


def words_inside(text: str, start: int, end: int) -> int:
    """How many words of `text` lie wholly in its code points `start` to `end`."""
    begin = max(0, start - _MARGIN)
    spans = words(text[begin : end + _MARGIN])
    return sum(1 for first, last in spans if first >= start - begin and last <= end - begin)
