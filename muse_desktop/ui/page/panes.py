"""One page, or two beside each other or one above the other, each with a document of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import ElidedLabel, TextButton
from muse_desktop.ui.page.desk import Desk
from muse_desktop.ui.page.page import Page

HEAD_HEIGHT = 30
MARK = 2  # the line under the head of the page the writer works on
LEAST_WIDTH, LEAST_HEIGHT = 220, 150


class PaneHead(Retranslated, QFrame):
    """Over a page while there are two: its document, and what can be done with the two pages."""

    swap_wanted = Signal()
    turn_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = self._below = False
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEAD_HEIGHT)
        self.title = ElidedLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "caption")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.swap, self.turn, self.close_button = TextButton(self), TextButton(self), TextButton(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 0, 6, MARK)
        box.setSpacing(2)
        box.addWidget(self.title, 1)
        for button in (self.swap, self.turn, self.close_button):
            box.addWidget(button)
        self.swap.clicked.connect(self.swap_wanted)
        self.turn.clicked.connect(self.turn_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        turn = self.tr("Put the pages beside each other")
        if not self._below:
            turn = self.tr("Put one page above the other")
        for button, sign, words in (
            (self.swap, "⇅" if self._below else "⇄", self.tr("Swap the two pages")),
            (self.turn, "◫" if self._below else "⊟", turn),
            (self.close_button, "×", self.tr("Close this page")),
        ):
            button.setText(sign)
            button.setToolTip(words)
            button.setAccessibleName(words)

    def show_state(self, title: str, *, current: bool, below: bool) -> None:
        """Whose head it is, whether the writer works there, whether the pages stand one above the other."""
        self.title.setText(title)
        if (current, below) != (self._current, self._below):
            self._current, self._below = current, below
            self.title.setProperty("current", "true" if current else "false")
            self.title.style().polish(self.title)
            self.retranslate()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line under it says where one writes."""
        super().paintEvent(event)
        painter = QPainter(self)
        height = MARK if self._current else 1
        line = QRect(0, self.height() - height, self.width(), height)
        painter.fillRect(line, colour("accent" if self._current else "line"))
        painter.end()


class Pane(QWidget):
    """A page with its head."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.head = PaneHead(self)
        self.head.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(page, 1)


class Panes(Retranslated, QSplitter):
    """The pages of the window. The first is always there; the second is made when it is first asked for."""

    page_made = Signal(object)  # Page
    changed = Signal()  # how many there are, or how they stand

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self._panes: list[Pane] = []
        self.two = False
        self._alone = False
        self.setHandleWidth(1)
        self._add(desk.page)
        desk.document_changed.connect(self.refresh)
        self.retranslate()

    def _add(self, page: Page) -> None:
        pane = Pane(page, self)
        self._panes.append(pane)
        self.addWidget(pane)
        self.setCollapsible(self.indexOf(pane), False)
        self.setStretchFactor(self.indexOf(pane), 1)
        pane.head.swap_wanted.connect(self.swap)
        pane.head.turn_wanted.connect(lambda: self.turn(not self.below))
        pane.head.close_wanted.connect(lambda: self.close_page(page))

    def retranslate(self) -> None:
        """Set the words again."""
        for pane in self._panes:
            pane.page.show_vacancy(self.tr("Choose a document in the binder: it opens here."))

    @property
    def below(self) -> bool:
        """Whether two pages stand one above the other."""
        return self.orientation() == Qt.Orientation.Vertical

    @property
    def other(self) -> Page | None:
        """The page that the writer does not work on, while there are two."""
        others = [page for page in self._desk.pages if page is not self._desk.page]
        return others[0] if self.two else None

    # What the writer does

    def open_two(self, document: int | None = None) -> None:
        """Have two pages, with a document on the other one; the keyboard stays where it is."""
        if len(self._panes) == 1:
            self._make_second()
        if not self.two:
            self.two = True
            self.refresh()
            self._halve()
            self.changed.emit()
        here, other = self._desk.page, self.other
        if document is not None and other is not None and document != self._desk.document:
            self._desk.open_on(other, document)
            self._desk.activate(here)
        self.refresh()

    def close_page(self, page: Page | None) -> None:
        """Have one page again, without this one; its document keeps what can be undone in it."""
        if not self.two or page is None:
            return
        kept = next(one for one in self._desk.pages if one is not page)
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self)
        self._desk.activate(kept)
        self._desk.clear(page)
        self.two = False
        self.refresh()
        if had_keyboard:
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def go_other(self) -> None:
        """Work on the other page."""
        if self.other is not None:
            self._desk.activate(self.other)
            self._desk.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def swap(self) -> None:
        """Let the two pages change places."""
        if self.two:
            sizes = self.sizes()
            self.insertWidget(0, self.widget(1))
            self.setSizes(sizes)

    def turn(self, below: bool) -> None:
        """Put two pages one above the other, or beside each other."""
        if below != self.below:
            self.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
            self._halve()
            self.refresh()
            self.changed.emit()

    def show_alone(self, alone: bool) -> None:
        """Show the page the writer works on alone for a while, or all there are."""
        self._alone = alone
        self.refresh()

    def _halve(self) -> None:
        self.setSizes([max(self.width(), self.height())] * 2)

    def _make_second(self) -> None:
        page = Page()  # a splitter takes every child for a pane of its own
        self._desk.add_page(page)
        self._add(page)
        self.retranslate()
        self.page_made.emit(page)

    def refresh(self) -> None:
        """Show what is to be seen, and whose page it is."""
        both = self.two and not self._alone
        for pane in self._panes:
            current = pane.page is self._desk.page
            pane.setMinimumSize(*((LEAST_WIDTH, LEAST_HEIGHT) if both else (0, 0)))
            pane.head.setVisible(both)
            session = pane.page.session
            pane.head.show_state(session.title if session else "", current=current, below=self.below)
            pane.page.show_title(session.title if session else "")
            pane.setVisible(both or current)
            if current:
                self.setFocusProxy(pane.page)
