"""Stop strings found in a stream, without ever showing the beginning of one."""

from __future__ import annotations

from collections.abc import Sequence


class StopWatch:
    """Passes text on until a stop string is complete, holding back what may still become one.

    The stop string that is complete first wins (of two complete at the same place, the one that starts
    earlier), so the result does not depend on how the text is cut into pieces.
    """

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = tuple(stop for stop in stops if stop)
        self._held = ""
        self.stopped = False

    def feed(self, text: str) -> str:
        """The text that may be shown now. After a stop string `stopped` is true and nothing more comes."""
        if self.stopped:
            return ""
        if not self._stops:
            return text
        held = self._held + text
        cut = self._first_stop(held)
        if cut is not None:
            self.stopped = True
            self._held = ""
            return held[:cut]
        keep = self._longest_beginning(held)
        self._held = held[len(held) - keep :]
        return held[: len(held) - keep]

    def finish(self) -> str:
        """What was held back, when the text ends without a stop string."""
        held, self._held = self._held, ""
        return held

    def _first_stop(self, text: str) -> int | None:
        found = [(at + len(stop), at) for stop in self._stops if (at := text.find(stop)) >= 0]
        return min(found)[1] if found else None

    def _longest_beginning(self, text: str) -> int:
        longest = 0
        for stop in self._stops:
            for size in range(min(len(stop) - 1, len(text)), longest, -1):
                if text.endswith(stop[:size]):
                    longest = size
                    break
        return longest
