"""The measuring process of `keys.py`: `python -m tests.benchmarks.editor.keys_child WORDS`."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

BLOCKS = 4  # turns of ours and the bare widget
KEYS = 250  # a turn
EVERY_MS = 30
VOCABULARY = """
the tide came in without sound and keeper of light had not yet come home through grey evening while her sister
waited at window with lamp between hands counting boats that never would return across bay wind salt stone
harbour letter winter answer morning quiet road small house garden under old bridge
""".split()  # noqa: SIM905


def main(words: int) -> dict[str, float]:
    """Measure with a document of so many words; times in ms unless named otherwise."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["MUSE_DESKTOP_HOME"] = str(Path(name, "home"))
        return _measure(Path(name), words)


def _measure(folder: Path, words: int) -> dict[str, float]:
    import gc

    gc.disable()
    from muse_desktop.app import SWITCH_S
    from muse_desktop.lazy import load_heavy
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import Settings, save_settings
    from muse_desktop.studio.studio import Studio

    settings_file().parent.mkdir(parents=True, exist_ok=True)
    save_settings(Settings(welcomed=True), settings_file())
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # what making it takes is not the window's
        document = apart.submit(_write, folder / "workspace", words).result()
    studio = Studio.open(folder / "workspace")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from muse_desktop.ui.base.collector import Collector
    from muse_desktop.ui.window import MainWindow

    application = QApplication.instance() or QApplication([])
    load_heavy()  # as the app does a second after its start
    sys.setswitchinterval(SWITCH_S)  # and this
    with Collector():
        window = MainWindow(studio)
        window.resize(1280, 800)
        window.show()
        QTest.qWait(300)
        painted = Painted(lambda: window.page.editor.painted_above)
        begun = time.perf_counter()
        window.open_document(document)
        painted.follow()
        while painted.last < begun:
            application.processEvents()
        found = {"open_s": painted.last - begun}
        _mark(window)
        QTest.qWait(20_000 if words > 50_000 else 4_000)  # everything is checked for spelling meanwhile
        found |= _memory()
        found |= _type(window, studio, words)
        window.close()
        studio.close()
    return found


def _write(workspace: Path, words: int) -> int:
    """A document of made-up prose, every second paragraph the model's, one word in a hundred misspelt."""
    from muse_desktop.provenance.kinds import Kind
    from muse_desktop.provenance.runs import Run, Runs
    from muse_desktop.studio.studio import Studio

    chance = random.Random(7)
    studio = Studio.open(workspace)
    studio.manuscript.create("Another")
    document = studio.manuscript.create("The novel")
    session = studio.manuscript.open(document)
    typed, made = session.typed_origin(0), session.insert_origin(Kind.GENERATED)
    parts: list[str] = []
    runs: list[Run] = []
    written = 0
    while written < words:
        count = min(chance.randint(60, 140), words - written)
        chosen = [chance.choice(VOCABULARY) for _ in range(count)]
        for place in range(0, count, 100):
            chosen[place] = chosen[place][::-1] + "q"
        paragraph = " ".join(chosen).capitalize() + ".\n"
        parts.append(paragraph)
        runs.append(Run(len(paragraph), made if len(parts) % 2 else typed))
        written += count
    text = "".join(parts)
    session.apply(0, 0, text, Runs(tuple(runs)).slice(0, len(text)))
    session.save().result()
    studio.close()
    return int(document)


