"""A writer who does everything at random in a real window, as a process to be killed.

    python -m tests.e2e.author WORKSPACE SEED

Types, deletes, pastes, undoes, lets a scripted model write and takes its words, opens, makes, moves, splits,
merges and trashes documents. After each act one line for each document whose text it changed:

    SECONDS DOCUMENT HASH        monotonic seconds, the document's number, SHA-256 of its text
    SECONDS structure            before an act that writes documents by itself

What kind of text it is, its letters tell (`LETTERS`), so that whoever reads the document later can compare
them with the origins.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from pathlib import Path

LETTERS = {
    "typed": "abcdefgh 中文é",
    "generated": "NOPQRS夜",
    "pasted-outside": "0123456𠮷",
}
EVERY_MS = 12
WEIGHTS = {
    "type": 60, "delete": 8, "walk": 8, "paste": 5, "undo": 3, "redo": 2, "generate": 3, "take": 6,
    "switch": 4, "make": 1, "move": 2, "trash": 1, "split": 1, "merge": 1, "snapshot": 1,
}  # fmt: skip


class Author:
    """Acts in one window until somebody kills the process."""

    def __init__(self, window: object, studio: object, seed: int) -> None:
        self.window, self.studio = window, studio
        self.chance = random.Random(seed)
        self.said: dict[int, str] = {}
        window.companion.compose.finished.connect(self._written)
        self.ready: list[int] = []
        self.say()

    def act(self) -> None:
        """One thing, then what came of it."""
        from muse_desktop.errors import MuseError

        name = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        try:
            getattr(self, name)()
        except MuseError as error:  # a merge of what does not stand side by side, and the like
            if not error.code.startswith("manuscript."):
                raise
        self.say()

    def say(self) -> None:
        for session in self.studio.manuscript.open_sessions():
            digest = hashlib.sha256(session.text.encode()).hexdigest()[:16]
            if self.said.get(session.id) != digest:
                self.said[session.id] = digest
                self.line(f"{session.id} {digest}")

    def line(self, words: str) -> None:
        sys.stdout.write(f"{time.monotonic()} {words}\n")
        sys.stdout.flush()

    @property
    def editor(self) -> object:
        return self.window.page.editor

    def words(self, kind: str, most: int) -> str:
        return "".join(self.chance.choices(LETTERS[kind], k=self.chance.randint(1, most)))

    def type(self) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        for letter in self.words("typed", 4) + ("\n" if self.chance.random() < 0.05 else ""):
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.editor, press)

    def delete(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        if self.chance.random() < 0.3:
            length = len(self.window.desk.session.text)
            first = self.chance.randint(0, length)
            self.window.page.goto(first, min(length, first + self.chance.randint(0, 60)))
        QTest.keyClick(self.editor, Qt.Key.Key_Backspace)

    def walk(self) -> None:
        length = len(self.window.desk.session.text)
        self.window.page.goto(self.chance.choice((length, self.chance.randint(0, length))))

    def paste(self) -> None:
        from PySide6.QtCore import QMimeData

        mime = QMimeData()
        mime.setText(self.words("pasted-outside", 30))
        self.editor.insertFromMimeData(mime)

    def undo(self) -> None:
        self.editor.undo()

    def redo(self) -> None:
        self.editor.redo()

    def generate(self) -> None:
        compose = self.window.companion.compose
        if not compose.running:
            self.studio.model.engine.pieces = [self.words("generated", 6) for _ in range(8)]
            compose.start()

    def _written(self) -> None:
        number = self.window.companion.compose.generation.number
        if number:
            self.ready.append(number)

    def take(self) -> None:
        if self.ready and self.window.desk.session is not None:
            number = self.ready.pop()
            text = self.studio.generation(number).candidates[0].text
            if text:
                self.window.desk.take(number, 0, 0, len(text), "cursor")

    def switch(self) -> None:
        self.window.open_document(self.chance.choice(self.live()))

    def live(self) -> list[int]:
        return [one.id for one in self.studio.manuscript.documents() if not one.trashed]

    def make(self) -> None:
        if len(self.live()) < 12:
            self.line("structure")
            self.window.open_document(self.studio.manuscript.create("A scene"))

    def move(self) -> None:
        live = self.live()
        before = self.chance.choice([None, *live])
        self.studio.writing.tree.move([self.chance.choice(live)], before=before)

    def trash(self) -> None:
        live = self.live()
        if len(live) > 3:
            others = [one for one in live if one != self.window.desk.document]
            self.studio.writing.tree.trash(self.chance.choice(others))

    def split(self) -> None:
        document = self.window.desk.document
        length = len(self.window.desk.session.text)
        if length > 200 and len(self.live()) < 12:
            self.line("structure")
            if self.window.desk.let_go([document]):
                self.studio.writing.tree.split(document, self.chance.randint(1, length - 1))
            self.window.open_document(document)

    def merge(self) -> None:
        live = self.live()
        at = self.chance.randrange(len(live))
        pair = live[at : at + 2]
        if len(pair) == 2 and len(live) > 3:
            self.line("structure")
            try:
                if self.window.desk.let_go(pair):
                    self.studio.writing.tree.merge(pair)
            finally:
                self.window.open_document(pair[0])

    def snapshot(self) -> None:
        self.studio.writing.snapshots.take(self.window.desk.session)


def broken(*told: object) -> None:
    """A bug: whoever reads the lines fails."""
    sys.__excepthook__(*told)
    sys.stdout.write("broken\n")
    sys.stdout.flush()


def main() -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from muse_desktop.engine.trial import Trial, Trials
    from muse_desktop.settings import Settings
    from muse_desktop.studio.studio import Studio
    from muse_desktop.ui.base.collector import Collector
    from muse_desktop.ui.window import MainWindow
    from tests.ui.window.scripted import ScriptedEngine

    Trials.try_file = lambda *_, **__: Trial(True)  # type: ignore[method-assign]
    root = Path(sys.argv[1])
    model = root.parent / "Scripted 1B.gguf"
    model.write_bytes(b"GGUF scripted")
    application = QApplication(sys.argv[:1])
    settings = Settings(language="en", theme="light", model_path=str(model))
    studio = Studio.open(root, settings=settings, engine=ScriptedEngine())
    window = MainWindow(studio)
    window.show()
    author = Author(window, studio, int(sys.argv[2]))
    sys.excepthook = broken
    timer = QTimer()
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(author.act)
    timer.start()
    with Collector():
        return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
