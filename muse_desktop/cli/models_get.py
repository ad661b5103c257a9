"""Downloading from the command line: which file is meant, and how far it is."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.errors import Language, MuseError, message

if TYPE_CHECKING:
    from muse_desktop.models.values import Wanted
    from muse_desktop.studio.model_library import ModelLibrary

LOOK_S = 0.1
STEPS = 20  # lines of progress at most, where the output is no terminal
MOST_NAMED = 12


class Meter:
    """How far something is, on standard error: one line that changes, or a few where it is no terminal."""

    def __init__(self) -> None:
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._said = -1
        self._shown = ""

    def show(self, done: int, total: int, rate: float = 0.0) -> None:
        """`done` of `total` bytes (0: not known), at `rate` bytes a second."""
        share = done / total if total else 0.0
        words = f"{share:4.0%}  " if total else ""
        words += f"{done / 10**6:,.1f}" + (f" / {total / 10**6:,.1f} MB" if total else " MB")
        words += f"  {rate / 10**6:,.1f} MB/s" if rate else ""
        if self._terminal and words != self._shown:
            print(f"\r{words:<{len(self._shown)}}", end="", file=sys.stderr, flush=True)
            self._shown = words
        elif not self._terminal and int(share * STEPS) != self._said:
            self._said = int(share * STEPS)
            print(words, file=sys.stderr, flush=True)

    def end(self) -> None:
        """What is printed next has a line of its own."""
        if self._shown:
            print(file=sys.stderr, flush=True)
            self._shown = ""


def wanted(models: ModelLibrary, name: str, file: str) -> Wanted:
    """What to download: an entry of the catalogue, or a file of a repository of the hub.

    Raises `cli.no_entry`, `cli.no_file`, `cli.which_file`, and what asking the hub may raise.
    """
    entry = models.catalogue.entry(name)
    if entry is not None and not file:
        return entry.wanted
    if "/" not in name:
        raise MuseError("cli.no_entry", name=name)
    offered = models.files(name).result()
    same = [one for one in offered if file in ("", one.name, *(part.path for part in one.files))]
    if len(same) == 1:
        return same[0]
    paths = [one.files[0].path for one in offered]
    names = ", ".join(paths[:MOST_NAMED]) + (", …" if len(paths) > MOST_NAMED else "")
    if not same and file:
        raise MuseError("cli.no_file", repo=name, file=file, files=names or "-")
    if not same:
        raise MuseError("cli.no_gguf", repo=name)
    raise MuseError("cli.which_file", repo=name, files=names)


def fetch(models: ModelLibrary, one: Wanted, language: Language) -> Path:
    """Download, telling how far it is; the path of its (first) file. Raises what stopped it.

    Interrupted, it is held, and goes on when it is asked for again.
    """
    downloads, meter = models.downloads, Meter()
    id_ = models.download(one).id
    try:
        while True:
            now = downloads.get(id_)
            if now is None or now.state == "paused":
                raise MuseError("cli.get_stopped")
            meter.show(now.done, now.bytes, now.bytes_per_s)
            if now.state == "failed":
                raise MuseError(now.code, **now.values)
            if now.state == "done":
                return Path(now.path)
            time.sleep(LOOK_S)
    except KeyboardInterrupt:
        downloads.pause(id_)
        meter.end()
        print(message("cli.get_interrupted", language), file=sys.stderr)
        raise
    finally:
        meter.end()
