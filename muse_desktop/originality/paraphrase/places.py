"""Where to look for the same in other words: sentences of the draft, and those of the library near them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.paraphrase.sentence import Said, said
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import words_of
from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import count_cjk, sentences

FEWEST_WORDS, FEWEST_CJK = 6, 10
"""A sentence of fewer words, or 字, says too little to be somebody's."""
_MOST_WORDS = 120  # longer "sentences" are lists, or text without any mark
_STRETCHES = 12  # of the library, looked at for one sentence of the draft
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
    cjk = count_cjk(sentence.letters)
    words = len(sentence.words) - cjk
    return words * FEWEST_CJK + cjk * FEWEST_WORDS >= FEWEST_WORDS * FEWEST_CJK


def draft_sentences(text: str, known: Sequence[Span] = ()) -> list[Ours]:
    """The sentences of a draft that are worth asking after: long enough, and not (half or more of them) in
    the spans `known`, of which it is known already where they come from."""
    found = []
    for number, (start, end) in enumerate(sentences(text)):
        inside = sum(max(0, min(end, last) - max(start, first)) for first, last in known)
        if 2 * inside >= end - start:
            continue
        sentence = said(text[start:end])
        if says_enough(sentence) and len(sentence.words) <= _MOST_WORDS:
            found.append(Ours(number, start, end, sentence))
    return found


class Neighbourhood:
    """The sentences of a library that stand where rare words of the draft's do."""

    def __init__(self, text: str, corpus: Corpus) -> None:
        self._corpus = corpus
        self._letters = normalise(text)
        self._known: dict[tuple[int, int], list[Theirs]] = {}

    def of(self, wanted: Sequence[Ours]) -> Iterator[tuple[Ours, list[Theirs]]]:
        """With each sentence those of the library that it may say again, each once."""
        places = self._letters.offsets.searchsorted([(one.start, one.end) for one in wanted])
        spans = [(start, end) for start, end in places.reshape(-1, 2).tolist()]
        stretches = self._corpus.akin(words_of(self._letters), spans, _STRETCHES)
        for ours, some in zip(wanted, stretches, strict=True):
            found = {(one.item, one.start): one for stretch in some for one in self._sentences(stretch)}
            yield ours, list(found.values())

    def _sentences(self, stretch: Alike) -> list[Theirs]:
        key = (stretch.item, stretch.start)
        if key not in self._known:
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
    return sentences_of(item, part.text.source, part.start)


def sentences_of(item: int, text: str, begin: int, *, whole: bool = False) -> list[Theirs]:
    """The sentences in a part of an item's text that begins at code point `begin` of it; not the first, which
    may be half of one, unless the part is of `whole` sentences."""
    found = []
    for first, last in sentences(text)[1 if begin and not whole else 0 :]:
        taken = said(text[first:last])
        if says_enough(taken) and len(taken.words) <= _MOST_WORDS:
            found.append(Theirs(item, begin + first, begin + last, taken))
    return found
