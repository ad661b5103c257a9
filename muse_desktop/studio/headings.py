"""What stands over parts and chapters in a compiled manuscript: titles, numbers, or both."""

from __future__ import annotations

import re
from typing import Literal

Headings = Literal["titles", "numbers", "both"]

_WORDS = {
    "en": ("Part {}", "Chapter {}"),
    "de": ("Teil {}", "Kapitel {}"),
    "fr": ("Partie {}", "Chapitre {}"),
    "es": ("Parte {}", "Capítulo {}"),
    "it": ("Parte {}", "Capitolo {}"),
    "pt": ("Parte {}", "Capítulo {}"),
    "nl": ("Deel {}", "Hoofdstuk {}"),
    "zh": ("第{}部", "第{}章"),
}
_DIGITS = "零一二三四五六七八九"
_APART = re.compile(
    r"(?:prologue|epilogue|prolog|epilog|foreword|afterword|preface|interlude|vorwort|nachwort|prólogo|epílogo"
    r"|épilogue|avant-propos)\b|(?:楔子|序章|序幕|序言|终章|終章|尾声|尾聲|后记|後記|番外|前言)",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d+|[ivxlc]+|[^\W\d_]+)"
_NUMBERED = re.compile(
    rf"(?:chapter|chapitre|kapitel|cap[ií]tulo|capitolo|hoofdstuk|part|teil|partie|parte|deel)\s+{_NUMBER}"
    r"(?:\s*[:.—–-]\s*|\s*$)|第[\s0-9０-９〇零一二三四五六七八九十百千两兩]+[章回节節部卷篇][\s:：、，　]*",
    re.IGNORECASE,
)


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 in Chinese, as chapters are counted."""
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(said)
    return said[1:] if said.startswith("一十") else said


class HeadingWords:
    """Numbers parts and chapters as they come, in the language of the text."""

    def __init__(self, how: Headings, language: str) -> None:
        self._how = how
        self._language = language if language in _WORDS else "en"
        self._counts = {"part": 0, "chapter": 0}

    def heading(self, kind: Literal["part", "chapter"], title: str) -> str:
        """What stands over the next one. A prologue and its like are never counted."""
        if self._how == "titles" or _APART.match(title):
            return title
        self._counts[kind] += 1
        count = self._counts[kind]
        chinese = self._language == "zh"
        words = _WORDS[self._language][0 if kind == "part" else 1]
        number = words.format(chinese_number(count) if chinese else count)
        name = _NUMBERED.sub("", title, count=1).strip() if _NUMBERED.match(title) else title
        if self._how == "numbers" or not name:
            return number
        return f"{number}\u3000{name}" if chinese else f"{number}: {name}"
