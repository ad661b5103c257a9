"""The word around a place, found without looking at the whole text."""

from __future__ import annotations

from muse_desktop.text.segment import words

_REACH = 100  # code points looked at on either side; no word is cut, because words have no spaces


def word_around(text: str, position: int) -> tuple[int, int] | None:
    """The word that has `position` inside or at one of its ends, or None between two separators.

    Between two words without a separator (中|文) it is the one before `position`.
    """
    start, end = window(text, position, position)
    for left, right in words(text[start:end]):
        if start + left <= position <= start + right:
            return start + left, start + right
    return None


def word_over(text: str, position: int) -> tuple[int, int] | None:
    """The word that goes on across `position`, or None when one ends or begins there."""
    found = word_around(text, position)
    return found if found and found[0] < position < found[1] else None


def window(text: str, start: int, end: int, reach: int = _REACH) -> tuple[int, int]:
    """[start, end) widened to the white space around it, by at most `reach` on either side."""
    lowest = max(0, start - reach)
    while start > lowest and not text[start - 1].isspace():
        start -= 1
    highest = min(len(text), end + reach)
    while end < highest and not text[end].isspace():
        end += 1
    return start, end
