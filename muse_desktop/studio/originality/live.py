"""What is compared with the library while it is being written: candidates as they come, and the page.

Candidates are compared letter by letter as their pieces come, and by whole sentences in the gaps between
them; a page by paragraphs, when the writer rests.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Corpus
from muse_desktop.library.others import Others
from muse_desktop.originality.check import check_text
from muse_desktop.originality.live import LiveCheck
from muse_desktop.originality.piece import Piece, PieceFound
from muse_desktop.originality.sentences import SentenceCheck, found_words, together
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.shown import Checked, shown
from muse_desktop.originality.values import CheckReport, Hit
from muse_desktop.studio.originality.running import originals, project_of
from muse_desktop.studio.values import RunEvent, RunHits, RunUnchecked

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio

Hits = tuple[Hit, ...]
Judge = Callable[[Hits, str], Hits]
"""Which of the hits in a text a writer wants to see."""

LEAST_GAP_S, LONGEST_GAP_S = 0.05, 1.8
REST = 400
"""After a look at finished sentences so many times its length goes by before the next, within these bounds:
the model has its cores. An edited sentence is marked two seconds after its end at most; a copied one is found
by its letters meanwhile."""
PAUSE, LONGEST_PAUSE_S = 800, 0.8
"""After letters were compared, so many times what it took goes by before the next are, at most so long:
several tokens at once cost hardly more than one."""

SHOWN_EVERY_S = 0.08
"""A passage that grows with each token is told so often."""


def everything(hits: Hits, _text: str) -> Hits:
    """All hits."""
    return hits


class ProjectJudge:
    """The hits that a project's settings and exclusions leave, as in its checks."""

    def __init__(self, studio: Studio, project: int) -> None:
        self._studio, self._project = studio, project
        self._originals: dict[int, str] = {}  # by item; what was imported once stays what it was

    def __call__(self, hits: Hits, text: str) -> Hits:
        """Which of `hits` are shown; costs microseconds where there are none."""
        if not hits:
            return ()
        unknown = {hit.source.item for hit in hits} - self._originals.keys()
        if unknown:
            self._originals.update(originals(self._studio, unknown))
        service, library = self._studio.originality, self._studio.library
        known = {item: info for hit in hits if (info := library.info(item := hit.source.item)) is not None}
        checked = Checked(None, text, CheckReport(hits, 0, 0, 0, 0, 0.0), known, self._originals)
        return shown(checked, service.view(self._project), service.exclusions(self._project)).hits


def judge_for(studio: Studio, document: int | None) -> Judge:
    """As the checks of the document's project; all hits where there is none. Reads the database."""
    project = project_of(studio, document) if document is not None else None
    return ProjectJudge(studio, project) if project is not None else everything


def look_at_piece(studio: Studio, project: int | None, piece: Piece) -> PieceFound:
    """Compare a piece as the project's checks would; takes milliseconds. Raises what `check_text` raises."""
    began = time.thread_time()
    view = studio.originality.view(project) if project is not None else ViewSettings()
    corpus: Corpus = studio.library if view.own else Others(studio.library)
    if not corpus.items():
        return PieceFound((), False, time.thread_time() - began)
    hits = check_text(piece.text, corpus).hits
    judge = ProjectJudge(studio, project) if project is not None else everything
    touching = tuple(
        hit
        for hit in judge(hits, piece.text)
        if hit.draft.start < piece.end and piece.start < hit.draft.end
    )
    return PieceFound(touching, True, time.thread_time() - began)


@dataclass
class _Candidate:
    live: LiveCheck
    sentences: SentenceCheck
    text: str = ""
    letters: Hits = ()  # what was found letter by letter
    ended: Hits = ()  # and in finished sentences
    told: Hits | None = ()  # None: tell what is found even if it is nothing
    state: str = ""  # "complete", "whole" once all of it was looked at, "broken"
    fresh: bool = False  # more was found letter by letter than was told
    next: float = 0.0  # not told before
    written: str = ""  # all that has come; `text` is what was compared
    compare: float = 0.0  # not compared before
    due: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


