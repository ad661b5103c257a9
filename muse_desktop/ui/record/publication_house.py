"""The sets of house rules to choose from, and what the chosen one asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.studio.publication.profiles import Profile, Rules
from muse_desktop.studio.publication.wording import Words, told_rules
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.list_model import Index, ListModel
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import Chip, Column, SectionLabel
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.record.disclosure_draft import tell

if TYPE_CHECKING:
    from muse_desktop.ui.record.publication_rules import RulesDialog

ROW = 32
TOPIC = "publication"
LEAST_WIDTH = 220


class ProfileModel(ListModel):
    """Sets of rules by name; what they are about is the tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(lambda profile: profile.id, parent)  # type: ignore[arg-type, return-value]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a row says."""
        if not index.isValid():
            return None
        profile: Profile = self.values[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return profile.name
        return profile.about if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)


class ProfileRow(QStyledItemDelegate):
    """One row of the list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Qt: draw the row."""
        draw_row(painter, option, index, "")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        """Qt: all rows are alike."""
        return QSize(120, ROW)


class HousePane(Retranslated, QWidget):
    """Chooses a project's rules, which it keeps at once; copies, edits and deletes sets of them."""

    judge_wanted = Signal()  # another set is shown, or the same with other rules
    chosen = Signal()  # the project goes by another set
    told = Signal(object)  # a Notice

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._room = studio.evidence.publication
        self._project = 0
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_WIDTH)
        self._heads = [SectionLabel(self) for _ in range(2)]
        self.profiles = QListView(self)
        self.model = ProfileModel(self)
        self.profiles.setModel(self.model)
        self.profiles.setItemDelegate(ProfileRow(self.profiles))
        self._rules = Column(self, margin=2)
        self._about = tell("", "", self._rules.inside)
        self._lines = tell("", "caption", self._rules.inside)
        self.edit, self.delete = Chip(parent=self), Chip(parent=self)
        self._build()
        self.profiles.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.edit.clicked.connect(self.edit_rules)
        self.delete.clicked.connect(self._delete)
        self.retranslate()

    def _build(self) -> None:
        self._rules.box.addWidget(self._about)
        self._rules.box.addWidget(self._lines)
        self._rules.box.addStretch(1)
        buttons = QHBoxLayout()
        for button in (self.edit, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(13, 14, 13, 14)
        box.setSpacing(8)
        box.addWidget(self._heads[0])
        box.addWidget(self.profiles, 3)
        box.addWidget(self._heads[1])
        box.addWidget(self._rules, 2)
        box.addLayout(buttons)

    def retranslate(self) -> None:
        """Set the words again."""
        heads = self.tr("House rules"), self.tr("What they ask for")
        for label, words in zip(self._heads, heads, strict=True):
            label.setText(words)
        self.profiles.setAccessibleName(self.tr("House rules"))
        self.delete.setText(self.tr("Delete"))
        self._show_rules()

    @property
    def profile(self) -> Profile | None:
        """The set of rules that is chosen."""
        row = self.profiles.currentIndex().row()
        return self.model.values[row] if 0 <= row < len(self.model.values) else None

    def open_project(self, project: int) -> None:
        """Show the sets, and the one that `project` goes by."""
        self._project = project
        self._load()

    def _load(self, wanted: str = "") -> None:
        """Read the sets of rules; `wanted`: choose this one."""
        room, project, language = self._room, self._project, spoken()

        def work() -> tuple[list[Profile], str]:
            return room.profiles(language, project), wanted or room.chosen(project, language).id

        def show(found: tuple[list[Profile], str]) -> None:
            profiles, chosen = found
            rows = [one.id for one in profiles]
            selection = self.profiles.selectionModel()
            selection.blockSignals(True)
            self.model.set_values(profiles)
            self.profiles.setCurrentIndex(self.model.index(rows.index(chosen) if chosen in rows else 0))
            selection.blockSignals(False)
            self.profiles.viewport().update()
            if wanted:
                self._choose()
            else:
                self._show_rules()
                self.judge_wanted.emit()

        self._jobs.watch(self._studio.background(work), self, show, self._refused)

    def _choose(self) -> None:
        profile = self.profile
        self._show_rules()
        if profile is not None and self._project:
            choosing = self._room.choose(self._project, profile.id)
            self._jobs.watch(choosing, self, lambda _: self.chosen.emit(), self._refused)
            self.judge_wanted.emit()

    def _show_rules(self) -> None:
        profile = self.profile
        rules = told_rules(profile.rules, Words(spoken())) if profile is not None else []
        own = profile is not None and not profile.shipped
        self._about.setText(profile.about if profile is not None else "")
        self._about.setVisible(bool(self._about.text()))
        self._lines.setText("\n".join(f"– {words}" for _, words in rules))
        self.edit.setText(self.tr("Change…") if own else self.tr("Copy and change…"))
        self.edit.setEnabled(profile is not None)
        self.delete.setVisible(own)

    def edit_rules(self) -> None:
        """Edit the chosen set; one that came with the app is copied."""
        from muse_desktop.ui.record.publication_rules import RulesDialog

        profile = self.profile
        if profile is None:
            return
        name = self.tr("{name} (mine)").format(name=profile.name) if profile.shipped else profile.name
        dialog = RulesDialog(profile, name, self.window())
        dialog.wanted.connect(lambda title, rules: self._keep(dialog, profile, title, rules))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, dialog: RulesDialog, profile: Profile, title: str, rules: Rules) -> None:
        def kept(made: str) -> None:
            dialog.accept()
            self._load(made)

        keeping = self._room.keep_profile("" if profile.shipped else profile.id, title, rules)
        self._jobs.watch(keeping, dialog, kept, dialog.show_refused)

    def _delete(self) -> None:
        profile = self.profile
        if profile is None or profile.shipped:
            return
        words = lambda: self.tr("The rules “{name}” are deleted.").format(name=profile.name)  # noqa: E731
        undo = lambda: self.tr("Take back")  # noqa: E731

        def back() -> None:
            keeping = self._room.keep_profile("", profile.name, profile.rules)
            self._jobs.watch(keeping, self, self._load, self._refused)

        def gone(_none: object) -> None:
            self.told.emit(Notice(TOPIC, words, "news", undo, back))
            self._load()

        self._jobs.watch(self._room.forget_profile(profile.id), self, gone, self._refused)

    def _refused(self, error: MuseError) -> None:
        self.told.emit(Notice(TOPIC, lambda: error.text(spoken())))
