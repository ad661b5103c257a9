"""What Project Gutenberg puts before and behind a book: found by its own border lines, or not at all."""

from __future__ import annotations

import re

from muse_desktop.library.cleaning.edits import Edit

_BEGIN = re.compile(
    r"^(?:\*\*\*[ \t]*START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*"
    r"|\*END[* ]*THE SMALL PRINT[^\n]*(?:\n[^\n]*\*END\*[^\n]*)?)\n",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(
    r"^(?:\*\*\*[ \t]*END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg)[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_PRODUCED = re.compile(r"\s*(?:Produced|E-text prepared|Transcribed) by [^\n]*(?:\n[^\n]+)*\n", re.IGNORECASE)
_HEAD = 0.3  # the header lies in the first part of the text


def boilerplate(text: str) -> list[Edit]:
    """The header up to its last border line, and everything from the footer's first one on."""
    if "gutenberg" not in text.lower():
        return []
    edits: list[Edit] = []
    begin = 0
    for match in _BEGIN.finditer(text, 0, max(20_000, int(len(text) * _HEAD))):
        begin = match.end()
    if begin:
        produced = _PRODUCED.match(text, begin)
        begin = produced.end() if produced else begin
        while text[begin : begin + 1] == "\n":
            begin += 1
        edits.append(Edit(0, begin, ""))
    if (last := _END.search(text, begin)) and text[begin : last.start()].strip():
        edits.append(Edit(len(text[: last.start()].rstrip()), len(text), "\n"))
    return edits
