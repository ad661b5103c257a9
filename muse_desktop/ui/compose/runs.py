"""Several generations of one window: one writes, others wait their turn, earlier ones can be gone back to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, QObject, Signal

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import Prepared
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.compose.candidates import CandidateBoard, CandidateCard
from muse_desktop.ui.compose.generation import Generation, Options
from muse_desktop.ui.page.clipboard import candidate_mime

KEPT = 5
"""So many ended generations keep their cards; older ones are in the History."""

OPENING = 40
"""Characters of the words a generation is known by."""


def opening(written: str, before: str) -> tuple[str, bool]:
    """A few words to know a generation by, and whether they were written for it: what the writer filled in,
    else the last words of the draft."""
    if written.strip():
        words = " ".join(written.split())
        if len(words) > OPENING:
            head = words[:OPENING]
            words = (head.rpartition(" ")[0] or head) + "…"
        return words, True
    words = " ".join(before[-4 * OPENING :].split())
    if len(words) > OPENING:
        tail = words[-OPENING:]
        words = "…" + (tail.partition(" ")[2] or tail)
    return words, False


@dataclass(eq=False)
class Run:
    """One generation with its cards. `name`: its recipe's; `opening`: a few words to know it by, `written`
    for this recipe or the last ones of the draft."""

    generation: Generation
    name: str = ""
    opening: str = ""
    written: bool = False
    places: tuple[int, ...] = ()  # on the dial, where the candidates have their own
    cards: list[CandidateCard] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What a list calls it."""
        colon = "：" if spoken() == "zh" else ": "
        return f"{self.name}{colon}{self.opening}" if self.opening else self.name

    @property
    def waiting(self) -> bool:
        """Whether it was asked for and its turn has not come."""
        return self.generation.running and not self.generation.at_work


class Runs(QObject):
    """Starts generations, shows one at a time on the board, and fills the cards of all of them.

    The board follows the generation that writes, unless the writer has gone back to another or is at work
    in a card; then it stays where it is.
    """

    leaving = Signal()  # the cards on the board are about to go out of sight
    shown_changed = Signal(object)  # the Run that is on the board now
    changed = Signal()  # one was added, has its turn, has ended or is gone
    ended = Signal(object, object)  # Run, None or the MuseError that broke it off
    accepted = Signal(object, int, int)  # Run, tokens of its prompt, how many of them were known already
    reading = Signal(object, int, int)  # Run, tokens read, tokens of its prompt
    measured = Signal(object)  # RunFinished: how fast it was

    def __init__(self, studio: Studio, board: CandidateBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._board = board
        self._follow = True
        self.all: list[Run] = []  # oldest first
        self.shown = Run(Generation(studio, self))  # nothing was asked for yet

    @property
    def busy(self) -> list[Run]:
        """Those that write, wait or are being prepared."""
        return [run for run in self.all if run.generation.running]

    @property
    def at_work(self) -> Run | None:
        """The one that Stop stops: it writes, or is the next to do so."""
        busy = self.busy
        return next((run for run in busy if not run.waiting), busy[0] if busy else None)

    def begin(
        self,
        prepare: Callable[[], Future[Prepared]],
        name: str,
        opening: str,
        written: bool,
        *,
        candidates: int,
        seed: int | None,
        document: int | None,
        options: Options,
        places: tuple[int, ...] = (),
    ) -> None:
        """Prepare and write; where another one writes, wait for it in the engine's queue.

        `options` and `places`: see `Generation.begin` and `CandidateBoard.make`.
        """
        run = Run(Generation(self._studio, self), name, opening, written, places)
        made = run.generation
        made.started.connect(lambda prepared, seeds: self._started(run, prepared, seeds))
        made.accepted.connect(lambda tokens, reused: self.accepted.emit(run, tokens, reused))
        made.reading.connect(lambda done, total: self._reading(run, done, total))
        made.turn_came.connect(lambda: self._turn(run))
        made.piece.connect(lambda candidate, text: run.cards[candidate].append(text))
        made.hits.connect(lambda candidate, hits, words: run.cards[candidate].set_hits(hits, words))
        made.unchecked.connect(lambda candidate, error: run.cards[candidate].set_unchecked(error))
        made.candidate_done.connect(lambda candidate, reason: self._candidate_done(run, candidate, reason))
        made.measured.connect(self.measured)
        made.measured.connect(lambda told: self._show_blocked(run, told.blocked))
        made.ended.connect(lambda error: self._ended(run, error))
        self._follow = self._follow or not self.busy
        self.all.append(run)
        made.begin(
            prepare, label=run.label, candidates=candidates, seed=seed, document=document, options=options
        )
        self.changed.emit()

    def show(self, run: Run) -> None:
        """Put the cards of `run` on the board, where they stay while others write."""
        self._follow = run.generation.running or not self.busy
        self._bring(run)

    def stop(self) -> None:
        """Stop the one that writes; those that wait take their turn."""
        if self.at_work is not None:
            self.at_work.generation.cancel()

    def stop_all(self) -> None:
        """Stop the one that writes and drop those that wait."""
        for run in reversed(self.busy):
            run.generation.cancel()

    def clear(self) -> None:
        """Forget what has ended; the History has it."""
        for run in [run for run in self.all if not run.generation.running]:
            self._drop(run)

    def _reading(self, run: Run, done: int, total: int) -> None:
        for card in run.cards:
            card.set_reading(done / max(1, total))
        self.reading.emit(run, done, total)

    def _started(self, run: Run, prepared: Prepared, seeds: tuple[int, ...]) -> None:
        def labelled(text: str, candidate: int, start: int) -> QMimeData:
            number = run.generation.number or 0
            return candidate_mime(text, self._studio.manuscript.book, number, candidate, start)

        samplings = prepared.options.samplings or (prepared.sampling,) * len(seeds)
        run.cards = self._board.make(seeds, labelled, samplings, run.places)
        if self.busy == [run] and not self._studio.queue.paused:
            self._bring(run)
        self.changed.emit()

    def _turn(self, run: Run) -> None:
        inside = self._board.isAncestorOf(self._board.window().focusWidget())
        if run is not self.shown and self._follow and not inside:
            self._bring(run)
        self.changed.emit()

    def _bring(self, run: Run) -> None:
        self.leaving.emit()
        self.shown = run
        self._board.bring(run.cards)
        self.shown_changed.emit(run)
        self.changed.emit()

    def _show_blocked(self, run: Run, blocked: tuple[int, ...]) -> None:
        for card, times in zip(run.cards, blocked, strict=False):
            card.set_blocked(times)

    def _candidate_done(self, run: Run, candidate: int, reason: str) -> None:
        run.cards[candidate].finish(reason)
        run.cards[candidate].set_recorded(run.generation.number is not None)

    def _ended(self, run: Run, error: MuseError | None) -> None:
        for card in run.cards:
            if not card.done:
                card.finish("cancelled" if error is None else "failed")
            card.set_recorded(run.generation.number is not None)
        if run is not self.shown and not run.generation.at_work:
            self._drop(run)  # nothing of it was ever seen
        ended = [one for one in self.all if not one.generation.running and one is not self.shown]
        for old in ended[: max(0, len(ended) - KEPT)]:
            self._drop(old)
        self.ended.emit(run, error)
        self.changed.emit()

    def _drop(self, run: Run) -> None:
        self.all.remove(run)
        if run is self.shown:
            self._bring(Run(Generation(self._studio, self)))
        self._board.discard(run.cards)
        run.cards = []
        run.generation.deleteLater()
