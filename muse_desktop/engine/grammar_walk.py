"""Following a grammar through a text, character by character, as llama.cpp does: all ways at once.

A way is a stack of what is still to come. llama.cpp keeps every different stack, so a grammar that can be
read in ever more ways at once takes all memory; `explore` looks for that before llama.cpp meets it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from muse_desktop.engine.gbnf import Bad, Chars, Rules

MAX_WAYS = 256
"""Ways that a grammar may be read at once; each costs llama.cpp a look at the whole vocabulary."""
TOO_WIDE = f"it can be read in more than {MAX_WAYS} ways at once"
MAX_SEARCH = 4_000
"""Stacks looked at to find the ways after one character."""
MAX_PATHS = 2_000
"""Ways counted as often as they can be reached, after `_REACH` characters: llama.cpp tries them one by one
on each token that fits until its last character."""
_REACH = 32
"""Characters that are looked ahead, about as many as a long token has."""
_BEAM = 2
"""Of all beginnings of a length, so many of the widest are followed."""
_EFFORT = 10_000
"""Stacks that `explore` looks at in all."""

Stacks = frozenset[int]
Position = tuple[int, int, int]
"""Rule, alternative, element."""


class TooWide(Exception):
    """The grammar can be read in too many ways at once."""


class Walk:
    """The ways through one grammar. A stack is a number; 0 is the empty one: the text may end here."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules.rules
        self._root = rules.root
        self._numbers: dict[tuple[Position, int], int] = {}
        self._stacks: list[tuple[Position, int]] = [((0, 0, 0), 0)]
        self._calm: set[Stacks] = set()
        self.looked_at = 0

    def start(self, rule: int | None = None) -> Stacks:
        """The ways before the first character, of the root or of another rule. Raises TooWide."""
        return self._advance(self._enter(self._root if rule is None else rule, 0))

    def step(self, states: Stacks, character: int) -> Stacks:
        """The ways after one more character; none when it does not fit. Raises TooWide."""
        after: list[int] = []
        for stack in states:
            if stack and self.top(stack).match(character):
                place, rest = self._stacks[stack]
                after.append(self._push_next(place, rest))
        return self._advance(after)

    def look_ahead(self, states: Stacks) -> None:
        """Follow the widest ways on from here. Raises TooWide when they become too many.

        llama.cpp tries every token of the vocabulary from here, so what grows fast would never come back.
        """
        if states in self._calm:
            return
        beam = [dict.fromkeys(states, 1)]
        for _ in range(_REACH):
            after = [self._spread(paths, one) for paths in beam for one in self._characters(paths)]
            beam = sorted(after, key=lambda paths: -sum(paths.values()))[:_BEAM]
        if len(self._calm) >= 10_000:
            self._calm.clear()
        self._calm.add(states)

    def _spread(self, paths: dict[int, int], character: int) -> dict[int, int]:
        """The stacks after one more character, each with the number of paths that lead to it."""
        after: dict[int, int] = {}
        for stack, count in paths.items():
            if stack and self.top(stack).match(character):
                for following in self._advance([self._push_next(*self._stacks[stack])]):
                    after[following] = after.get(following, 0) + count
        if sum(after.values()) > MAX_PATHS:
            raise TooWide
        return after

    def _characters(self, states: Iterable[int]) -> list[int]:
        """The characters that fit most ways, at most four: the bounds of ranges, and what lies outside."""
        tops = [self.top(stack) for stack in states if stack]
        bounds = {bound for top in set(tops) for low, high in top.ranges for bound in (low, high, high + 1)}
        fits = {one: sum(top.match(one) for top in tops) for one in {*sorted(bounds)[:32], 0xE000}}
        return sorted((one for one in fits if fits[one]), key=lambda one: (-fits[one], one))[:4]

    @staticmethod
    def complete(states: Stacks) -> bool:
        """True when the text may end here."""
        return 0 in states

    def top(self, stack: int) -> Chars:
        """What the next character of a way must be."""
        element = self._element(self._stacks[stack][0])
        assert isinstance(element, Chars)
        return element

    def _element(self, place: Position) -> Chars | int:
        rule, alternative, index = place
        return self._rules[rule][alternative][index]

    def _push(self, place: Position, rest: int) -> int:
        key = (place, rest)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._stacks)
            self._stacks.append(key)
        return number

    def _push_next(self, place: Position, rest: int) -> int:
        rule, alternative, index = place
        if index + 1 == len(self._rules[rule][alternative]):
            return rest
        return self._push((rule, alternative, index + 1), rest)

    def _enter(self, rule: int, rest: int) -> list[int]:
        return [
            self._push((rule, number, 0), rest) if alternative else rest
            for number, alternative in enumerate(self._rules[rule])
        ]

    def _advance(self, stacks: Iterable[int]) -> Stacks:
        """Open rules until a character, or the end, is on top of every stack."""
        found: set[int] = set()
        seen: set[int] = set()
        todo = list(stacks)
        while todo:
            stack = todo.pop()
            if stack in seen:
                continue
            seen.add(stack)
            if len(seen) > MAX_SEARCH or len(found) > MAX_WAYS:
                raise TooWide
            place, rest = self._stacks[stack]
            element = self._element(place) if stack else None
            if isinstance(element, int):
                todo.extend(self._enter(element, self._push_next(place, rest)))
            else:
                found.add(stack)
        self.looked_at += len(seen)
        return frozenset(found)


@dataclass(frozen=True)
class Reading:
    """How far a text is read by a grammar, its bytes given in pieces that may end inside a character.

    `value`, `missing`: what is known of an unfinished character, and how many bytes of it are to come.
    """

    walk: Walk
    ways: Stacks
    value: int = 0
    missing: int = 0

    @classmethod
    def begin(cls, rules: Rules) -> Reading:
        """Before the first byte."""
        walk = Walk(rules)
        return cls(walk, walk.start())

    def feed(self, data: bytes, ahead: bool = False) -> Reading:
        """After more bytes; no ways are left when they do not fit. `ahead`: with a look ahead for any token.

        Raises TooWide.
        """
        ways, value, missing = self.ways, self.value, self.missing
        for byte in data:
            if bool(missing) != (0x80 <= byte < 0xC0):
                return Reading(self.walk, frozenset())  # no character is written so
            if missing:
                value, missing = value << 6 | byte & 0x3F, missing - 1
            else:
                missing = _FOLLOWING[byte >> 4]
                value = byte & (0x7F >> missing + (missing > 0))
            if not missing:
                ways = self.walk.step(ways, value)
        if ahead:
            self.walk.look_ahead(ways)
        return Reading(self.walk, ways, value, missing)


_FOLLOWING = (0,) * 12 + (1, 1, 2, 3)
"""Bytes that follow the first one of a character, by its upper half."""


def explore(rules: Rules) -> None:
    """Look for texts that the grammar can be read along in too many ways at once. Raises Bad.

    Begins at the root and then at every rule. The search follows the widest beginnings and is bounded, so it
    finds what grows fast, not everything; the rest is found while writing, by `Reading.feed`.
    """
    walk = Walk(rules)
    for rule in dict.fromkeys((rules.root, *range(len(rules.rules)))):
        try:
            walk.look_ahead(walk.start(rule))
        except TooWide:
            raise Bad(rules.lines[rule], TOO_WIDE) from None
        if walk.looked_at > _EFFORT:
            return
