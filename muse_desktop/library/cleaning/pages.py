"""Page numbers and running heads: what stands at the top and foot of each page of a printed book.

A line of digits alone is a page number only where pages break: numbers that count up, one by one, and cut
sentences in two or stand beside a form feed. Chapter and sonnet numbers never do. A running head is a line
that stands again and again beside such a number or form feed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muse_desktop.library.cleaning.edits import Edit

_NUMBER = re.compile(
    r"(?:^|(?<=\f))[ \t]*(?:[\[(\-–—] ?)?(?:p(?:age|\.)? ?)?(\d{1,4})(?: ?[\])\-–—])?[ \t]*(?=$|\f)",
    re.MULTILINE | re.IGNORECASE,
)
_NEXT_LINE = re.compile(r"[ \t\n\f]*([^\n\f]*)")
_LEAST = 3  # page numbers of one text
_CUT = 0.4  # so many of them must cut a sentence or stand at a form feed
_OFTEN = 3  # times a running head stands there, and so often of all page breaks:
_SHARE = 0.2
_LONGEST_HEAD = 80
_SENTENCE_END = frozenset(".!?:;…。！？：；”’\"')》」』")


@dataclass(frozen=True)
class _Break:
    """Where a page ends: the line of its number, or a form feed (`certain`: nothing else looks like one)."""

    start: int
    end: int
    certain: bool = False


def pages(text: str) -> list[Edit]:
    """The page numbers, running heads and form feeds to take out."""
    breaks = _numbers(text)
    feeds = [_Break(match.start(), match.end(), certain=True) for match in re.finditer("\f", text)]
    if not breaks and not feeds:
        return []
    first = [_Break(0, 0, certain=True)] if feeds else []
    heads = _heads(text, [*breaks, *feeds, *first])
    edits = [_without_line(text, one.start, one.end) for one in [*breaks, *heads]]
    taken = _merged(edits)
    edits = [Edit(one.start, one.end, "\n") for one in feeds]
    return _merged([*taken, *edits])


def _numbers(text: str) -> list[_Break]:
    found = [(match.start(), match.end(), int(match[1])) for match in _NUMBER.finditer(text)]
    if len(found) < _LEAST:
        return []
    chain = _counting_up([number for _, _, number in found])
    kept = [found[place] for place in chain]
    if len(kept) < _LEAST:
        return []
    cut = sum(_cuts_sentence(text, start, end) for start, end, _ in kept)
    return [_Break(start, end) for start, end, _ in kept] if cut >= _CUT * len(kept) else []


def _counting_up(numbers: Sequence[int]) -> list[int]:
    """The places of the longest run of numbers that count up by one, or by two or three now and then."""
    best: list[int] = []
    length = [1] * len(numbers)
    before = [-1] * len(numbers)
    last_at: dict[int, int] = {}
    for place, number in enumerate(numbers):
        for step in (1, 2, 3):
            earlier = last_at.get(number - step)
            if earlier is not None and length[earlier] + 1 > length[place]:
                length[place], before[place] = length[earlier] + 1, earlier
        known = last_at.get(number)
        if known is None or length[place] >= length[known]:
            last_at[number] = place
    if length:
        place = max(range(len(length)), key=length.__getitem__)
        while place >= 0:
            best.append(place)
            place = before[place]
    return best[::-1]


def _cuts_sentence(text: str, start: int, end: int) -> bool:
    if "\f" in text[max(0, start - 2) : end + 2]:
        return True
    before = text[max(0, start - 200) : start].rstrip()[-1:]
    behind = text[end : end + 200].lstrip()[:1]
    return bool(before) and before not in _SENTENCE_END and behind != ""


def _heads(text: str, breaks: Sequence[_Break]) -> list[_Break]:
    """The lines beside page breaks that stand there again and again."""
    beside = [line for one in breaks for line in _lines_beside(text, one)]
    counts = Counter(_essence(text[start:end]) for start, end in set(beside))
    least = max(_OFTEN, _SHARE * len(breaks))
    return [
        _Break(start, end)
        for start, end in sorted(set(beside))
        if (words := _essence(text[start:end])) and counts[words] >= least
    ]


def _essence(line: str) -> str:
    """A line without the page number in it."""
    return " ".join(re.sub(r"\d+", " ", line).split()).casefold()


def _lines_beside(text: str, one: _Break) -> Iterator[tuple[int, int]]:
    """The next line with words behind the break, and the last before it, if they stand apart from the text.

    Where a form feed says that a page ends they need not.
    """
    behind = _NEXT_LINE.match(text, one.end)
    if behind and behind[1].strip() and len(behind[1]) <= _LONGEST_HEAD:
        apart = text[behind.end() : behind.end() + 2] in ("\n\n", "\n", "")
        if one.certain or apart:
            yield behind.span(1)
    end = len(text[max(0, one.start - 400) : one.start].rstrip()) + max(0, one.start - 400)
    start = max(text.rfind("\n", 0, end), text.rfind("\f", 0, end)) + 1
    if 0 < end - start <= _LONGEST_HEAD and (one.certain or text[max(0, start - 2) : start] == "\n\n"):
        yield start, end


def _without_line(text: str, start: int, end: int) -> Edit:
    """Take a line out, and one of the blank lines around it, so that a cut sentence closes again."""
    low, high = start, end
    while low > 0 and text[low - 1] in " \t":
        low -= 1
    if text[high : high + 1] == "\n":
        high += 1
    if text[low - 2 : low] == "\n\n" and text[high : high + 1] == "\n":
        high += 1
        if not _ends_sentence(text, low):
            low -= 1
    return Edit(low, high, "")


def _ends_sentence(text: str, place: int) -> bool:
    return text[max(0, place - 200) : place].rstrip()[-1:] in _SENTENCE_END


def _merged(edits: Sequence[Edit]) -> list[Edit]:
    """Edits in order, those that overlap made one."""
    merged: list[Edit] = []
    for start, end, right in sorted(edits):
        if merged and start < merged[-1].end:
            last = merged.pop()
            merged.append(Edit(last.start, max(last.end, end), last.right or right))
        else:
            merged.append(Edit(start, end, right))
    return merged
