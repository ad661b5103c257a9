"""Settings, a page for each matter; language and look act at once, everything else with Save."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionBook
from muse_desktop.ui.aloud.settings_page import AloudPage
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Line
from muse_desktop.ui.settings.adapters import AdaptersPage
from muse_desktop.ui.settings.hub import HubPage
from muse_desktop.ui.settings.look import LEAST_POINTS as LEAST_POINTS
from muse_desktop.ui.settings.look import MOST_POINTS as MOST_POINTS
from muse_desktop.ui.settings.look import LookPage
from muse_desktop.ui.settings.model import ModelPage
from muse_desktop.ui.settings.page import PagePage
from muse_desktop.ui.settings.remote import RemotePage
from muse_desktop.ui.settings.shortcuts import ShortcutsPage
from muse_desktop.ui.settings.spelling import SpellingPage

SIZE = (790, 690)


class SettingsDialog(Retranslated, QDialog):
    """Shows the settings and gives back changed ones."""

    tried = Signal(object)  # Settings to try out while the dialog is open

    def __init__(
        self, studio: Studio, jobs: Jobs, parent: QWidget | None = None, book: ActionBook | None = None
    ) -> None:
        super().__init__(parent)
        self.before = settings = studio.settings
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.stack = QStackedWidget(self)
        self.look = LookPage(settings, self)
        self.model_page = ModelPage(settings, studio, jobs, self)
        self.adapters = AdaptersPage(settings, studio, jobs, self)
        self.remote = RemotePage(settings, studio, jobs, self)
        self.hub = HubPage(settings, self)
        self.spelling = SpellingPage(settings, studio, jobs, self)
        self.page = PagePage(settings, self)
        self.aloud = AloudPage(settings, self)
        self.shortcuts = ShortcutsPage(settings, book, self)
        self.pages = (
            self.look,
            self.model_page,
            self.adapters,
            self.remote,
            self.hub,
            self.spelling,
            self.page,
            self.aloud,
            self.shortcuts,
        )
        self.language, self.theme, self.points = self.look.language, self.look.theme, self.look.points
        self.context = self.model_page.context
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self)
        self.save.setProperty("role", "primary")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        for page in (self.look, self.page):
            page.tried.connect(lambda: self.tried.emit(self.settings()))
        self.model_page.model_changed.connect(self._model_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: self.model_page.speed.stop())
        self.retranslate()
        self.resize(*SIZE)

    def _build(self) -> None:
        for page in self.pages:
            self.tabs.addTab("")
            self.stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.tabs)
        foot = QVBoxLayout()
        foot.setContentsMargins(22, 12, 22, 16)
        foot.addWidget(self.buttons)
        box.addLayout(head)
        box.addWidget(Line(self))
        box.addWidget(self.stack, 1)
        box.addWidget(Line(self))
        box.addLayout(foot)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Settings"))
        names = (
            self.tr("Language and look"),
            self.tr("Model and computer"),
            self.tr("Adapters"),
            self.tr("Remote model"),
            self.tr("Hub"),
            self.tr("Spelling"),
            self.tr("Page"),
            self.tr("Reading aloud"),
            self.tr("Shortcuts"),
        )
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self.save.setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    def go(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(self.pages.index(page))

    def settings(self) -> Settings:
        """The settings as the dialog shows them."""
        settings = self.before
        for page in self.pages:
            settings = page.apply(settings)
        return settings

    def _model_changed(self) -> None:
        wanted = self.settings()
        self.adapters.set_model(wanted.model_path, wanted.gpu_layers)
