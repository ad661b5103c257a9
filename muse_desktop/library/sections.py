"""Where the chapters and numbered poems of a text begin, seen from its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muse_desktop.library.corpus import Section

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
    found += [
        Section("chapter", start, end, heading) for (start, heading), end in zip(starts, ends, strict=True)
    ]
    return found


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where the headings begin, and their words."""
    for match in _HEADING.finditer(text):
        start = match.start()
        line_before = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
        if not line_before.strip():
            yield start, match["words"].strip().lstrip("#").strip()
