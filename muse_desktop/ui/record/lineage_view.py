"""Where a text came from, as a full view: the drawing, the same as a list, and what is known of each part."""

from __future__ import annotations

from concurrent.futures import Future, wait
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QSplitter, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.provenance.lineage import Lineage, Node, Scope
from muse_desktop.provenance.lineage_fold import fold, groups
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, Line, drop_down
from muse_desktop.ui.export_dialog import file_name
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.record.lineage_card import LineageCard
from muse_desktop.ui.record.lineage_list import LineageList
from muse_desktop.ui.record.lineage_map import ZOOM_STEP, LineageMap

SAVED_WITHIN_S = 10.0
SIZES = ([430, 270], [560, 720])  # drawing over the rest; list beside the card


class LineageView(Retranslated, QWidget):
    """The lineage of a document, a passage or a request. `follow` tells which node leads out of the view."""

    back = Signal()
    follow = Signal(object)  # Node

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lineage")
        self._studio, self._jobs = studio, jobs
        self.scope: Scope | None = None
        self.lineage: Lineage | None = None
        self.shown: Lineage | None = None
        self.opened: set[str] = set()
        self._asked = 0
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._title, self._of = QLabel(self), ElidedLabel(self)
        self._title.setProperty("role", "title")
        self._of.setProperty("role", "muted")
        self.back_chip = BackChip(self)
        self.notices = NoticeBar(self)
        self.whole, self.fold_all, self.export = Chip(parent=self), Chip(parent=self), Chip(parent=self)
        self.smaller, self.size, self.larger = Chip(parent=self), Chip(parent=self), Chip(parent=self)
        self._about = QLabel(self)
        self._about.setProperty("role", "muted")
        self.map, self.list, self.card = LineageMap(self), LineageList(self), LineageCard(self)
        self.menu = QMenu(self.export)
        self.actions_ = {
            suffix: self.menu.addAction("", partial(self.ask_export, suffix))
            for suffix in (".html", ".pdf", ".json")
        }
        self.menu.addSeparator()
        self.leave_out = self.menu.addAction("")
        self.leave_out.setCheckable(True)
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 14, 8)
        row.setSpacing(6)
        row.addWidget(self._about, 1)
        for chip in (self.whole, self.fold_all, self.smaller, self.size, self.larger, self.export):
            row.addWidget(chip)
        below = QSplitter(Qt.Orientation.Horizontal, self)
        below.addWidget(self.list)
        below.addWidget(self.card)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.addWidget(self.map)
        halves.addWidget(below)
        for splitter, sizes in ((halves, SIZES[0]), (below, SIZES[1])):
            splitter.setHandleWidth(1)
            splitter.setSizes(sizes)
            for place in (0, 1):
                splitter.setCollapsible(place, False)
        halves.setStretchFactor(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self._title, self._of, self.back_chip, wide=self._of))
        box.addWidget(self.notices)
        box.addLayout(row)
        box.addWidget(Line(self))
        box.addWidget(halves, 1)

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        self.map.chosen.connect(self.choose)
        self.list.chosen.connect(self.choose)
        for source in (self.map.opened, self.list.opened, self.card.follow_wanted):
            source.connect(self.follow_node)
        self.card.only_wanted.connect(lambda generation: self.show_scope(Scope(generation=generation)))
        self.card.fold_wanted.connect(self.fold)
        self.fold_all.clicked.connect(self._fold_all)
        self.whole.clicked.connect(self._show_whole)
        self.smaller.clicked.connect(lambda: self.map.set_zoom(self.map.zoom / ZOOM_STEP))
        self.larger.clicked.connect(lambda: self.map.set_zoom(self.map.zoom * ZOOM_STEP))
        self.size.clicked.connect(lambda: self.map.set_zoom(1.0))
        self.map.zoomed.connect(lambda _: self._show_size())
        self.export.clicked.connect(lambda: drop_down(self.menu, self.export))

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("Where it came from"))
        self.whole.setText(self.tr("The whole document"))
        self.fold_all.setText(self.tr("Fold the days"))
        self.export.setText(self.tr("Export…"))
        self.smaller.setText("−")
        self.larger.setText("+")
        self.smaller.setAccessibleName(self.tr("Draw smaller"))
        self.larger.setAccessibleName(self.tr("Draw larger"))
        self.size.setToolTip(self.tr("Draw at 100 %"))
        names = (self.tr("As a web page (.html)…"), self.tr("As a PDF…"), self.tr("As data (.json)…"))
        for action, name in zip(self.actions_.values(), names, strict=True):
            action.setText(name)
        self.leave_out.setText(self.tr("Leave out the words of prompts and answers"))
        self._show_size()
        self._say()

    def take_keyboard(self) -> None:
        """Let the keyboard be in the drawing."""
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    # Reading

    def show_scope(self, scope: Scope, saving: Future[None] | None = None) -> None:
        """Read a lineage off the UI thread, once `saving` is done, and show it."""
        if scope != self.scope:
            self.opened.clear()
            self.map.current = ""
        self.scope = scope
        self._asked += 1
        asked = self._asked

        def work() -> Lineage:
            if saving is not None:
                wait([saving], SAVED_WITHIN_S)  # what was not saved is not on record yet
            return self._studio.evidence.lineages.read(scope)

        def show(lineage: Lineage) -> None:
            if asked == self._asked:
                self.notices.withdraw("lineage")
                self.show_lineage(lineage)

        self._jobs.watch(self._studio.background(work), self, show, self._tell)

    def show_lineage(self, lineage: Lineage) -> None:
        """Show what was read."""
        self.lineage = lineage
        self._draw(fit=True)
        if not self.map.current and lineage.nodes:
            scope = lineage.scope
            first = f"request:{scope.generation}" if scope.generation else f"document:{scope.document}"
            self.map.choose(first, sight=scope.generation is not None)  # else the drawing begins at its top
            self.list.choose(first)
            self._show_card()

    def _draw(self, *, fit: bool = False) -> None:
        if self.lineage is None:
            return
        chosen = self.map.current
        self.shown = fold(self.lineage, self.opened)
        self.map.show_lineage(self.shown, fit=fit)
        self.list.show_lineage(self.shown)
        self._say()
        self._show_card()
        if self.map.current:
            self.list.choose(chosen)

    def _say(self) -> None:
        lineage = self.lineage
        self.fold_all.setVisible(bool(self.opened))
        self.whole.setVisible(self._document is not None and self.scope != Scope(document=self._document))
        self.export.setEnabled(lineage is not None)
        if lineage is None:
            self._of.setText("")
            self._about.setText(self.tr("Reading the record…"))
            return
        scope = lineage.scope
        if scope.generation is not None:
            words = self.tr("Request {number} · {title}")
            title = words.format(number=number(scope.generation), title=lineage.title)
            self._of.setText(title if lineage.title else title.rstrip(" ·"))
        elif scope.is_passage:
            self._of.setText(self.tr("A passage of {title}").format(title=lineage.title))
        else:
            self._of.setText(lineage.title)
        requests, passages = len(lineage.of("request")), len(lineage.of("passage"))
        gone = sum(node.tombstone for node in lineage.nodes)
        parts = [self.tr("%Ln requests", "", requests), self.tr("%Ln passages taken", "", passages)]
        if gone:
            parts.append(self.tr("%Ln things are not there any more", "", gone))
        self._about.setText(" · ".join(parts))

    @property
    def _document(self) -> int | None:
        """The document to go back to from a part of it."""
        scope = self.scope
        if scope is None:
            return None
        if scope.document is not None:
            return scope.document
        nodes = self.lineage.of("request") if self.lineage is not None else ()
        return next((node.document for node in nodes if node.id == f"request:{scope.generation}"), None)

    def _show_size(self) -> None:
        percent = number(round(100 * self.map.zoom))
        self.size.setText(f"{percent} %")
        self.size.setAccessibleName(self.tr("Drawn at {percent} %; press for 100 %").format(percent=percent))

    # Choosing and following

    def choose(self, node_id: str) -> None:
        """Choose a node in the drawing and in the list."""
        self.map.choose(node_id)
        self.list.choose(node_id)
        self._show_card()

    def _show_card(self) -> None:
        node = self.shown.node(self.map.current) if self.shown is not None else None
        home = ""
        if node is not None and node.kind == "request" and self.lineage is not None:
            homes = (group.node.id for group in groups(self.lineage) if node.id in group.requests)
            home = next((one for one in homes if one in self.opened), "")
        self.card.show_node(self.shown, node, home)

    def follow_node(self, node_id: str) -> None:
        """Unfold a day; anything else leads to the thing itself, where it is still there."""
        node = self.shown.node(node_id) if self.shown is not None else None
        if node is None:
            return
        if node.kind == "day":
            self.unfold(node)
        elif node.fate == "trashed":
            self._tell(MuseError("lineage.in_trash", title=node.title))
        elif node.target is not None:
            self.follow.emit(node)

    def unfold(self, node: Node) -> None:
        """Show the requests that a node stands for, and go to the first."""
        assert self.lineage is not None
        self.opened.add(node.id)
        inside = next(group.requests for group in groups(self.lineage) if group.node.id == node.id)
        self._draw()
        self.choose(inside[0])

    def fold(self, node_id: str) -> None:
        """Fold the requests of a node again."""
        self.opened.discard(node_id)
        self._draw()
        self.choose(node_id)

    def _fold_all(self) -> None:
        self.opened.clear()
        self._draw(fit=True)
        self.take_keyboard()

    def _show_whole(self) -> None:
        if self._document is not None:
            self.show_scope(Scope(document=self._document))

    # Export

    def ask_export(self, suffix: str) -> None:
        """Ask where to, then write."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        what = self.tr("lineage")
        name = file_name(f"{self._of.text()} - {what}")
        start = str(Path(folder or Path.home()) / f"{name}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the lineage"), start, f"*{suffix}")
        if chosen:
            path = Path(chosen)
            self.export_to(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))

    def export_to(self, path: Path) -> None:
        """Write all of the lineage to a file, off the UI thread, and say so."""
        lineage, words, language = self.lineage, not self.leave_out.isChecked(), spoken()
        if lineage is None:
            return
        lineages = self._studio.evidence.lineages

        def written(_: object) -> None:
            self.notices.tell(
                Notice("lineage", lambda: self.tr("Written to {path}").format(path=str(path)), "news")
            )

        work = self._studio.background(lambda: lineages.write(lineage, path, language, words=words))
        self._jobs.watch(work, self, written, self._tell)

    def _tell(self, error: MuseError) -> None:
        self.notices.tell(Notice("lineage", lambda: error.text(spoken())))
