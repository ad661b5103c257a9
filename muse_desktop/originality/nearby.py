"""The letters of library texts that a check needs: all of a text, or what is near a place of it.

A text may be taken out of the library while a check runs; here that is None or nothing, not an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Corpus
from muse_desktop.overlap.align import SharedRun, Threshold, common_after, extended
from muse_desktop.text.normalise import Normalised

_REACH = 1024  # letters on both sides that are read at first


@contextmanager
def unless_gone() -> Iterator[None]:
    """Leave the block, and raise nothing, where a text was taken out of the library."""
    try:
        yield
    except MuseError as error:
        if error.code != "library.gone":
            raise


def letters_of(item: int, corpus: Corpus) -> Normalised | None:
    """The letters of an item, or None when it was taken out. Long for a whole book that is not at hand."""
    with unless_gone():
        return corpus.normalised(item)
    return None


def run_around(
    draft: Normalised, place: int, item: int, there: int, corpus: Corpus, threshold: Threshold
) -> SharedRun | None:
    """The shared run through letter `place` of the draft and letter `there` of the item, cut off some way
    beyond the length that is enough. None when the item was taken out.
    """
    begin = max(0, there - threshold.letters)
    with unless_gone():
        around = corpus.letters_around(item, begin, there + 2 * threshold.letters)
        run = extended(draft.letters, around, place, there - begin)
        return SharedRun(run.draft_start, run.draft_end, run.source_start + begin, run.source_end + begin)
    return None


def whole_run(draft: str, place: int, item: int, there: int, corpus: Corpus) -> SharedRun | None:
    """The maximal shared run through these two letters, reading no more of the item than it takes. None when
    the item was taken out."""
    reach = _REACH
    with unless_gone():
        while True:
            part = corpus.part(item, max(0, there - reach), there + reach)
            letters, begin = part.text.letters, part.letter
            run = extended(draft, letters, place, there - begin)
            more_before = run.source_start == 0 and begin > 0 and run.draft_start > 0
            more_behind = run.source_end == len(letters) and run.draft_end < len(draft)
            if not more_before and not (more_behind and begin + len(letters) >= there + reach):
                return replace(
                    run, source_start=run.source_start + begin, source_end=run.source_end + begin
                )
            reach *= 4
    return None


def longer_run(draft: str, run: SharedRun, item: int, corpus: Corpus) -> SharedRun | None:
    """A run of a text that has grown at its end since: with what is equal behind it. None when the item was
    taken out."""
    with unless_gone():
        part = corpus.part(item, run.source_end, run.source_end + len(draft) - run.draft_end)
        there = run.source_end - part.letter
        more = common_after(draft, run.draft_end, part.text.letters, there)
        return replace(run, draft_end=run.draft_end + more, source_end=run.source_end + more)
    return None


def span_of(item: int, start: int, end: int, corpus: Corpus) -> tuple[int, int]:
    """Which code points of an item letters `start` to `end` of it stand for. Raises library.gone."""
    part = corpus.part(item, start, end)
    first, last = part.text.source_span(start - part.letter, end - part.letter)
    return first + part.start, last + part.start
