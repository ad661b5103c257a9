"""Words divided at the end of a line, put together again; hyphens that belong to a word stay.

The text itself is the dictionary. "exam-" and "ple" are put together when "example" stands somewhere else in
it, or when "ple" is never a word of its own there; "well-" and "known" are left alone when "well-known"
stands somewhere else, or when both halves are words.
"""

from __future__ import annotations

import re
from collections import Counter

from muse_desktop.library.cleaning.edits import Edit

_DIVIDED = re.compile(r"([^\W\d_]{2,})([-\u00ad\u2010])[ \t]*\n[ \t]*([^\W\d_]{2,})")
_SOFT = re.compile("\u00ad(?:[ \t]*\n[ \t]*)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def hyphens(text: str) -> list[Edit]:
    """The hyphens at line ends to take out, with the break; soft hyphens anywhere."""
    edits = [Edit(*match.span(), "") for match in _SOFT.finditer(text)] if "\u00ad" in text else []
    divided = [match for match in _DIVIDED.finditer(text) if match[2] != "\u00ad" and match[3].islower()]
    if divided:
        words = Counter(_WORD.findall(text.lower()))
        for match in divided:
            words[match[1].lower()] -= 1  # the halves are no witnesses of their own
            words[match[3].lower()] -= 1
        edits += [
            Edit(match.end(1), match.start(3), "") for match in divided if _is_one_word(match, words)
        ]
    return sorted(edits)


def _is_one_word(match: re.Match[str], words: Counter[str]) -> bool:
    first, second = match[1].lower(), match[3].lower()
    joined, hyphenated = words[first + second], words[f"{first}-{second}"]
    if joined > 0 or hyphenated > 0:
        return joined > hyphenated
    return words[second] <= 0 or words[first] <= 0
