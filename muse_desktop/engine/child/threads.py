"""How many threads to compute with while other programs want the same cores.

llama.cpp's threads wait for each other at every step, so one that is held up by another program holds up all:
on 2 cores with one other busy process, 2 threads were measured at 5 to 33 tokens/s and 1 thread at 79. The
count therefore follows the time a step takes. Results do not depend on it (tried on the CPU backend).
"""

from __future__ import annotations

import os
import statistics
import sys

import psutil

TRIAL = 4
"""Steps of one trial."""
FIRST_TRIAL = 4
STRETCHED = 1.4
BETTER = 0.93
PATIENCE, MOST_PATIENCE = 48, 384


def default_threads() -> int:
    """Physical cores, no more than this process may use (hyperthreads slow llama.cpp down)."""
    physical = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else physical
    return max(1, min(physical, allowed))


class ThreadPilot:
    """Chooses the thread count for one kind of step from how long the last ones took.

    Tries fewer threads early on and whenever steps stretch; tries more again after a while, ever less often
    while that fails. `level` is the count for the next step.
    """

    def __init__(self, most: int, start: int | None = None) -> None:
        """`most`: no more threads than this; `start`: begin with so many."""
        self.most = most
        self.home = self.level = min(start or most, most)
        self._usual = 0.0  # smoothed seconds of a step at home
        self._best = 0.0  # the least of these lately: what home can do undisturbed
        self._steps = 0
        self._patience = PATIENCE
        self._wait = FIRST_TRIAL
        self._trial: list[float] = []

    def observe(self, seconds: float) -> int:
        """Learn how long a step at `level` took; returns the count for the next."""
        if self.level != self.home:
            self._observe_trial(seconds)
        else:
            self._observe_home(seconds)
        return self.level

    def _observe_home(self, seconds: float) -> None:
        self._steps += 1
        self._usual = seconds if not self._usual else self._usual + 0.25 * (seconds - self._usual)
        self._best = min(self._best * 1.002, self._usual) if self._best else self._usual
        self._wait -= 1
        stretched = self._usual > STRETCHED * self._best
        if self.home > 1 and (self._steps == FIRST_TRIAL or (stretched and self._steps > FIRST_TRIAL)):
            self._begin(max(1, self.home - max(1, self.home // 4)))
        elif self._wait <= 0 and self.home < self.most:
            self._begin(min(self.most, self.home + max(1, self.home // 4)))

    def _begin(self, level: int) -> None:
        self.level = level
        self._trial = []

    def _observe_trial(self, seconds: float) -> None:
        self._trial.append(seconds)
        hopeless = seconds > 2 * self._usual
        if len(self._trial) < TRIAL and not hopeless:
            return
        took = statistics.median(self._trial)
        if not hopeless and took < BETTER * self._usual:
            self.home, self._usual, self._best = self.level, took, took
            self._patience = PATIENCE
        else:
            self._best = self._usual  # this is what home can do now
            self._patience = min(2 * self._patience, MOST_PATIENCE)
            self.level = self.home
        self._wait = self._patience


class Pilots:
    """One pilot for each size of batch; a new one starts where the last one is."""

    def __init__(self, most: int, *, fixed: bool) -> None:
        """`fixed`: always use `most` (the writer named a number)."""
        self.most = most
        self._fixed = fixed
        self._allowed = most
        self._pilots: dict[int, ThreadPilot] = {}
        self._last = most

    def limit(self, threads: int) -> None:
        """Never use more than so many from now on, nor more than `most`; 0 = `most`. Any thread may call."""
        allowed = min(self.most, threads) if threads > 0 else self.most
        if allowed != self._allowed:
            # What was learnt with more threads does not count with fewer.
            self._allowed, self._last, self._pilots = allowed, allowed, {}

    def level(self, tokens: int) -> int:
        """Threads for a batch of so many tokens."""
        return min(self._allowed, self.most if self._fixed else self._pilot(tokens).level)

    def observe(self, tokens: int, seconds: float) -> None:
        """Learn how long it took. Prompt batches are compared by the token."""
        if not self._fixed:
            pilot = self._pilot(tokens)
            pilot.observe(seconds / tokens)
            self._last = pilot.home

    def _pilot(self, tokens: int) -> ThreadPilot:
        kind = tokens if tokens <= 4 else 2 ** (tokens - 1).bit_length()
        pilots = self._pilots
        if kind not in pilots:
            pilots[kind] = ThreadPilot(self._allowed, self._last)
        return pilots[kind]
