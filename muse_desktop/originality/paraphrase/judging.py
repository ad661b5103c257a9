"""For each sentence of a draft the sentence of the library that it most probably says again, and how surely.

Words decide which few are looked at by their meaning, since an encoder is slow: two hundred sentences a
second or fewer.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from muse_desktop.library.corpus import Corpus
from muse_desktop.library.search.encoders import Encoder, Vectors
from muse_desktop.originality.paraphrase.likeness import Likeness, likeness, stretched
from muse_desktop.originality.paraphrase.places import Neighbourhood, Ours, Theirs
from muse_desktop.originality.paraphrase.scorer import Scorer, shipped, unrelated_cosine
from muse_desktop.originality.paraphrase.sentence import Said, brevity, said
from muse_desktop.text.segment import words

_COMPARED = 10  # sentences of the library that one of the draft is compared with word by word
_ENCODED = 3  # and by meaning
_OTHERS = 2  # of what stored vectors find
_LEAST = 0.03  # probability by words alone below which meaning is not asked
_AT_ONCE = 32  # sentences encoded between two looks whether to go on
_LONGER = 1.4  # how much longer one sentence may be before its likest part is compared

Elsewhere = Callable[[Sequence[Ours], Vectors], Sequence[Sequence[Theirs]]]
"""Sentences near in meaning found in another way, with stored vectors, by the draft's and their vectors."""


@dataclass(frozen=True)
class Judged:
    """`ours` says what `theirs` says with this probability (where as many do as do not).
    `runner_up_probability` and `runner_up`: probability, and likeness in meaning, of the best sentence at
    another place that is not the same once more."""

    ours: Ours
    theirs: Theirs
    likeness: Likeness
    probability: float
    runner_up_probability: float = 0.0
    runner_up: float = 0.0

    @property
    def shared(self) -> int:
        """How many different words stand in both."""
        return len(self.ours.said.different & self.theirs.said.different)


@dataclass(frozen=True)
class _Pair:
    ours: Ours
    theirs: Theirs
    likeness: Likeness
    probability: float


def judged(
    text: str,
    sentences: Sequence[Ours],
    corpus: Corpus,
    encoder: Encoder | None,
    elsewhere: Elsewhere | None = None,
    go_on: Callable[[float], None] = lambda _: None,
) -> list[Judged]:
    """What each of the `sentences` of `text` most probably says again, where there is anything.

    `go_on` is called with the share that is done, and may raise to stop. Raises what the encoder raises.
    """
    scorer = shipped()
    pairs: list[list[_Pair]] = []
    for ours, some in Neighbourhood(text, corpus).of(sentences):
        pairs.append(_compared(ours, some, scorer))
        go_on(0.5 * len(pairs) / len(sentences))
    if encoder is None:
        return [_best(some) for some in pairs if some]
    asked = [_Asked(some) for some in pairs]
    vectors = _encoded([one for each in asked for one in each.texts()], encoder, go_on)
    if elsewhere is not None:
        asked = _with_others(asked, sentences, elsewhere, vectors, encoder, scorer, go_on)
    unrelated = unrelated_cosine(encoder.info.id)
    return [_best(each.scored(vectors, unrelated, scorer)) for each in asked if each.pairs]


@dataclass(frozen=True)
class _Asked:
    """The pairs of one sentence, the most probable by words first."""

    pairs: Sequence[_Pair]

    def texts(self) -> Iterator[str]:
        for one in self.chosen():
            yield one.ours.said.text
            yield one.theirs.said.text

    def chosen(self) -> list[_Pair]:
        return [one for one in self.pairs[:_ENCODED] if one.probability >= _LEAST]

    def scored(self, vectors: Mapping[str, Vectors], unrelated: float, scorer: Scorer) -> list[_Pair]:
        made = []
        for one in self.chosen():
            product = float(vectors[one.ours.said.text] @ vectors[one.theirs.said.text])
            seen = one.likeness._replace(meaning=max(0.0, stretched(product, unrelated)))
            made.append(replace(one, likeness=seen, probability=scorer.probability(seen)))
        return sorted(made or self.pairs, key=lambda one: -one.probability)


def _compared(ours: Ours, some: Sequence[Theirs], scorer: Scorer) -> list[_Pair]:
    """The likest of some sentences by words, the most probable first."""
    nearest = heapq.nlargest(_COMPARED, some, key=lambda theirs: _rough(ours.said, theirs.said))
    fitted = [fitting(ours, theirs) for theirs in nearest]
    seen = [likeness(mine.said, theirs.said) for mine, theirs in fitted]
    chances = scorer.probabilities(seen)
    made = [_Pair(*pair, one, chance) for pair, one, chance in zip(fitted, seen, chances, strict=True)]
    return sorted(made, key=lambda one: -one.probability)


