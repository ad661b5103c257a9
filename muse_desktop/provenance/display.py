"""What to show of origins: tints for the page, shares for the report, spans for the export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import msgspec

from muse_desktop.provenance.kinds import MODEL_KINDS, PASTED_KINDS, WRITER_KINDS, Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.provenance.words import window, word_over
from muse_desktop.text.comments import blanked
from muse_desktop.text.segment import words

PIECE = 20_000  # characters counted at once: a list of all words of a novel takes 25 MB
K = TypeVar("K")
Tint = Literal["own", "pasted", "generated", "edited", "imported", "unknown"]


class TintSpan(msgspec.Struct, frozen=True):
    """Code points [start, end) to be shown in one tint; all of them have `origin`."""

    start: int
    end: int
    tint: Tint
    origin: int


@dataclass(frozen=True)
class Share:
    """How much of a text."""

    characters: int = 0
    words: int = 0


@dataclass(frozen=True)
class Shares:
    """How much of a text came from where, by stored kind and by tint (which knows "edited")."""

    total: Share
    kinds: Mapping[Kind, Share] = field(default_factory=dict)
    tints: Mapping[Tint, Share] = field(default_factory=dict)


def tints(text: str, runs: Runs, book: OriginBook, start: int = 0, end: int | None = None) -> list[TintSpan]:
    """The tints of [start, end), in order and without gaps.

    "edited": text typed into a generated block, what is left of a generated word whose letters were
    deleted, and the whole of any word in which a model's letters and typed ones stand together.
    """
    end = len(text) if end is None else end
    mixed = list(_mixed_words(text, runs, book, start, end))
    spans: list[TintSpan] = []
    for left, right, origin in runs.spans(start, end):
        tint = tint_of(book, origin)
        at = left
        while mixed and mixed[0][0] < right:
            first, last = max(mixed[0][0], left), min(mixed[0][1], right)
            _add(spans, at, first, tint, origin)
            _add(spans, first, last, "edited", origin)
            at = last
            if mixed[0][1] > right:
                break
            mixed.pop(0)
        _add(spans, at, right, tint, origin)
    return spans


def tint_of(book: OriginBook, origin_id: int) -> Tint:
    """The tint of text with this origin, before looking at the words it stands in."""
    origin = book.get(origin_id)
    if origin.kind in MODEL_KINDS:
        return "edited" if book.is_cut(origin) else "generated"
    if origin.kind in WRITER_KINDS:
        return "own" if book.block(origin_id) is None else "edited"
    if origin.kind in PASTED_KINDS:
        return "pasted"
    return "imported" if origin.kind is Kind.IMPORTED else "unknown"


def shares(text: str, runs: Runs, book: OriginBook) -> Shares:
    """Characters (white space too) and words per kind and per tint.

    A word counts for the kind and the tint of most of its characters, the first of them at a tie; words in
    comments do not count.
    """
    text = blanked(text)
    number = 0
    by_kind: dict[Kind, Share] = {}
    by_tint: dict[Tint, Share] = {}
    for start, end in _pieces(text):
        places = [(first + start, last + start) for first, last in words(text[start:end])]
        number += len(places)
        kinds = ((s, e, book.get(origin).kind) for s, e, origin in runs.spans(start, end))
        _add_up(by_kind, _counted(kinds, places))
        spans = tints(text, runs, book, start, end)
        _add_up(by_tint, _counted(((span.start, span.end, span.tint) for span in spans), places))
    return Shares(Share(len(text), number), by_kind, by_tint)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Whole lines of some thousand characters together: no word goes over a line's end."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        yield start, end
        start = end


def _add_up(to: dict[K, Share], more: Mapping[K, Share]) -> None:
    for label, share in more.items():
        before = to.get(label, Share())
        to[label] = Share(before.characters + share.characters, before.words + share.words)


def span_list(text: str, runs: Runs, book: OriginBook) -> list[dict[str, Any]]:
    """Every span for the export's JSON: start, end (code points), kind, tint and what the origin knows."""
    spans: list[dict[str, Any]] = []
    for span in tints(text, runs, book):
        origin = book.get(span.origin)
        spans.append(
            {
                "start": span.start,
                "end": span.end,
                "kind": str(origin.kind),
                "tint": span.tint,
                "origin": {
                    "id": origin.id,
                    "generation": origin.generation_id,
                    "candidate": origin.candidate,
                    "output_start": origin.output_start,
                    "library_item": origin.library_item,
                    "source": origin.source,
                    "parent": origin.parent,
                    "block": book.block(origin.id),
                    "created_at": origin.created_at,
                },
            }
        )
    return spans


def _add(spans: list[TintSpan], start: int, end: int, tint: Tint, origin: int) -> None:
    if start >= end:
        return
    if spans and (spans[-1].end, spans[-1].tint, spans[-1].origin) == (start, tint, origin):
        start = spans.pop().start
    spans.append(TintSpan(start, end, tint, origin))


def _mixed_words(
    text: str, runs: Runs, book: OriginBook, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Words in which a model's letters and typed ones meet; looks only where two such runs do."""
    before: Kind | None = None
    done = -1
    for at, _, origin in runs.spans(*window(text, start, end)):
        kind = book.get(origin).kind
        meet = before is not None and _meet(before, kind)
        if meet and at > done and (word := word_over(text, at)) and word[1] > start and word[0] < end:
            done = word[1]
            yield max(word[0], start), min(word[1], end)
        before = kind


def _meet(first: Kind, second: Kind) -> bool:
    return (first in MODEL_KINDS and second in WRITER_KINDS) or (
        first in WRITER_KINDS and second in MODEL_KINDS
    )


def _counted(spans: Iterable[tuple[int, int, K]], places: Sequence[tuple[int, int]]) -> dict[K, Share]:
    characters: Counter[K] = Counter()
    counts: Counter[K] = Counter()
    torn: dict[int, Counter[K]] = {}  # words with characters of several labels, by their number
    at = 0
    for start, end, label in spans:
        characters[label] += end - start
        while at < len(places) and places[at][0] < end:
            first, last = places[at]
            if start <= first and last <= end:
                counts[label] += 1
            else:
                torn.setdefault(at, Counter())[label] += min(end, last) - max(start, first)
            if last > end:
                break
            at += 1
    counts.update(word.most_common(1)[0][0] for word in torn.values())
    return {label: Share(characters[label], counts[label]) for label in characters}
