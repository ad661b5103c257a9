"""Backups, and the documents in one of them, as rows of lists."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.manuscript.backups import BackupContents, BackupInfo, KeptDocument
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import bare_list
from muse_desktop.ui.settings.parts import in_bytes

ROW = 46


class BackupModel(ListModel):
    """Backups, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda info: hash(info.path), parent)

    def title(self, info: BackupInfo) -> str:
        """When it was made, or the name its writer gave it."""
        return when(info.at) if info.at else info.path.stem

    def second(self, info: BackupInfo) -> str:
        """Its size, and what is special about it."""
        size = in_bytes(info.bytes) if info.bytes >= 500_000 else self.tr("under 1 MB")
        if info.before:
            return self.tr("{size} · made before going back").format(size=size)
        return size

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the words of a row."""
        if not index.isValid():
            return None
        info = self.values[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(info)
        if role == Role.SECOND:
            return self.second(info)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(info)}, {self.second(info)}"
        return str(info.path) if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)


class KeptModel(ListModel):
    """The documents of one backup."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda kept: kept.id, parent)

    def words(self, kept: KeptDocument) -> str:
        """How long it is."""
        return self.tr("%Ln words", "", kept.words)

    def second(self, kept: KeptDocument) -> str:
        """Its project, and what has become of it since."""
        parts = [kept.project]
        if kept.trashed:
            parts.append(self.tr("in the trash then"))
        if kept.change == "gone":
            parts.append(self.tr("not there any more"))
        elif kept.change == "trashed":
            parts.append(self.tr("in the trash now"))
        elif kept.change == "changed":
            parts.append(self.tr("changed since: %Ln words now", "", kept.present_words))
        return " · ".join(part for part in parts if part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the words of a row."""
        if not index.isValid():
            return None
        kept = self.values[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return kept.title
        if role == Role.WORDS:
            return self.words(kept)
        if role == Role.SECOND:
            return self.second(kept)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((kept.title, self.words(kept), self.second(kept)))
        return super().data(index, role)


class RowDelegate(QStyledItemDelegate):
    """Two lines a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, max(ROW, 2 * option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one row."""
        self.initStyleOption(option, index)
        draw_row(painter, option, index, str(index.data(Role.WORDS) or ""), str(index.data(Role.SECOND)))


class Rows(QListView):
    """A list of two-line rows."""

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        bare_list(self)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)


class BackupList(Retranslated, Rows):
    """All backups; the first is chosen when they are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.backups = BackupModel()
        super().__init__(self.backups, parent)
        self.backups.setParent(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Backups"))
        self.backups.refresh()

    @property
    def chosen(self) -> BackupInfo | None:
        """The backup that is chosen."""
        info = self.currentIndex().data(Role.VALUE)
        return info if isinstance(info, BackupInfo) else None

    def show_backups(self, backups: list[BackupInfo]) -> None:
        """Show these; what was chosen stays chosen."""
        before = self.chosen
        self.backups.set_values(backups)
        row = self.backups.row_of(hash(before.path)) if before else -1
        self.setCurrentIndex(self.backups.index(max(row, 0), 0))


class KeptList(Retranslated, Rows):
    """The documents of a backup; several can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.kept = KeptModel()
        super().__init__(self.kept, parent)
        self.kept.setParent(self)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Documents in the backup"))
        self.kept.refresh()

    def show_contents(self, contents: BackupContents | None) -> None:
        """Show what is in a backup, what differs first."""
        documents = contents.documents if contents else ()
        self.kept.set_values(sorted(documents, key=lambda one: (one.change == "same", one.trashed)))
        self.setCurrentIndex(self.kept.index(0, 0))

    def chosen(self) -> list[KeptDocument]:
        """The documents that are chosen, in the order of the list."""
        return [index.data(Role.VALUE) for index in sorted(self.selectionModel().selectedIndexes())]
