"""The guard of a generation: the set of runs of the library that the app has made, mapped and asked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from muse_desktop.engine.values import Guarded
from muse_desktop.errors import MuseError
from muse_desktop.overlap.guard import Guard, GuardSet, Written
from muse_desktop.overlap.guard_file import GuardFile
from muse_desktop.overlap.units import Measure


class Guarding:
    """What guards all candidates of one generation."""

    def __init__(self, asked: Guarded, goes_on_from: str) -> None:
        """`goes_on_from`: the end of what the model goes on from, "" where it begins a text.

        Raises MuseError `engine.guard_missing` when the set is not there or is damaged.
        """
        self.guard = Guard(_opened(asked.file, Measure(asked.words, asked.cjk), asked.allowed))
        self._contexts = [one for one in (asked.before, goes_on_from) if one]

    def begin(self) -> Written:
        """What a candidate has written before its first token."""
        return self.guard.begin(self._contexts)


@lru_cache(2)
def _opened(file: str, measure: Measure, allowed: tuple[str, ...]) -> GuardSet:
    try:
        return GuardFile.read(Path(file)).open(Path(file).parent, measure, allowed)
    except (OSError, MuseError) as error:
        raise MuseError("engine.guard_missing") from error
