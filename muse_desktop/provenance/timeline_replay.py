"""Building a timeline: the events of a document applied one by one, and compared with what was kept whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.provenance.timeline import UNEXPLAINED, Mark, Moment, Step, Timeline, Trouble
from muse_desktop.provenance.timeline_reading import Change, Recorded, Version, read_document

EVERY = 64
"""Steps from one state that is kept to the next."""

_NOTES = frozenset({"generation", "recovered", "conflict", "restored-document"})
_WHOLE = frozenset({"created", "changed-outside"})  # events with the hash of a text that came as a whole
_EMPTY = Moment.of("", Runs())


def replay(db: Session, document: int) -> Timeline:
    """The timeline of a document in the transaction of `db`. Raises MuseError provenance.no_timeline."""
    return _Replay(db, document).run()


class _Replay:
    def __init__(self, db: Session, document: int) -> None:
        self._record = read_document(db, document)
        self._now = _EMPTY
        self._steps: list[Step] = []
        self._moments: list[tuple[float, Moment]] = [(0, _EMPTY)]
        self._marks: list[Mark] = []
        self._troubles: list[Trouble] = []
        self._confirmed = 0
        self._aside: tuple[Recorded, Version] | None = None  # a version that the state does not explain yet

    def run(self) -> Timeline:
        """Go through all events."""
        record = self._record
        for event in record.events:
            if event.change is not None:
                self._burst(event, event.change)
            elif event.kind == "version":
                self._version(event)
            elif event.kind == "snapshot":
                self._confirm(event)
            elif event.kind in _NOTES:
                self._note(event)
            else:
                self._become(event)
        self._settle(None)
        complete = self._end(record.text_hash)
        return Timeline(
            record.document,
            record.title,
            self._steps,
            self._moments,
            self._marks,
            self._troubles,
            record.requests,
            record.hands_only,
            confirmed=self._confirmed,
            complete=complete,
        )

    # Acts

    def _burst(self, event: Recorded, change: Change) -> None:
        self._settle(change)
        old, new = event.old, event.new if change.inserted else ""
        fits = self._fits(change, old, new)
        if self._now.known and not fits:
            self._trouble("provenance.replay_misfit", event.seq, coming=1)
        elif event.words == "changed":
            self._trouble("provenance.replay_words_changed", event.seq, coming=1)
        if self._now.known and not fits:
            self._keep(self._now.lost(), len(self._steps) + 0.5)
        self._add(
            Step(
                event.seq, event.kind, event.at, change.milliseconds, change.start, change.removed,
                change.inserted, old, new, change.runs, applied=fits and self._now.known,
            )
        )  # fmt: skip

    def _fits(self, change: Change, old: str | None, new: str | None) -> bool:
        if change.start + change.removed > len(self._now.text):
            return False
        if old is None or new is None:
            return True
        sizes = (len(old), len(new)) == (change.removed, change.inserted)
        return sizes and self._now.agrees(change.start, old)

    def _become(self, event: Recorded) -> None:
        """An event that made the text another one, but is no burst: made, split, merged, changed outside."""
        said, now = event.payload, self._now
        start, removed, inserted, length = (
            value if isinstance(value := said.get(name), int) and value >= 0 else None
            for name in ("start", "removed", "inserted", "length")
        )
        if event.kind == "split" and start is not None and removed is not None:
            self._settle(None)
            fits = start + removed == len(now.text) and now.whole
            old = now.text.slice(start, start + removed) if fits else None
            self._burst(replace(event, old=old, new=""), Change(start, removed, 0, (), 0))
        elif event.kind == "merged" and start is not None and inserted:
            self._settle(None)
            version = self._record.versions.next(event.seq)
            if version is not None and len(version.text) == start + inserted:
                self._jump(event.seq, event.kind, event.at, version)
            else:
                self._burst(event, Change(start, 0, inserted, (Run(inserted, 0),), 0))
        elif event.kind in _WHOLE and length is not None:
            self._settle(None)
            origin = said.get("origin")
            version = self._record.versions.like(event.seq, said.get("text"))
            self._turn(event, version, length, origin if isinstance(origin, int) else 0)

    def _turn(self, event: Recorded, version: Version | None, length: int, origin: int) -> None:
        """The text becomes that of `version`; where it is not kept, `length` characters that nobody has."""
        if version is not None:
            self._jump(event.seq, event.kind, event.at, version)
            return
        now, runs = self._now, (Run(length, origin),) if length else ()
        old, new = None if len(now.text) else "", None if length else ""
        step = Step(event.seq, event.kind, event.at, 0, 0, len(now.text), length, old, new, runs)
        self._add(step)
        self._keep(Moment(now.text, now.runs, now.hidden).after(step))

    def _jump(self, seq: int, kind: str, at: str, version: Version) -> None:
        """One step from what stands there to the text of a version."""
        now = self._now
        before = str(now.text)
        start, tail = _same_ends(before, version.text)
        end, stop = len(before) - tail, len(version.text) - tail
        seen = now.known and not any(one for *_, one in now.hidden.spans(start, end))
        old = before[start:end] if seen else None
        new, runs = version.text[start:stop], version.runs.slice(start, stop)
        self._add(Step(seq, kind, at, 0, start, end - start, stop - start, old, new, runs))
        self._keep(Moment.of(version.text, version.runs))

    # What was kept whole

    def _version(self, event: Recorded) -> None:
        self._settle(None)
        if self._confirm(event):
            runs = hashlib.sha256(self._now.runs.encode()).hexdigest()
            version = self._record.versions.get(event.seq) if runs != event.payload.get("runs") else None
            if version is not None:  # the same words, other origins: those that were kept count
                self._trouble("provenance.replay_origins", event.seq)
                self._keep(Moment.of(version.text, version.runs))
            return
        version = self._record.versions.get(event.seq)
        if version is None:
            return  # nothing to compare with; whether it was taken away the audit says
        if self._fills(version):
            self._confirmed = event.seq
            # A state shows what its own step has on record; the words come back with the next one.
            own = bool(self._steps) and self._steps[-1].new is None
            self._keep(Moment.of(version.text, version.runs), len(self._steps) + own / 2)
        else:
            self._aside = event, version

    def _fills(self, version: Version) -> bool:
        """Whether a version is the text, of which not everything is known."""
        now = self._now
        same = len(now.text) == len(version.text) and now.agrees(0, version.text)
        return same and now.known and not now.whole

    def _confirm(self, event: Recorded) -> bool:
        """Whether the text is, letter for letter, what an event has the hash of."""
        if not self._now.whole or event.payload.get("length") != len(self._now.text):
            return False
        if self._now.text.digest() != event.payload.get("text"):
            return False
        self._confirmed = max(self._confirmed, event.seq)
        return True

    def _settle(self, coming: Change | None) -> None:
        """Deal with a version that was another text: kept in the middle of what is `coming`, or wrong."""
        if self._aside is None:
            return
        (event, version), self._aside = self._aside, None
        if coming is not None and self._now.known and _within(self._now, version.text, coming):
            return
        if self._now.known:
            self._trouble("provenance.replay_differs", event.seq, coming=1)
        self._jump(event.seq, UNEXPLAINED, event.at, version)

    def _end(self, digest: str | None) -> bool:
        if digest is None or not self._now.whole:
            return False
        if self._now.text.digest() == digest:
            return True
        self._trouble("provenance.replay_end", 0)
        return False

    # Noting down

    def _note(self, event: Recorded) -> None:
        number = event.payload.get("generation")
        generation = number if event.kind == "generation" and isinstance(number, int) else 0
        self._marks.append(Mark(event.seq, event.kind, event.at, len(self._steps), generation))

    def _add(self, step: Step) -> None:
        self._now = self._now.after(step)
        self._steps.append(step)
        if len(self._steps) % EVERY == 0:
            self._keep(self._now)

    def _keep(self, moment: Moment, place: float | None = None) -> None:
        self._now = moment
        place = max(len(self._steps) if place is None else place, self._moments[-1][0])
        if self._moments[-1][0] == place:
            self._moments.pop()
        self._moments.append((place, moment))

    def _trouble(self, code: str, seq: int, coming: int = 0) -> None:
        """`coming`: 1 where the next step shows it."""
        self._troubles.append(Trouble(code, seq, self._confirmed, len(self._steps) + coming))


def _within(now: Moment, text: str, change: Change) -> bool:
    """Whether `text` can be what stood there while `change` was being written: the same around it."""
    start, tail = change.start, len(now.text) - change.start - change.removed
    if start + max(0, tail) > len(text) or tail < 0:
        return False
    return now.agrees(0, text[:start]) and now.agrees(len(now.text) - tail, text[len(text) - tail :])


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many code points two texts share at the beginning, and then at the end."""
    most = min(len(old), len(new))
    head = _longest(most, lambda size: old[:size] == new[:size])
    tail = _longest(most - head, lambda size: old[len(old) - size :] == new[len(new) - size :])
    return head, tail


def _longest(most: int, same: Callable[[int], bool]) -> int:
    """The largest n <= `most` with `same(n)`, by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low
