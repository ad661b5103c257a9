"""The order of the engine's heavy work: what runs, what waits for it, and what gives way to what.

Knows nothing of children and models: it is a list that several threads may ask and change.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Literal

import msgspec

from muse_desktop.engine.jobs import call

JobState = Literal["waiting", "running"]


class Priority(IntEnum):
    """What comes first. RELOAD: the last model, after a crash; nothing else can be done before it."""

    RELOAD = 0
    ASKED = 1
    PREWARM = 2
    BACKGROUND = 3


class JobInfo(msgspec.Struct, frozen=True):
    """One job as a list shows it. `label`: the caller's words for it; `kind`: generate, words, score,
    prewarm, embed, calibrate, load, forget."""

    id: int
    label: str
    kind: str
    state: JobState
    priority: Priority


class JobQueue:
    """Jobs in the order in which they will be done; one runs at a time.

    Jobs of a higher priority come first, among equals the older one, unless the writer moves it. A load
    stays where it is, and no job is moved across it: what was asked for before runs with the model from
    before. Listeners in `on_change` are called without arguments, on the thread that changed something.
    """

    def __init__(self, cancel: Callable[[int], None], wake: Callable[[], None]) -> None:
        """`cancel`: stop a job wherever it is; `wake`: there may be one to take. Both return at once."""
        self._cancel = cancel
        self._wake = wake
        self._lock = threading.Lock()
        self._waiting: list[JobInfo] = []  # in the order of doing
        self._running: JobInfo | None = None
        self._gives_way = False
        self._paused = False
        self.on_change: list[Callable[[], None]] = []

    # What a window shows and does.

    def jobs(self) -> tuple[JobInfo, ...]:
        """The running job, then those that wait, in the order in which they will be done."""
        with self._lock:
            running = (self._running,) if self._running else ()
            return tuple(job for job in (*running, *self._waiting) if job.priority != Priority.RELOAD)

    def move(self, job: int, before: int | None) -> bool:
        """Put a waiting job before another one of its priority, or behind all of them (None).

        False, and nothing is changed, when it cannot be: one of them has started or ended meanwhile, they
        differ in priority, or a load stands between.
        """
        with self._lock:
            moved = self._moved(job, before)
            if moved is None:
                return False
            self._waiting = moved
        self._tell()
        return True

    def cancel(self, job: int) -> None:
        """Stop a job, waiting or running; its future is answered as after `Job.cancel`."""
        self._cancel(job)

    @property
    def paused(self) -> bool:
        """Whether nothing new starts."""
        return self._paused

    def pause(self) -> None:
        """Let the running job finish, and start nothing more but what changes the model."""
        self._set_paused(True)

    def resume(self) -> None:
        """Go on."""
        self._set_paused(False)

    # What the engine does.

    def add(self, job: int, kind: str, priority: Priority, label: str = "") -> tuple[int, ...]:
        """A new job. Returns the waiting prewarms that are pointless now: only the newest counts, and none
        when the writer asks for something."""
        pointless: tuple[int, ...] = ()
        with self._lock:
            if priority <= Priority.PREWARM:
                pointless = tuple(one.id for one in self._waiting if one.priority == Priority.PREWARM)
                self._waiting = [one for one in self._waiting if one.id not in pointless]
            self._insert(JobInfo(job, label, kind, "waiting", priority), in_front=False)
        self._tell()
        return pointless

    def take(self) -> int | None:
        """The job to start now; it counts as running. None while one runs, or none may start."""
        with self._lock:
            found = self._next() if self._running is None else None
            if found is None:
                return None
            self._waiting.remove(found)
            self._running = _in_state(found, "running")
            self._gives_way = False
        self._tell()
        return found.id

    def give_way(self) -> int | None:
        """The running job, when it must be stopped for one that waits; told once."""
        with self._lock:
            running, waiting = self._running, self._next()
            if running is None or waiting is None or self._gives_way:
                return None
            more_urgent = waiting.priority <= Priority.ASKED < running.priority
            ahead = waiting.priority == Priority.PREWARM
            newer = ahead and running.priority == Priority.PREWARM
            no_hurry = ahead and running.kind == "calibrate" and running.priority == Priority.BACKGROUND
            self._gives_way = more_urgent or newer or no_hurry
            return running.id if self._gives_way else None

    def again(self, job: int) -> None:
        """The running job goes back and will be the next of its priority."""
        with self._lock:
            running = self._running
            if running is None or running.id != job:
                return
            self._running = None
            self._insert(_in_state(running, "waiting"), in_front=True)
        self._wake()
        self._tell()

    def over(self, job: int) -> None:
        """A job is answered, or has gone from the list in another way."""
        with self._lock:
            ran = self._running is not None and self._running.id == job
            left = [one for one in self._waiting if one.id != job]
            changed = ran or len(left) != len(self._waiting)
            self._waiting = left
            if ran:
                self._running = None
        if ran:
            self._wake()
        if changed:
            self._tell()

    # Within.

    def _next(self) -> JobInfo | None:
        held = False
        for job in self._waiting:
            passes = job.kind == "forget" or (job.kind == "load" and not held)
            if passes or not self._paused:
                return job
            held = True
        return None

    def _insert(self, job: JobInfo, *, in_front: bool) -> None:
        """Among those of its priority: the first or the last."""
        behind = [one.priority < job.priority or (one.priority == job.priority and not in_front)
                  for one in self._waiting]  # fmt: skip
        self._waiting.insert(sum(behind), job)

    def _moved(self, job: int, before: int | None) -> list[JobInfo] | None:
        places = {one.id: at for at, one in enumerate(self._waiting)}
        if job not in places or (before is not None and before not in places) or job == before:
            return None
        moving = self._waiting[places[job]]
        equals = [at for at, one in enumerate(self._waiting) if one.priority == moving.priority]
        to = places[before] if before is not None else equals[-1] + 1
        if before is not None and to not in equals:
            return None
        rest = self._waiting[:]
        rest.pop(places[job])
        rest.insert(to - (places[job] < to), moving)
        return rest if _loads_kept(self._waiting, rest) else None

    def _set_paused(self, paused: bool) -> None:
        with self._lock:
            changed, self._paused = paused != self._paused, paused
        if changed:
            self._tell()
            self._wake()

    def _tell(self) -> None:
        for listener in list(self.on_change):
            call(listener)


def _in_state(job: JobInfo, state: JobState) -> JobInfo:
    return JobInfo(job.id, job.label, job.kind, state, job.priority)


def _loads_kept(before: Sequence[JobInfo], after: Sequence[JobInfo]) -> bool:
    """Whether each load still has the same jobs of its priority in front of it."""

    def in_front(jobs: Sequence[JobInfo]) -> list[tuple[int, set[int]]]:
        return [(job.id, {one.id for one in jobs[:at]}) for at, job in enumerate(jobs) if job.kind == "load"]

    return in_front(before) == in_front(after)
