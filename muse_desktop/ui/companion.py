"""The right pane: Compose, Check, Origins, History and what rooms add, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.compose.panel import ComposePanel
from muse_desktop.ui.originality.panel import CheckPanel
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
        self.panels: list[QWidget] = [self.compose, self.check, self.origins, self.history]
        self._covers: dict[QWidget, QWidget] = {}  # what is shown in a panel's place
        self._names: dict[QWidget, Callable[[], str]] = {
            self.compose: lambda: self.tr("Compose"),
            self.check: lambda: self.tr("Check"),
            self.origins: lambda: self.tr("Origins"),
            self.history: lambda: self.tr("History"),
        }
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
        for place, panel in enumerate(self.panels):
            self.tabs.setTabText(place, self._names[panel]())
        self.tabs.setAccessibleName(self.tr("Companion"))

    def add(self, panel: QWidget, name: Callable[[], str], before: QWidget) -> None:
        """One more tab, in front of that of `before`; `name` is asked again in another language."""
        place = self.panels.index(before)
        self._names[panel] = name
        self.panels.insert(place, panel)
        self.stack.addWidget(panel)
        self.tabs.insertTab(place, name())

    def cover(self, panel: QWidget, cover: QWidget | None) -> None:
        """Show `cover` in the place of a panel from now on; None: the panel itself again."""
        old = self._covers.pop(panel, None)
        if cover is not None:
            self._covers[panel] = cover
            self.stack.addWidget(cover)
        if self.stack.currentWidget() in (panel, old):
            self.stack.setCurrentWidget(cover or panel)
        if old is not None and old is not cover:
            self.stack.removeWidget(old)

    def go(self, panel: QWidget) -> None:
        """Bring a panel to the front."""
        self.tabs.setCurrentIndex(self.panels.index(panel))

    def _show(self, place: int) -> None:
        panel = self.panels[place]
        self.stack.setCurrentWidget(self._covers.get(panel, panel))
        self.shown.emit(panel)
