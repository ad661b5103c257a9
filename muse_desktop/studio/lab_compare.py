"""Files compared on one text: how surprised each is by it, how far it strays from the largest, how fast it
is, and what it writes on from the same place."""

from __future__ import annotations

import contextlib
import math
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.values import Measured, MeasureRequest, Vocabulary
from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.models.naming import model_name
from muse_desktop.models.split import size_of
from muse_desktop.studio.lab_rules import common_cut, kind_name, opening, recommended
from muse_desktop.studio.lab_speed import Effort, Speed, speed
from muse_desktop.studio.lab_values import Comparison, LabRow
from muse_desktop.studio.lab_work import Neighbours, Work, memory_of

if TYPE_CHECKING:
    import psutil
else:
    psutil = LazyModule("psutil")

FEWEST = 24
"""Tokens; of fewer nothing can be said."""
BATCH = 64
"""Tokens of a batch, the same on every device: numbers differ between batch sizes."""
CHARACTERS = 16
"""Characters looked at for each token that is compared; no vocabulary has longer ones on average."""
LOOKING = 0.03
"""The part of the work that looking into the files is."""
_STOP = ("engine.cancelled", "engine.closed", "engine.measure_no_space")
"""What ends the whole comparison; all else is a matter of one file."""

Load = Callable[[Engine, Path, int, int, Callable[[float], None]], Future[ModelInfo]]
"""Loads a file with so large a context and batch, as the writer's settings say."""


class Comparing:
    """One comparison. The files are measured from the largest to the smallest, each in a child of its own."""

    def __init__(
        self, paths: Sequence[Path], work: Work, effort: Effort, load: Load, new_engine: Callable[[], Engine]
    ) -> None:
        self._paths = list(paths)
        self._work = work
        self._effort = effort
        self._load, self._new_engine = load, new_engine
        self._rows = [LabRow(path, path.stem, size_of(path), measured=False) for path in paths]
        self._quiet = True
        self._known: dict[int, Vocabulary] = {}
        self._tokens = 0

    def run(self, text: str, logits: Path) -> Comparison:
        """`logits`: a file that need not exist, for the base's numbers. Raises MuseError; see `Lab.compare`.
        """
        text = self._cut(text)
        base = -1
        order = sorted(self._known, key=lambda at: -self._rows[at].bytes)
        sizes = [self._rows[at].bytes for at in order]
        for place, at in enumerate(order):
            shares = (sum(sizes[:place]), sum(sizes[: place + 1]))
            start, end = (LOOKING + (1 - LOOKING) * share / max(sum(sizes), 1) for share in shares)
            self._rows[at] = self._guarded(at, lambda: self._row(at, base, text, logits, (start, end)))  # noqa: B023
            if base < 0 and self._rows[at].measured:
                base = at
        if base >= 0:
            self._rows[base] = replace(self._rows[base], divergence=0.0, same_choice=1.0)
        return Comparison(
            rows=tuple(self._rows),
            tokens=self._tokens,
            base=self._paths[base] if base >= 0 else self._largest(),
            recommended=recommended(self._rows, base),
            characters=len(text),
            quiet=self._quiet,
        )

    def _largest(self) -> Path:
        return max(self._rows, key=lambda row: row.bytes).path

    def _guarded(self, at: int, work: Callable[[], LabRow]) -> LabRow:
        """A file that fails has a row that says why."""
        try:
            return work()
        except MuseError as error:
            if error.code in _STOP:
                raise
            self._work.check()
            return replace(self._rows[at], code=error.code, values=dict(error.values), measured=False)

    def _cut(self, text: str) -> str:
        """Look into the files, and take as much of the text as no vocabulary has too many tokens for.

        Raises MuseError `studio.lab_text_short`.
        """
        text = text.strip()[: CHARACTERS * self._effort.tokens]
        with self._new_engine() as engine:
            for at, path in enumerate(self._paths):
                self._work.tell(LOOKING * at / len(self._paths), "looking", path.name)
                self._rows[at] = self._guarded(at, lambda: self._survey(engine, at, text))  # noqa: B023
        if not self._known:
            return text
        most = min((one.context_trained for one in self._known.values() if one.context_trained), default=0)
        limit = min(self._effort.tokens, most - 8) if most else self._effort.tokens
        text = text[: common_cut([one.ends for one in self._known.values()], limit)]
        if min(_within(one, len(text)) for one in self._known.values()) < FEWEST:
            raise MuseError("studio.lab_text_short")
        return text

    def _survey(self, engine: Engine, at: int, text: str) -> LabRow:
        self._known[at] = self._work.wait(engine.survey(self._paths[at], text))
        return self._rows[at]

    def _row(self, at: int, base: int, text: str, logits: Path, span: tuple[float, float]) -> LabRow:
        path, (start, end) = self._paths[at], span
        load_end, read_end = start + 0.2 * (end - start), start + 0.7 * (end - start)
        trained = self._known[at].context_trained
        context = min(self._effort.context, trained) if trained else self._effort.context
        with self._new_engine() as engine:
            told = self._work.span(start, load_end, "loading", path.name)
            info = self._work.wait(self._load(engine, path, context, BATCH, told))
            neighbours = Neighbours(engine)
            alike = base < 0 or _same(self._known[at], self._known[base], len(text))
            stage = self._work.span(load_end, read_end, "reading" if base < 0 else "comparing", path.name)
            request = MeasureRequest(text=text, file=str(logits) if alike else "", write=base < 0)
            try:
                found = self._work.wait(engine.measure(request, stage))
            except MuseError as error:
                if error.code != "engine.other_vocabulary":
                    raise
                found, alike = self._work.wait(engine.measure(MeasureRequest(text=text), stage)), False
            if base < 0:
                self._tokens = found.tokens
            self._work.tell(read_end, "writing", path.name)
            timed = speed(engine, self._work, self._prompt(text), self._effort)
            self._quiet = self._quiet and neighbours.quiet
            row = _row(self._rows[at], info, found, timed, memory_of(engine))
        if alike and not (base >= 0 and found.divergence is None):
            return row
        code = "engine.other_vocabulary" if not alike else "studio.lab_strays"
        return replace(row, code=code)

    def _prompt(self, text: str) -> str:
        """The beginning all write on from."""
        return opening(text, common_cut([one.ends for one in self._known.values()], self._effort.prompt))


