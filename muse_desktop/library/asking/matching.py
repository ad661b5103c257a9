"""How well a text speaks of what a question asks, word by word and by meaning.

Each word of the question that means something looks for its best counterpart in the text: the word itself,
one that the thesaurus has for it, or one whose vector is near. The vectors are an encoder's of single
words. That is late interaction ("MaxSim") as of O. Khattab, M. Zaharia: ColBERT, SIGIR 2020, with fixed
vectors of words; rare words count more, by the idf of BM25 (S. Robertson, H. Zaragoza: The Probabilistic
Relevance Framework, 2009). The cosine of the whole question's vector and the text's is added. Why both: a
question and its answer seldom have words in common, and an encoder of sentences alone finds what is like a
question: another question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.library.asking.content import content, names, numbers, stem
from muse_desktop.library.asking.memory import Memory
from muse_desktop.library.asking.subject import without
from muse_desktop.library.asking.wanted import Wanted, wanted
from muse_desktop.library.search.encoders import Encoder, Vectors, normed
from muse_desktop.text.english_forms import bases
from muse_desktop.text.segment import sentences

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

Synonyms = Callable[[str], Mapping[str, float]]
"""The stems of other words for a word, with how near they are to it (0 to 1)."""


@dataclass(frozen=True)
class Kinds:
    """What a word's thing is a kind of: `all_`, and `narrow`, those that say something of it. "winter" is a
    season."""

    all_: Callable[[str], frozenset[str]]
    narrow: Callable[[str], frozenset[str]]


NO_KINDS = Kinds(lambda word: frozenset((word,)), lambda word: frozenset((word,)))
NARROWER = 0.55
"""How near a word is that is one of a kind the question speaks of: "ewe" for "sheep"."""

FLOOR = 0.25
"""Vectors of two words nearer than this have something to do with each other; most pairs are not."""
SHARPNESS = 1.3
"""A power: one good counterpart is worth more than two half ones."""
REPEATED = 0.5
"""What the very word asked for counts where one of its kind is wanted: "flower" is no answer to "which
flower"."""
KIND = 0.8
"""What a word counts of which the thesaurus says that it is of the sort that is wanted."""

COUNTED_WITHIN, COUNTED_NEAR = 3, 0.4
"""Of "how many things": so few words behind a number, and so near, the things must be."""
ATTRIBUTES = frozenset(("name", "age", "number", "colour", "color", "kind", "sort", "time", "place"))
"""Words for what is asked, which an answer seldom says."""

# What each thing that is known of a passage or sentence counts. Fitted by logistic regression of the right
# sentence against all others on the parts "development" and "further" of tests/benchmarks/library, and
# checked with works left out.
NAMED, NEAR, MATCH = 1.6, 1.6, 3.1
"""Of a passage: that the question names its work, the cosine of its meaning, its words' counterparts."""
SENTENCE, AROUND, FITTING, SORT = 1.8, 2.3, 1.0, 1.3
"""Of a sentence: the cosine of its meaning, of it with its neighbours', that it has what is wanted, and one
of the sort that is asked for."""


@dataclass(frozen=True)
class Rated:
    """A sentence of a passage (code points of the passage's text) and how well it speaks of the question.
    `sort`: how near one of its words comes to the sort of thing that is asked for, `fits`: how far it has
    what is wanted (a number, a name)."""

    start: int
    end: int
    score: float
    sort: float = 0.0
    fits: float = 0.0


@dataclass(frozen=True)
class Relevance:
    """How well a passage speaks of the question, and its sentences, best first."""

    score: float
    sentences: tuple[Rated, ...]


