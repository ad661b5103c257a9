"""Two texts side by side that scroll together: chosen passages beside each other, the rest in proportion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from muse_desktop.ui.originality.sheet import Sheet

Pair = tuple[tuple[int, int], tuple[int, int]]
FOCUS = 3  # the line at a third of the height is what stays beside its like


def between(anchors: Sequence[tuple[float, float]], place: float) -> float:
    """Where `place` is on the other side: `anchors` (here, there) rise on both, what is between them is in
    proportion, and beyond them goes on one to one."""
    if not anchors:
        return place
    at = bisect_right(anchors, (place, float("inf")))
    if at == 0 or at == len(anchors):
        here, there = anchors[0] if at == 0 else anchors[-1]
        return there + place - here
    (here, there), (next_here, next_there) = anchors[at - 1], anchors[at]
    return there + (place - here) * (next_there - there) / (next_here - here) if next_here > here else there


def rising(anchors: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """`anchors` sorted, without those that would go back on either side."""
    kept: list[tuple[float, float]] = []
    for here, there in sorted(anchors):
        if not kept or (here > kept[-1][0] and there >= kept[-1][1]):
            kept.append((here, there))
    return kept


def _with_ends(
    anchors: list[tuple[float, float]], left: float, right: float
) -> list[tuple[float, float]]:
    """Starts and ends of both texts belong together too, where that leaves the passages where they are."""
    first, last = min(anchors), max(anchors)
    before = [(0.0, 0.0)] if min(first) > 0 else []
    return [*before, *anchors, *([(left, right)] if last[0] < left and last[1] < right else [])]


class Together(QObject):
    """Keeps `right` where `left` is, and the other way round, while `on`."""

    def __init__(self, left: Sheet, right: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sides = (left, right)
        self._pairs: tuple[Pair, ...] = ()
        self._anchors: list[tuple[float, float]] | None = None
        self._moving = False
        self.on = True
        left.verticalScrollBar().valueChanged.connect(lambda _: self._follow(0))
        right.verticalScrollBar().valueChanged.connect(lambda _: self._follow(1))
        for side in self._sides:
            side.viewport().installEventFilter(self)

    def align(self, *pairs: Pair) -> None:
        """These passages ((start, end) of the left text, of the right one, code points) belong together."""
        self._pairs, self._anchors = pairs, None

    def pause(self) -> None:
        """Nothing is beside anything until `align`: the texts are being changed."""
        self._pairs, self._anchors = (), None

    def set_on(self, on: bool) -> None:
        """Scroll together from now on, or each by itself."""
        self.on = on
        if on:
            self._follow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: another width, other lines."""
        if event.type() == QEvent.Type.Resize:
            self._anchors = None
        return super().eventFilter(watched, event)

    def _follow(self, moved: int) -> None:
        if self._moving or not self.on or not self._pairs:
            return
        here, there = self._sides[moved], self._sides[1 - moved]
        place = here.verticalScrollBar().value() + here.viewport().height() / FOCUS
        wanted = between(self._measured(moved), place) - there.viewport().height() / FOCUS
        self._moving = True
        try:
            there.verticalScrollBar().setValue(round(wanted))
        finally:
            self._moving = False

    def _measured(self, moved: int) -> list[tuple[float, float]]:
        """Anchors from the side that moved to the other one, in pixels from the top of each text."""
        if self._anchors is None:
            left, right = self._sides
            ends = tuple(side.document().size().height() for side in self._sides)
            found: list[tuple[float, float]] = []
            room = min(side.viewport().height() for side in self._sides) / 2
            for (start, end), (there, stop) in self._pairs:
                top = left.line_top(start), right.line_top(there)
                foot = left.line_top(end), right.line_top(stop)
                above, below = min(room, *top), min(room, ends[0] - foot[0], ends[1] - foot[1])
                found += [(top[0] - above, top[1] - above), top, foot, (foot[0] + below, foot[1] + below)]
            self._anchors = _with_ends(found, ends[0], ends[1])
        if moved:
            return rising([(there, here) for here, there in self._anchors])
        return rising(self._anchors)
