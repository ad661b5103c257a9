"""Every connection the app made, when and why: the proof of what it says about itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QStackedWidget, QTableView, QVBoxLayout, QWidget

from muse_desktop.models.values import Connection
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Quiet, SectionLabel
from muse_desktop.ui.settings.parts import in_bytes, sentences, small_print

MARGIN = 34
MOST = 5000  # entries shown: as many as the log keeps
PAUSE_MS = 150
ROW = 32
WIDTHS = (150, 200, 170, 240, 84, 210)
WIDE = 3  # the column that takes the rest
TEXT = 720
KB = 1000


class ConnectionModel(QAbstractTableModel):
    """The connections, newest first, in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Connection, ...] = ()

    def show_rows(self, rows: tuple[Connection, ...]) -> None:
        """Show these; the same ones with other endings only repaint."""
        if [one.at for one in rows] == [one.at for one in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 5))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many connections."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: when, why, where, what, how much, how it ended."""
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: the names of the columns."""
        if side != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("When"), self.tr("Why"), self.tr("To"), self.tr("What for"), self.tr("Received"),
            self.tr("How it ended"),
        )  # fmt: skip
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell in words."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(one, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(one, column)
        return self._side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == 4 else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _ink(self, one: Connection, column: int) -> QColor:
        if column == 5 and (one.error or one.status >= 400):
            return colour("danger")
        return colour("ink" if column in (1, 2) else "muted")

    def _words(self, one: Connection, column: int) -> str:
        if column == 1:
            return self.why(one)
        if column == 4:
            return _size(one.received)
        if column == 5:
            return self.ending(one)
        return (when(one.at), "", _host(one.host), one.what)[column]

    def why(self, one: Connection) -> str:
        """Why it was made."""
        names = {
            "search": self.tr("You searched for a model"),
            "files": self.tr("You looked into a repository"),
            "download": self.tr("You downloaded a model"),
            "sign_in": self.tr("You signed in"),
            "remote": self.tr("You asked the remote model"),
        }
        return names[one.why]

    def ending(self, one: Connection) -> str:
        """How it ended."""
        if one.error:
            return self._short(one)
        if not one.status:
            return self.tr("under way, or cut off")
        if one.status < 400:
            return self.tr("went well")
        return self._short(one)

    def _short(self, one: Connection) -> str:
        names = {
            "models.hub_not_found": self.tr("not found"),
            "models.hub_sign_in": self.tr("asks for a sign-in"),
            "models.hub_forbidden": self.tr("not allowed for this account"),
            "models.hub_token_refused": self.tr("the sign-in was refused"),
            "models.hub_busy": self.tr("too busy"),
            "models.hub_down": self.tr("trouble of its own"),
            "models.hub_unreachable": self.tr("could not be reached"),
            "models.hub_strange": self.tr("a strange answer"),
            "models.hub_moved": self.tr("sent on elsewhere, not followed"),
            "models.wrong_hash": self.tr("wrong fingerprint: deleted"),
            "models.not_the_file": self.tr("not the file: deleted"),
            "models.cancelled": self.tr("you stopped it"),
            "models.cut_off": self.tr("broke off"),
            "models.disk_full": self.tr("the disk was full"),
            "models.no_space": self.tr("no room on the disk"),
            "models.wrong_size": self.tr("not the size that was told: deleted"),
            "models.changed_there": self.tr("changed there meanwhile"),
            "models.proxy_unusable": self.tr("the proxy could not be used"),
            "engine.remote_unreachable": self.tr("could not be reached"),
            "engine.remote_hangs": self.tr("said nothing for too long"),
            "engine.remote_moved": self.tr("sent on elsewhere, not followed"),
            "engine.remote_key_refused": self.tr("wants another key"),
            "engine.remote_overloaded": self.tr("too busy"),
        }
        known = names.get(one.error)
        if known is not None:
            return known
        if one.status >= 400:
            return self.tr("refused (status {status})").format(status=one.status)
        return self.tr("broke off")


class ConnectionsPage(Retranslated, QWidget):
    """A sentence, a table; or the sentence that there is nothing to list."""

    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._studio = studio
        self._jobs = jobs
        self._rows: tuple[Connection, ...] = ()
        self._asked = 0
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self.summary = small_print(self, "muted")
        self.model = ConnectionModel(self)
        self.table = self._table()
        self.empty = QLabel(self)
        self.empty.setProperty("role", "heading")
        self.empty_note = small_print(self, "muted")
        self._never_heading = SectionLabel(self)
        self.never = small_print(self, "muted")
        self.stack = QStackedWidget(self)
        self._build()
        self._quiet = Quiet(PAUSE_MS, self.reload, self)
        listen(self, studio.models.network.on_change, self._later)
        self.retranslate()

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 0 5px; }")  # as the header's
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(80)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(WIDE, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)
        return table

    def _build(self) -> None:
        nothing = QWidget(self)
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        middle.addStretch(2)
        for label in (self.empty, self.empty_note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.addWidget(label)
        middle.addStretch(3)
        self.stack.addWidget(nothing)
        self.stack.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 26, MARGIN, 22)
        box.setSpacing(8)
        box.addWidget(self._heading)
        box.addWidget(self.summary)
        box.addSpacing(8)
        box.addWidget(self.stack, 1)
        box.addSpacing(8)
        box.addWidget(self._never_heading)
        box.addWidget(self.never)
        for label in (self.summary, self.never):
            label.setMaximumWidth(TEXT)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Connections"))
        self._never_heading.setText(self.tr("What this app never does"))
        self.never.setText(
            self.tr(
                "It sends no statistics, looks for no updates, asks for no licence and shows nothing from "
                "the web. Your drafts, your library and your prompts leave this computer only if you set up "
                "a remote model, and then only to the address that you typed."
            )
        )
        self.empty.setText(self.tr("Nothing has ever been connected to."))
        self.empty_note.setText(
            self.tr("When you search or download a model, or ask a remote one, it is put down here.")
        )
        self.table.setAccessibleName(self.tr("Connections, newest first"))
        self._show()

    def shown(self) -> None:
        """The page has come to the front."""
        self.reload()

    def reload(self) -> None:
        """Read the log, off the window's thread."""
        self._asked += 1
        asked = self._asked

        def told(rows: tuple[Connection, ...]) -> None:
            if asked == self._asked:
                self._rows = rows
                self._show()

        network = self._studio.models.network
        self._jobs.watch(self._studio.background(lambda: network.entries(MOST)), self, told, self.failed.emit)

    def _later(self) -> None:
        if self.isVisible() and not self._quiet.isActive():
            self._quiet.start()

    def _show(self) -> None:
        rows = self._rows
        self.model.show_rows(rows)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 5)
        self.stack.setCurrentIndex(1 if rows else 0)
        self.summary.setVisible(bool(rows))
        if rows:
            count = self.tr("%Ln connections", "", len(rows))
            came = _size(sum(one.received for one in rows)) or "0 kB"
            summary = self.tr("{count} since {day}, {size} received.")
            summary = summary.format(count=count, day=when(rows[-1].at), size=came)
            every = self.tr("Each was asked for by you; nothing connects by itself.")
            self.summary.setText(sentences(summary, every))


def _host(host: str) -> str:
    """A host without the usual port."""
    return host.removesuffix(":443")


def _size(size: int) -> str:
    """How much came; "" for nothing."""
    if size >= KB * KB:
        return in_bytes(size)
    return f"{number(max(1, round(size / KB)))} kB" if size else ""