def _row(row: LabRow, info: ModelInfo, found: Measured, timed: Speed, memory: int) -> LabRow:
    per_token = found.surprise / max(found.tokens, 1)
    return replace(
        row,
        name=model_name(row.path, info.name),
        quantisation=kind_name(info.quantisation),
        words_per_s=timed.words_per_s,
        reads_words_per_s=timed.reads_words_per_s,
        perplexity=math.exp(min(per_token, 700.0)),
        bits_per_character=found.surprise / math.log(2) / max(found.characters, 1),
        divergence=found.divergence,
        divergence_error=found.divergence_error,
        same_choice=found.same_choice,
        sample=timed.sample,
        memory=memory,
        measured=True,
    )


def _within(vocabulary: Vocabulary, characters: int) -> int:
    """Tokens that end within so many characters."""
    return sum(end <= characters for end in vocabulary.ends)


def _same(one: Vocabulary, other: Vocabulary, characters: int) -> bool:
    """Whether token ids mean the same, and the text is cut alike."""
    if (one.size, one.sha256) != (other.size, other.sha256):
        return False
    count = _within(one, characters)
    return count == _within(other, characters) and one.tokens[:count] == other.tokens[:count]


def private_file(folder: Path) -> Path:
    """A new file that only this user can read: the numbers of a text tell the text. Files of programs that
    ended without taking theirs away are removed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob("*.logits"):
        owner = left.name.split("-")[0]
        if not (owner.isdigit() and int(owner) != os.getpid() and psutil.pid_exists(int(owner))):
            with contextlib.suppress(OSError):
                left.unlink()
    handle, name = tempfile.mkstemp(dir=folder, prefix=f"{os.getpid()}-", suffix=".logits")
    os.close(handle)
    return Path(name)
