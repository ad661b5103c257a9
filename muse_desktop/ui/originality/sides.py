"""How two passages differ, word by word, as stretches of both texts that can be shown. No Qt in here.

Words are compared as the check compares them: case, accents, spacing and punctuation make no difference,
traditional characters are their simplified form.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from muse_desktop.text.diff import changes
from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import words

Style = Literal["same", "moved", "own", "theirs"]
"""same: stands in both; moved: stands in both, elsewhere; own: only in the draft; theirs: only in the
source."""
Span = tuple[int, int]
MOST = 200_000  # code points of a passage that is compared word by word; a longer one is shown as one
_EXACT = 400_000_000  # a product of numbers of words up to which the alignment is exact: 50 MB, half a second


@dataclass(frozen=True)
class Mark:
    """text[start:end], in code points, is of one style."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True)
class Sides:
    """A passage of the draft and one of a source, each cut into marks; what lies between them is neither.

    `changed`: words of the draft's passage that the source's does not have, `moved`: those it has elsewhere.
    """

    draft: tuple[Mark, ...]
    source: tuple[Mark, ...]
    changed: int = 0
    moved: int = 0


def sides(draft: str, source: str) -> Sides:
    """Compare two passages; positions count from the start of each."""
    if max(len(draft), len(source)) > MOST:
        return Sides((Mark(0, len(draft), "same"),), (Mark(0, len(source), "same"),))
    ours, theirs = _Worded(draft), _Worded(source)
    own, gone = _differing(ours, theirs)
    common = Counter(ours.keys[at] for at in own) & Counter(theirs.keys[at] for at in gone)
    ours_moved, theirs_moved = _taken(ours, own, common), _taken(theirs, gone, common)
    changed = own - ours_moved
    return Sides(
        _marks(ours, changed, ours_moved, "own"),
        _marks(theirs, gone - theirs_moved, theirs_moved, "theirs"),
        len(changed),
        len(ours_moved),
    )


class _Worded:
    """The words of a passage that have any letters: where they stand, and what is compared of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(span, normalise(text[span[0] : span[1]]).letters) for span in words(text)]
        self.spans = [span for span, letters in found if letters]
        self.keys = [letters for _, letters in found if letters]

    def line(self) -> tuple[str, list[int]]:
        """All words on one line, and where each begins in it."""
        return " ".join(self.keys), list(accumulate((len(key) + 1 for key in self.keys), initial=0))[:-1]


def _differing(ours: _Worded, theirs: _Worded) -> tuple[set[int], set[int]]:
    """Which words stand on one side only, when both are read in order.

    The longest common sequence of words, because most words of a shuffled copy are still there; text/diff's
    own alignment, which pairs different words too, only where that would take too long.
    """
    if len(ours.keys) * len(theirs.keys) <= _EXACT:
        return _outside_the_longest(ours.keys, theirs.keys)
    (old, old_starts), (new, new_starts) = theirs.line(), ours.line()
    own: set[int] = set()
    gone: set[int] = set()
    for change in changes(old, new):
        gone |= _words_in(old_starts, old, change.old_start, change.old_end)
        own |= _words_in(new_starts, new, change.new_start, change.new_end)
    return own, gone


def _outside_the_longest(ours: Sequence[str], theirs: Sequence[str]) -> tuple[set[int], set[int]]:
    from rapidfuzz.distance import LCSseq

    numbers: dict[str, int] = {}  # hashes of strings, which rapidfuzz takes, may be equal for others
    new = [numbers.setdefault(key, len(numbers)) for key in ours]
    old = [numbers.setdefault(key, len(numbers)) for key in theirs]
    own: set[int] = set()
    gone: set[int] = set()
    for step in LCSseq.opcodes(old, new):
        if step.tag != "equal":
            gone |= set(range(step.src_start, step.src_end))
            own |= set(range(step.dest_start, step.dest_end))
    return own, gone


def _words_in(starts: Sequence[int], line: str, start: int, end: int) -> set[int]:
    """The numbers of the words that line[start:end] touches; the spaces between words are none."""
    while start < end and line[start] == " ":
        start += 1
    while end > start and line[end - 1] == " ":
        end -= 1
    if start == end:
        return set()
    first = bisect_left(starts, start)
    if first == len(starts) or starts[first] > start:
        first -= 1
    return set(range(first, bisect_left(starts, end)))


def _taken(worded: _Worded, among: Iterable[int], wanted: Counter[str]) -> set[int]:
    """The first of these words that are `wanted`, each as often as it is."""
    left = Counter(wanted)
    taken: set[int] = set()
    for at in sorted(among):
        if left[worded.keys[at]] > 0:
            left[worded.keys[at]] -= 1
            taken.add(at)
    return taken


def _marks(worded: _Worded, alone: set[int], moved: set[int], style: Style) -> tuple[Mark, ...]:
    """One mark for each stretch of words of one style, with what stands between them."""
    marks: list[Mark] = []
    for at, (start, end) in enumerate(worded.spans):
        kind: Style = style if at in alone else "moved" if at in moved else "same"
        if marks and marks[-1].style == kind:
            marks[-1] = Mark(marks[-1].start, end, kind)
        else:
            marks.append(Mark(start, end, kind))
    return tuple(marks)


def layered(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """`spans` (start, end, name) cut so that none overlap; where several do, the first given is on top.

    Neighbours of one name that touch come out as one.
    """
    points = sorted({point for start, end, _ in spans for point in (start, end)})
    top: list[str | None] = [None] * max(0, len(points) - 1)
    following = list(range(len(points)))  # the next free piece at or behind each
    for start, end, name in spans:
        at, stop = _free(following, bisect_left(points, start)), bisect_left(points, end)
        while at < stop:
            top[at] = name
            following[at] = at + 1
            at = _free(following, at + 1)
    made: list[tuple[int, int, str]] = []
    for at, shown in enumerate(top):
        if shown is None:
            continue
        if made and made[-1][1] == points[at] and made[-1][2] == shown:
            made[-1] = (made[-1][0], points[at + 1], shown)
        else:
            made.append((points[at], points[at + 1], shown))
    return made


def _free(following: list[int], at: int) -> int:
    while at < len(following) and following[at] != at:
        following[at] = following[following[at]] if following[at] < len(following) else following[at]
        at = following[at]
    return at


def joined_spans(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """What `spans` cover together, sorted; those no further apart than `gap` are one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1] + gap:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
