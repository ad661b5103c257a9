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
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.library.asking.content import asks_name, asks_number, content, names, numbers, stem
from muse_desktop.library.search.encoders import Encoder, Vectors
from muse_desktop.text.segment import sentences

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

Synonyms = Callable[[str], Mapping[str, float]]
"""The stems of other words for a word, with how near they are to it (0 to 1)."""

FLOOR = 0.25
"""Vectors of two words nearer than this have something to do with each other; most pairs are not."""
SHARPNESS = 1.3
"""A power: one good counterpart is worth more than two half ones."""
BEST_SENTENCE = 0.5
"""What a passage's best sentence counts beside the whole of it."""
FITTING = 0.12
"""What it counts that a sentence has a number, or a name, where one is asked for."""


@dataclass(frozen=True)
class Rated:
    """A sentence of a passage (code points of the passage's text) and how well it speaks of the question."""

    start: int
    end: int
    score: float


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
    ) -> None:
        """`rarity` of a word is its idf in the library. `words` makes vectors of single words, `meaning` of
        sentences; without them only the words and the thesaurus count."""
        self.text = text
        self.words = list(dict.fromkeys(content(text)))
        self.names = names(text)
        self._weights = np.array([rarity(word) for word in self.words] or [1.0])
        self._near = [{stem(word): 1.0, **synonyms(word)} for word in self.words]
        self._encoder, self._meaning = words, meaning
        self._vectors = words.encode(self.words) if words is not None and self.words else None
        self._asked = meaning.encode([text])[0] if meaning is not None else None
        self._known: dict[str, Vectors] = {}
        self._wants_number, self._wants_name = asks_number(text), asks_name(text)

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
        near = iter(self._cosines([text for some in said for text in some]))
        made: list[Relevance] = []
        for place, some in enumerate(said):
            rated = [
                Rated(start, end, self.match(text) + float(next(near)) + self._fits(text))
                for (start, end), text in zip(spans[place], some, strict=True)
            ]
            rated.sort(key=lambda one: -one.score)
            made.append(Relevance(first[place] + BEST_SENTENCE * rated[0].score, tuple(rated)))
        return made

    def match(self, text: str, about: str = "") -> float:
        """How many of the question's words have a counterpart in `text`, 0 to 1, rare ones counting more.

        Words that stand in `about` are there without being repeated.
        """
        if not self.words:
            return 0.0
        there = list(dict.fromkeys(content(text)))
        forms = {stem(word) for word in there}
        around = {stem(word) for word in content(about)}
        best = np.zeros(len(self.words))
        if self._vectors is not None and there:
            self._learn_words(there)
            near = (self._vectors @ np.array([self._known[word] for word in there]).T).max(axis=1)
            best = np.maximum(near - FLOOR, 0.0) / (1 - FLOOR)
        for place, word in enumerate(self.words):
            if not word.isascii():  # a character: there, or not
                best[place] = float(word in forms or word in around)
            elif stem(word) in around:
                best[place] = 1.0
            else:
                known = max((near for form, near in self._near[place].items() if form in forms), default=0.0)
                best[place] = max(best[place], known)
        return float((best**SHARPNESS * self._weights).sum() / self._weights.sum())

    def _fits(self, text: str) -> float:
        if self._wants_number and numbers(text):
            return FITTING
        if self._wants_name and any(name not in self.names for name in names(text)):
            return FITTING
        return 0.0

    def _cosines(self, texts: Sequence[str]) -> Vectors:
        if self._meaning is None or not texts:
            return np.zeros(len(texts), np.float32)
        return self.nearness(self._meaning.encode(texts))

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
