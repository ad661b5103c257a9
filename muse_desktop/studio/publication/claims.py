"""What generated text states that can be looked up: numbers, dates, names, quotations.

Found by their form alone. Names are capitalised words within a sentence, or several at its beginning, and
titles in 《 》; other Chinese names are not found, which the check says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.quoted import quotations
from muse_desktop.text.segment import count_words, sentences

Sort = Literal["date", "number", "name", "quote"]
SHORTEST_QUOTE = 3  # words; less is a name or an emphasis

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_HAN = "[〇零一二三四五六七八九十百千万亿两]"
_DATE = regex.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{3,4}})?|\b{_MONTH}\s+\d{{1,4}}"
    rf"(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|\b(?:1[0-9]|20)\d\ds?\b"
    rf"|(?:公元前?)?(?:\d{{1,4}}|{_HAN}{{2,4}})\s*年(?:\s*(?:\d{{1,2}}|{_HAN}{{1,3}})\s*月)?"
    rf"(?:\s*(?:\d{{1,2}}|{_HAN}{{1,3}})\s*[日号])?|(?:\d{{1,2}}|{_HAN}{{1,3}})\s*世纪"
)
_NUMBER = regex.compile(
    rf"[$€£¥]?\d[\d,.]*\d(?:\s?(?:%|percent|per cent))?|[$€£¥]?\d(?:\s?(?:%|percent|per cent))?"
    rf"|百分之{_HAN}+|{_HAN}*[十百千万亿]{_HAN}*(?=[多余]?[个人名位家座条次元公米里斤吨本岁天只艘封张件块层])"
)
_CAPITAL = r"(?:\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*|\p{Lu}{2,}|\p{Lu}\.)"
_NAME = regex.compile(rf"{_CAPITAL}(?:\s+(?:(?:of|de|la|van|von|the|and)\s+)?{_CAPITAL})*")
_TITLE = regex.compile(r"《[^《》\n]{1,60}》")
_NO_NAMES = frozenset({
    "i", "i'm", "i'll", "i'd", "i've", "mr.", "mrs.", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "god", "ok",
})  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """Code points [start, end) of a text and what they are. `key`: the same words of the same sort in one
    document have the same key, wherever they move to."""

    sort: Sort
    start: int
    end: int
    text: str
    key: str


def claims(document: int, text: str, start: int, end: int) -> list[Claim]:
    """What text[start:end] of a document states, in order; each stretch of letters is in one claim."""
    passage = text[start:end]
    taken = [False] * len(passage)
    found: list[Claim] = []
    for sort, left, right in _all(passage):
        if any(taken[left:right]):
            continue
        taken[left:right] = [True] * (right - left)
        words = passage[left:right]
        name = f"{document}:{sort}:{' '.join(words.split()).casefold()}"
        key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        found.append(Claim(sort, start + left, start + right, words, key))
    return sorted(found, key=lambda one: one.start)


def _all(passage: str) -> Iterator[tuple[Sort, int, int]]:
    for left, right in quotations(passage):
        if count_words(passage[left:right]) >= SHORTEST_QUOTE:
            yield "quote", left, right
    for match in _DATE.finditer(passage):
        yield "date", *match.span()
    for match in _NUMBER.finditer(passage):
        yield "number", *match.span()
    for match in _TITLE.finditer(passage):
        yield "name", *match.span()
    beginnings = {first for first, _ in sentences(passage)} | {left for left, _ in quotations(passage)}
    for match in _NAME.finditer(passage):
        yield from _name(match, beginnings)


def _name(match: regex.Match[str], beginnings: set[int]) -> Iterator[tuple[Sort, int, int]]:
    """A name; what begins a sentence is capitalised anyway, and is left out of it."""
    start, end = match.span()
    words = match.group().split()
    if start in beginnings or words[0].casefold().replace("’", "'") in _NO_NAMES:
        rest = match.group()[len(words[0]) :]
        start, words = end - len(rest.lstrip()), words[1:]
        if words and words[0].islower():
            return
    if words and not (len(words) == 1 and words[0].casefold().replace("’", "'") in _NO_NAMES):
        yield "name", start, end
