"""What a writer said before in drafts of her own: a help for continuity, no reproach.

The other documents are compared with as the library is; the document itself by pieces, each with those
before it.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from muse_desktop.originality.check import check_text
from muse_desktop.originality.drafts import Drafts
from muse_desktop.originality.values import Hit, Kind, Place
from muse_desktop.text.segment import count_words

COMMON_PLACES = 5
"""What a writer says in so many places is her way of saying it."""
_COMMON_LETTERS = 60
_FEWEST_WORDS, _FEWEST = 8, 50  # a shorter find than so many words, and so many code points, is chance
_PIECES = 200  # at most about so many of one document
_APART, _LATEST = 4, 20  # code points between two finds that are one; how many are looked through
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.*?)[ \t#]*$")


@dataclass(frozen=True)
class Draft:
    """One document. `chapter`: the title of the chapter it stands in, "" for none."""

    document: int
    title: str
    chapter: str
    text: str


@dataclass(frozen=True)
class OwnUse:
    """A passage of a draft that stands, alike, in another place of the writer's own drafts.

    `text` as written here, `there` as written in `document`, whose code points are `other`. `heading`: the
    heading or chapter it stands under there, "" for none. `same`: an earlier place of this very document.
    What a writer says everywhere is not among them.
    """

    kind: Kind
    draft: Place
    text: str
    words: int
    document: int
    title: str
    heading: str
    other: Place
    there: str
    same: bool
    likeness: float = 1.0


@dataclass(frozen=True)
class OwnReport:
    """What was said before, in the order of the draft; `documents` and `words`: how much was looked at."""

    uses: tuple[OwnUse, ...]
    documents: int
    words: int
    seconds: float


def said_before(
    text: str,
    document: int | None,
    others: Sequence[Draft],
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> OwnReport:
    """Where `text` says what `others`, or earlier parts of itself, say already.

    `document`: its number, by which finds in itself are named. `progress` is told the share done; once
    `cancelled()` is true it has what was found so far. About as long as `check_text` takes for `text`, and
    1.5 s for each million words of `others`.
    """
    began = time.perf_counter()
    drafts = {number: one for number, one in enumerate(others) if one.text.strip()}
    uses = []
    if drafts:
        corpus = Drafts({number: one.text for number, one in drafts.items()})
        report = check_text(text, corpus, cancelled=cancelled)
        uses = [_elsewhere(hit, drafts[hit.source.item]) for hit in _worth(report.hits)]
    progress(0.5)
    uses += _in_itself(text, document or 0, lambda done: progress(0.5 + done / 2), cancelled)
    return OwnReport(
        uses=tuple(sorted(filter(_is_long, uses), key=_order)),
        documents=len(drafts),
        words=sum(count_words(one.text) for one in drafts.values()),
        seconds=time.perf_counter() - began,
    )


def _worth(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Those that are no turn of hers, short and everywhere."""
    for hit in hits:
        everywhere = hit.rarity >= COMMON_PLACES and hit.letters < _COMMON_LETTERS
        if not everywhere:
            yield hit


def _order(use: OwnUse) -> tuple[int, int, bool, int]:
    return use.draft.start, use.draft.end, use.same, use.other.start


def _is_long(use: OwnUse) -> bool:
    return use.kind != "verbatim" or use.words >= _FEWEST_WORDS or len(use.text) >= _FEWEST


def _elsewhere(hit: Hit, there: Draft) -> OwnUse:
    place = Place(hit.source.start, hit.source.end)
    return OwnUse(
        kind=hit.kind,
        draft=hit.draft,
        text=hit.text,
        words=hit.words,
        document=there.document,
        title=there.title,
        heading=_heading(there.text, place.start) or there.chapter,
        other=place,
        there=there.text[place.start : place.end],
        same=False,
        likeness=hit.likeness,
    )


def _heading(text: str, at: int) -> str:
    """The Markdown heading that code point `at` stands under; "" for none."""
    starts, titles = _headings(text)
    place = bisect_right(starts, at) - 1
    return titles[place] if place >= 0 else ""


@lru_cache(8)
def _headings(text: str) -> tuple[list[int], list[str]]:
    found = list(_HEADING.finditer(text))
    return [one.start() for one in found], [one[1] for one in found]


def _in_itself(
    text: str, document: int, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> list[OwnUse]:
    pieces = _pieces(text)
    if len(pieces) < 2:
        return []
    corpus = Drafts({number: text[start:end] for number, (start, end) in enumerate(pieces)})
    uses: list[OwnUse] = []
    for number, (start, end) in enumerate(pieces):
        if cancelled():
            break
        progress(number / len(pieces))
        corpus.limit = number
        for hit in _worth(check_text(text[start:end], corpus).hits):
            first = pieces[hit.source.item][0]
            draft = Place(hit.draft.start + start, hit.draft.end + start)
            other = Place(hit.source.start + first, hit.source.end + first)
            there, heading = text[other.start : other.end], _heading(text, other.start)
            found = hit.kind, draft, hit.text, hit.words
            uses.append(OwnUse(*found, document, "", heading, other, there, True, hit.likeness))
    return _joined(uses, text)


def _pieces(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text`, some together in a long one, so that there are not too many pieces."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    least = len(text) // _PIECES
    pieces: list[tuple[int, int]] = []
    for start, end in paragraphs:
        if pieces and pieces[-1][1] - pieces[-1][0] < least:
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return pieces


def _joined(uses: Sequence[OwnUse], text: str) -> list[OwnUse]:
    """A passage that goes over the end of a piece is one find."""
    made: list[OwnUse] = []
    for one in sorted(uses, key=lambda one: (one.draft.start, one.other.start)):
        for place in range(max(0, len(made) - _LATEST), len(made)):
            before = made[place]
            gaps = one.draft.start - before.draft.end, one.other.start - before.other.end
            if all(0 <= gap <= _APART for gap in gaps) and one.kind == before.kind:
                draft = Place(before.draft.start, one.draft.end)
                other = Place(before.other.start, one.other.end)
                made[place] = replace(
                    before, draft=draft, other=other, text=text[draft.start : draft.end],
                    there=text[other.start : other.end], words=before.words + one.words,
                )  # fmt: skip
                break
        else:
            made.append(one)
    return made
