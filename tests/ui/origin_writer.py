"""A writer who does everything there is to do to texts, at random, in the real editor, with the slow
reference of origins beside: after every step both must tell the same of every character.

At the saves the ledger is read as well: its bursts, played from the beginning, must give the very same.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from muse_desktop.manuscript import replacing
from muse_desktop.manuscript.find import Change
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.restoring import Edit
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text
from muse_desktop.store.store import Store
from muse_desktop.ui.base import theme
from muse_desktop.ui.page.clipboard import candidate_mime, library_mime, page_mime
from muse_desktop.ui.page.intent import TYPED, Splice, change
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.sheet import Sheets
from muse_desktop.ui.page.text import cleaned, whole_text
from tests.ui.origin_reference import Comparison, Mark, Marks, Reference

TYPED_LETTERS, ELSEWHERE = "abcde fg 中文é’-\n", "0123 456𠮷\u3000é\n"
GENERATED, LIBRARY, NOBODYS, IMPORTED = "NOPQ RS😀夜\u00a0\n", "hijk 亮,", "#%u 😈\n", "xyz 海.\n"
DOCUMENTS, LONGEST, REMEMBERED = 3, 420, 6
NO_MODIFIER, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
MODIFIERS = {False: NO_MODIFIER, True: CONTROL}


class Differs(AssertionError):
    """The editor and the reference do not tell the same."""


class Writer:
    """Writes in the documents of one workspace; `close` when it is enough."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.page = Page()
        self.page.resize(420, 260)
        self.page.show()
        self.marks, self.same = Marks(), Comparison()
        self.texts: dict[int, Reference] = {}
        self.played: dict[int, tuple[int, str, Runs]] = {}
        self.shots: list[tuple[int, int, str, list[Mark]]] = []  # number, document, text, marks
        self.copied: tuple[QMimeData, list[Mark], int] | None = None
        self.done: Counter[str] = Counter()
        self.last: list[str] = []
        self.resynced = 0
        self.sheets = Sheets(lambda: "en", self.page)  # they go with the page, as in the app
        self.start()
        for _ in range(DOCUMENTS):
            self.import_text()

    # The workspace

    def start(self) -> None:
        self.store = Store.open(self.folder)
        self.manuscript = Manuscript(self.store)
        self.snapshots = Snapshots(self.store)
        self.marks.opened += 1

    def close(self) -> None:
        """Save and close everything."""
        for document in list(self.texts):
            self.let_go(document)
        self.manuscript.close()
        self.store.close()

    def reopen_workspace(self) -> None:
        document = self.document.id
        self.close()
        self.copied = None
        self.start()
        self.show(document)
        for one in self.texts:
            self.check_saved(one)

    def let_go(self, document: int) -> None:
        """Close a document, as before it is split: nothing can be undone in it any more."""
        if self.page.session is not None and self.page.session.id == document:
            self.page.release()
        self.sheets.forget(document)
        session = self.manuscript.opened(document)
        if session is not None:
            session.close()
        self.texts[document].states = {}

    def show(self, document: int) -> None:
        session = self.manuscript.open(document)
        sheet = self.sheets.use(session)
        anew = not sheet.filled
        self.page.show_sheet(sheet)
        if anew:
            sheet.scribe.resynced.connect(self._count_resync)
            self.document.shown_anew(self.steps)

    def _count_resync(self) -> None:
        self.resynced += 1

    @property
    def editor(self):
        return self.page.editor

    @property
    def steps(self) -> int:
        return self.editor.document().availableUndoSteps()

    @property
    def document(self) -> Reference:
        """The one on the page."""
        return self.texts[self.page.session.id]

    # One step

    def step(self) -> None:
        """One random act, then everything is compared. Raises Differs."""
        self.act(self.chance.choices(*zip(*WEIGHTS.items(), strict=True))[0])

    def act(self, act: str) -> None:
        """`step` with a certain act."""
        self.last = [*self.last[-9:], act]
        getattr(self, act)()
        self.done[act] += 1
        self.check()
        if len(self.document.letters) > LONGEST:
            self.shorten()
        if self.done.total() % 100 == 0:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def check(self) -> None:
        session, text = self.page.session, self.document
        shown = whole_text(self.editor.document())
        if not shown == session.text == text.text:
            raise Differs(f"{self.last}: {shown!r}, {session.text!r}, {text.text!r}")
        wrong = self.same.differing(session.runs, session.book, text.marks)
        if wrong or self.resynced:
            raise Differs(f"{self.last}: {wrong} in {text.text!r} ({self.resynced} compared as a whole)")

    def check_session(self, document: int) -> None:
        """One that is not on the page."""
        session, text = self.manuscript.open(document), self.texts[document]
        wrong = self.same.differing(session.runs, session.book, text.marks)
        if session.text != text.text or wrong:
            raise Differs(f"{self.last}: document {document}: {wrong} {session.text!r}, {text.text!r}")

    def check_saved(self, document: int) -> None:
        """What is on disk, and what the ledger tells, against the reference."""
        text, saved = self.texts[document], self.manuscript.read(document)
        wrong = self.same.differing(saved.runs, self.manuscript.book, text.marks)
        if saved.text != text.text or wrong:
            raise Differs(f"{self.last}: saved {document}: {wrong} {saved.text!r}, {text.text!r}")
        told, runs = self.play(document)
        if (told, runs) != (saved.text, saved.runs):
            raise Differs(f"{self.last}: the ledger tells {told!r}, {runs}; not {saved.text!r}, {saved.runs}")

    def play(self, document: int) -> tuple[str, Runs]:
        """Text and origins as the bursts of the ledger tell them, from where it was last played."""
        since, text, runs = self.played[document]
        event, content = tables.Event, tables.EventContent
        query = select(event, content.content).join(content, content.seq == event.seq).order_by(event.seq)
        query = query.where(event.document_id == document, event.seq > since)
        for row, data in self.store.read(lambda db: db.execute(query).all()):
            words, told = json.loads(unpack_text(data)), json.loads(row.payload)
            start, gone = told["start"], words["removed"]
            if text[start : start + len(gone)] != gone:
                raise Differs(f"record {row.seq} takes away {gone!r}, which does not stand at {start}")
            text = text[:start] + words["inserted"] + text[start + len(gone) :]
            runs = runs.splice(start, len(gone), [Run(*run) for run in told["runs"]])
            since = row.seq
        self.played[document] = since, text, runs
        return text, runs

    # Random places and words

    def words(self, letters: str, most: int = 6) -> str:
        return "".join(self.chance.choices(letters, k=self.chance.randint(1, most)))

    def place(self) -> int:
        return self.chance.randint(0, len(self.document.letters))

    def units(self, place: int) -> int:
        return len(self.document.text[:place].encode("utf-16-le")) // 2

    def places(self, units: int) -> int:
        return len(self.document.text.encode("utf-16-le")[: units * 2].decode("utf-16-le"))

    def selection(self) -> tuple[int, int]:
        start, end = self.editor.selection_units()
        return self.places(start), self.places(end)

    def press(self, key: int, modifiers: Qt.KeyboardModifier = NO_MODIFIER, text: str = "") -> None:
        QApplication.sendEvent(self.editor, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, text))

    def remember(self) -> None:
        self.document.remember(self.steps)

    def fresh(self, kind: str, source: str = "", parent: Mark | None = None, **details: int | None) -> Mark:
        return Mark(kind, self.document.id, parent, source, tuple(details.items()))

    # Moving about

    def move(self) -> None:
        place = self.units(self.place())
        self.editor.select_units(place, place)

    def select(self) -> None:
        start = self.place()
        end = min(start + self.chance.randint(0, 9), len(self.document.letters))
        self.editor.select_units(*(self.units(one) for one in self.chance.sample((start, end), 2)))

    def switch(self) -> None:
        """To another document: what can be undone in this one stays with it."""
        self.show(self.chance.choice(list(self.texts)))

    # The writer's keys

    def type(self) -> None:
        for letter in self.words(TYPED_LETTERS):
            start, end = self.selection()
            self.press(Qt.Key.Key_Return if letter == "\n" else 0, text=letter)
            self.document.type(start, end, letter)
            self.remember()

    def compose(self) -> None:
        """An input method shows what it has so far, and commits something else or nothing."""
        for _ in range(self.chance.randint(1, 3)):
            start, end = self.selection()
            QApplication.sendEvent(self.editor, QInputMethodEvent(self.words("zhongwén"), []))
            if start < end:  # it stands in place of the selection
                self.document.edit(start, end, "", [])
            self._note_step(start < end)
            self.check()
        start, end = self.selection()
        event = QInputMethodEvent()
        committed = self.words(TYPED_LETTERS).replace("\n", "") if self.chance.random() < 0.8 else ""
        event.setCommitString(committed)
        QApplication.sendEvent(self.editor, event)
        if committed:
            self.document.type(start, end, committed)
        self._note_step(bool(committed))

    def compose_on(self) -> None:
        """An input method shows something, and the writer does something else."""
        start, end = self.selection()
        QApplication.sendEvent(self.editor, QInputMethodEvent(self.words("pinyin"), []))
        if start < end:
            self.document.edit(start, end, "", [])
        self._note_step(start < end)

    def _note_step(self, changed: bool) -> None:
        """Qt may count a step in which no text has changed."""
        if changed or self.steps not in self.document.states:
            self.remember()

    def compose_over(self) -> None:
        """An input method that replaces what stands around the cursor, as those with corrections do."""
        self.move()
        place = self.selection()[0]
        start = max(0, place - self.chance.randint(0, 4))
        end = min(len(self.document.letters), start + self.chance.randint(1, 5))
        event, text = QInputMethodEvent(), self.words(TYPED_LETTERS).replace("\n", "")
        first, last, cursor = (self.units(one) for one in (start, end, place))
        if first == last:
            return
        event.setCommitString(text, first - cursor, last - first)
        QApplication.sendEvent(self.editor, event)
        self.document.type(start, end, text)
        self.remember()

    def erase(self) -> None:
        """Backspace and Delete, letters and words: what goes, the cursor and the length tell."""
        key = self.chance.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
        modifiers = MODIFIERS[self.chance.random() < 0.3]
        for _ in range(self.chance.randint(1, 3)):
            (start, end), length = self.selection(), len(self.document.letters)
            self.press(key, modifiers)
            left = len(whole_text(self.editor.document()))
            if left < length:
                if start == end:
                    start = start - (length - left) if key == Qt.Key.Key_Backspace else start
                    end = start + length - left
                self.document.edit(start, end, "", [])
            self._note_step(left < length)

    def erase_selection(self) -> None:
        self.select()
        start, end = self.selection()
        self.press(Qt.Key.Key_Delete) if start < end else None
        if start < end:
            self.document.edit(start, end, "", [])
            self.remember()

    def shorten(self) -> None:
        """A large part goes, so that texts stay short."""
        length = len(self.document.letters)
        start = self.chance.randint(0, length // 3)
        self.editor.select_units(self.units(start), self.units(start + length // 2))
        self.press(Qt.Key.Key_Backspace)
        self.document.edit(start, start + length // 2, "", [])
        self.remember()
        self.check()

    def autocorrect(self) -> None:
        start = self.place()
        end = min(start + self.chance.randint(0, 2), len(self.document.letters))
        text = self.words("“”—…", 2)
        self.page.autocorrect(start, end, text)
        self.document.edit(start, end, text, [self.fresh("autocorrected")] * len(text))
        self.remember()

    # What comes from elsewhere

    def _paste(self, mime: QMimeData, text: str, marks: list[Mark], drop: bool = False) -> None:
        if drop:
            start = end = self._drop(mime)
        else:
            start, end = self.selection()
            self.editor.insertFromMimeData(mime)
        self.document.edit(start, end, text, marks)
        self.remember()

    def _drop(self, mime: QMimeData) -> int:
        """Let go of `mime` somewhere over the text; where that was. The mouse has ended what was composed."""
        place = self.editor.selection_units()[0]
        self.editor.select_units(place, place)
        QApplication.sendEvent(self.editor, QInputMethodEvent())
        self._note_step(changed=False)
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(self.units(self.place()))
        point = QPointF(self.editor.cursorRect(cursor).center())
        units = self.editor.cursorForPosition(point.toPoint()).position()
        place = len(self.document.text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))
        copy = Qt.DropAction.CopyAction
        self.editor.dropEvent(QDropEvent(point, copy, mime, Qt.MouseButton.LeftButton, NO_MODIFIER))
        return place

    def paste_outside(self, drop: bool = False) -> None:
        raw = self.words(ELSEWHERE) + self.chance.choice(("", "", "\r\n", "\u2029ü", "\x07", "\ufdd0"))
        mime = QMimeData()
        mime.setText(raw)
        text = cleaned(raw)
        self._paste(mime, text, [self.fresh("pasted-outside")] * len(text), drop)

    def drop_outside(self) -> None:
        self.paste_outside(drop=True)

    def paste_library(self) -> None:
        text, drop = self.words(LIBRARY), self.chance.random() < 0.3
        mark = self.fresh("pasted-library", "A book", library_item=4, output_start=7)
        mime = library_mime(text, self.manuscript.book, 4, "A book", 7)
        self._paste(mime, text, [mark] * len(text), drop)

    def paste_answer(self) -> None:
        text, drop = self.words(GENERATED), self.chance.random() < 0.3
        mark = self.fresh("generated", generation_id=5, candidate=1, output_start=2)
        mime = candidate_mime(text, self.manuscript.book, 5, 1, 2)
        self._paste(mime, text, [mark] * len(text), drop)

    def paste_foreign(self) -> None:
        """Copied from a page of another workspace: its origins mean nothing here."""
        text = self.words(ELSEWHERE)
        mime = page_mime(text, [Run(len(text), 1)], OriginBook(self.store), "Theirs")
        self._paste(mime, text, [self.fresh("pasted-own", "Theirs")] * len(text))

    def copy(self) -> None:
        self.select()
        start, end = self.selection()
        if start < end:
            marks = self.document.marks[start:end]
            self.copied = self.editor.createMimeDataFromSelection(), marks, self.document.id

    def cut(self) -> None:
        self.copy()
        start, end = self.selection()
        self.editor.cut()
        if start < end:
            self.document.edit(start, end, "", [])
            self.remember()

    def paste_own(self) -> None:
        """What was copied or cut last, in whatever document, with the origins it had."""
        if self.copied is not None:
            mime, marks, _ = self.copied
            self._paste(mime, cleaned(mime.text()), marks, drop=self.chance.random() < 0.2)

    def drag_within(self) -> None:
        self.select()
        (start, end), place = self.selection(), self.place()
        self.editor._move_selection(self.units(place))
        if start <= place <= end or start == end:
            return
        text, marks = self.document.text[start:end], self.document.marks[start:end]
        self.document.edit(start, end, "", [])
        target = place if place < start else place - (end - start)
        self.document.edit(target, target, text, marks)
        self.remember()

    def drag_between(self) -> None:
        """From one page to another: the drop brings it in, the page it came from takes it out itself."""
        home = self.document.id
        other = self.chance.choice([one for one in self.texts if one != home])
        self.select()
        start, end = self.selection()
        if start == end:
            return
        mime, text = self.editor.createMimeDataFromSelection(), self.document.text[start:end]
        marks = self.document.marks[start:end]
        self.show(other)
        self._paste(mime, text, marks, drop=True)
        self.check()
        self.show(home)
        self.editor.select_units(self.units(start), self.units(end))
        self.editor.textCursor().removeSelectedText()
        self.document.edit(start, end, "", [])
        self.remember()

    def import_text(self) -> None:
        """Another document of an imported text takes the place of the oldest one."""
        if len(self.texts) >= DOCUMENTS:
            oldest = min(self.texts)
            self.let_go(oldest)
            for known in (self.texts, self.played):
                del known[oldest]
            self.shots = [shot for shot in self.shots if shot[1] != oldest]
        text = self.words(IMPORTED, 60) if self.chance.random() < 0.8 else ""
        document = self.manuscript.create("Chapter", text, Kind.IMPORTED, source="draft.docx")
        mark = Mark("imported", document, source="draft.docx")
        self.texts[document] = Reference(self.marks, document, text, mark)
        runs = self.manuscript.read(document).runs
        self.played[document] = 0, text, runs
        self.show(document)

    # What a model wrote

    def _answer(self, parent: Mark | None = None) -> tuple[str, tuple[Run, ...], list[Mark]]:
        """An accepted text; some are written word by word: the model's, picked, the writer's own words."""
        kind = Kind.REWRITTEN if parent is not None else Kind.GENERATED
        session = self.page.session
        text, runs, marks = "", [], []
        shared: dict[str, tuple[int, Mark]] = {}
        for author in self.chance.choice((("",), ("",), ("", "picked", "typed", "", "typed"))):
            words = self.words(TYPED_LETTERS if author == "typed" else GENERATED)
            if author not in shared and author == "typed":
                shared[author] = session.book.typed(session.id), self.marks.typed(session.id)
            elif author not in shared:
                details = {"generation_id": 3, "candidate": 0, "output_start": len(text)}
                parent_id = session.runs.at(self.selection()[0]) if parent is not None else None
                origin = session.insert_origin(kind, source=author, parent=parent_id, **details)
                shared[author] = origin, self.fresh(str(kind), author, parent, **details)
            origin, mark = shared[author]
            text += words
            runs.append(Run(len(words), origin))
            marks += [mark] * len(words)
        return text, tuple(Runs(runs)), marks

    def accept(self) -> None:
        end = self.selection()[1]
        text, runs, marks = self._answer()
        self.page.insert_generated(text, runs)
        self.document.edit(end, end, text, marks)
        self.remember()

    def rewrite(self) -> None:
        self.select()
        start, end = self.selection()
        if start < end:
            text, runs, marks = self._answer(self.document.marks[start])
            self.page.replace_selection(text, runs)
            self.document.edit(start, end, text, marks)
            self.remember()

    # What nobody announced

    def surprise(self) -> None:
        """Some other code changes the document: a stretch is replaced, in one step or letter by letter."""
        start = self.place()
        end = min(start + self.chance.choice((0, 0, 1, 4)), len(self.document.letters))
        text = self.words(NOBODYS + "abN0") if start == end or self.chance.random() < 0.7 else ""
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(self.units(start))
        cursor.setPosition(self.units(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text) if text else cursor.removeSelectedText()
        self.document.unclaimed(start, end, text)
        self.remember()

    def surprises(self) -> None:
        """Two places in one edit block: Qt tells one stretch from the first to the last."""
        length = len(self.document.letters)
        if length < 4:
            return
        first, second = sorted(self.chance.sample(range(length), 2))
        between = self.document.text[first:second]
        head, tail = self.words("#%😈", 3), self.words("u😈#", 3)
        cursor = QTextCursor(self.editor.document())
        cursor.beginEditBlock()
        cursor.setPosition(self.units(second))
        cursor.setPosition(self.units(second + 1), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(tail)
        cursor.setPosition(self.units(first))
        cursor.insertText(head)
        cursor.endEditBlock()
        self.document.unclaimed(first, second + 1, head + between + tail)
        self.remember()

    # Replacing over a manuscript, going back to snapshots

    def _changes(self, text: str) -> list[tuple[int, int, str]]:
        wanted = self.chance.choice("abcNOPQ01 中夜é#xh")
        after = self.chance.choice(("", "T", "two W", "é-", "夜里"))
        return [(at, at + 1, after) for at, letter in enumerate(text) if letter == wanted and after != letter]

    def replace_here(self) -> None:
        """Announced edits at many places, all in one edit block."""
        changes = self._changes(self.document.text)
        if not changes:
            return
        splices, moved = [], 0
        text = self.document
        for start, end, after in changes:
            first, last = self.units(start), self.units(end)
            splices.append(Splice(first + moved, last - first, after, TYPED))
            moved += len(after.encode("utf-16-le")) // 2 - (last - first)
        self.editor.edit(*splices)
        done = 0
        for start, end, after in changes:
            text.type(start + done, end + done, after)
            done += len(after) - (end - start)
        self.remember()

    def replace_all(self) -> None:
        """As "Replace all" does it in a document on the page, in another one with a sheet, or in one without;
        taken back at once or not."""
        document = self.chance.choice(list(self.texts))
        session, text = self.manuscript.open(document), self.texts[document]
        changes = self._changes(text.text)
        if not changes:
            return
        made = replacing.splice_of(session, [Change(at, text.text[at:end], to) for at, end, to in changes])
        back = Edit(
            made.start,
            len(made.inserted),
            session.text[made.start : made.start + made.removed],
            session.runs.slice(made.start, made.start + made.removed),
        )
        before = list(text.letters), list(text.marks)
        self._elsewhere(document, made, "replaced", lambda: text.replace(changes))
        if self.chance.random() < 0.3:
            self._elsewhere(document, back, "undone", lambda: self._become(text, *before))

    def restore(self) -> None:
        """All of a snapshot, or what differs at some places, on the page or elsewhere."""
        if not self.shots:
            return
        number, document, old, marks = self.chance.choice(self.shots)
        session, text = self.manuscript.open(document), self.texts[document]
        comparison = self.snapshots.compare(session, number)
        if self.chance.random() < 0.4:
            edit = self.snapshots.restoration_of(session, comparison)
            self._elsewhere(document, edit, "restored", lambda: self._become(text, list(old), list(marks)))
            return
        for hunk in comparison.hunks[:1]:
            chosen = [one for one in hunk.changes if self.chance.random() < 0.7]
            edit = self.snapshots.hunk_restoration(session, comparison, chosen)

            def take_back(chosen=chosen) -> None:
                for one in reversed(chosen):
                    then = slice(one.old_start, one.old_end)
                    text.raw(one.new_start, one.new_end, old[then], marks[then])

            self._elsewhere(document, edit, "restored", take_back)

    def _become(self, text: Reference, letters: list[str], marks: list[Mark]) -> None:
        text.letters, text.marks = letters, marks

    def _elsewhere(self, document: int, edit, record: str, expected) -> None:
        """As the desk does it: one step to undo where there is a sheet, else in the session alone."""
        if not edit.removed and not edit.inserted:
            return
        sheet = self.sheets.get(document)
        if sheet is None:
            session = self.manuscript.open(document)
            change(session, edit.start, edit.removed, edit.inserted, edit.runs, record)
            expected()
        else:
            sheet.change(edit.start, edit.removed, edit.inserted, edit.runs, record)
            expected()
            self.texts[document].remember(sheet.document.availableUndoSteps())
        self.check_session(document)

    def snapshot(self) -> None:
        text = self.document
        taken = self.snapshots.take(self.page.session).result()
        self.shots = [*self.shots[1 - REMEMBERED :], (taken.id, text.id, text.text, list(text.marks))]

    # Undo, redo, saving, opening again

    def undo(self) -> None:
        self._travel(self.chance.randint(1, 4), CONTROL)

    def redo(self) -> None:
        self._travel(self.chance.randint(1, 4), CONTROL | Qt.KeyboardModifier.ShiftModifier)

    def _travel(self, times: int, modifiers: Qt.KeyboardModifier) -> None:
        for _ in range(times):
            before = self.steps
            self.press(Qt.Key.Key_Z, modifiers)
            if self.steps != before:
                self.document.travel(self.steps)
            self.check()

    def undo_all(self) -> None:
        """Everything back and forth again."""
        for modifiers in (CONTROL, CONTROL | Qt.KeyboardModifier.ShiftModifier):
            before = -1
            while self.steps != before:
                before = self.steps
                self._travel(1, modifiers)

    def save(self) -> None:
        self.page.session.seal()
        self.page.session.save().result()
        self.check_saved(self.document.id)

    def reopen(self) -> None:
        document = self.document.id
        self.let_go(document)
        self.check_saved(document)
        self.show(document)


WEIGHTS = {
    "move": 100, "select": 40, "switch": 30,
    "type": 160, "compose": 50, "compose_on": 8, "compose_over": 20, "erase": 110, "erase_selection": 30,
    "autocorrect": 25,
    "paste_outside": 45, "drop_outside": 20, "paste_library": 25, "paste_answer": 15, "paste_foreign": 10,
    "copy": 30, "cut": 20, "paste_own": 50, "drag_within": 40, "drag_between": 25, "import_text": 5,
    "accept": 70, "rewrite": 40, "surprise": 25, "surprises": 12,
    "replace_here": 25, "replace_all": 30, "restore": 25, "snapshot": 10,
    "undo": 140, "redo": 90, "undo_all": 3, "save": 14, "reopen": 5, "reopen_workspace": 1,
}  # fmt: skip


def origins(operations: int, folder: Path, seed: int = 6) -> str:
    """Do `operations` random acts; fails loudly. What it came to, in words."""
    theme.apply(QApplication.instance() or QApplication([]), "light", 15.0)
    writer = Writer(folder / "origins", seed)
    for _ in range(operations):
        writer.step()
    for document in list(writer.texts):
        writer.let_go(document)
        writer.check_saved(document)
    writer.close()
    kinds = ", ".join(f"{number} {name}" for name, number in writer.done.most_common())
    return f"{operations} acts, after each of which every origin was compared: {kinds}."
