"""What differs between two texts: by word, by character where every character is a word (CJK).

Lines are aligned first and words only inside the lines that differ, so that a book takes no longer than its
changes. All positions are code points, in the old text and in the new one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import msgspec
import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.segment import words

# Between words: line breaks, stretches of space, and one grapheme each of anything else.
_BETWEEN = regex.compile(r"\n|[^\S\n]+|\X")
_SMALL = 250_000  # a product of lengths up to which the alignment is exact at once
_NEAR = 25_000_000  # a product of code points up to which paragraphs are compared with their neighbours too
_LARGE = 100_000_000  # and the one up to which its memory (two bits each) is spent where nothing is unique


@dataclass(frozen=True, order=True)
class Change:
    """old[old_start:old_end] became new[new_start:new_end]; one of the two may be empty, never both."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Hunk(msgspec.Struct, frozen=True):
    """Changes that stand close together. `old_shown` and `new_shown` are the spans of the whole lines around
    them with their context; `old_line` and `new_line` the numbers (from 1) of the first line shown."""

    changes: tuple[Change, ...]
    old_shown: tuple[int, int]
    new_shown: tuple[int, int]
    old_line: int
    new_line: int

    @property
    def old(self) -> tuple[int, int]:
        """The span of the old text from the first change to the last."""
        return self.changes[0].old_start, self.changes[-1].old_end

    @property
    def new(self) -> tuple[int, int]:
        """The span of the new text from the first change to the last."""
        return self.changes[0].new_start, self.changes[-1].new_end


def changes(old: str, new: str) -> list[Change]:
    """The changes that make `new` of `old`, in order. What lies between two of them is the same in both."""
    old_lines, new_lines = _lines(old), _lines(new)
    old_starts, new_starts = _starts(old_lines), _starts(new_lines)
    found: list[Change] = []
    for block in _over_blanks(_differing(old_lines, new_lines), old_lines, old_starts, new_starts):
        found.extend(_inside(old, new, _spanned(block, old_starts, new_starts)))
    return _joined(old, new, found)


def hunks(old: str, new: str, context: int = 1) -> list[Hunk]:
    """The changes in groups, each with `context` unchanged lines before and behind it.

    Changes with at most twice as many unchanged lines between them are one group, so no line is shown twice.
    """
    return grouped(old, new, changes(old, new), context)


def grouped(old: str, new: str, made: Sequence[Change], context: int = 1) -> list[Hunk]:
    """`hunks` of changes that are known already."""
    old_starts, new_starts = _line_starts(old), _line_starts(new)
    groups: list[list[Change]] = []
    last = 0
    for change in made:
        (first, stop), _ = _reaches(change, old_starts, new_starts)
        if groups and first - last <= 2 * context:
            groups[-1].append(change)
        else:
            groups.append([change])
        last = stop
    return [_hunk(tuple(group), old_starts, new_starts, context) for group in groups]


def patched(old: str, new: str, chosen: Iterable[Change]) -> str:
    """`old` with the `chosen` ones of `changes(old, new)` made in it. All of them give `new`."""
    parts: list[str] = []
    at = 0
    for change in sorted(chosen):
        parts += (old[at : change.old_start], new[change.new_start : change.new_end])
        at = change.old_end
    return "".join((*parts, old[at:]))


def tokens(text: str) -> list[str]:
    """`text` cut into words, single CJK characters, stretches of space, line breaks and other characters."""
    made: list[str] = []
    at = 0
    for start, end in words(text):
        if at < start:
            made += _BETWEEN.findall(text, at, start)
        made.append(text[start:end])
        at = end
    if at < len(text):
        made += _BETWEEN.findall(text, at)
    return made


def _lines(text: str) -> list[str]:
    """The lines with their line breaks: a document's only line break is "\\n"."""
    cut = text.split("\n")
    lines = [line + "\n" for line in cut[:-1]]
    return [*lines, cut[-1]] if cut[-1] else lines


def _starts(pieces: Sequence[str]) -> list[int]:
    """Where each piece begins, and where the last one ends."""
    return list(accumulate(map(len, pieces), initial=0))


