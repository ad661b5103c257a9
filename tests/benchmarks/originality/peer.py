"""A plain detector to compare with: alignment of sentences in the manner of the winner of PAN 2014.

Written from the description in Sanchez-Perez, Sidorov, Gelbukh, "A Winning Approach to Text Alignment for
Text Reuse Detection at PAN 2014" (CEUR 1180): sentences that are alike in cosine and Dice of their words are
seeds; seeds that are close on both sides are clusters; clusters whose passages are not alike are taken apart
with smaller gaps; of passages that overlap in the draft the more alike one stays; short ones are dropped.
Other than there: words are not stemmed and no stop words removed, as no language is known; weights come from
the whole library and not from each pair of texts; neither of its two special modes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from muse_desktop.text.segment import is_cjk, sentences, words
from tests.benchmarks.originality.detecting import exact, text_files
from tests.benchmarks.originality.plagdet import Case

_LEAST_WORDS = 3


@dataclass(frozen=True)
class PeerOptions:
    """The thresholds of its paper; `shortest` is characters of a passage, gaps are sentences."""

    cosine: float = 0.33
    dice: float = 0.33
    gap: int = 4
    least_gap: int = 2
    alike: float = 0.34
    shortest: int = 150


@dataclass(frozen=True)
class _Sentence:
    file: str
    number: int
    start: int
    end: int
    counts: Counter[str]


@dataclass(frozen=True)
class _Passage:
    file: str
    draft: tuple[int, int]
    source: tuple[int, int]
    likeness: float


Seed = tuple[int, int]


class Peer:
    """The detector. `prepare` reads the library once."""

    name = "sentence aligner"

    def __init__(self, options: PeerOptions | None = None) -> None:
        self._options = options or PeerOptions()

    def prepare(self, library: Path) -> None:
        """Split and weigh the sentences of all sources."""
        self._sentences = [one for path in text_files(library) for one in _split(path.name, exact(path))]
        spread: Counter[str] = Counter(word for one in self._sentences for word in one.counts)
        many = len(self._sentences) + 1
        self._weight = {word: math.log(many / count) for word, count in spread.items()}
        self._rare = math.log(many)
        lists: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, one in enumerate(self._sentences):
            for word, value in self._vector(one.counts).items():
                lists[word][0].append(number)
                lists[word][1].append(value)
        self._lists = {word: (np.array(ids), np.array(values)) for word, (ids, values) in lists.items()}
        self._sizes = np.array([len(one.counts) for one in self._sentences])
        self._begin = {one.file: number - one.number for number, one in enumerate(self._sentences)}

    def take_over(self, other: Peer) -> None:
        """Use what another one made ready."""
        self.__dict__.update({**other.__dict__, "_options": self._options})

    def find(self, draft: str, text: str) -> list[Case]:
        """The passages of a draft that it takes for reuse."""
        ours = _split(draft, text)
        seeds: dict[str, list[Seed]] = defaultdict(list)
        for one in ours:
            for number in self._alike(one):
                there = self._sentences[number]
                seeds[there.file].append((one.number, there.number))
        passages = [one for file, some in seeds.items() for one in self._passages(file, some, ours)]
        return [
            Case(
                draft,
                one.file,
                ours[one.draft[0]].start,
                ours[one.draft[1]].end - ours[one.draft[0]].start,
                (begin := self._there(one.file, one.source[0]).start),
                self._there(one.file, one.source[1]).end - begin,
                "found",
            )
            for one in self._kept(passages, ours)
        ]

    def _there(self, file: str, number: int) -> _Sentence:
        return self._sentences[self._begin[file] + number]

    def _alike(self, one: _Sentence) -> list[int]:
        """The sentences of the library that are alike."""
        vector = self._vector(one.counts)
        known = [(self._lists[word], value) for word, value in vector.items() if word in self._lists]
        if not known:
            return []
        ids = np.concatenate([numbers for (numbers, _), _ in known])
        many = len(self._sentences)
        cosine = np.bincount(ids, np.concatenate([values * value for (_, values), value in known]), many)
        dice = 2 * np.bincount(ids, minlength=many) / (self._sizes + len(one.counts))
        found: list[int] = np.flatnonzero(
            (cosine > self._options.cosine) & (dice > self._options.dice)
        ).tolist()
        return found

    def _passages(self, file: str, seeds: Sequence[Seed], ours: Sequence[_Sentence]) -> Iterator[_Passage]:
        """Clusters of seeds whose passages are alike, with the widest gap with which they are."""
        left = [list(seeds)]
        for gap in range(self._options.gap, self._options.least_gap - 1, -1):
            again = []
            for cluster in (one for some in left for one in _clusters(some, gap)):
                made = self._passage(file, cluster, ours)
                if made.likeness > self._options.alike:
                    yield made
                else:
                    again.append(cluster)
            left = again

    def _passage(self, file: str, cluster: Sequence[Seed], ours: Sequence[_Sentence]) -> _Passage:
        a, b = min(one for one, _ in cluster), max(one for one, _ in cluster)
        c, d = min(one for _, one in cluster), max(one for _, one in cluster)
        left, right = Counter[str](), Counter[str]()
        for one in ours[a : b + 1]:
            left.update(one.counts)
        for number in range(c, d + 1):
            right.update(self._there(file, number).counts)
        mine, theirs = self._vector(left), self._vector(right)
        return _Passage(
            file, (a, b), (c, d), sum(value * theirs.get(word, 0.0) for word, value in mine.items())
        )

    def _kept(self, passages: Sequence[_Passage], ours: Sequence[_Sentence]) -> list[_Passage]:
        """The long ones; of those that overlap in the draft the most alike one."""
        kept: list[_Passage] = []
        for one in sorted(passages, key=lambda passage: -passage.likeness):
            length = ours[one.draft[1]].end - ours[one.draft[0]].start
            there = self._there(one.file, one.source[1]).end - self._there(one.file, one.source[0]).start
            apart = all(one.draft[1] < other.draft[0] or other.draft[1] < one.draft[0] for other in kept)
            if apart and min(length, there) >= self._options.shortest:
                kept.append(one)
        return sorted(kept, key=lambda passage: passage.draft)

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        """Weights of length 1: frequency by the logarithm of how few sentences have the word."""
        found = {word: count * self._weight.get(word, self._rare) for word, count in counts.items()}
        length = math.sqrt(sum(value * value for value in found.values())) or 1.0
        return {word: value / length for word, value in found.items()}


def _clusters(seeds: Sequence[Seed], gap: int) -> list[list[Seed]]:
    """Seeds parted where one side, then the other, has more than `gap` sentences between."""
    parts, side, calm = [list(seeds)], 0, 0
    while calm < 2:
        divided = [piece for part in parts for piece in _divided(part, side, gap)]
        calm = calm + 1 if len(divided) == len(parts) else 0
        parts, side = divided, 1 - side
    return parts


def _divided(seeds: Sequence[Seed], side: int, gap: int) -> Iterator[list[Seed]]:
    part: list[Seed] = []
    for one in sorted(seeds, key=lambda seed: seed[side]):
        if part and one[side] - part[-1][side] > gap + 1:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _split(file: str, text: str) -> list[_Sentence]:
    """The sentences, those with hardly a word together with the next one."""
    found: list[_Sentence] = []
    begin = -1
    for start, end in sentences(text):
        begin = start if begin < 0 else begin
        counts = _terms(text[begin:end])
        if counts.total() >= _LEAST_WORDS:
            found.append(_Sentence(file, len(found), begin, end, counts))
            begin = -1
    return found


def _terms(text: str) -> Counter[str]:
    """Words, and for Chinese pairs of characters."""
    found = [text[start:end].casefold() for start, end in words(text)]
    pairs = (a + b for a, b in pairwise(found) if is_cjk(a[0]) and is_cjk(b[0]))
    return Counter([*(one for one in found if not is_cjk(one[0])), *pairs])
