"""The right pane: Compose, Check, Origins and History, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.compose.panel import ComposePanel
from muse_desktop.ui.library.check_panel import CheckPanel
from muse_desktop.ui.record.history_panel import HistoryPanel
from muse_desktop.ui.record.origins_panel import OriginsPanel


class Companion(Retranslated, QWidget):
    """Tabs over a stack of panels."""

    shown = Signal(QWidget)  # the panel that has come to the front

    def __init__(
        self, studio: Studio, jobs: Jobs, materials: Callable[[], Materials], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.stack = QStackedWidget(self)
        self.compose = ComposePanel(studio, jobs, materials, self)
        self.check = CheckPanel(studio, jobs, self)
        self.origins = OriginsPanel(studio, jobs, self)
        self.history = HistoryPanel(studio, jobs, self)
        self.panels: tuple[QWidget, ...] = (self.compose, self.check, self.origins, self.history)
        for panel in self.panels:
            self.tabs.addTab("")
            self.stack.addWidget(panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.tabs)
        box.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._show)
        self.history.word_wanted.connect(self.compose.results.show_alternatives)
        self.compose.alternatives.branch_wanted.connect(lambda *_: self.go(self.compose))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        names = (self.tr("Compose"), self.tr("Check"), self.tr("Origins"), self.tr("History"))
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
        self.tabs.setAccessibleName(self.tr("Companion"))

    def go(self, panel: QWidget) -> None:
        """Bring a panel to the front."""
        self.tabs.setCurrentIndex(self.panels.index(panel))

    def _show(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.shown.emit(self.panels[place])
