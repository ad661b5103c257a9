"""Words and sentences of prose in any script, as spans of code points.

Chinese and Japanese are written without spaces, so there every character counts as one word (字); text in
other scripts is split where letters stop. Scripts that need a dictionary (Thai, Lao, Khmer, Burmese) are not
split: a run of them counts as one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex  # type: ignore[import-untyped, unused-ignore]

# Han, kana and bopomofo: what is counted character by character. Hangul is written with spaces.
_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆〇"
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{M}}]--[{_CJK}]]"
_START = rf"[[\p{{L}}\p{{N}}]--[{_CJK}]]"
_JOINERS = "['’‘ʼ\\-‐‑\u00ad\u200c\u200d\u2060]"
_WORD = regex.compile(
    rf"(?V1)(?:[{_CJK}]\p{{M}}*+|{_START}{_LETTER}*+(?:(?:{_JOINERS}|(?<=\p{{N}})[.,:](?=\p{{N}})){_LETTER}++)*+)"
)
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:(?:['\-]|(?<=[0-9])[.,:](?=[0-9]))[A-Za-z0-9]+)*")
_IS_CJK = regex.compile(rf"(?V1)[{_CJK}]")

# Where a sentence may end: marks with what closes behind them, or a line break.
_END = regex.compile(
    r"(?V1)(?P<stop>[.!?…]++[\"'”’»)\]*_]*+)(?=\s|$)|(?P<full>[。！？｡…]++[”’」』）】》〉\"']*+)|(?P<line>\r\n|\r|\n)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Hon|Sr|Jr|Capt|Col|Gen|Lt|Sgt|Mme|Mlle|vs|etc|cf|al|e\.g|i\.e|No|Vol|pp?)"
    r"|(?:^|[\s.(])[A-Z])\.$"
)
# A line this long (in code points) that stops without an end mark was wrapped by hand, not ended.
_WRAPPED = range(45, 101)


def is_cjk(ch: str) -> bool:
    """Whether the character `ch` is counted as a word of its own (Han, kana, bopomofo)."""
    return _IS_CJK.match(ch) is not None


def count_cjk(text: str) -> int:
    """How many characters of `text` are words of their own.

    In one search: each one lets other threads have their turn, and may wait for it to be over.
    """
    return len(_IS_CJK.findall(text))


def words(text: str) -> list[tuple[int, int]]:
    """The spans (start, end) of all words, in order; each CJK character is a word.

    Apostrophes, hyphens and the marks inside numbers belong to the word when letters follow: "don't",
    "well-known" and "1,000" are one word each. Combining marks belong to their letter.
    """
    return [match.span() for match in _matches(text)]


def count_words(text: str) -> int:
    """How many words `words(text)` finds."""
    return len((_ASCII_WORD if text.isascii() else _WORD).findall(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans (start, end) of all sentences, without the white space around them.

    A blank line always ends a sentence. A single line break does too, unless the line looks wrapped by hand
    (45 to 100 characters and no end mark), so that verse, headings and paragraphs on one line stay apart.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _sentence_ends(text):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            lead = start + len(piece) - len(piece.lstrip())
            found.append((lead, lead + len(stripped)))
        start = end
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    pattern: re.Pattern[str] = _ASCII_WORD if text.isascii() else _WORD
    return pattern.finditer(text)


def _sentence_ends(text: str) -> Iterator[int]:
    line_start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match["line"] is not None:
            length = match.start() - line_start
            blank = text[end : end + 1] in ("\n", "\r") or length == 0
            line_start = end
            if blank or length not in _WRAPPED:
                yield end
        elif match["full"] is not None or not _goes_on(text, match.start(), end):
            yield end
    yield len(text)


def _goes_on(text: str, mark: int, end: int) -> bool:
    """Whether the sentence continues behind the mark at `mark`: an abbreviation, or small letters follow."""
    if text[mark] == "." and _ABBREVIATION.search(text[max(0, mark - 8) : mark + 1]):
        return True
    follows = text[end : end + 40].lstrip(" \t\"'“‘«(")
    return follows[:1].islower()
