"""Find and replace in a text: plain words or a regular expression, as pure functions.

Positions are code points. A pattern works as Python's `re` has it, with `^` and `$` at every line. Matching
gives other threads their turn and ends with an error when a pattern takes too long.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.clean import clean_document
from muse_desktop.manuscript.find_errors import FindError

MOST_SECONDS = 2.0  # for one text
_CONTEXT = 60
_MANY = 256  # matches, after which it is plain that they stand close together

# Letters of scripts written with spaces: only between two of these a word goes on. Each 字 is a word.
_LETTER = r"(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆〇])[\p{L}\p{N}\p{M}]"
_EDGE = f"(?:(?<!{_LETTER})|(?!{_LETTER}))"


@dataclass(frozen=True)
class Found:
    """A match as a span; `wrapped` when the search went on at the other end of the text."""

    start: int
    end: int
    wrapped: bool = False


class Change(msgspec.Struct, frozen=True):
    """One replacement: `before` stands at `start` and would become `after`. `left` and `right` are what
    stands around it on its line, shortened with an ellipsis."""

    start: int
    before: str
    after: str
    left: str = ""
    right: str = ""

    @property
    def end(self) -> int:
        """Where what is replaced ends."""
        return self.start + len(self.before)


@dataclass(frozen=True)
class Finder:
    """What to look for. `pattern` is plain text, or with `is_regex` a regular expression.

    `whole_words`: a match neither begins nor ends inside a word. An apostrophe ends a word (Mira in
    "Mira's"), and between Chinese or Japanese characters there is always a border. Methods raise MuseError:
    manuscript.find_empty, manuscript.find_pattern with the place of the mistake (from 1),
    manuscript.find_slow, manuscript.find_replacement.
    """

    pattern: str
    is_regex: bool = False
    match_case: bool = False
    whole_words: bool = False
    seconds: float = MOST_SECONDS

    def check(self) -> None:
        """Raise what is wrong with the pattern, if anything."""
        assert self._compiled is not None

    def all(self, text: str) -> list[Found]:
        """Every match in order, none overlapping another; empty ones too (such as `^`)."""
        return [Found(*match.span()) for match in self._matches(text)]

    def next(self, text: str, start: int, end: int | None = None, *, wrap: bool = True) -> Found | None:
        """The first match behind the selection [start, end), else from the beginning with `wrap`.

        The selection itself is only found again, wrapped, when it is the only match.
        """
        end = start if end is None else end
        for match in self._matches(text, end):
            if match.span() != (start, end):
                return Found(*match.span())
        first = next(self._matches(text), None) if wrap else None
        return None if first is None else Found(first.start(), first.end(), wrapped=True)

    def previous(self, text: str, start: int, end: int | None = None, *, wrap: bool = True) -> Found | None:
        """The last match that ends before `start`, else the last of all with `wrap`."""
        end = start if end is None else end
        found = self.all(text)
        before = [one for one in found if one.end <= start and (one.start, one.end) != (start, end)]
        if before:
            return before[-1]
        return Found(found[-1].start, found[-1].end, wrapped=True) if wrap and found else None

    def changes(self, text: str, replacement: str) -> list[Change]:
        r"""What replacing every match would change, in order; matches that stay the same are left out.

        With a regular expression `replacement` may have groups: `\1`, `\g<name>`, `\n`.
        """
        self._check_replacement(replacement)
        made = (self._change(text, match, replacement) for match in self._matches(text))
        return [change for change in made if change is not None]

    def change_at(self, text: str, start: int, end: int, replacement: str) -> Change | None:
        """What replacing the match [start, end) would change; None where there is none, or no change."""
        self._check_replacement(replacement)
        match = next(self._matches(text, start), None)
        if match is None or match.span() != (start, end):
            return None
        return self._change(text, match, replacement)

    @cached_property
    def _compiled(self) -> Any:
        if not self.pattern:
            raise MuseError("manuscript.find_empty")
        source = self.pattern if self.is_regex else regex.escape(self.pattern)
        flags = regex.VERSION0 | regex.MULTILINE | (0 if self.match_case else regex.IGNORECASE)
        try:
            compiled = regex.compile(source, flags)
            if self.whole_words:  # around the whole pattern, so that another of its branches can fit
                compiled = regex.compile(f"{_EDGE}(?:{source}){_EDGE}", flags)
        except (regex.error, OverflowError, RecursionError) as error:
            place = (getattr(error, "pos", None) or 0) + 1
            reason = str(getattr(error, "msg", error))
            raise FindError(
                "manuscript.find_pattern", pattern=self.pattern, place=place, reason=reason
            ) from error
        return compiled

    def _matches(self, text: str, start: int = 0) -> Iterator[Any]:
        ends = time.monotonic() + self.seconds
        many = None if self.is_regex else _MANY
        try:
            for number, match in enumerate(self._runs(text, start, concurrent=True)):
                if time.monotonic() > ends:
                    raise TimeoutError
                yield match
                if number == many:  # letting go at each match costs more than the match: plain ones are short
                    yield from self._runs(text, match.end(), concurrent=False)
                    return
        except TimeoutError as error:
            raise MuseError("manuscript.find_slow", pattern=self.pattern, seconds=self.seconds) from error

    def _runs(self, text: str, start: int, *, concurrent: bool) -> Iterator[Any]:
        found: Iterator[Any] = self._compiled.finditer(
            text, start, timeout=self.seconds, concurrent=concurrent
        )
        return found

    def _change(self, text: str, match: Any, replacement: str) -> Change | None:
        after = clean_document(self._expanded(match, replacement) if self.is_regex else replacement)
        if after == match[0]:
            return None
        return Change(match.start(), match[0], after, *_around(text, *match.span()))

    def _check_replacement(self, replacement: str) -> None:
        if self.is_regex:
            flags = self._compiled.flags
            try:  # the same groups where something matches for certain, so that it is looked at
                regex.compile(f"|{self.pattern}", flags).sub(replacement, "")
            except (regex.error, IndexError, KeyError) as error:
                raise _bad_replacement(replacement, error) from error

    def _expanded(self, match: Any, replacement: str) -> str:
        try:
            return str(match.expand(replacement))
        except (regex.error, IndexError, KeyError) as error:
            raise _bad_replacement(replacement, error) from error


def replaced(text: str, changes: Sequence[Change]) -> str:
    """`text` after `changes`, which are in order and do not overlap. Raises ValueError when they are not
    changes of this text."""
    made: list[str] = []
    done = 0
    for change in changes:
        if change.start < done or not text.startswith(change.before, change.start):
            raise ValueError(f"{change.before!r} does not stand at {change.start}")
        made += (text[done : change.start], change.after)
        done = change.end
    return "".join((*made, text[done:]))


def _bad_replacement(replacement: str, error: Exception) -> MuseError:
    reason = str(getattr(error, "msg", None) or error)
    return FindError("manuscript.find_replacement", replacement=replacement, reason=reason)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    before, behind = text[first:start], text[end:last]
    left, right = before.rpartition("\n")[2], behind.partition("\n")[0]
    if first and left == before and text[first - 1] != "\n":
        left = f"…{left}"
    if last < len(text) and right == behind and text[last] != "\n":
        right = f"{right}…"
    return left, right
