"""Whether the library's list stays quick with 100,000 texts: the real window, view and item model.

Keys and the pointer reach the window from outside, as a person's do. Measured is how long the window's
thread is kept from its next event while one scrolls, filters and sorts, and how long it takes until the first
rows of an answer are there.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks.row import Row

ITEMS = 100_000
FRAME_MS = 50.0
TICK_MS = 2
BEGUN_S = 3.0  # in which what is loaded behind the start has come
PORTION = 5_000  # texts that are noted at once
NOUNS = ("Salt", "Tide", "Lamp", "Fog", "Harbour", "Ledger", "静夜", "春江", "灯塔", "Winter", "Bell")
TAGS = ("sea", "love", "war", "night", "月", "childhood", "letters")


def rows(data: Path | None, items: int = ITEMS) -> list[Row]:
    """Import `items` small texts, then use the list as a writer would, while their vectors are being made."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MUSE_DESKTOP_HOME"] = str(Path(folder, "home"))
        return _measure(Path(folder), items)


def fill(studio: Any, folder: Path, items: int) -> None:
    """Import so many small files as a writer would, then note something of each."""
    chance = random.Random(7)
    for number in range(1, items + 1):
        title = f"{chance.choice(NOUNS)} and {chance.choice(NOUNS)} {number}"
        path = folder / f"{number // 1000}" / f"{title}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(chance), "utf-8")
    report = studio.library.add([folder])
    assert len(report.added) == items, report.skipped[:3]
    ids = [info.id for info in report.added]
    for at in range(0, items, PORTION):
        studio.library.set_each({item: _noted(item, chance) for item in ids[at : at + PORTION]})


def _text(chance: random.Random) -> str:
    """A text of 20 to 100 words, or about as many 字, of words that nobody has said."""
    if chance.random() < 0.3:
        return "".join(chr(chance.randrange(0x4E00, 0x6E00)) for _ in range(chance.randrange(30, 150)))
    sizes = (chance.randrange(3, 9) for _ in range(chance.randrange(20, 100)))
    return " ".join("".join(chance.choices("aeiounrstlmd", k=size)) for size in sizes)


def _noted(item: int, chance: random.Random) -> dict[str, Any]:
    rights = chance.choice(("", "mine", "public_domain", "licensed"))
    return {
        "author": f"Author {item % 3000}", "rights": rights, "year": chance.randrange(1700, 2024),
        "tags": chance.sample(TAGS, chance.randrange(3)), "rating": chance.randrange(6),
    }  # fmt: skip


def _measure(folder: Path, items: int) -> list[Row]:
    from muse_desktop.studio.studio import Studio

    studio = Studio.open(folder / "workspace")
    try:
        fill(studio, folder / "texts", items)
        return use(studio, items)
    finally:
        studio.close()


def use(studio: Any, items: int) -> list[Row]:
    """Open the window on a workspace of so many texts and use the list."""
    from PySide6.QtWidgets import QApplication

    from muse_desktop.app import SWITCH_S
    from muse_desktop.ui.base.collector import Collector
    from muse_desktop.ui.library.room import LibraryRoom
    from muse_desktop.ui.window import MainWindow

    application = QApplication.instance() or QApplication([])
    sys.setswitchinterval(SWITCH_S)  # as the app does
    with Collector():
        window = MainWindow(studio)
        window.resize(1280, 800)
        window.show()
        course = _Course(application, window, items)
        course.wait(lambda: studio.model.state in ("ready", "failed"))
        course.rest(BEGUN_S)
        course.step("open", lambda: window.actions_["library"].trigger(), lambda: False, 0.0)
        view = window.rooms.get(LibraryRoom).view
        course.wait(lambda: view.rows.rowCount() == items and view.rows.listed(0) is not None)
        course.rest(1.0)
        course.use(view)
        window.close()
        return course.rows()


