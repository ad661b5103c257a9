"""What `LiveCheck` cannot see of a growing text, looked for whenever a sentence of it has ended.

Edited and shuffled copies are known by whole sentences, not by letters in a row. So each finished sentence is
checked once, together with what stands before it, and the whole text when it is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.check import CheckOptions, check_text, words_inside
from muse_desktop.originality.near.regions import NearOptions
from muse_desktop.originality.passages import union
from muse_desktop.originality.values import Hit, Place

_ENDS = re.compile(r"[.!?…。！？｡\n]")
LONGEST = 400  # letters without an end after which the text is looked at all the same
BEFORE = 320  # letters before the new sentence that are looked at with it
LEAST = 40  # so much at least is worth a look; shorter sentences wait for the next one
WHOLE = 12_000  # a text up to this long is looked at as a whole once it is complete

_NEAR = NearOptions()
LIVE = CheckOptions(near=replace(_NEAR, promising=max(_NEAR.promising, 0.75 * _NEAR.enough)))
"""Rough places must be likelier passages than for a check: a third of the time, and of 30 edited sentences
the same 22 were found."""


class SentenceCheck:
    """The finished sentences of one growing text; used by one thread at a time."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._start_again()

    def _start_again(self) -> None:
        self._head = ""  # the text up to where it was looked at
        self._seen = 0  # up to where ends of sentences were looked for
        self._end = 0  # behind the last one
        self.hits: tuple[Hit, ...] = ()

    def due(self, text: str) -> bool:
        """Whether a sentence has ended in `text`, the last one with something behind it, since the last
        look. Costs microseconds."""
        if not text.startswith(self._head):
            self._start_again()
        for mark in _ENDS.finditer(text, min(self._seen, len(text))):
            self._end = mark.end()
        self._seen = len(text)
        done = len(self._head)
        if self._end - done >= LEAST:
            return True
        if len(text) - done > LONGEST:
            self._end = len(text)
            return True
        return False

    def look(self, text: str) -> tuple[Hit, ...]:
        """Look at what has ended since the last look; all hits so far, sorted by their place."""
        end = min(self._end, len(text))
        begin = _sentence_start(text, max(0, len(self._head) - BEFORE))
        found = check_text(text[begin:end], self._corpus, LIVE).hits
        self._head = text[:end]
        self.hits = united([*self.hits, *moved(found, begin)], text)
        return self.hits

    def finish(self, text: str) -> tuple[Hit, ...]:
        """Look at the whole text, or at the rest of a long one: it is complete."""
        if len(text) > WHOLE:
            self._end = len(text)
            return self.look(text)
        self._start_again()
        self._head, self._seen, self._end = text, len(text), len(text)
        self.hits = check_text(text, self._corpus, LIVE).hits
        return self.hits


def moved(hits: Iterable[Hit], by: int) -> list[Hit]:
    """`hits` in a text before which `by` code points were put."""
    return [replace(hit, draft=Place(hit.draft.start + by, hit.draft.end + by)) for hit in hits]


def together(live: Iterable[Hit], ended: Iterable[Hit], text: str) -> tuple[Hit, ...]:
    """What was found letter by letter, and what was found in finished sentences: one hit for one passage."""
    return united([*ended, *live], text)


def united(hits: Iterable[Hit], text: str) -> tuple[Hit, ...]:
    """`hits` without those that say the same again; what overlaps in draft and source is one passage.

    The looser kind names it: a copy that goes on as an edited one is an edited passage.
    """
    kept: list[Hit] = []
    order = sorted(hits, key=lambda hit: (hit.source.item, hit.draft.start, -hit.draft.end))
    for hit in order:
        last = kept[-1] if kept else None
        if last is not None and _same_passage(last, hit):
            kept[-1] = _joined(last, hit, text)
        else:
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: (hit.draft.start, hit.draft.end, hit.source.item)))


def found_words(hits: Iterable[Hit], text: str) -> int:
    """How many words of `text` lie in a raised hit, each counted once."""
    spans = [(hit.draft.start, hit.draft.end) for hit in hits if hit.raised]
    return sum(words_inside(text, start, end) for start, end in union(spans))


def _same_passage(one: Hit, other: Hit) -> bool:
    if one.source.item != other.source.item or other.draft.start >= one.draft.end:
        return False
    if other.draft.end <= one.draft.end:
        return True
    return other.source.start <= one.source.end and one.source.start <= other.source.end


def _joined(one: Hit, other: Hit, text: str) -> Hit:
    if other.draft.end <= one.draft.end:
        return replace(one, raised=one.raised or other.raised)
    start, end = one.draft.start, other.draft.end
    source = replace(
        one.source,
        start=min(one.source.start, other.source.start),
        end=max(one.source.end, other.source.end),
    )
    overlap = (one.draft.end - other.draft.start) / max(1, other.draft.end - other.draft.start)
    looser = max(one, other, key=lambda hit: _LOOSENESS[hit.kind])
    return replace(
        looser,
        draft=Place(start, end),
        source=source,
        text=text[start:end],
        words=words_inside(text, start, end),
        letters=one.letters + round(other.letters * (1 - overlap)),
        rarity=min(one.rarity, other.rarity),
        likeness=min(one.likeness, other.likeness),
        raised=one.raised or other.raised,
    )


_LOOSENESS = {"verbatim": 0, "near": 1, "paraphrase": 2}


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence around `place` begins, not more than the longest one before it."""
    if place == 0:
        return 0
    begin = max(0, place - LONGEST)
    ends = [mark.end() for mark in _ENDS.finditer(text, begin, place)]
    return ends[-1] if ends else begin
