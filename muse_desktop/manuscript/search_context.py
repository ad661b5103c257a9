"""What is shown around the places that a search finds, and where it stands once the text has been edited."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

_AROUND = 80  # code points of context on either side of a place
_LONGEST = 320
_BITS = 24  # code points that must still stand around a place for it to be the same one


class Excerpt(msgspec.Struct, frozen=True):
    """A piece of a document's saved text with the places found in it. Positions are code points of the
    document; the text may break off in the middle of a line."""

    start: int
    text: str
    places: tuple[tuple[int, int], ...]

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The places as spans of `text`."""
        return tuple((first - self.start, last - self.start) for first, last in self.places)

    def stands_in(self, text: str) -> bool:
        """Whether the excerpt still stands at its place in `text`, which may have been edited since."""
        return text.startswith(self.text, self.start)

    def place_in(self, text: str) -> tuple[int, int]:
        """Where the first place is in `text` as it is now: as near as can be told, or an empty span."""
        first, last = self.places[0]
        if self.stands_in(text):
            return first, last
        begin, end = first - self.start, last - self.start
        for left, right in ((0, len(self.text)), (max(0, begin - _BITS), end + _BITS), (begin, end)):
            found = _nearest(text, self.text[left:right], self.start + left)
            if found is not None:
                start = found + begin - left
                return start, start + last - first
        place = min(first, len(text))
        return place, place


def excerpts(text: str, places: Sequence[tuple[int, int]], start: int) -> tuple[Excerpt, ...]:
    """The places (spans of `text`, in order) with what is around them; `start`: where `text` begins.

    Places that stand in the context of another share it.
    """
    made: list[Excerpt] = []
    at = 0
    while at < len(places):
        first, last = _context(text, *places[at])
        inside = [places[at]]
        while (at := at + 1) < len(places) and places[at][1] <= last:
            inside.append(places[at])
        spans = tuple((begin + start, end + start) for begin, end in inside)
        made.append(Excerpt(first + start, text[first:last], spans))
    return tuple(made)


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """What is shown around a place: as much on either side, between words where there are spaces."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND, start + _LONGEST)
    if first and (space := text.find(" ", first, start)) >= 0 and space - first < _AROUND // 4:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0 and last - space < _AROUND // 4:
        last = space
    return first, last


def _nearest(text: str, wanted: str, place: int) -> int | None:
    """Where `wanted` stands in `text`, nearest to `place`."""
    before, behind = text.rfind(wanted, 0, place + len(wanted)), text.find(wanted, place)
    found = [one for one in (before, behind) if one >= 0]
    return min(found, key=lambda one: abs(one - place), default=None)
