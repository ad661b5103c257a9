"""How long a text is, as writers ask: words, 字, characters, minutes to read it.

Paces of silent reading by adults, whose own pace is easily a quarter more or less:
- 260 words a minute for fiction in English (M. Brysbaert, "How many words do we read per minute? A review
  and meta-analysis of reading rate", Journal of Memory and Language 109, 2019, 104047; 238 for non-fiction);
- 255 字 a minute for Chinese (S. Trauzettel-Klosinski and K. Dietz, "Standardized assessment of reading
  performance: the new international reading speed texts IReST", IOVS 53, 2012), read aloud, so on the slow
  side.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.segment import CJK, count_words

WORDS_A_MINUTE = 260
CJK_A_MINUTE = 255

_CJK = regex.compile(rf"(?V1)[{CJK}]")
_MARK = regex.compile(r"[\p{P}\p{S}]")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Count:
    """How long a text is. Characters are code points; line breaks are none.

    `words` counts each 字 as a word; `cjk` of them are 字 (Han, kana, bopomofo). `marks` are punctuation and
    symbols of any script: `words + marks` is what Chinese publishers call 字数.
    """

    words: int = 0
    cjk: int = 0
    characters: int = 0
    characters_without_spaces: int = 0
    marks: int = 0

    def __add__(self, other: Count) -> Count:
        """Both texts together."""
        return Count(
            self.words + other.words,
            self.cjk + other.cjk,
            self.characters + other.characters,
            self.characters_without_spaces + other.characters_without_spaces,
            self.marks + other.marks,
        )

    @property
    def reading_seconds(self) -> int:
        """How long silent reading takes, in seconds, at `WORDS_A_MINUTE` and `CJK_A_MINUTE`."""
        return math.ceil(60 * ((self.words - self.cjk) / WORDS_A_MINUTE + self.cjk / CJK_A_MINUTE))


def count(text: str) -> Count:
    """How long `text` is."""
    plain = text.isascii()
    return Count(
        words=count_words(text),
        cjk=0 if plain else len(_CJK.findall(text)),
        characters=len(text) - len(_BREAK.findall(text)),
        characters_without_spaces=len(text) - len(_SPACE.findall(text)),
        marks=len(_MARK.findall(text)),
    )
