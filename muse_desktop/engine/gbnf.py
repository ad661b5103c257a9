"""Reading a GBNF text into rules, in pure Python: the very language llama.cpp's parser takes, and less.

llama.cpp ends the program, or never comes back, on some texts; what could do that is refused here. The
rules have the shape llama.cpp gives them (groups and repetitions become rules of their own), so that what is
counted here is what it builds. Grammar of GBNF: llama.cpp, grammars/README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_CHARACTERS = 65_536
MAX_ELEMENTS = 20_000
"""Characters, classes and references in all rules, repetitions written out."""
MAX_RULES = 4_000
MAX_REPEAT = 1_000
"""The highest number in {m,n}."""
MAX_NESTING = 32
"""Brackets in brackets."""
_MAX_MADE = 2_000
"""llama.cpp's own bound on the rules of a repeated group times its repetitions."""

Ranges = tuple[tuple[int, int], ...]
"""Inclusive ranges of code points."""


@dataclass(frozen=True)
class Chars:
    """One character out of some, or (`negated`) out of all others."""

    ranges: Ranges
    negated: bool = False

    def match(self, character: int) -> bool:
        """True when the code point is one of them."""
        return any(low <= character <= high for low, high in self.ranges) != self.negated


ANY = Chars((), negated=True)

Element = Chars | int
"""A character, or the number of the rule that stands here."""
Alternative = tuple[Element, ...]
Rule = tuple[Alternative, ...]


@dataclass(frozen=True)
class Rules:
    """A grammar that was read. `lines`: where each rule begins, the first line is 1."""

    rules: tuple[Rule, ...]
    names: tuple[str, ...]
    lines: tuple[int, ...]
    root: int


