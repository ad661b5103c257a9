"""Would this text complete a run of others' words? Asked while a model writes, before its token stands.

The question is put to the text, not to tokens, so that no other spelling of the same words gets through:
capitals, accents, punctuation and spacing make no difference. A word counts as soon as its letters are
those of the run's last word, though it might have gone on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from muse_desktop.overlap import ngrams
from muse_desktop.overlap.ngrams import Part
from muse_desktop.overlap.units import Cutter, Measure, Unit

MANY_WORKS = 6
"""A run that stands in so many works is everybody's: it is not blocked."""
_CONTEXT = 1_200  # characters of what stands before that can matter: the longest run is much shorter
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class LivePart:
    """A part in use: which of its texts are out, and to which work each of them belongs."""

    part: Part
    dead: Sequence[bool]
    works: Sequence[int]


class GuardSet:
    """The runs that are blocked: those of all living texts, less what is allowed. Safe to share."""

    def __init__(self, parts: Sequence[LivePart], measure: Measure, allowed: Sequence[str] = ()) -> None:
        """`allowed`: names and idioms. A run inside one of them is not blocked, and the words of one that
        stands in a run do not count."""
        self.measure = measure
        self._parts = tuple(parts)
        self.phrases = tuple(found for one in allowed if (found := units_of(one, measure)))
        self._free = frozenset(
            int(run) >> ngrams.TEXT_BITS for one in allowed for run in ngrams.runs(one, measure)
        )

    def after(self, units: Sequence[Unit]) -> frozenset[int]:
        """The last units (`ngrams.last`) that would complete a blocked run behind `units`."""
        ends = _NONE
        for begin in ngrams.beginnings(units, self.measure):
            works: dict[int, set[int]] = {}
            for live in self._parts:
                for last, text in live.part.after(begin, live.dead):
                    works.setdefault(last, set()).add(live.works[text])
            if works:
                ends |= {
                    last
                    for last, found in works.items()
                    if len(found) < MANY_WORKS and (begin << ngrams.LAST_BITS) | last not in self._free
                }
        return ends


def units_of(text: str, measure: Measure) -> tuple[Unit, ...]:
    """The units of a short text."""
    cutter = Cutter(measure)
    for character in text:
        cutter.take(character)
    return (*cutter.units, cutter.growing) if cutter.open else cutter.units


@dataclass(frozen=True)
class _Line:
    """One way to read what has been written: behind the draft, or behind what the prompt ended with.

    `ends`: what would complete a run if the growing unit were its last, `next_ends`: if the one behind it
    were; `matched`: so many units up to the growing one are a run already. Nobody changes the cutter.
    """

    cutter: Cutter
    ends: frozenset[int] = _NONE
    next_ends: frozenset[int] = _NONE
    matched: int = 0


@dataclass(frozen=True)
class Written:
    """What has been written so far, as the guard sees it. A value: each token makes another.

    `began`: how many tokens ago the growing unit began, its own included; `before`: the same of the unit
    before it.
    """

    lines: tuple[_Line, ...]
    own: int = 0
    began: int = 0
    before: int = 0

    @property
    def near(self) -> bool:
        """Whether a run may be completed by the unit that is growing, or by the next."""
        return any(line.ends or line.next_ends for line in self.lines)


class Guard:
    """Watches one candidate. `begin` once, then `after` for each token that may come."""

    def __init__(self, blocked: GuardSet) -> None:
        self._set = blocked

    def begin(self, contexts: Sequence[str]) -> Written:
        """Nothing is written yet. `contexts`: what it will stand behind (the draft up to the cursor; the
        end of the prompt that the model goes on from); what stands there already is allowed."""
        lines = [
            self._read(_Line(Cutter(self._set.measure)), one)[0]
            for one in dict.fromkeys(one[-_CONTEXT:] for one in contexts or ("",))
        ]
        return Written(tuple(lines))

    def after(self, written: Written, text: str) -> tuple[Written, bool]:
        """What is written with `text` behind it, and whether that completes a blocked run."""
        blocked, fresh = False, 0
        lines: list[_Line] = []
        for line in written.lines:
            read, found, fresh = self._read(line, text)
            blocked = blocked or found
            lines.append(read)
        own = written.own + fresh
        if own > self._set.measure.most_units:
            del lines[1:]  # by now what stood before makes no difference
        began, before = written.began + 1, written.before + 1
        if fresh:
            began, before = 1, (1 if fresh > 1 else began)
        return Written(tuple(lines), own, began, before), blocked

    def _read(self, line: _Line, text: str) -> tuple[_Line, bool, int]:
        """The line with `text` behind it, whether a unit of it completes a run, and how many units began."""
        cutter, ends, matched = line.cutter.copy(), line.ends, line.matched
        known: frozenset[int] | None = line.next_ends
        blocked, grown, fresh = False, False, 0
        for character in text:
            closed = cutter.open
            began = cutter.take(character)
            if began is None:
                continue
            if began:
                fresh += 1
                if closed:
                    matched = self._matched(cutter.units, ends, matched)
                    blocked = blocked or (grown and self._long(cutter.units, matched))
                ends = self._set.after(cutter.units) if known is None else known
                known = None
            grown = True
        if not grown:
            return _Line(cutter, ends, line.next_ends, matched), False, 0
        units = (*cutter.units, cutter.growing)
        blocked = blocked or self._long(units, self._matched(units, ends, matched))
        return _Line(cutter, ends, self._set.after(units), matched), blocked, fresh

    def _matched(self, units: Sequence[Unit], ends: frozenset[int], matched: int) -> int:
        """How many units up to the last of `units` are a run; `matched`: the same without that one."""
        if not ends or ngrams.last(units[-1].hash) not in ends:
            return 0
        if matched:
            return min(matched + 1, len(units))
        weight, count = 0, 0
        for one in reversed(units):
            weight, count = weight + one.weight, count + 1
            if weight >= self._set.measure.enough:
                break
        return count

    def _long(self, units: Sequence[Unit], matched: int) -> bool:
        """Whether the run that ends with `units` is long enough without what is allowed in it."""
        if not matched:
            return False
        run = units[len(units) - matched :]
        if not self._set.phrases:
            return True
        weight = sum(one.weight for one, free in zip(run, self._allowed(run), strict=True) if not free)
        return weight >= self._set.measure.enough

    def _allowed(self, run: Sequence[Unit]) -> list[bool]:
        """Which units of a run are part of a phrase that is allowed."""
        free = [False] * len(run)
        hashes = [one.hash for one in run]
        for phrase, first in self._phrase_hashes.items():
            for place in range(len(hashes) - len(phrase) + 1):
                if hashes[place] == first and tuple(hashes[place : place + len(phrase)]) == phrase:
                    free[place : place + len(phrase)] = [True] * len(phrase)
        return free

    @cached_property
    def _phrase_hashes(self) -> Mapping[tuple[int, ...], int]:
        return {tuple(one.hash for one in phrase): phrase[0].hash for phrase in self._set.phrases}
