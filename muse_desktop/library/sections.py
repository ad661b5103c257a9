"""Where the chapters and numbered poems of a text begin, seen from its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from muse_desktop.library.corpus import Section
from muse_desktop.text.segment import is_cjk

_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = (
    r"(?:\d{1,3}|THE\s(?:\w+ST|\w+ND|\w+RD|\w+TH|LAST)|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN"
    rf"|\w{{3,5}}TEEN|TWENTY|THIRTY|FORTY|FIFTY|FIRST|SECOND|THIRD|FOURTH|FIFTH|LAST|ELEVEN|TWELVE|{_ROMAN})"
)
_NAMED = (
    r"(?:CHAPTER|BOOK|PART|CANTO|ACT|SCENE|LETTER|VOLUME|STAVE|SONNET|CHAPITRE|KAPITEL|CAP[IÍ]TULO|CAPITOLO)"
    rf"\s{_NUMBER}(?:[.:—–\-\s].{{0,80}})?"
)
_ALONE = r"(?:PREFACE|PROLOGUE|EPILOGUE|INTRODUCTION|FOREWORD|AFTERWORD|DEDICATION|APPENDIX)[.:]?"
_CHINESE = (
    r"第[〇零一二三四五六七八九十百千两\d]{1,6}[章回节節卷部篇幕折](?:[\s　：:、].{0,40})?"
    r"|(?:序|序言|前言|楔子|引子|尾声|尾聲|后记|後記|跋)"
)
_MARKDOWN = r"#{1,6}[ \t]+\S.{0,160}"
_HEADING = re.compile(
    rf"^[ \t　]{{0,40}}(?P<words>(?i:{_NAMED}|{_ALONE})|{_CHINESE}|{_MARKDOWN}|{_ROMAN}\.?)[ \t　\r]*$",
    re.MULTILINE,
)
_BLOCK_BREAK = re.compile(r"\S[ \t\r]*\n(?:[ \t\r]*\n)+(?=\s*\S)")
_LISTED = re.compile(r"^[ \t]*(?:[-*•+|>{}<]|\d+[.)]|\w+ ?= |(?:def|return|import|print)\b)", re.MULTILINE)
_LOOKED_AT = 8_000  # code points of a section, to tell verse from prose
_VERSE_LINE = 50  # code points of its lines on average, at most
_CHINESE_LINE = 24


def sections(text: str) -> list[Section]:
    """The chapters and numbered poems of `text`, in order and without a gap.

    A text without headings is one section. A heading stands behind a blank line, or at the very beginning.
    """
    starts = list(_starts(text))
    if not starts:
        return [Section("text", 0, len(text), "")]
    found: list[Section] = []
    if text[: starts[0][0]].strip():
        found.append(Section("text", 0, starts[0][0], ""))
    else:
        starts[0] = (0, starts[0][1])
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, heading), end in zip(starts, ends, strict=True):
        kind = "poem" if is_verse(text[text.find("\n", start, end) + 1 : end]) else "chapter"
        found.append(Section(kind, start, end, heading))
    return found


@dataclass(frozen=True)
class Shape:
    """How many of each a text is made of. A poem without a heading is one poem."""

    chapters: int
    poems: int
    stanzas: int
    paragraphs: int


def shape(text: str, parts: Sequence[Section]) -> Shape:
    """Count the chapters, poems, stanzas and paragraphs of `text`, whose sections are `parts`."""
    poems = stanzas = paragraphs = 0
    for part in parts:
        blocks = len(_BLOCK_BREAK.findall(text, part.start, part.end)) + 1
        if part.kind == "poem" or (part.kind == "text" and is_verse(text[part.start : part.end])):
            poems += 1
            stanzas += max(1, blocks - bool(part.heading))
        else:
            paragraphs += max(1, blocks - bool(part.heading))
    return Shape(sum(part.kind == "chapter" for part in parts), poems, stanzas, paragraphs)


def is_verse(text: str) -> bool:
    """Whether `text` looks like verse: short lines that stand together, each beginning anew.

    Prose wrapped by hand goes on in small letters on the next line; talk has a blank line between its lines.
    Chinese verse has lines of a few characters that end with a mark, or half-lines of equal length.
    """
    lines = [line.strip(" \t　") for line in text[:_LOOKED_AT].split("\n")]
    told = [line for line in lines if line]
    together = sum(bool(line and after) for line, after in pairwise(lines))
    if not told or sum(map(len, told)) > _VERSE_LINE * len(told):
        return False
    if len(_LISTED.findall(text[:_LOOKED_AT])) * 3 > len(told):
        return False
    if sum(map(is_cjk, told[0])) * 2 > len(told[0]):
        return all(len(line) <= _CHINESE_LINE for line in told)
    begun = sum(not line[0].islower() for line in told)
    return together * 3 >= len(told) and begun * 10 >= len(told) * 7


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where the headings begin, and their words."""
    for match in _HEADING.finditer(text):
        start = match.start()
        line_before = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
        if not line_before.strip():
            yield start, match["words"].strip().lstrip("#").strip()
