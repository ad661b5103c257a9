"""When a child that says nothing is taken for dead."""

from __future__ import annotations

from collections.abc import Iterable

from muse_desktop.engine import lines as wire
from muse_desktop.engine.jobs import Pending

TICK_S = 1.0
PING_EVERY = 5
"""Ticks between two questions whether the child is there."""
SILENT_S = 15.0
STARTING_S = 60.0
"""Until its first line: a cold disk and a virus scanner read the whole program first."""
BEGINNING_S = 60.0
"""From a generation's start to its first line: the prompt is rendered, and kept states are read from disk."""
BYTES_PER_S = 200_000
"""Text that the slowest machine surely tokenises in a second; counting a whole novel takes its time."""


def patience(request: wire.Request, size: int, *, starting: bool) -> float | None:
    """Seconds a child may say nothing about a request of `size` bytes; None: any, it may take minutes.

    `starting`: the child has not said a word yet.
    """
    if isinstance(request, wire.Load):
        return STARTING_S if starting else SILENT_S
    if isinstance(request, wire.Generate):
        return BEGINNING_S
    if isinstance(request, wire.Heavy):
        return None
    return (STARTING_S if starting else SILENT_S) + size / BYTES_PER_S


class Watch:
    """Counts for how long a child has been silent; used under the engine's lock.

    Time is counted in ticks of our own thread, so that a machine that slept has missed none.
    """

    def __init__(self) -> None:
        self._silent = 0.0
        self._ticks = 0
        self._spoken = False

    @property
    def starting(self) -> bool:
        """Whether the child has not said anything yet."""
        return not self._spoken

    def began(self) -> None:
        """There is a new child."""
        self._silent, self._spoken = 0.0, False

    def heard(self, number: int, pendings: Iterable[Pending]) -> None:
        """A line came from the child, about request `number`."""
        self._silent, self._spoken = 0.0, True
        pendings = list(pendings)
        about = next((one for one in pendings if one.request.id == number), None)
        if about is None:
            return
        about.quiet = 0.0
        if isinstance(about.request, wire.Load):
            about.patience = SILENT_S
        elif isinstance(about.request, wire.Generate) and not about.cancelled:
            about.patience = None
        elif not about.heavy:  # they are answered in turn: the next one's time begins now
            for one in pendings:
                one.quiet = 0.0 if not one.heavy else one.quiet

    def tick(self, sent: Iterable[Pending], seconds: float) -> tuple[str, bool]:
        """So many seconds later: why the child shall be ended ("" while all is well), and whether to ask it
        for a sign of life now."""
        self._ticks += 1
        self._silent += seconds
        limit = SILENT_S if self._spoken else STARTING_S
        if self._silent >= limit:
            return f"no sign of life for {limit:.0f} s", False
        for one in sent:
            one.quiet += seconds
            if one.patience is not None and one.quiet >= one.patience:
                return f"no answer for {one.quiet:.0f} s", False
        return "", self._ticks % PING_EVERY == 0
