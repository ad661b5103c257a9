"""Possible paraphrases: where a library may say in other words what a draft says.

A sentence of the draft is taken for one of a passage of the library where

- the judgement of words, order, names and meaning together says so;
- what both have in common is too rare in this library to be chance, so that a large library needs more;
- and it is much rarer than what any other place has in common with it: turns of phrase stand in many.

Neighbouring sentences that point to one place count together. A likeness of meaning alone is never enough.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from muse_desktop.library.corpus import Corpus
from muse_desktop.library.language import guess
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.originality.check import words_inside
from muse_desktop.originality.near.joining import VERBATIM_SHARE
from muse_desktop.originality.paraphrase.chance import Chance
from muse_desktop.originality.paraphrase.judging import Elsewhere, Judged, Judging, judged, weight
from muse_desktop.originality.paraphrase.places import Neighbourhood, Ours, draft_sentences, says_enough
from muse_desktop.originality.passages import union
from muse_desktop.originality.values import CheckReport, Hit, Kind, Place, Source, Why
from muse_desktop.text.segment import words

_NEAR = 0.8  # share of the different words of the longer of two sentences that stand in both
_SAMPLE = 20_000  # code points
_TELLS = 60  # words that tell what language they are in
_TOUCH = 60  # code points between hits of one source that are one passage: a short sentence


@dataclass(frozen=True)
class MeaningOptions:
    """What is taken for a paraphrase: from which `probability` on, and how much rarer than chance the words
    in common are: e to the power of `evidence` times, in nats, after all the places that were looked at.
    Both together must have so much `weight`: what is only just probable must share rarer words. `lead` is
    asked, in the same way, of what is left when that of the next place is taken off. One of neighbours needs
    only the probability `beside`, and `beside_nats` as if this place alone had been looked at.

    `evidence` and `lead` were chosen on 40 books (of eight hits that were none in 410,000 words `lead`
    leaves two) and on the generator's part for tuning. In 20 other books one in 205,000 words was none."""

    probability: float = 0.5
    evidence: float = -2.0
    weight: float = 4.0
    lead: float = -4.0
    beside: float = 0.4
    beside_nats: float = 4.0


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
    sentences = draft_sentences(text, known, lambda: go_on(0.0))
    hits = list(report.hits)
    sure = knows(encoder, text)
    for group in _found(text, sentences, corpus, encoder, elsewhere, go_on, options):
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
    """Whether an encoder can tell what a text means, as far as its language is known.

    A text that is long enough to tell, and is in none of the languages that can be told, is in one that the
    encoder hardly knows either; of a short one the best is thought.
    """
    if encoder is None:
        return False
    language, made_for = guess(text), encoder.info.languages
    if not language:
        return not made_for or len(words(text[:_SAMPLE])) < _TELLS
    return not made_for or language in made_for


def _found(
    text: str,
    sentences: Sequence[Ours],
    corpus: Corpus,
    encoder: Encoder | None,
    elsewhere: Elsewhere | None,
    go_on: Callable[[float], None],
    options: MeaningOptions,
) -> list[list[Judged]]:
    """The sentences that are taken for others said again; those that make one hit together."""
    if not sentences:
        return []
    around = Neighbourhood(text, corpus)
    chance = Chance(corpus, around.letters, around.words)
    found = judged(sentences, around, Judging(chance, options.evidence, encoder, go_on), elsewhere)
    return _groups(found, chance, options)


