"""All that is known of one node of a lineage, and what can be done from there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from muse_desktop.provenance.lineage import Lineage, Node
from muse_desktop.provenance.lineage_words import (
    fact_lines,
    kind_words,
    neighbour_lines,
    title_words,
)
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Column, ProseView, SectionLabel, TextButton

MOST_TEXT = 6_000
"""Characters of a prompt or an answer that are shown here; all of it is in the history."""


class LineageCard(Retranslated, Column):
    """Shows a node. `follow_wanted`: go to the thing itself; `only_wanted`: the lineage of this request."""

    follow_wanted = Signal(str)
    only_wanted = Signal(int)
    fold_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lineage: Lineage | None = None
        self.node: Node | None = None
        self._home = ""  # the folded node this one came out of
        self._kind = SectionLabel(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._facts, self._joined = QLabel(self), QLabel(self)
        self._joined.setProperty("role", "caption")
        for label in (self._title, self._facts, self._joined):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = ProseView(self)
        self.follow = QPushButton(self)
        self.follow.setProperty("role", "chip")
        self.only, self.fold = TextButton(self), TextButton(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.follow, self.only, self.fold):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.box.addWidget(self._kind)
        self.box.addWidget(self._title)
        self.box.addLayout(buttons)
        for widget in (self._facts, self._joined, self.text):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        self.follow.clicked.connect(self._follow)
        self.only.clicked.connect(lambda: self.only_wanted.emit(self.request))
        self.fold.clicked.connect(lambda: self.fold_wanted.emit(self._home))
        self.retranslate()

    @property
    def request(self) -> int:
        """The generation that the node is of; 0 for none."""
        node = self.node
        if node is None or node.target is None or node.target.kind != "generation":
            return 0
        return node.target.number

    def retranslate(self) -> None:
        """Set the words again."""
        self.text.setAccessibleName(self.tr("Its words"))
        self.only.setText(self.tr("Only this request"))
        self.fold.setText(self.tr("Fold its day again"))
        self._show()

    def show_node(self, lineage: Lineage | None, node: Node | None, home: str = "") -> None:
        """Show a node of a graph; `home`: what it was unfolded from."""
        self._lineage, self.node, self._home = lineage, node, home
        self._show()
        self.verticalScrollBar().setValue(0)

    def _follow(self) -> None:
        if self.node is not None:
            self.follow_wanted.emit(self.node.id)

    def _show(self) -> None:
        node, lineage = self.node, self._lineage
        for widget in (self._facts, self._joined, self.text, self.follow, self.only, self.fold):
            widget.setVisible(node is not None)
        if node is None or lineage is None:
            self._kind.setText("")
            self._title.setText(self.tr("Choose a box or a line to see what is known of it."))
            return
        language = spoken()
        self._kind.setText(kind_words(node, language))
        self._title.setText(title_words(node, language))
        lines = fact_lines(node, language, when)
        if node.at and node.kind not in ("field", "typed"):
            lines.insert(0, when(node.at))
        self._facts.setText("\n".join(lines))
        joined = neighbour_lines(lineage, language)[node.id]
        self._joined.setText("\n".join(joined))
        text = node.text if len(node.text) <= MOST_TEXT else node.text[:MOST_TEXT] + "…"
        self.text.setPlainText(text)
        self.text.setVisible(bool(text.strip()))
        follow = self._follow_words(node)
        self.follow.setText(follow)
        self.follow.setVisible(bool(follow))
        whole = lineage.scope.generation is None
        self.only.setVisible(bool(self.request) and whole)
        self.fold.setVisible(bool(self._home))

    def _follow_words(self, node: Node) -> str:
        """What following the node does; "" where it leads nowhere."""
        if node.kind == "day":
            return self.tr("Show these requests")
        if node.target is None or node.fate == "trashed":
            return ""
        return {
            "generation": self.tr("Show in History"),
            "passage": self.tr("Go to it on the page"),
            "document": self.tr("Open the document"),
            "library": self.tr("Show in the library"),
            "model": self.tr("Show among the models"),
            "story": self.tr("Show in the story bible"),
        }[node.target.kind]
