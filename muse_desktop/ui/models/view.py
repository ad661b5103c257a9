"""The models: those on this computer, those to be had, their speed, and every connection made for them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.models.catalogue_page import CataloguePage
from muse_desktop.ui.models.connections_page import ConnectionsPage
from muse_desktop.ui.models.lab_page import LabPage
from muse_desktop.ui.models.shelf_page import ShelfPage
from muse_desktop.ui.notices import Notice, NoticeBar

PageName = Literal["shelf", "catalogue", "lab", "connections"]
TOP_HEIGHT = 40


class ModelsView(Retranslated, QWidget):
    """Four pages under one line. Esc or the chip goes back to the page.

    Each page is made as `Page(studio, jobs, parent)`, has `shown()`, called whenever it comes to the front,
    and `failed`, whose errors are told above it.
    """

    back = Signal()
    failed = Signal(object)  # MuseError, told here already

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models")
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setProperty("role", "roomy")
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.back_chip = BackChip(self)
        self.notices = NoticeBar(self)
        self.stack = QStackedWidget(self)
        self.shelf = ShelfPage(studio, jobs, self)
        self.catalogue = CataloguePage(studio, jobs, self)
        self.lab = LabPage(studio, jobs, self)
        self.connections = ConnectionsPage(studio, jobs, self)
        self.pages: dict[PageName, QWidget] = {
            "shelf": self.shelf,
            "catalogue": self.catalogue,
            "lab": self.lab,
            "connections": self.connections,
        }
        self._build()
        self.back_chip.clicked.connect(self.back)
        self.tabs.currentChanged.connect(self._show)
        self.shelf.more_wanted.connect(lambda: self.go("catalogue"))
        self.shelf.compare_wanted.connect(self._compare)
        self.retranslate()

    def _build(self) -> None:
        top = QFrame(self)
        top.setProperty("role", "topbar")
        top.setFixedHeight(TOP_HEIGHT)
        head = QHBoxLayout(top)
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(26)
        head.addWidget(self._title)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.back_chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (top, self.notices, self.stack):
            box.addWidget(widget, int(widget is self.stack))
        for page in self.pages.values():
            self.tabs.addTab("")
            self.stack.addWidget(page)
            page.failed.connect(self.tell)

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("Models"))
        for place, name in enumerate(
            (self.tr("On this computer"), self.tr("Get more"), self.tr("Speed lab"), self.tr("Connections"))
        ):
            self.tabs.setTabText(place, name)
        self.tabs.setAccessibleName(self.tr("Models"))

    def go(self, name: PageName) -> None:
        """Bring a page to the front."""
        place = list(self.pages).index(name)
        if self.tabs.currentIndex() == place:
            self._show(place)
        self.tabs.setCurrentIndex(place)

    def take_keyboard(self) -> None:
        """Let the keyboard be where it is of most use on the page in front."""
        place = self.shelf.list if self.stack.currentWidget() is self.shelf else self.tabs
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compare(self, path: Path) -> None:
        self.go("lab")
        self.lab.offer([path])

    def _show(self, place: int) -> None:
        page = list(self.pages.values())[place]
        self.stack.setCurrentWidget(page)
        page.shown()

    def tell(self, error: MuseError) -> None:
        """Say what went wrong, above the pages."""
        self.notices.tell(Notice(error.code, lambda: error.text(spoken())))
        self.failed.emit(error)
