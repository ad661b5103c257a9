"""Following a grammar through a text, character by character, as llama.cpp does: all ways at once.

A way is a stack of what is still to come. llama.cpp keeps every different stack, so a grammar that can be
read in ever more ways at once takes all memory; `explore` looks for that before llama.cpp meets it.
"""

from __future__ import annotations

from collections.abc import Iterable

from muse_desktop.engine.gbnf import Bad, Chars, Rules

MAX_WAYS = 256
"""Ways that a grammar may be read at once; each costs llama.cpp a look at the whole vocabulary."""
MAX_SEARCH = 4_000
"""Stacks looked at to find the ways after one character."""
_REACH = 40
"""Characters that `explore` follows, about twice a long token."""
_BEAM = 4
"""Of all beginnings of a length, so many of the widest are followed."""
_EFFORT = 30_000
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
        self.looked_at = 0

    def start(self) -> Stacks:
        """The ways before the first character. Raises TooWide."""
        return self._advance(self._enter(self._root, 0))

    def step(self, states: Stacks, character: int) -> Stacks:
        """The ways after one more character; none when it does not fit. Raises TooWide."""
        after: list[int] = []
        for stack in states:
            if stack and self.top(stack).match(character):
                place, rest = self._stacks[stack]
                after.append(self._push_next(place, rest))
        return self._advance(after)

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


def explore(rules: Rules) -> None:
    """Look for a text that the grammar can be read along in too many ways at once. Raises Bad.

    The search prefers the widest beginnings and is bounded, so it finds what grows fast, not everything.
    """
    walk = Walk(rules)
    try:
        beam = [walk.start()]
        for _ in range(_REACH):
            after = {walk.step(states, one) for states in beam for one in _characters(walk, states)}
            beam = sorted(after, key=len, reverse=True)[:_BEAM]
            if walk.looked_at > _EFFORT or not beam:
                return
    except TooWide:
        reason = f"it can be read in more than {MAX_WAYS} ways at once"
        raise Bad(rules.lines[rules.root], reason) from None


def _characters(walk: Walk, states: Stacks) -> list[int]:
    """The characters that fit most ways, at most eight: the bounds of all ranges, and what lies outside."""
    tops = [walk.top(stack) for stack in states if stack]
    bounds = {bound for top in set(tops) for low, high in top.ranges for bound in (low, high, high + 1)}
    fits = {one: sum(top.match(one) for top in tops) for one in {*sorted(bounds)[:64], 0xE000}}
    return sorted((one for one in fits if fits[one]), key=lambda one: (-fits[one], one))[:8]
