"""What full-text search looks at: folded units of text with their places, and a writer's query made of them.

A unit is one character of a script written without spaces (月), or a run of letters and digits (moon). Both
are folded: case, accents, full width, traditional Han characters as simplified. In the index each run of the
former stands as its pairs and its last character (月光下: 月光, 光下, 下), so that one character finds what
begins with it and several find their pairs in a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import is_cjk

_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆〇"
_UNSEEN = "\u00ad\u200b-\u200d\u2060"  # soft hyphens and joiners stand inside words
_LETTERS = rf"[[\p{{L}}\p{{N}}]--[{_CJK}]][[\p{{L}}\p{{N}}\p{{M}}{_UNSEEN}]--[{_CJK}]]*+"
_RUN = regex.compile(rf"(?V1)[{_CJK}][{_CJK}\p{{M}}]*+|{_LETTERS}|\n")
_CJK_INSIDE = regex.compile(f"(?V1)[{_CJK}]")
_UNSEEN_ONE = regex.compile(f"[{_UNSEEN}]")
_KANA_MARKS = ("\u3099", "\u309a")  # they make other letters: か, が
# In a folded text: marks, joiners, what cannot be folded in its place; letters, what stands between units.
_MARK, _JOINER, _OTHER = "\u0300", "\u200b", "\ufffe"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_CJK}]]"
_BETWEEN = rf"[^\p{{L}}\p{{N}}{_CJK}\n]"
_CHARACTER = regex.compile(rf"(?V1)[{_CJK}]\p{{M}}*+")
_ASCII_RUN = regex.compile(r"[a-z0-9]+|\n")
_LINE_BREAK = "¶"  # in the index, so that a phrase does not go on behind it
_QUOTED = regex.compile(r"""["“”„＂]""")

# A query longer than this is somebody's paragraph; its beginning finds it.
_MOST_CHARACTERS, _MOST_PHRASES = 1000, 32

USUAL = 1400  # bytes, so that a passage in Chinese is read as fast as a longer one in English
_LONG_LINE = 4000  # code points


class Unit(NamedTuple):
    """A folded character or word, and where it stands."""

    letters: str
    start: int
    end: int
    cjk: bool


