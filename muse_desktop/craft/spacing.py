"""How generated text meets the draft.

Each function answers with a slice of what it is given, never with new words, so that what is inserted can be
recorded as a span of the recorded output, which itself is never changed. Positions are code points.
"""

from __future__ import annotations

from muse_desktop.text.segment import is_cjk

SPACES = " \t\u00a0\u3000"
"""White space within a line. A prompt to continue ends before it: models' tokens begin with their space."""

_OPENING = "([{“‘«‹「『（《〈【〔"
_CJK_MARKS = "，。、；：？！（）《》〈〉「」『』【】〔〕"
_SHARED_MARKS = "…—“”‘’"  # of every script: the letter before them decides
_QUOTES = {'"': '"', "“": "”", "‘": "’", "'": "'", "「": "」", "『": "』", "«": "»"}


def join(before: str, output: str) -> str:
    """The end of `output` that goes behind `before` with the right spacing.

    One space at the seam at most, none at the start of a line, after an opening bracket or quotation mark, or
    after Chinese and Japanese; at most one blank line. What the model wrote without a space stays so: it may
    finish a word. `len(output) - len(join(before, output))` is how much was skipped.
    """
    rest = output.lstrip(SPACES + "\r\n")
    lead = output[: len(output) - len(rest)]
    if not before.strip():
        return rest
    breaks = [index for index, character in enumerate(lead) if character == "\n"]
    if breaks:
        wanted = min(len(breaks), max(0, 2 - _line_breaks(before)))
        return output[breaks[-wanted] :] if wanted else rest
    last = before[-1]
    if not lead or last in SPACES + "\r\n" or last in _OPENING or _is_chinese_end(before):
        return rest
    return output[len(lead) - 1 :]


def _line_breaks(before: str) -> int:
    """How many line breaks end `before`, spaces between them aside."""
    return before[len(before.rstrip(SPACES + "\r\n")) :].count("\n")


def _is_chinese_end(before: str) -> bool:
    """Whether `before` ends in Chinese or Japanese, where no space follows."""
    marks = before[-12:].rstrip(_SHARED_MARKS)
    return bool(marks) and (is_cjk(marks[-1]) or marks[-1] in _CJK_MARKS)


def paragraph_break(before: str) -> str:
    """The line breaks to put between `before` and a block of its own, such as a poem: "", one or two."""
    if not before.strip():
        return ""
    return "\n" * max(0, 2 - _line_breaks(before))


def core(text: str) -> tuple[int, int]:
    """The span of `text` without the white space around it; (0, 0) when there is nothing else."""
    start = len(text) - len(text.lstrip())
    return (start, len(text.rstrip())) if start < len(text) else (0, 0)


def answer(output: str, selection: str) -> tuple[int, int]:
    """The span of `output` to put in place of the core of `selection`.

    Leaves out white space around, fences of quotation marks on their own lines, and one pair of quotation
    marks around the whole when the selection has none.
    """
    start, end = core(output)
    fence = len(output[start:end]) - len(output[start:end].lstrip('"'))
    if fence >= 3:
        start, end = _shrunk(output, start + fence, end)
    if output[start:end].endswith('"""'):
        start, end = _shrunk(output, start, start + len(output[start:end].rstrip('"')))
    closing = _QUOTES.get(output[start : start + 1])
    if closing is not None and end - start > 2 and output[end - 1] == closing:
        inside, begin = output[start + 1 : end - 1], core(selection)[0]
        if closing not in inside and selection[begin : begin + 1] != output[start]:
            start, end = _shrunk(output, start + 1, end - 1)
    return start, end


def _shrunk(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = core(text[start:end])
    return start + first, start + last
