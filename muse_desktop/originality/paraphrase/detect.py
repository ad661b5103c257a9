"""Possible paraphrases: where a library may say in other words what a draft says.

A sentence of the draft is taken for one of a passage of the library where

- the judgement of words, order, names and meaning together says so, more clearly than for any other place;
- and what both have in common is too rare in this library to be chance, so that a large library needs more.

Neighbouring sentences that point to one place count together. A likeness of meaning alone is never enough.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from muse_desktop.library.corpus import Corpus
from muse_desktop.library.language import guess
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.originality.check import words_inside
from muse_desktop.originality.paraphrase.judging import Elsewhere, Judged, judged
from muse_desktop.originality.paraphrase.places import draft_sentences, says_enough
from muse_desktop.originality.passages import union
from muse_desktop.originality.values import CheckReport, Hit, Kind, Place, Source, Why
from muse_desktop.overlap.features import Words, words_of
from muse_desktop.text.normalise import normalise

_USUAL = 0.05  # share of the library's stretches of 256 letters that hold a word
_SMALL = 150  # words in three such stretches: few in any library, and a large share of a small one
_TOUCH = 60  # code points between hits of one source that are one passage: a short sentence


@dataclass(frozen=True)
class MeaningOptions:
    """What is taken for a paraphrase: from which `probability` on, how much more of it than at any other
    place (`margin`), and how much rarer than chance the words in common are: e to the power of `evidence`
    times, in nats, after all the places that were looked at. One of neighbours needs only `beside`."""

    probability: float = 0.6
    margin: float = 0.05
    evidence: float = 3.0
    beside: float = 0.4


USUAL = MeaningOptions()


def with_paraphrases(
    report: CheckReport,
    text: str,
    corpus: Corpus,
    encoder: Encoder | None,
    elsewhere: Elsewhere | None = None,
    go_on: Callable[[float], None] = lambda _: None,
    options: MeaningOptions = USUAL,
) -> CheckReport:
    """The report of a check of `text`, with the passages that may say the same in other words.

    Without an encoder, or in a language it was not made for, words decide, and what they find is listed but
    not raised. `go_on` is told the share that is done and may raise to stop.
    Raises what the encoder raises.
    """
    began = time.perf_counter()
    known = [(hit.draft.start, hit.draft.end) for hit in report.hits if hit.raised]
    sentences = draft_sentences(text, known)
    found = judged(text, sentences, corpus, encoder, elsewhere, go_on) if sentences else []
    hits = list(report.hits)
    sure = knows(encoder, text)
    for group in _groups(found, corpus, options):
        hit = _hit(group, text, corpus)
        if hit is not None and sure:
            hits = _joined(hits, hit, text)
        elif hit is not None and not any(_touch(one, hit) for one in hits):
            hits.append(replace(hit, raised=False))
    covered = union([(hit.draft.start, hit.draft.end) for hit in hits if hit.raised])
    return replace(
        report,
        hits=tuple(sorted(hits, key=lambda hit: (hit.draft.start, hit.draft.end, hit.source.item))),
        covered_words=sum(words_inside(text, start, end) for start, end in covered),
        seconds=report.seconds + time.perf_counter() - began,
        meaning=True,
        encoder=encoder.info.id if encoder is not None else "",
    )


def knows(encoder: Encoder | None, text: str) -> bool:
    """Whether an encoder can tell what a text means, as far as its language is known."""
    if encoder is None:
        return False
    language, made_for = guess(text), encoder.info.languages
    return not language or not made_for or language in made_for


def evidence(pairs: Sequence[Judged], corpus: Corpus) -> float:
    """How improbable it is, in nats, that one of the library's places shares these words by chance.

    Each word in common (by its first letters; 中文: two 字 in a row) counts by the share of the library's
    stretches that hold it; the number of places there are is taken off. Usual words do not count: turns of
    phrase are made of them, and those stand together more often than chance would have it.
    """
    places = max(corpus.totals().words, 1)
    total = 0.0
    for one in pairs:
        ours, theirs = (words_of(normalise(some.said.text)).keys for some in (one.ours, one.theirs))
        both = np.intersect1d(ours, theirs)
        if len(both):
            nowhere = np.zeros(len(both), np.int64)
            shares = corpus.shares(Words(both, nowhere, nowhere))
            total -= float(np.log(shares[shares < max(_USUAL, _SMALL / places)]).sum())
    return total - math.log(places)


def _groups(found: Sequence[Judged], corpus: Corpus, options: MeaningOptions) -> list[list[Judged]]:
    """Sentences in a row that say what stands at one place, as far as they are taken for paraphrases."""
    likely = [
        one
        for one in found
        if says_enough(one.ours.said)
        and one.probability >= options.beside
        and one.probability - one.runner_up_probability >= options.margin
    ]
    groups: list[list[Judged]] = []
    for one in likely:
        if groups and _goes_on(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [
        group
        for group in groups
        if max(one.probability for one in group) >= options.probability
        and evidence(group, corpus) >= options.evidence
    ]


def _goes_on(before: Judged, one: Judged) -> bool:
    return one.ours.number - before.ours.number == 1 and one.theirs.is_near(before.theirs)


def _hit(group: Sequence[Judged], text: str, corpus: Corpus) -> Hit | None:
    """The hit that a group makes; None when its source was taken out meanwhile."""
    item = group[0].theirs.item
    if (info := corpus.info(item)) is None:
        return None
    start, end = min(one.ours.start for one in group), max(one.ours.end for one in group)
    first, last = min(one.theirs.start for one in group), max(one.theirs.end for one in group)
    of = sum(len(one.ours.said.different) for one in group)
    shared = sum(one.shared for one in group)
    best = max(group, key=lambda one: one.probability)
    return Hit(
        kind=_kind(group),
        draft=Place(start, end),
        source=Source(item, info.title, info.path, first, last),
        text=text[start:end],
        words=words_inside(text, start, end),
        letters=sum(len(one.ours.said.letters) for one in group),
        likeness=sum(one.likeness.letters for one in group) / len(group),
        why=Why(
            shared=shared,
            of=of,
            meaning=round(best.likeness.meaning, 3),
            runner_up=round(best.runner_up, 3),
        ),
    )


def _kind(group: Sequence[Judged]) -> Kind:
    """Most of the same words in the same order are an edited copy, whatever found it."""
    return "near" if all(one.likeness.order >= 0.8 for one in group) else "paraphrase"


def _joined(hits: Sequence[Hit], new: Hit, text: str) -> list[Hit]:
    """The hits with a new one; those of its source that it touches in both texts become one with it."""
    one, others = new, []
    for hit in hits:
        if not _touch(hit, one):
            others.append(hit)
            continue
        larger = hit if hit.raised and hit.words > one.words else one
        start, end = min(hit.draft.start, one.draft.start), max(hit.draft.end, one.draft.end)
        source = replace(
            one.source,
            start=min(hit.source.start, one.source.start),
            end=max(hit.source.end, one.source.end),
        )
        one = replace(
            larger,
            kind=larger.kind if larger.kind != "verbatim" else "near",
            draft=Place(start, end),
            source=source,
            text=text[start:end],
            words=words_inside(text, start, end),
            letters=max(hit.letters, one.letters),
            raised=True,
        )
    return [*others, one]


def _touch(hit: Hit, new: Hit) -> bool:
    return (
        hit.source.item == new.source.item
        and _gap(hit.draft, new.draft) <= _TOUCH
        and _gap(hit.source, new.source) <= _TOUCH
    )


def _gap(one: Place | Source, other: Place | Source) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
