"""Origins in the writer's words, and how much of a text has which."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject

from muse_desktop.provenance.display import Tint, shares, tints
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.ui.base.tint_marks import TINTS


class Measured(msgspec.Struct, frozen=True):
    """Words of each tint, and where the text of each tint stands (code points)."""

    words: dict[Tint, int]
    spans: dict[Tint, tuple[tuple[int, int], ...]]

    @property
    def total(self) -> int:
        """All words."""
        return sum(self.words.values())

    def percent(self, tint: Tint) -> int:
        """The share of one tint, in whole per cent; what is there at all is at least 1."""
        return self._percent(self.words[tint])

    @property
    def model_percent(self) -> int:
        """The share the model wrote, edited or not."""
        return self._percent(self.words["generated"] + self.words["edited"])

    def _percent(self, words: int) -> int:
        return max(1, round(100 * words / self.total)) if words else 0


def measure(text: str, runs: Runs, book: OriginBook) -> Measured:
    """Words and places of each tint; without Qt, so that it runs off the UI thread."""
    counted = shares(text, runs, book).tints
    spans: dict[Tint, list[tuple[int, int]]] = {tint: [] for tint in TINTS}
    for span in tints(text, runs, book):
        places = spans[span.tint]
        if places and not text[places[-1][1] : span.start].strip():
            places[-1] = (places[-1][0], span.end)  # the same colour, with only white space between
        else:
            places.append((span.start, span.end))
    return Measured(
        {tint: counted[tint].words if tint in counted else 0 for tint in TINTS},
        {tint: tuple(places) for tint, places in spans.items()},
    )


class OriginNames(QObject):
    """Names of tints and kinds in the current language."""

    def tint(self, tint: Tint) -> str:
        """What a colour on the page means."""
        return {
            "own": self.tr("Typed by you"),
            "generated": self.tr("Written by the model"),
            "edited": self.tr("Model text you edited"),
            "pasted": self.tr("Pasted"),
            "imported": self.tr("Imported"),
            "unknown": self.tr("Unknown"),
        }[tint]

    def short(self, tint: Tint) -> str:
        """The same in a word, for the head of a column."""
        return {
            "own": self.tr("Yours"),
            "generated": self.tr("Model"),
            "edited": self.tr("Edited"),
            "pasted": self.tr("Pasted"),
            "imported": self.tr("Imported"),
            "unknown": self.tr("Unknown"),
        }[tint]

    def kind(self, kind: Kind) -> str:
        """What a recorded origin says."""
        return {
            Kind.TYPED: self.tr("Typed by you"),
            Kind.PASTED_OWN: self.tr("Pasted from your own text"),
            Kind.PASTED_LIBRARY: self.tr("Pasted from your library"),
            Kind.PASTED_OUTSIDE: self.tr("Pasted from outside"),
            Kind.IMPORTED: self.tr("Imported from a file"),
            Kind.GENERATED: self.tr("Written by the model"),
            Kind.REWRITTEN: self.tr("Your text, rewritten by the model"),
            Kind.AUTOCORRECTED: self.tr("Corrected while typing"),
            Kind.UNKNOWN: self.tr("Unknown: nothing was recorded about where this came from"),
        }[kind]
