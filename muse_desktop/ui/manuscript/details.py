"""What is noted about a document: status, label, synopsis, point of view, target, whether it is compiled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Quiet, bare, calm
from muse_desktop.ui.manuscript.binder_acts import Acts
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_words import NodeWords

SYNOPSIS_HEIGHT = 74
MOST_WORDS = 10_000_000
TARGET_STEP = 250
TEXT_INDENT = 8  # as the boxes above it have
KEPT_AFTER_MS = 900


class DetailsCard(Retranslated, QFrame):
    """Follows what is chosen in the binder; what is changed is kept when the field is left or after a pause.

    With several documents chosen, a field shows what they share, and what is set is set for all of them.
    """

    def __init__(self, book: Book, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._book, self._acts = book, acts
        self._words = NodeWords(self)
        self._documents: list[int] = []
        self._filling = False
        self.status, self.label, self.point_of_view = (self._combo() for _ in range(3))
        self.synopsis = QPlainTextEdit(self)
        self.synopsis.setTabChangesFocus(True)
        self.synopsis.setFixedHeight(SYNOPSIS_HEIGHT)
        self.target = QSpinBox(self)
        self.target.setRange(0, MOST_WORDS)
        self.target.setSingleStep(TARGET_STEP)
        self.target.setGroupSeparatorShown(True)
        self.target.setKeyboardTracking(False)
        bare(self.target, TEXT_INDENT)
        self.compiled = QCheckBox(self)
        self._names = [QLabel(self) for _ in range(4)]
        self._quiet = Quiet(KEPT_AFTER_MS, self.keep, self)
        self._build()
        self._connect()
        self.retranslate()
        book.changed.connect(self._follow)

    def _combo(self) -> QComboBox:
        combo = QComboBox(self)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setMinimumContentsLength(4)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.lineEdit().setProperty("role", "bare")
        return combo

    def _build(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields = (self.status, self.label, self.point_of_view, self.target)
        for name, field in zip(self._names, fields, strict=True):
            name.setProperty("role", "caption")
            name.setBuddy(field)
            form.addRow(name, field)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.synopsis)
        box.addLayout(form)
        box.addWidget(self.compiled)
        calm(self, self.status, self.label, self.point_of_view, self.target)

    def _connect(self) -> None:
        for name in ("status", "label", "point_of_view"):
            combo: QComboBox = getattr(self, name)
            combo.activated.connect(lambda _at, name=name: self._keep_text(name))
            combo.lineEdit().editingFinished.connect(lambda name=name: self._keep_text(name))
        self.synopsis.textChanged.connect(lambda: self._filling or self._quiet.start())
        self.synopsis.installEventFilter(self)
        self.target.valueChanged.connect(lambda words: self._note(target=words))
        self.compiled.clicked.connect(lambda on: self._note(compiled=on))

    def retranslate(self) -> None:
        """Set the words again."""
        fields = (self.status, self.label, self.point_of_view, self.target)
        words = (self.tr("Status"), self.tr("Label"), self.tr("Seen by"), self.tr("Target"))
        spoken = (self.tr("Status"), self.tr("Label"), self.tr("Point of view"), self.tr("Target in words"))
        for name, field, text, say in zip(self._names, fields, words, spoken, strict=True):
            name.setText(text)
            name.setToolTip(say)
            field.setAccessibleName(say)
            field.setToolTip(say)
        self.synopsis.setPlaceholderText(self.tr("What happens here, in a sentence or two"))
        self.synopsis.setAccessibleName(self.tr("Synopsis"))
        self.target.setSpecialValueText(self.tr("none"))
        self.compiled.setText(self.tr("In the manuscript"))
        self.compiled.setToolTip(self.tr("Left out, it is not compiled and its words do not count."))
        self._fill()

    # Which documents

    def show_documents(self, documents: Sequence[int]) -> None:
        """Show what these documents have in common; what was typed before is kept first."""
        if list(documents) == self._documents:
            return
        self.keep()
        self._documents = list(documents)
        self._fill(writing=False)

    def _follow(self) -> None:
        if not self._quiet.isActive():
            self._fill()

    def _shared(self, what: str) -> Any:
        nodes = [self._book.node(one) for one in self._documents]
        values = {getattr(node, what) for node in nodes if node is not None}
        return values.pop() if len(values) == 1 else None

    def _fill(self, *, writing: bool = True) -> None:
        """Show what is noted; with `writing` the field that is being written in is left alone."""
        self._filling = True
        nodes = [node for one in self._documents if (node := self._book.node(one)) is not None]
        self.setEnabled(bool(nodes))
        for name, offered in (
            ("status", list(dict.fromkeys([*self._words.statuses(), *self._book.used("status")]))),
            ("label", self._book.used("label")),
            ("point_of_view", self._book.used("point_of_view")),
        ):
            combo: QComboBox = getattr(self, name)
            if [combo.itemText(at) for at in range(combo.count())] != offered:
                combo.clear()
                combo.addItems(offered)
            text = self._shared(name) or ""
            if not (writing and combo.lineEdit().hasFocus() and combo.lineEdit().isModified()):
                combo.setEditText(text)
                combo.lineEdit().setCursorPosition(0)
        synopsis = self._shared("synopsis") or ""
        if self.synopsis.toPlainText() != synopsis:
            self.synopsis.setPlainText(synopsis)
        if not (writing and self.target.hasFocus()):
            self.target.setValue(self._shared("target") or 0)
        self.compiled.setChecked(all(node.compiled for node in nodes))
        self.compiled.setEnabled(bool(nodes) and not all(node.kind == "note" for node in nodes))
        self._filling = False

    # Keeping

    def keep(self) -> None:
        """Keep what has been typed and not been left yet."""
        for name in ("status", "label", "point_of_view"):
            if getattr(self, name).lineEdit().isModified():
                self._keep_text(name)
        self.target.interpretText()
        waiting = self._quiet.isActive()
        self._quiet.stop()
        if waiting and self.synopsis.toPlainText() != (self._shared("synopsis") or ""):
            self._note(synopsis=self.synopsis.toPlainText())

    def _keep_text(self, name: str) -> None:
        field: QLineEdit = getattr(self, name).lineEdit()
        text = field.text().strip()
        field.setModified(False)
        if text != (self._shared(name) or ""):
            self._note(**{name: text})

    def _note(self, **noted: Any) -> None:
        documents = [one for one in self._documents if self._book.node(one) is not None]
        if documents and not self._filling:
            self._acts.describe(documents, **noted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the synopsis is kept as soon as the keyboard leaves it."""
        if watched is self.synopsis and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """The window closes."""
        self.keep()