def _mark(window: Any) -> None:
    """Two hundred passages found by a check, origins tinted."""
    text = window.page.session.text
    step = max(1, len(text) // 200)
    window.page.show_hits([(at, at + min(60, step // 2)) for at in range(0, len(text) - step, step)])
    window.page.set_tints_visible(True)


class Painted:
    """When a widget had last painted itself."""

    def __init__(self, signal: Callable[[], Any]) -> None:
        self.last = 0.0
        self.count = 0
        self._signal = signal

    def follow(self) -> None:
        """Listen to the widget there is now."""
        self._signal().connect(lambda *_: self.tell())

    def tell(self) -> None:
        """It has painted itself."""
        self.last = time.perf_counter()
        self.count += 1


def _memory() -> dict[str, float]:
    """Resident megabytes of this process and its dictionaries'; the engine's child is the model's."""
    import psutil

    own = psutil.Process()
    children = [one for one in own.children(recursive=True) if "--spelling-worker" in one.cmdline()]
    window_mb = own.memory_info().rss / 1e6
    return {"window_mb": window_mb, "mb": window_mb + sum(one.memory_info().rss for one in children) / 1e6}


def _bare(window: Any, text: str) -> tuple[Any, Painted]:
    """A QTextEdit with the same text, font and width of lines, as large as the page."""
    from PySide6.QtGui import QPaintEvent, QTextCursor
    from PySide6.QtWidgets import QTextEdit

    painted = Painted(lambda: None)

    class Bare(QTextEdit):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            painted.tell()

    page = window.page.editor
    bare = Bare()
    bare.setAcceptRichText(False)
    bare.document().setDefaultFont(page.document().defaultFont())
    margins = page.viewportMargins()
    bare.setViewportMargins(margins.left(), 0, margins.right(), 0)
    bare.resize(page.size())
    bare.setPlainText(text)
    bare.show()
    cursor = bare.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    bare.setTextCursor(cursor)
    return bare, painted


def _type(window: Any, studio: Any, words: int) -> dict[str, float]:
    from PySide6.QtTest import QTest

    studio.model.ready().result(120)
    bare, bare_painted = _bare(window, window.page.session.text)
    ours = Painted(lambda: window.page.editor.painted_above)
    ours.follow()
    chance = random.Random(3)
    compose = window.companion.compose
    compose.set_candidates(2)
    stream = _Stream(compose)
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for turn in range(BLOCKS):
        for name, editor, painted in (("ours", window.page.editor, ours), ("bare", bare, bare_painted)):
            editor.activateWindow()
            editor.setFocus()
            _go(editor, (turn + 1) / (BLOCKS + 1))
            QTest.qWait(1500)  # the jump is not a key
            stream.keep_going()
            times[name] += _keys(editor, painted, chance, stream)
    bare.close()
    compose.stop_now()
    made = {"keys": float(len(times["ours"])), "every_ms": float(EVERY_MS), "streamed": float(stream.pieces)}
    for name, prefix in (("ours", ""), ("bare", "bare_")):
        ordered = sorted(times[name])
        made[prefix + "p50"] = ordered[len(ordered) // 2]
        made[prefix + "p99"] = ordered[int(len(ordered) * 0.99)]
        made[prefix + "worst"] = ordered[-1]
    return made


class _Stream:
    """Keeps the model writing into the panel."""

    def __init__(self, compose: Any) -> None:
        self._compose = compose
        self.pieces = 0
        self._seen = 0

    def keep_going(self) -> bool:
        """Ask again when the last candidates are complete, and let them begin; whether it was asked."""
        from PySide6.QtTest import QTest

        asked = not self._compose.running
        if asked:
            while self._compose.prepared is None:
                QTest.qWait(20)
            self._compose.start()
            QTest.qWait(500)
        shown = sum(len(card.text) for card in self._compose.results.board.cards)
        self.pieces += max(0, shown - self._seen)
        self._seen = shown
        return asked


def _go(editor: Any, share: float) -> None:
    """The cursor into the middle of a paragraph, at a share of the text."""
    cursor = editor.textCursor()
    cursor.setPosition(int((editor.document().characterCount() - 1) * share))
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def _keys(editor: Any, painted: Painted, chance: random.Random, stream: _Stream) -> list[float]:
    """Milliseconds from the moment a key was due until the widget was painted with it.

    Keys are due at fixed times: while the window is busy with anything else they wait, as a writer's would.
    """
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    taken = []
    start = time.perf_counter() + 0.05
    for number in range(KEYS):
        due = start + number * EVERY_MS / 1000
        while (left := due - time.perf_counter()) > 0:
            application.processEvents()
            time.sleep(min(left, 0.001))
        letter = " " if number % 6 == 5 else chance.choice("etaoinshrdlu")
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
        before = painted.count
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            application.sendEvent(editor, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
        while painted.count == before:
            application.processEvents()
        taken.append(1000 * (painted.last - due))
        if number % 20 == 19 and stream.keep_going():
            start += time.perf_counter() - due  # asking for candidates is a click, not a key
    return taken


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
