"""The writing of a document, replayed: its text and the origin of each character after every act on record.

Position 0 is before anything was written, position n after the n-th step. Texts follow from the record alone:
bursts are replacements, versions are what they are checked against and where they start anew. What was taken
out of the record is shown as a gap of its size; where the record contradicts itself, the timeline says from
which event on, and shows nothing until a kept version says what stood there. It never guesses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.provenance.timeline_text import ChunkedText

if TYPE_CHECKING:
    from muse_desktop.provenance.timeline_reading import Request
    from muse_desktop.store.store import Store

HIDDEN = "▒"
"""Stands for each character whose words are not on record; `State.hidden` tells it from a writer's own."""

UNEXPLAINED = "unexplained"
"""The kind of a step that no event tells of: a kept version has another text than the events led to."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act: `removed` code points at `start` became `inserted`, as record `seq` says (0: not in the chain
    yet, or none does). `kind` as in the ledger.

    `old`, `new`: the words; None where they are not on record. `applied`: False where the act does not fit
    the text before it, or that text is not known: it changes nothing in the replay.
    """

    seq: int
    kind: str
    at: str
    milliseconds: int
    start: int
    removed: int
    inserted: int
    old: str | None
    new: str | None
    runs: tuple[Run, ...]
    applied: bool = True


@dataclass(frozen=True)
class Mark:
    """Something that happened after `position` steps without changing the text: a request to a model
    ("generation", with its number), or "recovered", "conflict", "restored-document"."""

    seq: int
    kind: str
    at: str
    position: int
    generation: int = 0


@dataclass(frozen=True)
class Trouble:
    """Where the record and the replay disagree. `code` is a message code of the room `provenance`; `seq` the
    event that shows it (0: the saved text itself), `since` the last event before it that was confirmed,
    `position` the first that is concerned."""

    code: str
    seq: int
    since: int
    position: int


@dataclass(frozen=True)
class State:
    """The document after `position` steps. `hidden`: spans whose words are not on record; they read `HIDDEN`.

    `known`: False where the record contradicts itself; text and runs are those of before then.
    """

    position: int
    text: str
    runs: Runs
    hidden: tuple[tuple[int, int], ...]
    known: bool


class Moment:
    """A state as the replay keeps it: text, origins, what is hidden (runs of 1), and whether it is known."""

    __slots__ = ("hidden", "known", "runs", "text")

    def __init__(self, text: ChunkedText, runs: Runs, hidden: Runs, known: bool = True) -> None:
        self.text = text
        self.runs = runs
        self.hidden = hidden
        self.known = known

    @classmethod
    def of(cls, text: str, runs: Runs) -> Moment:
        """A text that is known throughout."""
        return cls(ChunkedText(text), runs, Runs.of(len(text), 0))

    @property
    def whole(self) -> bool:
        """Whether every character is known."""
        return self.known and 1 not in self.hidden.origins()

    def lost(self) -> Moment:
        """The same, but from here on nobody knows."""
        return Moment(self.text, self.runs, self.hidden, known=False)

    def after(self, step: Step) -> Moment:
        """The state after a step that fits."""
        if not step.applied:
            return self
        new = HIDDEN * step.inserted if step.new is None else step.new
        text = self.text.splice(step.start, step.removed, new)
        runs = self.runs.splice(step.start, step.removed, step.runs)
        if step.new is not None and self.hidden.count < 2 and self.whole:  # nearly always
            return Moment(text, runs, Runs.of(len(text), 0))
        flag = [Run(step.inserted, int(step.new is None))]
        return Moment(text, runs, self.hidden.splice(step.start, step.removed, flag))

    def agrees(self, start: int, words: str) -> bool:
        """Whether `words` may be what stands at `start`: the same, wherever anything is known."""
        if start + len(words) > len(self.text):
            return False
        found = self.text.slice(start, start + len(words))
        if found == words:
            return True
        return all(
            hidden or found[first - start : last - start] == words[first - start : last - start]
            for first, last, hidden in self.hidden.spans(start, start + len(words))
        )


class Timeline:
    """The replay of one document; immutable, so that any thread may ask it. Make one with `read_timeline`."""

    def __init__(
        self,
        document: int,
        title: str,
        steps: Sequence[Step],
        moments: Sequence[tuple[float, Moment]],
        marks: Sequence[Mark] = (),
        troubles: Sequence[Trouble] = (),
        requests: Mapping[int, Request] | None = None,
        hands_only: Sequence[tuple[str, str | None]] = (),
        *,
        confirmed: int = 0,
        complete: bool = False,
    ) -> None:
        """`moments`: states by position, ascending, from 0 on; one at n + ½ counts from step n + 1 on.

        `confirmed`: the last event whose stored hash was that of the replayed text. `complete`: the last
        state is the document as it is saved.
        """
        self.document = document
        self.title = title
        self.steps = tuple(steps)
        self.marks = tuple(marks)
        self.troubles = tuple(troubles)
        self.requests = dict(requests or {})
        self.hands_only = tuple(hands_only)
        self.confirmed = confirmed
        self.complete = complete
        self._moments = tuple(moment for _, moment in moments)
        self._places = [place for place, _ in moments]

    def __len__(self) -> int:
        return len(self.steps)

    def state(self, position: int) -> State:
        """The document after `position` steps. Raises IndexError outside 0 to len."""
        if not 0 <= position <= len(self.steps):
            raise IndexError(f"{position} of {len(self.steps)}")
        place = bisect_right(self._places, position) - 1
        moment = self._moments[place]
        for step in self.steps[int(self._places[place]) : position]:
            moment = moment.after(step)
        hidden = tuple((start, end) for start, end, one in moment.hidden.spans() if one)
        return State(position, str(moment.text), moment.runs, hidden, moment.known)

    def marks_at(self, position: int) -> tuple[Mark, ...]:
        """What happened after `position` steps and before the next."""
        return tuple(mark for mark in self.marks if mark.position == position)


def read_timeline(store: Store, document: int) -> Timeline:
    """Replay a document once, from its first event to the last that is saved; a second or two for a novel.

    Raises MuseError provenance.no_timeline where there is nothing on record of it.
    """
    from muse_desktop.provenance.timeline_replay import replay

    return store.read(partial(replay, document=document))
