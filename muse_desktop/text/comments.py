"""Comments a writer leaves in a text, `<!-- so -->`: they are no part of the manuscript and are not counted.

One that is not closed yet is none: while a writer opens one the rest of the text stays counted.
"""

from __future__ import annotations

import re

from muse_desktop.text.segment import count_words

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWN = re.compile(r"[^\n]")


def has_comments(text: str) -> bool:
    """Whether there may be comments in `text`; quick."""
    return "<!--" in text


def blanked(text: str) -> str:
    """`text` with spaces in place of its comments: every other character stays where it is."""
    return _COMMENT.sub(lambda found: _SHOWN.sub(" ", found[0]), text) if has_comments(text) else text


def without_comments(text: str) -> str:
    """`text` without its comments."""
    return _COMMENT.sub("", text) if has_comments(text) else text


def words_in_comments(text: str) -> int:
    """How many words of `text` stand in comments."""
    return sum(count_words(found) for found in _COMMENT.findall(text)) if has_comments(text) else 0
