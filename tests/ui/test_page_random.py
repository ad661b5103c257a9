"""Hundreds of random edits, undos and redos: text and origins stay in step with the document.

Every kind of text has letters of its own, so after any edit or undo a letter tells the kind it must have.
"""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from tests.ui.page_steps import generated, in_step, pieces, plain

LETTERS = {
    "typed": "abcdefg 中文é",
    "generated": "NOPQRS😀夜\u00a0",
    "pasted-outside": "0123456𠮷\u3000",
    "unknown": "#%😈",
}
KIND = {letter: kind for kind, letters in LETTERS.items() for letter in letters}
STEPS = 350


class Writer:
    """Does one random thing after another to a page."""

    def __init__(self, page, seed):
        self.page = page
        self.editor = page.editor
        self.random = random.Random(seed)

    def words(self, kind, most=6):
        text = "".join(self.random.choices(LETTERS[kind], k=self.random.randint(1, most)))
        return text if self.random.random() < 0.8 else text[: len(text) // 2] + "\n" + text[len(text) // 2 :]

    def step(self):
        name = self.random.choices(*zip(*WEIGHTS.items(), strict=True))[0]
        getattr(self, name)()
        return name

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier, text=""):
        QApplication.sendEvent(self.editor, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, text))

    def type(self):
        for letter in self.words("typed"):
            self.press(Qt.Key.Key_Return if letter == "\n" else 0, text=letter)

    def compose(self):
        QApplication.sendEvent(self.editor, QInputMethodEvent("zhong", []))
        event = QInputMethodEvent()
        event.setCommitString(self.words("typed").replace("\n", ""))
        QApplication.sendEvent(self.editor, event)

    def accept(self):
        self.page.insert_generated(self.words("generated"), generated(self.page))

    def rewrite(self):
        self.select()
        self.page.replace_selection(self.words("generated"), generated(self.page))

    def paste(self):
        self.editor.insertFromMimeData(plain(self.words("pasted-outside")))

    def copy(self):
        self.select()
        mime = self.editor.createMimeDataFromSelection()
        self.move()
        self.editor.insertFromMimeData(mime)

    def drag(self):
        self.select()
        self.editor._move_selection(self.place())

    def surprise(self):
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(self.place())
        cursor.insertText(self.words("unknown"))

    def erase(self):
        key = self.random.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
        modifiers = Qt.KeyboardModifier
        word = modifiers.ControlModifier if self.random.random() < 0.2 else modifiers.NoModifier
        for _ in range(self.random.randint(1, 3)):
            self.press(key, word)

    def erase_selection(self):
        self.select()
        self.press(Qt.Key.Key_Delete)

    def undo(self):
        for _ in range(self.random.randint(1, 4)):
            self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def redo(self):
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        for _ in range(self.random.randint(1, 4)):
            self.press(Qt.Key.Key_Z, both)

    def move(self):
        place = self.place()
        self.editor.select_units(place, place)

    def select(self):
        start = self.random.randint(0, len(self.page.session.text))
        self.page.goto(start, min(start + self.random.randint(0, 9), len(self.page.session.text)))

    def place(self):
        return self.editor.scribe.positions.to_utf16(self.random.randint(0, len(self.page.session.text)))


WEIGHTS = {
    "type": 8, "compose": 2, "accept": 4, "rewrite": 2, "paste": 4, "copy": 2, "drag": 2, "surprise": 1,
    "erase": 5, "erase_selection": 2, "undo": 8, "redo": 5, "move": 5, "select": 2,
}  # fmt: skip


def misjudged(page):
    """Letters whose origin is not of their kind."""
    session, at, wrong = page.session, 0, []
    for run in session.runs:
        kind = str(session.book.get(run.origin).kind)
        letters = session.text[at : at + run.length]
        wrong += [(at, letter, kind) for letter in letters if KIND.get(letter, kind) != kind]
        at += run.length
    return wrong


@pytest.mark.parametrize("seed", range(4))
def test_after_any_mix_of_edits_and_undos_every_letter_has_its_origin(page, seed):
    writer = Writer(page, seed)
    resyncs = []
    page.editor.scribe.resynced.connect(lambda: resyncs.append(1))
    done = []
    for _ in range(STEPS):
        done.append(writer.step())
        assert in_step(page), done[-5:]
        assert not misjudged(page), done[-5:]
    assert not resyncs  # nothing had to be compared as a whole
    assert set(done) == set(WEIGHTS)


def test_undoing_everything_and_redoing_it_gives_the_same_origins(page):
    writer = Writer(page, 99)
    for _ in range(120):
        writer.step()
    while page.editor.document().isRedoAvailable():
        page.redo()
    text, runs = page.session.text, page.session.runs
    while page.editor.document().isUndoAvailable():
        page.undo()
    assert page.session.text == ""
    while page.editor.document().isRedoAvailable():
        page.redo()
        assert in_step(page)
    assert (page.session.text, page.session.runs) == (text, runs)


def test_what_was_taken_back_keeps_its_origin_though_an_input_method_composes_in_between(page):
    page.insert_generated("NOPQ", generated(page))
    page.undo()
    for composing in ("zh", ""):
        QApplication.sendEvent(page.editor, QInputMethodEvent(composing, []))
    page.redo()
    assert page.session.text == "NOPQ"
    assert not misjudged(page)


def test_composing_over_a_selection_takes_away_the_letters_that_were_selected(page):
    Writer(page, 1).press(0, text="a")
    page.editor.insertFromMimeData(plain("a"))
    page.goto(1, 2)
    QApplication.sendEvent(page.editor, QInputMethodEvent("zh", []))
    assert pieces(page) == [("a", "typed")]
    QApplication.sendEvent(page.editor, QInputMethodEvent("", []))
    page.undo()
    assert pieces(page) == [("a", "typed"), ("a", "pasted-outside")]
    page.editor.keeps_text = True
    page.goto(0, 1)
    QApplication.sendEvent(page.editor, QInputMethodEvent("zh", []))
    assert page.session.text == "aa"


def test_deleting_beside_what_an_input_method_left_composed_takes_whole_characters(page):
    writer = Writer(page, 1)
    page.editor.insertFromMimeData(plain("a😀b😀c😀d"))
    for place, key in ((3, Qt.Key.Key_Delete), (2, Qt.Key.Key_Backspace), (3, Qt.Key.Key_Delete)):
        page.goto(0)
        QApplication.sendEvent(page.editor, QInputMethodEvent("zh", []))
        page.goto(place)
        writer.press(key)
        assert in_step(page)
    assert page.session.text == "abcd"