class LiveHits:
    """The candidates of one generation.

    `feed` and `complete` are called on the engine's thread and never wait for a look at sentences; looks are
    made one at a time on a thread of its own, which `settle` or `close` ends. `judge` may be set before the
    first piece. `by_sentence` False: letters alone.
    """

    def __init__(
        self, corpus: Corpus, candidates: int, tell: Callable[[RunEvent], None], *, by_sentence: bool = True
    ) -> None:
        self.judge: Judge = everything
        self.looks: list[float] = []  # seconds of each look, for whoever measures
        self._corpus, self._tell = corpus, tell
        self._by_sentence = by_sentence
        self._candidates = [_Candidate(LiveCheck(corpus), SentenceCheck(corpus)) for _ in range(candidates)]
        self._looking = threading.Lock()  # held by whoever looks
        self._next = 0.0  # no look before
        self._wake = threading.Event()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def feed(self, number: int, text: str) -> None:
        """The text of one candidate so far."""
        one = self._candidates[number]
        one.written = text
        if one.state != "broken" and time.monotonic() >= one.compare:
            self._compare(number, one, text)

    def _compare(self, number: int, one: _Candidate, text: str) -> None:
        """Compare what is new, letter by letter; ask for a look at sentences that have ended."""
        began = time.thread_time()
        try:
            letters = one.live.feed(text)
        except MuseError as error:
            self._break(number, error)
            return
        pause = PAUSE * (time.thread_time() - began)
        one.compare = time.monotonic() + min(LONGEST_PAUSE_S, pause)
        with one.lock:
            one.text = text
            one.fresh = one.fresh or letters is not one.letters
            one.letters = letters
            if one.fresh and time.monotonic() >= one.next:
                self._show(number)
        if self._by_sentence and one.sentences.due(text):
            self._ask(one)

    def _catch_up(self, number: int) -> None:
        """Compare what came in the pause."""
        one = self._candidates[number]
        if one.state != "broken" and one.written != one.text:
            self._compare(number, one, one.written)

    def complete(self, number: int) -> None:
        """One candidate has ended: its whole text is looked at."""
        one = self._candidates[number]
        self._catch_up(number)
        if self._by_sentence and one.state != "broken":
            one.state = "complete"
            self._ask(one)

    def settle(self) -> None:
        """Make the looks that are still due, now, on this thread; nothing is told after that."""
        self.close()
        for number in range(len(self._candidates)):
            self._catch_up(number)
        with self._looking:
            while self._look():
                pass
        for number, one in enumerate(self._candidates):
            if one.fresh:
                with one.lock:
                    self._show(number)

    def close(self) -> None:
        """No looks any more; waits for one that is being made."""
        self._over.set()
        self._wake.set()
        with self._looking:
            return

    def _ask(self, one: _Candidate) -> None:
        one.due = True
        if self._over.is_set():
            return
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="muse-live-check", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            self._over.wait(max(0.0, self._next - time.monotonic()))
            with self._looking:
                if self._over.is_set():
                    return
                if self._look():
                    self._wake.set()  # another may be due

    def _look(self) -> bool:
        """Look at one candidate that is due; whether there was one."""
        due = (at for at, one in enumerate(self._candidates) if one.due and one.state != "broken")
        number = next(due, None)
        if number is None:
            return False
        one = self._candidates[number]
        one.due = False
        whole, text = one.state == "complete", one.text
        began, used = time.monotonic(), time.thread_time()
        try:
            hits = one.sentences.finish(text) if whole else one.sentences.look(text)
        except MuseError as error:
            self._break(number, error)
            return True
        self.looks.append(time.thread_time() - used)
        self._next = began + min(LONGEST_GAP_S, max(LEAST_GAP_S, REST * self.looks[-1]))
        with one.lock:
            one.ended = hits
            if whole:
                one.state = "whole"
                one.told = one.told or (None if self._corpus.items() else ())
            self._show(number)
        return True

    def _show(self, number: int) -> None:
        one = self._candidates[number]
        one.fresh, one.next = False, time.monotonic() + SHOWN_EVERY_S
        hits = one.ended if one.state == "whole" else together(one.letters, one.ended, one.text)
        try:
            hits = self.judge(hits, one.text)
        except MuseError as error:
            self._break(number, error)
            return
        if hits != one.told:
            one.told = hits
            self._tell(RunHits(number, hits, found_words(hits, one.text)))

    def _break(self, number: int, error: MuseError) -> None:
        one = self._candidates[number]
        if one.state != "broken":
            one.state = "broken"
            self._tell(RunUnchecked(number, error))