def _rough(ours: Said, theirs: Said) -> float:
    """Weight of the words in both, for each of those of the shorter; long enough to tell something."""
    both = sum(map(brevity, ours.different & theirs.different))
    return both / (8.0 + min(len(ours.different), len(theirs.different)))


def fitting(ours: Ours, theirs: Theirs) -> tuple[Ours, Theirs]:
    """The pair, and where one is much longer only its part that is likest to the other: a sentence may say
    again what was two, or half of one."""
    mine, other = len(ours.said.words), len(theirs.said.words)
    if other > _LONGER * mine:
        start, end = _part(theirs.said, ours.said)
        part = said(theirs.said.text[start:end])
        return ours, Theirs(theirs.item, theirs.start + start, theirs.start + end, part)
    if mine > _LONGER * other:
        start, end = _part(ours.said, theirs.said)
        part = said(ours.said.text[start:end])
        return Ours(ours.number, ours.start + start, ours.start + end, part), theirs
    return ours, theirs


def _part(longer: Said, shorter: Said) -> tuple[int, int]:
    """The code points of the words in a row of the longer sentence that have most in common with the shorter,
    no more of them than a little over its length."""
    spans = words(longer.text)
    if len(spans) != len(longer.words):  # a word of marks alone
        return 0, len(longer.text)
    weights = [brevity(one) if one in shorter.different else 0.0 for one in longer.words]
    width = min(len(weights), int(_LONGER * len(shorter.words)) + 1)
    sums = np.convolve(weights, np.ones(width), "valid")
    first = int(np.argmax(sums))
    inside = [at for at in range(first, first + width) if weights[at]]
    if not inside:
        return 0, len(longer.text)
    start, end = spans[inside[0]][0], spans[inside[-1]][1]
    if inside[0] <= 1:
        start = 0
    if inside[-1] >= len(spans) - 2:
        end = len(longer.text)
    return start, end


def _best(pairs: Sequence[_Pair]) -> Judged:
    """The most probable, and what comes next at another place: not what says the same once more."""
    first = pairs[0]
    others = [
        one
        for one in pairs[1:]
        if not one.theirs.is_near(first.theirs) and likeness(one.theirs.said, first.theirs.said).order < 0.5
    ]
    second = others[0] if others else None
    return Judged(
        ours=first.ours,
        theirs=first.theirs,
        likeness=first.likeness,
        probability=first.probability,
        runner_up_probability=second.probability if second else 0.0,
        runner_up=second.likeness.meaning if second else 0.0,
    )


def _encoded(
    texts: Sequence[str], encoder: Encoder, go_on: Callable[[float], None]
) -> dict[str, Vectors]:
    different = list(dict.fromkeys(texts))
    made: dict[str, Vectors] = {}
    for begin in range(0, len(different), _AT_ONCE):
        go_on(0.5 + 0.5 * begin / len(different))
        some = different[begin : begin + _AT_ONCE]
        made.update(zip(some, encoder.encode(some), strict=True))
    return made


def _with_others(
    asked: Sequence[_Asked],
    sentences: Sequence[Ours],
    elsewhere: Elsewhere,
    vectors: dict[str, Vectors],
    encoder: Encoder,
    scorer: Scorer,
    go_on: Callable[[float], None],
) -> list[_Asked]:
    """The pairs, with those that stored vectors find for sentences whose words found nothing probable."""
    open_ones = [at for at, one in enumerate(asked) if not one.pairs or one.pairs[0].probability < 0.5]
    if not open_ones:
        return list(asked)
    wanted = [sentences[at] for at in open_ones]
    texts = [one.said.text for one in wanted if one.said.text not in vectors]
    vectors.update(_encoded(texts, encoder, go_on))
    found = elsewhere(wanted, np.stack([vectors[one.said.text] for one in wanted]))
    made = list(asked)
    for at, ours, some in zip(open_ones, wanted, found, strict=True):
        # Those of the passages near in meaning that have the likest words are asked for theirs in any case.
        near = _compared(ours, some, scorer)[:_OTHERS]
        near = [replace(one, probability=max(one.probability, _LEAST)) for one in near]
        made[at] = _Asked(sorted([*near, *made[at].pairs], key=lambda one: -one.probability))
    fresh = [text for at in open_ones for text in made[at].texts() if text not in vectors]
    vectors.update(_encoded(fresh, encoder, go_on))
    return made
