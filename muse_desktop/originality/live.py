"""The check of a text that is still being written: each call looks at what is new since the last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.check import hits_of
from muse_desktop.originality.nearby import longer_run, run_around, span_of, unless_gone, whole_run
from muse_desktop.originality.passages import JOIN_LETTERS, Passage, passages
from muse_desktop.originality.values import Hit
from muse_desktop.overlap.align import SharedRun, Threshold, long_enough
from muse_desktop.overlap.fingerprint import ALPHABETIC, Prints, prints
from muse_desktop.text.normalise import Normalised, normalise

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

# How many runs of one item may be growing at once: bounds the work on "ha ha ha".
_MOST_GROWING = 64
_BEFORE = 2000  # letters before the last passages by which is judged how rare their words are


class LiveCheck:
    """Compares a growing text with a corpus; for one text, used by one thread at a time."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._threshold = Threshold()
        self._hits: tuple[Hit, ...] = ()
        self._start_again()

    def feed(self, text_so_far: str) -> tuple[Hit, ...]:
        """All hits in the text so far, which should be the last one with something behind it.

        A passage is reported from the call in which its 32nd equal letter (13th CJK character) arrives, and
        grows with further calls; the hits at the end of the text are those of `check_text`. Costs some
        tenths of a millisecond and does not depend on how long the text is already. A text that does not
        continue the last one is looked at from its start.
        """
        if not text_so_far.startswith(self._text):
            self._start_again()
        before, written = len(self._letters), len(self._text)
        if len(text_so_far) == written:
            return self._hits
        self._append(text_so_far)
        draft = Normalised(self._letters, self._offsets[: len(self._letters) + 1], text_so_far)
        changed = self._grow(draft) | self._seek(draft, before) if len(self._letters) > before else set()
        for item in changed:
            self._settle(item)
        # What is written right behind a passage may be an accent of its last letter or go on with its word.
        if changed or any(hit.draft.end >= written - 1 for hit in self._open):
            self._show(draft)
        return self._hits

    def _start_again(self) -> None:
        self._text = ""
        self._letters = ""
        self._offsets = np.zeros(1024, dtype=np.int64)
        self._seen: set[tuple[int, int]] = set()  # fingerprints that were looked up: key and place
        self._ended: dict[int, list[SharedRun]] = {}  # by item: runs that are long enough and over
        self._growing: dict[int, list[SharedRun]] = {}  # by item: runs that reach the end of the text
        self._waiting: list[tuple[int, int, int]] = []  # (item, place, its place): runs still too short
        self._passages: dict[int, list[Passage]] = {}
        self._over = 0  # how many passages lie too far back to change any more
        self._made: tuple[Hit, ...] = ()  # their hits
        self._open: tuple[Hit, ...] = ()  # and those of the others
        self._hits = ()

    def _show(self, draft: Normalised) -> None:
        """Make the hits anew: of the last passages each time, of those before when one more is over."""
        growing = [run.draft_start for runs in self._growing.values() for run in runs]
        edge = min([len(draft.letters) - 2 * ALPHABETIC.guarantee, *growing]) - JOIN_LETTERS
        still = {
            item: some
            for item, known in self._passages.items()
            if (some := [one for one in known if one.draft_end >= edge])
        }
        over = sum(map(len, self._passages.values())) - sum(map(len, still.values()))
        if over != self._over:
            limit = draft.source_span(0, max(1, edge))[1]
            every = hits_of(draft, self._passages, self._corpus)
            self._over, self._made = over, tuple(hit for hit in every if hit.draft.end < limit)
            self._open = tuple(hit for hit in every if hit.draft.end >= limit)
        else:
            self._open = self._last(draft, still)
        both = [*self._made, *self._open]
        self._hits = tuple(sorted(both, key=lambda hit: (hit.draft.start, hit.draft.end, hit.source.item)))

    def _last(self, draft: Normalised, still: dict[int, list[Passage]]) -> tuple[Hit, ...]:
        """The hits of passages near the end, without looking at all the text before them."""
        starts = [one.draft_start for some in still.values() for one in some]
        first = max(0, min(starts, default=0) - _BEFORE)
        tail = Normalised(draft.letters[first:], draft.offsets[first:], draft.source)
        moved = {
            item: [
                replace(one, draft_start=one.draft_start - first, draft_end=one.draft_end - first)
                for one in some
            ]
            for item, some in still.items()
        }
        return hits_of(tail, moved, self._corpus)

    def _append(self, text: str) -> None:
        new = normalise(text[len(self._text) :])
        start, end = len(self._letters), len(self._letters) + len(new.letters)
        if end >= len(self._offsets):
            self._offsets = np.concatenate((self._offsets, np.zeros(max(len(self._offsets), end), np.int64)))
        self._offsets[start : end + 1] = new.offsets + len(self._text)
        self._letters += new.letters
        self._text = text

    def _grow(self, draft: Normalised) -> set[int]:
        """Extend the runs that reached the end of the last text; the items whose runs changed."""
        changed = set()
        for item, runs in list(self._growing.items()):
            del self._growing[item]
            for run in runs:
                longer = longer_run(draft.letters, run, item, self._corpus)
                if longer is None:
                    break
                self._keep(item, longer, draft)
                if longer != run:
                    changed.add(item)
        return changed

    def _seek(self, draft: Normalised, before: int) -> set[int]:
        """Look up the fingerprints that the letters from `before` on complete; the items with a new run."""
        first = max(0, before - ALPHABETIC.guarantee + 1)
        tail = prints(Normalised(draft.letters[first:], draft.offsets[first:], draft.source))
        made = zip(tail.keys.tolist(), (tail.positions + first).tolist(), strict=True)
        new = [one for one in made if one not in self._seen]
        if new:
            self._seen.update(new)
            keys, places = zip(*new, strict=True)
            found = self._corpus.candidates(Prints(np.array(keys, np.uint32), np.array(places, np.int64)))
            for item, theirs in found.items():
                for key, place in new:
                    some = theirs.positions[theirs.keys == key][:_MOST_GROWING].tolist()
                    self._waiting += [(item, place, there) for there in some]
        changed = set()
        waiting, self._waiting = self._waiting, []
        for item, place, there in waiting:
            if self._follow(item, draft, place, there):
                changed.add(item)
        return changed

    def _follow(self, item: int, draft: Normalised, place: int, there: int) -> bool:
        """Follow one pair of places, without loading the item before it matters; whether it is a new run."""
        if any(run.holds(place, there) for run in self._runs(item)):
            return False
        if len(self._growing.get(item, ())) >= _MOST_GROWING:
            return False
        near = run_around(draft, place, item, there, self._corpus, self._threshold)
        if near is None or near.draft_start == near.draft_end:
            return False
        if not long_enough(near, draft, self._threshold):
            if near.draft_end == len(draft.letters):
                self._waiting.append((item, place, there))
            return False
        whole = whole_run(draft.letters, place, item, there, self._corpus)
        if whole is None:
            return False
        self._keep(item, whole, draft)
        return True

    def _keep(self, item: int, run: SharedRun, draft: Normalised) -> None:
        if run.draft_end == len(draft.letters):
            self._growing.setdefault(item, []).append(run)
        else:
            self._ended.setdefault(item, []).append(run)

    def _runs(self, item: int) -> list[SharedRun]:
        return self._ended.get(item, []) + self._growing.get(item, [])

    def _settle(self, item: int) -> None:
        """Make the passages of one item anew."""
        runs = self._runs(item)
        if runs:
            with unless_gone():
                self._passages[item] = passages(
                    runs, lambda start, end: span_of(item, start, end, self._corpus)
                )
