"""The check of a text that is still being written: each call looks at what is new since the last."""

from __future__ import annotations

import numpy as np

from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.check import Hit, hits_of, letters_of
from muse_desktop.originality.passages import Passage, passages
from muse_desktop.overlap.align import SharedRun, Threshold, extended, long_enough
from muse_desktop.overlap.fingerprint import ALPHABETIC, Prints, prints
from muse_desktop.text.normalise import Normalised, normalise

# How many runs of one item may be growing at once: bounds the work on "ha ha ha".
_MOST_GROWING = 64


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
            self._settle(item, draft)
        # What is written right behind a passage may be an accent of its last letter or go on with its word.
        if changed or any(hit.draft.end >= written - 1 for hit in self._hits):
            self._hits = hits_of(draft, self._passages, self._corpus)
        return self._hits

    def _start_again(self) -> None:
        self._text = ""
        self._letters = ""
        self._offsets = np.zeros(1024, dtype=np.int64)
        self._seen: set[tuple[int, int]] = set()  # fingerprints that were looked up: key and place
        self._ended: dict[int, list[SharedRun]] = {}  # by item: runs that are long enough and over
        self._growing: dict[int, list[SharedRun]] = {}  # by item: runs that reach the end of the text
        self._passages: dict[int, list[Passage]] = {}
        self._hits = ()

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
            source = letters_of(item, self._corpus)
            del self._growing[item]
            for run in runs if source is not None else ():
                assert source is not None
                longer = extended(draft.letters, source.letters, run.draft_end - 1, run.source_end - 1)
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
        if not new:
            return set()
        self._seen.update(new)
        keys, places = zip(*new, strict=True)
        found = self._corpus.candidates(Prints(np.array(keys, np.uint32), np.array(places, np.int64)))
        return {item for item, theirs in found.items() if self._extend(item, draft, new, theirs)}

    def _extend(self, item: int, draft: Normalised, ours: list[tuple[int, int]], theirs: Prints) -> bool:
        """Follow the fingerprints that `item` shares with the new part; whether there is a new run."""
        source = letters_of(item, self._corpus)
        if source is None:
            return False
        known = {(run.draft_start, run.source_start) for run in self._runs(item)}
        new = False
        for key, place in ours:
            for there in theirs.positions[theirs.keys == key][:_MOST_GROWING].tolist():
                if len(self._growing.get(item, ())) >= _MOST_GROWING:
                    return new
                run = extended(draft.letters, source.letters, place, there)
                start = (run.draft_start, run.source_start)
                if run.draft_start < run.draft_end and start not in known:
                    known.add(start)
                    self._keep(item, run, draft)
                    new = True
        return new

    def _keep(self, item: int, run: SharedRun, draft: Normalised) -> None:
        if run.draft_end == len(draft.letters):
            self._growing.setdefault(item, []).append(run)
        elif long_enough(run, draft, self._threshold):
            self._ended.setdefault(item, []).append(run)

    def _runs(self, item: int) -> list[SharedRun]:
        return self._ended.get(item, []) + self._growing.get(item, [])

    def _settle(self, item: int, draft: Normalised) -> None:
        """Make the passages of one item anew."""
        source = letters_of(item, self._corpus)
        runs = [run for run in self._runs(item) if long_enough(run, draft, self._threshold)]
        if runs and source is not None:
            self._passages[item] = passages(runs, source)