@dataclass(frozen=True)
class Phrase:
    """Units that must stand in a row on one line; with `prefix` the last word may go on."""

    units: tuple[Unit, ...]
    prefix: bool

    @property
    def expression(self) -> str:
        """The phrase in the language of FTS5: only folded letters within quotes, so never an error."""
        terms: list[str] = []
        starred = self.prefix and not self.units[-1].cjk
        for run in _runs(self.units):
            if not run[0].cjk:
                terms.append(run[0].letters)
                continue
            letters = "".join(unit.letters for unit in run)
            ends = run[-1] is self.units[-1]
            terms.extend(_pairs(letters) if ends and len(run) > 1 else [*_pairs(letters), letters[-1]])
            starred = starred or (ends and len(run) == 1)  # one character: every pair that begins with it
        return f'"{" ".join(terms)}"' + (" *" if starred else "")

    def places(self, text: str, found: list[Unit]) -> Iterator[tuple[int, int]]:
        """Where the phrase stands in `text`, whose units are `found`."""
        first, count = self.units[0], len(self.units)
        alone = count == 1 and self.prefix and not first.cjk
        for at, unit in enumerate(found[: len(found) - count + 1]):
            if unit.letters != first.letters and not (alone and unit.letters.startswith(first.letters)):
                continue
            if unit.cjk == first.cjk and self._stands(text, found[at : at + count]):
                yield unit.start, found[at + count - 1].end

    def _stands(self, text: str, found: list[Unit]) -> bool:
        for at in range(1, len(found)):
            before, here, wanted = found[at - 1], found[at], self.units[at]
            goes_on = self.prefix and not wanted.cjk and at == len(found) - 1
            if here.letters != wanted.letters and not (goes_on and here.letters.startswith(wanted.letters)):
                return False
            if here.cjk != wanted.cjk or "\n" in text[before.end : here.start]:
                return False
            both = before.cjk and here.cjk
            if both and (before.end == here.start) != self._touches(at):
                return False
        return True

    def _touches(self, at: int) -> bool:
        return self.units[at - 1].end == self.units[at].start

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The phrase as it stands in a text that `_same_length` has folded."""
        made = ""
        for at, unit in enumerate(self.units):
            if at:
                both = unit.cjk and self.units[at - 1].cjk
                made += ("" if self._touches(at) else f"{_BETWEEN}+") if both else f"{_BETWEEN}*"
            if unit.cjk:
                made += f"{regex.escape(unit.letters)}{_MARK}*+"
                continue
            inside = f"[{_MARK}{_JOINER}]*+"
            made += rf"(?<!{_LETTER}{inside})" + inside.join(map(regex.escape, unit.letters)) + inside
            last = self.prefix and at == len(self.units) - 1
            made += rf"[{_LETTER}{_MARK}{_JOINER}]*+" if last else rf"(?!{_LETTER})"
        return regex.compile(f"(?V1){made}")


def parse(query: str) -> tuple[Phrase, ...]:
    """The phrases that a text must have: what stands in quotes, and each word outside them.

    The last word, or the last of a quotation that is not closed yet, may go on: the writer is typing it.
    Signs mean nothing, so that no query is an error; one without letters has no phrases.
    """
    phrases: list[Phrase] = []
    parts = _QUOTED.split(query[:_MOST_CHARACTERS])
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        words = [part] if number % 2 else part.split()
        for at, word in enumerate(words):
            found = tuple(units(word.replace("\n", " ")))
            typing = last and at == len(words) - 1 and not part[-1:].isspace()
            if found:
                phrases.append(Phrase(found, typing))
    return tuple(phrases[:_MOST_PHRASES])


def places(text: str, phrases: tuple[Phrase, ...]) -> list[tuple[int, int]]:
    """Where any of the phrases stand in `text`, in order, those that overlap as one."""
    folded = _same_length(text)
    if folded is None:
        letters = units(text)
        found = {place for phrase in phrases for place in phrase.places(text, letters)}
    else:
        matches = (phrase.pattern.finditer(folded, overlapped=True) for phrase in phrases)
        found = {match.span() for some in matches for match in some}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def units(text: str) -> list[Unit]:
    """The units of `text` in order."""
    found: list[Unit] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if is_cjk(text[start]):
            found.extend(
                Unit(_folded_character(one[0]), start + one.start(), start + one.end(), True)
                for one in _CHARACTER.finditer(match[0])
            )
        elif text[start] != "\n" and (letters := _folded(match[0])):
            found.append(Unit(letters, start, end, False))
    return found


def terms(text: str) -> str:
    """What the index keeps of `text`: folded words and pairs of characters, with spaces between."""
    if text.isascii():
        return " ".join(_ASCII_RUN.findall(text.lower())).replace("\n", _LINE_BREAK)
    made: list[str] = []
    for run in _RUN.findall(text):
        if run == "\n":
            made.append(_LINE_BREAK)
        elif is_cjk(run[0]):
            letters = _folded_run(run)
            made.extend(_pairs(letters))
            made.append(letters[-1])
        elif letters := _folded(run):
            made.append(letters)
    return " ".join(made)


def passages(text: str) -> list[str]:
    """`text` in pieces of whole lines, about `USUAL` bytes of UTF-8 each; only a very long line is cut."""
    made: list[str] = []
    lines: list[str] = []
    length = 0
    for line in _lines(text):
        size = len(line) if line.isascii() else len(line.encode())
        if length and length + size > USUAL:
            made.append("".join(lines))
            lines, length = [], 0
        rest = line
        while len(rest) > _LONG_LINE:
            cut = _cut(rest)
            made.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
        length += size
    if length:
        made.append("".join(lines))
    return made


def _lines(text: str) -> list[str]:
    found = text.split("\n")
    return [line + "\n" for line in found[:-1]] + ([found[-1]] if found[-1] else [])


def _cut(line: str) -> int:
    """Where to cut a line that is too long: behind a sentence, else between words, else anywhere."""
    for mark in ("。", ". ", "！", "？", "，", " "):
        if (found := line.rfind(mark, USUAL, 2 * USUAL)) > 0:
            return found + len(mark)
    return 2 * USUAL


def _pairs(letters: str) -> list[str]:
    return [letters[at : at + 2] for at in range(len(letters) - 1)]


def _runs(found: tuple[Unit, ...]) -> list[list[Unit]]:
    """Characters that touch each other together, each word by itself."""
    made: list[list[Unit]] = []
    for unit in found:
        if made and unit.cjk and made[-1][-1].cjk and made[-1][-1].end == unit.start:
            made[-1].append(unit)
        else:
            made.append([unit])
    return made


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    letters = normalise(word).letters
    if not _CJK_INSIDE.search(letters):
        return letters
    # A character in a ring (㊀) is no word of its own and must not look like one.
    kept = (part if _CJK_INSIDE.search(normalise(part).letters) else normalise(part).letters for part in word)
    return "".join(kept)


@lru_cache(1024)  # while a word is typed, the same passages come again
def _same_length(text: str) -> str | None:
    """`text` folded letter by letter, or None where that would move letters to other places."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_single)
    return None if _OTHER in folded else folded


class _Single(dict[int, str]):
    """A table for `str.translate`: one character for each, `_OTHER` where one does not do."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = self._of(character)
        return folded

    def _of(self, character: str) -> str:
        if character in _KANA_MARKS:
            return _OTHER
        if is_cjk(character):
            return _plain(character)
        if _UNSEEN_ONE.match(character):
            return _JOINER
        kind = unicodedata.category(character)[0]
        if kind not in "LNM":
            return character
        letters = _folded(character)
        if kind == "M":
            return _OTHER if letters else _MARK
        return letters if len(letters) == 1 else _OTHER


_single = _Single()


class _Characters(dict[int, str | None]):
    """A table for `str.translate`, filled in as characters are met; marks vanish."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = None if unicodedata.category(character)[0] == "M" else _plain(character)
        return self[code]


def _plain(character: str) -> str:
    composed = unicodedata.normalize("NFKC", character)
    if len(composed) != 1:
        return character
    # Marks of kana make other letters (か, が), unlike accents: only Han characters are folded further.
    letters = normalise(composed).letters if composed >= "\u3400" or composed == "〇" else composed
    return letters if len(letters) == 1 else composed


_characters = _Characters()


def _folded_run(run: str) -> str:
    if any(mark in run for mark in _KANA_MARKS):
        return "".join(map(_folded_character, _CHARACTER.findall(run)))
    return run.translate(_characters)


def _folded_character(character: str) -> str:
    if len(character) > 1:
        character = unicodedata.normalize("NFC", character)[0]
    return _characters[ord(character)] or character
