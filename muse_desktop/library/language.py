"""A guess at the language of a text, from its letters and most frequent small words."""

from __future__ import annotations

import re
from collections import Counter

import regex  # type: ignore[import-untyped, unused-ignore]

_SAMPLE = 20_000  # code points
_SCRIPTS = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]"), 0.1),
    ("ko", regex.compile(r"\p{Hangul}"), 0.2),
    ("zh", regex.compile(r"\p{Han}"), 0.2),
    ("ru", regex.compile(r"\p{Cyrillic}"), 0.4),
    ("el", regex.compile(r"\p{Greek}"), 0.4),
    ("ar", regex.compile(r"\p{Arabic}"), 0.4),
    ("he", regex.compile(r"\p{Hebrew}"), 0.4),
)
_SMALL_WORDS = {
    "en": "the of and to in that it is was his with as for he",
    "fr": "le la les de des et un une que qui dans est pas il",
    "de": "der die das und ein eine nicht ist zu den mit sich von er",
    "es": "el la los de y que en un una por con no se las",
    "it": "il la di e che un una per non con del si i gli",
    "pt": "o a os de e que em um uma para não com do da",
    "nl": "de het een en van ik te dat die in is niet zijn op",
    "id": "yang dan di dengan untuk ini itu dari pada tidak dalam adalah",
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 0.12  # the share of small words in running prose is 0.2 and more


def guess(text: str) -> str:
    """The ISO 639-1 code of the language `text` seems to be in, "" when that cannot be told."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return ""
    for language, pattern, share in _SCRIPTS:
        if len(pattern.findall(sample)) >= share * letters:
            return language
    counts = Counter(_WORD.findall(sample.lower()))
    total = sum(counts.values())
    shares = {
        language: sum(counts[word] for word in small.split()) / total
        for language, small in _SMALL_WORDS.items()
    }
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _ENOUGH else ""
