"""Words by who made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from muse_desktop.provenance.kinds import MODEL_KINDS, WRITER_KINDS, Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.provenance.words import word_over
from muse_desktop.text.comments import blanked
from muse_desktop.text.segment import count_words

Maker = Literal["own", "model", "other"]
_OWN = WRITER_KINDS | {Kind.PASTED_OWN}


class Tally(msgspec.Struct, frozen=True):
    """Words by who made them: the writer, a model, others (imported, pasted, unknown).

    A word counts for the maker of most of its characters, the first of them at a tie.
    """

    own: int = 0
    model: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """All words."""
        return self.own + self.model + self.other

    def __add__(self, more: Tally) -> Tally:
        """Both together."""
        return Tally(self.own + more.own, self.model + more.model, self.other + more.other)

    def __sub__(self, less: Tally) -> Tally:
        """What the first has more than the second; may be below 0."""
        return Tally(self.own - less.own, self.model - less.model, self.other - less.other)


def maker_of(kind: Kind) -> Maker:
    """Who made text of this kind. Text that was imported may be anybody's, so it is "other"."""
    if kind in MODEL_KINDS:
        return "model"
    return "own" if kind in _OWN else "other"


def tally(text: str, runs: Runs, book: OriginBook, start: int = 0, end: int | None = None) -> Tally:
    """The words of text[start:end] by who made them, comments left out. `runs` are the origins of `text`."""
    text = blanked(text)
    found: dict[Maker, int] = {"own": 0, "model": 0, "other": 0}
    for first, last, maker in _whole_words(text, list(_stretches(runs.spans(start, end), book))):
        found[maker] += count_words(text[first:last])
    return Tally(**found)


def _stretches(
    spans: Iterable[tuple[int, int, int]], book: OriginBook
) -> Iterator[tuple[int, int, Maker]]:
    """`spans` with neighbours of the same maker joined: few, however many origins there are."""
    makers: dict[int, Maker] = {}
    at: tuple[int, int, Maker] | None = None
    for start, end, origin in spans:
        maker = makers.get(origin) or makers.setdefault(origin, maker_of(book.get(origin).kind))
        if at is not None and at[2] == maker:
            at = at[0], end, maker
            continue
        if at is not None:
            yield at
        at = start, end, maker
    if at is not None:
        yield at


def _whole_words(
    text: str, stretches: list[tuple[int, int, Maker]]
) -> Iterator[tuple[int, int, Maker]]:
    """`stretches` moved so that none begins or ends inside a word; a torn word stands by itself."""
    done = stretches[0][0] if stretches else 0
    limit = stretches[-1][1] if stretches else 0
    for number, (_, end, maker) in enumerate(stretches):
        if end <= done:
            continue
        word = word_over(text, end) if end < limit and _may_be_inside(text, end) else None
        if word is None:
            yield done, end, maker
            done = end
            continue
        first, last = max(word[0], done), min(word[1], limit)
        yield done, first, maker
        yield first, last, _most(stretches, number, first, last)
        done = last


def _may_be_inside(text: str, place: int) -> bool:
    """Whether `place` can be inside a word: no white space at it. Finding the word itself takes longer."""
    return not text[place].isspace() and not text[place - 1].isspace()


def _most(stretches: list[tuple[int, int, Maker]], number: int, first: int, last: int) -> Maker:
    """Who made most of [first, last), which begins in stretch `number`."""
    shares: dict[Maker, int] = {}
    for start, end, maker in stretches[number:]:
        if start >= last:
            break
        shares[maker] = shares.get(maker, 0) + min(end, last) - max(start, first)
    return max(shares, key=lambda maker: shares[maker])
