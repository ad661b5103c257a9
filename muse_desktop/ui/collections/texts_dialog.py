"""Choosing texts of the library for a collection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Quiet
from muse_desktop.ui.collections.lists import TextList, TextsInOrder
from muse_desktop.ui.settings.parts import small_print

SIZE = 560, 520
MOST_SHOWN = 2_000
WAIT_MS = 120


class TextsDialog(Retranslated, QDialog):
    """A field and the texts it finds; several can be chosen."""

    def __init__(self, texts: Sequence[ItemInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.rows = TextsInOrder(self)
        self.list = TextList(self.rows, self)
        self.list.setProperty("role", "boxed")
        self._about = small_print(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = QPushButton(self)
        self.add.setProperty("role", "primary")
        self.buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        for widget in (self.field, self.list, self._about, self.buttons):
            box.addWidget(widget, int(widget is self.list))
        self._quiet = Quiet(WAIT_MS, self._find, self)
        self.field.textChanged.connect(lambda _text: self._quiet.start())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self.list.read_wanted.connect(lambda _item: self.accept())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(*SIZE)
        self.retranslate()
        self._find()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Add texts to the collection"))
        self.field.setPlaceholderText(self.tr("Title, author, tag"))
        self.field.setAccessibleName(self.tr("Words in title, author or tags"))
        self.list.setAccessibleName(self.tr("Texts of the library"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._count()

    def chosen(self) -> list[int]:
        """The chosen texts."""
        return self.list.chosen_ids()

    def _find(self) -> None:
        words = self.field.text().casefold().split()
        found = [
            one
            for one in self._texts
            if all(word in f"{one.title} {one.author} {' '.join(one.tags)}".casefold() for word in words)
        ]
        self.rows.set_values(found[:MOST_SHOWN])
        self._about.setText(
            self.tr("%Ln more: type to find them.", "", len(found) - MOST_SHOWN)
            if len(found) > MOST_SHOWN
            else ""
        )
        self._count()

    def _count(self) -> None:
        many = len(self.list.selectionModel().selectedRows())
        self.add.setEnabled(many > 0)
        self.add.setText(self.tr("Add %Ln texts", "", many) if many else self.tr("Add"))
