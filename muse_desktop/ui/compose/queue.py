"""What the model does now and next: a small panel where the order is changed, and work held or cancelled."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.engine.queue import JobInfo, JobQueue
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.post import Bell
from muse_desktop.ui.base.widgets import Chip, SectionLabel, TextButton

WIDTH = 420
ROW_HEIGHT = 44
MOST_ROWS = 6
RETRY_MS = 100
MARGIN = 12  # between the panel and the window's edge


class QueueWatch(QObject):
    """The engine's queue as the window sees it: its changes arrive on the window's thread, in bunches."""

    changed = Signal()

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._queue: JobQueue | None = None
        self._bell = Bell(self, self.changed.emit)
        self.follow()

    def follow(self) -> None:
        """Listen to the queue of the engine that is used now."""
        if self._studio.queue is not self._queue:
            self.leave()
            self._queue = self._studio.queue
            self._queue.on_change.append(self._bell.press)
            self._bell.press()

    def leave(self) -> None:
        """Listen no more."""
        if self._queue is not None and self._bell.press in self._queue.on_change:
            self._queue.on_change.remove(self._bell.press)
        self._queue = None

    @property
    def jobs(self) -> tuple[JobInfo, ...]:
        """What runs, then what waits, in the order of doing."""
        return self._queue.jobs() if self._queue is not None else ()

    @property
    def waiting(self) -> int:
        """How many things the writer asked for have not begun."""
        return sum(job.state == "waiting" and job.kind == "generate" for job in self.jobs)

    @property
    def paused(self) -> bool:
        """Whether nothing new begins."""
        return self._queue is not None and self._queue.paused

    def set_paused(self, paused: bool) -> None:
        """Hold what waits, or go on."""
        if self._queue is not None:
            self._queue.pause() if paused else self._queue.resume()

    def move(self, job: int, before: int | None) -> None:
        """Put a waiting job before another, or behind all of its kind."""
        if self._queue is not None:
            self._queue.move(job, before)

    def cancel(self, job: int) -> None:
        """Stop a job or take it out of the list."""
        if self._queue is not None:
            self._queue.cancel(job)


class QueueDelegate(QStyledItemDelegate):
    """One job in two lines."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class QueueList(QListWidget):
    """The jobs; rows that wait are dragged, moved by Alt with an arrow, cancelled by Delete."""

    step_wanted = Signal(int)  # -1 up, 1 down
    cancel_wanted = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QueueDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setTabKeyNavigation(False)
        self.model().rowsMoved.connect(lambda *_: self.dropped.emit())

    @property
    def dragging(self) -> bool:
        """Whether a row is on its way."""
        return self.state() == QAbstractItemView.State.DraggingState

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Alt with an arrow moves the row, Delete cancels it."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.step_wanted.emit(steps[event.key()])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)