class Question:
    """A question, ready to be compared with texts."""

    def __init__(
        self,
        text: str,
        rarity: Callable[[str], float],
        synonyms: Synonyms = lambda _: {},
        words: Encoder | None = None,
        meaning: Encoder | None = None,
        *,
        subject: str = "",
        kinds: Kinds = NO_KINDS,
        memory: Memory | None = None,
    ) -> None:
        """`rarity` of a word is its idf in the library. `words` makes vectors of single words, `meaning` of
        sentences; without them only the words and the thesaurus count. `subject`: titles and authors of the
        works it names, which their sentences need not repeat. `memory` keeps the vectors of sentences."""
        self.text = text
        self.words = list(dict.fromkeys(content(text)))
        self.names = names(text)
        self.rest = without(text, subject)
        self._weights = np.array([rarity(word) for word in self.words] or [1.0])
        self._near = [{stem(word): 1.0, **synonyms(word)} for word in self.words]
        self._forms = [frozenset((word, *bases(word))) for word in self.words]
        self._narrower: dict[str, tuple[int, ...]] = {}
        self._encoder, self._meaning, self._kinds = words, meaning, kinds
        self._vectors = words.encode(self.words) if words is not None and self.words else None
        asked = meaning.encode([text, self.rest]) if meaning is not None else None
        self._asked: Vectors | None = asked[0] if asked is not None else None
        self._asked_rest: Vectors | None = asked[1] if asked is not None else None
        self._known: dict[str, Vectors] = {}
        self._memory = memory or Memory()
        self._wanted = wanted(text, kinds.all_)
        sort = self._wanted.sort
        self._sort = words.encode([sort])[0] if words is not None and sort else None

    @property
    def wanted(self) -> Wanted:
        """What kind of answer it wants."""
        return self._wanted

    @property
    def is_empty(self) -> bool:
        """Whether there is no word in it that means something."""
        return not self.words

    def nearness(self, vectors: Vectors) -> Vectors:
        """The cosines of the question's meaning and each row."""
        if self._asked is None:
            return np.zeros(len(vectors), np.float32)
        made: Vectors = vectors @ self._asked
        return made

    def rate(self, texts: Sequence[str], first: Sequence[float]) -> list[Relevance]:
        """How well each passage speaks of the question, by what it was rated `first` and its sentences."""
        spans = [sentences(text) or [(0, len(text))] for text in texts]
        said = [[text[a:b] for a, b in some] for text, some in zip(texts, spans, strict=True)]
        vectors = self._memory.vectors(texts, said, self._meaning)
        made: list[Relevance] = []
        for place, some in enumerate(said):
            near = self._nearness_of_sentences(vectors[place] if vectors else None, len(some))
            rated = []
            for at, (start, end) in enumerate(spans[place]):
                sort, fits = self._of_sort(some[at]), self._fits(some[at])
                score = float(near[at]) + FITTING * fits + SORT * sort
                rated.append(Rated(start, end, score, sort, fits))
            if self._asked is None:
                rated = [replace(one, score=one.score + self.match(text))
                         for one, text in zip(rated, some, strict=True)]  # fmt: skip
            rated.sort(key=lambda one: -one.score)
            made.append(Relevance(first[place] + rated[0].score, tuple(rated)))
        return made

    def _nearness_of_sentences(self, vectors: Vectors | None, count: int) -> Vectors:
        """Of each sentence, by itself and with its neighbours."""
        if vectors is None or self._asked_rest is None:
            return np.zeros(count, np.float32)
        around = vectors.copy()
        around[1:] += vectors[:-1] / 2
        around[:-1] += vectors[1:] / 2
        made: Vectors = SENTENCE * (vectors @ self._asked_rest) + AROUND * (normed(around) @ self._asked_rest)
        return made

    def covered(self, text: str) -> float:
        """How near the question's words, names and the subject aside, come to words of `text`, 0 to 1, rare
        ones counting more. 1 where there is none."""
        rest = set(content(self.rest)) - set(self.names) - ATTRIBUTES
        places = [at for at, word in enumerate(self.words) if word in rest]
        if not places:
            return 1.0
        near, weights = self._counterparts(text, "")[places], self._weights[places]
        return float((near * weights).sum() / weights.sum())

    def match(self, text: str, about: str = "") -> float:
        """How many of the question's words have a counterpart in `text`, 0 to 1, rare ones counting more.

        Words that stand in `about` are there without being repeated.
        """
        if not self.words:
            return 0.0
        best = self._counterparts(text, about)
        return float((best**SHARPNESS * self._weights).sum() / self._weights.sum())

    def _counterparts(self, text: str, about: str) -> Vectors:
        """How near the nearest word of `text` is to each of the question."""
        there = list(dict.fromkeys(content(text)))
        forms = {stem(word) for word in there}
        around = {stem(word) for word in content(about)}
        best: Vectors = np.zeros(len(self.words), np.float32)
        if self._vectors is not None and there:
            self._learn_words(there)
            near = (self._vectors @ np.array([self._known[word] for word in there]).T).max(axis=1)
            best = np.maximum(near - FLOOR, 0.0) / (1 - FLOOR)
        for one in there:
            for place in self._kinds_asked(one):
                best[place] = max(best[place], NARROWER)
        for place, word in enumerate(self.words):
            if not word.isascii():  # a character: there, or not
                best[place] = float(word in forms or word in around)
            elif stem(word) in around:
                best[place] = 1.0
            else:
                known = max((near for form, near in self._near[place].items() if form in forms), default=0.0)
                best[place] = max(best[place], known)
        return best

    def _kinds_asked(self, word: str) -> tuple[int, ...]:
        """Which words of the question name a kind that `word` is one of."""
        known = self._narrower.get(word)
        if known is None:
            of = self._kinds.narrow(word) if word.isascii() else frozenset()
            known = tuple(place for place, forms in enumerate(self._forms) if not forms.isdisjoint(of))
            self._narrower[word] = known
        return known

    def _fits(self, text: str) -> float:
        """How far a sentence has what is wanted; of a number of things, also that the things are near it."""
        fits = self._wanted.fits(text, frozenset(self.names))
        if not self._wanted.counted or fits == 0:
            return fits
        said = content(text)
        known = numbers(text)
        near = [
            other
            for at, word in enumerate(said)
            if word in known
            for other in said[at + 1 : at + 1 + COUNTED_WITHIN]
        ]
        return fits if self._nearest(self._wanted.counted, near) >= COUNTED_NEAR else 0.2 * fits

    def _nearest(self, word: str, others: Sequence[str]) -> float:
        """How near the nearest of `others` is to a `word` of the question."""
        if word not in self.words or not others:
            return 0.0
        return float(self._counterparts(" ".join(others), "")[self.words.index(word)])

    def _of_sort(self, text: str) -> float:
        """How near a word of `text` comes to the sort of thing that is asked for, 0 to 1."""
        sort = self._wanted.sort
        if not sort:
            return 0.0
        there = [word for word in dict.fromkeys(content(text)) if word.isascii()]
        others = [word for word in there if stem(word) != stem(sort)]
        best = REPEATED if len(others) < len(there) else 0.0
        forms = {sort, *bases(sort)}
        if any(not forms.isdisjoint(self._kinds.all_(word)) for word in others):
            best = KIND
        if self._sort is not None and others:
            self._learn_words(others)
            near = float((np.array([self._known[word] for word in others]) @ self._sort).max())
            best = max(best, (near - FLOOR) / (1 - FLOOR))
        return best

    def learn(self, texts: Sequence[str]) -> None:
        """Look up the vectors of all their words at once: text by text takes ten times as long."""
        self._learn_words([word for text in texts for word in content(text)])

    def _learn_words(self, words: Sequence[str]) -> None:
        if self._encoder is None:
            return
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))


def idf(having: int, all_: int) -> float:
    """How much a word tells that stands in `having` of `all_` passages (BM25's, never below 0)."""
    return math.log(1 + (all_ - having + 0.5) / (having + 0.5))
