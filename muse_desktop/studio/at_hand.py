"""The latest runs: what the writer accepts may not have reached the database yet."""

from __future__ import annotations

from collections.abc import Callable

from muse_desktop.provenance.records import GenerationRecord
from muse_desktop.studio.authors import Authored, authors_of
from muse_desktop.studio.generation import GenerationRun

KEPT = 8


class RunsAtHand:
    """Some runs by their number; `record` reads what is not at hand any more."""

    def __init__(self, record: Callable[[int], GenerationRecord]) -> None:
        self._record = record
        self._runs: dict[int, GenerationRun] = {}

    def keep(self, run: GenerationRun) -> None:
        """Keep one more; the oldest goes."""
        self._runs[run.generation] = run
        while len(self._runs) > KEPT:
            self._runs.pop(next(iter(self._runs)))

    def said(self, generation: int, candidate: int) -> tuple[str, str, tuple[Authored, ...]]:
        """The recipe, text and authors of a candidate. Raises `provenance.no_generation`."""
        if (run := self._runs.get(generation)) is not None:
            return run.recipe, run.text(candidate), ()
        record = self._record(generation)
        output = record.candidates[candidate].text
        return record.recipe, output, authors_of(record.layout, len(output))
