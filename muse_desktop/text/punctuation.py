"""Quotes, dashes and dots as a printed book has them, while they are typed.

The keyboard gives " ' - and dots; each language prints something else. What is typed is only ever replaced by
marks for marks: the words stay. Nothing is replaced inside `code` and hidden comments, nor in lines that are
Markdown rules or tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from muse_desktop.text.segment import is_cjk

NARROW = "\u202f"
"""The narrow no-break space of French typography."""
_FIXED = "\u00a0"


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of one language: outer and inner quotes, each opening and closing, a dash and an ellipsis."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    dash: str
    ellipsis: str
    spaced: str = ""
    by_balance: bool = False
    """Whether a quote opens or closes by what is open in the paragraph, since no spaces tell it."""


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "en": Style(("“", "”"), ("‘", "’"), "—", "…"),
        "de": Style(("„", "“"), ("‚", "‘"), "–", "…"),
        "fr": Style(("«", "»"), ("“", "”"), "—", "…", spaced=NARROW),
        "zh": Style(("“", "”"), ("‘", "’"), "——", "……", by_balance=True),
    }
)
"""By language code; `style_of` knows the longer ones."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Take away `remove` code points before the cursor and put `insert` there, in place of what was typed."""

    remove: int
    insert: str


_OPENERS = frozenset("([{⟨（【《〈「『/>#=¡¿")
_DASHES = "-—–―"
_RULE = re.compile(r"[-|:>\s]*")
_YEAR = re.compile(r"(?<![^\s(\[—–-])‘(\d\d)$")
_ELISION = re.compile(
    r"(?<![^\s(\[—–“-])‘(tis|twas|twere|twill|twould|tisn’t|twasn’t|em|til|cause|bout)$", re.IGNORECASE
)
_LOW_PAIR = re.compile(r"(?<=[^\W\d_])‘$")
_FRENCH = MappingProxyType({";": NARROW, "!": NARROW, "?": NARROW, ":": _FIXED})


def style_of(language: str) -> Style | None:
    """The marks of a language such as "de" or "de_AT" or "zh-Hans"; None where they are not known."""
    return STYLES.get(re.split(r"[-_]", language.lower(), maxsplit=1)[0])


def replacement(before: str, typed: str, style: Style) -> Replacement | None:
    """What to put instead of the one character `typed` behind `before`, the text up to the cursor.

    None: it stays as typed. `before` need not reach back further than the paragraph's beginning.
    """
    line = before[before.rfind("\n") + 1 :]
    if _is_code(before, line):
        return None
    if typed == '"':
        return _double(line, style)
    if typed == "'":
        return _single(line, style)
    if typed == "-":
        return _dash(line, style)
    if typed in ".。":
        return _dots(line, typed, style) or _second_thought(line, typed, style)
    if typed in " \t" and line == "--":
        return Replacement(2, style.dash + typed)  # a line of speech; `---` had been a scene break
    if style.spaced and typed in _FRENCH and re.search(r"[^\s] $", line):
        return Replacement(1, _FRENCH[typed] + typed)
    return _second_thought(line, typed, style)


def _is_code(before: str, line: str) -> bool:
    return line.count("`") % 2 == 1 or before.rfind("<!--") > before.rfind("-->")


def _double(line: str, style: Style) -> Replacement | None:
    start, end = style.outer
    is_open = _open(line, style.outer) > 0
    opens = not is_open if style.by_balance else _opens(line, is_open, style)
    if not opens and not is_open and line[-1:].isdecimal():
        return None  # 6" of snow
    if style.spaced:  # a second pair inside the first takes the inner marks
        inner_open = _open(line, style.inner) > 0
        if opens:
            return Replacement(0, style.inner[0] if is_open else start + style.spaced)
        return Replacement(0, style.inner[1] if inner_open else style.spaced + end)
    return Replacement(0, start if opens else end)


def _single(line: str, style: Style) -> Replacement:
    if style.spaced:
        return Replacement(0, "’")  # l’homme; inner quotes come from "
    start, end = style.inner
    is_open = _open(line, style.inner) > 0
    last = line[-1:]
    if style.by_balance:
        in_word = last.isalnum() and not is_cjk(last)
        return Replacement(0, "’" if in_word else end if is_open else start)
    if _opens(line, is_open, style):
        return Replacement(0, start)
    return Replacement(0, end if is_open else "’")


def _opens(line: str, is_open: bool, style: Style) -> bool:
    """Whether a quote typed behind `line` opens: at a beginning, behind a space, a bracket, another opening
    quote; behind a dash unless a quote is open ("Wait—")."""
    before = line.rstrip("*_") if line[-1:] in "*_" else line
    last = before[-1:]
    if last in _DASHES and last:
        return not is_open
    if style.spaced and line.endswith(style.outer[0] + style.spaced):
        return True
    return not last or last.isspace() or last in _OPENERS or last in (style.outer[0], style.inner[0])


def _open(line: str, pair: tuple[str, str]) -> int:
    """How many quotes of this kind are open in the paragraph; an apostrophe in a word closes none."""
    depth = 0
    for at, ch in enumerate(line):
        if ch == pair[0]:
            depth += 1
        elif ch == pair[1] and depth and (at + 1 == len(line) or not line[at - 1 : at + 2 : 2].isalpha()):
            depth -= 1
    return depth


def _dash(line: str, style: Style) -> Replacement | None:
    if not line.endswith("-") or line.endswith(("--", "<!-")) or _RULE.fullmatch(line):
        return None
    ranged = line[-2:-1].isdecimal() and not style.by_balance
    return Replacement(1, "–" if ranged else style.dash)


def _dots(line: str, typed: str, style: Style) -> Replacement | None:
    if typed == "。" and not style.by_balance:
        return None
    if not line.endswith(typed * 2) or line.endswith(typed * 3):
        return None
    return Replacement(2, style.ellipsis)


def _second_thought(line: str, typed: str, style: Style) -> Replacement | None:
    """What the character typed now says about the quote before it: an apostrophe after all?"""
    if style.inner == STYLES["de"].inner and typed.isalpha() and _LOW_PAIR.search(line):
        return Replacement(1, "’" + typed)  # geht's, within a quotation
    if style.inner != STYLES["en"].inner or style.by_balance or typed.isdecimal():
        return None
    found = _YEAR.search(line)
    if found and typed.isalpha() and typed != "s":
        return None
    if not found:
        found = None if typed.isalpha() else _ELISION.search(line)
    return Replacement(len(found[0]), "’" + found[1] + typed) if found else None