def _groups(found: Sequence[Judged], chance: Chance, options: MeaningOptions) -> list[list[Judged]]:
    """Sentences in a row that say what stands at one place, as far as they are taken for paraphrases."""
    likely = [
        one
        for one in found
        if says_enough(one.pair.ours.said)
        and says_enough(one.pair.theirs.said)
        and one.pair.probability >= options.beside
        and one.pair.nats >= options.beside_nats
    ]
    groups: list[list[Judged]] = []
    for one in likely:
        if groups and _goes_on(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [group for group in groups if _is_enough(group, chance, options)]


def _is_enough(group: Sequence[Judged], chance: Chance, options: MeaningOptions) -> bool:
    likeliest = max(group, key=lambda one: one.pair.probability)
    best, nats = likeliest.pair, [one.pair.nats for one in group]
    beyond = chance.evidence(nats)
    return (
        best.probability >= options.probability
        and beyond >= options.evidence
        and weight(best.odds, beyond) >= options.weight
        and chance.evidence([*nats, -likeliest.nats_elsewhere]) >= options.lead
    )


def _goes_on(before: Judged, one: Judged) -> bool:
    first, second = before.pair, one.pair
    return second.ours.number - first.ours.number == 1 and second.theirs.is_near(first.theirs)


def _kind(group: Sequence[Judged]) -> Kind:
    """An edited copy where most of the words stand in sentences that are: one passage is one hit."""
    near = sum(len(one.pair.ours.said.words) for one in group if _is_near(one))
    return "near" if 2 * near >= sum(len(one.pair.ours.said.words) for one in group) else "paraphrase"


def _is_near(one: Judged) -> bool:
    """Whether most of the words are the same: an edited copy, whatever found it."""
    ours, theirs = one.pair.ours.said.different, one.pair.theirs.said.different
    return one.pair.shared >= _NEAR * max(len(ours), len(theirs))


def _hit(group: Sequence[Judged], text: str, corpus: Corpus) -> Hit | None:
    """The hit that a group makes; None when its source was taken out meanwhile."""
    pairs = [one.pair for one in group]
    item = pairs[0].theirs.item
    if (info := corpus.info(item)) is None:
        return None
    start, end = min(one.ours.start for one in pairs), max(one.ours.end for one in pairs)
    first, last = min(one.theirs.start for one in pairs), max(one.theirs.end for one in pairs)
    best = max(group, key=lambda one: one.pair.probability)
    return Hit(
        kind=_kind(group),
        draft=Place(start, end),
        source=Source(item, info.title, info.path, first, last),
        text=text[start:end],
        words=words_inside(text, start, end),
        letters=sum(len(one.ours.said.letters) for one in pairs),
        likeness=sum(one.likeness.letters for one in pairs) / len(group),
        why=Why(
            shared=sum(one.shared for one in pairs),
            of=sum(len(one.ours.said.different) for one in pairs),
            meaning=round(best.pair.likeness.meaning, 3),
            runner_up=round(best.next.likeness.meaning if best.next else 0.0, 3),
        ),
    )


def _joined(hits: Sequence[Hit], new: Hit, text: str) -> list[Hit]:
    """The hits with a new one. What touches it in both texts is one passage with it; but a copy stays by
    itself beside a paraphrase, and what was only listed unless most of it lies within."""
    one, others = new, []
    for hit in hits:
        if _touch(hit, one) and _is_part(hit, one):
            one = _one_of(hit, one, text)
        else:
            others.append(hit)
    return [*others, one]


def _is_part(hit: Hit, new: Hit) -> bool:
    if hit.raised:
        return hit.kind != "verbatim" or new.kind == "near"
    return -2 * _gap(hit.draft, new.draft) >= hit.draft.end - hit.draft.start


def _one_of(hit: Hit, new: Hit, text: str) -> Hit:
    """Both as one, of the kind that most of it is; a copy that goes on as an edited one is edited."""
    larger = hit if hit.raised and hit.words > new.words else new
    start, end = min(hit.draft.start, new.draft.start), max(hit.draft.end, new.draft.end)
    first, last = min(hit.source.start, new.source.start), max(hit.source.end, new.source.end)
    share = (hit.draft.end - hit.draft.start) / (end - start)
    copied = hit.kind == "verbatim" and share >= VERBATIM_SHARE
    known = share >= 0.5 and (hit.raised or hit.kind != "paraphrase")
    kind: Kind = hit.kind if known else new.kind
    return replace(
        larger,
        kind="near" if kind == "verbatim" and not copied else kind,
        draft=Place(start, end),
        source=replace(new.source, start=first, end=last),
        text=text[start:end],
        words=words_inside(text, start, end),
        letters=max(hit.letters, new.letters),
        raised=True,
        why=replace(larger.why, run=max(hit.why.run, new.why.run)),
    )


def _touch(hit: Hit, new: Hit) -> bool:
    return (
        hit.source.item == new.source.item
        and _gap(hit.draft, new.draft) <= _TOUCH
        and _gap(hit.source, new.source) <= _TOUCH
    )


def _gap(one: Place | Source, other: Place | Source) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
