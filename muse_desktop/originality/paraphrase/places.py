"""Where to look for the same in other words: sentences of the draft, and those of the library near them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.paraphrase.sentence import Said, taken_apart
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words, words_of
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import count_cjk, sentences

FEWEST_WORDS, FEWEST_CJK = 6, 10
"""A sentence of fewer words, or 字, says too little to be somebody's."""
_MOST_WORDS = 120  # longer "sentences" are lists, or text without any mark
_STRETCHES = 10  # of the library, looked at for one sentence of the draft; the right one is among the first
_LEAST = 6.0  # nats: less than one rare word is no place to look at
_MOST_STRETCHES = 20_000  # looked at for a whole draft; some 100,000 words have so many
_AT_ONCE = 200  # sentences asked for at once
_KEPT = 2000  # stretches whose sentences are kept: neighbours are found about the same places
_AROUND = 256  # letters read around a stretch, so that its first and last sentences are whole
_NEAR = 1000  # code points: what stands no further from a place is the same place

Span = tuple[int, int]


@dataclass(frozen=True)
class Ours:
    """A sentence of the draft: its number, its code points."""

    number: int
    start: int
    end: int
    said: Said


@dataclass(frozen=True)
class Theirs:
    """A sentence of a library item, or two in a row: its code points in the item's text."""

    item: int
    start: int
    end: int
    said: Said

    def is_near(self, other: Theirs) -> bool:
        """Whether both stand about the same place of one item."""
        apart = max(self.start, other.start) - min(self.end, other.end)
        return self.item == other.item and apart <= _NEAR


def says_enough(sentence: Said) -> bool:
    """Whether a sentence, or the part of one that is compared, is long enough to be somebody's."""
    cjk = 0 if sentence.letters.isascii() else count_cjk(sentence.letters)
    words = len(sentence.words) - cjk
    return words * FEWEST_CJK + cjk * FEWEST_WORDS >= FEWEST_WORDS * FEWEST_CJK


def draft_sentences(
    text: str, known: Sequence[Span] = (), go_on: Callable[[], None] = lambda: None
) -> list[Ours]:
    """The sentences of a draft that are worth asking after: long enough, and not (half or more of them) in
    the spans `known`, of which it is known already where they come from."""
    found = []
    spans = sentences(text)
    for at in range(0, len(spans), _AT_ONCE):
        go_on()
        some = spans[at : at + _AT_ONCE]
        begin, finish = some[0][0], some[-1][1]
        here = [span for span in known if span[0] < finish and begin < span[1]]
        part = taken_apart(normalise(text[begin:finish]), [(one - begin, two - begin) for one, two in some])
        for number, ((start, end), sentence) in enumerate(zip(some, part, strict=True), at):
            inside = sum(max(0, min(end, last) - max(start, first)) for first, last in here)
            enough = says_enough(sentence) and len(sentence.words) <= _MOST_WORDS
            if enough and 2 * inside < end - start:
                found.append(Ours(number, start, end, sentence))
    return found


class Neighbourhood:
    """The sentences of a library that stand where rare words of the draft's do."""

    def __init__(self, text: str, corpus: Corpus) -> None:
        self._corpus = corpus
        self.letters = normalise(text)
        self.words = words_of(self.letters)
        self._known: dict[tuple[int, int], list[Theirs]] = {}

    def of(
        self, wanted: Sequence[Ours], go_on: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Ours, list[Theirs]]]:
        """With each sentence those of the library that it may say again, each once.

        Of a long draft only the likelier places are looked at. `go_on` is called often and may raise to stop.
        """
        each = min(_STRETCHES, _MOST_STRETCHES / max(1, len(wanted)))
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            likely = self._stretches(some, math.ceil(each * len(some)))
            # Text by text: who holds the texts needs each only once.
            for stretch in sorted(itertools.chain(*likely), key=lambda one: (one.item, one.start)):
                go_on()
                self._sentences(stretch)
            for ours, stretches in zip(some, likely, strict=True):
                there = (one for stretch in stretches for one in self._sentences(stretch))
                yield ours, list({(one.item, one.start): one for one in there}.values())

    def _stretches(self, wanted: Sequence[Ours], most: int) -> list[list[Alike]]:
        """Where to look for each of some sentences: the likeliest `most` places of all, and the likeliest of
        the sentences beside it, since who says one sentence again often says the next."""
        places = self.letters.offsets.searchsorted([(one.start, one.end) for one in wanted])
        spans = [(start, end) for start, end in places.reshape(-1, 2).tolist()]
        first, last = self.words.starts.searchsorted((spans[0][0], spans[-1][1])).tolist()
        whole = self.words
        words = Words(whole.keys[first:last], whole.starts[first:last], whole.ends[first:last])
        found = [
            (-one.score, number, one)
            for number, some in enumerate(self._corpus.akin(words, spans, _STRETCHES))
            for one in some
            if one.score >= _LEAST
        ]
        made: list[list[Alike]] = [[] for _ in wanted]
        for _, number, one in sorted(found, key=lambda one: one[:2])[:most]:
            made[number].append(one)
        beside = [[], *(some[:1] for some in made[:-1])], [*(some[:1] for some in made[1:]), []]
        return [[*some, *before, *after] for some, before, after in zip(made, *beside, strict=True)]

    def _sentences(self, stretch: Alike) -> list[Theirs]:
        key = (stretch.item, stretch.start)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = source_sentences(
                self._corpus, stretch.item, stretch.start - _AROUND, stretch.end + _AROUND
            )
        return self._known[key]


def source_sentences(corpus: Corpus, item: int, start: int, end: int) -> list[Theirs]:
    """The whole sentences in letters `start` to `end` of an item; none when it was taken out meanwhile."""
    try:
        part = corpus.part(item, max(0, start), end)
    except MuseError as error:
        if error.code != "library.gone":
            raise
        return []
    return sentences_of(item, part.text, part.start)


def sentences_of(item: int, text: Normalised, begin: int, *, whole: bool = False) -> list[Theirs]:
    """The sentences in a part of an item's text that begins at code point `begin` of it; not the first, which
    may be half of one, unless the part is of `whole` sentences."""
    spans = sentences(text.source)[1 if begin and not whole else 0 :]
    return [
        Theirs(item, begin + start, begin + end, taken)
        for (start, end), taken in zip(spans, taken_apart(text, spans), strict=True)
        if len(taken.words) <= _MOST_WORDS and says_enough(taken)
    ]
