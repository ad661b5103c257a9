"""Paragraphs cut into pieces that are checked one by one, and what stays wrong while one is being edited.

A result belongs to a text, not to a place: undo, moving and another document need nothing to be followed.
Positions are UTF-16 units of a paragraph or piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from muse_desktop.studio.spelling import Wrong

LONG = 6000
"""A paragraph longer than this is cut into pieces of SIZE, so that an edit has little checked again."""
SIZE = 2000
_REACH = 80  # how far a cut is moved to fall behind a word
_GAP = re.compile(r"\W")

Wrongs = tuple[Wrong, ...]


def pieces(text: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, str]]:
    """The pieces of a paragraph that touch [first, last): where each begins, and its text."""
    if len(text) <= LONG:
        yield 0, text
        return
    end = len(text) if last is None else last
    for number in range(max(0, first // SIZE - 1), min(end, len(text)) // SIZE + 1):
        start, stop = _cut(text, number * SIZE), _cut(text, (number + 1) * SIZE)
        if start < stop and stop >= first:
            yield start, text[start:stop]


def _cut(text: str, place: int) -> int:
    if not 0 < place < len(text):
        return max(0, min(place, len(text)))
    found = _GAP.search(text, place, place + _REACH)
    return found.end() if found else place


def carried(old: str, wrong: Iterable[Wrong], new: str) -> Wrongs:
    """What is still wrong in `new`, of which only one stretch differs from `old`: what lies beside it.

    Words that touch the stretch are not judged before they are checked again.
    """
    if not (_narrow(old) and _narrow(new)):
        return ()
    most = min(len(old), len(new))
    head = _shared(old, new, most)
    tail = _shared(old[::-1], new[::-1], most - head)
    by, behind = len(new) - len(old), len(old) - tail
    ends, begins = not new[head : head + 1].isalnum(), not new[behind + by - 1 : behind + by].isalnum()
    kept = []
    for one in wrong:
        if one.end < head or (one.end == head and ends):
            kept.append(one)
        elif one.start > behind or (one.start == behind and begins):
            kept.append(replace(one, start=one.start + by, end=one.end + by))
    return tuple(kept)


def alike(old: str, new: str) -> int:
    """How many characters two texts have in common at their two ends."""
    most = min(len(old), len(new))
    head = _shared(old, new, most)
    return head + _shared(old[::-1], new[::-1], most - head)


def _narrow(text: str) -> bool:
    return text.isascii() or not text or max(text) <= "\uffff"


def _shared(first: str, second: str, most: int) -> int:
    """How many characters two texts share at the start, at most `most`; halving, for long texts."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
