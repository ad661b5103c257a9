"""For each sentence of a draft the sentence of the library that it most probably says again, and how surely.

Words decide which few are looked at by their meaning, since an encoder is slow: of most sentences none has
enough in common with any of the library's to be more than chance.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from muse_desktop.library.search.encoders import Encoder, Vectors
from muse_desktop.originality.paraphrase.chance import Chance
from muse_desktop.originality.paraphrase.likeness import Likeness, likeness, stretched
from muse_desktop.originality.paraphrase.places import Neighbourhood, Ours, Theirs
from muse_desktop.originality.paraphrase.scorer import Scorer, shipped, unrelated_cosine
from muse_desktop.originality.paraphrase.sentence import Said, brevity, said
from muse_desktop.text.segment import words

_COMPARED = 10  # sentences of the library that one of the draft is compared with word by word
_ENCODED = 3  # and by meaning
_OTHERS = 2  # of what stored vectors find
_FEWEST_WORDS = 12  # a shorter sentence is near in meaning to everything
_MOST_OTHERS = 400  # sentences asked for in stored vectors: 20 ms each among those of ten million words
_AT_ONCE = 32  # sentences encoded between two looks whether to go on
_LONGER = 1.4  # how much longer one sentence may be before its likest part is compared
_SURE = 1e-9

Elsewhere = Callable[[Sequence[Ours], Vectors], Sequence[Sequence[Theirs]]]
"""Sentences near in meaning found in another way, with stored vectors, by the draft's and their vectors."""


def weight(odds: float, nats: float) -> float:
    """What speaks for a paraphrase: how alike both are, and how rare it is that they have these words in
    common. Of the latter a third counts, since words of one sentence do not come together by chance only."""
    return odds + nats / 3


@dataclass(frozen=True)
class Pair:
    """`ours` says what `theirs` says with this probability (where as many do as do not). `nats`: how
    improbable the words in common are at one given place."""

    ours: Ours
    theirs: Theirs
    likeness: Likeness
    probability: float
    nats: float

    @property
    def shared(self) -> int:
        """How many different words stand in both."""
        return len(self.ours.said.different & self.theirs.said.different)

    @property
    def odds(self) -> float:
        """The logarithm of the odds that both say the same, where as many do as do not."""
        return math.log(max(self.probability, _SURE) / max(1.0 - self.probability, _SURE))

    @property
    def weight(self) -> float:
        """How much speaks for the pair, good for comparing those of one sentence."""
        return weight(self.odds, self.nats)


@dataclass(frozen=True)
class Judged:
    """The pair of one sentence for which most speaks, and what comes `next` at another place that is not the
    same once more."""

    pair: Pair
    next: Pair | None = None

    @property
    def nats_elsewhere(self) -> float:
        """How improbable the words are that it has in common with what comes next."""
        return self.next.nats if self.next else 0.0


@dataclass(frozen=True)
class Judging:
    """How sentences are judged: what words tell, how improbable (in nats, beyond all the places that were
    looked at) those in common must be to be worth a closer look, and who is told the share that is done, and
    may raise to stop."""

    chance: Chance
    evidence: float = 0.0
    encoder: Encoder | None = None
    go_on: Callable[[float], None] = lambda _: None

    @property
    def scorer(self) -> Scorer:
        """Says how probable it is that two sentences say the same."""
        return shipped()


def judged(
    sentences: Sequence[Ours], around: Neighbourhood, judging: Judging, elsewhere: Elsewhere | None = None
) -> list[Judged]:
    """What sentences of a draft most probably say again, in their order; nothing of those that have not
    enough evidence, with the sentences beside them. Raises what the encoder raises."""
    pairs: list[list[Pair]] = []

    def go_on() -> None:
        judging.go_on(0.7 * len(pairs) / len(sentences))

    for ours, some in around.of(sentences, go_on):
        pairs.append(_compared(ours, some, judging))
        go_on()
    encoder = judging.encoder
    if encoder is not None and elsewhere is not None:
        pairs = _with_others(pairs, sentences, elsewhere, encoder, judging)
    chosen = [pairs[at][:_ENCODED] for at in _promising(pairs, judging)]
    if encoder is not None:
        chosen = _by_meaning(chosen, encoder, judging)
    return [_best(some) for some in chosen]