class _Course:
    """What is done with the list, and the gaps between the ticks of a timer meanwhile."""

    def __init__(self, application: Any, window: Any, items: int) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._application, self._window, self._items = application, window, items
        self._ticks: list[tuple[float, float]] = []  # the clock, and the time this thread has worked
        self._gaps: dict[str, float] = {}
        self._worked: dict[str, float] = {}
        self._waits: dict[str, float] = {}
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(lambda: self._ticks.append(_now()))
        self._timer.start()

    def wait(self, ready: Callable[[], bool], seconds: float = 60.0) -> None:
        """Let the window live until `ready`."""
        end = time.perf_counter() + seconds
        while not ready() and time.perf_counter() < end:
            self._application.processEvents()
            time.sleep(0.001)

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        self.wait(lambda: False, seconds)

    def step(self, name: str, act: Callable[[], Any], ready: Callable[[], bool], most: float = 20.0) -> None:
        """Do something, wait for its answer, and note the longest gap and how long that took."""
        self.rest(0.05)
        self._ticks = [_now()]
        begun = time.perf_counter()
        act()
        self.wait(ready, most)
        took = time.perf_counter() - begun
        self.rest(0.1)
        gaps = [
            (1000 * (after - before), 1000 * (end - start))
            for (before, start), (after, end) in pairwise(self._ticks)
        ]
        assert took < most or not most, f"no answer: {name}"
        self._gaps[name] = max(self._gaps.get(name, 0.0), *(gap for gap, _ in gaps))
        self._worked[name] = max(self._worked.get(name, 0.0), *(worked for _, worked in gaps))
        self._waits[name] = max(self._waits.get(name, 0.0), 1000 * took)

    def use(self, view: Any) -> None:
        """Scroll by keys and by the bar, type words, choose filters, sort by each column, choose texts."""
        from PySide6.QtCore import QPoint, Qt

        self._scroll(view)
        for words in ("salt", "salt tide", "静夜", "nothing such", ""):
            self._answered("filter by words", view, lambda words=words: self._type(view.filters.field, words))
        for name in ("language", "rights", "tag", "least_rating"):
            view.filters.boxes[name].setFocus()
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._answered("filter by a list", view, lambda key=key: self._key(key))
        self._sort(view)
        table = view.table
        table.setFocus()
        everything = Qt.KeyboardModifier.ControlModifier
        self.step(
            "choose all", lambda: self._key(Qt.Key.Key_A, everything), lambda: view.details.fields.isEnabled()
        )
        row = QPoint(60, table.rowHeight(0) // 2)
        self.step(
            "choose one",
            lambda: self._click(table.viewport(), row),
            lambda: len(table.chosen_ids()) == 1 and view.details.details is not None,
        )

    def _scroll(self, view: Any) -> None:
        """By pages, then by dragging the bar from its top to its end."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        table, handle = view.table, self._window.windowHandle()
        table.setFocus()
        for _ in range(40):
            self.step("scroll by page", lambda: self._key(Qt.Key.Key_PageDown), lambda: _shown(view))
        self._key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        bar, option = table.verticalScrollBar(), QStyleOptionSlider()
        bar.initStyleOption(option)
        complex_, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
        held = bar.style().subControlRect(complex_, option, part, bar).center()
        start, left = bar.mapTo(self._window, held), bar.height() - 2 * held.y()
        button = Qt.MouseButton.LeftButton
        QTest.mousePress(handle, button, Qt.KeyboardModifier.NoModifier, start)
        for place in range(1, 31):
            where = start + QPoint(0, left * place // 30)
            move = lambda where=where: QTest.mouseMove(handle, where)  # noqa: E731
            self.step("drag the bar", move, lambda: _shown(view))
        assert bar.value() > 0.9 * bar.maximum(), (bar.value(), bar.maximum())
        QTest.mouseRelease(handle, button, Qt.KeyboardModifier.NoModifier, where)
        self._key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)

    def _sort(self, view: Any) -> None:
        """By a click on each heading, of columns too that are hidden at first."""
        from PySide6.QtCore import QPoint

        from muse_desktop.ui.library.table_model import COLUMNS

        table, header = view.table, view.table.horizontalHeader()
        for at, _ in enumerate(COLUMNS):
            table.setColumnHidden(at, False)
        self.rest(0.2)  # until they are laid out
        for at, _ in enumerate(COLUMNS):
            table.scrollTo(view.rows.index(0, at))
            left = header.sectionViewportPosition(at)
            right = min(left + header.sectionSize(at), header.viewport().width())
            middle = QPoint((max(left, 0) + right) // 2, header.height() // 2)
            self._answered("sort", view, lambda middle=middle: self._click(header.viewport(), middle))

    def _answered(self, name: str, view: Any, act: Callable[[], Any]) -> None:
        """A step that ends when the list was read anew and its first rows are there."""
        old = view._listing
        self.step(name, act, lambda: view._listing is not old and _shown(view))

    def _key(self, key: Any, modifiers: Any = None) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self._window.windowHandle(), key, modifiers or Qt.KeyboardModifier.NoModifier)

    def _type(self, field: Any, words: str) -> None:
        """Other words in a field, letter by letter; what no key has is pasted."""
        from PySide6.QtCore import Qt

        field.setFocus()
        control = Qt.KeyboardModifier.ControlModifier
        self._key(Qt.Key.Key_A, control)
        self._key(Qt.Key.Key_Delete)
        if words.isascii():
            for letter in words.upper():
                self._key(Qt.Key(ord(letter)))
        else:
            self._application.clipboard().setText(words)
            self._key(Qt.Key.Key_V, control)

    def _click(self, widget: Any, place: Any) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        none = Qt.KeyboardModifier.NoModifier
        where = widget.mapTo(self._window, place)
        QTest.mouseClick(self._window.windowHandle(), Qt.MouseButton.LeftButton, none, where)

    def rows(self) -> list[Row]:
        """What was measured."""
        many = f"{self._items:,} texts, the longest time the window's thread was kept"
        how = {name: f"{many}; it worked {worked:.0f} ms at most" for name, worked in self._worked.items()}
        built = self._gaps.pop("open")  # all widgets of the view are made then, once
        found = [Row("library list: first opening", built, "ms", "–", True, how["open"])]
        found += [
            Row(f"library list: {name}", gap, "ms", f"<= {FRAME_MS:.0f}", gap <= FRAME_MS, how[name])
            for name, gap in self._gaps.items()
        ]
        return found + [
            Row(f"library list: {name}, answer", took, "ms", "–", True, "until the first rows are there")
            for name, took in self._waits.items()
            if name not in ("open", "choose all")
        ]


def _shown(view: Any) -> bool:
    """Whether the first rows that are in view are read."""
    first = view.table.rowAt(2)
    return view.rows.rowCount() == 0 or (first >= 0 and view.rows.listed(first) is not None)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()
