"""One generation seen from the window: prepare, run, and its events as signals of the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import (
    GenerationOptions,
    Prepared,
    RunCandidateDone,
    RunEvent,
    RunFailed,
    RunFinished,
    RunHits,
    RunPiece,
    RunReading,
    RunStarted,
    RunUnchecked,
)
from muse_desktop.ui.base.jobs import EventFeed, Jobs

Options = Callable[[Prepared], GenerationOptions]


class Generation(QObject):
    """Runs one generation at a time; a cancelled one keeps what had arrived."""

    started = Signal(object, tuple)  # Prepared, seeds
    turn_came = Signal()  # the engine has begun with it: nothing else runs any more
    accepted = Signal(int, int)  # tokens of the prompt, and how many of them the model knew already
    reading = Signal(int, int)  # tokens read, tokens of the prompt
    piece = Signal(int, str)
    hits = Signal(int, tuple, int)  # candidate, hits, how many of its words lie in them
    unchecked = Signal(int, object)  # candidate, the MuseError that ended its comparison with the library
    candidate_done = Signal(int, str)
    measured = Signal(object)  # RunFinished: how fast it was
    ended = Signal(object)  # None, or the MuseError that broke it off

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = Jobs(self)
        self._feed: EventFeed | None = None
        self._run: object | None = None
        self._count = 0  # each begin() has its number; callbacks of an older one are ignored
        self.running = False
        self.asked = False  # whether the last begin() got as far as the model
        self.at_work = False  # whether its turn in the engine's queue has come
        self.prepared: Prepared | None = None
        self.number: int | None = None  # its id in the record; the last one's until the next starts

    def begin(
        self,
        prepare: Callable[[], Future[Prepared]],
        *,
        candidates: int,
        seed: int | None,
        document: int | None,
        label: str = "",
        options: Options = lambda prepared: prepared.options,
    ) -> None:
        """Prepare, then write `candidates` candidates from `seed` (None: a new one).

        `label`: what the queue calls it while others come first; `options`: what to make of those that came
        with the prompt.
        """
        self._count += 1
        mine = self._count
        self.running, self.asked, self.at_work = True, False, False
        self._run = None
        self._jobs.watch(
            prepare(),
            self,
            lambda prepared: self._go(
                mine, replace(prepared, options=options(prepared)), candidates, seed, document, label
            ),
            lambda error: self._end(mine, error),
            lambda: self._give_up(mine),
        )

    def _give_up(self, mine: int) -> None:
        """Preparing is over and nothing runs: a bug, reported elsewhere, is no reason to wait for ever."""
        if self._run is None:
            self._end(mine, None)

    def cancel(self) -> None:
        """Stop at once: the window is free now, the engine follows."""
        if not self.running:
            return
        if self._run is None:
            self._end(self._count, None)  # still preparing: the answer will be ignored
        else:
            self._run.cancel()

    def stop_candidate(self, candidate: int) -> None:
        """Stop one candidate; the others go on."""
        if self._run is not None and self.running:
            self._run.stop_candidate(candidate)

    def _go(
        self,
        mine: int,
        prepared: Prepared,
        candidates: int,
        seed: int | None,
        document: int | None,
        label: str,
    ) -> None:
        if mine != self._count or not self.running:
            return
        feed = EventFeed(self)
        feed.arrived.connect(lambda events: self._tell(mine, events))
        try:
            run = self._studio.generate(
                prepared, candidates, seed, document, on_event=feed.post, label=label
            )
        except MuseError as error:
            feed.deleteLater()
            self._end(mine, error)
            return
        self._run, self._feed, self.prepared = run, feed, prepared
        self.asked, self.number = True, None
        self.started.emit(prepared, tuple(run.seeds))
        self._jobs.watch(
            run.future,
            self,
            lambda number: self._done(mine, number),
            lambda error: self._broke(mine, error),
            lambda: self._end(mine, None),
        )

    def _tell(self, mine: int, events: list[RunEvent]) -> None:
        if mine != self._count:
            return
        for event in events:
            if not self.at_work and isinstance(event, RunReading | RunStarted | RunPiece):
                self.at_work = True
                self.turn_came.emit()
            if isinstance(event, RunStarted):
                self.number = event.generation
                self.accepted.emit(event.prompt_tokens, event.reused)
            elif isinstance(event, RunReading):
                self.reading.emit(event.done, event.total)
            elif isinstance(event, RunPiece):
                self.piece.emit(event.candidate, event.text)
            elif isinstance(event, RunHits):
                self.hits.emit(event.candidate, event.hits, event.words)
            elif isinstance(event, RunUnchecked):
                self.unchecked.emit(event.candidate, event.error)
            elif isinstance(event, RunCandidateDone):
                self.candidate_done.emit(event.candidate, event.stop_reason)
            elif isinstance(event, RunFinished):
                self.measured.emit(event)
            elif isinstance(event, RunFailed):
                self._end(mine, event.error)

    def _done(self, mine: int, number: int) -> None:
        self._flush(mine)
        if mine == self._count:
            self.number = number
            self._end(mine, None)

    def _broke(self, mine: int, error: MuseError) -> None:
        self._flush(mine)
        self._end(mine, error)

    def _flush(self, mine: int) -> None:
        if self._feed is not None and mine == self._count:
            self._feed.deliver()  # the last pieces come before the end

    def _end(self, mine: int, error: MuseError | None) -> None:
        if mine != self._count or not self.running:
            return
        self.running = False
        self._run = None
        if self._feed is not None:
            self._feed.deleteLater()
            self._feed = None
        self.ended.emit(error)
