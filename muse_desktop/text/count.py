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
import unicodedata
from collections import Counter

import msgspec

from muse_desktop.text.comments import blanked, without_comments
from muse_desktop.text.segment import count_words, is_cjk

WORDS_A_MINUTE = 260
CJK_A_MINUTE = 255
WORDS_A_PAGE = 250  # of a typed manuscript
CJK_A_PAGE = 400  # squares of a sheet of 稿纸, which marks fill too

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # those of str.splitlines


class Count(msgspec.Struct, frozen=True):
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

    @property
    def pages(self) -> int:
        """Sheets of a typed manuscript, the last one begun: `WORDS_A_PAGE`, or `CJK_A_PAGE` squares.

        Marks fill squares of their own in Chinese; a mixed text has those that go with its share of 字.
        """
        marks = self.marks * self.cjk / self.words if self.words else 0
        return math.ceil((self.words - self.cjk) / WORDS_A_PAGE + (self.cjk + marks) / CJK_A_PAGE)


def manuscript_words(text: str) -> int:
    """The words of `text` that are not in comments."""
    return count_words(blanked(text))


def count(text: str) -> Count:
    """How long `text` is, without its comments."""
    text = without_comments(text)
    found = Counter(text)  # a long text has few different characters
    breaks = sum(found[letter] for letter in _BREAKS)
    return Count(
        words=count_words(text),
        cjk=sum(number for letter, number in found.items() if is_cjk(letter)),
        characters=len(text) - breaks,
        characters_without_spaces=sum(number for letter, number in found.items() if not letter.isspace()),
        marks=sum(number for letter, number in found.items() if unicodedata.category(letter)[0] in "PS"),
    )