def _promising(pairs: Sequence[Sequence[Pair]], judging: Judging) -> list[int]:
    """The sentences that can have enough evidence, by themselves or with a neighbour that points to the same
    place; and these neighbours."""
    chosen: set[int] = set()
    for at, some in enumerate(pairs):
        for one in some[:_ENCODED]:
            beside = {
                there: max((two.nats for two in pairs[there][:_ENCODED] if _follow(one, two)), default=0.0)
                for there in (at - 1, at + 1)
                if 0 <= there < len(pairs)
            }
            if judging.chance.evidence([one.nats, *beside.values()]) >= judging.evidence:
                chosen |= {at, *(there for there, nats in beside.items() if nats)}
    return sorted(chosen)


def _follow(one: Pair, other: Pair) -> bool:
    """Whether two sentences stand beside each other, and what they say again too."""
    return abs(one.ours.number - other.ours.number) == 1 and one.theirs.is_near(other.theirs)


def _by_meaning(
    chosen: Sequence[Sequence[Pair]], encoder: Encoder, judging: Judging
) -> list[list[Pair]]:
    """The pairs of each sentence judged by meaning too, the likeliest first."""
    texts = [text for some in chosen for one in some for text in (one.ours.said.text, one.theirs.said.text)]
    vectors = _encoded(texts, encoder, judging.go_on)
    unrelated = unrelated_cosine(encoder.info.id)
    return [_in_order([_meant(one, vectors, unrelated, judging.scorer) for one in some]) for some in chosen]


def _meant(one: Pair, vectors: Mapping[str, Vectors], unrelated: float, scorer: Scorer) -> Pair:
    product = float(vectors[one.ours.said.text] @ vectors[one.theirs.said.text])
    seen = one.likeness._replace(meaning=max(0.0, stretched(product, unrelated)))
    return replace(one, likeness=seen, probability=scorer.probability(seen))


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda one: -one.weight)


def _compared(ours: Ours, some: Sequence[Theirs], judging: Judging) -> list[Pair]:
    """The likest of some sentences by words, those first for which most speaks."""
    nearest = heapq.nlargest(_COMPARED, some, key=lambda theirs: _rough(ours.said, theirs.said))
    fitted = [fitting(ours, theirs) for theirs in nearest]
    seen = [likeness(mine.said, theirs.said) for mine, theirs in fitted]
    chances = judging.scorer.probabilities(seen)
    return _in_order(
        [
            Pair(mine, theirs, one, chance, judging.chance.in_common(mine.said, theirs.said))
            for (mine, theirs), one, chance in zip(fitted, seen, chances, strict=True)
        ]
    )


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


def _best(pairs: Sequence[Pair]) -> Judged:
    """The likeliest, and what comes next at another place: not what says the same once more."""
    first = pairs[0]
    others = (
        one
        for one in pairs[1:]
        if not one.theirs.is_near(first.theirs) and likeness(one.theirs.said, first.theirs.said).order < 0.5
    )
    return Judged(first, next(others, None))


def _encoded(
    texts: Sequence[str], encoder: Encoder, go_on: Callable[[float], None]
) -> dict[str, Vectors]:
    different = sorted(set(texts), key=len)  # those of like length together: that is quicker
    made: dict[str, Vectors] = {}
    for begin in range(0, len(different), _AT_ONCE):
        go_on(0.7 + 0.3 * begin / len(different))
        some = different[begin : begin + _AT_ONCE]
        made.update(zip(some, encoder.encode(some), strict=True))
    return made


def _with_others(
    pairs: Sequence[list[Pair]],
    sentences: Sequence[Ours],
    elsewhere: Elsewhere,
    encoder: Encoder,
    judging: Judging,
) -> list[list[Pair]]:
    """The pairs, with those that stored vectors find for sentences whose words found nothing probable."""
    made = list(pairs)
    asked = [
        at
        for at, some in enumerate(pairs)
        if (not some or some[0].probability < 0.5) and len(sentences[at].said.words) >= _FEWEST_WORDS
    ][:_MOST_OTHERS]
    if not asked:
        return made
    wanted = [sentences[at] for at in asked]
    vectors = _encoded([one.said.text for one in wanted], encoder, judging.go_on)
    found = elsewhere(wanted, np.stack([vectors[one.said.text] for one in wanted]))
    for at, ours, some in zip(asked, wanted, found, strict=True):
        # What is near in meaning and likest in words takes part, whatever else words alone would say.
        made[at] = [*_compared(ours, some, judging)[:_OTHERS], *made[at]]
    return made