class Bad(Exception):
    """The grammar is refused; `reason` in a few words, `line` from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


def read(text: str, root: str) -> Rules:
    """The rules of a grammar. Raises Bad."""
    if len(text) > MAX_CHARACTERS:
        raise Bad(1, f"longer than {MAX_CHARACTERS} characters")
    if found := re.search("[\0\ud800-\udfff]", text):
        raise Bad(text.count("\n", 0, found.start()) + 1, "a character that cannot be written")
    return _Reader(text).read(root)


_WORD = re.compile(r"[A-Za-z0-9-]+")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SPACE = re.compile(r"(?:[ \t]|#[^\r\n]*)*")
_SPACE_AND_LINES = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_REPEAT = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_ESCAPES = {"t": 9, "r": 13, "n": 10, "\\": 92, '"': 34, "[": 91, "]": 93, "-": 45}
_HEX = {"x": 2, "u": 4, "U": 8}


@dataclass
class _Sequence:
    """An alternative being read: its elements, where the last item begins, what the item is made of."""

    elements: list[Element] = field(default_factory=list)
    item: int = 0
    made: int = 1


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._ids: dict[str, int] = {}
        self._rules: dict[int, Rule] = {}
        self._lines: dict[int, int] = {}
        self._elements = 0

    def read(self, root: str) -> Rules:
        self._skip(lines=True)
        while self._at < len(self._text):
            self._rule()
        names = tuple(self._ids)
        for number, name in enumerate(names):
            if number not in self._rules:
                raise Bad(self._lines[number], f"there is no rule {name[:60]}")
        if root not in self._ids:
            raise Bad(1, f"there is no rule {root}")
        count = range(len(names))
        rules, lines = (tuple(table[i] for i in count) for table in (self._rules, self._lines))
        return Rules(rules, names, lines, self._ids[root])  # type: ignore[arg-type]

    # Characters.

    def _peek(self, offset: int = 0) -> str:
        return self._text[self._at + offset : self._at + offset + 1]

    def _skip(self, lines: bool) -> None:
        found = (_SPACE_AND_LINES if lines else _SPACE).match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _bad(self, reason: str) -> Bad:
        return Bad(self._text.count("\n", 0, self._at) + 1, reason)

    def _take(self, pattern: re.Pattern[str], what: str) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise self._bad(f"{what} is missing{self._here()}")
        self._at = found.end()
        return found[0]

    def _here(self) -> str:
        near = re.split(r"[\r\n]", self._text[self._at : self._at + 20])[0]
        return f" before {near}" if near else ""

    def _character(self) -> int:
        character = self._peek()
        if character != "\\":
            if not character:
                raise self._bad("the text ends too early")
            self._at += 1
            return ord(character)
        kind = self._peek(1)
        if kind in _ESCAPES and kind:
            self._at += 2
            return _ESCAPES[kind]
        digits = self._text[self._at + 2 : self._at + 2 + _HEX.get(kind, 0)]
        if not digits or len(digits) != _HEX[kind] or not re.fullmatch("[0-9A-Fa-f]+", digits):
            raise self._bad(f"an unknown escape{self._here()}")
        value = int(digits, 16)
        if value == 0 or value > 0x10FFFF or 0xD800 <= value <= 0xDFFF:
            raise self._bad(f"there is no character{self._here()}")
        self._at += 2 + len(digits)
        return value

    # Rules.

    def _id(self, name: str) -> int:
        number = self._ids.setdefault(name, len(self._ids))
        self._lines.setdefault(number, self._text.count("\n", 0, self._at) + 1)
        if number >= MAX_RULES:
            raise self._bad(f"more than {MAX_RULES} rules")
        return number

    def _new_id(self, base: str) -> int:
        return self._id(f"{base}_{len(self._ids)}")  # no name a writer can write has an underscore

    def _store(self, number: int, rule: Rule) -> None:
        self._elements += sum(len(alternative) + 1 for alternative in rule)
        if self._elements > MAX_ELEMENTS:
            raise self._bad(f"more than {MAX_ELEMENTS} characters and references, repetitions written out")
        self._rules[number] = rule

    def _rule(self) -> None:
        name = self._take(_WORD, "the name of a rule")
        number = self._id(name)
        if number in self._rules:
            raise self._bad(f"the rule {name[:60]} is there twice")
        self._lines[number] = self._text.count("\n", 0, self._at) + 1
        self._skip(lines=False)
        self._take(re.compile("::="), "::=")
        self._skip(lines=True)
        self._alternatives(name, number, 0)
        if self._at < len(self._text) and self._peek() not in "\r\n":
            raise self._bad(f"the line should end{self._here()}")
        self._skip(lines=True)

    def _alternatives(self, name: str, number: int, depth: int) -> None:
        if depth > MAX_NESTING:
            raise self._bad(f"brackets nested deeper than {MAX_NESTING}")
        found = [self._sequence(name, depth)]
        while self._peek() == "|":
            self._at += 1
            self._skip(lines=True)
            found.append(self._sequence(name, depth))
        self._store(number, tuple(found))

    def _sequence(self, name: str, depth: int) -> Alternative:
        sequence = _Sequence()
        while next_one := self._peek():
            if next_one in "*+?{":
                low, high = self._times(depth)
                self._repeat(sequence, name, low, high)
                continue
            if not (next_one in '"[.(<!' or _WORD.match(next_one)):
                break
            sequence.item, sequence.made = len(sequence.elements), 1
            self._item(next_one, sequence, name, depth)
            if len(sequence.elements) > MAX_ELEMENTS:
                raise self._bad(f"more than {MAX_ELEMENTS} characters and references in a rule")
            self._skip(lines=depth > 0)
        return tuple(sequence.elements)

    def _item(self, first: str, sequence: _Sequence, name: str, depth: int) -> None:
        if first in "<!":
            raise self._bad("tokens of one model cannot be named here")
        if first == '"':
            self._literal(sequence)
        elif first == "[":
            sequence.elements.append(self._class())
        elif first == ".":
            self._at += 1
            sequence.elements.append(ANY)
        elif first == "(":
            self._group(sequence, name, depth)
        else:
            sequence.elements.append(self._id(self._take(_WORD, "a name")))

    def _literal(self, sequence: _Sequence) -> None:
        self._at += 1
        while self._peek() != '"':
            character = self._character()
            sequence.elements.append(Chars(((character, character),)))
        self._at += 1

    def _class(self) -> Chars:
        self._at += 1
        negated = self._peek() == "^"
        self._at += negated
        ranges: list[tuple[int, int]] = []
        while self._peek() != "]":
            low = high = self._character()
            if self._peek() == "-" and self._peek(1) != "]":
                self._at += 1
                high = self._character()
            if high < low:
                raise self._bad("a range goes backwards")
            ranges.append((low, high))
        if not ranges:
            raise self._bad("a class without characters")
        self._elements += len(ranges)
        self._at += 1
        return Chars(tuple(ranges), negated)

    def _group(self, sequence: _Sequence, name: str, depth: int) -> None:
        self._at += 1
        self._skip(lines=True)
        before = len(self._ids)
        number = self._new_id(name)
        self._alternatives(name, number, depth + 1)
        sequence.made = max(1, len(self._ids) - before)
        sequence.elements.append(number)
        if self._peek() != ")":
            raise self._bad(f"a closing bracket is missing{self._here()}")
        self._at += 1

    # Repetitions.

    def _times(self, depth: int) -> tuple[int, int | None]:
        sign = self._peek()
        self._at += 1
        self._skip(lines=depth > 0)
        if sign in _REPEAT:
            return _REPEAT[sign]
        low = int(self._take(_NUMBER, "a number"))
        self._skip(lines=depth > 0)
        high: int | None = low
        if self._peek() == ",":
            self._at += 1
            self._skip(lines=depth > 0)
            high = int(self._take(_NUMBER, "a number")) if self._peek().isdigit() else None
            self._skip(lines=depth > 0)
        self._take(re.compile("}"), "}")
        self._skip(lines=depth > 0)
        if max(low, high or 0) > MAX_REPEAT:
            raise self._bad(f"more than {MAX_REPEAT} repetitions")
        if high is not None and high < low:
            raise self._bad("fewer repetitions at most than at least")
        return low, high

    def _repeat(self, sequence: _Sequence, name: str, low: int, high: int | None) -> None:
        """S{m,n} becomes S … S (m times) S', where S' ::= S S'' | and so on; S{m,} ends in S' ::= S S' |."""
        repeated = sequence.elements[sequence.item :]
        if not repeated:
            raise self._bad("nothing to repeat")
        times = high or low or 1
        if sequence.made * times >= _MAX_MADE:
            raise self._bad("too many repetitions in repetitions")
        sequence.made *= times
        if len(repeated) * max(low, 1) > MAX_ELEMENTS:
            raise self._bad(f"more than {MAX_ELEMENTS} characters and references, repetitions written out")
        sequence.elements[sequence.item :] = repeated * low
        last: int | None = None
        for _ in range(1 if high is None else high - low):
            number = self._new_id(name)
            follows = number if high is None else last
            more = () if follows is None else (follows,)
            self._store(number, ((*repeated, *more), ()))
            last = number
        if last is not None:
            sequence.elements.append(last)
