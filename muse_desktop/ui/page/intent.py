"""Who wrote what: every change of the QTextDocument reaches the session once, with its origin.

The editor says what it is about to do (`plan`), then does it; `contentsChange` tells what happened. What was
announced gets its origins, what is deleted needs none, and everything else is unknown, never "typed".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.runs import Run
from muse_desktop.text.offsets import Utf16Map, utf16_length
from muse_desktop.ui.page.text import cleaned, splits_character, text_between, whole_text

TYPED = None
"""The origin of a splice whose text the writer typed: the session says which, by what stands around it."""


STEP = QTextFormat.Property.UserProperty.value + 1
"""A property without a look, see `Scribe.new_step`."""

Record = Literal["edited", "restored", "replaced", "undone"]
"""What the session notes an edit as: `apply`, `put_back`, `replace`, or `replace` taken back."""


class Splice(msgspec.Struct, frozen=True):
    """An announced edit: `removed` UTF-16 units at `start` become `text`, whose origin(s) are known.

    `record` other than "edited" says whose doing it is where the writer typed, pasted or accepted nothing;
    its origins are then taken as they are, in runs.
    """

    start: int
    removed: int
    text: str = ""
    origin: int | tuple[Run, ...] | None = TYPED
    record: Record = "edited"


class Hull(NamedTuple):
    """One stretch, in code points: old[start:old_end] became `text`."""

    start: int
    old_end: int
    text: str


class Scribe(QObject):
    """Carries the changes of one document into one session. Positions given out are code points."""

    changed = Signal(int, int, int)  # start, removed, inserted
    resynced = Signal()  # document and session had to be compared as a whole

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._plan: tuple[Splice, ...] = ()
        self._hulls: list[tuple[int, int, int]] | None = None  # not None: an undo or redo is going on
        self._steps = 0
        self._remembered = 0  # for how many undo steps the session was last told to remember
        self.session: DocumentSession | None = None
        self.positions = Utf16Map()
        document.contentsChange.connect(self._contents_changed)

    def attach(self, session: DocumentSession) -> None:
        """From now on changes go to `session`, whose text the document shows, with nothing to undo yet."""
        self.session = session
        self.positions = Utf16Map(session.text)
        if whole_text(self.document) != session.text:
            self._resync()
        self._remember()

    def detach(self) -> None:
        """Changes go nowhere any more."""
        self.session = None
        self.positions = Utf16Map()

    def new_step(self) -> int:
        """A mark for `perform`: Qt joins insertions of one format to one undo step, two marks differ."""
        self._steps += 1
        return 1 + self._steps % 2

    def perform(self, cursor: QTextCursor, splices: Sequence[Splice], step: int) -> None:
        """Make announced edits with `cursor`, which ends behind the last; step 0 joins the typing before."""
        style = QTextCharFormat()
        if step:
            style.setProperty(STEP, step)
        with self.plan(*splices):
            if len(splices) > 1:
                cursor.beginEditBlock()
            for splice in splices:
                cursor.setPosition(splice.start)
                cursor.setPosition(splice.start + splice.removed, QTextCursor.MoveMode.KeepAnchor)
                if splice.text:
                    cursor.insertText(splice.text, style)
                else:
                    cursor.removeSelectedText()
            if len(splices) > 1:
                cursor.endEditBlock()

    @contextmanager
    def plan(self, *splices: Splice) -> Iterator[None]:
        """Announce what the block is going to do to the document, splice after splice."""
        self._plan = splices
        try:
            yield
        finally:
            self._plan = ()

    def travel(self, go: Callable[[], None]) -> None:
        """Run an undo or redo; origins go back to what they were then."""
        self._hulls = []
        try:
            go()
        finally:
            hulls, self._hulls = self._hulls, None
        if self.session is None or not hulls:
            return
        old = self.session.text
        hull = self._hull(*hulls[0]) if len(hulls) == 1 else None
        if hull is None:
            hull = Hull(0, len(old), whole_text(self.document))
        self.session.restore(
            self.document.availableUndoSteps(), old[: hull.start] + hull.text + old[hull.old_end :]
        )
        self._remembered = self.document.availableUndoSteps()
        self._moved(hull)
        self._verify()

    def _contents_changed(self, position: int, removed: int, added: int) -> None:
        if self.session is None:
            return
        if self._hulls is not None:
            self._hulls.append((position, removed, added))
            return
        plan, self._plan = self._plan, ()
        for splice in plan:
            self._apply(splice)
        changed = bool(plan) or self._compare(position, removed, added)
        if self._verify(plan) or changed or self._remembered != self.document.availableUndoSteps():
            self._remember()  # an input method that only composes must leave what can be done again

    def _remember(self) -> None:
        self._remembered = self.document.availableUndoSteps()
        self.session.remember(self._remembered)

    def _apply(self, splice: Splice) -> None:
        session = self.session
        start = self.positions.to_codepoint(splice.start)
        removed = self.positions.to_codepoint(splice.start + splice.removed) - start
        if splice.record != "edited":
            assert isinstance(splice.origin, tuple)
            change(session, start, removed, splice.text, splice.origin, splice.record)
            self._moved(Hull(start, start + removed, splice.text))
            return
        if removed and (splice.origin is TYPED or not splice.text):
            session.apply(start, removed, "", ())  # so that what is typed is not measured by what has gone
            self._moved(Hull(start, start + removed, ""))
            removed = 0
        if splice.text:
            origin = splice.origin
            if origin is TYPED:
                origin = session.typed_origin(start, splice.text)
            session.apply(start, removed, splice.text, origin)
            self._moved(Hull(start, start + removed, splice.text))

    def _compare(self, position: int, removed: int, added: int) -> bool:
        """Nobody announced this: find out whether and what changed; what is new is unknown."""
        hull = self._hull(position, removed, added)
        if hull is None:
            return False  # the lengths do not fit: `_verify` compares everything
        start, old_end, text = _difference(self.session.text, hull)
        if start == old_end and not text:
            return False
        origin: int | Sequence[Run] = self.session.book.unknown(self.session.id) if text else ()
        self.session.apply(start, old_end - start, text, origin)
        self._moved(Hull(start, old_end, text))
        return True

    def _hull(self, position: int, removed: int, added: int) -> Hull | None:
        """What Qt reported, widened to whole characters, with the text that stands there now.

        Qt counts the end of the last paragraph in some reports, so the common tail decides, not the sums.
        """
        old_units, new_units = self.positions.units, self.document.characterCount() - 1
        tail = max(0, min(old_units - position - removed, new_units - position - added))
        start, old_end, new_end = position, old_units - tail, new_units - tail
        while start > 0 and (self.positions.splits(start) or splits_character(self.document, start)):
            start -= 1
        while tail > 0 and (self.positions.splits(old_end) or splits_character(self.document, new_end)):
            old_end, new_end, tail = old_end + 1, new_end + 1, tail - 1
        if not start <= min(old_end, new_end):
            return None
        text = text_between(self.document, start, new_end)
        if utf16_length(text) != new_end - start:
            return None
        return Hull(self.positions.to_codepoint(start), self.positions.to_codepoint(old_end), text)

    def _moved(self, hull: Hull) -> None:
        removed = hull.old_end - hull.start
        self.positions.splice(hull.start, removed, hull.text)
        self.changed.emit(hull.start, removed, len(hull.text))

    def _verify(self, plan: Sequence[Splice] = ()) -> bool:
        """Cheap proof that both sides agree: the lengths, and the text of what was announced last.

        Whether they did not, so that the session took over the document's text.
        """
        fits = self.positions.units == self.document.characterCount() - 1
        if fits and plan and plan[-1].text:
            last = plan[-1]
            end = last.start + utf16_length(last.text)
            fits = text_between(self.document, last.start, end) == last.text
        if not fits:
            self._resync()
        return not fits

    def _resync(self) -> None:
        """Document and session differ: the document is what the writer sees, so the session takes it over."""
        old = len(self.session.text)
        self.session.replace_all(whole_text(self.document))
        self.positions = Utf16Map(self.session.text)
        self.changed.emit(0, old, len(self.session.text))
        self.resynced.emit()
        if self.positions.units != self.document.characterCount() - 1:
            QTimer.singleShot(0, self, self._write_back)  # not from within the document's own signal

    def _write_back(self) -> None:
        """The document holds what no Python text can (half an emoji): show what the session has instead."""
        session = self.session
        if session is None or self.positions.units == self.document.characterCount() - 1:
            return
        self.session = None
        cursor = QTextCursor(self.document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(session.text, QTextCharFormat())
        self.session = session
        self._remember()


def change(
    session: DocumentSession, start: int, removed: int, text: str, runs: Sequence[Run], record: Record
) -> None:
    """One edit of a session (code points), noted as what it is. Errors as for `DocumentSession.apply`."""
    match record:
        case "edited":
            session.apply(start, removed, text, runs)
        case "restored":
            session.put_back(start, removed, text, runs)
        case "replaced" | "undone":
            session.replace(start, removed, text, runs, undone=record == "undone")


def _difference(old_text: str, hull: Hull) -> Hull:
    """The hull without what is the same at its two ends."""
    old, new = old_text[hull.start : hull.old_end], hull.text
    most = min(len(old), len(new))
    tail = _shared(old[::-1], new[::-1], most)
    head = _shared(old, new, most - tail)
    return Hull(hull.start + head, hull.old_end - tail, new[head : len(new) - tail])


def _shared(first: str, second: str, most: int) -> int:
    """How many code points two texts share at the start, at most `most`; halving, for long texts."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

def fitted(text: str, origin: int | tuple[Run, ...]) -> tuple[str, int | tuple[Run, ...]]:
    """The text as the page takes it, with runs that still fit."""
    if isinstance(origin, int):
        return cleaned(text), origin
    parts, runs, at = [], [], 0
    for length, number in origin:
        parts.append(cleaned(text[at : at + length]))
        runs.append(Run(len(parts[-1]), number))
        at += length
    return "".join(parts), tuple(runs)