class QueuePanel(Retranslated, QFrame):
    """Laid over the window's lower right corner, where it may stay while the writer goes on."""

    def __init__(self, watch: QueueWatch, home: QWidget, window: QWidget) -> None:
        """`home`: where the keyboard goes when the place it came from is gone."""
        super().__init__(window)
        self.setObjectName("palette")
        self._watch = watch
        self._home = home
        self._return_to: QWidget | None = None
        self._heading = SectionLabel(self)
        self.list = QueueList(self)
        self._empty = QLabel(self)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self.up, self.down, self.cancel = Chip(parent=self), Chip(parent=self), Chip(parent=self)
        self.pause = QPushButton(self)
        self.pause.setProperty("role", "chip")
        self.close_button = TextButton(self)
        self._build()
        self._connect()
        self.retranslate()
        self.hide()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self.close_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.up, self.down, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.pause)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.list)
        box.addWidget(self._empty)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self._watch.changed.connect(self.reload)
        self.list.step_wanted.connect(self._step)
        self.list.cancel_wanted.connect(self._cancel)
        self.list.dropped.connect(self._dropped)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.cancel.clicked.connect(self._cancel)
        self.pause.clicked.connect(lambda: self._watch.set_paused(not self._watch.paused))
        self.close_button.clicked.connect(self.close_up)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("What the model does"))
        self.list.setAccessibleName(self.tr("What the model does now and next"))
        self._empty.setText(
            self.tr("Nothing waits. While the model writes, Queue in Compose puts the next prompt here.")
        )
        self.up.setText(self.tr("Earlier"))
        self.up.setToolTip(self.tr("Do it earlier (Alt+Up)"))
        self.down.setText(self.tr("Later"))
        self.down.setToolTip(self.tr("Do it later (Alt+Down)"))
        self.cancel.setText(self.tr("Cancel it"))
        self.cancel.setToolTip(self.tr("Take it out, or stop it (Delete)"))
        self.close_button.setText("✕")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.reload()

    # Showing

    def open(self) -> None:
        """Show the panel with the keyboard in its list."""
        self._return_to = self.window().focusWidget()
        self.reload()
        self.show()
        self.raise_()
        self.place()
        (self.list if self.list.count() else self.pause).setFocus(Qt.FocusReason.PopupFocusReason)

    def toggle(self) -> None:
        """Show it, or away with it."""
        if self.isVisible():
            self.close_up()
        else:
            self.open()

    def close_up(self) -> None:
        """Hide it; the keyboard goes back to where it was."""
        if not self.isVisible():
            return
        inside = self.isAncestorOf(self.window().focusWidget())
        self.hide()
        if inside:
            there = self._return_to is not None and self._return_to.isVisible()
            (self._return_to if there else self._home).setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Stand in the lower right corner, above the line at the bottom."""
        window = self.parentWidget()
        size = QSize(min(WIDTH, window.width() - 2 * MARGIN), self.sizeHint().height())
        self.resize(size)
        self.move(window.width() - size.width() - MARGIN, window.height() - size.height() - 28 - MARGIN)

    def reload(self) -> None:
        """Show the queue as it is now; the chosen job stays chosen."""
        if self.list.dragging:
            QTimer.singleShot(RETRY_MS, self, self.reload)  # not under the writer's hand
            return
        chosen = self._chosen()
        jobs = self._watch.jobs
        self.list.clear()
        for job in jobs:
            self.list.addItem(self._item(job))
        rows = [row for row, job in enumerate(jobs) if job.id == chosen]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.setVisible(bool(jobs))
        self._empty.setVisible(not jobs)
        self.list.setFixedHeight(ROW_HEIGHT * max(1, min(MOST_ROWS, len(jobs))) + 4)
        paused = self._watch.paused
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause all"))
        self.pause.setToolTip(
            self.tr("Let what waits begin again")
            if paused
            else self.tr("What runs may finish; nothing else begins")
        )
        self._enable()
        if self.isVisible():
            self.place()

    def _item(self, job: JobInfo) -> QListWidgetItem:
        item = QListWidgetItem(job.label or self._kind(job.kind))
        state = self._state(job)
        second = self._kind(job.kind) if job.label else self._why(job)
        item.setData(Role.ID, job.id)
        item.setData(Role.WORDS, state)
        item.setData(Role.SECOND, second)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {second}, {state}")
        item.setToolTip(job.label)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if job.state == "waiting" else flags)
        return item

    def _kind(self, kind: str) -> str:
        return {
            "generate": self.tr("Writing candidates"),
            "words": self.tr("Looking for the next word"),
            "score": self.tr("Reading again, to compare or to weigh"),
            "prewarm": self.tr("Reading ahead"),
            "embed": self.tr("Reading for meaning"),
            "calibrate": self.tr("Measuring this computer"),
            "load": self.tr("Loading a model"),
            "forget": self.tr("Forgetting what was read"),
        }.get(kind, kind)

    def _why(self, job: JobInfo) -> str:
        if job.kind in ("score", "embed", "prewarm"):
            return self.tr("in the background: gives way to everything you ask for")
        return self.tr("begins as soon as the model is free")

    def _state(self, job: JobInfo) -> str:
        if job.state == "running":
            return self.tr("now")
        return self.tr("held") if self._watch.paused else self.tr("waiting")

    # Acting

    def _chosen(self) -> int | None:
        item = self.list.currentItem()
        return item.data(Role.ID) if item is not None else None

    def _equals(self) -> list[int]:
        """The waiting jobs among which the chosen one may move, in order; empty when it may not."""
        chosen = self._chosen()
        waiting = [job for job in self._watch.jobs if job.state == "waiting"]
        ranks = [job.priority for job in waiting if job.id == chosen]
        return [job.id for job in waiting if ranks and job.priority == ranks[0]]

    def _enable(self) -> None:
        chosen, equals = self._chosen(), self._equals()
        self.up.setEnabled(bool(equals) and equals[0] != chosen)
        self.down.setEnabled(bool(equals) and equals[-1] != chosen)
        self.cancel.setEnabled(chosen is not None)

    def _step(self, step: int) -> None:
        chosen, equals = self._chosen(), self._equals()
        if chosen not in equals or not 0 <= equals.index(chosen) + step < len(equals):
            return
        after = [job for job in equals if job != chosen]
        place = equals.index(chosen) + step
        self._watch.move(chosen, after[place] if place < len(after) else None)

    def _dropped(self) -> None:
        ids = [self.list.item(row).data(Role.ID) for row in range(self.list.count())]
        before = {job.id: job for job in self._watch.jobs}
        chosen = self._chosen()
        if chosen in before:
            equals = [one for one in ids if one in before and before[one].priority == before[chosen].priority]
            place = equals.index(chosen) + 1
            self._watch.move(chosen, equals[place] if place < len(equals) else None)
        QTimer.singleShot(0, self, self.reload)  # where the queue has refused, the row goes back

    def _cancel(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._watch.cancel(chosen)
