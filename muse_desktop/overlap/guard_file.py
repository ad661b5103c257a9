"""Which parts make up a set of runs, in a small file that never changes: its name says what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.overlap import ngrams
from muse_desktop.overlap.column_file import write_whole
from muse_desktop.overlap.guard import GuardSet, LivePart
from muse_desktop.overlap.units import Measure


class PartEntry(msgspec.Struct, frozen=True):
    """A part by the name of its file, and the ids of its texts that are out."""

    file: str
    dead: tuple[int, ...] = ()


class GuardFile(msgspec.Struct, frozen=True):
    """The parts of a set; `works`: to which work a text belongs, where that is not a work of its own."""

    version: int
    words: int
    cjk: int
    parts: tuple[PartEntry, ...] = ()
    works: dict[int, int] = msgspec.field(default_factory=dict)

    @staticmethod
    def read(path: Path) -> GuardFile:
        """Raises OSError, MuseError `overlap.damaged`."""
        try:
            made = msgspec.json.decode(path.read_bytes(), type=GuardFile)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise MuseError("overlap.damaged", file=path.name) from error
        if made.version != version() or any(Path(one.file).name != one.file for one in made.parts):
            raise MuseError("overlap.damaged", file=path.name)
        return made

    def write(self, path: Path) -> None:
        """Write it whole, or not at all. Raises OSError."""
        write_whole(path, [msgspec.json.encode(self)])

    def open(self, folder: Path, measure: Measure, allowed: Sequence[str] = ()) -> GuardSet:
        """Map the parts. Raises OSError, MuseError `overlap.damaged`, also for another measure."""
        if (self.words, self.cjk) != (measure.words, measure.cjk):
            raise MuseError("overlap.damaged", file=folder.name)
        live: list[LivePart] = []
        for entry in self.parts:
            part = ngrams.read(folder / entry.file, check=False)
            ids, out = part.ids.tolist(), frozenset(entry.dead)
            dead = [one in out for one in ids]
            works = [self.works.get(one, one) for one in ids]
            live.append(LivePart(part, dead, works))
        return GuardSet(live, measure, allowed)


def version() -> int:
    """Of the runs and of this file: another one is made anew."""
    return int(ngrams.MAGIC[-2:])