def _over_blanks(
    blocks: Iterable[Change], lines: Sequence[str], old_starts: Sequence[int], new_starts: Sequence[int]
) -> list[Change]:
    """Blocks of lines with nothing but empty lines between them as one, unless it becomes too large.

    Empty lines are all the same, so they would pair a paragraph with whichever stands at its place now.
    """
    joined: list[Change] = []
    for block in blocks:
        if joined and not any(map(str.strip, lines[joined[-1].old_end : block.old_start])):
            both = _from_to(joined[-1], block)
            span = _spanned(both, old_starts, new_starts)
            if (span.old_end - span.old_start) * (span.new_end - span.new_start) <= _NEAR:
                joined[-1] = both
                continue
        joined.append(block)
    return joined


def _spanned(block: Change, old_starts: Sequence[int], new_starts: Sequence[int]) -> Change:
    """A block counted in pieces as the code points it covers."""
    return Change(
        old_starts[block.old_start],
        old_starts[block.old_end],
        new_starts[block.new_start],
        new_starts[block.new_end],
    )


def _inside(old: str, new: str, block: Change) -> Iterator[Change]:
    """The changes by word inside a block of lines that differ."""
    before = tokens(old[block.old_start : block.old_end])
    after = tokens(new[block.new_start : block.new_end])
    old_starts, new_starts = _starts(before), _starts(after)
    for found in _differing(before, after):
        inner = _spanned(found, old_starts, new_starts)
        yield Change(
            block.old_start + inner.old_start,
            block.old_start + inner.old_end,
            block.new_start + inner.new_start,
            block.new_start + inner.new_end,
        )


def _joined(old: str, new: str, found: Iterable[Change]) -> list[Change]:
    """Changes with nothing but marks and spaces of one line between them as one: two words of a phrase."""
    joined: list[Change] = []
    for change in found:
        if joined and _is_slight(old[joined[-1].old_end : change.old_start]):
            joined[-1] = _without_equal_ends(old, new, _from_to(joined[-1], change))
        else:
            joined.append(change)
    return joined


def _without_equal_ends(old: str, new: str, change: Change) -> Change:
    """The change without the spaces that both sides begin or end with."""
    before = old[change.old_start : change.old_end]
    after = new[change.new_start : change.new_end]
    head = _same_spaces(before, after)
    tail = _same_spaces(before[head:][::-1], after[head:][::-1])
    return Change(
        change.old_start + head, change.old_end - tail, change.new_start + head, change.new_end - tail
    )


def _same_spaces(one: str, other: str) -> int:
    """With how many spaces both begin."""
    count = 0
    while one[count : count + 1] == other[count : count + 1] == " ":
        count += 1
    return count


def _is_slight(between: str) -> bool:
    return len(between) <= 3 and "\n" not in between and not any(map(str.isalnum, between))


def _differing(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The blocks of pieces that differ, in order, with something equal between any two."""
    numbers: dict[str, int] = {}  # numbers compare exactly; hashes of strings, which rapidfuzz takes, may not
    before = [numbers.setdefault(piece, len(numbers)) for piece in old]
    after = [numbers.setdefault(piece, len(numbers)) for piece in new]
    found: list[Change] = []
    open_blocks = [Change(0, len(before), 0, len(after))]
    while open_blocks:
        block = _trimmed(before, after, open_blocks.pop())
        size = (block.old_end - block.old_start) * (block.new_end - block.new_start)
        if block.old_start == block.old_end and block.new_start == block.new_end:
            continue
        if size > _SMALL and (anchors := _anchors(before, after, block)):
            open_blocks.extend(_between(block, anchors))
        elif 0 < size <= _LARGE:
            found.extend(_aligned(before, after, block))
        else:
            found.append(block)
    return _touching_joined(sorted(found))


def _trimmed(before: Sequence[int], after: Sequence[int], block: Change) -> Change:
    """`block` without the pieces that are the same at its two ends."""
    start, end, at, stop = block.old_start, block.old_end, block.new_start, block.new_end
    while start < end and at < stop and before[start] == after[at]:
        start, at = start + 1, at + 1
    while start < end and at < stop and before[end - 1] == after[stop - 1]:
        end, stop = end - 1, stop - 1
    return Change(start, end, at, stop)


def _aligned(before: Sequence[int], after: Sequence[int], block: Change) -> Iterator[Change]:
    from rapidfuzz.distance import Levenshtein

    steps = Levenshtein.opcodes(
        before[block.old_start : block.old_end], after[block.new_start : block.new_end]
    )
    for step in steps:
        if step.tag != "equal":
            yield Change(
                block.old_start + step.src_start,
                block.old_start + step.src_end,
                block.new_start + step.dest_start,
                block.new_start + step.dest_end,
            )


def _anchors(before: Sequence[int], after: Sequence[int], block: Change) -> list[tuple[int, int]]:
    """Pieces that occur once on each side, in the longest order both sides share ("patience" diff)."""
    left, right = before[block.old_start : block.old_end], after[block.new_start : block.new_end]
    once_left = {piece for piece, count in Counter(left).items() if count == 1}
    once = {piece for piece, count in Counter(right).items() if count == 1 and piece in once_left}
    places = {piece: at for at, piece in enumerate(right, block.new_start) if piece in once}
    pairs = [(at, places[piece]) for at, piece in enumerate(left, block.old_start) if piece in once]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of `pairs`, which rise on the left, that rises on the right too."""
    tails: list[int] = []  # the smallest right end of a selection of each length
    holders: list[int] = []  # and the pair it belongs to
    previous: list[int] = []
    for number, (_, right) in enumerate(pairs):
        length = bisect_left(tails, right)
        previous.append(holders[length - 1] if length else -1)
        tails[length : length + 1] = [right]
        holders[length : length + 1] = [number]
    chosen: list[tuple[int, int]] = []
    number = holders[-1] if holders else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = previous[number]
    return chosen[::-1]


def _between(block: Change, anchors: Iterable[tuple[int, int]]) -> Iterator[Change]:
    """The blocks before, between and behind the anchors."""
    start, at = block.old_start, block.new_start
    for left, right in anchors:
        yield Change(start, left, at, right)
        start, at = left + 1, right + 1
    yield Change(start, block.old_end, at, block.new_end)


def _touching_joined(blocks: Iterable[Change]) -> list[Change]:
    joined: list[Change] = []
    for block in blocks:
        if joined and (joined[-1].old_end, joined[-1].new_end) == (block.old_start, block.new_start):
            joined[-1] = _from_to(joined[-1], block)
        else:
            joined.append(block)
    return joined


def _from_to(first: Change, last: Change) -> Change:
    return Change(first.old_start, last.old_end, first.new_start, last.new_end)


def _line_starts(text: str) -> list[int]:
    """Where each line begins, the empty one behind a last line break included, and the length of the text."""
    lines = text.split("\n")
    return [*accumulate((len(line) + 1 for line in lines[:-1]), initial=0), len(text)]


def _line_of(starts: Sequence[int], position: int) -> int:
    return bisect_right(starts, position, 0, len(starts) - 1) - 1


def _reaches(
    change: Change, old_starts: Sequence[int], new_starts: Sequence[int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The lines that a change touches on both sides: the first (from 0) and the one behind the last.

    What stands before a change is the same on both sides, and what stands behind it: so a line that both
    begin with the end of the change is not touched, and one that a single side begins there is.
    """
    old_last, new_last = _line_of(old_starts, change.old_end), _line_of(new_starts, change.new_end)
    fresh = old_starts[old_last] == change.old_end and new_starts[new_last] == change.new_end
    behind = 0 if fresh else 1
    return (
        (_line_of(old_starts, change.old_start), old_last + behind),
        (_line_of(new_starts, change.new_start), new_last + behind),
    )


def _hunk(
    made: tuple[Change, ...], old_starts: Sequence[int], new_starts: Sequence[int], context: int
) -> Hunk:
    (old_first, _), (new_first, _) = _reaches(made[0], old_starts, new_starts)
    (_, old_stop), (_, new_stop) = _reaches(made[-1], old_starts, new_starts)
    old_first, new_first = max(0, old_first - context), max(0, new_first - context)
    return Hunk(
        made,
        (old_starts[old_first], old_starts[min(len(old_starts) - 1, old_stop + context)]),
        (new_starts[new_first], new_starts[min(len(new_starts) - 1, new_stop + context)]),
        old_first + 1,
        new_first + 1,
    )
